"""reference.py --ckpt t.pt --encoder DIR --pairs ... IN.conllu OUT.conllu [IN OUT ...]: float32 torch, the same decoding as the Go encoder."""

import argparse
import collections
from model import *
from mst import mst


def viterbi(lp):
    K = len(NERL)
    T = np.zeros((K + 1, K))
    for j, l in enumerate(NERL):
        for i in range(K + 1):
            if l[0] == 'I' and (i == K or NERL[i] == 'O' or NERL[i][2:] != l[2:]):
                T[i, j] = -1e9
    d = lp[0] + T[K]
    bp = []
    for t in range(1, len(lp)):
        a = d[:, None] + T[:K]
        k = a.argmax(0)
        bp.append(k)
        d = a.max(0) + lp[t]
    y = [int(d.argmax())]
    for k in reversed(bp):
        y.append(int(k[y[-1]]))
    return [NERL[k] for k in reversed(y)]


def bat(S, bw):
    c, mx = [], 0
    for i in sorted(range(len(S)), key=lambda i: len(S[i]['words'])):
        n = len(S[i]['words'])
        if c and max(mx, n) * (len(c) + 1) > bw:
            yield c
            c, mx = [], 0
        c.append(S[i])
        mx = max(mx, n)
    if c:
        yield c


if __name__ == '__main__':
    ap = argparse.ArgumentParser()
    ap.add_argument('--ckpt', required=True)
    ap.add_argument('--encoder', required=True)
    ap.add_argument('--pairs', nargs='*', default=[])
    ap.add_argument('--tb', default='gum')
    ap.add_argument('--nd', default='any')
    ap.add_argument('--files', nargs='+')
    a = ap.parse_args()
    torch.set_num_threads(1)
    m, ck = load(a.ckpt, a.encoder)
    col = Collator(a.encoder)
    X, U, R = ck['X'], ck['U'], ck['R']
    ir = R.index('root')
    pc = collections.Counter((x, u) for f in a.pairs for s in read_conllu(f) for x, u in zip(s['xpos'], s['upos']))
    pr = sorted((X.index(x), U.index(u)) for (x, u), c in pc.items() if c >= 2)
    px = [p[0] for p in pr]
    pu = [p[1] for p in pr]
    for i in range(0, len(a.files), 2):
        S = read_conllu(a.files[i])
        with torch.inference_mode():
            for b in bat(S, 2500):
                bb = col(b, tb=a.tb, nd=a.nd)
                r = m(bb)
                A = torch.log_softmax(r['arc'], -1).numpy()
                H = np.zeros(bb['mask'].shape, np.int64)
                for k, s in enumerate(b):
                    n = len(s['words'])
                    H[k, :n] = mst(A[k, :n, : n + 1])
                RL = m.rels(r, torch.from_numpy(H)).numpy()
                XX, UU, NN = r['x'].numpy(), r['u'].numpy(), r['n'].numpy()
                for k, s in enumerate(b):
                    n = len(s['words'])
                    h = H[k, :n]
                    rl = RL[k, :n].copy()
                    rl[:, ir] = np.where(h == 0, 1e9, -1e9)
                    t = (XX[k, :n][:, px] + UU[k, :n][:, pu]).argmax(1)
                    s['out'] = (
                        h,
                        [R[q] for q in rl.argmax(-1)],
                        [X[px[q]] for q in t],
                        [U[pu[q]] for q in t],
                        viterbi(NN[k, :n]),
                    )
        with open(a.files[i + 1], 'w', encoding='utf-8') as f:
            for s in S:
                h, rl, x, u, y = s['out']
                if s['doc']:
                    f.write('# newdoc id = %s\n' % s['doc'])
                for k, v in s['meta'].items():
                    if k == 'sent_id':
                        f.write('# sent_id = %s\n' % v)
                for j, w in enumerate(s['words']):
                    f.write(
                        '\t'.join(
                            [
                                str(j + 1),
                                w,
                                '_',
                                u[j],
                                x[j],
                                '_',
                                str(h[j]),
                                rl[j],
                                '_',
                                'NER=' + y[j] if y[j] != 'O' else '_',
                            ]
                        )
                        + '\n'
                    )
                f.write('\n')
        print(a.files[i + 1], len(S), flush=True)
