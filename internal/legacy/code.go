package legacy

import (
	"slices"
	"strings"

	"annals.example/annals"
)

// Triple is one event as the older coders write it.
type Triple struct {
	Source, Target, Code string
	SourceAt, TargetAt   [2]int // first and last token of the phrases; of the verb where a side is unknown
	Trigger              int    // token of the verb
	File                 string // of the verb or pattern in its dictionary
	Line                 int
}

// Options are PETRARCH's.
type Options struct {
	// Alone keeps events of which only one side is known ("require_dyad = false"); the
	// other side is "---".
	Alone bool
	// Commas are the least and the most words of a phrase between commas that is left
	// out before coding: at the beginning, at the end and in between.
	Commas struct{ Begin, End, Between [2]int }
}

// Usual are the options that PETRARCH comes with.
func Usual() Options {
	var o Options
	o.Commas.Begin, o.Commas.End, o.Commas.Between = [2]int{2, 8}, [2]int{2, 8}, [2]int{2, 8}
	return o
}

// Code codes one sentence as of a day (19950601; 0 if unknown).
func (d *Dictionaries) Code(s *annals.Sentence, day int, o Options) []Triple {
	r := read(d, s, day, commas(s, o))
	var out []Triple
	var coded []int
	for w := range r.words {
		if !r.isVerb(w) || r.within(w, coded) {
			continue
		}
		e, ok := r.event(w)
		if !ok {
			continue
		}
		list := r.triples(e, o)
		if len(list) > 0 {
			coded = append(coded, r.tok[w])
		}
		for _, t := range list {
			if !slices.ContainsFunc(out, func(x Triple) bool { return x.Source == t.Source && x.Target == t.Target && x.Code == t.Code }) {
				out = append(out, t)
			}
		}
	}
	return out
}

// commas lists the tokens of phrases between commas that are left out. What is part of
// a list stays.
func commas(s *annals.Sentence, o Options) map[int]bool {
	var at []int
	for i, t := range s.Tokens {
		if t.Form == "," {
			at = append(at, i)
		}
	}
	gone := map[int]bool{}
	if len(at) == 0 {
		return gone
	}
	drop := func(from, to int, size [2]int) bool { // tokens, to exclusive
		n, list := 0, false
		for i := from; i < to; i++ {
			t := s.Tokens[i]
			if t.UPOS != "PUNCT" && t.Form != "'s" {
				n++
			}
			list = list || t.Head < 0 && !tells(s, i, from) // what the sentence says
			list = list || strings.HasPrefix(t.Deprel, "conj") && (t.Head < from || t.Head >= to) && t.UPOS != "VERB"
			for _, u := range s.Tokens { // the head of a list that goes on outside
				list = list || strings.HasPrefix(u.Deprel, "conj") && u.Head == i && u.UPOS != "VERB" && outside(s, u, from, to)
			}
		}
		if size[1] == 0 || n < size[0] || n > size[1] || list {
			return false
		}
		for i := from; i < to; i++ {
			gone[i] = true
		}
		return true
	}
	end := len(s.Tokens)
	if end > 0 && s.Tokens[end-1].UPOS == "PUNCT" {
		end--
	}
	first, last := 0, len(at)-1
	if drop(0, at[0], o.Commas.Begin) {
		gone[at[0]] = true
		first++
	}
	if last >= first && drop(at[last]+1, end, o.Commas.End) {
		gone[at[last]] = true
		last--
	}
	for i := first; i < last+1 && i < len(at); i++ {
		to := -1
		if i+1 < len(at) {
			to = at[i+1]
		}
		if to > 0 && drop(at[i]+1, to, o.Commas.Between) {
			gone[at[i]] = true
		}
	}
	return gone
}

// tells reports whether a word only says what stands before a place: "…, officials said".
func tells(s *annals.Sentence, i, before int) bool {
	return slices.ContainsFunc(s.Tokens[:before], func(t annals.Token) bool {
		return t.Head == i && (t.Deprel == "ccomp" || strings.HasPrefix(t.Deprel, "parataxis"))
	})
}

func outside(s *annals.Sentence, u annals.Token, from, to int) bool {
	return u.Start < s.Tokens[from].Start || u.Start >= s.Tokens[to-1].End
}

func (r *reading) isVerb(w int) bool {
	t := r.s.Tokens[r.tok[w]]
	if len(r.d.verbs[r.words[w]]) == 0 {
		return false
	}
	return strings.HasPrefix(t.XPOS, "VB") && t.Deprel != "amod" || t.UPOS == "VERB" && t.Deprel != "amod" || t.Head < 0 && t.UPOS != "PROPN"
}

// within reports whether a verb belongs to what a coded verb says.
func (r *reading) within(w int, coded []int) bool {
	i := r.tok[w]
	for n := 0; n < 64; n++ {
		t := r.s.Tokens[i]
		if t.Head < 0 {
			return false
		}
		if slices.Contains(coded, t.Head) {
			return !strings.HasPrefix(t.Deprel, "conj")
		}
		i = t.Head
	}
	return false
}

// found is an event before its sides are multiplied.
type found struct {
	verb           int // word
	code           code
	source, target *unit
	both           *unit
	file           string
	line           int
}

func (r *reading) event(w int) (found, bool) {
	for _, v := range r.d.verbs[r.words[w]] {
		from := w - v.head
		if from < 0 || from+len(v.words) > len(r.words) || !slices.Equal(r.words[from:from+len(v.words)], v.words) {
			continue
		}
		e := found{verb: w, code: v.code, file: v.file, line: v.line}
		for _, p := range v.patterns {
			if m, ok := r.match(p, from, from+len(v.words)); ok {
				m.verb, m.code, m.file, m.line = w, p.code, p.file, p.line
				e = m
				break
			}
		}
		if e.code.null() {
			return e, false
		}
		r.sides(&e)
		return e, true
	}
	return found{}, false
}

// match tries a pattern around a verb that has the words from to to.
func (r *reading) match(p *pattern, from, to int) (found, bool) {
	var e found
	at := to
	for i, el := range p.after {
		next, ok := r.step(el, at, 1, el.joined || i == 0 && el.joined, &e)
		if !ok {
			return e, false
		}
		at = next
	}
	at = from - 1
	joined := false // the element must stand right before the one already matched
	for i := len(p.before) - 1; i >= 0; i-- {
		el := p.before[i]
		if el.sign == '*' {
			joined = true
			continue
		}
		next, ok := r.step(el, at, -1, joined, &e)
		if !ok {
			return e, false
		}
		at, joined = next, el.joined
	}
	return e, true
}

// step matches one element from a word on, forwards or backwards; next is the word from
// which the next element is looked for.
func (r *reading) step(el element, at, dir int, joined bool, e *found) (next int, ok bool) {
	for ; at >= 0 && at < len(r.words); at += dir {
		if el.sign != 0 {
			if u := r.phraseAt(at, el.sign == '^'); u != nil {
				switch el.sign {
				case '$':
					e.source = u
				case '+':
					e.target = u
				case '%':
					if len(u.codes()) < 2 {
						u = nil
					}
					e.both = u
				}
				if u != nil {
					if dir > 0 {
						return u.to, true
					}
					return u.from - 1, true
				}
			}
		} else if n := r.wordsAt(el.word, at, dir); n > 0 {
			return at + dir*n, true
		}
		if joined {
			return 0, false
		}
	}
	return 0, false
}

// wordsAt says how many words of an element stand at a place, 0 if it is not there.
func (r *reading) wordsAt(word string, at, dir int) int {
	if !strings.HasPrefix(word, "&") {
		if r.words[at] == word {
			return 1
		}
		return 0
	}
	best := 0
	for _, w := range r.d.synsets[strings.Trim(word, "_")] {
		from := at
		if dir < 0 {
			from = at - len(w) + 1
		}
		if len(w) > best && from >= 0 && from+len(w) <= len(r.words) && slices.Equal(r.words[from:from+len(w)], w) {
			best = len(w)
		}
	}
	return best
}

func (r *reading) unitAt(w int) *unit { return r.phraseAt(w, false) }

// phraseAt is the noun phrase that a word lies in, of somebody or of any kind.
func (r *reading) phraseAt(w int, anything bool) *unit {
	list := r.units
	if anything {
		list = r.phrases
	}
	for i := range list {
		if u := &list[i]; w >= u.from && w < u.to {
			return u
		}
	}
	return nil
}

// sides fills source and target where the pattern has not named them.
func (r *reading) sides(e *found) {
	if e.both != nil {
		// behind the verb the two may be whom somebody deals with: "agrees with A and B"
		s := e.source
		if s == nil && e.both.from > e.verb {
			s = r.subject(e.verb, e.both)
		}
		if s == nil || !s.coded() || s == e.both {
			return
		}
		e.source, e.target, e.both = s, e.both, nil
		return
	}
	if e.source == nil && e.target == nil && r.passive(r.tok[e.verb]) {
		if by := r.agent(r.tok[e.verb]); by != nil {
			e.source, e.target = by, r.subject(e.verb, nil)
			return
		}
	}
	if e.source == nil {
		e.source = r.subject(e.verb, e.target)
	}
	if e.target == nil {
		e.target = r.object(e.verb, e.source)
	}
}

func (r *reading) passive(tok int) bool {
	for _, k := range r.kids[tok] {
		if d := r.s.Tokens[k].Deprel; d == "aux:pass" || d == "obl:agent" {
			return true
		}
	}
	return false
}

// agent is the phrase behind "by".
func (r *reading) agent(tok int) *unit {
	for w := range r.words {
		if r.words[w] != "BY" || r.tok[w] < tok {
			continue
		}
		if u := r.unitAt(min(w+1, len(r.words)-1)); u != nil && u.coded() {
			h := r.s.Tokens[r.tok[w]].Head
			if h < 0 || r.under(h, tok) {
				return u
			}
		}
	}
	return nil
}

func (r *reading) under(i, top int) bool {
	for n := 0; n < 64 && i >= 0; n++ {
		if i == top {
			return true
		}
		i = r.s.Tokens[i].Head
	}
	return false
}

// subject is the phrase of the verb's subject, of its own or of the clause that governs
// it; else the nearest coded phrase before it.
func (r *reading) subject(w int, not *unit) *unit {
	i := r.tok[w]
	for n := 0; n < 8; n++ {
		for _, k := range r.kids[i] {
			if d := r.s.Tokens[k].Deprel; strings.HasPrefix(d, "nsubj") && k < r.tok[w] {
				if u := r.first(func(u *unit) bool { return u != not && u.coded() && r.holds(u, k) }); u != nil {
					return u
				}
				if u := r.first(func(u *unit) bool {
					return u != not && u.coded() && r.tok[u.from] < r.tok[w] && r.under(r.tok[u.from], k)
				}); u != nil {
					return u
				}
				if u := r.first(func(u *unit) bool { return u != not && r.holds(u, k) }); u != nil {
					return u
				}
			}
		}
		h := r.s.Tokens[i].Head
		if h < 0 {
			break
		}
		i = h
	}
	for _, coded := range []bool{true, false} {
		for k := len(r.units) - 1; k >= 0; k-- {
			if u := &r.units[k]; u.to <= w && u != not && (u.coded() || !coded) {
				return u
			}
		}
	}
	return nil
}

func (r *reading) holds(u *unit, tok int) bool {
	return tok >= r.tok[u.from] && tok <= r.tok[u.to-1]
}

func (r *reading) first(is func(*unit) bool) *unit {
	for i := range r.units {
		if is(&r.units[i]) {
			return &r.units[i]
		}
	}
	return nil
}

// object is the first coded phrase behind the verb that is not the source's; else the
// first without an actor's code; else the nearest before the verb.
func (r *reading) object(w int, source *unit) *unit {
	other := func(u *unit) bool {
		return u != source && (source == nil || !slices.Equal(u.codes(), source.codes()))
	}
	end := len(r.words)
	for _, k := range r.kids[r.tok[w]] { // what a coordinated verb says is not this one's
		if t := r.s.Tokens[k]; strings.HasPrefix(t.Deprel, "conj") && t.UPOS == "VERB" && k > r.tok[w] {
			for x := range r.words {
				if r.tok[x] >= k {
					end = min(end, x)
				}
			}
		}
	}
	for _, coded := range []bool{true, false} {
		for i := range r.units {
			if u := &r.units[i]; u.from > w && u.from < end && other(u) && u.coded() == coded {
				return u
			}
		}
	}
	for i := len(r.units) - 1; i >= 0; i-- {
		if u := &r.units[i]; u.to <= w && other(u) && u.coded() && r.under(r.tok[u.from], r.tok[w]) {
			return u
		}
	}
	return nil
}

// triples multiplies the sides of an event.
func (r *reading) triples(e found, o Options) []Triple {
	var out []Triple
	span := func(u *unit) [2]int {
		if u == nil {
			return [2]int{r.tok[e.verb], r.tok[e.verb]}
		}
		return [2]int{r.tok[u.from], r.tok[u.to-1]}
	}
	add := func(s, t, code string, from, to *unit) {
		if s != t && code != "" {
			out = append(out, Triple{s, t, code, span(from), span(to), r.tok[e.verb], e.file, e.line})
		}
	}
	pair := func(s, t string) {
		add(s, t, e.code.there, e.source, e.target)
		add(t, s, e.code.back, e.target, e.source)
	}
	if e.both != nil {
		codes := e.both.codes()
		for i, a := range codes {
			for j, b := range codes {
				if i != j {
					add(a, b, e.code.there, e.both, e.both)
				}
			}
		}
		return out
	}
	var sources, targets []string
	if e.source != nil {
		sources = e.source.codes()
	}
	if e.target != nil {
		targets = e.target.codes()
	}
	if o.Alone {
		if len(sources) > 0 && len(targets) == 0 {
			targets = []string{"---"}
		}
	}
	for _, s := range sources {
		for _, t := range targets {
			pair(s, t)
		}
	}
	return out
}
