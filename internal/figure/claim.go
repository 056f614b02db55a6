package figure

import (
	"strings"

	"annals.example/annals"
)

// claims are the verbs whose subject vouches for the number in their clause.
var claims = map[string]bool{
	"say": true, "said": true, "tell": true, "estimate": true, "report": true, "announce": true, "claim": true, "state": true, "put": true,
	"confirm": true, "record": true, "document": true, "count": true, "add": true, "note": true, "declare": true, "believe": true,
	"reveal": true, "show": true, "find": true, "calculate": true, "register": true, "warn": true, "write": true, "tweet": true, "post": true,
	"allege": true, "insist": true, "argue": true, "acknowledge": true, "admit": true, "assert": true, "suggest": true, "indicate": true,
	"disclose": true, "quote": true, "predict": true, "forecast": true, "expect": true, "verify": true, "tally": true, "list": true,
	"explain": true, "stress": true, "emphasize": true, "emphasise": true, "reiterate": true, "according": true, "maintain": true,
}

// vouches are the claim verbs whose direct object is a count of their own: "the
// ministry recorded 40 deaths".
var vouches = map[string]bool{
	"estimate": true, "report": true, "record": true, "document": true, "count": true, "register": true, "verify": true, "tally": true, "confirm": true, "list": true,
}

// claimant finds who claims the figure: "according to X", the subject of the
// verb of saying over its clause, or none where the article says it itself.
func (g *graph) claimant(c count, ments []annals.Mention, text string) []annals.Actor {
	at := c.noun
	if at < 0 || at >= len(g.toks) {
		at = c.numAt
	}
	if who := g.accordingTo(at); who >= 0 {
		return g.actors(who, ments, text)
	}
	for n := 0; n < 40 && at >= 0; n++ {
		h := g.head(at)
		// "…, police said": the verb of saying hangs below the clause.
		for _, k := range g.children(at) {
			if g.rel(k) == "parataxis" && claims[g.lemma(k)] && !g.barred(at, k) {
				if who := g.subject(k); who >= 0 {
					return g.actors(who, ments, text)
				}
			}
		}
		if h < 0 {
			return nil
		}
		switch g.rel(at) {
		case "ccomp", "parataxis", "xcomp":
			if claims[g.lemma(h)] && !(g.rel(at) == "parataxis" && g.governs(h)) {
				if who := g.subject(h); who >= 0 {
					return g.actors(who, ments, text)
				}
			}
		case "obj":
			if vouches[g.lemma(h)] && !g.unreal(h) {
				if who := g.subject(h); who >= 0 {
					return g.actors(who, ments, text)
				}
			}
		}
		at = h
	}
	return nil
}

// governs reports whether the verb has an object of its own: "declared a truce,
// broke it" tells two things, the second is not what was declared.
func (g *graph) governs(v int) bool {
	for _, k := range g.children(v) {
		if g.rel(k) == "obj" && g.toks[k].UPOS != "PRON" {
			return true
		}
	}
	return false
}

// subject is the token that is subject of verb v, shared with the verb it is
// coordinated to.
func (g *graph) subject(v int) int {
	for n := 0; n < 4 && v >= 0; n++ {
		for _, k := range g.children(v) {
			if g.rel(k) == "nsubj" && g.toks[k].Deprel != "nsubj:pass" {
				return k
			}
		}
		if r := g.rel(v); r != "conj" && r != "xcomp" && r != "advcl" {
			return -1
		}
		v = g.head(v)
	}
	return -1
}

// accordingTo finds X of an "according to X" whose clause holds token at.
func (g *graph) accordingTo(at int) int {
	best := -1
	for i := 0; i+1 < len(g.toks); i++ {
		if g.form(i) != "according" || g.form(i+1) != "to" {
			continue
		}
		who := g.head(i)
		if who >= 0 && who > i && g.toks[who].UPOS == "VERB" {
			who = -1
		}
		if who < i {
			// The parser hung it elsewhere: the noun phrase behind "to" is the source.
			who = g.phraseEnd(i + 2)
		}
		if who < 0 || best >= 0 && !nearer(at, i, best) {
			continue
		}
		// A source in a later clause of its own sentence half does not reach back
		// over a semicolon.
		if g.barred(at, i) {
			continue
		}
		best = who
	}
	return best
}

func nearer(at, i, j int) bool { return dist(at, i) < dist(at, j) }

func dist(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}

func (g *graph) barred(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	for k := a; k < b; k++ {
		if g.form(k) == ";" {
			return true
		}
	}
	return false
}

func (g *graph) phraseEnd(i int) int {
	last := -1
	for k := i; k < len(g.toks) && k < i+8; k++ {
		switch g.toks[k].UPOS {
		case "NOUN", "PROPN", "PRON":
			last = k
		case "DET", "ADJ", "NUM", "PART":
		default:
			return last
		}
	}
	return last
}

// actors gives whom the words at token i name: the mention there, else a name
// inside the phrase ("a Reuters tally"), else the words themselves, uncoded.
func (g *graph) actors(i int, ments []annals.Mention, text string) []annals.Actor {
	var best, inside *annals.Mention
	lo, hi := g.phrase(i)
	for k := range ments {
		m := &ments[k]
		switch {
		case m.Head == i && !m.Attribute:
			best = m
		case best == nil && m.First <= i && i < m.End && !m.Attribute:
			best = m
		case m.First >= lo && m.End <= hi && len(m.Actors) > 0 && inside == nil:
			inside = m
		}
	}
	if best != nil && len(best.Actors) > 0 {
		return best.Actors
	}
	if best == nil && inside != nil && sources[g.lemma(i)] {
		return inside.Actors
	}
	a, b := g.toks[lo].Start, g.toks[hi-1].End
	return []annals.Actor{{Text: strings.Join(strings.Fields(text[a:b]), " ")}}
}

// sources are papers and counts that belong to whoever is named with them.
var sources = map[string]bool{
	"tally": true, "count": true, "report": true, "figure": true, "estimate": true, "statement": true, "data": true, "memo": true,
	"memorandum": true, "document": true, "survey": true, "poll": true, "study": true, "toll": true, "statistic": true, "record": true,
	"figures": true, "statistics": true, "records": true, "estimates": true,
}

// phrase is the noun phrase around token i without its clauses: tokens lo..hi.
func (g *graph) phrase(i int) (lo, hi int) {
	lo, hi = i, i+1
	for n := 0; n < 8 && lo > 0; n++ {
		t := g.toks[lo-1]
		if t.UPOS != "DET" && t.UPOS != "ADJ" && t.UPOS != "PROPN" && t.UPOS != "NOUN" && t.UPOS != "PART" && t.XPOS != "HYPH" && t.XPOS != "PRP$" {
			break
		}
		lo--
	}
	for hi < len(g.toks) && hi < i+6 && (g.rel(hi) == "flat" || g.toks[hi].Head == i && g.rel(hi) == "appos" && g.toks[hi].UPOS == "PROPN" && hi == i+1) {
		hi++
	}
	return lo, hi
}
