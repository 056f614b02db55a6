package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// domestic gives lawmakers, judges and parties of no named country the one whose head they
// have to do with, and the government of no named country that of the unions, parties and
// courts that have to do with it: "Mr. Bush called on lawmakers", "Kenyan unions sued the
// government". Who governs deals with foreigners too, so nothing else follows from him.
func (d *discourse) domestic(s *reading, fs []*found) {
	if s.bare {
		return
	}
	for i, f := range fs {
		if f.lent && f.name != "" && len(f.actors) == 1 && s.appointed(f.head) {
			f.code, f.actors[0].Code = "", "" // who dismisses him says more than what else is spoken of
		}
		if s.colleague(f, fs, i) {
			continue
		}
		if f.role == nil || f.code != "" || f.inside || f.place || f.owned || f.former || f.role.intl != "" || len(f.actors) != 1 || f.actors[0].Code != "" || len(f.actors[0].Sectors) == 0 || f.head >= len(s.toks) || s.foreign(f) || guest(f.role) || s.comes(f) {
			continue
		}
		var fits func(*found) bool
		if f.given && f.role.kind == "body" && !f.role.weak && f.actors[0].Sectors[0] == "LEG" {
			if o := d.housemate(fs, i); o != nil {
				f.actors[0].Code, f.code, f.lent = o.code, o.code, true
				f.say("of %s, as %q", o.code, s.form(o.span))
				continue
			}
		}
		switch {
		case s.appointed(f.head):
			fits = ruling
		case f.name != "":
			continue
		case f.given && governs(f.role) && f.actors[0].Sectors[0] == "GOV":
			fits = subject
		case f.given && s.toks[f.head].Deprel == "conj" && sided(f.actors[0].Sectors):
			fits = func(o *found) bool { return o.holds(s.toks[f.head].Head) && o.role != nil && governs(o.role) }
		case ruled(f.actors[0].Sectors) && (f.many || f.given || f.role.kind == "body"):
			fits = heads
		default:
			continue
		}
		var by *found
		for _, o := range around(fs, i) {
			if o == f || o.inside || o.place || o.code == "" || internationals[o.code] || len(o.actors) != 1 || o.head >= len(s.toks) || !fits(o) || !s.deals(f.head, o.head) {
				continue
			}
			if by != nil && by.code != o.code {
				by = nil
				break
			}
			by = o
		}
		if by != nil && f.actors[0].Sectors[0] == "REB" && settled[by.code] {
			continue // who fights the rebels of others
		}
		if by == nil || s.toks[by.head].Head != s.toks[f.head].Head && !(governs(f.role) && s.toks[by.head].Head == s.verbOf(f.head)) && d.abroad(fs, by.code) {
			continue
		}
		f.actors[0].Code, f.code, f.lent = by.code, by.code, true
		f.say("of %s, as %q", by.code, s.form(by.span))
		if f.entity != nil && f.entity.actor.Code == "" {
			f.entity.actor.Code = by.code
		}
	}
}

// ruled are the sectors of those who as a rule have to do with the head of their own country.
func ruled(sectors []string) bool {
	switch sectors[0] {
	case "LEG", "JUD", "OPP", "PTY", "REB":
		return true
	}
	return sectors[0] == "CVL" && slices.Contains(sectors, "OPP")
}

// housemate gives a phrase of a state's body in the same sentence, where the sentence speaks of
// one country alone: "the Argentine congress approved a bill, but the senate dismissed it".
func (d *discourse) housemate(fs []*found, i int) *found {
	var by *found
	for _, o := range around(fs, i) {
		if o.code == "" || internationals[o.code] {
			continue
		}
		if by != nil && by.code != o.code {
			return nil
		}
		if len(o.actors) == 1 && official(o.actors[0].Sectors) && !o.former {
			by = o
		} else if by == nil {
			by = o
		}
	}
	if by == nil || len(by.actors) != 1 || !official(by.actors[0].Sectors) {
		return nil
	}
	return by
}

// colleague gives a minister of no named country the one of the head whom he is named with,
// and troops that of the police beside them: "the Cypriot president and energy minister Georgios
// Lakkotrypis".
func (s *reading) colleague(f *found, fs []*found, i int) bool {
	if f.role == nil || f.code != "" || f.inside || f.former || len(f.actors) != 1 || f.actors[0].Code != "" || f.head >= len(s.toks) || s.toks[f.head].Deprel != "conj" || len(f.actors[0].Sectors) == 0 || s.foreign(f) {
		return false
	}
	minister := f.name != "" && f.role.kind == "office" && f.actors[0].Sectors[0] == "GOV" && f.role.name != "prime minister" && (!single[f.role.name] || strings.HasSuffix(f.role.name, "minister"))
	for _, o := range around(fs, i) {
		if o == f || o.code == "" || internationals[o.code] || o.role == nil || len(o.actors) != 1 || !o.holds(s.toks[f.head].Head) || s.toks[f.head].Head > f.head {
			continue
		}
		switch {
		case minister && o.role.kind == "office":
		case f.name != "" && o.name != "" && f.role.name == o.role.name && f.role.kind != "body" && !single[f.role.name]: // two senators
		case f.name == "" && forces(f.actors[0].Sectors) && forces(o.actors[0].Sectors) && !settled[o.code]: // police and soldiers
		default:
			continue
		}
		f.actors[0].Code, f.code, f.lent = o.code, o.code, true
		f.say("of %s, as %q", o.code, s.form(o.span))
		if f.entity != nil && f.entity.actor.Code == "" {
			f.entity.actor.Code = o.code
		}
		return true
	}
	return false
}

// appointed reports whether a token is whom a verb puts into an office or out of it, which
// nobody does abroad.
func (s *reading) appointed(i int) bool {
	v := s.toks[s.counted(i)].Head
	return v >= 0 && s.suffers(i) && s.r.in(appointing, s.toks[v].Lemma)
}

// ruling reports whether a phrase is somebody who has offices to give.
func ruling(f *found) bool {
	a := &f.actors[0]
	if f.ruler && !f.former {
		return true
	}
	if len(a.Sectors) == 0 {
		return false
	}
	switch a.Sectors[0] {
	case "GOV", "LEG", "JUD", "MIL":
		return true
	}
	return false
}

// sided are the sectors of those whom a country's government is named with: "the Uzbek
// government and the protesters".
func sided(sectors []string) bool {
	switch sectors[0] {
	case "OPP", "REB", "PTY", "LEG", "CVL", "PRM":
		return true
	}
	return false
}

// heads reports whether a phrase is the head of a country, by name or office, or its government.
func heads(f *found) bool {
	if f.former {
		return false
	}
	a := &f.actors[0]
	if f.name != "" {
		return a.Kind == "person" && f.ruler
	}
	return f.role != nil && len(a.Sectors) > 0 && a.Sectors[0] == "GOV" && (governs(f.role) || single[f.role.name])
}

// subject reports whether a phrase is somebody whose government is that of his own country.
func subject(f *found) bool {
	a := &f.actors[0]
	if len(a.Sectors) == 0 || a.Kind == "country" {
		return false
	}
	switch a.Sectors[0] {
	case "LEG", "JUD", "OPP", "PTY", "LAB", "SOC", "EDU", "AGR", "REB":
		return true
	}
	return a.Sectors[0] == "CVL" && slices.Contains(a.Sectors, "OPP")
}

// deals reports whether two phrases are of one clause, or one of a clause that hangs on the
// other's: "Bush says lawmakers should pass the bill".
func (s *reading) deals(a, b int) bool {
	v, w := s.verbOf(a), s.verbOf(b)
	if v == w {
		return true
	}
	below := func(v, w int) bool { return v >= 0 && s.toks[v].Deprel == "ccomp" && s.toks[v].Head == w }
	return below(v, w) || below(w, v)
}

// abroad reports whether the phrases of a sentence are of another country too.
func (d *discourse) abroad(fs []*found, code string) bool {
	return slices.ContainsFunc(fs, func(f *found) bool { return f.code != "" && f.code != code && !internationals[f.code] })
}

// coordinated gives the last persons or countries that are joined by "and", and the token of
// the last of them.
func (s *reading) coordinated(before []*found, clash func(*found) bool) ([]annals.Actor, int) {
	one := func(f *found) bool {
		return !f.inside && !f.place && !f.many && len(f.actors) == 1 && f.head < len(s.toks) && !clash(f)
	}
	for k := len(before) - 1; k > 0; k-- {
		last := before[k]
		if s.toks[min(last.head, len(s.toks)-1)].Deprel != "conj" || !one(last) {
			continue
		}
		for j := k - 1; j >= max(0, k-8); j-- {
			f := before[j]
			if !one(f) || !f.holds(s.toks[last.head].Head) || !sameSort(f, last) {
				continue
			}
			out := []annals.Actor{f.actors[0]}
			for _, g := range before[j+1 : k+1] {
				if one(g) && s.toks[g.head].Deprel == "conj" && f.holds(s.toks[g.head].Head) && sameSort(f, g) {
					out = append(out, g.actors[0])
				}
			}
			return out, last.head
		}
	}
	return nil, -1
}

// sameSort reports whether two phrases are both persons or both countries or bodies.
func sameSort(f, g *found) bool {
	person := func(f *found) bool { return f.name != "" || f.role != nil && f.role.kind != "body" }
	return person(f) == person(g)
}
