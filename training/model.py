"""The multi-task model and its collator (training and reference; the Go encoder runs the exported weights)."""

import math
import os
import random

os.environ.setdefault('HF_HUB_OFFLINE', '1')
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from common import *


class Model(nn.Module):
    """MiniLM with a learned mix of its layers; word = mean of its pieces + char-CNN + shape; heads for tags, names, arcs, labels."""

    def __init__(s, enc, nx, nu, nr, H=384):
        super().__init__()
        s.enc = enc
        L = enc.config.num_hidden_layers + 1
        s.mix = nn.Parameter(torch.tensor([0.0] * (L - 3) + [0.5, 1.0, 1.0]))
        s.cemb = nn.Embedding(len(CH) + 2, 32, padding_idx=0)
        s.cconv = nn.Conv1d(32, 96, 3, padding=1)
        s.semb = nn.Embedding(11, 24)
        s.temb = nn.Embedding(4, 16)
        s.nemb = nn.Embedding(6, 16)
        W = H + 96 + 24
        s.drop = nn.Dropout(0.33)
        s.tagh = nn.Linear(W + 16, 256)
        s.xo = nn.Linear(256, nx)
        s.uo = nn.Linear(256, nu)
        s.nerh = nn.Linear(W + 16, 256)
        s.no = nn.Linear(256, len(NERL))
        A, R = 384, 128
        s.ah = nn.Linear(W + 16, A)
        s.ad = nn.Linear(W + 16, A)
        s.rh = nn.Linear(W + 16, R)
        s.rd = nn.Linear(W + 16, R)
        s.root = nn.Parameter(torch.randn(W + 16) * 0.02)
        s.U = nn.Parameter(torch.zeros(A + 1, A))
        s.RW = nn.Parameter(torch.zeros(nr, R + 1, R + 1))
        s.R, s.A = R, A
        nn.init.xavier_uniform_(s.U)
        nn.init.normal_(s.RW, std=0.01)

    def words(s, b):
        o = s.enc(input_ids=b['ids'], attention_mask=b['am'], output_hidden_states=True)
        w = torch.softmax(s.mix, 0)
        h = sum(w[i] * x for i, x in enumerate(o.hidden_states)).float()
        B, T, H = h.shape
        N = b['mask'].shape[1]
        out = torch.zeros(B * (N + 1), H)
        cnt = torch.zeros(B * (N + 1), 1)
        idx = (b['wid'] + 1 + torch.arange(B)[:, None] * (N + 1)).reshape(-1)  # piece of no word: slot 0
        out = out.index_add(0, idx, h.reshape(-1, H))
        cnt = cnt.index_add(0, idx, torch.ones(B * T, 1))
        h = (out / cnt.clamp(min=1)).view(B, N + 1, H)[:, 1:]
        c = F.relu(s.cconv(s.cemb(b['uchars']).transpose(1, 2))).amax(2).float()[b['uidx']]
        return torch.cat([h, c, s.semb(b['shape'])], -1)

    def forward(s, b, want='ptn', h=None):
        h = s.drop(s.words(b) if h is None else h)
        B, N, _ = h.shape
        r = {}
        ht = torch.cat([h, s.temb(b['tb'])[:, None].expand(-1, N, -1)], -1)
        if 't' in want:
            t = s.drop(F.relu(s.tagh(ht)))
            r['x'] = s.xo(t).float()
            r['u'] = s.uo(t).float()
        if 'n' in want:
            t = s.drop(F.relu(s.nerh(torch.cat([h, s.nemb(b['nd'])[:, None].expand(-1, N, -1)], -1))))
            r['n'] = s.no(t).float()
        if 'p' in want:
            hr = torch.cat([s.root.expand(B, 1, -1), ht], 1)
            ah = s.drop(F.leaky_relu(s.ah(hr), 0.1))
            ad = s.drop(F.leaky_relu(s.ad(ht), 0.1))
            ad1 = torch.cat([ad, torch.ones_like(ad[..., :1])], -1)
            sc = torch.matmul(torch.matmul(ad1, s.U.to(ad1.dtype)), ah.transpose(1, 2)).float() / math.sqrt(s.A) * 4
            hm = torch.cat([torch.ones(B, 1, dtype=torch.bool), b['mask']], 1)
            sc = sc.masked_fill(~hm[:, None, :], -1e4)
            e = torch.arange(N)
            m = torch.zeros(N, N + 1, dtype=torch.bool)
            m[e, e + 1] = True
            r['arc'] = sc.masked_fill(m[None], -1e4)
            r['rh'] = s.drop(F.leaky_relu(s.rh(hr), 0.1))
            r['rd'] = s.drop(F.leaky_relu(s.rd(ht), 0.1))
        return r

    def rels(s, r, heads):
        """scores of every relation for the given heads [B,N]"""
        R = s.R
        nr = s.RW.shape[0]
        g = torch.gather(r['rh'], 1, heads[..., None].expand(-1, -1, R))
        g = torch.cat([g, torch.ones_like(g[..., :1])], -1)
        d = torch.cat([r['rd'], torch.ones_like(r['rd'][..., :1])], -1)
        B, N, _ = d.shape
        x = torch.matmul(d.reshape(B * N, R + 1), s.RW.permute(1, 0, 2).reshape(R + 1, nr * (R + 1))).view(
            B * N, nr, R + 1
        )
        return (x * g.reshape(B * N, 1, R + 1)).sum(-1).float().view(B, N, nr)


class Collator:
    def __init__(s, encoder):
        from transformers import PreTrainedTokenizerFast

        names = dict(cls_token='[CLS]', sep_token='[SEP]', pad_token='[PAD]', unk_token='[UNK]', mask_token='[MASK]')
        s.tok = PreTrainedTokenizerFast(tokenizer_file=encoder + '/tokenizer.json', **names)
        s.cache = {}

    def pieces(s, w):
        p = s.cache.get(w)
        if p is None:
            p = s.cache[w] = s.tok(w, add_special_tokens=False)['input_ids'][:8] or [s.tok.unk_token_id]
        return p

    def __call__(s, batch, mask_p=0.0, tb=None, nd=None):
        B = len(batch)
        N = max(len(x['words']) for x in batch)
        P = [[s.pieces(w) for w in x['words']] for x in batch]
        T = min(max(sum(map(len, p)) for p in P) + 2, 512)
        ids = np.zeros((B, T), np.int64)
        am = np.zeros((B, T), np.int64)
        wid = np.full((B, T), -1, np.int64)
        mask = np.zeros((B, N), bool)
        sh = np.zeros((B, N), np.int64)
        ui = np.zeros((B, N), np.int64)
        u, ul = {}, []
        for i, x in enumerate(batch):
            k = 1
            ids[i, 0] = s.tok.cls_token_id
            for j, p in enumerate(P[i]):
                m = mask_p and random.random() < mask_p
                for q in p:
                    if k < T - 1:
                        ids[i, k] = s.tok.mask_token_id if m else q
                        wid[i, k] = j
                        k += 1
                w = x['words'][j]
                if w not in u:
                    u[w] = len(ul)
                    ul.append(chars(w))
                ui[i, j] = u[w]
                sh[i, j] = shape(w)
            ids[i, k] = s.tok.sep_token_id
            k += 1
            am[i, :k] = 1
            mask[i, : len(x['words'])] = True
        uc = np.zeros((len(ul), MAXC), np.int64)
        for i, c in enumerate(ul):
            uc[i, : len(c)] = c
        b = {
            k: torch.from_numpy(v)
            for k, v in dict(ids=ids, am=am, wid=wid, mask=mask, shape=sh, uidx=ui, uchars=uc).items()
        }
        b['tb'] = torch.tensor([TB[tb or x.get('tb', 'other')] for x in batch])
        b['nd'] = torch.tensor([ND[nd or x.get('nd', 'any')] for x in batch])
        return b


def load(ckpt, encoder):
    from transformers import AutoConfig, AutoModel

    ck = torch.load(ckpt, map_location='cpu', weights_only=False)
    layers = 1 + max(int(k.split('layer.')[1].split('.')[0]) for k in ck['sd'] if k.startswith('enc.encoder.layer.'))
    config = AutoConfig.from_pretrained(encoder, num_hidden_layers=layers)
    enc = AutoModel.from_config(config, add_pooling_layer=False, attn_implementation='eager')
    m = Model(enc, len(ck['X']), len(ck['U']), len(ck['R']))
    m.load_state_dict({k: v.float() for k, v in ck['sd'].items()}, strict=False)
    m.eval()
    return m, ck
