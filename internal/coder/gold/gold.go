// Package gold reads sentences that a person coded by hand and measures the
// coder against them.
//
// A gold file holds blocks separated by blank lines:
//
//	@ 2024-02-07                           published, or "-" if unknown
//	Iraqi Foreign Minister Fuad Hussein called Antony Blinken on Tuesday.
//	> IRQ.GOV | CONSULT/phone 041 | USA.GOV | when=2024-02-06
//	" IRQ.GOV | say | content of the statement
//	# 3 troops killed | USA.MIL
//
// One ">" line an event, "> none" where there is none; a "~" line under it is
// another coding that is as good, a "//~" line one that a person could defend.
// Other lines that start with "//" are notes. A mode, sector or date that gold
// leaves out is not judged; a mark that it leaves out must be absent.
package gold

import (
	"fmt"
	"strconv"
	"strings"

	"annals.example/annals"
)

// Sentence is one block: a sentence, the day it was printed, and what a person coded from it.
type Sentence struct {
	File       string
	Line       int    // of the sentence, from 1
	Published  string // "2024-02-07", "" if unknown
	Text       string
	Events     []Event
	Statements []Statement
	Figures    []Figure
	// Defensible codings ("//~" lines) are neither asked for nor wrong.
	Defensible []Event
}

// Event is one ">" line.
type Event struct {
	Actors     []string // "IRQ.GOV"; "?" is an actor whom the text does not tell
	Recipients []string
	Type, Mode string
	CAMEO      string
	Marks      []annals.Mark
	By         []string
	When       string
	Where      string
	// Or holds codings that are as good as this one.
	Or []Event
	// Optional is true where saying nothing is as good ("~ none").
	Optional bool
}

// Statement is one `"` line.
type Statement struct{ Speaker, Verb, Content string }

// Figure is one "#" line.
type Figure struct {
	Value    float64
	What     string // unit and state as written
	Claimant string
}

// Read reads a gold file. Errors name file and line and say what was expected.
func Read(name, text string) ([]Sentence, error) {
	var out []Sentence
	var cur *Sentence
	flush := func() error {
		if cur == nil {
			return nil
		}
		if cur.Text == "" {
			return fmt.Errorf("%s:%d: a block without a sentence: write the sentence under the @ line", name, cur.Line)
		}
		out = append(out, *cur)
		cur = nil
		return nil
	}
	for i, l := range strings.Split(text, "\n") {
		n := i + 1
		l = strings.TrimRight(l, " \t\r")
		switch {
		case strings.HasPrefix(l, "//~") && cur != nil:
			e, err := parseEvent(strings.TrimSpace(l[3:]))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			cur.Defensible = append(cur.Defensible, e)
		case strings.HasPrefix(l, "//"):
		case l == "":
			if err := flush(); err != nil {
				return nil, err
			}
		case strings.HasPrefix(l, "@"):
			if err := flush(); err != nil {
				return nil, err
			}
			cur = &Sentence{File: name, Line: n, Published: strings.TrimSpace(l[1:])}
			if cur.Published == "-" {
				cur.Published = ""
			}
		case cur == nil:
			return nil, fmt.Errorf("%s:%d: a block starts with \"@ DATE\" or \"@ -\", not with %.30q", name, n, l)
		case strings.HasPrefix(l, ">") && cur.Text != "":
			if l = strings.TrimSpace(l[1:]); l == "none" {
				continue
			}
			e, err := parseEvent(l)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			cur.Events = append(cur.Events, e)
		case strings.HasPrefix(l, "~") && cur.Text != "" && strings.TrimSpace(l[1:]) == "none":
			if len(cur.Events) > 0 {
				cur.Events[len(cur.Events)-1].Optional = true
			}
		case strings.HasPrefix(l, "~") && cur.Text != "":
			e, err := parseEvent(strings.TrimSpace(l[1:]))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if len(cur.Events) == 0 { // under "> none": may be said, need not
				e.Optional = true
				cur.Events = append(cur.Events, e)
				continue
			}
			last := &cur.Events[len(cur.Events)-1]
			last.Or = append(last.Or, e)
		case strings.HasPrefix(l, "\" ") && cur.Text != "":
			f := fields(l[1:])
			if len(f) != 3 {
				return nil, fmt.Errorf("%s:%d: a statement is SPEAKER | verb | content", name, n)
			}
			cur.Statements = append(cur.Statements, Statement{f[0], f[1], f[2]})
		case strings.HasPrefix(l, "# ") && cur.Text != "":
			f := fields(l[1:])
			num, what, _ := strings.Cut(f[0], " ")
			v, err := strconv.ParseFloat(strings.ReplaceAll(num, ",", ""), 64)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: a figure starts with its value, not %q", name, n, num)
			}
			g := Figure{Value: v, What: what}
			if len(f) > 1 {
				g.Claimant = f[1]
			}
			cur.Figures = append(cur.Figures, g)
		case cur.Text == "":
			cur.Text, cur.Line = l, n
		default:
			return nil, fmt.Errorf("%s:%d: expected a line that starts with > or \" or #, or a blank line, not %.30q", name, n, l)
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	return out, nil
}

func fields(l string) []string {
	f := strings.Split(l, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f
}

func parseEvent(l string) (Event, error) {
	f := fields(l)
	if len(f) < 3 {
		return Event{}, fmt.Errorf("an event is ACTORS | TYPE[/mode] [CAMEO] | RECIPIENTS [| more], got %q", l)
	}
	var e Event
	e.Actors, e.Recipients = codes(f[0]), codes(f[2])
	what, cameo, _ := strings.Cut(f[1], " ")
	e.CAMEO = strings.TrimSpace(cameo)
	e.Type, e.Mode, _ = strings.Cut(what, "/")
	for _, x := range f[3:] {
		for _, part := range strings.Split(x, "·") {
			k, v, ok := strings.Cut(strings.TrimSpace(part), "=")
			if !ok {
				if k == "" {
					continue
				}
				return e, fmt.Errorf("expected marks=, by=, when= or where=, got %q", part)
			}
			switch k {
			case "marks":
				for _, m := range strings.Split(v, ",") {
					if m = strings.TrimSpace(m); m != "" {
						e.Marks = append(e.Marks, annals.Mark(m))
					}
				}
			case "by":
				e.By = codes(v)
			case "when":
				e.When = v
			case "where":
				e.Where = v
			default:
				return e, fmt.Errorf("expected marks=, by=, when= or where=, got %q", k)
			}
		}
	}
	return e, nil
}

func codes(l string) []string {
	var out []string
	for _, c := range strings.Split(l, "+") {
		if c = strings.TrimSpace(c); c != "" && c != "-" {
			out = append(out, c)
		}
	}
	return out
}
