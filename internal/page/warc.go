package page

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"annals.example/annals"
)

// maxBroken is how many records in a row may be broken before a WARC file is
// given up.
const maxBroken = 100

// warc cuts a WARC file. Responses, resources and conversions that hold a page
// give one; whatever else is in the file is passed over with its reason.
func (c *cutter) warc(pl place, in *bufio.Reader) {
	w := warcReader{in}
	remedy := "fetch the file again; the other records were read"
	broken := 0
	// on looks for the next record behind what is broken; it reports whether to
	// go on.
	on := func(n int) bool {
		if broken++; broken > maxBroken {
			c.refuse(pl, RecordError{Record: n + 1, Reason: fmt.Sprintf("%d records in a row are broken; the rest of the file was not read", maxBroken), Remedy: "fetch the file again"})
			return false
		}
		_, err := w.seek()
		for tries := 0; err != nil; tries++ {
			c.end(pl, n+1, err)
			if !mendable(err) || tries == maxBroken {
				return false
			}
			_, err = w.seek()
		}
		return true
	}
	for n := 1; !c.stopped; n++ {
		head, err := w.next()
		if errors.Is(err, io.EOF) {
			return
		}
		at := RecordError{Record: n, URL: target(head)}
		var bad badRecord
		switch {
		case errors.As(err, &bad):
			at.Reason, at.Remedy = bad.why+"; what belongs to no record is passed over", remedy
			c.refuse(pl, at)
		case err != nil:
			c.cutOff(pl, at, err)
		}
		if err != nil {
			if bad.why == "" && !mendable(err) || !on(n) {
				return
			}
			continue
		}
		b := &warcBlock{in: in, left: head.length}
		inner := pl
		inner.url = at.URL
		inner.name += "#" + strconv.Itoa(n)
		held := c.hold()
		c.warcRecord(pl, inner, at, head, b)
		_, err = io.Copy(io.Discard, b)
		switch {
		case err == nil:
			held.let()
			broken = 0
		case errors.Is(err, errFalseLength):
			held.drop()
			at.Reason, at.Remedy = fmt.Sprintf("its Content-Length is %d, but another record begins after %d bytes", head.length, b.read), remedy
			c.refuse(pl, at)
		default:
			held.drop()
			c.cutOff(pl, at, err)
			if !mendable(err) || !on(n) {
				return
			}
		}
	}
}

// end tells what ended a search for the next record, if that was no plain end.
func (c *cutter) end(pl place, n int, err error) {
	if !errors.Is(err, io.EOF) {
		c.cutOff(pl, RecordError{Record: n}, err)
	}
}

// cutOff refuses a record that its stream ended in.
func (c *cutter) cutOff(pl place, at RecordError, err error) {
	var bomb *bombError
	switch {
	case errors.As(err, &bomb):
		c.broken(pl, err)
		return
	case errors.Is(err, io.ErrUnexpectedEOF):
		at.Reason = "the file is cut off within this record"
	case mendable(err):
		at.Reason = err.Error()
	default:
		at.Reason = "reading it failed: " + err.Error()
	}
	at.Remedy = "fetch the file again; the other records were read"
	c.refuse(pl, at)
}

// held is what a record gave, kept back until its block is known to be whole.
type held struct {
	c      *cutter
	yield  func(Record, error) bool
	record []Record
	faults []error
}

// hold keeps back what the cutter gives, up to let or drop.
func (c *cutter) hold() *held {
	h := &held{c: c, yield: c.yield}
	c.yield = func(r Record, err error) bool {
		h.record, h.faults = append(h.record, r), append(h.faults, err)
		return true
	}
	return h
}

func (h *held) let() {
	h.c.yield = h.yield
	for i, r := range h.record {
		if !h.c.stopped && !h.yield(r, h.faults[i]) {
			h.c.stopped = true
		}
	}
}

func (h *held) drop() { h.c.yield = h.yield }

// target is the address that a record is of.
func target(h warcHead) string {
	return clip(strings.Trim(h.header["warc-target-uri"], "<>"), 2000)
}

// crawled is the date of a record, if it is one.
func crawled(h warcHead) string {
	if _, err := time.Parse(time.RFC3339, h.header["warc-date"]); err != nil {
		return ""
	}
	return h.header["warc-date"]
}

// warcRecord gives what one record holds. pl is the file, inner the record as
// an input of its own.
func (c *cutter) warcRecord(pl, inner place, at RecordError, head warcHead, b *warcBlock) {
	pass := func(reason, remedy string) {
		at.Reason, at.Remedy = reason, remedy
		c.pass(pl, at)
	}
	inner.env.said.URL, inner.env.said.Crawled = at.URL, crawled(head)
	if t := head.header["warc-truncated"]; t != "" {
		inner.env.notes = append(inner.env.notes, "the crawler cut the page off ("+clip(t, 40)+")")
	}
	if s := head.header["warc-segment-number"]; s != "" && s != "1" {
		pass("a further segment of a record that was cut into several", "join the segments")
		return
	}
	media, charset := mediaType(head.header["content-type"])
	switch kind := strings.ToLower(head.header["warc-type"]); kind {
	case "response":
		if media == "application/http" || media == "" {
			c.response(pl, inner, at, b)
			return
		}
		fallthrough
	case "resource", "conversion":
		if scheme, _, ok := strings.Cut(at.URL, ":"); ok && !pageSchemes[strings.ToLower(scheme)] {
			pass(fmt.Sprintf("a record of the crawler's own (%s:), which holds no page", clip(scheme, 40)), "")
			return
		}
		inner.env.charset = charset
		c.payload(pl, inner, at, media, bufio.NewReaderSize(b, headSize))
	case "request":
		pass("a request, which holds no page", "")
	case "revisit":
		pass("a revisit: the page was as in an earlier capture", "read the earlier capture too")
	case "warcinfo", "metadata":
		pass("a "+kind+" record, which holds no page", "")
	case "continuation":
		pass("a further segment of a record that was cut into several", "join the segments")
	default:
		pass(fmt.Sprintf("a record of the kind %q, which is not known to hold pages", clip(kind, 40)), "")
	}
}

// pageSchemes are the schemes of addresses that pages have; crawlers keep their
// notes under others (dns:, metadata:, urn:pageinfo:).
var pageSchemes = map[string]bool{"http": true, "https": true, "file": true, "ftp": true}

// payload gives the page that a body of some media type is, or passes over it.
func (c *cutter) payload(pl, inner place, at RecordError, media string, in *bufio.Reader) {
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return // the record is broken; warc tells how
	}
	if u, err := url.Parse(at.URL); err == nil {
		inner.hint = u.Path
		if u.Path == "/robots.txt" {
			at.Reason, at.Remedy = "robots.txt, which is no page", ""
			c.pass(pl, at)
			return
		}
	}
	var read func(Record) (annals.Page, *RecordError)
	switch {
	case len(bytes.TrimSpace(trimBOM(head))) == 0:
		at.Reason, at.Remedy = "the body is empty", ""
		c.pass(pl, at)
		return
	case isSitemap(head) && textual[media]:
		c.sitemap(inner, in)
		return
	case isFeed(head) && textual[media]:
		c.feed(inner, in)
		return
	case media == "message/rfc822":
		read = mailPage
	case binaryKind(head) != "" || !textual[media]:
		what := media
		if what == "" {
			what = "a body of no stated kind"
		}
		at.Reason, at.Remedy = clip(what, 80)+", which is no page", ""
		c.pass(pl, at)
		return
	case looksHTML(bytes.ToLower(bytes.TrimSpace(trimBOM(head[:min(len(head), 4096)])))), media == "text/html", media == "application/xhtml+xml":
		read = htmlRecord
	case media == "text/plain":
		read = textRecord
	default:
		at.Reason, at.Remedy = clip(orUnknown(media), 80)+", which is data and no page", ""
		c.pass(pl, at)
		return
	}
	raw, err := io.ReadAll(io.LimitReader(in, MaxPage+1))
	if err != nil {
		return
	}
	if len(raw) > MaxPage {
		at.Reason, at.Remedy = fmt.Sprintf("the page has more than %d bytes, the most that is read as one", MaxPage), "split it"
		c.refuse(pl, at)
		return
	}
	at.File = pl.name
	c.give(Record{Name: inner.name, raw: raw, env: inner.env, read: read, at: at})
}

func orUnknown(media string) string {
	if media == "" {
		return "a body of no stated kind"
	}
	return media
}

// textual are the media types that may hold a page, a feed or a sitemap; a body
// without one is looked at.
var textual = map[string]bool{"": true, "text/html": true, "application/xhtml+xml": true, "text/plain": true, "text/xml": true,
	"application/xml": true, "application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true,
	"application/feed+json": true, "application/json": true, "application/octet-stream": true, "message/rfc822": true}

// mediaType takes a Content-Type apart: "text/html", "utf-8".
func mediaType(value string) (media, charset string) {
	media, rest, _ := strings.Cut(value, ";")
	for rest != "" {
		var field string
		field, rest, _ = strings.Cut(rest, ";")
		name, v, _ := strings.Cut(field, "=")
		if strings.EqualFold(strings.TrimSpace(name), "charset") && charset == "" {
			charset = strings.ToLower(strings.Trim(strings.TrimSpace(v), `"'`))
		}
	}
	return strings.ToLower(strings.TrimSpace(media)), clip(charset, 40)
}
