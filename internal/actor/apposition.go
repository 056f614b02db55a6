package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// appositions join a name and the words that say who it is: "James Jeffrey, the
// US envoy".
func (d *discourse) appositions(s *reading, fs []*found, index int) {
	for i, g := range fs {
		near := around(fs, i)
		if g.inside || g.head >= len(s.toks) || len(g.actors) == 0 {
			continue
		}
		rel := s.toks[g.head].Deprel
		h := s.toks[g.head].Head
		if rel == "nmod" && g.name != "" && h >= 0 && s.adjacent(g, near) {
			rel = "appos" // "the envoy for Iran Brian Hook"
		}
		if rel != "appos" && rel != "nmod:desc" && !(rel == "flat" || rel == "compound" || rel == "parataxis" && s.commaBefore(g)) || h < 0 {
			continue
		}
		var f *found
		for _, o := range near {
			if o != g && h >= o.first && h < o.end && !o.inside && len(o.actors) > 0 {
				f = o
			}
		}
		if f == nil || f.land || g.land || len(f.actors) != 1 || len(g.actors) != 1 {
			continue
		}
		a, b := &f.actors[0], &g.actors[0]
		switch {
		case f.name != "" && g.name == "" && g.role != nil: // name, then who it is
			if g.group && g.role.kind == "body" {
				continue
			}
			d.merge(f, g)
		case f.name == "" && g.name != "" && f.role != nil && f.role.kind != "body" && !f.many: // who it is, then the name
			b2 := *b
			d.merge(g, f)
			name := g.actors[0]
			name.Text = a.Text
			if s.toks[g.head].Deprel == "appos" || true {
				f.actors[0] = name
				f.actors[0].Text = a.Text
				f.entity = g.entity
				f.kind = annals.MentionName
				f.how = append(f.how, g.how...)
				f.end = max(f.end, g.end)
				g.inside = true
			}
			_ = b2
			s.tidy(f)
			continue
		case f.name == "" && g.name == "" && f.group && a.Name != "" && b.Name == "" && g.role != nil && b.Code == "":
			b.Code, b.Sectors, b.Name = a.Code, a.Sectors, a.Name
			g.inside = true
			g.say("says who %q is", f.actors[0].Name)
			continue
		case f.name == "" && f.role != nil && f.role.kind == "body" && a.Name == "" && !f.many && g.group && g.role == nil && b.Name != "" && (a.Code == "" || a.Code == b.Code || f.lent):
			// "the militant group, Islamic Jihad"
			text := a.Text
			*a, f.code, f.entity = *b, b.Code, g.entity
			a.Text, g.inside = text, true
			f.say("which is %q", b.Name)
			continue
		case a.Name != "" && b.Name != "" && f.group && g.group && (a.Code == "" || b.Code == ""):
			// "UN refugee agency, or UNHCR": one body under two names.
			if a.Code == "" {
				a.Code, a.Sectors = b.Code, b.Sectors
			} else {
				b.Code, b.Sectors, b.Name = a.Code, a.Sectors, a.Name
			}
			g.inside = true
			continue
		default:
			continue
		}
		g.inside = true
	}
}

// led gives a person of unknown code the code of the delegation that he leads:
// "the Syrian delegation, led by X", "the delegation was headed by X".
func (d *discourse) led(s *reading, fs []*found) {
	for i, f := range fs {
		if f.name == "" || len(f.actors) != 1 || f.actors[0].Code != "" || f.inside || f.head >= len(s.toks) {
			continue
		}
		v := s.toks[f.head].Head
		if v < 0 || !strings.HasPrefix(s.toks[f.head].Deprel, "obl") || s.toks[v].Lemma != "lead" && s.toks[v].Lemma != "head" {
			continue
		}
		by := false
		for k := max(0, f.first-2); k < f.first; k++ {
			by = by || s.lower(k) == "by"
		}
		if !by {
			continue
		}
		for _, g := range around(fs, i) {
			if g.role == nil || g.head >= len(s.toks) || len(g.actors) != 1 || g.inside {
				continue
			}
			if s.toks[v].Head == g.head && strings.HasPrefix(s.toks[v].Deprel, "acl") || s.toks[g.head].Head == v && strings.HasPrefix(s.toks[g.head].Deprel, "nsubj") {
				a, b := &f.actors[0], g.actors[0]
				a.Code = b.Code
				if len(a.Sectors) == 0 {
					a.Sectors = b.Sectors
				}
				f.code = a.Code
				f.say("leads %q", s.form(g.span))
				if f.entity != nil {
					f.entity.actor = *a
				}
				break
			}
		}
	}
}

// together remembers the countries that a sentence names in one breath.
func (d *discourse) together(s *reading, fs []*found) {
	d.groups = append(d.groups, s.groups(fs)...)
	if len(d.groups) > 32 {
		d.groups = append(d.groups[:0], d.groups[len(d.groups)-16:]...)
	}
}

// groups gives the countries that phrases joined by "and" name.
func (s *reading) groups(fs []*found) [][]string {
	var out [][]string
	for i, f := range fs {
		if f.code == "" || internationals[f.code] || len(f.actors) != 1 || f.inside || s.bare || s.toks[f.head].Deprel == "conj" || s.locative(f) != "" {
			continue
		}
		group := []string{f.code}
		for _, g := range fs[i+1 : min(len(fs), i+1+window)] {
			if len(g.actors) == 1 && !internationals[g.code] && !g.inside && g.head < len(s.toks) && s.toks[g.head].Deprel == "conj" && f.holds(s.toks[g.head].Head) && !slices.Contains(group, g.code) && g.code != "" {
				group = append(group, g.code)
			}
		}
		if len(group) > 1 {
			out = append(out, group)
		}
	}
	return out
}

func (f *found) holds(tok int) bool { return tok >= f.first && tok < f.end }

// window is how many phrases to either side are looked at, so that a sentence of
// any length takes time in proportion to it.
const window = 40

func around(fs []*found, i int) []*found {
	return fs[max(0, i-window):min(len(fs), i+window)]
}

// recent gives the phrases that a pronoun may stand for.
func recent(fs []*found) []*found { return fs[max(0, len(fs)-window):] }

// adjacent reports whether a name follows the words of a role without anything
// between.
func (s *reading) adjacent(g *found, fs []*found) bool {
	for _, o := range fs {
		if o != g && o.end == g.first && o.role != nil && o.role.kind != "body" && !o.many && o.name == "" && !o.inside {
			return true
		}
	}
	return false
}

func (s *reading) commaBefore(f *found) bool { return f.first > 0 && s.toks[f.first-1].Form == "," }

// merge tells name f what the words of g say of it.
func (d *discourse) merge(f, g *found) {
	a, b := &f.actors[0], g.actors[0]
	text := "who is " + strings.TrimSpace(b.Text)
	if a.Code == "" || b.Code != "" && a.Code != b.Code && f.role == nil && !f.lent {
		a.Code, a.Country = b.Code, b.Country
	}
	if len(b.Sectors) > 0 && (f.role == nil || len(a.Sectors) == 0) && (a.Code == b.Code || b.Code == "") {
		a.Sectors = b.Sectors
		if g.office != "" && g.role != nil && g.role.kind == "office" {
			a.Office = g.office
		}
	}
	f.code = a.Code
	if f.role == nil {
		f.role, f.office = g.role, g.office
	}
	f.say("%s", text)
	if e := f.entity; e != nil {
		e.actor = *a
		e.role, e.office = f.role, f.office
		if g.role != nil {
			e.gender(g.role.name)
		}
	}
	g.actors[0].Name, g.actors[0].Code, g.actors[0].Kind, g.actors[0].Wiki = a.Name, a.Code, a.Kind, a.Wiki
}
