package cli

import (
	"bufio"
	"fmt"
	"io"

	"annals.example/annals/internal/language/conllu"
)

type parseCommand struct {
	Input  string `enum:"text,conllu" default:"text" help:"What comes in on standard input: text, or conllu for sentences and words that are given (${default})."`
	Margin bool   `help:"Add to MISC how far each head is ahead of the next best (Margin=, logits)."`
	mannerFlag
}

func (c *parseCommand) Help() string {
	return "Reads standard input and prints CoNLL-U: words, lemmas, tags and the tree as Universal Dependencies v2 has them, names\nin MISC as NER=B-PER (PER ORG LOC MISC). Names agree over a document (\"# newdoc\" in CoNLL-U).\n\nExit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but a sentence of the input could not be read."
}

// maxDocument is how many sentences are held at once; a longer document is read
// in parts.
const maxDocument = 5000

func (c *parseCommand) Run(e *env) error {
	r, err := c.reader()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(e.stdout)
	if c.Input == "text" {
		raw, err := io.ReadAll(e.stdin)
		if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		text, paragraph := string(raw), -1
		for _, s := range r.Read(text) {
			if err := conllu.Write(w, conllu.From(s, text, s.Paragraph != paragraph, c.Margin)); err != nil {
				return err
			}
			paragraph = s.Paragraph
		}
		return w.Flush()
	}
	bad, marked := 0, false
	var document []conllu.Sentence
	analyse := func() error {
		words := make([][]string, len(document))
		for i, given := range document {
			words[i] = given.Forms()
		}
		for i, s := range r.ReadTokens(words) {
			if err := conllu.Write(w, document[i].Analysed(s, c.Margin)); err != nil {
				return err
			}
		}
		document = document[:0]
		return nil
	}
	for given, err := range conllu.Read("standard input", e.stdin) {
		if err != nil {
			bad++
			fmt.Fprintln(e.stderr, "annals:", err)
			continue
		}
		// Names agree over a document; input that marks none is read a sentence at a time.
		marked = marked || given.NewDocument()
		if given.NewDocument() || !marked || len(document) >= maxDocument {
			if err := analyse(); err != nil {
				return err
			}
		}
		document = append(document, given)
	}
	if err := analyse(); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if bad > 0 {
		return partialError{fmt.Errorf("%s could not be read and was left out", count(bad, "sentence"))}
	}
	return nil
}
