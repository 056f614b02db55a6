package page

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A page may hold several articles: article elements one after the other, what
// a loader appended at the end of the page or under the first text, the posts
// of a blog, a digest. Each begins with a headline; what makes a heading one is
// seen from what stands around it, for a single article has headings too.

// region is the run of blocks that one article takes up, hi exclusive.
type region struct{ lo, hi int }

const (
	// minArticle is the least mass of a text of its own; less is a teaser of one.
	minArticle = 250
	// maxRegions bounds how many articles one page may hold.
	maxRegions = 60
)

// count sums up the mass before each block, dropped ones left out, so that the
// mass of any node within any region is a subtraction.
func (o *outline) count() {
	o.before = make([]int, len(o.blocks)+1)
	o.paras = make([]int, len(o.blocks)+1)
	for i := range o.blocks {
		b := &o.blocks[i]
		o.before[i+1], o.paras[i+1] = o.before[i], o.paras[i]
		if w := b.weight(); b.at.drop == "" && w > 0 {
			o.before[i+1] += w
			o.paras[i+1]++
		}
	}
}

// within is the mass of a node that lies in a region.
func (o *outline) within(n *node, r region) int {
	lo, hi := max(n.lo, r.lo), min(n.hi, r.hi)
	if lo >= hi {
		return 0
	}
	return o.before[hi] - o.before[lo]
}

func (o *outline) mass(lo, hi int) int {
	if lo >= hi {
		return 0
	}
	return o.before[hi] - o.before[lo]
}

// start is a heading that may be the headline of an article.
type start struct {
	at    int // its block
	rank  int // 1 to 6 for h1 to h6, 7 for a bold line
	trust int // 2 and more: it is one
	unit  *node
	byDay bool // a byline or a full date stands with it
}

// regions finds the articles of a page; one region that is the whole page where
// it holds but one.
func (o *outline) regions(t *tree, said imprint) []region {
	whole := []region{{0, len(o.blocks)}}
	cands := o.candidates(said)
	if len(cands) < 2 || len(cands) > 4000 {
		return whole
	}
	o.units(t, cands)
	o.judge(cands, said)
	var starts []start
	for i, c := range cands {
		if c.trust < 2 {
			continue
		}
		// Its text reaches to the next headline, or to the next heading of its own
		// rank or a higher one, where that stands outside its element.
		hi := len(o.blocks)
		for _, d := range cands[i+1:] {
			if d.trust >= 2 {
				hi = d.at
				break
			}
		}
		if c.unit != nil {
			hi = min(hi, c.unit.hi)
		}
		if o.mass(c.at, hi) >= minArticle && (o.paras[hi]-o.paras[c.at] >= 2 || o.mass(c.at, hi) >= 700) {
			starts = append(starts, c)
		}
	}
	if len(starts) < 2 || len(starts) > maxRegions || o.live(t, starts, said) {
		return whole
	}
	var out []region
	for i, s := range starts {
		next := len(o.blocks)
		if i+1 < len(starts) {
			next = starts[i+1].at
			if u := starts[i+1].unit; u != nil && u.lo > s.at {
				next = u.lo
			}
		}
		r := region{s.at, next}
		if s.unit != nil && s.unit.hi <= next && o.mass(s.unit.lo, s.unit.hi)*10 >= o.mass(s.at, next)*6 {
			r = region{s.unit.lo, s.unit.hi}
			if i > 0 && r.lo < out[len(out)-1].hi {
				r.lo = s.at
			}
		}
		out = append(out, r)
	}
	largest := 0
	for _, r := range out {
		largest = max(largest, o.mass(r.lo, r.hi))
	}
	keep := out[:0]
	for _, r := range out {
		if o.mass(r.lo, r.hi)*12 >= largest {
			keep = append(keep, r)
		}
	}
	if len(keep) < 2 {
		return whole
	}
	for i, s := range starts {
		if b := &o.blocks[s.at]; s.rank == 7 && i < len(starts) {
			b.markup = "h2"
		}
	}
	return keep
}

// candidates are the blocks that could be headlines by themselves.
func (o *outline) candidates(said imprint) []start {
	var out []start
	for i := range o.blocks {
		b := &o.blocks[i]
		n := utf8.RuneCountInString(b.text)
		if n < 8 || n > 250 || b.at.drop != "" && (b.at.drop != "header" || linkList(*b)) {
			continue
		}
		rank := 0
		switch {
		case heading(b.markup) && b.markup <= "h4":
			rank = int(b.markup[1] - '0')
		case b.strong*10 >= len(b.text)*9 && (b.markup == "div" || b.markup == "td" || b.markup == "p") && !endsSentence(b.text):
			rank = 7
		default:
			continue
		}
		if len(strings.Fields(b.text)) < 3 && n == len(b.text) {
			continue // a section's name; in scripts without blanks one word may be a headline
		}
		out = append(out, start{at: i, rank: rank})
	}
	return out
}

// units finds for each candidate the highest element that holds it and no
// candidate of its own rank or a higher one besides, nil where that is the
// heading alone.
func (o *outline) units(t *tree, cands []start) {
	for i := range cands {
		c := &cands[i]
		prev, next := -1, len(o.blocks)
		for k := i - 1; k >= 0; k-- {
			if cands[k].rank <= c.rank {
				prev = cands[k].at
				break
			}
		}
		for k := i + 1; k < len(cands); k++ {
			if cands[k].rank <= c.rank {
				next = cands[k].at
				break
			}
		}
		n := o.blocks[c.at].at
		for n != nil && n.lo > prev && n.hi <= next && n.parent != nil {
			if o.mass(c.at, n.hi) > 0 {
				c.unit = n
			}
			n = n.parent
		}
	}
}

// judge says how plainly each candidate is a headline.
func (o *outline) judge(cands []start, said imprint) {
	tops, long := 0, 0
	for _, c := range cands {
		if c.rank == 1 && o.mass(c.at, min(c.at+40, len(o.blocks))) >= minArticle {
			tops++
			if len(strings.Fields(o.blocks[c.at].text)) >= 5 {
				long++
			}
		}
	}
	comments := false
	for i := range cands {
		c := &cands[i]
		text := o.blocks[c.at].text
		if reReaders.MatchString(text) {
			comments = true
		}
		if comments && c.rank > 2 {
			continue // readers write under headings of their own
		}
		if o.signed(c) {
			c.trust, c.byDay = c.trust+2, true
		}
		if c.rank == 1 && tops >= 2 && long*10 >= tops*6 {
			c.trust += 2
		}
		if n := container(o.blocks[c.at].at); n != nil && n.lo <= c.at {
			first := true
			for k := i - 1; k >= 0 && cands[k].at >= n.lo; k-- {
				first = first && cands[k].rank == 7
			}
			if first && (c.rank < 7 || c.byDay) {
				c.trust += n.unitTrust()
			}
		}
		if said.headlines[foldTitle(text)] {
			c.trust += 2
		}
		if c.rank == 7 && !c.byDay {
			c.trust = 0
		}
	}
}

var (
	reReaders   = regexp.MustCompile(`(?i)^\W*(?:\d+ )?(?:(?:reader|user|your|all|latest) )?(?:comments?|responses?|replies|kommentare|comentarios|comentários|commentaires|commenti|комментарии|reacties)\b`)
	reByName    = regexp.MustCompile(`^\(?(?i:by|von|par|por|di|door|от|автор:?|posted by|written by|text:|autor:?)\s+\p{Lu}`)
	reDay       = regexp.MustCompile(`(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?[ .]+\p{L}{3,10}\.?,? (?:19|20)\d\d|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)`)
	rePostedBy  = regexp.MustCompile(`(?i)^(?:posted|published|written|filed|submitted) (?:by|on|at)\b|^(?:permalink|permanent link)`)
	reLiveTitle = regexp.MustCompile(`(?i)\blive(?:blog|ticker| updates?| blog| coverage)?\b|\bas it happened\b|\bminute by minute\b|\bticker\b|en vivo|en directo|en direct\b|ao vivo|in diretta|онлайн|прямой эфир|canlı`)
)

// signed reports whether a byline or a full date stands between a heading and
// its text, right above it, or where its text ends.
func (o *outline) signed(c *start) bool {
	for k, seen := c.at+1, 0; k < len(o.blocks) && seen < 6; k++ {
		b := &o.blocks[k]
		if heading(b.markup) && b.markup[1]-'0' <= byte(c.rank) {
			break
		}
		if b.weight() > 0 && !reDay.MatchString(head(b.text, 60)) {
			break
		}
		if len(b.text) <= 120 && (reByName.MatchString(b.text) || reDay.MatchString(b.text)) {
			return true
		}
		seen++
	}
	if c.unit == nil {
		return false
	}
	for k := c.at - 1; k >= max(c.unit.lo, c.at-3); k-- {
		if b := &o.blocks[k]; len(b.text) <= 80 && (reDay.MatchString(b.text) || reByName.MatchString(b.text)) {
			return true
		}
	}
	for k := c.unit.hi - 1; k > c.at && k >= c.unit.hi-4; k-- {
		if b := &o.blocks[k]; len(b.text) <= 160 && rePostedBy.MatchString(b.text) {
			return true
		}
	}
	return false
}

func head(s string, n int) string { return s[:min(n, len(s))] }

// container is the nearest element around a node that says it is an article.
func container(n *node) *node {
	for d := 0; n != nil && d < 8; n, d = n.parent, d+1 {
		if n.unitTrust() > 0 {
			return n
		}
	}
	return nil
}

// unitTrust says how plainly an element is marked as one article of several.
func (n *node) unitTrust() int {
	if n.tag == "article" || n.get("role") == "article" || strings.HasSuffix(n.get("itemtype"), "Article") || strings.HasSuffix(n.get("itemtype"), "BlogPosting") {
		return 2
	}
	if n.tag == "body" || n.tag == "html" || inline[n.tag] || heading(n.tag) || len(n.attr) == 0 {
		return 0
	}
	for _, w := range nameWords(n.get("class") + " " + n.get("id")) {
		switch w {
		case "story", "post", "hentry", "entry", "article":
			return 1
		}
	}
	return 0
}

// live reports whether what looks like several articles is the entries of one:
// a live blog says that it is one, or its entries are short, under a headline
// of their own, and bear the hour rather than a name and a day.
func (o *outline) live(t *tree, starts []start, said imprint) bool {
	if said.live || reLiveTitle.MatchString(said.Title) {
		return true
	}
	top := -1
	for i := range min(starts[0].at, len(o.blocks)) {
		if o.blocks[i].markup == "h1" {
			top = i
		}
	}
	mass, signed := 0, 0
	for i, s := range starts {
		hi := len(o.blocks)
		if i+1 < len(starts) {
			hi = starts[i+1].at
		} else if s.unit != nil {
			hi = s.unit.hi
		}
		mass += o.mass(s.at, hi)
		if s.byDay {
			signed++
		}
	}
	mass /= len(starts)
	if top >= 0 && starts[0].rank > 1 && (overlapTitle(said.Title, o.blocks[top].text) || reLiveTitle.MatchString(o.blocks[top].text)) {
		return signed*10 < len(starts)*7 && mass < 2500
	}
	return false
}

// foldTitle is the form under which two printings of a headline are the same.
func foldTitle(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// overlapTitle reports whether a page's title repeats a heading.
func overlapTitle(title, h string) bool {
	title, h = foldTitle(title), foldTitle(h)
	return title != "" && h != "" && (strings.HasPrefix(title, h) || strings.HasPrefix(h, title) || strings.Contains(title, h))
}
