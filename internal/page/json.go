package page

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"

	"annals.example/annals"
	"annals.example/annals/internal/compress"
)

// maxWhole is the size up to which a file of many records is read at once, in
// bytes, so that messages can name lines whatever its form; a larger one is
// streamed.
const maxWhole = 16 << 20

// Bounds on one JSON record; each field and value takes memory of its own.
const (
	maxFields = 300_000
	maxValues = 2_000_000
)

// json cuts a file of JSON lines into its records. A file that holds one array
// of objects, or one object over several lines, is read as well.
func (c *cutter) json(pl place, in *bufio.Reader) {
	raw := c.start(pl, in)
	if len(raw) > maxWhole {
		rest := unicodeReader(raw, io.MultiReader(bytes.NewReader(raw), in))
		if body := bytes.TrimSpace(trimBOM(raw)); len(body) > 0 && body[0] == '[' {
			c.jsonArray(pl, rest)
			return
		}
		c.jsonLines(pl, bufio.NewReaderSize(rest, headSize))
		return
	}
	raw = trimBOM(raw)
	if utf16Order(raw) != "" {
		text, _ := decode(raw, false)
		raw = []byte(text)
	}
	body := bytes.TrimSpace(raw)
	if len(body) == 0 {
		return
	}
	firstLine, _, _ := bytes.Cut(body, []byte("\n"))
	switch {
	case body[0] == '[':
		c.smallArray(pl, raw)
	case body[0] == '{' && !json.Valid(firstLine) && json.Valid(body):
		c.jsonRecord(pl, body, 1, 1+bytes.Count(raw[:bytes.IndexByte(raw, '{')], []byte("\n")))
	default:
		c.jsonLines(pl, bufio.NewReaderSize(bytes.NewReader(raw), headSize))
	}
}

// jsonLines reads one record a line; blank lines are skipped.
func (c *cutter) jsonLines(pl place, in *bufio.Reader) {
	n := 0
	for number := 1; !c.stopped; number++ {
		line, size, err := readLine(in, MaxPage)
		var bomb *bombError
		switch {
		case errors.As(err, &bomb): // what there is of the line is no record
		case size > MaxPage:
			n++
			c.refuse(pl, RecordError{Record: n, Line: number, Reason: fmt.Sprintf("the record has %d bytes; the most that is read as one page is %d", size, MaxPage), Remedy: "split it"})
		case len(bytes.TrimSpace(line)) > 0:
			n++
			if number == 1 {
				line = trimBOM(line)
			}
			c.jsonRecord(pl, line, n, number)
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return
			}
			if c.broken(pl, err); !mendable(err) || size == 0 {
				return
			}
		}
	}
}

// start reads the beginning of a file of many records, up to maxWhole bytes and
// one more where there are more. What is damaged is refused and passed over.
func (c *cutter) start(pl place, in io.Reader) []byte {
	var b bytes.Buffer
	for {
		n, err := io.Copy(&b, io.LimitReader(in, maxWhole+1-int64(b.Len())))
		if err == nil {
			return b.Bytes()
		}
		if c.broken(pl, err); !mendable(err) || n == 0 {
			return b.Bytes()
		}
	}
}

// mendable reports whether a stream can be read on behind an error.
func mendable(err error) bool {
	var damage *compress.Damage
	return errors.As(err, &damage)
}

// readLine reads up to the next line feed. Of a line longer than most bytes it
// gives the size only.
func readLine(in *bufio.Reader, most int) (line []byte, size int, err error) {
	for {
		part, err := in.ReadSlice('\n')
		size += len(part)
		if size <= most+1 {
			line = append(line, part...)
		} else {
			line = nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if n := len(line); n > 0 && line[n-1] == '\n' {
			line, size = line[:n-1], size-1
		} else if len(part) > 0 && part[len(part)-1] == '\n' {
			size--
		}
		return line, size, err
	}
}

// smallArray reads a file that is one JSON array; after a broken element the
// rest cannot be told apart, so reading ends there, and the error says so.
func (c *cutter) smallArray(pl place, raw []byte) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	line, seen, n := 1, 0, 0
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
		c.refuse(pl, RecordError{Record: n + 1, Line: 1 + bytes.Count(raw[:at], []byte("\n")), Column: at - start + 1,
			Reason: "broken JSON array: " + err.Error(), Remedy: "the records before this one were read; mend it, or write one record a line"})
	}
	if _, err := dec.Token(); err != nil {
		broken(err)
		return
	}
	for dec.More() && !c.stopped {
		var element json.RawMessage
		if err := dec.Decode(&element); err != nil {
			broken(err)
			return
		}
		n++
		start := int(dec.InputOffset()) - len(element)
		line += bytes.Count(raw[seen:start], []byte("\n"))
		seen = start
		c.jsonRecord(pl, element, n, line)
	}
	if _, err := dec.Token(); err != nil {
		broken(err)
	}
}

// jsonArray reads a large JSON array, one element after the other.
func (c *cutter) jsonArray(pl place, in io.Reader) {
	f := &fence{in: in, until: MaxPage}
	dec := json.NewDecoder(f)
	n := 0
	_, err := dec.Token()
	for err == nil && dec.More() && !c.stopped {
		f.until = dec.InputOffset() + MaxPage
		var element json.RawMessage
		if err = dec.Decode(&element); err == nil {
			n++
			c.jsonRecord(pl, element, n, 0)
		}
	}
	if err == nil {
		_, err = dec.Token()
	}
	var bomb *bombError
	switch {
	case errors.As(err, &bomb):
		c.broken(pl, err)
	case err != nil:
		c.refuse(pl, RecordError{Record: n + 1, Reason: "broken JSON array: " + err.Error(), Remedy: "the records before this one were read; mend it, or write one record a line"})
	}
}

// fence ends a stream at a byte offset that is moved on record by record, so
// that a record without an end is not gathered in memory for ever.
type fence struct {
	in    io.Reader
	n     int64 // bytes read
	until int64
	// reason is the error at the fence; nil stands for errFence.
	reason error
}

// errFence is met by a record that is longer than any page.
var errFence = fmt.Errorf("the record has more than %d bytes, the most that is read as one page", MaxPage)

func (f *fence) Read(p []byte) (int, error) {
	if f.n >= f.until {
		if f.reason != nil {
			return 0, f.reason
		}
		return 0, errFence
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.until-f.n)])
	f.n += int64(n)
	return n, err
}

// jsonRecord gives one record of a file, with its number and line, from 1.
func (c *cutter) jsonRecord(pl place, raw []byte, n, line int) {
	at := RecordError{File: pl.name, Record: n, Line: line, URL: pl.url}
	if len(raw) > MaxPage {
		at.Reason, at.Remedy = fmt.Sprintf("the record has %d bytes; the most that is read as one page is %d", len(raw), MaxPage), "split it"
		c.refuse(pl, at)
		return
	}
	c.give(Record{Name: pl.name + "#" + strconv.Itoa(n), raw: raw, env: pl.env, read: jsonPage, at: at})
}

// jsonPage reads one JSON object as a page.
func jsonPage(r Record) (annals.Page, *RecordError) {
	text := r.raw
	var notes []string
	if !utf8.Valid(text) {
		var s string
		s, notes = decode(text, false)
		text = []byte(s)
	}
	if bytes.Count(text, []byte(`":`)) > maxFields || bytes.Count(text, []byte(",")) > maxValues {
		return annals.Page{}, &RecordError{Reason: fmt.Sprintf("the record has more than %d fields or %d values", maxFields, maxValues), Remedy: "give one article a record"}
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
		return annals.Page{}, e
	}
	if object == nil {
		return annals.Page{}, &RecordError{Column: 1, Reason: "the record is null, not an object", Remedy: `write {"title":…,"date":…,"text":…}`}
	}
	p, err := adapt(object)
	p.Notes = append(notes, p.Notes...)
	return p, err
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
