package archive

import (
	"strings"

	"annals.example/annals"
)

// LedgerLine is a line of a page as stored: a body line names its place in the
// article's text instead of repeating the words, so that text is kept once.
type LedgerLine struct {
	Number  int             `json:"n"`
	Kind    annals.LineKind `json:"k"`
	Article int             `json:"a,omitempty"` // 1 + index into the page's article ids; 0 = none
	At      []int           `json:"at,omitempty"`
	Space   []string        `json:"s,omitempty"` // white space before and after what At names
	Text    string          `json:"t,omitempty"`
	Markup  string          `json:"m,omitempty"`
	Inside  bool            `json:"i,omitempty"`
	Why     string          `json:"w,omitempty"`
}

// PackLedger turns lines into what is stored of them. ids are the page's
// article ids, texts their bodies. A line whose exact words stand in its
// article's text is kept as their byte span.
func PackLedger(lines []annals.Line, ids []string, texts []string) []LedgerLine {
	index := make(map[string]int, len(ids))
	for i, id := range ids {
		index[id] = i + 1
	}
	at := make([]int, len(ids))
	out := make([]LedgerLine, len(lines))
	for i, l := range lines {
		p := LedgerLine{Number: l.Number, Kind: l.Kind, Article: index[l.ArticleID], Text: l.Text,
			Markup: l.Markup, Inside: l.Inside, Why: l.Why}
		if words := strings.TrimSpace(l.Text); p.Article > 0 && l.Kind == annals.LineBody && words != "" {
			a := p.Article - 1
			// Body lines follow the text, so the search goes on where the
			// last line ended; it looks one line's length and a little
			// further, which keeps it linear.
			window := texts[a][at[a]:]
			if max := len(words) + 64; len(window) > max {
				window = window[:max]
			}
			if j := strings.Index(window, words); j >= 0 {
				start := at[a] + j
				at[a] = start + len(words)
				p.Text, p.At = "", []int{start, at[a]}
				before, after, _ := strings.Cut(l.Text, words)
				if before+after != "" {
					p.Space = []string{before, after}
				}
			} else if j := strings.Index(texts[a][at[a]:], "\n\n"); j >= 0 {
				at[a] += j + 2 // printed otherwise: go on with the next paragraph
			}
		}
		out[i] = p
	}
	return out
}

// UnpackLedger is the reverse of PackLedger. Spans that lie outside the text
// give an empty line; Check reports them.
func UnpackLedger(packed []LedgerLine, ids []string, texts []string) []annals.Line {
	out := make([]annals.Line, len(packed))
	for i, p := range packed {
		l := annals.Line{Number: p.Number, Kind: p.Kind, Text: p.Text, Markup: p.Markup, Inside: p.Inside, Why: p.Why}
		if a := p.Article - 1; a >= 0 && a < len(ids) {
			l.ArticleID = ids[a]
			if len(p.At) == 2 && p.At[0] >= 0 && p.At[0] <= p.At[1] && p.At[1] <= len(texts[a]) {
				l.Text = texts[a][p.At[0]:p.At[1]]
				if len(p.Space) == 2 {
					l.Text = p.Space[0] + l.Text + p.Space[1]
				}
			}
		}
		out[i] = l
	}
	return out
}
