package cli

import (
	"fmt"
	"os"
	"strings"

	"annals.example/annals/internal/codebook"
)

type codebookCommand struct {
	Check   codebookCheck   `cmd:"" help:"Read a codebook and name every fault with its file, line and remedy."`
	Explain codebookExplain `cmd:"" help:"Show what the codebook says of a word or a rule."`
	Try     codebookTry     `cmd:"" help:"Code one sentence and show every step: words, tree, mentions, candidates, rules, records."`
	Import  codebookImport  `cmd:"" help:"Take over verb, actor and agent dictionaries of TABARI or PETRARCH."`
}

type codebookCheck struct {
	Dir string `arg:"" optional:"" help:"A folder with the codebook's text files (the one in the program)."`
}

func (c *codebookCheck) Run(e *env) error {
	var b *codebook.Codebook
	var err error
	name := "the codebook in the program"
	if c.Dir != "" {
		if !isDir(c.Dir) {
			return fmt.Errorf("%s is no folder: give the folder that holds consult.txt, classes.txt and the like", c.Dir)
		}
		name = c.Dir
		b, err = codebook.Load(os.DirFS(c.Dir))
	} else {
		b, err = (&dataFlag{}).codebook()
	}
	if err != nil {
		return fmt.Errorf("%s cannot be used:\n%w", name, err)
	}
	senses, examples := 0, 0
	events := map[codebook.Kind]int{}
	for _, en := range b.Entries {
		senses += len(en.Senses)
		for _, s := range en.Senses {
			examples += len(s.Examples)
			if !s.None {
				events[en.Kind]++
			}
		}
	}
	e.printf("%s, version %s: %s, %s, %s; no fault found\n", name, b.Version, count(len(b.Entries), "entry"), count(senses, "sense"), count(examples, "example"))
	e.printf("senses that are events: %d of verbs, %d of nouns, %d of adjectives; the others say what is none\n", events[codebook.Verb], events[codebook.Noun], events[codebook.Adj])
	return nil
}

type codebookExplain struct {
	Word string `arg:"" help:"A lemma (bomb), words (phone call), or a rule as events name it (consult.meet#1)."`
	dataFlag
}

func (c *codebookExplain) Run(e *env) error {
	b, err := c.codebook()
	if err != nil {
		return err
	}
	// A rule may carry its composition before the last ">".
	rule := c.Word[strings.LastIndex(c.Word, ">")+1:]
	found := 0
	for _, en := range b.Entries {
		match := strings.EqualFold(en.ID, rule)
		for _, l := range en.Lemmas {
			match = match || strings.EqualFold(strings.Join(l, " "), c.Word)
		}
		for _, s := range en.Senses {
			match = match || strings.EqualFold(s.ID, rule)
		}
		if !match {
			continue
		}
		found++
		var lemmas []string
		for _, l := range en.Lemmas {
			lemmas = append(lemmas, strings.Join(l, " "))
		}
		e.printf("%s %s   (%s, %s:%d)\n", en.Kind, strings.Join(lemmas, ", "), en.ID, en.File, en.Line)
		for _, s := range en.Senses {
			e.printf("  %s  when %s → %s\n", s.ID, conditions(s), outcome(s))
			for _, x := range s.Examples {
				if x.None {
					e.printf("      “%s” no event\n", x.Text)
				} else {
					e.printf("      “%s” %s → %s\n", x.Text, strings.Join(x.Actors, " + "), orNone(strings.Join(x.Recipients, " + ")))
				}
			}
		}
	}
	if found == 0 {
		return fmt.Errorf("the codebook says nothing of %q: give the base form of one word (bomb, airstrike), or a rule's name from `%s export events`", c.Word, e.program)
	}
	return nil
}

// conditions writes when a sense holds, in the codebook's own manner.
func conditions(s *codebook.Sense) string {
	var out []string
	for _, c := range s.Conditions {
		w := strings.Join(c.Slots, "/")
		if c.Flag != "" {
			w = c.Flag
		}
		if c.Absent {
			w = "no " + w
		}
		if c.Words != nil {
			w += " is " + strings.Join(c.Words, "|")
		}
		if c.Classes != nil {
			w += " is a " + strings.Join(c.Classes, "|")
		}
		out = append(out, w)
	}
	if out == nil {
		return "nothing else holds"
	}
	return strings.Join(out, " and ")
}

func outcome(s *codebook.Sense) string {
	if s.None {
		return "no event"
	}
	w := s.Type
	if s.Mode != "" {
		w += "/" + s.Mode
	}
	if s.CAMEO != "" {
		w += " " + s.CAMEO
	}
	for _, c := range s.Contexts {
		w += " +" + c
	}
	return w
}
