package event

import (
	"slices"
	"strings"

	"annals.example/annals/internal/codebook"
)

// matchVerb finds the sense of a verb, nil if none. Both readings of a sentence ask for it.
func (c *work) matchVerb(v int) *match {
	m, ok := c.verbs[v]
	if !ok {
		m = c.verb(v)
		c.verbs[v] = m
	}
	if m == nil {
		return nil
	}
	own, f := *m, *m.frame // the candidate's own
	f.words, f.places, own.named = slices.Clone(f.words), slices.Clone(f.places), slices.Clone(own.named)
	own.frame = &f
	return &own
}

func (c *work) verb(v int) *match {
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
