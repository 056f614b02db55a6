package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"annals.example/annals"
)

// readJSON yields one page for each record of a file of JSON lines. A file that
// holds one array of objects, or one object over several lines, is read as well.
func readJSON(name string, raw []byte, yield func(annals.Page, error) bool) {
	raw = trimBOM(raw)
	if utf16Order(raw) != "" {
		text, _ := decode(raw, false)
		raw = []byte(text)
	}
	r := records{name: name, yield: yield}
	body := bytes.TrimSpace(raw)
	firstLine, _, _ := bytes.Cut(body, []byte("\n"))
	switch {
	case body[0] == '[':
		r.array(raw)
	case body[0] == '{' && !json.Valid(firstLine) && len(body) <= MaxPage && json.Valid(body):
		r.record(body, 1+bytes.Count(raw[:bytes.IndexByte(raw, '{')], []byte("\n")))
	default:
		r.lines(raw)
	}
}

// records walks the records of one file.
type records struct {
	name  string
	yield func(annals.Page, error) bool
	n     int // records met so far
}

// lines reads one record a line; blank lines are skipped.
func (r *records) lines(raw []byte) {
	for number := 1; len(raw) > 0; number++ {
		var line []byte
		line, raw, _ = bytes.Cut(raw, []byte("\n"))
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if !r.record(line, number) {
			return
		}
	}
}

// array reads a file that is one JSON array; after a broken element the rest
// cannot be told apart, so reading ends there, and the error says so.
func (r *records) array(raw []byte) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	line, seen := 1, 0
	broken := func(err error) {
		// A decoder does not say where in the file it stopped; the rest read once more does.
		at := min(int(dec.InputOffset()), len(raw))
		at += len(raw[at:]) - len(bytes.TrimLeft(raw[at:], ", \t\r\n"))
		var syntax *json.SyntaxError
		var rest json.RawMessage
		if errors.As(json.Unmarshal(raw[at:], &rest), &syntax) {
			at += max(0, int(syntax.Offset)-1)
		}
		at = min(at, len(raw))
		start := bytes.LastIndexByte(raw[:at], '\n') + 1
		r.yield(annals.Page{}, &RecordError{File: r.name, Record: r.n + 1, Line: 1 + bytes.Count(raw[:at], []byte("\n")), Column: at - start + 1,
			Reason: "broken JSON array: " + err.Error(), Remedy: "the records before this one were read; mend it, or write one record a line"})
	}
	if _, err := dec.Token(); err != nil {
		broken(err)
		return
	}
	for dec.More() {
		var element json.RawMessage
		if err := dec.Decode(&element); err != nil {
			broken(err)
			return
		}
		start := int(dec.InputOffset()) - len(element)
		line += bytes.Count(raw[seen:start], []byte("\n"))
		seen = start
		if !r.record(element, line) {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		broken(err)
	}
}

// record yields the page of one record; it reports whether to go on.
func (r *records) record(raw []byte, line int) bool {
	r.n++
	fail := func(e *RecordError) bool {
		e.File, e.Record = r.name, r.n
		if e.Line == 0 {
			e.Line = line
		}
		return r.yield(annals.Page{}, e)
	}
	if len(raw) > MaxPage {
		return fail(&RecordError{Reason: fmt.Sprintf("the record has %d bytes; the most that is read as one page is %d", len(raw), MaxPage), Remedy: "split it"})
	}
	text := raw
	var notes []string
	if !utf8.Valid(raw) {
		var s string
		s, notes = decode(raw, false)
		text = []byte(s)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		e := &RecordError{Reason: "broken JSON: " + err.Error(), Remedy: "mend or drop this line; the other records are read"}
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			e.Column = max(1, int(syntax.Offset))
		case errors.As(err, &kind):
			e.Reason = "the record is a JSON " + kind.Value + ", not an object"
			e.Column, e.Remedy = 1, `write {"title":…,"date":…,"text":…}`
		}
		return fail(e)
	}
	if object == nil {
		return fail(&RecordError{Column: 1, Reason: "the record is null, not an object", Remedy: `write {"title":…,"date":…,"text":…}`})
	}
	p, err := adapt(object)
	if err != nil {
		return fail(err)
	}
	p.ID, p.Size = pageID(raw), len(raw)
	p.Name = r.name + "#" + strconv.Itoa(r.n)
	p.Notes = append(notes, p.Notes...)
	return r.yield(p, nil)
}

// sortedValues gives up to n values of a map in order, for messages.
func sortedValues(m map[string]string, n int) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	if len(out) > n {
		out = append(out[:n], "…")
	}
	return out
}
