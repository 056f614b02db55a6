package copies

import (
	"annals.example/annals"
)

// How two texts are copies of each other.
const (
	Exact     = "exact"     // the same words
	Near      = "near"      // Jaccard index of their shingles at least NearAt
	Contained = "contained" // one is a cut of the other
)

const (
	// NearAt is the least Jaccard index of two near copies.
	NearAt = 0.7
	// ContainedAt is the least share of the shorter text's shingles that must
	// stand in the longer one.
	ContainedAt = 0.9
	// CutAt is the same where the shorter text opens as the longer one does, so
	// that a dateline and a last half sentence may differ.
	CutAt = 0.8
	// minShingles keeps a stock phrase from counting as a contained article.
	minShingles = 25
	// openingWords must agree for a cut shorter than half its source.
	openingWords = 12
)

// Compare says how two articles are copies of each other, "" if they are not,
// with the measure it rests on: the Jaccard index, or for a cut the share of the
// shorter text that stands in the longer.
func Compare(a, b annals.Article) (how string, measure float64) {
	x, y := readBody(a.Text), readBody(b.Text)
	return compare(&x, &y)
}

// body is a text prepared for comparison.
type body struct {
	exact   string
	set     []uint64
	opening []string
}

func readBody(text string) body {
	words := normal(text)
	return body{exact: exactHash(words), set: shingles(words), opening: words[:min(len(words), 40)]}
}

func compare(x, y *body) (string, float64) {
	if x.exact == y.exact {
		return Exact, 1
	}
	common := intersection(x.set, y.set)
	if common == 0 {
		return "", 0
	}
	if j := float64(common) / float64(len(x.set)+len(y.set)-common); j >= NearAt {
		return Near, j
	}
	if len(x.set) > len(y.set) {
		x, y = y, x
	}
	inside := float64(common) / float64(len(x.set))
	if len(x.set) < minShingles || inside < CutAt {
		return "", inside
	}
	// A round-up may hold several whole articles. Only a cut that opens as its
	// source does, or that is most of its source, is the same article.
	if sameOpening(x.opening, y.opening) || inside >= ContainedAt && 2*len(x.set) > len(y.set) {
		return Contained, inside
	}
	return "", inside
}

// sameOpening reports whether the first words of the shorter text stand near the
// start of the longer one; a dateline may come before them.
func sameOpening(short, long []string) bool {
	if len(short) < openingWords || len(long) < openingWords {
		return false
	}
	for from := 0; from <= 8; from++ {
		for at := 0; at <= 8 && at+openingWords <= len(long) && from+openingWords <= len(short); at++ {
			if (from == 0 || at == 0) && equal(short[from:from+openingWords], long[at:at+openingWords]) {
				return true
			}
		}
	}
	return false
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// intersection counts the values that two sorted sets share.
func intersection(a, b []uint64) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
