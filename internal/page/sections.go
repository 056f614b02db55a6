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
	o.sizes = make([]int, len(o.blocks)+1)
	for i := range o.blocks {
		b := &o.blocks[i]
		o.before[i+1], o.paras[i+1] = o.before[i], o.paras[i]
		o.sizes[i+1] = o.sizes[i]
		if b.at.drop == "" && !heading(b.markup) {
			o.sizes[i+1] += len(b.text) - b.linked
		}
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
	above := -1
	for i := range cands {
		c := &cands[i]
		if c.trust < 2 {
			continue
		}
		if above >= 0 && c.rank > cands[above].rank && c.at-cands[above].at <= 8 && o.mass(cands[above].at, c.at) < 100 {
			c.trust = 0 // the second line of a headline
			continue
		}
		above = i
	}
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
		// Results and lists are no prose; in an element of their own they count by length.
		listed := c.unit != nil && o.sizes[hi]-o.sizes[c.at] >= 1000
		if listed || o.mass(c.at, hi) >= minArticle && (o.paras[hi]-o.paras[c.at] >= 2 || o.mass(c.at, hi) >= 700) {
			starts = append(starts, c)
		}
	}
	if len(starts) == 0 || len(starts) > maxRegions {
		return whole
	}
	if own, ok := o.own(cands, starts[0], said); ok {
		starts = append([]start{own}, starts...)
	}
	if len(starts) < 2 || o.live(t, starts, said) {
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
		if o.mass(r.lo, r.hi)*100 >= largest {
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

// own finds the page's own article above the first plain headline, where a whole
// text stands there: under the heading that the page's title repeats, or the
// last one of the highest rank above the text.
func (o *outline) own(cands []start, first start, said imprint) (start, bool) {
	end := first.at
	if first.unit != nil {
		end = first.unit.lo
	}
	if o.mass(0, end) < 2*minArticle || o.paras[end] < 3 || overlapTitle(said.Title, o.blocks[first.at].text) {
		return start{}, false
	}
	best := start{at: 0, rank: 8}
	titled := false
	for _, c := range cands {
		if c.at >= end {
			break
		}
		if o.mass(c.at, end)*10 < o.mass(0, end)*6 {
			break
		}
		t := overlapTitle(said.Title, o.blocks[c.at].text)
		if t && !titled || t == titled && c.rank < best.rank {
			best, titled = c, t
		}
	}
	best.unit = nil
	return best, true
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
		if words := len(strings.Fields(b.text)); (words < 2 || words < 3 && (rank > 2 || n < 12)) && n == len(b.text) {
			continue // a section's name; in scripts without blanks one word may be a headline
		}
		out = append(out, start{at: i, rank: rank})
	}
	return out
}

// kin is what elements have in common that hold one post each.
type kin struct {
	parent     *node
	tag, class string
	rank       int
}

// units finds for each candidate the element that it heads: the highest one that
// holds it and no candidate of its own rank or a higher one besides; or one of
// several alike that each begin with a heading of that rank, whatever headings
// they hold further down. nil where that is the heading alone.
func (o *outline) units(t *tree, cands []start) {
	alike := map[kin]int{}
	climb := func(i int, visit func(n *node, k kin)) {
		c := &cands[i]
		n := o.blocks[c.at].at
		for range 8 {
			if n == nil || n.parent == nil || i > 0 && cands[i-1].at >= n.lo && cands[i-1].rank < 7 || o.mass(n.lo, c.at) >= 100 {
				return
			}
			if !heading(n.tag) && o.mass(c.at, n.hi) >= minArticle {
				visit(n, kin{n.parent, n.tag, n.get("class"), c.rank})
			}
			n = n.parent
		}
	}
	for i := range cands {
		climb(i, func(_ *node, k kin) { alike[k]++ })
	}
	for i := range cands {
		c := &cands[i]
		climb(i, func(n *node, k kin) {
			if alike[k] >= 2 {
				c.unit = n
			}
		})
		if c.unit != nil {
			continue
		}
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
		for n != nil && n.lo > prev && n.hi <= next && n.parent != nil && o.mass(n.lo, c.at) < 100 {
			if o.mass(c.at, n.hi) > 0 {
				c.unit = n
			}
			n = n.parent
		}
	}
}

// judge says how plainly each candidate is a headline.
func (o *outline) judge(cands []start, said imprint) {
	tops, long, first := 0, 0, -1
	for _, c := range cands {
		if c.rank == 1 && o.mass(c.at, min(c.at+40, len(o.blocks))) >= minArticle {
			if tops++; tops == 1 {
				first = c.at
			}
			if text := o.blocks[c.at].text; len(strings.Fields(text)) >= 5 || utf8.RuneCountInString(text) >= 30 {
				long++
			}
		}
	}
	// Several h1 are headlines where they are worded so or head long texts; some
	// authors write all headings of an article as h1.
	headlines := tops >= 2 && (long*10 >= tops*6 || o.mass(first, len(o.blocks)) >= tops*2000) && !o.parts(cands, first)
	comments, titled := false, false
	for i := range cands {
		c := &cands[i]
		text := o.blocks[c.at].text
		if reReaders.MatchString(text) {
			comments = true
		}
		if comments && c.rank > 2 {
			continue // readers write under headings of their own
		}
		if reOthers.MatchString(text) {
			continue
		}
		// Under the headline that the page's title names, a heading with a date and
		// no writer, in the same flow of paragraphs, is one of its parts.
		if by, day := o.signed(c); by || day && !(titled && c.unit == nil) {
			c.trust, c.byDay = c.trust+2, true
		}
		end := len(o.blocks)
		if i+1 < len(cands) {
			end = cands[i+1].at
		}
		titled = titled || overlapTitle(said.Title, text) && o.mass(c.at, end) >= minArticle
		if c.rank == 1 && headlines {
			c.trust += 2
		}
		if n := container(o.blocks[c.at].at); n != nil && n.lo <= c.at {
			first := o.mass(n.lo, c.at) < 100
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

// parts reports whether the h1 after the first one speak of what the first does:
// then they head its parts.
func (o *outline) parts(cands []start, first int) bool {
	of := map[string]bool{}
	for w := range strings.FieldsSeq(foldTitle(o.blocks[max(first, 0)].text)) {
		if len(w) >= 4 {
			of[w] = true
		}
	}
	others, same := 0, 0
	for _, c := range cands {
		if c.rank != 1 || c.at == first {
			continue
		}
		others++
		for w := range strings.FieldsSeq(foldTitle(o.blocks[c.at].text)) {
			if of[w] {
				same++
				break
			}
		}
	}
	return others >= 2 && same*10 >= others*7
}

var (
	reReaders   = regexp.MustCompile(`(?i)^\W*(?:\d+ )?(?:(?:reader|user|your|all|latest) )?(?:comments?|responses?|replies|kommentare|comentarios|comentários|commentaires|commenti|комментарии|reacties)\b`)
	reOthers    = regexp.MustCompile(`(?i)^\W*(?:related|you (?:may|might)|more (?:from|on|stories|news)|recommended|read (?:next|also|more)|most read|também|veja|leia|você|lea |te puede|lire aussi|à lire|mehr |lesen sie|das könnte|leggi|potrebbe|читайте|похожие|関連|相关|推荐|相關)`)
	reByName    = regexp.MustCompile(`^\(?(?i:by|von|par|por|di|door|от|автор:?|posted by|written by|text:|autor:?)\s+\p{Lu}`)
	reDay       = regexp.MustCompile(`(?i)\b(?:\d{1,2}(?:st|nd|rd|th)?[ .]+\p{L}{3,10}\.?,? (?:19|20)\d\d|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)`)
	rePostedBy  = regexp.MustCompile(`(?i)^(?:posted|published|written|filed|submitted) (?:by|on|at)\b|^(?:permalink|permanent link)`)
	reLiveTitle = regexp.MustCompile(`(?i)^live\b|\blive(?:blog|ticker| updates?| blog| coverage| report)\b|\blive:|[:–—-] live$|\bas it happened\b|\bminute by minute\b|\bticker\b|en vivo|en directo|en direct\b|ao vivo|in diretta|онлайн|прямой эфир|canlı`)
)

// signed reports whether a byline or a full date stands between a heading and
// its text, right above it, or where its text ends.
func (o *outline) signed(c *start) (by, day bool) {
	says := func(b *block) bool {
		by = by || reByName.MatchString(b.text)
		day = day || reDay.MatchString(b.text)
		return by
	}
	for k, seen := c.at+1, 0; k < len(o.blocks) && seen < 6; k++ {
		b := &o.blocks[k]
		if heading(b.markup) && b.markup[1]-'0' <= byte(c.rank) {
			break
		}
		if m := reDay.FindStringIndex(b.text); b.weight() > 0 && (m == nil || m[0] > 40 || endsSentence(b.text)) {
			break
		}
		if len(b.text) <= 120 && says(b) {
			return by, day
		}
		seen++
	}
	if day || c.unit == nil {
		return by, day
	}
	for k := c.at - 1; k >= max(c.unit.lo, c.at-3); k-- {
		if b := &o.blocks[k]; len(b.text) <= 80 && says(b) {
			return by, day
		}
	}
	for k := c.unit.hi - 1; k > c.at && k >= c.unit.hi-4; k-- {
		if b := &o.blocks[k]; len(b.text) <= 160 && rePostedBy.MatchString(b.text) {
			return true, day
		}
	}
	return by, day
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
	entries := len(starts)
	if starts[0].rank == 1 && starts[1].rank > 1 {
		top, entries = starts[0].at, entries-1
		if starts[0].byDay {
			signed--
		}
	}
	if top >= 0 && starts[1].rank > 1 && (overlapTitle(said.Title, o.blocks[top].text) || reLiveTitle.MatchString(o.blocks[top].text)) {
		return signed*10 < entries*7 && mass < 2500
	}
	return false
}

// foldTitle is the form under which two printings of a headline are the same.
func foldTitle(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(head(s, 400)), " "))
}

// overlapTitle reports whether a page's title repeats a heading.
func overlapTitle(title, h string) bool {
	title, h = foldTitle(title), foldTitle(h)
	return title != "" && h != "" && (strings.HasPrefix(title, h) || strings.HasPrefix(h, title) || strings.Contains(title, h))
}
