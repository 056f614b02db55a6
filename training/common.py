"""Readers and the word features shared by training, export and reference decoding."""

import re

NERL = ['O'] + [a + b for b in ('PER', 'ORG', 'LOC', 'MISC') for a in ('B-', 'I-')]
NERI = {l: i for i, l in enumerate(NERL)}
TB = {'gum': 0, 'ewtp': 1, 'ewtd': 2, 'other': 3}  # treebank a sentence came from
ND = {'gum': 0, 'wikigold': 1, 'uner': 2, 're3d': 3, 'gmb': 4, 'any': 5}  # name annotation it follows
CH = {
    c: i + 2
    for i, c in enumerate(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"-()$%&/@#+*=<>[]’“”‘–—…_"
    )
}
MAXC = 18


def chars(w):
    if len(w) > MAXC:
        w = w[:9] + w[-9:]
    return [CH.get(c, 1) for c in w]


def shape(w):
    if not any(c.isalnum() for c in w):
        return 0
    al = [c for c in w if c.isalpha()]
    if not al:
        return 1
    if any(c.isdigit() for c in w):
        return 2 if w[0].isupper() else 3
    if all(c.islower() for c in al):
        return 4
    if all(c.isupper() for c in al):
        return 5 if len(al) == 1 else (6 if len(al) < 5 else 7)
    if w[0].isupper() and all(c.islower() for c in al[1:]):
        return 8
    if w[0].isupper():
        return 9
    return 10


def read_conllu(path):
    sents, cur, meta, genre, doc = [], [], {}, None, None

    def flush():
        if cur:
            sents.append(
                dict(
                    words=[c[1] for c in cur],
                    upos=[c[3] for c in cur],
                    xpos=[c[4] for c in cur],
                    lemma=[c[2] for c in cur],
                    head=[int(c[6]) if c[6].isdigit() else 0 for c in cur],
                    rel=[c[7] for c in cur],
                    misc=[c[9] for c in cur],
                    doc=doc,
                    genre=genre,
                    meta=meta,
                )
            )

    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if not line:
            flush()
            cur, meta = [], {}
        elif line[0] == '#':
            if line.startswith('# newdoc'):
                doc = line.split('=', 1)[1].strip() if '=' in line else None
                m = re.match(r'GUM_([a-z]+)_', doc or '')
                genre = m.group(1) if m else None
            elif '=' in line:
                k, v = line[1:].split('=', 1)
                meta[k.strip()] = v.strip()
        else:
            c = line.split('\t')
            if '-' in c[0] or '.' in c[0]:
                continue
            cur.append(c)
    flush()
    return sents


def read_ner(path, iob2=False):
    out, w, t = [], [], []
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('#' if iob2 else ('# newdoc', '# text = ')) and '\t' not in line:
            continue
        if not line.strip():
            if w:
                out.append((w, t))
            w, t = [], []
            continue
        c = line.split('\t') if iob2 or '\t' in line else line.split(' ')
        w.append(c[1] if iob2 else c[0])
        t.append(c[2] if iob2 else c[-1])
    if w:
        out.append((w, t))
    return out


def fix_bio(t):
    o, p = [], 'O'
    for x in t:
        if x.startswith('I-') and (p == 'O' or p[2:] != x[2:]):
            x = 'B-' + x[2:]
        o.append(x)
        p = x
    return o


def spans(t):
    r, i = [], 0
    while i < len(t):
        if t[i][0] in 'BI' and t[i][1:2] == '-':
            ty = t[i][2:]
            j = i + 1
            while j < len(t) and t[j] == 'I-' + ty:
                j += 1
            r.append((i, j, ty))
            i = j
        else:
            i += 1
    return r
