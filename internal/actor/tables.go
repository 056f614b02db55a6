package actor

import (
	"fmt"
	"strings"
)

func addCountry(r *Register, c cells) error {
	if err := c.code(0); err != nil {
		return err
	}
	from, to, err := c.term(5)
	if err != nil {
		return err
	}
	names := list(c.f[1])
	if len(names) == 0 && c.f[2] == "" {
		return c.wrong(1, "there is neither a name nor an adjective", "write the names of the country, separated by semicolons")
	}
	ref := int32(len(r.countries))
	k := country{code: c.f[0], from: from, to: to}
	if len(names) > 0 {
		k.name = names[0]
	}
	r.countries = append(r.countries, k)
	// The line of the country itself, not of its regions, is the one with a capital
	// or a noun for its people.
	if old, ok := r.iso[k.code]; !ok || r.countries[old].name == "" || c.f[4] != "" && k.from == "" {
		if k.name != "" {
			r.iso[k.code] = ref
		}
	}
	for _, n := range names {
		r.put(n, node{sort: isCountry, ref: ref})
	}
	for _, n := range list(c.f[2]) {
		r.put(n, node{sort: isAdjective, ref: ref})
	}
	for _, n := range list(c.f[3]) {
		r.put(n, node{sort: isPeople, ref: ref, many: strings.HasSuffix(n, "s") || strings.HasSuffix(n, "men")})
	}
	for _, n := range list(c.f[4]) {
		r.put(n, node{sort: isCapital, ref: ref})
	}
	return nil
}

func addCity(r *Register, c cells) error {
	if err := c.code(0); err != nil {
		return err
	}
	ref, ok := r.iso[c.f[0]]
	if !ok {
		return c.wrong(0, fmt.Sprintf("no country of countries.tsv has the code %q", c.f[0]), "add the country there, or correct the code")
	}
	for _, n := range list(c.f[1]) {
		r.put(n, node{sort: isCity, ref: ref})
	}
	return nil
}

// addTown reads the generated towns. They give way to every other name, and
// count only where the reader sees a place.
func addTown(r *Register, c cells) error {
	if err := c.code(0); err != nil {
		return err
	}
	ref, ok := r.iso[c.f[0]]
	if !ok {
		return nil // dependencies that news rarely names
	}
	for rest := c.f[1]; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(rest, ";")
		key, words, first := appendKey(r.buf[:0], strings.TrimSpace(name))
		r.buf = key
		if words == 0 {
			continue
		}
		if _, taken := r.heads[string(key)]; !taken {
			r.file(key, words, first, node{sort: isCity, ref: ref, weak: true})
		}
	}
	return nil
}

var roleKinds = map[string]bool{"office": true, "person": true, "body": true}

func addRole(r *Register, c cells) error {
	names := list(c.f[0])
	if len(names) == 0 {
		return c.wrong(0, "the role has no name", "write the role nouns, in the singular, separated by semicolons")
	}
	sectors, err := c.sectors(1)
	if err != nil {
		return err
	}
	if !roleKinds[c.f[2]] {
		return c.wrong(2, fmt.Sprintf("%q is no kind of role", c.f[2]), "write office, person or body")
	}
	k := role{sectors: sectors, kind: c.f[2], code: c.f[4]}
	if k.code != "" {
		if err := c.code(4); err != nil {
			return err
		}
	}
	for _, f := range strings.Fields(c.f[3]) {
		switch f {
		case "title":
			k.title = true
		case "weak":
			k.weak = true
		case "of":
			k.of = true
		case "speak":
			k.speak = true
		case "elect":
			k.elect = true
		case "honour":
			k.honour = true
		case "arm":
			k.arm = true
		case "place":
			k.place = true
		case "body":
			k.body = true
		case "ngo", "mnc", "igo":
			k.intl = strings.ToUpper(f)
		default:
			return c.wrong(3, fmt.Sprintf("%q is no flag", f), "write any of title weak of body speak elect honour arm place ngo mnc igo, separated by blanks")
		}
	}
	for _, n := range names {
		k.name = n
		ref := int32(len(r.roles))
		r.roles = append(r.roles, k)
		r.put(n, node{sort: isRole, ref: ref, any: true})
		if p := plural(n); p != "" {
			r.put(p, node{sort: isRole, ref: ref, any: true, many: true})
		}
	}
	return nil
}

// plural makes the regular plural of a role noun; "" where there is none.
func plural(n string) string {
	last := n[strings.LastIndexByte(n, ' ')+1:]
	if len(last) < 2 || capitals(last) || strings.HasSuffix(last, "men") || strings.HasSuffix(last, "people") || strings.Contains(n, "'s ") {
		return ""
	}
	if i := strings.Index(n, " of "); i > 0 {
		return plural(n[:i]) + n[i:]
	}
	switch {
	case strings.HasSuffix(last, "man") && last != "ottoman" && last != "german":
		return n[:len(n)-3] + "men"
	case strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss"):
		return ""
	case strings.HasSuffix(last, "ss"), strings.HasSuffix(last, "ch"), strings.HasSuffix(last, "sh"), strings.HasSuffix(last, "x"):
		return n + "es"
	case strings.HasSuffix(last, "y") && !strings.ContainsAny(last[len(last)-2:len(last)-1], "aeiou"):
		return n[:len(n)-1] + "ies"
	case strings.HasSuffix(last, "thief"):
		return n[:len(n)-1] + "ves"
	}
	return n + "s"
}

func addOrganisation(r *Register, c cells) error {
	kind := c.f[2]
	if kind != "organisation" && kind != "seat" && kind != "group" {
		return c.wrong(2, fmt.Sprintf("%q is no kind of organisation", kind), "write organisation, seat (of a government) or group")
	}
	return addBody(r, c, kind, 3, 4)
}

func addGroup(r *Register, c cells) error { return addBody(r, c, "group", 2, 3) }

func addBody(r *Register, c cells, kind string, names, from int) error {
	if err := c.code(0); err != nil {
		return err
	}
	sectors, err := c.sectors(1)
	if err != nil {
		return err
	}
	b := body{code: c.f[0], sectors: sectors, kind: kind}
	if b.from, b.to, err = c.term(from); err != nil {
		return err
	}
	ns := list(c.f[names])
	if len(ns) == 0 {
		return c.wrong(names, "there is no name", "write the names, separated by semicolons, the usual one first")
	}
	// "TASS, ITAR-TASS | Interfax": a bar divides different bodies of one kind.
	for _, n := range ns {
		for k, n := range strings.Split(n, "|") {
			n = strings.TrimPrefix(strings.TrimSpace(n), "the ")
			if n == "" {
				return c.wrong(names, "a bar stands without a name before or behind it", "write a name on both sides of the bar")
			}
			if b.name == "" || k > 0 {
				b.name = n
				if i := strings.IndexByte(n, '('); i > 0 {
					b.name = strings.TrimSpace(n[:i])
				}
				r.bodies = append(r.bodies, b)
			}
			r.put(n, node{sort: isBody, ref: int32(len(r.bodies)) - 1})
		}
	}
	return nil
}

func addArmed(r *Register, c cells) error {
	h, ok := r.heads[keyOf(c.f[0])]
	if !ok || r.nodes[h].sort != isCountry {
		return nil // UCDP's places reach beyond today's countries; those groups are left out
	}
	code := r.countries[r.nodes[h].ref].code
	ref := int32(len(r.bodies))
	r.bodies = append(r.bodies, body{code: code, name: c.f[2], sectors: []string{"REB"}, kind: "group"})
	used := false
	for _, n := range []string{c.f[1], c.f[2]} {
		if n == "" {
			continue
		}
		if _, taken := r.heads[keyOf(n)]; taken {
			continue // the tables kept by hand know better
		}
		used = true
		r.put(n, node{sort: isBody, ref: ref, weak: strings.Count(n, " ") < 2})
	}
	if !used {
		r.bodies = r.bodies[:ref]
	}
	return nil
}

func addParty(r *Register, c cells) error {
	if err := c.code(0); err != nil {
		return err
	}
	if c.f[1] == "" {
		return c.wrong(1, "the party has no name", "write its name, or take the line out")
	}
	ref := int32(len(r.bodies))
	r.bodies = append(r.bodies, body{code: c.f[0], name: c.f[1], sectors: []string{"PTY"}, kind: "party"})
	r.put(c.f[1], node{sort: isBody, ref: ref, weak: true})
	if c.f[2] != "" {
		r.put(c.f[2], node{sort: isBody, ref: ref, weak: true})
	}
	return nil
}

func (c cells) office() (term, error) {
	if err := c.code(0); err != nil {
		return term{}, err
	}
	if c.f[1] == "" {
		return term{}, c.wrong(1, "the office has no holder", "write the person's name, or take the line out")
	}
	class, ok := classIndex[c.f[3]]
	if !ok {
		return term{}, c.wrong(3, fmt.Sprintf("%q is no class of office", c.f[3]), "write one of state, government, foreign, defence, finance, interior, justice, minister, deputy, speaker, legislator, intelligence, military, police, spokesperson, ambassador, judge, bank, official, chief, party, opposition, rebel or another of the README's list")
	}
	from, to, err := c.term(4)
	if err != nil {
		return term{}, err
	}
	return term{code: c.f[0], office: c.f[2], class: uint8(class), from: from, to: to}, nil
}

func addOurOffice(r *Register, c cells) error {
	t, err := c.office()
	if err != nil {
		return err
	}
	// "John Edwards (common name)" counts only where the article speaks of the country.
	name, _, _ := strings.Cut(c.f[1], " (")
	key := keyOf(name)
	ref, ok := r.byName[key]
	if !ok {
		ref = int32(len(r.people))
		r.people = append(r.people, person{name: name, code: t.code, ours: true})
		r.byName[key] = ref
		r.put(c.f[1], node{sort: isPerson, ref: ref})
	}
	p := &r.people[ref]
	p.terms = append(p.terms, t)
	for _, a := range list(c.f[6]) {
		r.byName[keyOf(a)] = ref
		r.put(a, node{sort: isPerson, ref: ref})
	}
	return nil
}

func addOffice(r *Register, c cells) error {
	t, err := c.office()
	if err != nil {
		return err
	}
	key, _, _ := appendKey(r.buf[:0], c.f[1])
	r.buf = key
	if ref, ok := r.byName[string(key)]; ok {
		p := &r.people[ref]
		for _, o := range p.terms {
			if o.code == t.code {
				for _, o := range p.terms {
					if o.class == t.class && o.code == t.code && overlap(o, t) {
						return nil // kept by hand
					}
				}
				p.terms = append(p.terms, t)
				if p.wiki == "" {
					p.wiki = c.f[6]
				}
				return nil
			}
		}
	}
	// The generated tables are sorted by code and name.
	ref := int32(len(r.people)) - 1
	if ref < 0 || r.people[ref].name != c.f[1] || r.people[ref].code != t.code || r.people[ref].ours {
		ref++
		r.people = append(r.people, person{name: c.f[1], code: t.code, wiki: c.f[6]})
		r.put(c.f[1], node{sort: isPerson, ref: ref})
		if i := strings.Index(c.f[1], ". "); i > 2 && c.f[1][i-2] == ' ' {
			// "Adam B. Schiff" is called Adam Schiff.
			r.put(c.f[1][:i-1]+c.f[1][i+2:], node{sort: isPerson, ref: ref})
		}
	}
	p := &r.people[ref]
	if p.wiki == "" {
		p.wiki = c.f[6]
	}
	// A person's generated terms lie side by side, so they share one backing array.
	r.terms = append(r.terms, t)
	if n := len(p.terms); n == 0 || &r.terms[len(r.terms)-1-n] == &p.terms[0] {
		p.terms = r.terms[len(r.terms)-1-n : len(r.terms) : len(r.terms)]
	} else {
		p.terms = append(p.terms, t)
	}
	return nil
}

// overlap reports whether two terms share a day, as far as their dates are known.
func overlap(a, b term) bool {
	before := func(x, y term) bool {
		end := strings.TrimPrefix(x.to, "~")
		return end != "" && end != "now" && y.from != "" && !less(y.from, end) && len(end) > 0 && end <= y.from
	}
	return !before(a, b) && !before(b, a)
}

func addSpelling(r *Register, c cells) error {
	if c.f[1] == "" {
		return c.wrong(1, "there is no other spelling", "write it, or take the line out")
	}
	h, ok := r.heads[keyOf(c.f[0])]
	for ok {
		n := r.nodes[h]
		if n.sort == isPerson {
			r.put(c.f[1], node{sort: isPerson, ref: n.ref})
		}
		if n.next < 0 {
			break
		}
		h = n.next
	}
	return nil
}
