package encoder

import (
	"math/rand"
	"testing"
)

// Weighted and Dots put their kernels together for any width and number of vectors.
func TestArithmetic(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for _, tier := range Tiers() {
		const n, width, rows = 23, 96, 8
		x, weights := numbers(r, (n+spare)*width), numbers(r, rows*n)
		got, want := make([]float32, rows*width), make([]float32, rows*width)
		tier.Weighted(weights, rows, x, width, got)
		for k := range rows {
			for i := range n {
				axpyGo(x[i*width:][:width], weights[k*n+i], want[k*width:][:width])
			}
		}
		equal(t, "Weighted", tier, got, want)

		w := numbers(r, rows*width)
		got, want = make([]float32, (n+spare)*rows), make([]float32, n*rows)
		tier.Dots(w, width, n, x, got)
		for i := range n {
			for k := range rows {
				var s [4]float32
				for j := range width {
					s[j%4] += float32(x[i*width+j] * w[k/4*4*width+j/4*16+k%4*4+j%4])
				}
				want[i*rows+k] = (s[0] + s[1]) + (s[2] + s[3])
			}
		}
		equal(t, "Dots", tier, got[:n*rows], want)
	}
}
