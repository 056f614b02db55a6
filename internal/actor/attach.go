package actor

import (
	"slices"

	annals "annals.example/annals"
)

// join looks at what links two phrases that follow each other: "of", "in", "for".
func (d *discourse) join(s *reading, f, next *found, from int) {
	if from < 0 || next.first <= from-1 || len(f.actors) == 0 && f.role == nil {
		return
	}
	prep, n, loyal := "", 0, false
	called := false // "in the city of Basra"
	if !s.bare && f.end < from && s.lower(f.end) == "loyal" {
		from = f.end
	}
	for t := from; t < next.first; t++ {
		w := s.lower(t)
		switch {
		case (w == "loyal" || w == "faithful") && t == from:
			loyal = true
		case s.r.in(compass, w):
		case n == 1 && s.r.in(localities, w) && t+2 == next.first && s.lower(t+1) == "of":
			called = true
			t++
		case w == "the" || w == "a" || w == "an" || w == "both" || s.toks[t].UPOS == "DET":
		case s.toks[t].UPOS == "ADP" || s.bare:
			prep = w
			n++
		default:
			return
		}
	}
	if n != 1 {
		return
	}
	if loyal {
		if prep == "to" && f.role != nil && (f.code == "" || f.code == next.code) && len(f.actors) == 1 && len(next.actors) == 1 && next.code != "" {
			f.actors[0].Code, f.code = next.code, next.code
			switch {
			case armed(next.actors[0].Sectors):
				f.actors[0].Sectors = next.actors[0].Sectors
			case armed(f.actors[0].Sectors) && len(next.actors[0].Sectors) > 0 && next.actors[0].Sectors[0] == "GOV":
				f.actors[0].Sectors = []string{"PRM"} // who fights for a government is no rebel
			}
			f.say("code %s by %q", f.code, "loyal to "+s.form(next.span))
			s.tidy(f)
		}
		return
	}
	if !s.bare && next.head < len(s.toks) {
		h := s.toks[next.head].Head
		if h >= 0 && (called || prep == "in" && f.role != nil && f.role.kind == "office" && s.toks[next.head].Deprel == "nmod:poss") {
			h = s.toks[h].Head
		}
		if (h < f.first || h >= f.end) && !(prep == "from" && from == f.end && f.role != nil && f.role.kind == "person" && next.first <= from+2 && h == s.toks[f.head].Head) {
			// For a place, "militants attacked in Iraq" is not "militants in Iraq".
			return
		}
	}
	if d.after(s, f, next, prep) {
		if f.entity != nil && len(f.actors) > 0 {
			f.entity.actor = f.actors[0]
		}
		if !s.bare && next.inside {
			f.end, f.of = next.end, next.first
		} else if next.inside {
			f.end = next.end
		}
		s.tidy(f)
	}
}

// onward hands on what a part is found to belong to: "the director of [the Baghdad office of
// Oxfam]" is of Oxfam too.
func (s *reading) onward(part *found, fs []*found) {
	if part.of == 0 || !part.inside || part.role == nil || !s.r.in(parts, lastWord(part.role.name)) || len(part.actors) != 1 {
		return
	}
	for _, o := range recent(fs) {
		if o != part && o.of == part.first && o.role != nil && o.role.weak && len(o.actors) == 1 {
			o.actors[0].Code, o.actors[0].Sectors, o.code, o.end = part.actors[0].Code, part.actors[0].Sectors, part.actors[0].Code, part.end
			o.say("of %q", s.form(part.span))
			if o.entity != nil {
				o.entity.actor = o.actors[0]
			}
			s.tidy(o)
		}
	}
}

// locality reports whether a phrase is a common noun for a place: "the southern city".
func (s *reading) locality(f *found) bool {
	return f.role == nil && len(f.actors) == 0 && f.end > f.first && s.r.in(localities, s.lower(f.end-1))
}

// alsoIn adds the second place of "militants in Syria and Iraq".
func (d *discourse) alsoIn(s *reading, f *found, fs []*found) {
	if !f.land || f.code == "" {
		return
	}
	if s.bare {
		// "leaders of Iraq and Iran"
		for k := len(fs) - 2; k >= 0; k-- {
			o := fs[k]
			if o.land && o.inside && !o.place && s.joined(o.end, f.first) || o.inside && o.land && k < len(fs)-2 {
				continue
			}
			if !o.inside && o.many && o.role != nil && k < len(fs)-2 && fs[len(fs)-2].inside && s.joined(fs[len(fs)-2].end, f.first) && len(o.actors) > 0 && o.first < fs[len(fs)-2].first && o.end >= fs[len(fs)-2].end {
				a := o.actors[0]
				a.Code = f.code
				o.actors = append(o.actors, a)
				o.end, f.inside = f.end, true
			}
			return
		}
		return
	}
	if s.toks[f.head].Deprel != "conj" {
		return
	}
	h := s.toks[f.head].Head
	for k := len(fs) - 2; k >= 0 && k >= len(fs)-8; k-- {
		o := fs[k]
		if o.many && o.role != nil && o.name == "" && !o.inside && len(o.actors) > 0 && len(o.actors) < 12 && o.of > 0 && h < o.end && f.first >= o.end && (h >= o.of || h >= o.first && s.joined(o.end, f.first)) && len(f.actors) == 1 && f.actors[0].Kind == "country" {
			// "the foreign ministers of India and Pakistan"
			a := o.actors[0]
			a.Code = f.code
			o.actors = append(o.actors, a)
			o.end, f.inside = max(o.end, f.end), true
			o.say("and code %s by %q", f.code, s.form(f.span))
			s.tidy(o)
			if o.entity != nil {
				o.entity.all = o.actors
			}
			return
		}
		if o.lent && len(o.actors) == 1 && o.many && h >= 0 && h >= o.end && s.toks[h].Head == o.head && o.code != f.code && o.role != nil {
			a := o.actors[0]
			a.Code = f.code
			o.actors = append(o.actors, a)
			o.say("and country %s by the place %q", f.code, s.form(f.span))
			return
		}
	}
}

// alsoBefore adds the country of "U.S. and European officials" to a role that names its own.
func (d *discourse) alsoBefore(s *reading, f *found, fs []*found) {
	if s.bare || f.role == nil || f.role.code == "" || !f.many || len(f.actors) != 1 || len(fs) < 2 {
		return
	}
	for k := len(fs) - 2; k >= max(0, len(fs)-4); k-- {
		o := fs[k]
		if o == f || !o.land || o.place || o.inside || o.code == "" || o.end+1 != f.first || s.lower(o.end) != "and" || s.toks[o.head].Head < f.first || s.toks[o.head].Head >= f.end {
			continue
		}
		a := f.actors[0]
		a.Code = o.code
		f.actors = append([]annals.Actor{a}, f.actors...)
		f.first, o.inside = o.first, true
		f.say("and country %s by the word %q before it", o.code, s.form(o.span))
		s.tidy(f)
		return
	}
}

// sending are verbs whose subject's own troops are their object.
var sending = map[string]bool{"have": true, "deploy": true, "send": true, "keep": true, "maintain": true, "station": true, "withdraw": true, "pull": true, "lose": true, "mass": true, "gather": true, "dispatch": true, "pour": true, "add": true, "bring": true, "recall": true, "commit": true, "mobilize": true, "mobilise": true, "redeploy": true}

// force gives troops without a country the one whose they are: "The United
// States has 2,500 troops in Iraq".
func (s *reading) force(f *found, fs []*found) {
	if !s.bare && f.role != nil && f.role.weak && f.code == "" && len(f.actors) == 1 && s.toks[f.head].Deprel == "obj" {
		// "The minister led a delegation."
		if v := s.toks[f.head].Head; v >= 0 && (s.toks[v].Lemma == "lead" || s.toks[v].Lemma == "head") {
			for _, o := range recent(fs) {
				if o.head < len(s.toks) && s.toks[o.head].Head == v && s.toks[o.head].Deprel == "nsubj" && len(o.actors) == 1 && o.actors[0].Kind == "person" && o.actors[0].Code != "" && !o.inside {
					f.actors[0].Code, f.actors[0].Sectors, f.code = o.actors[0].Code, o.actors[0].Sectors, o.actors[0].Code
					f.say("led by %q", s.form(o.span))
					return
				}
			}
		}
	}
	if s.bare || f.role == nil || f.code != "" && !f.lent || len(f.actors) != 1 || len(f.actors[0].Sectors) == 0 || f.actors[0].Sectors[0] != "MIL" || s.toks[f.head].Deprel != "obj" {
		return
	}
	v := s.toks[f.head].Head
	if v < 0 || !sending[s.toks[v].Lemma] {
		return
	}
	if s.toks[v].Deprel == "xcomp" && s.toks[v].Head >= 0 {
		v = s.toks[v].Head // "decided to send"
	}
	for _, o := range recent(fs) {
		if o.head < len(s.toks) && s.toks[o.head].Head == v && s.toks[o.head].Deprel == "nsubj" && len(o.actors) == 1 && o.actors[0].Code != "" && !o.inside {
			f.actors[0].Code, f.code = o.actors[0].Code, o.actors[0].Code
			f.say("%s has them: %q", f.code, s.toks[v].Form)
			return
		}
	}
}

// modifiers gives the countries and bodies among a phrase's words as mentions of
// their own: inside the phrase where it is an actor, by themselves where its head
// is none ("US airstrikes").
func (d *discourse) modifiers(s *reading, f *found, p span) []*found {
	var out []*found
	head := s.at[f.end-1]
	if len(f.actors) == 0 && currencies[s.lower(f.end-1)] {
		return nil
	}
	for i := s.at[f.first]; i < head; i++ {
		it := s.items[i]
		if it.node < 0 || it.name == "PER" || it.first < p.first {
			continue
		}
		w := s.attached(i)
		if w != "" && (w != "led" && w != "backed" && w != "run" && w != "brokered" && w != "mediated" || len(f.actors) == 0 && w != "led" && w != "brokered" && w != "mediated") {
			continue
		}
		m := &found{span: it.span, head: s.headOf(it.span), kind: annals.MentionDemonym, inside: len(f.actors) > 0}
		var c *country
		for _, want := range [...]sort{isAdjective, isCountry} {
			if s.hasSort(it, want) != nil {
				c = d.when(s, it, want)
				break
			}
		}
		if c != nil {
			if s.form(it.span) == "Soviet" && f.former && len(f.actors) == 0 {
				continue // "the former Soviet state" is none of Russia's
			}
			if f.name == "" && len(f.actors) == 0 && s.names2(i, head) {
				continue
			}
			if s.hasSort(it, isCountry) != nil && s.hasSort(it, isAdjective) == nil {
				m.kind = annals.MentionName
			}
			m.actors = []annals.Actor{{Code: c.code, Name: s.r.nameOf(c, s.form(it.span)), Kind: "country"}}
			m.code, m.land = c.code, true
			d.country(c.code)
			m.say("country %s by the word %q", c.code, s.form(it.span))
			if len(f.actors) == 0 && (w == "" || w == "led") && s.strike(head) {
				m.actors[0].Sectors, m.actors[0].Name, m.actors[0].Kind = []string{"MIL"}, "", "role"
				m.land = false
				m.say("its forces, for %q is theirs to do", s.form(s.items[head].span))
			}
			if w != "" {
				m.say("%q: the country stands behind, it is not the actor's own", s.form(span{it.first, it.end + 2}))
			}
			if len(f.actors) == 0 && s.ground(f, p) {
				m.place = true
			}
		} else if bd, how := d.bodyOf(s, it); bd != nil && w == "" {
			m.kind = annals.MentionName
			m.actors = []annals.Actor{bd.actor()}
			m.code = bd.code
			m.say("%s", how)
			m.group = true
			d.remember(m, s.sent)
		} else if n := s.hasSort(it, isRole); n != nil && len(f.actors) == 0 && w == "" {
			if m = d.doer(s, f, it, &s.r.roles[n.ref]); m == nil {
				continue
			}
			m.say("modifies %q", s.form(s.items[head].span))
			out = slices.DeleteFunc(out, func(o *found) bool { return o.first >= m.first && o.end <= m.end })
			d.definite(s, m)
		} else {
			continue
		}
		s.tidy(m)
		out = append(out, m)
	}
	return out
}

// doer is who does what the head of a phrase says, by a role noun before it: "police
// brutality", "army offensive"; nil where the noun says too little.
func (d *discourse) doer(s *reading, f *found, it item, k *role) *found {
	switch s.lower(f.end - 1) {
	case "war", "warfare", "wars":
		return nil // a guerrilla war has two sides
	}
	if k.kind != "body" && !manyWords[k.name] && !armed(k.sectors) && k.name != "marine" || k.weak || len(k.sectors) == 0 || s.toks[it.first].UPOS == "ADJ" && !warring[lastWord(k.name)] {
		return nil
	}
	from := f.first
	if armed(k.sectors) {
		if f.former {
			return nil // "a former rebel stronghold"
		}
		for from = it.first; from > f.first && s.items[s.at[from-1]].node >= 0; {
			from = s.items[s.at[from-1]].first
		}
	}
	if m := d.phrase(s, span{from, it.end}, nil); m != nil && len(m.actors) > 0 {
		return m
	}
	return nil
}

// currencies are money, of whatever country: "nine billion US dollars".
var currencies = map[string]bool{"dollar": true, "dollars": true, "pound": true, "pounds": true, "franc": true, "francs": true, "peso": true, "pesos": true, "rupee": true, "rupees": true, "rouble": true, "roubles": true, "ruble": true, "rubles": true, "yen": true, "yuan": true, "won": true, "lira": true, "dinar": true, "dinars": true, "riyal": true, "riyals": true, "shilling": true, "shillings": true, "krona": true, "kronor": true, "euros": true, "rand": true, "dirhams": true}

// warring are armed roles that stand before what is theirs as an adjective does.
var warring = map[string]bool{"militant": true, "rebel": true, "insurgent": true, "guerrilla": true, "terrorist": true, "separatist": true, "jihadist": true}

// strike reports whether item i is the deed of armed forces alone.
func (s *reading) strike(i int) bool {
	t := s.items[i].end - 1
	switch s.lower(t) {
	case "airstrike", "airstrikes", "bombardment", "shelling":
		return true
	case "strike", "strikes", "raid", "raids", "attack", "attacks":
		if t > 0 {
			switch s.lower(t - 1) {
			case "air", "drone", "missile", "rocket", "artillery", "bombing", "helicopter":
				return true
			}
		}
	}
	return false
}

// names2 reports whether the country's name is a part of a longer name of
// something else ("Jordan Valley", "Iraq War"): its neighbour is a capitalised
// word that the register does not know.
func (s *reading) names2(i, head int) bool {
	if s.modifierOnly(s.items[i]) {
		return false
	}
	o := s.items[i+1]
	return o.node < 0 && s.toks[o.first].UPOS == "PROPN" && upper(s.toks[o.first].Form) && o.name == s.items[i].name && o.name != ""
}

func (s *reading) modifierOnly(it item) bool { return s.hasSort(it, isAdjective) != nil }
