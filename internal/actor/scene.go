package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// clause gives crowds, police and others of no named country the country of the
// place where their clause, or the whole sentence, puts them: "Crowds stormed the
// parliament in Belgrade". Gunmen and their victims may be from anywhere, and so
// may guests, refugees and reporters.
func (d *discourse) clause(s *reading, fs []*found) {
	if s.bare {
		return
	}
	var places []*found
	one, all := "", true // the country of all places; whether all lands of the sentence are of it
	for _, f := range fs {
		if f.code == "" || internationals[f.code] || !f.land {
			continue
		}
		if f.place && len(places) < window && !s.frontier(f.end) && !s.venue(item{span: f.span}) {
			places = append(places, f)
			if one == "" {
				one = f.code
			} else if one != f.code {
				one = "-"
			}
		}
	}
	if len(places) == 0 {
		return
	}
	for _, f := range fs {
		if f.code != "" && !internationals[f.code] && f.code != one && !f.lent {
			all = false
		}
	}
	for _, f := range fs {
		if f.role == nil || f.code != "" || f.inside || f.place || f.name != "" || len(f.actors) != 1 || f.actors[0].Code != "" || f.actors[0].Name != "" || f.role.intl != "" || f.role.elect || f.owned || s.foreign(f) || s.born(f) || s.comes(f) || f.many && single[f.role.name] {
			continue
		}
		how := stays(f.role, f.actors[0].Sectors)
		if anybody[f.role.name] && s.hurt(f.head) {
			continue // whom a bomb in Baghdad kills may be from anywhere
		}
		if how == stayClause && f.actors[0].Sectors[0] == "REL" && !s.acts(f.head) {
			how = stayLonely // greetings from Rome to the Christians of the world
		}
		if how == stayNever || how == stayLonely && f.given && f.actors[0].Sectors[0] == "CVL" {
			continue
		}
		// Where it happened goes before what it was about: "marched through London
		// against the war in Iraq".
		at := s.scenery(f, places, fs, true)
		if at == nil {
			at = s.scenery(f, places, fs, false)
		}
		if at == nil || how == stayLonely && (!all || one != at.code) && !s.receives(f, at) && !(f.given && s.r.in(powers, f.role.name)) || how == stayLonely && s.away(f) {
			continue
		}
		if f.actors[0].Sectors[0] == "MIL" && f.role.name != "army" && s.r.in(hosts, strings.ToLower(at.code)) && !s.speaksOfPeople(at.code) || s.takenBy(f, fs, at.code) {
			continue
		}
		if f.actors[0].Sectors[0] == "REB" && pursued(fs, at.code) {
			continue // "Ugandan troops fight the rebels in Sudan"
		}
		f.actors[0].Code, f.code, f.lent = at.code, at.code, true
		f.say("country %s by the place of the clause, %q", at.code, s.form(at.span))
		if f.entity != nil && f.entity.actor.Code == "" {
			f.entity.actor.Code = at.code
		}
	}
}

// spoken gives troops and police of no named country the country of the army, police or
// government that tells of them: "Turkey's military says troops killed four guerrillas",
// "Algerian officials say a bomber killed ten soldiers".
func (d *discourse) spoken(s *reading, fs []*found) {
	if s.bare {
		return
	}
	for i, f := range fs {
		if f.role == nil || f.code != "" || f.inside || f.owned || f.name != "" || len(f.actors) != 1 || f.actors[0].Code != "" || len(f.actors[0].Sectors) == 0 || s.foreign(f) || !f.many && !s.suffers(f.head) && f.actors[0].Sectors[0] != "GOV" {
			continue
		}
		own := f.actors[0].Sectors[0]
		v := s.toks[f.head].Head
		if own != "MIL" && own != "COP" && !(own == "GOV" && (governs(f.role) || officials[f.role.name])) || !s.acts(f.head) && !s.suffers(f.head) {
			continue
		}
		for v >= 0 && s.toks[v].Deprel != "ccomp" && (s.toks[v].Deprel == "conj" || s.toks[v].Deprel == "advcl") {
			v = s.toks[v].Head
		}
		if v < 0 || s.toks[v].Deprel != "ccomp" || s.toks[v].Head < 0 || !s.r.in(reporting, s.toks[s.toks[v].Head].Lemma) {
			continue
		}
		for _, o := range around(fs, i) {
			if o == f || o.inside || o.head >= len(s.toks) || s.toks[o.head].Head != s.toks[v].Head || s.toks[o.head].Deprel != "nsubj" || len(o.actors) != 1 || o.code == "" || internationals[o.code] || !tells(o, own, s.acts(f.head)) {
				continue
			}
			f.actors[0].Code, f.code, f.lent = o.code, o.code, true
			f.say("of %q, who tells of them", s.form(o.span))
			if f.entity != nil && f.entity.actor.Code == "" {
				f.entity.actor.Code = o.code
			}
			break
		}
	}
}

// tells reports whether a speaker gives out what the own troops or police have done or
// suffered. Who fights abroad tells of other people's.
func tells(o *found, own string, acts bool) bool {
	if len(o.actors[0].Sectors) == 0 || own == "GOV" {
		return own == "GOV" && acts && len(o.actors[0].Sectors) > 0 && o.actors[0].Sectors[0] == "JRN" && o.role != nil
	}
	if slices.Contains(o.actors[0].Sectors, own) && acts {
		return true
	}
	switch o.actors[0].Sectors[0] {
	case "GOV", "MIL":
		return !settled[o.code]
	case "COP":
		return own == "COP" && !settled[o.code]
	}
	return false
}

// suffers reports whether a token is the object of a verb, or the subject of a passive.
func (s *reading) suffers(i int) bool {
	rel := s.toks[s.counted(i)].Deprel
	return rel == "obj" || rel == "nsubj:pass"
}

// counting are nouns that say how many there are of what follows "of".
var counting = map[string]bool{"dozen": true, "ten": true, "hundred": true, "thousand": true, "million": true, "score": true, "group": true, "crowd": true, "number": true, "couple": true}

// anybody are nouns that say of somebody only that he is one of mankind.
var anybody = map[string]bool{"people": true, "civilian": true, "civilians": true, "person": true, "motorist": true, "driver": true, "customer": true, "shopper": true, "child": true, "children": true}

// counted is the number that counts a token, "dozens of monks", or the token itself.
func (s *reading) counted(i int) int {
	if h := s.toks[i].Head; h >= 0 && s.toks[i].Deprel == "nmod" && counting[s.toks[h].Lemma] {
		return h
	}
	return i
}

// hurt reports whether a token, or the number that counts it, is whom a verb kills or wounds.
func (s *reading) hurt(i int) bool {
	i = s.counted(i)
	v := s.toks[i].Head
	if v < 0 || s.toks[i].Deprel != "obj" && s.toks[i].Deprel != "nsubj:pass" {
		return false
	}
	switch s.toks[v].Lemma {
	case "kill", "wound", "injure", "hurt", "maim", "slay", "behead", "target", "hit":
		return true
	}
	return false
}

// pursued reports whether the forces or government of another country are named that has
// rebels of its own, whom it may have followed across the border.
func pursued(fs []*found, code string) bool {
	return slices.ContainsFunc(fs, func(o *found) bool {
		if o.code == "" || o.code == code || internationals[o.code] || settled[o.code] || len(o.actors) == 0 || len(o.actors[0].Sectors) == 0 || o.land && o.place {
			return false
		}
		switch o.actors[0].Sectors[0] {
		case "MIL", "GOV", "COP":
			return o.code != "GBR"
		}
		return false
	})
}

// receives reports whether somebody is met where he is at home: "is in India for talks with
// officials".
func (s *reading) receives(f, at *found) bool {
	if f.actors[0].Sectors[0] != "GOV" || !f.many || s.r.in(seats, s.lower(at.end-1)) {
		return false
	}
	t := &s.toks[f.head]
	if t.Head < 0 {
		return false
	}
	for i := max(0, f.first-2); i < f.first; i++ {
		if s.lower(i) == "with" && s.toks[i].Head == f.head {
			return true
		}
	}
	return t.Deprel == "obj" && s.toks[t.Head].Lemma == "meet"
}

// takenBy reports whether the words say that a country or its people have somebody in their
// power: "prisoners held by North Korea" are not of the place where they are spoken of.
func (s *reading) takenBy(f *found, fs []*found, code string) bool {
	for v := f.end; v < min(f.end+3, len(s.toks)); v++ {
		if s.toks[v].Head != f.head || s.toks[v].Deprel != "acl" || s.toks[v].XPOS != "VBN" {
			continue
		}
		return slices.ContainsFunc(fs, func(o *found) bool {
			return o.code != "" && o.code != code && !o.place && o.head < len(s.toks) && s.toks[o.head].Head == v && s.toks[o.head].Deprel == "obl:agent" && o.first > v && o.first < v+4
		})
	}
	return false
}

// acts reports whether a token is a subject or counted by one: "dozens of monks marched".
func (s *reading) acts(i int) bool {
	return strings.HasPrefix(s.toks[s.counted(i)].Deprel, "nsubj")
}

// scenery gives a place in the clause of f: one that hangs from the verb itself,
// or any; nil where there is none or they are of two countries.
func (s *reading) scenery(f *found, places, fs []*found, direct bool) *found {
	var at *found
	for _, p := range places {
		if direct && !strings.HasPrefix(s.toks[p.head].Deprel, "obl") || !direct && s.others(f, p, fs) || !s.sameClause(f.head, p.head) {
			continue
		}
		if at != nil && at.code != p.code {
			return nil
		}
		at = p
	}
	return at
}

// others reports whether a place says where somebody else speaks: "a spokesman in
// Washington".
func (s *reading) others(f, p *found, fs []*found) bool {
	h := s.toks[p.head].Head
	if !strings.HasPrefix(s.toks[p.head].Deprel, "nmod") || h < 0 {
		return false
	}
	return slices.ContainsFunc(fs, func(o *found) bool {
		return o != f && o != p && o.role != nil && o.role.kind != "body" && o.holds(h) && (o.role.speak || len(o.actors) > 0 && len(o.actors[0].Sectors) > 0 && (o.actors[0].Sectors[0] == "GOV" || o.actors[0].Sectors[0] == "JRN"))
	})
}

// party reports whether a country takes part in the sentence under its own name,
// and is not just a place or somebody's own: who deals with it is somebody else.
func (s *reading) party(code string) bool {
	if s.bare {
		return false
	}
	yes, ok := s.parts[code]
	if !ok {
		if s.parts == nil {
			s.parts = map[string]bool{}
		}
		yes = s.takesPart(code)
		s.parts[code] = yes
	}
	return yes
}

// dealing are the prepositions before a country that somebody else has to do with.
var dealing = map[string]bool{"from": true, "to": true, "with": true, "against": true, "between": true, "toward": true, "towards": true, "by": true}

// telling are nouns for what is heard from a place.
var telling = map[string]bool{"report": true, "news": true, "source": true, "word": true, "footage": true, "picture": true, "image": true, "witness": true, "dispatch": true, "account": true}

func (s *reading) takesPart(code string) bool {
	for i := range s.items {
		it := s.items[i]
		if it.node < 0 || it.name == "PER" || i+1 < len(s.items) && s.toks[s.items[i+1].first].XPOS == "POS" {
			continue
		}
		hit := false
		for _, want := range [...]sort{isCountry, isCapital} {
			s.all(it, func(n *node) { hit = hit || n.sort == want && s.r.countries[n.ref].code == code })
		}
		if !hit {
			continue
		}
		h := s.headOf(it.span)
		rel, _, _ := strings.Cut(s.toks[h].Deprel, ":")
		if v := s.toks[h].Head; rel == "obj" && v >= 0 && reaching[s.toks[v].Lemma] {
			continue // "fled Kyrgyzstan"
		}
		switch rel {
		case "nsubj", "obj", "iobj", "obl", "conj":
			if s.locative(&found{span: it.span, head: h}) == "" {
				return true
			}
		case "nmod":
			if it.first > 0 && dealing[s.lower(it.first-1)] && (s.toks[h].Head < 0 || !telling[s.toks[s.toks[h].Head].Lemma]) {
				return true // "a note from Ecuador"
			}
		}
	}
	return false
}

// struck reports whether a phrase is the object of a verb and named for the first
// time: soldiers who are killed are not of the one country that is named for
// killing them.
func (s *reading) struck(f *found) bool {
	if s.bare || f.given || f.head >= len(s.toks) {
		return false
	}
	return s.toks[f.head].Deprel == "obj" || s.toks[f.head].Deprel == "nmod" && s.counted(f.head) == f.head && f.first > 0 && s.lower(f.first-1) == "of" // "the killing of two soldiers"
}

// elsewhere corrects a capital or city that the words put into another country:
// "Tripoli in northern Lebanon".
func (d *discourse) elsewhere(s *reading, fs []*found) {
	if s.bare {
		return
	}
	for i := 0; i+1 < len(fs); i++ {
		f, g := fs[i], fs[i+1]
		if !f.land || !g.land || f.code == "" || g.code == "" || f.code == g.code || g.first-f.end > 3 || g.first <= f.end || len(g.actors) != 1 || len(g.actors[0].Sectors) > 0 || len(f.actors) != 1 {
			continue
		}
		it := s.items[s.at[f.end-1]]
		if s.hasSort(it, isCapital) == nil && s.hasSort(it, isCity) == nil || s.hasSort(it, isCountry) != nil {
			continue
		}
		switch w := s.lower(f.end); {
		case w == "in":
		case w == "," && g.first == f.end+1 && s.toks[g.head].Head == f.head && s.toks[g.head].Deprel != "conj":
		default:
			continue
		}
		f.say("of %s, as the words say: %q", g.code, s.form(span{f.end, g.end}))
		f.code, f.place, f.actors = g.code, true, []annals.Actor{{Code: g.code, Kind: "country", Name: d.r.CountryName(g.code)}}
		s.tidy(f)
	}
}

// foreign reports whether the words say that somebody is not at home, or of
// several countries.
func (s *reading) foreign(f *found) bool {
	if s.scattered(f.end) {
		return true
	}
	for i := f.first; i < f.end; i++ {
		switch s.lower(i) {
		case "asian", "african", "european", "arab", "latin":
			if s.plural(f.head) {
				return true // "Asian governments" are of many countries
			}
		case "foreign", "international", "coalition", "multinational", "western", "allied", "peacekeeping", "peacekeepers", "peacekeeper", "occupation", "occupying", "overseas", "outside":
			return i+1 == f.end || s.lower(i+1) != "minister" && s.lower(i+1) != "ministers" && s.lower(i+1) != "ministry" && s.lower(i+1) != "secretary" && s.lower(i+1) != "office"
		}
	}
	return false
}

// scattered reports whether the words from a token on say that somebody is of many countries:
// "from African nations", "from around the world".
func (s *reading) scattered(i int) bool {
	if s.bare || i >= len(s.toks) || s.lower(i) != "from" && s.lower(i) != "of" && s.lower(i) != "around" && s.lower(i) != "across" {
		return false
	}
	for k := i + 1; k < min(i+8, len(s.toks)); k++ {
		switch s.toks[k].UPOS {
		case "VERB", "AUX", "PUNCT":
			if s.toks[k].Form != "-" && s.toks[k-1].Form != "-" {
				return false
			}
		}
		if s.r.in(wholes, s.lower(k)) {
			return true
		}
	}
	return false
}

// comes reports whether a phrase is the subject of a verb of going somewhere: inspectors who
// arrive in a country are not its own.
func (s *reading) comes(f *found) bool {
	if s.bare || f.head >= len(s.toks) || s.toks[s.counted(f.head)].Deprel != "nsubj" || len(f.actors) > 0 && len(f.actors[0].Sectors) > 0 && f.actors[0].Sectors[0] == "COP" && f.many && f.role != nil && f.role.kind == "body" {
		return false
	}
	v := s.toks[s.counted(f.head)].Head
	return v >= 0 && s.r.in(arriving, s.toks[v].Lemma)
}

// born reports whether the words say where somebody comes from: "Canadian-born".
func (s *reading) born(f *found) bool {
	for i := f.first + 1; i < f.end; i++ {
		if s.lower(i) == "born" {
			return true
		}
	}
	return false
}

// frontier reports whether a word for a border stands at the token: the one side
// of it is as near as the other.
func (s *reading) frontier(i int) bool {
	if i >= len(s.toks) {
		return false
	}
	switch s.lower(i) {
	case "border", "borders", "frontier":
		return true
	}
	return false
}

// settled are countries that have had no armed revolt of their own in the years
// that the register covers, and that fight abroad: whom their troops fight is not
// theirs.
var settled = map[string]bool{"USA": true, "CAN": true, "AUS": true, "NZL": true, "NLD": true, "DNK": true, "NOR": true, "SWE": true, "FIN": true, "BEL": true,
	"DEU": true, "FRA": true, "POL": true, "JPN": true, "KOR": true, "ISR": true, "PRT": true, "CZE": true, "ITA": true, "ARE": true, "QAT": true, "KWT": true}

// itsOwn reports whether "its" or "their" stands before the phrase.
func (s *reading) itsOwn(f *found) bool {
	w := s.lower(f.first)
	if f.first > 0 && w != "its" && w != "their" {
		w = s.lower(f.first - 1)
	}
	return w == "its" || w == "their"
}

// relative gives the phrases after "whose" the country of the one whose they are:
// "Morocco, whose police help".
func (s *reading) relative(fs []*found) {
	if s.bare {
		return
	}
	for i, f := range fs {
		if f.code != "" || f.role == nil || len(f.actors) != 1 || f.head >= len(s.toks) || s.lower(f.first) != "whose" && (f.first == 0 || s.lower(f.first-1) != "whose") {
			continue
		}
		f.owned = true
		v := s.toks[f.head].Head
		for n := 0; n < 5 && v >= 0 && !strings.HasPrefix(s.toks[v].Deprel, "acl"); n++ {
			v = s.toks[v].Head
		}
		if v < 0 || s.toks[v].Head < 0 {
			continue
		}
		for _, o := range around(fs, i) {
			if h := s.toks[v].Head; o != f && !o.inside && h >= o.first && h < o.end && len(o.actors) == 1 && o.code != "" {
				f.actors[0].Code, f.code = o.code, o.code
				f.say("of %q, whose they are", s.form(o.span))
				break
			}
		}
	}
}

// How a role goes with a place.
const (
	stayNever = iota
	stayClause
	stayLonely // only where the sentence names no other country
)

// strangers are civilians who as a rule are not at home, and nouns that say too
// little of who is meant.
var strangers = map[string]bool{"tourist": true, "traveller": true, "traveler": true, "passenger": true, "hostage": true, "hostages": true, "captive": true, "expatriate": true, "foreigner": true, "crew": true, "crew member": true, "crewman": true, "crewmen": true,
	"settler": true, "settlers": true, "immigrant": true, "immigrants": true, "evacuee": true, "fan": true, "player": true, "coach": true, "athlete": true, "climber": true,
	"astronaut": true, "national": true, "nationals": true, "compatriot": true, "person": true, "suspect": true, "defendant": true, "detainee": true,
	"widow": true, "nephew": true, "niece": true, "uncle": true, "aunt": true, "grandson": true, "granddaughter": true, "grandfather": true, "brother-in-law": true, "son-in-law": true, "father-in-law": true, "girlfriend": true, "boyfriend": true, "mother": true, "father": true, "son": true, "daughter": true, "brother": true, "sister": true, "wife": true, "husband": true, "parent": true, "cousin": true, "relative": true, "baby": true,
	"celebrity": true, "singer": true, "musician": true, "artist": true, "actor": true, "actress": true, "poet": true, "novelist": true, "film director": true, "scientist": true, "volunteer": true, "refusenik": true, "engineer": true, "public": true,
	"analyst": true, "expert": true, "researcher": true, "historian": true, "political analyst": true, "political scientist": true, "economist": true, "scholar": true, "academic": true, "missionary": true, "pilgrim": true, "pilgrims": true, "pope": true, "rescuer": true, "rescue worker": true, "foreign worker": true, "migrant worker": true}

// guest reports whether the role is of those who come from another country than
// the one where they are.
func guest(k *role) bool {
	switch k.name {
	case "embassy", "consulate", "ambassador", "envoy", "special envoy", "diplomat", "consul", "consul general", "emissary", "high commissioner", "attache", "military attache", "delegation", "head of state", "head of government", "head of state and government", "head of state or government":
		return true
	}
	return false
}

func stays(k *role, sectors []string) int {
	if guest(k) {
		return stayNever
	}
	if len(sectors) == 0 || strangers[k.name] || k.arm || k.speak {
		return stayNever
	}
	switch k.name {
	case "man", "men", "woman":
		return stayNever
	case "child", "children", "boy", "boys", "girl", "girls", "survivor", "family", "families", "victim", "worshipper", "pedestrian", "bystander":
		return stayLonely
	}
	if sectors[0] == "REB" && k.kind == "person" {
		return stayClause // who rebels does so at home
	}
	switch sectors[0] {
	case "COP", "CVL", "LAB", "EDU", "MED", "AGR", "OPP", "REL":
		if slices.Contains(sectors, "CRM") {
			return stayNever
		}
		return stayClause
	case "LEG", "JUD", "MIL", "GOV", "PTY", "SOC":
		return stayLonely
	}
	return stayNever
}

// sameClause reports whether a place and a phrase are of one clause: the heads of
// the place, up to its verb and the verbs joined to it, meet those of the phrase.
func (s *reading) sameClause(a, p int) bool { return s.verbOf(a) == s.verbOf(p) }

// verbOf climbs from a token to the verb of its clause, and on to the verb that
// this one is joined to.
func (s *reading) verbOf(i int) int {
	for n := 0; n < 40 && i >= 0; n++ {
		h := s.toks[i].Head
		if h < 0 {
			return i
		}
		switch s.toks[i].UPOS {
		case "VERB", "AUX":
			switch rel, _, _ := strings.Cut(s.toks[i].Deprel, ":"); rel {
			case "conj", "advcl", "xcomp", "parataxis", "acl":
			default:
				return i
			}
		}
		i = h
	}
	return i
}

// away reports whether a phrase is the object of a verb of sending: troops who
// are sent to a country are not its own.
func (s *reading) away(f *found) bool {
	t := &s.toks[f.head]
	if t.Head < 0 {
		return false
	}
	return (t.Deprel == "obj" || t.Deprel == "nsubj:pass") && sending[s.toks[t.Head].Lemma]
}
