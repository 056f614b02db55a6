"""train.py: the event head from what internal/training/observe wrote.

  train.py --data FOLDER --out head.pt [--folds 5] [--seeds 3]

With --folds it only measures: each family of our own sentences is answered by a head that has not seen it.
"""

import argparse
import random
import time
import zlib
from data import *
from head import *


def loss(o, b):
    return -(b['y'] * o.log_softmax(-1)).sum(-1)


def weigh(rows, a):
    """less weight for the pairs in which nothing happens and for frequent types"""
    f = sum(r['y'] for r in rows)[:NONE]
    c = np.append((f.mean() / np.maximum(f, 1)) ** a.balance, a.none)
    for r in rows:
        r['w'] = float((c * r['y']).sum())


def weights(rows):
    return torch.tensor([r['w'] for r in rows])


def train_dense(d, rows, seed, epochs, a):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    m = Dense(a.hidden, a.drop)
    weigh(rows, a)
    opt = torch.optim.AdamW(m.parameters(), lr=a.lr, weight_decay=a.decay)
    steps = epochs * (len(rows) // a.batch + 1)
    k = 0
    for ep in range(epochs):
        m.train()
        order = sorted(range(len(rows)), key=lambda i: rows[i]['Words'] + rng.uniform(-4, 4))
        chunks = [order[i : i + a.batch] for i in range(0, len(order), a.batch)]
        rng.shuffle(chunks)
        for c in chunks:
            for g in opt.param_groups:
                g['lr'] = a.lr * min(1, k / 50) * max(0.02, 1 - k / steps)
            k += 1
            R = [rows[i] for i in c]
            b = batch(d, R)
            l = (loss(m(b), b) * weights(R)).mean()
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 2.0)
            opt.step()
    return m.eval()


@torch.no_grad()
def run_dense(m, d, rows):
    out = torch.zeros(len(rows), NONE + 1)
    order = sorted(range(len(rows)), key=lambda i: rows[i]['Words'])
    for i in range(0, len(order), 256):
        c = order[i : i + 256]
        out[c] = m(batch(d, [rows[j] for j in c])).log_softmax(-1)
    return out


def bags(rows):
    ids = torch.tensor([i for r in rows for i in r['Observed']['Sparse']])
    n = torch.tensor([0] + [len(r['Observed']['Sparse']) for r in rows])
    return ids, n.cumsum(0)[:-1]


def train_linear(rows, seed, a):
    torch.manual_seed(seed)
    m = Linear()
    weigh(rows, a)
    opt = torch.optim.Adam(m.parameters(), lr=0.02)
    ids, off = bags(rows)
    y, w = torch.from_numpy(np.stack([r['y'] for r in rows])), weights(rows)
    for k in range(a.linear_steps):
        for g in opt.param_groups:
            g['lr'] = 0.03 * (1 - k / a.linear_steps)
        l = (-(y * m(ids, off).log_softmax(-1)).sum(-1) * w).mean() + a.l2 * m.w.weight.square().sum() / len(rows)
        opt.zero_grad()
        l.backward()
        opt.step()
    return m.eval()


@torch.no_grad()
def run_linear(m, rows):
    return m(*bags(rows)).log_softmax(-1)


def rules(rows):
    """the rules' answers as certain"""
    out = torch.full((len(rows), NONE + 1), -20.0)
    for i, r in enumerate(rows):
        out[i, r['Observed']['Rule']] = 0
    return out


def renorm(p):
    """log-probabilities of the types, given that something happens"""
    q = p.clone()
    q[:, NONE] = -1e4
    return q.log_softmax(-1)


def events(p, rows):
    """some event against none: precision, recall, F1; and the type right among all pairs"""
    got, gold = p.argmax(1), [r['y'] for r in rows]
    tp = fp = fn = typ = 0
    for g, y in zip(got.tolist(), gold):
        e = y[NONE] == 0
        tp += e and g != NONE
        fp += (not e) and g != NONE
        fn += e and g == NONE
        typ += e and y[g] > 0
    return dict(none_f1=2 * tp / max(1, 2 * tp + fp + fn), full_f1=2 * typ / max(1, 2 * tp + fp + fn), n=len(rows))


def show(name, p, rows, all_rows=None, pa=None):
    m = measures(renorm(p), rows)
    m = ' '.join(f'{k} {v:.3f}' if k != 'n' else f'n {v}' for k, v in m.items())
    if all_rows is not None:
        m += ' | ' + ' '.join(f'{k} {v:.3f}' if k != 'n' else f'n {v}' for k, v in events(pa, all_rows).items())
    print(f'{name:28s} {m}', flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--data', required=True)
    ap.add_argument('--out', default='')
    ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--seeds', type=int, default=1, help='how many networks')
    ap.add_argument('--seed', type=int, default=1, help='of the first of them')
    ap.add_argument('--epochs', type=int, default=12)
    ap.add_argument('--batch', type=int, default=64)
    ap.add_argument('--hidden', type=int, default=160)
    ap.add_argument('--drop', type=float, default=0.3)
    ap.add_argument('--lr', type=float, default=2e-3)
    ap.add_argument('--decay', type=float, default=0.02)
    ap.add_argument('--none', type=float, default=0.4)
    ap.add_argument('--balance', type=float, default=0.5, help='0: types count as often as they are; 1: all the same')
    ap.add_argument('--rules', type=float, default=1.0, help='what the rules are worth beside both, in log-odds')
    ap.add_argument('--l2', type=float, default=0.3)
    ap.add_argument('--linear-steps', type=int, default=150)
    a = ap.parse_args()
    torch.set_num_threads(1)
    own, t0 = Data(a.data, 'own'), time.time()
    try:
        plv = Data(a.data, 'plv')
    except FileNotFoundError:
        plv = None
    usable = [r for r in own.rows]
    print('own pairs', len(usable), 'with an event', sum(1 for r in usable if not r['y'][NONE]), flush=True)
    if a.folds:
        parts = [zlib.crc32(r['Family'].encode()) % a.folds for r in usable]
        D, L = torch.zeros(len(usable), NONE + 1), torch.zeros(len(usable), NONE + 1)
        for f in range(a.folds):
            tr = [r for r, p in zip(usable, parts) if p != f]
            te = [i for i, p in enumerate(parts) if p == f]
            L[te] = run_linear(train_linear(tr, 1, a), [usable[i] for i in te])
            D[te] = run_dense(train_dense(own, tr, 1, a.epochs, a), own, [usable[i] for i in te])
        lab = labelled([r for r in usable if not r['From'].startswith('codebook:')])
        at = {id(r): i for i, r in enumerate(usable)}
        ix = [at[id(r)] for r in lab]
        seen = [i for i, r in enumerate(usable) if not r['From'].startswith('codebook:')]
        R = rules(usable)
        for n, p in dict(rules=R, linear=L, dense=D, sum=L + D).items():
            show('own folds ' + n, p[ix], lab, [usable[i] for i in seen], p[seen])
        print(f'{time.time() - t0:.0f}s')
    train = [r for r in usable if r['Part'] == 'train']
    lin = train_linear(train, 1, a)
    dense = [train_dense(own, train, a.seed + s, a.epochs, a) for s in range(a.seeds)]
    print(f'trained on {len(train)} pairs, {time.time() - t0:.0f}s', flush=True)

    def answers(d, rows):
        """(linear, dense, rules) log-odds, not normalised for the last"""
        return run_linear(lin, rows), sum(run_dense(m, d, rows) for m in dense) / len(dense), rules(rows).clamp(min=-1) + 1

    def table(name, d, rows):
        L, D, R = answers(d, rows)
        lab = rows if name == 'PLV' else labelled(rows)
        pos = {id(r): i for i, r in enumerate(rows)}
        ix = [pos[id(r)] for r in lab]
        every = {} if name == 'PLV' else dict(all_rows=rows)
        T = dict(rules=30 * R, linear=L, dense=D, sum=L + D)
        T.update({f'sum + {w} rules': L + D + w * R for w in (1, 2, 2.5, 3, 4)})
        for n, p in T.items():
            show(f'{name} {n}', p[ix], lab, pa=p, **every)

    parts = {p: [r for r in usable if r['Part'] == p] for p in ('dev', 'test')}
    table('dev', own, parts['dev'])
    table('test', own, parts['test'])
    if plv:
        table('PLV', plv, plv.rows)
    # the temperature at which confidence is right on dev, given that something happens
    lab = labelled(parts['dev'])
    L, D, R = answers(own, lab)
    y = torch.tensor([r['y'].argmax() for r in lab])
    nll = {t: torch.nn.functional.cross_entropy((L + D + a.rules * R)[:, :NONE] / t, y).item() for t in np.arange(0.8, 4.1, 0.1)}
    temperature = min(nll, key=nll.get)
    print(f'temperature {temperature:.1f}')
    if a.out:
        sd = dict(dense=[m.state_dict() for m in dense], linear=lin.state_dict(), args=vars(a))
        torch.save(dict(sd, rules=a.rules, temperature=float(temperature)), a.out)
    print(f'{time.time() - t0:.0f}s')


if __name__ == '__main__':
    main()
