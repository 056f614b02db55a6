package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
)

// party is somebody in a role: a mention, and how the role's words lead to it.
type party struct {
	mention int    // index into reading.mentions
	owner   string // "" for the words themselves, else "possessor of positions"
	steps   int    // how many words lie between the role's place and the mention
}

// reading is one sentence with its mentions at hand.
type reading struct {
	t        *tree
	mentions []annals.Mention
	cover    []int // token → smallest mention that is a participant, -1
	attr     []int // token → mention that is an attribute, -1
	text     string
}

func newReading(s *annals.Sentence, text string, mentions []annals.Mention) *reading {
	r := &reading{t: newTree(s), mentions: mentions, text: text}
	n := len(s.Tokens)
	r.cover, r.attr = make([]int, n), make([]int, n)
	for i := range n {
		r.cover[i], r.attr[i] = -1, -1
	}
	for m := range mentions {
		a := &mentions[m]
		where := r.cover
		if a.Attribute {
			where = r.attr
		}
		for i := max(a.First, 0); i < a.End && i < n; i++ {
			if old := where[i]; old < 0 || width(&mentions[old]) > width(a) {
				where[i] = m
			}
		}
	}
	return r
}

func width(m *annals.Mention) int { return m.End - m.First }

// maxOwner bounds how far from the words of a role its owner may be looked for.
const maxOwner = 3

// parties resolves the token in a role, and all that is coordinated with it, to
// mentions. located allows the owner to be the country a thing is in.
func (r *reading) parties(tok int, located bool) []party {
	if tok < 0 {
		return nil
	}
	var out []party
	for _, c := range r.coordinated(tok) {
		for _, p := range r.one(c, 0, located) {
			if !slices.ContainsFunc(out, func(q party) bool { return q.mention == p.mention }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// coordinated lists a token and its conjuncts; one may hang on any word of a name:
// "[President Xi] and [President Biden]".
func (r *reading) coordinated(tok int) []int {
	out := r.t.conjuncts(tok)
	for _, k := range r.t.kids[tok] { // "Hezbollah, along with Syria and Iran"
		if b := r.t.base(k); b != "nmod" && b != "obl" {
			continue
		}
		if c := r.t.child(k, "case"); c >= 0 && (r.t.lemma[c] == "along" || r.t.lemma[c] == "together" || r.t.lemma[c] == "alongside") && r.t.child(tok, "case") < 0 {
			out = append(out, r.t.conjuncts(k)...)
		}
	}
	for n := 0; n < len(out) && len(out) < 24; n++ {
		m := r.cover[out[n]]
		if m < 0 {
			continue
		}
		a := &r.mentions[m]
		for i := max(a.First, 0); i < a.End && i < len(r.t.toks); i++ {
			if i == out[n] {
				continue
			}
			for _, k := range r.t.kids[i] {
				if (k < a.First || k >= a.End) && !slices.Contains(out, k) && (r.t.base(k) == "conj" || r.joined(k)) {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// joined reports whether a word that was hung on a name belongs to a mention of its
// own that begins with "and": "Secretary Rubio and Prime Minister Sudani".
func (r *reading) joined(k int) bool {
	m := r.cover[k]
	if m < 0 {
		return false
	}
	for i := max(r.mentions[m].First, 0); i < r.mentions[m].End && i < len(r.t.toks); i++ {
		if cc := r.t.child(i, "cc"); cc >= 0 && cc < r.mentions[m].First {
			return true
		}
	}
	return false
}

// one resolves a single token: the mention it heads or lies in, else its apposition,
// else whose it is.
func (r *reading) one(tok, steps int, located bool) []party {
	t := r.t
	tok = t.antecedent(tok)
	if m := r.cover[tok]; m >= 0 {
		if len(r.mentions[m].Actors) > 0 {
			return []party{{m, "", steps}}
		}
		if a := t.child(tok, "appos"); a >= 0 && steps < maxOwner {
			if p := r.one(a, steps+1, false); known(r, p) {
				return p
			}
		}
		if r.mentions[m].Kind == annals.MentionNominal && steps < maxOwner && !others[t.lemma[tok]] {
			if p := r.owner(tok, steps, located); known(r, p) {
				return p
			}
		}
		return []party{{m, "", steps}}
	}
	if steps >= maxOwner {
		return nil
	}
	if a := t.child(tok, "appos"); a >= 0 {
		if p := r.one(a, steps+1, false); known(r, p) {
			return p
		}
	}
	return r.owner(tok, steps, located)
}

// others are whom one has to do with, and who are not one's own: "Israel's allies".
var others = wordSet("ally neighbor neighbour rival enemy partner opponent critic")

func known(r *reading, ps []party) bool {
	for _, p := range ps {
		if len(r.mentions[p.mention].Actors) > 0 {
			return true
		}
	}
	return false
}

// owner finds whose a thing is: its possessor, a demonym or name before it, "of",
// "by", "belonging to", and, for things that can be hit or helped, "in".
func (r *reading) owner(tok, steps int, located bool) []party {
	t := r.t
	say := func(how string, ps []party) []party {
		for i := range ps {
			if ps[i].owner == "" {
				ps[i].owner = fmt.Sprintf("%s of %q", how, t.toks[tok].Form)
			}
		}
		return ps
	}
	for _, k := range t.kids[tok] {
		if t.rel(k) == "nmod:poss" {
			if p := r.deeper(k, steps); known(r, p) {
				return say("possessor", p)
			}
		}
	}
	// A demonym or a name before the noun, at any place of its phrase.
	for _, k := range t.kids[tok] {
		switch t.base(k) {
		case "compound", "amod", "nmod", "flat":
			if t.base(k) == "nmod" && (k > tok || t.caseOf(k) != "") {
				continue
			}
			if p := r.attribute(k); p != nil {
				return say("modifier", p)
			}
			for _, kk := range t.kids[k] {
				if agentive[t.lemma[k]] || t.toks[k].UPOS != "VERB" {
					if p := r.attribute(kk); p != nil && t.base(kk) != "case" {
						return say("modifier", p)
					}
				}
			}
		}
	}
	for _, k := range t.kids[tok] {
		if b := t.base(k); b != "nmod" && b != "obl" {
			continue
		}
		switch c := t.caseOf(k); {
		case c == "include" || c == "including" || c == "among": // "powers including Russia", "countries, among them China"
			var out []party
			for _, kk := range r.coordinated(k) {
				out = append(out, r.deeper(kk, steps)...)
			}
			for _, kk := range t.kids[k] {
				if b := t.base(kk); b == "appos" || b == "nsubj" || b == "conj" {
					for _, x := range r.coordinated(kk) {
						out = append(out, r.deeper(x, steps)...)
					}
				}
			}
			if known(r, out) {
				return say("including", out)
			}
		case c == "of" || c == "by" || c == "from" && steps == 0 && eventive(t.lemma[tok]):
			var out []party
			for _, kk := range t.conjuncts(k) {
				out = append(out, r.deeper(kk, steps)...)
			}
			if known(r, out) {
				return say(c, out)
			}
		}
	}
	for _, k := range t.kids[tok] {
		if t.base(k) != "acl" || t.child(k, "nsubj") >= 0 {
			continue // "reports that the CIA ran prisons for terrorists" are not the terrorists'
		}
		switch t.lemma[k] {
		case "link", "linked", "belong", "belonging", "tie", "tied", "own", "owned", "run", "operate", "operated", "control", "controlled",
			"hold", "held", "use", "used", "fire", "fired", "launch", "launched", "plant", "planted", "carry", "carried", "stage", "staged", "claim", "claimed", "loyal", "work", "working", "fight", "fighting", "act", "acting":
			for _, kk := range t.kids[k] {
				if c := t.caseOf(kk); t.base(kk) == "obl" && (c == "to" || c == "by" || c == "from" || c == "for" && steps == 0) {
					if p := r.deeper(kk, steps); known(r, p) {
						return say(t.toks[k].Form+" "+c, p)
					}
				}
			}
		}
	}
	if papers[t.lemma[tok]] {
		if p := r.author(tok, steps); known(r, p) {
			return say("author", p)
		}
	}
	if located {
		for _, k := range t.kids[tok] {
			if c := t.caseOf(k); t.base(k) == "nmod" && c == "in" {
				if p := r.attribute(k); p != nil && !r.seat(p) {
					return say("in", p)
				}
				for _, kk := range t.kids[k] { // "targets in Ecuadorian territory"
					if b := t.base(kk); b == "amod" || b == "compound" || t.rel(kk) == "nmod:poss" {
						if p := r.attribute(kk); p != nil && !r.seat(p) {
							return say("in", p)
						}
					}
				}
			}
		}
	}
	return nil
}

// author is who gave out what is said in writing or speech: "comments made by Annan",
// "he sent a letter accusing".
func (r *reading) author(tok, steps int) []party {
	t := r.t
	for _, k := range t.kids[tok] {
		if t.base(k) != "acl" || t.child(k, "nsubj") >= 0 {
			continue
		}
		for _, kk := range t.kids[k] {
			if t.base(kk) == "obl" && t.caseOf(kk) == "by" {
				if p := r.deeper(kk, steps); known(r, p) {
					return p
				}
			}
		}
	}
	if h := t.head(tok); h >= 0 && t.base(tok) == "obj" && t.isVerb(h) {
		if s := t.child(h, "nsubj"); s >= 0 {
			return r.deeper(s, steps)
		}
	}
	return nil
}

func (r *reading) deeper(tok, steps int) []party {
	ps := r.one(tok, steps+1, false)
	if !known(r, ps) {
		if p := r.attribute(tok); p != nil {
			return p
		}
	}
	return ps
}

// attribute is the actor that a modifier names: "Kurdish", "Hezbollah".
func (r *reading) attribute(tok int) []party {
	for _, m := range []int{r.attr[tok], r.cover[tok]} {
		if m >= 0 && len(r.mentions[m].Actors) > 0 {
			return []party{{m, "", 1}}
		}
	}
	return nil
}

// seat reports whether a place stands for a government: a thing in a capital
// belongs to the city, not to the government.
func (r *reading) seat(ps []party) bool {
	for _, p := range ps {
		for _, a := range r.mentions[p.mention].Actors {
			if len(a.Sectors) > 0 {
				return true
			}
		}
	}
	return false
}

// eventive nouns take their doer with "from": "fire from Lebanon".
func eventive(lemma string) bool {
	switch lemma {
	case "fire", "attack", "shelling", "pressure", "threat", "criticism", "support", "aid", "rocket", "missile", "demand", "request", "call", "order", "protest", "money", "loan", "grant":
		return true
	}
	return false
}

// actors lists the actors of parties without doubles, in order, the words of the
// mention kept with each.
func (r *reading) actors(ps []party) []annals.Actor {
	var out []annals.Actor
	for _, p := range ps {
		for _, a := range r.mentions[p.mention].Actors {
			if !slices.ContainsFunc(out, func(b annals.Actor) bool { return sameActor(a, b) }) {
				out = append(out, a)
			}
		}
	}
	return out
}

// fresh reports whether the words of a mention bring in somebody new: "a soldier",
// "two policemen".
func (r *reading) fresh(mention int) bool {
	m := &r.mentions[mention]
	if m.Kind != annals.MentionNominal || m.Head >= len(r.t.toks) {
		return false
	}
	for _, k := range r.t.kids[m.Head] {
		if t := &r.t.toks[k]; t.UPOS == "NUM" || t.Deprel == "det" && (r.t.lemma[k] == "a" || r.t.lemma[k] == "some" || r.t.lemma[k] == "another") {
			return true
		}
	}
	return false
}

// sameActor holds two actors for one where code, sectors and name agree.
func sameActor(a, b annals.Actor) bool {
	return a.Code == b.Code && a.Name == b.Name && slices.Equal(a.Sectors, b.Sectors)
}
