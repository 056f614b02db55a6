package main

import (
	"os"
	"path/filepath"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/coder/gold"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/legacy"
	"annals.example/annals/internal/training"
)

// free codes the annotated sentences freely.
func (b *board) free() error {
	b.printf("\n## Free coding of the annotated sentences\n\nThe sentences of `data/training`, more than half of them written to be hard, the others ordinary news, coded without being told whom to look at; nothing is dated, so that few\n")
	b.printf("names of persons are known. \"sides\" asks for the type and, on each side, somebody whom the annotation has there. The rules were chosen on\n\"train\"; \"dev\" and \"test\" were only measured.\n\n")
	b.printf("| part | sentences | type P / R | sides P / R | with mode R | events said where there are none |\n|---|---|---|---|---|---|\n")
	c, err := coder.Open()
	if err != nil {
		return err
	}
	all, err := training.ReadAll(os.DirFS("data/training"))
	if err != nil {
		return err
	}
	var test gold.Free
	for _, part := range []string{training.Train, training.Dev, training.Test} {
		f := gold.MeasureFree(c, slices.DeleteFunc(slices.Clone(all), func(s training.Sentence) bool { return training.Split(s.Family) != part }))
		b.printf("| %s | %d | %.1f / %.1f | %.1f / %.1f | %.1f | %d in %d |\n", part, f.Sentences, 100*f.Type.P(), 100*f.Type.R(), 100*f.Who.P(), 100*f.Who.R(), 100*f.Mode.R(), f.Unreal, f.Empty)
		test = f // the last
	}
	b.printf("\nConfidence against what is right (\"sides\"), test, by tenths:\n\n| mean confidence | right | records |\n|---|---|---|\n")
	for _, r := range test.Sure {
		if r.Said > 0 {
			b.printf("| %.2f | %.2f | %d |\n", r.Sum/float64(r.Said), float64(r.Fit)/float64(r.Said), r.Said)
		}
	}
	return nil
}

// dictionaries codes PETRARCH's unit records by the dictionaries beside them.
func (b *board) dictionaries() error {
	b.printf("\n## Imported dictionaries\n\nPETRARCH's own unit records from raw text, by the small dictionaries beside them alone (`annals codebook import`): source, target and\ncode must all be exact. PETRARCH2 with CoreNLP reached an F1 of 68 on a like set.\n")
	if _, ok := b.have("plover/PETR.UnitTest.records.xml"); !ok {
		return nil
	}
	m, err := english.Open()
	if err != nil {
		return err
	}
	r := m.NewReader()
	s, err := legacy.Validate(os.DirFS(filepath.Join(b.data, "plover")), func(text string) []annals.Sentence { return r.Read(text) })
	if err != nil {
		return err
	}
	b.printf("\n| records | passed over | triples wanted | said | right | F1 |\n|---|---|---|---|---|---|\n| %d | %d | %d | %d | %d | **%.1f** |\n",
		s.Records, s.Skipped, s.Want, s.Said, s.Right, 100*s.F())
	b.printf("\nPassed over are records that PETRARCH passes over too, that test its handling of broken parses or its discard list, and three that\nask for actors by their words.\n")
	return nil
}
