package cli

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/coder/gold"
)

type scoreActors struct {
	Files  []string `arg:"" name:"file" help:"Files of phrases: phrase, date, context and actors, with tabs between."`
	Misses bool     `help:"Print every phrase that is answered wrong."`
	dataFlag
}

func (c *scoreActors) Run(e *env) error {
	var all []gold.Phrase
	for _, name := range c.Files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read the phrases: %w", err)
		}
		l, err := gold.ReadPhrases(name, string(raw))
		if err != nil {
			return err
		}
		all = append(all, l...)
	}
	if len(all) == 0 {
		return fmt.Errorf("%s: no phrase found; a line is a phrase, a date, a context or nothing, and actors, with tabs between", strings.Join(c.Files, ", "))
	}
	w, err := c.coder()
	if err != nil {
		return err
	}
	s := gold.MeasurePhrases(func(text, date, context string) []annals.Actor {
		return w.coder.Phrase(actor.Query{Text: text, Date: date, Context: context})
	}, all)
	if c.Misses {
		for _, m := range s.Misses {
			e.printf("%s\n", m)
		}
		if len(s.Misses) > 0 {
			e.printf("\n")
		}
	}
	t := table{head: []string{"RIGHT", "OF 100", "PHRASES"}, max: []int{0, 0, 0}}
	for _, r := range []struct {
		what string
		n    int
	}{{"country", s.Country}, {"sector", s.Sector}, {"both", s.Both}} {
		t.add(r.what, percent(float64(r.n)/float64(s.Phrases)), strconv.Itoa(r.n)+" of "+strconv.Itoa(s.Phrases))
	}
	t.write(e.stdout)
	return nil
}
