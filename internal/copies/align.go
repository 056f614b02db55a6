package copies

import "slices"

// gramWords is how many words in a row two texts must share for their positions
// to be compared, and minRun the least run of shared words that counts.
const (
	gramWords = 4
	minRun    = 7
)

// block is a run of words that two texts share: n words from a in the first and
// from b in the second.
type block struct{ a, b, n int }

// gram is the hash of gramWords words from i.
func gram(h []uint64, i int) uint64 {
	return ((h[i]*0x9e3779b97f4a7c15+h[i+1])*0x9e3779b97f4a7c15+h[i+2])*0x9e3779b97f4a7c15 + h[i+3]
}

// grams is a table of where the grams of a text stand.
type grams struct {
	slots []slot
	mask  uint64
}

type slot struct {
	gram uint64
	at   int32 // position from 1; 0 = free
	many bool  // the text has it several times
}

func (g *grams) fill(h []uint64) {
	size := 16
	for size < 2*len(h) {
		size *= 2
	}
	if len(g.slots) < size {
		g.slots = make([]slot, size)
	} else {
		g.slots = g.slots[:size]
		clear(g.slots)
	}
	g.mask = uint64(size - 1)
	for i := 0; i+gramWords <= len(h); i++ {
		s := g.find(gram(h, i))
		if s.at > 0 {
			s.many = true
			continue
		}
		s.gram, s.at = gram(h, i), int32(i+1)
	}
}

func (g *grams) find(gram uint64) *slot {
	for at := mix(gram) & g.mask; ; at = (at + 1) & g.mask {
		if s := &g.slots[at]; s.at == 0 || s.gram == gram {
			return s
		}
	}
}

// covered counts the words of h that stand in runs of at least minRun words whose
// grams the table holds, and marks them.
func (g *grams) covered(h []uint64, mark []bool) (n int) {
	run := 0
	for i := 0; i+gramWords <= len(h)+1; i++ {
		if i+gramWords <= len(h) && g.find(gram(h, i)).at > 0 {
			run++
			continue
		}
		if words := run + gramWords - 1; run > 0 && words >= minRun {
			n += words
			for j := i - run; j < i-run+words; j++ {
				mark[j] = true
			}
		}
		run = 0
	}
	return n
}

// align finds blocks that stand in the same order in both texts, from grams that
// stand once in each; g is the table of b.
func align(a, b []uint64, g, own *grams) []block {
	own.fill(a)
	var runs []block // by a
	for i := 0; i+gramWords <= len(a); i++ {
		s := g.find(gram(a, i))
		if s.at == 0 || s.many || own.find(s.gram).many {
			continue
		}
		at := int(s.at) - 1
		if l := len(runs); l > 0 && runs[l-1].a-runs[l-1].b == i-at && runs[l-1].a+runs[l-1].n >= i {
			runs[l-1].n = i + gramWords - runs[l-1].a
			continue
		}
		runs = append(runs, block{i, at, gramWords})
	}
	runs = heaviest(runs)
	// Every block grows over what was not unique, up to its neighbours.
	for i := range runs {
		r := &runs[i]
		lowA, lowB, highA, highB := 0, 0, len(a), len(b)
		if i > 0 {
			lowA, lowB = runs[i-1].a+runs[i-1].n, runs[i-1].b+runs[i-1].n
		}
		if i+1 < len(runs) {
			highA, highB = runs[i+1].a, runs[i+1].b
		}
		for r.a > lowA && r.b > lowB && a[r.a-1] == b[r.b-1] {
			r.a, r.b, r.n = r.a-1, r.b-1, r.n+1
		}
		for r.a+r.n < highA && r.b+r.n < highB && a[r.a+r.n] == b[r.b+r.n] {
			r.n++
		}
	}
	return slices.DeleteFunc(runs, func(r block) bool { return r.n <= 0 })
}

// heaviest keeps, of blocks sorted by a, those with the most words that follow
// each other in b too. Where blocks overlap the later one is cut.
func heaviest(runs []block) []block {
	const most = 2000 // more blocks than that are no copy's; the rest is left out
	if len(runs) > most {
		runs = runs[:most]
	}
	best, from := make([]int, len(runs)), make([]int, len(runs))
	end := -1
	for i, r := range runs {
		best[i], from[i] = r.n, -1
		for j := range i {
			if p := runs[j]; p.b < r.b && p.a < r.a {
				over := max(0, p.a+p.n-r.a, p.b+p.n-r.b)
				if over < r.n && best[j]+r.n-over > best[i] {
					best[i], from[i] = best[j]+r.n-over, j
				}
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	var out []block
	for i := end; i >= 0; i = from[i] {
		out = append(out, runs[i])
	}
	slices.Reverse(out)
	for i := 1; i < len(out); i++ {
		p, r := out[i-1], &out[i]
		if over := max(0, p.a+p.n-r.a, p.b+p.n-r.b); over > 0 {
			r.a, r.b, r.n = r.a+over, r.b+over, r.n-over
		}
	}
	return out
}
