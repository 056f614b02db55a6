package actor

import (
	"fmt"
	"slices"
	"strings"

	annals "annals.example/annals"
)

// found is one noun phrase as it was understood.
type found struct {
	span
	head   int
	kind   annals.MentionKind
	actors []annals.Actor
	how    []string
	inside bool // modifies another mention
	place  bool // a place where something happens
	given  bool // "the rebels": spoken of before, or known to all
	many   bool // a plural
	role   *role
	office string // the words of the role: "oil minister"
	name   string // a person's name as printed; "" if none
	entity *entity
	land   bool // names a country, region, capital or city and nothing else
	group  bool // an actor made of many: a body, a group, a country
	former bool
	ruler  bool    // a person at the head of a country, now or once
	code   string  // of the country the words name, "" if none
	of     int     // the token where the words behind "of" begin, 0 if there are none
	owned  bool    // somebody's, of whatever country: "his minister"
	shared holding // what all have in common whom the name may mean
	lent   bool    // the code came from a place or an earlier mention, not from the words
}

func (f *found) say(format string, a ...any) { f.how = append(f.how, fmt.Sprintf(format, a...)) }

// nation is a country that a phrase names, and where.
type nation struct {
	code, name string
	at         int // item
}

var attached = map[string]bool{ // "US-backed rebels" are not American; "Iranian-made drones" do nothing
	"backed": true, "made": true, "built": true, "born": true, "supported": true, "trained": true, "funded": true, "financed": true,
	"supplied": true, "aligned": true, "allied": true, "style": true, "speaking": true, "language": true, "sponsored": true, "armed": true,
	"occupied": true, "controlled": true, "held": true, "administered": true, "friendly": true, "designed": true, "produced": true,
	"brokered": true, "mediated": true, "registered": true, "flagged": true, "owned": true, "bound": true, "educated": true, "linked": true,
	"era": true, "inspired": true, "based": true, "dominated": true, "run": true, "ruled": true, "annexed": true, "facing": true, "leaning": true,
	"led": true, "equipped": true, "affiliated": true, "oriented": true, "installed": true, "imposed": true, "assisted": true, "designated": true, "sanctioned": true, "listed": true, "claimed": true,
}

var formers = map[string]bool{"former": true, "ex": true, "retired": true, "deposed": true, "ousted": true, "erstwhile": true, "toppled": true, "onetime": true, "exiled": true, "fallen": true, "overthrown": true, "late": true, "then": false}

// pieces cut a noun phrase at the possessive: "Iran's Quds Force commander".
func (s *reading) pieces(run span) []span {
	var out []span
	from := run.first
	for i := run.first; i < run.end; i++ {
		f := s.toks[i].Form
		own := f == "'s" || f == "’s" || (f == "'" || f == "’") && (s.toks[i].XPOS == "POS" || s.toks[i].UPOS == "PART")
		if own && s.items[s.at[i]].end-s.items[s.at[i]].first == 1 {
			if i > from {
				out = append(out, span{from, i})
			}
			from = i + 1
		}
	}
	if from < run.end {
		out = append(out, span{from, run.end})
	}
	return out
}

// phrase understands one piece of a noun phrase. owner is the piece before the
// possessive, or nil.
func (d *discourse) phrase(s *reading, p span, owner *found) *found {
	a, b := s.at[p.first], s.at[p.end-1]
	for b > a && s.trailing(b) {
		b--
	}
	f := &found{span: span{p.first, s.items[b].end}, head: s.top(span{p.first, s.items[b].end}), kind: annals.MentionNominal}
	for f.first < f.end-1 && (s.lower(f.first) == "the" || s.lower(f.first) == "a" || s.lower(f.first) == "an" || s.lower(f.first) == "least" || s.lower(f.first) == "estimated" || s.toks[f.first].UPOS == "DET" || s.toks[f.first].UPOS == "PUNCT") {
		if s.lower(f.first) == "the" || s.lower(f.first) == "these" || s.lower(f.first) == "those" || s.lower(f.first) == "this" {
			f.given = true
		}
		if s.at[f.first+1] == s.at[f.first] {
			break
		}
		f.first++
	}
	a = s.at[f.first]
	nations := d.nations(s, a, b)
	f.former = s.former(a, b)
	last := s.items[b]
	switch {
	case s.isName(last, a, b) || a == b && d.bears(s, last):
		d.person(s, f, a, b, nations, owner)
	default:
		if !d.body(s, f, a, b, nations, owner) && !d.land(s, f, a, b) {
			d.nominal(s, f, a, b, nations, owner)
		}
	}
	return f
}

// bears reports whether the name of a city or country is the surname of somebody whom the
// article has named in full.
func (d *discourse) bears(s *reading, it item) bool {
	if s.bare || it.end != it.first+1 || it.node < 0 || s.hasSort(it, isCapital) == nil && s.hasSort(it, isCity) == nil && s.hasSort(it, isCountry) == nil {
		return false
	}
	if it.first > 0 && s.toks[it.first-1].UPOS == "ADP" {
		return false
	}
	key := keyOf(s.toks[it.first].Form)
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-40; i-- {
		if e := d.entities[i]; e.person && len(e.keys) > 1 && e.keys[len(e.keys)-1] == key {
			return true
		}
	}
	return false
}

// trailing reports whether the item cannot head the phrase.
func (s *reading) trailing(i int) bool {
	it := s.items[i]
	if it.node >= 0 || it.name != "" {
		return false
	}
	t := &s.toks[it.first]
	if t.UPOS == "ADJ" && t.Head >= 0 && t.Head < it.first && i > 0 && it.first-t.Head < 4 && (strings.HasPrefix(t.Deprel, "acl") || t.Deprel == "amod") {
		return true // "soldiers loyal to the government"
	}
	return t.UPOS == "PUNCT" || t.UPOS == "NUM" && i > 0 || t.Form == "-" || t.Form == "." || t.Form == "," || t.Form == "\""
}

func (s *reading) lower(i int) string { return strings.ToLower(s.toks[i].Form) }

// top is the token of the span that all its other tokens hang from.
func (s *reading) top(p span) int {
	if s.bare {
		return p.end - 1
	}
	for i := p.first; i < p.end; i++ {
		if h := s.toks[i].Head; (h < p.first || h >= p.end) && s.toks[i].Deprel != "punct" && s.toks[i].Deprel != "case" && s.toks[i].Deprel != "det" {
			return i
		}
	}
	return p.end - 1
}

// nations lists the countries named by the modifiers in items a to b, the head
// included, without those that only say who backs or made something.
func (d *discourse) nations(s *reading, a, b int) []nation {
	var out []nation
	for i := a; i <= b; i++ {
		it := s.items[i]
		if it.node < 0 || it.name == "PER" {
			continue
		}
		if s.attached(i) != "" || s.ordeal(it) {
			continue // "US-backed rebels", "Iraq War veterans"
		}
		var n *node
		for _, want := range [...]sort{isAdjective, isCountry, isPeople} {
			if n = s.hasSort(it, want); n != nil {
				break
			}
		}
		if n == nil {
			if i < b {
				if n = s.hasSort(it, isCapital); n == nil {
					n = s.hasSort(it, isCity)
				}
			}
			if n == nil {
				continue
			}
		}
		if bd := s.hasSort(it, isBody); bd != nil && !bd.weak && n.sort != isCountry {
			if b, _ := d.bodyOf(s, it); b != nil {
				continue
			}
		}
		c := d.when(s, it, n.sort)
		if c != nil && !slices.ContainsFunc(out, func(o nation) bool { return o.code == c.code }) {
			out = append(out, nation{c.code, s.form(it.span), i})
		}
	}
	return out
}

// ordeal reports whether a name only says what whoever is named behind it has to do with.
func (s *reading) ordeal(it item) bool {
	if it.end+1 >= len(s.toks) || !s.r.in(ordeals, s.lower(it.end)) || !strings.HasPrefix(s.toks[it.end+1].XPOS, "NN") {
		return false
	}
	n := s.hasSort(s.items[s.at[it.end]], isRole)
	return n == nil || !slices.Equal(s.r.roles[n.ref].sectors, []string{"MIL"}) || strings.HasSuffix(s.r.roles[n.ref].name, "veteran") // "Colombian war planes"
}

// when gives the country that a name meant on the article's day: the Soviet
// Union is none of today's.
func (d *discourse) when(s *reading, it item, want sort) *country {
	var best *country
	s.all(it, func(n *node) {
		if n.sort != want {
			return
		}
		c := &s.r.countries[n.ref]
		switch {
		case best == nil:
			best = c
		case d.context[c.code] > d.context[best.code] && covers(c.from, c.to, d.day):
			best = c
		case covers(c.from, c.to, d.day) && !covers(best.from, best.to, d.day):
			best = c
		}
	})
	return best
}

// attached gives the participle that hangs on item i by a hyphen ("backed" in
// "US-backed"), "" if there is none.
func (s *reading) attached(i int) string {
	if first := s.items[i].first; first > 1 && s.toks[first-1].Form == "-" {
		switch w := s.lower(first - 2); w {
		case "pro", "anti", "non", "ex", "ultra":
			return w
		}
	}
	end := s.items[i].end
	if end+1 < len(s.toks) && s.toks[end].Form == "-" && s.toks[end].Start == s.toks[end-1].End {
		if w := s.lower(end + 1); attached[w] {
			return w
		}
	}
	return ""
}

func (s *reading) former(a, b int) bool {
	for i := a; i <= b; i++ {
		for t := s.items[i].first; t < s.items[i].end; t++ {
			if formers[s.lower(t)] {
				return true
			}
			if t+1 == s.items[i].end && s.items[i].node < 0 && strings.HasPrefix(s.lower(t), "ex-") {
				return true
			}
		}
	}
	return false
}

// aspiring reports whether items a to b say that an office is only hoped for.
func (s *reading) aspiring(a, b int) bool {
	for i := max(a, 0); i <= b; i++ {
		for t := s.items[i].first; t < s.items[i].end; t++ {
			switch s.lower(t) {
			case "would-be", "aspiring":
				return true
			case "would":
				return t+2 < len(s.toks) && s.toks[t+1].Form == "-" && s.lower(t+2) == "be"
			}
		}
	}
	return false
}

// isName reports whether the last item of a phrase names a person.
func (s *reading) isName(it item, a, b int) bool {
	if s.sunk(span{s.items[a].first, it.end}) {
		return false
	}
	if it.name == "PER" {
		if s.thing(it, a, b) {
			return false
		}
		return it.node < 0 || s.hasPerson(it.node) || !s.isGroupName(it.node)
	}
	if it.node >= 0 && s.hasPerson(it.node) && s.hasSort(it, isBody) == nil && s.hasSort(it, isCountry) == nil && s.hasSort(it, isCapital) == nil && s.hasSort(it, isCity) == nil && s.hasSort(it, isRole) == nil {
		return it.end-it.first > 1 || it.name == ""
	}
	// "President Smith": an unknown name after a title is a person's.
	if b > a && it.node < 0 && it.name != "ORG" && it.name != "LOC" && s.named(b) && (s.bare || s.toks[it.first].UPOS == "PROPN") {
		k := b - 1
		for k > a && s.items[k].node < 0 && s.named(k) && s.items[k].name == "" {
			k--
		}
		if n := s.hasSort(s.items[k], isRole); n != nil && s.r.roles[n.ref].title && !n.many && (s.bare || upper(s.toks[s.items[k].first].Form)) && !capitals(s.toks[it.first].Form) {
			return true
		}
	}
	// A surname by itself has no tag in a bare phrase.
	if s.bare && a == b && it.node < 0 && it.end == it.first+1 && upper(s.toks[it.first].Form) && len(s.r.surname[keyOf(s.toks[it.first].Form)]) > 0 {
		return true
	}
	return false
}

// sunk reports whether a phrase is what a verb sends to the bottom: "sank the General Belgrano".
func (s *reading) sunk(p span) bool {
	if s.bare {
		return false
	}
	t := &s.toks[s.headOf(p)]
	return t.Head >= 0 && (t.Deprel == "obj" || t.Deprel == "nsubj:pass") && (s.toks[t.Head].Lemma == "sink" || s.toks[t.Head].Lemma == "torpedo")
}

// thing reports whether what the reader took for a person is a place, a building
// or a ship: the words about it say so.
func (s *reading) thing(it item, a, b int) bool {
	for i := a; i < b; i++ {
		for t := s.items[i].first; t < s.items[i].end; t++ {
			if vessels[s.lower(t)] {
				return true // "the cruiser General Belgrano"
			}
		}
	}
	if s.bare {
		return false
	}
	if it.end-it.first > 1 && (sites[s.lower(it.end-1)] || grounds[s.lower(it.end-1)] || structures[s.lower(it.end-1)]) {
		return true
	}
	if a > 0 && b == a && it.node < 0 && it.end == it.first+1 && it.first > 0 {
		switch s.lower(it.first - 1) {
		case "in", "near", "outside", "at", "around", "northeast", "northwest":
			return s.toks[it.first-1].UPOS == "ADP"
		}
	}
	if it.first > 0 && s.r.in(unearthly, s.lower(it.first-1)) {
		return true
	}
	switch s.toks[it.first].Form {
	case "Mount", "Lake", "USS", "HMS", "MV", "Fort", "Camp", "Port", "Hurricane", "Typhoon", "Cyclone", "Operation":
		return it.end-it.first > 1
	}
	return false
}

var vessels = map[string]bool{"cruiser": true, "ship": true, "destroyer": true, "ferry": true, "tanker": true, "submarine": true, "vessel": true, "carrier": true,
	"hurricane": true, "typhoon": true, "cyclone": true, "battleship": true, "frigate": true, "trawler": true, "yacht": true, "boat": true, "warship": true, "shuttle": true, "spacecraft": true, "freighter": true, "steamer": true, "airport": true, "mount": true}

var structures = map[string]bool{"barracks": true, "camp": true, "street": true, "avenue": true, "palace": true, "dam": true, "tower": true, "mosque": true, "church": true, "cathedral": true,
	"hospital": true, "stadium": true, "road": true, "boulevard": true, "shrine": true, "temple": true, "university": true, "school": true, "base": true, "museum": true, "hall": true, "canal": true, "highway": true, "park": true}

// named reports whether item i looks like a part of a name: a capital, a hyphen,
// or what hangs on one ("Chan-ocha").
func (s *reading) named(i int) bool {
	f := s.toks[s.items[i].first].Form
	return upper(f) || f == "-" && i > 0 || i > 1 && s.toks[s.items[i-1].first].Form == "-" && upper(s.toks[s.items[i-2].first].Form)
}

// title finds the role that stands before a name, between items a and b: its
// item, the role and the words of the office with its modifiers.
func (s *reading) title(a, b int) (at int, k *role, office string, from int) {
	for i := b; i >= a; i-- {
		n := s.hasSort(s.items[i], isRole)
		if n == nil || s.items[i].name == "PER" {
			continue
		}
		o := &s.r.roles[n.ref]
		if k != nil && (o.kind != "office" && !o.title || k.rank() && (o.weak || len(o.sectors) == 0) && !(o.name == "leader" && i > a && (s.hasSort(s.items[i-1], isAdjective) != nil || s.hasSort(s.items[i-1], isCountry) != nil))) {
			break
		}
		at, k = i, o
		from, office = s.office(a, i)
		if !k.honour && !k.rank() {
			break // "Prime Minister Sheikh Mohammed", "ruler General Than Shwe": called by his office
		}
	}
	if k != nil {
		return at, k, office, from
	}
	return -1, nil, "", -1
}

// office gives the words of the office whose role is item i: "Deputy Foreign
// Minister" with its modifiers but without country, article and "former".
func (s *reading) office(a, i int) (from int, words string) {
	from = i
	for k := i - 1; k >= a; k-- {
		it := s.items[k]
		t := &s.toks[it.first]
		w := s.lower(it.first)
		if formers[w] || w == "the" || w == "a" || w == "an" || t.UPOS == "NUM" || t.UPOS == "DET" || t.UPOS == "PUNCT" && w != "-" {
			break
		}
		if w == "-" {
			if k > a && formers[s.lower(s.items[k-1].first)] {
				break
			}
			from = k
			continue
		}
		if it.node >= 0 && s.hasSort(it, isRole) == nil || it.name == "PER" {
			break
		}
		if attached[w] || vague[w] {
			break
		}
		if it.name == "MISC" {
			break
		}
		from = k
	}
	for from < i && s.toks[s.items[from].first].Form == "-" {
		from++
	}
	return s.items[from].first, s.form(span{s.items[from].first, s.items[i].end})
}

// vague words before a role are no part of the office.
var vague = map[string]bool{"new": true, "current": true, "then": true, "other": true, "several": true, "some": true, "many": true, "most": true, "same": true,
	"longtime": true, "veteran": true, "embattled": true, "visiting": true, "outspoken": true, "newly": true, "elected": true, "appointed": true, "local": true,
	"foreign": false, "late": true, "last": true, "first": true, "next": true, "own": true, "top": true, "high": true, "ranking": true, "level": true, "one": true, "powerful": true, "unidentified": true}

func names(ns []nation) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.name)
	}
	return strings.Join(out, ", ")
}
