package encoder

import "fmt"

// Matrix is an int8 matrix of a head that is kept outside the model file. It runs on
// the same kernels as the heads inside, with the same bits everywhere.
type Matrix struct {
	l   linear
	out int
}

// NewMatrix packs weights, one row of in numbers for each output. in must be a
// multiple of 16. scale and bias have a number for each output.
func NewMatrix(weights []int8, scale, bias []float32, in int) (*Matrix, error) {
	out := len(scale)
	if in < 16 || in%16 != 0 || out < 1 || len(bias) != out || len(weights) != in*out {
		return nil, fmt.Errorf("encoder: a matrix of %d weights for %d inputs, %d scales and %d biases; inputs go by 16", len(weights), in, out, len(bias))
	}
	pad := (out + 63) / 64 * 64
	l := linear{N: pad, K: in, w: make([]int8, pad*in), sw: make([]float32, pad), cs: make([]float32, pad), bias: make([]float32, pad), sum: make([]int32, pad)}
	copy(l.sw, scale)
	copy(l.bias, bias)
	for n := range out {
		for k, v := range weights[n*in : n*in+in] {
			// panels of 16 outputs, inside groups of 4 inputs
			l.w[n/16*16*in+k/4*64+n%16*4+k%4] = v
			l.sum[n] += int32(v)
		}
		l.cs[n] = l.sw[n] * float32(l.sum[n])
	}
	return &Matrix{l, out}, nil
}

// Multiply returns the product of each row of x with a matrix, plus its bias: rows
// times as many numbers as the matrix has outputs, in the memory of into where they
// have room there.
func (w *Worker) Multiply(m *Matrix, rows int, x, into []float32) []float32 {
	in := m.l.K
	pad := (rows + 5) / 6 * 6
	w.grow(w.t, pad, in)
	w.product = grow(w.product, pad*m.l.N)
	for i := range pad {
		row := x[min(i, rows-1)*in:][:in] // the rows that fill up are not read again
		lo, hi := w.t.minmax(row)
		w.quantRow(i, in, row, lo, hi)
	}
	w.t.gemm(&m.l, pad, &w.acts, w.product)
	out := into[:0]
	if cap(out) < rows*m.out {
		out = make([]float32, rows*m.out)
	}
	out = out[:rows*m.out]
	for i := range rows {
		copy(out[i*m.out:][:m.out], w.product[i*m.l.N:])
	}
	return out
}
