package event

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"

	"annals.example/annals"
)

// headFile holds the weights that training/events makes from data/training.
//
//go:embed head.bin
var headFile []byte

// Encoder is what the head needs of the language model.
type Encoder interface {
	// Vectors are those of a sentence's words, 512 numbers each, one word after the
	// other; nil where there are none.
	Vectors(s *annals.Sentence) []float32
	// Multiply returns the product of rows of numbers with one of Layers(), plus its
	// bias, in the memory of into where it has room there.
	Multiply(layer, rows int, x, into []float32) []float32
	// Kernels are the other sums and products, on this processor's vectors.
	Kernels() Kernels
}

// Kernels compute with float32 in one order, the same bits on every processor.
type Kernels interface {
	// Total adds seven rows of a multiple of 16 numbers in their order, and makes 0 of
	// what is negative.
	Total(rows *[7][]float32, out []float32)
	// Weighted writes for each of rows rows of weights, a multiple of 4, the sum of as many
	// rows of x, each times its weight. Those rows have width numbers, a multiple of 32.
	Weighted(weights []float32, rows int, x []float32, width int, out []float32)
	// Dots writes the dots of each of rows rows of x, in numbers each, with the vectors
	// that fours arranged. Both x and out have room for three rows more.
	Dots(w []float32, in, rows int, x, out []float32)
}

// fours arranges vectors of in numbers, one after the other, as Kernels.Dots reads them:
// four vectors, of each four numbers, then of each the next four. Zeros fill up.
func fours(vectors []float32, in int) []float32 {
	out := make([]float32, (len(vectors)/in+3)/4*4*in)
	for i, x := range vectors {
		k, j := i/in, i%in
		out[k/4*4*in+j/4*16+k%4*4+j%4] = x
	}
	return out
}

// Layer is a matrix that the encoder's kernels multiply with: In int8 weights and one
// scale and bias for each output.
type Layer struct {
	In          int
	Weights     []int8
	Scale, Bias []float32
}

// Layers are the head's matrices, in the order in which Encoder.Multiply counts them.
func Layers() []Layer { return theHead().layers }

// head judges pairs: small networks over the word vectors and, where an event is given
// for sure, a linear sum over hashed features; their log-probabilities are added. All
// sums are float32 in one order, no product is fused with a sum, so every processor
// gives the same answer.
type head struct {
	shape  headShape
	layers []Layer // the words' layer of all networks side by side, then the first layer of each, then the words' layer of spot
	nets   []net
	spot   *spotter // nil without
	// linear holds len(headTypes)+1 weights for each sparse feature; nil without.
	linear []float32
}

// headShape is the header of the file.
type headShape struct {
	Vector    int     // numbers of a word vector that are read
	Word      int     // width of a word in the networks
	Asks      int     // attentions
	Hidden    int     // width of the last layer but one
	Nets      int     // networks
	Spot      int     // width of a word where words that tell events are looked for, 0: they are not
	Sparse    int     // sparse features, 0: no linear sum
	Rules     float32 // what the rules' answer is worth where an event is given, in log-odds
	Tempering float32 // log-probabilities are divided by it where an event is given, so that 0.8 means right in 8 of 10
	Free      float32 // and where none is
}

// net is one network, all but its large layers. Matrices are row by row, one row an output.
type net struct {
	atS, atT, upS, upT         []float32 // a row a class
	rel, upos, candidate, bits []float32 // bits: a row a bit of Flags, then of Lexicon
	ask, askBias               []float32 // ask, answer and mode are arranged by fours
	rule, coded, weight, words []float32
	marked                     []float32 // a row a set of marks
	answer, answerBias         []float32 // of the types, of none, of the marks
	mode, modeBias             []float32
}

const (
	headMagic = "ANNHEAD3"
	maxWord   = 1024
	flagBits  = 5
	lexBits   = 32
	ruleWide  = 32 // width of the rules' answers, and of the steps and marks beside them
	stepWide  = 16
)

// headModes are the modes in the order of the head's outputs; one name may stand under
// several types.
var headModes = strings.Fields("visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet " +
	"disapprove investigate allege restrict arrest relations expel territory violence demo riot strike hunger boycott obstruct convict " +
	"discontinue troops weapons police militia seize censor curfew martial-law deport withhold misinformation cyber abduct beat torture " +
	"sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional")

// headMarks are the marks in the order of the head's outputs.
var headMarks = []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation}

// theHead reads the weights once; a broken file is a fault of the build.
var theHead = sync.OnceValue(func() *head {
	h, err := openHead(headFile)
	if err != nil {
		panic("event: head.bin: " + err.Error())
	}
	return h
})

// openHead reads a file of weights: the magic, a header in JSON with its length in four
// bytes, then each matrix as a float32 scale a row and its int8 numbers, each vector of
// biases as float32, all little-endian.
func openHead(file []byte) (*head, error) {
	if len(file) < len(headMagic)+4 || string(file[:len(headMagic)]) != headMagic {
		return nil, errors.New("no file of head weights; make it with training/events/run.sh")
	}
	at := len(headMagic)
	n := int(binary.LittleEndian.Uint32(file[at:]))
	at += 4
	if n < 0 || n > len(file)-at {
		return nil, errors.New("the header is cut off")
	}
	h := &head{}
	if err := json.Unmarshal(file[at:at+n], &h.shape); err != nil {
		return nil, fmt.Errorf("the header: %w", err)
	}
	s := h.shape
	if s.Vector != vectorWidth || s.Word < 32 || s.Word > maxWord || s.Word%32 != 0 || s.Asks < 4 || s.Asks > 64 || s.Asks%4 != 0 || s.Hidden < 4 || s.Hidden > 4096 || s.Hidden%4 != 0 ||
		s.Nets < 1 || s.Nets > 16 || s.Spot < 0 || s.Spot > maxWord || s.Spot%32 != 0 || s.Sparse != 0 && s.Sparse != sparseSize+20*len(headTypes) || !(s.Tempering > 0) || !(s.Free > 0) {
		return nil, fmt.Errorf("the header does not fit this program: %+v", s)
	}
	r := &weights{file: file[at+n:]}
	outs := len(headTypes) + 1
	h.layers = append(h.layers, r.layer(s.Nets*s.Word, s.Vector))
	for range s.Nets {
		h.layers = append(h.layers, r.layer(s.Hidden, s.wide()))
		m := net{
			atS: r.matrix(14, s.Word), atT: r.matrix(14, s.Word), upS: r.matrix(7, s.Word), upT: r.matrix(7, s.Word),
			rel: r.matrix(len(relList), s.Word), upos: r.matrix(len(uposList), s.Word), candidate: r.matrix(outs, s.Word),
			bits: r.matrix(flagBits+lexBits, s.Word),
			ask:  r.matrix(s.Asks, s.Word), askBias: r.floats(s.Asks),
			rule: r.matrix(outs, ruleWide), coded: r.matrix(outs, ruleWide), weight: r.matrix(10, stepWide), words: r.matrix(11, stepWide), marked: r.matrix(1<<len(headMarks), stepWide),
			answer: r.matrix(outs, s.Hidden), answerBias: r.floats(outs),
			mode: r.matrix(len(headModes), s.Hidden), modeBias: r.floats(len(headModes)),
		}
		m.ask, m.mode = fours(m.ask, s.Word), fours(m.mode, s.Hidden)
		m.answer = fours(append(m.answer, r.matrix(len(headMarks), s.Hidden)...), s.Hidden)
		m.answerBias = append(m.answerBias, r.floats(len(headMarks))...)
		h.nets = append(h.nets, m)
	}
	if s.Spot > 0 {
		h.layers = append(h.layers, r.layer(s.Spot, s.Vector))
		h.spot = &spotter{
			rel: r.matrix(len(relList), s.Spot), upos: r.matrix(len(uposList), s.Spot), candidate: r.matrix(outs, s.Spot), bits: r.matrix(flagBits+lexBits, s.Spot),
			answer: fours(r.matrix(outs, s.Spot), s.Spot), answerBias: r.floats(outs),
			mode: fours(r.matrix(len(headModes), s.Spot), s.Spot), modeBias: r.floats(len(headModes)),
		}
	}
	if s.Sparse > 0 {
		h.linear = r.matrix(s.Sparse, outs)
	}
	if r.short || len(r.file) > 0 {
		return nil, errors.New("the weights do not have the length that the header promises")
	}
	return h, nil
}

// wide is how many numbers the first of the two last layers reads: a multiple of 16, the
// rest being zeros.
func (s headShape) wide() int {
	return (s.Word*(s.Asks+3) + len(headTypes) + 2*ruleWide + 3*stepWide + 15) / 16 * 16
}

// weights reads the tensors of a file in their order.
type weights struct {
	file  []byte
	short bool
}

func (w *weights) take(n int) []byte {
	if n > len(w.file) {
		w.short = true
		return nil
	}
	b := w.file[:n]
	w.file = w.file[n:]
	return b
}

func (w *weights) floats(n int) []float32 {
	b := w.take(4 * n)
	if b == nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

// layer is a matrix as it is, with its biases after it.
func (w *weights) layer(rows, columns int) Layer {
	scale, b := w.floats(rows), w.take(rows*columns)
	l := Layer{In: columns, Weights: make([]int8, len(b)), Scale: scale, Bias: w.floats(rows)}
	for i, v := range b {
		l.Weights[i] = int8(v)
	}
	return l
}

func (w *weights) matrix(rows, columns int) []float32 {
	scale, b := w.floats(rows), w.take(rows*columns)
	if scale == nil || b == nil {
		w.short = true
		return nil
	}
	out := make([]float32, rows*columns)
	for i := range out {
		out[i] = float32(int8(b[i])) * scale[i/columns]
	}
	return out
}
