// Package encoder answers "which word is what, and which goes with which?": it tags,
// parses and names sentences that are already split into words, with one int8
// model: a MiniLM encoder of six layers, a character CNN and five small heads.
//
// The arithmetic is written once in plain Go (scalar.go), and the assembly kernels
// for AVX2, AVX-VNNI, AVX-512 VNNI and arm64 NEON give the same bytes: integer sums
// are exact, and the few float steps have one order and no fused multiply-add.
package encoder

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Tier is a set of kernels. All give the same result.
type Tier int

// The tiers, slowest first on each architecture.
const (
	TierGo      Tier = iota // plain Go, everywhere
	TierAVX2                // amd64
	TierAVXVNNI             // amd64, 8-bit products in 256-bit registers
	TierAVX512              // amd64, 8-bit products in 512-bit registers
	TierNEON                // arm64, SDOT
)

func (t Tier) String() string {
	return [...]string{"go", "avx2", "avxvnni", "avx512", "neon"}[t]
}

// Tiers lists what this processor can run, slowest first.
func Tiers() []Tier { return detect() }

// Analysis is the analysis of one sentence, one entry a word in each list. Head 0
// is the root, head i+1 is word i. Relations are those of UD v2 as GUM uses them,
// with subtypes; names are BIO tags over PER ORG LOC MISC. All of it is the worker's
// memory, to be read before it parses again.
type Analysis struct {
	Words            []string
	UPOS, XPOS, Rels []string
	Names            []string // B-PER, I-PER, O, ...
	Heads            []int
	Margin           []float32 // how far each head is ahead of the next best one (log-odds)
	Vectors          []float32 // the words' vectors as Worker.Vectors gives them; nil unless Worker.Keep is set
}

// acts are quantised activations, in the form of the tier in use.
type acts struct {
	u8     []uint8
	s16    []int16 // AVX2 multiplies 16-bit numbers
	p64    []int64 // plain Go multiplies three rows at once
	sa, lo []float32
}

func (b *acts) grow(t Tier, rows, k int) {
	n := rows * k
	switch t {
	case TierAVX2:
		b.s16 = grow(b.s16, n)
	case TierGo:
		b.p64 = grow(b.p64, n/3)
		b.u8 = grow(b.u8, n)
	default:
		b.u8 = grow(b.u8, n)
	}
	b.sa, b.lo = grow(b.sa, rows), grow(b.lo, rows)
}

func grow[T any](s []T, n int) []T {
	if n <= len(s) {
		return s
	}
	return make([]T, n+n/4)
}

// Worker holds the scratch memory of one goroutine.
type Worker struct {
	// Keep makes Parse hand out the word vectors too.
	Keep bool
	e    *Model
	t    Tier
	h1   *linear
	acts
	x, y, qkv, ctx, f []float32
	kT, sc, inv, init []float32
	v, h, o1, o2      []float32 // words: vectors, heads' first layer, results
	arcs, lab         []float32
	lows, highs       []float32
	product           []float32        // of Multiply
	forms             map[string]*form // written words seen, at most formCache
	row               []*form          // those of the batch, word by word
	ids               []uint32
	starts            []int
	spans             []span
	forest            forest
	back              []uint8
	base              []int
	// what the spans and the results consist of; the results stay until the next Parse
	spanIDs    slab[uint32]
	spanRows   slab[int32]
	spanShares slab[float32]
	out        []Analysis
	strings    slab[string]
	heads      slab[int]
	margin     slab[float32]
	kept       slab[float32]
}

// form is what a written word is to the encoder wherever it stands.
type form struct {
	pieces []uint32
	shape  int
	chars  [charW]float32
}

const (
	formCache = 8192
	batchMax  = 256 // pieces coded together
)

// NewWorker makes a worker on the given tier, which must be one of Tiers().
func (e *Model) NewWorker(t Tier) *Worker {
	return &Worker{e: e, t: t, h1: e.h1, forms: map[string]*form{}}
}

// Manner makes a worker follow another treebank's conventions: "ewt", the English Web
// Treebank with names as Universal NER marks them. "gum" is what it does unless told.
func (w *Worker) Manner(name string) error {
	h1, ok := w.e.manners[name]
	if !ok {
		return fmt.Errorf("encoder: the model knows no manner %q; it knows %s", name, strings.Join(slices.Sorted(maps.Keys(w.e.manners)), ", "))
	}
	w.h1 = h1
	return nil
}

func (w *Worker) form(x string) *form {
	if f := w.forms[x]; f != nil {
		return f
	}
	f := &form{pieces: w.e.pieces(nil, x), shape: shape(x)}
	w.e.charVector(x, f.chars[:])
	if len(x) <= 64 {
		if len(w.forms) >= formCache {
			clear(w.forms)
		}
		w.forms[strings.Clone(x)] = f // a key must not hold the whole text in memory
	}
	return f
}

// slab hands out slices one behind the other until it is reset.
type slab[T any] struct{ buf []T }

// slabKeep is how many numbers a slab keeps for the next text; what a text of a
// megabyte needs goes with it.
const slabKeep = 1 << 21

func (s *slab[T]) take(n int) []T {
	k := len(s.buf)
	if n > cap(s.buf)-k { // what was handed out stays valid in the old array
		s.buf, k = make([]T, 0, max(n, min(2*cap(s.buf)+n, slabKeep))), 0
	}
	s.buf = s.buf[:k+n]
	return s.buf[k : k+n : k+n]
}

func (s *slab[T]) reset() {
	if cap(s.buf) > slabKeep {
		s.buf = nil
	}
	s.buf = s.buf[:0]
}

// Best is the fastest tier here.
func Best() Tier { t := detect(); return t[len(t)-1] }

// Tier is what the worker's kernels are of.
func (w *Worker) Tier() Tier { return w.t }

// quantRow: u8 by the row's minimum and maximum.
func (w *Worker) quantRow(i, k int, x []float32, lo, hi float32) {
	lo += 0 // -0 becomes +0: VMINPS and Go's min treat signed zeros differently
	r := hi - lo
	inv := float32(0)
	if r > 1e-20 {
		inv = 255 / r
	}
	w.sa[i], w.lo[i] = r/255, lo
	w.t.quant(x[:k], lo, inv, &w.acts, i*k)
}

// The attention's kernels may read and write more rows than they are asked for: spare
// queries, because they take four at once, and spareKeys keys.
const spare, spareKeys = 3, 15

// attention of the n pieces from row off on. What it writes behind them it writes
// before their own turn comes.
func (w *Worker) attention(off, n int) {
	nb := (n + 15) / 16
	ld := nb * 16
	w.sc, w.inv, w.init = grow(w.sc, (n+spare)*ld), grow(w.inv, n+spare), grow(w.init, ld)
	clear(w.init[:n])
	for j := n; j < ld; j++ {
		w.init[j] = -1e30
	}
	for h := 0; h < heads; h++ {
		// the columns that only fill up hold other keys or old ones: next to -1e30 no
		// number counts that a key can give
		for j := 0; j < n; j += 16 {
			w.t.keys(w.qkv[(off+j)*3*H+H+h*32:], 3*H, w.kT[j/16*512:])
		}
		w.t.attend(w.qkv[off*3*H+h*32:], 3*H, n, w.kT, nb, w.init, w.sc)
		w.t.softmax(w.sc, nb, n, w.inv)
		w.t.pv(w.sc, ld, n, w.qkv[off*3*H+2*H+h*32:], 3*H, n, w.inv, w.ctx[off*H+h*32:], H)
	}
}

// scatter writes 32 numbers 16 apart: one column of a [32][16] block.
func scatter(dst, src []float32) {
	src = src[:32]
	for i := 0; i < 32; i += 8 {
		s := src[i : i+8 : i+8]
		d := dst[i*16 : i*16+113 : i*16+113]
		d[0], d[16], d[32], d[48] = s[0], s[1], s[2], s[3]
		d[64], d[80], d[96], d[112] = s[4], s[5], s[6], s[7]
	}
}

// span is a run of pieces coded together: one sentence, or a window of one.
type span struct {
	ids []uint32
	// row[i] is the word row piece i counts for (-1: none), share[i] its weight
	row   []int32
	share []float32
}

// encode runs the encoder over a batch and adds each piece's mixed hidden
// states into the rows of w.v.
func (w *Worker) encode(batch []span) {
	e, t := w.e, w.t
	n := 0
	for _, s := range batch {
		n += len(s.ids)
	}
	mr := (n + 5) / 6 * 6
	w.x, w.y, w.ctx = grow(w.x, mr*H), grow(w.y, mr*H), grow(w.ctx, (mr+spare)*H)
	w.qkv, w.f = grow(w.qkv, (mr+spareKeys)*3*H), grow(w.f, mr*ff)
	w.kT = grow(w.kT, 32*(e.Positions+16))
	w.lows, w.highs = grow(w.lows, mr), grow(w.highs, mr)
	w.grow(t, mr, ff)
	r := 0
	for _, s := range batch {
		for j, id := range s.ids {
			x := w.x[r*H : r*H+H]
			e.embed(id, x)
			lo, hi := t.lnorm(x, e.pos[j*H:j*H+H], e.embG, e.embB)
			w.quantRow(r, H, x, lo, hi)
			r++
		}
	}
	w.mix(batch, e.Mix[0])
	for li := range e.layers {
		l := &e.layers[li]
		t.gemm(l.qkv, mr, &w.acts, w.qkv)
		off := 0
		for _, s := range batch {
			w.attention(off, len(s.ids))
			off += len(s.ids)
		}
		for i := 0; i < n; i++ {
			c := w.ctx[i*H : i*H+H]
			lo, hi := t.minmax(c)
			w.quantRow(i, H, c, lo, hi)
		}
		t.gemm(l.o, mr, &w.acts, w.y)
		t.lnorms(w.y, w.x, l.g1, l.b1, mr, w.lows, w.highs)
		for i := 0; i < n; i++ {
			w.quantRow(i, H, w.y[i*H:i*H+H], w.lows[i], w.highs[i])
		}
		t.gemm(l.f1, mr, &w.acts, w.f)
		for i := 0; i < n; i++ {
			f := w.f[i*ff : i*ff+ff]
			lo, hi := t.gelu(f)
			w.quantRow(i, ff, f, lo, hi)
		}
		t.gemm(l.f2, mr, &w.acts, w.x)
		t.lnorms(w.x, w.y, l.g2, l.b2, mr, w.lows, w.highs)
		for i := 0; i < n && li+1 < len(e.layers); i++ {
			w.quantRow(i, H, w.x[i*H:i*H+H], w.lows[i], w.highs[i])
		}
		w.mix(batch, e.Mix[li+1])
	}
}

// embed writes the vector of a piece. Four bits are enough: with the whole
// vocabulary they cost 0.1 LAS, while int8 for half the vocabulary (the same
// size) costs 0.6.
func (e *Model) embed(id uint32, x []float32) {
	sc := e.embScale[id]
	if e.EmbBits == 8 {
		for i, q := range e.emb[int(id)*H:][:H] {
			x[i] = float32(int8(q)) * sc
		}
		return
	}
	var tab [16]float32
	for i := range tab {
		tab[i] = float32(i-8) * sc
	}
	for i, q := range e.emb[int(id)*(H/2):][:H/2] {
		x[2*i], x[2*i+1] = tab[q&15], tab[q>>4]
	}
}

// mix adds weight times the current hidden states to the words' vectors: the
// layer mix and the mean over a word's pieces in one pass.
func (w *Worker) mix(batch []span, weight float32) {
	r := 0
	for _, s := range batch {
		for i, row := range s.row {
			if row >= 0 {
				w.t.axpy(w.x[r*H:r*H+H], weight*s.share[i], w.v[int(row)*wide:])
			}
			r++
		}
	}
}

// windows cuts one sentence, whose first word has the row row0, into spans of at most
// e.Positions pieces, which it appends to w.spans. Nearly always there is one; a longer
// sentence gets windows that overlap by a quarter, and each word is taken from the
// window in which it is further from the edge. It returns how many pieces they have.
func (w *Worker) windows(words []string, row0 int) (pieces int) {
	e := w.e
	room := e.Positions - 2
	ids, starts := w.ids[:0], w.starts[:0]
	for _, x := range words {
		f := w.form(x)
		w.row = append(w.row, f)
		starts = append(starts, len(ids))
		ids = append(ids, f.pieces...)
	}
	starts = append(starts, len(ids))
	w.ids, w.starts = ids, starts
	build := func(a, b, from, to int) { // words a..b coded, from..to kept
		n := starts[b] - starts[a] + 2
		s := span{w.spanIDs.take(n), w.spanRows.take(n), w.spanShares.take(n)}
		k := 0
		add := func(id uint32, row int32, share float32) {
			s.ids[k], s.row[k], s.share[k] = id, row, share
			k++
		}
		add(e.cls, -1, 0)
		for i := a; i < b; i++ {
			k := starts[i+1] - starts[i]
			for _, id := range ids[starts[i]:starts[i+1]] {
				if i >= from && i < to {
					add(id, int32(row0+i), 1/float32(k))
				} else {
					add(id, -1, 0)
				}
			}
		}
		add(e.sep, -1, 0)
		w.spans = append(w.spans, s)
		pieces += n
	}
	if len(ids) <= room {
		build(0, len(words), 0, len(words))
		return
	}
	for a, from := 0, 0; ; {
		b := a
		for b < len(words) && starts[b+1]-starts[a] <= room {
			b++
		}
		if b == len(words) {
			build(a, b, from, b)
			return
		}
		to := b
		for to > from+1 && starts[b]-starts[to] < room/8 {
			to--
		}
		build(a, b, from, to)
		a, from = to, to
		for a > 0 && starts[to]-starts[a] < room/8 {
			a--
		}
	}
}

// begin forgets the last batch.
func (w *Worker) begin() {
	w.row, w.spans = w.row[:0], w.spans[:0]
	w.spanIDs.reset()
	w.spanRows.reset()
	w.spanShares.reset()
}

// Parse analyses sentences that are already split into words. The result of a
// sentence does not depend on what else is in the call. The results lie in the worker's
// memory until the next Parse.
func (w *Worker) Parse(sents [][]string) []Analysis {
	w.out = w.out[:0]
	w.strings.reset()
	w.heads.reset()
	w.margin.reset()
	w.kept.reset()
	for len(sents) > 0 {
		// a batch: whole sentences up to batchMax pieces
		w.begin()
		n, pieces, rows := 0, 0, 0
		for n < len(sents) {
			spans := len(w.spans)
			k := w.windows(sents[n], rows)
			if n > 0 && pieces+k > batchMax {
				w.row, w.spans = w.row[:rows], w.spans[:spans]
				break
			}
			pieces += k
			rows += len(sents[n])
			n++
		}
		w.vectors()
		first := len(w.out)
		w.analyse(sents[:n])
		if w.Keep {
			slab, r := w.kept.take(rows*wide), 0
			copy(slab, w.v)
			for i, s := range sents[:n] {
				k := r + len(s)*wide
				w.out[first+i].Vectors = slab[r:k:k]
				r = k
			}
		}
		sents = sents[n:]
	}
	return w.out
}

// vectors fills w.v with the word vectors of the batch.
func (w *Worker) vectors() {
	rows := len(w.row)
	pad := (rows + 5) / 6 * 6
	w.v = grow(w.v, pad*wide)
	for r, f := range w.row {
		v := w.v[r*wide:][:wide]
		clear(v[:H])
		copy(v[H:], f.chars[:])
		copy(v[H+charW:], w.e.shapeT[f.shape*shapeW:][:shapeW])
		clear(v[H+charW+shapeW:])
	}
	for spans := w.spans; len(spans) > 0; { // windows of a very long sentence may not fit together
		n, p := 0, 0
		for n < len(spans) && (n == 0 || p+len(spans[n].ids) <= batchMax) {
			p += len(spans[n].ids)
			n++
		}
		w.encode(spans[:n])
		spans = spans[n:]
	}
}

// Vectors returns the word vectors of one sentence (384 encoder, 96 characters,
// 24 shape, 8 zeros each), for tests and for further heads.
func (w *Worker) Vectors(words []string) []float32 {
	w.begin()
	w.windows(words, 0)
	w.vectors()
	return append([]float32(nil), w.v[:len(words)*wide]...)
}

func checkFinite(v []float32) error {
	for i, x := range v {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return fmt.Errorf("encoder: value %d is %v", i, x)
		}
	}
	return nil
}
