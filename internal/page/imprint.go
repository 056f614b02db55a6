package page

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals.example/annals"
)

// ldArticle are the schema.org types that describe a news text.
var ldArticle = map[string]bool{"NewsArticle": true, "Article": true, "ReportageNewsArticle": true, "BlogPosting": true, "AnalysisNewsArticle": true,
	"OpinionNewsArticle": true, "BackgroundNewsArticle": true, "LiveBlogPosting": true, "Report": true, "TechArticle": true,
	"ScholarlyArticle": true, "SocialMediaPosting": true, "ReviewNewsArticle": true, "Review": true, "ClaimReview": true}

// imprint is what a page's head and JSON-LD say, with the article text that the
// JSON-LD may carry.
type imprint struct {
	annals.Imprint
	body      string
	headlines map[string]bool // of all articles that the JSON-LD describes, folded
	live      bool            // it says that it is a live blog
}

// publishedMeta are the meta names that give the date of publication, best first.
var publishedMeta = []string{"article:published_time", "article:published", "article:published_date", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
	"sailthru.date", "dcterms.created", "dcterms.date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dc.date", "publishdate", "publish-date",
	"publish_date", "pubdate", "article.published", "published_time", "publication_date", "cxenseparse:recs:publishtime", "rnews:datepublished",
	"bt:pubdate", "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date", "pdate", "ptime", "date", "article.created", "created"}

var modifiedMeta = []string{"article:modified_time", "og:updated_time", "og:modified_time", "dcterms.modified", "dc.date.modified", "datemodified", "lastmod", "last-modified", "article.updated"}

// readImprint gathers what a page says of itself. One walk over the tree.
func readImprint(t *tree) imprint {
	var im imprint
	meta := map[string]string{}
	var title, htmlLang, canonical string
	var authors, tags, shown []string
	type stamp struct{ value, field string }
	var times, modTimes []stamp
	var ld []map[string]any

	var walk func(n *node, inDrop bool)
	walk = func(n *node, inDrop bool) {
		switch n.tag {
		case "html":
			htmlLang = n.get("lang")
			if htmlLang == "" {
				htmlLang = n.get("xml:lang")
			}
		case "title":
			if title == "" && (n.parent == nil || n.parent.tag != "svg") {
				title = n.textOf()
			}
		case "link":
			if canonical == "" && strings.EqualFold(n.get("rel"), "canonical") {
				canonical = strings.TrimSpace(n.get("href"))
			}
		case "meta":
			name := n.get("property")
			if name == "" {
				name = n.get("name")
			}
			if name == "" {
				name = n.get("itemprop")
			}
			name = strings.ToLower(strings.TrimSpace(name))
			value := collapse(n.get("content"))
			if name != "" && value != "" {
				if _, ok := meta[name]; !ok {
					meta[name] = value
				}
				if name == "article:tag" {
					tags = append(tags, value)
				}
				if name == "author" || name == "article:author" || name == "parsely-author" || name == "sailthru.author" || name == "dc.creator" || name == "byl" {
					authors = append(authors, value)
				}
			}
		case "script":
			if strings.Contains(strings.ToLower(n.get("type")), "ld+json") && len(n.kids) > 0 {
				ld = appendLD(ld, n.kids[0].text)
			}
			return
		case "time":
			v := strings.TrimSpace(n.get("datetime"))
			if v == "" {
				v = n.textOf()
			}
			if v != "" && len(v) < 80 && !inDrop {
				names := strings.ToLower(n.get("itemprop") + " " + n.get("class"))
				switch {
				case !strings.Contains(names, "publish") && (strings.Contains(names, "modif") || strings.Contains(names, "update")):
					modTimes = append(modTimes, stamp{v, "time element"})
				case n.has("pubdate") || strings.Contains(names, "publish"):
					times = append([]stamp{{v, "time element marked as published"}}, times...)
				default:
					times = append(times, stamp{v, "time element"})
				}
			}
		}
		if !inDrop && n.tag != "meta" && n.tag != "" && len(shown) < 8 && namesWriter(n) {
			if n.atLeast(90) > 0 {
				if s := n.textOf(); s != "" {
					shown = append(shown, s)
				}
			}
		}
		if n.tag != "meta" && n.tag != "time" && strings.EqualFold(n.get("itemprop"), "datePublished") {
			v := n.get("content")
			if v == "" {
				v = n.get("datetime")
			}
			if v == "" {
				v = n.textOf()
			}
			if v != "" && len(v) < 80 {
				times = append([]stamp{{v, "itemprop datePublished"}}, times...)
			}
		}
		if n.tag == "aside" || n.tag == "footer" || n.tag == "nav" || n.tag != "" && namesOthers(n) {
			inDrop = true
		}
		for _, k := range n.kids {
			walk(k, inDrop)
		}
	}
	walk(t.root, false)

	// Of several articles that the JSON-LD describes, the page is the one that its
	// title names; where it names none of them, they say nothing of the page.
	own := meta["og:title"]
	if own == "" {
		own = title
	}
	var described, named []map[string]any
	for _, o := range ld {
		if isArticleLD(o["@type"]) {
			described = append(described, o)
			if overlapTitle(own, ldText(o["headline"])) {
				named = append(named, o)
			}
		}
	}
	for _, o := range append(named, described...) {
		im.fromLD(o, len(named) > 0 || len(described) < 3)
	}
	pageDate := "" // of a JSON-LD object that describes the page, not an article
	for _, o := range ld {
		if kind, _ := o["@type"].(string); strings.HasSuffix(kind, "WebPage") && pageDate == "" && isStamp(ldText(o["datePublished"])) {
			pageDate = ldText(o["datePublished"])
		}
	}
	pick := func(to *string, names ...string) {
		for _, n := range names {
			if *to == "" {
				*to = meta[n]
			}
		}
	}
	if im.Published == "" {
		for _, n := range publishedMeta {
			if v := meta[n]; v != "" && isStamp(v) {
				im.Published, im.PublishedField = v, "meta "+n
				break
			}
		}
	}
	if im.Published == "" && pageDate != "" {
		im.Published, im.PublishedField = pageDate, "JSON-LD datePublished of the page"
	}
	if im.Published == "" && len(times) > 0 {
		im.Published, im.PublishedField = times[0].value, times[0].field
	}
	pick(&im.Modified, modifiedMeta...)
	if im.Modified == "" && len(modTimes) > 0 {
		im.Modified = modTimes[0].value
	}
	pick(&im.Title, "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
	if im.Title == "" {
		im.Title = title
	}
	pick(&im.Publication, "og:site_name", "application-name", "al:ios:app_name", "dc.publisher", "copyright")
	im.URL = canonical
	if !strings.HasPrefix(im.URL, "http") && strings.HasPrefix(meta["og:url"], "http") {
		im.URL = meta["og:url"]
	}
	if im.Language == "" {
		im.Language = htmlLang
	}
	pick(&im.Language, "og:locale", "language", "dc.language", "content-language")
	im.Language = iso639(im.Language)
	pick(&im.Description, "og:description", "description", "twitter:description", "dc.description")
	for _, v := range tags {
		im.addTag(v)
	}
	if len(im.Tags) == 0 {
		for _, n := range []string{"news_keywords", "parsely-tags", "sailthru.tags", "keywords"} {
			if v := meta[n]; v != "" {
				im.addTag(v)
				break
			}
		}
	}
	pick(&im.Section, "article:section", "parsely-section", "section", "og:section")
	if len(im.Bylines) == 0 {
		for _, a := range authors {
			im.addByline(a)
		}
	}
	if len(im.Bylines) == 0 {
		for _, a := range shown {
			im.addByline(writerOf(a))
		}
	}
	return im
}

// isStamp keeps words such as "today", and the zero days that programs write for
// "no date", from passing for a date.
func isStamp(s string) bool {
	for _, zero := range [...]string{"0000", "0001-", "1900-01-01", "1970-01-01T00:00:00"} {
		if strings.HasPrefix(s, zero) {
			return false
		}
	}
	return strings.ContainsAny(s, "0123456789")
}

// iso639 cuts "en-GB" and "en_US" to "en"; words that are no code give "".
func iso639(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "-_,; "); i >= 0 {
		s = s[:i]
	}
	if len(s) != 2 {
		return ""
	}
	return s
}

// maxTags bounds a page's list of tags; some fill it with every word they know.
const maxTags = 40

// addTag adds the tags of a list, each once.
func (im *imprint) addTag(list string) {
	for tag := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ';' }) {
		tag = collapse(tag)
		if tag == "" || len(tag) > 80 || len(im.Tags) >= maxTags || slices.ContainsFunc(im.Tags, func(t string) bool { return strings.EqualFold(t, tag) }) {
			continue
		}
		im.Tags = append(im.Tags, tag)
	}
}

// namesWriter reports whether an element is marked as naming the writer.
func namesWriter(n *node) bool {
	if strings.EqualFold(n.get("itemprop"), "author") || strings.EqualFold(n.get("rel"), "author") {
		return true
	}
	ws := nameWords(n.get("class"))
	return len(ws) > 0 && len(ws) <= 4 && slices.ContainsFunc(ws, func(w string) bool { return writerWords[w] }) &&
		!slices.ContainsFunc(ws, func(w string) bool {
			return w == "bio" || w == "box" || w == "info" || w == "date" || w == "image" || w == "avatar" || w == "title" || w == "comment"
		})
}

var writerWords = words("author byline autor auteur autore verfasser signature fn vcard writer redacteur")

// writerOf takes the words off that introduce a writer's name; what is no name gives "".
func writerOf(s string) string {
	for _, w := range [...]string{"by ", "von ", "par ", "por ", "di ", "door ", "автор:", "autor:", "text:", "written by ", "posted by "} {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			s = strings.TrimSpace(s[len(w):])
		}
	}
	if i := strings.IndexAny(s, "|·•"); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	if strings.ContainsAny(s, "0123456789:@") || len(strings.Fields(s)) > 8 || s == "" {
		return ""
	}
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && len(w) > 4 {
			return ""
		}
	}
	return s
}

// addByline adds a name once; addresses of profile pages are no names.
func (im *imprint) addByline(name string) {
	name = collapse(name)
	if name == "" || len(name) > 120 || strings.Contains(name, "://") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "www.") {
		return
	}
	for _, b := range im.Bylines {
		if strings.EqualFold(b, name) {
			return
		}
	}
	im.Bylines = append(im.Bylines, name)
}

// maxLD bounds how many JSON-LD objects are looked at.
const maxLD = 500

// appendLD adds the objects of a JSON-LD script, nested graphs unfolded, in order.
func appendLD(to []map[string]any, script string) []map[string]any {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<!--"), "-->")
	script = strings.TrimSpace(strings.NewReplacer("//<![CDATA[", "", "//]]>", "", "<![CDATA[", "", "]]>", "").Replace(script))
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		// Raw line ends and tabs within strings are the most common slip.
		if json.Unmarshal([]byte(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(script)), &v) != nil {
			return to
		}
	}
	var unfold func(v any, depth int)
	unfold = func(v any, depth int) {
		if depth > 6 || len(to) >= maxLD {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				unfold(x, depth+1)
			}
		case map[string]any:
			to = append(to, v)
			for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
				if x, ok := v[k]; ok {
					unfold(x, depth+1)
				}
			}
		}
	}
	unfold(v, 0)
	return to
}

// fromLD takes over what a JSON-LD object says if it describes a news text.
// The first object to name a thing is believed.
// page is false where the object is one of several of which none is the page.
func (im *imprint) fromLD(o map[string]any, page bool) {
	if h := ldText(o["headline"]); h != "" {
		if im.headlines == nil {
			im.headlines = map[string]bool{}
		}
		im.headlines[foldTitle(h)] = true
	}
	if kind, _ := o["@type"].(string); kind == "LiveBlogPosting" {
		im.live = true
	}
	if !page {
		return
	}
	set := func(to *string, v any) {
		if s := ldText(v); *to == "" && s != "" {
			*to = s
		}
	}
	if s := ldText(o["datePublished"]); im.Published == "" && isStamp(s) {
		im.Published, im.PublishedField = s, "JSON-LD datePublished"
	}
	set(&im.Modified, o["dateModified"])
	set(&im.Title, o["headline"])
	set(&im.Section, o["articleSection"])
	set(&im.Language, o["inLanguage"])
	set(&im.Publication, o["publisher"])
	set(&im.Description, o["description"])
	switch k := o["keywords"].(type) {
	case string:
		im.addTag(k)
	case []any:
		for _, x := range k {
			im.addTag(strings.ReplaceAll(ldText(x), ",", " "))
		}
	}
	if s, ok := o["articleBody"].(string); ok && len(s) > len(im.body) {
		im.body = s
	}
	switch a := o["author"].(type) {
	case []any:
		for _, x := range a {
			im.addByline(ldText(x))
		}
	default:
		im.addByline(ldText(a))
	}
}

func isArticleLD(t any) bool {
	switch t := t.(type) {
	case string:
		return ldArticle[strings.TrimPrefix(strings.TrimPrefix(t, "http://schema.org/"), "https://schema.org/")]
	case []any:
		for _, x := range t {
			if isArticleLD(x) {
				return true
			}
		}
	}
	return false
}

// ldText is a JSON-LD value as text: a string, an object's name, the first of a list.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return collapse(v)
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return collapse(s)
		}
		if s, ok := v["@value"].(string); ok {
			return collapse(s)
		}
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	}
	return ""
}
