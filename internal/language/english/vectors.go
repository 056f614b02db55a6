package english

import (
	annals "annals.example/annals"
	"annals.example/annals/internal/language/encoder"
)

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

// Vectors are the word vectors of each sentence of a text, VectorWidth numbers a word.
type Vectors [][]float32

// ReadFully is Read, and hands out the word vectors too: two kilobytes a word in the
// reader's own memory, so they last until it reads again.
func (r *Reader) ReadFully(text string) ([]annals.Sentence, Vectors) {
	r.w.Keep = true
	defer func() { r.w.Keep, r.vectors = false, nil }()
	sents := r.Read(text)
	return sents, r.vectors
}

// Matrix is a matrix of a head that reads word vectors.
type Matrix = encoder.Matrix

// NewMatrix packs an int8 matrix, see encoder.NewMatrix.
func NewMatrix(weights []int8, scale, bias []float32, in int) (*Matrix, error) {
	return encoder.NewMatrix(weights, scale, bias, in)
}

// Kernels are the sums and products of the encoder, see there.
type Kernels = encoder.Tier

// Kernels are those of this processor.
func (r *Reader) Kernels() Kernels { return r.w.Tier() }

// Multiply returns the products of rows of numbers with a matrix, in the memory of into
// where they have room there.
func (r *Reader) Multiply(m *Matrix, rows int, x, into []float32) []float32 {
	return r.w.Multiply(m, rows, x, into)
}
