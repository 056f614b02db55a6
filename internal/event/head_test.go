package event

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/language/encoder"
	"annals.example/annals/internal/language/english"
)

var update = flag.Bool("update", false, "write the answers of the event head anew")

// asking reads sentences in which [s …] and [t …] stand for source and target.
type asking struct {
	reader  *english.Reader
	book    *codebook.Codebook
	layers  []*english.Matrix
	kernels Kernels
}

func (a *asking) Vectors(s *annals.Sentence) []float32 { return a.reader.Vectors(s) }

func (a *asking) Multiply(layer, rows int, x, into []float32) []float32 {
	return a.reader.Multiply(a.layers[layer], rows, x, into)
}

func (a *asking) Kernels() Kernels { return a.kernels }

func newAsking(t testing.TB) *asking {
	t.Helper()
	m, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		t.Fatal(err)
	}
	book, err := codebook.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	a := &asking{reader: m.NewReader(), book: book}
	a.kernels = a.reader.Kernels()
	for _, l := range Layers() {
		x, err := english.NewMatrix(l.Weights, l.Scale, l.Bias, l.In)
		if err != nil {
			t.Fatal(err)
		}
		a.layers = append(a.layers, x)
	}
	return a
}

func (a *asking) sides(t testing.TB, marked string) (in Input, source, target []annals.Mention) {
	t.Helper()
	var text strings.Builder
	var at [2][][2]int
	side, from := -1, 0
	for i := 0; i < len(marked); i++ {
		switch {
		case strings.HasPrefix(marked[i:], "[s "), strings.HasPrefix(marked[i:], "[t "):
			side, from = int(marked[i+1]-'s'), text.Len()
			i += 2
		case marked[i] == ']':
			at[side] = append(at[side], [2]int{from, text.Len()})
		default:
			text.WriteByte(marked[i])
		}
	}
	in = Input{Text: text.String(), Sentences: a.reader.Read(text.String()), Codebook: a.book, Encoder: a}
	if len(in.Sentences) != 1 {
		t.Fatalf("%d sentences in %q", len(in.Sentences), text.String())
	}
	for k, list := range []*[]annals.Mention{&source, &target} {
		for _, span := range at[k] {
			m := annals.Mention{First: -1}
			for i, tok := range in.Sentences[0].Tokens {
				if tok.Start < span[1] && tok.End > span[0] {
					if m.First < 0 {
						m.First = i
					}
					m.End = i + 1
				}
			}
			m.Head = m.First
			*list = append(*list, m)
		}
	}
	return in, source, target
}

// TestHeadAnswers holds Relation to the answers in testdata/head.txt.
func TestHeadAnswers(t *testing.T) {
	const file = "testdata/head.txt"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := newAsking(t)
	var now strings.Builder
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "//") {
			now.WriteString(line + "\n")
			continue
		}
		_, marked, _ := strings.Cut(line, "|")
		in, source, target := a.sides(t, strings.TrimSpace(marked))
		label, why := Relation(in, 0, source, target, "plover15")
		if len(why) == 0 || !strings.Contains(why[len(why)-1], "the event head: "+label) {
			t.Errorf("no reason given for %s: %q", label, why)
		}
		fmt.Fprintf(&now, "%-9s | %s\n", label, strings.TrimSpace(marked))
	}
	if *update {
		if err := os.WriteFile(file, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now.String() != string(raw) {
		was, is := strings.Split(string(raw), "\n"), strings.Split(now.String(), "\n")
		for i := range was {
			if was[i] != is[i] {
				t.Errorf("was %s\nis  %s", was[i], is[i])
			}
		}
		t.Log("if that is as it should be (new weights, codebook or model): go test ./internal/event -run Head -update")
	}
}

// headBits are those of the verdict below: the same on every processor. They change
// with the weights alone.
const headBits = 0x4f2db86c

func TestHeadGivesTheSameBitsEverywhere(t *testing.T) {
	const words = 23
	o := &Observation{
		UPOS: make([]int, words), Rel: make([]int, words), AtS: make([]int, words), AtT: make([]int, words), UpS: make([]int, words),
		UpT: make([]int, words), Flags: make([]int, words), Candidate: make([]int, words), Lexicon: make([]uint32, words),
		Scores: make([]float32, len(headTypes)), Rule: 3, Weight: 5, Words: 2,
	}
	vectors := make([]float32, words*vectorWidth)
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range words {
		o.UPOS[i], o.Rel[i], o.AtS[i], o.AtT[i], o.UpS[i], o.UpT[i] = next(18), next(42), next(14), next(14), next(7), next(7)
		o.Flags[i], o.Candidate[i], o.Lexicon[i] = next(32), next(17), uint32(next(1<<16))
	}
	for i := range vectors {
		vectors[i] = float32(next(20001)-10000) / 8192
	}
	for i := range 40 {
		o.Sparse = append(o.Sparse, uint32(i*700+next(700)))
	}
	a := newAsking(t)
	for _, tier := range encoder.Tiers() {
		a.kernels = tier
		sum := uint32(0)
		v := theHead().judge(a, vectors, []*Observation{o}, true, true)[0]
		for _, p := range slices.Concat(v.types[:], v.modes, v.marks[:]) {
			sum = sum*31 + math.Float32bits(p)
		}
		for _, w := range theHead().spots(a, vectors, o, new(room)) {
			for _, p := range w {
				sum = sum*31 + math.Float32bits(p)
			}
		}
		if sum != headBits {
			t.Errorf("%v: bits %#x, want %#x; after new weights set headBits", tier, sum, uint32(headBits))
		}
	}
}

// TestHeadAlwaysAnswers: without vectors, without spans and with any
// sentence Relation answers, from the set asked for.
func TestHeadAlwaysAnswers(t *testing.T) {
	a := newAsking(t)
	for _, marked := range []string{
		"[s Chad] x", "[t Chad]", "nothing at all is said here", "[s The army] and [s the police] beat [t students] and [t teachers].", "[s a] [t b]",
		"[s " + strings.Repeat("Chad and ", 60) + "Niger] met [t Mali].",
	} {
		in, source, target := a.sides(t, marked)
		for _, labels := range []string{"plover15", "binary", "plover"} {
			label, why := Relation(in, 0, source, target, labels)
			ok := codebook.Quad(label) > 0 || labels == "plover15" && label == "YIELD"
			if labels == "binary" {
				ok = label == "cooperation" || label == "conflict"
			}
			if !ok || len(why) == 0 {
				t.Errorf("%s: %q for %q", labels, label, marked)
			}
		}
		again, _ := Relation(in, 0, source, target, "plover15")
		if first, _ := Relation(in, 0, source, target, "plover15"); first != again {
			t.Errorf("two answers, %s and %s, for %q", first, again, marked)
		}
	}
}

// TestHeadSharesAddUp: a verdict is a distribution, with and without "none".
func TestHeadSharesAddUp(t *testing.T) {
	a := newAsking(t)
	in, source, target := a.sides(t, "[s Zambia] has expelled two diplomats of [t Malawi], a spokesman said.")
	o := Observe(in, 0, source, target)
	for _, given := range []bool{true, false} {
		v := theHead().judge(a, a.Vectors(&in.Sentences[0]), []*Observation{o}, given, true)[0].types
		sum := float32(0)
		for _, p := range v {
			if !(p >= 0 && p <= 1) {
				t.Errorf("a share of %v", p)
			}
			sum += p
		}
		if math.Abs(float64(sum)-1) > 1e-5 {
			t.Errorf("given %v: the shares add up to %v", given, sum)
		}
		if given && v[len(v)-1] != 0 {
			t.Error("no event, though one is given")
		}
	}
}

func TestHeadFileIsReadWhole(t *testing.T) {
	for name, file := range map[string][]byte{
		"empty":      nil,
		"cut":        headFile[:len(headFile)-1],
		"longer":     append(bytes.Clone(headFile), 0),
		"other":      []byte("ANNHEAD2" + string(headFile[8:])),
		"no header":  headFile[:14],
		"big header": append([]byte(headMagic), 0xff, 0xff, 0xff, 0x7f, '{', '}'),
		"odd header": append([]byte(headMagic), 2, 0, 0, 0, '{', '}'),
	} {
		if h, err := openHead(file); err == nil || h != nil {
			t.Errorf("%s: read without a word", name)
		}
	}
}

func TestExpIsNearEnough(t *testing.T) {
	for x := float32(0); x > -79; x -= 0.0137 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > 1e-7*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if exp(-1e30) != 0 || exp(0) != 1 {
		t.Error("exp at its ends")
	}
}

func BenchmarkHead(b *testing.B) {
	a := newAsking(b)
	in, source, target := a.sides(b, "[s Ethiopian Prime Minister Abiy Ahmed] telephoned [t his Sudanese counterpart] on Sunday to discuss the border and the dam.")
	o, v := Observe(in, 0, source, target), a.Vectors(&in.Sentences[0])
	h := theHead()
	for b.Loop() {
		h.judge(a, v, []*Observation{o}, true, false)
	}
}

// What the head gives more is right more often, and nothing is surer than sure.
func TestReliabilityRises(t *testing.T) {
	last := float32(-1)
	for p := float32(0); p <= 1; p += 1.0 / 64 {
		r := reliable(p)
		if r < last || r < 0 || r > 1 {
			t.Errorf("reliable(%v) = %v after %v", p, r, last)
		}
		last = r
	}
}
