package event

import (
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// complete reports whether a candidate has the roles that its type needs.
func (c *work) complete(k *candidate) bool {
	a, r := len(c.r.actors(k.actors)) > 0, len(c.r.actors(k.recips)) > 0
	if !a && !r && !(c.deed(k) && c.people(k.recip)) || !c.ofPublicLife(k) {
		return false
	}
	if c.byNature(k) || c.generic(k) {
		return false
	}
	if k.typ == "CONSULT" && c.t.isVerb(k.trigger) && (press(c.r.actors(k.actors)) || press(c.r.actors(k.recips)) || slices.ContainsFunc(c.r.actors(k.actors), isPress)) {
		return false // speaking to reporters is a statement, no meeting
	}
	if k.marks[annals.MarkHypothetical] && k.marks[annals.MarkNegation] || k.supposed && k.marks[annals.MarkHypothetical] && (codebook.Quad(k.typ) != 4 || !named(c.r.actors(k.actors)) || !named(c.r.actors(k.recips))) {
		return false // "if they do not leave", "if the rebels agree": only a state's attack is a matter by itself
	}
	if c.background(k) || c.atHome(k) {
		return false
	}
	if k.typ == "CONSULT" && (k.marks[annals.MarkHypothetical] || k.marks[annals.MarkNegation]) && len(c.sideCodes(k)) < 2 {
		return false
	}
	if k.marks[annals.MarkHypothetical] && !named(c.r.actors(k.actors)) && !named(c.r.actors(k.recips)) {
		return false
	}
	if k.typ == "REQUEST" && strings.Contains(k.rule, "must>") && c.ownLand(k) {
		return false // "the president said Egypt should build"
	}
	if k.typ == "REQUEST" && k.marks[annals.MarkNegation] && wishing[c.t.lemma[k.trigger]] {
		return false // who does not want a thing asks for nothing
	}
	if k.symmetric {
		n := len(c.r.actors(k.actors))
		if k.typ == "COOPERATE" && n < 2 {
			return false
		}
		if n < 2 && c.t.isNoun(k.trigger) && k.light < 0 {
			return false
		}
		return true
	}
	if codebook.NeedsRecipient(k.typ) && !r || k.typ == "COOPERATE" && !a {
		return false
	}
	// Words need a speaker; deeds may have an unknown doer.
	if q := codebook.Quad(k.typ); !a && (q == 1 || q == 3) && !undergone(k) && (k.typ != "ACCUSE" && k.typ != "REJECT" || len(k.actor) == 0 && !k.frame.passive) && !((c.people(k.actor) || c.written(k)) && named(c.r.actors(k.recips))) {
		return false
	}
	if !a && (k.marks[annals.MarkHypothetical] || c.inanimate(k) && !c.written(k)) {
		return false
	}
	return true
}

// written reports whether a paper says it, whoever wrote it: "the report accuses Chad".
func (c *work) written(k *candidate) bool {
	return (k.typ == "ACCUSE" || k.typ == "REQUEST") && slices.ContainsFunc(k.actor, func(tok int) bool {
		return papers[c.t.lemma[tok]] && c.t.isNoun(tok) || c.t.lemma[tok] == "it" && c.t.toks[tok].UPOS == "PRON"
	})
}

// undergone reports whether a sense says of its subject what others do: "came under fire".
func undergone(k *candidate) bool {
	return slices.Equal(k.sense.Roles.Recipient, []string{"subj"}) && k.composed == 0 && (k.typ == "ACCUSE" || k.typ == "REQUEST")
}

// ownLand reports whether all recipients are the actor's own country as a whole or its people.
func (c *work) ownLand(k *candidate) bool {
	as, rs := c.r.actors(k.actors), c.r.actors(k.recips)
	return len(rs) > 0 && !slices.ContainsFunc(rs, func(r annals.Actor) bool {
		return len(r.Sectors) > 0 && r.Sectors[0] != "CVL" || r.Code == "" || !slices.ContainsFunc(as, func(a annals.Actor) bool { return a.Code == r.Code })
	})
}

// wishing verbs ask for what they have as their object.
var wishing = wordSet("want seek wish desire need")

// obscure: words between people whom nobody could look for, "the men" or "the minister".
// Force that is told as used is kept whoever they are.
func (c *work) obscure(k *candidate) bool {
	a, r := c.r.actors(k.actors), c.r.actors(k.recips)
	if k.typ == "PROTEST" || c.sure(k, publicAbove) || c.deed(k) && len(k.marks) == 0 && (len(a) > 0 || c.t.isVerb(k.trigger)) {
		return false
	}
	return !k.symmetric && (len(a) > 0) != (len(r) > 0) && !named(a) && !named(r)
}

// people reports whether there is somebody in a role of whom the sentence says no more:
// "he accused Iran", "169 were killed".
func (c *work) people(role []int) bool {
	return slices.ContainsFunc(role, func(tok int) bool {
		if len(c.r.parties(tok, false)) > 0 {
			return true
		}
		switch c.t.toks[tok].UPOS {
		case "NUM":
			return !isYear(c.t.toks[tok].Form)
		case "PRON":
			l := strings.ToLower(c.t.toks[tok].Form)
			return l == "he" || l == "she" || l == "him" || l == "her" || l == "they" || l == "them"
		}
		return false
	})
}

// inanimate reports whether a verb names a doer that is nobody: "the virus killed",
// "smog forced Beijing". An attack, a weapon or an uncounted crowd has somebody behind it.
func (c *work) inanimate(k *candidate) bool {
	if !c.t.isVerb(k.trigger) || len(k.actor) == 0 {
		return false
	}
	for _, tok := range k.actor {
		x := c.t.meant(tok)
		l := c.t.lemma[x]
		if l == "it" && len(c.r.parties(tok, false)) == 0 && harming[c.t.lemma[k.trigger]] && !named(c.r.actors(k.recips)) {
			continue // "it killed nine"
		}
		if c.r.cover[tok] >= 0 || c.r.cover[x] >= 0 || !c.t.isNoun(x) || quantities[l] || weapons[l] || c.t.toks[x].UPOS == "PROPN" {
			return false
		}
		for _, e := range c.book.Nouns(l) {
			for _, s := range e.Senses {
				if codebook.Quad(s.Type) == 4 {
					return false
				}
			}
		}
	}
	return true
}

// harming verbs tell of fires and floods as well as of men.
var harming = wordSet("kill injure wound hurt hit strike destroy damage")

// byNature reports whether what is told as force was done by a disease, a storm or an
// accident: its doer bears such a name, or nobody did it and people died "after the flood".
func (c *work) byNature(k *candidate) bool {
	if codebook.Quad(k.typ) != 4 || k.typ == "PROTEST" {
		return false
	}
	natural := func(tok int) bool { return c.book.InClass("weather", strings.ToLower(c.t.lemma[tok])) }
	for _, p := range k.actors {
		m := &c.r.mentions[p.mention]
		if !strangers(m.Actors) {
			continue
		}
		for i := m.First; i < m.End; i++ {
			if natural(i) {
				return true
			}
		}
	}
	for _, tok := range k.actor { // "Typhoon Haiyan", whom nobody takes for anybody
		if c.r.cover[tok] < 0 && slices.ContainsFunc(append([]int{tok}, c.t.modifiers(tok)...), natural) && len(c.r.actors(k.actors)) == 0 {
			return true
		}
	}
	if k.typ == "ASSAULT" && c.t.isVerb(k.trigger) && c.accident(k) {
		return true
	}
	if k.typ != "ASSAULT" || k.mode != "" || len(c.r.actors(k.actors)) > 0 || !c.t.isVerb(k.trigger) || !k.frame.passive {
		return false
	}
	for _, v := range c.t.conjuncts(k.trigger) {
		for _, x := range c.t.children(v, "advcl") { // "were killed after the storm ripped through"
			if n := c.t.child(x, "nsubj"); n >= 0 && (c.caseIs(x, "after") || c.caseIs(x, "when") || c.caseIs(x, "as")) && natural(n) {
				return true
			}
		}
		for _, x := range c.t.children(v, "obl") {
			switch c.t.caseOf(x) {
			case "after", "in", "from", "during", "amid", "by", "due", "because", "following":
			default:
				continue
			}
			if natural(x) || slices.ContainsFunc(c.t.children(x, "nmod"), func(y int) bool { return c.t.caseOf(y) == "of" && natural(y) }) {
				return true
			}
		}
	}
	return false
}

// atHome reports whether a visit leads to a place of the visitor's own country: a president
// who tours a coast of his meets nobody there.
func (c *work) atHome(k *candidate) bool {
	if k.symmetric || len(c.r.actors(k.actors)) == 0 || k.typ != "CONSULT" && k.typ != "AGREE" || c.forced ||
		codebook.CodeOf("CONSULT", "visit") != k.cameo && !strings.Contains(k.rule, "visit") {
		return false
	}
	home := func(m int) bool {
		if m < 0 {
			return false
		}
		return slices.ContainsFunc(c.r.mentions[m].Actors, func(a annals.Actor) bool {
			return a.Kind == "country" && slices.ContainsFunc(c.r.actors(k.actors), func(b annals.Actor) bool { return b.Code == a.Code })
		})
	}
	for _, tok := range k.recip {
		if home(c.r.attr[tok]) || c.r.cover[tok] >= 0 && c.r.mentions[c.r.cover[tok]].Kind == annals.MentionPlace && home(c.r.cover[tok]) {
			return true
		}
	}
	return len(k.recips) == 0 && slices.ContainsFunc(k.recip, func(tok int) bool {
		return slices.ContainsFunc(c.t.modifiers(tok), func(i int) bool { return home(c.r.attr[i]) })
	})
}

// background reports whether a truce is only what a sentence is about, "monitors overseeing
// the truce", and not said to be made or to hold.
func (c *work) background(k *candidate) bool {
	if k.typ != "RETREAT" || k.mode != "ceasefire" || k.composed > 0 || k.light >= 0 || !c.t.isNoun(k.trigger) || c.forced {
		return false
	}
	h := c.t.head(k.trigger)
	return h >= 0 && !(c.t.base(k.trigger) == "nsubj" && coming[c.t.lemma[h]] || c.t.base(k.trigger) == "root" || c.t.base(k.trigger) == "conj")
}

// coming verbs say that a truce is there.
var coming = wordSet("hold take come begin start enter go last remain follow prevail continue stay end expire run apply be")

// accident reports whether people died because something crashed or collapsed of itself:
// "a helicopter crashed, killing ten soldiers".
func (c *work) accident(k *candidate) bool {
	h := c.t.head(k.trigger)
	if h < 0 || !crashing[c.t.lemma[h]] || c.t.child(h, "obj") >= 0 || c.t.child(k.trigger, "nsubj") >= 0 {
		return false
	}
	switch c.t.base(k.trigger) {
	case "advcl", "xcomp", "conj":
	default:
		return false
	}
	s := c.t.child(h, "nsubj")
	return s >= 0 && vehicles[c.t.lemma[s]]
}

// crashing is what vehicles and buildings do when nobody attacks them.
var crashing = wordSet("crash overturn collide plunge capsize derail collapse sink skid veer swerve topple")

var vehicles = wordSet("helicopter plane jet aircraft airliner bus minibus train ferry boat ship vessel car truck van lorry tanker glider vehicle building " +
	"bridge roof wall dam mine tunnel crane chopper airplane balloon submarine")

// generic reports whether a deed only says which people or laws are meant: "people who
// attack tourists", "a law that bans".
func (c *work) generic(k *candidate) bool {
	t := c.t
	if !t.isVerb(k.trigger) || k.top != k.trigger || t.toks[k.trigger].XPOS != "VBP" && t.toks[k.trigger].XPOS != "VBZ" || t.child(k.trigger, "aux") >= 0 {
		return false
	}
	if h := t.head(k.trigger); t.rel(k.trigger) == "acl:relcl" && h >= 0 {
		return t.child(h, "det", "nummod", "nmod:poss") < 0 && kinds[t.lemma[h]] && t.head(k.trigger) == h || statutes[t.lemma[h]]
	}
	s := t.child(k.trigger, "nsubj")
	return s >= 0 && statutes[t.lemma[s]]
}

// kinds are people of whom a relative clause says who is meant.
var kinds = wordSet("people those anyone everyone person one anybody whoever man woman country nation group company citizen parent child")

// statutes say what is so, and not what is done.
var statutes = wordSet("law constitution charter statute bill legislation code rule amendment act regulation")

// ownPaper: who alone signs an order or a bill gives effect to what it says, and
// backs nobody.
func (c *work) ownPaper(k *candidate) bool {
	if k.typ != "SUPPORT" || c.t.lemma[k.trigger] != "sign" || len(c.r.actors(k.actors))+len(c.r.actors(k.recips)) > 1 {
		return false
	}
	for _, o := range k.frame.all("obj") {
		if decrees[c.t.lemma[o]] {
			return true
		}
	}
	return false
}

// decrees are what one side alone puts its name to.
var decrees = wordSet("memorandum memo order decree law bill act proclamation directive measure resolution warrant petition legislation " +
	"ordinance edict statement letter budget")

// beaten: that somebody "is defeated" or "being defeated", by nobody, is a state of
// the war and no act in it.
func (c *work) beaten(k *candidate) bool {
	if k.typ != "ASSAULT" || len(c.r.actors(k.actors)) > 0 || !k.frame.passive || !c.t.isVerb(k.trigger) {
		return false
	}
	switch c.t.lemma[k.trigger] {
	case "defeat", "beat", "vanquish", "weaken", "rout", "degrade":
		return true
	}
	return false
}

// weapons act for whoever fired them.
var weapons = wordSet("bomb missile rocket shell drone mine grenade bullet jet plane warplane aircraft helicopter tank gunship warship " +
	"artillery mortar gun car truck explosion blast gunfire fire gunman crowd mob people man woman person youth gang device torpedo " +
	"submarine boat convoy bomber sniper assailant attacker unit")

func isPress(a annals.Actor) bool { return slices.Contains(a.Sectors, "JRN") }

func press(as []annals.Actor) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(a annals.Actor) bool { return !isPress(a) })
}

// named reports whether somebody among these has a code or a name.
func named(as []annals.Actor) bool {
	return slices.ContainsFunc(as, func(a annals.Actor) bool { return a.Code != "" || a.Name != "" })
}

// sportWords tell of a game where two of them stand together.
var sportWords = wordSet("goal goalkeeper striker midfielder defender match league coach tournament season championship cup " +
	"semifinal semi-final quarterfinal quarter-final final playoff penalty scored score stadium football soccer basketball cricket " +
	"tennis rugby hockey olympic olympics medal athlete player team squad club game halftime half-time innings wicket batsman boxing " +
	"marathon grand prix qualifier inning touchdown quarterback pitcher fixture referee premier fifa uefa nba nfl wimbledon")

// sport reports whether a sentence tells of a game.
func (c *work) sport() bool {
	seen := map[string]bool{}
	for i := range c.t.toks {
		l := c.t.lemma[i]
		if sportWords[l] && !(l == "cup" || l == "final" || l == "premier" || l == "goal" && c.t.toks[i].XPOS == "NNS") {
			seen[l] = true
		} else if l == "final" && c.t.isNoun(i) || l == "cup" && c.t.toks[i].UPOS == "PROPN" {
			seen[l] = true
		}
	}
	return len(seen) >= 2
}

// gameWords need no second word beside them.
var gameWords = wordSet("match goalkeeper midfielder semifinal semi-final quarterfinal quarter-final innings wicket batsman halftime " +
	"half-time playoff fifa uefa")

// pretended reports whether the sentence tells of a work of fiction or a game:
// "in the video game", "in a match".
func (c *work) pretended() bool {
	for i := range c.t.toks {
		if !c.t.isNoun(i) || c.t.base(i) == "compound" {
			continue
		}
		if gameWords[c.t.lemma[i]] {
			return true
		}
		if fiction[c.t.lemma[i]] && c.t.meant(i) == i && c.t.caseOf(i) == "in" && c.t.base(i) == "obl" {
			return true
		}
	}
	return false
}
