package event

import (
	"slices"

	"annals.example/annals"
)

// Pair is one mention and another of the same sentence, in that order, with what the
// head sees of them. Either may be missing: an event may have nobody on a side.
type Pair struct {
	Source, Target *annals.Mention
	Seen           *Observation
}

// maxParticipants bounds the mentions of a sentence that are paired: a list of twenty
// states is one party of a meeting, not four hundred dyads.
const maxParticipants = 10

// Pairs looks at every ordered pair of the participants of a sentence, as free coding
// does. It is nil where there is no sentence to read.
func Pairs(in Input, sent int) []Pair {
	c := opened(&in, sent)
	if c == nil {
		return nil
	}
	c.find()
	pairs, _ := c.pairs(c.settle(), true)
	out := make([]Pair, len(pairs))
	for i, p := range pairs {
		out[i].Seen = p.seen
		if p.a >= 0 {
			out[i].Source = &c.r.mentions[p.a]
		}
		if p.b >= 0 {
			out[i].Target = &c.r.mentions[p.b]
		}
	}
	return out
}

// pairs observes pairs in a reading that takes it for sure that something happens, kept
// being what the rules have coded in the sentence, and returns that reading, nil where
// there is no pair. Unless all are wanted, somebody is paired with nobody only where the
// rules have him alone.
func (c *work) pairs(kept []*candidate, all bool) ([]pairing, *work) {
	who := c.participants()
	var f *work // read when the first pair asks for it
	side := func(m int) []annals.Mention {
		if m < 0 {
			return nil
		}
		return c.r.mentions[m : m+1]
	}
	var out []pairing
	add := func(a, b int) {
		if f == nil {
			f = c.again()
			f.find()
		}
		p := pairing{a: a, b: b}
		src, tgt := side(a), side(b)
		p.seen = f.observe(src, tgt, f.judge(src, tgt))
		p.seen.Coded = len(headTypes)
		for _, k := range kept {
			if k.spotted == 0 && p.of(k) {
				p.seen.Coded = slices.Index(headTypes, k.typ)
				break
			}
		}
		out = append(out, p)
	}
	for _, a := range who {
		for _, b := range who {
			if a != b && !c.oneActor(a, b) {
				add(a, b)
			}
		}
		for _, one := range []pairing{{a: a, b: -1}, {a: -1, b: a}} {
			if all || slices.ContainsFunc(kept, one.of) {
				add(one.a, one.b)
			}
		}
	}
	return out, f
}

// participants are the mentions that may act or be acted upon.
func (c *work) participants() []int {
	var out []int
	for i := range c.r.mentions {
		if m := &c.r.mentions[i]; !m.Attribute && len(m.Actors) > 0 && len(out) < maxParticipants {
			out = append(out, i)
		}
	}
	return out
}

// oneActor reports whether two mentions name the same.
func (c *work) oneActor(a, b int) bool {
	return slices.EqualFunc(c.r.mentions[a].Actors, c.r.mentions[b].Actors, sameActor) && named(c.r.mentions[a].Actors)
}
