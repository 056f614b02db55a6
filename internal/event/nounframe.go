package event

import (
	"strings"
)

// holder is whose plan, threat or refusal a noun is: possessor, "by", "of", a
// demonym before it, or the subject of the light verb that governs it.
func (t *tree) holder(n, depth int) int {
	for _, k := range t.kids[n] {
		if t.rel(k) == "nmod:poss" {
			return k
		}
	}
	for _, k := range t.kids[n] {
		if b := t.base(k); (b == "nmod" || b == "obl") && t.caseOf(k) == "by" {
			return k
		}
	}
	for _, k := range t.kids[n] {
		if b := t.base(k); (b == "compound" || b == "amod") && (t.toks[k].Name != "O" && t.toks[k].Name != "" || t.toks[k].UPOS == "PROPN") {
			return k
		}
	}
	for _, k := range t.kids[n] {
		if t.base(k) == "nmod" && (t.caseOf(k) == "of" || t.caseOf(k) == "from") {
			return k
		}
	}
	for _, k := range t.kids[n] { // "comments made by the minister"
		if t.base(k) == "acl" && doing[t.lemma[k]] && t.passive(k) {
			for _, kk := range t.kids[k] {
				if t.rel(kk) == "obl:agent" || t.base(kk) == "obl" && t.caseOf(kk) == "by" {
					return kk
				}
			}
		}
	}
	h := t.head(n)
	if h >= 0 && depth > 0 && (t.base(n) == "obj" || t.base(n) == "obl") && t.isVerb(h) {
		g := t.verbFrame(h, depth-1)
		if s := g.first("subj"); s >= 0 && s != n {
			return s
		}
	}
	return -1
}

// guest is who is somewhere for an event: "the envoy is in Cairo for talks".
func (t *tree) guest(n int) int {
	if h := t.head(n); h >= 0 && t.caseOf(n) == "of" && (quantities[t.lemma[h]] || spans[t.lemma[h]]) { // "for two days of talks"
		n = h
	}
	h := t.head(n)
	if h < 0 || t.caseOf(n) != "for" || t.child(h, "cop") < 0 || t.caseOf(h) != "in" && t.lemma[h] != "here" && t.lemma[h] != "there" {
		return -1
	}
	return t.child(h, "nsubj")
}

// spans measure how long something goes on.
var spans = wordSet("day hour week month round series session set")

// strayed reads what belongs to a noun but hangs on the verb above it.
func (t *tree) strayed(f *frame, n int) {
	h := t.head(n)
	if h < 0 || !t.isVerb(h) {
		return
	}
	// "died in the attack, reportedly carried out by rebels"
	if f.first("by") < 0 {
		for _, k := range t.kids[h] {
			if b := t.base(k); (b == "advcl" || b == "acl") && k > n && k-n <= 4 && t.toks[k].XPOS == "VBN" && doing[t.lemma[k]] {
				f.add("by", t.childRel(k, "obl:agent"))
			}
		}
	}
	// "denied charges that Iran armed them"
	if t.base(n) == "obj" && f.first("ccomp") < 0 {
		if k := t.child(h, "ccomp"); k > n {
			if m := t.child(k, "mark"); m == n+1 && t.lemma[m] == "that" {
				f.add("ccomp", k)
			}
		}
	}
	// "at the request of Cairo, Doha sent": Doha sending is the clause of the request
	if t.base(n) == "obl" {
		f.add("clause", h)
	}
}

// nounFrame reads the places around an event noun.
func (t *tree) nounFrame(n int) *frame {
	f := &frame{t: t, trigger: n, words: []int{n}, light: -1, saying: -1}
	for _, k := range t.kids[n] {
		switch t.base(k) {
		case "nmod", "obl":
			switch name := t.caseOf(k); {
			case t.rel(k) == "nmod:poss":
				f.add("poss", k)
			case name != "":
				f.add(name, k)
			case k < n:
				f.add("compound", k)
			}
		case "compound", "amod":
			f.add("compound", k)
			for _, kk := range t.conjuncts(k)[1:] {
				f.add("compound", kk)
			}
			// "US-led strikes", "Israeli-Palestinian talks"
			for _, kk := range t.kids[k] {
				if b := t.base(kk); b == "compound" || b == "obl" || b == "amod" {
					if agentive[t.lemma[k]] || agentive[strings.ToLower(t.toks[k].Form)] {
						f.add("by", kk)
					} else if t.toks[k].UPOS != "VERB" {
						f.add("compound", kk)
					}
				}
			}
		case "acl":
			name := t.caseOf(k)
			if name == "to" || t.toks[k].XPOS == "VB" {
				f.add("xcomp", k)
				continue
			}
			if name == "that" && t.rel(k) == "acl" { // "charges that Iran armed them"
				f.add("ccomp", k)
				continue
			}
			if name != "" {
				f.add(name, k)
				continue
			}
			// "an attack that officials said was carried out by rebels"
			if x := t.child(k, "ccomp"); t.rel(k) == "acl:relcl" && !doing[t.lemma[k]] && x >= 0 && t.child(x, "nsubj") < 0 && t.passive(x) && doing[t.lemma[x]] {
				f.saying, k = k, x
			}
			// the same with both verbs hung on the noun
			if doing[t.lemma[k]] && t.child(k, "nsubj") < 0 && f.saying < 0 {
				for _, kk := range t.kids[n] {
					if kk < k && k-kk <= 3 && t.rel(kk) == "acl:relcl" && telling[t.lemma[kk]] {
						f.saying = kk
					}
				}
			}
			g := t.verbFrame(k, 0)
			// "an attack carried out by rebels", "the strikes that Israel launched"
			if doing[t.lemma[k]] {
				if by := g.first("subj"); by >= 0 && by != n {
					f.add("by", by)
				}
				for _, p := range g.places {
					if p.name == "against" || p.name == "on" || p.name == "at" || p.name == "between" || p.name == "with" || p.name == "to" {
						f.add(p.name, p.tok)
					}
				}
			}
		case "ccomp", "xcomp":
			f.add(t.base(k), k)
		}
	}
	t.strayed(f, n)
	// "Kinshasa was in talks with the rebels"
	if t.child(n, "cop") >= 0 {
		f.add("subj", t.child(n, "nsubj"))
	}
	t.nestedPrepositions(f, n)
	// A preposition that the parser hung on a coordinated noun's partner.
	if h := t.head(n); t.base(n) == "conj" && h >= 0 && t.isNoun(h) {
		if f.first("poss") < 0 {
			f.addShared("poss", t.child(h, "nmod:poss"))
		}
		for _, name := range []string{"on", "against", "with"} {
			if f.first(name) < 0 {
				for _, k := range t.kids[n] {
					if t.base(k) == "nmod" && t.caseOf(k) == name {
						f.addShared(name, k)
					}
				}
			}
		}
	}
	return f
}

// nestedPrepositions takes over what hangs one noun too deep: "withdrawal of troops
// from Lebanon", "accusations by Kenya against Somalia".
func (t *tree) nestedPrepositions(f *frame, n int) {
	for _, k := range t.kids[n] {
		if t.base(k) != "nmod" {
			continue
		}
		name := t.caseOf(k)
		if name == "against" || name == "on" || name == "to" {
			// "attacks against villages by the army"
			for _, kk := range t.kids[k] {
				if t.base(kk) == "nmod" && t.caseOf(kk) == "by" && f.first("by") < 0 {
					f.add("by", kk)
				}
			}
		}
		if name == "for" || name == "on" || name == "about" || name == "over" {
			// "negotiations for an agreement with Washington"
			for _, kk := range t.kids[k] {
				if inner := t.caseOf(kk); t.base(kk) == "nmod" && (inner == "with" || inner == "between") && f.first(inner) < 0 {
					f.add(inner, kk)
				}
			}
			continue
		}
		if name != "of" && name != "by" && name != "from" && !(t.toks[k].UPOS == "PROPN" && name != "" && name != "in") {
			continue
		}
		for _, kk := range t.kids[k] {
			if t.base(kk) != "nmod" || t.rel(kk) == "nmod:poss" {
				continue
			}
			switch inner := t.caseOf(kk); inner {
			case "between",
				"against", "to", "from", "by", "with", "on", "for", "over", "into":
				if f.first(inner) < 0 {
					f.add(inner, kk)
				}
			}
		}
	}
}

// agentive participles make the word before them the actor: "US-led", "Saudi-brokered".
var agentive = wordSet("led lead broker brokered mediate mediated impose imposed sponsor sponsored run host hosted propose proposed draft drafted")

// doing are the verbs that only carry out the noun they stand with.
var doing = wordSet("carry conduct launch mount stage perpetrate commit hold make give issue impose sign deliver direct undertake lead lodge " +
	"blame wage order organise organize convene announce declare broker")

// telling verbs attribute what follows them.
var telling = wordSet("say claim report announce state believe insist")

// adjFrame reads the places around a predicate adjective or a noun with a copula.
func (t *tree) adjFrame(a, depth int) *frame {
	f := &frame{t: t, trigger: a, words: []int{a}, light: -1, saying: -1}
	for _, k := range t.kids[a] {
		switch t.base(k) {
		case "nsubj":
			f.add("subj", k)
		case "obl", "nmod":
			if name := t.caseOf(k); name != "" {
				f.add(name, k)
			}
		case "xcomp", "ccomp", "advcl":
			f.add("xcomp", k)
			if name := t.caseOf(k); name != "" {
				f.add(name, k)
			}
		}
	}
	if f.first("subj") < 0 && depth > 0 {
		switch t.base(a) {
		case "conj", "xcomp", "acl", "advcl":
			t.borrow(f, a, depth)
		case "amod":
			f.add("subj", t.head(a))
		}
	}
	return f
}
