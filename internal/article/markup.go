package article

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"annals.example/annals"
)

// markup finds the articles of a page whose lines carry markup: the main
// content is marked, what remains is to tell headline, captions, credits,
// byline and furniture within it from the body.
func (f *finder) markup() {
	d := &draft{}
	d.bylines = append(d.bylines, f.page.Said.Bylines...)
	titleAt := f.headlineLine()
	if titleAt >= 0 {
		d.title = squeeze(f.lines[titleAt].Text)
	} else {
		d.title = cleanTitle(f.page.Said.Title, f.page.Said.Publication)
	}
	titleKey := fold(d.title)
	seen := map[string]bool{}
	lastProse := -1
	for i := range f.lines {
		if l := f.lines[i]; l.Inside && !heading(l.Markup) && l.Markup != "figcaption" && len(l.Text) >= 40 && residue(l.Text) == "" {
			lastProse = i
		}
	}
	first, end := f.extent(titleAt)
	var body []int
	for i := range f.lines {
		l := &f.lines[i]
		text := strings.TrimSpace(l.Text)
		switch {
		case text == "":
			f.class(i, annals.LineBlank, "blank")
		case i == titleAt:
			f.class(i, annals.LineHeadline, "headline: the heading that the page's title repeats")
			d.own(i)
		case fold(text) == titleKey && titleKey != "":
			f.class(i, annals.LineDuplicate, "the headline printed again")
		case !l.Inside:
			f.outside(i, d)
		case i < first:
			f.class(i, annals.LineResidue, "above the headline")
		case i >= end:
			f.class(i, annals.LineResidue, "under a heading that ends the article")
		case l.Markup == "figcaption":
			if t, _, ok := credit(text); ok {
				d.credits = addOnce(d.credits, t)
			}
			d.captions = addOnce(d.captions, squeeze(text))
			f.class(i, annals.LineCaption, "caption: marked as one")
			d.own(i)
		default:
			if f.inside(i, d, lastProse) {
				key := fold(text)
				if seen[key] && len(text) >= 80 {
					f.class(i, annals.LineDuplicate, "the same words printed again")
					d.own(i)
					continue
				}
				seen[key] = true
				body = append(body, i)
			}
		}
	}
	for n, i := range body {
		text := strings.TrimSpace(f.lines[i].Text)
		if n == 0 {
			if t, day, _ := dateline(text); t != "" {
				d.dateline = t
				if day != "" && !d.published.Known() {
					d.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: "dateline \"" + t + "\""}
				}
			}
		}
		d.body = append(d.body, text)
		f.class(i, annals.LineBody, "body: "+f.lines[i].Markup+" in the main content")
		d.own(i)
	}
	if !isProse(d.body) {
		for _, i := range d.lines {
			f.class(i, annals.LineResidue, "no article's text on this page")
		}
		return
	}
	f.drafts = append(f.drafts, d)
}

// extent is where the article begins and ends within the main content: what
// stands above its headline and what follows a heading such as "Comments" or
// "Related stories" is no part of it, unless most of the prose stands there.
func (f *finder) extent(titleAt int) (first, end int) {
	prose := make([]int, len(f.lines)+1) // bytes of prose before line i
	for i, l := range f.lines {
		prose[i+1] = prose[i]
		if l.Inside && len(l.Text) >= 60 && !heading(l.Markup) && l.Markup != "li" {
			prose[i+1] += len(l.Text)
		}
	}
	total := prose[len(f.lines)]
	first, end = 0, len(f.lines)
	if titleAt >= 0 && prose[titleAt]*10 <= total*4 {
		first = titleAt
	}
	for i := first; i < len(f.lines); i++ {
		l := f.lines[i]
		if !heading(l.Markup) && (!l.Inside || len(l.Text) > 40 || l.Markup == "li") || !reEnding.MatchString(l.Text) {
			continue
		}
		before, after := prose[i]-prose[first], total-prose[i]
		// Prose after "Comments" is the readers'; after a box of related stories
		// the article may go on.
		if before >= 300 && before*10 >= (before+after)*3 && (after*8 < before || reComments.MatchString(l.Text)) {
			return first, i
		}
	}
	return first, end
}

var reComments = regexp.MustCompile(`(?i)\bcomments?\b|\breply\b|\bdiscussion\b|\bconversation\b`)

// reEnding matches the headings under which pages print what is not the article.
var reEnding = regexp.MustCompile(`(?i)^(?:(?:(?:top|most|reader|readers'|user|latest|all|recent|our|best|popular|newest) ){0,2}(?:rated )?(?:\d+ )?comments?(?: \(?\d+\)?| \(\d+\))?|leave a (?:comment|reply)|join the (?:conversation|discussion)|` +
	`related(?: (?:articles?|stor(?:y|ies)|news|posts?|content|coverage|topics|links|reading|items|roundup))?|(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|articles|reading))?)|` +
	`more (?:from|in|on|by) .{2,50}|more (?:stories|news|articles|headlines)|read next|up next|what to read next|most (?:read|popular|viewed|shared)|trending(?: now| stories)?|(?:popular|latest|recent|top) (?:stories|news|posts|articles|headlines)|` +
	`about the authors?|share this.{0,30}|sponsored(?: content| stories)?|from (?:around|across) the web|around the web|editors?['’]?s? picks|(?:newsletter|subscribe).{0,30})\s*[:»›]?$`)

// inside classes a line of the main content; true means that it is body.
func (f *finder) inside(i int, d *draft, lastProse int) bool {
	l := &f.lines[i]
	text := strings.TrimSpace(l.Text)
	if why := residue(text); why != "" {
		f.class(i, annals.LineResidue, why)
		return false
	}
	if (heading(l.Markup) || len(text) < 40 && l.Markup != "li") && reEnding.MatchString(text) {
		f.class(i, annals.LineResidue, "the heading of a box within the article")
		return false
	}
	if dl, ok := readDateLine(text); ok {
		when := annals.Date{Start: dl.day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the page's own line %d: %q", l.Number, head(text, 80))}
		switch {
		case dl.updated && !d.modified.Known():
			d.modified = when
		case !dl.updated && !d.published.Known() && len(d.lines) < 12:
			d.published = when
		}
		f.class(i, annals.LineDateline, "a line that only gives a date")
		d.own(i)
		return false
	}
	if b := byline(text); b != "" && (len(d.lines) == 0 || i-d.firstIndex < 12) {
		d.bylines = addOnce(d.bylines, b)
		f.class(i, annals.LineByline, "byline")
		d.own(i)
		return false
	}
	if heading(l.Markup) && i > lastProse {
		f.class(i, annals.LineResidue, "a heading with nothing under it")
		return false
	}
	if t, strong, ok := credit(text); ok && strong && len(text) < 300 && (reLabelCredit.MatchString(tail(text, 160)) && len(text) < 120 || reSlashCredit.MatchString(tail(text, 160)) || reAgencyOnly.MatchString(text)) {
		d.credits = addOnce(d.credits, t)
		d.captions = addOnce(d.captions, squeeze(text))
		f.class(i, annals.LineCaption, "caption: ends in a picture's credit")
		d.own(i)
		return false
	}
	return true
}

// outside classes a line outside the main content.
func (f *finder) outside(i int, d *draft) {
	l := &f.lines[i]
	why := "outside the main content"
	switch l.Markup {
	case "nav", "aside", "footer", "form", "header", "button", "dialog", "menu":
		why += " (" + l.Markup + ")"
	}
	f.class(i, annals.LineResidue, why)
}

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// headlineLine is the heading whose words the page's own title repeats; where
// the page says no title, its only h1. -1 if there is none.
func (f *finder) headlineLine() int {
	said := fold(f.page.Said.Title)
	best, bestScore := -1, 0.0
	h1, h1s := -1, 0
	for i, l := range f.lines {
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
