package cli

import (
	"fmt"
	"os"

	"annals.example/annals"
	"annals.example/annals/internal/language/conllu"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/language/score"
)

type scoreCommand struct {
	Parse  scoreParse  `cmd:"" help:"Trees over the given words of a CoNLL-U treebank: UAS, LAS, every relation."`
	Tokens scoreTokens `cmd:"" help:"Words, sentences, tags and lemmas from the raw text of a CoNLL-U treebank."`
	Names  scoreNames  `cmd:"" help:"Names: exact spans of persons, organisations and locations."`
}

type scoreParse struct {
	File string `arg:"" help:"A CoNLL-U file."`
}

func (c *scoreParse) Run(e *env) error {
	gold, err := treebank(c.File)
	if err != nil {
		return err
	}
	r, err := reader()
	if err != nil {
		return err
	}
	var sys []annals.Sentence
	for _, g := range gold {
		sys = append(sys, r.ReadTokens([][]string{g.Forms()})...)
	}
	t, err := score.CompareTrees(gold, sys)
	if err != nil {
		return err
	}
	for _, t := range t.Tables() {
		e.printf("%s\n", t)
	}
	return nil
}

type scoreTokens struct {
	File string `arg:"" help:"A CoNLL-U file."`
}

func (c *scoreTokens) Run(e *env) error {
	gold, err := treebank(c.File)
	if err != nil {
		return err
	}
	r, err := reader()
	if err != nil {
		return err
	}
	text := conllu.Text(gold)
	t, err := score.CompareTokens(gold, text, r.Read(text))
	if err != nil {
		return err
	}
	e.printf("%s", t.Table())
	return nil
}

type scoreNames struct {
	File string `arg:"" help:"Words with names: two columns, .iob2, or CoNLL-U with NER= in MISC."`
}

func (c *scoreNames) Run(e *env) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("read the name data: %w", err)
	}
	defer f.Close()
	tagged, err := score.ReadNames(c.File, f)
	if err != nil {
		return err
	}
	r, err := reader()
	if err != nil {
		return err
	}
	var gold, sys [][]string
	for _, t := range tagged {
		gold = append(gold, t.Tags)
		var tags []string
		for _, s := range r.ReadTokens([][]string{t.Words}) {
			for _, tok := range s.Tokens {
				tags = append(tags, tok.Name)
			}
		}
		sys = append(sys, tags)
	}
	t, err := score.CompareNames(gold, sys)
	if err != nil {
		return err
	}
	e.printf("%s", t.Table())
	return nil
}

func reader() (*english.Reader, error) {
	m, err := english.Open()
	if err != nil {
		return nil, err
	}
	return m.NewReader(), nil
}

func treebank(name string) ([]conllu.Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the treebank: %w", err)
	}
	defer f.Close()
	var out []conllu.Sentence
	for s, err := range conllu.Read(name, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no sentence: give a CoNLL-U file", name)
	}
	return out, nil
}
