package figure

import (
	"strings"

	"annals.example/annals"
)

// graph is a sentence with its children indexed.
type graph struct {
	s    *annals.Sentence
	toks []annals.Token
	kids [][]int
}

func newGraph(s *annals.Sentence) *graph {
	g := &graph{s: s, toks: s.Tokens}
	return g
}

// children returns the dependents of token i, indexing them on first use: most
// sentences hold no number and need no index.
func (g *graph) children(i int) []int {
	if g.kids == nil {
		count := make([]int, len(g.toks))
		for k := range g.toks {
			if h := g.head(k); h >= 0 {
				count[h]++
			}
		}
		g.kids = make([][]int, len(g.toks))
		back := make([]int, len(g.toks))
		at := 0
		for k, n := range count {
			g.kids[k] = back[at : at : at+n]
			at += n
		}
		for k := range g.toks {
			if h := g.head(k); h >= 0 {
				g.kids[h] = append(g.kids[h], k)
			}
		}
	}
	return g.kids[i]
}

func (g *graph) head(i int) int {
	if h := g.toks[i].Head; h >= 0 && h < len(g.toks) && h != i {
		return h
	}
	return -1
}

func (g *graph) rel(i int) string {
	r, _, _ := strings.Cut(g.toks[i].Deprel, ":")
	return r
}

func (g *graph) form(i int) string {
	if i < 0 || i >= len(g.toks) {
		return ""
	}
	return lower(g.toks[i].Form)
}

func (g *graph) lemma(i int) string {
	if g.toks[i].Lemma == "" {
		return g.form(i)
	}
	return lower(g.toks[i].Lemma)
}

// count reads the figure that begins at token i, if one does. next is where to go on.
func (g *graph) count(i int, text string) (c count, next int, ok bool) {
	if w := g.toks[i].Form; w == "" || !(w[0] >= '0' && w[0] <= '9') && w[0] < 0x80 && w[0] != '$' && !isLetter(w[0]) {
		return c, i + 1, false
	}
	if c, next, ok := g.shareOf(i); ok {
		return c, next, true
	}
	n, ok := read(g.toks, i)
	if !ok {
		return g.single(i)
	}
	// "36 to 40", "36-40", "between 36 and 40"
	sep := g.form(n.numTo)
	if sep == "-" || sep == "–" || sep == "to" || sep == "and" && g.form(i-1) == "between" {
		if n2, ok := read(g.toks, n.numTo+1); ok && n2.value > n.value && !n2.words == !n.words && g.spans(sep, i, n, n2) {
			n.max, n.percent = n2.value, n2.percent
			if n.money == "" {
				n.money = n2.money
			}
			n.numTo = n2.numTo
			// "5 to 6 million": the scale is said once and meant twice.
			if sc := scales[g.form(n2.numTo-1)]; sc >= 1000 && n.value < 1000 && n.value*sc < n2.value {
				n.value *= sc
			}
		}
	}
	c.number = n
	c.first, c.last = i, n.numTo
	c.noun, c.unit, c.last = g.noun(n)
	if g.excluded(&c, text) {
		return c, n.numTo, false
	}
	c.first, c.bound = g.bound(i)
	if c.round && c.bound == "exact" {
		c.bound = "about"
	}
	if x, to := g.boundAfter(c.last); x != "" {
		c.bound, c.last = x, to
	}
	return c, c.last, true
}

// single reads "a foreign worker" in a list of counted victims ("10 civilians,
// a foreign worker and 20 soldiers have been killed") as one.
func (g *graph) single(i int) (c count, next int, ok bool) {
	if w := g.form(i); w != "a" && w != "an" {
		return c, i + 1, false
	}
	c.number = number{value: 1, numAt: i, numTo: i + 1, words: true}
	c.first, c.bound = i, "exact"
	c.noun, c.unit, c.last = g.noun(c.number)
	if c.noun < 0 || g.toks[c.noun].XPOS != "NN" || g.head(i) != c.noun {
		return c, i + 1, false
	}
	counted := func(n int) bool {
		for _, k := range g.children(n) {
			if g.rel(k) == "nummod" {
				return true
			}
		}
		return false
	}
	listed := false
	if r := g.rel(c.noun); (r == "conj" || r == "appos") && counted(g.head(c.noun)) {
		listed = true
	}
	for _, k := range g.children(c.noun) {
		if g.rel(k) == "conj" && counted(k) {
			listed = true
		}
	}
	if !listed || !onlyPeople[g.state(c)] {
		return c, i + 1, false
	}
	return c, c.last, true
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// spans tells "36 to 40 soldiers" from "rose from 36 to 40" and from a score.
func (g *graph) spans(sep string, i int, n, n2 number) bool {
	switch sep {
	case "and":
		return true
	case "to":
		if g.form(i-1) == "from" {
			return false // a change, two figures
		}
		return g.toks[n2.numTo-1].UPOS == "NUM" || n2.percent
	}
	_, _, last := g.noun(n2)
	return last > n2.numTo // a hyphen needs something counted behind it
}

// noun finds what the number counts: the noun that ends the run of adjectives
// and nouns behind it. last is the token after the figure.
func (g *graph) noun(n number) (noun int, unit string, last int) {
	j := n.numTo
	if n.percent {
		return -1, "percent", j
	}
	if n.money != "" {
		return -1, n.money, j
	}
	if g.form(j) == "of" && (g.form(j+1) == "the" || g.form(j+1) == "its" || g.form(j+1) == "their") {
		j += 2 // "three of the soldiers"
	}
	noun = -1
	for k := j; k < len(g.toks) && k < j+9; k++ {
		x := g.toks[k].XPOS
		switch {
		case x == "NNS" || x == "NN" || x == "NNPS":
			if noun >= 0 && g.toks[noun].XPOS == "NNS" {
				return g.unit(j, noun)
			}
			if w := g.form(k); noun >= 0 && (w == "today" || w == "yesterday" || w == "tomorrow" || w == "tonight") {
				return g.unit(j, noun)
			}
			noun = k
		case x == "NNP":
			if noun >= 0 {
				return g.unit(j, noun)
			}
		case x == "JJ", x == "VBN" && g.rel(k) == "amod", x == "VBG" && g.rel(k) == "amod", x == "JJS", x == "JJR", x == "HYPH", x == "CD" && g.rel(k) == "amod":
			if noun >= 0 && x != "HYPH" {
				return g.unit(j, noun)
			}
			if noun < 0 && (g.form(k) == "dead" || g.form(k) == "wounded" || g.form(k) == "injured" || g.form(k) == "missing") && !g.nounAhead(k) {
				return k, "people", k + 1
			}
		case g.form(k) == "-":
		default:
			if x == "VBN" && (g.form(k) == "wounded" || g.form(k) == "injured" || g.form(k) == "dead") && k == j {
				return k, "people", k + 1
			}
			if noun >= 0 {
				return g.unit(j, noun)
			}
			return -1, "", n.numTo
		}
	}
	if noun >= 0 {
		return g.unit(j, noun)
	}
	return -1, "", n.numTo
}

func (g *graph) nounAhead(k int) bool {
	if k+1 >= len(g.toks) {
		return false
	}
	x := g.toks[k+1].XPOS
	return x == "NN" || x == "NNS" || x == "JJ" || x == "NNP"
}

// unit is the counted noun with the common nouns joined to it ("service members").
func (g *graph) unit(from, noun int) (int, string, int) {
	if g.form(noun) == "others" {
		return noun, "people", noun + 1
	}
	if c, ok := currencyNouns[g.form(noun)]; ok {
		return noun, c, noun + 1
	}
	first := noun
	for first > from && (g.toks[first-1].XPOS == "NN" || g.toks[first-1].XPOS == "NNS") {
		first--
	}
	if g.toks[noun].XPOS == "NNPS" || g.toks[noun].XPOS == "NNP" {
		return noun, g.toks[noun].Form, noun + 1
	}
	w := make([]string, 0, 5)
	for k := first; k <= noun; k++ {
		w = append(w, lower(g.toks[k].Form))
	}
	if g.form(noun+1) == "per" && noun+2 < len(g.toks) && g.toks[noun+2].XPOS == "NN" { // "miles per hour"
		return noun, strings.Join(append(w, "per", g.form(noun+2)), " "), noun + 3
	}
	return noun, strings.Join(w, " "), noun + 1
}

// shareOf reads "half of them", "a third of the refugees", "two thirds of".
func (g *graph) shareOf(i int) (c count, next int, ok bool) {
	j := i
	switch g.form(j) {
	case "a", "one":
		j++
	case "two":
		if g.form(j+1) == "-" {
			j++
		}
		j++
		if g.form(j) != "thirds" {
			return c, i, false
		}
	case "three":
		if g.form(j+1) == "-" {
			j++
		}
		j++
		if g.form(j) != "quarters" {
			return c, i, false
		}
	}
	v, isShare := shares[g.form(j)]
	if !isShare || j == i && g.form(j) != "half" || g.form(j+1) != "of" {
		return c, i, false
	}
	if w := g.form(j + 2); (w == "a" || w == "one") && scales[g.form(j+3)] > 0 {
		return c, i, false // "a quarter of a million"
	}
	k := j + 2
	for k < len(g.toks) && k < j+6 && (g.toks[k].UPOS == "DET" || g.toks[k].UPOS == "ADJ" || g.toks[k].XPOS == "PRP$" || g.toks[k].UPOS == "NUM") {
		k++
	}
	if k >= len(g.toks) || g.toks[k].UPOS != "NOUN" && g.toks[k].UPOS != "PRON" {
		return c, i, false
	}
	for k+1 < len(g.toks) && k < j+9 && g.toks[k].UPOS == "NOUN" && g.toks[k+1].UPOS == "NOUN" {
		k++
	}
	c.value, c.share, c.numAt, c.numTo = v, true, i, j+1
	c.noun = k
	c.last = k + 1
	if g.toks[k].UPOS == "NOUN" {
		c.unit = "share of " + g.form(k)
	} else {
		c.unit = "share"
	}
	c.first, c.bound = g.bound(i)
	return c, c.last, true
}

// bound reads the words before a number that loosen it, and where they begin.
func (g *graph) bound(i int) (first int, bound string) {
	first, bound = i, "exact"
	j := i - 1
	switch g.form(j) {
	case "about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated", "circa", "~", "close":
		first, bound = j, "about"
		if g.form(j) == "estimated" && (g.form(j-1) == "an" || g.form(j-1) == "the") {
			first = j - 1
		}
	case "over", "exceeding", "above":
		first, bound = j, "more than"
	case "under", "below":
		first, bound = j, "fewer than"
	case "than":
		switch g.form(j - 1) {
		case "more", "greater", "higher", "larger":
			first, bound = j-1, "more than"
			if g.form(j-2) == "no" || g.form(j-2) == "not" {
				first, bound = j-2, "up to"
			}
		case "fewer", "less", "lower", "smaller":
			first, bound = j-1, "fewer than"
			if g.form(j-2) == "no" || g.form(j-2) == "not" {
				first, bound = j-2, "at least"
			}
		}
	case "least":
		if g.form(j-1) == "at" {
			first, bound = j-1, "at least"
		}
	case "most":
		if g.form(j-1) == "at" {
			first, bound = j-1, "up to"
		}
	case "to":
		switch g.form(j - 1) {
		case "up":
			first, bound = j-1, "up to"
		case "close":
			first, bound = j-1, "about"
		}
	case "as":
		if (g.form(j-1) == "many" || g.form(j-1) == "much") && g.form(j-2) == "as" {
			first, bound = j-2, "up to"
		}
	case "of":
		switch {
		case g.form(j-1) == "excess" && g.form(j-2) == "in":
			first, bound = j-2, "more than"
		case g.form(j-1) == "upwards" || g.form(j-1) == "upward":
			first, bound = j-1, "more than"
		case (g.form(j-1) == "maximum" || g.form(j-1) == "minimum") && g.form(j-2) == "a":
			bound = "up to"
			if g.form(j-1) == "minimum" {
				bound = "at least"
			}
			first = j - 2
		case g.form(j-1) == "total" && g.form(j-2) == "a":
			first = j - 2
		}
	case "between":
		first = j
	}
	return first, bound
}

// boundAfter reads "or more", "or so" behind a figure.
func (g *graph) boundAfter(i int) (string, int) {
	if g.form(i) != "or" {
		return "", i
	}
	switch g.form(i + 1) {
	case "more":
		return "at least", i + 2
	case "so":
		return "about", i + 2
	case "fewer", "less":
		return "up to", i + 2
	}
	return "", i
}
