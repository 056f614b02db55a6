package copies

import (
	"slices"
	"strings"
)

// Bounds on how many texts one band or one anchor may bring up. A longer list is
// stock wording, which says nothing about copies; bands, of four agreeing bins,
// are far less likely to be that.
const (
	maxBand   = 4096
	maxAnchor = 512
)

// alikeEnough is the estimate below which a candidate is not worth verifying:
// five standard deviations beneath NearAt.
const alikeEnough = 0.5

// Index finds, among the keys it was given, those that may be copies of another.
// It answers the same whatever the order in which keys were added. The zero
// Index is not ready; use NewIndex. It holds about 2.5 KiB for an article.
type Index struct {
	keys    []Key
	byID    map[string]int32
	exact   map[string][]int32
	bands   postings
	anchors postings
}

// postings are lists of texts by hash, linked through one slice: most lists
// hold one text, for which a slice each would cost more than the text's number.
type postings struct {
	last  map[uint64]int32 // hash → its newest link
	links []link
}

type link struct{ text, before int32 } // before is the next older link, -1 at the end

func (p *postings) add(hash uint64, text int32) {
	before, ok := p.last[hash]
	if !ok {
		before = -1
	}
	p.last[hash] = int32(len(p.links))
	p.links = append(p.links, link{text, before})
}

// texts appends the texts under a hash to buf; none where there are more than most.
func (p *postings) texts(buf []int32, hash uint64, most int) []int32 {
	at, ok := p.last[hash]
	if !ok {
		return buf
	}
	start := len(buf)
	for ; at >= 0; at = p.links[at].before {
		if len(buf)-start == most {
			return buf[:start]
		}
		buf = append(buf, p.links[at].text)
	}
	return buf
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{byID: map[string]int32{}, exact: map[string][]int32{},
		bands: postings{last: map[uint64]int32{}}, anchors: postings{last: map[uint64]int32{}}}
}

// Add puts a key into the index; a key whose ID is known already changes nothing.
func (x *Index) Add(k Key) {
	if _, known := x.byID[k.ID]; known {
		return
	}
	n := int32(len(x.keys))
	x.byID[k.ID] = n
	x.keys = append(x.keys, k)
	x.exact[k.Exact] = append(x.exact[k.Exact], n)
	for _, b := range k.bandHashes() {
		x.bands.add(b, n)
	}
	for _, a := range k.Anchors {
		x.anchors.add(a, n)
	}
}

// Candidates are the IDs of texts that may be copies of k, k's own aside, sorted.
// Each is to be verified with Compare.
func (x *Index) Candidates(k Key) []string {
	worth := map[int32]bool{}
	for _, n := range x.exact[k.Exact] {
		worth[n] = true
	}
	var buf []int32
	for _, b := range k.bandHashes() {
		buf = x.bands.texts(buf[:0], b, maxBand)
		for _, n := range buf {
			if _, seen := worth[n]; !seen {
				worth[n] = k.Alike(&x.keys[n]) >= alikeEnough
			}
		}
	}
	shared := map[int32]int{}
	for _, a := range k.Anchors {
		buf = x.anchors.texts(buf[:0], a, maxAnchor)
		for _, n := range buf {
			shared[n]++
		}
	}
	for n, count := range shared {
		if count*10 >= min(len(k.Anchors), len(x.keys[n].Anchors))*6 {
			worth[n] = true
		}
	}
	out := make([]string, 0, len(worth))
	for n, yes := range worth {
		if id := x.keys[n].ID; yes && id != k.ID {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, strings.Compare)
	return out
}

// bandHashes are the hashes of the sketch's bands; none for an empty text.
func (k *Key) bandHashes() []uint64 {
	if k.Size == 0 {
		return nil
	}
	out := make([]uint64, bands)
	for b := range out {
		h := uint64(b)
		for _, v := range k.Sketch[b*bandRows : (b+1)*bandRows] {
			h = mix(h<<32 ^ h>>32 ^ uint64(v))
		}
		out[b] = h
	}
	return out
}
