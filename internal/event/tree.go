package event

import (
	"strings"

	"annals.example/annals"
)

// tree is a sentence with its children lists; all indexes are token indexes.
type tree struct {
	s     *annals.Sentence
	toks  []annals.Token
	kids  [][]int
	lemma []string
	depth []int // distance from the root
}

// maxDepth bounds every walk towards the root, against a tree with a cycle.
const maxDepth = 64

func newTree(s *annals.Sentence) *tree {
	n := len(s.Tokens)
	t := &tree{s: s, toks: s.Tokens, kids: make([][]int, n), lemma: make([]string, n), depth: make([]int, n)}
	count := make([]int, n)
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < n && h != i {
			count[h]++
		}
	}
	all := make([]int, n)
	at := 0
	for i, c := range count {
		t.kids[i] = all[at : at : at+c]
		at += c
	}
	for i := range s.Tokens {
		t.lemma[i] = plainLemma(&s.Tokens[i])
		if h := s.Tokens[i].Head; h >= 0 && h < n && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	for i := range s.Tokens {
		d := 0
		for h := t.head(i); h >= 0 && d < maxDepth; h = t.head(h) {
			d++
		}
		t.depth[i] = d
	}
	return t
}

// plainLemma is the lemma in lower case with straight apostrophes.
func plainLemma(k *annals.Token) string {
	l := k.Lemma
	if l == "" {
		l = k.Form
	}
	l = strings.ToLower(l)
	if strings.Contains(l, "’") {
		l = strings.ReplaceAll(l, "’", "'")
	}
	switch l {
	case "wo":
		return "will"
	case "ca":
		return "can"
	case "'ll":
		return "will"
	case "'d":
		return "would"
	case "sha":
		return "shall"
	}
	return l
}

// head is the governor of a token, -1 for the root.
func (t *tree) head(i int) int {
	h := t.toks[i].Head
	if h < 0 || h >= len(t.toks) || h == i {
		return -1
	}
	return h
}

// rel is the relation with its subtype: "nsubj:pass".
func (t *tree) rel(i int) string { return t.toks[i].Deprel }

// base is the relation without its subtype.
func (t *tree) base(i int) string {
	r := t.toks[i].Deprel
	if k := strings.IndexByte(r, ':'); k >= 0 {
		return r[:k]
	}
	return r
}

// child returns the first child in one of these relations, -1 if there is none.
func (t *tree) child(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		r, b := t.rel(k), t.base(k)
		for _, want := range rels {
			if r == want || b == want {
				return k
			}
		}
	}
	return -1
}

// under reports whether token i is a or lies below it.
func (t *tree) under(i, a int) bool {
	for n := 0; i >= 0 && n < maxDepth; n++ {
		if i == a {
			return true
		}
		i = t.head(i)
	}
	return false
}

func (t *tree) isVerb(i int) bool {
	return t.toks[i].UPOS == "VERB" || t.toks[i].UPOS == "AUX" && t.base(i) != "aux" && t.base(i) != "cop"
}

func (t *tree) isNoun(i int) bool {
	return t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN"
}

// relative reports whether a token is a relative pronoun.
func (t *tree) relative(i int) bool {
	k := &t.toks[i]
	if k.UPOS != "PRON" && k.UPOS != "DET" && k.UPOS != "SCONJ" {
		return false
	}
	switch t.lemma[i] {
	case "who", "whom", "which":
		return true
	case "that", "whose":
		return k.XPOS == "WDT" || k.XPOS == "WP" || k.XPOS == "WP$" || k.UPOS == "PRON" && t.base(i) != "mark"
	}
	return false
}

// antecedent is the noun that a relative pronoun stands for, the token itself
// where it is no relative pronoun or has none.
func (t *tree) antecedent(i int) int {
	if !t.relative(i) {
		return i
	}
	for j, n := i, 0; j >= 0 && n < 8; n++ {
		if t.rel(j) == "acl:relcl" {
			if h := t.head(j); h >= 0 {
				return h
			}
		}
		j = t.head(j)
	}
	return i
}

// caseOf is the preposition of a noun or the mark of a clause ("against", "because"),
// in lower case, "" if it has none.
func (t *tree) caseOf(i int) string {
	for _, k := range t.kids[i] {
		if t.base(k) == "case" && t.toks[k].XPOS != "POS" && t.lemma[k] != "'s" {
			// "out of Lebanon", as two case words
			if t.lemma[k] == "out" && k+1 < len(t.toks) && t.lemma[k+1] == "of" {
				return "from"
			}
			if t.lemma[k] == "accord" || t.lemma[k] == "according" {
				return "according"
			}
			return t.preposition(k)
		}
	}
	for _, k := range t.kids[i] {
		if t.base(k) == "mark" && k < i {
			return t.preposition(k)
		}
	}
	// The parser may hang a preposition on a later word of a name: "with President
	// [Dmitry] Medvedev", "with leader, [Fidel] Castro".
	for _, k := range t.kids[i] {
		if b := t.base(k); b != "flat" && b != "appos" {
			continue
		}
		for _, kk := range t.kids[k] {
			if t.base(kk) == "case" && kk < i && t.toks[kk].XPOS != "POS" {
				return t.preposition(kk)
			}
		}
	}
	return ""
}

// preposition reads a case word; "in front of" and the like count by their last
// word where that is what they mean.
func (t *tree) preposition(k int) string {
	l := t.lemma[k]
	if f := t.child(k, "fixed"); f >= 0 {
		switch l {
		case "because", "due", "accord", "according", "instead", "ahead", "such", "as", "regardless":
			return strings.TrimSuffix(l, "ing")
		case "out":
			return "from"
		}
	}
	switch l {
	case "upon":
		return "on"
	case "onto":
		return "into"
	case "towards":
		return "toward"
	case "vs", "versus":
		return "against"
	}
	return l
}

// quantities are nouns that only count what stands behind "of".
var quantities = wordSet("dozen hundred thousand million billion number group series round member score couple lot majority " +
	"handful some many most all one two three four five six seven eight nine ten several few half part percent tens more rest any each " +
	"none both pair wave string spate barrage volley kind type sort set batch contingent total amount bulk third quarter day week month hour")

// unstopped reports whether a sentence ends without a full stop, as headlines do.
func (t *tree) unstopped() bool {
	for i := len(t.toks) - 1; i >= 0; i-- {
		switch t.toks[i].Form {
		case ".", "!", "?":
			return false
		case "\"", "”", "'", "’", ")":
		default:
			return true
		}
	}
	return true
}

// headline reports whether an infinitive is the predicate of a headline: "Moscow to
// withdraw most forces". It hangs on the first words and nothing else is told.
func (t *tree) headline(v int) bool {
	h := t.head(v)
	if t.base(v) != "acl" || t.toks[v].XPOS != "VB" || h < 0 || t.head(h) >= 0 || !t.isNoun(h) || t.child(h, "cop", "det") >= 0 || t.childWord(v, "to") < 0 {
		return false
	}
	for i := range t.toks {
		switch t.toks[i].XPOS {
		case ".", "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return true
}

// childWord is the first child with a lemma, -1 if there is none.
func (t *tree) childWord(i int, lemma string) int {
	for _, k := range t.kids[i] {
		if t.lemma[k] == lemma {
			return k
		}
	}
	return -1
}

// childRel is the first child by its full relation, -1 if there is none.
func (t *tree) childRel(i int, rel string) int {
	for _, k := range t.kids[i] {
		if t.rel(k) == rel {
			return k
		}
	}
	return -1
}

// ordinals stand for one of what follows "of": "the first of five frigates".
var ordinals = wordSet("first second third fourth fifth last latest cent tonne ton quarter shipload planeload lorryload truckload boatload batch dose")

// meant looks through a quantity to what is counted: "dozens of rebels" → rebels.
func (t *tree) meant(i int) int {
	for n := 0; n < 3; n++ {
		if !quantities[t.lemma[i]] && t.toks[i].UPOS != "NUM" && !ordinals[t.lemma[i]] {
			return i
		}
		next := -1
		for _, k := range t.kids[i] {
			if t.base(k) == "nmod" && t.caseOf(k) == "of" || t.base(k) == "obl" && t.caseOf(k) == "of" {
				next = k
				break
			}
		}
		if next < 0 {
			return i
		}
		i = next
	}
	return i
}

// conjuncts lists a token and what is coordinated with it, in order.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out) && len(out) < 24; n++ {
		for _, k := range t.kids[out[n]] {
			if t.base(k) == "conj" {
				out = append(out, k)
			}
		}
	}
	return out
}

// modifiers are the lemmas that stand before a noun within its phrase.
func (t *tree) modifiers(i int) []int {
	var out []int
	for _, k := range t.kids[i] {
		switch t.base(k) {
		case "amod", "compound", "nummod":
			out = append(out, k)
			for _, kk := range t.kids[k] {
				if b := t.base(kk); b == "compound" || b == "conj" || b == "amod" {
					out = append(out, kk)
				}
			}
		case "nmod":
			if t.caseOf(k) == "" && k < i {
				out = append(out, k)
			}
		}
	}
	return out
}

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
