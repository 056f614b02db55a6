// Package copies answers: who printed the same text?
//
// Two articles are copies of each other when their bodies have the same words
// (exact), nearly the same words (near), when one is a cut of the other
// (contained), when one is the other's text under a lead of its own (new lead),
// or when one publisher printed both (version). Candidates come from an index
// whose cost is linear in the number of articles; every candidate is then
// verified on the texts themselves, so no two texts are ever joined by an
// estimate. Texts that fill the same frame with other names and figures are no
// copies, however alike their words.
package copies

import (
	"encoding/binary"
	"slices"

	"annals.example/annals"
)

const (
	// ShingleWords is how many words make a shingle.
	ShingleWords = 5
	// Bins is the length of a sketch.
	Bins = 64
	// bandRows bins make a band: two texts are candidates when a band agrees.
	// With 16 bands of 4 rows, texts of Jaccard 0.7 meet with probability 0.987,
	// and what they miss has many anchors in common.
	bandRows = 4
	bands    = Bins / bandRows
	// anchorWindow shingles in a row always hold an anchor (winnowing: S.
	// Schleimer, D. Wilkerson, A. Aiken, "Winnowing", SIGMOD 2003): two texts
	// with a run of anchorWindow+ShingleWords-1 words in common share one.
	anchorWindow = 12
)

// Key is what is kept of an article to find its copies later: about half a KiB.
type Key struct {
	ID      string
	Exact   [16]byte     // hash of the body's words, case and typography aside
	Sketch  [Bins]uint32 // one-permutation MinHash of the body's shingles
	Anchors []uint32     // winnowed shingle hashes, sorted, for cuts and new leads
	Words   int          // of the body
}

// Sketch makes the key of an article from its body.
func Sketch(a annals.Article) Key {
	var r reader
	return keyOf(a.ID, r.read(a.Text, false))
}

func keyOf(id string, b *body) Key {
	k := Key{ID: id, Words: len(b.hash)}
	binary.LittleEndian.PutUint64(k.Exact[:8], b.plain)
	binary.LittleEndian.PutUint64(k.Exact[8:], b.plain2)
	if len(b.hash) == 0 {
		return k
	}
	n := max(1, len(b.hash)-ShingleWords+1)
	k.sketch(b, n)
	k.Anchors = anchors(b, n)
	return k
}

// shingle is the hash of the run of words from i. A text of fewer words is one
// shingle.
func shingle(b *body, i int) uint64 {
	h := uint64(0)
	for _, w := range b.hash[i:min(i+ShingleWords, len(b.hash))] {
		h = h*0x9e3779b97f4a7c15 + w
	}
	return h ^ h>>29
}

// sketch is one-permutation hashing (P. Li, A. Owen, C.-H. Zhang, "One
// Permutation Hashing", NIPS 2012): one hash per shingle, whose upper bits choose
// a bin and whose lower bits compete for its minimum. Empty bins borrow from
// others by a fixed probing sequence (A. Shrivastava, P. Li, "Densifying One
// Permutation Hashing via Rotation", ICML 2014; the probing is that of
// A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing",
// ICML 2017), which keeps the estimate of the Jaccard index unbiased.
func (k *Key) sketch(b *body, n int) {
	var full [Bins]bool
	for i := range n {
		h := mix(shingle(b, i))
		bin, value := h>>58, uint32(h)
		if !full[bin] || value < k.Sketch[bin] {
			k.Sketch[bin], full[bin] = value, true
		}
	}
	own := k.Sketch
	for bin := range full {
		for try := uint64(1); !full[bin] && try <= 4096; try++ { // with one full bin it all but certainly ends
			if donor := mix(uint64(bin)<<32|try) >> 58; full[donor] {
				k.Sketch[bin] = own[donor] + uint32(try)*0x9e3779b9
				break
			}
		}
	}
}

// anchors are the least shingle of every window, each once, sorted.
func anchors(b *body, n int) []uint32 {
	hashes := make([]uint32, n)
	for i := range hashes {
		hashes[i] = uint32(shingle(b, i) >> 7)
	}
	out := make([]uint32, 0, 2*n/(anchorWindow+1)+4)
	least, kept := 0, -1 // positions
	for end := range hashes {
		if from := end - anchorWindow + 1; least < from {
			least = from
			for i := from + 1; i <= end; i++ {
				if hashes[i] <= hashes[least] {
					least = i
				}
			}
		} else if hashes[end] <= hashes[least] {
			least = end
		}
		if (end >= anchorWindow-1 || end == n-1) && least != kept {
			out, kept = append(out, hashes[least]), least
		}
	}
	slices.Sort(out)
	return slices.Clip(slices.Compact(out))
}

// Alike estimates the Jaccard index of two bodies' shingles from their keys alone.
func (k *Key) Alike(other *Key) float64 {
	if k.Words == 0 || other.Words == 0 {
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

// bandHashes are the hashes of the sketch's bands.
func (k *Key) bandHashes() (out [bands]uint32) {
	for b := range out {
		h := uint64(b)
		for _, v := range k.Sketch[b*bandRows : (b+1)*bandRows] {
			h = mix(h<<32 ^ h>>32 ^ uint64(v))
		}
		out[b] = uint32(h)
	}
	return out
}
