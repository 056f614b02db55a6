// Package score answers "how well does it read?": it compares what the language
// stage makes of a treebank or of name data with what people annotated there.
package score

import (
	"fmt"
	"strings"
)

// Count counts things that gold has, that the system has, and that both have.
type Count struct{ Both, System, Gold int }

// Precision is Both/System in percent, 0 where the system has none.
func (c Count) Precision() float64 { return percent(c.Both, c.System) }

// Recall is Both/Gold in percent, 0 where gold has none.
func (c Count) Recall() float64 { return percent(c.Both, c.Gold) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return percent(2*c.Both, c.System+c.Gold) }

func (c *Count) add(d Count) { c.Both += d.Both; c.System += d.System; c.Gold += d.Gold }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Table is a result that can be printed.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
}

// String sets the table in columns, the first to the left and the rest to the right.
func (t Table) String() string {
	width := make([]int, len(t.Head))
	for _, r := range append([][]string{t.Head}, t.Rows...) {
		for i, c := range r {
			width[i] = max(width[i], len(c))
		}
	}
	var b strings.Builder
	if t.Title != "" {
		b.WriteString(t.Title + "\n")
	}
	for _, r := range append([][]string{t.Head}, t.Rows...) {
		for i, c := range r {
			if i == 0 {
				fmt.Fprintf(&b, "%-*s", width[i], c)
			} else {
				fmt.Fprintf(&b, "  %*s", width[i], c)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func row(name string, c Count) []string {
	return []string{name, f2(c.Precision()), f2(c.Recall()), f2(c.F1()), fmt.Sprint(c.Gold)}
}

func f2(v float64) string { return fmt.Sprintf("%.2f", v) }
