package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// What the head's probabilities decide in free coding. The bounds were chosen on the
// families of data/training that are kept for choosing and on real sentences coded by
// hand; docs/training.md has the table.
const (
	dropBelow = 0.15 // what the rules say of a pair, if the head gives it less
	dropAlone = 0.10 // the same where only one side is known
	fillAbove = 0.70 // who stands on a side for which the rules know nobody
	markAbove = 0.60 // a mark that the rules do not see
)

// judged lets the head weigh what the rules have settled on: it confirms, completes or
// drops their candidates. The rules give the reasons, the head how sure they are. It
// makes no events of its own, nor of another type: on real news 11 in 55 such were right.
func (c *work) judged(kept []*candidate) []*candidate {
	if c.in.Encoder == nil || len(kept) == 0 {
		return kept
	}
	vectors := c.in.Encoder.Vectors(c.t.s)
	if len(vectors) == 0 {
		return kept
	}
	pairs := c.pairs(kept, false)
	seen := make([]*Observation, len(pairs))
	for i, p := range pairs {
		seen[i] = p.seen
	}
	verdicts := theHead().judge(c.in.Encoder, vectors, seen, false, false)
	if verdicts == nil {
		return kept
	}
	for i := range pairs {
		pairs[i].verdict = &verdicts[i]
	}
	return slices.DeleteFunc(kept, func(k *candidate) bool { return !c.confirm(k, pairs) })
}

// pairing is an ordered pair of participants, by their mentions; -1 is nobody.
type pairing struct {
	a, b    int
	seen    *Observation
	verdict *verdict
}

// of reports whether a pair lies within the sides of a candidate.
func (p *pairing) of(k *candidate) bool {
	in := func(list []party, m int) bool {
		if m < 0 {
			return len(list) == 0
		}
		return slices.ContainsFunc(list, func(q party) bool { return q.mention == m })
	}
	if !k.symmetric {
		return in(k.actors, p.a) && in(k.recips, p.b)
	}
	// "the foreign ministers of both" are one mention, and no pair to judge
	all := append(slices.Clone(k.actors), k.recips...)
	return p.a >= 0 && p.b >= 0 && in(all, p.a) && in(all, p.b)
}

// alike reports whether two mentions may well be one actor: the same code and sectors,
// one of them without a name.
func (c *work) alike(a, b int) bool {
	x, y := c.r.mentions[a].Actors, c.r.mentions[b].Actors
	return len(x) == 1 && len(y) == 1 && x[0].Code == y[0].Code && slices.Equal(x[0].Sectors, y[0].Sectors) && (x[0].Name == "" || y[0].Name == "" || x[0].Name == y[0].Name)
}

// completes reports whether a pair has one side of a candidate and somebody on the side
// where the rules know nobody.
func (p *pairing) completes(k *candidate) bool {
	is := func(list []party, m int) bool {
		return slices.ContainsFunc(list, func(q party) bool { return q.mention == m })
	}
	if k.symmetric || p.a < 0 || p.b < 0 || is(k.actors, p.b) || is(k.recips, p.a) {
		return false
	}
	return len(k.recips) == 0 && is(k.actors, p.a) || len(k.actors) == 0 && is(k.recips, p.b)
}

// top is the type that a verdict holds for the likeliest.
func (v *verdict) top() (typ int, share float32) {
	for i := range headTypes {
		if v.types[i] > v.types[typ] {
			typ = i
		}
	}
	return typ, v.types[typ]
}

// confirm asks the head about a candidate of the rules: false drops it.
func (c *work) confirm(k *candidate, pairs []pairing) bool {
	ty := slices.Index(headTypes, k.typ)
	var best *pairing
	for i := range pairs {
		if p := &pairs[i]; (p.of(k) || p.completes(k) && p.verdict.types[ty] > fillAbove && !c.alike(p.a, p.b) && !c.reports(k, p)) && (best == nil || p.verdict.types[ty] > best.verdict.types[ty]) {
			best = p
		}
	}
	if best == nil {
		return true // one of a crowd that is not paired
	}
	v := best.verdict
	if !best.of(k) {
		side, m := "recipient", best.b
		if len(k.actors) == 0 {
			side, m = "actor", best.a
			k.actors = []party{{mention: m}}
		} else {
			k.recips = []party{{mention: m}}
		}
		k.why = append(k.why, fmt.Sprintf("the event head knows the %s: %q", side, c.r.mentions[m].Evidence.Text))
	}
	own := v.types[ty]
	k.judged = own
	least := float32(dropBelow)
	if best.a < 0 || best.b < 0 {
		least = dropAlone
	}
	if own < least {
		return false
	}
	k.why = append(k.why, fmt.Sprintf("the event head: %s %.2f, nothing %.2f", k.typ, own, v.types[len(headTypes)]))
	c.remark(k, v)
	return true
}

// remark adds the marks that the head is sure of. What is historical hangs on the day of
// the article, which it does not know.
func (c *work) remark(k *candidate, v *verdict) {
	for i, m := range headMarks {
		if m != annals.MarkHistorical && v.marks[i] > markAbove && !k.marks[m] {
			k.mark(m, fmt.Sprintf("the event head: %s %.2f", m, v.marks[i]))
		}
	}
}

// mode is the likeliest mode of a type, "" if no mode is likelier than all others together.
func (v *verdict) mode(typ string) string {
	best, at, sum := float32(-1e9), -1, float32(0)
	for i, m := range headModes {
		if codebook.HasMode(typ, m) && v.modes[i] > best {
			best, at = v.modes[i], i
		}
	}
	if at < 0 {
		return ""
	}
	for i, m := range headModes {
		if codebook.HasMode(typ, m) {
			sum += exp(v.modes[i] - best)
		}
	}
	if 1/sum < 0.5 {
		return ""
	}
	return headModes[at]
}

// reports reports whether one of a pair is who only says so.
func (c *work) reports(k *candidate, p *pairing) bool {
	for _, tok := range k.reporters {
		for _, q := range c.r.parties(tok, false) {
			if q.mention == p.a || q.mention == p.b {
				return true
			}
		}
	}
	return false
}
