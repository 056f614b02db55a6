package cli

import (
	"encoding/json"
	"fmt"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/when"
	"annals.example/annals/internal/where"
)

// parts are what all workers share.
type parts struct {
	codebook *codebook.Codebook
	model    *english.Model
	coder    *coder.Coder
}

// load opens what coding needs beside the codebook.
func (p *parts) load(d *dataFlag) error {
	var err error
	if p.model, err = english.Open(); err != nil {
		return err
	}
	files, err := d.files()
	if err != nil {
		return err
	}
	register, err := actor.Load(files)
	if err != nil {
		return fmt.Errorf("the actors cannot be used:\n%w", err)
	}
	gazetteer, err := where.Load(files)
	if err != nil {
		return fmt.Errorf("the places cannot be used:\n%w", err)
	}
	p.coder = coder.New(p.model, register, p.codebook, gazetteer)
	return nil
}

// worker is what one goroutine codes and answers with.
type worker struct {
	*parts
	reader *english.Reader
}

func (p *parts) worker() *worker { return &worker{p, p.model.NewReader()} }

// Code codes one article.
func (w *worker) Code(a annals.Article) annals.Coded { return w.coder.Code(a) }

func (w *worker) published(a annals.Article, sents []annals.Sentence) annals.Date {
	return when.Published(a, sents)
}

// phrase says whom the phrase of a question names.
func (w *worker) phrase(q question) []annals.Actor {
	ask := actor.Query{Text: *q.Text, Date: q.Date, Country: q.Country, Context: q.Context}
	if sents := w.reader.Read(*q.Text); len(sents) == 1 {
		ask.Sentence = &sents[0]
	}
	return w.coder.Register.Phrase(ask)
}

// relation says what the source does to the target, in the sentence that holds
// most of their spans.
func (w *worker) relation(id json.RawMessage, q question) (any, error) {
	text := *q.Text
	doc := actor.Doc{Text: text, Sentences: w.reader.Read(text), On: given(q.Date)}
	var spans [2][][2]int
	for i, s := range []*side{q.Source, q.Target} {
		if s != nil {
			spans[i] = s.ByteSpans
		}
	}
	doc.Sentences = together(w.reader, doc.Sentences, spans)
	sent := fullest(doc.Sentences, spans)
	in := event.Input{Text: text, Sentences: doc.Sentences, Mentions: w.coder.Register.Mentions(doc), Codebook: w.codebook}
	var sides [2][]annals.Mention
	if len(doc.Sentences) > 0 {
		for i := range spans {
			for _, span := range spans[i] {
				if m, ok := w.mention(doc, sent, span); ok {
					sides[i] = append(sides[i], m)
				}
			}
		}
	}
	label, _ := event.Relation(in, sent, sides[0], sides[1], q.Labels)
	return struct {
		ID    json.RawMessage `json:"id"`
		Event string          `json:"event"`
	}{id, label}, nil
}

// mention makes a mention of a span that somebody marked, whether or not
// Annals would have taken it for one.
func (w *worker) mention(doc actor.Doc, sent int, span [2]int) (annals.Mention, bool) {
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
	if m, ok := w.coder.Register.At(sent, first, end, doc); ok {
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
// was wrong.
func together(r *english.Reader, sents []annals.Sentence, spans [2][][2]int) []annals.Sentence {
	touched := map[int]bool{}
	words := 0
	for i, s := range sents {
		words += len(s.Tokens)
		if holds(s, spans[0])+holds(s, spans[1]) > 0 {
			touched[i] = true
		}
	}
	if len(touched) < 2 || words > maxJoined || holdsBoth(sents, spans) {
		return sents
	}
	var forms []string
	var tokens []annals.Token
	for _, s := range sents {
		for _, t := range s.Tokens {
			forms = append(forms, t.Form)
			tokens = append(tokens, t)
		}
	}
	whole := r.ReadTokens([][]string{forms})
	if len(whole) != 1 || len(whole[0].Tokens) != len(tokens) {
		return sents
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
