package page

import (
	"strings"
	"unicode"
)

// The signs below are of structure: they hold whatever a publisher calls his
// elements.

// structural are the reasons that dropLists and trim give, which lines keep.
var structural = map[string]bool{"teasers": true, "comments": true, "label": true, "tail": true}

// span fills in, for every node, which blocks lie beneath it.
func (o *outline) span(t *tree) {
	var clear func(*node)
	clear = func(n *node) {
		n.lo, n.hi, n.images = len(o.blocks), 0, 0
		if n.tag == "img" || n.tag == "picture" || n.tag == "amp-img" || n.tag == "video" {
			n.images = 1
		}
		for _, k := range n.kids {
			clear(k)
		}
	}
	clear(t.root)
	for i := range o.blocks {
		at := o.blocks[i].at
		at.lo, at.hi = min(at.lo, i), max(at.hi, i+1)
	}
	var up func(*node)
	up = func(n *node) {
		for _, k := range n.kids {
			if k.tag != "" {
				up(k)
				n.lo, n.hi = min(n.lo, k.lo), max(n.hi, k.hi)
				n.images += k.images
			}
		}
	}
	up(t.root)
}

// dropLists marks lists of other texts: three and more like elements in a row
// that each hold a link to a text and little more (teasers), or each a name, a
// date or the same label over or under a few sentences (comments). A list that
// holds most of the page's prose is what the page is about, and is spared; so
// are comments and teasers above the first prose of the page.
func (o *outline) dropLists(t *tree) {
	prose := make([]int, len(o.blocks)+1) // mass before each block
	o.titles = make([]int, len(o.blocks)+1)
	for i, b := range o.blocks {
		o.titles[i+1] = o.titles[i]
		if heading(b.markup) && b.markup <= "h3" {
			o.titles[i+1]++
		}
		prose[i+1] = prose[i]
		if b.at.drop == "" {
			prose[i+1] += b.weight()
		}
	}
	var walk func(n *node)
	walk = func(n *node) {
		if n.tag == "" || n.drop != "" || n.lo >= n.hi {
			return
		}
		o.dropGroup(n, prose)
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(t.root)
}

// dropGroup looks for a list of other texts among the children of a node.
func (o *outline) dropGroup(n *node, prose []int) {
	byTag := map[string]int{}
	tag := ""
	for _, k := range n.kids {
		if k.tag == "" || k.lo >= k.hi || k.drop != "" || k.tag == "p" || inline[k.tag] && k.tag != "a" {
			continue
		}
		byTag[k.tag]++
		if byTag[k.tag] > byTag[tag] {
			tag = k.tag
		}
	}
	if byTag[tag] < 3 || tag == "tr" || tag == "td" || tag == "th" || tag == "body" || tag == "a" || heading(tag) {
		return
	}
	var items []*node
	mass, teasers, stamped, pictures := 0, 0, 0, 0
	labels := map[string]int{}
	for _, k := range n.kids {
		if k.tag != tag || k.drop != "" || k.lo >= k.hi {
			continue
		}
		items = append(items, k)
		mass += prose[k.hi] - prose[k.lo]
		if o.teaser(k) {
			teasers++
		}
		if o.labels(k, labels) {
			stamped++
		}
		if k.images > 0 && k.hi-k.lo == 1 && o.blocks[k.lo].markup != "p" {
			pictures++
		}
	}
	before := prose[n.lo]
	label, talk := 0, labels["says"]
	for _, c := range labels {
		label = max(label, c)
	}
	why := ""
	switch {
	case pictures*10 >= len(items)*7 && mass*10 < o.total*4:
		for _, k := range items {
			if k.hi-k.lo == 1 {
				o.blocks[k.lo].markup = "figcaption" // a gallery
			}
		}
		return
	case stamped*10 >= len(items)*6 && talk*10 >= len(items)*5 && before >= 150:
		why = "comments"
	case teasers*10 >= len(items)*7 && (mass*10 < o.total*4 || before >= 250 && mass*10 < o.total*8):
		why = "teasers"
	case stamped*10 >= len(items)*7 && label*10 >= len(items)*6 && before >= 400 && mass*10 < o.total*6:
		why = "comments"
	default:
		return
	}
	for _, k := range items {
		dropAll(k, why)
	}
}

func dropAll(n *node, why string) {
	if n.drop == "" {
		n.drop = why
	}
	for _, k := range n.kids {
		dropAll(k, why)
	}
}

// teaser reports whether an element leads to another text: a line that is a
// link as long as a headline, and little prose beside it.
func (o *outline) teaser(n *node) bool {
	link, loose := false, 0
	if n.hi-n.lo > 12 {
		return false
	}
	for i := n.lo; i < n.hi; i++ {
		b := o.blocks[i]
		if len(b.text) >= 15 && linkList(b) {
			link = true
		} else {
			loose += len(b.text)
		}
	}
	return link && loose <= 500
}

// talkWords stand in the labels of comments.
var talkWords = []string{"reply", "replies", " says", " said:", "says:", "wrote", "permalink", "votes", "upvote", "report abuse", "flag", "antworten", "répondre", "responder", "rispondi",
	"ответить", "返信", "回复", "回覆", "답글", "beantwoord", "yanıtla", "odpowiedz", "svara"}

func talks(key string) bool {
	for _, w := range talkWords {
		if strings.Contains(key, w) {
			return true
		}
	}
	return false
}

// labels counts the short lines of an element that say what it is and not what
// it tells, their figures left out, and reports whether prose stands beside one.
func (o *outline) labels(n *node, count map[string]int) bool {
	label, prose := false, false
	if o.titles[n.hi] > o.titles[n.lo] {
		return false // comments have no headings of their own
	}
	seen := map[string]bool{}
	for i := n.lo; i < min(n.hi, n.lo+24); i++ {
		b := o.blocks[i]
		if len(b.text) >= 20 && (endsSentence(b.text) || len(b.text) >= 80) && b.linked*2 < len(b.text) {
			prose = true
			continue
		}
		if len(b.text) >= 60 {
			continue
		}
		key := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return unicode.ToLower(r)
		}, b.text)
		if strings.Contains(key, "0") && !talks(key) {
			key = "0" // a date, a time, a count
		} else if talks(key) {
			key = "says"
		}
		label = true
		if !seen[key] {
			seen[key] = true
			count[key]++
		}
	}
	return label && prose
}

// bounds is the run of blocks that the main content of a region takes up.
func (o *outline) bounds(r region) (lo, hi int) {
	lo = r.hi
	for i := r.lo; i < r.hi; i++ {
		if b := &o.blocks[i]; b.inside && b.at.drop == "" {
			lo, hi = min(lo, i), i+1
		}
	}
	return lo, hi
}

// trim marks what stands within the main content and is no part of the text:
// the words under a picture, labels loose among the paragraphs, and the notices
// at the end, which links and labels part from the text.
func (o *outline) trim(r region) {
	lo, hi := o.bounds(r)
	prose, plain := 0, 0
	for i := lo; i < hi; i++ {
		b := &o.blocks[i]
		if !b.inside || b.at.drop != "" {
			continue
		}
		w := b.weight()
		prose += w
		if b.markup == "p" {
			plain += w
		}
	}
	if plain >= 200 && plain*10 >= prose*7 {
		for i := lo; i < hi; i++ {
			b := &o.blocks[i]
			if !b.inside || b.at.drop != "" || b.markup != "div" && (b.markup != "td" || cells(b.at) > 1) {
				continue
			}
			switch {
			case o.pictured(b) && len(b.text) >= 25 && len(b.text) < 500:
				b.markup = "figcaption"
			case len(b.text) < 80 && !endsSentence(b.text):
				b.out = "label"
			}
		}
	}
	// The end is where the sum of prose, less what links and labels stand
	// between, is greatest.
	sum, best, end := 0, 0, hi
	for i := lo; i < hi; i++ {
		b := &o.blocks[i]
		switch w := b.weight(); {
		case b.inside && b.at.drop == "" && b.out == "" && w > 0:
			sum += w
		case b.markup == "figcaption" || heading(b.markup):
		case b.markup == "li" || b.markup == "td" || b.markup == "dd" || b.markup == "dt":
			if linkList(*b) {
				sum -= 40
			}
		default:
			sum -= 40
		}
		sum = max(sum, 0)
		if sum > 0 && sum >= best {
			best, end = sum, i+1
		}
	}
	for i := end; i < hi; i++ {
		if b := &o.blocks[i]; b.weight() > 0 && b.markup != "li" && b.markup != "td" {
			b.out = "tail"
		}
	}
}

// cells counts the filled cells of a row, 0 for what is none.
func cells(n *node) int {
	if n.tag != "tr" {
		return 0
	}
	if n.cells == 0 {
		n.cells = 1
		for _, k := range n.kids {
			if k.tag != "" && k.atLeast(1) <= 0 {
				n.cells++
			}
		}
	}
	return n.cells - 1
}

// pictured reports whether a block stands with a picture in an element that
// holds hardly anything else.
func (o *outline) pictured(b *block) bool {
	n := b.at
	for range 4 {
		if n == nil || n.hi-n.lo > 3 {
			return false
		}
		if n.images > 0 {
			return true
		}
		n = n.parent
	}
	return false
}
