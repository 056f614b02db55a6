package main

import (
	"fmt"
	"io/fs"
	"os"

	"annals.example/annals"
	"annals.example/annals/examples"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/copies"
	"annals.example/annals/internal/copies/gold"
	"annals.example/annals/internal/page"
)

// copies measures who is said to have printed the same text.
func (b *board) copies() error {
	b.printf("\n## Copies\n\nArticles edited by rule as newsrooms do (cuts, new leads, headlines and spelling, other quotes and figures, updates), among others that share small print,\n")
	b.printf("a frame, quotes or background (`internal/copies/gold`); pairs in one group against pairs of one origin. Test: sources and frames that nothing was chosen on.\n\n")
	var sources []annals.Article
	names, err := fs.Glob(examples.Pages, "pages/*")
	if err != nil {
		return err
	}
	for _, n := range names {
		raw, err := fs.ReadFile(examples.Pages, n)
		if err != nil {
			return err
		}
		for p, err := range page.Read(n, raw) {
			if err != nil {
				return err
			}
			sources = append(sources, article.Find(p).Articles...)
		}
	}
	for _, year := range []string{"2019", "2020"} {
		path, ok := b.have("news/wikinews_" + year + ".csv")
		if !ok {
			continue
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for p, err := range page.Read(path, raw) {
			if err == nil {
				sources = append(sources, gold.Source(p))
			}
		}
	}
	b.printf("| half | articles | pairs | P | R | F1 |\n|---|---|---|---|---|---|\n")
	for _, half := range []string{gold.Dev, gold.Test} {
		set := gold.Make(sources, half)
		of := map[string]string{}
		for _, g := range copies.Groups(set.Articles) {
			for _, m := range g.Members {
				of[m.ID] = g.Leader
			}
		}
		s := set.Measure(func(id string) string {
			if l, ok := of[id]; ok {
				return l
			}
			return id
		})
		b.printf("| %s | %d | %d | %.2f | %.2f | **%.2f** |\n", half, len(set.Articles), s.Want, 100*s.P(), 100*s.R(), 100*s.F())
	}
	// Speed: the articles themselves, each made distinct and given again and again.
	var many []annals.Article
	words := 0
	for i := range 20 {
		for j, a := range sources {
			a.ID = fmt.Sprintf("a-%d-%d", i, j)
			many = append(many, a)
		}
	}
	for _, a := range many {
		words += len(a.Text)
	}
	before := cpu()
	copies.Groups(many)
	d := cpu() - before
	b.printf("\n%.0f articles a second on one core (%.1f MB/s), every article there twenty times.\n", float64(len(many))/d, float64(words)/d/1e6)
	return nil
}
