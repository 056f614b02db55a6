// Package pages sets Annals beside go-trafilatura, the best extractor of its
// kind, in one run: on the pages of the article-extraction benchmark, as they
// are and disturbed. It is a module of its own; `make bench-pages` runs it.
package pages

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	trafilatura "github.com/markusmobius/go-trafilatura"

	"annals.example/annals/internal/article"
	"annals.example/annals/internal/article/gold"
	"annals.example/annals/internal/page"
)

const corpus = "../../../shared/data/html/sh"

// extractors turn the source of a page into the text of its main article.
var extractors = []struct {
	name string
	text func(html string) string
}{
	{"Annals", func(html string) string {
		for p, err := range page.Read("p.html", []byte(html)) {
			if err != nil {
				return ""
			}
			if f := article.Find(p); len(f.Articles) > 0 {
				return f.Articles[0].Text
			}
		}
		return ""
	}},
	{"go-trafilatura", func(html string) string {
		r, err := trafilatura.Extract(strings.NewReader(html), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
		if err != nil {
			return ""
		}
		return r.ContentText
	}},
}

func TestSideBySide(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the HTML corpus is not present")
	}
	pages, err := gold.Corpus(os.DirFS(corpus))
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name  string
		pages []gold.Page
	}{{"as crawled", pages}}
	for _, d := range gold.Disturbances {
		rows = append(rows, struct {
			name  string
			pages []gold.Page
		}{d.Name, gold.Disturbed(pages, d)})
	}
	t.Logf("%-12s %-16s %6s %10s %10s %10s %9s", "pages", "extractor", "F1", "precision", "recall", "pages/s", "ratio")
	for _, row := range rows {
		var speed [2]float64
		for k, x := range extractors {
			var s gold.Score
			texts := make([]string, len(row.pages))
			start := time.Now()
			for i, p := range row.pages {
				texts[i] = x.text(p.HTML)
			}
			speed[k] = float64(len(row.pages)) / time.Since(start).Seconds()
			for i, p := range row.pages {
				s.Add(p.Body, texts[i])
			}
			ratio := ""
			if k == 1 {
				ratio = fmt.Sprintf("1 : %.1f", speed[0]/speed[1])
			}
			t.Logf("%-12s %-16s %6.4f %10.4f %10.4f %10.0f %9s", row.name, x.name, s.F1(), s.P(), s.R(), speed[k], ratio)
		}
	}
}
