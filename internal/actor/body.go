package actor

import (
	"slices"
	"strings"

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
	if it.end == it.first+1 && s.toks[it.first].Form == "Koreas" {
		f.kind, f.group, f.many = annals.MentionName, true, true
		for _, c := range [...]string{"PRK", "KOR"} {
			f.actors = append(f.actors, annals.Actor{Code: c, Kind: "country", Name: d.r.CountryName(c)})
		}
		f.say("both of them")
		return true
	}
	if it.end == it.first+1 && a == b && s.toks[it.first].Form == "Europe" && !s.bare {
		if rel := s.toks[it.first].Deprel; strings.HasPrefix(rel, "nsubj") || rel == "conj" && s.locative(f) == "" {
			f.kind, f.group, f.code = annals.MentionName, true, "EUR"
			f.actors = []annals.Actor{{Code: "EUR", Name: "European Union", Kind: "organisation"}}
			f.say("Europe where it acts is the Union")
			return true
		}
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
