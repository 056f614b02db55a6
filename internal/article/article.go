// Package article answers: what was published?
//
// It finds the articles that are printed on a page and keeps the ledger: every
// line of the page is classed as exactly one kind (headline, caption, credit,
// byline, dateline, body, residue, duplicate, blank), with the sign by which it
// was taken for that. Lines are recognised by what they are: repetition,
// length, typography, position, and the patterns of credits, bylines and
// datelines that newspapers share; never by the strings of one publisher.
//
// A page of text may stack several articles (see stack.go); a page of HTML has
// its main content marked by package page (see markup.go).
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"annals.example/annals"
)

// Found is what was found on one page.
type Found struct {
	// Articles in the order of the page, on an HTML page the main one first.
	// Each has one Copy for every printing of it on this page.
	Articles []annals.Article
	// Lines are all lines of the page in order, each with its Kind and Why, and
	// its ArticleID where it belongs to an article.
	Lines []annals.Line
	// Notes are for a person's eye: no article found, a date that could not be read.
	Notes []string
}

// Find finds the articles printed on a page and classes every line of it.
// The time is linear in the size of the page.
func Find(p annals.Page) Found {
	lines := make([]annals.Line, len(p.Lines))
	copy(lines, p.Lines)
	for i := range lines {
		lines[i].Kind, lines[i].ArticleID, lines[i].Why = "", "", ""
	}
	f := finder{page: p, lines: lines}
	if marked(lines) {
		f.markup()
	} else {
		f.stack()
	}
	f.publish()
	return f.result()
}

// marked reports whether the page's lines carry markup.
func marked(lines []annals.Line) bool {
	for _, l := range lines {
		if l.Markup != "" {
			return true
		}
	}
	return false
}

// finder is the work on one page.
type finder struct {
	page   annals.Page
	lines  []annals.Line
	drafts []*draft
	main   *draft // the article that the page's imprint speaks of, nil if none
	notes  []string
	order  int // how the page writes days in figures: see dayOrder; 0 = not yet looked at
}

// draft is an article in the making.
type draft struct {
	title      string
	subtitle   string
	body       []string // paragraphs
	lines      []int    // indexes of all lines that belong to it
	dateline   string
	bylines    []string
	captions   []string
	credits    []string
	published  annals.Date
	modified   annals.Date
	listed     map[listKey]bool
	firstIndex int
	lastIndex  int
}

// class sets what a line was taken for.
func (f *finder) class(i int, kind annals.LineKind, why string) {
	f.lines[i].Kind, f.lines[i].Why = kind, why
}

// own gives a line to an article.
func (d *draft) own(i int) {
	if len(d.lines) == 0 || i < d.firstIndex {
		d.firstIndex = i
	}
	if len(d.lines) == 0 || i > d.lastIndex {
		d.lastIndex = i
	}
	d.lines = append(d.lines, i)
}

// disown takes lines back; the article ends before them where they were the last.
func (d *draft) disown(gone func(i int) bool) {
	keep := d.lines[:0]
	d.lastIndex = d.firstIndex
	for _, i := range d.lines {
		if !gone(i) {
			keep = append(keep, i)
			d.lastIndex = max(d.lastIndex, i)
		}
	}
	d.lines = keep
}

func (d *draft) text() string { return strings.Join(d.body, "\n\n") }

// addOnce adds a text to one of the draft's lists unless the list has it.
func (d *draft) addOnce(list *[]string, s string) {
	if s == "" {
		return
	}
	if d.listed == nil {
		d.listed = map[listKey]bool{}
	}
	key := listKey{list, fold(s)}
	if !d.listed[key] {
		d.listed[key] = true
		*list = append(*list, s)
	}
}

// listKey is a text in a list.
type listKey struct {
	list *[]string
	text string
}

// result keys the articles, joins printings of the same text, and closes the ledger.
func (f *finder) result() Found {
	out := Found{Notes: f.notes}
	byText := map[string]int{}
	for _, d := range f.drafts {
		text := d.text()
		key := fold(text)
		printing := annals.Copy{PageID: f.page.ID, Page: f.page.Name,
			FirstLine: f.lines[d.firstIndex].Number, LastLine: f.lines[d.lastIndex].Number}
		if at, again := byText[key]; again {
			a := &out.Articles[at]
			printing.How = "exact"
			a.Copies = append(a.Copies, printing)
			for _, i := range d.lines {
				f.lines[i].ArticleID = a.ID
				f.class(i, annals.LineDuplicate, fmt.Sprintf("the article of line %d printed again", a.Copies[0].FirstLine))
			}
			continue
		}
		a := annals.Article{
			ID: ID(d.title, text), Title: d.title, Subtitle: d.subtitle, Text: text, Language: language(f.page.Said.Language),
			Dateline: d.dateline, Bylines: d.bylines, Captions: d.captions, Credits: d.credits,
			Published: d.published, Modified: d.modified,
			Publication: f.page.Said.Publication, URL: f.page.Said.URL, Crawled: f.page.Said.Crawled,
			Copies: []annals.Copy{printing},
		}
		if d == f.main {
			a.Section, a.Tags = f.page.Said.Section, f.page.Said.Tags
		}
		byText[key] = len(out.Articles)
		for _, i := range d.lines {
			f.lines[i].ArticleID = a.ID
		}
		out.Articles = append(out.Articles, a)
	}
	if len(out.Articles) == 0 {
		out.Notes = append(out.Notes, "no article found: no line reads like a paragraph of one")
	}
	for i := range f.lines {
		if f.lines[i].Kind == "" {
			f.class(i, annals.LineResidue, "belongs to no article")
		}
	}
	out.Lines = f.lines
	return out
}

// ID is the content hash that names an article: of its title and text, byte for
// byte, because evidence counts bytes. Printings that differ by a blank are two
// articles until package copies joins them.
func ID(title, text string) string {
	sum := sha256.Sum256([]byte(title + "\n" + text))
	return "a-" + hex.EncodeToString(sum[:])[:16]
}

// language keeps only a two-letter code.
func language(s string) string {
	s = strings.ToLower(s)
	if i := strings.IndexAny(s, "-_"); i > 0 {
		s = s[:i]
	}
	if len(s) != 2 {
		return ""
	}
	return s
}

// squeeze makes every run of blanks one space and trims the ends.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// typography maps curly quotes, dashes and dots to the plain ones.
var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...", "\u00ad", "", "\u200b", "", "\ufeff", "")

// fold is the form under which two printings of a line count as the same words.
func fold(s string) string { return strings.ToLower(squeeze(typography.Replace(s))) }
