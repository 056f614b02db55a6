// Package figure answers: how many, of whom, according to whom?
//
// A figure is a number that counts or measures something. Dates, years, times,
// ages, durations, ordinals, scores, telephone numbers and names that contain
// numbers (F-16, Resolution 1701) are none. Vague quantities ("dozens", "tens
// of thousands") have no value to write down and are left out.
package figure

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"annals.example/annals"
)

// Find returns the figures of an article in the order of the text. text is the
// article's text, into which all offsets count bytes; sents its sentences in
// order; mentions the resolved mentions, sorted by sentence; published is the
// day of publication, as of which a figure without another date is claimed.
func Find(articleID, text string, sents []annals.Sentence, mentions []annals.Mention, published annals.Date) []annals.Figure {
	var out []annals.Figure
	m := 0
	for i := range sents {
		s := &sents[i]
		for m < len(mentions) && mentions[m].Sentence < s.Index {
			m++
		}
		first := m
		for m < len(mentions) && mentions[m].Sentence == s.Index {
			m++
		}
		out = append(out, inSentence(articleID, text, s, mentions[first:m], published)...)
	}
	return out
}

// count is one number found in a sentence, with what it counts.
type count struct {
	number
	first, last int // tokens of the whole figure, from its bound to its unit, last exclusive
	bound       string
	noun        int // token of what is counted, -1 if it is not beside the number
	of          int // index in the sentence's counts of the whole it is part of, -1 if none
	unit        string
}

func inSentence(articleID, text string, s *annals.Sentence, ments []annals.Mention, published annals.Date) []annals.Figure {
	g := newGraph(s)
	var found []count
	for i := 0; i < len(s.Tokens); {
		c, next, ok := g.count(i, text)
		if !ok {
			i = next
			continue
		}
		c.of = -1
		found = append(found, c)
		i = next
	}
	found = g.settle(found)
	out := make([]annals.Figure, 0, len(found))
	for i, c := range found {
		a, b := s.Tokens[c.first].Start, s.Tokens[c.last-1].End
		f := annals.Figure{
			ArticleID: articleID,
			Value:     c.value,
			Max:       c.max,
			Bound:     c.bound,
			Unit:      c.unit,
			Of:        g.of(c, text),
			State:     g.state(c),
			Claimant:  g.claimant(c, ments, text),
			AsOf:      asOf(published, s, c),
			Evidence:  annals.Evidence{ArticleID: articleID, Sentence: s.Index, Start: a, End: b, Text: text[a:b]},
		}
		f.ID = id(f)
		if c.of >= 0 && c.of < i {
			f.SubsetOf = out[c.of].ID
			if f.Of == "" && f.Unit == out[c.of].Unit {
				f.Of = out[c.of].Of
			}
			if f.State == "" && (g.included(&c) || !c.share && g.form(c.numTo) == "of") {
				f.State = out[c.of].State // "killed 230 people, including 45 children", "200, 60 of them women"
			}
		}
		out = append(out, f)
	}
	return out
}

// of is who or what is counted in the text's own words, "" where the words add
// nothing to the unit.
func (g *graph) of(c count, text string) string {
	if c.noun < c.numTo || c.noun >= len(g.toks) || c.money != "" || c.percent || c.share {
		return ""
	}
	from := c.numTo
	for from < c.noun && (g.form(from) == "of" || g.form(from) == "the" || g.toks[from].UPOS == "PUNCT" || g.toks[from].UPOS == "DET") {
		from++
	}
	of := strings.Join(strings.Fields(text[g.toks[from].Start:g.toks[c.noun].End]), " ")
	if lower(of) == c.unit || c.noun == c.numTo && c.unit != lower(g.toks[c.noun].Form) {
		return ""
	}
	return of
}

// asOf dates the claim: the day of publication, unless the sentence gives
// another ("as of March 1"), which is then left unknown here.
func asOf(published annals.Date, s *annals.Sentence, c count) annals.Date {
	for i := 0; i+1 < len(s.Tokens); i++ {
		if strings.EqualFold(s.Tokens[i].Form, "as") && strings.EqualFold(s.Tokens[i+1].Form, "of") {
			return annals.Date{Precision: annals.PrecisionNone, Basis: `the sentence says "as of" a date of its own`}
		}
	}
	if !published.Known() {
		return annals.Date{}
	}
	d := published
	d.Basis = "claimed when published"
	return d
}

func id(f annals.Figure) string {
	h := sha256.New()
	for _, p := range []string{f.ArticleID, strconv.Itoa(f.Evidence.Start), strconv.Itoa(f.Evidence.End), strconv.FormatFloat(f.Value, 'g', -1, 64), f.Unit} {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return "f-" + hex.EncodeToString(h.Sum(nil))[:16]
}
