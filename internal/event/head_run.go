package event

import "math"

// vectorWidth is how many numbers each word has in Input.Vectors.
const vectorWidth = 512

// verdict is what the head makes of a pair: the probability of each type and, last,
// of no event.
type verdict [17]float32

// judge weighs a pair. vectors holds vectorWidth numbers for each word of the sentence.
// given says that there is an event for sure: none gets no share.
func (h *head) judge(o *Observation, vectors []float32, given bool) verdict {
	var sum verdict
	for i := range h.nets {
		out := h.nets[i].run(h.shape, o, vectors)
		for k, v := range out {
			sum[k] += v / float32(len(h.nets))
		}
	}
	for _, f := range o.Sparse {
		row := h.linear[int(f)*len(sum):][:len(sum)]
		for k, v := range row {
			sum[k] += v
		}
	}
	if o.Rule >= 0 {
		sum[o.Rule] += h.shape.Rules
	}
	n := len(sum)
	if given {
		n--
		sum[n] = 0
	}
	for k := range sum {
		sum[k] /= h.shape.Tempering
	}
	softmax(sum[:n])
	return sum
}

// run returns a network's scores.
func (m *net) run(s headShape, o *Observation, vectors []float32) verdict {
	words, wide := len(o.UPOS), s.Word
	u := make([]float32, words*wide)
	logits := make([]float32, words*s.Asks) // one attention after the other
	for i := range words {
		row := u[i*wide:][:wide]
		multiply(row, m.word, m.wordBias, vectors[i*vectorWidth:][:s.Vector])
		add(row, m.atS, o.AtS[i])
		add(row, m.atT, o.AtT[i])
		add(row, m.upS, o.UpS[i])
		add(row, m.upT, o.UpT[i])
		add(row, m.rel, o.Rel[i])
		add(row, m.upos, o.UPOS[i])
		add(row, m.candidate, o.Candidate[i])
		for b := range flagBits {
			if o.Flags[i]>>b&1 == 1 {
				add(row, m.bits, b)
			}
		}
		for b := range lexBits {
			if o.Lexicon[i]>>b&1 == 1 {
				add(row, m.bits, flagBits+b)
			}
		}
		rectify(row)
		for k := range s.Asks {
			logits[k*words+i] = dot(row, m.ask[k*wide:][:wide]) + m.askBias[k]
		}
	}
	z := make([]float32, 0, s.wide())
	for k := range s.Asks {
		share := logits[k*words:][:words]
		softmax(share)
		pooled := make([]float32, wide)
		for i, a := range share {
			for j, v := range u[i*wide:][:wide] {
				pooled[j] += float32(a * v)
			}
		}
		z = append(z, pooled...)
	}
	z = append(z, mean(u, wide, words, func(i int) bool { return o.AtS[i] == 1 })...)
	z = append(z, mean(u, wide, words, func(i int) bool { return o.AtT[i] == 1 })...)
	z = append(z, mean(u, wide, words, func(i int) bool { return o.Flags[i]&flagTurn != 0 })...)
	z = append(z, o.Scores...)
	rule := o.Rule
	if rule < 0 {
		rule = len(headTypes)
	}
	z = append(z, m.rule[rule*ruleWide:][:ruleWide]...)
	z = append(z, m.weight[o.Weight*stepWide:][:stepWide]...)
	z = append(z, m.words[o.Words*stepWide:][:stepWide]...)
	hidden := make([]float32, s.Hidden)
	multiply(hidden, m.first, m.firstBias, z)
	rectify(hidden)
	var out verdict
	multiply(out[:], m.last, m.lastBias, hidden)
	return out
}

// multiply sets out to a matrix times x, plus a bias.
func multiply(out, matrix, bias, x []float32) {
	for i := range out {
		out[i] = dot(matrix[i*len(x):][:len(x)], x) + bias[i]
	}
}

// dot sums in four lanes, always in the same order. The conversions keep a compiler
// from fusing a product with a sum, which would round differently.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}

// add adds row k of a table.
func add(to, table []float32, k int) {
	for i, v := range table[k*len(to):][:len(to)] {
		to[i] += v
	}
}

func rectify(x []float32) {
	for i, v := range x {
		if !(v > 0) {
			x[i] = 0
		}
	}
}

// mean averages the words that are in; zeros where none is.
func mean(u []float32, wide, words int, in func(int) bool) []float32 {
	out := make([]float32, wide)
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
	return out
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
	p := 1.0 / 5040
	for _, c := range [...]float64{1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1} {
		p = float64(p*r) + c
	}
	return float32(math.Ldexp(p, int(k)))
}
