package actor

import (
	"slices"
	"strings"
)

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
	if !full {
		if e := d.named(name, codes, true); e != nil && len(e.keys) > 1 {
			return nil // the article has told who that is, whoever else may be called so
		}
	}
	if it.node < 0 {
		if h, ok := s.r.heads[keyOf(name)]; ok {
			it.node = h
		} else if plain := plainName(name); plain != name {
			if h, ok := s.r.heads[keyOf(plain)]; ok {
				it.node = h
			}
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
	// "Mr. Chavez", "the Chavez government"
	mister := !s.bare && (it.first > 0 && honorific(s.toks[it.first-1].Form) || it.end < len(s.toks) && s.r.in(rulings, s.lower(it.end)))
	fits := cand[:0:0]
	for _, p := range cand {
		if p.suits(d, codes, k, short, mister) {
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
func (p *person) suits(d *discourse, codes []string, k *role, short, mister bool) bool {
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
			return len(codes) > 0 || d.context[p.code] > 0 || d.r.in(bareSurnames, surnameOf(p.name, p.code)) || d.r.sole(p, k)
		}
		if k != nil && d.day == "" && ranks[k.name] && p.ours && d.r.in(bareSurnames, surnameOf(p.name, p.code)) {
			return true // "General Musharraf"
		}
		if k != nil && ranks[k.name] && h.status == during && h.class <= classIndex["government"] && d.r.rare(p) {
			return true // "General Musharraf" governs
		}
		if k != nil {
			return false
		}
		if !p.ours {
			return false
		}
		if d.day == "" {
			return d.r.in(bareSurnames, surnameOf(p.name, p.code)) || (d.context[p.code] > 0 || d.knows(p.code)) && d.r.rare(p) || mister && d.r.rare(p) && d.r.sole(p, nil)
		}
		if h.status == during && (d.lone && h.class <= classIndex["foreign"] || h.class <= classIndex["government"] && d.r.rare(p)) {
			return true
		}
		switch known := d.r.in(bareSurnames, surnameOf(p.name, p.code)); h.status {
		case during:
			return known || d.context[p.code] > 0 && d.r.rare(p) || h.class <= classIndex["foreign"] && d.context[p.code] > 0
		case after:
			return known && d.context[p.code] > 0
		}
		return false
	}
	if len(codes) > 0 || p.famous() || k != nil && k.kind == "office" && (h.status == during && sameOffice(k.name, h.office) || d.day == "" && p.held(k)) {
		return true
	}
	return d.context[p.code] > 0 || d.lone && h.status != before
}

// ranks are those by which heads who came from the army are still called.
var ranks = map[string]bool{"general": true, "colonel": true, "marshal": true, "captain": true, "lieutenant": true, "sergeant": true}

// sole reports whether all who have held the office of a title (or, without one, any) at the
// head of a country, or as its foreign minister, and bear this surname are of one country:
// "President Chavez", "Mr. Yushchenko" in a text without a date.
func (r *Register) sole(p *person, k *role) bool {
	if !p.led(k) {
		return false
	}
	for _, ref := range r.surname[surnameOf(p.name, p.code)] {
		if o := &r.people[ref]; o.code != p.code && o.ours && o.led(k) {
			return false
		}
	}
	return true
}

// led reports whether the person has held the office of a title in a class no lower than
// that of foreign ministers.
func (p *person) led(k *role) bool {
	for _, t := range p.terms {
		if c := int(t.class); k == nil && c <= classIndex["government"] || k != nil && c <= classIndex["foreign"] && k.kind == "office" && sameOffice(k.name, t.office) {
			return true
		}
	}
	return false
}

// rare reports whether a surname is enough for a head of state or government:
// hardly anybody else of the register bears it, and it is no common English name.
func (r *Register) rare(p *person) bool {
	switch p.code {
	case "USA", "GBR", "CAN", "AUS", "NZL", "IRL", "JAM", "TTO", "BRB", "BHS", "ATG", "KNA", "LCA", "VCT", "GRD", "DMA", "GUY", "BLZ":
		return false
	}
	key := surnameOf(p.name, p.code)
	return len(key) > 4 && len(r.surname[key]) < 4
}

// plainName is a name without the initials in its middle and the "Jr." behind it:
// "John R. Bolton" is John Bolton.
func plainName(name string) string {
	ws := strings.Fields(name)
	out := ws[:0:0]
	for i, w := range ws {
		bare := strings.Trim(w, ".,")
		if i > 0 && i < len(ws)-1 && len(bare) == 1 || i > 1 && (bare == "Jr" || bare == "Sr") {
			continue
		}
		out = append(out, w)
	}
	return strings.TrimSuffix(strings.Join(out, " "), ",")
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
