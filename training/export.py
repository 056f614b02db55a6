"""Checkpoint -> the model file that internal/language/encoder reads in place. No torch needed.

  export.py --ckpt teacher.pt --encoder DIR --out model.bin [--vocab 16000] [--layers 6]
  export.py --ckpt teacher.pt --out model.bin --vocab-of OTHER.BIN      word pieces and pairs of tags as another model file has them
            --count FILE ...      texts to count word pieces in (.conllu, .ner/.iob2, .csv)
            --pairs FILE ...      .conllu files: (XPOS, UPOS) pairs that may occur together

Layout: "ANNALS01", uint32 length of a JSON header, the header, then the sections, each at a multiple of 64 bytes.
The header gives every section's offset and length in bytes, and the small tables (labels, sizes).

Arithmetic (see ../MODELS.md): weights s8 per output, scale max|row|/127; panels of 16 outputs, inside groups of 4 inputs,
so that one layout serves VPDPBUSD, VPMADDWD, SDOT and plain Go.  Everything that is constant at run time is folded here:
1/sqrt(32) into Q, the treebank and name-domain embeddings into biases, the root vector through its heads,
the char-CNN into a table of (character, tap) -> 96 numbers, token type 0 into the positions.
"""

import argparse
import collections
import csv
import json
import os
import re
import struct
import unicodedata
import numpy as np
from checkpoint import read_checkpoint
from common import read_conllu, CH, NERL, TB, ND
from modelfile import sections


def fold_table():
    """runes whose BERT normalisation (NFD, marks dropped, lower case) is not just unicode.ToLower"""
    out = []
    for cp in list(range(0xC0, 0x3000)) + list(range(0xF900, 0xFB50)) + list(range(0xFF00, 0xFFF0)):
        c = chr(cp)
        f = ''.join(x for x in unicodedata.normalize('NFD', c) if unicodedata.category(x) != 'Mn').lower()
        f = f.replace('\u0307', '')
        if f != c and (len(f) != 1 or f != c.lower()):
            out.append(c + f)
    return '\n'.join(out)


def words_of(path):
    if path.endswith('.conllu'):
        for s in read_conllu(path):
            yield from s['words']
    elif path.endswith('.csv'):
        csv.field_size_limit(1 << 30)
        for row in csv.reader(open(path, encoding='utf-8')):
            for f in row[2:]:
                yield from re.findall(r'\w+|[^\w\s]', f)
    else:
        for line in open(path, encoding='utf-8'):
            if line.startswith('# ') and '\t' not in line:
                continue
            c = line.rstrip('\n').split('\t')
            if c[0]:
                yield c[1] if path.endswith('.iob2') else c[0].split(' ')[0]


def choose_vocab(vocab, tok, files, size):
    """ids kept, in the order of the file: specials, single characters, then the most frequent pieces"""
    spec = [vocab.index(x) for x in ('[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]')]
    cnt = collections.Counter()
    wc = collections.Counter(w for f in files for w in words_of(f))
    for w, c in wc.items():
        for i in tok.encode(w, add_special_tokens=False).ids:
            cnt[i] += c

    def single(i):  # a character of a script that English text may hold, or one that was seen
        p = vocab[i][2:] if vocab[i].startswith('##') and len(vocab[i]) == 3 else vocab[i]
        return len(p) == 1 and (
            i in cnt or not p.isalpha() or unicodedata.name(p, '').split()[0] in ('LATIN', 'GREEK', 'CYRILLIC')
        )

    one = [i for i in range(len(vocab)) if single(i)]
    if size <= 0 or size >= len(vocab):
        return list(range(len(vocab)))
    keep = set(spec) | set(one)
    for i, c in sorted(cnt.items(), key=lambda x: (-x[1], x[0])):
        if len(keep) >= size:
            break
        keep.add(i)
    for i in range(len(vocab)):  # never seen: lowest ids first (BERT's own order is by frequency)
        if len(keep) >= size:
            break
        if not vocab[i].startswith('[unused'):
            keep.add(i)
    print(
        'vocabulary',
        len(keep),
        'running pieces covered %.4f' % (sum(c for i, c in cnt.items() if i in keep) / sum(cnt.values())),
    )
    return sorted(keep)


def int4(E):
    """per row: the scale of five that loses least, s4 by two a byte (low nibble first, +8)"""
    m = np.abs(E).max(1, keepdims=True)
    best = bs = be = None
    for c in (1.0, 0.92, 0.85, 0.78, 0.7):
        s = (m * c / 7).astype(np.float16).astype(np.float32)
        s[s == 0] = 1
        q = np.clip(np.rint(E / s), -8, 7)
        e = ((q * s - E) ** 2).sum(1, keepdims=True)
        if best is None:
            best, bs, be = q, s, e
        else:
            w = e < be
            best, bs, be = np.where(w, q, best), np.where(w, s, bs), np.minimum(e, be)
    print('embedding int4, relative error %.4f' % ((be.sum() / (E**2).sum()) ** 0.5))
    u = (best + 8).astype(np.uint8)
    return (u[:, ::2] | u[:, 1::2] << 4).tobytes(), bs[:, 0]


class Blob:
    def __init__(s):
        s.parts = []
        s.off = 0
        s.dir = {}
        s.size = collections.Counter()

    def raw(s, name, b):
        pad = -s.off % 64
        s.parts.append(b'\0' * pad + b)
        s.off += pad
        s.dir[name] = [s.off, len(b)]
        s.off += len(b)
        s.size[name.split('.')[0]] += len(b)

    def f32(s, name, x):
        s.raw(name, np.ascontiguousarray(x, '<f4').tobytes())

    def lin(s, name, w, b):
        """w [N,K], b [N] -> packed s8 panels, scales, sums of the rows, bias"""
        w = np.asarray(w, np.float32)
        n, k = w.shape
        assert n % 64 == 0 and k % 16 == 0, (name, w.shape)
        sw = np.abs(w).max(1) / np.float32(127)
        sw[sw == 0] = 1
        q = np.rint(w / sw[:, None]).astype(np.int8)
        s.raw(name + '.w', q.reshape(n // 16, 16, k // 4, 4).transpose(0, 2, 1, 3).tobytes())
        s.f32(name + '.sw', sw)
        s.raw(name + '.sum', q.astype(np.int32).sum(1).astype('<i4').tobytes())
        s.f32(name + '.b', b)

    def write(s, path, head):
        head['sections'] = s.dir
        h = json.dumps(head, ensure_ascii=False).encode()
        h += b' ' * (-(12 + len(h)) % 64)
        with open(path, 'wb') as f:
            f.write(b'ANNALS01' + struct.pack('<I', len(h)) + h)
            for p in s.parts:
                f.write(p)
        print(path, os.path.getsize(path), {k: v for k, v in s.size.most_common(12)})


def padrows(w, n):
    return np.concatenate([w, np.zeros((n - len(w),) + w.shape[1:], np.float32)])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--ckpt', required=True)
    ap.add_argument('--encoder', default='')
    ap.add_argument('--vocab-of', default='')
    ap.add_argument('--out', required=True)
    ap.add_argument('--vocab', type=int, default=16000)
    ap.add_argument('--emb', type=int, default=4, choices=(4, 8))
    ap.add_argument('--layers', type=int, default=6)
    ap.add_argument('--tb', default='gum')
    ap.add_argument('--nd', default='any')
    ap.add_argument('--count', nargs='*', default=[])
    ap.add_argument('--pairs', nargs='*', default=[])
    a = ap.parse_args()
    ck = read_checkpoint(a.ckpt)
    sd = {k: v.astype(np.float32) for k, v in ck['sd'].items()}
    X, U, R = ck['X'], ck['U'], ck['R']
    B = Blob()
    H = 384
    if a.vocab_of:
        # the word pieces are not trained: what training had is what lies there
        other, raw = sections(a.vocab_of)
        pieces, a.emb, w, sc = raw('vocab').decode().split('\n'), other['embBits'], raw('emb.w'), np.frombuffer(raw('emb.s'), '<f4')
    else:
        from tokenizers import Tokenizer

        tok = Tokenizer.from_file(os.path.join(a.encoder, 'tokenizer.json'))
        tok.no_padding()
        tok.no_truncation()
        vocab = [p for p, i in sorted(tok.get_vocab().items(), key=lambda x: x[1])]
        keep = choose_vocab(vocab, tok, a.count, a.vocab)
        pieces = [vocab[i] for i in keep]
        E = sd['enc.embeddings.word_embeddings.weight'][keep]
        if a.emb == 4:
            w, sc = int4(E)
        else:
            sc = np.abs(E).max(1) / np.float32(127)
            sc[sc == 0] = 1
            w = np.rint(E / sc[:, None]).astype(np.int8).tobytes()
    # encoder
    B.raw('emb.w', w)
    B.f32('emb.s', sc)
    pos = sd['enc.embeddings.position_embeddings.weight'][:256] + sd['enc.embeddings.token_type_embeddings.weight'][0]
    B.raw('pos', pos.astype('<f2').tobytes())
    B.f32('emb.g', sd['enc.embeddings.LayerNorm.weight'])
    B.f32('emb.b', sd['enc.embeddings.LayerNorm.bias'])
    for l in range(a.layers):
        q = 'enc.encoder.layer.%d.' % l
        w = np.concatenate([sd[q + 'attention.self.%s.weight' % n] for n in ('query', 'key', 'value')])
        b = np.concatenate([sd[q + 'attention.self.%s.bias' % n] for n in ('query', 'key', 'value')])
        w[:H] /= np.float32(32**0.5)
        b[:H] /= np.float32(32**0.5)
        B.lin('l%d.qkv' % l, w, b)
        for n, m in (('o', 'attention.output.dense'), ('f1', 'intermediate.dense'), ('f2', 'output.dense')):
            B.lin('l%d.%s' % (l, n), sd[q + m + '.weight'], sd[q + m + '.bias'])
        for n, m in (('1', 'attention.output.LayerNorm'), ('2', 'output.LayerNorm')):
            B.f32('l%d.g%s' % (l, n), sd[q + m + '.weight'])
            B.f32('l%d.b%s' % (l, n), sd[q + m + '.bias'])
    mix = sd['mix'][: a.layers + 1]
    mix = np.exp(mix - mix.max())
    mix /= mix.sum()
    # word features: 384 encoder + 96 characters + 24 shape + 8 zeros = 512
    tab = np.einsum('ce,oek->cko', sd['cemb.weight'], sd['cconv.weight'])  # character, tap, output
    B.f32('char.t', tab)
    B.f32('char.b', sd['cconv.bias'])
    B.f32('shape', sd['semb.weight'])
    W = 504

    def first(tb, nd):
        """the heads' first layers over the word vectors, the ids of treebank and names folded into the bias"""
        te, ne = sd['temb.weight'][TB[tb]], sd['nemb.weight'][ND[nd]]
        ws, bs = [], []
        for name, extra in (('tagh', te), ('nerh', ne), ('ad', te), ('rd', te), ('ah', te), ('rh', te)):
            w, b = sd[name + '.weight'], sd[name + '.bias']
            ws.append(np.pad(w[:, :W], ((0, 0), (0, 8))))
            bs.append(b + w[:, W:] @ extra)
        return np.concatenate(ws), np.concatenate(bs)

    B.lin('h1', *first(a.tb, a.nd))
    B.f32('h1.b.ewt', first('ewtd', 'uner')[1])
    lk = lambda x: np.where(x > 0, x, x * np.float32(0.1))
    B.f32('root.ah', lk(sd['ah.weight'] @ sd['root'] + sd['ah.bias']))
    B.f32('root.rh', lk(sd['rh.weight'] @ sd['root'] + sd['rh.bias']))
    B.lin(
        'tag',
        padrows(np.concatenate([sd['xo.weight'], sd['uo.weight']]), 128),
        padrows(np.concatenate([sd['xo.bias'], sd['uo.bias']]), 128),
    )
    B.lin('ner', padrows(sd['no.weight'], 64), padrows(sd['no.bias'], 64))
    sc = np.float32(4 / 384**0.5)
    B.lin('arc', sd['U'][:384].T * sc, sd['U'][384] * sc)
    # labels (48 relations; the others are under 1 in 2,000 words): row (c, r/16, j%32, r%16) of the product is sum_i d_i RW[r,i,32c+j]; 64 more rows for the head side's constant 1
    R, RW = R[:48], sd['RW'][:48]  # the checkpoint orders them by frequency
    RW = np.pad(RW, ((0, 48 - len(R)), (0, 0), (0, 0)))  # 48, i 129, j 129
    G = RW[:, :, :128].reshape(3, 16, 129, 4, 32).transpose(3, 0, 4, 1, 2).reshape(6144, 129)
    G = np.concatenate([G, padrows(RW[:, :, 128], 64)])
    B.lin('lab', G[:, :128], G[:, 128])
    B.raw('vocab', '\n'.join(pieces).encode())
    B.raw('fold', fold_table().encode())
    pc = collections.Counter((x, u) for f in a.pairs for s in read_conllu(f) for x, u in zip(s['xpos'], s['upos']))
    pairs = other['pairs'] if a.vocab_of else sorted([X.index(x), U.index(u)] for (x, u), c in pc.items() if c >= 2) or [
        [i, j] for i in range(len(X)) for j in range(len(U))
    ]
    chars = [''] * (len(CH) + 2)
    for c, i in CH.items():
        chars[i] = c
    B.write(
        a.out,
        dict(
            layers=a.layers,
            hidden=H,
            pieces=len(pieces),
            positions=256,
            mix=[float(np.float32(x)) for x in mix],
            xpos=X,
            upos=U,
            rels=R,
            names=NERL,
            pairs=pairs,
            chars=chars,
            tb=a.tb,
            nd=a.nd,
            embBits=a.emb,
            manners=['ewt'],
        ),
    )


if __name__ == '__main__':
    main()
