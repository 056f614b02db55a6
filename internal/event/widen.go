package event

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals/internal/codebook"
)

// wider are the places in which a recipient may stand although a sense does not
// name them, by type. What is promised, refused or threatened as a deed has the
// deed's own object: "agreed to shelter the rebels".
var wider = map[string][]string{
	"AGREE":    {"iobj", "obj.from", "obj.by", "obj.of", "obj.compound", "obj", "xcomp.iobj", "xcomp.to", "xcomp.with", "xcomp.obj", "xcomp.for", "xcomp.from"},
	"CONCEDE":  {"iobj", "xcomp.to", "xcomp.with", "xcomp.obj", "xcomp.from"},
	"ACCUSE":   {"obj.from", "obj.by", "obj.of", "obj.poss", "obj.compound", "over.by", "over.of", "at.by", "at.of"},
	"SANCTION": {"with", "obj.with", "obj.of", "obj.poss", "obj.to"},
	"COERCE":   {"obj.of", "obj.poss", "obj.from", "obj.to", "to"},
	"REJECT":   {"obj.from", "obj.by", "obj.with", "obj.of", "obj.poss", "obj.compound", "iobj", "xcomp.with", "xcomp.to", "xcomp.obj", "xcomp.from", "xcomp.on"},
	"THREATEN": {"iobj", "xcomp.obj", "xcomp.against", "xcomp.on"},
	"REQUEST":  {"iobj", "with", "for.by", "obj.by", "obj.from", "for.from", "for", "advcl.subj"},
	"SUPPORT":  {"iobj"},
	"AID":      {"iobj"},
	"RETREAT":  {"iobj", "obj.of", "obj.with", "obj.against", "obj.on", "obj.in"},
	"PROTEST":  {"against", "outside", "at", "in.against", "in.at", "in.over"},
}

// widen looks for a recipient in farther places where the sense's own held nobody.
func (c *work) widen(k *candidate, f *frame, named []string) {
	if k.symmetric || slices.Equal(named, []string{"-"}) || c.somebody(k.recip) {
		return
	}
	t := c.t
	if k.typ == "MOBILIZE" {
		c.border(k, f)
		return
	}
	for _, s := range wider[k.typ] {
		toks := slices.DeleteFunc(c.lookup(f, s), func(i int) bool {
			if i == f.trigger || slices.Contains(k.actor, i) || t.under(f.trigger, i) {
				return true
			}
			if strings.HasSuffix(s, ".compound") {
				return c.r.attribute(i) == nil
			}
			return c.r.cover[i] < 0 || !known(c.r, c.r.parties(i, false))
		})
		if len(toks) > 0 {
			k.recip = toks
			k.why = append(k.why, fmt.Sprintf("%q stands where a recipient may", t.words(toks)))
			return
		}
	}
	switch k.typ {
	case "AGREE", "CONCEDE", "REJECT":
		c.deeds(k, f)
	}
	switch k.typ {
	case "ACCUSE", "REJECT", "SUPPORT":
		if !c.somebody(k.recip) {
			c.maker(k, f)
		}
	}
}

// maker takes whoever made a thing for whom its praise, blame or refusal is meant:
// "rejected the plan drawn up by Paris", "declined the submarine that Britain offered".
func (c *work) maker(k *candidate, f *frame) {
	t := c.t
	for _, o := range f.all("obj") {
		if c.r.cover[o] >= 0 || !t.isNoun(o) {
			continue
		}
		for _, v := range t.kids[o] {
			if t.base(v) != "acl" || !t.isVerb(v) || v < o {
				continue
			}
			for _, i := range t.verbFrame(v, 0).all("subj") {
				if i != o && !slices.Contains(k.actor, i) && named(c.r.actors(c.r.parties(i, false))) {
					k.recip = []int{i}
					k.why = append(k.why, fmt.Sprintf("%q comes from %q", t.toks[o].Form, t.toks[i].Form))
					return
				}
			}
		}
	}
}

// deeds looks for whom a promised or refused deed is about, down its infinitives:
// "agreed to let the inspectors measure", "refused to try to free the hostages".
func (c *work) deeds(k *candidate, f *frame) {
	t := c.t
	next := f.all("xcomp")
	for depth := 0; depth < 3 && len(next) > 0; depth++ {
		var below []int
		for _, v := range next {
			if !t.isVerb(v) {
				continue
			}
			for _, i := range t.kids[v] {
				if t.base(i) == "obj" && handing[t.lemma[v]] {
					continue // who is handed over is not to whom it is promised
				}
				switch b := t.base(i); {
				case b == "xcomp" || b == "ccomp":
					below = append(below, i)
				case i > v && (b == "obj" || b == "iobj" || b == "nsubj") || b == "obl" && recipientCase[t.caseOf(i)] && c.r.cover[i] >= 0 || b == "nsubj" && depth > 0:
					if !slices.Contains(k.actor, i) && named(c.r.actors(c.r.parties(i, false))) {
						k.recip = []int{i}
						k.why = append(k.why, fmt.Sprintf("the deed %q is about %q", t.toks[v].Form, t.toks[i].Form))
						return
					}
				}
			}
		}
		next = below
	}
}

// handing verbs have as their object whom one side gives to another.
var handing = wordSet("hand extradite surrender deport return release free transfer give turn deliver repatriate send exchange swap")

// recipientCase are the prepositions before whom a deed is for.
var recipientCase = map[string]bool{"to": true, "with": true, "for": true, "from": true}

// somebody reports whether a role's tokens lead to an actor.
func (c *work) somebody(toks []int) bool {
	return slices.ContainsFunc(toks, func(i int) bool {
		return known(c.r, c.r.parties(i, true)) || c.r.attribute(i) != nil
	})
}

// borders are lines at which forces face whoever is behind them.
var borders = wordSet("border frontier line boundary coast shore strait water waters airspace crossing doorstep flank")

// border names whom forces stand against by the border to which they are moved.
func (c *work) border(k *candidate, f *frame) {
	own := func(i int) bool {
		a := c.r.actors(c.r.parties(i, false))
		for _, x := range k.actor {
			for _, y := range c.r.actors(c.r.parties(x, false)) {
				for _, z := range a {
					if z.Code == y.Code {
						return true
					}
				}
			}
		}
		return false
	}
	for _, p := range f.places {
		if p.name == "subj" || p.name == "obj" || !borders[c.t.lemma[p.tok]] {
			continue
		}
		g := c.t.nounFrame(p.tok)
		for _, s := range []string{"with", "poss", "compound", "of"} {
			for _, i := range g.all(s) {
				if (c.r.attribute(i) != nil || known(c.r, c.r.parties(i, false))) && !own(i) {
					k.recip = []int{i}
					k.why = append(k.why, fmt.Sprintf("the forces face whoever is behind the %s", c.t.lemma[p.tok]))
					return
				}
			}
		}
	}
}

// farAgent finds the "by" of a passive that the parser hung on a word in between:
// "was jailed for fraud by a Paris court".
func (c *work) farAgent(f *frame) int {
	t := c.t
	if !f.passive || f.first("subj") >= 0 {
		return -1
	}
	out := -1
	next := []int{f.trigger}
	for depth := 0; depth < 4 && len(next) > 0; depth++ {
		var below []int
		for _, i := range next {
			for _, k := range t.kids[i] {
				if k < f.trigger {
					continue
				}
				b := t.base(k)
				if (b == "obl" || b == "nmod") && t.caseOf(k) == "by" && c.r.cover[k] >= 0 && known(c.r, c.r.parties(k, false)) {
					out = max(out, k)
					continue
				}
				switch b {
				case "obl", "nmod", "xcomp", "obj", "advcl":
					if t.toks[k].XPOS != "VBN" && t.rel(k) != "acl:relcl" && len(below) < 24 {
						below = append(below, k)
					}
				}
			}
		}
		if out >= 0 {
			return out
		}
		next = below
	}
	return out
}

// prisons hold people for whoever runs them.
var prisons = wordSet("prison jail custody detention dungeon camp cell penitentiary facility")

// jailer is the country in whose prisons somebody is held: "detained in Lebanese prisons".
func (c *work) jailer(f *frame) []int {
	for _, i := range f.all("in") {
		if !prisons[c.t.lemma[i]] {
			continue
		}
		g := c.t.nounFrame(i)
		for _, s := range []string{"poss", "compound"} {
			for _, x := range g.all(s) {
				if c.r.attribute(x) != nil || known(c.r, c.r.parties(x, false)) {
					return []int{x}
				}
			}
		}
	}
	return nil
}

// agents looks for a doer in farther places where a deed has none.
func (c *work) agents(k *candidate, f *frame, named []string) {
	if k.symmetric || slices.Equal(named, []string{"-"}) || k.sense.Entry.Kind != codebook.Verb || len(k.actor) > 0 {
		return
	}
	if a := c.farAgent(f); a >= 0 {
		k.actor = []int{a}
		k.recip = without(k.recip, k.actor)
		k.why = append(k.why, fmt.Sprintf(`"by %s" names who did it`, c.t.toks[a].Form))
		return
	}
	if k.typ == "COERCE" && f.passive {
		if a := c.jailer(f); a != nil {
			k.actor = a
			k.why = append(k.why, "held in the prisons of the actor")
		}
	}
}

// given are nouns for handing somebody over: of whom it is asked is not who is asked.
var given = wordSet("extradition handover return release transfer surrender freedom repatriation deportation removal")

// handedOver clears a demand's recipient that is only who shall be handed over:
// "requested the extradition of Syrians".
func (c *work) handedOver(k *candidate, f *frame) {
	if k.typ != "REQUEST" || c.forced || len(k.recip) == 0 {
		return
	}
	for _, p := range f.places {
		if p.name != "obj" && p.name != "for" || !given[c.t.lemma[p.tok]] {
			continue
		}
		of := c.t.nounFrame(p.tok).all("of")
		if !slices.ContainsFunc(k.recip, func(i int) bool { return !slices.Contains(of, i) }) {
			k.recip = nil
			return
		}
	}
}
