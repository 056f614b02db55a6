// Package page answers: what did the crawl leave?
//
// It turns the bytes of one file into pages: a text file or an HTML file is one
// page, a file of JSON lines or a CSV table is one page per record. Every page comes out as
// lines in reading order, with what the page says about itself beside them.
// What cannot be read is answered with a RecordError that names the file, the
// record, the line, the reason and the remedy; reading then goes on.
//
// Nothing here decides what a line is (headline, body, caption): that is the
// work of package article. For HTML this package says where in the markup a
// line stood and whether that place is the page's main content.
package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
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
)

// RecordError says what could not be read, where, why, and what to do about it.
type RecordError struct {
	File   string // the file's path as given
	Record int    // record of a file of many, from 1; 0 = the whole file
	Line   int    // line of the file, from 1; 0 = unknown
	Column int    // byte column within the line, from 1; 0 = unknown
	Reason string // what is wrong
	Remedy string // what a person can do
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
	b.WriteString(e.Reason)
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	return b.String()
}

// Read yields the pages of one input file, in the order of the file.
// name is the file's path as a person would write it; it is used for messages,
// for Page.Name and, by its ending, as a hint to the format. Every error that
// is yielded is a *RecordError, and reading goes on after it where it can.
// The time is linear in len(raw).
func Read(name string, raw []byte) iter.Seq2[annals.Page, error] {
	return func(yield func(annals.Page, error) bool) {
		refuse := func(reason, remedy string) {
			yield(annals.Page{}, &RecordError{File: name, Reason: reason, Remedy: remedy})
		}
		if len(bytes.TrimSpace(trimBOM(raw))) == 0 {
			refuse("the file is empty", "nothing to read; fetch it again or leave it out")
			return
		}
		if what := binaryKind(raw); what != "" {
			refuse("the file is "+what+", not a page", "give text, HTML or JSON lines in UTF-8")
			return
		}
		if comma := csvComma(strings.ToLower(path.Ext(name)), raw); comma != 0 {
			readCSV(name, raw, comma, yield)
			return
		}
		switch sniff(name, raw) {
		case annals.FormatJSONL:
			readJSON(name, raw, yield)
		case annals.FormatHTML:
			one(name, raw, htmlPage, yield)
		default:
			one(name, raw, textPage, yield)
		}
	}
}

// one yields the single page of a file.
func one(name string, raw []byte, read func(string, []byte) (annals.Page, *RecordError), yield func(annals.Page, error) bool) {
	if len(raw) > MaxPage {
		yield(annals.Page{}, &RecordError{File: name,
			Reason: fmt.Sprintf("the page has %d bytes; the most that is read as one page is %d", len(raw), MaxPage),
			Remedy: "split it into pages, or give it as JSON lines with one article a line"})
		return
	}
	p, err := read(name, raw)
	if err != nil {
		err.File = name
		yield(annals.Page{}, err)
		return
	}
	p.ID, p.Name, p.Size = pageID(raw), name, len(raw)
	yield(p, nil)
}

// pageID is the content hash that names a page.
func pageID(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "p-" + hex.EncodeToString(sum[:])[:16]
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

func sample(raw []byte, n int) []byte { return raw[:min(n, len(raw))] }
