package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"annals.example/annals/internal/coder/gold"
	"annals.example/annals/internal/language/conllu"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/language/score"
)

type scoreCommand struct {
	Parse  scoreParse  `cmd:"" help:"Trees over the given words of a CoNLL-U treebank: UAS, LAS, every relation."`
	Tokens scoreTokens `cmd:"" help:"Words, sentences, tags and lemmas from the raw text of a CoNLL-U treebank."`
	Names  scoreNames  `cmd:"" help:"Names: exact spans of persons, organisations and locations."`
	Coding scoreCoding `cmd:"" help:"Events: sentences that a person coded (the format of internal/coder/testdata/gold)."`
	Free   scoreFree   `cmd:"" help:"Events found freely, without being told whom to look at, in annotated sentences (the format of data/training)."`
	Actors scoreActors `cmd:"" help:"Actors: phrases with a date, and who they are (the format of internal/actor/testdata/gold)."`
}

type scoreParse struct {
	File string `arg:"" help:"A CoNLL-U file."`
	mannerFlag
}

func (c *scoreParse) Run(e *env) error {
	gold, err := treebank(c.File)
	if err != nil {
		return err
	}
	r, err := c.reader()
	if err != nil {
		return err
	}
	t, err := score.ReadTrees(r, gold)
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
	mannerFlag
}

func (c *scoreTokens) Run(e *env) error {
	gold, err := treebank(c.File)
	if err != nil {
		return err
	}
	r, err := c.reader()
	if err != nil {
		return err
	}
	t, err := score.ReadText(r, gold)
	if err != nil {
		return err
	}
	e.printf("%s", t.Table())
	return nil
}

type scoreNames struct {
	File string `arg:"" help:"Words with names: two columns, .iob2, or CoNLL-U with NER= in MISC."`
	mannerFlag
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
	r, err := c.reader()
	if err != nil {
		return err
	}
	t, err := score.ReadForNames(r, tagged)
	if err != nil {
		return err
	}
	e.printf("%s", t.Table())
	return nil
}

type scoreCoding struct {
	Files  []string `arg:"" name:"file" help:"Files of coded sentences."`
	Misses bool     `help:"Print every record that is missing or wrong."`
	dataFlag
}

func (c *scoreCoding) Run(e *env) error {
	var all []gold.Sentence
	for _, name := range c.Files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read the coded sentences: %w", err)
		}
		sents, err := gold.Read(name, string(raw))
		if err != nil {
			return err
		}
		all = append(all, sents...)
	}
	if len(all) == 0 {
		return fmt.Errorf("%s: no sentence found; a block is \"@ DATE\", the sentence, and \"> ACTORS | TYPE | RECIPIENTS\" lines", strings.Join(c.Files, ", "))
	}
	w, err := c.coder()
	if err != nil {
		return err
	}
	s := gold.Measure(w, all)
	if c.Misses {
		for _, m := range s.Misses {
			e.printf("%s\n", m)
		}
		if len(s.Misses) > 0 {
			e.printf("\n")
		}
	}
	prf := func(what string, t gold.Tally) []string {
		return []string{what, percent(t.P()), percent(t.R()), percent(t.F()), strconv.Itoa(t.Right), strconv.Itoa(t.Said), strconv.Itoa(t.Want)}
	}
	t := table{head: []string{"", "P", "R", "F", "RIGHT", "SAID", "WANTED"}, max: []int{0, 0, 0, 0, 0, 0, 0}}
	t.add(prf("type", s.Type)...)
	t.add(prf("and countries", s.Who)...)
	t.add(prf("and sectors", s.Sector)...)
	t.add(prf("and mode", s.Mode)...)
	t.add(prf("and marks", s.Full)...)
	for _, k := range slices.Sorted(maps.Keys(s.ByType)) {
		t.add(prf("  "+k, s.ByType[k])...)
	}
	t.write(e.stdout)
	e.printf("\n%s; dates: %s of %d right; events said in the %s that hold none: %d\n",
		count(s.Sentences, "sentence"), percent(s.When.P()), s.When.Said, count(s.Empty, "sentence"), s.Unreal)
	return nil
}

// percent writes a share with one decimal.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// mannerFlag says whose conventions the analysis follows.
type mannerFlag struct {
	Manner string `enum:"gum,ewt" default:"gum" help:"Whose conventions: gum (GUM, as everywhere in Annals) or ewt (the English Web Treebank, names as Universal NER has them)."`
}

func (f mannerFlag) reader() (*english.Reader, error) {
	m, err := english.Open()
	if err != nil {
		return nil, err
	}
	r := m.NewReader()
	return r, r.Manner(f.Manner)
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
