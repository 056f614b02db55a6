#!/usr/bin/env python3
"""Candidates for the lemma table of internal/language/english.

    lemmas.py --words WORDLIST --news GMB --trees FILE.conllu ... > candidates.tsv
    (in internal/language/english) go test -run TestMakeLemmaTable -lemmas candidates.tsv

WORDLIST is a plain list of English words, one a line (Debian's wamerican-large,
from SCOWL). GMB is running text, a word a line, first column. The treebanks give
the lemmas that people wrote. Output: XPOS, form, lemma; single words only. The Go
test keeps the ones that its spelling rules do not give anyway.
"""

import argparse
import collections
import re
import sys

ap = argparse.ArgumentParser()
ap.add_argument('--words', required=True)
ap.add_argument('--news', required=True)
ap.add_argument('--trees', nargs='+', required=True)
ap.add_argument('--irregular', required=True, help='irregular.tsv, whose forms are left out')
a = ap.parse_args()

lower, capital = set(), set()
for line in open(a.words, encoding='utf8'):
    w = line.strip()
    if re.fullmatch(r'[a-z]+', w):
        lower.add(w)
    elif re.fullmatch(r'[A-Z][a-z]+', w):
        capital.add(w)

count, verb = collections.Counter(), collections.Counter()
prev = ''
TO = {'to', 'will', 'would', 'could', 'can', 'may', 'might', 'must', 'should', 'not', "n't", 'they', 'we', 'who'}
for line in open(a.news, encoding='utf8'):
    f = line.split()
    w = f[0] if f else ''
    if re.fullmatch(r'[a-z]+', w):
        count[w] += 1
        if prev in TO:
            verb[w] += 1
    prev = w.lower()

gold = collections.defaultdict(collections.Counter)
for name in a.trees:
    for line in open(name, encoding='utf8'):
        c = line.rstrip('\n').split('\t')
        if len(c) != 10 or not c[0].isdigit():
            continue
        form, lemma, tag = c[1].replace('’', "'"), c[2], c[4]
        if tag in ('VB', 'VBP'):
            verb[lemma] += 3
        if lemma.islower():
            count[lemma] += 3
        if 'Typo=Yes' in c[5] or lemma == '_' or c[3] == 'PROPN':
            continue
        gold[tag, form.lower()][lemma] += 1 if 'ewt' in name else 3


def known(w):
    return (w in lower) + (verb[w] > 1)


def verb_base(cands):
    """The best attested base form; the first of equals."""
    best = max(cands, key=lambda w: (verb[w] > 2, w in lower, verb[w], -cands.index(w)))
    return best if known(best) else None


out = {}
for w in sorted(lower | {w for w in count if count[w] > 1}):
    for end, tags in (('ing', ['VBG']), ('ed', ['VBD', 'VBN'])):
        if w.endswith(end) and len(w) > len(end) + 2:
            s = w[: -len(end)]
            c = [s + 'e', s] if re.search(r'[^aeiou][aeiouy][^aeiouwxy]$', s) else [s, s + 'e']
            if len(s) > 2 and s[-1] == s[-2]:
                c = [s[:-1], s] if s[-1] not in 'lsz' else [s, s[:-1]]
            if end == 'ed' and s.endswith('i'):
                c = [s[:-1] + 'y', s + 'e']
            if s.endswith('ck'):
                c.append(s[:-1])
            b = verb_base(c)
            if b:
                for t in tags:
                    out[t, w] = b
    if w.endswith('s') and not w.endswith('ss') and len(w) > 3:
        c = [w[:-1]]
        if w.endswith('es'):
            c.append(w[:-2])
        if w.endswith('ies'):
            c.append(w[:-3] + 'y')
        b = verb_base(c)
        if b and verb[b]:
            out['VBZ', w] = b
        n = [x for x in c if x in lower]
        if w.endswith('ses') and w[:-2] + 'is' in lower:
            n.append(w[:-2] + 'is')
        if w.endswith('ves'):
            n += [x for x in (w[:-3] + 'f', w[:-3] + 'fe') if x in lower]
        if n:
            b = max(n, key=lambda x: (count[x] > 3, count[x], -n.index(x)))
            out['NNS', w] = b
    for end, tag in (('est', 'JJS'), ('er', 'JJR')):
        if w.endswith(end) and len(w) > len(end) + 2:
            s = w[: -len(end)]
            c = [s, s + 'e']
            if s.endswith('i'):
                c = [s[:-1] + 'y']
            if len(s) > 2 and s[-1] == s[-2]:
                c.append(s[:-1])
            c = [x for x in c if x in lower]
            # only where both degrees exist: "sister", "forest" are no comparatives
            if c and (s + 'er') in lower and (s + 'est') in lower:
                out[tag, w] = max(c, key=lambda x: (count[x], -c.index(x)))

hand = {
    'NNS': dict(
        men='man',
        women='woman',
        children='child',
        people='people',
        feet='foot',
        teeth='tooth',
        mice='mouse',
        geese='goose',
        oxen='ox',
        criteria='criterion',
        phenomena='phenomenon',
        media='medium',
        data='datum',
        crises='crisis',
        analyses='analysis',
        hypotheses='hypothesis',
        theses='thesis',
        bases='base',
        oases='oasis',
        lives='life',
        wives='wife',
        knives='knife',
        leaves='leaf',
        halves='half',
        selves='self',
        thieves='thief',
        wolves='wolf',
        shelves='shelf',
        calves='calf',
        loaves='loaf',
        hooves='hoof',
        police='police',
        series='series',
        species='species',
        means='means',
        electronics='electronics',
        politics='politics',
        economics='economics',
        elections='election',
        netherlands='netherlands',
        philippines='philippines',
        maldives='maldives',
        bahamas='bahamas',
        olympics='olympics',
        seychelles='seychelles',
        honduras='honduras',
        proceeds='proceeds',
        outskirts='outskirts',
        remains='remains',
        thanks='thanks',
        cabbies='cabby',
        headquarters='headquarters',
        troops='troop',
        barracks='barracks',
        movies='movie',
        cookies='cookie',
        zombies='zombie',
        ties='tie',
        lies='lie',
        pies='pie',
        shoes='shoe',
        sizes='size',
        prizes='prize',
        aches='ache',
        axes='axis',
        buses='bus',
        gases='gas',
        viruses='virus',
        statuses='status',
        campuses='campus',
        bonuses='bonus',
        caucuses='caucus',
        censuses='census',
        choruses='chorus',
        elites='elite',
        heroes='hero',
        echoes='echo',
        vetoes='veto',
        potatoes='potato',
        tomatoes='tomato',
        torpedoes='torpedo',
        embargoes='embargo',
        mosquitoes='mosquito',
        cargoes='cargo',
        volcanoes='volcano',
        dominoes='domino',
        indices='index',
        appendices='appendix',
        matrices='matrix',
        vertices='vertex',
        stimuli='stimulus',
        nuclei='nucleus',
        fungi='fungus',
        alumni='alumnus',
        cacti='cactus',
        curricula='curriculum',
        memoranda='memorandum',
        strata='stratum',
        larvae='larva',
        formulae='formula',
        passersby='passerby',
        aircraft='aircraft',
        spacecraft='spacecraft',
        sheep='sheep',
        fish='fish',
        dice='die',
        pence='penny',
        corps='corps',
        congressmen='congressman',
    )
}
hand['JJR'] = dict(
    better='good',
    worse='bad',
    more='more',
    less='less',
    further='far',
    farther='far',
    elder='old',
    later='late',
    lesser='less',
    fewer='few',
    upper='upper',
)
hand['JJS'] = dict(
    best='good',
    worst='bad',
    most='most',
    least='least',
    furthest='far',
    farthest='far',
    eldest='old',
    latest='late',
    last='last',
)
hand['RBR'] = dict(
    better='well',
    worse='badly',
    more='more',
    less='less',
    further='far',
    farther='far',
    later='late',
    sooner='soon',
    longer='long',
    earlier='early',
    closer='close',
    faster='fast',
    harder='hard',
    higher='high',
    deeper='deep',
)
hand['RBS'] = dict(best='well', worst='badly', most='most', least='least')
hand['PRP'] = dict(
    me='I',
    us='we',
    them='they',
    him='he',
    her='she',
    em='they',
    i='I',
    mine='my',
    yours='your',
    ours='our',
    theirs='their',
    hers='her',
    u='you',
    ya='you',
)
hand['PRP'].update({"'s": 'we', "'em": 'they'})
hand['MD'] = {"'ll": 'will', "'d": 'would', 'ca': 'can', 'wo': 'will', 'sha': 'shall', 'll': 'will'}
hand['RB'] = {"n't": 'not', 'nt': 'not', 'aka': 'a.k.a.'}
hand['DT'] = dict(an='a', these='this', those='that')
hand['WP'] = {'whom': 'who'}
hand['WRB'] = {}
hand['POS'] = {"'": "'s", 's': "'s"}
hand['TO'] = {'na': 'to', 'ta': 'to'}
hand['IN'] = {"'til": 'till'}
for t, d in hand.items():
    for f, l in d.items():
        out[t, f] = l
for (tag, form), c in gold.items():
    lemma, n = c.most_common(1)[0]
    if lemma.lower() == form and tag not in ('PRP',):
        lemma = form  # case is decided by the text
    if form in hand.get(tag, {}) or not re.fullmatch(r"[a-z']+", form) or not re.fullmatch(r"[A-Za-z.'-]+", lemma):
        continue
    if (
        tag in ('NNS', 'VBD', 'VBN', 'VBG', 'VBZ', 'VBP', 'JJR', 'JJS', 'RBR', 'RBS')
        and lemma.islower()
        or tag in ('PRP', 'WRB', 'WP', 'RB', 'IN', 'CC', 'UH')
        and n > 1
    ):
        if tag in ('VBZ', 'VBP') and form in ("'s", "'d", "s", "'m", "'re", "'ve"):
            continue
        if tag == 'PRP' and form in hand['PRP']:
            continue
        if n > 3 or (tag, form) not in out:  # once is a typing error as often as not
            out[tag, form] = lemma

irregular = set()
for line in open(a.irregular, encoding='utf8'):
    if '\t' in line and line[0] != '#':
        irregular.update(line.split('\t')[1].split())
for (tag, form), lemma in sorted(out.items()):
    if tag[:2] == 'VB' and form in irregular:
        continue
    print(tag, form, lemma, sep='\t')

caps = {
    w
    for w in capital
    if w.lower() not in lower and re.search(r'(an|ese|ish|i|ic|ch|ite|ist|ine|eti|ali|awi|iot|ni)$', w) and len(w) > 3
}
for (tag, form), c in gold.items():
    lemma, n = c.most_common(1)[0]
    if (
        tag in ('JJ', 'NN', 'RB', 'NNS')
        and re.fullmatch(r'[A-Z][a-z]+', lemma)
        and n > 1
        and lemma.lower() not in lower
    ):
        caps.add(lemma)
for w in sorted(caps):
    print('CAP', w.lower(), w, sep='\t')
