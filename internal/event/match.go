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
	if base == "case" { // the noun's own preposition: "[at] the request of"
		return f.t.children(f.trigger, "case")
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
			of := f.t.verbFrame(x, 2).all(inner)
			if base == "xcomp" && inner == "subj" { // "wants to leave": nobody else is to do it
				of = without(of, f.all("subj"))
			}
			out = append(out, of...)
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
	case "negated":
		return c.negated(f.trigger)
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
	if m < 0 && class == "country" { // a country where something is done, which is nobody there
		m = c.r.attr[tok]
	}
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
