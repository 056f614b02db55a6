package event

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// triggers collects the candidates of a sentence before composition.
func (c *work) triggers() {
	t := c.t
	lit := map[int]bool{} // light verbs that have lent themselves to a noun
	var nouns []*candidate
	for i := range t.toks {
		if !t.isNoun(i) || t.toks[i].Name != "" && t.toks[i].Name != "O" && t.toks[i].UPOS == "PROPN" {
			continue
		}
		if b := t.base(i); b == "compound" || b == "flat" || b == "amod" {
			continue
		}
		if k := c.noun(i); k != nil {
			nouns = append(nouns, k)
		}
	}
	for i := range t.toks {
		if !t.isVerb(i) || t.base(i) == "compound" {
			continue
		}
		if t.base(i) == "amod" && agentive[t.lemma[i]] {
			continue
		}
		m := c.matchVerb(i)
		if m == nil || c.forced && m.sense.None {
			if c.forced {
				if k := c.usual(i); k != nil {
					c.cands = append(c.cands, k)
				}
			}
			continue
		}
		if t.base(i) == "amod" && !strings.HasPrefix(t.toks[i].XPOS, "VB") {
			continue
		}
		var k *candidate
		if !m.sense.None {
			k = c.candidate(m, i)
			if t.base(i) == "amod" {
				k.drop("the participle only describes")
			}
			c.cands = append(c.cands, k)
		}
		for _, n := range append(slices.Clone(m.named), m.frame.words...) {
			for _, x := range []int{n, t.meant(n)} {
				if t.isNoun(x) {
					c.named[x] = k
				}
			}
		}
	}
	for _, k := range nouns {
		// A noun that a verb's sense has named is no event of its own; but it may
		// know the roles of the same event better: "a suicide attack on soldiers killed many".
		if verb, ok := c.named[k.trigger]; ok {
			switch {
			case verb != nil && verb.typ == k.typ:
				k.shadow, k.light = verb, -1
			case k.light < 0 && k.typ == "ACCUSE" && c.anothers(k):
			default:
				continue
			}
		}
		if k.light >= 0 {
			lit[k.light] = true
		}
		c.cands = append(c.cands, k)
	}
	// A light verb that carries an event noun is no event of its own unless its
	// sense named the noun, and then the noun is gone already.
	c.cands = slices.DeleteFunc(c.cands, func(k *candidate) bool {
		return k.sense.Entry.Kind == codebook.Verb && lit[k.trigger] && t.isVerb(k.trigger)
	})
	c.adjectives()
	for i := range t.toks {
		if k := c.stay(i); k != nil {
			c.cands = append(c.cands, k)
		}
	}
}

// adjectives tries predicate adjectives as triggers.
func (c *work) adjectives() {
	t := c.t
	for i := range t.toks {
		if t.toks[i].UPOS != "ADJ" && t.toks[i].UPOS != "VERB" && t.toks[i].UPOS != "ADV" {
			continue
		}
		if len(c.book.Adjectives(c.adjective(i))) == 0 {
			continue
		}
		predicate := t.child(i, "cop") >= 0 || t.base(i) == "xcomp" || t.base(i) == "conj" || t.base(i) == "root" || t.base(i) == "ccomp" ||
			t.base(i) == "acl" || t.base(i) == "advcl" || t.child(i, "obl") >= 0
		if !predicate || slices.ContainsFunc(c.cands, func(k *candidate) bool { return k.trigger == i }) {
			continue
		}
		m := c.matchAdj(i)
		if m == nil || m.sense.None {
			continue
		}
		k := c.candidate(m, i)
		if b, h := t.base(i), t.head(i); h >= 0 && h < i && papers[t.lemma[h]] { // "a report critical of the camp"
			k.actor = nil
			if x := t.holder(h, 2); x >= 0 {
				k.actor = []int{x}
			}
		} else if t.child(i, "cop") < 0 && (b == "amod" || b == "acl" || b == "obl" || b == "nmod" || b == "obj") {
			k.drop("the adjective only describes")
		}
		c.cands = append(c.cands, k)
	}
}

// stay makes a visit of where somebody is for a purpose: "is in Cairo to meet", "is in
// London on a visit". Talks there are an event of their own.
func (c *work) stay(i int) *candidate {
	t := c.t
	subj := t.child(i, "nsubj")
	if m := t.child(i, "mark"); m >= 0 && t.lemma[m] == "while" && t.base(i) == "advcl" && subj < 0 { // "while in Kabul for talks, he said"
		subj = t.controller(i, t.head(i), 2)
	} else if t.child(i, "cop") < 0 {
		return nil
	}
	if t.childWord(i, "in") < 0 || c.r.attr[i] < 0 || t.isVerb(i) {
		return nil
	}
	purpose := -1
	for _, k := range t.kids[i] {
		switch t.base(k) {
		case "advcl", "acl":
			if c.bareInfinitive(k) {
				purpose = k
			}
		case "nmod", "obl":
			if p := t.caseOf(k); (p == "for" || p == "on") && visiting[t.lemma[k]] {
				purpose = k
			}
		}
	}
	if purpose < 0 || subj < 0 || t.isNoun(purpose) && t.nounFrame(purpose).first("with") >= 0 {
		return nil // "for talks with the president": he is whom it was to
	}
	home := func(a annals.Actor) bool {
		return slices.ContainsFunc(c.r.mentions[c.r.attr[i]].Actors, func(b annals.Actor) bool { return a.Code == b.Code })
	}
	for _, p := range c.r.parties(subj, false) {
		for _, a := range c.r.mentions[p.mention].Actors {
			if a.Code != "" && !home(a) && ofState(a) && a.Sectors[0] != "MIL" && (a.Kind == "person" || a.Kind == "role") {
				s := &codebook.Sense{ID: "stay", Entry: &codebook.Entry{ID: "stay", Kind: codebook.Verb}, Type: "CONSULT", Mode: "visit", CAMEO: codebook.CodeOf("CONSULT", "visit")}
				k := c.candidate(&match{sense: s, frame: &frame{t: t, trigger: i, words: []int{i}, light: -1, saying: -1}}, i)
				k.actor, k.recip, k.placed = []int{subj}, []int{i}, true
				k.why = []string{fmt.Sprintf("who is in %q for %q is there on a visit", t.toks[i].Form, t.toks[purpose].Form)}
				return k
			}
		}
	}
	return nil
}

// visiting are what somebody is elsewhere for.
var visiting = wordSet("visit trip tour summit talk meeting negotiation conference ceremony")

// anothers reports whether words that a verb denies or turns down are somebody else's,
// said at the noun itself: "denied American accusations that".
func (c *work) anothers(k *candidate) bool {
	h := c.t.head(k.trigger)
	if h < 0 || !c.t.isVerb(h) || !c.somebody(k.actor) {
		return false
	}
	subj := c.r.actors(c.r.parties(c.t.verbFrame(h, 2).first("subj"), false))
	return !slices.ContainsFunc(c.r.actors(c.r.parties(k.actor[0], false)), func(a annals.Actor) bool {
		return slices.ContainsFunc(subj, func(b annals.Actor) bool { return sameActor(a, b) })
	})
}

// noun tries a noun as a trigger, with the light verb that may govern it.
func (c *work) noun(n int) *candidate {
	t := c.t
	if len(c.book.Nouns(t.lemma[n])) == 0 && !strings.HasSuffix(t.lemma[n], "ing") {
		return nil
	}
	f := t.nounFrame(n)
	light, roles := c.lightVerb(n)
	if light != nil {
		f.light = light.verb
		for _, p := range light.frame.places {
			switch p.name {
			case "iobj": // "gave Serbia an ultimatum"
				if f.first("to") < 0 {
					f.add("to", p.tok)
				}
				continue
			case "subj", "obj", "obj2", "xcomp", "ccomp", "advcl", "self":
				continue
			}
			if p.tok != n && f.first(p.name) < 0 && !t.under(n, p.tok) {
				f.add(p.name, p.tok)
			}
		}
		if s := light.frame.first("subj"); s >= 0 && s != n {
			f.add("subj", s)
		}
	}
	saying := -1
	if light == nil {
		saying = c.besides(n)
		f.add("subj", t.guest(n))
	}
	m := c.matchNoun(n, f)
	if m == nil || m.sense.None {
		return nil
	}
	k := c.candidate(m, n)
	k.light = -1
	if f.saying >= 0 {
		c.reportedBy(k, t.verbFrame(f.saying, 4).all("subj"), f.saying, fmt.Sprintf("the subject of %q", t.toks[f.saying].Form))
		k.saying = f.saying
	}
	// "in a phone call with the minister, the envoy stressed": who speaks there takes part
	if saying >= 0 && k.typ == "CONSULT" && k.symmetric && len(k.actor) < 2 {
		if subj := t.verbFrame(saying, 4).all("subj"); len(subj) > 0 {
			k.actor = append(slices.Clone(subj), without(k.actor, subj)...)
			k.why = append(k.why, fmt.Sprintf("the subject of %q takes part in it", t.toks[saying].Form))
			// "in a video conference, the minister told the envoy"
			if addressing[t.lemma[saying]] && c.mentionsOf(k.actor) < 2 {
				f := t.verbFrame(saying, 4)
				for _, i := range append(f.all("iobj"), f.all("obj")...) {
					if c.r.cover[i] >= 0 && !slices.Contains(k.actor, i) {
						k.actor = append(k.actor, i)
					}
				}
			}
		}
	}
	if light != nil {
		k.light, k.top = light.verb, light.verb
		k.words = append(slices.Clone(light.words), k.words...)
		c.lend(k, light, roles)
		k.why = append(k.why, fmt.Sprintf("light verb %q carries %q", t.toks[light.verb].Form, t.toks[n].Form))
	}
	return k
}

// mentionsOf counts how many mentions some tokens lie in.
func (c *work) mentionsOf(toks []int) int {
	seen := map[int]bool{}
	for _, i := range toks {
		seen[c.r.cover[i]] = true
	}
	return len(seen)
}

// addressing verbs have whom they speak to as their object.
var addressing = wordSet("tell urge inform assure warn ask brief press thank congratulate remind notify")

// besides is the verb that an event noun stands beside as a circumstance: "in a call
// with him, she said", -1 if there is none.
func (c *work) besides(n int) int {
	t := c.t
	for steps := 0; steps < 3 && t.base(n) == "nmod" && t.caseOf(n) == "of" && t.head(n) >= 0; steps++ {
		h := t.head(n)
		switch t.lemma[h] {
		case "conclusion", "end", "close", "start", "beginning", "sideline", "margin", "round", "day", "session", "course":
			n = h
			continue
		}
		return -1
	}
	h := t.head(n)
	if h < 0 || !t.isVerb(h) || t.base(n) != "obl" {
		return -1
	}
	switch t.caseOf(n) {
	case "in", "during", "at", "after", "following", "follow", "over", "by", "on", "despite":
		return h
	}
	return -1
}

// lightUse is a light verb at an event noun.
type lightUse struct {
	verb  int
	words []int
	frame *frame
}

// lightVerb finds the light verb that governs an event noun.
func (c *work) lightVerb(n int) (*lightUse, codebook.Roles) {
	t := c.t
	top := n
	for steps := 0; steps < 3; steps++ { // "a series of strikes", "talks and meetings"
		h := t.head(top)
		if h < 0 {
			return nil, codebook.Roles{}
		}
		if t.base(top) == "conj" && t.isNoun(h) || t.base(top) == "nmod" && quantities[t.lemma[h]] {
			top = h
			continue
		}
		break
	}
	h := t.head(top)
	if h < 0 || !t.isVerb(h) {
		return nil, codebook.Roles{}
	}
	if t.rel(h) == "acl:relcl" && t.head(h) == top {
		return nil, codebook.Roles{}
	}
	lights := c.book.Lights(t.lemma[h])
	if len(lights) == 0 {
		return nil, codebook.Roles{}
	}
	var out *lightUse
	var roles codebook.Roles
	base := t.verbFrame(h, 4)
	for _, l := range lights {
		f := withWords(base, l.Lemma[1:])
		if f == nil || out != nil && len(f.words) <= len(out.words) {
			continue
		}
		for _, s := range l.Slots {
			if slices.Contains(f.all(s), top) || slices.Contains(f.all(s), n) {
				out, roles = &lightUse{h, f.words, f}, l.Roles
				break
			}
		}
	}
	return out, roles
}

// lend gives the light verb's subject to the noun's event.
func (c *work) lend(k *candidate, l *lightUse, roles codebook.Roles) {
	subj := l.frame.all("subj")
	if len(subj) == 0 {
		return
	}
	switch {
	case slices.Equal(roles.Actor, []string{"subj"}):
		if k.symmetric {
			k.actor = append(slices.Clone(subj), k.actor...)
		} else {
			if k.sense.Roles.Actor == nil || !slices.Equal(k.sense.Roles.Actor, []string{"-"}) {
				// The subject acts; who stood at the noun as its doer is now the one acted on,
				// if no recipient was found: "Russia launched an attack on Ukraine".
				k.actor = subj
			}
			k.recip = without(k.recip, subj)
		}
	case slices.Equal(roles.Recipient, []string{"subj"}):
		if !k.symmetric {
			k.recip = subj
			k.actor = without(k.actor, subj)
		} else {
			k.actor = append(slices.Clone(subj), k.actor...)
		}
	}
}

func without(toks, gone []int) []int {
	return slices.DeleteFunc(slices.Clone(toks), func(i int) bool { return slices.Contains(gone, i) })
}

// candidate fills the roles of a matched sense.
func (c *work) candidate(m *match, trigger int) *candidate {
	s := m.sense
	k := &candidate{
		trigger: trigger, words: m.frame.words, top: trigger, sense: s, frame: m.frame, typ: s.Type, mode: s.Mode, cameo: s.CAMEO,
		contexts: s.Contexts, marks: map[annals.Mark]bool{}, rule: s.ID, negated: -1, must: -1, light: -1, saying: -1, symmetric: s.Roles.Symmetric,
	}
	if slices.ContainsFunc(s.Conditions, func(x codebook.Condition) bool { return x.Flag == "negated" }) {
		k.negated = trigger
	}
	k.why = append(k.why, fmt.Sprintf("%q matches %s (%s:%d)", c.t.words(m.frame.words), s.ID, s.File, s.Line))
	for _, n := range m.named {
		k.why = append(k.why, fmt.Sprintf("its condition holds of %q", c.t.toks[n].Form))
	}
	a, r := s.Roles.Actor, s.Roles.Recipient
	if a == nil {
		a = defaultRoles[s.Entry.Kind][0]
	}
	if r == nil {
		r = defaultRoles[s.Entry.Kind][1]
	}
	if m.frame.passive && s.Entry.Kind == codebook.Verb && slices.Equal(a, []string{"subj"}) {
		a = []string{"subj", "by"}
	}
	if s.Roles.Symmetric {
		k.actor = c.everybody(m.frame, s)
		return k
	}
	k.actor = c.fill(m.frame, a, nil)
	// A noun's own doer stands in few places; a sense need not name them all.
	if s.Entry.Kind == codebook.Noun && len(k.actor) == 0 && !slices.Equal(a, []string{"-"}) {
		k.actor = c.fill(m.frame, []string{"by", "poss", "compound"}, nil)
	}
	c.crowd(k, m.frame, a)
	k.recip = c.fill(m.frame, r, k.actor)
	if !slices.ContainsFunc(k.recip, func(i int) bool { return known(c.r, c.r.parties(i, true)) }) {
		c.place(k, m.frame, r)
	}
	// "demanded the treasury reconsider": who is to do it is asked
	if s.Type == "REQUEST" && s.Entry.Kind == codebook.Verb && len(k.recip) == 0 && !slices.Equal(r, []string{"-"}) {
		k.recip = c.fill(m.frame, []string{"xcomp.subj", "ccomp.subj"}, k.actor)
	}
	c.handedOver(k, m.frame)
	c.agents(k, m.frame, a)
	c.widen(k, m.frame, r)
	return k
}

var defaultRoles = map[codebook.Kind][2][]string{
	codebook.Verb: {{"subj"}, {"obj", "iobj"}},
	codebook.Noun: {{"by", "poss", "from", "of", "compound"}, {"against", "on", "with", "to", "of"}},
	codebook.Adj:  {{"subj"}, {"to", "of", "with"}},
}

// fill takes the first slot that leads to an actor, else the first that is filled.
// Tokens in not are passed over.
func (c *work) fill(f *frame, slots []string, not []int) []int {
	var bare []int
	for _, s := range slots {
		if s == "-" {
			return nil
		}
		toks := without(c.lookup(f, s), not)
		toks = slices.DeleteFunc(toks, func(i int) bool { return i == f.trigger })
		if len(toks) == 0 {
			continue
		}
		if s == "compound" || strings.HasSuffix(s, ".compound") {
			toks = slices.DeleteFunc(toks, func(i int) bool { return c.r.attribute(i) == nil })
			if len(toks) > 0 {
				return toks
			}
			continue
		}
		for _, tok := range toks {
			if known(c.r, c.r.parties(tok, true)) || c.modifies(tok, f.trigger) && c.r.attribute(tok) != nil && s != "in" && s != "at" {
				return toks
			}
		}
		if bare == nil {
			bare = toks
		}
	}
	return bare
}

// placing are the prepositions before a place that stands for whose it is, where a
// sense names them for its recipient: "sent tanks into Georgia", "deployed in Congo".
var placing = map[string]bool{"in": true, "into": true, "to": true, "toward": true, "towards": true, "near": true, "along": true, "over": true,
	"across": true, "around": true, "from": true, "off": true, "onto": true, "through": true}

// place takes a place for its country where a deed of states has no recipient.
func (c *work) place(k *candidate, f *frame, slots []string) {
	if !c.t.isVerb(f.trigger) {
		return
	}
	switch k.typ {
	case "MOBILIZE", "AID", "SANCTION", "RETREAT", "COERCE", "ASSAULT":
	default:
		return
	}
	for _, s := range slots {
		if !placing[s] {
			continue
		}
		for _, i := range f.all(s) {
			if m := c.r.attr[i]; m >= 0 && len(c.r.mentions[m].Actors) > 0 && !slices.Contains(k.actor, i) {
				k.recip, k.placed = []int{i}, true
				return
			}
		}
	}
}

// crowd takes the people of a country for those who protest there, where nobody else is
// named: "protests erupted in Burma".
func (c *work) crowd(k *candidate, f *frame, slots []string) {
	if k.typ != "PROTEST" || slices.ContainsFunc(k.actor, func(i int) bool { return known(c.r, c.r.parties(i, true)) }) {
		return
	}
	for _, s := range slots {
		if s != "in" && s != "across" && s != "throughout" {
			continue
		}
		for _, i := range f.all(s) {
			if m := c.r.attr[i]; m >= 0 && len(c.r.mentions[m].Actors) > 0 {
				k.actor, k.crowd = []int{i}, true
				return
			}
		}
	}
}

// modifies reports whether a token stands in a place where an attribute may be a
// party: before or at a noun, "American" in "an American airstrike".
func (c *work) modifies(tok, trigger int) bool {
	switch c.t.base(tok) {
	case "compound", "amod", "nmod":
		return true
	}
	return c.t.isNoun(trigger)
}

// everybody lists all who take part in a two-sided event.
// Where the sense asks for a thing as the object ("shared intelligence"), the object
// is none of them.
func (c *work) everybody(f *frame, s *codebook.Sense) []int {
	roles := s.Roles
	thing := slices.ContainsFunc(s.Conditions, func(x codebook.Condition) bool {
		return !x.Absent && x.Words != nil && slices.Contains(x.Slots, "obj")
	})
	var out []int
	add := func(toks []int) {
		for _, i := range toks {
			if i != f.trigger && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	slots := []string{"subj", "with", "between", "by", "among", "along", "alongside"}
	if f.t.isVerb(f.trigger) {
		if roles.Recipient == nil && !thing {
			slots = []string{"subj", "obj", "with", "between", "along", "alongside"}
		}
	} else {
		slots = append(slots, "poss")
	}
	for _, s := range slots {
		add(f.all(s))
	}
	for _, s := range append(slices.Clone(roles.Actor), roles.Recipient...) {
		if s != "-" && s != "compound" {
			add(c.lookup(f, s))
		}
	}
	if !f.t.isVerb(f.trigger) {
		var side []int
		for _, i := range f.all("compound") {
			if c.r.attribute(i) != nil {
				side = append(side, i)
			}
		}
		slices.Sort(side)
		if len(side) > 1 || len(out) > 0 || len(side) == 1 && f.t.toks[side[0]].UPOS == "ADJ" {
			add(side)
		}
		if len(out) == 0 {
			add(f.all("of"))
		}
	}
	return out
}

// words joins tokens as they are written, in order.
func (t *tree) words(toks []int) string {
	sorted := slices.Clone(toks)
	slices.Sort(sorted)
	parts := make([]string, 0, len(sorted))
	for _, i := range sorted {
		parts = append(parts, t.toks[i].Form)
	}
	return strings.Join(parts, " ")
}
