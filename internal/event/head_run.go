package event

import (
	"math"
	"sync"
)

// vectorWidth is how many numbers the encoder gives for each word.
const vectorWidth = 512

// shares are the probabilities of the types and, last, of no event.
type shares [17]float32

// verdict is what the head makes of a pair.
type verdict struct {
	types shares
	modes []float32 // log-odds, by headModes
	marks [4]float32
}

// room is the memory in which the head works on a sentence.
type room struct {
	base, known, u, dots, shares, z, first, hidden []float32

	rows [7][]float32
}

// spare is how many rows more than it is asked for Kernels.Dots may read and write.
const spare = 3

// noBits stand in the place of a flag that a word does not have.
var noBits [maxWord]float32

var rooms = sync.Pool{New: func() any { return new(room) }}

// sized is s with n numbers, whatever they are.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/2)
	}
	return s[:n]
}

// judge weighs pairs of one sentence that were observed in one reading. given says that
// there is an event for sure: none gets no share. Modes are left nil unless asked for. It is nil where the encoder has no
// vectors of the sentence.
func (h *head) judge(enc Encoder, vectors []float32, list []*Observation, given, modes bool) []verdict {
	s := h.shape
	if len(list) == 0 || len(vectors) == 0 || len(vectors) != vectorWidth*len(list[0].UPOS) {
		return nil
	}
	out := make([]verdict, len(list))
	words := len(list[0].UPOS)
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	r.base = enc.Multiply(0, words, vectors, r.base)
	kern := enc.Kernels()
	outs := len(headTypes) + 1
	for n := range h.nets {
		m := &h.nets[n]
		m.words0(s, n, list[0], r)
		r.z = sized(r.z, len(list)*s.wide())
		clear(r.z)
		for i, o := range list {
			m.pool(s, kern, o, r, r.z[i*s.wide():][:s.wide()])
		}
		r.first = enc.Multiply(1+n, len(list), r.z, r.first)
		r.hidden = sized(r.hidden, (len(list)+spare)*s.Hidden)
		rectify(r.hidden, r.first)
		share := 1 / float32(len(h.nets))
		wide := r.dot(kern, m.answer, s.Hidden, len(list), r.hidden)
		for i := range out {
			v, row := &out[i], r.dots[i*wide:][:wide]
			for k := range v.types {
				v.types[k] += float32((row[k] + m.answerBias[k]) * share)
			}
			for k := range v.marks {
				v.marks[k] += float32((row[outs+k] + m.answerBias[outs+k]) * share)
			}
		}
		if !modes {
			continue
		}
		wide = r.dot(kern, m.mode, s.Hidden, len(list), r.hidden)
		for i := range out {
			v, row := &out[i], r.dots[i*wide:][:wide]
			if v.modes == nil {
				v.modes = make([]float32, len(headModes))
			}
			for k := range v.modes {
				v.modes[k] += float32((row[k] + m.modeBias[k]) * share)
			}
		}
	}
	for i, o := range list {
		h.finish(&out[i].types, o, given)
		for k, x := range out[i].marks {
			out[i].marks[k] = 1 / (1 + exp(-max(x, -x)))
			if x < 0 {
				out[i].marks[k] = 1 - out[i].marks[k]
			}
		}
	}
	return out
}

// dot leaves in r.dots what the vectors of w give with each row of x, and returns how
// many numbers a row has there.
func (r *room) dot(kern Kernels, w []float32, in, rows int, x []float32) int {
	wide := len(w) / in
	r.dots = sized(r.dots, (rows+spare)*wide)
	kern.Dots(w, in, rows, x, r.dots)
	return wide
}

// finish makes probabilities of the networks' scores.
func (h *head) finish(sum *shares, o *Observation, given bool) {
	n, tempering := len(sum), h.shape.Free
	if given {
		for _, f := range o.Sparse {
			if h.linear == nil {
				break
			}
			for k, v := range h.linear[int(f)*len(sum):][:len(sum)] {
				sum[k] += v
			}
		}
		if o.Rule >= 0 {
			sum[o.Rule] += h.shape.Rules
		}
		n--
		sum[n] = 0
		tempering = h.shape.Tempering
	}
	for k := range sum {
		sum[k] /= tempering
	}
	softmax(sum[:n])
}

// words0 is what a network makes of the words whatever the pair: their vectors, tags,
// relations, and what the codebook knows of them.
func (m *net) words0(s headShape, n int, o *Observation, r *room) {
	words, wide, stride := len(o.UPOS), s.Word, s.Nets*s.Word
	r.known = sized(r.known, words*wide)
	for i := range words {
		row := r.known[i*wide:][:wide]
		copy(row, r.base[i*stride+n*wide:])
		add(row, m.rel, o.Rel[i])
		add(row, m.upos, o.UPOS[i])
		add(row, m.candidate, o.Candidate[i])
		for b := range flagBits {
			if o.Flags[i]&^(flagPath|flagTurn)>>b&1 == 1 {
				add(row, m.bits, b)
			}
		}
		for b := range lexBits {
			if o.Lexicon[i]>>b&1 == 1 {
				add(row, m.bits, flagBits+b)
			}
		}
	}
}

// pool fills in what the first of the two last layers reads of a pair.
func (m *net) pool(s headShape, kern Kernels, o *Observation, r *room, z []float32) {
	words, wide := len(o.UPOS), s.Word
	r.u, r.shares = sized(r.u, (words+spare)*wide), sized(r.shares, words*s.Asks)
	u := r.u
	row := func(table []float32, k int) []float32 { return table[k*wide:][:wide] }
	for i := range words {
		r.rows = [7][]float32{row(r.known, i), row(m.atS, o.AtS[i]), row(m.atT, o.AtT[i]), row(m.upS, o.UpS[i]), row(m.upT, o.UpT[i]), noBits[:wide], noBits[:wide]}
		if o.Flags[i]&flagPath != 0 {
			r.rows[5] = row(m.bits, 0)
		}
		if o.Flags[i]&flagTurn != 0 {
			r.rows[6] = row(m.bits, 1)
		}
		kern.Total(&r.rows, row(u, i))
	}
	asks := r.dot(kern, m.ask, wide, words, u)
	for k := range s.Asks {
		share := r.shares[k*words:][:words] // one attention after the other
		for i := range share {
			share[i] = r.dots[i*asks+k] + m.askBias[k]
		}
		softmax(share)
	}
	kern.Weighted(r.shares, s.Asks, u, wide, z)
	at := s.Asks * wide
	for _, in := range []func(i int) bool{
		func(i int) bool { return o.AtS[i] == 1 },
		func(i int) bool { return o.AtT[i] == 1 },
		func(i int) bool { return o.Flags[i]&flagTurn != 0 },
	} {
		mean(z[at:][:wide], u, words, in)
		at += wide
	}
	at += copy(z[at:], o.Scores)
	rule := o.Rule
	if rule < 0 {
		rule = len(headTypes)
	}
	at += copy(z[at:], m.rule[rule*ruleWide:][:ruleWide])
	at += copy(z[at:], m.weight[o.Weight*stepWide:][:stepWide])
	at += copy(z[at:], m.coded[o.Coded*ruleWide:][:ruleWide])
	at += copy(z[at:], m.words[o.Words*stepWide:][:stepWide])
	copy(z[at:], m.marked[o.Marks*stepWide:][:stepWide])
}

// add adds row k of a table.
func add(to, table []float32, k int) {
	for i, v := range table[k*len(to):][:len(to)] {
		to[i] += v
	}
}

// rectify copies x and makes 0 of what is negative, by the sign itself: a branch would be
// guessed wrong half the time.
func rectify(to, x []float32) {
	for i, v := range x {
		b := math.Float32bits(v)
		to[i] = math.Float32frombits(b &^ uint32(int32(b)>>31))
	}
}

// mean averages the words that are in; zeros where none is.
func mean(out, u []float32, words int, in func(int) bool) {
	wide := len(out)
	n := float32(0)
	for i := range words {
		if in(i) {
			n++
			for j, v := range u[i*wide:][:wide] {
				out[j] += v
			}
		}
	}
	if n > 1 {
		for j := range out {
			out[j] /= n
		}
	}
}

func softmax(x []float32) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range x {
		x[i] = exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// exp is e to the x for x ≤ 0, by 2^k and a Taylor sum of degree 7 on ±ln2/2 (error
// below 1e-8). math.Exp has its own assembly on some processors and may differ there
// in the last bit.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	const log2e, ln2 = 1.4426950408889634, 0.6931471805599453
	k := math.Floor(float64(float64(x)*log2e) + 0.5)
	r := float64(x) - float64(k*ln2)
	p := float64(1.0/5040*r) + 1.0/720
	p = float64(p*r) + 1.0/120
	p = float64(p*r) + 1.0/24
	p = float64(p*r) + 1.0/6
	p = float64(p*r) + 0.5
	p = float64(p*r) + 1
	p = float64(p*r) + 1
	// times 2^k by the exponent's own bits: p is about 1 and k at least -116, so it stays
	// far from the numbers that have fewer bits
	return float32(math.Float64frombits(math.Float64bits(p) + uint64(int64(k))<<52))
}
