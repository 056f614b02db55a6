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
			if new(forest).isTree(h) {
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
		if !new(forest).isTree(got) || score(got) < best-1e-4 {
			t.Fatalf("%v scores %v, best %v", got, score(got), best)
		}
	}
}

// The decoder's work on the longest sentence that is given to it is bounded, whatever
// the scores: chance, ties, all words in one chain of cycles.
func TestTreeIsBounded(t *testing.T) {
	const n = 200
	r := rand.New(rand.NewSource(3))
	for name, score := range map[string]func(i, j int) float32{
		"chance": func(i, j int) float32 { return float32(r.NormFloat64()) },
		"ties":   func(i, j int) float32 { return 0 },
		"pairs":  func(i, j int) float32 { return -float32((i+1-j)*(i+1-j)) - float32(i^j) },
		"nested": func(i, j int) float32 { return -float32(max(i+1, j)) },
		"no root": func(i, j int) float32 {
			if j == 0 {
				return -1e5
			}
			return float32(r.NormFloat64())
		},
	} {
		w := &Worker{e: eng}
		ld := (n + 16) / 16 * 16
		w.arcs = make([]float32, n*ld)
		for i := range n {
			for j := range n + 1 {
				w.arcs[i*ld+j] = score(i, j)
			}
		}
		got := make([]int, n)
		w.tree(n, got)
		if !new(forest).isTree(got) {
			t.Errorf("%s: no tree", name)
		}
		if w.forest.looked > 8*n*n*n {
			t.Errorf("%s: %d scores looked at", name, w.forest.looked)
		}
	}
}

// A long sentence is coded in windows that together hold little more than its pieces.
func TestWindowsAreLinear(t *testing.T) {
	w := eng.NewWorker(TierGo)
	for name, word := range map[string]string{"short": "war", "many pieces": "zxqjvkzxqjvkzxqjvk", "signs": "((((((((((((", "unknown": "\U000e0041", "a megabyte": string(make([]byte, 1<<20))} {
		count := func(n int) (k int) {
			words := make([]string, n)
			for i := range words {
				words[i] = word
			}
			w.begin()
			k = w.windows(words, 0)
			for _, s := range w.spans {
				if len(s.ids) > eng.Positions {
					t.Errorf("%s: a window of %d pieces", name, len(s.ids))
				}
			}
			return
		}
		n := 2000
		if len(word) > 1000 {
			n = 10
		}
		one, two := count(n), count(2*n)
		if one > 2*n*maxPieces+2 || two > 2*one+one/10 {
			t.Errorf("%s: %d words are %d pieces, twice as many %d", name, n, one, two)
		}
	}
}
