"""spot.py: by which words a sentence tells its events, from what internal/training/observe wrote.

  spot.py --data FOLDER --out spot.pt

A word is asked for itself: its vector has read the sentence. It learns from the sentences all of whose events have their words.
"""

import argparse
import json
import random
import time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from data import MODES, NONE, TYPES


class Spot(nn.Module):
    def __init__(s, word=96, drop=0.3):
        super().__init__()
        s.word = nn.Linear(504, word)
        s.rel, s.upos, s.cand = nn.Embedding(42, word), nn.Embedding(18, word), nn.Embedding(NONE + 1, word)
        s.bits = nn.Linear(5 + 32, word, bias=False)
        for e in (s.rel, s.upos, s.cand):
            nn.init.normal_(e.weight, std=0.1)
        s.h2, s.mode = nn.Linear(word, NONE + 1), nn.Linear(word, len(MODES))
        s.drop, s.vdrop = nn.Dropout(drop), nn.Dropout(0.2)

    def forward(s, b):
        u = s.word(s.vdrop(b['x'])) + s.rel(b['Rel']) + s.upos(b['UPOS'])
        known = s.cand(b['Candidate']) + s.bits(b['bits'])
        if s.training:  # the codebook may not know the word
            known = known * (torch.rand(len(u), 1) > 0.25).float()
        z = s.drop(F.relu(u + known))
        return s.h2(z), s.mode(z)


class Words:
    """the sentences, their words one after the other"""

    def __init__(s, folder):
        rows = [json.loads(l) for l in open(f'{folder}/own.triggers', encoding='utf-8')]
        s.rows = [r for r in rows if r['Whole'] and r['Spotted']]
        s.vec = np.memmap(f'{folder}/own.vec', np.float32, 'r').reshape(-1, 512)

    def part(s, p):
        return [r for r in s.rows if r['Part'] == p]

    def batch(s, rows):
        flat = lambda k, t=np.int64: np.concatenate([np.asarray(r['Spotted'][k], t) for r in rows])
        at = np.concatenate([np.arange(r['Vectors'], r['Vectors'] + r['Words']) for r in rows])
        b = {k: torch.from_numpy(flat(k)) for k in ('UPOS', 'Rel', 'Candidate')}
        b['x'] = torch.from_numpy(s.vec[at][:, :504].copy())
        bits = [(flat('Flags')[:, None] >> np.arange(5)) & 1, (flat('Lexicon', np.uint32)[:, None] >> np.arange(32, dtype=np.uint32)) & 1]
        b['bits'] = torch.from_numpy(np.concatenate(bits, 1).astype(np.float32))
        y, mode, first = np.full(len(at), NONE), np.full(len(at), -100), 0
        for r in rows:
            for k, t, m in zip(r['Tokens'], r['Types'], r['Modes']):
                y[first + k] = TYPES.index(t)
                mode[first + k] = MODES.index(m) if m in MODES else -100
            first += r['Words']
        b['y'], b['mode'] = torch.from_numpy(y), torch.from_numpy(mode)
        return b


@torch.no_grad()
def run(m, d, rows):
    """scores, answers, and the types of the rules' candidates (1 + type, 0 none), of all words"""
    out = []
    for i in range(0, len(rows), 64):
        b = d.batch(rows[i : i + 64])
        out.append((m(b)[0], b['y'], b['Candidate']))
    return map(torch.cat, zip(*out))


def report(name, p, y, cand):
    share, t = p[:, :NONE].max(1)
    gold, ruled = y < NONE, cand > 0
    print(f'{name}: {int(gold.sum())} words that tell an event; the rules have a candidate of the type at {100 * (ruled & (cand - 1 == y)).sum() / gold.sum():.1f}')
    for least in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        said = share > least
        ok, new = said & (t == y), said & ~ruled
        print(f'  above {least}: P {100 * ok.sum() / said.sum():.1f} R {100 * ok.sum() / gold.sum():.1f}; where the rules have no candidate: {int(new.sum())}, P {100 * (new & ok).sum() / max(1, new.sum()):.1f}')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--data', required=True)
    ap.add_argument('--out', required=True)
    ap.add_argument('--epochs', type=int, default=5)
    ap.add_argument('--batch', type=int, default=48, help='sentences')
    ap.add_argument('--lr', type=float, default=2e-3)
    ap.add_argument('--decay', type=float, default=0.02)
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rng, t0 = random.Random(1), time.time()
    d, m = Words(a.data), Spot()
    train = d.part('train')
    opt = torch.optim.AdamW(m.parameters(), lr=a.lr, weight_decay=a.decay)
    steps, k = a.epochs * (len(train) // a.batch + 1), 0
    for ep in range(a.epochs):
        m.train()
        rng.shuffle(train)
        for i in range(0, len(train), a.batch):
            for g in opt.param_groups:
                g['lr'] = a.lr * min(1, k / 100) * max(0.02, 1 - k / steps)
            k += 1
            b = d.batch(sorted(train[i : i + a.batch], key=lambda r: r['Vectors']))
            ty, mo = m(b)
            l = F.cross_entropy(ty, b['y'], reduction='sum') / a.batch
            if (b['mode'] >= 0).any():
                l = l + 0.2 * F.cross_entropy(mo, b['mode'], ignore_index=-100)
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 2.0)
            opt.step()
        print('epoch', ep, f'{l.item():.3f} {time.time() - t0:.0f}s', flush=True)
    m.eval()
    z, y, cand = run(m, d, d.part('dev'))
    _, temper = min((F.cross_entropy(z / (t / 10), y).item(), t / 10) for t in range(6, 30))
    m.h2.weight.data /= temper  # what it says is then how likely it is
    m.h2.bias.data /= temper
    print('tempered by', temper)
    for p in ('dev', 'test'):
        z, y, cand = run(m, d, d.part(p))
        report(p, z.softmax(-1), y, cand)
    torch.save(m.state_dict(), a.out)


if __name__ == '__main__':
    main()
