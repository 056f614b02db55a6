package english

import annals "annals.example/annals"

// VectorWidth is how many numbers the vector of a word has: 384 of the encoder, 96 of
// its characters, 24 of its shape, 8 zeros.
const VectorWidth = 512

// Vectors returns the vectors of a sentence's words, one after the other. They are the
// same on every processor.
func (r *Reader) Vectors(s *annals.Sentence) []float32 {
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Form
	}
	return r.w.Vectors(words)
}
