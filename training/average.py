"""average.py: the weights of two checkpoints of one network, averaged. Where the second went on from the first, the mean often keeps what each
does best (Wortsman et al. 2022, "model soups").

  average.py FIRST.pt SECOND.pt 0.67 OUT.pt      (0.67: the share of the second)
"""

import sys
import torch


def main():
    first, second, share, out = sys.argv[1:]
    a, b = (torch.load(f, map_location='cpu', weights_only=False) for f in (first, second))
    w = float(share)
    torch.save(dict(b, sd={k: (a['sd'][k].float() * (1 - w) + v.float() * w).half() for k, v in b['sd'].items()}), out)


if __name__ == '__main__':
    main()
