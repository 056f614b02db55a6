package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// Doc is an article as far as this stage needs it. Text is what the sentences'
// offsets count.
type Doc struct {
	Title, Text string
	Sentences   []annals.Sentence
	On          annals.Date // published; the zero Date is unknown
	Dateline    string
}

// Mentions finds every mention of an actor in the body and resolves it as far as
// article and register allow: what cannot be resolved has no Actors, or Actors
// without a code. A place where something happens is a mention of Kind
// MentionPlace and an Attribute. The result is sorted by sentence and token.
func (r *Register) Mentions(doc Doc) []annals.Mention {
	out, _ := r.resolve(doc, -1, 0, 0)
	return out
}

// At resolves a span that somebody else has marked: the tokens first to end (end
// exclusive) of one sentence, read in the light of the article before it. It
// reports false where the span lies outside the sentence.
func (r *Register) At(sentence int, first, end int, doc Doc) (annals.Mention, bool) {
	k := slices.IndexFunc(doc.Sentences, func(s annals.Sentence) bool { return s.Index == sentence })
	if k < 0 || first < 0 || end > len(doc.Sentences[k].Tokens) || first >= end {
		return annals.Mention{}, false
	}
	doc.Sentences = doc.Sentences[:k+1]
	_, at := r.resolve(doc, k, first, end)
	if at != nil {
		return *at, true
	}
	return annals.Mention{}, false
}

func (r *Register) resolve(doc Doc, wantSent, wantFirst, wantEnd int) ([]annals.Mention, *annals.Mention) {
	d := r.discourse(doc)
	var out []annals.Mention
	readings := make([]*reading, len(doc.Sentences))
	// The countries that the article speaks of decide between namesakes, so they
	// are counted before anything is resolved.
	for i := range doc.Sentences {
		n := &reading{r: r, text: doc.Text, toks: doc.Sentences[i].Tokens}
		n.prepare()
		readings[i] = n
		d.count(n)
	}
	if len(d.context) == 1 {
		for c := range d.context {
			d.only = c
		}
	}
	paragraph := -1
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		if sent.Paragraph != paragraph {
			paragraph, d.quote = sent.Paragraph, false
		}
		fs := d.sentence(readings[i], sent.Index)
		for _, f := range fs {
			if m, ok := readings[i].mention(f, sent.Index); ok {
				out = append(out, m)
			}
		}
		if i == wantSent {
			m := d.marked(readings[i], fs, sent.Index, wantFirst, wantEnd)
			return out, &m
		}
	}
	return out, nil
}

func (r *Register) discourse(doc Doc) *discourse {
	d := &discourse{r: r, day: day(doc.On.Start), context: map[string]int{}}
	for _, extra := range []string{doc.Dateline, doc.Title} {
		if extra == "" {
			continue
		}
		s := lexed(r, extra)
		d.count(s)
		if extra == doc.Dateline {
			for _, it := range s.items {
				if it.node < 0 {
					continue
				}
				for _, want := range [...]sort{isCapital, isCity, isCountry} {
					if n := s.hasSort(it, want); n != nil && d.home == "" {
						d.home = r.countries[n.ref].code
					}
				}
			}
		}
	}
	return d
}

// count adds the countries that a sentence names to the article's context.
func (d *discourse) count(s *reading) {
	for _, it := range s.items {
		if it.node < 0 || it.name == "PER" {
			continue
		}
		s.all(it, func(n *node) {
			switch n.sort {
			case isCountry, isAdjective, isPeople, isCapital, isCity:
				d.context[s.r.countries[n.ref].code]++
			case isBody:
				if c := s.r.bodies[n.ref].code; !n.weak && !internationals[c] {
					d.context[c]++
				}
			}
		})
	}
}

// sentence finds the noun phrases of a sentence, resolves them in order, and
// joins appositions and complements.
func (d *discourse) sentence(s *reading, index int) []*found {
	var fs []*found
	s.sent = index
	runs := s.runs()
	var prev *found // last phrase of the run before
	prevEnd := -1
	pr := 0
	pronouns := s.pronouns()
	for _, run := range runs {
		for pr < len(pronouns) && pronouns[pr] < run.first {
			if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
				fs = append(fs, f)
				prev = nil
			}
			pr++
		}
		var owner *found
		ps := s.pieces(run)
		for i, p := range ps {
			// A possessive pronoun owns what follows it.
			if i == 0 && pr < len(pronouns) && pronouns[pr] == p.first && p.end-p.first > 1 {
				if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
					fs = append(fs, f)
					owner = f
				}
				pr++
				p.first++
			}
			f := d.phrase(s, p, owner)
			if f == nil {
				continue
			}
			if i < len(ps)-1 && f.land {
				f.place = false
			}
			d.definite(s, f)
			d.numbered(s, f, fs)
			s.tidy(f)
			fs = append(fs, d.modifiers(s, f, p)...)
			fs = append(fs, f)
			if i == 0 && prev != nil {
				d.join(s, prev, f, prevEnd)
			}
			d.alsoIn(s, f, fs)
			s.force(f, fs)
			if len(f.actors) > 0 && !f.land {
				d.note(s, f, index)
			} else if len(f.actors) > 0 {
				d.note(s, f, index)
			}
			owner = f
		}
		prev, prevEnd = owner, run.end
		for pr < len(pronouns) && pronouns[pr] < run.end {
			pr++
		}
	}
	for pr < len(pronouns) {
		if f := d.pronoun(s, pronouns[pr], fs, index); f != nil {
			fs = append(fs, f)
		}
		pr++
	}
	d.appositions(s, fs, index)
	d.led(s, fs)
	d.together(s, fs)
	s.places(fs)
	d.quotes(s, fs, index)
	slices.SortStableFunc(fs, func(a, b *found) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.end - a.end
	})
	return fs
}

// runs cuts a sentence into stretches of nominal words that hang together.
func (s *reading) runs() []span {
	var out []span
	i := 0
	for i < len(s.toks) {
		if !s.nominal(i) {
			i++
			continue
		}
		end := i
		for end < len(s.toks) {
			it := s.items[s.at[end]]
			if it.end-it.first > 1 && it.first == end || it.node >= 0 && it.first == end && !s.verbal(end) {
				end = it.end
				continue
			}
			if s.nominal(end) || end > i && s.listed(end) {
				end++
				continue
			}
			break
		}
		if end == i {
			i++
			continue
		}
		out = append(out, s.cut(span{i, end})...)
		i = end
	}
	return out
}

// verbal reports whether the token is a verb or another word that no noun phrase
// holds, whatever the register calls it ("leads", "police" as a verb).
func (s *reading) verbal(i int) bool {
	switch s.toks[i].UPOS {
	case "VERB", "AUX":
		return true
	}
	return false
}

// nominal reports whether a token can be part of a noun phrase.
func (s *reading) nominal(i int) bool {
	t := &s.toks[i]
	if s.bare {
		return !stop[strings.ToLower(t.Form)] && t.Form != "" && (t.Form == "-" || t.Form == "'" || t.Form == "." || letter(t.Form))
	}
	switch t.UPOS {
	case "DET", "ADJ", "NUM", "NOUN", "PROPN", "X":
		return true
	case "PART":
		return t.XPOS == "POS" || t.Form == "'s" || t.Form == "’s"
	case "PUNCT":
		return t.Form == "-" && i > 0 && i+1 < len(s.toks) && t.Start == s.toks[i-1].End && t.End == s.toks[i+1].Start
	case "VERB":
		if i > 1 && s.toks[i-1].Form == "-" || t.Deprel == "amod" {
			return true
		}
		it := s.items[s.at[i]]
		return it.name != "" && it.end-it.first > 1
	case "PRON":
		return t.Deprel == "nmod:poss"
	case "ADP", "CCONJ", "SCONJ", "ADV":
		it := s.items[s.at[i]]
		return it.end-it.first > 1 && it.first < i
	}
	return false
}

func letter(f string) bool {
	for _, r := range f {
		return r == '\'' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 && r != '“' && r != '”' && r != '–' && r != '—'
	}
	return false
}

// listed reports whether the token at i joins two adjectives of countries before
// one noun: "Syrian and Lebanese ministers".
func (s *reading) listed(i int) bool {
	f := s.lower(i)
	if f != "and" && f != "," && f != "or" && f != "/" && f != "-" {
		return false
	}
	if i+1 >= len(s.toks) || i == 0 {
		return false
	}
	l := s.items[s.at[i-1]]
	k := i + 1
	if s.lower(k) == "and" && k+1 < len(s.toks) {
		k++
	}
	r := s.items[s.at[k]]
	if !s.modifying(l) || !s.modifying(r) {
		return false
	}
	if s.bare {
		return s.hasSort(l, isAdjective) != nil && s.attached(s.at[r.first]) == "" && r.end < len(s.toks) && s.nominal(r.end)
	}
	if s.hasSort(l, isAdjective) != nil && s.hasSort(r, isAdjective) != nil && s.toks[l.first].UPOS == "ADJ" && s.attached(s.at[r.first]) == "" {
		// "Syrian, Lebanese and Jordanian officials"
		for k := r.end; k < len(s.toks) && k < r.end+6; k++ {
			if s.toks[k].UPOS == "NOUN" {
				return true
			}
			if it := s.items[s.at[k]]; f == "," && (s.lower(k) == "and" || s.lower(k) == "," || s.modifying(it)) || s.toks[k].UPOS == "ADJ" {
				continue
			}
			break
		}
	}
	// The left adjective must hang from a noun further right.
	switch s.toks[l.first].Deprel {
	case "amod", "compound", "nmod", "conj":
	default:
		return false
	}
	h := s.toks[l.first].Head
	if h >= r.first && h < r.end {
		h = s.toks[h].Head
	}
	return h >= r.end && (s.toks[h].UPOS == "NOUN" || s.toks[h].UPOS == "PROPN")
}

func (s *reading) modifying(it item) bool {
	if it.node < 0 || it.name == "PER" {
		return false
	}
	return s.hasSort(it, isAdjective) != nil || s.hasSort(it, isCountry) != nil
}

// cut divides a run where the tree says that its words hang from different heads
// outside: "gave Iraq weapons".
func (s *reading) cut(run span) []span {
	if s.bare || run.end-run.first < 2 {
		return []span{run}
	}
	top := func(i int) int {
		for n := 0; n < 40; n++ {
			h := s.toks[i].Head
			if h < run.first || h >= run.end {
				return i
			}
			i = h
		}
		return i
	}
	var out []span
	from, was := run.first, -1
	for i := run.first; i < run.end; {
		it := s.items[s.at[i]]
		end := min(max(it.end, i+1), run.end)
		t := &s.toks[i]
		if t.UPOS == "PUNCT" || t.UPOS == "PART" || t.UPOS == "CCONJ" {
			i = end
			continue
		}
		now := top(s.headOf(span{i, end}))
		if was >= 0 && now != was && it.name == "PER" && s.titleBefore(i) {
			was = now // a title and its name are one, whatever the tree says
			i = end
			continue
		}
		if was >= 0 && now != was && i > 0 && s.toks[i].UPOS == "NOUN" && s.toks[i-1].UPOS != "PUNCT" && s.hasSort(s.items[s.at[i-1]], isAdjective) != nil && s.items[s.at[i-1]].name != "PER" && s.toks[i-1].XPOS != "NNPS" && s.toks[i-1].XPOS != "NNS" {
			was = now // a country's adjective goes with the noun behind it
			i = end
			continue
		}
		if was >= 0 && now != was && s.toks[i].Deprel != "case" {
			if s.toks[now].Head != was || s.toks[now].Deprel != "appos" && s.toks[now].Deprel != "flat" {
				out = append(out, span{from, i})
				from = i
			}
		}
		was = now
		i = end
	}
	return append(out, span{from, run.end})
}

// titleBefore reports whether a title ends right before token i.
func (s *reading) titleBefore(i int) bool {
	if i == 0 {
		return false
	}
	n := s.hasSort(s.items[s.at[i-1]], isRole)
	return n != nil && !n.many && s.r.roles[n.ref].title && s.toks[i-1].Form != ","
}

// headOf is the token of an item that the others hang from.
func (s *reading) headOf(p span) int {
	if p.end-p.first == 1 {
		return p.first
	}
	return s.top(p)
}

// join looks at what links two phrases that follow each other: "of", "in", "for".
func (d *discourse) join(s *reading, f, next *found, from int) {
	if from < 0 || next.first <= from-1 || len(f.actors) == 0 && f.role == nil {
		return
	}
	prep, n := "", 0
	for t := from; t < next.first; t++ {
		w := s.lower(t)
		switch {
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
	if !s.bare && next.head < len(s.toks) {
		h := s.toks[next.head].Head
		if h < f.first || h >= f.end {
			// For a place, "militants attacked in Iraq" is not "militants in Iraq".
			return
		}
	}
	if d.after(s, f, next, prep) {
		if f.entity != nil && len(f.actors) > 0 {
			f.entity.actor = f.actors[0]
		}
		if !s.bare && next.inside {
			f.end = next.end
		} else if next.inside {
			f.end = next.end
		}
		s.tidy(f)
	}
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
	for k := len(fs) - 2; k >= 0 && k >= len(fs)-6; k-- {
		o := fs[k]
		if o.lent && len(o.actors) == 1 && o.many && h >= 0 && h >= o.end && s.toks[h].Head == o.head && o.code != f.code && o.role != nil {
			a := o.actors[0]
			a.Code = f.code
			o.actors = append(o.actors, a)
			o.say("and country %s by the place %q", f.code, s.form(f.span))
			return
		}
	}
}

// sending are verbs whose subject's own troops are their object.
var sending = map[string]bool{"have": true, "deploy": true, "send": true, "keep": true, "maintain": true, "station": true, "withdraw": true, "pull": true, "lose": true, "mass": true, "mobilize": true, "mobilise": true, "redeploy": true}

// force gives troops without a country the one whose they are: "The United
// States has 2,500 troops in Iraq".
func (s *reading) force(f *found, fs []*found) {
	if s.bare || f.role == nil || f.code != "" || len(f.actors) != 1 || len(f.actors[0].Sectors) == 0 || f.actors[0].Sectors[0] != "MIL" || s.toks[f.head].Deprel != "obj" {
		return
	}
	v := s.toks[f.head].Head
	if v < 0 || !sending[s.toks[v].Lemma] {
		return
	}
	for _, o := range fs {
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
			// "police brutality", "army offensive": the modifier is who does it.
			k := &s.r.roles[n.ref]
			if k.kind != "body" && !manyWords[k.name] || k.weak || len(k.sectors) == 0 || s.toks[it.first].UPOS == "ADJ" {
				continue
			}
			if m2 := d.phrase(s, span{f.first, it.end}, nil); m2 != nil && len(m2.actors) > 0 {
				m2.say("modifies %q", s.form(span{s.items[head].first, s.items[head].end}))
				d.definite(s, m2)
				m = m2
			} else {
				continue
			}
		} else {
			continue
		}
		s.tidy(m)
		out = append(out, m)
	}
	return out
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

// grounds are nouns that make a country a place: "on Iraqi soil".
var grounds = map[string]bool{"soil": true, "territory": true, "border": true, "borders": true, "airspace": true, "waters": true, "town": true, "towns": true,
	"city": true, "cities": true, "village": true, "villages": true, "region": true, "regions": true, "province": true, "capital": true, "prison": true, "prisons": true,
	"jail": true, "jails": true, "coast": true, "island": true, "islands": true, "district": true, "countryside": true, "desert": true, "side": true, "frontier": true,
	"suburb": true, "port": true, "airport": true, "streets": true, "mountains": true, "governorate": true, "peninsula": true, "valley": true, "sea": true, "gulf": true,
	"resort": true, "ports": true, "hotel": true, "state": true, "enclave": true, "highlands": true, "lake": true, "river": true, "cave": true, "jungle": true, "hospital": false}

func (s *reading) ground(f *found, p span) bool {
	for i := s.items[s.at[f.end-1]].first; i < f.end; i++ {
		if grounds[s.lower(i)] {
			return true
		}
	}
	return false
}

// locatives are the prepositions that make a name a place.
var locatives = map[string]bool{"in": true, "at": true, "near": true, "inside": true, "outside": true, "across": true, "around": true, "throughout": true,
	"within": true, "through": true, "along": true, "off": true, "over": false, "via": true, "onto": true, "beyond": true, "amid": false, "into": true, "northwest": true, "toward": false}

// places marks the countries and capitals that a locative makes a place.
func (s *reading) places(fs []*found) {
	for _, f := range fs {
		if !f.land || f.inside {
			continue
		}
		if f.place {
			continue
		}
		if w := s.scene(f, fs); w != "" {
			f.place = true
			f.say("a place: %q", w)
			continue
		}
		if w := s.locative(f); w != "" {
			f.place = true
			f.say("a place: %q", w+" "+s.form(f.span))
		}
	}
}

// Verbs that make a capital or city a place: one flies to it, leaves it or
// bombs it; its government has no part in that.
var moving = map[string]bool{"fly": true, "travel": true, "go": true, "return": true, "arrive": true, "drive": true, "head": true, "move": true, "march": true,
	"flee": true, "walk": true, "deport": true, "evacuate": true, "transfer": true, "take": true, "bring": true, "come": true, "rush": true, "advance": true, "withdraw": true, "escape": true}

var reaching = map[string]bool{"leave": true, "flee": true, "enter": true, "reach": true, "quit": true, "depart": true, "approach": true, "bomb": true, "shell": true,
	"capture": true, "seize": true, "storm": true, "besiege": true, "surround": true, "evacuate": true, "hit": true, "recapture": true, "retake": true, "liberate": true, "occupy": true, "encircle": true, "rock": true, "shake": true}

// sites are things that stand in a city and are not its government's doing.
var sites = map[string]bool{"airport": true, "station": true, "square": true, "university": true, "market": true, "mosque": true, "hotel": true, "bridge": true,
	"hospital": true, "stadium": true, "church": true, "cathedral": true, "suburbs": true, "outskirts": true, "residents": true, "center": true, "centre": true, "museum": true, "neighborhood": true, "neighbourhood": true, "zoo": true, "opera": true, "subway": true, "metro": true}

// scene gives the words that make a capital a place, "" if there are none.
func (s *reading) scene(f *found, fs []*found) string {
	if s.bare || len(f.actors) != 1 || len(f.actors[0].Sectors) == 0 || f.actors[0].Sectors[0] != "GOV" || f.head >= len(s.toks) {
		return ""
	}
	t := &s.toks[f.head]
	v := t.Head
	if v < 0 {
		return ""
	}
	switch {
	case t.Deprel == "obj" && reaching[s.toks[v].Lemma]:
		return s.toks[v].Form + " " + s.form(f.span)
	case strings.HasPrefix(t.Deprel, "obl") && moving[s.toks[v].Lemma] && f.first > 0:
		switch w := s.lower(f.first - 1); w {
		case "to", "from", "on", "toward", "towards", "for":
			return s.toks[v].Form + " " + w + " " + s.form(f.span)
		}
	case t.Deprel == "nmod:poss" && (sites[strings.ToLower(s.toks[v].Form)] || grounds[strings.ToLower(s.toks[v].Form)]):
		return s.form(f.span) + "'s " + s.toks[v].Form
	}
	return ""
}

func (s *reading) locative(f *found) string {
	if s.bare {
		if f.first > 0 {
			if w := s.lower(f.first - 1); locatives[w] {
				return w
			}
		}
		return ""
	}
	h := f.head
	// The preposition of the first of several stands for all: "in Iraq and Syria".
	for n := 0; n < 10 && s.toks[h].Deprel == "conj" && s.toks[h].Head >= 0; n++ {
		h = s.toks[h].Head
	}
	for i := max(0, min(h, f.first)-5); i < min(h, f.first)+1 && i < len(s.toks); i++ {
		if s.toks[i].Head == h && s.toks[i].Deprel == "case" && locatives[s.lower(i)] && i < h {
			return s.lower(i)
		}
	}
	if f.first > 0 && locatives[s.lower(f.first-1)] && s.toks[f.first-1].UPOS == "ADP" {
		return s.lower(f.first - 1)
	}
	return ""
}

// appositions join a name and the words that say who it is: "James Jeffrey, the
// US envoy".
func (d *discourse) appositions(s *reading, fs []*found, index int) {
	for _, g := range fs {
		if g.inside || g.head >= len(s.toks) || len(g.actors) == 0 {
			continue
		}
		rel := s.toks[g.head].Deprel
		h := s.toks[g.head].Head
		if rel != "appos" && rel != "nmod:desc" && !(rel == "flat" || rel == "compound" || rel == "parataxis" && s.commaBefore(g)) || h < 0 {
			continue
		}
		var f *found
		for _, o := range fs {
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
	for _, f := range fs {
		if f.name == "" || len(f.actors) != 1 || f.actors[0].Code != "" || f.inside || f.head >= len(s.toks) {
			continue
		}
		v := s.toks[f.head].Head
		if v < 0 || !strings.HasPrefix(s.toks[f.head].Deprel, "obl") || s.toks[v].Lemma != "lead" && s.toks[v].Lemma != "head" {
			continue
		}
		by := false
		for i := max(0, f.first-2); i < f.first; i++ {
			by = by || s.lower(i) == "by"
		}
		if !by {
			continue
		}
		for _, g := range fs {
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
	for i, f := range fs {
		if f.code == "" || internationals[f.code] || len(f.actors) != 1 || f.inside || s.bare || s.toks[f.head].Deprel == "conj" || s.locative(f) != "" {
			continue
		}
		group := []string{f.code}
		for _, g := range fs[i+1:] {
			if len(g.actors) == 1 && !internationals[g.code] && !g.inside && g.head < len(s.toks) && s.toks[g.head].Deprel == "conj" && s.toks[g.head].Head == f.head && !slices.Contains(group, g.code) && g.code != "" {
				group = append(group, g.code)
			}
		}
		if len(group) > 1 {
			d.groups = append(d.groups, group)
			if len(d.groups) > 32 {
				d.groups = append(d.groups[:0], d.groups[16:]...)
			}
		}
	}
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
	}
	g.actors[0].Name, g.actors[0].Code, g.actors[0].Kind, g.actors[0].Wiki = a.Name, a.Code, a.Kind, a.Wiki
}

// mention writes a found phrase down; ok is false for what is no mention.
func (s *reading) mention(f *found, index int) (annals.Mention, bool) {
	if f.first >= f.end || f.end > len(s.toks) {
		return annals.Mention{}, false
	}
	if len(f.actors) == 0 && !(f.place && f.land) && f.role == nil {
		return annals.Mention{}, false
	}
	if len(f.actors) == 1 && f.actors[0].Code == "" && f.actors[0].Name == "" && len(f.actors[0].Sectors) == 0 {
		if f.group {
			return annals.Mention{}, false // "the group", "the coalition" of nobody known
		}
		f.actors = nil
	}
	if f.role != nil && f.role.place && len(f.actors) == 0 {
		return annals.Mention{}, false
	}
	start, end := s.toks[f.first].Start, s.toks[f.end-1].End
	m := annals.Mention{
		Sentence: index, First: f.first, End: f.end, Head: f.head, Kind: f.kind, How: f.how,
		Attribute: f.inside || f.place,
		Evidence:  annals.Evidence{Sentence: index, Start: start, End: end, Text: s.text[start:end]},
		Actors:    f.actors,
	}
	if f.place {
		m.Kind = annals.MentionPlace
	}
	return m, true
}
