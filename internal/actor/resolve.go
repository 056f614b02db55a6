package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// person understands a phrase whose head is a person's name, with any title
// before it.
func (d *discourse) person(s *reading, f *found, a, b int, nations []nation, owner *found) {
	f.kind = annals.MentionName
	n := b // first item of the name
	for n > a && s.items[n].node < 0 && s.items[n].name == "" && s.items[n-1].node < 0 && s.items[n-1].name == "" && s.named(n-1) && !honorific(s.toks[s.items[n-1].first].Form) && s.toks[s.items[n-1].first].UPOS != "DET" {
		n--
	}
	f.name = s.form(span{s.items[n].first, s.items[b].end})
	act := annals.Actor{Name: f.name, Kind: "person"}
	at, k, office, from := -1, (*role)(nil), "", -1
	if n > a {
		at, k, office, from = s.title(a, n-1)
	}
	nations = slices.DeleteFunc(nations, func(x nation) bool { return x.at >= n })
	var codes []string
	for _, x := range nations {
		codes = append(codes, x.code)
	}
	org := d.bodyIn(s, a, n-1)
	if owner != nil && owner.role == nil && owner.name == "" {
		for _, o := range owner.actors {
			if o.Kind == "country" && len(codes) == 0 {
				codes = append(codes, o.Code)
				owner.inside = true
			} else if o.Kind != "person" && org == nil && o.Kind != "country" {
				org = &annals.Actor{Code: o.Code, Sectors: o.Sectors, Name: o.Name}
				owner.inside = true
			}
		}
	}
	if k != nil {
		f.role, f.office = k, office
		_ = from
		act.Sectors = k.sectors
		act.Office = office
		f.say("title %q", s.form(span{s.items[at].first, s.items[at].end}))
		if k.name == "captain" && s.teamBefore(a, at) {
			act.Sectors = []string{"CVL"}
			f.say("a team's captain")
		}
	}
	it := item{span{s.items[n].first, s.items[b].end}, -1, "PER"}
	if n == b {
		it = s.items[b]
	}
	known := d.lookup(s, it, f.name, codes, k, f)
	if org != nil && known != nil && (org.Code == "NGO" || org.Code == "MNC") && !internationals[known.on(d.day).code] {
		org = nil // "WikiLeaks founder Julian Assange" is an Australian
	}
	switch {
	case len(codes) > 0:
		act.Code, f.code = codes[0], codes[0]
		f.say("country %s by the words %q", codes[0], names(nations[:min(1, len(nations))]))
		if len(nations) == 0 {
			f.how = f.how[:len(f.how)-1]
			f.say("country %s by the possessive", codes[0])
		}
	case org != nil:
		act.Code, f.code = org.Code, org.Code
		f.say("code %s by the body %q", org.Code, org.Name)
	case k != nil && k.code != "" && known == nil:
		act.Code = k.code
		f.say("country %s, whose office %q is", k.code, k.name)
	}
	if org != nil && (k == nil || k.weak || k.of && armed(org.Sectors)) {
		act.Sectors = org.Sectors
	}
	if k != nil && k.weak && len(act.Sectors) == 0 && org == nil && act.Code != "" && !k.speak {
		act.Sectors = d.weak(k, act.Code)
	}
	if k != nil && k.speak && len(act.Sectors) == 0 && act.Code != "" {
		act.Sectors = []string{"GOV"}
	}
	if e := d.named(f.name, codes, true); e != nil && known == nil {
		d.inherit(&act, e, f, k)
	}
	if known != nil {
		h := known.on(d.day)
		f.ruler = known.headed(d.day)
		act.Name, act.Wiki = known.name, known.wiki
		switch {
		case act.Code == "" || k == nil && len(codes) == 0 && org == nil:
			act.Code, act.Country = h.code, ""
			f.code = h.code
			f.say("register: %s, %s", known.name, h.how)
			if k == nil || k.honour || k.weak && len(act.Sectors) == 0 || armed(h.sectors) && slices.Contains(k.sectors, "MIL") {
				act.Sectors = h.sectors
				if k == nil || k.honour {
					act.Office = h.office
				}
			}
		default:
			f.say("register: %s, %s", known.name, h.how)
			if k == nil || k.honour {
				act.Sectors, act.Office = h.sectors, h.office
			} else if k.weak && len(act.Sectors) == 0 || armed(h.sectors) && slices.Contains(k.sectors, "MIL") {
				act.Sectors = h.sectors
			}
		}
	}
	if known != nil && k != nil && !f.former && len(act.Sectors) > 0 && (act.Sectors[0] == "MIL" || act.Sectors[0] == "BUS") {
		if h := known.on(d.day); h.status == during && h.class <= classIndex["government"] && h.code == act.Code {
			act.Sectors = append([]string{"GOV"}, act.Sectors...) // a general who governs, a chief executive of a city
			if act.Sectors[1] == "BUS" {
				act.Sectors = h.sectors
			}
			f.say("in power: %s", h.office)
		}
	}
	if f.former && known != nil && k != nil {
		if h := known.on(d.day); h.status == during && sameOffice(k.name, h.office) {
			f.former = false // back in the office that the text remembers
			f.say("called a former %s, but in office on %s", k.name, d.day)
		}
	}
	if s.aspiring(a, n-1) && k != nil && k.kind == "office" {
		// "would-be president": whatever else the person is.
		act.Sectors, act.Office = nil, ""
		if known != nil {
			act.Sectors = known.on(d.day).sectors
		}
	}
	if f.former {
		act.Sectors = []string{"ELI"}
		if k != nil {
			f.say("former holder of the office")
		}
		if k == nil || k.kind != "office" && !k.weak && !slices.Contains(k.sectors, "GOV") {
			if k != nil {
				act.Sectors = k.sectors
			}
		}
	}
	if k != nil && (k.weak && len(act.Sectors) == 0 || k.title && slices.Equal(act.Sectors, []string{"MIL"}) && slices.Equal(k.sectors, act.Sectors) && s.policed(a, at)) {
		// "police director", "police colonel": the word before the weak one says more.
		for i := at - 1; i >= a; i-- {
			if m := s.hasSort(s.items[i], isRole); m != nil && s.items[i].name != "PER" {
				if o := &s.r.roles[m.ref]; len(o.sectors) > 0 && !o.weak && o.kind == "body" {
					act.Sectors = o.sectors
					f.say("%q before the title gives its sector", s.form(s.items[i].span))
				}
				break
			}
		}
	}
	if act.Code == "" && f.shared.code != "" && !f.former {
		act.Code, f.code = f.shared.code, f.shared.code
		if k == nil {
			act.Sectors = f.shared.sectors
		}
		f.say("all of them of %s", act.Code)
	}
	if owner != nil && act.Code == "" && known == nil && len(owner.actors) == 1 && owner.actors[0].Kind == "person" && owner.code != "" && !internationals[owner.code] && k != nil && !guest(k) {
		act.Code, f.code, f.lent = owner.code, owner.code, true
		f.say("of the country of %q, whose he is", s.form(owner.span))
	}
	if only := d.onlyFor(s); act.Code == "" && (k != nil || f.entity != nil) && only != "" && len(act.Sectors) > 0 && !f.former && !(d.context[only] < 3 && s.party(only) && !d.served(only)) && !s.foreign(f) {
		switch act.Sectors[0] {
		case "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY":
			act.Code, f.code, f.lent = only, only, true
			f.say("country %s, %s", only, d.whyOnly())
		}
	}
	if known != nil && k != nil && k.weak && !f.former {
		if h := known.on(d.day); h.status == during && h.code == act.Code {
			if len(h.sectors) > 0 && org == nil {
				act.Sectors = h.sectors
			}
			if h.office != "" {
				act.Office = h.office
			}
		}
	}
	if k != nil && k.elect {
		f.say("elected, not yet in office")
	}
	if act.Code == "" && len(f.how) == 0 {
		f.say("a person whom neither the article nor the register tells apart")
	}
	if k != nil && k.intl != "" && act.Code == "" {
		act.Code = k.intl
	}
	f.actors = []annals.Actor{act}
}

// policed reports whether a word for the police stands right before item at.
func (s *reading) policed(a, at int) bool {
	if at <= a {
		return false
	}
	n := s.hasSort(s.items[at-1], isRole)
	return n != nil && s.r.roles[n.ref].kind == "body" && slices.Equal(s.r.roles[n.ref].sectors, []string{"COP"})
}

// weak gives the sectors of a role that says little: the leader of a country
// governs it, its citizens are civilians.
func (d *discourse) weak(k *role, code string) []string {
	switch {
	case slices.Contains(k.sectors, "CVL"), slices.Contains(k.sectors, "GOV"), slices.Contains(k.sectors, "MIL"), slices.Contains(k.sectors, "LEG"):
		return k.sectors
	case internationals[code]:
		return nil
	case k.name == "officer" || k.name == "senior officer":
		return []string{"MIL"}
	case k.kind == "person" && !strings.Contains(" member members employee staff ally personnel team staffer ", " "+k.name+" "):
		return []string{"GOV"}
	}
	return k.sectors
}

func armed(sectors []string) bool {
	for _, s := range sectors {
		switch s {
		case "REB", "UAF", "PRM", "CRM":
			return true
		}
	}
	return false
}

// bodyIn finds an organisation or group named among the modifiers.
func (d *discourse) bodyIn(s *reading, a, b int) *annals.Actor {
	for i := b; i >= a; i-- {
		it := s.items[i]
		if it.name == "PER" || s.attached(i) != "" || s.amid(it) {
			continue
		}
		if bd, _ := d.bodyOf(s, it); bd != nil {
			act := bd.actor()
			return &act
		}
	}
	return nil
}

// amid reports whether a single word stands in the middle of a longer name, where it need
// not mean the body that is called so: "Liberation" in "Baluchistan Liberation Front".
func (s *reading) amid(it item) bool {
	f := s.toks[it.first].Form
	return it.end == it.first+1 && it.end < len(s.toks) && s.toks[it.first].Name == "I-ORG" && s.toks[it.end].Name == "I-ORG" && strings.ToUpper(f) != f && s.hasSort(it, isBody) != nil && s.r.bodies[s.hasSort(it, isBody).ref].kind == "organisation"
}

func (b *body) actor() annals.Actor {
	kind := "organisation"
	if b.kind == "group" || b.kind == "party" {
		kind = "group"
	}
	return annals.Actor{Code: b.code, Sectors: b.sectors, Name: b.name, Kind: kind}
}

// only reports whether all that a name may mean are bodies of one country.
func (s *reading) only(it item, code string) bool {
	one := true
	s.all(it, func(k *node) { one = one && k.sort == isBody && s.r.bodies[k.ref].code == code })
	return one
}

// bodyOf picks the body that a name meant on the article's day.
func (d *discourse) bodyOf(s *reading, it item) (*body, string) {
	var best *body
	var bestIn, weak bool
	n := 0
	// An ambiguous abbreviation gives way to a country ("US" is a party too) and to
	// a body that needs no context, unless only its own country is spoken of.
	land, sure := false, false
	s.all(it, func(k *node) {
		switch k.sort {
		case isCountry, isAdjective, isPeople:
			land = true
		case isBody:
			c := s.r.bodies[k.ref].code
			sure = sure || !k.weak && (d.context[c] > 0 || internationals[c])
		}
	})
	s.all(it, func(k *node) {
		if k.sort != isBody {
			return
		}
		b := &s.r.bodies[k.ref]
		if k.weak {
			if d.context[b.code] == 0 && !(d.lone && s.only(it, b.code)) || land || sure {
				return
			}
			if best != nil && !weak {
				best, bestIn = nil, false
			}
			weak = true
		} else if weak {
			return
		}
		in := covers(b.from, b.to, d.day)
		if d.day == "" && (b.from != "" || b.to != "") {
			in = b.to == "" || b.to == "now"
		}
		if land && !in && (b.from != "" || b.to != "") {
			return // "Chechen" is a word for a people, but for the years of war
		}
		n++
		if best == nil || in && !bestIn && !(d.day == "" && b.code == best.code && b.kind == best.kind) {
			best, bestIn = b, in
		}
	})
	if best == nil {
		return nil, ""
	}
	how := "register: " + best.name
	if weak {
		how += ", known in " + best.code + ", of which the article speaks"
	}
	if n > 1 && d.day != "" {
		how += " as of " + d.day
	} else if n > 1 {
		how += ", as mostly known, for the date is unknown"
	}
	return best, how
}
