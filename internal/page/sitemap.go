package page

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// sitemapEntry is what a sitemap, or a news sitemap, says of one page.
type sitemapEntry struct {
	Loc  string `xml:"loc"`
	News struct {
		Title string `xml:"title"`
		Date  string `xml:"publication_date"`
	} `xml:"news"`
}

// sitemap goes through a sitemap. It names pages and holds none of their text,
// so each of its entries is passed over by name: what is still to be fetched.
func (c *cutter) sitemap(pl place, in *bufio.Reader) {
	f := &fence{in: in, reason: errors.New("it has a tag or a text of more than 1 MB")}
	d := xml.NewDecoder(f)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	n := 0
	for !c.stopped {
		f.until = d.InputOffset() + 1<<20
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var bomb *bombError
			if errors.As(err, &bomb) {
				c.broken(pl, err)
				return
			}
			c.refuse(pl, RecordError{Record: n + 1, Reason: "the sitemap cannot be read on: " + clip(err.Error(), 200), Remedy: "fetch it again"})
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		n++
		e, err := readEntry(d, f, start.Name.Local)
		if err != nil {
			continue // the next token tells
		}
		at := RecordError{Record: n, URL: clip(strings.TrimSpace(e.Loc), 2000), Remedy: "fetch the page and read it"}
		what := "the sitemap names a page and holds none of its text"
		if start.Name.Local == "sitemap" {
			what = "the index names a further sitemap"
		}
		if title := strings.Join(strings.Fields(e.News.Title), " "); title != "" {
			what += ": “" + clip(title, 200) + "”"
			if e.News.Date != "" {
				what += ", " + clip(strings.TrimSpace(e.News.Date), 40)
			}
		}
		at.Reason = what
		c.pass(pl, at)
	}
	if n == 0 {
		c.pass(pl, RecordError{Reason: "a sitemap without entries"})
	}
}

// readEntry reads the fields of one entry up to its end, looking no deeper than
// they lie.
func readEntry(d *xml.Decoder, f *fence, end string) (e sitemapEntry, err error) {
	field, size := "", 0
	for {
		f.until = d.InputOffset() + 1<<20
		token, err := d.RawToken()
		if err != nil {
			return e, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			field = t.Name.Local
			if t.Name.Space != "" && t.Name.Space != "news" {
				field = ""
			}
		case xml.EndElement:
			if field = ""; t.Name.Local == end {
				return e, nil
			}
		case xml.CharData:
			if size += len(t); size > maxHead {
				continue
			}
			switch field {
			case "loc":
				e.Loc += string(t)
			case "title":
				e.News.Title += string(t)
			case "publication_date":
				e.News.Date += string(t)
			}
		}
	}
}
