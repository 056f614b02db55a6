package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"annals.example/annals"
)

// tableWidth is what a table keeps to, in characters.
const tableWidth = 118

// table sets rows in columns. A column with a Max is cut there with an
// ellipsis; the last one takes what is left of the width.
type table struct {
	head []string
	max  []int // 0 = as wide as it needs
	rows [][]string
}

func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = line(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// write prints the table; it prints nothing where there are no rows.
func (t *table) write(w io.Writer) {
	if len(t.rows) == 0 {
		return
	}
	width := make([]int, len(t.head))
	for i, h := range t.head {
		width[i] = utf8.RuneCountInString(h)
		for _, r := range t.rows {
			width[i] = max(width[i], utf8.RuneCountInString(r[i]))
		}
		if t.max[i] > 0 {
			width[i] = min(width[i], t.max[i])
		}
	}
	used := 0
	for _, n := range width[:len(width)-1] {
		used += n + 2
	}
	width[len(width)-1] = min(width[len(width)-1], max(tableWidth-used, 10))
	for _, r := range append([][]string{t.head}, t.rows...) {
		var b strings.Builder
		for i, c := range r {
			c = cut(c, width[i])
			b.WriteString(c)
			if i+1 < len(r) {
				b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(c)+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// cut shortens s to n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// line makes a text safe to print on one line of a terminal.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// wrap breaks a text into lines of at most n characters with an indent.
func wrap(s string, n int, indent string) string {
	var b strings.Builder
	at := 0
	for _, w := range strings.Fields(line(s)) {
		size := utf8.RuneCountInString(w)
		switch {
		case at == 0:
			b.WriteString(indent)
			at = len(indent)
		case at+1+size > n:
			b.WriteString("\n" + indent)
			at = len(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(w)
		at += size
	}
	return b.String()
}

// short is the beginning of an id, as tables show it; `why` takes it.
func short(id string) string {
	if len(id) > 10 {
		return id[:10]
	}
	return id
}

// who writes actors for a person: "Fuad Hussein (IRQ GOV), Iran (IRN)".
func who(actors []annals.Actor) string {
	out := make([]string, len(actors))
	for i, a := range actors {
		name := a.Name
		if name == "" {
			name = a.Text
		}
		code := strings.TrimSpace(a.Code + " " + strings.Join(a.Sectors, " "))
		switch {
		case code == "":
			out[i] = name + " (?)"
		case name == "":
			out[i] = code
		default:
			out[i] = name + " (" + code + ")"
		}
	}
	return strings.Join(out, ", ")
}

// orNone writes what is unknown as a dash.
func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// day writes a date for a person.
func day(d annals.Date) string {
	switch {
	case !d.Known():
		return "unknown"
	case d.End != "":
		return d.Start + "–" + d.End
	}
	return d.Start
}

// act writes the type of a report for a person: "CONSULT/phone 041 [future]".
func act(r annals.Report) string {
	s := r.Type
	if r.Mode != "" {
		s += "/" + r.Mode
	}
	if r.CAMEO != "" {
		s += " " + r.CAMEO
	}
	for _, m := range r.Marks {
		s += " [" + string(m) + "]"
	}
	return s
}
