package article

import (
	"strings"

	"annals.example/annals"
)

// para is one paragraph of a text page: a line, or several where the page is
// wrapped at a fixed width.
type para struct {
	lines []int // indexes of the page's lines
	text  string
	key   string // folded text
	gap   int    // blank lines before it; a ruled line counts two
	next  int    // the next paragraph with the same key, -1 if none
	prev  int    // the previous one, -1 if none
	plain lineSigns
}

// lineSigns are the signs a paragraph carries by itself.
type lineSigns struct {
	residue  string
	credit   string
	strong   bool // the credit names an agency or a picture
	byline   string
	signoff  bool
	date     dateLine
	hasDate  bool
	dateline string // the line is nothing but a dateline
	day      string
	title    bool
}

// material reports whether a paragraph can stand between two printings of a headline.
func (s lineSigns) material() bool {
	return s.residue != "" || s.credit != "" || s.byline != "" || s.hasDate || s.dateline != ""
}

// paragraphs cuts the page into paragraphs and reads each one's signs.
func (f *finder) paragraphs() []para {
	var paras []para
	wrapped := f.wrapped()
	gap, soft := 0, false
	for i, l := range f.lines {
		text := strings.TrimSpace(l.Text)
		if text == "" || strings.Trim(text, "\u200b\ufeff\u00ad") == "" {
			f.class(i, annals.LineBlank, "blank")
			if gap++; text != "" {
				soft = true
			}
			continue
		}
		if soft {
			gap, soft = 1, false // a blank of no width is an editor's, not a gap
		}
		if wrapped && gap == 0 && len(paras) > 0 {
			p := &paras[len(paras)-1]
			last := f.lines[p.lines[len(p.lines)-1]].Text
			if len(strings.TrimSpace(last)) >= 45 && !crumb(text) {
				p.lines = append(p.lines, i)
				continue
			}
		}
		paras = append(paras, para{lines: []int{i}, gap: gap})
		gap = 0
	}
	last := map[string]int{}
	for i := range paras {
		p := &paras[i]
		parts := make([]string, len(p.lines))
		for k, li := range p.lines {
			parts[k] = strings.TrimSpace(f.lines[li].Text)
		}
		p.text = strings.Join(parts, " ")
		p.key = fold(p.text)
		p.next, p.prev = -1, -1
		if at, ok := last[p.key]; ok {
			p.prev, paras[at].next = at, i
		}
		last[p.key] = i
		p.plain = signsOf(p.text)
	}
	return paras
}

func signsOf(s string) lineSigns {
	var g lineSigns
	if d, ok := readDateLine(s); ok {
		g.date, g.hasDate = d, true
		return g
	}
	g.residue = residue(s)
	if g.residue != "" {
		return g
	}
	g.byline = byline(s)
	g.signoff = signoff(s)
	if g.byline == "" && !g.signoff {
		g.credit, g.strong, _ = credit(s)
		if len(s) <= 120 && monthIn(s) {
			if text, day, whole := dateline(s); whole {
				g.dateline, g.day = text, day
			}
		}
		g.title = titleLike(s)
	}
	return g
}

// wrapped reports whether the page's lines are wrapped at a fixed width: most
// lines that another follows directly are of like length and end in mid-sentence.
func (f *finder) wrapped() bool {
	pairs, wraps := 0, 0
	for i := 1; i < len(f.lines); i++ {
		a, b := strings.TrimSpace(f.lines[i-1].Text), strings.TrimSpace(f.lines[i].Text)
		if a == "" || b == "" {
			continue
		}
		pairs++
		if len(a) >= 45 && len(a) <= 100 && !endsSentence(a) && len(b) <= 100 && fold(a) != fold(b) {
			wraps++
		}
	}
	return pairs >= 4 && wraps*10 >= pairs*6
}

// usualGap is the number of blank lines that most often stands between two
// paragraphs of the page, whether all paragraphs have it between them, and
// whether nearly all have.
func usualGap(paras []para) (gap int, even, mostly bool) {
	count := map[int]int{}
	pairs := 0
	for i := 1; i < len(paras); i++ {
		if a, b := &paras[i-1], &paras[i]; len(a.text) >= 80 && len(b.text) >= 80 && a.key != b.key && !a.plain.title && !b.plain.title {
			count[b.gap]++
			pairs++
		}
	}
	gap = 1
	for g := 0; g <= 8; g++ { // fixed order: the smaller of equals
		if count[g] > count[gap] {
			gap = g
		}
	}
	return gap, pairs >= 3 && count[gap] == pairs, pairs >= 3 && count[gap]*10 >= pairs*7
}
