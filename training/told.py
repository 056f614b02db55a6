"""The event task beside tags, trees and names: one actor to another, as data/training tells it. It shapes the encoder; the head that is
shipped is trained afterwards on the finished encoder (events/), which it reads together with the rules. Here the rules are not seen, so
that the encoder itself must tell what happens."""

import json
import torch
import torch.nn as nn
import torch.nn.functional as F

TYPES = 'AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT'.split()
NONE = len(TYPES)
MODES = (
    'visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet disapprove investigate allege '
    'restrict arrest relations expel territory violence demo riot strike hunger boycott obstruct convict discontinue troops weapons police militia '
    'seize censor curfew martial-law deport withhold misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives '
    'suicide-attack aerial drone heavy-weapons crowd-control unconventional'
).split()
MARKS = ['historical', 'future', 'hypothetical', 'negation']
SEEN = ('AtS', 'AtT', 'UpS', 'UpT')  # where a word stands to both sides, in the text and in the tree (internal/event/head_observe.go)


def read_told(folder, parts=('train',), name='own'):
    """Sentences with their pairs, as internal/training/observe wrote them."""
    words = [l.rstrip('\n').split('\t') for l in open(f'{folder}/{name}.words', encoding='utf-8')]
    at, n = {}, 0
    for i, w in enumerate(words):
        at[n] = i
        n += len(w)
    out = {}
    for l in open(f'{folder}/{name}.jsonl', encoding='utf-8'):
        r = json.loads(l)
        o = r['Observed']
        if r['Part'] not in parts or r.get('Found') or not (r['Types'] or o['InS'] and o['InT']):
            continue  # only pairs of marked actors, and open sides only where something happens
        s = out.setdefault(r['Vectors'], dict(words=words[at[r['Vectors']]], pairs=[], nd='any', tb='other'))
        y = [0.0] * (NONE + 1)
        for t in r['Types'] or ['']:
            y[TYPES.index(t) if t else NONE] += 1 / max(1, len(r['Types'] or []))
        m = [x for x in r.get('Modes') or [] if x in MODES]
        s['pairs'].append(
            dict(y=y, mode=MODES.index(m[0]) if m else -100, marks=[float(k in (r['Marks'] or [])) for k in MARKS], **{k: o[k] for k in SEEN})
        )
    return list(out.values())


class Told(nn.Module):
    U, K = 160, 6

    def __init__(s, width):
        super().__init__()
        U = s.U
        s.mixw = nn.Linear(width, U)
        s.ats, s.att, s.ups, s.upt = nn.Embedding(14, U), nn.Embedding(14, U), nn.Embedding(7, U), nn.Embedding(7, U)
        for e in (s.ats, s.att, s.ups, s.upt):
            nn.init.normal_(e.weight, std=0.1)
        s.ask = nn.Linear(U, s.K)
        s.h1 = nn.Linear(U * (s.K + 2), 256)
        s.ty, s.mo, s.ma = nn.Linear(256, NONE + 1), nn.Linear(256, len(MODES)), nn.Linear(256, len(MARKS))
        s.drop = nn.Dropout(0.3)

    def forward(s, h, mask, sents):
        """h [B,N,W] word vectors, mask [B,N], sents: dicts with pairs -> logits of types, modes, marks, a row a pair"""
        N = h.shape[1]
        rows = [(i, p) for i, x in enumerate(sents) for p in x['pairs']]
        ix = torch.tensor([i for i, _ in rows])
        f = {k: torch.tensor([p[k] + [0] * (N - len(p[k])) for _, p in rows]) for k in SEEN}
        m = mask[ix]
        u = s.mixw(s.drop(h)).float()[ix] + s.ats(f['AtS']) + s.att(f['AtT']) + s.ups(f['UpS']) + s.upt(f['UpT'])
        u = s.drop(F.relu(u))
        a = s.ask(u).float().masked_fill(~m[..., None], -1e4).softmax(1)
        pooled = torch.einsum('bnk,bnu->bku', a, u.float()).flatten(1)
        mean = lambda k: (u * (f[k] == 1)[..., None]).sum(1) / (f[k] == 1).sum(1, keepdim=True).clamp(min=1)
        z = s.drop(F.relu(s.h1(torch.cat([pooled, mean('AtS'), mean('AtT')], -1))))
        return s.ty(z).float(), s.mo(z).float(), s.ma(z).float()

    def loss(s, h, mask, sents, none=0.4):
        ty, mo, ma = s(h, mask, sents)
        P = [p for x in sents for p in x['pairs']]
        y, md, mk = torch.tensor([p['y'] for p in P]), torch.tensor([p['mode'] for p in P]), torch.tensor([p['marks'] for p in P])
        w = 1 - (1 - none) * y[:, NONE]
        l = (-(y * ty.log_softmax(-1)).sum(-1) * w).sum() / w.sum()
        some = y[:, NONE] == 0
        if some.any():
            l = l + F.binary_cross_entropy_with_logits(ma[some], mk[some])
            if (md >= 0).any():
                l = l + 0.3 * F.cross_entropy(mo, md, ignore_index=-100)
        return l


@torch.no_grad()
def told_scores(model, head, collate, sents):
    """Type accuracy where something happens, some against none F1, right type among all."""
    n = right = tp = fp = fn = 0
    for i in range(0, len(sents), 64):
        b = sents[i : i + 64]
        bb = collate(b)
        ty = head(model.words(bb), bb['mask'], b)[0]
        for p, t in zip((p for x in b for p in x['pairs']), ty):
            some = p['y'][NONE] == 0
            g = int(t.argmax())
            if some:
                n += 1
                right += p['y'][int(t[:NONE].argmax())] > 0
            tp += some and g != NONE
            fp += not some and g != NONE
            fn += some and g == NONE
    return dict(pairs=n, type=100 * right / max(1, n), some_f1=200 * tp / max(1, 2 * tp + fp + fn))
