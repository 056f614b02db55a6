package where

import (
	"strings"

	"annals.example/annals"
)

// tree is a sentence with what Event asks of it.
type tree struct {
	toks []annals.Token
	prep []int // per token, the index of its preposition, -1 if none
}

func newTree(toks []annals.Token) *tree {
	t := &tree{toks: toks, prep: make([]int, len(toks))}
	for i := range t.prep {
		t.prep[i] = -1
	}
	for i := range toks {
		if h := t.head(i); h > i && t.rel(i) == "case" && t.prep[h] < 0 && toks[i].XPOS != "POS" {
			t.prep[h] = i
		}
	}
	return t
}

func (t *tree) head(i int) int {
	if h := t.toks[i].Head; h >= 0 && h < len(t.toks) && h != i {
		return h
	}
	return -1
}

func (t *tree) rel(i int) string {
	r, _, _ := strings.Cut(t.toks[i].Deprel, ":")
	return r
}

func (t *tree) form(i int) string {
	if i < 0 || i >= len(t.toks) {
		return ""
	}
	return strings.ToLower(t.toks[i].Form)
}

func (t *tree) lemma(i int) string {
	if l := t.toks[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return t.form(i)
}

func (t *tree) verb(i int) bool {
	return t.toks[i].UPOS == "VERB" || strings.HasPrefix(t.toks[i].XPOS, "VB")
}

var locatives = set(`in at near outside inside around across throughout along off over within on`)

// locative reports whether token i heads a phrase that says where: "in X",
// "near X", the goal of a journey ("to X"), the object of going or striking
// ("visited X", "bombed X").
func (t *tree) locative(i int) bool {
	if t.toks[i].UPOS != "PROPN" && t.toks[i].UPOS != "NOUN" {
		return false
	}
	p := t.form(t.prep[i])
	switch t.rel(i) {
	case "obl", "nmod":
		h := t.head(i)
		if h < 0 {
			return false
		}
		if p == "on" || p == "over" {
			// "on Syria" says what about, unless one strikes or stands there.
			return lands[t.form(i)] || solid(t, h) || p == "over" && t.verb(h) || grounds(t.form(i)) || t.verb(h) && t.struck(h, i)
		}
		if locatives[p] {
			return true
		}
		if p == "to" || p == "into" {
			return journeys[t.lemma(h)] || t.rel(h) == "obj" && t.head(h) >= 0 && journeys[t.lemma(t.head(h))]
		}
		if p == "from" {
			return leavings[t.lemma(h)] && t.verb(h)
		}
		if p == "of" {
			return takings[t.lemma(h)] // "the siege of Homs"
		}
	case "obj":
		h := t.head(i)
		return h >= 0 && t.verb(h) && (visits[t.lemma(h)] || takings[t.lemma(h)] && (t.toks[i].UPOS == "PROPN" || lands[t.form(i)] || kinds[t.form(i)]))
	case "compound":
		// "the Kabul bombing"
		h := t.head(i)
		return t.toks[i].UPOS == "PROPN" && h == i+1 && happenings[t.lemma(h)] && strings.HasSuffix(t.toks[i].Name, "LOC")
	}
	return false
}

var (
	journeys = set(`visit travel trip fly head go come arrive return delegation journey tour move deploy send flee march drive sail withdraw retreat advance enter cross ship airlift evacuate`)
	leavings = set(`flee withdraw depart evacuate leave escape`)
	visits   = set(`visit tour enter reach leave cross`)
	takings  = set(`bomb shell strike attack raid storm seize capture take recapture retake besiege siege invade occupy target hit pound liberate
		fall battle bombing shelling capture invasion occupation liberation bombardment`)
	happenings = set(`attack bombing blast explosion strike airstrike raid shooting siege battle clash protest rally summit talk conference meeting
		massacre killing shelling ambush riot fire crash earthquake flood assault stabbing hijacking uprising invasion`)
	// spoken verbs only speak of their objects: where those happened is not
	// where they were spoken of.
	spoken = set(`say tell condemn criticize criticise denounce reject deny demand urge call discuss praise welcome accuse blame warn threaten
		stress reiterate recall mention describe announce propose request seek want support oppose fear claim state add note argue express
		reaffirm highlight insist confirm report estimate believe think promise pledge vow order investigate mourn commemorate protest avenge
		increase impose lift target back lead advise assist push agree plan prepare`)
)

// struck is true for "launched airstrikes on X": the verb's object, right
// before the phrase, is what strikes.
func (t *tree) struck(h, i int) bool {
	for k := i - 1; k > h && k >= i-4; k-- {
		if t.head(k) == h && t.rel(k) == "obj" {
			return solid(t, k)
		}
	}
	return false
}

// grounds are what one can stand on.
func grounds(w string) bool {
	switch w {
	case "heights", "island", "islands", "peninsula", "mount", "strait", "river", "square", "sea", "bank", "hill", "ridge", "road", "street", "bridge":
		return true
	}
	return false
}

const tooFar = 100

// distance says how directly the place phrase at token i hangs on the trigger:
// 0 directly, growing with each step, tooFar where it belongs to something else.
func (t *tree) distance(i, trigger int) int {
	if i == trigger {
		return tooFar
	}
	score := 0
	// Down: the phrase lies below the trigger, through things that lie there too.
	at := i
	for n := 0; n < 6; n++ {
		g := t.head(at)
		if g < 0 {
			break
		}
		if g == trigger {
			return score
		}
		switch t.rel(g) {
		case "obj", "nsubj", "obl", "nmod", "appos", "compound":
			p := t.head(g)
			if p < 0 {
				break
			}
			if t.rel(g) == "nsubj" && !solid(t, g) {
				return t.up(i, trigger) // "sources in X suggest" it anywhere
			}
			if spoken[t.lemma(p)] && t.rel(g) != "obl" || happenings[t.lemma(trigger)] && spoken[t.lemma(p)] {
				return t.up(i, trigger)
			}
			if t.rel(g) == "nmod" || t.rel(g) == "obl" {
				switch t.form(t.prep[g]) {
				case "about", "over", "after", "before", "since", "despite", "for", "to", "from", "with", "of":
					if !(t.form(t.prep[g]) == "of" && solid(t, p)) {
						return t.up(i, trigger)
					}
				}
			}
			if p != trigger && t.verb(p) {
				return t.up(i, trigger)
			}
		case "conj":
			if t.verb(g) {
				return t.up(i, trigger)
			}
			score++
		default:
			return t.up(i, trigger)
		}
		score += 2
		at = g
	}
	return t.up(i, trigger)
}

// solid reports whether what stands at p lies where its parts lie: an event
// ("bombing of a mosque in X"), not a claim about it.
func solid(t *tree, p int) bool { return happenings[t.lemma(p)] || takings[t.lemma(p)] }

// up scores a phrase that hangs on something above the trigger.
func (t *tree) up(i, trigger int) int {
	g := t.head(i)
	score := 1
	at := trigger
	for n := 0; n < 6; n++ {
		p := t.head(at)
		if p < 0 {
			return tooFar
		}
		switch t.rel(at) {
		case "obj", "nsubj":
			// "held talks in X": the verb's place is the noun's.
			if !t.verb(p) || spoken[t.lemma(p)] {
				return tooFar
			}
			score++
		case "obl":
			switch t.form(t.prep[at]) {
			case "in", "during", "at", "by", "on":
			default:
				return tooFar
			}
			if spoken[t.lemma(p)] {
				return tooFar
			}
			score += 2
		case "conj":
			score += 3
		case "advcl":
			if t.toks[at].XPOS != "VBG" {
				return tooFar
			}
			score += 3
		case "acl":
			// "the strike in X that killed Y"
			if g == p && i < trigger && happenings[t.lemma(p)] {
				return score + 2
			}
			return tooFar
		case "compound", "aux", "cop":
			score++
		default:
			return tooFar
		}
		at = p
		if g == at && t.rel(i) != "obj" && t.rel(i) != "compound" {
			if t.form(t.prep[i]) == "to" || t.form(t.prep[i]) == "from" {
				score += 2
			}
			return score
		}
	}
	return tooFar
}

// prepositionBefore is where the evidence begins: the preposition and the
// article before the name.
func (t *tree) prepositionBefore(first int) int {
	k := first
	for n := 0; n < 3 && k > 0; n++ {
		switch w := t.form(k - 1); {
		case w == "the" || w == "both" || w == "a":
			k--
		case locatives[w] || w == "to" || w == "into" || w == "from" || w == "of":
			return k - 1
		default:
			return first
		}
	}
	return first
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
