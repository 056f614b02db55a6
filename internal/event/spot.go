package event

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// Spot looks at the words of a sentence as free coding does: an observation without
// sides. It is nil where there is no sentence to read.
func Spot(in Input, sent int) *Observation {
	c := opened(&in, sent)
	if c == nil {
		return nil
	}
	c.find()
	return c.wordwise()
}

// opened is a sentence with its mentions, before anything is looked for in it; nil where
// there is no sentence to read.
func opened(in *Input, sent int) *work {
	s := in.sentence(sent)
	if s == nil {
		return nil
	}
	var here []annals.Mention
	for _, m := range in.Mentions {
		if m.Sentence == sent {
			here = append(here, m)
		}
	}
	return newWork(in, s, here)
}

// spotter is the network that looks for the words that tell an event: one layer over the
// vector of the word, its tags and what the codebook knows of it.
type spotter struct {
	rel, upos, candidate, bits []float32
	answer, answerBias         []float32 // of the types and of none, arranged by fours
	mode, modeBias             []float32
}

// spots gives for each word the probabilities that it tells an event of each type, and
// the hidden layer from which the modes are read; nil where the head does not look.
func (h *head) spots(enc Encoder, vectors []float32, w *Observation, r *room) []shares {
	m, wide, words := h.spot, h.shape.Spot, len(w.UPOS)
	if m == nil || len(vectors) != vectorWidth*words {
		return nil
	}
	r.base = enc.Multiply(len(h.layers)-1, words, vectors, r.base)
	r.hidden = sized(r.hidden, (words+spare)*wide)
	for i := range words {
		row := r.base[i*wide:][:wide]
		add(row, m.rel, w.Rel[i])
		add(row, m.upos, w.UPOS[i])
		add(row, m.candidate, w.Candidate[i])
		for b := range flagBits {
			if w.Flags[i]>>b&1 == 1 {
				add(row, m.bits, b)
			}
		}
		for b := range lexBits {
			if w.Lexicon[i]>>b&1 == 1 {
				add(row, m.bits, flagBits+b)
			}
		}
	}
	rectify(r.hidden, r.base[:words*wide])
	out := make([]shares, words)
	outs := r.dot(enc.Kernels(), m.answer, wide, words, r.hidden)
	for i := range out {
		for k := range out[i] {
			out[i][k] = r.dots[i*outs+k] + m.answerBias[k]
		}
		softmax(out[i][:])
	}
	return out
}

// modeOf is the likeliest mode of a type at a word, "" if none is sure; hidden is what
// spots has left in the room.
func (m *spotter) modeOf(kern Kernels, r *room, wide, word int, typ string, least float32) string {
	row := sized(nil, (1+spare)*wide)
	copy(row, r.hidden[word*wide:][:wide])
	r.dot(kern, m.mode, wide, 1, row)
	v := verdict{modes: make([]float32, len(headModes))}
	for k := range v.modes {
		v.modes[k] = r.dots[k] + m.modeBias[k]
	}
	return v.mode(typ, least)
}

// spotted adds candidates for the words by which, as the head holds, an event is told and
// of which the rules say nothing.
func (c *work) spotted() {
	if c.in.Encoder == nil || c.sport() || c.pretended() {
		return
	}
	vectors := c.in.Encoder.Vectors(c.t.s)
	if len(vectors) == 0 {
		return
	}
	h, r := theHead(), rooms.Get().(*room)
	defer rooms.Put(r)
	all := h.spots(c.in.Encoder, vectors, c.wordwise(), r)
	c.spots = all
	for i := range all {
		typ, share := all[i].top()
		if share < spotAbove || c.toldBy(i, headTypes[typ]) {
			continue
		}
		mode := h.spot.modeOf(c.in.Encoder.Kernels(), r, h.shape.Spot, i, headTypes[typ], modeAbove)
		if k := c.spot(i, headTypes[typ], mode, share); k != nil {
			c.cands = append(c.cands, k)
		}
	}
}

// sure reports whether the head holds that the words of a candidate tell an event of its
// type.
func (c *work) sure(k *candidate, least float32) bool {
	ty := slices.Index(headTypes, k.typ)
	is := func(i int) bool { return i < len(c.spots) && c.spots[i][ty] > least }
	return ty >= 0 && (is(k.trigger) || is(k.top) || slices.ContainsFunc(k.chain, is) || k.light >= 0 && is(k.light))
}

// top is the likeliest type, and how likely it is.
func (s *shares) top() (typ int, share float32) {
	for i := range headTypes {
		if s[i] > s[typ] {
			typ = i
		}
	}
	return typ, s[typ]
}

// toldBy reports whether the rules have something to say of a word: that it tells of an
// event or is a part of one, that it tells of none, or that another word beside it tells
// of the same.
func (c *work) toldBy(i int, typ string) bool {
	if _, named := c.named[i]; named {
		return true
	}
	return slices.ContainsFunc(c.cands, func(k *candidate) bool {
		if k.trigger == i || k.top == i || k.light == i || slices.Contains(k.words, i) || slices.Contains(k.consumed, i) {
			return true
		}
		return k.typ == typ && (c.t.head(i) == k.trigger || c.t.head(k.trigger) == i)
	})
}

// spot makes a candidate of a word that tells an event of this type. The tree says who
// stands in it.
func (c *work) spot(i int, typ, mode string, share float32) *candidate {
	entry := &codebook.Entry{ID: "head." + strings.ToLower(typ), Kind: codebook.Noun}
	s := &codebook.Sense{ID: entry.ID, Entry: entry, Type: typ, Mode: mode, CAMEO: codebook.CodeOf(typ, mode)}
	m := &match{sense: s}
	switch {
	case c.t.isVerb(i):
		entry.Kind = codebook.Verb
		s.Roles.Recipient = spotRecipients
		m.frame = c.t.verbFrame(i, 2)
	case c.t.isNoun(i):
		m.frame = c.t.nounFrame(i)
	default:
		return nil
	}
	k := c.candidate(m, i)
	k.why = []string{fmt.Sprintf("the event head: %q tells of %s %.2f; no sense of the codebook says so", c.t.toks[i].Form, typ, share)}
	k.spotted = share
	c.compose(k)
	if told := typ == "AGREE" || typ == "CONCEDE" || typ == "THREATEN"; told && k.typ == typ {
		delete(k.marks, annals.MarkFuture) // the type says so
	}
	return k
}

// spotRecipients is where the recipient of a verb stands that the codebook does not know.
var spotRecipients = []string{"obj", "iobj", "to", "with", "against", "on", "at", "from", "obj.against", "obj.on", "obj.to", "obj.with", "obj.from", "obj.of", "obj.poss", "xcomp.obj"}
