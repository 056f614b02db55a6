// Package event answers: who did what to whom? It matches the codebook's
// frames against each sentence's tree, fills actor and recipient from the
// mentions that stand in the frame's places, lets outer words (agree to, refuse
// to, call for, say that) change the inner event, and writes down each step.
package event

import (
	"slices"
	"sort"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// Input is one article as the stages before have read it.
type Input struct {
	ArticleID, Text string
	Sentences       []annals.Sentence
	Mentions        []annals.Mention // sorted by sentence
	Codebook        *codebook.Codebook
	// Encoder serves the event head; nil where there is none: the rules decide alone.
	Encoder Encoder
}

// Code finds the events told in an article, in the order of their triggers. When
// and Where are left empty: they are for the stages that know dates and places.
func Code(in Input) []annals.Report {
	var out []annals.Report
	m := 0
	for i := range in.Sentences {
		s := &in.Sentences[i]
		for m < len(in.Mentions) && in.Mentions[m].Sentence < s.Index {
			m++
		}
		from := m
		for m < len(in.Mentions) && in.Mentions[m].Sentence == s.Index {
			m++
		}
		if len(s.Tokens) == 0 || len(s.Tokens) > maxTokens {
			continue
		}
		c := newWork(&in, s, in.Mentions[from:m])
		c.find()
		c.spotted()
		for _, k := range c.judged(c.settle()) {
			out = append(out, c.report(k))
		}
	}
	seen := map[string]int{}
	kept := out[:0]
	for _, r := range out {
		if _, ok := seen[r.ID]; ok {
			continue
		}
		seen[r.ID] = 1
		kept = append(kept, r)
	}
	return kept
}

// sentence is the one of that number, nil where there is none that can be read.
func (in *Input) sentence(sent int) *annals.Sentence {
	k := slices.IndexFunc(in.Sentences, func(s annals.Sentence) bool { return s.Index == sent })
	if k < 0 || len(in.Sentences[k].Tokens) == 0 || len(in.Sentences[k].Tokens) > maxTokens {
		return nil
	}
	return &in.Sentences[k]
}

// maxTokens bounds a sentence. The language stage cuts longer ones at 200 words, at
// a semicolon or a comma where there is one, so that nothing of a text is left
// uncoded; only trees made elsewhere can be longer, and they are not read.
const maxTokens = 220

// work is the state of coding one sentence.
type work struct {
	in     *Input
	book   *codebook.Codebook
	t      *tree
	r      *reading
	cands  []*candidate
	forced bool               // an event is there for sure: "none" is no answer
	taken  map[int]bool       // triggers whose plain sense a composition has replaced
	verbs  map[int]*match     // senses of the verbs asked for
	spots  []shares           // what the head holds that each word tells, once asked for
	words  *Observation       // what the head sees of the words, once asked for
	named  map[int]*candidate // noun → the verb whose sense named it; nil where that said "no event"
}

func newWork(in *Input, s *annals.Sentence, mentions []annals.Mention) *work {
	r := newReading(s, in.Text, mentions)
	return &work{in: in, book: in.Codebook, t: r.t, r: r, verbs: map[int]*match{}, taken: map[int]bool{}, named: map[int]*candidate{}}
}

// again begins a reading of the same sentence that takes it for sure that something
// happens.
func (c *work) again() *work {
	return &work{in: c.in, book: c.book, t: c.t, r: c.r, verbs: c.verbs, taken: map[int]bool{}, named: map[int]*candidate{}, forced: true}
}

// candidate is an event in the making.
type candidate struct {
	trigger        int
	words          []int // all tokens of the trigger, compositions included
	top            int   // where the event hangs in the tree: its verb, its light verb
	chain          []int // the tops it had on its way outwards
	sense          *codebook.Sense
	frame          *frame
	typ, mode      string
	cameo          string
	contexts       []string
	actor, recip   []int // tokens in the roles
	symmetric      bool
	marks          map[annals.Mark]bool
	reporters      []int // tokens of those who say so
	rule           string
	why            []string
	dropped        string // why it is not asserted, "" if it is
	actors, recips []party
	composed       int
	consumed       []int
	must           int        // who must do it, as somebody says; -1 if there is no "must"
	usual          bool       // a word's most usual type, none of whose senses fitted
	shadow         *candidate // the verb whose sense named this noun
	twin           *candidate // the verdict that this arrest follows from
	told           bool       // the last outer word only reported it
	saying         int        // the verb by which somebody says it before telling it, -1 if none
	negated        int        // the outer word whose negation a rule has used up, -1 if none
	light          int
	noActor        bool
	placed         bool    // the recipient is the country of a place
	supposed       bool    // it stands in an if-clause
	crowd          bool    // the actors are the people of a place
	proposed       bool    // the head alone says so
	spotted        float32 // how sure the head is of the word where no sense of the codebook is, else 0
	judged         float32 // how likely the head holds it to be, 0 if it was not asked
}

func (c *work) find() {
	c.triggers()
	sort.SliceStable(c.cands, func(i, j int) bool {
		return c.t.depth[c.cands[i].top] > c.t.depth[c.cands[j].top]
	})
	for _, k := range c.cands {
		c.compose(k)
	}
	c.bare()
}
