package event

import (
	"crypto/sha256"
	"encoding/hex"
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
		if k.dropped != "" || k.composed == 0 && c.taken[k.trigger] || c.takenByOther(k) {
			continue
		}
		if sport && k.typ != "AID" {
			continue
		}
		c.resolve(k)
		if k.shadow != nil && (k.shadow.dropped != "" || k.shadow.typ != k.typ) {
			continue
		}
		if !c.complete(k) {
			continue
		}
		kept = append(kept, k)
	}
	sort.SliceStable(kept, func(i, j int) bool {
		if kept[i].trigger != kept[j].trigger {
			return kept[i].trigger < kept[j].trigger
		}
		return kept[i].rule < kept[j].rule
	})
	return c.merge(kept)
}

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
	collect := func(toks []int, located bool, not []party) []party {
		var out []party
		for _, tok := range toks {
			ps := c.r.parties(tok, located)
			// A place that one travels to stands for its hosts.
			if !known(c.r, ps) && (c.modifies(tok, k.trigger) || k.mode == "visit") && c.r.attribute(tok) != nil {
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
	k.actors = collect(k.actor, false, nil)
	k.recips = collect(k.recip, located, k.actors)
	// Nobody acts on himself: the same actor on both sides is a reading error,
	// or a thing of his own.
	as := c.r.actors(k.actors)
	k.recips = slices.DeleteFunc(k.recips, func(p party) bool {
		rs := c.r.mentions[p.mention].Actors
		return len(rs) > 0 && !slices.ContainsFunc(rs, func(x annals.Actor) bool {
			return !slices.ContainsFunc(as, func(y annals.Actor) bool { return sameActor(x, y) })
		})
	})
}

// complete reports whether a candidate has the roles that its type needs.
func (c *work) complete(k *candidate) bool {
	a, r := len(c.r.actors(k.actors)) > 0, len(c.r.actors(k.recips)) > 0
	if !a && !r {
		return false
	}
	if k.typ == "CONSULT" && c.t.isVerb(k.trigger) && (press(c.r.actors(k.actors)) || press(c.r.actors(k.recips)) || slices.ContainsFunc(c.r.actors(k.actors), isPress)) {
		return false // speaking to reporters is a statement, no meeting
	}
	if k.typ == "CONSULT" && (k.marks[annals.MarkHypothetical] || k.marks[annals.MarkNegation]) && len(c.sideCodes(k)) < 2 {
		return false
	}
	if k.marks[annals.MarkHypothetical] && !named(c.r.actors(k.actors)) && !named(c.r.actors(k.recips)) {
		return false
	}
	if k.symmetric {
		n := len(c.r.actors(k.actors))
		if k.typ == "COOPERATE" && n < 2 {
			return false
		}
		if n < 2 && c.t.isNoun(k.trigger) && k.light < 0 {
			return false
		}
		return true
	}
	if a != r && k.typ != "PROTEST" && !named(c.r.actors(k.actors)) && !named(c.r.actors(k.recips)) {
		return false // only "the men" or "hijackers": nobody that anyone could look for
	}
	if codebook.NeedsRecipient(k.typ) && !r {
		return false
	}
	// Words need a speaker; deeds may have an unknown doer.
	if q := codebook.Quad(k.typ); !a && (q == 1 || q == 3) && k.typ != "ACCUSE" {
		return false
	}
	if !a && (k.marks[annals.MarkHypothetical] || c.inanimate(k)) {
		return false
	}
	return true
}

// inanimate reports whether a verb names a doer that is nobody: "the virus killed",
// "smog forced Beijing". An attack, a weapon or an uncounted crowd has somebody behind it.
func (c *work) inanimate(k *candidate) bool {
	if !c.t.isVerb(k.trigger) || len(k.actor) == 0 {
		return false
	}
	for _, tok := range k.actor {
		x := c.t.meant(tok)
		l := c.t.lemma[x]
		if c.r.cover[tok] >= 0 || c.r.cover[x] >= 0 || !c.t.isNoun(x) || quantities[l] || weapons[l] || c.t.toks[x].UPOS == "PROPN" {
			return false
		}
		for _, e := range c.book.Nouns(l) {
			for _, s := range e.Senses {
				if codebook.Quad(s.Type) == 4 {
					return false
				}
			}
		}
	}
	return true
}

// weapons act for whoever fired them.
var weapons = wordSet("bomb missile rocket shell drone mine grenade bullet jet plane warplane aircraft helicopter tank gunship warship " +
	"artillery mortar gun car truck explosion blast gunfire fire gunman crowd mob people man woman person youth gang device torpedo " +
	"submarine boat convoy bomber sniper assailant attacker unit")

func isPress(a annals.Actor) bool { return slices.Contains(a.Sectors, "JRN") }

func press(as []annals.Actor) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(a annals.Actor) bool { return !isPress(a) })
}

// named reports whether somebody among these has a code or a name.
func named(as []annals.Actor) bool {
	return slices.ContainsFunc(as, func(a annals.Actor) bool { return a.Code != "" || a.Name != "" })
}

// sportWords tell of a game where two of them stand together.
var sportWords = wordSet("goal goalkeeper striker midfielder defender match league coach tournament season championship cup " +
	"semifinal semi-final quarterfinal quarter-final final playoff penalty scored score stadium football soccer basketball cricket " +
	"tennis rugby hockey olympic olympics medal athlete player team squad club game halftime half-time innings wicket batsman boxing " +
	"marathon grand prix qualifier inning touchdown quarterback pitcher fixture referee premier fifa uefa nba nfl wimbledon")

// sport reports whether a sentence tells of a game.
func (c *work) sport() bool {
	seen := map[string]bool{}
	for i := range c.t.toks {
		l := c.t.lemma[i]
		if sportWords[l] && !(l == "cup" || l == "final" || l == "premier" || l == "goal" && c.t.toks[i].XPOS == "NNS") {
			seen[l] = true
		} else if l == "final" && c.t.isNoun(i) || l == "cup" && c.t.toks[i].UPOS == "PROPN" {
			seen[l] = true
		}
	}
	return len(seen) >= 2
}

// gameWords need no second word beside them.
var gameWords = wordSet("match goalkeeper striker midfielder semifinal semi-final quarterfinal quarter-final innings wicket batsman halftime " +
	"half-time playoff fifa uefa shootout")

// pretended reports whether the sentence tells of a work of fiction or a game:
// "in the video game", "in a match".
func (c *work) pretended() bool {
	for i := range c.t.toks {
		if !c.t.isNoun(i) || c.t.base(i) == "compound" {
			continue
		}
		if gameWords[c.t.lemma[i]] {
			return true
		}
		if fiction[c.t.lemma[i]] && c.t.caseOf(i) == "in" && c.t.base(i) == "obl" {
			return true
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
				if a.shadow == b || b.shadow != a && c.richness(b) > c.richness(a) {
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

func (c *work) richness(k *candidate) int {
	n := 0
	if len(c.r.actors(k.actors)) > 0 {
		n += 4
	}
	if len(c.r.actors(k.recips)) > 0 {
		n += 4
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
	if sameA && sameR && c.compatible(a, b) {
		return true
	}
	// One governs the other: "killed in an attack", "the strikes killed".
	near := c.governs(a, b) || c.governs(b, a)
	if !near {
		return false
	}
	emptyOr := func(x, y []party) bool {
		return len(c.r.actors(x)) == 0 || len(c.r.actors(y)) == 0 || c.sameSide(x, y)
	}
	return emptyOr(a.actors, b.actors) && emptyOr(a.recips, b.recips) && c.compatible(a, b)
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

// absorb takes over what the lost candidate knew better.
func (c *work) absorb(k, lost *candidate) {
	if len(c.r.actors(k.actors)) == 0 && !k.symmetric && !lost.symmetric {
		k.actors = lost.actors
	}
	if len(c.r.actors(k.recips)) == 0 && !k.symmetric && !lost.symmetric {
		k.recips = slices.DeleteFunc(slices.Clone(lost.recips), func(p party) bool {
			return slices.ContainsFunc(k.actors, func(q party) bool { return q.mention == p.mention })
		})
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

// report writes a candidate down.
func (c *work) report(k *candidate) annals.Report {
	s := c.t.s
	if k.typ == "CONSULT" && k.mode == "" && len(c.sideCodes(k)) > 2 {
		k.mode = "multilateral"
	}
	// PLOVER: who visits is the actor, who hosts the recipient; CAMEO 043 says it from
	// the host's side.
	if k.typ == "CONSULT" && k.mode == "visit" && k.cameo == "043" && !k.symmetric && len(k.recips) > 0 {
		k.actors, k.recips, k.cameo = k.recips, k.actors, "042"
		k.why = append(k.why, "the guest is the actor, the host the recipient")
	}
	r := annals.Report{
		ArticleID: c.in.ArticleID, Type: k.typ, Mode: k.mode, CAMEO: k.cameo, Contexts: c.contexts(k),
		Actors: c.r.actors(k.actors), Recipient: c.r.actors(k.recips),
		Trigger: c.span(c.triggerSpan(k)), Sentence: c.evidence(s.Start, s.End),
		Rule: k.rule, Confidence: c.confidence(k), Codebook: c.book.Version,
	}
	for _, m := range []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation} {
		if k.marks[m] && !said(k.typ, m) {
			r.Marks = append(r.Marks, m)
		}
	}
	var by []party
	for _, tok := range k.reporters {
		by = append(by, c.r.parties(tok, false)...)
	}
	r.ReportedBy = c.r.actors(by)
	r.Why = append(k.why, c.roleSteps("actor", k.actors)...)
	r.Why = append(r.Why, c.roleSteps("recipient", k.recips)...)
	r.ID = "r-" + key(c.in.ArticleID, fmt.Sprint(r.Trigger.Start, r.Trigger.End), r.Type, codes(r.Actors), codes(r.Recipient))
	return r
}

// said reports whether a type already says what a mark would.
func said(typ string, m annals.Mark) bool {
	switch typ {
	case "AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE":
		return m == annals.MarkFuture
	}
	return false
}

func (c *work) roleSteps(role string, ps []party) []string {
	var out []string
	for _, p := range ps {
		m := &c.r.mentions[p.mention]
		line := fmt.Sprintf("%s: %q", role, m.Evidence.Text)
		if p.owner != "" {
			line += " (" + p.owner + ")"
		}
		out = append(out, line)
	}
	return out
}

// triggerSpan is the first and last token of the trigger's words; words that
// stand far apart count by the trigger alone.
func (c *work) triggerSpan(k *candidate) (int, int) {
	lo, hi := k.trigger, k.trigger
	words := slices.Clone(k.words)
	slices.SortFunc(words, func(a, b int) int { return abs(a-k.trigger) - abs(b-k.trigger) })
	for _, w := range words {
		if w < lo && lo-w <= 7 {
			lo = w
		}
		if w > hi && w-hi <= 7 {
			hi = w
		}
	}
	return lo, hi
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (c *work) span(lo, hi int) annals.Evidence {
	return c.evidence(c.t.toks[lo].Start, c.t.toks[hi].End)
}

func (c *work) evidence(start, end int) annals.Evidence {
	return annals.Evidence{ArticleID: c.in.ArticleID, Sentence: c.t.s.Index, Start: start, End: end, Text: c.in.Text[start:end]}
}

// contexts joins those of the sense with those of the words of the clause.
func (c *work) contexts(k *candidate) []string {
	out := slices.Clone(k.contexts)
	roots := []int{k.top}
	for n, tok := 0, 0; n < len(roots) && tok < 80; n++ {
		tok++
		i := roots[n]
		for _, ctx := range c.book.Contexts(c.t.lemma[i]) {
			if !slices.Contains(out, ctx) {
				out = append(out, ctx)
			}
		}
		for _, x := range c.t.kids[i] {
			switch c.t.base(x) {
			case "conj", "parataxis", "ccomp", "punct":
				if c.t.isVerb(x) {
					continue
				}
			case "acl", "advcl":
				if c.t.rel(x) == "acl:relcl" {
					continue
				}
			}
			roots = append(roots, x)
		}
	}
	slices.Sort(out)
	return out
}

// confidence weighs the tree, the sense and the roles. It ranks records; it is
// no probability until it has been measured against gold.
func (c *work) confidence(k *candidate) float64 {
	v := 0.96
	low := float32(10)
	for _, i := range append(slices.Clone(k.actor), k.recip...) {
		low = min(low, c.t.toks[i].Margin)
	}
	low = min(low, c.t.toks[k.trigger].Margin)
	switch {
	case low < 0.5:
		v *= 0.80
	case low < 1.5:
		v *= 0.88
	case low < 3:
		v *= 0.94
	}
	if len(k.sense.Conditions) == 0 {
		v *= 0.95
	}
	if k.frame.shared {
		v *= 0.96
	}
	for _, p := range append(slices.Clone(k.actors), k.recips...) {
		for range p.steps {
			v *= 0.96
		}
	}
	if len(c.r.actors(k.actors)) == 0 || len(c.r.actors(k.recips)) == 0 && !k.symmetric {
		v *= 0.88
	}
	for range k.composed {
		v *= 0.96
	}
	if k.marks[annals.MarkHypothetical] {
		v *= 0.9
	}
	return float64(int(v*1000+0.5)) / 1000
}

func codes(as []annals.Actor) string {
	parts := make([]string, 0, len(as))
	for _, a := range as {
		parts = append(parts, a.Code+"."+strings.Join(a.Sectors, ".")+"/"+a.Name)
	}
	sort.Strings(parts)
	return strings.Join(parts, "+")
}

// key is the first 16 hex digits of the SHA-256 of its parts.
func key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s;", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
