package coder

import (
	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

// Asked is a question about two sides of a text, ready for event.Relation.
type Asked struct {
	Input          event.Input
	Sentence       int // the one that holds most of the spans
	Source, Target []annals.Mention
}

// Ask reads a text in which somebody has marked two sides. spans are those of the
// source and of the target, in bytes, each within the text; either may be empty.
func (c *Coder) Ask(text string, on annals.Date, spans [2][][2]int) Asked {
	return c.Asking(text, on)(spans)
}

// Asking reads a text once, for any number of questions as Ask takes them.
func (c *Coder) Asking(text string, on annals.Date) func(spans [2][][2]int) Asked {
	doc := actor.Doc{Text: text, Sentences: c.Read(text), On: on}
	mentions := c.Register.Mentions(doc)
	return func(spans [2][][2]int) Asked { return c.asked(doc, mentions, spans) }
}

func (c *Coder) asked(doc actor.Doc, mentions []annals.Mention, spans [2][][2]int) Asked {
	if whole := c.together(doc.Sentences, spans); whole != nil {
		doc.Sentences = whole
		mentions = c.Register.Mentions(doc)
	}
	out := Asked{Sentence: fullest(doc.Sentences, spans)}
	out.Input = event.Input{Text: doc.Text, Sentences: doc.Sentences, Mentions: mentions, Codebook: c.Codebook, Encoder: lent{c}}
	if len(doc.Sentences) == 0 {
		return out
	}
	for i, side := range []*[]annals.Mention{&out.Source, &out.Target} {
		for _, span := range spans[i] {
			if m, ok := c.mention(doc, out.Sentence, span); ok {
				*side = append(*side, m)
			}
		}
	}
	return out
}

// lent is a thought that takes a reader for each call, for questions that outlive Ask.
type lent struct{ c *Coder }

func (l lent) Vectors(s *annals.Sentence) []float32 {
	r := l.c.readers.Get().(*english.Reader)
	defer l.c.readers.Put(r)
	return r.Vectors(s)
}

func (l lent) Multiply(layer, rows int, x, into []float32) []float32 {
	r := l.c.readers.Get().(*english.Reader)
	defer l.c.readers.Put(r)
	return r.Multiply(l.c.head[layer], rows, x, into)
}

func (l lent) Kernels() event.Kernels {
	r := l.c.readers.Get().(*english.Reader)
	defer l.c.readers.Put(r)
	return r.Kernels()
}

// mention makes a mention of a span that somebody marked, whether or not
// Annals would have taken it for one.
func (c *Coder) mention(doc actor.Doc, sent int, span [2]int) (annals.Mention, bool) {
	s := doc.Sentences[sent]
	first, end := -1, -1
	for i, t := range s.Tokens {
		if t.End > span[0] && t.Start < span[1] {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	if first < 0 {
		return annals.Mention{}, false
	}
	if m, ok := c.Register.At(sent, first, end, doc); ok {
		return m, true
	}
	head := first
	for i := first; i < end; i++ {
		if h := s.Tokens[i].Head; h < first || h >= end {
			head = i
			break
		}
	}
	from, to := s.Tokens[first].Start, s.Tokens[end-1].End
	return annals.Mention{Sentence: sent, First: first, End: end, Head: head, Kind: annals.MentionNominal,
		Evidence: annals.Evidence{Sentence: sent, Start: from, End: to, Text: doc.Text[from:to]}}, true
}

// maxJoined is how many words a sentence may have that together makes.
const maxJoined = 200

// together reads a text as one sentence where the two sides would otherwise
// stand in different ones: a relation is asked within a sentence, so the cut
// was wrong. It is nil where there is nothing to mend.
func (c *Coder) together(sents []annals.Sentence, spans [2][][2]int) []annals.Sentence {
	touched := map[int]bool{}
	words := 0
	for i, s := range sents {
		words += len(s.Tokens)
		if holds(s, spans[0])+holds(s, spans[1]) > 0 {
			touched[i] = true
		}
	}
	if len(touched) < 2 || words > maxJoined || holdsBoth(sents, spans) {
		return nil
	}
	var forms []string
	var tokens []annals.Token
	for _, s := range sents {
		for _, t := range s.Tokens {
			forms = append(forms, t.Form)
			tokens = append(tokens, t)
		}
	}
	r := c.readers.Get().(*english.Reader)
	defer c.readers.Put(r)
	whole := r.ReadTokens([][]string{forms})
	if len(whole) != 1 || len(whole[0].Tokens) != len(tokens) {
		return nil
	}
	for i := range tokens {
		whole[0].Tokens[i].Start, whole[0].Tokens[i].End = tokens[i].Start, tokens[i].End
	}
	whole[0].Start, whole[0].End = sents[0].Start, sents[len(sents)-1].End
	return whole
}

// holds counts the spans that begin within a sentence.
func holds(s annals.Sentence, spans [][2]int) int {
	n := 0
	for _, p := range spans {
		if p[0] < s.End && p[1] > s.Start {
			n++
		}
	}
	return n
}

func holdsBoth(sents []annals.Sentence, spans [2][][2]int) bool {
	for _, s := range sents {
		if holds(s, spans[0]) > 0 && holds(s, spans[1]) > 0 {
			return true
		}
	}
	return false
}

// fullest is the sentence with a span of both sides, else with most spans.
func fullest(sents []annals.Sentence, spans [2][][2]int) int {
	best, most := 0, -1
	for i, s := range sents {
		a, b := holds(s, spans[0]), holds(s, spans[1])
		n := a + b
		if a > 0 && b > 0 {
			n += 1000
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}
