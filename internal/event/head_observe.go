package event

import (
	"hash/fnv"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// Observation is what the event head sees of a pair beside the word vectors: where
// the words stand to the two sides, what the codebook knows of them, and what the
// rules say. It is all small numbers, so that training reads exactly what coding does.
type Observation struct {
	// One entry a word.
	UPOS      []int    // index into uposList, 0 = another
	Rel       []int    // index into relList, 0 = another
	AtS, AtT  []int    // where the word stands to source and target: see position
	UpS, UpT  []int    // and in the tree: see climb
	Flags     []int    // bits: on the path, where the path turns, trigger, trigger's verb, named
	Candidate []int    // 1 + type of the candidate that it triggers, 0 = none
	Lexicon   []uint32 // bits: types that the codebook has senses of for this lemma, then types it makes of others
	InS, InT  []int    // words of the two spans; empty where a side has none

	// One entry a type.
	Scores []float32 // how well the best candidate of each type fits, 0 = none, about -1 to 4

	Rule   int // type that the rules answer
	Weight int // how well it fits, in steps: 0 = only a bare word speaks for it, up to 9
	Words  int // words between the sides, in steps
	Coded  int // type that free coding by the rules has between the sides; len(types) = none, or not asked

	Marks int // bits, by headMarks: the marks that the rules put on their answer

	Sparse []uint32 // hashes of what linear weights are kept for, without repeats
}

// types are the head's answers in the order of its outputs; after them comes none.
var headTypes = codebook.Types()

// sparseSize is how many buckets the hashed features fall into.
const sparseSize = 1 << 15

var (
	uposList = strings.Fields("_ ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
	relList  = strings.Fields("_ acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det " +
		"discourse expl fixed flat iobj list mark nmod nmod:poss nmod:unmarked nsubj nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct root vocative xcomp")
)

const (
	flagPath = 1 << iota
	flagTurn
	flagTrigger
	flagTop
	flagName
)

// Observe looks at a pair as Relation does. It is nil where there is no sentence to
// read.
func Observe(in Input, sent int, source, target []annals.Mention) *Observation {
	c := ask(&in, sent, source, target)
	if c == nil {
		return nil
	}
	o := c.observe(source, target, c.judge(source, target))
	c.sparse(o, source, target)
	return o
}

// wordwise is what an observation says of the words whatever the pair; the pairs of a
// reading share it.
func (c *work) wordwise() *Observation {
	if c.words != nil {
		return c.words
	}
	n := len(c.t.toks)
	o := &Observation{UPOS: make([]int, n), Rel: make([]int, n), Flags: make([]int, n), Candidate: make([]int, n), Lexicon: make([]uint32, n)}
	for i := range n {
		o.UPOS[i] = max(slices.Index(uposList, c.t.toks[i].UPOS), 0)
		if o.Rel[i] = slices.Index(relList, c.t.rel(i)); o.Rel[i] < 0 {
			o.Rel[i] = max(slices.Index(relList, c.t.base(i)), 0)
		}
		if name := c.t.toks[i].Name; name != "" && name != "O" {
			o.Flags[i] |= flagName
		}
		o.Lexicon[i] = c.lexicon(i)
	}
	for _, k := range c.cands {
		if ty := slices.Index(headTypes, k.typ); ty >= 0 && k.shadow == nil {
			o.Candidate[k.trigger] = 1 + ty
			o.Flags[k.trigger] |= flagTrigger
			o.Flags[k.top] |= flagTop
		}
	}
	c.words = o
	return o
}

// observe looks at a pair; b is what the rules say of it. Sparse is left empty.
func (c *work) observe(source, target []annals.Mention, b judgement) *Observation {
	n := len(c.t.toks)
	w := c.wordwise()
	o := &Observation{
		UPOS: w.UPOS, Rel: w.Rel, Flags: slices.Clone(w.Flags), Candidate: w.Candidate, Lexicon: w.Lexicon,
		InS: spanTokens(source, n), InT: spanTokens(target, n), Scores: make([]float32, len(headTypes)),
		Rule: slices.Index(headTypes, b.typ), Coded: len(headTypes),
	}
	if b.best != nil {
		for i, m := range headMarks {
			if b.best.marks[m] {
				o.Marks |= 1 << i
			}
		}
	}
	src, tgt := c.headsOf(source), c.headsOf(target)
	path := c.path(src, tgt)
	o.AtS, o.AtT = positions(o.InS, n), positions(o.InT, n)
	o.UpS, o.UpT = c.climb(src), c.climb(tgt)
	turn := c.turn(src, tgt, path)
	for i := range path {
		o.Flags[i] |= flagPath
	}
	if turn >= 0 {
		o.Flags[turn] |= flagTurn
	}
	best := make([]int, len(headTypes))
	for i := range best {
		best[i] = -1 << 20
	}
	for _, k := range c.cands {
		if ty := slices.Index(headTypes, k.typ); ty >= 0 && k.shadow == nil {
			best[ty] = max(best[ty], c.suits(k, source, target, path))
		}
	}
	top := -1 << 20
	for i, s := range best {
		if s > -1<<20 {
			o.Scores[i] = float32(min(max(s, -20), 40)+21) / 15
			top = max(top, s)
		}
	}
	if top > -1<<20 {
		o.Weight = 1 + min(max((top+12)/6, 0), 8)
	}
	o.Words = gap(o.InS, o.InT)
	return o
}

// spanTokens lists the words of all mentions of a side, each once, in order.
func spanTokens(list []annals.Mention, n int) []int {
	in := make([]bool, n)
	for _, m := range list {
		for i := max(m.First, 0); i < m.End && i < n; i++ {
			in[i] = true
		}
	}
	out := []int{}
	for i, yes := range in {
		if yes {
			out = append(out, i)
		}
	}
	return out
}

// positions says where each word stands to the words of a side, sorted: 0 there is
// no such side, 1 in it, 2 to 7 before it (1, 2, 3-4, 5-8, 9-16, more words), 8 to 13
// after it. The nearest word of the side counts.
func positions(side []int, n int) []int {
	out := make([]int, n)
	if len(side) == 0 {
		return out
	}
	step := func(d int) int {
		switch {
		case d <= 2:
			return d - 1
		case d <= 4:
			return 2
		case d <= 8:
			return 3
		case d <= 16:
			return 4
		}
		return 5
	}
	k := 0
	for i := range out {
		for k+1 < len(side) && side[k] < i && side[k+1] <= i {
			k++
		}
		before, after := 1<<20, 1<<20 // distance to the side's word behind and ahead
		for _, j := range side[k:min(k+2, len(side))] {
			if j <= i {
				before = min(before, i-j)
			} else {
				after = min(after, j-i)
			}
		}
		switch {
		case before == 0:
			out[i] = 1
		case after <= before:
			out[i] = 2 + step(after)
		default:
			out[i] = 8 + step(before)
		}
	}
	return out
}

// climb says how each word lies in the tree to the heads of a side: 0 elsewhere, 1 a
// head of it, 2 its governor, 3 the governor's governor, 4 further up, 5 below the
// governor beside it, 6 below it.
func (c *work) climb(heads []int) []int {
	out := make([]int, len(c.t.toks))
	set := func(i, v int) {
		if out[i] == 0 || v < out[i] {
			out[i] = v
		}
	}
	for _, h := range heads {
		if g := c.t.head(h); g >= 0 {
			for _, k := range c.t.kids[g] {
				set(k, 5)
			}
		}
		for _, k := range c.t.kids[h] {
			set(k, 6)
		}
		for i, d := h, 1; i >= 0 && d < maxDepth; i, d = c.t.head(i), d+1 {
			set(i, min(d, 4))
		}
	}
	return out
}

// turn is the word of the path nearest to the root, -1 if there is none. Where a side
// has no words it is the nearest verb or event noun above the other.
func (c *work) turn(src, tgt []int, path map[int]bool) int {
	best := -1
	if len(src) > 0 && len(tgt) > 0 {
		for i := range c.t.toks {
			if path[i] && (best < 0 || c.t.depth[i] < c.t.depth[best]) {
				best = i
			}
		}
		return best
	}
	for _, h := range append(slices.Clone(src), tgt...) {
		for i, d := c.t.head(h), 0; i >= 0 && d < maxDepth; i, d = c.t.head(i), d+1 {
			if c.t.isVerb(i) || len(c.book.Nouns(c.t.lemma[i])) > 0 {
				return i
			}
		}
	}
	return best
}

// lexicon tells what the codebook knows of a word: the low 16 bits are types of its
// senses, the high 16 types that it makes of what depends on it.
func (c *work) lexicon(i int) uint32 {
	var bits uint32
	l := c.t.lemma[i]
	var entries []*codebook.Entry
	kind := codebook.Noun
	switch {
	case c.t.isVerb(i):
		entries, kind = c.book.Verbs(l), codebook.Verb
	case c.t.isNoun(i):
		entries = c.book.Nouns(l)
	case c.t.toks[i].UPOS == "ADJ":
		entries, kind = c.book.Adjectives(l), codebook.Adj
	default:
		return 0
	}
	for _, e := range entries {
		if !slices.ContainsFunc(e.Lemmas, func(w []string) bool { return len(w) == 1 && w[0] == l }) {
			continue
		}
		for _, s := range e.Senses {
			if ty := slices.Index(headTypes, s.Type); ty >= 0 && !s.None {
				bits |= 1 << ty
			}
		}
	}
	for _, m := range c.book.Compositions(kind, l) {
		if len(m.Lemma) > 1 {
			continue
		}
		for _, r := range m.Rules {
			if ty := slices.Index(headTypes, r.Type); ty >= 0 && r.Effect == codebook.EffectType {
				bits |= 1 << (16 + ty)
			}
		}
	}
	return bits
}

// gap is how far the sides stand apart, in steps: 0 one is missing, 1 to 5 the source
// comes first, 6 to 10 the target does.
func gap(s, t []int) int {
	if len(s) == 0 || len(t) == 0 {
		return 0
	}
	step := func(d int) int {
		switch {
		case d <= 1:
			return 0
		case d <= 3:
			return 1
		case d <= 6:
			return 2
		case d <= 12:
			return 3
		}
		return 4
	}
	if s[0] <= t[0] {
		return 1 + step(t[0]-s[len(s)-1])
	}
	return 6 + step(s[0]-t[len(t)-1])
}

// hashed collects hashed features.
type hashed struct {
	seen map[uint32]bool
	list []uint32
}

func (h *hashed) add(parts ...string) {
	f := fnv.New32a()
	for _, p := range parts {
		f.Write([]byte(p))
		f.Write([]byte{0})
	}
	v := f.Sum32()
	v = (v ^ v>>15) % sparseSize
	if !h.seen[v] {
		h.seen[v] = true
		h.list = append(h.list, v)
	}
}

// sparseWords bounds the words that sparse features are made of.
const sparseWords = 60

// sparse names what linear weights are learned for: words on the path and where it
// turns, what depends there, words between and around the sides.
func (c *work) sparse(o *Observation, source, target []annals.Mention) {
	h := &hashed{seen: map[uint32]bool{}}
	t := c.t
	src, tgt := c.headsOf(source), c.headsOf(target)
	path := c.path(src, tgt)
	turn := c.turn(src, tgt, path)
	h.add("bias")
	h.add("gap", string(rune('a'+o.Words)))
	rels := func(heads []int) string {
		if len(heads) == 0 {
			return "-"
		}
		r := t.rel(heads[0])
		if k := t.child(heads[0], "case"); k >= 0 {
			r += "." + t.lemma[k]
		}
		return r
	}
	rs, rt := rels(src), rels(tgt)
	h.add("rels", rs, rt)
	h.add("rel s", rs)
	h.add("rel t", rt)
	side := func(i int) bool { return o.AtS[i] == 1 || o.AtT[i] == 1 }
	if turn >= 0 {
		l := t.lemma[turn]
		if side(turn) {
			l = "side:" + t.toks[turn].UPOS
		}
		h.add("turn", l)
		h.add("turn", l, rs, rt)
		h.add("turn", l, t.toks[turn].XPOS, t.rel(turn))
		for ty := range 16 {
			if o.Lexicon[turn]>>ty&1 == 1 {
				h.add("turn knows", headTypes[ty])
				h.add("turn knows", headTypes[ty], rs, rt)
			}
		}
		for _, k := range t.kids[turn] {
			if b := t.base(k); b == "punct" || b == "det" || side(k) {
				continue
			}
			h.add("kid", t.rel(k), t.lemma[k])
			h.add("turn kid", l, t.rel(k), t.lemma[k])
			for ty := range 16 {
				if o.Lexicon[k]>>ty&1 == 1 {
					h.add("kid knows", t.rel(k), headTypes[ty])
				}
			}
		}
		if g := t.head(turn); g >= 0 && !side(g) {
			h.add("above", t.rel(turn), t.lemma[g])
			for ty := range 16 {
				if o.Lexicon[g]>>(16+ty)&1 == 1 {
					h.add("above makes", headTypes[ty])
				}
			}
		}
	}
	lo, hi := len(t.toks), -1
	for _, s := range [][]int{o.InS, o.InT} {
		if len(s) > 0 {
			lo, hi = min(lo, s[0]), max(hi, s[len(s)-1])
		}
	}
	words := 0
	last := "<"
	for i := max(lo-4, 0); i < min(hi+7, len(t.toks)) && words < sparseWords; i++ {
		words++
		w := t.lemma[i]
		if side(i) {
			w = "T"
			if o.AtS[i] == 1 {
				w = "S"
			}
			if w == last {
				continue
			}
		} else {
			where := "between"
			if i < lo {
				where = "before"
			} else if i > hi {
				where = "after"
			}
			h.add(where, w)
			if path[i] {
				h.add("path", w)
				h.add("path", w, t.rel(i))
				for ty := range 16 {
					if o.Lexicon[i]>>ty&1 == 1 {
						h.add("path knows", headTypes[ty])
					}
					if o.Lexicon[i]>>(16+ty)&1 == 1 {
						h.add("path makes", headTypes[ty])
					}
				}
			}
			if t.isVerb(i) || t.isNoun(i) || t.toks[i].UPOS == "ADJ" {
				h.add("word", w)
			}
		}
		h.add("two", last, w)
		last = w
	}
	// What the rules say has places of its own behind the hashes.
	if o.Rule >= 0 {
		h.list = append(h.list, uint32(sparseSize+10*o.Rule+o.Weight))
	}
	for i, s := range o.Scores {
		if s > 0 {
			h.list = append(h.list, uint32(sparseSize+10*len(o.Scores)+10*i+int(2*s)))
		}
	}
	slices.Sort(h.list)
	o.Sparse = h.list
}
