package article

import (
	"fmt"
	"strings"

	"annals.example/annals"
)

// A page of text may stack several articles. Each is a head (headline, and in
// any order captions, credits, byline, dateline, crumbs of widgets, the headline
// again) and a body. The pass below goes through the paragraphs once, is either
// in a head or in a body, and opens a new article only on a plain sign:
//
//   - a headline-like line that is printed again a few lines on with nothing but
//     a head between the two;
//   - a headline-like line after a gap clearly wider than the page's gap between
//     paragraphs;
//   - a headline-like line followed at once by a byline, a dateline or a date.
//
// A blank line or a short line within a body is no such sign: a page with one
// plain article is never split.

// stack finds the articles of a page of text.
func (f *finder) stack() {
	paras := f.paragraphs()
	s := stacker{finder: f, paras: paras}
	s.gap, s.even, s.mostly = usualGap(paras)
	s.titleSaid = fold(f.page.Said.Title)
	s.run()
	s.close()
}

// quoted reports whether a line opens with a quotation mark or a bullet: pulled
// quotes and list items look like headlines otherwise.
func quoted(s string) bool { return strings.IndexAny(s, "\"'“‘«-•*–—") == 0 }

// stacker is the state of the pass over a page of text.
type stacker struct {
	*finder
	paras     []para
	gap       int    // usual blank lines between paragraphs
	even      bool   // all paragraphs have that gap between them
	mostly    bool   // nearly all have
	titleSaid string // folded title that the record gives beside its text
	cur       *draft
	headline  string         // folded headline of the current article
	inBody    bool           // the body of the current article has begun
	seen      map[string]int // folded paragraph of the current article → its first line
	pending   int            // paragraph of the headline's second printing, -1 if none
	bodyParas []*para        // of the current article
	ruled     bool           // the last paragraph was a rule of signs
}

func (s *stacker) open() {
	s.close()
	s.cur = &draft{}
	s.headline, s.inBody, s.pending = "", false, -1
	s.seen = map[string]int{}
	s.bodyParas = nil
}

// take gives a paragraph's lines to the current article under a kind.
func (s *stacker) take(p *para, kind annals.LineKind, why string) {
	for _, i := range p.lines {
		s.class(i, kind, why)
		if kind != annals.LineResidue {
			s.cur.own(i)
		}
	}
	if _, ok := s.seen[p.key]; !ok {
		s.seen[p.key] = s.lines[p.lines[0]].Number
	}
}

func (s *stacker) addBody(p *para, why string) {
	s.inBody = true
	s.cur.body = append(s.cur.body, p.text)
	s.bodyParas = append(s.bodyParas, p)
	s.take(p, annals.LineBody, why)
}

// run is the one pass.
func (s *stacker) run() {
	s.open()
	for i := range s.paras {
		p := &s.paras[i]
		if s.inBody {
			if why := s.starts(i); why != "" {
				s.open()
				s.setHeadline(i, why)
				continue
			}
			s.bodyLine(i)
		} else {
			s.headLine(i)
		}
		s.ruled = ruled(p.text) && !strings.Contains(p.text, "_") // agencies part sections by underscores
	}
}

// starts says by which sign paragraph i opens a new article, "" if it does not.
func (s *stacker) starts(i int) string {
	p := &s.paras[i]
	if p.plain.residue != "" || p.plain.hasDate {
		return ""
	}
	if !p.plain.title {
		// A headline may be a sentence where nothing else stands so far apart.
		if (s.even || s.mostly && p.gap >= s.gap+2) && s.titleSaid == "" && p.gap >= s.gap+1 && p.gap >= 2 && len(p.text) < 140 && wordCount(p.text) >= 4 && !quoted(p.text) && !p.plain.material() &&
			!s.outdone(i) && (s.followed(i) || p.gap >= s.gap+2) && s.proseAfter(i) {
			return fmt.Sprintf("headline: a sentence alone after %d blank lines where paragraphs have %d", p.gap, s.gap)
		}
		return ""
	}
	if j := s.reprint(i); j > 0 && (p.gap > s.gap || len(strings.Fields(p.text)) >= 5) && s.proseAfter(j) {
		return fmt.Sprintf("headline: printed again on line %d with only a head between", s.number(j))
	}
	if s.titleSaid != "" {
		// A record names its one article; only a repeated headline splits it.
		return ""
	}
	if p.key == s.headline && len(s.cur.body) >= 3 {
		return "headline: the article is printed again from here"
	}
	words := wordCount(p.text)
	gap := p.gap
	if s.outdone(i) {
		return ""
	}
	if s.ruled {
		gap += 2
	}
	looks := titleCase(p.text) || p.text == strings.ToUpper(p.text)
	wide := gap >= s.gap+2 && (words >= 3 || words == 2 && i+1 < len(s.paras) && !s.paras[i+1].plain.title) || gap >= s.gap+1 && gap >= 2 && words >= 5 && looks
	if s.even && gap > s.gap && len(s.cur.body) >= 2 && !quoted(p.text) {
		// Where all prose is evenly spaced, one blank line more is a plain sign.
		wide = wide || gap >= 2 && words >= 6 || words >= 5 && looks
	}
	if (wide || words >= 4 && gap >= s.gap || words >= 2 && gap > s.gap && gap >= 2) && s.followed(i) {
		return "headline: a byline, dateline or caption follows"
	}
	if wide && (s.proseAfter(i) || gap >= s.gap+2 && p.gap > s.gap && s.textAfter(i)) {
		return fmt.Sprintf("headline: stands after %d blank lines where paragraphs have %d", p.gap, s.gap)
	}
	return ""
}

// textAfter reports whether enough of a text comes at the page's usual spacing:
// results and calendars have no line that reads like prose.
func (s *stacker) textAfter(i int) bool {
	n := 0
	for k := i + 1; k < len(s.paras) && k <= i+8; k++ {
		if q := &s.paras[k]; k > i+1 && q.gap > s.gap {
			break
		}
		n += len(s.paras[k].text)
	}
	return n >= 200
}

// outdone reports whether one of the next lines is rather the headline: it stands
// after a wider gap, and this one ends the text above it.
func (s *stacker) outdone(i int) bool {
	gap := s.paras[i].gap
	for k := i + 1; k < len(s.paras) && k <= i+3; k++ {
		q := &s.paras[k]
		if q.plain.title && q.plain.residue == "" && q.gap > gap && q.gap > s.gap && len(strings.Fields(q.text)) >= 3 {
			return true
		}
		if !q.plain.title && !q.plain.material() {
			return false
		}
	}
	return false
}

// reprint finds the second printing of a headline: the next paragraph with the
// same words, when only a head's material stands between. At most 24 are looked at.
func (s *stacker) reprint(i int) int {
	j := s.paras[i].next
	if j < 0 || j-i > 24 || j == i+1 && s.paras[j].gap == 0 && s.paras[i].gap <= s.gap {
		return -1
	}
	loose := 0
	for k := i + 1; k < j; k++ {
		q := &s.paras[k]
		switch {
		case q.plain.material():
		case q.next >= 0 || q.prev >= i: // printed again: a caption
		default:
			loose++
			if len(strings.Fields(q.text)) > 70 {
				return -1
			}
		}
	}
	if loose > 2 || !s.newAfter(i, j) {
		return -1
	}
	return j
}

// newAfter reports whether a body comes under the second printing j of a headline
// that was first printed at i. Where what stood between comes again and then
// nothing new, a whole short article was printed twice.
func (s *stacker) newAfter(i, j int) bool {
	for k := j + 1; k < len(s.paras) && k <= j+24; k++ {
		q := &s.paras[k]
		if q.prev > i || q.plain.material() {
			continue
		}
		return !q.plain.title || q.gap <= s.gap
	}
	return false
}

// followed reports whether a byline, a dateline, a date or a caption comes
// within the next two paragraphs and prose after it.
func (s *stacker) followed(i int) bool {
	for k := i + 1; k < len(s.paras) && k <= i+2; k++ {
		q := &s.paras[k]
		switch {
		case q.plain.byline != "" || q.plain.hasDate && !q.plain.date.updated || q.plain.dateline != "":
			return s.proseAfter(i)
		case q.plain.strong && q.next == k+1 && !q.plain.title:
			return s.proseAfter(i)
		}
		if text, _, _ := dateline(q.text); text != "" {
			// Where no gap parts it from the text above, a place in capitals is asked for:
			// names with a bracket and a dash also open the answers of interviews.
			place, _, _ := strings.Cut(text, " (")
			return s.paras[i].gap > s.gap || capitalPlace(place)
		}
		if !q.plain.title {
			return false
		}
	}
	return false
}

// proseAfter reports whether a paragraph of prose comes within the next eight.
func (s *stacker) proseAfter(i int) bool {
	for k := i + 1; k < len(s.paras) && k <= i+8; k++ {
		q := &s.paras[k]
		if !q.plain.material() && len(q.text) >= 80 && endsSentence(q.text) {
			return true
		}
	}
	return false
}

func (s *stacker) number(i int) int { return s.lines[s.paras[i].lines[0]].Number }

func (s *stacker) setHeadline(i int, why string) {
	p := &s.paras[i]
	s.cur.title = squeeze(p.text)
	s.headline = p.key
	s.pending = s.reprint(i)
	s.take(p, annals.LineHeadline, why)
}

// common classes what is the same above and within the body.
func (s *stacker) common(i int) bool {
	p := &s.paras[i]
	g := p.plain
	switch {
	case g.residue != "":
		s.take(p, annals.LineResidue, g.residue)
	case g.hasDate:
		d := annals.Date{Start: g.date.day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the page's own line %d: %q", s.number(i), head(squeeze(p.text), 80))}
		if g.date.updated {
			if !s.cur.modified.Known() {
				s.cur.modified = d
			}
		} else if !s.cur.published.Known() && !s.inBody {
			s.cur.published = d
		}
		s.take(p, annals.LineDateline, "a line that only gives a date")
	case g.byline != "":
		s.cur.addOnce(&s.cur.bylines, g.byline)
		if day, _, _, ok := fullDate(p.text); ok && !s.inBody && !s.cur.published.Known() {
			s.cur.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the byline on line %d: %q", s.number(i), head(squeeze(p.text), 80))}
		}
		s.take(p, annals.LineByline, "byline")
	case g.signoff:
		s.cur.addOnce(&s.cur.bylines, strings.Trim(squeeze(p.text), "()[]"))
		s.take(p, annals.LineByline, "sign-off: who reported, wrote or edited")
	case agencyAlone(p.text):
		s.cur.addOnce(&s.cur.credits, strings.Trim(squeeze(p.text), "()[]. "))
		s.take(p, annals.LineCredit, "an agency's name alone")
	default:
		return false
	}
	return true
}

// firstBody opens the body; its first paragraph may carry the dateline.
func (s *stacker) firstBody(p *para) {
	why := "body: first paragraph"
	if text, day, _ := dateline(p.text); text != "" {
		s.cur.dateline = text
		s.datelineDay(text, day)
		why = "body: first paragraph, opens with a dateline"
	}
	s.addBody(p, why)
}

func (s *stacker) datelineDay(text, day string) {
	if day != "" && !s.cur.published.Known() {
		s.cur.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("dateline %q", text)}
	}
}

// bodyLine classes a paragraph within the body.
func (s *stacker) bodyLine(i int) {
	p := &s.paras[i]
	if at, ok := s.seen[p.key]; ok && len(strings.Fields(p.text)) >= 4 {
		s.take(p, annals.LineDuplicate, fmt.Sprintf("the words of line %d printed again", at))
		return
	}
	if s.common(i) {
		return
	}
	if p.plain.strong && len(p.text) < 400 && s.pictured(p) {
		s.caption(p, "caption: ends in a picture's credit")
		return
	}
	s.addBody(p, "body")
}

// pictured reports whether a credited paragraph within the body speaks of a
// picture: an agency in brackets also ends the last paragraph of a plain report.
func (s *stacker) pictured(p *para) bool {
	if p.next >= 0 {
		return true
	}
	if strings.Count(p.text, ". ") > 3 {
		return false // prose that a credit was glued to
	}
	end := tail(p.text, 160)
	if reSlashCredit.MatchString(end) || reLabelCredit.MatchString(end) {
		return true
	}
	low := strings.ToLower(p.plain.credit)
	for _, w := range []string{"photo", "image", "picture", "via", "handout", "getty", "file", "/", "flickr", "courtesy", "pool"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// close ends the current article. Without a body it is none, and its lines are residue.
func (s *stacker) close() {
	d := s.cur
	s.cur = nil
	if d == nil {
		return
	}
	s.trimTail(d)
	if !isProse(d.body) {
		for _, i := range d.lines {
			s.class(i, annals.LineResidue, "a heading or label without an article under it")
		}
		return
	}
	if d.title == "" {
		d.title = squeeze(s.page.Said.Title)
	}
	if s.main == nil {
		s.main = d
	}
	s.drafts = append(s.drafts, d)
}

// trimTail takes headings with nothing under them off the end of a body: the
// links to other articles that pages print there.
func (s *stacker) trimTail(d *draft) {
	n := len(s.bodyParas)
	for ; n > 1; n-- {
		p := s.bodyParas[n-1]
		above := p.lines[0] - p.gap - 1
		afterResidue := above >= 0 && s.lines[above].Kind == annals.LineResidue
		if !p.plain.title || p.gap <= s.gap && !afterResidue || len(p.lines) > 1 {
			break
		}
		s.class(p.lines[0], annals.LineResidue, "a heading with nothing under it")
	}
	if n == len(s.bodyParas) {
		return
	}
	d.body = d.body[:n]
	d.disown(func(i int) bool { return s.lines[i].Kind == annals.LineResidue })
}

// isProse reports whether paragraphs make up a text at all: one that ends as a
// sentence, or is as long as one.
func isProse(body []string) bool {
	for _, b := range body {
		if endsSentence(b) && len(b) >= 20 || len(b) >= 100 {
			return true
		}
	}
	return false
}
