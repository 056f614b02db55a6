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
	for n > a && s.items[n].node < 0 && s.items[n].name == "" && s.items[n-1].node < 0 && s.items[n-1].name == "" && s.named(n-1) && s.toks[s.items[n-1].first].UPOS != "DET" {
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
		act.Name, act.Wiki = known.name, known.wiki
		switch {
		case act.Code == "" || k == nil && len(codes) == 0 && org == nil:
			act.Code, act.Country = h.code, ""
			f.code = h.code
			f.say("register: %s, %s", known.name, h.how)
			if k == nil || k.weak && len(act.Sectors) == 0 || armed(h.sectors) && slices.Contains(k.sectors, "MIL") {
				act.Sectors = h.sectors
				if k == nil {
					act.Office = h.office
				}
			}
		default:
			f.say("register: %s, %s", known.name, h.how)
			if k == nil {
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
	if k != nil && k.weak && len(act.Sectors) == 0 {
		// "police director": the word before the weak one says more.
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
	if act.Code == "" && k != nil && d.only != "" && len(act.Sectors) > 0 && !f.former && !(d.context[d.only] < 3 && s.party(d.only)) && !s.foreign(f) {
		switch act.Sectors[0] {
		case "GOV", "MIL", "COP", "LEG", "JUD", "SPY":
			act.Code, f.code, f.lent = d.only, d.only, true
			f.say("country %s, the only one that the article speaks of", d.only)
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
	if act.Code == "" && f.shared.code != "" && !f.former {
		act.Code, f.code = f.shared.code, f.shared.code
		if k == nil {
			act.Sectors = f.shared.sectors
		}
		f.say("all of them of %s", act.Code)
	}
	if act.Code == "" && len(f.how) == 0 {
		f.say("a person whom neither the article nor the register tells apart")
	}
	if k != nil && k.intl != "" && act.Code == "" {
		act.Code = k.intl
	}
	f.actors = []annals.Actor{act}
}

// weak gives the sectors of a role that says little: the leader of a country
// governs it, its citizens are civilians.
func (d *discourse) weak(k *role, code string) []string {
	switch {
	case slices.Contains(k.sectors, "CVL"), slices.Contains(k.sectors, "GOV"), slices.Contains(k.sectors, "MIL"), slices.Contains(k.sectors, "LEG"):
		return k.sectors
	case internationals[code]:
		return nil
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

// lookup finds the person in the register whom a name means: by the full name,
// or by the surname where title, country or fame leave one.
func (d *discourse) lookup(s *reading, it item, name string, codes []string, k *role, f *found) *person {
	var cand []*person
	add := func(ref int32) {
		p := &s.r.people[ref]
		if !slices.Contains(cand, p) {
			cand = append(cand, p)
		}
	}
	full := strings.ContainsAny(name, " -")
	if it.node < 0 {
		if h, ok := s.r.heads[keyOf(name)]; ok {
			it.node = h
		}
	}
	for h := it.node; h >= 0; h = s.r.nodes[h].next {
		if n := &s.r.nodes[h]; n.sort == isPerson && !(n.weak && d.context[s.r.people[n.ref].code] == 0) {
			add(n.ref)
		}
	}
	if len(cand) == 0 {
		// A shortened name without the country nearby must be one head's in office,
		// or in a phrase by itself of somebody in office.
		for h := it.node; h >= 0; h = s.r.nodes[h].next {
			if n := &s.r.nodes[h]; n.sort == isPerson {
				if on := s.r.people[n.ref].on(d.day); on.status == during && (on.class <= classIndex["government"] || d.lone) {
					add(n.ref)
				}
			}
		}
	}
	short := false
	if len(cand) == 0 && (!full || len(split(name)) == 1 || particled(name)) {
		if e := d.named(name, codes, true); e != nil {
			return nil // the article itself knows better
		}
		short = true
		for _, ref := range s.r.surname[surnameOf(name, "")] {
			if p := &s.r.people[ref]; !full || len(split(name)) == 1 || strings.HasSuffix(keyOf(p.name), " "+keyOf(name)) {
				add(ref)
			}
		}
	}
	if len(cand) == 0 {
		return nil
	}
	fits := cand[:0:0]
	for _, p := range cand {
		if p.suits(d, codes, k, short, name) {
			fits = append(fits, p)
		}
	}
	if len(fits) > 1 {
		// Who held an office on the day goes before who did not, then who is of a
		// country that the article speaks of.
		narrow := func(keep func(*person) bool) {
			var kept []*person
			for _, p := range fits {
				if keep(p) {
					kept = append(kept, p)
				}
			}
			if len(kept) > 0 {
				fits = kept
			}
		}
		narrow(func(p *person) bool { st := p.on(d.day).status; return st == during })
		narrow(func(p *person) bool { return p.ours })
		narrow(func(p *person) bool { return d.context[p.code] > 0 })
		if short {
			// "Mandela" is the president, not the president's wife.
			narrow(func(p *person) bool { return p.headed(d.day) })
		}
	}
	if len(fits) > 1 {
		f.shared = fits[0].on(d.day)
		for _, p := range fits[1:] {
			if h := p.on(d.day); h.code != f.shared.code {
				f.shared.code = ""
			} else if !slices.Equal(h.sectors, f.shared.sectors) {
				f.shared.sectors = nil
			}
		}
		f.say("%q is the name of %d persons in the register: %s and %s; left open", name, len(fits), fits[0].name+" ("+fits[0].code+")", fits[1].name+" ("+fits[1].code+")")
		return nil
	}
	if len(fits) == 0 {
		return nil
	}
	return fits[0]
}

// suits reports whether the words around a name allow this person.
func (p *person) suits(d *discourse, codes []string, k *role, short bool, name string) bool {
	h := p.on(d.day)
	if len(codes) > 0 {
		ok := false
		for _, t := range p.terms {
			ok = ok || slices.Contains(codes, t.code)
		}
		if !ok {
			return false
		}
	} else if k != nil && k.code != "" && k.code != p.code {
		return false
	}
	if d.day != "" && h.status == before && classes[h.class].name != "legislator" {
		// Nobody is named years before the first office.
		if t := p.first(); t != "" && len(t) >= 4 && len(d.day) >= 4 && years(d.day, t) > 25 {
			return false
		}
	}
	if h.status == after && d.day != "" {
		if t := p.end(); len(t) >= 4 && !p.ours && years(t, d.day) > 40 {
			return false
		}
	}
	if short {
		// A surname alone is enough for heads in office, and where the title says
		// the same as the register.
		if k != nil && k.title && h.status == during && d.titled(k, h) {
			return d.lone || len(codes) > 0 || d.context[p.code] > 0 || classes[h.class].bare && classIndex["foreign"] > h.class
		}
		if k != nil && d.day == "" && (p.current(k) || p.ours && p.held(k)) {
			return len(codes) > 0 || d.context[p.code] > 0 || alone[surnameOf(p.name, p.code)]
		}
		if k != nil {
			return false
		}
		if !p.ours || d.day == "" {
			return false
		}
		if d.lone && h.status == during && h.class <= classIndex["foreign"] {
			return true
		}
		switch known := alone[surnameOf(p.name, p.code)]; h.status {
		case during:
			return known || h.class <= classIndex["foreign"] && d.context[p.code] > 0
		case after:
			return known && d.context[p.code] > 0
		}
		return false
	}
	if len(codes) > 0 || p.famous() || k != nil && k.kind == "office" && h.status == during && sameOffice(k.name, h.office) {
		return true
	}
	return d.context[p.code] > 0 || d.lone && h.status != before
}

// headed reports whether the person was at the head of a country on the day or
// before it.
func (p *person) headed(day string) bool {
	for _, t := range p.terms {
		if int(t.class) <= classIndex["government"] && (day == "" || t.from == "" || !less(day, t.from)) {
			return true
		}
	}
	return false
}

// particled reports whether a name is a surname with particles before it: "De
// Klerk", "van der Bellen".
func particled(name string) bool {
	ws := split(name)
	if len(ws) < 2 || len(ws) > 4 {
		return false
	}
	for _, w := range ws[:len(ws)-1] {
		switch w.key {
		case "de", "van", "von", "der", "den", "da", "dos", "del", "la", "di", "bin", "ould", "ter":
		default:
			return false
		}
	}
	return true
}

// alone are the surnames that news uses without any introduction.
var alone = map[string]bool{"trump": true, "biden": true, "obama": true, "putin": true, "netanyahu": true, "zelensky": true, "zelenskyy": true, "erdogan": true,
	"macron": true, "merkel": true, "assad": true, "xi": true, "modi": true, "lavrov": true, "blinken": true, "rubio": true, "yeltsin": true, "gorbachev": true,
	"thatcher": true, "mubarak": true, "sharaa": true, "khamenei": true, "lukashenko": true, "maduro": true, "gaddafi": true, "musharraf": true, "karzai": true,
	"mugabe": true, "sarkozy": true, "mandela": true, "arafat": true, "milosevic": true, "guterres": true, "clinton": true, "annan": true, "sadat": true, "begin": false, "morsi": true, "noriega": true, "mobutu": true, "khomeini": true, "rouhani": true, "ahmadinejad": true, "kohl": true, "mitterrand": true, "brezhnev": true, "khrushchev": true, "castro": false, "pinochet": true, "suharto": true, "marcos": false, "qaddafi": true, "hollande": true, "draghi": true, "poroshenko": true, "yanukovych": true, "saakashvili": true, "tsipras": true, "kirchner": false, "lula": true, "leyen": true, "milei": true, "bukele": true, "ceausescu": true, "honecker": true, "jaruzelski": true, "walesa": true, "havel": true, "rabin": true, "sharon": true, "olmert": true, "zardari": true, "bhutto": true, "karadzic": true, "mladic": true, "nasrallah": true, "haniyeh": true, "prigozhin": true, "navalny": true, "tsvangirai": true, "ouattara": true, "gbagbo": true, "kagame": true, "museveni": true, "tshisekedi": true, "kabila": true, "zuma": true, "ramaphosa": true, "mbeki": true, "stoltenberg": true, "rutte": true, "rasmussen": false, "solana": true, "ashton": true, "borrell": true, "mogherini": true, "kallas": true, "albright": true, "kissinger": true, "kerry": true, "rumsfeld": true, "cheney": true, "rice": false, "powell": false, "bush": true, "reagan": true, "scholz": true,
	"starmer": true, "orban": true, "pompeo": true, "tillerson": true, "berlusconi": true, "chirac": true, "schroder": true, "blair": true, "sisi": true, "duterte": true, "bolsonaro": true}

func (p *person) first() string {
	out := ""
	for _, t := range p.terms {
		if t.from != "" && (out == "" || t.from < out) {
			out = t.from
		}
	}
	return out
}

func (p *person) end() string {
	out := ""
	for _, t := range p.terms {
		out = max(out, strings.TrimPrefix(t.to, "~"))
	}
	return out
}

func (p *person) current(k *role) bool {
	for _, t := range p.terms {
		if t.to == "now" && sameOffice(k.name, t.office) {
			return true
		}
	}
	return false
}

// held reports whether the person ever held the office of a title.
func (p *person) held(k *role) bool {
	for _, t := range p.terms {
		if sameOffice(k.name, t.office) {
			return true
		}
	}
	return false
}

func years(a, b string) int {
	n := func(s string) int {
		v := 0
		for _, c := range s[:4] {
			v = v*10 + int(c-'0')
		}
		return v
	}
	return n(b) - n(a)
}

// titled reports whether a title in the text can be the office in the register.
func (d *discourse) titled(k *role, h holding) bool { return sameOffice(k.name, h.office) || k.weak }

func sameOffice(title, office string) bool {
	t, o := " "+strings.ToLower(title)+" ", " "+strings.ToLower(office)+" "
	o = strings.ReplaceAll(o, "minister of foreign affairs", "foreign minister")
	o = strings.ReplaceAll(strings.ReplaceAll(o, "minister of defence", "defence minister"), "defense", "defence")
	t = strings.ReplaceAll(t, "defense", "defence")
	if strings.Contains(o, t) {
		return true
	}
	switch strings.TrimSpace(title) {
	case "premier", "PM":
		return strings.Contains(o, "prime minister") || strings.Contains(o, "premier")
	case "king", "queen", "emir", "sultan":
		return strings.Contains(o, "monarch")
	case "minister":
		return strings.Contains(o, "minister")
	case "secretary":
		return strings.Contains(o, "secretary")
	case "leader":
		return true
	}
	return false
}

// bodyIn finds an organisation or group named among the modifiers.
func (d *discourse) bodyIn(s *reading, a, b int) *annals.Actor {
	for i := b; i >= a; i-- {
		it := s.items[i]
		if it.name == "PER" || s.attached(i) != "" {
			continue
		}
		if bd, _ := d.bodyOf(s, it); bd != nil {
			act := bd.actor()
			return &act
		}
	}
	return nil
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
		if best == nil || in && !bestIn {
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
		how += ", as it is now, for the date is unknown"
	}
	return best, how
}
