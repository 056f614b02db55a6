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
// Index is not ready; use NewIndex.
type Index struct {
	keys    map[string]*Key
	exact   map[string][]string
	bands   map[uint64][]string
	anchors map[uint64][]string
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{keys: map[string]*Key{}, exact: map[string][]string{}, bands: map[uint64][]string{}, anchors: map[uint64][]string{}}
}

// Add puts a key into the index; a key whose ID is known already changes nothing.
func (x *Index) Add(k Key) {
	if _, known := x.keys[k.ID]; known {
		return
	}
	x.keys[k.ID] = &k
	x.exact[k.Exact] = append(x.exact[k.Exact], k.ID)
	for _, b := range k.bandHashes() {
		x.bands[b] = append(x.bands[b], k.ID)
	}
	for _, a := range k.Anchors {
		x.anchors[a] = append(x.anchors[a], k.ID)
	}
}

// Candidates are the IDs of texts that may be copies of k, k's own aside, sorted.
// Each is to be verified with Compare.
func (x *Index) Candidates(k Key) []string {
	found := map[string]bool{}
	for _, id := range x.exact[k.Exact] {
		found[id] = true
	}
	for _, b := range k.bandHashes() {
		if ids := x.bands[b]; len(ids) <= maxBand {
			for _, id := range ids {
				if !found[id] {
					found[id] = k.Alike(x.keys[id]) >= alikeEnough
				}
			}
		}
	}
	shared := map[string]int{}
	for _, a := range k.Anchors {
		if ids := x.anchors[a]; len(ids) <= maxAnchor {
			for _, id := range ids {
				shared[id]++
			}
		}
	}
	for id, n := range shared {
		if n*10 >= min(len(k.Anchors), len(x.keys[id].Anchors))*6 {
			found[id] = true
		}
	}
	delete(found, k.ID)
	out := make([]string, 0, len(found))
	for id, worth := range found {
		if worth {
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
