package when

import (
	"strings"

	"annals.example/annals"
)

type tense uint8

const (
	tenseNone tense = iota // no finite verb to tell by
	tensePast
	tensePastPerfect
	tensePresent
	tensePerfect
	tenseFuture
)

// tree is a sentence with its children indexed.
type tree struct {
	toks []annals.Token
	kids [][]int
}

func newTree(toks []annals.Token) *tree {
	t := &tree{toks: toks, kids: make([][]int, len(toks))}
	// One backing array for all child lists.
	count := make([]int, len(toks))
	for i := range toks {
		if h := toks[i].Head; h >= 0 && h < len(toks) && h != i {
			count[h]++
		}
	}
	back := make([]int, 0, len(toks))
	for i, n := range count {
		t.kids[i] = back[len(back) : len(back) : len(back)+n]
		back = back[:len(back)+n]
	}
	for i := range toks {
		if h := toks[i].Head; h >= 0 && h < len(toks) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

// rel is the token's relation without its subtype.
func (t *tree) rel(i int) string {
	r, _, _ := strings.Cut(t.toks[i].Deprel, ":")
	return r
}

func (t *tree) head(i int) int {
	if h := t.toks[i].Head; h >= 0 && h < len(t.toks) && h != i {
		return h
	}
	return -1
}

func (t *tree) lemma(i int) string {
	if t.toks[i].Lemma != "" {
		return strings.ToLower(t.toks[i].Lemma)
	}
	return strings.ToLower(t.toks[i].Form)
}

func (t *tree) verb(i int) bool {
	return strings.HasPrefix(t.toks[i].XPOS, "VB") || t.toks[i].UPOS == "VERB"
}

// predicate reports whether the token heads a clause: a verb, or a word with a copula.
func (t *tree) predicate(i int) bool {
	if t.verb(i) && t.toks[i].Deprel != "amod" && t.toks[i].Deprel != "compound" {
		return true
	}
	for _, k := range t.kids[i] {
		if t.rel(k) == "cop" || t.rel(k) == "aux" || t.rel(k) == "nsubj" {
			return true
		}
	}
	return false
}

// clauseOf climbs from a token to the predicate it belongs to.
func (t *tree) clauseOf(i int) int {
	for n := 0; n < 64 && i >= 0; n++ {
		if t.predicate(i) {
			return i
		}
		h := t.head(i)
		if h < 0 {
			return i
		}
		i = h
	}
	return i
}

// tense tells when the clause of token i plays, from its verb and auxiliaries.
func (t *tree) tense(i int) tense {
	v := t.clauseOf(i)
	for n := 0; n < 8; n++ {
		if x := t.finite(v); x != tenseNone {
			return x
		}
		// "agreed to form", "killing three", "attacks launched by": not finite.
		h := t.head(v)
		if h < 0 {
			return tenseNone
		}
		switch t.rel(v) {
		case "xcomp", "advcl", "acl", "ccomp":
			if t.infinitive(v) && t.rel(v) != "acl" || t.rel(v) == "acl" && t.infinitive(v) {
				// "plans to meet on Friday": ahead of the main verb.
				if !aspect[t.lemma(h)] {
					return tenseFuture
				}
			}
			if t.rel(v) == "acl" && t.toks[v].XPOS == "VBN" {
				return tensePast // "an agreement signed in March"
			}
			v = t.clauseOf(h)
		case "conj", "parataxis":
			v = t.clauseOf(h)
		default:
			return tenseNone
		}
	}
	return tenseNone
}

func (t *tree) infinitive(v int) bool {
	for _, k := range t.kids[v] {
		if t.toks[k].XPOS == "TO" || t.rel(k) == "mark" && t.lemma(k) == "to" {
			return true
		}
	}
	return false
}

// aspect verbs pass their own date on to the verb they govern.
var aspect = map[string]bool{
	"begin": true, "start": true, "continue": true, "resume": true, "manage": true, "stop": true, "cease": true,
	"go": true, "come": true, "keep": true, "help": true, "finish": true, "fail": true,
}

// finite tells the tense of a predicate by its own form and auxiliaries.
func (t *tree) finite(v int) tense {
	had, has, will, past, present, modal := false, false, false, false, false, false
	for _, k := range t.kids[v] {
		r := t.rel(k)
		if r != "aux" && r != "cop" {
			continue
		}
		switch strings.ToLower(t.toks[k].Form) {
		case "had", "'d":
			had = true
		case "has", "have", "'ve", "’ve":
			has = true
		case "will", "shall", "'ll", "’ll", "wo":
			will = true
		case "was", "were", "did":
			past = true
		case "is", "are", "am", "'re", "’re", "'s", "’s", "do", "does":
			present = true
		case "would", "could", "should", "might", "may", "can", "must", "ca":
			modal = true
		}
	}
	x := t.toks[v].XPOS
	switch {
	case (past || present) && t.infinitive(v) && x == "VB":
		return tenseFuture // "was to end", "is to meet"
	case modal && has && x == "VBN":
		return tensePastPerfect // "would have met": not told as having happened now
	case will, modal:
		return tenseFuture // ahead, or only possible
	case had && (x == "VBN" || !t.verb(v)):
		return tensePastPerfect
	case has:
		return tensePerfect
	case past:
		return tensePast
	case present && x == "VBG" && t.lemma(v) == "go", present && t.ahead(v):
		return tenseFuture
	case present:
		return tensePresent
	case x == "VBD":
		return tensePast
	case x == "VBP" || x == "VBZ":
		return tensePresent
	}
	return tenseNone
}

// ahead is true for "is set to", "are due to", "is expected to", "is going to".
func (t *tree) ahead(v int) bool {
	switch t.lemma(v) {
	case "set", "due", "expect", "expected", "schedule", "scheduled", "slate", "plan", "poise":
		return true
	}
	return false
}

// foreground reports whether the trigger tells the article's news: the main
// clause, what is said in reported speech, their coordinates and participles,
// and the event nouns that are subject or object there. What stands in relative
// clauses and noun modifiers is background, and without date of its own stays
// undated.
func (t *tree) foreground(i int) bool {
	for n := 0; n < 64; n++ {
		h := t.head(i)
		if h < 0 {
			return true
		}
		switch t.rel(i) {
		case "conj", "parataxis", "ccomp", "root":
			i = h
		case "advcl":
			if t.marked(i) {
				return false
			}
			i = h
		case "obj", "nsubj", "obl", "xcomp":
			if t.rel(i) == "xcomp" && !aspect[t.lemma(h)] || t.rel(i) != "xcomp" && !t.verb(h) {
				return false
			}
			if t.rel(i) == "obl" && !t.during(i) {
				return false
			}
			if t.rel(i) != "xcomp" && speech[t.lemma(h)] && !(t.rel(i) == "obl" && eventNoun(t.lemma(i))) {
				return false // what is talked about lies at any time
			}
			i = h
		default:
			return false
		}
	}
	return false
}

func (t *tree) marked(i int) bool {
	for _, k := range t.kids[i] {
		if t.rel(k) == "mark" {
			return true
		}
	}
	return false
}

// speech verbs and attitudes: their objects are talked about, not happening.
var speech = map[string]bool{
	"say": true, "tell": true, "condemn": true, "criticize": true, "criticise": true, "denounce": true, "reject": true,
	"deny": true, "demand": true, "urge": true, "call": true, "discuss": true, "praise": true, "welcome": true,
	"accuse": true, "blame": true, "warn": true, "threaten": true, "stress": true, "reiterate": true, "recall": true,
	"mention": true, "describe": true, "announce": true, "propose": true, "request": true, "seek": true, "want": true,
	"support": true, "oppose": true, "fear": true, "remember": true, "mark": true, "commemorate": true, "cite": true,
	"investigate": true, "mourn": true, "protest": true, "avenge": true, "highlight": true, "note": true,
}

// caseOf is the preposition of a noun phrase, lower case.
func (t *tree) caseOf(i int) string {
	for _, k := range t.kids[i] {
		if t.rel(k) == "case" {
			return strings.ToLower(t.toks[k].Form)
		}
	}
	return ""
}

func (t *tree) during(i int) bool {
	switch t.caseOf(i) {
	case "in", "during", "at", "on", "by", "":
		return true
	}
	return false
}

// headOf is the token of the expression whose governor lies outside it.
//
// A bare day right behind a finite verb ("said Thursday") belongs to that verb,
// whatever the parser made of it.
func (t *tree) headOf(e expr) (head, governor int) {
	if v := e.first - 1; e.kind == kindWeekday || e.kind == kindDay {
		if v >= 0 && strings.EqualFold(t.toks[v].Form, "on") {
			v--
		}
		possessive := e.end < len(t.toks) && t.toks[e.end].XPOS == "POS"
		if v >= 0 && !possessive && (t.toks[v].XPOS == "VBD" || t.toks[v].XPOS == "VBN") && t.rel(v) != "amod" {
			return e.end - 1, v
		}
	}
	for i := e.first; i < e.end && i < len(t.toks); i++ {
		if h := t.head(i); h < e.first || h >= e.end {
			if r := t.rel(i); r != "punct" && r != "case" && r != "det" && r != "advmod" || i == e.end-1 {
				if n := t.concern(e); n >= 0 && h >= 0 && t.verb(h) {
					h = n
				}
				return i, h
			}
		}
	}
	return e.first, t.head(e.first)
}

// concern finds the event noun right before the expression where it only says
// over what or after what something is done: in "arrested over the attack in
// January" the month is the attack's.
func (t *tree) concern(e expr) int {
	n := e.first - 1
	for k := 0; k < 2 && n >= 0 && (leads(t.toks[n].Form) || strings.EqualFold(t.toks[n].Form, "the")); k++ {
		n--
	}
	if n < 0 || n == e.first-1 || !eventNoun(t.lemma(n)) || t.rel(n) != "obl" && t.rel(n) != "nmod" {
		return -1
	}
	switch t.caseOf(n) {
	case "over", "after", "before", "about", "for", "since", "following", "despite", "against", "to":
		return n
	}
	return -1
}

// words is the expression as printed, with its preposition.
func (t *tree) words(text string, e expr) string {
	first := e.first
	if first > 1 && strings.EqualFold(t.toks[first-1].Form, "the") && leads(t.toks[first-2].Form) {
		first -= 2
	} else if first > 0 && leads(t.toks[first-1].Form) {
		first--
	}
	a, b := t.toks[first].Start, t.toks[e.end-1].End
	if a < 0 || b > len(text) || a > b {
		return ""
	}
	return strings.Join(strings.Fields(text[a:b]), " ")
}

// leads reports whether a preposition belongs to the expression as quoted.
func leads(form string) bool {
	switch strings.ToLower(form) {
	case "on", "in", "since", "over", "by", "until", "between", "from":
		return true
	}
	return false
}

// background reports whether the clause says that it lies further back or went
// on for long: "previously", "once", "for decades".
func (t *tree) background(i int) bool {
	v := t.clauseOf(i)
	for _, k := range t.kids[v] {
		switch strings.ToLower(t.toks[k].Form) {
		case "previously", "once", "formerly", "long", "often", "originally", "always", "never", "repeatedly", "historically", "then":
			if t.rel(k) == "advmod" {
				return true
			}
		}
		if t.rel(k) == "obl" && t.caseOf(k) == "for" {
			if _, ok := units[strings.ToLower(t.toks[k].Form)]; ok {
				return true
			}
		}
	}
	return false
}

// talks reports whether the trigger, or the verb it hangs on, is an act of words.
func (t *tree) talks(i int) bool {
	if talking[t.lemma(i)] || speech[t.lemma(i)] {
		return true
	}
	v := t.clauseOf(i)
	return talking[t.lemma(v)] || v == i && speech[t.lemma(v)]
}

// talking lists acts of words beyond those in speech.
var talking = set(`agree pledge vow promise press raise add state reaffirm express confirm affirm declare insist argue claim
	speak ask answer reply respond emphasize emphasise underline underscore reveal disclose acknowledge admit concede explain predict
	remark comment suggest hint push lobby plead exhort encourage pressure apologise apologize offer invite appeal order vote approve sign meet talk confer refuse decline thank congratulate`)

// saidBy is the verb of saying, in the past, that governs the clause of token i
// directly, -1 if there is none: "X is ready to talk, Y said Thursday".
func (t *tree) saidBy(i int) int {
	v := t.clauseOf(i)
	for n := 0; n < 3; n++ { // "is prepared to discuss": the readiness is what is said
		if h := t.head(v); t.rel(v) == "xcomp" && h >= 0 {
			v = t.clauseOf(h)
		}
	}
	said := -1
	if h := t.head(v); h >= 0 && t.rel(v) == "ccomp" {
		said = h
	} else {
		for _, k := range t.kids[v] {
			if t.rel(k) == "parataxis" {
				said = k
			}
		}
	}
	if said < 0 || !speech[t.lemma(said)] && !talking[t.lemma(said)] || t.finite(said) != tensePast {
		return -1
	}
	return said
}

// voiced is the verb that gives voice to an act of words, which is done in the
// saying: "stressed his government's rejection of", "renewed their call for". It is
// -1 where the token is no such act.
func (t *tree) voiced(i int) int {
	h := t.head(i)
	if h < 0 || t.rel(i) != "obj" || !wordsOf[t.lemma(i)] || !voicing[t.lemma(h)] {
		return -1
	}
	return h
}

// wordsOf are nouns for what is done by saying it.
var wordsOf = set(`rejection call demand appeal support condemnation opposition commitment refusal readiness willingness solidarity
	request plea warning concern objection criticism backing disapproval apology regret gratitude thanks praise acceptance`)

// voicing verbs do by their words what their object names.
var voicing = set(`stress reiterate express voice reaffirm renew repeat restate underline underscore emphasise emphasize convey declare
	affirm issue state register make announce offer pledge`)

// deed reports whether the clause of token i tells something done: its predicate is
// a verb, not denied, and neither it nor who says it looks further back.
func (t *tree) deed(i int) bool {
	v := t.clauseOf(i)
	if !t.verb(v) {
		return false
	}
	for _, k := range t.kids[v] {
		switch strings.ToLower(t.toks[k].Form) {
		case "not", "n't", "n’t", "never", "no":
			return false
		}
	}
	if h := t.head(v); h >= 0 && (t.rel(v) == "ccomp" || t.rel(v) == "xcomp") {
		return !t.background(h)
	}
	return true
}
