package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// ifClause reports whether a clause only supposes: "if he comes", "had they arrested him".
func (c *work) ifClause(v int) bool {
	// "unless the group disarms and recognizes it"
	if h := c.t.head(v); c.t.base(v) == "conj" && h >= 0 && h < v && c.t.isVerb(h) && c.t.child(v, "mark", "nsubj") < 0 && c.t.base(h) == "advcl" {
		return c.ifClause(h)
	}
	if a, s := c.t.child(v, "aux"), c.t.child(v, "nsubj"); a >= 0 && a < s && c.t.base(v) == "advcl" {
		switch l := c.t.lemma[a]; l {
		case "have", "should", "be":
			return true
		}
	}
	for _, k := range c.t.kids[v] {
		if b := c.t.base(k); b == "mark" || b == "advmod" {
			switch c.t.lemma[k] {
			case "if", "unless", "whether", "lest", "in case", "should":
				return true
			case "until": // "until troops stormed the church": they did
				if x := c.t.toks[v].XPOS; x != "VBD" && x != "VBG" {
					return true
				}
			}
		}
	}
	return false
}

// noObject reports whether a verb's object is said not to be: "will send no troops".
func (c *work) noObject(v int) bool {
	o := c.t.child(v, "obj")
	if o < 0 {
		return false
	}
	if d := c.t.child(o, "det"); d >= 0 && c.t.lemma[d] == "no" {
		return true
	}
	if d := c.t.child(o, "advmod"); d >= 0 && c.t.lemma[d] == "no" && c.t.lemma[o] == "more" { // "would lend no more"
		return true
	}
	m := c.t.child(o, "amod") // "no more shells"
	if m < 0 {
		return false
	}
	d := c.t.child(m, "advmod", "det")
	return d >= 0 && c.t.lemma[d] == "no"
}

func (c *work) negated(v int) bool {
	for _, k := range c.t.kids[v] {
		switch c.t.lemma[k] {
		case "not", "n't", "never", "no longer":
			return true
		case "no", "neither", "nor":
			return c.t.base(k) == "advmod" || c.t.base(k) == "det" || c.t.base(k) == "cc"
		case "more", "much": // "will send them no more"
			if d := c.t.child(k, "advmod", "det"); c.t.base(k) == "advmod" && d >= 0 && c.t.lemma[d] == "no" && k > v {
				return true
			}
		}
	}
	return false
}

// clauseStatus reads what stands at the top of an event's own clause: auxiliaries,
// negation, conditions, attribution, signs of long ago.
func (c *work) clauseStatus(k *candidate, top int) {
	t := c.t
	negated := c.negated(top) && k.negated != top
	handled := false
	if t.isVerb(top) || t.child(top, "cop") >= 0 {
		aux := c.auxiliary(top)
		if b := t.child(top, "mark"); aux < 0 && k.typ == "CONSULT" && top == k.trigger && b >= 0 && t.lemma[b] == "before" &&
			(t.toks[top].XPOS == "VBP" || t.toks[top].XPOS == "VBZ") {
			aux = b // "a draft before the ministers meet": they are still to
		}
		if b, h := t.child(top, "mark"), t.head(top); aux < 0 && k.typ == "CONSULT" && top == k.trigger && h >= 0 && b >= 0 && t.base(top) == "advcl" && (t.lemma[b] == "when" || t.lemma[b] == "as") &&
			(t.toks[top].XPOS == "VBP" || t.toks[top].XPOS == "VBZ") {
			if x := c.auxiliary(h); x >= 0 && t.lemma[x] == "will" {
				aux = x // "will patrol when the president visits"
			}
		}
		if aux >= 0 {
			word := t.lemma[aux]
			if word == "would" && c.reportedFuture(top) || word == "be" || word == "to" || word == "before" {
				word = "will"
			}
			if word == "must" || word == "should" || word == "ought" {
				f := t.governorFrame(top, 3)
				if k.must = f.first("subj"); k.must < 0 && f.passive {
					k.must = f.first("obj")
				}
			}
		rules:
			for _, comp := range c.book.Compositions(codebook.Verb, word) {
				for _, r := range comp.Rules {
					if !slices.Contains(r.Slots, "aux") || !c.inner(k, r.Inner) {
						continue
					}
					if c.negatedRule(r) && !c.negated(top) && !c.noObject(top) {
						continue
					}
					f := &frame{t: t, trigger: aux, words: []int{aux}, light: -1, saying: -1}
					c.apply(k, r, f, aux)
					handled = c.negatedRule(r)
					break rules
				}
			}
		}
	}
	if c.ifClause(top) {
		k.supposed = true
		k.mark(annals.MarkHypothetical, "in an if-clause")
		if c.caseIs(top, "whether") {
			k.drop(`it is open "whether"`)
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
	if t.isVerb(top) && len(k.chain) == 0 && !handled && c.noObject(top) {
		k.mark(annals.MarkNegation, "its object is negated")
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
		for _, k := range t.kids[v] { // "Florida would lend men, its governor said"
			if t.base(k) == "parataxis" && t.toks[k].XPOS == "VBD" && c.speaks(k) {
				return true
			}
		}
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
	if t.headline(v) {
		return t.childWord(v, "to")
	}
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
			if t.lemma[k] == "be" && (t.base(k) == "cop" || t.base(k) == "aux") && t.toks[v].XPOS == "VB" && k < v && t.child(v, "nsubj") < k {
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

// purposeStands reports whether an infinitive below a verb is told as done: a
// meeting that one travelled to, words or a protest for which one did something,
// and whatever one "used" a thing to do.
func (c *work) purposeStands(k *candidate, top, g int) bool {
	t := c.t
	if !t.isVerb(g) || c.auxiliary(g) >= 0 || c.negated(g) {
		return false
	}
	if motion[t.lemma[g]] && (k.typ == "CONSULT" || k.typ == "AID") {
		return true
	}
	told := t.toks[g].XPOS == "VBD" || (t.toks[g].XPOS == "VBN" || t.toks[g].XPOS == "VBG") && !t.passive(g) && t.child(g, "aux") >= 0
	if !told || t.base(top) != "advcl" && t.base(top) != "xcomp" {
		return false
	}
	switch l := t.lemma[g]; {
	case k.typ == "PROTEST" || l == "use" || l == "spend":
		return true
	case k.typ == "ACCUSE" || k.typ == "SUPPORT":
		return spoken[t.lemma[k.trigger]]
	}
	return false
}

// spoken verbs are done by the deed that they are the purpose of.
var spoken = wordSet("protest criticise criticize condole express apologise apologize thank congratulate praise salute honour honor denounce condemn")
