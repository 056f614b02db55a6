"""recover.py: the shipped model file -> a checkpoint to train on from, so that the next model needs nothing but the repository and the data.

  recover.py --model ../internal/language/english/model.bin --base teacher_fp16.pt --out start.pt

Int8 weights come back as they are used. BASE, an earlier checkpoint of the same network, gives what the export leaves out: the word
pieces that were dropped, the weights of the treebank and name-domain ids (they are folded into biases for the ids that the model was
exported with, which come back exactly), the rarest relations, token types.
"""

import argparse
import numpy as np
from checkpoint import read_checkpoint
from common import TB, ND
from modelfile import sections


def recover(model, base):
    head, raw = sections(model)
    ck = read_checkpoint(base)
    sd = {k: np.array(v, np.float32) for k, v in ck['sd'].items()}
    assert ck['X'] == head['xpos'] and ck['U'] == head['upos'] and ck['R'][: len(head['rels'])] == head['rels'], 'labels of model and base differ'
    f32 = lambda k: np.frombuffer(raw(k), '<f4')

    def lin(k, n_in):
        sw = f32(k + '.sw')
        q = np.frombuffer(raw(k + '.w'), np.int8).reshape(len(sw) // 16, n_in // 4, 16, 4).transpose(0, 2, 1, 3).reshape(len(sw), n_in)
        return q.astype(np.float32) * sw[:, None], f32(k + '.b').copy()

    H = head['hidden']
    for l in range(head['layers']):
        q = f'enc.encoder.layer.{l}.'
        w, b = lin(f'l{l}.qkv', H)
        w[:H] *= np.float32(32**0.5)
        b[:H] *= np.float32(32**0.5)
        for i, n in enumerate(('query', 'key', 'value')):
            sd[q + f'attention.self.{n}.weight'], sd[q + f'attention.self.{n}.bias'] = w[i * H : i * H + H], b[i * H : i * H + H]
        for n, m, k in (('o', 'attention.output.dense', H), ('f1', 'intermediate.dense', H), ('f2', 'output.dense', 4 * H)):
            sd[q + m + '.weight'], sd[q + m + '.bias'] = lin(f'l{l}.{n}', k)
        for n, m in (('1', 'attention.output.LayerNorm'), ('2', 'output.LayerNorm')):
            sd[q + m + '.weight'], sd[q + m + '.bias'] = f32(f'l{l}.g{n}'), f32(f'l{l}.b{n}')
    sd['mix'] = np.log(np.maximum(np.array(head['mix'], np.float32), 1e-6))
    # the character table is a product of rank 32
    t = f32('char.t').reshape(len(head['chars']), 3, 96)
    u, s, v = np.linalg.svd(t.reshape(len(t), 288).astype(np.float64), full_matrices=False)
    r = np.sqrt(s[:32])
    sd['cemb.weight'] = (u[:, :32] * r).astype(np.float32)
    sd['cconv.weight'] = (r[:, None] * v[:32]).reshape(32, 3, 96).transpose(2, 0, 1).astype(np.float32)
    sd['cconv.bias'] = f32('char.b')
    sd['semb.weight'] = f32('shape').reshape(11, 24)
    w, b = lin('h1', 512)
    te, ne, at = sd['temb.weight'][TB[head['tb']]], sd['nemb.weight'][ND[head['nd']]], 0
    for n, k, extra in (('tagh', 256, te), ('nerh', 256, ne), ('ad', 384, te), ('rd', 128, te), ('ah', 384, te), ('rh', 128, te)):
        side = sd[n + '.weight'][:, 504:]
        sd[n + '.weight'] = np.concatenate([w[at : at + k, :504], side], 1)
        sd[n + '.bias'] = b[at : at + k] - side @ extra
        at += k
    un = lambda x: np.where(x > 0, x, x * 10)
    A = np.concatenate([sd['ah.weight'], sd['rh.weight']]).astype(np.float64)
    y = np.concatenate([un(f32('root.ah')) - sd['ah.bias'], un(f32('root.rh')) - sd['rh.bias']])
    sd['root'] = sd['root'] + np.linalg.lstsq(A, y - A @ sd['root'], rcond=1e-6)[0].astype(np.float32)
    w, b = lin('tag', 256)
    nx, nu = len(head['xpos']), len(head['upos'])
    sd['xo.weight'], sd['xo.bias'], sd['uo.weight'], sd['uo.bias'] = w[:nx], b[:nx], w[nx : nx + nu], b[nx : nx + nu]
    w, b = lin('ner', 256)
    nn = len(head['names'])
    sd['no.weight'], sd['no.bias'] = w[:nn], b[:nn]
    w, b = lin('arc', 384)
    sc = np.float32(4 / 384**0.5)
    sd['U'] = np.concatenate([w.T, b[None]]) / sc
    w, b = lin('lab', 128)
    g = np.concatenate([w, b[:, None]], 1)
    rw = np.zeros((48, 129, 129), np.float32)
    rw[:, :, :128] = g[:6144].reshape(4, 3, 32, 16, 129).transpose(1, 3, 4, 0, 2).reshape(48, 129, 128)
    rw[:, :, 128] = g[6144 : 6144 + 48]
    k = min(48, len(head['rels']))
    sd['RW'][:k] = rw[:k]
    return ck, sd, raw('vocab').decode().split('\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--model', required=True)
    ap.add_argument('--base', required=True)
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    ck, sd, _ = recover(a.model, a.base)
    import torch

    for k, v in ck['sd'].items():
        assert tuple(v.shape) == tuple(sd[k].shape), k
    torch.save(dict(sd={k: torch.from_numpy(np.ascontiguousarray(v)).half() for k, v in sd.items()}, X=ck['X'], U=ck['U'], R=ck['R']), a.out)


if __name__ == '__main__':
    main()
