package article

import (
	"fmt"
	"strings"
	"unicode"

	"annals.example/annals"
)

// markup finds the articles of a page whose lines carry markup: the main
// content is marked, what remains is to tell headline, captions, credits,
// byline and furniture within it from the body. Where the page holds several
// articles, an empty line marked "article" stands before each.
func (f *finder) markup() {
	var starts []int
	for i, l := range f.lines {
		if l.Markup == "article" && l.Text == "" {
			starts = append(starts, i)
		}
	}
	if len(starts) < 2 {
		s := section{finder: f, lo: 0, hi: len(f.lines), draft: &draft{}, main: true}
		s.titleAt = s.headlineLine(f.page.Said.Title)
		if d := s.read(); d != nil {
			f.drafts, f.main = append(f.drafts, d), d
		}
		return
	}
	for i := range starts[0] {
		f.outside(i)
	}
	// The article whose heading the page's own title repeats is the main one and
	// comes first; a page of which none is that has no main article.
	var sections []*section
	best, bestScore := -1, 0.6
	for k, lo := range starts {
		hi := len(f.lines)
		if k+1 < len(starts) {
			hi = starts[k+1]
		}
		s := &section{finder: f, lo: lo, hi: hi, draft: &draft{}}
		if s.titleAt = s.firstHeading(); s.titleAt >= 0 {
			if score := overlap(fold(head(f.page.Said.Title, 400)), fold(head(f.lines[s.titleAt].Text, 400))); score >= bestScore {
				best, bestScore = k, score+1e-9
			}
		}
		sections = append(sections, s)
	}
	for k, s := range sections {
		s.main = k == best
		d := s.read()
		switch {
		case d == nil:
		case s.main:
			f.main = d
			f.drafts = append([]*draft{d}, f.drafts...)
		default:
			f.drafts = append(f.drafts, d)
		}
	}
}

// section is the part of a page, lines lo to hi, that holds one article.
type section struct {
	*finder
	lo, hi   int
	titleAt  int // the headline's line, -1 if there is none
	main     bool
	draft    *draft
	bodyFrom int // first line of prose in the main content, hi if none
}

// read classes the section's lines and gives its article, nil if it has none.
func (s *section) read() *draft {
	f, d := s.finder, s.draft
	if s.main {
		for _, b := range f.page.Said.Bylines {
			d.addOnce(&d.bylines, squeeze(b))
		}
	}
	if s.titleAt >= 0 {
		d.title = squeeze(f.lines[s.titleAt].Text)
	} else if s.main {
		d.title = cleanTitle(f.page.Said.Title, f.page.Said.Publication)
	}
	titleKey := fold(d.title)
	first, end := s.extent()
	lastProse := -1
	s.bodyFrom = s.hi
	for i := first; i < end; i++ {
		if l := f.lines[i]; l.Inside && !heading(l.Markup) && l.Markup != "figcaption" && len(l.Text) >= 40 && residue(l.Text) == "" {
			lastProse = i
			s.bodyFrom = min(s.bodyFrom, i)
		}
	}
	if at := s.subtitleLine(); at >= 0 {
		d.subtitle = squeeze(f.lines[at].Text)
	}
	subtitle := fold(d.subtitle)
	seen := map[string]int{}
	lastAgain, lastBefore := -1, -1
	var body []int
	for i := s.lo; i < s.hi; i++ {
		l := &f.lines[i]
		text := strings.TrimSpace(l.Text)
		switch {
		case text == "":
			f.class(i, annals.LineBlank, "blank")
		case i == s.titleAt:
			f.class(i, annals.LineHeadline, "headline: the heading that the page's title repeats")
			if !s.main {
				f.class(i, annals.LineHeadline, "headline: the article's first heading")
			}
			d.own(i)
		case fold(text) == titleKey && titleKey != "":
			f.class(i, annals.LineDuplicate, "the headline printed again")
		case subtitle != "" && i < s.titleAt+12 && fold(text) == subtitle:
			f.class(i, annals.LineHeadline, "second headline: sums up the article between headline and body")
			d.own(i)
		case !l.Inside:
			if !s.nearby(i) {
				f.outside(i)
			}
		case i < first && i >= s.headFrom() && s.date(i, text):
		case i < first:
			f.class(i, annals.LineResidue, "above the headline")
		case i >= end:
			f.class(i, annals.LineResidue, "under a heading that ends the article")
		case l.Markup == "figcaption":
			s.caption(i)
		default:
			if s.inside(i, lastProse) {
				key := fold(text)
				if before, ok := seen[key]; ok && len(text) >= 80 && again(i, before, lastAgain, lastBefore) {
					f.class(i, annals.LineDuplicate, "the same words printed again")
					d.own(i)
					lastAgain, lastBefore = i, before
					continue
				}
				seen[key] = i
				body = append(body, i)
			}
		}
	}
	body = s.tail(body)
	for n, i := range body {
		text := strings.TrimSpace(f.lines[i].Text)
		if n == 0 {
			if t, day, _ := dateline(text); t != "" {
				d.dateline = t
				if day != "" && !d.published.Known() {
					d.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("dateline %q", t)}
				}
			}
		}
		d.body = append(d.body, text)
		f.class(i, annals.LineBody, "body: "+f.lines[i].Markup+" in the main content")
		d.own(i)
	}
	if !isProse(d.body) {
		for _, i := range d.lines {
			f.class(i, annals.LineResidue, "no article's text here")
		}
		return nil
	}
	return d
}

func (s *section) caption(i int) {
	text := squeeze(s.lines[i].Text)
	if t, _, ok := credit(text); ok {
		s.draft.addOnce(&s.draft.credits, t)
	}
	s.draft.addOnce(&s.draft.captions, text)
	s.class(i, annals.LineCaption, "caption: marked as one")
	s.draft.own(i)
}

// headFrom is the line from which on what stands above the body belongs to it:
// a little above the headline, where that is near; a dozen lines otherwise.
func (s *section) headFrom() int {
	if s.titleAt >= 0 && s.bodyFrom-s.titleAt <= 40 {
		return s.titleAt - 4
	}
	return s.bodyFrom - 12
}

// nearby classes a line that stands outside the main content but between the
// headline and the body, or just beside: there pages print byline, date and the
// caption of the opening picture.
func (s *section) nearby(i int) bool {
	if i > s.bodyFrom+2 && len(s.draft.bylines) == 0 && rePostedBy.MatchString(s.lines[i].Text) && s.date(i, squeeze(s.lines[i].Text)) {
		return true
	}
	if i < s.headFrom() || i > s.bodyFrom+2 {
		return false
	}
	l := &s.lines[i]
	text := squeeze(l.Text)
	switch {
	case l.Markup == "figcaption" && i > s.titleAt && i < s.bodyFrom:
		s.caption(i)
	case s.date(i, text):
	case byline(text) != "" && i > s.titleAt-2:
		s.draft.addOnce(&s.draft.bylines, byline(text))
		s.class(i, annals.LineByline, "byline")
		s.draft.own(i)
	default:
		return false
	}
	return true
}

// date takes a line that only says when the article was published or changed.
func (s *section) date(i int, text string) bool {
	read := s.plainDate(text)
	dl, ok := readDateLine(read)
	d := s.draft
	why := "a line that only gives a date"
	if !ok && i >= s.headFrom() && i <= s.bodyFrom+2 && s.lines[i].Markup != "figcaption" {
		dl, ok = letterhead(read)
		why = "a line of names and a date"
	}
	if !ok && len(d.bylines) == 0 && len(text) < 120 && rePostedBy.MatchString(text) {
		if b := writerIn(text); b != "" {
			d.addOnce(&d.bylines, b)
			s.class(i, annals.LineByline, "byline: who posted it")
			d.own(i)
			return true
		}
	}
	if !ok {
		return false
	}
	when := annals.Date{Start: dl.day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the page's own line %d: %q", s.lines[i].Number, head(text, 80))}
	switch {
	case dl.updated && !d.modified.Known():
		d.modified = when
	case !dl.updated && !d.published.Known() && i <= s.bodyFrom+2:
		d.published = when
	}
	if b := writerIn(text); b != "" {
		d.addOnce(&d.bylines, b)
		s.class(i, annals.LineByline, "byline with a date")
		d.own(i)
		return true
	}
	s.class(i, annals.LineDateline, why)
	d.own(i)
	return true
}

// firstHeading is the first heading of the section, -1 if there is none.
func (s *section) firstHeading() int {
	for i := s.lo; i < s.hi; i++ {
		if l := s.lines[i]; heading(l.Markup) && l.Markup <= "h3" && len(strings.Fields(l.Text)) >= 2 {
			return i
		}
	}
	return -1
}

// extent is where the article begins and ends within the main content: what
// stands above its headline and what follows a heading such as "Comments" or
// "Related stories" is no part of it, unless most of the prose stands there.
func (s *section) extent() (first, end int) {
	plain := s.plainMarkup()
	var all, main int // bytes of prose from the start, and of that in the usual markup
	prose := make([][2]int, s.hi-s.lo+1)
	for i := s.lo; i < s.hi; i++ {
		if l := s.lines[i]; isParagraph(l) {
			all += len(l.Text)
			if l.Markup == plain {
				main += len(l.Text)
			}
		}
		prose[i-s.lo+1] = [2]int{all, main}
	}
	first, end = s.lo, s.hi
	if s.titleAt >= 0 && prose[s.titleAt-s.lo][0]*10 <= all*4 {
		first = s.titleAt
	}
	for i := first; i < s.hi; i++ {
		l := s.lines[i]
		if !heading(l.Markup) && (!l.Inside && l.Markup != "label" || len(l.Text) > 60 || l.Markup == "li") {
			continue
		}
		ends, comments := endHeading(l.Text)
		if !ends {
			continue
		}
		before := prose[i-s.lo][0] - prose[first-s.lo][0]
		after := all - prose[i-s.lo][0]
		plainAfter := main - prose[i-s.lo][1]
		// Prose after "Comments" is the readers'; after a box of related stories
		// the article may go on, in the markup of its other paragraphs.
		if before >= 300 && before*10 >= (before+after)*3 && (plainAfter*8 < before || comments) {
			return first, i
		}
	}
	return first, end
}

// isParagraph reports whether a line is a paragraph of the main content.
func isParagraph(l annals.Line) bool {
	return l.Inside && len(l.Text) >= 60 && !heading(l.Markup) && l.Markup != "li" && l.Markup != "figcaption"
}

// plainMarkup is the markup that most of the section's prose stands in.
func (s *section) plainMarkup() string {
	size := map[string]int{}
	best := ""
	for i := s.lo; i < s.hi; i++ {
		if l := s.lines[i]; isParagraph(l) {
			size[l.Markup] += len(l.Text)
			if size[l.Markup] > size[best] {
				best = l.Markup
			}
		}
	}
	return best
}

var reComments = lazily(`(?i)\bcomments?\b|\breply\b|\bdiscussion\b|\bconversation\b`)

// reEnding matches the headings under which pages print what is not the article.
var reEnding = lazily(`(?i)^(?:(?:(?:top|most|reader|readers'|user|latest|all|recent|our|best|popular|newest) ){0,2}(?:rated )?(?:\d+ )?comments?(?: \(?\d+\)?| \(\d+\))?|leave a (?:comment|reply)|join the (?:conversation|discussion)|` +
	`related(?: (?:articles?|stor(?:y|ies)|news|posts?|content|coverage|topics|links|reading|items|roundup))?|(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|articles|reading))?)|` +
	`more (?:from|in|on|by) .{2,50}|more (?:stories|news|articles|headlines)|read next|up next|what to read next|most (?:read|popular|viewed|shared)|trending(?: now| stories)?|(?:popular|latest|recent|top) (?:stories|news|posts|articles|headlines)|` +
	`about the authors?|share this.{0,30}|sponsored(?: content| stories)?|from (?:around|across) the web|around the web|editors?['’]?s? picks|(?:newsletter|subscribe).{0,30})\s*[:»›]?$`)

// inside classes a line of the main content; true means that it is body.
func (s *section) inside(i, lastProse int) bool {
	l, d := &s.lines[i], s.draft
	text := strings.TrimSpace(l.Text)
	if i <= s.bodyFrom && s.date(i, text) {
		return false
	}
	if why := residue(text); why != "" {
		s.class(i, annals.LineResidue, why)
		return false
	}
	if heading(l.Markup) || len(text) < 60 && l.Markup != "li" {
		if ends, _ := endHeading(text); ends {
			s.class(i, annals.LineResidue, "the heading of a box within the article")
			return false
		}
	}
	if notice(text) {
		s.class(i, annals.LineResidue, "a notice of the publisher's")
		return false
	}
	if s.date(i, text) {
		return false
	}
	if b := byline(text); b != "" && (len(d.lines) == 0 || i-d.firstIndex < 12) {
		d.addOnce(&d.bylines, b)
		s.class(i, annals.LineByline, "byline")
		d.own(i)
		return false
	}
	if heading(l.Markup) && i > lastProse {
		s.class(i, annals.LineResidue, "a heading with nothing under it")
		return false
	}
	if agencyAlone(text) {
		d.addOnce(&d.credits, strings.Trim(squeeze(text), "()[]. "))
		s.class(i, annals.LineCredit, "an agency's name alone")
		d.own(i)
		return false
	}
	if signoff(text) {
		d.addOnce(&d.bylines, strings.Trim(squeeze(text), "()[]"))
		s.class(i, annals.LineByline, "sign-off: who reported, wrote or edited")
		d.own(i)
		return false
	}
	end := tail(text, 160)
	if t, strong, ok := credit(text); ok && strong && len(text) < 300 && (len(text) < 120 && reLabelCredit.MatchString(end) || reSlashCredit.MatchString(end)) {
		d.addOnce(&d.credits, t)
		d.addOnce(&d.captions, squeeze(text))
		s.class(i, annals.LineCaption, "caption: ends in a picture's credit")
		d.own(i)
		return false
	}
	return true
}

// outside classes a line outside the main content.
func (f *finder) outside(i int) {
	why := "outside the main content"
	switch m := f.lines[i].Markup; m {
	case "nav", "aside", "footer", "form", "header", "button", "dialog", "menu":
		why += " (" + m + ")"
	case "teasers":
		why += ": in a list of other texts"
	case "comments":
		why += ": in a list of comments"
	case "label":
		why = "a label loose among the paragraphs"
	case "tail":
		why = "parted from the text's end by links and labels"
	case "a":
		why = "nothing but links"
	}
	f.class(i, annals.LineResidue, why)
}

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// headlineLine is the heading whose words the page's own title repeats; where
// the page says no title, its only h1. -1 if there is none.
func (s *section) headlineLine(title string) int {
	said := fold(head(title, 400)) // some pages put all they have into their title
	best, bestScore := -1, 0.0
	h1, h1s := -1, 0
	for i, l := range s.lines {
		if l.Markup == "h1" {
			h1, h1s = i, h1s+1
		}
		if said == "" || !heading(l.Markup) || l.Markup > "h3" || len(l.Text) > 400 {
			continue
		}
		if score := overlap(said, fold(l.Text)); score > bestScore {
			best, bestScore = i, score
		}
	}
	if bestScore >= 0.6 {
		return best
	}
	if said == "" && h1s == 1 {
		return h1
	}
	if said == "" {
		return -1
	}
	// Old pages print their headline as a line like any other.
	for i := s.lo; i < s.hi; i++ {
		l := &s.lines[i]
		if len(l.Text) > 300 || l.Markup == "a" || l.Markup == "nav" || l.Markup == "figcaption" {
			continue
		}
		if key := fold(l.Text); len(key)*10 >= len(said)*6 && len(strings.Fields(key)) >= 3 && strings.Contains(said, key) {
			return i
		}
		if isParagraph(*l) && len(l.Text) >= 150 {
			break
		}
	}
	return -1
}

// overlap is the share of words that two folded titles have in common (Dice).
func overlap(a, b string) float64 {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	aw, bw := split(a), split(b)
	if len(aw) == 0 || len(bw) == 0 {
		return 0
	}
	in := map[string]int{}
	for _, w := range aw {
		in[w]++
	}
	same := 0
	for _, w := range bw {
		if in[w] > 0 {
			in[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(len(aw)+len(bw))
}

// cleanTitle takes the publication's name off the end or start of a page title.
func cleanTitle(title, publication string) string {
	title = squeeze(title)
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · "} {
		if i := strings.LastIndex(title, sep); i > 0 {
			front, back := title[:i], title[i+len(sep):]
			if publication != "" && fold(back) == fold(publication) {
				return front
			}
			if len(strings.Fields(front)) >= 4 && len(strings.Fields(back)) <= 4 {
				return front
			}
		}
	}
	return title
}
