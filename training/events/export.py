"""export.py: head.pt → internal/event/head.bin, int8 (see openHead in internal/event/head.go).  export.py HEAD.PT HEAD.BIN"""

import json
import struct
import sys
import numpy as np
import torch


def main(source, target):
    ck = torch.load(source, map_location='cpu', weights_only=False)
    nets, lin, a = ck['dense'], ck['linear'], ck['args']
    out = bytearray()

    def matrix(w):
        w = w.float().numpy()
        scale = np.maximum(np.abs(w).max(1), 1e-12).astype(np.float32) / 127
        q = np.rint(w / scale[:, None]).clip(-127, 127).astype(np.int8)
        out.extend(scale.astype('<f4').tobytes() + q.tobytes())

    def floats(w):
        out.extend(w.float().numpy().astype('<f4').tobytes())

    for m in nets:
        matrix(m['word.weight'])
        floats(m['word.bias'])
        for k in ('ats', 'att', 'ups', 'upt', 'rel', 'upos', 'cand'):
            matrix(m[k + '.weight'])
        matrix(m['bits.weight'].T.contiguous())
        matrix(m['ask.weight'])
        floats(m['ask.bias'])
        for k in ('rule', 'weight', 'words'):
            matrix(m[k + '.weight'])
        for k in ('h1', 'h2'):
            matrix(m[k + '.weight'])
            floats(m[k + '.bias'])
    matrix(lin['w.weight'])
    m = nets[0]
    head = dict(
        Vector=m['word.weight'].shape[1],
        Word=m['word.weight'].shape[0],
        Asks=m['ask.weight'].shape[0],
        Hidden=m['h1.weight'].shape[0],
        Nets=len(nets),
        Sparse=lin['w.weight'].shape[0],
        Rules=ck.get('rules', 0.0),
        Tempering=ck.get('temperature', 1.0),
    )
    h = json.dumps(head).encode()
    with open(target, 'wb') as f:
        f.write(b'ANNHEAD1' + struct.pack('<I', len(h)) + h + out)
    print(target, len(out) // 1000, 'kB', head)


if __name__ == '__main__':
    main(*sys.argv[1:])
