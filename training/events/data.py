"""Reads what internal/training/observe writes: pairs, what the head sees of them, word vectors."""

import json
import numpy as np
import torch

TYPES = 'AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT'.split()
NONE = len(TYPES)  # the last output: no event from this side to that
MODES = (
    'visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet disapprove investigate allege '
    'restrict arrest relations expel territory violence demo riot strike hunger boycott obstruct convict discontinue troops weapons police militia '
    'seize censor curfew martial-law deport withhold misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives '
    'suicide-attack aerial drone heavy-weapons crowd-control unconventional'
).split()  # the name of a mode may stand under several types
MARKS = ['historical', 'future', 'hypothetical', 'negation']
LABELS = [x for x in TYPES if x not in ('CONCEDE', 'RETREAT')] + ['YIELD']  # the 2017 set
OF_LABEL = torch.zeros(len(TYPES), len(LABELS))
for i, t in enumerate(TYPES):
    OF_LABEL[i, LABELS.index('YIELD' if t in ('CONCEDE', 'RETREAT') else t)] = 1
WIDE = 512
WORDWISE = 'UPOS Rel AtS AtT UpS UpT Flags Candidate'.split()
QUAD = dict(zip(TYPES, [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]))
HASHES = 1 << 15
SPARSE = HASHES + 2 * 10 * len(TYPES)  # behind the hashes: what the rules say


class Data:
    """rows of one file; vectors as one float32 table of all words"""

    def __init__(s, folder, name):
        v = np.fromfile(f'{folder}/{name}.vec', np.float32).reshape(-1, WIDE)
        s.vec = torch.from_numpy(v[:, :504].copy())
        s.rows, at = [], 0
        flat, lex = {k: [] for k in WORDWISE}, []
        for l in open(f'{folder}/{name}.jsonl', encoding='utf-8'):
            r = json.loads(l)
            o = r['Observed']
            # what the rules say of somebody whom nobody marked may be right: it teaches nothing
            if r.get('Unmarked') and o['Coded'] < NONE or not (o['InS'] or o['InT']):
                continue
            t = np.zeros(NONE + 1, np.float32)
            if name == 'plv':
                r['label'] = r['Types'][0]
            else:
                kinds = r['Types'] or ['']
                for k in kinds:
                    t[TYPES.index(k) if k else NONE] += 1 / len(kinds)
            r['y'] = t
            m = [x for x in r.get('Modes') or [] if x in MODES]
            r['mode'] = MODES.index(m[0]) if m else -100
            r['marks'] = [float(k in (r['Marks'] or [])) for k in MARKS]
            if r['From'].startswith('codebook:'):  # the rules were written with these: hide their answers
                o['Sparse'] = [i for i in o['Sparse'] if i < HASHES]
                o['Scores'], o['Rule'], o['Weight'], o['Coded'], o['Marks'] = [0.0] * NONE, NONE, 0, NONE, 0
                o['Candidate'] = [0] * r['Words']
                o['Flags'] = [f & ~12 for f in o['Flags']]
            r['at'] = at
            at += r['Words']
            # lists of small numbers would take ten times the room
            for k in WORDWISE:
                flat[k].append(np.asarray(o.pop(k), np.int16))
            lex.append(np.asarray(o.pop('Lexicon'), np.uint32))
            o['Sparse'] = np.asarray(o['Sparse'] or [], np.int32)
            o['InS'], o['InT'] = bool(o['InS']), bool(o['InT'])
            s.rows.append(r)
        s.flat = {k: torch.from_numpy(np.concatenate(x)) for k, x in flat.items()}
        s.lex = torch.from_numpy(np.concatenate(lex).astype(np.int64))


def batch(data, rows):
    """pads rows to tensors"""
    n = torch.tensor([r['Words'] for r in rows])
    k = torch.arange(int(n.max()))[None]
    mask = k < n[:, None]
    at = (torch.tensor([r['at'] for r in rows])[:, None] + k) * mask
    b = {w: data.flat[w][at].long() * mask for w in WORDWISE}
    b['lex'] = ((data.lex[at][..., None] >> torch.arange(32)) & 1) * mask[..., None].float()
    b['flags'] = torch.stack([(b['Flags'] >> i) & 1 for i in range(5)], -1).float()
    at = (torch.tensor([r['Vectors'] for r in rows])[:, None] + k) * mask
    b['mask'] = mask
    b['x'] = data.vec[at]
    b['scores'] = torch.tensor([r['Observed']['Scores'] for r in rows], dtype=torch.float32)
    b['rule'] = torch.tensor([r['Observed']['Rule'] for r in rows])
    b['weight'] = torch.tensor([r['Observed']['Weight'] for r in rows])
    b['marked'] = torch.tensor([r['Observed']['Marks'] for r in rows])
    b['coded'] = torch.tensor([r['Observed']['Coded'] for r in rows])
    b['mode'] = torch.tensor([r['mode'] for r in rows])
    b['marks'] = torch.tensor([r['marks'] for r in rows])
    b['words'] = torch.tensor([r['Observed']['Words'] for r in rows])
    b['y'] = torch.from_numpy(np.stack([r['y'] for r in rows]))
    return b


def labelled(rows):
    """own pairs that have an event, as rows with a label of the 2017 set"""
    out = []
    for r in rows:
        if len(r['Types'] or []) == 1 and 'negation' not in (r['Marks'] or []):
            r['label'] = 'YIELD' if r['Types'][0] in ('CONCEDE', 'RETREAT') else r['Types'][0]
            out.append(r)
    return out


def measures(logp, rows, quirks=True):
    """accuracy, macro F1, quad class and binary of the answers to pairs that have an event"""
    p = logp[:, :NONE].exp()
    q = (p @ OF_LABEL).argmax(1).tolist()
    types = p.argmax(1).tolist()
    tp, fp, fn = np.zeros(15), np.zeros(15), np.zeros(15)
    right = binary = quad = 0
    for i, r in enumerate(rows):
        got = LABELS[q[i]]
        if quirks:  # the 2017 set's own habits, which the rules know
            rule = TYPES[r['Observed']['Rule']] if r['Observed']['Rule'] < NONE else ''
            rule = 'YIELD' if rule in ('CONCEDE', 'RETREAT') else rule
            if r['Rules'] != rule and got == rule:
                got = r['Rules']
        g = r['label']
        a, b = LABELS.index(g), LABELS.index(got)
        right += a == b
        if a == b:
            tp[a] += 1
        else:
            fn[a] += 1
            fp[b] += 1
        if r['Part'] == 'plv':
            t = types[i] if got == 'YIELD' else TYPES.index(got)
            quad += QUAD[TYPES[t]] == int(r['Family'])
            binary += (QUAD[TYPES[t]] <= 2) == (int(r['Family']) <= 2)
    f = 2 * tp / np.maximum(2 * tp + fp + fn, 1)
    n = len(rows)
    has = (tp + fn) > 0
    return dict(n=n, acc=right / n, f1=f[has].mean(), quad=quad / n, binary=binary / n)
