package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"annals.example/annals"
)

// The columns under which common crawlers and extractors (news-please,
// trafilatura, Newspaper, Scrapy and archive dumps) write what we need, in the
// order of trust. Names are compared without case, "_", "-" and blanks.
var (
	textFields        = []string{"text", "maintext", "articletext", "articlebody", "fulltext", "rawtext", "cleanedtext", "body", "content", "article", "story", "plaintext"}
	htmlFields        = []string{"html", "rawhtml", "pagehtml", "htmlcontent", "bodyhtml"}
	titleFields       = []string{"title", "headline", "pagetitle", "titlepage", "head"}
	publishedFields   = []string{"datepublish", "datepublished", "publishdate", "publisheddate", "publicationdate", "publishedat", "pubdate", "published", "date", "pubtime"}
	modifiedFields    = []string{"datemodify", "datemodified", "modified", "modifiedat", "updated", "updatedat", "lastmodified"}
	crawledFields     = []string{"datedownload", "crawled", "crawledat", "crawldate", "crawltime", "fetched", "fetchedat", "fetchtime", "scrapedat", "downloaded", "retrieved", "warcdate", "dateretrieved", "seendate", "dateadded", "filedate"}
	urlFields         = []string{"url", "canonicalurl", "canonicallink", "link", "documentidentifier", "sourceurl", "uri", "source"}
	publicationFields = []string{"publication", "sitename", "publisher", "outlet", "sourcename", "sourcecommonname", "sourcehostname", "source", "sourcedomain", "medianame", "newspaper", "website", "hostname", "domain"}
	languageFields    = []string{"language", "lang", "languagecode", "metalang", "detectedlanguage"}
	sectionFields     = []string{"section", "category", "categories", "rubric", "newsdesk"}
	bylineFields      = []string{"bylines", "byline", "authors", "author"}
)

// adapt makes a page of one JSON object.
func adapt(object map[string]json.RawMessage) (annals.Page, *RecordError) {
	byName := make(map[string]string, len(object)) // folded name → name as written
	for name := range object {
		folded := foldField(name)
		if was, taken := byName[folded]; !taken || name < was {
			byName[folded] = name
		}
	}
	first := func(names []string) (value, field string) {
		for _, n := range names {
			name, ok := byName[n]
			if !ok {
				continue
			}
			if v := jsonText(object[name]); v != "" {
				return v, name
			}
		}
		return "", ""
	}

	p := annals.Page{Format: annals.FormatJSONL}
	text, _ := first(textFields)
	if text == "" {
		if markup, _ := first(htmlFields); markup != "" {
			inner, err := htmlPage("", []byte(markup))
			if err != nil {
				return p, err
			}
			p.Lines, p.Said, p.Notes = inner.Lines, inner.Said, inner.Notes
		} else {
			return p, noText(byName)
		}
	} else {
		var err *RecordError
		if p.Lines, err = cutLines(text); err != nil {
			err.Reason = fmt.Sprintf("line %d of the text: %s", err.Line, err.Reason)
			err.Line = 0
			return p, err
		}
	}

	say := func(to *string, names []string) {
		if v, _ := first(names); v != "" {
			*to = v
		}
	}
	say(&p.Said.Title, titleFields)
	for _, n := range urlFields {
		if v := jsonText(object[byName[n]]); isURL(v) || v != "" && n != "source" {
			p.Said.URL = v
			break
		}
	}
	for _, n := range publicationFields {
		// trafilatura writes the page's address under "source", others who printed it.
		if v := jsonText(object[byName[n]]); v != "" && !isURL(v) {
			p.Said.Publication = v
			break
		}
	}
	say(&p.Said.Language, languageFields)
	say(&p.Said.Section, sectionFields)
	say(&p.Said.Modified, modifiedFields)
	say(&p.Said.Crawled, crawledFields)
	if v, field := first(publishedFields); v != "" {
		p.Said.Published, p.Said.PublishedField = v, "JSON field "+field
	}
	for _, n := range bylineFields {
		if names := jsonList(object[byName[n]]); len(names) > 0 {
			p.Said.Bylines = names
			break
		}
	}
	return p, nil
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// noText is the error for a record in which no field holds the text.
func noText(byName map[string]string) *RecordError {
	for _, n := range textFields {
		if name, ok := byName[n]; ok {
			return &RecordError{Reason: fmt.Sprintf("the field %q is empty", name), Remedy: "give the article's text as a string"}
		}
	}
	return &RecordError{
		Reason: fmt.Sprintf("no field holds the article's text (fields: %s)", strings.Join(sortedValues(byName, 20), ", ")),
		Remedy: "name it one of " + strings.Join(textFields, ", "),
	}
}

// foldField makes "Date_Publish", "date-publish" and "datePublish" the same name.
func foldField(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r == ' ' || r == '.' || r == ':':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// jsonText is the text of a JSON value: a string, a list of strings as lines, a
// number as written. Words by which programs write "nothing" are nothing.
func jsonText(raw json.RawMessage) string {
	switch {
	case len(raw) == 0:
		return ""
	case raw[0] == '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		switch strings.TrimSpace(s) {
		case "", "None", "null", "NULL", "nan", "NaN", "NaT", "N/A":
			return ""
		}
		return s
	case raw[0] == '[':
		return strings.Join(jsonList(raw), "\n")
	case raw[0] == '{' || bytes.Equal(raw, []byte("null")) || bytes.Equal(raw, []byte("true")) || bytes.Equal(raw, []byte("false")):
		return ""
	}
	return string(raw)
}

// jsonList is a list of strings, or a single string as a list of one.
func jsonList(raw json.RawMessage) []string {
	if len(raw) == 0 {
		return nil
	}
	if raw[0] != '[' {
		if s := strings.TrimSpace(jsonText(raw)); s != "" {
			return []string{s}
		}
		return nil
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	var out []string
	for _, it := range items {
		if len(it) == 0 || it[0] == '[' {
			continue
		}
		if it[0] == '{' {
			var named struct {
				Name string `json:"name"`
			}
			if json.Unmarshal(it, &named) == nil && named.Name != "" {
				out = append(out, named.Name)
			}
			continue
		}
		if s := jsonText(it); s != "" {
			out = append(out, s)
		}
	}
	return out
}
