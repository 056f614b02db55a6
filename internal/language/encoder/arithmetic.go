package encoder

// What the event head computes beside its matrices: float32 sums in one order, with the
// same bits on every tier.

// Total writes the sum of seven rows in their order, and 0 where it is negative. The
// length of out is a multiple of 16.
func (t Tier) Total(rows *[7][]float32, out []float32) { t.total(rows, out) }

// Weighted writes, for each of rows rows of weights, the sum of as many rows of x as it
// has weights, each times its weight. The rows of x and out have width numbers, a
// multiple of 32; rows is a multiple of 4.
func (t Tier) Weighted(weights []float32, rows int, x []float32, width int, out []float32) {
	n := len(weights) / rows
	for at := 0; at < width; at += 32 {
		for r := 0; r < rows; r += 4 {
			t.pv(weights[r*n:], n, 4, x[at:], width, n, ones, out[r*width+at:], width)
		}
	}
}

var ones = []float32{1, 1, 1, 1}

// Dots writes the dots of each of rows rows of x, in numbers each, with the vectors of w:
// four after the other in groups of 4*in numbers, of which the first 16 are the first
// four of each vector, and so on. A dot sums in four lanes, and those in pairs. Both x and
// out have room for three rows more.
func (t Tier) Dots(w []float32, in, rows int, x, out []float32) {
	n := len(w) / in
	for k := 0; k < n; k += 4 {
		t.dots(x, in, rows, w[k*in:][:4*in], out[k:], n)
	}
}
