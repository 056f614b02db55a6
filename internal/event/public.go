package event

import (
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// publicSectors make an actor one of political life even where nobody knows his country.
var publicSectors = []string{"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "OPP"}

// isPublic reports whether an actor is one of political life: of a known country
// or international body, or of a sector that acts for the public.
func isPublic(a annals.Actor) bool {
	return a.Code != "" || slices.ContainsFunc(a.Sectors, func(s string) bool { return slices.Contains(publicSectors, s) })
}

// canForce reports whether somebody could do now what he says of force: not so a candidate,
// a party man or one of whom only the name is known.
func canForce(a annals.Actor) bool {
	return !isStranger(a) && (len(a.Sectors) == 0 || slices.ContainsFunc(a.Sectors, func(s string) bool { return s != "ELI" && s != "PTY" }))
}

// isStranger reports whether an actor is a person or body that nobody knows and
// whose words do not say what he is: "Cohen", "it".
func isStranger(a annals.Actor) bool {
	return !isPublic(a) && (a.Name != "" || len(a.Sectors) == 0)
}

// ofPublicLife reports whether an event concerns political life at all. What
// private persons say of each other, an award, a mother's encouragement, a
// chat with a paper, is no political event, however its verb is coded.
func (c *work) ofPublicLife(k *candidate) bool {
	if c.forced || k.typ == "PROTEST" || c.sure(k, publicAbove) { // a crowd needs no name
		return true
	}
	actors, recips := c.r.actors(k.actors), c.r.actors(k.recips)
	if c.asks() || len(recips) == 0 && strings.Contains(k.rule, "must") && !strings.HasPrefix(k.rule, "insist") {
		return false // a question asserts nothing; what "must be" is asked of nobody
	}
	if k.marks[annals.MarkFuture] && codebook.Quad(k.typ) == 4 && len(actors) > 0 && !slices.ContainsFunc(actors, canForce) {
		return false // a candidate's programme: what he would do if he could
	}
	if c.deed(k) && !slices.ContainsFunc(actors, isPrivate) && !(strangers(actors) && strangers(recips)) {
		return true
	}
	if !slices.ContainsFunc(actors, isPublic) && !slices.ContainsFunc(recips, isPublic) {
		return false
	}
	switch both := append(slices.Clone(actors), recips...); k.typ {
	case "CONSULT":
		if len(both) > 1 && acquainted(both) < 2 && !c.honoured(k, k.actors, recips) && !c.honoured(k, k.recips, actors) && !(k.symmetric && c.honoured(k, k.actors, actors)) || chatting[c.t.lemma[k.trigger]] && slices.ContainsFunc(both, isStranger) {
			return false // one of them is nobody: a chat, an interview
		}
	case "COOPERATE":
		if slices.ContainsFunc(both, isPrivate) && !slices.ContainsFunc(both, ofState) {
			return false // musicians on a record
		}
	}
	if q := codebook.Quad(k.typ); q == 1 || q == 3 {
		if strangers(actors) {
			return k.typ == "ACCUSE" && slices.ContainsFunc(recips, ofState) || c.honoured(k, k.actors, recips) // "Masri has sued the CIA"
		}
		return !strangers(recips) || slices.ContainsFunc(actors, ofState) || !k.proposed && slices.ContainsFunc(actors, isCountry) || c.honoured(k, k.recips, actors)
	}
	return true
}

// deed reports whether an event is force, or its end, that is a matter of public life
// whoever it was: a killing, an arrest, a conviction, a release.
func (c *work) deed(k *candidate) bool {
	return codebook.Quad(k.typ) == 4 && k.typ != "PROTEST" || k.typ == "RETREAT" && k.mode == "release" || k.typ == "ACCUSE" && courtly[c.t.lemma[k.trigger]] && !strangers(c.r.actors(k.actors)) && (len(k.actors) > 0 || !asked[c.t.lemma[k.trigger]])
}

// asked are done with witnesses and victims too, if nobody is named who does them.
var asked = wordSet("question interrogate")

// chatting verbs tell of an interview as well as of talks.
var chatting = wordSet("speak talk chat")

// courtly are verbs for what is done with somebody before a court and on the way there.
var courtly = wordSet("charge indict prosecute arraign try investigate question interrogate")

// isPrivate reports whether an actor is one person of whom only the name is known: what
// he does to another stays private.
func isPrivate(a annals.Actor) bool { return isStranger(a) && a.Kind == "person" }

// ofState reports whether somebody acts for a state: "prosecutors charged Dr. Cohen" is
// of public life whoever he is.
func ofState(a annals.Actor) bool {
	return slices.ContainsFunc(a.Sectors, func(s string) bool {
		return s == "GOV" || s == "COP" || s == "JUD" || s == "MIL" || s == "SPY" || s == "LEG"
	})
}

// honoured reports whether a side is somebody who is called "Mr. Chavez" and nobody knows
// him, or "he" whom the text before has told, and a state stands on the other: whoever he is, he deals with it in public.
func (c *work) honoured(k *candidate, side []party, other []annals.Actor) bool {
	if k.proposed || !slices.ContainsFunc(other, func(a annals.Actor) bool { return a.Code != "" && !isCivil(a) }) {
		return false
	}
	return slices.ContainsFunc(side, func(p party) bool {
		m := &c.r.mentions[p.mention]
		if m.First >= m.End || !strangers(m.Actors) {
			return false
		}
		if m.Kind == annals.MentionPronoun && m.Actors[0].Name == "" && m.Actors[0].Kind == "person" {
			return true // "he" of the sentence before
		}
		switch c.t.toks[m.First].Form {
		case "Mr.", "Mrs.", "Ms.":
			return true
		}
		return false
	})
}

// isCivil reports whether somebody of a known country is a private person or a firm there.
func isCivil(a annals.Actor) bool {
	return len(a.Sectors) > 0 && slices.ContainsFunc([]string{"CVL", "BUS", "EDU", "JRN", "MED", "SOC", "AGR", "LAB", "CRM"}, func(s string) bool { return a.Sectors[0] == s })
}

// isCountry reports whether a state acts as a whole: "Cuba criticized the broadcaster".
func isCountry(a annals.Actor) bool { return a.Kind == "country" && len(a.Sectors) == 0 }

// acquainted counts those who are no strangers.
func acquainted(as []annals.Actor) int {
	n := 0
	for _, a := range as {
		if !isStranger(a) {
			n++
		}
	}
	return n
}

// asks reports whether the sentence is a question.
func (c *work) asks() bool {
	for i := len(c.t.toks) - 1; i >= 0; i-- {
		switch c.t.toks[i].Form {
		case "?":
			return true
		case "\"", "”", "'", "’", ")":
		default:
			return false
		}
	}
	return false
}

// strangers reports whether a side is filled, and by strangers alone.
func strangers(as []annals.Actor) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(a annals.Actor) bool { return !isStranger(a) })
}
