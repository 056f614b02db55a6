package page

import (
	"bufio"
	"bytes"
	"fmt"
	"html"

	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"

	"annals.example/annals"
)

// maxSummary is the length below which the text of a feed's item is likely to be
// a summary, in bytes.
const maxSummary = 400

// Bounds on a feed, which is held in memory as a whole.
const (
	maxFeed      = 16 << 20 // bytes
	maxFeedDepth = 300      // elements within elements
	maxFeedItems = 50_000
	maxElements  = 200_000  // whatever their names
	maxTag       = 64 << 10 // bytes
)

// isFeed tells RSS, Atom and JSON Feed by their first element or version.
func isFeed(head []byte) bool {
	name := firstElement(head)
	if name == "rss" || name == "feed" || name == "rdf:RDF" || name == "channel" {
		return true
	}
	start := sample(bytes.TrimSpace(trimBOM(head)), 4096)
	return len(start) > 0 && start[0] == '{' && bytes.Contains(start, []byte("jsonfeed.org/version/")) && bytes.Contains(start, []byte(`"version"`))
}

// firstElement is the name of the first element of an XML file, behind its
// declaration, comments and document type; "" if it is no XML.
func firstElement(head []byte) string {
	rest := bytes.TrimSpace(trimBOM(head))
	for {
		var end string
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<!")):
			// A document type may bring entities within brackets.
			if end = ">"; bytes.IndexByte(sample(rest, max(0, bytes.IndexByte(rest, '>'))), '[') >= 0 {
				end = "]>"
			}
		case bytes.HasPrefix(rest, []byte("<")):
			name := rest[1:]
			if at := bytes.IndexAny(name, " \t\r\n/>"); at >= 0 {
				return string(sample(name[:at], 40))
			}
			return ""
		default:
			return ""
		}
		_, after, ok := bytes.Cut(rest, []byte(end))
		if !ok {
			return ""
		}
		rest = bytes.TrimSpace(after)
	}
}

// feed cuts a feed: each of its items that has a text is a page.
func (c *cutter) feed(pl place, in *bufio.Reader) {
	raw, ok := c.all(pl, in, maxFeed, "the most that is read as one feed is %d", "fetch the pages that it names")
	if !ok {
		return
	}
	fault := feedFault(raw)
	if fault != "" {
		c.refuse(pl, RecordError{Reason: "the feed is beyond all measure: " + fault, Remedy: "split it, or leave it out"})
		return
	}
	feed, err := parseFeed(raw)
	if err != nil {
		c.refuse(pl, RecordError{Reason: "the feed cannot be read: " + clip(err.Error(), 200), Remedy: "fetch it again"})
		return
	}
	if len(feed.Items) == 0 {
		c.pass(pl, RecordError{Reason: "a feed without items"})
		return
	}
	for i, item := range feed.Items {
		if c.stopped {
			return
		}
		c.feedItem(pl, feed, item, i+1)
	}
}

// feedFault is what keeps a feed from being parsed with bounded memory.
func feedFault(raw []byte) string {
	if start := bytes.TrimSpace(trimBOM(raw)); len(start) > 0 && start[0] == '{' {
		if bytes.Count(raw, []byte("{")) > maxElements {
			return fmt.Sprintf("it has more than %d objects", maxElements)
		}
		return ""
	}
	return xmlFault(raw)
}

// parseFeed is gofeed's parser; a panic of it is a fault of the feed's.
func parseFeed(raw []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("its parser failed: %v", r)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(raw))
}

// feedItem gives the page that item n of a feed is, or passes over it.
func (c *cutter) feedItem(pl place, feed *gofeed.Feed, item *gofeed.Item, n int) {
	at := RecordError{File: pl.name, Record: n, URL: clip(firstOf(append([]string{item.Link}, item.Links...)), 2000)}
	text := item.Content
	if plainLength(text) < plainLength(item.Description) {
		text = item.Description
	}
	if strings.TrimSpace(text) == "" {
		at.Reason, at.Remedy = "the item names a page and holds none of its text", "fetch the page"
		c.pass(pl, at)
		return
	}
	env := pl.env
	env.said = annals.Imprint{URL: at.URL, Title: strings.TrimSpace(html.UnescapeString(item.Title)), Language: feed.Language, Crawled: pl.env.said.Crawled,
		Publication: strings.TrimSpace(html.UnescapeString(feed.Title)), Section: firstOf(item.Categories), Modified: item.Updated}
	if item.Published != "" {
		env.said.Published, env.said.PublishedField = item.Published, "the feed's date of the item"
	}
	for _, a := range item.Authors {
		if name := firstOf([]string{a.Name, a.Email}); name != "" {
			env.said.Bylines = append(env.said.Bylines, name)
		}
	}
	if plainLength(text) < maxSummary {
		env.notes = append(env.notes[:len(env.notes):len(env.notes)], "the text is short: the feed may give a summary of the page, not its text")
	}
	c.give(Record{Name: pl.name + "#" + strconv.Itoa(n), raw: []byte(text), env: env, read: feedPage, at: at})
}

// plainLength is the length of a text without its markup, in bytes and roughly.
func plainLength(s string) int {
	n := 0
	for {
		before, rest, ok := strings.Cut(s, "<")
		n += len(strings.TrimSpace(before))
		if !ok {
			return n
		}
		if _, s, ok = strings.Cut(rest, ">"); !ok {
			return n
		}
	}
}

// firstOf is the first of some texts that is not blank.
func firstOf(all []string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// feedPage reads the text of a feed's item, which is markup as a rule, as the
// page that it was cut from.
func feedPage(r Record) (annals.Page, *RecordError) {
	text := string(r.raw)
	if !strings.Contains(text, "<") {
		text = "<p>" + strings.ReplaceAll(text, "\n\n", "<p>")
	}
	var b bytes.Buffer
	b.Write(bomUTF8)
	b.WriteString("<html><body><article>")
	if r.env.said.Title != "" {
		b.WriteString("<h1>" + html.EscapeString(r.env.said.Title) + "</h1>")
	}
	b.WriteString(text)
	b.WriteString("</article></body></html>")
	p, err := htmlPage("", b.Bytes())
	p.Format = annals.FormatFeed
	return p, err
}

// xmlFault is what keeps a file from being parsed with bounded memory, "" if
// nothing does: elements too deep in each other, too many, or too long a tag.
// One pass, which knows no more of XML than where its tags are.
func xmlFault(raw []byte) string {
	depth, elements, items := 0, 0, 0
	for i := 0; i < len(raw); {
		at := bytes.IndexByte(raw[i:], '<')
		if at < 0 {
			break
		}
		i += at + 1
		rest := raw[i:]
		skip := ""
		switch {
		case bytes.HasPrefix(rest, []byte("![CDATA[")):
			skip = "]]>"
		case bytes.HasPrefix(rest, []byte("!--")):
			skip = "-->"
		}
		if skip != "" {
			end := bytes.Index(rest, []byte(skip))
			if end < 0 {
				break
			}
			i += end
			continue
		}
		end := bytes.IndexByte(sample(rest, maxTag), '>')
		if end < 0 {
			return fmt.Sprintf("it has a tag of more than %d bytes", maxTag)
		}
		tag := rest[:end]
		i += end
		switch {
		case end == 0 || tag[0] == '!' || tag[0] == '?':
		case tag[0] == '/':
			depth--
		default:
			elements++
			if bytes.HasPrefix(tag, []byte("item")) || bytes.HasPrefix(tag, []byte("entry")) {
				items++
			}
			if tag[end-1] != '/' {
				depth++
			}
		}
		switch {
		case depth > maxFeedDepth:
			return fmt.Sprintf("its elements lie more than %d deep in each other", maxFeedDepth)
		case elements > maxElements:
			return fmt.Sprintf("it has more than %d elements", maxElements)
		case items > maxFeedItems:
			return fmt.Sprintf("it has more than %d items", maxFeedItems)
		}
	}
	return ""
}

// isSitemap tells a sitemap, or an index of sitemaps, by its first element.
func isSitemap(head []byte) bool {
	name := firstElement(head)
	_, local, ok := strings.Cut(name, ":")
	if !ok {
		local = name
	}
	return local == "urlset" || local == "sitemapindex"
}
