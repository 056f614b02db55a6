"""parity.py --blob model.bin --words FILE... > testdata/words.tsv: what Python makes of odd words (pieces, shape), for the Go test."""

import argparse
import json
import struct
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from common import *
from export import words_of

ap = argparse.ArgumentParser()
ap.add_argument('--blob', required=True)
ap.add_argument('--words', nargs='+')
ap.add_argument('--n', type=int, default=400)
a = ap.parse_args()
b = open(a.blob, 'rb').read()
n = struct.unpack('<I', b[8:12])[0]
h = json.loads(b[12 : 12 + n])
o, k = h['sections']['vocab']
V = b[12 + n + o : 12 + n + o + k].decode().split('\n')
t = Tokenizer(models.WordPiece({p: i for i, p in enumerate(V)}, unk_token='[UNK]', max_input_chars_per_word=100))
t.normalizer = normalizers.BertNormalizer(lowercase=True)
t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
W = sorted({w for f in a.words for w in words_of(f)})
odd = [w for w in W if not w.isalnum() or not w.isascii()]
plain = [w for w in W if w.isalnum() and w.isascii()]
import random

random.seed(1)
for w in random.sample(odd, min(a.n, len(odd))) + random.sample(plain, min(a.n // 2, len(plain))):
    if '\t' in w or '\n' in w or ' ' in w:
        continue
    print(
        w,
        ' '.join(t.encode(w, add_special_tokens=False).tokens[:8] or ['[UNK]']),
        shape(w),
        ' '.join(map(str, chars(w))),
        sep='\t',
    )
