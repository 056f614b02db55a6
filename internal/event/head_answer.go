package event

import (
	"fmt"
	"slices"

	"annals.example/annals"
)

// weigh asks the head about two sides between which there is an event for sure. ok is
// false where the sentence has no word vectors. The rules' judgement is one of the
// things that the head weighs, and stays the explanation where both agree.
func (c *work) weigh(source, target []annals.Mention, b judgement, labels string) (label string, why []string, ok bool) {
	if c.in.Vectors == nil || len(source)+len(target) == 0 {
		return "", nil, false
	}
	vectors := c.in.Vectors(c.t.s)
	if len(vectors) != vectorWidth*len(c.t.toks) {
		return "", nil, false
	}
	o := c.observe(source, target, b)
	return c.name(theHead().judge(o, vectors, true), b, labels)
}

// name turns a verdict into a label of the set asked for.
func (c *work) name(v verdict, b judgement, labels string) (label string, why []string, ok bool) {
	share := map[string]float32{}
	var names []string
	for i, ty := range headTypes {
		l := rename(ty, labels)
		if !slices.Contains(names, l) {
			names = append(names, l)
		}
		share[l] += v[i]
	}
	// The 2017 set has habits that the rules know: an intent to yield is AGREE there,
	// a verdict without its punishment ACCUSE.
	if labels == "plover15" {
		if b.intent {
			share["AGREE"] += share["YIELD"]
			share["YIELD"] = 0
		}
		if b.mode == "convict" {
			share["ACCUSE"] += share["SANCTION"]
			share["SANCTION"] = 0
		}
	}
	slices.SortStableFunc(names, func(x, y string) int {
		switch {
		case share[x] > share[y]:
			return -1
		case share[x] < share[y]:
			return 1
		}
		return 0
	})
	label = names[0]
	why = append(slices.Clone(b.why), fmt.Sprintf("the event head: %s %.2f, %s %.2f; the rules: %s", label, share[label], names[1], share[names[1]], b.typ))
	return label, why, true
}
