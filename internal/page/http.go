package page

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"annals.example/annals/internal/compress"
)

// maxEncodings is how many times over a body may be encoded.
const maxEncodings = 3

// response gives the page of an HTTP response.
func (c *cutter) response(pl, inner place, at RecordError, b io.Reader) {
	in := bufio.NewReaderSize(b, headSize)
	first, h, err := readHead(in)
	if err != nil {
		var bad badRecord
		if errors.As(err, &bad) {
			at.Reason, at.Remedy = "the HTTP response: "+bad.why, "leave it out"
			c.refuse(pl, at)
		} else if errors.Is(err, io.ErrUnexpectedEOF) {
			at.Reason, at.Remedy = "the HTTP response ends within its head", "fetch the page again"
			c.refuse(pl, at)
		}
		return // else the record itself is broken; warc tells how
	}
	status := statusOf(first)
	media, charset := mediaType(h["content-type"])
	switch {
	case status == 0:
		at.Reason, at.Remedy = fmt.Sprintf("no HTTP response: it begins with %q", clip(first, 60)), "leave it out"
		c.refuse(pl, at)
		return
	case status >= 300 && status < 400:
		at.Reason, at.Remedy = fmt.Sprintf("a redirect (%d) to %s", status, clip(h["location"], 200)), "crawl what it leads to"
		c.pass(pl, at)
		return
	case status < 200 || status >= 400:
		at.Reason, at.Remedy = fmt.Sprintf("the server answered %d, so this is not the page", status), "fetch the page again"
		c.pass(pl, at)
		return
	case status == 204 || status == 205:
		at.Reason, at.Remedy = fmt.Sprintf("the server answered %d: no content", status), ""
		c.pass(pl, at)
		return
	case status == 206:
		inner.env.notes = append(inner.env.notes, "the server sent a part of the page only (206)")
	}
	if !textual[media] {
		// What is no page need not be unpacked.
		at.Reason, at.Remedy = clip(media, 80)+", which is no page", ""
		c.pass(pl, at)
		return
	}
	inner.env.charset = charset
	body, notes, err := decodeBody(in, h)
	inner.env.notes = append(inner.env.notes, notes...)
	if err != nil {
		var long tooLong
		if errors.As(err, &long) {
			at.Reason, at.Remedy = err.Error(), "leave it out, or fetch it again without compression"
			c.refuse(pl, at)
			return
		}
		var bad badRecord
		if errors.As(err, &bad) {
			at.Reason, at.Remedy = bad.why, "fetch the page again"
			c.refuse(pl, at)
		}
		return
	}
	if n, err := strconv.ParseInt(h["content-length"], 10, 64); err == nil && len(notes) == 0 && int64(len(body.raw)) < n && body.plain {
		inner.env.notes = append(inner.env.notes, fmt.Sprintf("the server announced %d bytes of which %d came", n, len(body.raw)))
	}
	c.payload(pl, inner, at, media, bufio.NewReaderSize(bytes.NewReader(body.raw), headSize))
}

// statusOf is the status of a response's first line, 0 if it is none:
// "HTTP/1.1 200 OK", "HTTP/2 200".
func statusOf(line string) int {
	version, rest, ok := strings.Cut(line, " ")
	if !ok || !strings.HasPrefix(version, "HTTP/") && version != "ICY" {
		return 0
	}
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(code)
	if err != nil || n < 100 || n > 999 {
		return 0
	}
	return n
}

// body is an HTTP body as the server meant it.
type body struct {
	raw   []byte
	plain bool // it came as it is, in no transfer or content encoding
}

// tooLong is a body that unpacks to more than a page has.
type tooLong struct{}

func (tooLong) Error() string {
	return fmt.Sprintf("the body unpacks to more than %d bytes, the most that is read as one page", MaxPage)
}

// decodeBody undoes the transfer and content encodings of a body. Crawlers
// often store a body decoded and leave the fields that say it is not, so an
// encoding whose signs are missing is taken for undone already. A body that
// breaks off is given as far as it goes, with a note.
func decodeBody(in *bufio.Reader, h header) (body, []string, error) {
	var notes []string
	plain := true
	if strings.Contains(strings.ToLower(h["transfer-encoding"]), "chunked") {
		if start, _ := in.Peek(18); startsChunk(start) {
			plain = false
			in = bufio.NewReaderSize(&chunked{in: in, notes: &notes}, headSize)
		}
	}
	encodings := strings.Split(strings.ToLower(h["content-encoding"]), ",")
	if len(encodings) > maxEncodings {
		return body{}, notes, badRecord{fmt.Sprintf("the body is encoded more than %d times over", maxEncodings)}
	}
	for i := len(encodings) - 1; i >= 0; i-- {
		kind := map[string]compress.Kind{"gzip": compress.Gzip, "x-gzip": compress.Gzip, "zstd": compress.Zstd,
			"br": compress.Brotli, "deflate": compress.Deflate}[strings.TrimSpace(encodings[i])]
		head, _ := in.Peek(512)
		switch {
		case kind == "", len(head) == 0:
			continue
		case kind == compress.Gzip || kind == compress.Zstd:
			if compress.Sniff(head) != kind {
				continue
			}
		case looksHTML(bytes.ToLower(bytes.TrimSpace(trimBOM(head)))):
			continue
		}
		plain = false
		r, err := compress.Stream(kind, in)
		if err != nil {
			return body{}, notes, badRecord{"the body cannot be unpacked: " + err.Error()}
		}
		defer r.Close()
		in = bufio.NewReaderSize(r, headSize)
	}
	raw, err := io.ReadAll(io.LimitReader(in, MaxPage+1))
	switch {
	case len(raw) > MaxPage:
		return body{}, notes, tooLong{}
	case err != nil && (plain || errors.Is(err, errFalseLength)):
		return body{}, notes, err // the record is broken, not the body
	case err != nil && len(raw) == 0:
		return body{}, notes, badRecord{"the body cannot be unpacked: " + err.Error()}
	case err != nil:
		notes = append(notes, "the packed body breaks off; what there is was read")
	}
	return body{raw, plain}, notes, nil
}

// startsChunk reports whether bytes begin with the size of a chunk.
func startsChunk(b []byte) bool {
	line, _, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return false
	}
	_, ok = chunkSize(line)
	return ok
}

func chunkSize(line []byte) (int64, bool) {
	digits, _, _ := bytes.Cut(line, []byte(";"))
	n, err := strconv.ParseInt(string(bytes.TrimSpace(digits)), 16, 63)
	return n, err == nil && n >= 0
}

// chunked reads a chunked body; where it breaks off it ends, with a note.
type chunked struct {
	in    *bufio.Reader
	left  int64
	begun bool
	done  bool
	notes *[]string
}

func (c *chunked) Read(p []byte) (int, error) {
	for c.left == 0 {
		if c.done {
			return 0, io.EOF
		}
		line, err := c.in.ReadSlice('\n')
		if c.begun && err == nil && len(bytes.TrimSpace(line)) == 0 {
			line, err = c.in.ReadSlice('\n') // the line end behind a chunk
		}
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			return 0, err
		}
		n, ok := chunkSize(line)
		if err != nil || !ok {
			c.done = true
			*c.notes = append(*c.notes, "the chunked body breaks off; what there is was read")
			return 0, io.EOF
		}
		c.begun, c.left, c.done = true, n, n == 0
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if errors.Is(err, io.EOF) {
		c.done, c.left = true, 0
		*c.notes = append(*c.notes, "the chunked body breaks off; what there is was read")
	}
	return n, err
}
