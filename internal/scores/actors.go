package main

import (
	"os"
	"path/filepath"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/coder/gold"
)

// actors answers the phrases that people coded.
func (b *board) actors() error {
	c, err := coder.Open()
	if err != nil {
		return err
	}
	b.printf("\n## Who is that (task `actor`)\n\nPhrases of ours with dates, coded by hand before Annals was asked (`internal/actor/testdata/gold`): number of actors and all countries, all primary\nsectors, both. ")
	b.printf("The same hand wrote phrases and register: the figures flatter. The best published, NGEC with a Wikipedia server, is at about 90 on its own phrases.\n\n")
	b.printf("| set | phrases | country | sector | both |\n|---|---|---|---|---|\n")
	for _, set := range []string{"dev", "test"} {
		name := filepath.Join("internal/actor/testdata/gold", set+".tsv")
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		all, err := gold.ReadPhrases(name, string(raw))
		if err != nil {
			return err
		}
		s := gold.MeasurePhrases(func(text, date, context string) []annals.Actor {
			return c.Phrase(actor.Query{Text: text, Date: date, Context: context})
		}, all)
		of := func(n int) float64 { return 100 * float64(n) / float64(s.Phrases) }
		b.printf("| %s | %d | %.1f | %.1f | **%.1f** |\n", set, s.Phrases, of(s.Country), of(s.Sector), of(s.Both))
	}
	return nil
}
