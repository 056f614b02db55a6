package page

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"annals.example/annals"
)

// csvComma is the separator of a CSV table of articles: its first row must name
// a column for the text; 0 if the file is no such table.
func csvComma(ext string, raw []byte) rune {
	first, _, _ := bytes.Cut(trimBOM(sample(raw, 8192)), []byte("\n"))
	for _, comma := range []rune{',', '\t', ';'} {
		if !bytes.ContainsRune(first, comma) {
			continue
		}
		names, err := table(bytes.NewReader(first), comma).Read()
		if err != nil || len(names) < 2 {
			continue
		}
		has := map[string]bool{}
		for _, n := range names {
			has[foldField(strings.TrimSpace(n))] = true
		}
		for _, n := range textFields {
			// Outside a file that calls itself a table, a line of prose could hold
			// the word "text" between commas; it takes a title or date column too.
			if has[n] && (ext == ".csv" || ext == ".tsv" || has["title"] && (has["date"] || has["url"])) {
				return comma
			}
		}
	}
	return 0
}

func table(r io.Reader, comma rune) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = comma, -1, comma == '\t'
	return c
}

// csvRow is a row of a table with the names of its columns.
type csvRow struct{ columns, values []string }

// csv cuts a table into its rows, which have the same column names as JSON
// lines. A broken row is an error; reading goes on behind it.
func (c *cutter) csv(pl place, in *bufio.Reader, comma rune) {
	raw := c.start(pl, in)
	var text io.Reader
	env := pl.env
	if len(raw) <= maxWhole {
		s, notes := decode(raw, false)
		text = strings.NewReader(s)
		env.notes = append(env.notes[:len(env.notes):len(env.notes)], notes...)
	} else {
		text = unicodeReader(raw, io.MultiReader(bytes.NewReader(raw), in))
	}
	f := &fence{in: text, until: MaxPage}
	tape := &tape{in: f}
	r := table(tape, comma)
	columns, err := r.Read()
	if err != nil {
		c.refuse(pl, RecordError{Line: 1, Reason: "the first row does not name the columns: " + err.Error(), Remedy: "give a first row such as url,date,title,text"})
		return
	}
	for n := 1; !c.stopped; n++ {
		from := r.InputOffset()
		f.until = from + MaxPage
		row, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &broken):
			c.refuse(pl, RecordError{Record: n, Line: broken.Line, Column: broken.Column, Reason: "broken row: " + broken.Err.Error(), Remedy: "mend its quotes; the other rows are read as far as they can be told apart"})
			continue
		case err != nil:
			if errors.Is(err, errFence) {
				c.refuse(pl, RecordError{Record: n, Reason: err.Error() + "; the rest was not read", Remedy: "a quote without an end does this: mend it, or split the row"})
			} else {
				c.broken(pl, err)
			}
			return
		}
		line, _ := r.FieldPos(0)
		c.give(Record{Name: pl.name + "#" + strconv.Itoa(n), raw: tape.cut(from, r.InputOffset()), env: env, read: csvPage,
			at: RecordError{File: pl.name, Record: n, Line: line, URL: pl.url}, row: csvRow{columns, row}})
	}
}

// csvPage reads one row as a page.
func csvPage(r Record) (annals.Page, *RecordError) {
	object := map[string]json.RawMessage{}
	for i, value := range r.row.values {
		if i < len(r.row.columns) {
			object[strings.TrimSpace(r.row.columns[i])], _ = json.Marshal(value)
		}
	}
	p, err := adapt(object)
	p.Format = annals.FormatCSV
	p.Said.PublishedField = strings.Replace(p.Said.PublishedField, "JSON field", "column", 1)
	return p, err
}

// tape remembers what was read through it until it is cut off.
type tape struct {
	in    io.Reader
	kept  []byte
	first int64 // offset of kept[0] in what was read
}

func (t *tape) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	t.kept = append(t.kept, p[:n]...)
	return n, err
}

// cut returns a copy of the bytes from one offset to another and forgets all
// before the second.
func (t *tape) cut(from, to int64) []byte {
	out := bytes.Clone(t.kept[from-t.first : to-t.first])
	t.kept = append(t.kept[:0], t.kept[to-t.first:]...)
	t.first = to
	return out
}
