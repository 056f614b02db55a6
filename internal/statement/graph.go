package statement

import (
	"strings"

	"annals.example/annals"
)

// graph is a sentence with its children indexed and its mentions at hand.
type graph struct {
	s     *annals.Sentence
	toks  []annals.Token
	text  string
	ments []annals.Mention
	named func(surname string) []annals.Actor // whom the article's mentions know by that last name
	kids  [][]int
}

func newGraph(s *annals.Sentence, text string, ments []annals.Mention, named func(string) []annals.Actor) *graph {
	g := &graph{s: s, toks: s.Tokens, text: text, ments: ments, named: named}
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
	return g
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
	return strings.ToLower(g.toks[i].Form)
}

func (g *graph) lemma(i int) string {
	if l := g.toks[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return g.form(i)
}

func (g *graph) verb(i int) bool {
	return g.toks[i].UPOS == "VERB" || strings.HasPrefix(g.toks[i].XPOS, "VB")
}

func (g *graph) child(i int, rel string) int {
	for _, k := range g.kids[i] {
		if g.rel(k) == rel {
			return k
		}
	}
	return -1
}

// subtree gives the first token and the token after the last below i. Tokens
// for which skip is true are left out with all that hangs on them.
func (g *graph) subtree(i int, skip func(k int) bool) (first, end int) {
	first, end = i, i+1
	stack := []int{i}
	for n := 0; len(stack) > 0 && n <= len(g.toks); n++ {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		first, end = min(first, at), max(end, at+1)
		for _, k := range g.kids[at] {
			if skip == nil || !skip(k) {
				stack = append(stack, k)
			}
		}
	}
	return first, end
}

// subject finds who does verb v: its own subject, or the one it shares with the
// verb it hangs on. A participle on a paper ("a statement urging") belongs to
// whoever gives the paper out.
func (g *graph) subject(v int) int {
	first := v
	participle := g.toks[v].XPOS == "VBG" && g.rel(v) == "advcl"
	for n := 0; n < 6 && v >= 0; n++ {
		passive := -1
		if k := g.besideSubject(v); k >= 0 {
			if h := g.head(v); participle && h >= 0 && g.rel(v) == "ccomp" && saying[g.lemma(h)] && (!g.speaker(k) || g.addsTo(first)) {
				// "noted that attacks have ceased, while acknowledging that", "said he
				// would go, adding that": who notes and says acknowledges and adds.
				v = h
				continue
			}
			if w := g.form(k); w != "who" && w != "which" && w != "that" {
				return k
			}
		}
		for _, k := range g.kids[v] {
			if g.rel(k) == "nsubj" {
				if g.toks[k].Deprel == "nsubj:pass" {
					passive = k
					continue
				}
				if w := g.form(k); w == "who" || w == "which" || w == "that" {
					if h := g.head(v); h >= 0 && g.rel(v) == "acl" {
						return h
					}
				}
				return k
			}
		}
		if passive >= 0 {
			if g.lemma(v) == "quote" || g.lemma(v) == "quoted" || g.lemma(v) == "cite" {
				return passive
			}
			if by := g.agent(v); by >= 0 {
				return by
			}
			return -1
		}
		h := g.head(v)
		if h < 0 {
			return -1
		}
		switch g.rel(v) {
		case "conj", "xcomp", "advcl", "parataxis":
			v = h
		case "acl":
			if g.verb(h) {
				return -1
			}
			if papers[g.lemma(h)] {
				if p := g.child(h, "nmod"); p >= 0 && (g.toks[p].Deprel == "nmod:poss" || g.form(g.child0(p)) == "by" || g.form(g.child0(p)) == "from") {
					return p
				}
				if r := g.rel(h); (r == "obj" || r == "obl") && g.head(h) >= 0 {
					v = g.head(h)
					continue
				}
				return h
			}
			return h
		default:
			return -1
		}
	}
	return -1
}

// addsTo is true for a participle of saying set off by a comma: ", adding that".
func (g *graph) addsTo(v int) bool {
	if v < 1 || v >= len(g.toks) || g.toks[v].XPOS != "VBG" || g.rel(v) != "advcl" || !clausal[g.lemma(v)] {
		return false
	}
	for k := v - 1; k >= 0 && k >= v-3; k-- {
		if g.form(k) == "," {
			return true
		}
		if g.toks[k].UPOS != "ADV" && g.toks[k].UPOS != "CCONJ" && g.toks[k].UPOS != "SCONJ" {
			return false
		}
	}
	return false
}

// besideSubject is the active subject of v that stands nearest to it. A second
// one belongs to quoted words that the parser hung on the verb.
func (g *graph) besideSubject(v int) int {
	best := -1
	for _, k := range g.kids[v] {
		if g.rel(k) != "nsubj" || g.toks[k].Deprel == "nsubj:pass" {
			continue
		}
		if best >= 0 && best < v && k > v && telling[g.lemma(v)] {
			continue // "sources told Al-Ahram that": behind telling stands whom one tells
		}
		if best < 0 || gap(k, v) < gap(best, v) {
			best = k
		}
	}
	return best
}

func gap(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}

// speaker reports whether a word can name one who speaks: a name, a pronoun or
// what a mention covers.
func (g *graph) speaker(i int) bool {
	return g.toks[i].UPOS == "PROPN" || g.toks[i].UPOS == "PRON" || g.person(i)
}

// child0 is the preposition of a noun phrase, -1 if none.
func (g *graph) child0(i int) int { return g.child(i, "case") }

func (g *graph) agent(v int) int {
	for _, k := range g.kids[v] {
		if g.rel(k) == "obl" && g.form(g.child0(k)) == "by" {
			return k
		}
	}
	return -1
}

// papers speak for whoever issues them.
var papers = set(`statement letter memo memorandum message note report communique tweet post speech remarks interview document appeal
	resolution declaration announcement warning text email broadcast article column tally count figure estimate data survey poll study
	record statistic`)

// actors gives whom the words at token i name: the mention there, else the
// words themselves, uncoded. A pronoun that could not be resolved names nobody.
func (g *graph) actors(i int) []annals.Actor {
	if i < 0 {
		return nil
	}
	var best *annals.Mention
	for k := range g.ments {
		m := &g.ments[k]
		if m.Attribute {
			continue
		}
		if m.Head == i {
			best = m
			break
		}
		if m.First <= i && i < m.End && best == nil {
			best = m
		}
	}
	if best == nil {
		// "Ambassador X, the envoy, said": a name in apposition.
		for _, k := range g.kids[i] {
			if r := g.rel(k); r != "appos" && r != "flat" {
				continue
			}
			for n := range g.ments {
				if m := &g.ments[n]; !m.Attribute && m.First <= k && k < m.End && len(m.Actors) > 0 {
					best = m
				}
			}
			if best != nil {
				break
			}
		}
	}
	var out []annals.Actor
	if best != nil && coded(best.Actors) {
		out = append(out, best.Actors...)
	} else if by := g.issuer(i); len(by) > 0 {
		out = append(out, by...)
	} else if who := g.named(g.toks[i].Form); best == nil && g.toks[i].UPOS == "PROPN" && len(who) > 0 {
		out = append(out, who...) // a name that was missed here and known elsewhere in the article
	} else if best != nil && len(best.Actors) > 0 {
		out = append(out, best.Actors...)
	} else if g.toks[i].UPOS != "PRON" {
		lo, hi := g.phrase(i)
		out = append(out, annals.Actor{Text: strings.Join(strings.Fields(g.text[g.toks[lo].Start:g.toks[hi-1].End]), " ")})
	}
	bare := len(out) == 1 && out[0].Code == "" && out[0].Name == "" && g.toks[i].XPOS == "NN"
	for _, k := range g.kids[i] { // "Salam and Sharaa said"
		if g.rel(k) == "conj" && k > i && len(out) < 8 && g.joined(i, k) && (g.toks[k].UPOS == "PROPN" || g.toks[k].UPOS == "NOUN") {
			for _, a := range g.actors(k) {
				if bare && (a.Name != "" || g.toks[k].UPOS == "PROPN") {
					out, bare = nil, false // "party leader and Prime Minister X" is one person
				}
				if !has(out, a) {
					out = append(out, a)
				}
			}
		}
	}
	return out
}

// coded reports whether any of the actors is known by a code or a name.
func coded(actors []annals.Actor) bool {
	for _, a := range actors {
		if a.Code != "" || a.Name != "" {
			return true
		}
	}
	return false
}

// issuer is whose paper it is that speaks: "a Reuters tally", "a memorandum
// Biden sent".
func (g *graph) issuer(i int) []annals.Actor {
	if !papers[g.lemma(i)] {
		return nil
	}
	for _, k := range g.kids[i] {
		at := -1
		switch g.rel(k) {
		case "compound", "nmod":
			if p := g.form(g.child0(k)); g.rel(k) == "compound" || g.toks[k].Deprel == "nmod:poss" || p == "by" || p == "from" {
				at = k
			}
		case "acl":
			at = g.child(k, "nsubj")
		}
		if at < 0 {
			continue
		}
		for n := range g.ments {
			if m := &g.ments[n]; m.First <= at && at < m.End && len(m.Actors) > 0 {
				return m.Actors
			}
		}
		if who := g.named(g.toks[at].Form); g.toks[at].UPOS == "PROPN" && len(who) > 0 {
			return who
		}
	}
	return nil
}

// joined tells "X and Y" and "X, Y and Z" from a clause that begins behind
// ", and": a comma before the "and" needs another member of the list.
func (g *graph) joined(i, k int) bool {
	cc := g.child(k, "cc")
	if cc < 1 || g.form(cc-1) != "," {
		return true
	}
	for _, o := range g.kids[i] {
		if g.rel(o) == "conj" && o != k && o < cc {
			return true
		}
	}
	return false
}

func has(list []annals.Actor, a annals.Actor) bool {
	for _, b := range list {
		if a.Name == b.Name && a.Code == b.Code && a.Text == b.Text {
			return true
		}
	}
	return false
}

// phrase is the noun phrase around token i without its clauses: tokens lo..hi.
func (g *graph) phrase(i int) (lo, hi int) {
	lo, hi = i, i+1
	for n := 0; n < 8 && lo > 0; n++ {
		t := g.toks[lo-1]
		if strings.HasPrefix(g.toks[lo].Name, "I-") { // inside a name
			lo--
			continue
		}
		if t.UPOS != "DET" && t.UPOS != "ADJ" && t.UPOS != "PROPN" && t.UPOS != "NOUN" && t.UPOS != "NUM" && t.XPOS != "HYPH" && t.XPOS != "PRP$" && t.XPOS != "POS" {
			break
		}
		lo--
	}
	for hi < len(g.toks) && hi < i+8 && (g.rel(hi) == "flat" || g.toks[hi].Head == i && g.rel(hi) == "nmod" || g.rel(hi) == "case" && g.toks[hi].Head > hi && g.toks[hi].Head < len(g.toks) && g.toks[g.toks[hi].Head].Head == i) {
		hi++
	}
	for hi > i+1 && g.rel(hi-1) == "case" {
		hi--
	}
	return lo, hi
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
