"""train.py: the event head from what internal/training/observe wrote.

  train.py --data FOLDER --out head.pt [--seeds 2]

It learns from two kinds of pairs: of actors that the sentences mark, and of mentions that Annals finds by itself, as free coding meets
them. It is chosen on the families of dev, and measured on those of test and on the pairs of plv, if they are there.
"""

import argparse
import random
import time
from data import *
from head import *


def weigh(rows, a):
    """less weight for the pairs in which nothing happens and for frequent types"""
    f = sum(r['y'] for r in rows)[:NONE]
    c = np.append((f.mean() / np.maximum(f, 1)) ** a.balance, a.none)
    for r in rows:
        r['w'] = float((c * r['y']).sum())


def weights(rows):
    return torch.tensor([r['w'] for r in rows])


def train_dense(d, rows, seed, a):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    m = Dense(a.word, a.asks, a.hidden, a.drop)
    weigh(rows, a)
    opt = torch.optim.AdamW(m.parameters(), lr=a.lr, weight_decay=a.decay)
    often = [r for r in rows if r['y'][NONE] == 0]
    rare = [r for r in rows if r['y'][NONE] > 0]
    each = len(often) + int(a.spare * len(rare))
    steps, k, t0 = a.epochs * (each // a.batch + 1), 0, time.time()
    for ep in range(a.epochs):
        m.train()
        R = often + rng.sample(rare, int(a.spare * len(rare)))  # of the many pairs with nothing between them a share each time
        order = sorted(range(len(R)), key=lambda i: R[i]['Words'] + rng.uniform(-4, 4))
        chunks = [order[i : i + a.batch] for i in range(0, len(order), a.batch)]
        rng.shuffle(chunks)
        for c in chunks:
            for g in opt.param_groups:
                g['lr'] = a.lr * min(1, k / 100) * max(0.02, 1 - k / steps)
            k += 1
            rs = [R[i] for i in c]
            b = batch(d, rs)
            ty, mo, ma = m(b)
            l = (-(b['y'] * ty.log_softmax(-1)).sum(-1) * weights(rs)).mean()
            some = b['y'][:, NONE] == 0
            if some.any():
                share = some.float().mean()
                l = l + 2 * share * F.binary_cross_entropy_with_logits(ma[some], b['marks'][some], pos_weight=torch.full((len(MARKS),), 3.0))
                if (b['mode'] >= 0).any():
                    l = l + 0.2 * share * F.cross_entropy(mo, b['mode'], ignore_index=-100)
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 2.0)
            opt.step()
        print('seed', seed, 'epoch', ep, f'{l.item():.3f} {time.time() - t0:.0f}s', flush=True)
    return m.eval()


@torch.no_grad()
def run_dense(nets, d, rows):
    """the networks' scores of types, modes and marks, averaged"""
    out = [torch.zeros(len(rows), n) for n in (NONE + 1, len(MODES), len(MARKS))]
    order = sorted(range(len(rows)), key=lambda i: rows[i]['Words'])
    for i in range(0, len(order), 256):
        c = order[i : i + 256]
        b = batch(d, [rows[j] for j in c])
        for m in nets:
            for o, x in zip(out, m(b)):
                o[c] += x / len(nets)
    return out


def bags(rows):
    ids = torch.from_numpy(np.concatenate([r['Observed']['Sparse'] for r in rows])).long()
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
    return m(*bags(rows))


def rules(rows):
    """the rules' answers"""
    out = torch.zeros(len(rows), NONE + 1)
    for i, r in enumerate(rows):
        if r['Observed']['Rule'] >= 0:
            out[i, r['Observed']['Rule']] = 1
    return out


def renorm(p):
    """log-probabilities of the types, given that something happens"""
    q = p.clone()
    q[:, NONE] = -1e4
    return q.log_softmax(-1)


def words(m):
    return ' '.join(f'{k} {100 * v:.1f}' if k != 'n' else f'n {v}' for k, v in m.items())


def free(name, p, rows):
    """free coding: what is said of the pairs found, above several thresholds"""
    Y = torch.from_numpy(np.stack([r['y'] for r in rows]))
    gold = Y[:, NONE] == 0
    best, ty = p[:, :NONE].max(1)
    hit = Y[torch.arange(len(rows)), ty] > 0
    rule = torch.tensor([r['Observed']['Coded'] for r in rows])
    s = rule < NONE
    right = s & (Y[torch.arange(len(rows)), rule] > 0)
    print(f'{name} rules alone: P {100 * right.sum() / s.sum():.1f} R {100 * right.sum() / gold.sum():.1f}')
    for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        say = best > t
        k, right = say.sum(), (say & hit).sum()
        print(f'{name} above {t}: P {100 * right / k:.1f} R {100 * right / gold.sum():.1f} F {200 * right / (k + gold.sum()):.1f} some F {200 * (say & gold).sum() / (k + gold.sum()):.1f}')


def marks(name, x, rows):
    some = [i for i, r in enumerate(rows) if r['y'][NONE] == 0]
    y = torch.tensor([rows[i]['marks'] for i in some]) > 0
    p = x[some] > 0
    f = [200 * (p & y)[:, k].sum().item() / max(1, (p[:, k].sum() + y[:, k].sum()).item()) for k in range(4)]
    print(name, 'marks', ' '.join(f'{m} {v:.1f} ({int(n)})' for m, v, n in zip(MARKS, f, y.sum(0))))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--data', required=True)
    ap.add_argument('--out', default='')
    ap.add_argument('--seeds', type=int, default=1, help='how many networks')
    ap.add_argument('--seed', type=int, default=1, help='of the first of them')
    ap.add_argument('--load', nargs='*', default=[], help='trained heads whose networks are joined instead of training new ones')
    ap.add_argument('--epochs', type=int, default=8)
    ap.add_argument('--batch', type=int, default=96)
    ap.add_argument('--word', type=int, default=96)
    ap.add_argument('--asks', type=int, default=4)
    ap.add_argument('--hidden', type=int, default=128)
    ap.add_argument('--drop', type=float, default=0.3)
    ap.add_argument('--lr', type=float, default=2e-3)
    ap.add_argument('--decay', type=float, default=0.02)
    ap.add_argument('--none', type=float, default=0.6)
    ap.add_argument('--spare', type=float, default=0.3, help='share of the pairs without event in each epoch')
    ap.add_argument('--balance', type=float, default=0.4, help='0: types count as often as they are; 1: all the same')
    ap.add_argument('--rules', type=float, default=-1.0, help="what the rules' answer is worth where an event is given, in log-odds; below 0: what fits dev best")
    ap.add_argument('--l2', type=float, default=0.3)
    ap.add_argument('--linear-steps', type=int, default=150)
    a = ap.parse_args()
    torch.set_num_threads(1)
    t0 = time.time()
    own = Data(a.data, 'own')
    try:
        plv = Data(a.data, 'plv')
    except FileNotFoundError:
        plv = None
    part = lambda p, found: [r for r in own.rows if r['Part'] == p and bool(r['Found']) == found]
    train = part('train', False) + part('train', True)
    lin = train_linear(part('train', False), 1, a)
    if a.load:
        nets = []
        for f in a.load:
            for sd in torch.load(f, weights_only=False)['dense']:
                nets.append(Dense(a.word, a.asks, a.hidden))
                nets[-1].load_state_dict(sd)
                nets[-1].eval()
    else:
        nets = [train_dense(own, train, a.seed + s, a) for s in range(a.seeds)]
    print(f'trained on {len(train)} pairs, {sum(r["y"][NONE] == 0 for r in train)} with an event, {time.time() - t0:.0f}s', flush=True)
    sd = dict(dense=[m.state_dict() for m in nets], linear=lin.state_dict(), args=vars(a), rules=0.0, tempering=1.0, free=1.0)

    # where an event is given: the rules' weight and the temperature, on dev
    def given(d, rows):
        return run_linear(lin, rows).log_softmax(-1), run_dense(nets, d, rows)[0].log_softmax(-1), rules(rows)

    dev = labelled(part('dev', False))
    L, D, R = given(own, dev)
    y = torch.tensor([int(r['y'].argmax()) for r in dev])
    nll = lambda z, t: F.cross_entropy(z[:, :NONE] / t, y).item()
    grid = [(min(nll(l * L + D + w * R, t / 10) for t in range(8, 36)), l, w) for l in (0, 0.5, 1) for w in (0, 0.5, 1, 1.5, 2)]
    _, sd['linear_weight'], sd['rules'] = min(grid)
    if a.rules >= 0:
        sd['rules'] = a.rules
    z = sd['linear_weight'] * L + D + sd['rules'] * R
    sd['tempering'] = min((nll(z, t / 10), t / 10) for t in range(8, 36))[1]
    found = part('dev', True)
    P = run_dense(nets, own, found)[0]
    Y = torch.from_numpy(np.stack([r['y'] for r in found]))
    sd['free'] = min(((-(Y * (P / (t / 10)).log_softmax(-1)).sum(-1)).mean().item(), t / 10) for t in range(8, 36))[1]
    print({k: sd[k] for k in ('linear_weight', 'rules', 'tempering', 'free')})
    for p in ('dev', 'test'):
        rows = labelled(part(p, False))
        L, D, R = given(own, rows)
        for n, z in dict(rules=R, linear=L, networks=D, all=sd['linear_weight'] * L + D + sd['rules'] * R).items():
            print(f'{p} given {n}:', words(measures(renorm(z), rows)))
        rows = part(p, True)
        P, _, M = run_dense(nets, own, rows)
        free(f'{p} free', (P / sd['free']).softmax(-1), rows)
        marks(p, M, rows)
        rows = part(p, False)
        marks(p + ' given', run_dense(nets, own, rows)[2], rows)
    if plv:
        L, D, R = given(plv, plv.rows)
        for n, z in dict(rules=R, linear=L, networks=D, all=sd['linear_weight'] * L + D + sd['rules'] * R).items():
            print(f'plv {n}:', words(measures(renorm(z), plv.rows)))
    if a.out:
        torch.save(sd, a.out)
    print(f'{time.time() - t0:.0f}s')


if __name__ == '__main__':
    main()
