"""Reads the words and texts of a JSON object on standard input with a spaCy model and
answers with tags, trees and names in Annals' terms. Its trees are ClearNLP's; to_ud
turns them into Universal Dependencies, so that both are scored alike.

usage: python spacy_peer.py MODEL
"""
import json
import sys
import time

import spacy
from spacy.tokens import Doc

KINDS = {'PERSON': 'PER', 'ORG': 'ORG', 'GPE': 'LOC', 'LOC': 'LOC', 'FAC': 'LOC', 'NORP': 'MISC', 'EVENT': 'MISC', 'PRODUCT': 'MISC',
         'WORK_OF_ART': 'MISC', 'LAW': 'MISC', 'LANGUAGE': 'MISC'}
RELATIONS = {'ROOT': 'root', 'dobj': 'obj', 'nsubjpass': 'nsubj:pass', 'auxpass': 'aux:pass', 'csubjpass': 'csubj:pass', 'poss': 'nmod:poss',
             'relcl': 'acl:relcl', 'prt': 'compound:prt', 'neg': 'advmod', 'npadvmod': 'obl:unmarked', 'quantmod': 'advmod', 'oprd': 'xcomp',
             'intj': 'discourse', 'preconj': 'cc:preconj', 'predet': 'det:predet', 'meta': 'discourse', 'acomp': 'xcomp',
             'attr': 'xcomp', 'dative': 'iobj', 'pcomp': 'advcl', 'pobj': 'obl', 'prep': 'case', 'agent': 'case', 'complm': 'mark'}
NOUNS = {'NOUN', 'PROPN', 'PRON', 'NUM', 'SYM'}


def to_ud(doc):
    """heads (the root's is -1) and relations of one sentence in UD"""
    n = len(doc)
    head = [t.head.i if t.head.i != t.i else -1 for t in doc]
    rel = [t.dep_ if t.dep_ != 'nmod' else 'compound' for t in doc]  # nmod is UD's below
    pos = [t.pos_ for t in doc]

    def kids(i):
        return [k for k in range(n) if head[k] == i]

    # prepositions: what they govern takes their place
    for i in range(n - 1, -1, -1):
        if rel[i] in ('prep', 'agent', 'dative') and pos[i] in ('ADP', 'SCONJ', 'VERB', 'ADV', 'PART'):
            objects = [k for k in kids(i) if rel[k] in ('pobj', 'pcomp')]
            if not objects:
                rel[i] = 'compound:prt' if rel[i] == 'prep' and pos[i] == 'ADP' else 'advmod'
                continue
            o = objects[0]
            over = head[i]
            noun = over >= 0 and pos[over] in NOUNS
            if rel[o] == 'pcomp' and pos[o] in ('VERB', 'AUX'):
                new, own = ('acl' if noun else 'advcl'), 'mark'
            else:
                new, own = ('obl:agent' if rel[i] == 'agent' else 'nmod' if noun else 'obl'), 'case'
            head[o], rel[o] = over, new
            for k in kids(i):
                if k != o:
                    head[k] = o
            head[i], rel[i] = o, own
    # the copula hangs on what it joins to the subject
    for i in range(n):
        if doc[i].lemma_ == 'be' or doc[i].lower_ in ('is', 'are', 'was', 'were', 'be', 'been', 'being', "'s", "'re", "'m"):
            if rel[i] in ('aux', 'auxpass', 'cop'):
                continue
            if any(rel[k] == 'expl' for k in kids(i)):  # there is
                for k in kids(i):
                    if rel[k] == 'attr':
                        rel[k] = 'nsubj'
                continue
            said = [k for k in kids(i) if rel[k] in ('attr', 'acomp')] or [k for k in kids(i) if rel[k] == 'obl' and k > i]
            if not said:
                continue
            p = said[0]
            head[p], rel[p] = head[i], rel[i]
            for k in kids(i):
                if k != p:
                    head[k] = p
            head[i], rel[i] = p, 'cop'
    # "and" hangs on the conjunct behind it, conjuncts on the first
    for i in range(n):
        if rel[i] == 'cc':
            after = [k for k in kids(head[i]) if rel[k] == 'conj' and k > i]
            if after:
                head[i] = after[0]
    for i in range(n):
        while rel[i] == 'conj' and rel[head[i]] == 'conj':
            head[i] = head[head[i]]
    # persons' names hang on their first word
    for e in doc.ents:
        if e.label_ != 'PERSON' or len(e) < 2:
            continue
        inside = [k for k in range(e.start, e.end) if pos[k] == 'PROPN' and rel[k] in ('compound', 'nmod', 'flat')]
        tops = [k for k in range(e.start, e.end) if not e.start <= head[k] < e.end]
        if len(tops) != 1 or pos[e.start] != 'PROPN' or not inside:
            continue
        t, f = tops[0], e.start
        if t == f:
            continue
        up, r = head[t], rel[t]
        for k in range(n):
            if head[k] == t and not (e.start <= k < e.end and pos[k] == 'PROPN'):
                head[k] = f
        for k in range(e.start, e.end):
            if k != f and pos[k] == 'PROPN':
                head[k], rel[k] = f, 'flat'
        head[f], rel[f] = up, r
    out = []
    for i in range(n):
        r = RELATIONS.get(rel[i], rel[i])
        if r == 'aux' and doc[i].tag_ == 'TO':
            r = 'mark'
        elif r == 'compound' and pos[i] == 'ADJ':
            r = 'amod'
        out.append(r if head[i] >= 0 else 'root')
    return head, out


def main():
    nlp = spacy.load(sys.argv[1], exclude=['lemmatizer', 'senter'])
    task = json.load(sys.stdin)
    trees, names = [], []
    for words in task['given'] or []:
        doc = Doc(nlp.vocab, words=words, sent_starts=[k == 0 for k in range(len(words))])
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        head, rel = to_ud(doc)
        trees.append({'heads': head, 'relations': rel, 'upos': [t.pos_ for t in doc]})
        tags = ['O'] * len(doc)
        for e in doc.ents:
            kind = KINDS.get(e.label_)
            first = e.start
            if doc[first].lower_ == 'the':
                first += 1
            last = e.end - 1 if doc[e.end - 1].text in ("'s", '’s', "'", '’') else e.end
            for k in range(first, last):
                if kind:
                    tags[k] = ('B-' if k == first else 'I-') + kind
        names.append(tags)
    texts = task['texts'] or []
    list(nlp.pipe(texts[:1]))
    t0, n = time.process_time(), 0
    for doc in nlp.pipe(texts):
        n += len(doc)
    seconds = time.process_time() - t0
    meta = nlp.meta
    json.dump({'name': 'spaCy %s, %s %s' % (spacy.__version__, meta['name'], meta['version']), 'trees': trees, 'names': names, 'words': n,
               'seconds': seconds}, sys.stdout)


main()
