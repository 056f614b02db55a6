package statement

import (
	"sort"
	"strings"
)

// indirect writes down reported speech.
func (f *finder) indirect() {
	for i := range f.sents {
		s := &f.sents[i]
		if !f.speaking(i) {
			continue
		}
		g := f.graph(i)
		for v := range s.Tokens {
			if g.verb(v) {
				f.reported(g, i, v)
			}
		}
		f.according(g, i)
	}
}

// speaking is a quick look for any verb of saying.
func (f *finder) speaking(i int) bool {
	for _, t := range f.sents[i].Tokens {
		if clausal[t.Lemma] || urging[t.Lemma] || nominal[t.Lemma] || t.Form == "according" || t.Form == "According" {
			return true
		}
	}
	return false
}

// reported writes down what verb v of sentence i reports, if it does.
func (f *finder) reported(g *graph, i, v int) {
	l := g.lemma(v)
	if !clausal[l] && !urging[l] && !nominal[l] || f.quoted(g.toks[v].Start, g.toks[v].End) || g.toks[v].Deprel == "amod" || !g.asserted(v) {
		return
	}
	who := g.subject(v)
	if who < 0 {
		return
	}
	a, b := -1, -1
	content := ""
	verbSide := func(k int) bool { return k == v || k == who || g.addsTo(k) }
	if clausal[l] {
		if c := g.child(v, "ccomp"); c >= 0 {
			a, b = g.subtree(c, verbSide)
			if o := g.child(v, "obj"); o > v && o < a && !telling[l] {
				a, _ = g.subtree(o, verbSide) // "said a law … marked": the subject taken for an object
			}
			for _, k := range g.kids[v] { // "[Officials] asked, he said": its subject hung on the saying
				if g.rel(k) == "nsubj" && k != who && k < a && c < v && g.child(c, "nsubj") < 0 {
					a, _ = g.subtree(k, nil)
				}
			}
			for _, k := range g.kids[v] { // clauses that the parser hung beside it
				if g.rel(k) == "ccomp" && k > c && c > v {
					_, e := g.subtree(k, verbSide)
					b = max(b, e)
				}
			}
		} else if g.rel(v) == "parataxis" || g.inserted(v) {
			a, b, content = f.around(g, v, who)
		} else if c := g.onPaper(v); c >= 0 {
			a, b = g.subtree(c, verbSide)
		}
	}
	if a < 0 && urging[l] {
		for _, r := range []string{"xcomp", "ccomp"} {
			if c := g.child(v, r); c > v && g.infinitive(c) {
				a, b = g.subtree(c, verbSide)
				break
			}
		}
	}
	if a < 0 && nominal[l] {
		o := g.child(v, "obj")
		if o < 0 && g.form(v+1) == "to" && v+2 < len(g.toks) && capital(g.toks[v+2].Form) {
			o = g.child(v+2, "obj") // "stressed to Blinken the need": hung on the name
		}
		if o > v {
			a, b = g.subtree(o, verbSide)
		}
	}
	if a < 0 || b-a < 2 {
		return
	}
	a, b = g.trim(a, b, v)
	if b-a < 2 {
		return
	}
	from, to := f.wholeQuotes(g.toks[a].Start, g.toks[b-1].End)
	if f.mostlyQuoted(g, a, b, from, to) {
		return // the direct statement says it
	}
	at, _ := f.attributed(g, v)
	f.add("indirect", i, from, to, content, at)
}

// infinitive reports whether the verb at i stands with "to".
func (g *graph) infinitive(i int) bool {
	for _, k := range g.kids[i] {
		if g.form(k) == "to" && (g.rel(k) == "mark" || g.rel(k) == "aux") {
			return true
		}
	}
	return false
}

// inserted is true for ", he said," in the middle of a clause that the parser
// made an adverbial.
func (g *graph) inserted(v int) bool {
	if g.aside(v) {
		return true
	}
	return g.rel(v) == "advcl" && g.toks[v].XPOS == "VBD" && g.child(v, "mark") < 0 && g.child(v, "nsubj") >= 0 &&
		v+1 < len(g.toks) && (g.form(v+1) == "," || v+2 >= len(g.toks))
}

// aside is true for ", he said," that the parser hung on the noun before it as if it
// were a relative clause.
func (g *graph) aside(v int) bool {
	if !strings.HasPrefix(g.rel(v), "acl") || v+1 >= len(g.toks) || g.form(v+1) != "," {
		return false
	}
	a, _ := g.subtree(v, nil)
	s := g.child(v, "nsubj")
	return s >= a && s < v && a > 0 && g.form(a-1) == "," && g.toks[a].UPOS != "PRON" && g.toks[a].XPOS != "WDT"
}

// onPaper finds the clause of "said in a statement that …" where the parser
// hung it on the paper.
func (g *graph) onPaper(v int) int {
	for _, k := range g.kids[v] {
		if g.rel(k) != "obl" || k < v || !papers[g.lemma(k)] {
			continue
		}
		if c := g.child(k, "acl"); c > k {
			if m := g.child(c, "mark"); m >= 0 && g.form(m) == "that" {
				return c
			}
		}
	}
	return -1
}

// around takes what a parenthetic verb of saying comments on: "The truce, he
// said, will hold." Content is then the clause without the parenthesis.
func (f *finder) around(g *graph, v, who int) (a, b int, content string) {
	p := g.head(v)
	for n := 0; n < 4 && p >= 0 && g.aside(v) && !g.verb(p) && g.head(p) >= 0; n++ {
		p = g.head(p)
	}
	if p < 0 {
		return -1, -1, ""
	}
	va, vb := g.subtree(v, nil)
	a, b = g.subtree(p, func(k int) bool { return k == v })
	switch {
	case va >= a && vb < b:
		before, after := g.span(a, va), g.span(vb, b)
		if strings.Trim(after, " ,.;:\"”") == "" || b-vb <= 4 && !g.holdsVerb(vb, b) {
			// A short tail ("… said Thursday.") is the verb's, not the clause's.
			return a, va, ""
		}
		if strings.Trim(before, " ,\"“") == "" {
			return vb, b, ""
		}
		return a, b, strings.Trim(before, " ,") + " " + strings.Trim(after, " ,.")
	case va >= b:
		return a, b, ""
	case vb <= a:
		return a, b, ""
	}
	if va > a {
		return a, va, ""
	}
	return vb, b, ""
}

var weekday = set(`monday tuesday wednesday thursday friday saturday sunday today yesterday`)

func (g *graph) span(a, b int) string {
	if a >= b {
		return ""
	}
	return g.text[g.toks[a].Start:g.toks[b-1].End]
}

// trim drops signs and the opening "that" from both ends, and what belongs to
// the verb's own side where the tree crosses it.
func (g *graph) trim(a, b, v int) (int, int) {
	if v >= a && v < b { // a crossing: keep the longer side
		if v-a >= b-v {
			b = v
			if s := g.child(v, "nsubj"); s >= 0 && s < v {
				lo, _ := g.phrase(s)
				b = min(b, lo)
			}
		} else {
			a = v + 1
		}
	}
	for a < b && (g.toks[a].UPOS == "PUNCT" || g.form(a) == "that" || a == v+1 && weekday[g.form(a)]) {
		a++
	}
	for b > a && g.toks[b-1].UPOS == "PUNCT" && g.toks[b-1].Form != ")" {
		b--
	}
	return a, b
}

// mostlyQuoted reports whether the words of tokens first..end are told by a
// quotation already: nearly all of their bytes a..b lie within marks, or most
// do and no verb stands outside.
func (f *finder) mostlyQuoted(g *graph, first, end, a, b int) bool {
	inside := 0
	for i := f.quoteFrom(a); i < len(f.quotes) && f.quotes[i].open < b; i++ {
		q := f.quotes[i]
		if lo, hi := max(a, q.open), min(b, q.close); hi > lo {
			inside += hi - lo
		}
	}
	if inside*10 >= (b-a)*8 {
		return true
	}
	if inside*2 < b-a {
		return false
	}
	for i := first; i < end && i < len(g.toks); i++ {
		if g.verb(i) && !f.quoted(g.toks[i].Start, g.toks[i].End) {
			return false
		}
	}
	return true
}

// quoteFrom is the index of the first quotation that ends behind offset a.
func (f *finder) quoteFrom(a int) int {
	return sort.Search(len(f.quotes), func(i int) bool { return f.quotes[i].close > a })
}

// wholeQuotes widens a..b so that it cuts no quotation in two.
func (f *finder) wholeQuotes(a, b int) (int, int) {
	for i := f.quoteFrom(a); i < len(f.quotes) && f.quotes[i].open <= b; i++ {
		q := f.quotes[i]
		if q.open < a && a < q.close {
			a = q.open
		}
		if q.open < b && b < q.close {
			b = q.close
		}
	}
	return a, b
}

func (g *graph) holdsVerb(a, b int) bool {
	for i := a; i < b && i < len(g.toks); i++ {
		if g.verb(i) {
			return true
		}
	}
	return false
}

// according writes down what a sentence gives "according to X".
func (f *finder) according(g *graph, i int) {
	who, first, end := g.accordingTo(-1, f.quoted)
	if who < 0 {
		return
	}
	// What it vouches for: the clause it hangs on, without the source itself.
	p := g.head(who)
	for n := 0; n < 8 && p >= 0 && !g.verb(p) && g.child(p, "cop") < 0 && g.child(p, "nsubj") < 0; n++ {
		p = g.head(p)
	}
	if p < 0 {
		return
	}
	a, b := g.subtree(p, func(k int) bool { return k >= first && k < end })
	pa, pb := g.subtree(who, nil)
	pa, pb = min(pa, first), max(pb, end)
	content := ""
	switch {
	case pa <= a:
		a = max(a, pb)
	case pb >= b || strings.Trim(g.span(pb, b), " ,.;") == "":
		b = pa
	default:
		x, y := g.trim(a, pa, -1)
		z, w := g.trim(pb, b, -1)
		content = g.span(x, y) + " " + g.span(z, w)
	}
	a, b = g.trim(a, b, -1)
	if b-a < 2 {
		return
	}
	from, to := f.wholeQuotes(g.toks[a].Start, g.toks[b-1].End)
	if f.mostlyQuoted(g, a, b, from, to) {
		return
	}
	at := attribution{verb: first, lemma: "according to", speaker: g.actors(who), from: g.toks[first].Start, to: g.toks[end-1].End}
	f.add("indirect", i, from, to, content, at)
}
