package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// H is the hidden size of the encoder: the numbers a word piece has.
const H = 384

const (
	ff     = 1536 // its feed-forward size
	heads  = 12
	wide   = 512 // word vector: 384 encoder + 96 characters + 24 shape + 8 zeros
	charW  = 96
	shapeW = 24
	charMx = 18 // characters of a word the char-CNN sees (first 9 and last 9)
	tagH   = 256
	nerH   = 256
	arcH   = 384
	relH   = 128
	relN   = 48 // relations, padded to a multiple of 16
	// columns of the first layer of the heads, one GEMM for all of them
	oTag, oNer, oAd, oRd, oAh, oRh, hOut = 0, 256, 512, 896, 1024, 1408, 1536
)

// linear is one int8 matrix in packed form: panels of 16 outputs, inside groups
// of 4 inputs, 64 bytes each. The slices point into the blob.
type linear struct {
	N, K int
	w    []int8
	sw   []float32 // scale of each output
	cs   []float32 // sw*sum(w): factor of the activations' offset
	bias []float32
	sum  []int32
}

type layer struct {
	qkv, o, f1, f2 *linear
	g1, b1, g2, b2 []float32
}

type header struct {
	Layers, Hidden, Pieces, Positions int
	EmbBits                           int
	Manners                           []string
	Mix                               []float32
	XPOS, UPOS, Rels, Names, Chars    []string
	Pairs                             [][2]int
	Sections                          map[string][2]int
}

// Model holds the weights; it is immutable and shared by all workers. The file
// format is written by training/export.py: "ANNALS01", the length of a JSON header,
// the header, and the sections that it names, each 64-byte aligned.
type Model struct {
	header
	emb            []byte // word pieces, int8 or two int4 a byte
	embScale       []float32
	pos            []float32
	embG, embB     []float32
	layers         []layer
	charT, charB   []float32
	shapeT         []float32
	h1, tag, ner   *linear
	manners        map[string]*linear // the heads' first layer with the bias of another treebank
	arc, lab       *linear
	rootAh, rootRh []float32
	piece          map[string]uint32
	fold           map[rune]string
	charID         map[rune]int
	rootRel        int
	cls, sep, unk  uint32
	nameNext       [][]bool // nameNext[a][b]: label b may follow a (a = len: start)
}

var errBlob = errors.New("encoder: not a model file, or a damaged one")

// Open reads a model. The blob is used in place and must stay unchanged; give
// it 4-byte alignment at least (a file read or a 64-byte aligned embed has it).
func Open(blob []byte) (e *Model, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, err = nil, fmt.Errorf("%w: %v", errBlob, r)
		}
	}()
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		return nil, errors.New("encoder: the model file is little-endian, this machine is not")
	}
	if len(blob) < 12 || string(blob[:8]) != "ANNALS01" {
		return nil, errBlob
	}
	if uintptr(unsafe.Pointer(&blob[0]))%4 != 0 {
		blob = append([]byte(nil), blob...)
	}
	n := int(binary.LittleEndian.Uint32(blob[8:]))
	e = &Model{}
	if err := json.Unmarshal(blob[12:12+n], &e.header); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	body := blob[12+n:]
	raw := func(name string) []byte {
		s, ok := e.Sections[name]
		if !ok {
			panic("no section " + name)
		}
		return body[s[0] : s[0]+s[1] : s[0]+s[1]]
	}
	f32 := func(name string) []float32 {
		b := raw(name)
		return unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), len(b)/4)
	}
	i8 := func(name string) []int8 {
		b := raw(name)
		return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
	}
	lin := func(name string, n, k int) *linear {
		l := &linear{N: n, K: k, w: i8(name + ".w"), sw: f32(name + ".sw"), bias: f32(name + ".b"), cs: make([]float32, n)}
		s := raw(name + ".sum")
		l.sum = unsafe.Slice((*int32)(unsafe.Pointer(&s[0])), len(s)/4)
		if len(l.w) != n*k || len(l.sw) != n || len(l.bias) != n || len(l.sum) != n {
			panic("size of " + name)
		}
		for i := range l.cs {
			l.cs[i] = l.sw[i] * float32(l.sum[i])
		}
		return l
	}
	if e.Hidden != H || len(e.Mix) != e.Layers+1 || len(e.Rels) > relN {
		panic("shape")
	}
	e.emb, e.embScale, e.embG, e.embB = raw("emb.w"), f32("emb.s"), f32("emb.g"), f32("emb.b")
	p := raw("pos")
	e.pos = make([]float32, len(p)/2)
	for i := range e.pos {
		e.pos[i] = half(binary.LittleEndian.Uint16(p[2*i:]))
	}
	for i := range e.Layers {
		q := fmt.Sprintf("l%d.", i)
		e.layers = append(e.layers, layer{
			qkv: lin(q+"qkv", 3*H, H), o: lin(q+"o", H, H), f1: lin(q+"f1", ff, H), f2: lin(q+"f2", H, ff),
			g1: f32(q + "g1"), b1: f32(q + "b1"), g2: f32(q + "g2"), b2: f32(q + "b2")})
	}
	e.charT, e.charB, e.shapeT = f32("char.t"), f32("char.b"), f32("shape")
	e.h1, e.tag, e.ner = lin("h1", hOut, wide), lin("tag", 128, tagH), lin("ner", 64, nerH)
	e.manners = map[string]*linear{"gum": e.h1}
	for _, name := range e.Manners {
		other := *e.h1
		if other.bias = f32("h1.b." + name); len(other.bias) != hOut {
			panic("size of the manner " + name)
		}
		e.manners[name] = &other
	}
	e.arc, e.lab = lin("arc", arcH, arcH), lin("lab", relN*relH+64, relH)
	e.rootAh, e.rootRh = f32("root.ah"), f32("root.rh")
	vocab := strings.Split(unsafe.String(unsafe.SliceData(raw("vocab")), len(raw("vocab"))), "\n")
	if len(vocab) != e.Pieces || (e.EmbBits != 4 && e.EmbBits != 8) || len(e.emb) != e.Pieces*H*e.EmbBits/8 {
		panic("vocabulary")
	}
	e.piece = make(map[string]uint32, len(vocab))
	for i, v := range vocab {
		e.piece[v] = uint32(i)
	}
	e.cls, e.sep, e.unk = e.piece["[CLS]"], e.piece["[SEP]"], e.piece["[UNK]"]
	e.fold = map[rune]string{}
	for _, l := range strings.Split(string(raw("fold")), "\n") {
		if r, n := utf8.DecodeRuneInString(l); n > 0 {
			e.fold[r] = l[n:]
		}
	}
	e.charID = map[rune]int{}
	for i, c := range e.Chars {
		for _, r := range c {
			e.charID[r] = i
		}
	}
	for i, r := range e.Rels {
		if r == "root" {
			e.rootRel = i
		}
	}
	k := len(e.Names)
	e.nameNext = make([][]bool, k+1)
	for a := range e.nameNext {
		e.nameNext[a] = make([]bool, k)
		for b, l := range e.Names {
			e.nameNext[a][b] = l[0] != 'I' || a < k && e.Names[a] != "O" && e.Names[a][2:] == l[2:]
		}
	}
	return e, nil
}

// half converts an IEEE 16-bit float.
func half(h uint16) float32 {
	s, e, m := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	switch e {
	case 0: // zero or subnormal: m * 2^-24, exact
		v := float32(m) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(v) | s)
	case 31:
		return math.Float32frombits(s | 0x7f800000 | m<<13)
	}
	return math.Float32frombits(s | (e+112)<<23 | m<<13)
}
