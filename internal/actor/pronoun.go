package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// pronouns gives the tokens of a sentence that are pronouns of the kinds that
// can stand for an actor.
func (s *reading) pronouns() []int {
	var out []int
	for i := range s.toks {
		if s.toks[i].UPOS != "PRON" || s.items[s.at[i]].end-s.items[s.at[i]].first > 1 {
			continue
		}
		switch s.lower(i) {
		case "he", "she", "him", "her", "his", "hers", "they", "them", "their", "theirs", "it", "its", "we", "us", "our", "i", "me", "my":
			if s.toks[i].Deprel != "expl" {
				out = append(out, i)
			}
		}
	}
	return out
}

// pronoun resolves one pronoun, or gives nil where nobody stands out.
func (d *discourse) pronoun(s *reading, i int, before []*found, index int) *found {
	f := &found{span: span{i, i + 1}, head: i, kind: annals.MentionPronoun}
	before = recent(before)
	verb := s.toks[i].Head
	own := s.toks[i].Deprel == "nmod:poss"
	// Whose argument is the phrase? Both arguments of one verb are not the same.
	clash := func(o *found) bool {
		return !own && o.head < len(s.toks) && s.toks[o.head].Head == verb
	}
	w := s.lower(i)
	if own && i+1 < len(s.toks) && s.lower(i+1) == "part" {
		return nil // "for his part" looks ahead
	}
	switch w {
	case "he", "him", "his", "she", "her", "hers":
		she := int8(-1)
		if w[0] == 's' || strings.HasPrefix(w, "her") {
			she = 1
		}
		e := d.antecedent(wanted{human: true}, s, i, before, index, clash, func(e *entity) bool { return e.human && !e.many && (e.she == 0 || e.she == she) })
		if e == nil {
			if own {
				return nil
			}
			f.actors = []annals.Actor{{Kind: "person"}}
			f.say("somebody whom the text before does not tell")
			s.tidy(f)
			return f
		}
		e.she = she
		d.refer(f, e, index, i, s)
		return f
	case "they", "them", "their", "theirs":
		if i < len(s.open) && s.open[i] {
			return nil // in somebody's mouth "they" may be anybody
		}
		if n := len(before); n > 0 && w == "they" {
			// "The official said they were not allowed to speak."
			if o := lastSubject(s, before, func(*found) bool { return true }); o != nil && !o.many && o.role != nil && o.role.kind == "person" && o.name == "" && !clash(o) && len(o.actors) == 1 && !s.plural(o.head) {
				return s.standFor(f, o)
			}
		}
		if n := len(before); w == "them" && i > 0 && s.lower(i-1) == "of" && n > 0 && before[n-1].many && len(before[n-1].actors) > 0 && !before[n-1].inside {
			// "50 people, many of them shot"
			f.many = true
			return s.standFor(f, before[n-1])
		}
		if o := lastSubject(s, before, func(o *found) bool { return o.group && !o.land && !o.many && !o.inside }); o != nil && w == "they" && s.reports(o.head, i) {
			return s.standFor(f, o) // "UNICEF reported they had delivered it"
		}
		// Several named together, then a plural, then a body.
		o := together(before, clash)
		if o == nil {
			var last int
			if o, last = s.coordinated(before, clash); o != nil && slices.ContainsFunc(before, func(x *found) bool { return x.many && !x.inside && x.head > last && x.entity != nil }) {
				o = nil // somebody else has been named since
			}
		}
		if o != nil {
			f.actors, f.many = o, true
			f.say("stands for those named together before it")
			s.tidy(f)
			return f
		}
		e := d.antecedent(wanted{}, s, i, before, index, clash, func(e *entity) bool { return e.many })
		if e == nil || e.actor.Code == "" && e.actor.Name == "" && len(e.actor.Sectors) == 0 {
			return nil
		}
		d.refer(f, e, index, i, s)
		f.many = true
		return f
	case "it", "its":
		one := func(o *found) bool {
			return o.group && (!o.many || o.role == nil || o.role.kind == "body" && !s.plural(o.head)) && !o.place && len(o.actors) == 1
		}
		o := lastSubject(s, before, func(o *found) bool { return one(o) && !o.inside })
		if o == nil || clash(o) {
			return nil
		}
		if own {
			// "its" is as likely to be the other one's.
			for _, x := range before {
				if one(x) && !(x.land && s.locative(x) != "") && x.actors[0].Code+x.actors[0].Name != o.actors[0].Code+o.actors[0].Name {
					return nil
				}
			}
		}
		f.group, f.land = true, o.land
		s.standFor(f, o)
		f.land = false
		return f
	case "we", "us", "our", "i", "me", "my":
		// Only in somebody's mouth; who speaks is known when the sentence is read.
		f.say("speaker")
		return f
	}
	return nil
}

// reports reports whether a token is the subject of the verb that says what the pronoun at i does.
func (s *reading) reports(subject, i int) bool {
	v := s.toks[i].Head
	return v >= 0 && s.toks[i].Deprel == "nsubj" && s.toks[v].Deprel == "ccomp" && s.toks[v].Head >= 0 && s.toks[subject].Head == s.toks[v].Head
}

// refer makes f another mention of e.
func (d *discourse) refer(f *found, e *entity, index, tok int, s *reading) {
	f.entity, f.code = e, e.actor.Code
	f.actors = []annals.Actor{e.actor}
	if len(e.all) > 1 {
		f.actors = slices.Clone(e.all)
	}
	f.say("stands for %q", e.label())
	s.tidy(f)
	d.recall(e)
	e.sent, e.tok = index, tok
	e.subj = strings.HasPrefix(s.toks[tok].Deprel, "nsubj")
}

// wanted is what sort of entity a pronoun asks for.
type wanted struct{ human bool }

// antecedent finds whom a pronoun stands for: in the same sentence the subject
// before it, else the subject of the sentence before, else the last one named,
// no further back than three sentences.
func (d *discourse) antecedent(w wanted, s *reading, i int, before []*found, index int, clash func(*found) bool, ok func(*entity) bool) *entity {
	var best *entity
	score := -1
	for k := len(before) - 1; k >= 0; k-- {
		o := before[k]
		if o.entity == nil || !ok(o.entity) || clash(o) || o.place {
			continue
		}
		v := 100 - (len(before) - 1 - k)
		if strings.HasPrefix(s.toks[o.head].Deprel, "nsubj") {
			v += 40
		}
		if o.inside {
			v -= 30
		}
		if s.governor(o.head, i) {
			v += 50 // "the bomber was on foot when he": not the chief who says so
		}
		if !o.entity.person && w.human {
			v -= 45 // a name comes to mind before a role
		}
		if s.within(o.head, i) {
			v += 60 // "an archbishop who resigned after admitting that he"
		}
		if s.cognate(o.entity, i) {
			v += 100 // "police held protesters as they protested"
		}
		if v > score {
			best, score = o.entity, v
		}
	}
	if best != nil {
		return best
	}
	for k := len(d.entities) - 1; k >= 0; k-- {
		e := d.entities[k]
		if !ok(e) || index-e.sent > 3 || e.sent == index {
			continue
		}
		v := 100 - 30*(index-e.sent)
		if e.subj {
			v += 25
		}
		if !e.person && w.human {
			v -= 45
		}
		if v > score || v == score && e.tok > best.tok {
			best, score = e, v
		}
	}
	return best
}

// within reports whether the pronoun at i stands in a relative clause about a token.
func (s *reading) within(of, i int) bool {
	if !strings.HasPrefix(s.toks[i].Deprel, "nsubj") {
		return false
	}
	for n, v := 0, i; n < 20 && v >= 0; n++ {
		h := s.toks[v].Head
		if h == of && s.toks[v].Deprel == "acl:relcl" {
			return n > 1 // whose own verb it is, he is not
		}
		v = h
	}
	return false
}

// cognate reports whether an entity is called after what the pronoun at i does.
func (s *reading) cognate(e *entity, i int) bool {
	v := s.toks[i].Head
	if e.role == nil || v < 0 || !strings.HasPrefix(s.toks[i].Deprel, "nsubj") || len(s.toks[v].Lemma) < 5 {
		return false
	}
	return strings.HasPrefix(e.role.name, strings.TrimSuffix(s.toks[v].Lemma, "e"))
}

// governor reports whether a token is the subject of the first verb above the one that the
// pronoun at i belongs to, which hangs on it as a circumstance.
func (s *reading) governor(subject, i int) bool {
	if !strings.HasPrefix(s.toks[subject].Deprel, "nsubj") {
		return false
	}
	for n, v := 0, i; n < 20; n++ {
		rel, _, _ := strings.Cut(s.toks[v].Deprel, ":")
		v = s.toks[v].Head
		if v < 0 {
			return false
		}
		if rel == "advcl" {
			return s.toks[subject].Head == v
		}
	}
	return false
}

// together gives the actors of the last two or more phrases joined by "and".
func together(before []*found, clash func(*found) bool) []annals.Actor {
	n := len(before)
	for k := n - 1; k >= max(0, n-6); k-- {
		if o := before[k]; len(o.actors) > 1 && !o.place && !o.inside && !clash(o) {
			return slices.Clone(o.actors)
		}
	}
	return nil
}

func lastSubject(s *reading, before []*found, ok func(*found) bool) *found {
	for k := len(before) - 1; k >= 0; k-- {
		if o := before[k]; ok(o) && len(o.actors) > 0 && strings.HasPrefix(s.toks[o.head].Deprel, "nsubj") {
			return o
		}
	}
	return nil
}

// numbered resolves "the two countries", "both sides" and "the two leaders" to
// those named last.
func (d *discourse) numbered(s *reading, f *found, before []*found) {
	if f.role == nil || f.name != "" || f.code != "" {
		return
	}
	n := 0
	for i := max(0, f.first-2); i < f.end; i++ {
		switch s.lower(i) {
		case "two", "both", "2":
			n = 2
		case "three", "3":
			n = 3
		case "four", "4":
			n = 4
		}
	}
	if n == 0 {
		return
	}
	noun := f.role.name
	switch {
	case f.role.place || noun == "side" || noun == "government" || noun == "party" || noun == "state":
		if !f.given && !s.has(f, "both") {
			return
		}
		if f.end < len(s.toks) && s.lower(f.end) == "of" && noun == "side" {
			return // "both sides of the border"
		}
		got := latest(d.pairs, n)
		groups := append(slices.Clone(d.groups), s.groups(recent(before))...)
		for k := len(groups) - 1; k >= 0; k-- {
			if len(groups[k]) == n {
				got = got[:0]
				for _, c := range groups[k] {
					got = append(got, annals.Actor{Code: c, Name: d.r.CountryName(c), Kind: "country"})
				}
				break
			}
		}
		if len(got) < n {
			f.actors = nil
			return
		}
		f.actors, f.land, f.place, f.group, f.many = got, false, false, true, true
		f.role = nil
		f.say("the %d countries named last", n)
	case f.given && f.role.kind != "body" && (noun == "leader" || noun == "man" || noun == "men" || noun == "woman" || f.role.kind == "office" || noun == "official" || noun == "diplomat"):
		var got []annals.Actor
		for k := len(d.entities) - 1; k >= 0 && len(got) < n; k-- {
			if e := d.entities[k]; e.person && e.actor.Code != "" {
				got = append(got, e.actor)
			}
		}
		if len(got) == n {
			slices.Reverse(got)
			f.actors, f.many = got, true
			f.say("the %d persons named last", n)
		}
	}
}

// sameLand resolves "the country" to the one that was named last, and is not the other
// argument of its verb.
func (d *discourse) sameLand(s *reading, f *found, before []*found) {
	if s.bare || f.role == nil || !f.role.place || !f.given || f.many || len(f.actors) > 0 || f.role.name != "country" && f.role.name != "nation" || f.head >= len(s.toks) {
		return
	}
	if f.end < len(s.toks) && (s.lower(f.end) == "of" || s.lower(f.end) == "that" || s.lower(f.end) == "which") {
		return // "the country of his birth"
	}
	verb := s.toks[f.head].Head
	own := s.toks[f.head].Deprel == "nmod:poss"
	taken := "" // who stands at the same verb
	for _, o := range recent(before) {
		if !own && o.code != "" && o.head < len(s.toks) && s.toks[o.head].Head == verb && s.locative(o) == "" {
			taken = o.code
		}
	}
	code := ""
	for k := len(before) - 1; k >= max(0, len(before)-window); k-- {
		o := before[k]
		if o.code == "" || internationals[o.code] || o.code == taken || !o.land || s.attached(s.at[o.first]) != "" {
			continue
		}
		if s.toks[o.head].Deprel == "conj" || len(o.actors) > 1 {
			return // one of several
		}
		code = o.code
		break
	}
	if code == "" && len(before) == 0 && d.only != "" {
		code = d.only
	}
	if code == "" {
		return
	}
	f.actors, f.code, f.land, f.group, f.lent, f.role = []annals.Actor{{Code: code, Name: d.r.CountryName(code), Kind: "country"}}, code, true, true, true, nil
	f.say("the country named last")
	s.tidy(f)
}

// standFor makes a pronoun stand for a phrase before it.
func (s *reading) standFor(f, o *found) *found {
	f.actors, f.code, f.entity = slices.Clone(o.actors), o.code, o.entity
	f.say("stands for %q", s.form(o.span))
	s.tidy(f)
	return f
}

// plural reports whether the token is a plural noun.
func (s *reading) plural(i int) bool {
	return i < len(s.toks) && (s.toks[i].XPOS == "NNS" || s.toks[i].XPOS == "NNPS")
}

func (s *reading) has(f *found, w string) bool {
	for i := max(0, f.first-2); i < f.end; i++ {
		if s.lower(i) == w {
			return true
		}
	}
	return false
}

// latest gives the n different countries named last, in the order of mention.
func latest(pairs []annals.Actor, n int) []annals.Actor {
	var out []annals.Actor
	for k := len(pairs) - 1; k >= 0 && len(out) < n; k-- {
		if !slices.ContainsFunc(out, func(a annals.Actor) bool { return a.Code == pairs[k].Code }) {
			out = append(out, pairs[k])
		}
	}
	slices.Reverse(out)
	return out
}

// saying are verbs whose subject speaks.
var saying = map[string]bool{"say": true, "tell": true, "add": true, "state": true, "announce": true, "declare": true, "note": true, "write": true, "ask": true,
	"warn": true, "stress": true, "insist": true, "explain": true, "claim": true, "argue": true, "reply": true, "respond": true, "continue": true, "comment": true,
	"vow": true, "conclude": true, "report": true, "tweet": true, "remark": true, "recall": true, "admit": true, "urge": true, "assert": true, "emphasize": true, "emphasise": true, "affirm": true}

// says reports whether a verb, or one joined to it, is a verb of saying outside
// the quotation: "he cited the treaty and said".
func (s *reading) says(v int) bool {
	if saying[s.toks[v].Lemma] && !s.open[v] {
		return true
	}
	for i := v + 1; i < len(s.toks) && i < v+40; i++ {
		if s.toks[i].Head == v && s.toks[i].Deprel == "conj" && saying[s.toks[i].Lemma] && !s.open[i] {
			for k := v + 1; k < i; k++ {
				if s.toks[k].Head == i && strings.HasPrefix(s.toks[k].Deprel, "nsubj") {
					return false
				}
			}
			return true
		}
	}
	return false
}

// mouths notes which tokens stand inside a quotation, which may go on from the
// sentence before.
func (d *discourse) mouths(s *reading) {
	s.open = make([]bool, len(s.toks)+1)
	s.quoted = d.quote
	for i := range s.toks {
		switch s.toks[i].Form {
		case "“", "``":
			d.quote = true
		case "”", "''":
			d.quote = false
		case "\"":
			d.quote = !d.quote
		}
		s.open[i] = d.quote
		s.quoted = s.quoted || d.quote
	}
}

// quotes finds who speaks in a sentence and gives "we" and "I" in the quotation
// that person's code.
func (d *discourse) quotes(s *reading, fs []*found, index int) {
	open, any := s.open, s.quoted
	var speaker *found
	for _, f := range fs {
		if f.head >= len(s.toks) || open[f.head] || f.inside || f.place || len(f.actors) == 0 {
			continue
		}
		t := &s.toks[f.head]
		if strings.HasPrefix(t.Deprel, "nsubj") && t.Head >= 0 && s.says(t.Head) {
			speaker = f
		}
		if f.first > 1 && s.lower(f.first-1) == "to" && s.lower(f.first-2) == "according" && speaker == nil {
			speaker = f
		}
	}
	if speaker != nil {
		d.speaker, d.spoke = speaker, index
	}
	for _, f := range fs {
		if f.kind != annals.MentionPronoun || len(f.how) == 0 || f.how[len(f.how)-1] != "speaker" {
			continue
		}
		f.how = f.how[:0]
		if any && open[f.head] && d.speaker != nil && len(d.speaker.actors) > 0 && index-d.spoke <= 2 {
			a := d.speaker.actors[0]
			f.actors = []annals.Actor{a}
			f.code, f.entity = a.Code, d.speaker.entity
			f.say("the words of %q", a.Text)
			s.tidy(f)
		}
	}
}
