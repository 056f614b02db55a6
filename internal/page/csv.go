package page

import (
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

// readCSV yields one page for each row of a table, by the same column names as
// JSON lines. A broken row is an error; reading goes on behind it.
func readCSV(name string, raw []byte, comma rune, yield func(annals.Page, error) bool) {
	text, notes := decode(raw, false)
	raw = []byte(text)
	r := table(bytes.NewReader(raw), comma)
	columns, err := r.Read()
	if err != nil {
		yield(annals.Page{}, &RecordError{File: name, Line: 1, Reason: "the first row does not name the columns: " + err.Error(), Remedy: "give a first row such as url,date,title,text"})
		return
	}
	for n := 1; ; n++ {
		from := r.InputOffset()
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			e := &RecordError{File: name, Record: n, Line: broken.Line, Column: broken.Column, Reason: "broken row: " + broken.Err.Error(), Remedy: "mend its quotes; the other rows are read as far as they can be told apart"}
			if !yield(annals.Page{}, e) {
				return
			}
			continue
		}
		line, _ := r.FieldPos(0)
		object := map[string]json.RawMessage{}
		for i, value := range row {
			if i < len(columns) {
				object[strings.TrimSpace(columns[i])], _ = json.Marshal(value)
			}
		}
		p, bad := adapt(object)
		if bad != nil {
			bad.File, bad.Record, bad.Line = name, n, line
			if !yield(annals.Page{}, bad) {
				return
			}
			continue
		}
		body := raw[from:r.InputOffset()]
		p.ID, p.Size, p.Format = pageID(body), len(body), annals.FormatCSV
		p.Name = name + "#" + strconv.Itoa(n)
		p.Said.PublishedField = strings.Replace(p.Said.PublishedField, "JSON field", "column", 1)
		p.Notes = append(p.Notes, notes...)
		if !yield(p, nil) {
			return
		}
	}
}
