// Package english answers "how does it read?" for English: raw text in, sentences
// of words with lemma, tags, dependency tree (Universal Dependencies v2 as the GUM
// treebank applies it) and names out, each word with its byte offsets.
package english

import (
	"strings"

	annals "annals.example/annals"
	"annals.example/annals/internal/language/encoder"
)

// Model is the English model; it is immutable and shared by all readers.
type Model struct {
	enc    *encoder.Model
	tier   encoder.Tier
	lemmas lemmas
}

// Open reads the model that lies in the binary. It takes a few milliseconds;
// call it once per process.
func Open() (*Model, error) {
	e, err := encoder.Open(modelBytes())
	if err != nil {
		return nil, err
	}
	return &Model{enc: e, tier: encoder.Best(), lemmas: readLemmas()}, nil
}

// Reader holds the scratch memory of one goroutine.
type Reader struct {
	m *Model
	w *encoder.Worker
}

// NewReader makes a reader on the fastest kernels of this processor.
func (m *Model) NewReader() *Reader {
	return &Reader{m: m, w: m.enc.NewWorker(m.tier)}
}

// Read splits a text into sentences and words and analyses them. Offsets are
// bytes into text; a line end ends a paragraph. The same text gives the same
// result on every processor.
func (r *Reader) Read(text string) []annals.Sentence {
	out := segment(text)
	r.analyse(out)
	return out
}

// ReadTokens analyses sentences that are already split into words. Offsets are
// bytes into the words of all sentences joined by one space.
func (r *Reader) ReadTokens(sents [][]string) []annals.Sentence {
	out := make([]annals.Sentence, len(sents))
	at := 0
	for i, words := range sents {
		s := annals.Sentence{Index: i, Start: at, End: at, Tokens: make([]annals.Token, len(words))}
		for k, w := range words {
			s.Tokens[k] = annals.Token{Start: at, End: at + len(w), Form: w}
			s.End = at + len(w)
			at += len(w) + 1
		}
		out[i] = s
	}
	r.analyse(out)
	return out
}

func (r *Reader) analyse(sents []annals.Sentence) {
	words := make([][]string, len(sents))
	for i, s := range sents {
		words[i] = make([]string, len(s.Tokens))
		for k, t := range s.Tokens {
			words[i][k] = strings.ToValidUTF8(t.Form, "\uFFFD")
		}
	}
	for i, a := range r.w.Parse(words) {
		toks := sents[i].Tokens
		for k := range toks {
			t := &toks[k]
			t.UPOS, t.XPOS, t.Deprel = a.UPOS[k], a.XPOS[k], a.Rels[k]
			t.Head, t.Name, t.Margin = a.Heads[k]-1, a.Names[k], a.Margin[k]
			t.Lemma = r.m.lemmas.lemma(t.Form, t.UPOS, t.XPOS, k == 0)
		}
		for k := range toks {
			if l := clipped(toks, k); l != "" {
				toks[k].Lemma = l
			}
		}
	}
}
