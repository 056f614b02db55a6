package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// entity is someone or something that the article has named.
type entity struct {
	name   string // as printed at first
	keys   []string
	actor  annals.Actor
	all    []annals.Actor // more than one where the words named several at once
	role   *role
	office string
	person bool // named
	short  bool // called by the surname alone
	human  bool // one person, named or not
	many   bool
	she    int8 // +1 referred to as she, -1 as he
	sent   int  // last sentence that mentions it
	tok    int
	subj   bool // was subject there
}

// discourse is what an article has told so far.
type discourse struct {
	r        *Register
	day      string         // the article's date, "" if unknown
	context  map[string]int // codes of the countries that the article speaks of
	only     string         // the one country of the article, "" if there are several
	backers  int            // how often a country is named only for whom it backs
	lone     bool           // a bare phrase that names no country: whom it names is all that is known
	main     string         // the country that most of the article's names are of, "" if there is none
	away     bool           // the sentence before speaks of other countries than main
	home     string         // country of the dateline or, for a bare phrase, of the hint
	entities []*entity
	pairs    []annals.Actor // countries in order of mention, the latest last
	groups   [][]string     // countries named in one breath, the latest last
	speaker  *found         // who spoke last
	spoke    int            // the sentence in which it was
	quote    bool           // inside a quotation
}

// named finds the person or organisation that the article has called by the
// name, or by a longer one that ends or begins with it.
func (d *discourse) named(name string, codes []string, person bool) *entity {
	ws := split(name)
	if len(ws) == 0 {
		return nil
	}
	var best *entity
	for i := len(d.entities) - 1; i >= 0; i-- {
		e := d.entities[i]
		if e.name == "" || e.person != person {
			continue
		}
		if len(codes) > 0 && e.actor.Code != "" && e.actor.Code != codes[0] {
			continue
		}
		if !subset(ws, e.keys, e.person) {
			continue
		}
		if !person || len(ws) > 1 {
			return e
		}
		// Of two Trumps, the surname alone is the one's whom it has stood for.
		switch {
		case best == nil, e.short && !best.short, e.short == best.short && best.actor.Code == "" && e.actor.Code != "" && d.r.in(bareSurnames, ws[0].key):
			best = e
		}
	}
	return best
}

// subset reports whether the words are among the keys in the same order; one
// word of a person must be more than an initial or a given name that another
// person may share, so it must be the last word or stand before none but titles.
func subset(ws []word, keys []string, person bool) bool {
	if len(ws) > len(keys) {
		return false
	}
	k := 0
	for _, w := range ws {
		for k < len(keys) && keys[k] != w.key {
			k++
		}
		if k == len(keys) {
			return false
		}
		k++
	}
	if person && len(ws) == 1 && len(keys) > 1 && len(ws[0].key) < 2 {
		return false
	}
	return true
}

// inherit takes over what the article has said of the entity before.
func (d *discourse) inherit(act *annals.Actor, e *entity, f *found, k *role) {
	f.entity = e
	e.short = e.short || !strings.ContainsAny(f.name, " -")
	f.say("the same as %q earlier in the article", e.name)
	if act.Code == "" {
		act.Code, act.Country = e.actor.Code, e.actor.Country
		f.code = act.Code
	}
	if k == nil || len(act.Sectors) == 0 {
		act.Sectors = e.actor.Sectors
	}
	if k == nil {
		act.Office = e.actor.Office
	}
	act.Name, act.Wiki = e.actor.Name, e.actor.Wiki
}

// note remembers whom a phrase named.
func (d *discourse) note(s *reading, f *found, sent int) {
	if len(f.actors) == 0 {
		return
	}
	if !f.land || s.locative(f) == "" {
		for _, a := range f.actors {
			d.country(a.Code)
		}
	}
	if f.land || f.place || f.kind == annals.MentionPronoun {
		return
	}
	subj := !s.bare && f.head < len(s.toks) && strings.HasPrefix(s.toks[f.head].Deprel, "nsubj")
	e := f.entity
	if e == nil {
		if f.actors[0].Name == "" && f.role == nil {
			return
		}
		e = &entity{name: f.name, person: f.name != "", role: f.role, office: f.office, many: f.many}
		if f.name == "" && f.role == nil {
			e.name = f.actors[0].Name
		}
		src := e.name
		if f.name != "" && len(f.actors[0].Name) > len(f.name) && len(split(f.name)) == 1 {
			src = f.actors[0].Name // the register's full name, so that it is known too
		}
		for _, w := range split(src) {
			e.keys = append(e.keys, w.key)
		}
		d.entities = append(d.entities, e)
		f.entity = e
		e.actor = f.actors[0]
		if len(f.actors) > 1 {
			e.all = f.actors
		}
	} else {
		d.recall(e)
		if f.role != nil && e.role == nil {
			e.role, e.office = f.role, f.office
		}
		if e.actor.Code == "" && f.actors[0].Code != "" {
			e.actor = f.actors[0]
		}
	}
	e.sent, e.tok, e.subj = sent, f.head, subj
	e.human = e.person || f.role != nil && f.role.kind != "body" && !f.many && len(f.actors) == 1
	if f.role != nil && e.human {
		e.gender(f.role.name)
	}
	if e.person && e.she == 0 {
		e.she = s.addressed(f)
	}
	if len(d.entities) > 400 {
		d.entities = append(d.entities[:0], d.entities[200:]...)
	}
}

// recall makes an entity the latest, so that "the president" is the one spoken of last.
func (d *discourse) recall(e *entity) {
	if i := slices.Index(d.entities, e); i >= 0 && i < len(d.entities)-1 {
		d.entities = append(append(d.entities[:i], d.entities[i+1:]...), e)
	}
}

// addressed tells from the word before a name, or its first, whether it is a woman's (+1) or a
// man's (-1).
func (s *reading) addressed(f *found) int8 {
	for i := max(0, f.first-1); i < f.end-1; i++ {
		switch w := strings.TrimSuffix(s.lower(i), "."); {
		case s.r.in(women, w):
			return 1
		case s.r.in(men, w):
			return -1
		}
	}
	return 0
}

// gender learns from a role noun how the person is referred to.
func (e *entity) gender(noun string) {
	switch noun[strings.LastIndexByte(noun, ' ')+1:] {
	case "king", "prince", "emperor", "sultan", "emir", "father", "husband", "son", "brother", "boy", "schoolboy", "imam", "pope", "priest", "nobleman":
		e.she = -1
	case "queen", "princess", "mother", "wife", "daughter", "sister", "girl", "schoolgirl", "actress", "nun", "widow", "grandmother", "woman", "lady":
		e.she = 1
	default:
		if strings.HasSuffix(noun, "woman") {
			e.she = 1
		} else if strings.HasSuffix(noun, "man") {
			e.she = -1
		}
	}
}

// remember makes an entity of a body that was only mentioned in passing, as in
// "FARC leader".
func (d *discourse) remember(f *found, sent int) {
	a := f.actors[0]
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-40; i-- {
		if e := d.entities[i]; !e.person && e.actor.Name == a.Name && e.actor.Code == a.Code {
			return
		}
	}
	e := &entity{name: a.Name, actor: a, many: a.Kind == "group", sent: sent, tok: f.head}
	for _, w := range split(a.Name) {
		e.keys = append(e.keys, w.key)
	}
	d.entities = append(d.entities, e)
}

// country remembers that a country was named, by itself or as somebody's own.
func (d *discourse) country(code string) {
	if code == "" || internationals[code] {
		return
	}
	d.pairs = append(d.pairs, annals.Actor{Code: code, Name: d.r.CountryName(code), Kind: "country"})
	if len(d.pairs) > 64 {
		d.pairs = append(d.pairs[:0], d.pairs[32:]...)
	}
}

// definite resolves a definite role noun without a country by who or what the
// article has spoken of: "the minister", "the foreign ministry", "the group".
func (d *discourse) definite(s *reading, f *found) {
	k := f.role
	if k == nil || f.code != "" || len(f.actors) == 0 || f.name != "" || k.intl != "" {
		return
	}
	noun := strings.ToLower(f.office)
	if i := strings.LastIndexByte(noun, ' '); i >= 0 && k.weak {
		noun = noun[i+1:]
	}
	one := !f.many
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-60; i-- {
		e := d.entities[i]
		if e.actor.Code == "" && len(e.actor.Sectors) == 0 || e.person && !one || s.beside(f, e) {
			continue
		}
		if !f.given && k.kind == "person" {
			break
		}
		if !e.person && k.kind != "body" && e.many != f.many {
			continue // "the official" is none of "the officials"
		}
		if f.many && k.kind == "body" && k.weak && (!e.many || e.role == nil || !armed(e.actor.Sectors)) {
			continue // "these groups"
		}
		same := false
		switch {
		case e.person && k.kind != "body":
			same = f.given && e.role != nil && (e.role.name == k.name || s.r.holds(core(e.actor.Office), noun) || s.r.holds(core(e.office), noun) || k.name == "official" && e.role.name != "leader" && len(e.actor.Sectors) > 0 && e.actor.Sectors[0] == "GOV" && !e.person)
			same = same || f.given && e.role == nil && e.actor.Office != "" && (k.kind == "office" || k.name == "leader") && sameOffice(k.name, core(e.actor.Office))
		case e.person && strings.HasSuffix(k.name, "ministry"):
			// "the foreign ministry" is the one whose minister was named.
			want := strings.TrimSuffix(k.name, "ministry")
			same = want != "" && strings.Contains(core(e.office)+" "+core(e.actor.Office)+" ", want) || want == "" && f.given && strings.Contains(strings.ToLower(e.office), "minister")
		case !e.person && e.role != nil && k.name == "group" && f.given && e.many && armed(e.actor.Sectors) && !f.many:
			same = true
		case !e.person && e.role != nil:
			same = (e.role.name == k.name || k.weak && k.kind == "body" && f.given && strings.HasSuffix(e.role.name, " "+k.name)) && (f.given || k.kind == "body" || len(e.actor.Sectors) > 0 && k.kind != "person") && !(k.weak && len(e.actor.Sectors) == 0)
			if strings.HasSuffix(k.name, "ministry") && k.name != e.role.name {
				same = strings.TrimSuffix(k.name, "ministry")+"minister" == e.role.name
			}
		case !e.person && e.role == nil && k.kind == "body" && k.weak:
			same = f.given && (e.actor.Kind == "organisation" && e.actor.Code == "IGO" && (k.name == "alliance" || k.name == "bloc" || k.name == "coalition") || e.actor.Kind == "group" && (k.name == "group" || k.name == "movement" || k.name == "organisation" || k.name == "organization" || k.name == "party" || k.name == "militia") ||
				e.actor.Kind == "organisation" && (k.name == "organisation" || k.name == "organization" || k.name == "agency" || k.name == "body" || k.name == "group" && !slices.Contains(e.actor.Sectors, "JRN") || (k.name == "council" || k.name == "commission") && (internationals[e.actor.Code] && e.actor.Code != "MNC" || slices.Contains(e.keys, k.name))) && e.actor.Code != "")
		}
		if !same {
			continue
		}
		act := f.actors[0]
		act.Code, act.Country = e.actor.Code, e.actor.Country
		if e.person && k.kind != "body" || !e.person && e.role == nil {
			act.Name, act.Wiki, act.Office = e.actor.Name, e.actor.Wiki, e.actor.Office
			act.Sectors, act.Kind = e.actor.Sectors, e.actor.Kind
			f.entity = e
		} else if len(act.Sectors) == 0 || k.weak {
			act.Sectors = e.actor.Sectors
		}
		if act.Code == "" {
			continue
		}
		f.actors = []annals.Actor{act}
		f.code, f.lent = act.Code, true
		f.say("refers back to %q", e.label())
		return
	}
	if d.realm(f) {
		return
	}
	if f.owned || f.first > 0 && s.lower(f.first-1) == "whose" || s.lower(f.first) == "whose" || d.sameSide(f) {
		return
	}
	if s.foreign(f) || f.former || s.comes(f) || guest(k) && !f.given || k.name == "tribunal" || f.many && single[k.name] {
		return // a fallen president may be of anywhere, a tribunal sits for the world
	}
	only := d.onlyFor(s)
	if only != "" && settled[only] && armed(f.actors[0].Sectors) {
		return
	}
	if only != "" && forces(f.actors[0].Sectors) && s.across(f, only) {
		return // "soldiers shot a Palestinian"
	}
	if only != "" && (d.context[only] < 3 && !s.itsOwn(f) && s.party(only) && !d.served(only) || f.actors[0].Code == "" && len(f.actors[0].Sectors) > 0 && f.actors[0].Sectors[0] == "MIL" && (s.away(f) || s.struck(f) || k.name != "army" && s.r.in(hosts, strings.ToLower(only)) && !s.speaksOfPeople(only))) {
		// "The president did not criticize China" makes him no Chinese.
	} else if only != "" && f.actors[0].Code == "" && len(f.actors[0].Sectors) > 0 && (!k.weak || officials[k.name] && (f.given || f.many)) {
		switch f.actors[0].Sectors[0] {
		case "GOV", "MIL", "COP", "LEG", "JUD", "OPP", "REB", "SPY", "PTY":
			f.actors[0].Code = only
			f.code, f.lent = only, true
			f.say("country %s, %s", only, d.whyOnly())
			return
		case "CVL":
			if len(f.actors[0].Sectors) > 1 || s.r.in(citizenry, k.name) {
				f.actors[0].Code = only
				f.code, f.lent = only, true
				f.say("country %s, %s", only, d.whyOnly())
				return
			}
		}
	}
	if d.home != "" && (k.kind == "body" && !k.weak || k.name == "authorities" || k.name == "police") && f.actors[0].Code == "" && (f.given || k.name == "authorities" || k.name == "police") {
		f.actors[0].Code = d.home
		f.code, f.lent = d.home, true
		f.say("country %s by the dateline", d.home)
	}
}

// across reports whether a country is named only for whom the verb of a phrase has on its
// other side: who is named for what he is has to do with somebody else.
func (s *reading) across(f *found, code string) bool {
	if s.bare || f.head >= len(s.toks) || f.given || s.toks[f.head].Head < 0 {
		return false
	}
	verb, across := s.toks[f.head].Head, false
	for _, it := range s.items {
		if !s.nation(it, code, true) {
			continue
		}
		h := s.headOf(it.span)
		if rel := s.toks[h].Deprel; (rel == "amod" || rel == "compound") && s.toks[h].Head >= 0 && s.hasSort(it, isCapital) == nil && s.hasSort(it, isCity) == nil {
			h = s.toks[h].Head
		} else if s.hasSort(it, isPeople) == nil && s.hasSort(it, isAdjective) == nil {
			return false
		}
		if h == f.head || f.holds(h) || s.toks[h].Head != verb {
			return false
		}
		switch s.toks[h].Deprel {
		case "obj", "nsubj:pass", "iobj":
			across = s.person(h)
		default:
			return false
		}
	}
	return across
}

// person reports whether a token is a noun for persons or their nation.
func (s *reading) person(i int) bool {
	it := s.items[s.at[i]]
	if n := s.hasSort(it, isRole); n != nil {
		return s.r.roles[n.ref].kind == "person"
	}
	return s.hasSort(it, isPeople) != nil
}

// speaksOfPeople reports whether the sentence names a country otherwise than as a place.
func (s *reading) speaksOfPeople(code string) bool {
	for _, it := range s.items {
		if s.nation(it, code, false) && s.locative(&found{span: it.span, head: s.headOf(it.span)}) == "" && !(it.first > 0 && s.toks[it.first-1].Form == ",") {
			return true // and not the Iraq of "Falluja, Iraq"
		}
	}
	return false
}

// holds reports whether an office is the one of a noun: a vice president is no president.
func (r *Register) holds(office, noun string) bool {
	rest, ok := strings.CutSuffix(" "+office, " "+noun)
	return ok && !r.in(understudies, strings.TrimPrefix(rest[strings.LastIndexByte(rest, ' ')+1:], " "))
}

// knows reports whether the article has just named somebody of a country by name.
func (d *discourse) knows(code string) bool {
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-12; i-- {
		if e := d.entities[i]; e.person && e.actor.Code == code {
			return true
		}
	}
	return false
}

// forces reports whether sectors are those of troops or police.
func forces(sectors []string) bool {
	return len(sectors) > 0 && (sectors[0] == "MIL" || sectors[0] == "COP")
}

// beside reports whether an entity is the other argument of a phrase's verb: whoever praises
// the president is not the president.
func (s *reading) beside(f *found, e *entity) bool {
	return !s.bare && e.sent == s.sent && e.tok < len(s.toks) && f.head < len(s.toks) && s.toks[f.head].Head >= 0 && s.toks[e.tok].Head == s.toks[f.head].Head && s.toks[e.tok].Deprel != "conj"
}

// single are offices of which a country has but one: several holders are of several countries.
var single = map[string]bool{"president": true, "prime minister": true, "premier": true, "chancellor": true, "king": true, "foreign minister": true, "defence minister": true,
	"defense minister": true, "finance minister": true, "interior minister": true, "justice minister": true, "trade minister": true, "health minister": true, "head of state": true,
	"head of government": true, "leader": true, "government": true}

// served reports whether the article has spoken of somebody who acts for the country.
func (d *discourse) served(code string) bool {
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-25; i-- {
		if a := &d.entities[i].actor; a.Code == code && len(a.Sectors) > 0 {
			switch a.Sectors[0] {
			case "GOV", "MIL", "COP", "LEG", "JUD":
				return true
			}
		}
	}
	return false
}

// officials are roles that say little but that their holders govern.
var officials = map[string]bool{"official": true, "senior official": true, "top official": true, "authorities": true, "authority": true}

// onlyFor gives the country of which somebody in the sentence may be taken to be
// without a word: the only one that the article speaks of, or the one that most of
// its names are of, where neither this sentence nor the one before leads elsewhere.
func (d *discourse) onlyFor(s *reading) string {
	if d.only != "" || d.main == "" || d.away || s.abroad(d.main) {
		return d.only
	}
	return d.main
}

func (d *discourse) whyOnly() string {
	if d.only != "" {
		return "the only one that the article speaks of"
	}
	return "of which most of the article's names are, and no other is near"
}

// dominant finds the country that the article is about.
func (d *discourse) dominant() {
	total := 0
	best := ""
	for c, n := range d.context {
		if internationals[c] {
			continue
		}
		total += n
		if best == "" || n > d.context[best] || n == d.context[best] && c < best {
			best = c
		}
	}
	if n := d.context[best]; n >= 4 && 10*n >= 6*total {
		d.main = best
	}
}

// abroad reports whether the sentence names another country, or a place, people
// or body of one.
func (s *reading) abroad(code string) bool {
	if s.lands == 0 {
		s.lands = 1
		for _, it := range s.items {
			if it.node < 0 || it.name == "PER" {
				continue
			}
			s.all(it, func(n *node) {
				switch n.sort {
				case isCountry, isAdjective, isPeople, isCapital, isCity:
					if s.r.countries[n.ref].code != code {
						s.lands = 2
					}
				case isBody:
					if c := s.r.bodies[n.ref].code; !n.weak && c != code {
						s.lands = 2
					}
				}
			})
		}
	}
	return s.lands == 2
}

// realms are the countries that news calls by what they are.
var realms = map[string]string{"SAU": "kingdom", "JOR": "kingdom", "MAR": "kingdom", "BHR": "kingdom", "THA": "kingdom", "KHM": "kingdom", "NPL": "kingdom", "BTN": "kingdom",
	"SWZ": "kingdom", "LSO": "kingdom", "TON": "kingdom", "OMN": "sultanate", "BRN": "sultanate", "QAT": "emirate", "KWT": "emirate"}

// realm resolves "the kingdom" to the only one that the article has named.
func (d *discourse) realm(f *found) bool {
	code := ""
	for _, p := range d.pairs {
		if realms[p.Code] == f.role.name && f.given && !f.many {
			if code != "" && code != p.Code {
				return false
			}
			code = p.Code
		}
	}
	if code == "" {
		return false
	}
	f.actors = []annals.Actor{{Code: code, Name: d.r.CountryName(code), Kind: "country"}}
	f.code, f.lent, f.group = code, true, true
	f.say("the only %s that the article has named", f.role.name)
	return true
}

// core is an office without what it is for: "Adviser to the Foreign Minister" is
// no minister.
func core(office string) string {
	office = strings.ToLower(office)
	for _, p := range []string{" to ", " for "} {
		if i := strings.Index(office, p); i > 0 {
			office = office[:i]
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(office, "minister of foreign affairs", "foreign minister"), "minister of defence", "defence minister")
}

// sameSide resolves "the lawmakers" to the parliament and "the militants" to the
// group that the article has spoken of, if there was but one country's.
func (d *discourse) sameSide(f *found) bool {
	if !f.given || !f.many || f.role.kind != "person" && f.role.kind != "office" || f.role.weak || len(f.actors) != 1 || len(f.actors[0].Sectors) == 0 || f.name != "" {
		return false
	}
	side := func(sector string) string {
		switch sector {
		case "REB", "UAF", "PRM":
			return "armed"
		case "LEG", "MIL", "COP", "JUD":
			return sector
		}
		return ""
	}
	want := side(f.actors[0].Sectors[0])
	if want == "" {
		return false
	}
	var one *entity
	for i := len(d.entities) - 1; i >= 0 && i > len(d.entities)-25; i-- {
		e := d.entities[i]
		if e.person || e.actor.Code == "" || len(e.actor.Sectors) == 0 || side(e.actor.Sectors[0]) != want {
			continue
		}
		if one != nil && one.actor.Code != e.actor.Code {
			return false
		}
		if one == nil {
			one = e
		}
	}
	if one == nil {
		return false
	}
	f.actors[0].Code, f.actors[0].Country = one.actor.Code, one.actor.Country
	f.code, f.lent = one.actor.Code, true
	f.say("of the side of %q", one.label())
	return true
}

func (e *entity) label() string {
	if e.name != "" {
		return e.name
	}
	if e.actor.Text != "" {
		return e.actor.Text
	}
	return e.office
}
