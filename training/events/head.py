"""The event head: from the vectors of a sentence's words to what one side does to the other, in which mode, with which marks."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from data import MARKS, MODES, TYPES, NONE, SPARSE


class Dense(nn.Module):
    """words projected; several attentions over all words that know where each stands to both sides; then two layers"""

    def __init__(s, word=96, asks=4, hidden=128, drop=0.3, rules=True):
        super().__init__()
        U, s.asks, s.rules = word, asks, rules
        s.word = nn.Linear(504, U)
        s.ats, s.att = nn.Embedding(14, U), nn.Embedding(14, U)
        s.ups, s.upt = nn.Embedding(7, U), nn.Embedding(7, U)
        s.rel, s.upos = nn.Embedding(42, U), nn.Embedding(18, U)
        s.cand = nn.Embedding(len(TYPES) + 1, U)
        s.bits = nn.Linear(5 + 32, U, bias=False)
        for e in (s.ats, s.att, s.ups, s.upt, s.rel, s.upos, s.cand):
            nn.init.normal_(e.weight, std=0.1)
        s.ask = nn.Linear(U, asks)
        s.rule, s.coded = nn.Embedding(NONE + 1, 32), nn.Embedding(NONE + 1, 32)
        s.weight, s.words, s.marked = nn.Embedding(10, 16), nn.Embedding(11, 16), nn.Embedding(1 << len(MARKS), 16)
        s.h1 = nn.Linear(U * (asks + 3) + len(TYPES) + 112, hidden)
        s.h2 = nn.Linear(hidden, NONE + 1)
        s.mode, s.marks = nn.Linear(hidden, len(MODES)), nn.Linear(hidden, len(MARKS))
        s.drop = nn.Dropout(drop)
        s.vdrop = nn.Dropout(0.2)

    def forward(s, b):
        x = s.vdrop(b['x'])
        u = s.word(x) + s.ats(b['AtS']) + s.att(b['AtT']) + s.ups(b['UpS']) + s.upt(b['UpT']) + s.rel(b['Rel']) + s.upos(b['UPOS'])
        cand, bits = s.cand(b['Candidate']), s.bits(torch.cat([b['flags'], b['lex']], -1))
        if s.training:  # the codebook may know nothing of a sentence
            keep = (torch.rand(len(x), 1, 1) > 0.3).float()
            cand, bits = cand * keep, bits * keep
        u = s.drop(F.relu(u + cand + bits))
        a = s.ask(u).masked_fill(~b['mask'][..., None], -1e4).softmax(1)  # B N K
        pooled = torch.einsum('bnk,bnu->bku', a, u).flatten(1)
        mean = lambda m: (u * m[..., None]).sum(1) / m.sum(1, keepdim=True).clamp(min=1)
        S, T, turn = (b['AtS'] == 1).float(), (b['AtT'] == 1).float(), b['flags'][..., 1]
        rule = torch.cat([b['scores'], s.rule(b['rule']), s.weight(b['weight']), s.coded(b['coded'])], -1)
        marked = s.marked(b['marked'])
        if s.training:
            rule = rule * (torch.rand(len(x), 1) > 0.4).float()
            marked = marked * (torch.rand(len(x), 1) > 0.2).float()
        if not s.rules:
            rule, marked = rule * 0, marked * 0
        z = torch.cat([pooled, mean(S), mean(T), mean(turn), rule, s.words(b['words']), marked], -1)
        z = s.drop(F.relu(s.h1(s.drop(z))))
        return s.h2(z), s.mode(z), s.marks(z)


class Linear(nn.Module):
    """a sum over hashed features"""

    def __init__(s):
        super().__init__()
        s.w = nn.EmbeddingBag(SPARSE, NONE + 1, mode='sum')
        nn.init.zeros_(s.w.weight)

    def forward(s, ids, offsets):
        return s.w(ids, offsets)
