package event

import (
	"slices"
	"strings"

	"annals.example/annals"
)

// A habit is a case that the label set of 2017 ("plover15") names otherwise than PLOVER
// of 2021, seen in what the rules found. That set was made from CAMEO's roots, and where
// it follows them the newer ontology does not. Read off the table of sentences that the
// relation task is chosen on (docs/relation.md).
type habit struct {
	from, to string
	holds    func(c *work, k *candidate) bool
}

var habits = []habit{
	// An intent to yield (CAMEO 034, 035) is AGREE, a decision to is YIELD already.
	{"YIELD", "AGREE", func(c *work, k *candidate) bool {
		return k.typ == "CONCEDE" && len(k.consumed) > 0 && !slices.ContainsFunc(k.consumed, func(i int) bool { return c.of("decision", i) }) ||
			k.typ == "AGREE" && c.of("consent", k.trigger) && c.t.child(k.trigger, "xcomp") >= 0
	}},
	// An agreement that has been reached is as good as signed (057).
	{"AGREE", "SUPPORT", func(c *work, k *candidate) bool { return k.typ == "AGREE" && c.reached(k) }},
	// A verdict without its punishment (115 and below).
	{"SANCTION", "ACCUSE", func(_ *work, k *candidate) bool { return k.mode == "convict" }},
	// Blockade and occupation are roots 191 and 192.
	{"COERCE", "ASSAULT", func(_ *work, k *candidate) bool {
		return strings.HasPrefix(k.cameo, "191") || strings.HasPrefix(k.cameo, "192")
	}},
	{"COERCE", "ASSAULT", func(_ *work, k *candidate) bool { return k.mode == "cyber" }},
	// A protest that is announced threatens (133).
	{"PROTEST", "THREATEN", func(_ *work, k *candidate) bool { return k.typ == "PROTEST" && k.marks[annals.MarkFuture] }},
	{"REJECT", "THREATEN", func(c *work, k *candidate) bool {
		return c.t.lemma[k.trigger] == "boycott" && k.marks[annals.MarkFuture]
	}},
	// A warrant was not yet a threat.
	{"THREATEN", "COERCE", func(c *work, k *candidate) bool { return k.typ == "THREATEN" && c.about(k.trigger, "warrant") }},
	// Who calls for sanctions on somebody speaks against him; whom he asks is not told.
	{"REQUEST", "ACCUSE", func(c *work, k *candidate) bool {
		return k.typ == "REQUEST" && k.mode == "change" && c.about(k.trigger, "penalty")
	}},
	// Of a call to somebody, what it was for.
	{"CONSULT", "SUPPORT", func(c *work, k *candidate) bool { return k.mode == "phone" && c.courtesy(k.trigger) }},
}

// habits moves shares from one label of the 2017 set to another.
func (c *work) habits(share map[string]float32, b judgement) {
	if b.best == nil {
		return
	}
	for _, h := range habits {
		if h.holds(c, b.best) {
			share[h.to] += share[h.from]
			share[h.from] = 0
		}
	}
}

// of: a word is in a class of the codebook (classes.txt).
func (c *work) of(class string, tok int) bool { return c.book.InClass(class, c.t.lemma[tok]) }

// reached: "reached a deal", "have agreed a pact", "agreed on the text of an accord".
func (c *work) reached(k *candidate) bool {
	v := k.trigger
	if c.t.isNoun(v) {
		return c.of("settlement", v) && len(k.consumed) == 0
	}
	if len(k.consumed) > 0 || c.t.child(v, "xcomp") >= 0 {
		return false
	}
	return c.about(v, "settlement")
}

// about: a noun of this class is what a verb does, or what it does it to.
func (c *work) about(v int, class string) bool {
	for i := range c.t.toks {
		if c.t.head(i) == v && (c.t.base(i) == "obj" || c.t.base(i) == "obl" || c.t.rel(i) == "nsubj:pass") && c.of(class, i) {
			return true
		}
	}
	return false
}

// courtesy: the verb says that somebody called to thank, congratulate or comfort.
func (c *work) courtesy(v int) bool {
	for i := range c.t.toks {
		if c.t.head(i) == v && (c.t.base(i) == "advcl" || c.t.base(i) == "xcomp") && c.of("courtesy", i) {
			return true
		}
	}
	return false
}
