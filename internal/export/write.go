package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/query"
)

// Lists are the lists that can be exported, and Formats their forms.
var (
	Lists   = []string{"events", "articles", "statements", "figures", "actors", "ledger"}
	Formats = []string{"jsonl", "csv"}
)

// Source is the archive as an export needs it.
type Source interface {
	query.Source
	Pages(ctx context.Context) iter.Seq2[archive.Page, error]
}

// Write writes a list of the records that the filter selects, and returns how
// many. about answers for actors what a register knows of them; it may be nil.
func Write(ctx context.Context, w io.Writer, s Source, list, format string, f annals.Filter, about query.About) (int, error) {
	if !slices.Contains(Formats, format) {
		return 0, fmt.Errorf("the format %q is not known: use one of %s", format, strings.Join(Formats, ", "))
	}
	rows, err := rows(ctx, s, list, f, about)
	if err != nil {
		return 0, err
	}
	b := bufio.NewWriterSize(w, 64<<10)
	var out interface{ put(record) error }
	if format == "csv" {
		t, err := newTable(b, list)
		if err != nil {
			return 0, err
		}
		out = t
	} else {
		out = NewJSON(b)
	}
	n := 0
	for r, err := range rows {
		if err != nil {
			return n, err
		}
		if err := out.put(r); err != nil {
			return n, err
		}
		n++
	}
	if t, ok := out.(*table); ok {
		t.csv.Flush()
		if err := t.csv.Error(); err != nil {
			return n, err
		}
	}
	return n, b.Flush()
}

// record is one of the shapes of this package.
type record any

func rows(ctx context.Context, s Source, list string, f annals.Filter, about query.About) (iter.Seq2[record, error], error) {
	switch list {
	case "events":
		return each(query.Events(ctx, s, f), func(e query.Event) record {
			out := OfEvent(e.Report, e.Article, e.Sequence)
			if e.Sources > 0 {
				out.Sources = &e.Sources
			}
			return out
		}), nil
	case "articles":
		return each(query.Articles(ctx, s, f), func(e archive.Entry) record { return OfArticle(e.Article, e.Sentences) }), nil
	case "statements":
		return each(query.Statements(ctx, s, f), func(e query.Statement) record { return OfStatement(e.Statement, e.Sequence) }), nil
	case "figures":
		return each(query.Figures(ctx, s, f), func(e query.Figure) record { return OfFigure(e.Figure, e.Sequence) }), nil
	case "actors":
		actors, err := query.Actors(ctx, s, f, about)
		return func(yield func(record, error) bool) {
			for _, a := range actors {
				if !yield(OfActor(a), nil) {
					return
				}
			}
		}, err
	case "ledger":
		return ledger(ctx, s, f), nil
	}
	return nil, fmt.Errorf("there is no list %q: use one of %s", list, strings.Join(Lists, ", "))
}

func each[T any](seq iter.Seq2[T, error], of func(T) record) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		for v, err := range seq {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(of(v), nil) {
				return
			}
		}
	}
}

func ledger(ctx context.Context, s Source, f annals.Filter) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		n := 0
		for p, err := range s.Pages(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, l := range p.Lines {
				if f.Articles != nil && !slices.ContainsFunc(f.Articles, func(id string) bool { return strings.HasPrefix(l.ArticleID, id) }) {
					continue
				}
				if !yield(OfLine(p.Name, l), nil) {
					return
				}
				if n++; n == f.Limit {
					return
				}
			}
		}
	}
}

// JSON writes JSON lines: one object a line, UTF-8, control characters escaped.
type JSON struct {
	w   io.Writer
	b   bytes.Buffer
	enc *json.Encoder
}

// NewJSON writes to w.
func NewJSON(w io.Writer) *JSON {
	j := &JSON{w: w}
	j.enc = json.NewEncoder(&j.b)
	j.enc.SetEscapeHTML(false)
	return j
}

// Write writes one object and a line end.
func (j *JSON) Write(v any) error {
	j.b.Reset()
	if err := j.enc.Encode(v); err != nil {
		return err
	}
	_, err := j.w.Write(escapeControls(j.b.Bytes()))
	return err
}

// escapeControls escapes the control characters that encoding/json leaves as
// they are (DEL and U+0080 to U+009F): some readers take U+0085 for a line end.
// They can stand in strings only, so that an escape is always right.
func escapeControls(b []byte) []byte {
	if !slices.ContainsFunc(b, func(c byte) bool { return c == 0x7f || c == 0xc2 }) {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == 0x7f:
			out = append(out, `\u007f`...)
		case b[i] == 0xc2 && i+1 < len(b) && b[i+1] < 0xa0:
			i++
			out = fmt.Appendf(out, `\u%04x`, b[i])
		default:
			out = append(out, b[i])
		}
	}
	return out
}

func (j *JSON) put(r record) error { return j.Write(r) }

type table struct {
	csv     *csv.Writer
	columns []column
}

func newTable(w io.Writer, list string) (*table, error) {
	t := &table{csv.NewWriter(w), columns[list]}
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.Name
	}
	return t, t.csv.Write(head)
}

func (t *table) put(r record) error {
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = c.cell(r)
		if !c.number {
			cells[i] = Cell(cells[i])
		}
	}
	return t.csv.Write(cells)
}

// Cell makes a text safe for spreadsheets: one that begins like a formula gets
// an apostrophe before it, control characters other than line ends and tabs
// become the replacement character, and it is valid UTF-8.
func Cell(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return '\uFFFD'
		}
		return r
	}, s)
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
