package actor

import (
	"slices"
	"strings"
	"unicode"

	annals "annals.example/annals"
)

// body understands a phrase whose head is the name of an organisation or group.
func (d *discourse) body(s *reading, f *found, a, b int, nations []nation, owner *found) bool {
	it := s.items[b]
	bd, how := d.bodyOf(s, it)
	if bd == nil {
		return d.unsure(s, f, it, a, b)
	}
	if s.attached(b) != "" {
		return false
	}
	f.kind, f.group = annals.MentionName, true
	act := bd.actor()
	f.say("%s", how)
	code := ""
	if len(nations) > 0 && nations[0].at < b {
		code = nations[0].code
	} else if owner != nil && owner.land && owner.code != "" {
		code = owner.code
	}
	// "Nigeria's House of Representatives" is Nigerian: the words outweigh the register.
	if code != "" && code != act.Code && !internationals[act.Code] && bd.kind != "seat" && !armed(act.Sectors) {
		f.say("country %s by the words before it", code)
		act.Code, act.Name = code, s.form(it.span)
	}
	if owner != nil && owner.land {
		owner.inside = true
	}
	f.code = act.Code
	f.many = bd.kind == "group"
	// Gaza, Crimea, Abkhazia: a land as well as an actor.
	if !internationals[act.Code] && bd.kind == "organisation" && (len(bd.sectors) == 0 || bd.sectors[0] == "PRE") || strings.Contains(s.form(it.span), "Kurdistan ") || strings.HasSuffix(s.form(it.span), " Kurdistan") {
		f.land = true
	}
	f.actors = []annals.Actor{act}
	return true
}

// unsure keeps what is sure of a name that several bodies bear: of the two National
// Unions of Mineworkers, that it is a union. Only a phrase by itself asks for it.
func (d *discourse) unsure(s *reading, f *found, it item, a, b int) bool {
	if !d.lone || it.node < 0 || a < b {
		return false
	}
	act := annals.Actor{Name: s.form(it.span), Kind: "organisation"}
	n := 0
	s.all(it, func(k *node) {
		if k.sort != isBody {
			n = -99
			return
		}
		o := &s.r.bodies[k.ref]
		if n++; n == 1 {
			act.Sectors = o.sectors
		} else if !slices.Equal(act.Sectors, o.sectors) {
			act.Sectors = nil
		}
	})
	if n < 2 || len(act.Sectors) == 0 {
		return false
	}
	f.kind, f.group = annals.MentionName, true
	f.actors = []annals.Actor{act}
	f.say("%d bodies of the register bear this name; left open which", n)
	return true
}

// land understands a phrase that is a country, its capital or its people.
func (d *discourse) land(s *reading, f *found, a, b int) bool {
	it := s.items[b]
	if c := d.half(s, f, it); c != "" {
		f.land, f.kind, f.group, f.code, f.first = true, annals.MentionName, true, c, it.first
		f.actors = []annals.Actor{{Code: c, Kind: "country", Name: d.r.CountryName(c)}}
		f.say("country %s, for the article speaks of Korea", c)
		return true
	}
	if it.node < 0 || it.name == "PER" || s.attached(b) != "" {
		return false
	}
	order := []sort{isCountry, isPeople, isCapital, isAdjective, isCity}
	if s.hasSort(it, isRole) != nil && s.hasSort(it, isCountry) == nil {
		return false
	}
	for _, want := range order {
		if s.hasSort(it, want) == nil {
			continue
		}
		c := d.when(s, it, want)
		act := annals.Actor{Code: c.code, Kind: "country", Name: s.r.nameOf(c, s.form(it.span))}
		switch want {
		case isCountry:
			// "Jordan Peele" and "Iraq War" are names of something else.
			if it.first > 0 && s.at[it.first] > a && s.properBefore(s.at[it.first]) {
				return false
			}
			f.land, f.kind, f.group = true, annals.MentionName, true
			f.say("country %s by its name", c.code)
			f.first = it.first
		case isCapital:
			f.land, f.kind, f.group = true, annals.MentionName, true
			act.Sectors = []string{"GOV"}
			f.say("capital of %s, standing for its government", c.code)
			f.first = it.first
		case isCity:
			if s.form(it.span) == "Brussels" && (s.bare || strings.HasPrefix(s.toks[s.headOf(it.span)].Deprel, "nsubj")) {
				// The seat that acts is the Union's.
				f.kind, f.group, f.code = annals.MentionName, true, "EUR"
				f.actors = []annals.Actor{{Code: "EUR", Name: "European Union", Kind: "organisation"}}
				f.say("seat of the European Union, standing for it")
				return true
			}
			f.land, f.place, f.kind = true, true, annals.MentionName
			f.say("a city of %s", c.code)
			f.first = it.first
			act.Name = c.name
		case isPeople:
			f.kind, f.many = annals.MentionDemonym, true
			act.Kind, act.Name = "group", ""
			act.Sectors = []string{"CVL"}
			if n := s.hasSort(it, want); !n.many {
				// "an American" is a person, "American" alone is a word for a country.
				if !s.bare && !s.article1(f.span, it) {
					act.Sectors = nil
				}
				f.many = false
				act.Kind = "person"
			}
			f.say("nationals of %s", c.code)
			// "Kosovo Albanians" are of Kosovo.
			if ns := d.nations(s, a, b); len(ns) > 1 && ns[0].at < b && ns[0].code != c.code {
				act.Code = ns[0].code
				f.say("country %s by the words %q", act.Code, ns[0].name)
				f.code = act.Code
				f.actors = []annals.Actor{act}
				return true
			}
		case isAdjective:
			f.kind = annals.MentionDemonym
			act.Kind = "country"
			f.say("country %s by its adjective", c.code)
			if f.given && !s.bare {
				f.many = true
			}
			f.land = !f.given
			f.group = true
		}
		f.code = c.code
		f.actors = []annals.Actor{act}
		return true
	}
	return false
}

// half gives the Korea that "the North" and "the South" are where an article
// speaks of Korea and of no other country that is called so.
func (d *discourse) half(s *reading, f *found, it item) string {
	if !f.given || it.end != it.first+1 || it.name == "PER" || d.context["PRK"]+d.context["KOR"] == 0 {
		return ""
	}
	for _, c := range [...]string{"SDN", "SSD", "VNM", "YEM", "CYP"} {
		if d.context[c] > 0 {
			return ""
		}
	}
	switch s.toks[it.first].Form {
	case "North":
		return "PRK"
	case "South":
		return "KOR"
	}
	return ""
}

// article1 reports whether an article, number or other modifier stands before
// the item, so that it names persons.
func (s *reading) article1(p span, it item) bool {
	if it.first > 0 {
		switch s.lower(it.first - 1) {
		case "a", "an", "one", "another", "young", "the":
			return true
		}
	}
	return p.first < it.first
}

// properBefore reports whether an unknown capitalised word stands right before
// item i, so that both are one name.
func (s *reading) properBefore(i int) bool {
	o := s.items[i-1]
	return o.node < 0 && o.name != "" && o.name != "MISC" && upper(s.toks[o.first].Form)
}

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
	if n != nil && it.end == it.first+1 && s.toks[it.first].UPOS == "ADJ" && !f.given {
		return // "local and foreign troops": no locals
	}
	if n == nil {
		d.unknown(s, f, a, b, nations, owner)
		return
	}
	k := &s.r.roles[n.ref]
	if k.name == "authority" && !n.many && !f.given && len(nations) == 0 && owner == nil && !s.bare {
		return // "more authority to do so"
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
			if len(o.sectors) > 0 && !o.weak && (k.weak || armed(o.sectors)) && !o.title || k.weak && len(o.sectors) > 0 && o.kind != "office" && !o.weak {
				sectors = o.sectors
				f.say("%q before it gives its sector", s.form(s.items[i].span))
			}
			break
		}
	}
	f.owned = owner != nil && (owner.kind == annals.MentionPronoun || owner.name != "")
	// Whose?
	org := d.bodyIn(s, a, b-1)
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
	case owner != nil && len(owner.actors) > 0 && (owner.role == nil || owner.role.kind == "body" || k.kind != "body") && !(owner.role != nil && owner.role.weak && len(owner.actors[0].Code) == 0):
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
	if len(who) == 0 && strings.HasSuffix(k.name, "coalition") {
		for i := a; i < b; i++ {
			if s.attached(i) == "led" {
				who, sectors = []annals.Actor{{Code: "IGO"}}, []string{"MIL"}
				f.code = "IGO"
				f.say("a coalition led by one country is of no country: IGO")
				break
			}
		}
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
	if it.name != "ORG" || calendar[s.lower(it.first)] || calendar[s.lower(it.end-1)] || !strings.ContainsFunc(s.form(it.span), unicode.IsLetter) {
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
	} else {
		f.say("an organisation that the register does not know")
	}
	f.actors = []annals.Actor{act}
}

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
	if prep == "in" && k.weak && k.kind == "person" && len(next.actors) > 0 && !next.land {
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
	case "of", "from", "for", "with", "at", "within":
		if prep == "for" && !(k.speak || k.weak || k.name == "lawyer" || k.name == "attorney") || (prep == "with" || prep == "at" || prep == "within") && !k.weak && !k.of {
			return false
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
			if !k.weak && len(a.Sectors) > 0 && !armed(who.Sectors) {
				n.Sectors = a.Sectors
			}
			if slices.Contains(a.Sectors, "ELI") {
				n.Sectors = a.Sectors
			}
			n.Name = a.Name
			n.Office = a.Office
			f.actors[i] = n
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
		if strings.HasSuffix(s.form(next.span), "Hague") && len(f.actors) == 1 && f.actors[0].Code == "" && slices.Contains(f.actors[0].Sectors, "JUD") {
			if k.name == "tribunal" || k.name == "war crimes tribunal" {
				f.actors[0].Code, f.code = "UNO", "UNO"
				f.say("the tribunals in The Hague are the United Nations'")
			} else {
				f.owned = true // a court in The Hague is hardly Dutch
			}
			return false
		}
		if f.code != "" || !next.land || next.code == "" || f.name != "" || !local(f.actors) && !governs(k) && !(k.speak && s.capital(next)) {
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
