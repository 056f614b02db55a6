package page

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Bounds on the heads of WARC records and HTTP messages; no crawler writes a
// tenth of them.
const (
	maxHead      = 256 << 10 // bytes
	maxHeadLines = 2000
)

// header is the named fields of a WARC record or of an HTTP message, by
// lower-case name; of a field that stands several times, the first.
type header map[string]string

// warcHead is the head of a WARC record.
type warcHead struct {
	header
	length int64 // of the block, in bytes
}

// warcReader reads the records of an uncompressed WARC stream (ISO 28500,
// versions 0.17 to 1.1).
type warcReader struct{ in *bufio.Reader }

// badRecord says that the head of a record could not be read; the stream can be
// read on with seek.
type badRecord struct{ why string }

func (b badRecord) Error() string { return b.why }

// next reads the head of the next record; io.EOF where there is none.
func (w warcReader) next() (warcHead, error) {
	// Records are parted by two empty lines; some writers leave out or add one.
	for {
		c, err := w.in.ReadByte()
		if err != nil {
			return warcHead{}, err
		}
		if c != '\r' && c != '\n' {
			_ = w.in.UnreadByte()
			break
		}
	}
	if start, err := w.in.Peek(5); string(start) != "WARC/" {
		if len(start) < 5 && err != nil && !errors.Is(err, io.EOF) {
			return warcHead{}, err
		}
		return warcHead{}, badRecord{"no WARC record begins here"}
	}
	_, h, err := readHead(w.in)
	if err != nil {
		return warcHead{}, err
	}
	length, err := strconv.ParseInt(h["content-length"], 10, 64)
	if err != nil || length < 0 {
		return warcHead{}, badRecord{fmt.Sprintf("its Content-Length %q is no number of bytes", clip(h["content-length"], 40))}
	}
	return warcHead{h, length}, nil
}

// seek passes over what belongs to no record, up to the next one or the end.
func (w warcReader) seek() (skipped int64, err error) {
	for {
		part, err := w.in.Peek(recordStart)
		if len(part) < recordStart {
			n, _ := w.in.Discard(len(part))
			return skipped + int64(n), err
		}
		if startsRecord(part) {
			return skipped, nil
		}
		part, _ = w.in.Peek(max(recordStart, w.in.Buffered()))
		skip := len(part) - 8 // what may be the beginning of a record's first line
		if at := bytes.Index(part[1:], []byte("WARC/")); at >= 0 {
			skip = at + 1
		}
		n, err := w.in.Discard(max(1, skip))
		skipped += int64(n)
		if err != nil {
			return skipped, err
		}
	}
}

// recordStart is how many bytes it takes to know the start of a record, short
// of its shortest head.
const recordStart = 14

// startsRecord reports whether bytes are a record's first line and the
// beginning of its first field: "WARC/1.0\r\nWARC".
func startsRecord(b []byte) bool {
	if len(b) < recordStart || string(b[:5]) != "WARC/" || b[5] < '0' || b[5] > '2' || b[6] != '.' {
		return false
	}
	line, rest, ok := bytes.Cut(b[5:recordStart], []byte("\n"))
	return ok && len(line) <= 6 && len(rest) >= 3 && (bytes.HasPrefix(rest, []byte("WAR")) || bytes.HasPrefix(rest, []byte("war")) || bytes.HasPrefix(rest, []byte("Con")))
}

// warcBlock is the block of one record. It ends early, with errFalseLength, where
// within it another record begins, as it does where Content-Length is false.
type warcBlock struct {
	in   *bufio.Reader
	left int64
	read int64
	err  error
}

var errFalseLength = errors.New("another record begins within it: its Content-Length is false")

var betweenRecords = []byte("\r\n\r\nWARC/")

func (b *warcBlock) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left == 0 {
		b.err = io.EOF
		return 0, b.err
	}
	part, err := b.in.Peek(int(min(b.left, headSize)))
	if len(part) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		b.err = err
		return 0, err
	}
	n := len(part)
	if int64(n) < b.left && n > len(betweenRecords) {
		n -= len(betweenRecords) - 1 // the next record may begin at the end of what is seen
	}
	for from := 0; ; {
		at := bytes.Index(part[from:], betweenRecords)
		if at < 0 {
			break
		}
		at += from
		if from = at + 1; len(part)-at < 4+recordStart {
			if at > 0 && int64(len(part)) < b.left {
				n = min(n, at) // too near the end to tell
			}
			break
		}
		if startsRecord(part[at+4:]) {
			if n = min(n, at); at == 0 {
				b.err = errFalseLength
				return 0, b.err
			}
			break
		}
	}
	n = copy(p, part[:n])
	_, _ = b.in.Discard(n)
	b.left -= int64(n)
	b.read += int64(n)
	return n, nil
}

// readHead reads a first line and the named fields behind it, up to the empty
// line. Fields that go on in the next line are joined.
func readHead(in *bufio.Reader) (first string, h header, err error) {
	h = header{}
	size, last := 0, ""
	for n := 0; ; n++ {
		line, err := in.ReadSlice('\n')
		size += len(line)
		if size > maxHead || n > maxHeadLines || errors.Is(err, bufio.ErrBufferFull) {
			return first, h, badRecord{fmt.Sprintf("its head has no end within %d bytes and %d lines", maxHead, maxHeadLines)}
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return first, h, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		switch name, value, ok := strings.Cut(text, ":"); {
		case n == 0:
			first = text
		case text == "":
			return first, h, nil
		case (text[0] == ' ' || text[0] == '\t') && last != "":
			h[last] += " " + strings.TrimSpace(text)
		case ok:
			name = strings.ToLower(strings.TrimSpace(name))
			if last = ""; h[name] == "" {
				h[name], last = strings.TrimSpace(value), name
			}
		}
	}
}

// clip shortens a text that comes from a file, for messages.
func clip(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "") + "…"
	}
	return strings.ToValidUTF8(s, "\ufffd")
}
