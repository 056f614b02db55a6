package gold

import (
	"fmt"
	"strings"
)

// TextStack is a page of text that stacks known articles. Starts are the lines, from
// 1, on which they begin.
type TextStack struct {
	Name   string
	Text   string
	Starts []int
	Bodies []string
}

// TextStacks builds pages of text of one to four articles, in the ways in which
// crawlers leave them: parted by wide gaps, with headlines and captions printed
// twice, with bylines, dates or datelines under the headline, with rules between.
// Each round puts other stories together.
func TextStacks(pages []Page, round int) []TextStack {
	var stories []story
	for i, p := range pages {
		if s, ok := storyOf(p, i, false); ok && strings.Count(s.markup, "<p>") >= 4 {
			stories = append(stories, s)
		}
	}
	layouts := []string{"wide gaps", "printed twice", "bylines", "dates", "datelines", "rules", "wide gaps, paragraphs unspaced", "capitals"}
	var out []TextStack
	for i := range stories {
		layout := layouts[(i+round)%len(layouts)]
		n := 1 + (i/len(layouts)+round)%4
		st := TextStack{Name: layout}
		var lines []string
		used := map[int]bool{}
		add := func(ls ...string) { lines = append(lines, ls...) }
		for k := range n {
			s := pick(stories, i+k*(len(stories)/4+3*round+1), used)
			var paras []string
			for p := range strings.SplitSeq(s.body, "\n") {
				if p = strings.TrimSpace(p); p != "" {
					paras = append(paras, p)
				}
			}
			if k > 0 {
				switch layout {
				case "rules":
					add("", "-----", "")
				case "bylines", "dates", "datelines":
					add("", "")
				default:
					add("", "", "")
				}
			}
			st.Starts = append(st.Starts, len(lines)+1)
			st.Bodies = append(st.Bodies, s.body)
			switch layout {
			case "printed twice":
				caption := "People in the street on Monday. (AP)"
				add(s.title, "", caption, caption, "Aa", "16", "", s.title, "", caption, "")
			case "bylines":
				add(s.title, "", "By "+s.by, "")
			case "dates":
				add(s.title, s.day, "")
			case "datelines":
				add(s.title, "")
				paras[0] = fmt.Sprintf("GENEVA (Reuters) - %s", paras[0])
			case "rules":
				add(s.title, "", "By "+s.by, "")
			case "capitals":
				add(strings.ToUpper(s.title), "")
			default:
				add(s.title, "")
			}
			for j, p := range paras {
				if j > 0 && layout != "wide gaps, paragraphs unspaced" {
					add("")
				}
				add(p)
			}
		}
		st.Text = strings.Join(lines, "\n")
		out = append(out, st)
	}
	return out
}

// Boundaries counts the starts of articles: those that are there, those found, and
// those found rightly. The start of a page's first article is no boundary.
type Boundaries struct{ Want, Got, Right int }

// Add counts one page.
func (b *Boundaries) Add(want, got []int) {
	in := map[int]bool{}
	for _, w := range want[1:] {
		in[w] = true
	}
	b.Want += len(want) - 1
	b.Got += max(0, len(got)-1)
	for _, g := range got[min(1, len(got)):] {
		if in[g] {
			b.Right++
		}
	}
}

// F is the F1 of the boundaries.
func (b Boundaries) F() float64 {
	return harmonic(float64(b.Right)/float64(max(1, b.Got)), float64(b.Right)/float64(max(1, b.Want)))
}
