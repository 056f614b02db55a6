import numpy as np


def _cle(score):
    """maximum arborescence, score[d,h], node 0 root; returns head per node (0 for root itself)"""
    n = score.shape[0]
    h = score.argmax(1)
    h[0] = 0
    # find cycle
    col = [0] * n
    cyc = None
    for i in range(1, n):
        if col[i]:
            continue
        p = []
        j = i
        while j != 0 and col[j] == 0:
            col[j] = i + n
            p.append(j)
            j = h[j]
        if j != 0 and col[j] == i + n:
            cyc = p[p.index(j) :]
            break
        for q in p:
            col[q] = 1
        # fully explored mark (1) never equals i+n
    if cyc is None:
        return h
    inc = np.zeros(n, bool)
    inc[cyc] = True
    cs = sum(score[d, h[d]] for d in cyc)
    rest = [i for i in range(n) if not inc[i]]
    m = len(rest) + 1
    new = np.full((m, m), -1e9)
    ex = np.array(rest)
    new[: m - 1, : m - 1] = score[np.ix_(ex, ex)]
    C = np.array(cyc)
    # arcs from cycle to outside
    sub = score[np.ix_(ex, C)]
    k = sub.argmax(1)
    new[: m - 1, m - 1] = sub.max(1)
    # arcs from outside into the cycle
    brk = score[np.ix_(C, ex)] - score[C, h[C]][:, None] + cs
    kb = brk.argmax(0)
    new[m - 1, : m - 1] = brk.max(0)
    new[0, :] = -1e9
    new[m - 1, m - 1] = -1e9
    hh = _cle(new)
    out = h.copy()
    for i in range(1, m - 1):
        out[rest[i]] = rest[hh[i]] if hh[i] < m - 1 else C[k[i]]
    e = hh[m - 1]
    d = C[kb[e]]
    out[d] = rest[e]
    return out


def mst(lp):
    """lp[n,n+1]: log-probability of head j (0=root) for token i. single root."""
    n = lp.shape[0]
    if n == 1:
        return np.array([0])
    s = np.full((n + 1, n + 1), -1e9)
    s[1:, :] = lp
    np.fill_diagonal(s, -1e9)
    h = s.argmax(1)
    h[0] = 0
    roots = (h[1:] == 0).sum()
    if roots == 1:
        ok = True
        st = np.zeros(n + 1, int)
        st[0] = 2
        for i in range(1, n + 1):
            j = i
            p = []
            while st[j] == 0:
                st[j] = 1
                p.append(j)
                j = h[j]
            if st[j] == 1:
                ok = False
                break
            for q in p:
                st[q] = 2
        if ok:
            return h[1:]
    h = _cle(s.copy())
    if (h[1:] == 0).sum() == 1:
        return h[1:]
    best = None
    bs = -1e18
    cand = np.argsort(-s[1:, 0])[: min(n, 6)] + 1
    cand = sorted(set(cand.tolist()) | set((np.where(h[1:] == 0)[0] + 1).tolist()))
    for r in cand:
        t = s.copy()
        t[1:, 0] = -1e6
        t[r, :] = -1e9
        t[r, 0] = s[r, 0]
        g = _cle(t)
        v = sum(s[i, g[i]] for i in range(1, n + 1)) - 1e5 * ((g[1:] == 0).sum() != 1)
        if v > bs:
            bs = v
            best = g
    return best[1:]
