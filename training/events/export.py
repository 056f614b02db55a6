"""export.py: head.pt → internal/event/head.bin, int8 (see openHead in internal/event/head.go).  export.py HEAD.PT SPOT.PT HEAD.BIN"""

import json
import struct
import sys
import numpy as np
import torch


def main(source, words, target):
    ck = torch.load(source, map_location='cpu', weights_only=False)
    spot = torch.load(words, map_location='cpu', weights_only=False)
    nets, lin = ck['dense'], ck['linear']
    out = bytearray()

    def matrix(w):
        w = w.float().numpy()
        scale = np.maximum(np.abs(w).max(1), 1e-12).astype(np.float32) / 127
        q = np.rint(w / scale[:, None]).clip(-127, 127).astype(np.int8)
        out.extend(scale.astype('<f4').tobytes() + q.tobytes())

    def floats(w):
        out.extend(w.float().numpy().astype('<f4').tobytes())

    def wide(w, k):
        return torch.nn.functional.pad(w, (0, k - w.shape[1]))

    matrix(wide(torch.cat([m['word.weight'] for m in nets]), 512))
    floats(torch.cat([m['word.bias'] for m in nets]))
    for m in nets:
        matrix(wide(m['h1.weight'], (m['h1.weight'].shape[1] + 15) // 16 * 16))
        floats(m['h1.bias'])
        for k in ('ats', 'att', 'ups', 'upt', 'rel', 'upos', 'cand'):
            matrix(m[k + '.weight'])
        matrix(m['bits.weight'].T.contiguous())
        matrix(m['ask.weight'])
        floats(m['ask.bias'])
        for k in ('rule', 'coded', 'weight', 'words', 'marked'):
            matrix(m[k + '.weight'])
        for k in ('h2', 'mode', 'marks'):
            matrix(m[k + '.weight'])
            floats(m[k + '.bias'])
    matrix(wide(spot['word.weight'], 512))
    floats(spot['word.bias'])
    for k in ('rel', 'upos', 'cand'):
        matrix(spot[k + '.weight'])
    matrix(spot['bits.weight'].T.contiguous())
    for k in ('h2', 'mode'):
        matrix(spot[k + '.weight'])
        floats(spot[k + '.bias'])
    if ck['linear_weight']:
        matrix(lin['w.weight'] * ck['linear_weight'])
    m = nets[0]
    head = dict(
        Vector=512,
        Word=m['word.weight'].shape[0],
        Asks=m['ask.weight'].shape[0],
        Hidden=m['h1.weight'].shape[0],
        Nets=len(nets),
        Spot=spot['word.weight'].shape[0],
        Sparse=lin['w.weight'].shape[0] if ck['linear_weight'] else 0,
        Rules=ck['rules'],
        Tempering=ck['tempering'],
        Free=ck['free'],
    )
    h = json.dumps(head).encode()
    with open(target, 'wb') as f:
        f.write(b'ANNHEAD3' + struct.pack('<I', len(h)) + h + out)
    print(target, len(out) // 1000, 'kB', head)


if __name__ == '__main__':
    main(*sys.argv[1:])
