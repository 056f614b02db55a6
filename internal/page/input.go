package page

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/compress"
)

// Record is one thing that a crawl left, cut out of its input but not yet read
// as a page. Cutting is cheap and goes in order; Page may be called on any
// goroutine, in any order.
type Record struct {
	Name string // as Page.Name will be

	raw  []byte
	env  envelope
	read func(Record) (annals.Page, *RecordError)
	at   RecordError // File, Record, Line and URL of the record, for messages
	row  csvRow
}

// envelope is what stands around a record: what a WARC record, an HTTP header, a
// feed or a mail says of what they hold.
type envelope struct {
	said    annals.Imprint
	charset string // as declared, lower case; "" if none
	notes   []string
}

// Size is the number of bytes of the record.
func (r Record) Size() int { return len(r.raw) }

// Page reads the record. The error is a *RecordError.
func (r Record) Page() (annals.Page, error) {
	p, err := r.read(r)
	if err != nil {
		err.File, err.Record, err.URL = r.at.File, r.at.Record, r.at.URL
		if err.Line == 0 {
			err.Line = r.at.Line
		}
		return p, err
	}
	p.ID, p.Name, p.Size = r.id(), r.Name, len(r.raw)
	fill(&p.Said, r.env.said)
	p.Notes = append(r.env.notes[:len(r.env.notes):len(r.env.notes)], p.Notes...)
	return p, nil
}

// id is the content hash that names a page: of its bytes and of whatever around
// them tells what is read from them.
func (r Record) id() string {
	s := r.env.said
	around := strings.Join(append([]string{s.URL, s.Title, s.Publication, s.Language, s.Section, s.Published, s.Modified, s.Crawled, r.env.charset}, s.Bylines...), "\x00")
	h := sha256.New()
	h.Write(r.raw)
	if strings.Trim(around, "\x00") != "" {
		h.Write([]byte("\x00" + around))
	}
	return "p-" + hex.EncodeToString(h.Sum(nil))[:16]
}

// fill puts what is said around a page where the page itself says nothing.
func fill(to *annals.Imprint, from annals.Imprint) {
	for _, f := range []struct {
		to   *string
		from string
	}{{&to.URL, from.URL}, {&to.Title, from.Title}, {&to.Publication, from.Publication}, {&to.Language, from.Language},
		{&to.Section, from.Section}, {&to.Modified, from.Modified}, {&to.Crawled, from.Crawled}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	if to.Published == "" {
		to.Published, to.PublishedField = from.Published, from.PublishedField
	}
	if len(to.Bylines) == 0 {
		to.Bylines = from.Bylines
	}
}

// Records cuts an input into its records, in order. name is the input's path as
// a person would write it; it is used for messages, for Record.Name and, by its
// ending, as a hint to the format. Every error that is yielded is a
// *RecordError, and cutting goes on after it where it can.
//
// The input is streamed: what is held of it at once does not grow with it. A ZIP
// archive is read where it lies if in also has ReadAt and Size, as
// io.SectionReader and bytes.Reader do.
func Records(name string, in io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		c := &cutter{yield: yield, raw: in}
		if sized, ok := in.(sizedReader); ok {
			c.size = sized.Size()
		}
		c.cut(place{name: name, hint: name}, &counted{in, &c.in})
	}
}

type sizedReader interface {
	io.ReaderAt
	Size() int64
}

// cutter cuts one input.
type cutter struct {
	yield   func(Record, error) bool
	raw     io.Reader
	size    int64 // of the input in bytes, 0 if unknown
	stopped bool  // nobody wants more, or nothing more shall be read
	in, out int64 // bytes read of the input, and bytes that unpacking made of them
	bombs   int
}

// place is where in an input the cutter is.
type place struct {
	name  string // as messages and pages call it
	hint  string // a file name whose ending may tell the format
	env   envelope
	depth int // layers of packing around it
	url   string
}

// maxPacking is how many layers of packing are opened: a page in gzip in a tar in
// gzip in a zip has four.
const maxPacking = 4

func (c *cutter) give(r Record) {
	if !c.stopped && !c.yield(r, nil) {
		c.stopped = true
	}
}

// refuse says that something at a place could not be read.
func (c *cutter) refuse(pl place, e RecordError) {
	if c.stopped {
		return
	}
	if e.File == "" {
		e.File = pl.name
	}
	if e.URL == "" {
		e.URL = pl.url
	}
	if !c.yield(Record{}, &e) {
		c.stopped = true
	}
}

// pass says that something at a place holds no page, as it should be.
func (c *cutter) pass(pl place, e RecordError) {
	e.Passed = true
	c.refuse(pl, e)
}

// headSize is how much of an input is looked at to tell its format, in bytes.
const headSize = 64 << 10

// cut tells what in holds and cuts it.
func (c *cutter) cut(pl place, in io.Reader) {
	br := bufio.NewReaderSize(in, headSize)
	head, err := br.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		// What was met while looking ahead is met again when reading gets there.
		kept := bytes.Clone(head)
		_, _ = br.Discard(len(head))
		br = bufio.NewReaderSize(&rewound{kept, err, br}, headSize)
		head = kept
		if len(head) == 0 {
			c.broken(pl, err)
			return
		}
	}
	whole := err != nil // head is all there is
	if whole && len(bytes.TrimSpace(trimBOM(head))) == 0 {
		c.refuse(pl, RecordError{Reason: "the file is empty", Remedy: "nothing to read; fetch it again or leave it out"})
		return
	}
	ext := strings.ToLower(path.Ext(pl.hint))
	switch {
	case compress.Sniff(head) != "":
		c.unpack(pl, compress.Sniff(head), br)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")):
		c.zip(pl, br)
	case isTar(head):
		c.tar(pl, br)
	case bytes.HasPrefix(head, []byte("WARC/")):
		c.warc(pl, br)
	case binaryKind(head) != "":
		c.refuse(pl, RecordError{Reason: "the file is " + binaryKind(head) + ", not a page", Remedy: "give text, HTML or JSON lines in UTF-8"})
	case isMbox(head):
		c.mbox(pl, br)
	case isMail(ext, head):
		c.one(pl, br, mailPage)
	case isSitemap(head):
		c.sitemap(pl, br)
	case isFeed(head):
		c.feed(pl, br)
	case csvComma(ext, head) != 0:
		c.csv(pl, br, csvComma(ext, head))
	default:
		switch sniff(pl.hint, head) {
		case annals.FormatJSONL:
			c.json(pl, br)
		case annals.FormatHTML:
			c.one(pl, br, htmlRecord)
		default:
			c.one(pl, br, textRecord)
		}
	}
}

// one gives the single page that a file is.
func (c *cutter) one(pl place, in io.Reader, read func(Record) (annals.Page, *RecordError)) {
	raw, ok := c.all(pl, in, MaxPage, "the most that is read as one page is %d", "split it into pages, or give it as JSON lines with one article a line")
	if ok {
		c.give(Record{Name: pl.name, raw: raw, env: pl.env, read: read, at: RecordError{File: pl.name, URL: pl.url}})
	}
}

// all reads what is left at a place, up to most bytes; ok is false where it was
// more, or broken, and was refused.
func (c *cutter) all(pl place, in io.Reader, most int, bound, remedy string) (raw []byte, ok bool) {
	raw, err := io.ReadAll(io.LimitReader(in, int64(most)+1))
	switch {
	case err != nil:
		c.broken(pl, err)
	case len(raw) > most:
		size := "more than " + fmt.Sprint(most)
		if pl.depth == 0 && c.size > 0 {
			size = fmt.Sprint(c.size)
		}
		c.refuse(pl, RecordError{Reason: "the page has " + size + " bytes; " + fmt.Sprintf(bound, most), Remedy: remedy})
	default:
		return raw, true
	}
	return nil, false
}

// broken refuses what is left at a place because of a reader's error.
func (c *cutter) broken(pl place, err error) {
	var bomb *bombError
	if errors.As(err, &bomb) {
		if bomb.told {
			return
		}
		bomb.told = true
		c.bombs++
		c.out -= bomb.given
		c.refuse(pl, RecordError{Reason: bomb.Error(), Remedy: "this is how archives are made that shall fill a disk; unpack it yourself if you trust it, and read what comes out"})
		if c.bombs >= maxBombs && !c.stopped {
			c.refuse(pl, RecordError{Reason: fmt.Sprintf("%d parts of it expand beyond all measure; the rest was not read", maxBombs), Remedy: "unpack it yourself if you trust it, and read what comes out"})
			c.stopped = true
		}
		return
	}
	e := RecordError{Reason: "reading it failed: " + err.Error(), Remedy: "make it readable and read it again"}
	var damage *compress.Damage
	switch {
	case errors.As(err, &damage):
		e.Reason, e.Remedy = damage.What, "fetch the file again"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Reason, e.Remedy = "the file is cut off", "fetch the file again"
	}
	c.refuse(pl, e)
}

// rewound gives what was looked at once more, then the error that ended the
// looking, then the rest.
type rewound struct {
	head []byte
	err  error
	rest io.Reader
}

func (r *rewound) Read(p []byte) (int, error) {
	if len(r.head) > 0 {
		n := copy(p, r.head)
		r.head = r.head[n:]
		return n, nil
	}
	if err := r.err; err != nil {
		r.err = nil
		return 0, err
	}
	return r.rest.Read(p)
}

// counted counts what is read through it.
type counted struct {
	in io.Reader
	n  *int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	*c.n += int64(n)
	return n, err
}
