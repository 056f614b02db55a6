package actor

import (
	"slices"
	"strings"

	annals "annals.example/annals"
)

// Query asks what a bare phrase names. Date is "2008-08-06", "2008-08", "2008" or
// empty; Country (a code) and Context (a sentence) are hints.
type Query struct {
	Text, Date, Country, Context string
	Sentence                     *annals.Sentence  // the phrase as the reader saw it; nil if it was not read
	Around                       []annals.Sentence // the context as the reader saw it; nil if it was not read
}

// stop are the words at which a bare phrase, which has no tags, is cut.
var stop = map[string]bool{"of": true, "in": true, "at": true, "from": true, "to": true, "for": true, "by": true, "with": true, "against": true, "on": true, "near": true,
	"under": true, "over": true, "between": true, "among": true, "and": true, "or": true, "&": true, ",": true, ";": true, "(": true, ")": true, "who": true, "which": true,
	"that": true, "inside": true, "outside": true, "across": true, "as": true, "is": true, "was": true, "including": true, "about": true, "into": true, "around": true, "within": true, "during": true, "after": true, "before": true, "since": true, "throughout": true, ":": true, "\"": true, "“": true, "”": true, "via": true, "along": true, "loyal": true, "backed": false}

// Phrase answers what a bare phrase names as of a date: nobody, one actor, or
// several ("France and Germany"). Where the context holds the phrase, it is read
// there first.
func (r *Register) Phrase(q Query) []annals.Actor {
	there := r.inContext(q)
	if coded(there) {
		return there
	}
	if alone := r.bare(q); len(there) == 0 || coded(alone) || len(alone) > 0 && len(alone[0].Sectors) > 0 {
		return alone
	}
	return there
}

func coded(as []annals.Actor) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(a annals.Actor) bool { return a.Code == "" })
}

// inContext resolves a phrase where the context holds it; nil where it does not.
func (r *Register) inContext(q Query) []annals.Actor {
	words := lexed(r, q.Text).toks
	for len(words) > 1 {
		switch strings.ToLower(words[0].Form) {
		case "the", "a", "an", "some":
			words = words[1:]
			continue
		}
		break
	}
	if len(words) == 0 {
		return nil
	}
	doc := Doc{Text: q.Context, Sentences: q.Around}
	doc.On.Start = day(q.Date)
	var first []annals.Actor
	for _, sent := range q.Around {
		for i := range sent.Tokens {
			end := held(sent.Tokens[i:], words)
			if end == 0 {
				continue
			}
			m, ok := r.At(sent.Index, i, i+end, doc)
			if ok && coded(m.Actors) {
				return m.Actors
			}
			if ok && first == nil {
				first = m.Actors
			}
		}
	}
	return first
}

// held gives the number of tokens that begin a text and are the words of a phrase,
// 0 if they are not: the two may be cut into words in different ways.
func held(toks, words []annals.Token) int {
	var want, have strings.Builder
	for _, w := range words {
		want.WriteString(strings.ToLower(w.Form))
	}
	for i, t := range toks {
		have.WriteString(strings.ToLower(t.Form))
		switch {
		case have.String() == want.String():
			return i + 1
		case !strings.HasPrefix(want.String(), have.String()):
			return 0
		}
	}
	return 0
}

// bare resolves a phrase by itself; the context only says of which countries it
// speaks.
func (r *Register) bare(q Query) []annals.Actor {
	s := lexed(r, q.Text)
	if q.Sentence != nil {
		s.tagged(q.Sentence)
	}
	d := &discourse{r: r, day: day(q.Date), context: map[string]int{}, home: q.Country}
	if q.Country != "" {
		d.context[q.Country] += 2
	}
	only := ""
	if q.Context != "" {
		c := lexed(r, q.Context)
		d.count(c)
		if len(d.context) == 1 {
			for k := range d.context {
				only = k
			}
		}
	}
	d.count(s)
	d.lone = len(d.context) == 0
	fs := d.sentence(s, 0)
	fs = slices.DeleteFunc(fs, func(f *found) bool { return f.inside })
	var out []annals.Actor
	last := -1
	for _, f := range fs {
		if len(f.actors) == 0 {
			if len(out) == 0 && f.place && f.land && last < 0 && f.code != "" {
				out = append(out, annals.Actor{Code: f.code, Kind: "country", Text: s.form(f.span)})
			}
			last = f.end
			continue
		}
		if last >= 0 && !s.joined(last, f.first) {
			continue
		}
		for _, a := range f.actors {
			if a.Code == "" {
				hint := q.Country
				if hint == "" && f.role != nil && f.name == "" {
					hint = only
				}
				a.Code = hint
				if len(a.Sectors) == 0 && f.role != nil && f.role.weak && hint != "" {
					a.Sectors = d.weak(f.role, hint)
				}
			}
			out = append(out, a)
		}
		last = f.end
	}
	return out
}

// joined reports whether only "and", "or" and commas lie between two phrases.
func (s *reading) joined(from, to int) bool {
	if from > to {
		return false
	}
	n := 0
	for i := from; i < to; i++ {
		switch s.lower(i) {
		case "and", "or", ",", "&", "the", "a", "an", ";":
			n++
		default:
			return false
		}
	}
	return n > 0
}

// lexed cuts a text into tokens by itself, without tags.
func lexed(r *Register, text string) *reading {
	s := &reading{r: r, text: text, bare: true}
	for i := 0; i < len(text); {
		if text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r' {
			i++
			continue
		}
		end := i
		for end < len(text) && !strings.ContainsRune(" \n\t\r,;:()\"-", rune(text[end])) && !strings.HasPrefix(text[end:], "“") && !strings.HasPrefix(text[end:], "”") {
			end++
		}
		if end == i {
			end++
			if text[i] >= 0x80 {
				end = i + len("“")
			}
			end = min(end, len(text))
		} else {
			w := text[i:end]
			for _, p := range []string{"'s", "’s"} {
				if strings.HasSuffix(w, p) && len(w) > len(p) {
					end -= len(p)
				}
			}
			if w = text[i:end]; strings.HasSuffix(w, ".") && end == len(text) && strings.Count(w, ".") == 1 && len(w) > 3 {
				end--
			}
		}
		if end <= i {
			end = i + 1
		}
		s.toks = append(s.toks, annals.Token{Start: i, End: end, Form: text[i:end], Head: -1})
		i = end
	}
	s.prepare()
	return s
}

// tagged takes the name tags over from the reader's sentence, by offset.
func (s *reading) tagged(o *annals.Sentence) {
	k := 0
	for i := range s.toks {
		for k < len(o.Tokens) && o.Tokens[k].End-o.Start <= s.toks[i].Start {
			k++
		}
		if k < len(o.Tokens) && o.Tokens[k].Start-o.Start <= s.toks[i].Start && strings.HasSuffix(o.Tokens[k].Name, "PER") {
			s.toks[i].Name = o.Tokens[k].Name
		}
	}
	s.prepare()
}

// marked makes a mention of a span that somebody else has marked.
func (d *discourse) marked(s *reading, fs []*found, index, first, end int) annals.Mention {
	var best *found
	score := 0
	for _, f := range fs {
		// How much of the two overlaps, and how little of either is left over.
		lo, hi := max(f.first, first), min(f.end, end)
		if hi <= lo || len(f.actors) == 0 {
			continue
		}
		v := 100*(hi-lo) - 10*(max(0, first-f.first)+max(0, f.end-end))
		if f.head >= first && f.head < end {
			v += 50
		}
		if f.inside {
			v -= 60
		}
		if best == nil || v > score {
			best, score = f, v
		}
	}
	start, stop := s.toks[first].Start, s.toks[end-1].End
	m := annals.Mention{Sentence: index, First: first, End: end, Head: s.top(span{first, end}), Kind: annals.MentionNominal,
		Evidence: annals.Evidence{Sentence: index, Start: start, End: stop, Text: s.text[start:stop]}}
	if best != nil {
		m.Kind, m.How = best.kind, best.how
		m.Actors = slices.Clone(best.actors)
		for i := range m.Actors {
			m.Actors[i].Text = m.Evidence.Text
		}
	} else {
		m.How = []string{"nobody that article or register know"}
	}
	return m
}
