package article

import (
	"fmt"
	"strings"

	"annals.example/annals"
)

// headLine classes a paragraph above the body.
func (s *stacker) headLine(i int) {
	p := &s.paras[i]
	g := p.plain
	if s.headline == "" && s.kicker(i) {
		s.take(p, annals.LineResidue, "a section's name above the headline")
		return
	}
	if s.headline == "" && s.headlineHere(i) {
		why := "headline: first line of the article"
		switch {
		case s.titleSaid != "" && overlap(s.titleSaid, p.key) >= 0.6:
			why = "headline: the title that the record gives"
		case s.reprint(i) > 0:
			why = fmt.Sprintf("headline: printed again on line %d with only a head between", s.number(s.reprint(i)))
		}
		s.setHeadline(i, why)
		return
	}
	if s.headline != "" && p.key == s.headline {
		s.take(p, annals.LineDuplicate, "the headline printed again")
		return
	}
	if at, ok := s.seen[p.key]; ok && g.residue == "" {
		s.take(p, annals.LineDuplicate, fmt.Sprintf("the words of line %d printed again", at))
		return
	}
	if s.common(i) {
		return
	}
	between := s.pending > i
	repeated := s.repeated(i, between)
	switch {
	case g.dateline != "":
		s.cur.dateline = g.dateline
		s.datelineDay(g.dateline, g.day)
		s.take(p, annals.LineDateline, "place and date alone on a line")
	case g.credit != "" && (between || repeated || g.strong && s.bodyAfter(i)):
		s.caption(p, "caption: ends in a credit")
	case repeated && (s.headline != "" || i > 0):
		s.caption(p, fmt.Sprintf("caption: printed again on line %d", s.number(p.next)))
	case between && len(strings.Fields(p.text)) <= 70:
		s.caption(p, "caption: between the two printings of the headline")
	case s.headline != "" && g.title && s.bodyAfter(i) && len(p.text) < 200 && !s.bodyFits(i):
		s.take(p, annals.LineHeadline, "second headline: stands between headline and body")
	default:
		s.firstBody(p)
	}
}

// kicker reports whether a line is a section's name: one or two words, or three
// in capitals, right above a line that is rather a headline.
func (s *stacker) kicker(i int) bool {
	p := &s.paras[i]
	words := strings.Fields(p.text)
	if len(words) > 3 || len(words) == 3 && p.text != strings.ToUpper(p.text) || p.next >= 0 || endsSentence(p.text) || p.plain.material() {
		return false
	}
	if i+1 >= len(s.paras) || s.titleSaid == p.key {
		return false
	}
	q := &s.paras[i+1]
	return q.plain.title && len(strings.Fields(q.text)) >= 5 && s.headlineHere(i+1)
}

// repeated reports whether a paragraph above the body is printed again as
// captions are: within the same head, not in a second printing of the article.
func (s *stacker) repeated(i int, between bool) bool {
	next := s.paras[i].next
	if next < 0 || next-i > 12 {
		return false
	}
	for k := i + 1; k < next && !between; k++ {
		if s.paras[k].key == s.headline {
			return false
		}
	}
	return true
}

// headlineHere reports whether the first headline-like line of an article is its headline.
func (s *stacker) headlineHere(i int) bool {
	p := &s.paras[i]
	if s.titleSaid != "" && p.key == s.titleSaid {
		return true
	}
	if p.plain.residue != "" || p.plain.hasDate || !p.plain.title || p.plain.dateline != "" {
		return false
	}
	if text, _, _ := dateline(p.text); text != "" {
		return false
	}
	if s.titleSaid != "" {
		// A record has said its title; its text begins with the body, unless it
		// prints the title, perhaps without the publication's name.
		return s.reprint(i) > 0 || overlap(s.titleSaid, p.key) >= 0.75 ||
			strings.Contains(s.titleSaid, " ") && (strings.HasPrefix(p.key, s.titleSaid+" ") || strings.HasPrefix(s.titleSaid, p.key+" "))
	}
	return s.bodyAfter(i)
}

// bodyFits reports whether a title-like line above the body is rather its first
// paragraph: as long as prose, or printed like the lines after it.
func (s *stacker) bodyFits(i int) bool {
	return len(strings.Fields(s.paras[i].text)) > 22
}

// bodyAfter reports whether any of the next twelve paragraphs reads like prose.
func (s *stacker) bodyAfter(i int) bool {
	for k := i + 1; k < len(s.paras) && k <= i+12; k++ {
		q := &s.paras[k]
		if q.key != s.paras[i].key && q.plain.residue == "" && !q.plain.hasDate && q.plain.byline == "" &&
			!(q.plain.credit != "" && (q.next >= 0 || q.prev >= 0)) && (endsSentence(q.text) || len(strings.Fields(q.text)) > 22) {
			return true
		}
	}
	return false
}

func (s *stacker) caption(p *para, why string) {
	s.cur.addOnce(&s.cur.captions, squeeze(p.text))
	s.cur.addOnce(&s.cur.credits, p.plain.credit)
	s.take(p, annals.LineCaption, why)
}
