package page

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"annals.example/annals/internal/compress"
)

// Link is an address that a feed or a sitemap names.
type Link struct {
	URL     string
	Updated string // what is said of its last change, as written
	Sitemap bool   // it is a further sitemap, not a page
}

// maxLinks is how many addresses one sitemap may name: what the protocol allows.
const maxLinks = 50_000

// Links reads which pages a feed (RSS, Atom, JSON Feed) or a sitemap names, in its
// order. It may be packed as inputs are.
func Links(raw []byte) ([]Link, error) {
	if kind := compress.Sniff(raw); kind != "" {
		r, err := compress.Stream(kind, bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return nil, fmt.Errorf("it cannot be unpacked: %w", err)
		}
		defer r.Close()
		const most = 4 * maxFeed // a full sitemap may have 50 MB
		if raw, err = io.ReadAll(io.LimitReader(r, most+1)); err != nil {
			return nil, fmt.Errorf("it cannot be unpacked: %w", err)
		}
		if len(raw) > most {
			return nil, fmt.Errorf("unpacked it has more than %d bytes", most)
		}
	}
	switch head := sample(raw, headSize); {
	case isSitemap(head):
		return sitemapLinks(raw)
	case isFeed(head):
		return feedLinks(raw)
	}
	return nil, errors.New("it is neither a feed (RSS, Atom, JSON Feed) nor a sitemap")
}

func feedLinks(raw []byte) ([]Link, error) {
	if fault := feedFault(raw); fault != "" {
		return nil, errors.New("the feed is beyond all measure: " + fault)
	}
	feed, err := parseFeed(raw)
	if err != nil {
		return nil, fmt.Errorf("the feed cannot be read: %s", clip(err.Error(), 200))
	}
	var out []Link
	for _, item := range feed.Items {
		if at := firstOf(append([]string{item.Link}, item.Links...)); at != "" && len(out) < maxLinks {
			out = append(out, Link{URL: at, Updated: firstOf([]string{item.Updated, item.Published})})
		}
	}
	return out, nil
}

// sitemapLinks reads a sitemap or an index of sitemaps. One that breaks off gives
// what stands before, unless that is nothing.
func sitemapLinks(raw []byte) ([]Link, error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	var out []Link
	var at Link
	entry, field := "", ""
	for len(out) < maxLinks {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(out) > 0 {
				break
			}
			return nil, fmt.Errorf("the sitemap cannot be read: %s", clip(err.Error(), 200))
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "url" || name == "sitemap":
				entry, at, field = name, Link{Sitemap: name == "sitemap"}, ""
			case name == "loc" && t.Name.Space == "", name == "lastmod", name == "publication_date":
				field = name
			default:
				field = "" // a picture's or a film's address is no page's
			}
		case xml.CharData:
			switch {
			case entry == "" || len(at.URL)+len(at.Updated) > maxHead:
			case field == "loc":
				at.URL += string(t)
			case field == "lastmod", field == "publication_date" && at.Updated == "":
				at.Updated += strings.TrimSpace(string(t))
			}
		case xml.EndElement:
			field = ""
			if t.Name.Local == entry && entry != "" {
				if at.URL = strings.TrimSpace(at.URL); at.URL != "" {
					out = append(out, at)
				}
				entry = ""
			}
		}
	}
	return out, nil
}
