package coder

import (
	"io/fs"
	"testing"

	"annals.example/annals"
	"annals.example/annals/examples"
)

// BenchmarkCode codes the sample pages, text in, records out, on one core.
func BenchmarkCode(b *testing.B) {
	c := open(b)
	var texts []string
	err := fs.WalkDir(examples.Pages, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(examples.Pages, p)
		texts = append(texts, string(raw))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n = 0
		for _, t := range texts {
			n += len(c.Code(annals.Article{ID: "a-bench", Text: t}).Sentences)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
