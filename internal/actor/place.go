package actor

import (
	"strings"
)

// grounds are nouns that make a country a place: "on Iraqi soil".
var grounds = map[string]bool{"soil": true, "territory": true, "border": true, "borders": true, "airspace": true, "waters": true, "town": true, "towns": true,
	"city": true, "cities": true, "village": true, "villages": true, "region": true, "regions": true, "province": true, "capital": true, "prison": true, "prisons": true,
	"jail": true, "jails": true, "coast": true, "island": true, "islands": true, "district": true, "countryside": true, "desert": true, "side": true, "frontier": true,
	"suburb": true, "port": true, "airport": true, "streets": true, "mountains": true, "governorate": true, "peninsula": true, "valley": true, "sea": true, "gulf": true,
	"resort": true, "ports": true, "hotel": true, "state": true, "enclave": true, "highlands": true, "lake": true, "river": true, "cave": true, "jungle": true, "hospital": false}

func (s *reading) ground(f *found, p span) bool {
	for i := s.items[s.at[f.end-1]].first; i < f.end; i++ {
		if grounds[s.lower(i)] {
			return true
		}
	}
	return false
}

// locatives are the prepositions that make a name a place.
var locatives = map[string]bool{"in": true, "at": true, "near": true, "inside": true, "outside": true, "across": true, "around": true, "throughout": true,
	"within": true, "through": true, "along": true, "off": true, "over": false, "via": true, "onto": true, "beyond": true, "amid": false, "into": true, "northwest": true, "toward": false}

// places marks the countries and capitals that a locative makes a place.
func (s *reading) places(fs []*found) {
	for _, f := range fs {
		if !f.land || f.inside {
			continue
		}
		if f.place {
			continue
		}
		if w := s.scene(f, fs); w != "" {
			f.place = true
			f.say("a place: %q", w)
			continue
		}
		if w := s.locative(f); w != "" {
			f.place = true
			f.say("a place: %q", w+" "+s.form(f.span))
		}
	}
}

// Verbs that make a capital or city a place: one flies to it, leaves it or
// bombs it; its government has no part in that.
var moving = map[string]bool{"fly": true, "travel": true, "go": true, "return": true, "arrive": true, "drive": true, "head": true, "move": true, "march": true,
	"flee": true, "walk": true, "deport": true, "evacuate": true, "transfer": true, "take": true, "bring": true, "come": true, "rush": true, "advance": true, "withdraw": true, "escape": true}

var reaching = map[string]bool{"leave": true, "flee": true, "enter": true, "reach": true, "quit": true, "depart": true, "approach": true, "bomb": true, "shell": true,
	"capture": true, "seize": true, "storm": true, "besiege": true, "surround": true, "evacuate": true, "hit": true, "recapture": true, "retake": true, "liberate": true, "occupy": true, "encircle": true, "rock": true, "shake": true}

// sites are things that stand in a city and are not its government's doing.
var sites = map[string]bool{"airport": true, "station": true, "square": true, "university": true, "market": true, "mosque": true, "hotel": true, "bridge": true,
	"hospital": true, "stadium": true, "church": true, "cathedral": true, "suburbs": true, "outskirts": true, "residents": true, "center": true, "centre": true, "museum": true, "neighborhood": true, "neighbourhood": true, "zoo": true, "opera": true, "subway": true, "metro": true}

// scene gives the words that make a capital a place, "" if there are none.
func (s *reading) scene(f *found, fs []*found) string {
	if s.bare || len(f.actors) != 1 || len(f.actors[0].Sectors) == 0 || f.actors[0].Sectors[0] != "GOV" || f.head >= len(s.toks) {
		return ""
	}
	t := &s.toks[f.head]
	v := t.Head
	if v < 0 {
		return ""
	}
	switch {
	case t.Deprel == "obj" && reaching[s.toks[v].Lemma]:
		return s.toks[v].Form + " " + s.form(f.span)
	case strings.HasPrefix(t.Deprel, "obl") && moving[s.toks[v].Lemma] && f.first > 0:
		switch w := s.lower(f.first - 1); w {
		case "to", "from", "on", "toward", "towards", "for":
			return s.toks[v].Form + " " + w + " " + s.form(f.span)
		}
	case t.Deprel == "nmod:poss" && (sites[strings.ToLower(s.toks[v].Form)] || grounds[strings.ToLower(s.toks[v].Form)]):
		return s.form(f.span) + "'s " + s.toks[v].Form
	}
	return ""
}

var directions = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"outside": true, "kilometers": true, "kilometres": true, "miles": true, "outskirts": true, "suburb": true, "suburbs": true, "city": true, "town": true, "port": true, "streets": true,
	"island": true, "islands": true, "province": true, "provinces": true, "region": true, "district": true, "village": true, "capital": true, "peninsula": true, "coast": true, "neighborhood": true, "neighbourhood": true}

func (s *reading) locative(f *found) string {
	if s.bare {
		if f.first > 0 {
			if w := s.lower(f.first - 1); locatives[w] {
				return w
			}
		}
		return ""
	}
	h := f.head
	// The preposition of the first of several stands for all: "in Iraq and Syria".
	for n := 0; n < 10 && s.toks[h].Deprel == "conj" && s.toks[h].Head >= 0; n++ {
		h = s.toks[h].Head
	}
	for i := max(0, min(h, f.first)-5); i < min(h, f.first)+1 && i < len(s.toks); i++ {
		if s.toks[i].Head == h && s.toks[i].Deprel == "case" && locatives[s.lower(i)] && i < h && !(s.lower(i) == "along" && s.lower(i+1) == "with") {
			return s.lower(i)
		}
	}
	if f.first > 1 && s.lower(f.first-1) == "of" && directions[s.lower(f.first-2)] {
		return s.lower(f.first-2) + " of"
	}
	if f.first > 0 && locatives[s.lower(f.first-1)] && s.toks[f.first-1].UPOS == "ADP" {
		return s.lower(f.first - 1)
	}
	return ""
}
