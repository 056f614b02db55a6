"""train.py: fine-tune the multi-task model (CPU is enough: about 20 minutes of CPU an epoch on one core).

  train.py --encoder DIR --parse gum=gum_train.conllu ewtp=ewt_part.conllu ewtd=ewt_dev.conllu --dev gum_dev.conllu
           --names gum=gum_train.ner uner=uner_dev.iob2 wikigold=wikigold.ner re3d=re3d.conll gmb=gmb.ner
           --out t.pt --epochs 12 --budget 2640
  then a second run at fresh learning rates with --init t.pt --epochs 3 --budget 1320 --lr 1.1e-4 --lr-heads 1.2e-3 --gmb 300

Names of a treebank's own sentences are attached to them (same words); other name corpora are sentences of their own.
The word embeddings stay frozen: the pruned and quantised table stays close to the pretrained one.

With --teacher and --keep a shallower model learns from a finished one: it keeps some of its layers and all of its heads, and beside the
labels it is drawn to the teacher's word vectors, and to its arcs, tags and names, on every sentence (Hinton et al. 2015; Sanh et al. 2019).
"""

import argparse
import collections
import time
import json
import os
from model import *
from told import Swap, Told, read_told, told_scores


def load_data(a):
    parse, names = [], {}
    kv = lambda L: (x.split('=', 1) for x in L)
    for tb, f in kv(a.parse):
        S = read_conllu(f)
        for s in S:
            s['tb'] = tb
        parse.append((tb, S))
    for nd, f in kv(a.names):
        names[nd] = [(w, fix_bio(t)) for w, t in read_ner(f, f.endswith('.iob2'))]
    for tb, nd in (('gum', 'gum'), ('ewtd', 'uner')):
        by = {tuple(w): t for w, t in names.pop(nd, [])}
        for b, S in parse:
            if b == tb:
                k = 0
                for s in S:
                    t = by.get(tuple(s['words']))
                    if t:
                        s['ner'] = [x if x == 'O' or x[2:] in ('PER', 'ORG', 'LOC') else 'O' for x in t]
                        s['nd'] = nd
                        k += 1
                print('names attached', nd, k, 'of', len(S))
    ner = [dict(words=w, ner=t, nd='wikigold', tb='other') for w, t in names.pop('wikigold', [])]
    ner += [dict(words=w, ner=re3d(w, t), nd='re3d', tb='other') for w, t in names.pop('re3d', [])]
    gmb = [dict(words=w, ner=t, nd='gmb', tb='other') for w, t in names.pop('gmb', []) if all(w) and 4 <= len(w) <= 70]
    return [s for _, S in parse for s in S], ner, gmb


def read_silver(path, least=0.90):
    """Machine-made trees (CoNLL-U in xz), those the maker was surest of; names only where both of its taggers agree, the rest unjudged ('?')."""
    import lzma

    out, cur, conf = [], [], 1.0
    for line in lzma.open(path, 'rt', encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# conf'):
            conf = float(line.split('=')[1])
        elif line and line[0] != '#':
            cur.append(line.split('\t'))
        elif not line:
            if 4 <= len(cur) <= 60 and conf >= least:
                misc = [dict(x.split('=', 1) for x in c[9].split('|') if '=' in x) for c in cur]
                one, two = (set(spans(fix_bio([m.get(k, 'O') for m in misc]))) for k in ('NER', 'NERM'))
                y = ['O'] * len(cur)
                for i, j, _ in one | two:
                    y[i:j] = ['?'] * (j - i)
                for i, j, t in one & two:
                    y[i:j] = ['B-' + t] + ['I-' + t] * (j - i - 1)
                out.append(
                    dict(words=[c[1] for c in cur], upos=[c[3] for c in cur], xpos=[c[4] for c in cur], head=[int(c[6]) for c in cur],
                         rel=[c[7] for c in cur], ner=y, nd='any', tb='gum', silver=True)
                )
            cur = []
    return out


TITLES = set(
    "President Minister Prime Mr Mr. Dr General Gen Gen. Secretary King Prince Sheikh Colonel Lt Lt. Col Foreign Defence Ambassador Commander Chief Special Envoy Representative Senator Deputy Vice Major Sir His UN US British Syrian Iraqi Russian American French Iranian Turkish".split()
)


def re3d(w, t):
    """re3d marks noun phrases: keep those that are names, leave the rest unjudged ('?')"""
    mp = {'Person': 'PER', 'Organisation': 'ORG', 'Location': 'LOC', 'Nationality': 'MISC'}
    y = ['O'] * len(w)
    for a, b, ty in spans(fix_bio(t)):
        if ty not in mp:
            continue
        m, seg = mp[ty], w[a:b]
        ok = (
            all(x[0].isupper() or x in ('of', 'and', 'for', 'the', '-', 'al', 'in', 'on', '’s', "'", "s") for x in seg)
            and seg[0][0].isupper()
            and seg[-1][0].isupper()
            and seg[0] not in "The A An He She It We They I This That These Those His Their Our Its You Who".split()
        )
        if m == 'PER' and any(x in TITLES for x in seg) or m == 'LOC' and seg[0] in ('Syrian', 'Iraqi', 'Russian'):
            ok = False
        for q in range(a, b):
            if ok:
                y[q] = ('B-' if q == a else 'I-') + m
            elif any(x[0].isupper() for x in seg):
                y[q] = '?'
    return y


def shipped(m, a):
    """The word pieces as the Go encoder will have them: the vocabulary of a model file in int4, the others gone. Gives the tokenizer's folder."""
    from export import int4
    from modelfile import sections

    keep = set(sections(a.vocab_of)[1]('vocab').decode().split('\n'))
    tok = json.load(open(a.encoder + '/tokenizer.json', encoding='utf-8'))
    tok['model']['vocab'] = {p: i for p, i in tok['model']['vocab'].items() if p in keep}
    folder = a.out + '.tokenizer'
    os.makedirs(folder, exist_ok=True)
    json.dump(tok, open(folder + '/tokenizer.json', 'w', encoding='utf-8'))
    E = m.enc.embeddings.word_embeddings.weight.data
    b, sc = int4(E.numpy())
    q = np.frombuffer(b, np.uint8).reshape(len(E), -1)
    E.copy_(torch.from_numpy((np.stack([q & 15, q >> 4], -1).reshape(E.shape).astype(np.float32) - 8) * sc[:, None]))
    return folder


def shallower(m, keep):
    """Of the encoder's layers only those in keep, with their shares of the mix."""
    m.enc.encoder.layer = torch.nn.ModuleList(m.enc.encoder.layer[i] for i in keep)
    m.enc.config.num_hidden_layers = len(keep)
    m.mix = torch.nn.Parameter(m.mix.data[[0] + [i + 1 for i in keep]].clone())


def drawn(r, h, t, b):
    """How far the student's vectors h and answers r are from the teacher's, over the words of a batch."""
    at = b['mask']
    with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
        ht = t.words(b)
        rt = t(b, 'ptn', ht)
    loss = 4 * F.mse_loss(h[at], ht[at])
    for k in ('arc', 'x', 'u', 'n'):
        # a recovered teacher knows the names of its own domain only
        w = at & (b['nd'] == ND['wikigold'])[:, None] if k == 'n' else at
        if w.any():
            loss = loss + F.kl_div(F.log_softmax(r[k][w], -1), F.log_softmax(rt[k][w], -1), reduction='batchmean', log_target=True)
    return loss


class Average:
    """Weights averaged over the last steps: what is measured and kept."""

    def __init__(s, modules, decay):
        s.decay = decay
        s.of = [p for m in modules for p in m.parameters() if p.requires_grad]
        s.avg = [p.detach().clone() for p in s.of]

    @torch.no_grad()
    def step(s, n):
        d = min(s.decay, (1 + n) / (10 + n))
        for p, q in zip(s.of, s.avg):
            q.lerp_(p.detach(), 1 - d)

    @torch.no_grad()
    def swap(s):
        for p, q in zip(s.of, s.avg):
            t = p.detach().clone()
            p.copy_(q)
            q.copy_(t)


def pad(L, B, N, v=-100):
    a = np.full((B, N), v, np.int64)
    for i, l in enumerate(L):
        if l is not None:
            a[i, : len(l)] = l
    return torch.from_numpy(a)


def batches(S, bw):
    S = list(S)
    random.shuffle(S)
    S = [S[i] for _, i in sorted((len(s['words']) + random.uniform(-4, 4), i) for i, s in enumerate(S))]
    r, c, mx = [], [], 0
    for s in S:
        n = max(mx, len(s['words']))
        if c and n * (len(c) + 1) > bw:
            r.append(c)
            c, mx, n = [], 0, len(s['words'])
        c.append(s)
        mx = n
    return r + [c] if c else r


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--encoder', required=True)
    ap.add_argument('--parse', nargs='+', required=True)
    ap.add_argument('--names', nargs='*', default=[])
    ap.add_argument('--dev', required=True)
    ap.add_argument('--out', required=True)
    ap.add_argument('--init', default='')
    ap.add_argument('--epochs', type=int, default=12)
    ap.add_argument('--seed', type=int, default=7)
    ap.add_argument('--budget', type=float, default=0, help='seconds at most; the learning rate reaches 0 there. 0: no limit')
    ap.add_argument('--lr', type=float, default=1e-4)
    ap.add_argument('--lr-heads', type=float, default=1.5e-3)
    ap.add_argument('--words', type=int, default=900, help='words of a batch')
    ap.add_argument('--gmb', type=int, default=2500, help='silver sentences an epoch')
    ap.add_argument('--silver', nargs='*', default=[], help='machine-made trees, .conllu.xz')
    ap.add_argument('--nsilver', type=int, default=4000, help='sentences of them an epoch, at half weight')
    ap.add_argument('--steps', type=int, default=0, help='steps in all; the learning rate reaches 0 there, whatever the clock says')
    ap.add_argument('--threads', type=int, default=1)
    ap.add_argument('--told', default='', help='folder that internal/training/observe wrote: the event task beside the others')
    ap.add_argument('--told-weight', type=float, default=1.0)
    ap.add_argument('--swap', type=float, default=0.0, help='share of the told sentences whose countries are exchanged for others')
    ap.add_argument('--countries', default='../data/actors/countries.tsv')
    ap.add_argument('--average', type=float, default=0.0, help='decay of averaged weights, 0: none')
    ap.add_argument('--vocab-of', default='', help='train with the word pieces as this model file has them')
    ap.add_argument('--own-names', nargs='*', default=[], help='our own sentences with names, two columns')
    ap.add_argument('--silver-min', type=float, default=0.90, help='how sure the maker was of a silver tree')
    ap.add_argument('--teacher', default='', help='checkpoint to learn from beside the labels')
    ap.add_argument('--keep', type=int, nargs='*', default=[], help='layers of --init to keep, counted from 0; default all')
    ap.add_argument('--every', type=int, default=0, help='steps between two looks at dev; 0: an epoch')
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    random.seed(a.seed)
    np.random.seed(a.seed)
    torch.manual_seed(a.seed)
    parse, ner, gmb = load_data(a)
    dev = read_conllu(a.dev)
    silver = [x for f in a.silver for x in read_silver(f, a.silver_min)]
    for s in dev:
        s['tb'] = 'gum'
    if a.init:
        m, ck = load(a.init, a.encoder)
        X, U, R = ck['X'], ck['U'], ck['R']
        if a.keep:
            shallower(m, a.keep)
    else:
        from transformers import AutoModel

        cnt = lambda k: [x for x, c in collections.Counter(y for s in parse for y in s[k]).most_common()]
        X, U, R = cnt('xpos'), cnt('upos'), cnt('rel')
        m = Model(
            AutoModel.from_pretrained(a.encoder, add_pooling_layer=False, attn_implementation='eager'),
            len(X),
            len(U),
            len(R),
        )
    XI, UI, RI = ({x: i for i, x in enumerate(L)} for L in (X, U, R))
    col = Collator(shipped(m, a) if a.vocab_of else a.encoder)
    teacher = None
    if a.teacher:
        teacher, _ = load(a.teacher, a.encoder)
        if a.vocab_of:
            teacher.enc.embeddings.word_embeddings.weight.data.copy_(m.enc.embeddings.word_embeddings.weight.data)
    told, told_dev, head = [], [], None
    if a.told:
        told, told_dev = read_told(a.told), read_told(a.told, ('dev',))
        head = Told(504)
        if a.init and 'told' in ck:
            head.load_state_dict({k: v.float() for k, v in ck['told'].items()}, strict=False)
        print('told', len(told), 'sentences,', sum(len(s['pairs']) for s in told), 'pairs')
    swap = Swap(a.countries) if a.swap else None
    both = [m] + ([head] if head else [])
    groups, nl = [], m.enc.config.num_hidden_layers
    for n, p in [x for k in both for x in k.named_parameters()]:
        if n.startswith('enc.embeddings'):
            p.requires_grad_(False)
            continue
        lr = (
            a.lr * 0.9 ** (nl - int(n.split('layer.')[1].split('.')[0]) - 1)
            if n.startswith('enc.')
            else 1e-2 if n == 'mix' else a.lr_heads
        )
        groups.append(dict(params=[p], lr=lr, base=lr, weight_decay=0.01 if p.dim() > 1 else 0))
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-8, fused=True)
    avg = Average(both, a.average) if a.average else None
    total, step, t0, warm = None, 0, time.time(), 40 if a.init else 150
    log = collections.Counter()

    def look():
        """measure on dev, save"""
        if avg:
            avg.swap()
        for k in both:
            k.eval()
        c = collections.Counter()
        with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
            for b in batches(dev, 2500):
                bb = col(b)
                r = m(bb, 'pt')
                h = r['arc'].argmax(-1)
                rl = m.rels(r, h).argmax(-1)
                hh, rr = h.numpy(), rl.numpy()
                xx, uu = r['x'].argmax(-1).numpy(), r['u'].argmax(-1).numpy()
                for i, s in enumerate(b):
                    for j in range(len(s['words'])):
                        ok = hh[i, j] == s['head'][j]
                        c['n'] += 1
                        c['XPOS'] += X[xx[i, j]] == s['xpos'][j]
                        c['UPOS'] += U[uu[i, j]] == s['upos'][j]
                        c['UAS'] += ok
                        c['LAS'] += ok and R[rr[i, j]].split(':')[0] == s['rel'][j].split(':')[0]
            t = told_scores(m, head, col, told_dev) if head else {}
        print('step', step, 'dev', *(f'{k} {100 * c[k] / c["n"]:.2f}' for k in ('UPOS', 'XPOS', 'UAS', 'LAS')), *(f'{k} {v:.1f}' for k, v in t.items()),
              f'{time.time() - t0:.0f}s', flush=True)
        ck = dict(sd={k: v.half() for k, v in m.state_dict().items()}, X=X, U=U, R=R, las=float(100 * c['LAS'] / c['n']), step=step)
        if head:
            ck['told'] = {k: v.half() for k, v in head.state_dict().items()}
        torch.save(ck, a.out)
        if avg:
            avg.swap()
        for k in both:
            k.train()

    for ep in range(a.epochs):
        if a.told:
            told = read_told(a.told)  # with what was written meanwhile
        own = [dict(words=w, ner=fix_bio(t), nd='any', tb='other') for f in a.own_names if os.path.exists(f) for w, t in read_ner(f)]
        print('epoch', ep, 'told', len(told), 'sentences, own names', len(own), flush=True)
        bs = batches(parse, a.words) + batches(random.sample(silver, min(a.nsilver, len(silver))), a.words)
        bs += batches(ner + own + random.sample(gmb, min(a.gmb, len(gmb))), a.words)
        bs += batches(told, a.words)
        random.shuffle(bs)
        total = total or a.steps or len(bs) * a.epochs
        for k in both:
            k.train()
        stop = False
        for b in bs:
            f = max(step / total, (time.time() - t0) / a.budget if a.budget else 0)
            if f >= 1:
                stop = True
                break
            for g in opt.param_groups:
                g['lr'] = g['base'] * max(min(1, step / warm) * (1 - f), 1e-3)
            step += 1
            P, E = 'head' in b[0], 'pairs' in b[0]
            if E and swap:
                b = [swap(x, random) if random.random() < a.swap else x for x in b]
            bb = col(b, mask_p=0 if teacher else 0.06)
            if random.random() < 0.15:
                bb['nd'][:] = ND['any']
            B, N = bb['mask'].shape
            with torch.autocast('cpu', torch.bfloat16):
                h = m.words(bb)
                if E:
                    loss = a.told_weight * head.loss(h, bb['mask'], b)
                    if teacher:
                        bb['nd'][:], bb['tb'][:] = ND['wikigold'], TB['gum']
                        loss = loss + drawn(m(bb, 'ptn', h), h, teacher, bb)
                else:
                    r = m(bb, 'ptn' if P or teacher else 'n', h)
                    loss = drawn(r, h, teacher, bb) if teacher else 0
                    y = pad([[NERI.get(x, -100) for x in s['ner']] if 'ner' in s else None for s in b], B, N)
                    if (y >= 0).any():
                        w = torch.tensor([0.3 if s.get('nd') == 'gmb' else 1.0 for s in b])[:, None].expand(B, N)
                        l = F.cross_entropy(r['n'].reshape(B * N, -1), y.reshape(-1), reduction='none', ignore_index=-100)
                        loss = loss + (l * w.reshape(-1)).sum() / (y >= 0).sum()
                    if P:
                        ce = lambda lg, k, I: F.cross_entropy(
                            lg.reshape(B * N, -1),
                            pad([[I[x] for x in s[k]] for s in b], B, N).reshape(-1),
                            ignore_index=-100,
                        )
                        yh = pad([s['head'] for s in b], B, N)
                        loss = loss + (0.5 if b[0].get('silver') else 1.0) * (
                            F.cross_entropy(r['arc'].reshape(B * N, -1), yh.reshape(-1), ignore_index=-100)
                            + ce(m.rels(r, yh.clamp(min=0)), 'rel', RI)
                            + 0.5 * ce(r['x'], 'xpos', XI)
                            + 0.3 * ce(r['u'], 'upos', UI)
                        )
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for k in both for p in k.parameters() if p.requires_grad], 2.0)
            opt.step()
            if avg:
                avg.step(step)
            k = 'told' if E else 'silver' if b[0].get('silver') else 'trees' if P else 'names'
            log[k] += loss.item()
            log['n ' + k] += 1
            log['words'] += sum(len(x['words']) for x in b)
            if step % 100 == 0:
                print('step', step, 'of', total, f'{time.time() - t0:.0f}s', 'words', log['words'],
                      *(f'{k} {log[k] / log["n " + k]:.3f}' for k in ('trees', 'silver', 'names', 'told') if log['n ' + k]), flush=True)
                log.clear()
            if a.every and step % a.every == 0:
                look()
        if not a.every or stop:
            look()
        if stop:
            break


if __name__ == '__main__':
    main()
