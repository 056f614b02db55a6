package encoder

import (
	"math"
	"math/rand"
	"testing"
)

// The tree decoder against all trees of up to five words.
func TestTreeBrute(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	w := &Worker{e: eng}
	for range 3000 {
		n := 1 + r.Intn(5)
		ld := (n + 16) / 16 * 16
		w.arcs = make([]float32, n*ld)
		for i := range w.arcs {
			w.arcs[i] = float32(r.NormFloat64() * 3)
		}
		got := make([]int, n)
		w.tree(n, got)
		score := func(h []int) (v float64) {
			for i, x := range h {
				v += float64(w.arcs[i*ld+x])
			}
			return
		}
		best := math.Inf(-1)
		h := make([]int, n)
		for {
			if isTree(h) {
				best = max(best, score(h))
			}
			i := 0
			for ; i < n; i++ {
				if h[i]++; h[i] <= n {
					break
				}
				h[i] = 0
			}
			if i == n {
				break
			}
		}
		if !isTree(got) || score(got) < best-1e-4 {
			t.Fatalf("%v scores %v, best %v", got, score(got), best)
		}
	}
}
