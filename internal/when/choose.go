package when

// farthest is the score from which an expression no longer belongs to the trigger.
const farthest = 100

// choose picks the expression that dates the trigger: the one that hangs most
// directly on it in the tree. It returns -1 where none does. since is true
// where the expression dates the beginning of a span ("since the fall of X in
// December").
func (t *tree) choose(exprs []expr, trigger int) (best int, since bool) {
	best, score := -1, farthest
	for i, e := range exprs {
		s, sn := t.distance(e, trigger)
		if s < score || s == score && best >= 0 && near(exprs[best], trigger) > near(e, trigger) {
			best, score, since = i, s, sn
		}
	}
	if score >= farthest {
		return -1, false
	}
	return best, since
}

// near is the distance in words from an expression to the trigger.
func near(e expr, trigger int) int {
	if trigger < e.first {
		return e.first - trigger
	}
	return trigger - e.end + 1
}

// distance says how directly the expression hangs on the trigger: 0 directly,
// growing with each step, farthest where it dates something else.
func (t *tree) distance(e expr, trigger int) (score int, since bool) {
	if trigger >= e.first && trigger < e.end {
		return farthest, false
	}
	h, g := t.headOf(e)
	if g < 0 {
		// The parser made the date the root of a headline or fragment.
		if t.head(trigger) == h {
			return 3, false
		}
		return farthest, false
	}
	if s, sn := t.down(h, g, trigger); s < farthest {
		return s, sn
	}
	return t.up(h, g, trigger)
}

// down scores an expression in the trigger's own subtree. h is the head of the
// expression and g its governor; the walk climbs from g to the trigger.
func (t *tree) down(h, g, trigger int) (int, bool) {
	score, since := 0, false
	for n := 0; n < 6 && g >= 0; n++ {
		if g == trigger {
			return score, since
		}
		switch t.rel(g) {
		case "obj", "nsubj", "iobj":
			if !eventNoun(t.lemma(g)) || t.rel(g) != "nsubj" && !occurs[t.lemma(t.headOr(g))] {
				return farthest, false
			}
			score += 2
		case "obl", "nmod":
			switch t.caseOf(g) {
			case "since":
				if t.rel(g) != "obl" || t.head(g) != trigger {
					return farthest, false
				}
				since = true
			case "after", "before", "until", "prior", "ahead", "despite", "following", "over", "about", "from", "to", "against":
				return farthest, false // dates something that the trigger follows or concerns
			case "at":
				if t.toks[t.headOr(g)].UPOS == "ADJ" {
					return farthest, false // "furious at the Jan. 3 strike"
				}
			}
			if !since && t.rel(g) == "obl" && !eventNoun(t.lemma(g)) && t.verb(trigger) && n > 0 {
				return farthest, false
			}
			score += 3
		case "compound", "amod", "nummod", "flat", "appos":
			score++
		case "xcomp":
			if t.toks[g].UPOS != "ADJ" {
				return farthest, false
			}
			score++ // "were found guilty on Thursday"
		case "conj":
			// "fired and landed a round on Friday": of both, where both have one subject
			if t.head(g) != trigger || !t.verb(g) || h < g || t.has(g, "nsubj") || t.has(g, "nsubj:pass") {
				return farthest, false
			}
			score += 5
		case "acl":
			// "the war that began in 2011" dates the war, not what the war did.
			if t.head(g) != trigger || !occurs[t.lemma(g)] && !aspect[t.lemma(g)] {
				return farthest, false
			}
			score += 2
		default:
			return farthest, false
		}
		if t.verb(t.headOr(g)) && speech[t.lemma(t.headOr(g))] && !since && t.headOr(g) == trigger && t.rel(g) != "obl" {
			return farthest, false // "condemned Monday's attack" does not say when it was condemned
		}
		g = t.head(g)
	}
	return farthest, false
}

func (t *tree) has(i int, rel string) bool {
	for _, k := range t.kids[i] {
		if t.rel(k) == rel {
			return true
		}
	}
	return false
}

func (t *tree) headOr(i int) int {
	if h := t.head(i); h >= 0 {
		return h
	}
	return i
}

// occurs lists the verbs that happen when their object happens: "launched
// Friday's strikes", but not "implement a March 28 agreement".
var occurs = set(`launch hold carry conduct stage make sign have mount host attend begin start perform pay deliver give
	reach join suffer wage take execute commit perpetrate witness see lead open convene cause lose win survive order issue`)

// up scores an expression that hangs on something above the trigger.
func (t *tree) up(h, g, trigger int) (int, bool) {
	score := 0
	at := trigger
	for n := 0; n < 12; n++ {
		p := t.head(at)
		if p < 0 {
			return farthest, false
		}
		switch t.rel(at) {
		case "obj", "nsubj":
			// "held a meeting on Monday": the verb's date is the noun's, unless the
			// verb only speaks of it.
			if speech[t.lemma(p)] || !t.verb(p) {
				return farthest, false
			}
			score += 2
		case "obl":
			if !t.during(at) || speech[t.lemma(p)] && !eventNoun(t.lemma(at)) {
				return farthest, false
			}
			score += 3
		case "conj":
			score += 4
		case "xcomp":
			if !aspect[t.lemma(p)] {
				return farthest, false
			}
			score++
		case "advcl":
			if t.marked(at) || t.toks[at].XPOS != "VBG" {
				return farthest, false
			}
			score += 4 // "on Monday, killing three"
		case "acl":
			// "the Jan. 3 strike that killed X": only the noun's own date counts.
			if g == p && eventNoun(t.lemma(p)) && h < trigger {
				return score + 3, false
			}
			return farthest, false
		case "compound", "amod":
			score++
		case "cop", "aux":
			score++
		default:
			return farthest, false
		}
		conj := t.rel(at) == "conj"
		at = p
		if g == at {
			return score, false
		}
		if conj && !t.has(trigger, "nsubj") {
			if s, sn := t.down(h, g, at); s < farthest && !sn {
				return score + s, false // "the 2013 bombings killed 40 and wounded"
			}
		}
		if t.rel(g) == "conj" && t.head(g) == at && h > trigger {
			return score + 5, false // "launched raids and killed ten on Friday"
		}
	}
	return farthest, false
}

// eventNoun reports whether a noun names something that happens, by a short
// list and by the endings that make such nouns.
func eventNoun(lemma string) bool {
	if eventNouns[lemma] {
		return true
	}
	n := len(lemma)
	if n < 6 {
		return false
	}
	switch {
	case lemma[n-3:] == "ing", lemma[n-4:] == "tion" && !notEvents[lemma], lemma[n-4:] == "sion", lemma[n-4:] == "ment" && !notEvents[lemma]:
		return !notEvents[lemma]
	}
	return false
}

var notEvents = map[string]bool{
	"building": true, "government": true, "parliament": true, "nation": true, "organization": true, "organisation": true,
	"coalition": true, "population": true, "department": true, "administration": true, "position": true, "opposition": true,
	"commission": true, "mission": true, "television": true, "document": true, "delegation": true, "station": true,
	"federation": true, "regiment": true, "equipment": true, "apartment": true, "situation": true, "region": true,
	"institution": true, "constitution": true, "corporation": true, "foundation": true, "association": true, "morning": true,
	"evening": true, "something": true, "nothing": true, "anything": true, "everything": true, "pension": true, "division": true,
	"version": true, "information": true, "element": true, "establishment": true,
}

var eventNouns = set(`attack strike airstrike raid assault blast explosion bombing shelling war battle clash fighting
	meeting talks talk call visit trip summit conference vote election poll referendum coup protest rally demonstration march strike
	siege offensive invasion incursion ambush massacre killing murder assassination arrest detention trial verdict ruling agreement deal
	accord pact treaty ceasefire truce resolution statement speech address interview letter crash accident earthquake quake flood storm fire
	riot uprising revolt rebellion revolution crisis ceremony session hearing debate dialogue negotiation discussion round exchange swap
	withdrawal pullout departure return arrival fall collapse ouster release kidnapping abduction hijacking sanction decision order decree
	announcement declaration test launch operation campaign exercise drill parade funeral burial anniversary outbreak death birth event incident
	violence unrest crackdown sweep search seizure capture takeover handover transfer victory defeat win loss resignation appointment nomination
	inauguration signing memorandum deployment escalation bombardment broadcast report`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	start := -1
	for i := 0; i <= len(words); i++ {
		if i == len(words) || words[i] == ' ' || words[i] == '\n' || words[i] == '\t' {
			if start >= 0 {
				m[words[start:i]] = true
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	return m
}

// elsewhere reports whether a date hangs below the trigger's subject, or below
// what it went before or came after, so that the sentence reaches to another day.
func (t *tree) elsewhere(exprs []expr, trigger int) bool {
	for _, e := range exprs {
		_, g := t.headOf(e)
		for n := 0; n < 8 && g >= 0; n++ {
			h := t.head(g)
			if h == trigger && t.rel(g) == "nsubj" {
				return true
			}
			if h == trigger && t.rel(g) == "obl" {
				switch t.caseOf(g) {
				case "after", "before", "until", "prior", "ahead", "following", "since":
					return true
				}
			}
			g = h
		}
	}
	return false
}
