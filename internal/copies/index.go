package copies

import (
	"cmp"
	"slices"
)

// Bounds on how many texts one band or one anchor may bring up. A longer list is
// stock wording, which says nothing about copies. Only texts that are no copies
// of each other are in an index of Groups, so reprints never fill a list.
const (
	maxBand   = 256
	maxAnchor = 128
	// maxCandidates is how many texts are compared with one, the likeliest.
	maxCandidates = 24
)

// alikeEnough is the estimated Jaccard index from which a candidate that shares
// a band is worth verifying.
const alikeEnough = 0.25

// Index finds, among the keys it was given, those that may be copies of another.
// It answers the same whatever the order in which keys were added. The zero
// Index is not ready; use NewIndex.
type Index struct {
	keys    []*Key
	exact   map[[16]byte]int32 // the first with these words
	bands   postings
	anchors postings
	shared  map[int32]uint32 // scratch: text → anchors in common, and bands
}

// postings are lists of texts by hash, linked through one slice: most lists
// hold one text, for which a slice each would cost more than the text's number.
type postings struct {
	last  map[uint32]int32 // hash → its newest link
	links []link
}

type link struct{ text, before int32 } // before is the next older link, -1 at the end

func (p *postings) add(hash uint32, text int32) {
	before, ok := p.last[hash]
	if !ok {
		before = -1
	}
	p.last[hash] = int32(len(p.links))
	p.links = append(p.links, link{text, before})
}

// texts appends the texts under a hash to buf, and reports whether they are more
// than most, in which case there are none.
func (p *postings) texts(buf []int32, hash uint32, most int) (found []int32, stock bool) {
	at, ok := p.last[hash]
	if !ok {
		return buf, false
	}
	start := len(buf)
	for ; at >= 0; at = p.links[at].before {
		if len(buf)-start == most {
			return buf[:start], true
		}
		buf = append(buf, p.links[at].text)
	}
	return buf, false
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{exact: map[[16]byte]int32{}, shared: map[int32]uint32{},
		bands: postings{last: map[uint32]int32{}}, anchors: postings{last: map[uint32]int32{}}}
}

// Add puts a key into the index, which keeps it.
func (x *Index) Add(k *Key) {
	n := int32(len(x.keys))
	x.keys = append(x.keys, k)
	if k.Words == 0 {
		return
	}
	if _, ok := x.exact[k.Exact]; !ok {
		x.exact[k.Exact] = n
	}
	for _, b := range k.bandHashes() {
		x.bands.add(b, n)
	}
	for _, a := range k.Anchors {
		x.anchors.add(a, n)
	}
}

// Candidates are the keys of texts that may be copies of k, k's own ID aside, in
// the order in which they were added. Each is to be verified with Compare.
func (x *Index) Candidates(k *Key) []*Key {
	if k.Words == 0 {
		return nil
	}
	clear(x.shared)
	const band = 1 << 20
	var buf []int32
	for _, b := range k.bandHashes() {
		buf, _ = x.bands.texts(buf[:0], b, maxBand)
		for _, n := range buf {
			x.shared[n] += band
		}
	}
	telling := 0 // anchors that are no stock wording
	for _, a := range k.Anchors {
		var stock bool
		if buf, stock = x.anchors.texts(buf[:0], a, maxAnchor); !stock {
			telling++
		}
		for _, n := range buf {
			x.shared[n]++
		}
	}
	type found struct {
		text  int32
		score uint32
	}
	var worth []found
	for n, count := range x.shared {
		other := x.keys[n]
		hits := int(count & (band - 1))
		if hits*4 >= min(telling, len(other.Anchors)) && hits > 0 || count >= band && k.Alike(other) >= alikeEnough {
			worth = append(worth, found{n, count/band + count%band})
		}
	}
	if n, ok := x.exact[k.Exact]; ok {
		worth = append(slices.DeleteFunc(worth, func(f found) bool { return f.text == n }), found{n, 1 << 30})
	}
	// Copies share more than what only fills the same frame.
	slices.SortFunc(worth, func(a, b found) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.text, b.text)) })
	worth = worth[:min(len(worth), maxCandidates)]
	slices.SortFunc(worth, func(a, b found) int { return cmp.Compare(a.text, b.text) })
	out := make([]*Key, 0, len(worth))
	for _, f := range worth {
		if x.keys[f.text].ID != k.ID {
			out = append(out, x.keys[f.text])
		}
	}
	return out
}
