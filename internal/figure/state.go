package figure

// states maps what befell the counted to the word written down.
var states = map[string]string{
	"kill": "killed", "killed": "killed", "slay": "killed", "murder": "killed", "massacre": "killed", "execute": "executed", "assassinate": "killed",
	"die": "died", "perish": "died", "dead": "killed", "wound": "wounded", "wounded": "wounded", "injure": "injured", "injured": "injured", "hurt": "injured",
	"arrest": "arrested", "detain": "detained", "jail": "jailed", "imprison": "imprisoned", "sentence": "sentenced", "charge": "charged", "convict": "convicted",
	"displace": "displaced", "uproot": "displaced", "evacuate": "evacuated", "rescue": "rescued", "flee": "fled", "return": "returned", "register": "registered",
	"host": "hosted", "shelter": "sheltered", "abduct": "abducted", "kidnap": "abducted", "capture": "captured", "release": "released", "free": "released",
	"deploy": "deployed", "station": "stationed", "withdraw": "withdrawn", "hospitalize": "hospitalised", "hospitalise": "hospitalised", "infect": "infected",
	"miss": "missing", "missing": "missing", "expel": "expelled", "deport": "deported", "destroy": "destroyed", "damage": "damaged", "bar": "barred", "ban": "banned",
	"intercept": "intercepted", "launch": "launched", "fire": "fired", "shoot": "shot", "target": "targeted", "hit": "hit", "drown": "drowned", "trap": "trapped",
	"strand": "stranded", "disappear": "disappeared", "recover": "recovered", "sanction": "sanctioned", "seize": "seized", "resettle": "resettled", "send": "sent",
	"cross": "crossed", "vaccinate": "vaccinated", "starve": "starved", "behead": "killed", "torture": "tortured", "rape": "raped", "pay": "paid", "pledge": "pledged",
	"donate": "donated", "attend": "attended", "protest": "protested", "down": "shot down", "burn": "burned", "bomb": "bombed", "surrender": "surrendered", "resign": "resigned",
}

// onlyPeople are the states that befall people, so that a bare number in one counts people.
var onlyPeople = map[string]bool{
	"killed": true, "died": true, "wounded": true, "injured": true, "arrested": true, "detained": true, "jailed": true, "imprisoned": true,
	"sentenced": true, "charged": true, "convicted": true, "displaced": true, "evacuated": true, "rescued": true, "fled": true, "abducted": true,
	"hospitalised": true, "infected": true, "missing": true, "deported": true, "drowned": true, "stranded": true, "executed": true,
}

// intransitive states befall the subject of an active verb.
var intransitive = map[string]bool{
	"died": true, "fled": true, "returned": true, "drowned": true, "disappeared": true, "crossed": true, "attended": true, "protested": true,
	"surrendered": true, "resigned": true, "starved": true, "withdrawn": true,
}

// state tells what befell what is counted, "" where the sentence does not say,
// denies it, or only speaks of the possibility.
func (g *graph) state(c count) string {
	at := c.noun
	if at < 0 {
		at = c.numAt
	}
	if c.noun >= 0 {
		switch g.form(c.noun) {
		case "dead", "fatalities", "deaths":
			return "killed"
		case "wounded":
			return "wounded"
		case "injured", "injuries":
			return "injured"
		case "missing":
			return "missing"
		case "toll":
			return "killed"
		case "arrests":
			return "arrested"
		}
	}
	if c.noun < 0 && g.ofWhom(&c) { // "of whom 755,000 are registered"
		if v := g.relative(&c); v >= 0 && g.passive(v) && !g.unreal(v) {
			return states[g.lemma(v)]
		}
	}
	// A participle of its own: "40 people killed in the blast".
	for _, k := range g.children(at) {
		if g.toks[k].Deprel == "acl" && g.toks[k].XPOS == "VBN" && k > at || g.rel(k) == "amod" && g.toks[k].XPOS == "VBN" && k < at {
			if s := states[g.lemma(k)]; s != "" && g.form(k) != "estimated" {
				return s
			}
		}
	}
	for n := 0; n < 8; n++ { // the conjuncts share what befell the first
		r := g.rel(at)
		h := g.head(at)
		if h < 0 {
			return ""
		}
		if (r == "conj" || r == "appos") && g.toks[h].UPOS != "VERB" {
			at = h
			continue
		}
		if r == "nmod" && deeds[g.lemma(h)] {
			return g.deed(h)
		}
		return g.befalls(at, h)
	}
	return ""
}

// deeds are nouns that say what befell those behind "of": "the murder of 340 people".
var deeds = map[string]bool{"murder": true, "killing": true, "death": true, "massacre": true, "slaughter": true, "assassination": true}

// deed is "killed" unless the deed at token i is only wanted, planned or feared.
func (g *graph) deed(i int) string {
	for n := 0; n < 4; n++ {
		h := g.head(i)
		if h < 0 {
			break
		}
		switch g.lemma(h) {
		case "call", "demand", "plan", "plot", "urge", "seek", "threaten", "want", "order", "request", "prevent", "avoid", "fear", "deny", "conspire", "attempt", "conspiracy":
			return ""
		}
		if g.toks[h].UPOS == "VERB" && g.unreal(h) {
			return ""
		}
		i = h
	}
	return "killed"
}

// befalls gives the state of dependent at of verb v.
func (g *graph) befalls(at, v int) string {
	s := states[g.lemma(v)]
	if g.lemma(v) == "leave" && g.rel(at) == "obj" { // "left seven people dead"
		for _, k := range g.children(v) {
			if w := g.form(k); g.rel(k) == "xcomp" && (w == "dead" || w == "wounded" || w == "injured" || w == "missing") {
				s = states[w]
			}
		}
	}
	if s == "" || g.unreal(v) || g.disbelieved(v) {
		return ""
	}
	base := g.rel(at)
	switch {
	case base == "obj" && !intransitive[s]:
		return s
	case base == "nsubj" && g.passive(v):
		return s
	case base == "nsubj" && intransitive[s] && g.toks[v].XPOS != "VBN":
		return s
	case base == "nsubj" && intransitive[s] && g.toks[v].XPOS == "VBN" && !g.passive(v):
		return s // "have returned"
	case base == "nsubj" && g.toks[v].UPOS == "ADJ":
		return s // "39 were dead"
	}
	return ""
}

// relative is the verb of the clause in which "of whom" stands.
func (g *graph) relative(c *count) int {
	for k := c.numAt - 1; k >= 0 && k >= c.numAt-6; k-- {
		if w := g.form(k); w == "whom" || w == "which" || w == "them" {
			for h, n := g.head(k), 0; h >= 0 && n < 4; h, n = g.head(h), n+1 {
				if g.toks[h].UPOS == "VERB" && h > c.numAt {
					return h
				}
			}
		}
	}
	return -1
}

func (g *graph) passive(v int) bool {
	for _, k := range g.children(v) {
		if g.toks[k].Deprel == "aux:pass" || g.toks[k].Deprel == "nsubj:pass" {
			return true
		}
	}
	return false
}

// disbelieved is true where a verb above denies or only fears what v tells.
func (g *graph) disbelieved(v int) bool {
	for n := 0; n < 8; n++ {
		h := g.head(v)
		if h < 0 {
			return false
		}
		switch g.rel(v) {
		case "ccomp", "xcomp", "advcl":
			switch g.lemma(h) {
			case "deny", "doubt", "dispute", "reject", "fear", "hope", "threaten", "want", "plan", "refute", "pretend", "warn", "vow", "pledge":
				return true
			}
			if g.unreal(v) {
				return true
			}
		case "acl":
			switch g.lemma(h) {
			case "claim", "allegation", "report", "plan", "threat", "fear", "rumour", "rumor":
				return g.toks[v].Deprel != "acl:relcl" && g.lemma(h) != "report"
			}
		}
		v = h
	}
	return false
}

// unreal is true for what is denied, possible, wanted or still to come.
func (g *graph) unreal(v int) bool {
	for _, k := range g.children(v) {
		switch g.rel(k) {
		case "aux":
			switch g.form(k) {
			case "will", "would", "could", "may", "might", "should", "can", "must", "shall", "'ll", "’ll", "wo", "ca":
				return true
			}
		case "advmod":
			switch g.form(k) {
			case "not", "n't", "n’t", "never":
				return true
			}
		case "mark":
			if g.form(k) == "to" || g.form(k) == "if" {
				return true
			}
		}
	}
	return false
}
