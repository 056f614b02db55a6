package score

import (
	annals "annals.example/annals"
	"annals.example/annals/internal/language/conllu"
)

// Reader is what is scored: *english.Reader.
type Reader interface {
	Read(text string) []annals.Sentence
	ReadTokens(sents [][]string) []annals.Sentence
}

// ReadTrees has the words of gold analysed, a document at a time, and scores tags
// and trees.
func ReadTrees(r Reader, gold []conllu.Sentence) (Trees, error) {
	var sys []annals.Sentence
	for first := 0; first < len(gold); {
		end := first + 1
		for end < len(gold) && !gold[end].NewDocument() {
			end++
		}
		var words [][]string
		for _, s := range gold[first:end] {
			words = append(words, s.Forms())
		}
		sys = append(sys, r.ReadTokens(words)...)
		first = end
	}
	return CompareTrees(gold, sys)
}

// ReadText has the raw text of gold read, and scores words, sentences and what
// was made of them.
func ReadText(r Reader, gold []conllu.Sentence) (Tokens, error) {
	text := conllu.Text(gold)
	return CompareTokens(gold, text, r.Read(text))
}

// ReadForNames has the words of name data analysed, a document at a time where the
// data marks documents and else a sentence at a time, and scores the names.
func ReadForNames(r Reader, gold []Tagged) (Names, error) {
	marked := false
	for _, s := range gold {
		marked = marked || s.NewDocument
	}
	var want, got [][]string
	for first := 0; first < len(gold); {
		end := first + 1
		for marked && end < len(gold) && !gold[end].NewDocument {
			end++
		}
		var words [][]string
		for _, s := range gold[first:end] {
			words = append(words, s.Words)
			want = append(want, s.Tags)
		}
		for _, s := range r.ReadTokens(words) {
			tags := make([]string, len(s.Tokens))
			for i, t := range s.Tokens {
				tags[i] = t.Name
			}
			got = append(got, tags)
		}
		first = end
	}
	return CompareNames(want, got)
}
