package event

import (
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// lookup returns the tokens in a place that may be dotted: "obj.poss", "xcomp.obj".
func (c *work) lookup(f *frame, name string) []int {
	base, inner, dotted := strings.Cut(name, ".")
	if base == "self" {
		base = "subj"
	}
	if base == "mod" || base == "det" {
		n := f.trigger
		if f.t.isVerb(n) {
			n = f.first("obj")
		}
		if n < 0 {
			return nil
		}
		if base == "det" {
			return f.t.children(n, "det")
		}
		return f.t.modifiers(f.t.meant(n))
	}
	toks := f.all(base)
	if !dotted {
		return toks
	}
	var out []int
	for _, x := range toks {
		x = f.t.meant(x)
		switch {
		case inner == "mod":
			out = append(out, f.t.modifiers(x)...)
		case base == "xcomp" || base == "ccomp" || f.t.isVerb(x):
			out = append(out, f.t.verbFrame(x, 2).all(inner)...)
		default:
			out = append(out, f.t.nounFrame(x).all(inner)...)
		}
	}
	return out
}

func (t *tree) children(i int, rel string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.base(k) == rel {
			out = append(out, k)
		}
	}
	return out
}

// holds reports whether all conditions of a sense hold, and which tokens they
// named by word or class.
func (c *work) holds(f *frame, conds []codebook.Condition) (bool, []int) {
	var named []int
	for i := range conds {
		cond := &conds[i]
		if cond.Flag != "" {
			if !c.flag(f, cond.Flag) {
				return false, nil
			}
			continue
		}
		var filled []int
		for _, s := range cond.Slots {
			for _, tok := range c.lookup(f, s) {
				filled = append(filled, f.t.conjuncts(tok)...)
			}
		}
		if cond.Words == nil && cond.Classes == nil {
			if (len(filled) > 0) == cond.Absent {
				return false, nil
			}
			continue
		}
		hit := -1
		for _, tok := range filled {
			if c.isOneOf(f.t, tok, cond) {
				hit = tok
				break
			}
		}
		if (hit >= 0) == cond.Absent {
			return false, nil
		}
		if hit >= 0 {
			named = append(named, hit)
		}
	}
	return true, named
}

func (c *work) flag(f *frame, flag string) bool {
	switch flag {
	case "passive":
		return f.passive
	case "active":
		return !f.passive
	case "plural", "singular":
		return c.plural(f) == (flag == "plural")
	}
	return false
}

func (c *work) plural(f *frame) bool {
	s := f.first("subj")
	if s < 0 {
		return false
	}
	if len(f.t.conjuncts(s)) > 1 {
		return true
	}
	if x := f.t.toks[s].XPOS; x == "NNS" || x == "NNPS" && f.t.toks[s].Name == "O" {
		return true
	}
	switch f.t.lemma[s] {
	case "they", "we", "both", "two", "side":
		return true
	}
	if m := c.r.cover[s]; m >= 0 && len(c.r.mentions[m].Actors) > 1 {
		return true
	}
	return false
}

// isOneOf reports whether a token is one of a condition's words or classes. A
// noun also answers to its compound: "peace talk", "ceasefire" for "cease-fire".
func (c *work) isOneOf(t *tree, tok int, cond *codebook.Condition) bool {
	if cond.Words == nil && cond.Classes == nil {
		return true
	}
	for _, x := range []int{tok, t.meant(tok)} {
		if c.wordIs(t, x, cond) {
			return true
		}
		if x == t.meant(tok) {
			break
		}
	}
	return false
}

func (c *work) wordIs(t *tree, tok int, cond *codebook.Condition) bool {
	l := t.lemma[tok]
	if is(cond, c.book, l) {
		return true
	}
	if low := strings.ToLower(t.toks[tok].Form); low != l && is(cond, c.book, low) {
		return true
	}
	for _, class := range cond.Classes {
		if c.builtin(t, tok, class) {
			return true
		}
	}
	if !t.isNoun(tok) {
		return false
	}
	for _, k := range t.kids[tok] {
		if b := t.base(k); b != "compound" && b != "amod" {
			continue
		}
		m := t.lemma[k]
		if is(cond, c.book, m+" "+l) || is(cond, c.book, m+l) || is(cond, c.book, m+"-"+l) {
			return true
		}
	}
	return false
}

func is(cond *codebook.Condition, book *codebook.Codebook, lemma string) bool {
	if slices.Contains(cond.Words, lemma) {
		return true
	}
	for _, class := range cond.Classes {
		if book.InClass(class, lemma) {
			return true
		}
	}
	return false
}

// builtin decides the classes that the mentions decide: ~actor, ~country, ~mil …
func (c *work) builtin(t *tree, tok int, class string) bool {
	m := c.r.cover[tok]
	if m < 0 {
		return false
	}
	men := &c.r.mentions[m]
	if class == "actor" {
		return len(men.Actors) > 0 || men.Kind != annals.MentionPronoun
	}
	for i := range men.Actors {
		a := &men.Actors[i]
		switch class {
		case "country":
			if a.Kind == "country" {
				return true
			}
		case "org":
			if a.Kind == "organisation" {
				return true
			}
		case "person":
			if a.Kind == "person" || a.Kind == "role" {
				return true
			}
		case "group":
			if a.Kind == "group" {
				return true
			}
		case "gov", "mil", "reb":
			want := map[string][]string{"gov": {"GOV", "LEG", "JUD"}, "mil": {"MIL", "COP", "PRM", "SPY"}, "reb": {"REB", "UAF", "PRM"}}[class]
			for _, s := range a.Sectors {
				if slices.Contains(want, s) {
					return true
				}
			}
			if class == "gov" && a.Kind == "country" {
				return true
			}
		case "civ":
			for _, s := range a.Sectors {
				switch s {
				case "CVL", "REF", "EDU", "LAB", "MED", "JRN", "REL", "SOC", "BUS", "AGR", "OPP", "ELI":
					return true
				}
			}
		}
	}
	return false
}

// match is a sense that holds for a trigger.
type match struct {
	sense *codebook.Sense
	frame *frame
	named []int // tokens that its conditions named
	words int
}

// best picks among entries the match that knows most; then "none", then the order
// of the codebook.
func (c *work) best(entries []*codebook.Entry, fit func(*codebook.Entry) []*frame) *match {
	var out *match
	for _, e := range entries {
		for _, f := range fit(e) {
			for _, s := range e.Senses {
				ok, named := c.holds(f, s.Conditions)
				if !ok {
					continue
				}
				m := &match{s, f, named, len(f.words)}
				if better(m, out) {
					out = m
				}
				break
			}
		}
	}
	return out
}

func better(a, b *match) bool {
	if b == nil {
		return true
	}
	x, y := a.weight(), b.weight()
	if x != y {
		return x > y
	}
	if a.words != b.words {
		return a.words > b.words
	}
	return a.sense.None && !b.sense.None
}

// weight counts how much a match knows: each further word of the lemma, each
// condition, and those that name words once more. A particle binds closer than
// any condition.
func (m *match) weight() int {
	n, s := 0, m.sense
	for i, w := range m.frame.words {
		if i == 0 && s.Entry.Kind == codebook.Verb {
			continue
		}
		n += 2
		if m.frame.t.rel(w) == "compound:prt" || s.Entry.Kind != codebook.Verb {
			n += 3
		}
	}
	for i := range s.Conditions {
		n++
		if s.Conditions[i].Words != nil || s.Conditions[i].Classes != nil {
			n++
		}
	}
	return n
}

// matchVerb finds the sense of a verb, nil if none.
func (c *work) matchVerb(v int) *match {
	entries := c.book.Verbs(c.t.lemma[v])
	if len(entries) == 0 {
		return nil
	}
	base := c.t.verbFrame(v, 4)
	return c.best(entries, func(e *codebook.Entry) []*frame {
		var out []*frame
		for _, l := range e.Lemmas {
			if l[0] != c.t.lemma[v] {
				continue
			}
			if f := withWords(base, l[1:]); f != nil {
				out = append(out, f)
			}
		}
		return out
	})
}

// withWords finds the further words of a lemma among what stands at the verb:
// particles, adverbs, fixed objects, or the preposition of a phrase. nil if one
// is missing.
func withWords(base *frame, words []string) *frame {
	if len(words) == 0 {
		return base
	}
	t, f := base.t, *base
	f.words = slices.Clone(base.words)
	f.places = slices.Clone(base.places)
	from := []int{base.trigger}
	for _, w := range words {
		found := -1
	search:
		for _, g := range from {
			for _, k := range t.kids[g] {
				if t.lemma[k] == w && (k > base.trigger || t.base(k) == "obj" || t.base(k) == "nsubj") {
					switch t.base(k) {
					case "compound", "advmod", "obj", "obl", "xcomp", "fixed", "case", "nsubj", "advcl", "nmod", "mark":
						found = k
						break search
					}
				}
				// "call off talks" read as call + [off talks]
				if b := t.base(k); (b == "obl" || b == "nmod" || b == "advcl") && k > base.trigger {
					for _, kk := range t.kids[k] {
						if tb := t.base(kk); t.lemma[kk] == w && (tb == "case" || tb == "mark" || tb == "compound") {
							found = kk
							if f.first("obj") < 0 && !f.passive && tb == "case" && (kk+1 >= len(t.toks) || t.lemma[kk+1] != "of" && t.lemma[kk+1] != "from") {
								f.add("obj", k)
							}
							break search
						}
					}
				}
				if t.base(k) == "obj" && t.base(g) != "case" {
					for _, kk := range t.kids[k] {
						if t.lemma[kk] == w && t.base(kk) == "case" {
							found = kk
							break search
						}
					}
				}
			}
		}
		// Right behind the verb it is its particle, whatever it was read as:
		// "handed over 13 hostages".
		if next := f.words[len(f.words)-1] + 1; found < 0 && next < len(t.toks) && t.lemma[next] == w && t.toks[next].UPOS != "PART" {
			found = next
		}
		if found < 0 {
			return nil
		}
		f.words = append(f.words, found)
		from = append(from, found)
		// A noun that belongs to the lemma is no object: "take hostage", "shake hands";
		// what hangs on it belongs to the whole.
		if t.isNoun(found) {
			f.places = slices.DeleteFunc(f.places, func(p place) bool { return p.tok == found && p.name != "subj" })
			for _, k := range t.kids[found] {
				// "took an American journalist hostage", read as one noun phrase
				if t.base(k) == "compound" && t.isNoun(k) && t.base(found) == "obj" && t.child(found, "det") >= 0 {
					f.add("obj", k)
				}
				if t.base(k) == "nmod" {
					if t.rel(k) == "nmod:poss" {
						f.add("poss", k)
					} else if name := t.caseOf(k); name != "" {
						f.add(name, k)
					}
				}
			}
		}
	}
	return &f
}

// matchNoun finds the sense of an event noun. light is the light verb that
// governs it, nil if none.
func (c *work) matchNoun(n int, f *frame) *match {
	lemma := c.t.lemma[n]
	fit := func(kind codebook.Kind) func(e *codebook.Entry) []*frame {
		return func(e *codebook.Entry) []*frame {
			var out []*frame
			for _, l := range e.Lemmas {
				if l[len(l)-1] != lemma {
					continue
				}
				if g := c.withModifiers(f, l[:len(l)-1]); g != nil {
					out = append(out, g)
				}
			}
			return out
		}
	}
	if m := c.best(c.book.Nouns(lemma), fit(codebook.Noun)); m != nil {
		return m
	}
	// A noun in -ing that is no entry of its own is its verb's deed: "shelling".
	if len(c.book.Nouns(lemma)) == 0 && strings.HasSuffix(lemma, "ing") && len(lemma) > 5 {
		for _, stem := range stems(lemma) {
			entries := c.book.Verbs(stem)
			if len(entries) == 0 {
				continue
			}
			g := *f
			g.places = slices.Clone(f.places)
			// The deed's object stands behind "of" where a doer is named otherwise.
			if of := f.first("of"); of >= 0 && f.first("obj") < 0 {
				g.add("obj", of)
			}
			for _, doer := range []string{"by", "poss", "compound"} {
				if d := f.first(doer); g.first("subj") < 0 && d >= 0 && (doer != "compound" || c.r.attribute(d) != nil) {
					g.add("subj", d)
				}
			}
			return c.best(entries, func(e *codebook.Entry) []*frame {
				for _, l := range e.Lemmas {
					if len(l) == 1 && l[0] == stem {
						return []*frame{&g}
					}
				}
				return nil
			})
		}
	}
	return nil
}

// stems are the verbs that an -ing noun may come from.
func stems(ing string) []string {
	s := strings.TrimSuffix(ing, "ing")
	out := []string{s, s + "e"}
	if n := len(s); n > 3 && s[n-1] == s[n-2] {
		out = append(out, s[:n-1])
	}
	return out
}

// withModifiers finds the words of a lemma before its head noun, as modifiers or
// directly before it: "phone call", "cease-fire", "no-confidence vote".
func (c *work) withModifiers(f *frame, words []string) *frame {
	if len(words) == 0 {
		return f
	}
	t, g := f.t, *f
	g.words = slices.Clone(f.words)
	at := f.trigger
	for i := len(words) - 1; i >= 0; i-- {
		found := -1
		for j := at - 1; j >= 0 && j >= f.trigger-6; j-- {
			if t.toks[j].UPOS == "PUNCT" && t.toks[j].Form != "-" {
				break
			}
			low := strings.ToLower(t.toks[j].Form)
			if (t.lemma[j] == words[i] || low == words[i]) && t.under(j, f.trigger) {
				found = j
				break
			}
		}
		if found < 0 {
			return nil
		}
		g.words = append(g.words, found)
		at = found
	}
	return &g
}

// matchAdj finds the sense of a predicate adjective.
func (c *work) matchAdj(a int) *match {
	lemma := c.adjective(a)
	entries := c.book.Adjectives(lemma)
	if len(entries) == 0 {
		return nil
	}
	f := c.t.adjFrame(a, 3)
	return c.best(entries, func(e *codebook.Entry) []*frame {
		var out []*frame
		for _, l := range e.Lemmas {
			if l[len(l)-1] != lemma {
				continue
			}
			if g := c.withModifiers(f, l[:len(l)-1]); g != nil {
				out = append(out, g)
			}
		}
		return out
	})
}

// adjective is the form under which a word may be an adjective of the codebook:
// its lemma, or, for a participle, its form ("concerned").
func (c *work) adjective(a int) string {
	l := c.t.lemma[a]
	if len(c.book.Adjectives(l)) == 0 && c.t.toks[a].XPOS == "VBN" {
		return strings.ToLower(c.t.toks[a].Form)
	}
	return l
}
