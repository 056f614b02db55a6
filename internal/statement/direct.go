package statement

import (
	"strings"

	"annals.example/annals"
)

// direct writes down the quotations.
func (f *finder) direct() {
	type said struct {
		at        attribution
		paragraph int
		sent      int
		unclosed  bool
		ok        bool
	}
	var last said
	for _, q := range f.quotes {
		first, end := f.sentenceAt(q.from), f.sentenceAt(q.to-1)
		if first >= len(f.sents) {
			continue
		}
		end = min(end, len(f.sents)-1)
		n := words(f.text[q.from:q.to])
		at, sent, ok := f.attribute(q, first, end)
		switch {
		case ok:
		case last.ok && (last.paragraph == q.paragraph && first-last.sent <= 1 || last.paragraph+1 == q.paragraph && (q.alone || last.unclosed)) && f.wholeSentence(q, first) && n >= 3:
			// The speaker goes on: in the same paragraph behind "he said.", or in a
			// paragraph of nothing but quoted words behind an attributed one.
			at = attribution{verb: -1, speaker: last.at.speaker, addressee: last.at.addressee}
			sent = first
		case n >= 3 && f.wholeSentence(q, first) && f.finite(q, first):
			at, sent = attribution{verb: -1}, first
			last.ok = false
			f.add("direct", sent, q.from, q.to, "", at)
			continue
		default:
			continue
		}
		if n < 3 && !f.governs(q, sent, at.verb) {
			continue
		}
		last = said{at, q.paragraph, end, q.unclosed, true}
		f.add("direct", sent, q.from, q.to, "", at)
	}
}

// wholeSentence reports whether the quotation begins a sentence.
func (f *finder) wholeSentence(q quotation, sent int) bool {
	return q.open <= f.sents[sent].Start || strings.TrimSpace(f.text[f.sents[sent].Start:q.open]) == ""
}

// finite reports whether a verb stands in the quotation: a quoted name or title
// has none.
func (f *finder) finite(q quotation, sent int) bool {
	for _, t := range f.sents[sent].Tokens {
		if t.Start >= q.from && t.End <= q.to {
			switch t.XPOS {
			case "VBD", "VBP", "VBZ", "MD":
				return true
			}
		}
	}
	return false
}

// governs reports whether verb v directly governs the short quotation: what was
// called or said is exactly the quoted word.
func (f *finder) governs(q quotation, sent, v int) bool {
	if v < 0 {
		return false
	}
	g := f.graph(sent)
	h := f.quoteHead(g, q)
	if h < 0 {
		return false
	}
	if !quoting[g.lemma(v)] && !clausal[g.lemma(v)] {
		return false
	}
	p := g.head(h)
	return p == v && (g.rel(h) == "xcomp" || g.rel(h) == "ccomp" || g.rel(h) == "obl" && g.form(g.child0(h)) == "as" || g.rel(h) == "obj" && g.lemma(v) == "say")
}

// quoteHead is the token within the quotation whose governor lies outside it.
func (f *finder) quoteHead(g *graph, q quotation) int {
	best := -1
	for i, t := range g.toks {
		if t.Start < q.from || t.End > q.to {
			continue
		}
		h := g.head(i)
		if h >= 0 && g.toks[h].Start >= q.from && g.toks[h].End <= q.to {
			continue
		}
		switch g.rel(i) {
		case "punct", "case", "mark", "det", "aux", "cop", "cc", "advmod":
			if best < 0 {
				best = i
			}
			continue
		}
		return i
	}
	return best
}

// attribute finds who says a quotation, looking at the sentences in which it
// begins and ends.
func (f *finder) attribute(q quotation, first, end int) (attribution, int, bool) {
	for _, i := range []int{end, first} {
		if at, ok := f.attributeIn(q, i); ok {
			return at, i, true
		}
		if first == end {
			break
		}
	}
	// "He told the house:" in the sentence before, a colon between.
	if first > 0 && f.sents[first-1].Paragraph == f.sents[first].Paragraph {
		p := f.sents[first-1]
		if strings.HasSuffix(strings.TrimSpace(f.text[p.Start:min(q.open, p.End)]), ":") {
			if at, ok := f.attributeIn(q, first-1); ok {
				return at, first - 1, true
			}
		}
	}
	return attribution{verb: -1}, first, false
}

// attributeIn looks for the verb of saying, "according to" or "X:" in one sentence.
func (f *finder) attributeIn(q quotation, sent int) (attribution, bool) {
	g := f.graph(sent)
	h := f.quoteHead(g, q)
	if h >= 0 {
		if v := f.above(g, h, q); v >= 0 {
			if !clausal[g.lemma(v)] {
				// `requested the release, "above all …," Salam said`: words right
				// beside the marks go before a verb that asks or calls.
				if w := f.beside(g, q, 3); w >= 0 && clausal[g.lemma(w)] {
					v = w
				}
			}
			return f.attributed(g, v)
		}
	}
	if who, a, b := g.accordingTo(h, f.quoted); who >= 0 {
		return attribution{verb: a, lemma: "according to", speaker: g.actors(who), from: g.toks[a].Start, to: g.toks[b-1].End}, true
	}
	// Words beside the marks: `… ," he said`, `he said: "…`.
	if v := f.beside(g, q, 12); v >= 0 {
		return f.attributed(g, v)
	}
	// `Churchill: "We shall fight."`
	for i, t := range g.toks {
		if t.Form == ":" && t.End <= q.open && q.open-t.End <= 2 && i > 0 && i < 12 {
			for k := range g.ments {
				if m := g.ments[k]; m.First == 0 && m.End >= i-1 && !m.Attribute && len(m.Actors) > 0 {
					return attribution{verb: i, speaker: m.Actors, from: g.toks[0].Start, to: t.End}, true
				}
			}
		}
	}
	return attribution{verb: -1}, false
}

// quoted reports whether the bytes a..b lie in a quotation.
func (f *finder) quoted(a, b int) bool {
	lo := f.quoteFrom(a)
	return lo < len(f.quotes) && f.quotes[lo].open <= a && b <= f.quotes[lo].close
}

// above climbs from the quoted words to the verb of saying over them.
func (f *finder) above(g *graph, h int, q quotation) int {
	at := h
	for n := 0; n < 40; n++ {
		for _, k := range g.kids[at] {
			if g.rel(k) == "parataxis" && g.speaks(k) && !f.quoted(g.toks[k].Start, g.toks[k].End) && g.subject(k) >= 0 {
				return k
			}
		}
		p := g.head(at)
		if p < 0 {
			return -1
		}
		if g.speaks(p) && !f.quoted(g.toks[p].Start, g.toks[p].End) && g.rel(at) != "nsubj" {
			return p
		}
		at = p
	}
	return -1
}

// beside finds the verb of saying nearest to the quotation among the words
// outside quotation marks, at most within words away.
func (f *finder) beside(g *graph, q quotation, within int) int {
	best, dist := -1, within+1
	for i, t := range g.toks {
		if !g.speaks(i) || f.quoted(t.Start, t.End) || g.subject(i) < 0 {
			continue
		}
		d := 0
		if t.Start >= q.close {
			for k := i - 1; k >= 0 && g.toks[k].Start >= q.close; k-- {
				d++
			}
		} else {
			for k := i + 1; k < len(g.toks) && g.toks[k].End <= q.open; k++ {
				d++
			}
		}
		if d < dist {
			best, dist = i, d
		}
	}
	return best
}

// attributed reads speaker and addressee of a verb of saying.
func (f *finder) attributed(g *graph, v int) (attribution, bool) {
	if !g.asserted(v) {
		// "Iraq must 'limit …'": somebody wants it said or done; the words are
		// still the speaker's where a higher verb says so.
		if p := g.head(v); p >= 0 && g.speaks(p) && g.asserted(p) {
			v = p
		}
	}
	who := g.subject(v)
	a := attribution{verb: v, lemma: g.lemma(v), from: g.toks[v].Start, to: g.toks[v].End}
	if who >= 0 {
		a.speaker = g.actors(who)
		lo, hi := g.phrase(who)
		a.from, a.to = min(a.from, g.toks[lo].Start), max(a.to, g.toks[hi-1].End)
	}
	if to, ok := g.addressee(v); ok {
		a.addressee = to.actors
		a.from, a.to = min(a.from, g.toks[to.first].Start), max(a.to, g.toks[to.end-1].End)
	}
	return a, true
}

type addressee struct {
	actors     []annals.Actor
	first, end int
}

// telling verbs take whom they are said to as object.
var telling = set(`tell inform assure remind ask warn urge advise order instruct beg promise`)

// addressee finds to whom verb v is said.
func (g *graph) addressee(v int) (addressee, bool) {
	for _, k := range g.kids[v] {
		r := g.rel(k)
		noun := g.toks[k].UPOS == "NOUN" || g.toks[k].UPOS == "PROPN" || g.toks[k].UPOS == "PRON"
		switch {
		case noun && telling[g.lemma(v)] && k > v && (r == "iobj" || r == "obj" || r == "nsubj" && g.besideSubject(v) < v):
		case noun && r == "obl" && g.form(g.child0(k)) == "to" && (g.person(k) || g.toks[k].UPOS == "PROPN"):
		default:
			continue
		}
		if who := g.actors(k); len(who) > 0 {
			lo, hi := g.phrase(k)
			return addressee{who, lo, hi}, true
		}
	}
	// "stressed to Blinken", read off the words where the parser took the name
	// for a verb.
	if g.form(v+1) == "to" {
		for i := range g.ments {
			if m := g.ments[i]; m.First <= v+2 && v+2 < m.End && !m.Attribute && len(m.Actors) > 0 {
				return addressee{m.Actors, m.First, m.End}, true
			}
		}
		if k := v + 2; k < len(g.toks) && g.verb(k) && capital(g.toks[k].Form) {
			if who := g.named(g.toks[k].Form); len(who) > 0 {
				return addressee{who, k, k + 1}, true
			}
			return addressee{[]annals.Actor{{Text: g.toks[k].Form}}, k, k + 1}, true
		}
	}
	return addressee{}, false
}

func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// person reports whether a mention covers the token.
func (g *graph) person(i int) bool {
	for k := range g.ments {
		if m := g.ments[k]; m.First <= i && i < m.End && !m.Attribute {
			return true
		}
	}
	return false
}

// accordingTo finds the source of an "according to X" outside quotations: its
// head token and the tokens of the phrase. near is a token of what it vouches
// for, -1 if any will do.
func (g *graph) accordingTo(near int, quoted func(a, b int) bool) (who, first, end int) {
	for i := 0; i+2 < len(g.toks); i++ {
		if g.form(i) != "according" || g.form(i+1) != "to" || quoted(g.toks[i].Start, g.toks[i].End) {
			continue
		}
		w := g.head(i)
		if w < i {
			w = -1
			for k := i + 2; k < len(g.toks) && k < i+10; k++ {
				u := g.toks[k].UPOS
				if u == "NOUN" || u == "PROPN" || u == "PRON" {
					w = k
				} else if u != "DET" && u != "ADJ" && u != "PART" && u != "NUM" {
					break
				}
			}
		}
		if w < 0 {
			return -1, 0, 0
		}
		_, hi := g.phrase(w)
		return w, i, hi
	}
	return -1, 0, 0
}
