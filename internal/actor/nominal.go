package actor

import (
	"slices"
	"strings"
	"unicode"

	annals "annals.example/annals"
)

// nominal understands a phrase by its role noun: "Iraqi security forces".
func (d *discourse) nominal(s *reading, f *found, a, b int, nations []nation, owner *found) {
	it := s.items[b]
	n := s.hasSort(it, isRole)
	if n == nil && it.end-it.first > 1 && it.name == "" {
		// A group's name that does not fit the article may end in a role noun: "Hutu
		// rebels" of another country.
		if h, ok := s.r.heads[fold(s.toks[it.end-1].Form)]; ok {
			it = item{span{it.end - 1, it.end}, h, ""}
			n = s.hasSort(it, isRole)
		}
	}
	if n != nil && it.end == it.first+1 && s.toks[it.first].UPOS == "ADJ" && !f.given && !warring[s.r.roles[n.ref].name] {
		return // "local and foreign troops": no locals
	}
	if n == nil && d.campaign(s, f, a, b, owner) {
		return
	}
	if n == nil {
		d.unknown(s, f, a, b, nations, owner)
		return
	}
	k := &s.r.roles[n.ref]
	if k.name == "authority" && !n.many && !f.given && len(nations) == 0 && owner == nil && !s.bare {
		return // "more authority to do so"
	}
	if k.name == "justice" && !n.many && !f.given && b == a && owner == nil && !s.bare && !upper(s.toks[it.first].Form) && f.first == it.first && (f.first == 0 || s.toks[f.first-1].UPOS != "DET") {
		return // "obstructing justice"
	}
	if k.name == "party" && (b > a && s.r.in(merry, s.lower(s.items[b-1].first)) || s.hosted(f.head)) {
		return
	}
	if crowds[k.name] && (s.bare || f.end < len(s.toks) && s.lower(f.end) == "of" || !strings.HasPrefix(s.toks[f.head].Deprel, "nsubj")) {
		return // "thousands of shells"
	}
	f.role, f.many = k, n.many || manyWords[k.name]
	if f.first == it.first && k.name == "marine" || k.place {
		f.place = k.place
		if k.place {
			f.role = k
			return
		}
	}
	_, f.office = s.office(a, b)
	f.group = k.kind == "body"
	f.say("role noun %q", s.form(it.span))
	sectors := k.sectors
	// A role noun before the head says more than a weak head: "military spokesman".
	if k.weak || k.of || k.title {
		for i := b - 1; i >= a; i-- {
			m := s.hasSort(s.items[i], isRole)
			if m == nil || s.r.roles[m.ref].place || s.items[i].name == "PER" {
				continue
			}
			o := &s.r.roles[m.ref]
			if o.kind == "body" && slices.Equal(o.sectors, []string{"COP"}) && k.title && slices.Equal(k.sectors, []string{"MIL"}) {
				sectors = o.sectors
				f.say("%q before the rank gives its sector", s.form(s.items[i].span))
			} else if len(o.sectors) > 0 && !o.weak && (k.weak || armed(o.sectors)) && !o.title || k.weak && len(o.sectors) > 0 && o.kind != "office" && !o.weak {
				sectors = o.sectors
				f.say("%q before it gives its sector", s.form(s.items[i].span))
			}
			break
		}
	}
	switch {
	case airborne[k.name] && b > a && s.model(s.items[b-1]):
		sectors = []string{"MIL"}
		f.say("aircraft, by their type")
	case airborne[k.name] && b > a && len(nations) > 0 && nations[0].at < b && airPowers[nations[0].code]:
		sectors = []string{"MIL"}
		f.say("aircraft, for %s flies them", nations[0].code)
	case k.name == "captain" && s.aboard(owner, f.end):
		sectors = []string{"LAB"}
		f.say("captain of a ship")
	case k.name == "captain" && s.teamBefore(a, b):
		sectors = []string{"CVL"}
		f.say("a team's captain")
	}
	f.owned = owner != nil && (owner.kind == annals.MentionPronoun || owner.name != "" || owner.role != nil && owner.role.name == "tribunal")
	// Whose?
	org := d.bodyIn(s, a, b-1)
	if besides[k.name] {
		if owner != nil && owner.land {
			owner = nil // "Burma's neighbors" are not Burmese
		}
		nations = slices.DeleteFunc(nations, func(x nation) bool { return x.at < b && k.name == "ally" && x.code == "USA" }) // whose allies all are
	}
	var who []annals.Actor
	switch {
	case len(nations) > 0 && nations[0].at < b:
		for _, x := range nations {
			who = append(who, annals.Actor{Code: x.code})
			f.code = nations[0].code
			if !f.many && k.kind != "body" {
				break
			}
		}
		f.say("country %s by the words %q", f.code, names(nations))
		if owner != nil && owner.land {
			owner.inside = true
		}
	case owner != nil && len(owner.actors) > 0 && (owner.role == nil || owner.role.kind == "body" || k.kind != "body" || owner.name != "" && governs(k)) && !(owner.role != nil && owner.role.weak && len(owner.actors[0].Code) == 0):
		who = owner.actors
		owner.inside = true
		f.code = who[0].Code
		if f.code != "" {
			f.say("code %s by the possessive %q", f.code, s.form(owner.span))
		}
	}
	if owner != nil && owner.role != nil && owner.name == "" && owner.code == "" && k.kind == "body" {
		owner.inside = true // "the miners' union"
	}
	if org != nil {
		if f.code != "" && internationals[org.Code] && org.Code != "IMG" {
			// "the US ambassador's NATO team": the country stays.
			if f.many && s.sideBySide(a, b) {
				who = append(who, *org)
				f.say("and %s by the body %q", org.Code, org.Name)
			}
		} else {
			who = []annals.Actor{*org}
			f.code = org.Code
			f.say("code %s by the body %q", org.Code, org.Name)
		}
	}
	if len(who) == 0 && k.code != "" {
		who = []annals.Actor{{Code: k.code}}
		f.code = k.code
		f.say("country %s, whose office %q is", k.code, k.name)
	}
	if len(who) == 0 {
		if x := d.ledBy(s, f, k, a, b); x != nil {
			who, f.code = []annals.Actor{{Code: x.Code}}, x.Code
			if x.Sectors != nil {
				sectors = x.Sectors
			}
		}
	}
	if len(who) == 0 && governs(k) && b > a && !s.bare {
		if p := d.namesake(s, b-1); p != nil {
			who, f.code = []annals.Actor{{Code: p.Code}}, p.Code
			f.say("of %q", p.Name)
		}
	}
	if len(who) == 0 && k.name == "marine" && it.first > 0 && upper(s.toks[it.first].Form) && !s.bare {
		who = []annals.Actor{{Code: "USA"}}
		f.code = "USA"
		f.say("Marines with a capital are those of USA")
	}
	if len(who) == 0 && k.intl != "" {
		who = []annals.Actor{{Code: k.intl}}
		f.code = k.intl
		f.say("of no country: %s", k.intl)
	}
	if k.arm && (len(who) == 0 || who[0].Code == "" || internationals[who[0].Code] && len(who[0].Sectors) == 0 && org == nil) {
		f.role, f.how = nil, nil // tanks of nobody's are things
		return
	}
	if len(who) == 0 {
		who = []annals.Actor{{}}
	}
	for _, w := range who {
		f.actors = append(f.actors, d.holder(f, k, sectors, w))
	}
}

// campaign understands those who work for a candidate: "the Trump campaign".
func (d *discourse) campaign(s *reading, f *found, a, b int, owner *found) bool {
	if s.bare || !s.r.in(camps, s.lower(f.end-1)) {
		return false
	}
	var who *annals.Actor
	switch {
	case owner != nil && owner.name != "" && len(owner.actors) == 1:
		who = &owner.actors[0]
	case owner == nil && b > a:
		who = d.namesake(s, b-1)
	}
	if who == nil || who.Code == "" {
		return false
	}
	f.code, f.group = who.Code, true
	f.actors = []annals.Actor{{Code: who.Code, Sectors: []string{"PTY"}, Kind: "organisation"}}
	f.say("the campaign of %q", who.Name)
	if owner != nil {
		owner.inside = true
	}
	return true
}

// namesake is the person whose name item i is, which stands before what is called after him:
// "the Mugabe government".
func (d *discourse) namesake(s *reading, i int) *annals.Actor {
	it := s.items[i]
	if it.name != "PER" && len(s.r.surname[keyOf(s.form(it.span))]) == 0 || !upper(s.toks[it.first].Form) {
		return nil
	}
	f := &found{span: it.span, head: it.end - 1}
	d.person(s, f, i, i, nil, nil)
	if len(f.actors) != 1 || f.actors[0].Code == "" {
		return nil
	}
	return &f.actors[0]
}

// sideBySide reports whether "and" stands between the words of a phrase before its head:
// "Iranian and EU negotiators".
func (s *reading) sideBySide(a, b int) bool {
	for i := a; i < b; i++ {
		if s.toks[s.items[i].first].UPOS == "CCONJ" {
			return true
		}
	}
	return false
}

// comers are of another country than the one they are in.
var comers = map[string]bool{"settler": true, "settlers": true, "tourist": true, "foreigner": true, "expatriate": true, "traveller": true, "traveler": true}

// warships have captains of the navy.
var warships = map[string]bool{"cruiser": true, "destroyer": true, "submarine": true, "carrier": true, "battleship": true, "frigate": true, "warship": true}

// aboard reports whether a captain is that of a ship which is no warship: "the tanker's
// captain", "captain of a Greek ship".
func (s *reading) aboard(owner *found, end int) bool {
	word := ""
	if owner != nil {
		word = s.lower(owner.end - 1)
	}
	if end < len(s.toks) && s.lower(end) == "of" {
		for i := end + 1; i < min(end+5, len(s.toks)) && s.toks[i].UPOS != "VERB"; i++ {
			if vessels[s.lower(i)] {
				word = s.lower(i)
			}
		}
	}
	return vessels[word] && !warships[word]
}

// airborne are nouns for aircraft and for those who fight or plant bombs on the ground.
var airborne = map[string]bool{"bomber": true, "fighter": true}

// model reports whether a word is the type of an aircraft: "F-16", "MiG-29".
func (s *reading) model(it item) bool {
	w := s.form(it.span)
	return upper(w) && strings.ContainsFunc(w, unicode.IsDigit)
}

// airPowers have bombers that news speaks of without calling them planes.
var airPowers = map[string]bool{"USA": true, "RUS": true, "GBR": true, "FRA": true, "CHN": true, "ISR": true, "DEU": true, "JPN": true, "IND": true, "TUR": true, "KOR": true, "TWN": true}

// teamBefore reports whether the item before i names a country or a place by its noun, as
// teams are named: "England captain", "Liverpool captain".
func (s *reading) teamBefore(a, i int) bool {
	if i <= a {
		return false
	}
	it := s.items[i-1]
	if f := s.toks[it.first].Form; it.end == it.first+1 && strings.ToUpper(f) == f || s.hasSort(it, isAdjective) != nil {
		return false // "US captain"
	}
	return it.node < 0 && it.name != "" && it.end == it.first+1 || s.hasSort(it, isCountry) != nil || s.hasSort(it, isCity) != nil
}

// ledBy gives the code, and sectors where the role's own do not hold, of forces, coalitions
// and governments by who leads them: "Saudi-led coalition", "Hamas-led government".
func (d *discourse) ledBy(s *reading, f *found, k *role, a, b int) *annals.Actor {
	var by *annals.Actor
	for i := a; i < b; i++ {
		if s.attached(i) != "led" {
			continue
		}
		switch {
		case strings.HasSuffix(k.name, "coalition"):
			f.say("a coalition led by one country is of no country: IGO")
			return &annals.Actor{Code: "IGO", Sectors: []string{"MIL"}}
		case strings.HasSuffix(k.name, "forces") || k.name == "troops" || strings.HasSuffix(k.name, "force"):
			if n := d.nation(s, s.items[i]); n != "" && (internationals[n] || !s.foreign(f)) {
				f.say("forces led by %s", n)
				by = &annals.Actor{Code: n}
			}
		case governs(k):
			if bd, _ := d.bodyOf(s, s.items[i]); bd != nil && (bd.kind == "group" || bd.kind == "party") {
				f.say("country %s, of which %q is", bd.code, bd.name)
				by = &annals.Actor{Code: bd.code}
			}
		}
	}
	return by
}

// hosted reports whether a party is one of guests: somebody attends or gives it.
func (s *reading) hosted(i int) bool {
	if s.bare || s.toks[i].Head < 0 || s.toks[i].XPOS == "NNS" {
		return false
	}
	return s.toks[i].Deprel == "obj" && s.r.in(hosting, s.toks[s.toks[i].Head].Lemma)
}

// besides are roles that a country's own people do not have towards it.
var besides = map[string]bool{"ally": true, "neighbour": true, "neighbor": true, "rival": true, "enemy": true, "partner": true}

// crowds are numbers that stand for people where they do something: "thousands
// marched".
var crowds = map[string]bool{"thousands": true, "hundreds": true, "dozens": true, "tens of thousands": true, "hundreds of thousands": true}

var manyWords = map[string]bool{"troops": true, "police": true, "people": true, "forces": true, "children": true, "men": true, "women": true, "military": true,
	"personnel": true, "thousands": true, "hundreds": true, "dozens": true, "tens of thousands": true, "hundreds of thousands": true, "planes": true, "staff": true, "mercenaries": true, "spies": true, "media": true, "clergy": true, "families": true, "authorities": true, "mujahideen": true, "peacekeepers": true}

// holder is the actor of a role noun that belongs to w.
func (d *discourse) holder(f *found, k *role, sectors []string, w annals.Actor) annals.Actor {
	act := annals.Actor{Code: w.Code, Sectors: sectors, Kind: "role", Country: w.Country}
	if k.kind == "body" && !k.weak {
		act.Kind = "organisation"
	}
	if k.intl != "" && act.Code != "" && !internationals[act.Code] && k.intl == "NGO" {
		act.Country, act.Code = act.Code, "NGO"
	}
	if k.body && w.Kind != "" && w.Kind != "country" && w.Kind != "person" {
		act.Sectors = w.Sectors
		return act
	}
	if k.name == "chief executive" && w.Kind == "country" {
		act.Sectors = []string{"GOV"} // of Hong Kong
		return act
	}
	if k.arm {
		if armed(w.Sectors) {
			act.Sectors = w.Sectors
		}
		return act
	}
	if (k.weak || k.of) && len(w.Sectors) > 0 {
		if k.weak && (len(sectors) == 0 || k.kind != "body" && !slices.Contains(sectors, "CVL") && slices.Equal(sectors, k.sectors)) || armed(w.Sectors) && !slices.Contains(sectors, "CVL") {
			act.Sectors = w.Sectors
		}
	}
	if len(act.Sectors) == 0 && act.Code != "" && k.weak && w.Kind != "person" && len(w.Sectors) == 0 && k.kind == "person" {
		act.Sectors = d.weak(k, act.Code)
		if k.speak && len(act.Sectors) == 0 && !internationals[act.Code] {
			act.Sectors = []string{"GOV"}
		}
	}
	if w.Kind == "person" && !k.weak && k.kind != "body" {
		act.Code = w.Code
	}
	if k.kind == "office" {
		act.Office = f.office
	}
	if f.former && (k.kind == "office" || slices.Contains(act.Sectors, "GOV") || slices.Contains(act.Sectors, "MIL") || slices.Contains(act.Sectors, "LEG")) && k.kind != "body" {
		act.Sectors = []string{"ELI"}
		if !slices.Contains(f.how, "former") {
			f.how = append(f.how, "former")
		}
	}
	return act
}

// unknown is a phrase whose head is no actor's name and no role. A name that the
// reader took for an organisation is kept as one without a code.
func (d *discourse) unknown(s *reading, f *found, a, b int, nations []nation, owner *found) {
	it := s.items[b]
	if it.name != "ORG" || calendar[s.lower(it.first)] || calendar[s.lower(it.end-1)] || papers[s.lower(it.end-1)] || s.natural(it) || !strings.ContainsFunc(s.form(it.span), unicode.IsLetter) {
		return
	}
	f.kind, f.group = annals.MentionName, true
	f.name = ""
	act := annals.Actor{Name: s.form(it.span), Kind: "organisation"}
	if len(nations) > 0 && nations[0].at < b {
		act.Code, f.code = nations[0].code, nations[0].code
		f.say("an organisation that the register does not know; country %s by the words %q", act.Code, names(nations[:1]))
	} else if owner != nil && owner.land {
		act.Code, f.code = owner.code, owner.code
		owner.inside = true
		f.say("an organisation that the register does not know; country %s by the possessive", act.Code)
	} else if e := d.named(act.Name, nil, false); e != nil {
		d.inherit(&act, e, f, nil)
	} else if c := d.within(s, it); c != nil {
		act.Code, f.code = c.code, c.code
		f.say("an organisation that the register does not know; country %s by its name", act.Code)
	} else {
		f.say("an organisation that the register does not know")
	}
	if k := s.endsIn(it); k != nil && len(act.Sectors) == 0 {
		act.Sectors = k.sectors
		f.say("sector by the name's last words %q", k.name)
		if only := d.onlyFor(s); act.Code == "" && only != "" && !s.party(only) && official(k.sectors) {
			act.Code, f.code, f.lent = only, only, true
			f.say("country %s, %s", only, d.whyOnly())
		}
	}
	f.actors = []annals.Actor{act}
}

// official reports whether sectors are those of a state's own bodies.
func official(sectors []string) bool {
	if len(sectors) == 0 {
		return false
	}
	switch sectors[0] {
	case "GOV", "MIL", "COP", "LEG", "JUD":
		return true
	}
	return false
}

// endsIn gives the role noun for a body that a name of several words ends in: "Thames
// Valley Police", "Northbrook University Hospital".
func (s *reading) endsIn(it item) *role {
	if offices[s.lower(it.end-1)] {
		it.end-- // "Edo State Police Command"
	}
	for i := it.first + 1; i < it.end; i++ {
		h, ok := s.r.heads[fold(s.form(span{i, it.end}))]
		if !ok {
			continue
		}
		for ; h >= 0; h = s.r.nodes[h].next {
			if n := &s.r.nodes[h]; n.sort == isRole && !n.many {
				if k := &s.r.roles[n.ref]; k.kind == "body" && !k.weak && !k.place && !k.arm && k.intl == "" && !loose[k.name] {
					return k
				}
			}
		}
	}
	return nil
}

// offices are parts of a body that end its name without saying what it does.
var offices = map[string]bool{"command": true, "department": true, "service": true, "division": true, "directorate": true, "headquarters": true, "bureau": true}

// loose are body nouns that end the names of bodies of many kinds: "Democratic Union".
var loose = map[string]bool{"union": true, "congress": true, "intelligence": true, "press": true, "business": true, "front": true}

// nation is the code of the country, or of the body of several, that an item names.
func (d *discourse) nation(s *reading, it item) string {
	for _, want := range [...]sort{isCountry, isAdjective} {
		if s.hasSort(it, want) != nil {
			return d.when(s, it, want).code
		}
	}
	if bd, _ := d.bodyOf(s, it); bd != nil {
		return bd.code
	}
	return ""
}

// within is the country that a longer name says: "Nigeria Labor Congress", "Human Rights
// Commission of Pakistan"; nil where it says none or several.
func (d *discourse) within(s *reading, it item) *country {
	if it.end-it.first < 3 {
		return nil
	}
	var found *country
	for w := range s.words {
		if s.words[w].tok < it.first || s.words[w].tok >= it.end || !s.words[w].first {
			continue
		}
		h, _ := s.longest(w)
		for ; h >= 0; h = s.r.nodes[h].next {
			if n := &s.r.nodes[h]; n.sort == isCountry || n.sort == isAdjective {
				c := &s.r.countries[n.ref]
				if found != nil && found.code != c.code {
					return nil
				}
				found = c
				break
			}
		}
	}
	return found
}

// natural reports whether a name is that of a storm, a ship or a place: "Typhoon Utor".
func (s *reading) natural(it item) bool {
	switch s.toks[it.first].Form {
	case "Typhoon", "Hurricane", "Cyclone", "Mount", "Lake", "USS", "HMS", "MV", "Operation":
		return it.end-it.first > 1
	}
	return false
}

// papers end the names of what is signed, voted or won, which is no organisation.
var papers = map[string]bool{"treaty": true, "act": true, "agreement": true, "accord": true, "accords": true, "pact": true, "convention": true, "protocol": true, "bill": true, "constitution": true, "resolution": true, "prize": true, "award": true, "cup": true, "amendment": true, "declaration": true, "ied": true, "ieds": true}

// calendar words are no organisation, whatever the tagger says.
var calendar = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
	"october": true, "november": true, "december": true, "today": true, "yesterday": true, "x": true, "covid": true, "covid-19": true, "coronavirus": true, "internet": true, "earth": true, "affairs": true}

// after completes a phrase from the words behind it: "of the Iraqi army", "in
// Syria". next is the phrase there.
func (d *discourse) after(s *reading, f, next *found, prep string) bool {
	if f.role == nil || f.role.place || len(f.actors) == 0 {
		return false
	}
	k := f.role
	// "ambassador to Iraq", "envoy for Syria": the words behind belong to the
	// office and give no code.
	if (prep == "to" || prep == "for" || prep == "on") && k.kind == "office" && (prep == "to" && next.name == "" && next.role == nil || next.land || next.role == nil && len(next.actors) == 0) {
		next.inside = true
		return true
	}
	if prep == "in" && len(next.actors) > 0 && (!next.land && k.weak && k.kind == "person" || next.land && k.kind == "office" && !guest(k) && next.end < len(s.toks) && s.toks[next.end].XPOS == "POS") {
		prep = "of"
	}
	var who *annals.Actor
	if len(next.actors) > 0 {
		who = &next.actors[0]
	} else if next.land && next.code != "" {
		who = &annals.Actor{Code: next.code}
	}
	if who == nil {
		return false
	}
	switch prep {
	case "of", "from", "for", "with", "at", "within", "to":
		if prep == "to" && !aides[k.name] || prep == "from" && next.land && comers[k.name] {
			return false // "settlers from Gaza"
		}
		if prep == "for" && !(k.speak || k.weak || k.name == "lawyer" || k.name == "attorney") || (prep == "with" || prep == "at" || prep == "within") && !k.weak && !k.of {
			return false
		}
		if prep == "of" && k.kind == "body" && k.weak && s.r.in(parts, lastWord(k.name)) && who.Kind != "country" && who.Kind != "person" && (f.code == "" || !f.lent) && f.code != "" && len(f.actors) == 1 && (len(who.Sectors) > 0 || internationals[who.Code]) {
			// "the Saudi branch of al-Qaida", "the Baghdad office of Oxfam"
			if internationals[who.Code] && !armed(who.Sectors) {
				f.actors[0].Code, f.code = who.Code, who.Code
			}
			f.actors[0].Sectors, next.inside = who.Sectors, true
			f.say("a part of %q", s.form(next.span))
			return true
		}
		if f.code != "" && !f.lent && !(k.intl != "" && f.code == k.intl) || who.Code == "" && len(who.Sectors) == 0 {
			return false
		}
		if who.Kind == "person" && k.kind == "body" && (!k.weak || len(k.sectors) > 0) && who.Code != "" {
			for i := range f.actors {
				f.actors[i].Code = who.Code // "the palace of President X"
			}
			f.code, next.inside = who.Code, false
			f.say("code %s by %q", who.Code, prep+" "+s.form(next.span))
			return true
		}
		if who.Kind == "person" && k.kind != "person" || k.name == "movement" && next.role != nil {
			return false
		}
		for i := range f.actors {
			a := &f.actors[i]
			if f.former && slices.Contains(a.Sectors, "ELI") {
				a.Code = who.Code
				continue
			}
			n := d.holder(f, k, k.sectors, *who)
			if !k.weak && len(a.Sectors) > 0 && !armed(who.Sectors) && !(k.name == "chief executive" && who.Kind == "country") {
				n.Sectors = a.Sectors
			}
			if slices.Contains(a.Sectors, "ELI") {
				n.Sectors = a.Sectors
			}
			n.Name = a.Name
			n.Office = a.Office
			f.actors[i] = n
		}
		if f.many && len(f.actors) == 1 {
			for _, o := range next.actors[min(1, len(next.actors)):] { // "envoys of the two Koreas"
				f.actors = append(f.actors, d.holder(f, k, k.sectors, o))
			}
		}
		f.code = who.Code
		if f.code != "" {
			f.say("code %s by %q", who.Code, prep+" "+s.form(next.span))
		} else {
			f.say("sectors by %q", prep+" "+s.form(next.span))
		}
		next.inside = true
		return true
	case "in", "inside", "across", "throughout":
		if comers[k.name] {
			return false // "settlers in Gaza", "tourists in Egypt"
		}
		if strings.HasSuffix(s.form(next.span), "Hague") && len(f.actors) == 1 && f.actors[0].Code == "" && slices.Contains(f.actors[0].Sectors, "JUD") {
			if k.name == "tribunal" || k.name == "war crimes tribunal" {
				f.actors[0].Code, f.code = "UNO", "UNO"
				f.say("the tribunals in The Hague are the United Nations'")
			} else {
				f.owned = true // a court in The Hague is hardly Dutch
			}
			return false
		}
		if f.code != "" || !next.land || next.code == "" || f.name != "" || !local(f.actors) && !governs(k) && !(officials[k.name] && (f.many || !s.capital(next)) && !s.r.in(seats, s.lower(next.end-1))) && !(k.speak && s.capital(next)) {
			return false
		}
		for i := range f.actors {
			if f.actors[i].Code == "" {
				f.actors[i].Code = next.code
				if len(f.actors[i].Sectors) == 0 && k.weak && k.kind == "person" {
					f.actors[i].Sectors = d.weak(k, next.code)
				}
			}
		}
		f.code, f.lent = next.code, true
		f.say("country %s by the place %q", next.code, prep+" "+s.form(next.span))
		return true
	}
	return false
}

// lastWord is the noun that a longer one ends in: "wing" of "armed wing".
func lastWord(noun string) string { return noun[strings.LastIndexByte(noun, ' ')+1:] }

// aides are roles that are somebody's where they are "to" him: "an adviser to the ministry".
var aides = map[string]bool{"adviser": true, "advisor": true, "aide": true, "assistant": true, "deputy": true}

// capital reports whether a phrase ends in a capital: who speaks there speaks for
// the country.
func (s *reading) capital(f *found) bool { return s.hasSort(s.items[s.at[f.end-1]], isCapital) != nil }

// governs reports whether the role is that of a government where it sits.
func governs(k *role) bool {
	switch k.name {
	case "authorities", "authority", "government", "interim government", "transitional government", "central government", "federal government", "junta", "military government", "parliament", "regime", "administration":
		return true
	}
	return false
}

// local reports whether actors may be of the country where they are: troops and
// refugees as a rule are elsewhere than at home.
func local(actors []annals.Actor) bool {
	for _, a := range actors {
		if len(a.Sectors) == 0 {
			return false
		}
		switch a.Sectors[0] {
		case "MIL", "REF", "JRN", "SPY", "GOV", "ELI":
			return false
		}
	}
	return true
}

// tidy gives every actor of a phrase its words and settles what kind it is.
func (s *reading) tidy(f *found) {
	if f.head < f.first || f.head >= f.end {
		f.head = s.top(f.span)
	}
	words := strings.TrimSpace(s.form(f.span))
	for i := range f.actors {
		f.actors[i].Text = words
	}
}
