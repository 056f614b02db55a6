package cli

import (
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/export"
)

type codebookTry struct {
	Text string `arg:"" name:"sentence" help:"A sentence, or a short text."`
	Date string `placeholder:"DATE" help:"When it was published (2024-02-06, 2024-02, 2024)."`
	dataFlag
	JSON bool `name:"json" help:"Print the events as JSON lines."`
}

func (c *codebookTry) Help() string {
	return "For writing rules: shows how the sentence was read, who is mentioned, which of its words the codebook knows, and\nwhich records came of it by which steps.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *codebookTry) Run(e *env) error {
	if strings.TrimSpace(c.Text) == "" {
		return usage("there is no sentence: %s codebook try \"Iraqi and French envoys met in Cairo.\"", e.program)
	}
	if c.Date != "" && !dateForm.MatchString(c.Date) {
		return usage("--date %s is no date: write it as 2024-02-06, 2024-02 or 2024", c.Date)
	}
	g, err := c.engine()
	if err != nil {
		return err
	}
	w, err := g.coder()
	if err != nil {
		return err
	}
	a := annals.Article{Text: strings.ToValidUTF8(c.Text, "\ufffd"), Language: "en", Published: given(c.Date)}
	a.ID = article.ID(a.Title, a.Text)
	coded := w.Code(a)
	if c.JSON {
		out := export.NewJSON(e.stdout)
		for i, r := range coded.Reports {
			if err := out.Write(export.OfEvent(r, &coded.Article, i+1)); err != nil {
				return err
			}
		}
		return nil
	}
	for _, s := range coded.Sentences {
		(&whyCommand{}).sentence(e, coded, annals.Evidence{Sentence: s.Index, Start: s.Start, End: s.End})
		e.printf("words in the codebook\n")
		known := candidates(g.parts.codebook, s)
		t := table{head: []string{"WORD", "KIND", "ENTRY", "SENSES", "RECORD"}, max: []int{0, 0, 0, 0, 0}}
		for _, k := range known {
			var made []string
			for i, r := range coded.Reports {
				// A trigger may hold several words ("hold" and "talks").
				if r.Trigger.Start < k.end && k.start < r.Trigger.End {
					made = append(made, strconv.Itoa(i+1))
				}
			}
			t.add(k.word, string(k.entry.Kind), k.entry.ID, strconv.Itoa(len(k.entry.Senses)), orNone(strings.Join(made, ", ")))
		}
		t.write(e.stdout)
		if len(known) == 0 {
			e.printf("  none: no verb, noun or adjective of this sentence has an entry\n")
		}
		e.printf("\n")
	}
	for i, r := range coded.Reports {
		e.printf("record %d\n", i+1)
		printReport(e, r, 0)
	}
	if len(coded.Reports) == 0 {
		e.printf("no record\n")
	}
	return nil
}

// candidate is a place in a sentence where an entry's words stand.
type candidate struct {
	word       string
	start, end int // bytes of the text
	entry      *codebook.Entry
}

// candidates finds the words of a sentence that the codebook has an entry for.
// Whether an entry comes to anything depends on the tree: see the steps.
func candidates(b *codebook.Codebook, s annals.Sentence) []candidate {
	var out []candidate
	for i := range s.Tokens {
		for _, en := range b.Entries {
			for _, l := range en.Lemmas {
				if i+len(l) > len(s.Tokens) {
					continue
				}
				forms := make([]string, len(l))
				if matches(s.Tokens[i:i+len(l)], l, forms) {
					out = append(out, candidate{strings.Join(forms, " "), s.Tokens[i].Start, s.Tokens[i+len(l)-1].End, en})
				}
			}
		}
	}
	return out
}

func matches(tokens []annals.Token, lemmas, forms []string) bool {
	for k, t := range tokens {
		if !strings.EqualFold(t.Lemma, lemmas[k]) {
			return false
		}
		forms[k] = t.Form
	}
	return true
}
