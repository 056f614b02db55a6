package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// Relation says which event a given source does to a given target in one
// sentence. labels is "plover15" (the 2017 set: YIELD stands for CONCEDE and
// RETREAT) or "binary" ("cooperation" for quad classes 1 and 2, "conflict" for 3
// and 4); anything else gives the PLOVER type.
//
// It always answers. The mentions need no actors: their tokens are what counts.
// Where the input has word vectors, the event head decides, and what follows is what
// it hears of the rules; else the rules do. In order of belief: a candidate whose roles the spans fill, one of whose roles
// does, one whose trigger lies on the tree path between the spans, any word of
// the sentence that the codebook knows, the most frequent label.
func Relation(in Input, sent int, source, target []annals.Mention, labels string) (label string, why []string) {
	c := ask(&in, sent, source, target)
	if c == nil {
		return rename(fallback, labels), []string{"no sentence to read"}
	}
	b := c.judge(source, target)
	if label, why, ok := c.weigh(source, target, b, labels); ok {
		return label, why
	}
	if labels == "plover15" {
		share := map[string]float32{rename(b.typ, labels): 1}
		c.habits(share, b)
		for l, n := range share {
			if n > 0 {
				return l, b.why
			}
		}
	}
	return rename(b.typ, labels), b.why
}

// ask finds the candidates of a sentence in which an event between two sides is
// certain; nil where there is no sentence to read.
func ask(in *Input, sent int, source, target []annals.Mention) *work {
	s := in.sentence(sent)
	if s == nil {
		return nil
	}
	// The spans are all the actors there are, unless others were found beside them.
	all := make([]annals.Mention, 0, len(source)+len(target))
	side := func(list []annals.Mention, code string) {
		for _, m := range list {
			m.Sentence, m.Attribute = sent, false
			if len(m.Actors) == 0 {
				m.Actors = []annals.Actor{{Code: code}}
			} else {
				m.Actors = slices.Clone(m.Actors)
				for i := range m.Actors {
					m.Actors[i].Name += code
				}
			}
			all = append(all, m)
		}
	}
	side(source, "<source>")
	side(target, "<target>")
	for _, m := range in.Mentions {
		if m.Sentence == sent && !slices.ContainsFunc(all, func(x annals.Mention) bool { return x.First < m.End && m.First < x.End }) {
			all = append(all, m)
		}
	}
	c := newWork(in, s, all)
	c.forced = true
	c.find()
	return c
}

// fallback is the most frequent type between two named sides in the news.
const fallback = "ACCUSE"

func rename(typ, labels string) string {
	switch labels {
	case "plover15":
		if typ == "CONCEDE" || typ == "RETREAT" {
			return "YIELD"
		}
	case "binary":
		if codebook.Quad(typ) <= 2 {
			return "cooperation"
		}
		return "conflict"
	}
	return typ
}

type judgement struct {
	typ  string
	why  []string
	best *candidate // nil where only a bare word speaks
}

// judge scores every candidate by how its roles lie to the two spans.
func (c *work) judge(source, target []annals.Mention) judgement {
	src, tgt := c.headsOf(source), c.headsOf(target)
	path := c.path(src, tgt)
	var best *candidate
	bestScore := -1 << 20
	for _, k := range c.cands {
		if k.shadow != nil {
			continue
		}
		n := c.suits(k, source, target, path)
		if n > bestScore {
			best, bestScore = k, n
		}
	}
	if best != nil {
		why := append(slices.Clone(best.why), fmt.Sprintf("chosen for the spans given (score %d)", bestScore))
		if q := codebook.Quad(best.typ); best.marks[annals.MarkNegation] && q <= 2 && best.typ != "RETREAT" {
			return judgement{typ: "REJECT", why: append(why, "what one side does not do for the other, it rejects")}
		}
		return judgement{best.typ, why, best}
	}
	return c.byWords(src, tgt, path)
}

// suits scores how the roles of a candidate lie to the two spans.
func (c *work) suits(k *candidate, source, target []annals.Mention, path map[int]bool) int {
	n := 0
	a, r := c.touch(k.actor, source), c.touch(k.recip, target)
	if k.symmetric {
		r = max(c.touch(k.actor, target), r)
	}
	n += 6*a + 6*r
	if a > 0 && r > 0 {
		n += 12
	}
	// The roles the wrong way round still tell what the two have to do with each other.
	n += 2*c.touch(k.actor, target) + 2*c.touch(k.recip, source)
	if path[k.trigger] || path[k.top] {
		n += 9
	}
	if slices.ContainsFunc(k.chain, func(i int) bool { return path[i] }) {
		n += 3
	}
	if k.dropped != "" {
		n -= 10
	}
	if k.usual {
		n -= 14
	}
	if c.composedAway(k) {
		n -= 14
	}
	n += 2 * min(k.composed, 2)
	n -= min(c.t.depth[k.top], 6)
	if c.t.isVerb(k.trigger) {
		n++
	}
	return n
}

// composedAway: a plain sense that some other candidate has made into its own.
func (c *work) composedAway(k *candidate) bool {
	for _, other := range c.cands {
		if other != k && other.dropped == "" && slices.Contains(other.consumed, k.trigger) {
			return true
		}
	}
	return false
}

// headsOf are the tokens of the spans nearest to the root.
func (c *work) headsOf(list []annals.Mention) []int {
	var out []int
	for _, m := range list {
		best := -1
		for i := max(m.First, 0); i < m.End && i < len(c.t.toks); i++ {
			if best < 0 || c.t.depth[i] < c.t.depth[best] {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, best)
		}
	}
	return out
}

// touch says how well the tokens of a role meet a span: 2 inside it, 1 where the
// span lies below the token or owns it, 0 not at all.
func (c *work) touch(role []int, list []annals.Mention) int {
	best := 0
	for _, tok := range role {
		for _, x := range c.t.conjuncts(tok) {
			for _, m := range list {
				if x >= m.First && x < m.End {
					best = 2
					continue
				}
				for i := max(m.First, 0); i < m.End && i < len(c.t.toks); i++ {
					if c.t.under(i, x) && c.t.depth[i]-c.t.depth[x] <= 3 {
						best = max(best, 1)
					}
				}
			}
		}
	}
	return best
}

// path is the set of tokens on the tree paths between two sets of heads.
func (c *work) path(src, tgt []int) map[int]bool {
	out := map[int]bool{}
	for _, a := range src {
		up := map[int]int{}
		for i, n := a, 0; i >= 0 && n < maxDepth; i, n = c.t.head(i), n+1 {
			up[i] = n
		}
		for _, b := range tgt {
			for j, n := b, 0; j >= 0 && n < maxDepth; j, n = c.t.head(j), n+1 {
				out[j] = true
				if _, ok := up[j]; ok {
					for i, m := a, 0; i >= 0 && m < maxDepth; i, m = c.t.head(i), m+1 {
						out[i] = true
						if i == j {
							break
						}
					}
					break
				}
			}
		}
	}
	return out
}

// byWords asks the codebook about bare words: those on the path first, then those
// between the spans, then all, the nearest to the root first.
func (c *work) byWords(src, tgt []int, path map[int]bool) judgement {
	lo, hi := len(c.t.toks), -1
	for _, i := range append(slices.Clone(src), tgt...) {
		lo, hi = min(lo, i), max(hi, i)
	}
	bestScore, best := -1<<20, judgement{typ: fallback, why: []string{"no word of the sentence is in the codebook"}}
	for i := range c.t.toks {
		s := c.usualSense(i)
		if s == nil {
			continue
		}
		n := -c.t.depth[i]
		if path[i] {
			n += 10
		}
		if i > lo && i < hi {
			n += 5
		}
		if n > bestScore {
			bestScore, best = n, judgement{s.Type, []string{fmt.Sprintf("only the word %q (%s) speaks for it", c.t.toks[i].Form, s.ID)}, nil}
		}
	}
	return best
}

// usualSense is the first sense of the type that most senses of a word have, nil if
// the codebook does not know the word. It speaks only where an event is given for sure.
func (c *work) usualSense(i int) *codebook.Sense {
	var entries []*codebook.Entry
	l := c.t.lemma[i]
	switch {
	case c.t.isVerb(i):
		entries = c.book.Verbs(l)
	case c.t.isNoun(i):
		entries = c.book.Nouns(l)
	case c.t.toks[i].UPOS == "ADJ":
		entries = c.book.Adjectives(l)
	}
	count := map[string]int{}
	var out *codebook.Sense
	best := 0
	entries = slices.DeleteFunc(slices.Clone(entries), func(e *codebook.Entry) bool {
		return e.Kind == codebook.Verb && e.Group && (len(c.book.Lights(l)) > 0 || becoming[l] || motion[l]) // "begin", "remain": alone they say nothing
	})
	for _, e := range entries {
		if !slices.ContainsFunc(e.Lemmas, func(w []string) bool { return len(w) == 1 && w[0] == l }) {
			continue
		}
		for _, s := range e.Senses {
			if s.None {
				continue
			}
			count[s.Type] += 2
			if len(s.Conditions) == 0 {
				count[s.Type] += 5
			}
		}
	}
	for _, e := range entries {
		for _, s := range e.Senses {
			if !s.None && count[s.Type] > best {
				out, best = s, count[s.Type]
			}
		}
	}
	return out
}

// usual makes a candidate of a verb none of whose senses fits.
func (c *work) usual(v int) *candidate {
	s := c.usualSense(v)
	if s == nil {
		return nil
	}
	own := *s
	own.Conditions, own.Roles = nil, codebook.Roles{Recipient: []string{"obj", "iobj", "to", "with", "against", "on", "from", "for", "at", "by", "in", "into", "over", "of"}}
	k := c.candidate(&match{sense: &own, frame: c.t.verbFrame(v, 4)}, v)
	k.usual = true
	return k
}
