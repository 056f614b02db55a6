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
			if !far && !c.purposeStands(k, top, g) {
				k.drop(fmt.Sprintf("an infinitive below %q, which asserts nothing", t.toks[g].Form))
			}
			top = g
		case t.isNoun(g) && t.child(g, "cop") < 0 && bridged < 2 && t.isNoun(top):
			bridged++
			far = true
			top = g
		case t.isVerb(top) && (t.base(top) == "ccomp" || t.base(top) == "advcl" || t.base(top) == "xcomp" || t.base(top) == "parataxis"):
			if c.ifClause(top) {
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
	for n := 0; n < 6 && (t.base(i) == "conj" || c.listed(i)) && t.head(i) >= 0; n++ {
		i = t.head(i)
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
			return -1, nil
		}
		out := []string{t.base(i)}
		if name == "to" || c.bareInfinitive(i) {
			out = append(out, "xcomp")
		} else if name == "that" { // "its demand that the army leave"
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

func (c *work) ifClause(v int) bool {
	for _, k := range c.t.kids[v] {
		if b := c.t.base(k); b == "mark" || b == "advmod" {
			switch c.t.lemma[k] {
			case "if", "unless", "whether", "lest", "in case", "should", "until":
				return true
			}
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
	if len(comps) == 0 && kind == codebook.Adj {
		comps = c.book.Compositions(codebook.Verb, t.lemma[g])
	}
	if len(comps) == 0 {
		return ""
	}
	var f *frame
	switch kind {
	case codebook.Verb:
		f = t.verbFrame(g, 4)
	case codebook.Noun:
		f = t.nounFrame(g)
		if l, _ := c.lightVerb(g); l != nil {
			if s := l.frame.first("subj"); s >= 0 {
				f.add("subj", s)
			}
		}
		if f.first("subj") < 0 && t.child(g, "cop") < 0 {
			if h := t.holder(g, 3); h >= 0 && f.first("poss") != h {
				f.add("subj", h)
			}
		}
	default:
		f = t.adjFrame(g, 3)
	}
	for _, comp := range comps {
		h := f
		if kind == codebook.Verb {
			if h = withWords(f, comp.Lemma[1:]); h == nil {
				continue
			}
		}
		for _, r := range comp.Rules {
			if c.fits(k, r, h, slots) {
				if far && r.Effect != codebook.EffectReport {
					return ""
				}
				c.apply(k, r, h, g)
				return r.Effect
			}
		}
	}
	return ""
}

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

func (c *work) negated(v int) bool {
	for _, k := range c.t.kids[v] {
		switch c.t.lemma[k] {
		case "not", "n't", "never", "no longer":
			return true
		case "no", "neither", "nor":
			return c.t.base(k) == "advmod" || c.t.base(k) == "det" || c.t.base(k) == "cc"
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
	k.typ, k.mode, k.cameo = r.Type, o.Mode, o.CAMEO
	k.actor, k.recip, k.symmetric = actor, recip, false
	k.rule = r.ID + ">" + k.rule
	k.words = append(slices.Clone(f.words), k.words...)
	k.consumed = append(k.consumed, g)
	delete(k.marks, annals.MarkHypothetical)
	delete(k.marks, annals.MarkFuture)
	if c.negatedRule(r) {
		k.negated = g
	}
	k.why = append(k.why, fmt.Sprintf("%q makes %s into %s (composition.txt:%d)", word, was, k.typ, r.Line))
}

// reportedBy notes who says so. What somebody says that another must do is a
// demand of the first on the second.
func (c *work) reportedBy(k *candidate, subj []int, verb int, who string) {
	if len(subj) == 0 || len(k.reporters) > 0 {
		return
	}
	if fiction[c.t.lemma[subj[0]]] {
		k.drop(fmt.Sprintf("only a %s tells of it", c.t.lemma[subj[0]]))
		return
	}
	if k.must >= 0 && !slices.Contains(subj, k.must) && known(c.r, c.r.parties(subj[0], false)) {
		o := c.book.Of("REQUEST", k.typ, k.mode)
		if k.typ == "REQUEST" {
			o = codebook.Outcome{CAMEO: "100"}
		}
		k.why = append(k.why, fmt.Sprintf("what %s says %q must do is a demand", who, c.t.toks[k.must].Form))
		k.typ, k.mode, k.cameo, k.symmetric, k.dropped = "REQUEST", o.Mode, o.CAMEO, false, ""
		k.actor, k.recip = subj, []int{k.must}
		if !strings.HasPrefix(k.rule, "must") {
			k.rule = "must>" + k.rule
		}
		k.rule = c.t.lemma[verb] + ">" + k.rule
		k.must = -1
		k.composed++
		delete(k.marks, annals.MarkHypothetical)
		return
	}
	k.reporters = subj
	k.why = append(k.why, "reported by "+who)
}

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

// clauseStatus reads what stands at the top of an event's own clause: auxiliaries,
// negation, conditions, attribution, signs of long ago.
func (c *work) clauseStatus(k *candidate, top int) {
	t := c.t
	negated := c.negated(top) && k.negated != top
	handled := false
	if t.isVerb(top) || t.child(top, "cop") >= 0 {
		aux := c.auxiliary(top)
		if aux >= 0 {
			word := t.lemma[aux]
			if word == "would" && c.reportedFuture(top) || word == "be" {
				word = "will"
			}
			if word == "must" || word == "should" || word == "ought" {
				f := t.governorFrame(top, 3)
				if k.must = f.first("subj"); k.must < 0 && f.passive {
					k.must = f.first("obj")
				}
			}
			for _, comp := range c.book.Compositions(codebook.Verb, word) {
				for _, r := range comp.Rules {
					if !slices.Contains(r.Slots, "aux") || !c.inner(k, r.Inner) {
						continue
					}
					if c.negatedRule(r) && !c.negated(top) {
						continue
					}
					f := &frame{t: t, trigger: aux, words: []int{aux}, light: -1}
					c.apply(k, r, f, aux)
					handled = c.negatedRule(r)
					break
				}
			}
		}
	}
	if c.ifClause(top) {
		k.mark(annals.MarkHypothetical, "in an if-clause")
		if c.caseIs(top, "whether") && c.bareInfinitive(top) {
			k.drop(`it is open "whether" to do it`)
		}
	}
	if t.isVerb(top) && c.caseIs(top, "without") {
		k.drop(`it stands behind "without"`)
	}
	if negated && !handled {
		k.mark(annals.MarkNegation, fmt.Sprintf("%q is negated", t.toks[top].Form))
	}
	if s := t.child(top, "nsubj"); s >= 0 && t.isVerb(top) {
		if d := t.child(s, "det"); d >= 0 && t.lemma[d] == "no" || t.lemma[s] == "nobody" || t.lemma[s] == "none" || t.lemma[s] == "neither" {
			k.mark(annals.MarkNegation, "its subject is negated")
		}
	}
	if o := t.child(top, "obj"); o >= 0 && t.isVerb(top) && len(k.chain) == 0 {
		if d := t.child(o, "det"); d >= 0 && t.lemma[d] == "no" {
			k.mark(annals.MarkNegation, "its object is negated")
		}
	}
	if why := c.longAgo(top); why != "" && !k.told {
		k.mark(annals.MarkHistorical, why)
	}
	if a := t.child(top, "advmod"); a >= 0 && !k.told {
		for _, x := range t.children(top, "advmod") {
			switch t.lemma[x] {
			case "likely", "possibly", "perhaps", "maybe", "probably", "potentially":
				k.mark(annals.MarkHypothetical, fmt.Sprintf("%q", t.toks[x].Form))
			}
		}
	}
	for _, x := range t.kids[top] {
		if t.base(x) == "obl" && t.caseOf(x) == "according" && len(k.reporters) == 0 {
			k.reporters = []int{x}
			k.why = append(k.why, `reported "according to"`)
		}
		if (t.base(x) == "parataxis" || t.base(x) == "ccomp" && x > top && t.child(top, "ccomp") == x) && t.isVerb(x) && len(k.reporters) == 0 && c.speaks(x) {
			if t.base(x) == "ccomp" {
				continue
			}
			if subj := t.verbFrame(x, 0).all("subj"); len(subj) > 0 {
				c.reportedBy(k, subj, x, fmt.Sprintf("the subject of %q", t.toks[x].Form))
			}
		}
	}
}

// reportedFuture reports whether "would" only shifts "will" into a past report:
// "Iraq said it would let the inspectors return".
func (c *work) reportedFuture(v int) bool {
	t := c.t
	for n := 0; n < 4; n++ {
		h := t.head(v)
		if h < 0 {
			return false
		}
		switch t.base(v) {
		case "ccomp":
			return (t.toks[h].XPOS == "VBD" || t.toks[h].XPOS == "VBN") && c.speaks(h)
		case "conj", "parataxis":
			v = h
		default:
			return false
		}
	}
	return false
}

func (c *work) caseIs(v int, word string) bool {
	for _, k := range c.t.kids[v] {
		if (c.t.base(k) == "mark" || c.t.base(k) == "case") && c.t.lemma[k] == word {
			return true
		}
	}
	return false
}

// auxiliary is the modal auxiliary of a predicate, -1 if it has none; a coordinated
// verb without one of its own shares that of the first.
func (c *work) auxiliary(v int) int {
	t := c.t
	for n := 0; n < 4; n++ {
		own := false
		for _, k := range t.kids[v] {
			if t.base(k) == "aux" && t.rel(k) != "aux:pass" || t.base(k) == "aux" && t.toks[k].XPOS == "MD" {
				switch t.lemma[k] {
				case "will", "shall", "would", "could", "may", "might", "can", "must", "should", "ought":
					return k
				case "have", "do":
					own = true
				}
			}
			// "is to open talks": the parser calls it a copula
			if t.lemma[k] == "be" && (t.base(k) == "cop" || t.base(k) == "aux") && t.toks[v].XPOS == "VB" && k < v {
				for _, m := range t.kids[v] {
					if t.base(m) == "mark" && t.lemma[m] == "to" && m > k {
						return k
					}
				}
			}
			if t.base(k) == "nsubj" {
				own = own || t.base(v) == "conj"
			}
		}
		if own || t.base(v) != "conj" || t.head(v) < 0 || !t.isVerb(t.head(v)) || t.toks[v].XPOS == "VBD" || t.toks[v].XPOS == "VBZ" {
			return -1
		}
		v = t.head(v)
	}
	return -1
}

// speaks reports whether a verb only says the event that depends on it.
func (c *work) speaks(v int) bool {
	for _, comp := range c.book.Compositions(codebook.Verb, c.t.lemma[v]) {
		for _, r := range comp.Rules {
			if r.Effect == codebook.EffectReport {
				return true
			}
		}
	}
	return false
}

// nounStatus reads the words before an event noun: "no talks", "possible strikes".
func (c *work) nounStatus(k *candidate) {
	t := c.t
	if !t.isNoun(k.trigger) {
		// "potential sanctions targeting banks": the doubt stands at the subject
		if s := k.frame.first("subj"); s >= 0 && c.r.cover[s] < 0 {
			c.wordsBefore(k, s)
		}
		return
	}
	if c.caseIs(k.trigger, "without") {
		k.drop(`it stands behind "without"`)
	}
	c.wordsBefore(k, k.trigger)
}

// wordsBefore marks an event by the adjectives of its noun.
func (c *work) wordsBefore(k *candidate, n int) {
	t := c.t
	for _, x := range t.kids[n] {
		switch t.lemma[x] {
		case "no", "neither":
			k.mark(annals.MarkNegation, `"no"`)
		case "possible", "potential", "likely", "alleged", "feared", "hypothetical", "threatened", "any", "suspected", "imminent", "purported", "eventual":
			k.mark(annals.MarkHypothetical, fmt.Sprintf("%q before it", t.toks[x].Form))
		case "planned", "upcoming", "forthcoming", "proposed", "future", "scheduled", "coming", "further", "next", "expected", "looming", "envisaged", "intended":
			if t.lemma[x] == "further" && k.light >= 0 || t.lemma[x] == "next" && k.light < 0 {
				continue
			}
			k.mark(annals.MarkFuture, fmt.Sprintf("%q before it", t.toks[x].Form))
		case "previous", "past", "former", "earlier", "historic", "historical", "decades-old":
			if t.lemma[x] != "historic" {
				k.mark(annals.MarkHistorical, fmt.Sprintf("%q before it", t.toks[x].Form))
			}
		}
		// "the 1982 invasion", "the 2013 bombings"
		if isYear(t.toks[x].Form) && (t.base(x) == "nummod" || t.base(x) == "compound" || t.base(x) == "amod" || t.base(x) == "nmod") {
			k.mark(annals.MarkHistorical, "a year before it")
		}
	}
}

func isYear(s string) bool {
	if len(s) != 4 && !(len(s) == 5 && s[4] == 's') {
		return false
	}
	if s[0] != '1' && s[0] != '2' || s[0] == '2' && s[1] != '0' || s[0] == '1' && s[1] < '5' {
		return false
	}
	return s[2] >= '0' && s[2] <= '9' && s[3] >= '0' && s[3] <= '9'
}

// longAgo finds signs that the clause retells something old: a bare year, a
// decade, "for decades", "previously", "years ago".
func (c *work) longAgo(top int) string {
	t := c.t
	for _, x := range t.kids[top] {
		switch t.base(x) {
		case "advmod":
			switch t.lemma[x] {
			case "previously", "formerly", "historically", "long":
				if t.lemma[x] != "long" || t.child(top, "aux") >= 0 {
					return fmt.Sprintf("%q", t.toks[x].Form)
				}
			case "ago":
				for _, y := range t.kids[x] {
					if l := t.lemma[y]; l == "year" || l == "decade" || l == "century" {
						return fmt.Sprintf("%q", t.toks[y].Form+" ago")
					}
				}
			}
		case "obl", "nmod":
			cs := t.caseOf(x)
			if cs == "since" || cs == "until" {
				continue
			}
			if isYear(t.toks[x].Form) && (cs == "in" || cs == "during" || cs == "") && !c.dated(x) {
				return fmt.Sprintf("%q", cs+" "+t.toks[x].Form)
			}
			if l := t.lemma[x]; (l == "decade" || l == "century" || l == "year") && cs == "for" && t.toks[x].XPOS == "NNS" && t.toks[top].XPOS == "VBD" {
				return fmt.Sprintf("%q", "for "+t.toks[x].Form)
			}
			// "in the early 1990s", "in March 2003"
			for _, y := range t.kids[x] {
				if isYear(t.toks[y].Form) && t.toks[y].Form != "" && strings4(t.toks[y].Form) && (cs == "in" || cs == "during") {
					return fmt.Sprintf("%q", cs+" "+t.toks[x].Form+" "+t.toks[y].Form)
				}
			}
		}
	}
	return ""
}

// strings4 is true for decades ("1990s"); a month with its year may be this one.
func strings4(s string) bool { return len(s) == 5 }

// dated reports whether a year is part of a full date, which says by itself how old it is.
func (c *work) dated(x int) bool {
	for _, k := range c.t.kids[x] {
		switch c.t.base(k) {
		case "nummod", "compound", "nmod", "flat":
			return true
		}
	}
	return false
}

// governing reads auxiliaries and negation at a plain verb that governs an event
// noun: "the strikes could lead to", "no deal followed the talks".
func (c *work) governing(k *candidate, g int) {
	t := c.t
	slot := ""
	if _, s := c.link(k.top); len(s) > 0 {
		slot = s[0]
	}
	if aux := c.auxiliary(g); aux >= 0 && t.lemma[aux] != "can" {
		if slot != "" {
			switch t.lemma[aux] {
			case "will", "shall":
				k.mark(annals.MarkFuture, fmt.Sprintf("%q", t.toks[aux].Form))
			default:
				k.mark(annals.MarkHypothetical, fmt.Sprintf("%q", t.toks[aux].Form))
			}
		}
	}
	if why := c.longAgo(g); why != "" {
		k.mark(annals.MarkHistorical, why)
	}
	for _, x := range t.kids[g] {
		if t.base(x) == "obl" && t.caseOf(x) == "according" && len(k.reporters) == 0 {
			k.reporters = []int{x}
		}
		if t.base(x) == "parataxis" && t.isVerb(x) && len(k.reporters) == 0 && c.speaks(x) {
			k.reporters = t.verbFrame(x, 0).all("subj")
		}
	}
}

// passiveMarks passes on what the governing clause says of its truth.
func (c *work) passiveMarks(k *candidate, top, g int) {
	if why := c.longAgo(g); why != "" && c.t.base(top) == "advcl" {
		k.mark(annals.MarkHistorical, why)
	}
	if c.t.base(top) != "advcl" && c.negated(g) && c.t.base(top) != "parataxis" && c.t.base(top) != "ccomp" {
		k.mark(annals.MarkNegation, fmt.Sprintf("%q is negated", c.t.toks[g].Form))
	}
}

// motion verbs carry their purpose out: "flew to Cairo to meet the president".
var motion = wordSet("arrive fly travel visit go come gather return head meet convene sit")

// purposeStands reports whether an infinitive below a verb is told as done.
func (c *work) purposeStands(k *candidate, top, g int) bool {
	return c.t.isVerb(g) && motion[c.t.lemma[g]] && k.typ == "CONSULT" && c.auxiliary(g) < 0
}

// fiction are works that tell of what need not have happened.
var fiction = wordSet("novel film movie book exhibition play game series story painting myth legend opera comic cartoon drama musical poem " +
	"thriller sitcom episode memoir")

// bare makes candidates of outer words that have no inner event in the codebook:
// "refused to pay", "said that Indonesia must pay".
func (c *work) bare() {
	t := c.t
	var out []*candidate
	for v := range t.toks {
		if !t.isVerb(v) && t.child(v, "cop") < 0 {
			continue
		}
		if t.isVerb(v) {
			out = append(out, c.bareVerb(v)...)
		}
		aux := c.auxiliary(v)
		if aux < 0 || t.lemma[aux] != "must" && t.lemma[aux] != "should" && t.lemma[aux] != "ought" || t.child(v, "nsubj") < 0 {
			continue
		}
		if slices.ContainsFunc(c.cands, func(k *candidate) bool {
			return k.top == v || k.trigger == v || slices.Contains(k.chain, v) || k.must >= 0 && c.t.under(k.trigger, v)
		}) {
			continue
		}
		s := &codebook.Sense{ID: "must", Entry: &codebook.Entry{ID: "must", Kind: codebook.Verb}, Type: "REQUEST", CAMEO: "100"}
		k := c.candidate(&match{sense: s, frame: t.governorFrame(v, 3)}, v)
		k.words, k.actor, k.recip = []int{aux}, nil, nil
		k.drop("nobody is named who demands it")
		out = append(out, k)
	}
	for _, k := range out {
		c.compose(k)
	}
	c.cands = append(c.cands, out...)
}

func (c *work) bareVerb(v int) []*candidate {
	for _, comp := range c.book.Compositions(codebook.Verb, c.t.lemma[v]) {
		for _, r := range comp.Rules {
			if !slices.Contains(r.Inner, "nothing") {
				continue
			}
			if slices.ContainsFunc(c.cands, func(k *candidate) bool {
				return slices.Contains(k.consumed, v) || k.trigger == v || slices.Contains(k.words, v)
			}) {
				continue
			}
			f := withWords(c.t.verbFrame(v, 4), comp.Lemma[1:])
			if f == nil || !slices.ContainsFunc(r.Slots, func(s string) bool { return f.first(s) >= 0 }) {
				continue
			}
			if ok, _ := c.holds(f, r.Conditions); !ok {
				continue
			}
			if r.Effect != codebook.EffectType {
				return nil
			}
			s := &codebook.Sense{
				ID: comp.ID, Entry: &codebook.Entry{ID: comp.ID, Kind: codebook.Verb}, Type: r.Type, Mode: r.Mode, CAMEO: r.CAMEO,
				Roles: r.Roles, File: comp.File, Line: r.Line,
			}
			return []*candidate{c.candidate(&match{sense: s, frame: f}, v)}
		}
	}
	return nil
}
