// Package page answers: what did the crawl leave?
//
// Records cuts an input into records, whatever it is packed in: a text or HTML
// file is one, a file of JSON lines or a CSV table has one a line, a WARC file, a
// feed or a mailbox as many as there are, and an archive has those of its files.
// Record.Page then reads one record as a page: lines in reading order, with what
// the page says about itself beside them. Each format has a file that knows its
// shape and one that makes ours of it.
//
// What cannot be read is answered with a RecordError that names the file, the
// record, the line, the reason and the remedy; reading then goes on.
//
// Nothing here decides what a line is (headline, body, caption): that is the
// work of package article. For HTML this package says where in the markup a
// line stood and whether that place is the page's main content.
package page

import (
	"bytes"
	"fmt"
	"iter"
	"path"
	"strings"

	"annals.example/annals"
)

// Limits that keep a hostile or broken file from costing more than it is worth.
// A file beyond them is refused with its reason, never cut silently.
const (
	// MaxPage is the largest page in bytes: a text file, an HTML file, a JSON record.
	MaxPage = 32 << 20
	// MaxLine is the longest line of a text page in bytes. The longest paragraph
	// of printed news is a few kilobytes.
	MaxLine = 1 << 20
	// MaxLines is how many lines a text page may have; each costs memory of its own.
	MaxLines = 200_000
)

// RecordError says what could not be read, where, why, and what to do about it.
type RecordError struct {
	File   string // the file's path as given
	Record int    // record of a file of many, from 1; 0 = the whole file
	Line   int    // line of the file, from 1; 0 = unknown
	Column int    // byte column within the line, from 1; 0 = unknown
	Reason string // what is wrong
	Remedy string // what a person can do
	URL    string // whose record it is, where that is known
	// Passed says that nothing is wrong: the record holds no page and was never
	// meant to (a request, a picture, a redirect).
	Passed bool
}

// Error gives "file:line:column: record N: reason; remedy", leaving out what is unknown.
func (e *RecordError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	b.WriteString(": ")
	if e.Record > 0 {
		fmt.Fprintf(&b, "record %d: ", e.Record)
	}
	if e.URL != "" {
		fmt.Fprintf(&b, "%s: ", e.URL)
	}
	b.WriteString(e.Reason)
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	return b.String()
}

// Read yields the pages of one input that is held in memory: what Records cuts
// out of it, read one after the other. Every error that is yielded is a
// *RecordError, and reading goes on after it where it can.
func Read(name string, raw []byte) iter.Seq2[annals.Page, error] {
	return func(yield func(annals.Page, error) bool) {
		for r, err := range Records(name, bytes.NewReader(raw)) {
			var p annals.Page
			if err == nil {
				p, err = r.Page()
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// htmlRecord reads a record of HTML. A charset that is declared around it goes
// before what its own head declares.
func htmlRecord(r Record) (annals.Page, *RecordError) {
	return htmlPage("", r.recoded())
}

// textRecord reads a record of plain text.
func textRecord(r Record) (annals.Page, *RecordError) {
	return textPage("", r.recoded())
}

// sniff tells the format by content first and by the file's ending where the
// content could be either.
func sniff(name string, raw []byte) annals.Format {
	head := bytes.ToLower(bytes.TrimSpace(trimBOM(sample(raw, 4096))))
	ext := strings.ToLower(path.Ext(name))
	switch {
	case ext == ".jsonl" || ext == ".ndjson" || ext == ".json":
		return annals.FormatJSONL
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".shtml":
		return annals.FormatHTML
	case looksHTML(head):
		return annals.FormatHTML
	case looksJSON(head):
		return annals.FormatJSONL
	}
	return annals.FormatText
}

// looksHTML reports whether the lower-cased start of a file opens an HTML page.
func looksHTML(head []byte) bool {
	for bytes.HasPrefix(head, []byte("<!--")) || bytes.HasPrefix(head, []byte("<?xml")) {
		_, rest, ok := bytes.Cut(head, []byte(">"))
		if !ok {
			return false
		}
		head = bytes.TrimSpace(rest)
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<title", "<meta", "<p>", "<h1"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// looksJSON reports whether the start of a file opens a JSON object with a
// quoted key, or an array of such objects.
func looksJSON(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("[")))
	rest, ok := bytes.CutPrefix(head, []byte("{"))
	rest = bytes.TrimSpace(rest)
	return ok && bytes.HasPrefix(rest, []byte(`"`)) && bytes.Contains(rest, []byte(`":`))
}

// magics are the first bytes of files that are no pages, with what to call them.
var magics = []struct{ start, what string }{
	{"%PDF-", "a PDF document"},
	{"\x89PNG", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"PK\x03\x04", "a ZIP archive (or an Office document)"},
	{"\x1f\x8b", "compressed with gzip (unpack it with gunzip)"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd (unpack it with unzstd)"},
	{"BZh", "compressed with bzip2 (unpack it with bunzip2)"},
	{"\xfd7zXZ\x00", "compressed with xz (unpack it with unxz)"},
	{"\x7fELF", "a program"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\xd0\xcf\x11\xe0", "an old Office document"},
}

// binaryKind says what a file is that holds no text, "" for text. NUL bytes and
// control characters never occur in printed news; UTF-16 is told apart first.
func binaryKind(raw []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.start)) {
			return m.what
		}
	}
	if utf16Order(raw) != "" {
		return ""
	}
	part := sample(raw, 64<<10)
	control := 0
	for _, c := range part {
		if c == 0 || c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			control++
		}
	}
	if control > 0 && (control*50 > len(part) || bytes.Count(part, []byte{0}) > 4) {
		return "binary data"
	}
	return ""
}

// sample is the beginning of raw.
func sample(raw []byte, n int) []byte { return raw[:min(n, len(raw))] }
