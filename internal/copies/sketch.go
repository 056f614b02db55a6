// Package copies answers: who printed the same text?
//
// Two articles are copies of each other when their bodies have the same words
// (exact), nearly the same words (near), or when one is a cut of the other
// (contained). Candidates come from an index whose cost is linear in the number
// of articles; every candidate is then verified on the texts themselves, so no
// two texts are ever joined by an estimate.
package copies

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"annals.example/annals"
)

const (
	// ShingleWords is how many words make a shingle.
	ShingleWords = 5
	// Bins is the length of a sketch.
	Bins = 128
	// bandRows bins make a band: two texts are candidates when a band agrees.
	// With 32 bands of 4 rows, texts of Jaccard 0.7 meet with probability 0.9998.
	bandRows = 4
	bands    = Bins / bandRows
	// anchorEvery is the rate at which shingles are kept as anchors: those whose
	// hash is divisible by it. A cut of a text keeps the anchors of its part, so
	// containment can be seen where the Jaccard index is small.
	anchorEvery = 8
)

// Key is what is kept of an article to find its copies later: about 1 KiB.
type Key struct {
	ID      string
	Exact   string       // hash of the body's words, case and typography aside
	Sketch  [Bins]uint32 // one-permutation MinHash of the body's shingles
	Anchors []uint64     // sampled shingle hashes, sorted, for containment
	Size    int          // distinct shingles of the body
}

// Sketch makes the key of an article from its body.
//
// The sketch is one-permutation hashing (P. Li, A. Owen, C.-H. Zhang, "One
// Permutation Hashing", NIPS 2012): one hash per shingle, whose upper bits choose
// a bin and whose lower bits compete for its minimum. Empty bins borrow from
// others by a fixed probing sequence (A. Shrivastava, P. Li, "Densifying One
// Permutation Hashing via Rotation", ICML 2014; the probing is that of
// A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing",
// ICML 2017), which keeps the estimate of the Jaccard index unbiased.
func Sketch(a annals.Article) Key { return keyOf(a.ID, a.Text) }

func keyOf(id, text string) Key {
	words := normal(text)
	k := Key{ID: id, Exact: exactHash(words)}
	set := shingles(words)
	k.Size = len(set)
	var full [Bins]bool
	for _, h := range set {
		bin, value := h>>57, uint32(h)
		if !full[bin] || value < k.Sketch[bin] {
			k.Sketch[bin], full[bin] = value, true
		}
		if h%anchorEvery == 0 {
			k.Anchors = append(k.Anchors, h)
		}
	}
	if len(set) > 0 {
		own := k.Sketch
		for bin := range full {
			for try := uint64(1); !full[bin]; try++ {
				donor := mix(uint64(bin)<<32|try) >> 57
				if full[donor] {
					k.Sketch[bin] = own[donor] + uint32(try)*0x9e3779b9
					break
				}
				if try > 4096 { // all but certain never to happen with one full bin
					break
				}
			}
		}
	}
	return k
}

// Alike estimates the Jaccard index of two bodies from their keys alone.
func (k *Key) Alike(other *Key) float64 {
	if k.Size == 0 || other.Size == 0 {
		return 0
	}
	same := 0
	for i, v := range k.Sketch {
		if v == other.Sketch[i] {
			same++
		}
	}
	return float64(same) / Bins
}

// normal is the words of a text: lower-case runs of letters and digits. Blanks,
// case, and the shape of quotes and dashes do not count.
func normal(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func exactHash(words []string) string {
	sum := sha256.New()
	for _, w := range words {
		sum.Write([]byte(w))
		sum.Write([]byte{' '})
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// shingles are the hashes of all runs of five words, sorted, each once. A text
// of fewer words is one shingle.
func shingles(words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		h := uint64(14695981039346656037) // FNV-1a
		for j := 0; j < len(w); j++ {
			h = (h ^ uint64(w[j])) * 1099511628211
		}
		hashes[i] = mix(h)
	}
	n := max(1, len(words)-ShingleWords+1)
	out := make([]uint64, n)
	for i := range out {
		h := uint64(0)
		for _, w := range hashes[i:min(i+ShingleWords, len(hashes))] {
			h = mix(h*0x100000001b3 ^ w)
		}
		out[i] = h
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mix is the finaliser of SplitMix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
