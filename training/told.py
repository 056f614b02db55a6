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
    for l in open(f'{folder}/{name}.triggers', encoding='utf-8'):
        r = json.loads(l)
        if r['Part'] in parts and r['Whole']:
            s = out.setdefault(r['Vectors'], dict(words=words[at[r['Vectors']]], pairs=[], nd='any', tb='other'))
            s['triggers'] = [(k, TYPES.index(t), MODES.index(m) if m in MODES else -100) for k, t, m in zip(r['Tokens'], r['Types'], r['Modes'])]
    return list(out.values())


class Swap:
    """Other countries in the same sentence: what somebody does to somebody does not hang on who they are. Only words that are one token,
    a country's name for a country's name, an adjective for an adjective, so that every place in the sentence stays."""

    def __init__(s, countries):
        rows = [l.rstrip('\n').split('\t') for l in open(countries, encoding='utf-8')][1:]
        single = lambda cell: [x for x in cell.split('; ') if x and ' ' not in x]
        s.of, s.kinds = {}, [[], []]
        for i, r in enumerate(rows):
            for kind in (0, 1):
                for x in single(r[1 + kind])[:1]:
                    s.of[x] = (i, kind)
        s.rows = [i for i in range(len(rows)) if {(i, 0), (i, 1)} <= set(s.of.values())]
        s.word = {v: k for k, v in s.of.items()}

    def __call__(s, x, rng):
        """The sentence with all its countries exchanged, each for one other; itself where it names none."""
        here = sorted({s.of[w][0] for w in x['words'] if w in s.of})
        if not here:
            return x
        to = dict(zip(here, rng.sample(s.rows, len(here))))
        return dict(x, words=[s.word[(to[s.of[w][0]], s.of[w][1])] if w in s.of else w for w in x['words']])


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
        s.w1, s.w2, s.w3 = nn.Linear(width, U), nn.Linear(U, NONE + 1), nn.Linear(U, len(MODES))

    def spot(s, h):
        """by which words something is told: logits of types and modes, a row a word"""
        z = s.drop(F.relu(s.w1(s.drop(h))))
        return s.w2(z).float(), s.w3(z).float()

    def spot_loss(s, h, mask, sents):
        y = torch.full(mask.shape, -100)
        mode = y.clone()
        for i, x in enumerate(sents):
            if 'triggers' in x:
                y[i, : len(x['words'])] = NONE
                for k, t, m in x['triggers']:
                    y[i, k], mode[i, k] = t, m
        if not (y >= 0).any():
            return 0.0
        ty, mo = s.spot(h)
        l = 4 * F.cross_entropy(ty.flatten(0, 1), y.flatten(), ignore_index=-100)
        if (mode >= 0).any():
            l = l + 0.2 * F.cross_entropy(mo.flatten(0, 1), mode.flatten(), ignore_index=-100)
        return l

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
        spot = s.spot_loss(h, mask, sents)
        if not any(x['pairs'] for x in sents):
            return spot
        ty, mo, ma = s(h, mask, sents)
        P = [p for x in sents for p in x['pairs']]
        y, md, mk = torch.tensor([p['y'] for p in P]), torch.tensor([p['mode'] for p in P]), torch.tensor([p['marks'] for p in P])
        w = 1 - (1 - none) * y[:, NONE]
        l = spot + (-(y * ty.log_softmax(-1)).sum(-1) * w).sum() / w.sum()
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
    hit = said = wanted = 0
    for i in range(0, len(sents), 64):
        b = sents[i : i + 64]
        bb = collate(b)
        h = model.words(bb)
        t = head.spot(h)[0].argmax(-1)
        for x, row in zip(b, t.tolist()):
            if 'triggers' in x:
                got = {(k, c) for k, c in enumerate(row[: len(x['words'])]) if c != NONE}
                want = {(k, c) for k, c, _ in x['triggers']}
                hit, said, wanted = hit + len(got & want), said + len(got), wanted + len(want)
        if not any(x['pairs'] for x in b):
            continue
        ty = head(h, bb['mask'], b)[0]
        for p, t in zip((p for x in b for p in x['pairs']), ty):
            some = p['y'][NONE] == 0
            g = int(t.argmax())
            if some:
                n += 1
                right += p['y'][int(t[:NONE].argmax())] > 0
            tp += some and g != NONE
            fp += not some and g != NONE
            fn += some and g == NONE
    return dict(pairs=n, type=100 * right / max(1, n), some_f1=200 * tp / max(1, 2 * tp + fp + fn), trigger_f1=200 * hit / max(1, said + wanted))
