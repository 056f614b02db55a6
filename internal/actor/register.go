package actor

import (
	"slices"
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
	terms   []term           // backing array of the generated terms
	byName  map[string]int32 // folded name of a person kept by hand -> people; only while loading
	buf     []byte           // scratch of put; only while loading
	iso     map[string]int32 // code -> first country row
	words   [lexicons]map[string]bool
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
	honour  bool   // an address rather than an office: who bears it may hold any
	arm     bool   // a weapon that stands for who wields it, where the words say whose it is: "Russian tanks"
	place   bool   // names a country or a place, not an actor's role
	intl    string // the code of an actor that is of no country: NGO, MNC, IGO
}

// rank reports whether a role is a military rank, which may go with any office.
func (k *role) rank() bool {
	if !k.title || k.kind != "office" || len(k.sectors) != 1 || k.sectors[0] != "MIL" {
		return false
	}
	for _, w := range strings.Fields(k.name) {
		switch strings.TrimSuffix(w, ".") {
		case "general", "colonel", "lieutenant", "captain", "admiral", "brigadier", "marshal", "field", "sergeant", "corporal", "air", "vice", "rear", "major", "gen", "col", "lt", "maj", "adm", "brig", "capt", "sgt":
		default:
			return false
		}
	}
	return true
}

type person struct {
	name, code string
	terms      []term
	wiki       string
	ours       bool
}

type term struct {
	code, office string
	class        uint8  // index into classes
	from, to     string // to: "now", "~DATE" = at least until, "" = unknown
}

func newRegister() *Register {
	return &Register{
		heads: make(map[string]int32, 60000), nodes: make([]node, 0, 68000), longest: make(map[string]uint8, 28000), bodies: make([]body, 0, 9000),
		byName: map[string]int32{}, people: make([]person, 0, 30000), terms: make([]term, 0, 38000), iso: map[string]int32{},
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
			if o := &r.nodes[h]; o.sort == n.sort && o.ref == n.ref {
				o.any = o.any || n.any
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

// finish makes what needs all tables: the surnames of those who may be called by
// them.
func (r *Register) finish() {
	r.surname = make(map[string][]int32, 6500)
	for i := range r.people {
		p := &r.people[i]
		for _, t := range p.terms {
			if int(t.class) <= classIndex["finance"] || p.ours {
				if key := surnameOf(p.name, p.code); key != "" {
					r.surname[key] = append(r.surname[key], int32(i))
				}
				// Monarchs go by the first name: "King Abdullah".
				if crown(t.office) {
					if first := fold(strings.TrimPrefix(p.name, "Sheikh ")[:strings.IndexByte(strings.TrimPrefix(p.name, "Sheikh ")+" ", ' ')]); first != surnameOf(p.name, p.code) {
						r.surname[first] = append(r.surname[first], int32(i))
					}
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
	r.respelled()
	r.byName, r.buf = nil, nil
}

// respelled files the surnames of other spellings of a name: "Gadhafi".
func (r *Register) respelled() {
	var names []string
	for name, i := range r.byName {
		p := &r.people[i]
		last := name[strings.LastIndexByte(name, ' ')+1:]
		if last == name {
			continue
		}
		if key := surnameOf(p.name, p.code); last != key && near(last, key) {
			names = append(names, name)
		}
	}
	slices.Sort(names) // no order of a map shows
	for _, name := range names {
		last, i := name[strings.LastIndexByte(name, ' ')+1:], r.byName[name]
		if !slices.Contains(r.surname[last], i) {
			r.surname[last] = append(r.surname[last], i)
		}
	}
}

// near reports whether two words of five letters and more differ in two letters at most.
func near(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a[len(a)-1] != b[len(b)-1] && a[0] != b[0] {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)] <= 2
}

func crown(office string) bool {
	switch office {
	case "King", "Queen", "Emir", "Sultan", "Emperor", "Crown Prince", "Monarch", "Amir":
		return true
	}
	return false
}

// surnameOf is the key of the last word of a name, or of the first where names
// are put that way round ("Xi Jinping").
func surnameOf(name, code string) string {
	switch code {
	case "CHN", "PRK", "KOR", "TWN", "VNM", "KHM":
		if ws := split(name); len(ws) > 1 {
			return ws[0].key
		}
	}
	if last := fold(name[strings.LastIndexAny(name, " -")+1:]); len(last) > 3 && last[len(last)-1] != 's' {
		return last // the usual case, without cutting the whole name
	}
	ws := split(name)
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
