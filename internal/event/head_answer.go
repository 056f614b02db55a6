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
	if c.in.Encoder == nil || len(source)+len(target) == 0 {
		return "", nil, false
	}
	o := c.observe(source, target, b)
	c.sparse(o, source, target)
	v := theHead().judge(c.in.Encoder, c.in.Encoder.Vectors(c.t.s), []*Observation{o}, true, false)
	if v == nil {
		return "", nil, false
	}
	return c.name(v[0].types, b, labels)
}

// name turns a verdict into a label of the set asked for.
func (c *work) name(v shares, b judgement, labels string) (label string, why []string, ok bool) {
	share := map[string]float32{}
	var names []string
	for i, ty := range headTypes {
		l := rename(ty, labels)
		if !slices.Contains(names, l) {
			names = append(names, l)
		}
		share[l] += v[i]
	}
	if labels == "plover15" {
		c.habits(share, b)
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

// Opinion is what the event head holds of one side and another, before anything is
// made of it.
type Opinion struct {
	Type string  // the likeliest type, given that something happens
	Some float32 // probability that something happens from the one to the other
	Mode string  // the likeliest mode of that type, "" where none is
	// Marks are the probabilities of historical, future, hypothetical and negation, in
	// this order, given that something happens.
	Marks [4]float32
}

// Opine asks the head about two sides of a sentence, between which there may be
// nothing. ok is false where there is no sentence, no side, or no encoder.
func Opine(in Input, sent int, source, target []annals.Mention) (o Opinion, ok bool) {
	c := ask(&in, sent, source, target)
	if c == nil || in.Encoder == nil || len(source)+len(target) == 0 {
		return o, false
	}
	v := theHead().judge(in.Encoder, in.Encoder.Vectors(c.t.s), []*Observation{c.observe(source, target, c.judge(source, target))}, false, true)
	if v == nil {
		return o, false
	}
	ty, _ := v[0].top()
	return Opinion{Type: headTypes[ty], Some: 1 - v[0].types[len(headTypes)], Mode: v[0].mode(headTypes[ty], 0), Marks: v[0].marks}, true
}
