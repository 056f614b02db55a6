package event

import (
	"slices"

	"annals.example/annals"
)

// terms are what somebody is sent to or gets who is locked up by a verdict.
var terms = wordSet("prison jail gaol custody cell year month decade life imprisonment labor labour gulag colony")

// jailed makes an arrest of a verdict that locks somebody up: PLOVER has both, the
// sentence (SANCTION/convict) and the prison (COERCE/arrest).
func (c *work) jailed(k *candidate) *candidate {
	if k.typ != "SANCTION" || k.mode != "convict" || c.forced || k.composed > 0 || k.marks[annals.MarkNegation] {
		return nil
	}
	locked := slices.Contains([]string{"jail", "imprison", "incarcerate"}, c.t.lemma[k.trigger])
	for _, p := range k.frame.places {
		if p.name == "subj" || p.name == "by" || p.name == "after" || p.name == "since" || p.name == "ago" {
			continue
		}
		for _, x := range append(c.t.conjuncts(p.tok), c.t.meant(p.tok)) {
			locked = locked || terms[c.t.lemma[x]]
			for _, y := range c.t.kids[x] {
				if l := c.t.lemma[y]; l == "suspend" || l == "suspended" || l == "probation" {
					return nil
				}
			}
		}
	}
	if !locked {
		return nil
	}
	b := *k
	b.typ, b.mode, b.cameo = "COERCE", "arrest", "173"
	b.twin, b.shadow = k, nil
	b.marks = map[annals.Mark]bool{}
	for m, on := range k.marks {
		b.marks[m] = on
	}
	b.why = append(slices.Clone(k.why), "whoever is sentenced to prison is locked up as well")
	return &b
}
