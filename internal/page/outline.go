package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// block is a run of text that stands on a line of its own.
type block struct {
	text   string
	markup string // the tag that says most about it: p, li, h2, figcaption, …
	at     *node  // the nearest element that holds all of it
	linked int    // bytes of it that are link text
	strong int    // bytes of it that are printed bold or large
	inside bool   // it lies in the main content of its article
	region int    // from 1: the article of the page that it stands with, 0 for none
	out    string // why it is no part of the text though it lies in the main content
	first  bool   // it stands between the h1 and the main content and belongs to it
}

// outline is a page's blocks in reading order over its tree.
type outline struct {
	blocks []block
	total  int   // mass of the whole page
	before []int // mass before each block: see count
	paras  []int // blocks of prose before each block
	titles []int // headings before each block
	sizes  []int // bytes of text before each block, links and headings left out
}

// telling are the tags that a line is named after.
var telling = map[string]bool{"p": true, "li": true, "blockquote": true, "pre": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true,
	"h6": true, "figcaption": true, "dt": true, "dd": true, "td": true, "th": true, "time": true, "address": true, "caption": true}

// outlineOf walks the tree once and cuts its text into blocks.
func outlineOf(t *tree) *outline {
	o := &outline{}
	var b strings.Builder
	var at *node
	var markup string
	linked, strong := 0, 0
	flush := func() {
		if b.Len() > 0 {
			if text := collapse(b.String()); text != "" {
				o.blocks = append(o.blocks, block{text: text, markup: markup, at: at, linked: min(linked, len(text)), strong: min(strong, len(text))})
			}
		}
		b.Reset()
		at, linked, strong, markup = nil, 0, 0, ""
	}
	var walk func(n *node, name string, owner *node, inLink, bold bool)
	walk = func(n *node, name string, owner *node, inLink, bold bool) {
		if n.tag == "" {
			if b.Len() == 0 && strings.TrimSpace(n.text) == "" {
				return
			}
			text := n.text
			if name == "pre" {
				// Preformatted text shows its line ends; a blank line parts paragraphs.
				for {
					part, rest, more := cutBlank(text)
					if !more {
						break
					}
					if at == nil {
						at, markup = owner, name
					}
					b.WriteString(part)
					flush()
					text = rest
				}
			}
			if at == nil {
				at, markup = owner, name
			}
			b.WriteString(text)
			if inLink {
				linked += len(strings.TrimSpace(text))
			}
			if bold {
				strong += len(strings.TrimSpace(text))
			}
			return
		}
		if unseen[n.tag] || isHidden(n) {
			if n.tag != "svg" {
				b.WriteByte(' ')
			}
			return
		}
		switch n.tag {
		case "br":
			// A single break ends a block only where a sentence ends; two always do.
			s := strings.TrimRight(b.String(), " \t\n\r")
			if strings.HasSuffix(s, "\v") || endsSentence(s) || s != "" && strong >= len(strings.TrimSpace(s)) {
				flush()
			} else if s != "" {
				b.WriteByte('\v')
			}
			return
		case "hr":
			flush()
			return
		case "td", "th":
			// Short cells of a row share a line; where one is long, each has its own.
			apart := wideRow(n.parent)
			if apart || b.Len() > 200 {
				flush()
			} else {
				b.WriteByte(' ')
			}
			for _, k := range n.kids {
				walk(k, "td", rowOf(n), inLink, bold || n.tag == "th")
			}
			if apart || b.Len() > 200 {
				flush()
			}
			return
		}
		if inline[n.tag] && n.tag != "button" {
			inLink = inLink || n.tag == "a"
			bold = bold || isBold(n)
			in := owner
			if n.tag != "br" && len(n.attr) > 0 && (isFurniture(n) || isCaption(n)) && b.Len() == 0 {
				in = n
			}
			if n.tag == "time" && b.Len() == 0 {
				name = "time"
			}
			for _, k := range n.kids {
				walk(k, name, in, inLink, bold)
			}
			return
		}
		flush()
		switch {
		case isCaption(n):
			name = "figcaption"
		case telling[n.tag]:
			if !(n.tag == "p" && (name == "li" || name == "blockquote" || name == "figcaption")) {
				name = n.tag
			}
		case n.tag == "table":
			name = "td"
		case n.tag == "ul" || n.tag == "ol":
		case name == "p" || name == "td":
			name = "div"
		}
		for _, k := range n.kids {
			walk(k, name, n, inLink, bold)
		}
		flush()
	}
	walk(t.root, "div", t.root, false, false)
	flush()
	return o
}

// isBold reports whether an element prints its text bold or large.
func isBold(n *node) bool {
	switch n.tag {
	case "b", "strong", "big":
		return true
	case "font":
		size := n.get("size")
		return size == "+1" || size == "+2" || size == "+3" || size >= "4" && size <= "7"
	}
	return false
}

// cutBlank cuts text at its first blank line.
func cutBlank(s string) (before, after string, found bool) {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '\n')
		if i < 0 {
			return s, "", false
		}
		i += from
		rest := strings.TrimLeft(s[i+1:], " \t\r")
		if strings.HasPrefix(rest, "\n") {
			return s[:i], rest[1:], true
		}
		from = i + 1
	}
}

// wideRow reports whether a row has a cell of more than 300 bytes of text: such
// rows lay out a page and tabulate nothing.
func wideRow(row *node) bool {
	if row == nil || row.tag != "tr" {
		return false
	}
	if row.wide == 0 {
		row.wide = 1
		for _, k := range row.kids {
			if k.tag == "td" && k.atLeast(300) <= 0 {
				row.wide = 2
				break
			}
		}
	}
	return row.wide == 2
}

// atLeast counts the text beneath a node down from left and stops at 0.
func (n *node) atLeast(left int) int {
	if n.tag == "script" || n.tag == "style" {
		return left
	}
	left -= len(strings.TrimSpace(n.text))
	for _, k := range n.kids {
		if left <= 0 {
			return left
		}
		left = k.atLeast(left)
	}
	return left
}

// rowOf is the row that a cell stands in, the cell itself if there is none.
func rowOf(n *node) *node {
	if n.parent != nil && n.parent.tag == "tr" {
		return n.parent
	}
	return n
}

// isCaption reports whether an element is marked as a picture's caption.
func isCaption(n *node) bool {
	if n.tag == "figcaption" || n.tag == "caption" {
		return true
	}
	if len(n.attr) == 0 || n.tag == "figure" {
		return false
	}
	for _, v := range []string{n.get("class"), n.get("itemprop")} {
		if v == "" || len(v) > 400 {
			continue
		}
		low := strings.ToLower(v)
		if strings.Contains(low, "caption") && !strings.Contains(low, "captioned") || strings.Contains(low, "photocredit") || strings.Contains(low, "photo-credit") || strings.Contains(low, "image-credit") || strings.Contains(low, "imagecredit") {
			return true
		}
	}
	return false
}

// endsSentence reports whether text ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？।", r) && s != ""
}

// weight is how much prose a block is: its bytes where it reads like a
// paragraph, 0 where it is a label or a list of links.
func (b block) weight() int {
	n := len(b.text)
	switch {
	case n < 40 || b.linked*10 > n*4:
		return 0
	case b.markup == "figcaption" || b.markup[0] == 'h' && len(b.markup) == 2:
		return 0
	case n < 80 && !endsSentence(b.text):
		return 0
	case b.markup == "li" || b.markup == "td":
		return n * 6 / 10
	}
	return n
}

// weigh adds up the mass beneath every node, leaving out what is dropped.
func (o *outline) weigh(t *tree) {
	var clear func(*node)
	clear = func(n *node) {
		n.mass, n.linked = 0, 0
		for _, k := range n.kids {
			clear(k)
		}
	}
	clear(t.root)
	for i := range o.blocks {
		b := &o.blocks[i]
		if b.at.drop == "" {
			b.at.mass += b.weight()
		}
		b.at.linked += b.linked
	}
	var sum func(*node)
	sum = func(n *node) {
		for _, k := range n.kids {
			if k.tag != "" {
				sum(k)
				n.mass += k.mass
				n.linked += k.linked
			}
		}
	}
	sum(t.root)
	o.total = t.root.mass
}

// dropFurniture marks what stands around the article, top down. An element that
// holds a large part of the page's prose is spared, whatever its name, and so is
// one that holds a headline with its text: names such as "with-sidebar" and
// "pagination-first" say something else there.
func (o *outline) dropFurniture(t *tree, said imprint) {
	var heads []int
	for i := range o.blocks {
		if b := &o.blocks[i]; b.markup == "h1" || heading(b.markup) && overlapTitle(said.Title, b.text) {
			heads = append(heads, i)
		}
	}
	spared := func(n *node) bool {
		if n.mass*10 >= o.total*4 {
			return true
		}
		if n.mass < 2*minArticle {
			return false
		}
		if i, _ := slices.BinarySearch(heads, n.lo); i < len(heads) && heads[i] < n.hi {
			return true
		}
		return bodyHint(n) >= 3 && n.mass*6 >= o.total
	}
	var walk func(n *node, why string)
	walk = func(n *node, why string) {
		if n.tag == "" {
			return
		}
		if why == "" && !spared(n) {
			switch {
			case landmarks[n.tag]:
				why = n.tag
			case isFurniture(n) && !o.quotes(n):
				why = "furniture"
			}
		}
		n.drop = why
		for _, k := range n.kids {
			walk(k, why)
		}
	}
	walk(t.root, "")
}

// quotes reports whether an element holds quotations only: what publishers
// embed from social networks is named after them and belongs to the text.
func (o *outline) quotes(n *node) bool {
	if n.lo >= n.hi || n.hi-n.lo > 6 {
		return false
	}
	for _, b := range o.blocks[n.lo:n.hi] {
		if b.markup != "blockquote" {
			return false
		}
	}
	return true
}

// mainContent finds the element that holds the article of a region: the element
// that publishers name as the article's text, where it holds enough of the
// prose; else, from the top down, the last element that holds nearly all of it.
func (o *outline) mainContent(root *node, r region, said imprint) *node {
	total := o.mass(r.lo, r.hi)
	n := root
	for {
		var next *node
		best := 0
		for _, k := range n.kids {
			if k.tag == "" || k.drop != "" {
				continue
			}
			if m := o.within(k, r); m > best {
				next, best = k, m
			}
		}
		if next == nil || best*100 < o.within(n, r)*80 {
			break
		}
		n = next
	}
	title := o.titleIn(r, said)
	found, hint, mass, titled := n, 0, 0, false
	var walk func(k *node)
	walk = func(k *node) {
		m := o.within(k, r)
		has := title >= k.lo && title < k.hi && o.mass(title, min(k.hi, r.hi)) >= 2*minArticle
		if k.tag == "" || k.drop != "" || m*10 < total*3 && !has || m == 0 && total > 0 {
			return
		}
		// Of two that are named alike, the one with the page's headline is meant.
		if h := bodyHint(k); h > hint || h == hint && h > 0 && (has && !titled || has == titled && m > mass) {
			found, hint, mass, titled = k, h, m, has
		}
		for _, kk := range k.kids {
			walk(kk)
		}
	}
	walk(root)
	// A text in several elements named alike is what holds them all.
	if p := found.parent; hint == 3 && p != nil && p.drop == "" {
		alike, sum := 0, 0
		for _, k := range p.kids {
			if k.tag == found.tag && k.drop == "" && k.get("class") == found.get("class") && o.within(k, r) > 0 {
				alike++
				sum += o.within(k, r)
			}
		}
		if alike >= 2 && sum*10 > mass*12 {
			found = p
		}
	}
	return found
}

// titleIn is the block of a region that is its headline: the heading that the
// page's title repeats, else its only h1; -1 if there is none.
func (o *outline) titleIn(r region, said imprint) int {
	h1, n := -1, 0
	for i := r.lo; i < r.hi; i++ {
		b := &o.blocks[i]
		if !heading(b.markup) {
			continue
		}
		if overlapTitle(said.Title, b.text) && len(b.text) >= 10 {
			return i
		}
		if b.markup == "h1" {
			h1, n = i, n+1
		}
	}
	if n == 1 {
		return h1
	}
	return -1
}
