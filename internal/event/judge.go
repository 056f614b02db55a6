package event

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// What the head's probabilities decide in free coding. The bounds were chosen on the
// families of data/training that are kept for choosing and on real sentences coded by
// hand; docs/training.md has the table.
const (
	dropBelow = 0.08 // what the rules say of a pair, if the head gives it less
	dropAlone = 0.04 // the same where only one side is known
	fillAbove = 0.70 // who stands on a side for which the rules know nobody
	markAbove = 0.60 // a mark that the rules do not see

	proposeAbove = 0.80 // what the rules are silent about
	boldAbove    = 0.90 // where no word of the codebook speaks for it
	modeAbove    = 0.70 // of a proposal's type
	spotBelow    = 0.05 // a word that the rules take for one
	publicAbove  = 0.7  // a word that tells an event of public life, whoever stands in it
	spotAbove    = 0.5  // a word that tells an event, of which the rules say nothing
)

// judged lets the head weigh what the rules have settled on: it confirms, completes or
// drops their candidates, and proposes events between participants of whom the rules say
// nothing. The rules give the reasons, the head how sure they are.
func (c *work) judged(kept []*candidate) []*candidate {
	if c.in.Encoder == nil {
		return kept
	}
	vectors := c.in.Encoder.Vectors(c.t.s)
	if len(vectors) == 0 {
		return kept
	}
	pairs, forced := c.pairs(kept, false)
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
	all := slices.Clone(kept)
	kept = slices.DeleteFunc(kept, func(k *candidate) bool { return !c.confirm(k, all, pairs) })
	if c.sport() || c.pretended() {
		return kept
	}
	more := c.propose(kept, pairs, forced)
	if len(more) == 0 {
		return kept
	}
	kept = append(kept, more...)
	slices.SortStableFunc(kept, func(a, b *candidate) int { return cmp.Compare(a.trigger, b.trigger) })
	return kept
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

// suffers reports whether the one who would be the doer is whom another act of the kind in
// the sentence is done to: "a bomb targeting the troops killed one".
func suffers(k *candidate, kept []*candidate, p *pairing) bool {
	return len(k.actors) == 0 && slices.ContainsFunc(kept, func(o *candidate) bool {
		return o != k && o.typ == k.typ && slices.ContainsFunc(o.recips, func(q party) bool { return q.mention == p.a })
	})
}

// top is the type that a verdict holds for the likeliest.
func (v *verdict) top() (typ int, share float32) { return v.types.top() }

// confirm asks the head about a candidate of the rules: false drops it.
func (c *work) confirm(k *candidate, kept []*candidate, pairs []pairing) bool {
	ty := slices.Index(headTypes, k.typ)
	if c.spots != nil && !c.sure(k, spotBelow) {
		return false
	}
	var best *pairing
	for i := range pairs {
		if p := &pairs[i]; (p.of(k) || p.completes(k) && p.verdict.types[ty] > fillAbove && !c.alike(p.a, p.b) && !c.reports(k, p) && !suffers(k, kept, p)) && (best == nil || p.verdict.types[ty] > best.verdict.types[ty]) {
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

// mode is the likeliest mode of a type, "" if none is as sure as least.
func (v *verdict) mode(typ string, least float32) string {
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
	if 1/sum < least {
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

// propose makes candidates of the pairs that the head is sure of and the rules have
// nothing to say about.
func (c *work) propose(kept []*candidate, pairs []pairing, forced *work) []*candidate {
	var out []*candidate
	order := make([]*pairing, len(pairs))
	for i := range pairs {
		order[i] = &pairs[i]
	}
	share := func(p *pairing) float32 { _, s := p.verdict.top(); return s }
	slices.SortStableFunc(order, func(p, q *pairing) int { return cmp.Compare(share(q), share(p)) })
	for _, p := range order {
		ty, s := p.verdict.top()
		if s < proposeAbove || p.a < 0 || p.b < 0 {
			continue
		}
		typ := headTypes[ty]
		told := func(k *candidate) bool { return c.tells(k, p, typ) }
		if slices.ContainsFunc(kept, told) || slices.ContainsFunc(out, told) {
			continue
		}
		if !mutual[typ] && c.abreast(p, kept) || c.ownCountry(p) {
			continue
		}
		k := c.propound(p, typ, s, forced)
		if k == nil || slices.ContainsFunc(kept, func(x *candidate) bool {
			return x.trigger == k.trigger || slices.Contains(x.words, k.trigger) || c.sameAct(x, k)
		}) {
			continue // the rules have read that word with other sides, or told of the act by another
		}
		out = append(out, k)
	}
	out = c.gather(out)
	return slices.DeleteFunc(out, func(k *candidate) bool { return !c.complete(k) || c.obscure(k) })
}

// ownCountry reports whether the actor's own country or government is among the
// recipients: what a minister says of "Baghdad's commitment" he does to nobody, and of
// "the two countries" one is his.
func (c *work) ownCountry(p *pairing) bool {
	return slices.ContainsFunc(c.r.mentions[p.b].Actors, func(y annals.Actor) bool {
		return slices.ContainsFunc(c.r.mentions[p.a].Actors, func(x annals.Actor) bool {
			return x.Code != "" && x.Code == y.Code && (len(y.Sectors) == 0 || y.Sectors[0] == "GOV" && (len(x.Sectors) == 0 || x.Sectors[0] == "GOV"))
		})
	})
}

// abreast reports whether both of a pair stand on one side: coordinated, or together in
// what the rules have read.
func (c *work) abreast(p *pairing, kept []*candidate) bool {
	a, b := &c.r.mentions[p.a], &c.r.mentions[p.b]
	if slices.Contains(c.t.conjuncts(a.Head), b.Head) || slices.Contains(c.t.conjuncts(b.Head), a.Head) {
		return true
	}
	in := func(list []party) bool {
		n := 0
		for _, q := range list {
			if q.mention == p.a || q.mention == p.b {
				n++
			}
		}
		return n == 2
	}
	return slices.ContainsFunc(kept, func(k *candidate) bool { return in(k.actors) || in(k.recips) })
}

// tells reports whether a candidate already tells what a pair would.
func (c *work) tells(k *candidate, p *pairing, typ string) bool {
	if p.of(k) {
		return true
	}
	in := func(list []party, m int) bool {
		return slices.ContainsFunc(list, func(q party) bool {
			return q.mention == m || m >= 0 && len(c.r.mentions[m].Actors) > 0 && !slices.ContainsFunc(c.r.mentions[m].Actors, func(a annals.Actor) bool { // "Britain" and "they"
				return !slices.ContainsFunc(c.r.mentions[q.mention].Actors, func(b annals.Actor) bool { return sameActor(a, b) })
			})
		})
	}
	if k.typ != typ {
		return false
	}
	return in(k.actors, p.a) && in(k.recips, p.b) || k.symmetric && in(k.actors, p.a) && in(k.actors, p.b)
}

// propound makes a candidate of a pair: of what the rules would say if it were sure that
// something happens, if the type is the same, else of the word where the two meet. share
// is what the head gives the type.
func (c *work) propound(p *pairing, typ string, share float32, forced *work) *candidate {
	src, tgt := c.r.mentions[p.a:p.a+1], c.r.mentions[p.b:p.b+1]
	path := forced.path(forced.headsOf(src), forced.headsOf(tgt))
	var base *candidate
	most := 0
	for _, k := range forced.cands {
		if k.typ == typ && k.shadow == nil {
			if n := forced.suits(k, src, tgt, path); n > most {
				base, most = k, n
			}
		}
	}
	k := &candidate{}
	if base != nil && base.usual && typ == "ACCUSE" && c.speaks(base.trigger) && !c.saysOf(base.trigger, p) {
		return nil
	}
	if base != nil && (base.dropped != "" || forced.composedAway(base)) {
		return nil // the rules know why it is no event, or what it is a part of
	}
	if base != nil {
		*k = *base
		k.marks = map[annals.Mark]bool{}
		for m := range base.marks {
			k.marks[m] = true
		}
		k.why = slices.Clone(base.why)
	} else {
		turn := slices.IndexFunc(p.seen.Flags, func(f int) bool { return f&flagTurn != 0 })
		if turn < 0 || share < boldAbove || quoting[c.t.lemma[turn]] || p.seen.AtS[turn] == 1 || p.seen.AtT[turn] == 1 {
			return nil
		}
		k = &candidate{trigger: turn, words: []int{turn}, top: turn, sense: &codebook.Sense{Type: typ}, typ: typ, marks: map[annals.Mark]bool{},
			rule: "head." + strings.ToLower(typ), negated: -1, must: -1, light: -1, saying: -1}
		if c.t.isVerb(turn) {
			k.frame = c.t.verbFrame(turn, 2)
		} else {
			k.frame = c.t.nounFrame(turn)
		}
		k.why = append(k.why, fmt.Sprintf("no sense of the codebook says so; the two meet at %q", c.t.toks[turn].Form))
		c.compose(k) // for its marks, and who reports it
		if k.dropped != "" {
			return nil
		}
		k.typ = typ
	}
	if codebook.Quad(typ)%2 == 0 && c.reports(k, &pairing{a: p.a, b: -1}) {
		return nil // a deed is not done by telling of it
	}
	k.why = append(k.why, fmt.Sprintf("proposed by the event head: %s %.2f, nothing %.2f", typ, share, p.verdict.types[len(headTypes)]))
	k.actors, k.recips, k.symmetric, k.judged, k.shadow = []party{{mention: p.a}}, []party{{mention: p.b}}, false, share, nil
	k.proposed = true
	if k.mode == "" || !codebook.HasMode(typ, k.mode) || k.mode == "visit" {
		k.mode = ""
		if v := theHead().judge(c.in.Encoder, c.in.Encoder.Vectors(c.t.s), []*Observation{p.seen}, false, true); v != nil {
			k.mode = v[0].mode(typ, modeAbove) // only here: modes of every pair would cost more than all else
		}
		k.cameo = codebook.CodeOf(typ, k.mode)
	}
	c.remark(k, p.verdict)
	return k
}

// saysOf reports whether one of a pair says something of the other: he is no reporter, and
// the other stands in what is said, not in a clause beside it ("reported a case as Israel
// culled").
func (c *work) saysOf(v int, p *pairing) bool {
	if as := c.r.mentions[p.a].Actors; press(as) && as[0].Code != "NGO" {
		return false
	}
	if b := c.t.base(v); b == "parataxis" || b == "ccomp" {
		return true // "the army failed, he said"
	}
	b := c.r.mentions[p.b].Head
	for _, k := range c.t.kids[v] {
		switch c.t.base(k) {
		case "ccomp", "xcomp", "obj", "parataxis":
			if c.t.under(b, k) {
				return true
			}
		}
	}
	return false
}

// quoting verbs only hand on what somebody else says.
var quoting = wordSet("quote cite")

// mutual are the types in which both sides may act alike.
var mutual = wordSet("CONSULT COOPERATE AGREE SUPPORT ASSAULT")

// gather joins proposals of one act: both directions of a mutual one, and several on
// one side.
func (c *work) gather(list []*candidate) []*candidate {
	sides := func(x, y []party) bool {
		return len(x) == len(y) && !slices.ContainsFunc(x, func(p party) bool {
			return !slices.ContainsFunc(y, func(q party) bool { return p.mention == q.mention })
		})
	}
	union := func(x, y []party) []party {
		out := slices.Clone(x)
		for _, p := range y {
			if !slices.ContainsFunc(out, func(q party) bool { return q.mention == p.mention }) {
				out = append(out, p)
			}
		}
		return out
	}
	for again := true; again; {
		again = false
		for i := 0; i < len(list) && !again; i++ {
			for j := i + 1; j < len(list) && !again; j++ {
				a, b := list[i], list[j]
				if a.typ != b.typ {
					continue
				}
				switch {
				case mutual[a.typ] && !a.symmetric && !b.symmetric && len(a.recips) > 0 && sides(a.actors, b.recips) && sides(a.recips, b.actors):
					a.actors, a.recips, a.symmetric = union(a.actors, a.recips), nil, true
					if a.mode == "third-party" { // two alone have nobody between them
						a.mode, a.cameo = "", codebook.CodeOf(a.typ, "")
					}
				case a.symmetric && b.symmetric && a.trigger == b.trigger:
					a.actors = union(a.actors, b.actors)
				case !a.symmetric && !b.symmetric && a.trigger == b.trigger && len(a.recips) > 0 && len(b.recips) > 0 && sides(a.actors, b.actors):
					a.recips = union(a.recips, b.recips)
				case !a.symmetric && !b.symmetric && a.trigger == b.trigger && sides(a.recips, b.recips):
					a.actors = union(a.actors, b.actors)
				default:
					continue
				}
				list, again = slices.Delete(list, j, j+1), true
			}
		}
	}
	return list
}
