package event

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// settle resolves the roles, drops what is not asserted or has nobody in it, and
// joins candidates that tell of the same act in the sentence.
func (c *work) settle() []*candidate {
	for _, k := range c.cands {
		if k.dropped == "" {
			for _, g := range k.consumed {
				c.taken[g] = true
			}
		}
	}
	sport := c.sport() || c.pretended()
	var kept []*candidate
	for _, k := range c.cands {
		if strings.HasPrefix(k.rule, "agree.intend#") && slices.ContainsFunc(c.cands, func(o *candidate) bool { return o != k && o.dropped == "" && slices.Contains(o.chain, k.trigger) }) {
			k.drop("what is intended is told by itself")
		}
		if k.must >= 0 && !c.forced {
			k.drop("it only must be done, and nobody who is known demands it")
		}
		if k.dropped != "" || k.composed == 0 && c.taken[k.trigger] || c.takenByOther(k) {
			continue
		}
		if sport && k.typ != "AID" && !beforeCourt(k) {
			continue
		}
		c.resolve(k)
		c.host(k)
		if k.shadow != nil && (k.shadow.dropped != "" || k.shadow.typ != k.typ) {
			continue
		}
		if !c.complete(k) || c.ownPaper(k) || c.beaten(k) {
			continue
		}
		kept = append(kept, k)
		for _, b := range []*candidate{c.alleged(k), c.jailed(k)} {
			if b != nil {
				kept = append(kept, b)
			}
		}
	}
	sort.SliceStable(kept, func(i, j int) bool {
		if kept[i].trigger != kept[j].trigger {
			return kept[i].trigger < kept[j].trigger
		}
		return kept[i].rule < kept[j].rule
	})
	kept = slices.DeleteFunc(c.merge(kept), c.obscure)
	for _, k := range kept {
		// PLOVER: who visits is the actor, who hosts the recipient; CAMEO 043 says it from
		// the host's side.
		if k.typ == "CONSULT" && k.mode == "visit" && k.cameo == "043" && !k.symmetric && len(k.recips) > 0 {
			k.actors, k.recips, k.cameo = k.recips, k.actors, "042"
			k.why = append(k.why, "the guest is the actor, the host the recipient")
		}
	}
	return kept
}

// beforeCourt: a player is arrested and convicted as others are.
func beforeCourt(k *candidate) bool { return k.mode == "arrest" || k.mode == "convict" }

// takenByOther: the plain sense of a word that made another event into its own.
func (c *work) takenByOther(k *candidate) bool {
	return c.taken[k.trigger] && !slices.Contains(k.consumed, k.trigger) && len(k.consumed) == 0
}

// resolve turns the tokens in the roles into parties.
func (c *work) resolve(k *candidate) {
	located := k.typ == "ASSAULT" || k.typ == "COERCE" || k.typ == "AID"
	seen := func(list []party, p party) bool {
		return slices.ContainsFunc(list, func(q party) bool { return q.mention == p.mention })
	}
	collect := func(toks []int, located, placed bool, not []party) []party {
		var out []party
		for _, tok := range toks {
			ps := c.r.parties(tok, located)
			// A place that one travels to stands for its hosts.
			// "US-Iraqi talks": a modifier means itself and not what modifies it in turn.
			before := c.r.cover[tok] < 0 && (c.t.base(tok) == "amod" || c.t.base(tok) == "compound")
			if (!known(c.r, ps) || before) && (c.modifies(tok, k.trigger) || k.mode == "visit" || placed) && c.r.attribute(tok) != nil {
				ps = nil
				for _, x := range c.t.conjuncts(tok) {
					ps = append(ps, c.r.attribute(x)...)
				}
			}
			for _, p := range ps {
				if !seen(out, p) && !seen(not, p) {
					out = append(out, p)
				}
			}
		}
		return out
	}
	k.actors = collect(k.actor, false, k.crowd, nil)
	k.recips = collect(k.recip, located, k.placed, k.actors)
	if k.typ == "ASSAULT" { // what explodes in a capital need not hit the government
		k.recips = slices.DeleteFunc(k.recips, func(p party) bool {
			return (k.placed || strings.HasPrefix(p.owner, "of ")) && c.r.mentions[p.mention].Kind == annals.MentionPlace && c.r.seat([]party{p})
		})
	}
	k.recips = slices.DeleteFunc(k.recips, func(p party) bool { return c.ownThing(k, p) })
	// Nobody acts on himself: the same actor on both sides is a reading error,
	// or a thing of his own. "Two soldiers" are not the army that charges them.
	as := c.r.actors(k.actors)
	k.recips = slices.DeleteFunc(k.recips, func(p party) bool {
		rs := c.r.mentions[p.mention].Actors
		return len(rs) > 0 && !(p.owner == "" && c.r.fresh(p.mention)) && !slices.ContainsFunc(rs, func(x annals.Actor) bool {
			return !slices.ContainsFunc(as, func(y annals.Actor) bool { return sameActor(x, y) })
		})
	})
}

// host takes a state that tells of talks with somebody for the other side of them: "Russia
// says a round of talks with the United States will open".
func (c *work) host(k *candidate) {
	if k.typ != "CONSULT" || !k.symmetric || len(k.reporters) == 0 || len(c.r.actors(k.actors)) != 1 || k.frame.first("with") < 0 || k.frame.first("subj") >= 0 {
		return
	}
	for _, tok := range k.reporters {
		for _, p := range c.r.parties(tok, false) {
			as := c.r.mentions[p.mention].Actors
			if len(as) == 1 && (isCountry(as[0]) || len(as[0].Sectors) > 0 && as[0].Sectors[0] == "GOV") && as[0].Code != "" && as[0].Code != c.r.actors(k.actors)[0].Code {
				k.actors = append(k.actors, p)
				k.why = append(k.why, fmt.Sprintf("%q tells of its own talks", c.r.mentions[p.mention].Evidence.Text))
			}
		}
	}
}

// ownThing reports whether a side stands there only for a thing of the actor's own
// country, or for the revolt that the actor makes: "Karzai promised to end Afghan poppy
// production", "rebels fighting an insurgency".
func (c *work) ownThing(k *candidate, p party) bool {
	m := &c.r.mentions[p.mention]
	for _, q := range k.actors {
		for _, a := range c.r.mentions[q.mention].Actors {
			if a.Code == "" || len(m.Actors) != 1 || m.Actors[0].Code != a.Code {
				continue
			}
			switch b := m.Actors[0]; {
			case len(b.Sectors) == 0 && len(a.Sectors) > 0 && strings.HasPrefix(p.owner, "modifier"):
				return codebook.Quad(k.typ) == 1
			case slices.Contains(a.Sectors, "REB") && slices.Contains(b.Sectors, "REB") && m.Head < len(c.t.toks):
				l := c.t.lemma[m.Head]
				return l == "insurgency" || l == "rebellion" || l == "revolt" || l == "uprising"
			}
		}
	}
	return false
}

// merge keeps one candidate for each act: the same words, a light verb and its
// noun, a deed and the noun of its means, a protest and its demand.
func (c *work) merge(list []*candidate) []*candidate {
	gone := make([]bool, len(list))
	for i, a := range list {
		for j, b := range list {
			if i == j || gone[i] || gone[j] {
				continue
			}
			if c.sameAct(a, b) {
				keep, lose, x := a, b, j
				switch {
				case c.oneSided(a) && !b.symmetric && len(c.r.actors(b.recips)) > 0:
					keep, lose, x = b, a, i // "killed in fighting with rebels": by them
				case c.oneSided(b) && !a.symmetric && len(c.r.actors(a.recips)) > 0:
				case a.shadow == b || b.shadow != a && c.richness(b) > c.richness(a):
					keep, lose, x = b, a, i
				}
				c.absorb(keep, lose)
				gone[x] = true
			}
		}
	}
	var out []*candidate
	for i, k := range list {
		if !gone[i] {
			out = append(out, k)
		}
	}
	return out
}

// ground reports whether those on whom an act is done are known by the place alone.
func (c *work) ground(k *candidate) bool {
	if len(k.recip) > 0 && !slices.ContainsFunc(k.recip, func(i int) bool { return c.t.caseOf(i) != "in" && c.t.caseOf(i) != "near" }) {
		return true // "blew himself up in Pakistan"
	}
	return k.placed || len(k.recips) > 0 && !slices.ContainsFunc(k.recips, func(p party) bool { return !strings.HasPrefix(p.owner, "in ") })
}

// oneSided reports whether only one side of a fight or meeting is known.
func (c *work) oneSided(k *candidate) bool {
	return k.typ == "ASSAULT" && k.symmetric && len(c.r.actors(k.actors)) == 1 && len(k.recips) == 0
}

func (c *work) richness(k *candidate) int {
	n := 0
	if len(c.r.actors(k.actors)) > 0 {
		n += 4
	}
	if len(c.r.actors(k.recips)) > 0 {
		if n += 4; c.ground(k) {
			n -= 2
		}
	}
	if k.symmetric {
		n += 2 * min(len(c.r.actors(k.actors)), 2)
	}
	switch {
	case k.mode == "visit" || k.mode == "phone":
		n += 3
	case k.mode != "":
		n++
	}
	if len(k.marks) == 0 {
		n++
	}
	return n
}

// sameAct reports whether two candidates of a sentence tell of one act.
func (c *work) sameAct(a, b *candidate) bool {
	if a.twin == b || b.twin == a {
		return false
	}
	if a.trigger == b.trigger || a.shadow == b && a.typ == b.typ || b.shadow == a && a.typ == b.typ {
		return true
	}
	if a.typ == "PROTEST" && b.typ == "REQUEST" || a.typ == "REQUEST" && b.typ == "PROTEST" {
		p, q := a, b
		if p.typ != "PROTEST" {
			p, q = b, a
		}
		return c.sameSide(p.actors, q.actors) && (c.t.under(q.trigger, p.top) || c.t.under(q.trigger, p.trigger))
	}
	if a.typ != b.typ {
		return false
	}
	if a.typ == "CONSULT" && c.oneMeeting(a, b) {
		return true
	}
	sameA := c.sameSide(a.actors, b.actors)
	sameR := c.sameSide(a.recips, b.recips)
	// "tried to kill him by detonating a bomb"
	if sameA && sameR && len(a.recips) > 0 && a.typ == "ASSAULT" && (c.governs(a, b) || c.governs(b, a)) {
		return true
	}
	if sameA && sameR && c.compatible(a, b) {
		return true
	}
	// One governs the other: "killed in an attack", "the strikes killed".
	near := c.governs(a, b) || c.governs(b, a)
	if !near {
		return false
	}
	emptyOr := func(x, y []party) bool {
		if a.typ == "ASSAULT" && (c.pronouns(x) || c.pronouns(y)) && (c.caseIs(a.trigger, "when") || c.caseIs(b.trigger, "when")) { // "were killed when a missile hit their car"
			return true
		}
		return len(c.r.actors(x)) == 0 || len(c.r.actors(y)) == 0 || c.sameSide(x, y)
	}
	return emptyOr(a.actors, b.actors) && (emptyOr(a.recips, b.recips) || c.ground(a) || c.ground(b)) && c.compatible(a, b)
}

// oneMeeting: "traveled to Syria and met its president", "sat down in Geneva for
// talks": the same side takes part in both, and nobody new in one of them.
func (c *work) oneMeeting(a, b *candidate) bool {
	if !c.compatible(a, b) {
		return false
	}
	x, y := c.sideCodes(a), c.sideCodes(b)
	// talks that the journey was for, even with somebody not named before
	if a.mode == "visit" && b.symmetric && c.governs(a, b) || b.mode == "visit" && a.symmetric && c.governs(b, a) {
		return true
	}
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for code := range x {
		if !y[code] {
			return false
		}
	}
	return true
}

// sideCodes are the codes (or names, without one) of all who take part.
func (c *work) sideCodes(k *candidate) map[string]bool {
	out := map[string]bool{}
	for _, a := range append(c.r.actors(k.actors), c.r.actors(k.recips)...) {
		if a.Code != "" {
			out[a.Code] = true
		} else if a.Name != "" {
			out[a.Name] = true
		} else {
			out["?"+strings.Join(a.Sectors, ".")] = true
		}
	}
	return out
}

// compatible: two modes of one act do not contradict each other, nor do the marks.
func (c *work) compatible(a, b *candidate) bool {
	for _, m := range []annals.Mark{annals.MarkNegation, annals.MarkHypothetical, annals.MarkHistorical} {
		if a.marks[m] != b.marks[m] {
			return false
		}
	}
	return true
}

// governs reports whether b's noun stands at a's verb or the other way round.
func (c *work) governs(a, b *candidate) bool {
	h := b.trigger
	for n := 0; n < 3; n++ {
		h = c.t.head(h)
		if h < 0 {
			return false
		}
		if h == a.trigger || h == a.top {
			return true
		}
		if c.t.isVerb(h) && n > 0 {
			return false
		}
	}
	return false
}

func (c *work) sameSide(x, y []party) bool {
	a, b := c.r.actors(x), c.r.actors(y)
	if len(a) != len(b) {
		return false
	}
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q annals.Actor) bool { return sameActor(p, q) }) {
			return false
		}
	}
	return true
}

// pronouns reports whether a side is known by pronouns alone.
func (c *work) pronouns(list []party) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(p party) bool { return c.r.mentions[p.mention].Kind != annals.MentionPronoun })
}

// absorb takes over what the lost candidate knew better.
func (c *work) absorb(k, lost *candidate) {
	if len(c.r.actors(k.actors)) == 0 && !k.symmetric && (!lost.symmetric || c.oneSided(lost)) {
		k.actors = slices.DeleteFunc(slices.Clone(lost.actors), func(p party) bool {
			return slices.ContainsFunc(k.recips, func(q party) bool { return q.mention == p.mention })
		})
	}
	if len(c.r.actors(k.recips)) == 0 && !k.symmetric && !lost.symmetric {
		k.recips = slices.DeleteFunc(slices.Clone(lost.recips), func(p party) bool {
			return slices.ContainsFunc(k.actors, func(q party) bool { return q.mention == p.mention })
		})
	}
	// "a bomb in Tikrit that killed six": on them, and not on the place
	if k.typ == "ASSAULT" && !k.symmetric && !lost.symmetric && len(c.r.actors(lost.recips)) > 0 && c.ground(k) && !c.ground(lost) {
		k.recips, k.recip, k.placed = slices.DeleteFunc(slices.Clone(lost.recips), func(p party) bool {
			return slices.ContainsFunc(k.actors, func(q party) bool { return q.mention == p.mention })
		}), lost.recip, false
	}
	// "flew to Moscow for talks with the president": he is whom the visit was to.
	if k.typ == "CONSULT" && k.mode == "visit" && len(c.r.actors(k.recips)) == 0 && !k.symmetric {
		k.recips = slices.DeleteFunc(append(slices.Clone(lost.actors), lost.recips...), func(p party) bool {
			return slices.ContainsFunc(k.actors, func(q party) bool { return q.mention == p.mention })
		})
	}
	// The noun names the weapon: "a drone strike that killed".
	if lost.mode != "" && k.typ == lost.typ && (k.mode == "" || lost.shadow == k) {
		k.mode, k.cameo = lost.mode, lost.cameo
	}
	if len(k.reporters) == 0 {
		k.reporters = lost.reporters
	}
	k.why = append(k.why, fmt.Sprintf("%q tells of the same act and was joined to it", c.t.words(lost.words)))
}
