// Package english answers "how does it read?" for English: raw text in, sentences
// of words with lemma, tags, dependency tree (Universal Dependencies v2 as the GUM
// treebank applies it) and names out, each word with its byte offsets.
package english

import (
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
	m     *Model
	w     *encoder.Worker
	words []string
	parts [][]string
	// vectors are those of the sentences that are being read, where ReadFully asked for them.
	vectors Vectors
}

// NewReader makes a reader on the fastest kernels of this processor.
func (m *Model) NewReader() *Reader {
	return &Reader{m: m, w: m.enc.NewWorker(m.tier)}
}

// Manner makes the reader follow another treebank's conventions: "ewt", the English Web
// Treebank with names as Universal NER marks them. "gum" is what it does unless told.
func (r *Reader) Manner(name string) error { return r.w.Manner(name) }

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

// analyse fills in tags, trees, names and lemmas. Sentences that are longer than
// maxWords (only given ones are) are analysed in parts; the root of each further
// part hangs on the first root as parataxis, so that there is always one tree.
func (r *Reader) analyse(sents []annals.Sentence) {
	r.words, r.parts = r.words[:0], r.parts[:0]
	n := 0
	for i := range sents {
		n += len(sents[i].Tokens)
	}
	if cap(r.words) < n { // parts are slices of it, so it must not move
		r.words = make([]string, 0, n+n/4)
	}
	for i := range sents {
		toks := sents[i].Tokens
		for from := 0; from < len(toks); {
			to := len(toks)
			if to-from > maxWords {
				to = cutLong(toks, from)
			}
			at := len(r.words)
			for _, t := range toks[from:to] {
				r.words = append(r.words, t.Form)
			}
			r.parts = append(r.parts, r.words[at:])
			from = to
		}
	}
	parsed := r.w.Parse(r.parts)
	p := 0
	for i := range sents {
		toks := sents[i].Tokens
		root := -1
		first := p
		for from := 0; from < len(toks); p++ {
			root = join(toks, from, root, &parsed[p])
			from += len(r.parts[p])
		}
		if r.w.Keep {
			r.vectors = append(r.vectors, whole(parsed[first:p]))
		}
		for k := range toks {
			t := &toks[k]
			t.Lemma = r.m.lemmas.lemma(t.Form, t.UPOS, t.XPOS, k == 0)
		}
		for k := range toks {
			if l := clipped(toks, k); l != "" {
				toks[k].Lemma = l
			}
		}
	}
	tidyNames(sents)
	for i := range sents {
		mend(sents[i].Tokens)
	}
	clear(r.words) // hold no text longer than needed
}

// whole joins the vectors of the parts of a sentence.
func whole(parts []encoder.Analysis) []float32 {
	if len(parts) == 1 {
		return parts[0].Vectors
	}
	var out []float32
	for _, a := range parts {
		out = append(out, a.Vectors...)
	}
	return out
}

// join writes the analysis of the part that begins at token from, and returns the
// root of the sentence so far.
func join(toks []annals.Token, from, root int, a *encoder.Analysis) int {
	part := root
	for k, h := range a.Heads {
		t := &toks[from+k]
		t.UPOS, t.XPOS, t.Deprel = a.UPOS[k], a.XPOS[k], a.Rels[k]
		t.Name, t.Margin = a.Names[k], a.Margin[k]
		switch {
		case h > 0:
			t.Head = from + h - 1
		case root < 0:
			t.Head, part = -1, from+k
		default:
			t.Head, t.Deprel = root, "parataxis"
		}
	}
	return part
}
