package actor

import (
	"fmt"
	"strings"
)

// Register is who is who: countries, bodies, groups, role nouns and the dated
// offices of persons. It never changes after Load and may be read from many
// goroutines at once.
type Register struct {
	countries []country
	bodies    []body
	roles     []role
	people    []person

	heads   map[string]int32 // folded name -> first node
	nodes   []node
	longest map[string]uint8 // first word -> words of the longest name that begins with it
	surname map[string][]int32
	byName  map[string]int32 // folded name of a person kept by hand -> people; only while loading
	buf     []byte           // scratch of put; only while loading
	iso     map[string]int32 // code -> first country row
}

// sort of a name in the index.
type sort uint8

const (
	isCountry sort = iota + 1
	isAdjective
	isPeople // a noun for nationals: "Turks"
	isCapital
	isCity
	isBody
	isRole
	isPerson
)

// node is one thing that a name may mean; the nodes of one name are a list.
type node struct {
	sort sort
	ref  int32
	next int32 // -1 ends the list
	caps bool  // an abbreviation: counts only where it is printed in capitals
	any  bool  // counts in lower case too
	weak bool  // counts only together with its country
	many bool  // a plural
}

type country struct {
	code, name string
	from, to   string
}

type body struct {
	code, name string
	sectors    []string
	kind       string // organisation | seat | group | party
	from, to   string
}

type role struct {
	name    string
	sectors []string
	kind    string // office | person | body
	code    string // implied: "secretary of state" is American
	title   bool   // may stand before a name
	weak    bool   // says little by itself: the body it belongs to decides
	body    bool   // takes the sectors of any body that it belongs to: "FBI agents"
	of      bool   // takes the sectors of an armed group that it belongs to
	speak   bool   // codes as whom it speaks for
	elect   bool   // not yet in office
	place   bool   // names a country or a place, not an actor's role
	intl    string // the code of an actor that is of no country: NGO, MNC, IGO
}

type person struct {
	name, code string
	terms      []term
	wiki       string
	ours       bool
}

type term struct {
	code, office, class string
	from, to            string // to: "now", "~DATE" = at least until, "" = unknown
}

func newRegister() *Register {
	return &Register{
		heads: make(map[string]int32, 50000), nodes: make([]node, 0, 60000), longest: make(map[string]uint8, 20000),
		byName: map[string]int32{}, people: make([]person, 0, 30000), iso: map[string]int32{},
	}
}

// put files one name in the index. Names in brackets say that the name alone
// would be ambiguous: "PTI (news agency)" counts only with its country.
func (r *Register) put(name string, n node) {
	if i := strings.IndexByte(name, '('); i > 0 {
		name, n.weak = strings.TrimSpace(name[:i]), true
	}
	r.buf = r.buf[:0]
	key, words, first := appendKey(r.buf, name)
	r.buf = key
	if words == 0 {
		return
	}
	n.caps = n.sort != isPerson && words == 1 && len(key) <= 6 && capitals(name)
	if !n.any {
		n.any = !upper(name)
	}
	r.file(key, words, first, n)
	if len(name) > 3 && (name[:3] == "al-" || name[:3] == "Al-") {
		r.file(append([]byte("al "), key...), words+1, 2, n)
	}
}

func (r *Register) file(key []byte, words, first int, n node) {
	if words > 255 {
		return
	}
	if l, ok := r.longest[string(key[:first])]; !ok || l < uint8(words) {
		r.longest[string(key[:first])] = uint8(words)
	}
	n.next = -1
	at := int32(len(r.nodes))
	if h, ok := r.heads[string(key)]; ok {
		for {
			if o := r.nodes[h]; o.sort == n.sort && o.ref == n.ref {
				return
			}
			if r.nodes[h].next < 0 {
				break
			}
			h = r.nodes[h].next
		}
		r.nodes[h].next = at
	} else {
		r.heads[string(key)] = at
	}
	r.nodes = append(r.nodes, n)
}

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
		case "place":
			k.place = true
		case "body":
			k.body = true
		case "ngo", "mnc", "igo":
			k.intl = strings.ToUpper(f)
		default:
			return c.wrong(3, fmt.Sprintf("%q is no flag", f), "write any of title weak of body speak elect place ngo mnc igo, separated by blanks")
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

// classes are the kinds of office, the weightier first, with their sectors.
var classes = []struct {
	name    string
	sectors []string
	lasting bool // stays with the person after the office: a rebel leader is no elder statesman
	bare    bool // known by the full name alone, without the country nearby
}{
	{"religious-gov", []string{"REL", "GOV"}, true, true},
	{"state", []string{"GOV"}, false, true},
	{"elect", []string{"GOV"}, false, true},
	{"government", []string{"GOV"}, false, true},
	{"foreign", []string{"GOV"}, false, true},
	{"defence", []string{"GOV", "MIL"}, false, false},
	{"finance", []string{"GOV"}, false, false},
	{"interior", []string{"GOV"}, false, false},
	{"intelligence-gov", []string{"GOV", "MIL"}, false, false},
	{"deputy", []string{"GOV"}, false, false},
	{"justice", []string{"GOV", "JUD"}, false, false},
	{"minister", []string{"GOV"}, false, false},
	{"chief", []string{}, false, true},
	{"governor", []string{"GOV"}, false, false},
	{"speaker", []string{"LEG"}, false, false},
	{"intelligence", []string{"SPY"}, false, false},
	{"military", []string{"MIL"}, true, false},
	{"police", []string{"COP"}, true, false},
	{"spokesperson", []string{"GOV"}, false, false},
	{"ambassador", []string{"GOV"}, false, false},
	{"bank", []string{"GOV", "BUS"}, false, false},
	{"official", []string{"GOV"}, false, false},
	{"mayor", []string{"GOV"}, false, false},
	{"judge", []string{"JUD"}, true, false},
	{"legislator", []string{"LEG"}, false, false},
	{"rebel", []string{"REB"}, true, true},
	{"terrorist", []string{"UAF"}, true, true},
	{"militia", []string{"PRM"}, true, true},
	{"party", []string{"PTY"}, true, true},
	{"opposition", []string{"OPP"}, true, true},
	{"dissident", []string{"CVL", "OPP"}, true, true},
	{"religious", []string{"REL"}, true, true},
	{"criminal", []string{"CRM"}, true, true},
	{"journalist", []string{"JRN"}, true, true},
	{"business", []string{"BUS"}, true, true},
	{"civilian", []string{"CVL"}, true, true},
}

var classIndex = func() map[string]int {
	m := map[string]int{}
	for i, c := range classes {
		m[c.name] = i
	}
	return m
}()

func (c cells) office() (term, error) {
	if err := c.code(0); err != nil {
		return term{}, err
	}
	if c.f[1] == "" {
		return term{}, c.wrong(1, "the office has no holder", "write the person's name, or take the line out")
	}
	if _, ok := classIndex[c.f[3]]; !ok {
		return term{}, c.wrong(3, fmt.Sprintf("%q is no class of office", c.f[3]), "write one of state, government, foreign, defence, finance, interior, justice, minister, deputy, speaker, legislator, intelligence, military, police, spokesperson, ambassador, judge, bank, official, chief, party, opposition, rebel or another of the README's list")
	}
	from, to, err := c.term(4)
	if err != nil {
		return term{}, err
	}
	return term{code: c.f[0], office: c.f[2], class: c.f[3], from: from, to: to}, nil
}

func addOurOffice(r *Register, c cells) error {
	t, err := c.office()
	if err != nil {
		return err
	}
	key := keyOf(c.f[1])
	ref, ok := r.byName[key]
	if !ok {
		ref = int32(len(r.people))
		r.people = append(r.people, person{name: c.f[1], code: t.code, ours: true})
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
	}
	p := &r.people[ref]
	if p.wiki == "" {
		p.wiki = c.f[6]
	}
	p.terms = append(p.terms, t)
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

// finish makes what needs all tables: the surnames of those who may be called by
// them.
func (r *Register) finish() {
	r.surname = make(map[string][]int32, 4096)
	for i := range r.people {
		p := &r.people[i]
		for _, t := range p.terms {
			if classIndex[t.class] <= classIndex["finance"] || p.ours {
				if key := surnameOf(p.name, p.code); key != "" {
					r.surname[key] = append(r.surname[key], int32(i))
				}
				// "Salva Kiir Mayardit" is called Salva Kiir; counted only where his country
				// is spoken of.
				if w := strings.Fields(p.name); len(w) > 2 && len(w) < 6 && t.to > "1990" {
					r.put(w[0]+" "+w[1], node{sort: isPerson, ref: int32(i), weak: true})
					r.put(w[0]+" "+w[len(w)-1], node{sort: isPerson, ref: int32(i), weak: true})
				}
				break
			}
		}
	}
	r.byName, r.buf = nil, nil
}

// surnameOf is the key of the last word of a name, or of the first where names
// are put that way round ("Xi Jinping").
func surnameOf(name, code string) string {
	ws := split(name)
	switch code {
	case "CHN", "PRK", "KOR", "TWN", "VNM", "KHM":
		if len(ws) > 1 {
			return ws[0].key
		}
	}
	for len(ws) > 1 {
		switch ws[len(ws)-1].key {
		case "jr", "sr", "ii", "iii", "iv":
			ws = ws[:len(ws)-1]
			continue
		}
		break
	}
	if len(ws) == 0 {
		return ""
	}
	return ws[len(ws)-1].key
}

// nameOf is the name of a country, or the words themselves where they name one
// of its regions.
func (r *Register) nameOf(c *country, words string) string {
	if i, ok := r.iso[c.code]; ok && &r.countries[i] != c && c.from == "" && c.to == "" {
		return words
	}
	return c.name
}

// CountryName gives the usual name of the country with an ISO code, "" if the
// register has none.
func (r *Register) CountryName(code string) string {
	if i, ok := r.iso[code]; ok {
		return r.countries[i].name
	}
	return ""
}
