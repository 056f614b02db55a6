package event

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// maxClimb bounds how many outer words one event is taken through.
const maxClimb = 10

// compose takes a candidate outwards through the words that govern it. Each one
// that the codebook lists changes its type, marks it, reports it or drops it.
func (c *work) compose(k *candidate) {
	t := c.t
	c.nounStatus(k)
	c.clauseStatus(k, k.top)
	top, slots := k.top, []string(nil)
	bridged := 0 // plain nouns passed since the last top
	far := false // a plain word stands between the event and what governs it
	for n := 0; n < maxClimb; n++ {
		var g int
		g, slots = c.link(top)
		if g < 0 {
			return
		}
		if s := t.child(g, "nsubj"); t.isVerb(g) && s >= 0 && fiction[t.lemma[s]] {
			k.drop(fmt.Sprintf("only a %s tells of it", t.lemma[s]))
		}
		if out := c.outer(k, g, top, slots, far); out != "" {
			bridged = 0
			k.chain = append(k.chain, g)
			if far {
				top = g
				continue
			}
			k.top = g
			k.told = out == codebook.EffectReport
			c.clauseStatus(k, g)
			// A light verb may carry the outer noun: "issued a threat to attack".
			top = g
			continue
		}
		switch {
		case t.isVerb(top) && c.bareInfinitive(top):
			if !far && !c.purposeStands(k, top, g) && !t.headline(top) {
				k.drop(fmt.Sprintf("an infinitive below %q, which asserts nothing", t.toks[g].Form))
			}
			top = g
		case t.isNoun(g) && t.child(g, "cop") < 0 && bridged < 2 && t.isNoun(top):
			bridged++
			far = true
			top = g
		case t.isVerb(top) && (t.base(top) == "ccomp" || t.base(top) == "advcl" || t.base(top) == "xcomp" || t.base(top) == "parataxis"):
			if c.ifClause(top) {
				k.supposed = true
				k.mark(annals.MarkHypothetical, "in an if-clause")
			}
			c.passiveMarks(k, top, g)
			far = far || t.base(top) == "xcomp" || t.base(top) == "advcl"
			top = g
		case t.isNoun(top) && t.isVerb(g):
			top = g
			far = true
			c.governing(k, g)
		default:
			return
		}
	}
}

func (k *candidate) drop(why string) {
	if k.dropped == "" {
		k.dropped = why
		k.why = append(k.why, "not asserted: "+why)
	}
}

func (k *candidate) mark(m annals.Mark, why string) {
	if !k.marks[m] {
		k.marks[m] = true
		k.why = append(k.why, fmt.Sprintf("marked %s: %s", m, why))
	}
}

// link finds what governs a token and in which slots of the governor it stands.
func (c *work) link(top int) (int, []string) {
	t := c.t
	i := top
	for n := 0; n < 6 && t.head(i) >= 0; n++ {
		if h := t.head(i); t.base(i) == "conj" && t.toks[i].XPOS == "VBD" && t.toks[h].XPOS == "VB" && t.head(h) >= 0 && t.isVerb(t.head(h)) {
			i = t.head(h) // "failed to see them and opened fire": a past is no second infinitive
		} else if t.base(i) == "conj" || c.listed(i) {
			i = t.head(i)
		} else if c.nextInList(i) {
			i = t.head(t.head(i))
		} else {
			break
		}
	}
	g := t.head(i)
	if g < 0 {
		return -1, nil
	}
	name := t.caseOf(i)
	if i != top {
		if own := t.caseOf(top); own != "" {
			name = own
		}
	}
	switch t.base(i) {
	case "xcomp", "ccomp":
		out := []string{t.base(i)}
		if name != "" && name != "to" {
			out = append(out, name)
		}
		return g, out
	case "csubj":
		if c.bareInfinitive(i) { // "was the first to recognise"
			return g, []string{"ccomp", "xcomp"}
		}
		return g, []string{"ccomp"}
	case "obj", "iobj":
		return g, []string{"obj"}
	case "nsubj":
		if t.rel(i) == "nsubj:pass" {
			return g, []string{"obj"}
		}
		if t.isVerb(g) && t.passive(g) {
			return g, []string{"obj"}
		}
		return g, []string{"subj"}
	case "obl", "nmod":
		if t.rel(i) == "nmod:poss" {
			return g, []string{"poss"}
		}
		return g, []string{name}
	case "advcl", "acl":
		if t.rel(i) == "acl:relcl" {
			if c.content(i, g) {
				return g, []string{"acl", "ccomp"}
			}
			return -1, nil
		}
		out := []string{t.base(i)}
		if name == "as" && t.child(i, "nsubj") >= 0 { // "were arrested as they marched": when, and not what for
			return g, out
		}
		if h := t.head(g); t.base(i) == "acl" && (name == "of" || name == "for") && c.r.cover[g] >= 0 && h >= 0 && t.isVerb(h) &&
			(t.base(g) == "obj" || t.rel(g) == "nsubj:pass") { // "accused the agents of trying": said of the verb, whoever it was read at
			return h, []string{"advcl", name}
		}
		if name == "to" || c.bareInfinitive(i) {
			out = append(out, "xcomp")
		} else if name == "that" || name == "" && t.base(i) == "acl" && t.child(i, "nsubj") >= 0 { // "its demand that the army leave", "claims they failed"
			out = append(out, "ccomp")
		} else if name != "" {
			out = append(out, name)
		}
		return g, out
	case "parataxis":
		return g, []string{"parataxis"}
	case "dep", "dislocated":
		return g, []string{"ccomp"}
	}
	return -1, nil
}

// content reports whether what is read as a relative clause says what its noun is about:
// "claims they failed to act", where nothing in the clause is left for the noun to be.
func (c *work) content(v, noun int) bool {
	t := c.t
	s := t.child(v, "nsubj")
	if s < 0 || t.toks[s].XPOS == "WP" || t.toks[s].XPOS == "WDT" || t.child(v, "obj", "xcomp", "ccomp") < 0 || t.passive(v) {
		return false
	}
	for _, k := range t.kids[v] {
		if x := t.toks[k].XPOS; x == "WDT" || x == "WP" || x == "WRB" {
			return false
		}
	}
	return slices.ContainsFunc(c.book.Compositions(codebook.Noun, t.lemma[noun]), func(comp *codebook.Composition) bool {
		return slices.ContainsFunc(comp.Rules, func(r *codebook.CompositionRule) bool {
			return r.Effect != codebook.EffectMark && slices.Contains(r.Slots, "ccomp")
		})
	})
}

// listed reports whether an infinitive that hangs on another infinitive is the next
// of a list: "agreed to free them, to arm the other and to meet".
func (c *work) listed(v int) bool {
	t := c.t
	if t.base(v) != "advcl" || !c.bareInfinitive(v) || t.head(v) < 0 || !c.bareInfinitive(t.head(v)) {
		return false
	}
	for _, k := range t.kids[v] {
		if t.base(k) == "mark" && k > 0 && t.toks[k-1].Form == "," {
			return t.head(v) < v
		}
	}
	return false
}

// nextInList reports whether a plain verb form that the parser hung on the object of an
// infinitive is the next infinitive of its list: "to form a committee, close crossings".
func (c *work) nextInList(v int) bool {
	t := c.t
	if t.base(v) != "acl" || t.toks[v].XPOS != "VB" || t.child(v, "mark", "nsubj") >= 0 || v == 0 {
		return false
	}
	if p := t.toks[v-1].Form; p != "," && t.toks[v-1].UPOS != "CCONJ" {
		return false
	}
	n := t.head(v)
	return n >= 0 && t.isNoun(n) && t.base(n) == "obj" && t.head(n) >= 0 && t.toks[t.head(n)].XPOS == "VB"
}

// bareInfinitive reports whether a verb is "to" and an infinitive, without a subject of its own.
func (c *work) bareInfinitive(v int) bool {
	t := c.t
	for n := 0; n < 4 && t.base(v) == "conj" && t.head(v) >= 0 && t.isVerb(t.head(v)) && t.toks[v].XPOS == "VB" && t.child(v, "mark", "nsubj", "aux") < 0; n++ {
		v = t.head(v)
	}
	for _, k := range t.kids[v] {
		switch t.base(k) {
		case "mark":
			if t.lemma[k] == "to" {
				return true
			}
		case "nsubj":
			return false
		}
	}
	return false
}

// outer applies the composition rules of the governor and names the effect, ""
// if none fitted. From afar an event is only reported: what is agreed, feared or
// refused is then another thing, to which the event belongs.
func (c *work) outer(k *candidate, g, top int, slots []string, far bool) codebook.Effect {
	t := c.t
	kind := codebook.Verb
	switch {
	case t.isVerb(g):
	case t.toks[g].UPOS == "ADJ" || t.toks[g].UPOS == "ADV":
		kind = codebook.Adj
	case t.isNoun(g):
		kind = codebook.Noun
	default:
		return ""
	}
	comps := c.book.Compositions(kind, t.lemma[g])
	if len(comps) == 0 && kind == codebook.Verb && t.passive(g) {
		comps = c.book.Compositions(codebook.Adj, strings.ToLower(t.toks[g].Form))
	}
	// "is prepared to", "were poised to": nobody prepared them
	state := kind == codebook.Verb && t.passive(g) && states[strings.ToLower(t.toks[g].Form)]
	if state {
		comps = c.book.Compositions(codebook.Adj, strings.ToLower(t.toks[g].Form))
	}
	if len(comps) == 0 && kind == codebook.Adj {
		comps = c.book.Compositions(codebook.Verb, t.lemma[g])
	}
	if len(comps) == 0 {
		return ""
	}
	var f *frame
	switch {
	case state:
		f = t.adjFrame(g, 3)
	case kind == codebook.Verb:
		f = t.verbFrame(g, 4)
	case kind == codebook.Noun:
		f = t.nounFrame(g)
		suffers := false
		if l, roles := c.lightVerb(g); l != nil {
			suffers = slices.Equal(roles.Recipient, []string{"subj"})
			if s := l.frame.first("subj"); s >= 0 && suffers {
				f.add("on", s) // "faces demands to step aside"
			} else if s >= 0 {
				f.add("subj", s)
			}
		}
		if h := t.head(g); t.base(g) == "appos" && h >= 0 { // "Chad, the first country to recognise"
			f.add("subj", h)
		} else if h >= 0 && t.isVerb(h) && becoming[t.lemma[h]] && (t.base(g) == "xcomp" || t.base(g) == "obj") {
			f.add("subj", t.verbFrame(h, 2).first("subj"))
		}
		if f.first("subj") < 0 && !suffers && t.child(g, "cop") < 0 {
			if h := t.holder(g, 3); h >= 0 && f.first("poss") != h {
				f.add("subj", h)
			}
		}
	default:
		f = t.adjFrame(g, 3)
	}
	for _, comp := range comps {
		h := f
		if kind == codebook.Verb && !state {
			if h = withWords(f, comp.Lemma[1:]); h == nil {
				continue
			}
		}
		for _, r := range comp.Rules {
			if c.fits(k, r, h, slots) {
				if far && r.Effect != codebook.EffectReport && !(r.Effect == codebook.EffectDrop && t.isVerb(top) && accusing[t.lemma[g]]) {
					return ""
				}
				c.apply(k, r, h, g)
				return r.Effect
			}
		}
	}
	return ""
}

// accusing verbs swallow all that their clause tells: "accused them of fuelling the war by
// arming rebels".
var accusing = wordSet("accuse suspect charge convict indict acquit")

// states are participles that say how somebody is minded and not what was done to him.
var states = wordSet("poised prepared determined committed bound opposed resolved inclined disposed")

func (c *work) fits(k *candidate, r *codebook.CompositionRule, f *frame, slots []string) bool {
	hit := false
	for _, s := range slots {
		if slices.Contains(r.Slots, s) {
			hit = true
		}
	}
	if !hit || !c.inner(k, r.Inner) {
		return false
	}
	var rest []codebook.Condition
	for _, x := range r.Conditions {
		switch {
		case x.Flag == "negated" && !c.negated(f.trigger):
			return false
		case x.Flag == "own" && !c.own(k, f):
			return false
		case x.Flag != "negated" && x.Flag != "own":
			rest = append(rest, x)
		}
	}
	ok, _ := c.holds(f, rest)
	return ok
}

// own reports whether the inner act is the outer subject's own: "warned that it
// would strike back", and not "warned that a strike would follow".
func (c *work) own(k *candidate, f *frame) bool {
	subj := f.first("subj")
	if subj < 0 || len(k.actor) == 0 {
		return true
	}
	a, b := c.r.actors(c.r.parties(subj, false)), c.r.actors(c.r.parties(k.actor[0], false))
	if slices.Contains(k.actor, subj) || len(b) == 0 && c.t.toks[k.actor[0]].UPOS == "PRON" {
		return true
	}
	return slices.ContainsFunc(a, func(x annals.Actor) bool {
		return slices.ContainsFunc(b, func(y annals.Actor) bool { return sameActor(x, y) || x.Code == y.Code && x.Code != "" })
	})
}

// inner reports whether a candidate is one of the inner events of a rule.
func (c *work) inner(k *candidate, kinds []string) bool {
	q := codebook.Quad(k.typ)
	for _, in := range kinds {
		if in == "any" && k.typ != "" || in == k.typ || in == "coop" && (q == 1 || q == 2) || in == "hostile" && q == 4 {
			return true
		}
	}
	return false
}

// apply makes a rule's effect on a candidate.
func (c *work) apply(k *candidate, r *codebook.CompositionRule, f *frame, g int) {
	t := c.t
	word := t.words(f.words)
	k.composed++
	switch r.Effect {
	case codebook.EffectKeep:
		if len(k.actor) == 0 && !k.noActor && !k.symmetric {
			k.actor = f.all("subj")
		}
		k.rule = r.ID + ">" + k.rule
		return
	case codebook.EffectReport:
		k.composed--
		c.reportedBy(k, f.all("subj"), g, fmt.Sprintf("the subject of %q", word))
		return
	case codebook.EffectDrop:
		k.drop(fmt.Sprintf("it stands under %q", word))
		return
	case codebook.EffectMark:
		k.rule = r.ID + ">" + k.rule
		k.mark(annals.Mark(r.Mark), fmt.Sprintf("under %q", word))
		if t.lemma[g] == "deny" && len(k.reporters) == 0 {
			k.reporters = f.all("subj")
			if !k.symmetric && !c.somebody(k.actor) {
				k.actor = k.reporters
			}
			k.why = append(k.why, "so says who denies it")
		}
		return
	}
	// What is only alleged or denied does not become somebody's promise or demand.
	if k.dropped != "" {
		return
	}
	was := k.typ
	o := codebook.Outcome{Mode: r.Mode, CAMEO: r.CAMEO}
	if r.CAMEO == "*" {
		o = c.book.Of(r.Type, k.typ, k.mode)
		if r.Mode != "" {
			o.Mode = r.Mode
		}
	}
	innerActor, innerRecip := k.actor, k.recip
	actor := c.outerFill(f, r.Roles.Actor, []string{"subj"}, innerActor, innerRecip, nil)
	recip := c.outerFill(f, r.Roles.Recipient, []string{"inner.other"}, innerActor, innerRecip, actor)
	// "will not meet with the rebels": of two sides the one that refuses or agrees acts
	if k.symmetric && len(recip) == 0 && len(actor) > 1 && slices.Equal(actor, innerActor) {
		actor, recip = c.sides(k, actor)
	}
	k.typ, k.mode, k.cameo = r.Type, o.Mode, o.CAMEO
	k.actor, k.recip, k.symmetric = actor, recip, false
	k.rule = r.ID + ">" + k.rule
	k.words = append(slices.Clone(f.words), k.words...)
	k.consumed = append(k.consumed, g)
	delete(k.marks, annals.MarkHypothetical)
	delete(k.marks, annals.MarkFuture)
	if c.negatedRule(r) {
		k.negated = g
		if r.Type == "THREATEN" { // what is not threatened is no refusal either
			k.mark(annals.MarkNegation, fmt.Sprintf("%q is negated", word))
		}
	}
	// Who is asked for a thing is not whose it is: "requested the extradition of
	// Syrians" says not of whom.
	if r.Type == "REQUEST" && !c.forced && !inherent[was] && len(k.recip) > 0 && c.t.isNoun(k.trigger) && !slices.ContainsFunc(k.recip, func(i int) bool {
		return !slices.Contains(innerRecip, i) || slices.Contains(innerActor, i)
	}) {
		k.recip = nil
	}
	k.why = append(k.why, fmt.Sprintf("%q makes %s into %s (composition.txt:%d)", word, was, k.typ, r.Line))
}

// sides parts those who take part in a two-sided act into the subject's side and the
// other; where all stand in the subject, all act.
func (c *work) sides(k *candidate, all []int) (subj, others []int) {
	if !c.t.isVerb(k.top) {
		return all, nil
	}
	own := c.t.verbFrame(k.top, 4).all("subj")
	for _, i := range all {
		if slices.Contains(own, i) {
			subj = append(subj, i)
		} else {
			others = append(others, i)
		}
	}
	if len(subj) == 0 {
		return all, nil
	}
	return subj, others
}

// inherent are the types in which everybody who takes part can be asked for it.
var inherent = map[string]bool{"CONSULT": true, "AGREE": true, "SUPPORT": true, "RETREAT": false, "REQUEST": true}

func (c *work) negatedRule(r *codebook.CompositionRule) bool {
	return slices.ContainsFunc(r.Conditions, func(x codebook.Condition) bool { return x.Flag == "negated" })
}

// outerFill fills a role of an outer word from its own slots or from the inner event.
func (c *work) outerFill(f *frame, slots, fallback []string, innerActor, innerRecip, not []int) []int {
	if slots == nil {
		slots = fallback
	}
	same := func(a, b int) bool {
		if a == b {
			return true
		}
		pa, pb := c.r.actors(c.r.parties(a, false)), c.r.actors(c.r.parties(b, false))
		return len(pa) > 0 && slices.EqualFunc(pa, pb, sameActor)
	}
	var bare []int
	for _, s := range slots {
		var toks []int
		switch s {
		case "-":
			return nil
		case "inner.actor":
			toks = innerActor
		case "inner.recipient":
			toks = innerRecip
		case "inner.other":
			for _, side := range [][]int{innerRecip, innerActor} {
				for _, i := range side {
					if !slices.ContainsFunc(not, func(n int) bool { return same(i, n) }) && !slices.Contains(toks, i) {
						toks = append(toks, i)
					}
				}
				if len(toks) > 0 {
					break
				}
			}
		default:
			toks = without(c.lookup(f, s), not)
		}
		toks = slices.DeleteFunc(slices.Clone(toks), func(i int) bool {
			return i == f.trigger || slices.ContainsFunc(not, func(n int) bool { return same(i, n) })
		})
		for _, i := range toks {
			if known(c.r, c.r.parties(i, true)) || c.r.attribute(i) != nil {
				return toks
			}
		}
		if bare == nil && len(toks) > 0 {
			bare = toks
		}
	}
	return bare
}
