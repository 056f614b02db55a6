package cli

import (
	"encoding/json"
	"runtime/debug"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/when"
)

// parts are what all workers share.
type parts struct {
	codebook *codebook.Codebook
	model    *english.Model
	coder    *coder.Coder
}

// uncollected keeps the garbage collector out of what f loads: little of it is garbage,
// and looking for some takes a quarter of the start.
func uncollected(f func() error) error {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	return f()
}

// load opens what coding needs, and the codebook if it has not been read.
func (p *parts) load(d *dataFlag) error { return uncollected(func() error { return p.open(d) }) }

func (p *parts) open(d *dataFlag) error {
	var err error
	if p.model, err = english.Open(); err != nil {
		return err
	}
	files, err := d.files()
	if err != nil {
		return err
	}
	p.coder, err = coder.From(p.model, func() (*codebook.Codebook, error) {
		if p.codebook != nil {
			return p.codebook, nil
		}
		return d.codebook()
	}, files)
	if err == nil {
		p.codebook = p.coder.Codebook
	}
	return err
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
	return w.coder.Phrase(actor.Query{Text: *q.Text, Date: q.Date, Country: q.Country, Context: q.Context})
}

// relation says what the source does to the target, in the sentence that holds
// most of their spans.
func (w *worker) relation(id json.RawMessage, q question) (any, error) {
	var spans [2][][2]int
	for i, s := range []*side{q.Source, q.Target} {
		if s != nil {
			spans[i] = s.ByteSpans
		}
	}
	asked := w.coder.Ask(*q.Text, given(q.Date), spans)
	label, _ := event.Relation(asked.Input, asked.Sentence, asked.Source, asked.Target, q.Labels)
	return struct {
		ID    json.RawMessage `json:"id"`
		Event string          `json:"event"`
	}{id, label}, nil
}
