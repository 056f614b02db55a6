package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/article/gold"
	"annals.example/annals/internal/page"
)

// find reads a page of text or HTML and finds its articles.
func find(name, src string) []annals.Article {
	for p, err := range page.Read(name, []byte(src)) {
		if err != nil {
			return nil
		}
		return article.Find(p).Articles
	}
	return nil
}

func texts(as []annals.Article) []string {
	var out []string
	for _, a := range as {
		out = append(out, a.Text)
	}
	return out
}

// pages measures what is found on pages: the main article, every article, the day
// of publication.
func (b *board) pages() error {
	b.printf("\n## Articles of web pages\n\nThe 181 pages of the article-extraction benchmark (shingles of four words, as its evaluator counts them), as crawled and with what\n")
	b.printf("a reader does not see changed. They were read while building; `make bench-pages` sets go-trafilatura beside each row.\n\n")
	dir, ok := b.have("html/sh/ground-truth.json")
	if !ok {
		return nil
	}
	pages, err := gold.Corpus(os.DirFS(filepath.Dir(dir)))
	if err != nil {
		return err
	}
	b.printf("| pages | F1 | precision | recall |\n|---|---|---|---|\n")
	row := func(name string, s gold.Score) {
		b.printf("| %s | **%.2f** | %.2f | %.2f |\n", name, 100*s.F1(), 100*s.P(), 100*s.R())
	}
	measure := func(pages []gold.Page) gold.Score {
		var s gold.Score
		for _, p := range pages {
			text := ""
			if as := find("p.html", p.HTML); len(as) > 0 {
				text = as[0].Text
			}
			s.Add(p.Body, text)
		}
		return s
	}
	row("as crawled", measure(pages))
	if s, err := rival(filepath.Join(filepath.Dir(dir), "go_trafilatura.json"), pages); err == nil {
		row("as crawled, go-trafilatura's output", s)
	}
	for _, d := range gold.Disturbances {
		row(d.What, measure(gold.Disturbed(pages, d)))
	}
	b.severalArticles(pages)
	return b.days(pages)
}

// rival scores the output of another extractor that lies with the benchmark.
func rival(name string, pages []gold.Page) (gold.Score, error) {
	var s gold.Score
	raw, err := os.ReadFile(name)
	if err != nil {
		return s, err
	}
	var out struct {
		Output map[string]struct{ ArticleBody string }
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range pages {
		s.Add(p.Body, out.Output[p.ID].ArticleBody)
	}
	return s, nil
}

// severalArticles puts the stories of those pages on one page, in dev and test by page.
func (b *board) severalArticles(pages []gold.Page) {
	b.printf("\nSeveral articles on one page, built from those pages, and single ones beside look-alikes (comments, teasers, entries of a live blog,\n")
	b.printf("parts, documents). A page is right where every body is found in a text of its own and nothing besides; a single one where it is not split.\n\n")
	b.printf("| half | clean bodies in 13 wrappers | bodies with their markup | loaded onto another page | single, not split | stacked text, boundaries F |\n|---|---|---|---|---|---|\n")
	for half, name := range []string{"dev", "test"} {
		var some []gold.Page
		for i, p := range pages {
			if i%2 == half {
				some = append(some, p)
			}
		}
		share := func(stacks []gold.Stack, right func(gold.Stack, []string) bool) string {
			n := 0
			for _, st := range stacks {
				if right(st, texts(find("p.html", st.HTML))) {
					n++
				}
			}
			return fmt.Sprintf("%.1f of %d", 100*float64(n)/float64(max(1, len(stacks))), len(stacks))
		}
		clean, raw := []gold.Stack{}, []gold.Stack{}
		for round := range 3 {
			clean = append(clean, gold.Stacks(some, false, round)...)
			raw = append(raw, gold.Stacks(some, true, round)...)
		}
		var bounds gold.Boundaries
		for round := range 4 {
			for _, st := range gold.TextStacks(some, round) {
				var starts []int
				for _, a := range find("p.txt", st.Text) {
					for _, c := range a.Copies {
						starts = append(starts, c.FirstLine)
					}
				}
				slices.Sort(starts)
				bounds.Add(st.Starts, starts)
			}
		}
		b.printf("| %s | %s | %s | %s | %s | %.2f of %d |\n", name, share(clean, gold.Stack.Right), share(raw, gold.Stack.Right), share(gold.Appended(some), gold.Stack.Right),
			share(gold.Singles(some), func(_ gold.Stack, found []string) bool { return len(found) <= 1 }), 100*bounds.F(), bounds.Want)
	}
}

// days measures the day of publication on those pages.
func (b *board) days(pages []gold.Page) error {
	raw, err := os.ReadFile("internal/article/testdata/published-sh.txt")
	if err != nil {
		return err
	}
	want := gold.Days(string(raw))
	var s gold.DayScore
	for _, p := range pages {
		day := ""
		if as := find("p.html", p.HTML); len(as) > 0 {
			day = as[0].Published.Start
		}
		s.Add(want[p.ID[:6]], day)
	}
	b.printf("\nDay of publication of the same pages, against the day that a person read from each (the printed one, where one is printed): %s.\n", s)
	b.printf("68 further pages, written by us with headline, writer, date and body known, are a test (`internal/article`, TestOwnPages).\n")
	return nil
}
