package event

import "slices"

// place is one filled slot of a frame.
type place struct {
	name string
	tok  int
}

// frame is a trigger with everything that stands around it in a named place.
type frame struct {
	t       *tree
	trigger int
	words   []int // the tokens that make the trigger: "took", "over"
	passive bool
	places  []place
	shared  bool // a subject or object was taken over from another clause
	light   int  // the light verb that governs an event noun, -1 if none
	saying  int  // the verb by which somebody says who did it, -1 if none
}

func (f *frame) add(name string, tok int) {
	if tok < 0 || name == "on" && weekdays[f.t.lemma[tok]] {
		return // when, and not on what
	}
	tok = f.t.antecedent(tok)
	for _, p := range f.places {
		if p.name == name && p.tok == tok {
			return
		}
	}
	f.places = append(f.places, place{name, tok})
}

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday weekend")

// first is the first token in a place, -1 if the place is empty.
func (f *frame) first(name string) int {
	for _, p := range f.places {
		if p.name == name {
			return p.tok
		}
	}
	return -1
}

func (f *frame) all(name string) []int {
	var out []int
	for _, p := range f.places {
		if p.name == name {
			out = append(out, p.tok)
		}
	}
	return out
}

// passive reports whether a verb form is passive: "was seized", "seized by rebels"
// behind its noun, and not "has seized".
func (t *tree) passive(v int) bool {
	if a := t.child(v, "aux"); a >= 0 && t.lemma[a] == "have" && t.rel(a) == "aux" && t.childRel(v, "aux:pass") < 0 && t.childRel(v, "obl:agent") < 0 {
		return false // "has called on", whatever its subject was read as
	}
	for _, k := range t.kids[v] {
		switch t.rel(k) {
		case "aux:pass":
			return true
		case "obl:agent":
			if t.caseOf(k) == "by" {
				return true
			}
		case "nsubj":
			if t.toks[v].XPOS == "VBN" && t.base(v) == "root" && k < v && t.child(v, "aux", "cop") < 0 && !t.finite(v) {
				return true // "Six soldiers killed in Kunduz", a headline
			}
		case "nsubj:pass":
			// "Kenya called on Somalia", the past read as a participle
			if t.toks[v].XPOS != "VBD" && !t.finite(v) {
				return true
			}
		case "aux":
			if t.lemma[k] == "have" {
				return t.child(v, "aux:pass") >= 0
			}
		}
	}
	if t.toks[v].XPOS == "VBN" && (t.base(v) == "acl" || t.base(v) == "amod" || t.base(v) == "advcl") {
		return t.child(v, "nsubj") < 0 && t.child(v, "obj") < 0
	}
	return false
}

// finite reports whether a participle without an auxiliary is a past tense after all.
// Only headlines drop the auxiliary of a passive, and they have no full stop.
func (t *tree) finite(v int) bool {
	if t.child(v, "aux") >= 0 || t.toks[v].XPOS != "VBN" {
		return false
	}
	for i := len(t.toks) - 1; i > v; i-- {
		switch t.toks[i].Form {
		case ".", "!", "?":
			return true
		case "\"", "”", "'", "’", ")":
		default:
			return t.child(v, "obj") > v
		}
	}
	return false
}

// verbFrame reads the places around a verb. depth bounds how far subjects and
// objects are looked for in governing clauses.
func (t *tree) verbFrame(v, depth int) *frame {
	f := &frame{t: t, trigger: v, words: []int{v}, passive: t.passive(v), light: -1, saying: -1}
	for _, k := range t.kids[v] {
		switch t.base(k) {
		case "nsubj":
			switch {
			case f.passive:
				f.add("obj", k)
			case k > v && f.first("subj") >= 0: // "sources told [the paper] that": nobody has two subjects
				f.add("iobj", k)
			default:
				f.add("subj", k)
			}
		case "compound":
			f.add("compound", k)
			// "North Korea test-fired": the subject hung on the verb's first half
			if n := t.child(k, "nsubj"); n >= 0 && k < v && v-k <= 2 {
				f.add("subj", n)
			}
		case "csubj", "expl":
		case "obj":
			if t.raised(k, v) { // "urged [Uganda to hold elections]": Uganda is who holds them
				f.add("subj", k)
				continue
			}
			switch o := f.first("obj"); {
			case f.passive && o >= 0:
				f.add("obj2", k)
			case o > v && k > o && giving[t.lemma[v]] && t.isNoun(o) && t.isNoun(k): // "lent [Argentina] [ten fighters]", read as two of a kind
				f.places = slices.DeleteFunc(f.places, func(p place) bool { return p.name == "obj" })
				f.add("iobj", o)
				f.add("obj", k)
			default:
				f.add("obj", k)
			}
		case "iobj":
			f.add("iobj", k)
		case "obl", "nmod":
			name := t.caseOf(k)
			// "began [two days of talks]", read as how long they began
			if name == "" && k > v && f.first("obj") < 0 && t.meant(k) != k {
				f.add("obj", k)
				continue
			}
			// "gave the general [twenty years]", read as how long the giving took
			if name == "" && k > v && (giving[t.lemma[v]] || t.lemma[v] == "get") && t.isNoun(k) {
				switch o := f.first("obj"); {
				case o < 0:
					f.add("obj", k)
				case f.passive:
					f.add("obj2", k)
				case o > v && o < k:
					f.places = slices.DeleteFunc(f.places, func(p place) bool { return p.name == "obj" })
					f.add("iobj", o)
					f.add("obj", k)
				}
				continue
			}
			if name == "by" && t.rel(k) == "obl:agent" || name == "by" && f.passive && t.toks[k].UPOS != "VERB" {
				f.add("subj", k)
				f.add("by", k)
				continue
			}
			if name != "" {
				f.add(name, k)
			}
		case "advmod":
			f.add("adv", k)
		case "xcomp":
			// "called [Secretary of State Blinken]", read as "called him a secretary"
			if (t.toks[k].UPOS == "PROPN" || t.toks[k].UPOS == "NOUN" && k > v && !becoming[t.lemma[v]]) && t.child(v, "obj") < 0 &&
				f.first("obj") < 0 && t.child(k, "cop", "case", "mark") < 0 && !f.passive {
				f.add("obj", k)
				continue
			}
			f.add("xcomp", k)
			// "told [Damascus] to get out": who is told, read as who gets out
			if n := t.child(k, "nsubj"); n > v && n < k && bidding[t.lemma[v]] && f.first("obj") < 0 && t.child(v, "obj", "iobj") < 0 && t.isNoun(n) && t.lemma[n] != "that" {
				f.add("obj", n)
			}
			for _, kk := range t.kids[k] {
				if t.base(kk) == "obj" && t.raised(kk, k) {
					f.add("obj", kk)
				}
			}
		case "ccomp":
			f.add("ccomp", k)
		case "advcl":
			f.add("advcl", k)
			if name := t.caseOf(k); name != "" && name != "to" {
				f.add(name, k)
			}
		}
	}
	if f.first("obj") < 0 {
		f.add("obj", f.first("iobj"))
	}
	// "gave Pakistan aid", read as Pakistan's aid
	if o := f.first("obj"); o >= 0 && giving[t.lemma[v]] && f.first("iobj") < 0 && !f.passive && o > v {
		for _, k := range t.kids[o] {
			if b := t.base(k); (b == "compound" || b == "nmod" || b == "nummod") && k == v+1+len(t.kids[k]) && t.toks[k].UPOS == "PROPN" && t.child(k, "case") < 0 {
				f.add("iobj", k)
			}
			// "promised the guerrillas seats": nobody says "the seats" of guerrillas that way
			if b := t.base(k); b == "compound" && t.toks[k].XPOS == "NNS" && t.toks[k-1].UPOS == "DET" && k == v+2 {
				f.add("iobj", k)
			}
		}
	}
	// "was rejected as a state by Serbia": the agent hung on the noun before it
	if f.passive && f.first("subj") < 0 {
		for _, k := range t.kids[v] {
			if b := t.base(k); b != "obl" && b != "xcomp" && b != "obj" && b != "advcl" {
				continue
			}
			for _, kk := range t.kids[k] {
				if t.caseOf(kk) == "by" && (t.base(kk) == "nmod" || t.base(kk) == "obl") && t.isNoun(k) {
					f.add("subj", kk)
				}
			}
		}
	}
	if depth <= 0 {
		return f
	}
	t.borrow(f, v, depth)
	t.borrowPrepositions(f)
	return f
}

// becoming verbs have a noun beside them that says what the subject is.
var becoming = wordSet("become remain be seem appear stay turn prove sound feel look")

// bidding verbs take whom they bid do something.
var bidding = wordSet("tell ask order urge beg command instruct warn advise press invite implore beseech exhort allow permit forbid compel oblige force")

// giving verbs take whom they give to before what they give.
var giving = wordSet("give lend send offer grant sell pay supply hand owe promise award deny allow lease donate ship assure")

// raised reports whether an object stands before its infinitive's "to", so that it
// is the infinitive's subject.
func (t *tree) raised(k, v int) bool {
	if k > v || t.relative(k) || t.toks[v].XPOS != "VB" {
		return false
	}
	for _, m := range t.kids[v] {
		if t.base(m) == "mark" && t.lemma[m] == "to" {
			return k < m && t.toks[k].UPOS != "PRON"
		}
	}
	return false
}

// borrow fills subject and object from the clause or noun that governs the verb.
func (t *tree) borrow(f *frame, v, depth int) {
	h := t.head(v)
	if h < 0 {
		return
	}
	needSubj, needObj := f.first("subj") < 0, f.first("obj") < 0
	switch t.rel(v) {
	case "acl:relcl":
		rel := -1
		for _, p := range f.places {
			if p.tok == h {
				rel = p.tok
			}
		}
		if rel < 0 {
			switch {
			case needObj && !needSubj && !f.passive && t.child(v, "ccomp", "xcomp") < 0:
				f.add("obj", h)
			case f.passive && needObj:
				f.add("obj", h)
			case needSubj && !f.passive:
				f.add("subj", h)
			}
		}
		return
	}
	switch t.base(v) {
	case "acl", "amod":
		switch {
		case t.toks[v].XPOS == "VBN" || f.passive:
			f.passive = true
			if needObj {
				f.add("obj", h)
			}
		case t.toks[v].XPOS == "VBG" || t.toks[v].XPOS == "VBZ" || t.toks[v].XPOS == "VBD" || t.toks[v].XPOS == "VBP":
			if needSubj {
				if t.caseOf(v) != "" { // "accusations of bombing", "charges of aiding"
					f.addShared("subj", t.holder(h, depth-1))
				} else if papers[t.lemma[h]] { // "a statement urging Iraq": whoever made it urges
					f.addShared("subj", t.holder(h, depth-1))
				} else {
					f.add("subj", h)
				}
			}
		case t.headline(v): // "Moscow to withdraw most forces"
			f.addShared("subj", h)
		default: // "a plan to attack": the plan's holder
			if needSubj {
				f.addShared("subj", t.holder(h, depth-1))
			}
		}
	case "xcomp", "advcl", "ccomp", "obl", "conj", "parataxis", "dep":
		if t.base(v) == "conj" {
			t.borrowConjunct(f, v, h, depth)
			return
		}
		if t.base(v) == "ccomp" && t.child(v, "mark") >= 0 && t.lemma[t.child(v, "mark")] == "that" {
			return
		}
		if t.base(v) == "parataxis" && t.toks[v].XPOS != "VBG" {
			if needSubj && !f.passive && t.isNoun(h) && h < v && t.head(h) < 0 && t.unstopped() { // "Iran, EU resume talks"
				f.addShared("subj", h)
			}
			return
		}
		subj := t.controller(v, h, depth-1)
		switch {
		case f.passive && needObj:
			f.addShared("obj", subj)
		case !f.passive && needSubj:
			f.addShared("subj", subj)
		}
	case "root", "":
	}
}

// papers speak, or order something, for those who gave them out.
var papers = wordSet("statement letter leaflet report resolution declaration communique communiqué message note memorandum memo decree order edict directive law bill " +
	"legislation measure petition text speech document motion appeal plan comment remark call announcement editorial tape videotape video recording")

func (f *frame) addShared(name string, tok int) {
	if tok >= 0 {
		f.shared = true
		f.add(name, tok)
	}
}

// borrowConjunct shares subject (and object) between coordinated verbs.
func (t *tree) borrowConjunct(f *frame, v, h, depth int) {
	if t.isNoun(h) && t.child(h, "cop") < 0 || t.toks[h].UPOS == "ADJ" && t.child(h, "nsubj") < 0 {
		return
	}
	g := t.governorFrame(h, depth-1)
	// "was arrested and taken away": the second participle is passive too.
	if !f.passive && g.passive && t.toks[v].XPOS == "VBN" && t.child(v, "nsubj", "aux") < 0 && f.first("obj") < 0 {
		f.passive = true
	}
	switch {
	case f.passive && f.first("obj") < 0:
		if g.passive {
			f.addShared("obj", g.first("obj"))
		} else {
			f.addShared("obj", g.first("subj"))
		}
	case !f.passive && f.first("subj") < 0:
		if g.passive && t.toks[v].XPOS != "VBN" {
			f.addShared("subj", g.first("obj"))
		} else if !g.passive {
			f.addShared("subj", g.first("subj"))
		}
	}
	if f.passive && g.passive && f.first("subj") < 0 {
		f.addShared("subj", g.first("by"))
	}
}

// governorFrame is the frame of a verb or a predicate.
func (t *tree) governorFrame(h, depth int) *frame {
	if t.isVerb(h) || t.toks[h].UPOS == "AUX" {
		return t.verbFrame(h, depth)
	}
	f := &frame{t: t, trigger: h, words: []int{h}, light: -1, saying: -1}
	f.add("subj", t.child(h, "nsubj"))
	if f.first("subj") < 0 && depth > 0 {
		t.borrow(f, h, depth)
	}
	return f
}

// controller is who does the act of a clause without a subject of its own.
func (t *tree) controller(v, h, depth int) int {
	if t.isNoun(h) && t.child(h, "cop") < 0 {
		if depth <= 0 {
			return -1
		}
		return t.holder(h, depth-1)
	}
	g := t.governorFrame(h, depth)
	if t.base(v) == "xcomp" || t.base(v) == "ccomp" || t.base(v) == "advcl" && controlsObject[t.lemma[h]] && (t.caseOf(v) != "" || g.first("obj") >= 0 && t.child(g.first("obj"), "acl") >= 0) {
		if o := g.first("obj"); o >= 0 && (!controlsSubject[t.lemma[h]] || t.lemma[h] == "want" && t.toks[o].UPOS == "PROPN") && t.head(o) >= 0 {
			return o
		}
		if o := g.first("iobj"); o >= 0 {
			return o
		}
		if on := g.first("on"); on >= 0 && (t.lemma[h] == "call") {
			return on
		}
	}
	if g.passive {
		return g.first("obj")
	}
	return g.first("subj")
}

// controlsSubject are verbs whose subject does the act even where they have an object.
var controlsSubject = wordSet("promise threaten vow pledge use take spend hold travel send deploy launch need want")

// controlsObject are verbs whose object does the act of an "of/for/from …ing" clause; a
// bare participle is the subject's, unless it may go on with what a clause says of the object.
var controlsObject = wordSet("accuse blame condemn criticise criticize suspect convict charge denounce fault prevent stop bar ban prohibit " +
	"quote cite describe depict portray deter discourage keep praise thank commend punish sentence jail arrest detain fine sue urge force warn")

// borrowPrepositions adds the prepositional phrases that stand at the object but
// may belong to the verb ("launched strikes on Gaza"), behind the verb's own.
func (t *tree) borrowPrepositions(f *frame) {
	o := f.first("obj")
	if o < 0 || t.head(o) != f.trigger {
		return
	}
	for _, k := range t.kids[o] {
		if t.base(k) == "nmod" || t.base(k) == "acl" && t.caseOf(k) != "" {
			if name := t.caseOf(k); name != "" && name != "of" && f.first(name) < 0 {
				f.add(name, k)
			}
			if t.caseOf(k) == "of" {
				t.nestedPrepositions(f, o)
			}
			// "exchanged intelligence on missiles with South Korea"
			for _, kk := range t.kids[k] {
				switch name := t.caseOf(kk); name {
				case "with", "against", "to", "from":
					if t.base(kk) == "nmod" && f.first(name) < 0 {
						f.add(name, kk)
					}
				}
			}
		}
	}
}
