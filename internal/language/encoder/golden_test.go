package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"annals.example/annals/internal/language/conllu"
)

var eng = func() *Model {
	b, err := os.ReadFile(modelFile)
	if err != nil {
		panic(err)
	}
	e, err := Open(b)
	if err != nil {
		panic(err)
	}
	return e
}()

const modelFile = "../english/model.bin"

// five are the invented sentences of testdata/five.conllu, and the file.
func five(t testing.TB) ([]byte, [][]string) {
	b, err := os.ReadFile("testdata/five.conllu")
	if err != nil {
		t.Fatal(err)
	}
	var words [][]string
	for s, err := range conllu.Read("five.conllu", bytes.NewReader(b)) {
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, s.Forms())
	}
	return b, words
}

// One constant for every tier and every architecture. It changes with the model
// file and with nothing else.
const golden = "0183ae6eedbb50826abe4b11"

func TestVectorsGolden(t *testing.T) {
	_, sents := five(t)
	for _, tier := range Tiers() {
		w := eng.NewWorker(tier)
		h := sha256.New()
		for _, s := range sents {
			v := w.Vectors(s)
			if err := checkFinite(v); err != nil {
				t.Fatal(err)
			}
			for _, x := range v {
				b := math.Float32bits(x)
				h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
			}
		}
		if got := hex.EncodeToString(h.Sum(nil)[:12]); got != golden {
			t.Errorf("%v: %s, want %s", tier, got, golden)
		}
	}
}

// The analysis of the five sentences, as a person can read and judge it.
func TestParseGolden(t *testing.T) {
	want, sents := five(t)
	for _, tier := range Tiers() {
		var b bytes.Buffer
		for _, a := range eng.NewWorker(tier).Parse(sents) {
			s := conllu.Sentence{}
			for i, x := range a.Words {
				w := conllu.Word{Form: x, UPOS: a.UPOS[i], XPOS: a.XPOS[i], Head: a.Heads[i] - 1, Deprel: a.Rels[i]}
				if a.Names[i] != "O" {
					w.Misc = "NER=" + a.Names[i]
				}
				s.Words = append(s.Words, w)
			}
			if err := conllu.Write(&b, s); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%v: the analysis differs from testdata/five.conllu:\n%s", tier, b.Bytes())
		}
	}
}

// A manner changes the analysis and not the vectors, and one the model has not is refused.
func TestManner(t *testing.T) {
	_, sents := five(t)
	w := eng.NewWorker(Best())
	before := w.Vectors(sents[0])
	tags := func() string {
		var b strings.Builder
		for _, a := range w.Parse(sents) {
			fmt.Fprintln(&b, a.XPOS, a.Heads, a.Rels)
		}
		return b.String()
	}
	gum := tags()
	if err := w.Manner("ewt"); err != nil {
		t.Fatal(err)
	}
	if tags() == gum {
		t.Error("five sentences read alike in both manners")
	}
	if !slices.Equal(before, w.Vectors(sents[0])) {
		t.Error("the vectors differ")
	}
	if err := w.Manner("ptb"); err == nil || !strings.Contains(err.Error(), "ewt, gum") {
		t.Errorf("an unknown manner: %v", err)
	}
	if err := w.Manner("gum"); err != nil || tags() != gum {
		t.Errorf("back to gum: %v", err)
	}
}

func randomSentence(r *rand.Rand, n int) []string {
	v := make([]string, 0, len(eng.piece))
	for p := range eng.piece {
		if !strings.HasPrefix(p, "##") {
			v = append(v, p)
		}
	}
	sort.Strings(v)
	s := make([]string, n)
	for i := range s {
		s[i] = v[r.Intn(len(v))]
	}
	return s
}

// Odd lengths, sentences longer than the encoder's positions, any batch: the
// same bits on every tier, and a sentence alone equals the sentence in a batch.
func TestTiersAgree(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var sents [][]string
	for _, n := range []int{1, 2, 14, 15, 16, 31, 0, 7, 300} {
		sents = append(sents, randomSentence(r, n))
	}
	same := func(a, b Analysis) bool {
		for i := range a.Words {
			if a.Heads[i] != b.Heads[i] || a.Rels[i] != b.Rels[i] || a.XPOS[i] != b.XPOS[i] || a.UPOS[i] != b.UPOS[i] || a.Names[i] != b.Names[i] {
				return false
			}
		}
		return len(a.Words) == len(b.Words)
	}
	var base []Analysis
	var vec [][]float32
	for _, tier := range Tiers() {
		w := eng.NewWorker(tier)
		got := clone(w.Parse(sents))
		if tier == TierGo {
			base = clone(got)
			for _, s := range sents {
				vec = append(vec, w.Vectors(s))
			}
		}
		for i, s := range sents {
			if len(s) > 0 && !new(forest).isTree(got[i].Heads) {
				t.Errorf("%v: sentence of %d words is no tree", tier, len(s))
			}
			if !same(got[i], base[i]) || tier != TierGo && !same(w.Parse(sents[i : i+1])[0], base[i]) {
				t.Errorf("%v: sentence of %d words differs", tier, len(s))
			}
			for j, x := range w.Vectors(s) {
				if math.Float32bits(x) != math.Float32bits(vec[i][j]) {
					t.Fatalf("%v: vector of sentence of %d words differs at %d", tier, len(s), j)
				}
			}
		}
	}
}

// clone is what outlives the worker's next Parse.
func clone(list []Analysis) []Analysis {
	out := slices.Clone(list)
	for i := range out {
		a := &out[i]
		a.UPOS, a.XPOS, a.Rels, a.Names = slices.Clone(a.UPOS), slices.Clone(a.XPOS), slices.Clone(a.Rels), slices.Clone(a.Names)
		a.Heads, a.Margin, a.Vectors = slices.Clone(a.Heads), slices.Clone(a.Margin), slices.Clone(a.Vectors)
	}
	return out
}

// A worker that has seen a text needs no memory for the next one like it.
func TestNoAllocations(t *testing.T) {
	_, sents := five(t)
	sents = append(sents, randomSentence(rand.New(rand.NewSource(4)), 300))
	w := eng.NewWorker(Best())
	for _, w.Keep = range []bool{false, true} {
		if n := testing.AllocsPerRun(3, func() { w.Parse(sents) }); n > 0 {
			t.Errorf("%v allocations (vectors kept: %v)", n, w.Keep)
		}
	}
}

// Results are those of the last Parse also where the memory was too small for them.
func TestSlab(t *testing.T) {
	var s slab[int]
	a := s.take(3)
	copy(a, []int{1, 2, 3})
	for range 100 {
		clear(s.take(50))
	}
	if !slices.Equal(a, []int{1, 2, 3}) {
		t.Error("what was handed out was handed out again")
	}
	if clear(s.take(slabKeep + 1)); cap(s.buf) != slabKeep+1 {
		t.Errorf("%d for one that is too large", cap(s.buf))
	}
	if s.reset(); cap(s.buf) != 0 {
		t.Error("the memory of a large text was kept")
	}
}

func TestDamagedModel(t *testing.T) {
	file, err := os.ReadFile(modelFile)
	if err != nil {
		t.Fatal(err)
	}
	b := append([]byte(nil), file[:1<<16]...)
	if _, err := Open(b); err == nil {
		t.Error("a cut file was accepted")
	}
	if _, err := Open([]byte("ANNALS01")); err == nil {
		t.Error("an empty file was accepted")
	}
}

func BenchmarkParse(b *testing.B) {
	_, sents := five(b)
	for _, tier := range Tiers() {
		b.Run(tier.String(), func(b *testing.B) {
			w := eng.NewWorker(tier)
			n := 0
			for b.Loop() {
				w.Parse(sents)
				n++
			}
			words := 0
			for _, s := range sents {
				words += len(s)
			}
			b.ReportMetric(float64(words*n)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
