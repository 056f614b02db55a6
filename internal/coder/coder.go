// Package coder joins the stages: an Article goes in, everything coded from it
// comes out. It is pure: no files, no store, no clock, so the same article
// under the same codebook and register gives the same records, byte for byte.
package coder

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/figure"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/legacy"
	"annals.example/annals/internal/statement"
	"annals.example/annals/internal/when"
	"annals.example/annals/internal/where"
)

// Coder holds what all articles share. It may be used by any number of
// goroutines at once.
type Coder struct {
	Register  *actor.Register
	Codebook  *codebook.Codebook
	Gazetteer *where.Gazetteer
	Legacy    *legacy.Dictionaries // imported dictionaries that code the events instead, nil as a rule
	readers   sync.Pool
	head      []*english.Matrix // the event head's layers
}

// New joins the given parts.
func New(m *english.Model, r *actor.Register, b *codebook.Codebook, g *where.Gazetteer) *Coder {
	c := &Coder{Register: r, Codebook: b, Gazetteer: g}
	c.readers.New = func() any { return m.NewReader() }
	for i, l := range event.Layers() {
		x, err := english.NewMatrix(l.Weights, l.Scale, l.Bias, l.In)
		if err != nil {
			panic(fmt.Sprintf("layer %d of the event head: %v", i, err)) // the weights lie in the binary
		}
		c.head = append(c.head, x)
	}
	return c
}

// thought lends the event head a reader: its kernels, and the vectors of what it has read.
type thought struct {
	reader  *english.Reader
	layers  []*english.Matrix
	vectors english.Vectors // nil: read the sentence once more
}

func (t thought) Vectors(s *annals.Sentence) []float32 {
	if s.Index < len(t.vectors) {
		return t.vectors[s.Index]
	}
	return t.reader.Vectors(s)
}

func (t thought) Multiply(layer, rows int, x, into []float32) []float32 {
	return t.reader.Multiply(t.layers[layer], rows, x, into)
}

func (t thought) Kernels() event.Kernels { return t.reader.Kernels() }

// Open joins the model, the register, the codebook and the places that are
// built into the binary.
func Open() (*Coder, error) {
	m, err := english.Open()
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		return nil, err
	}
	return From(m, func() (*codebook.Codebook, error) {
		book, err := codebook.Load(files)
		if err != nil {
			return nil, fmt.Errorf("the codebook cannot be used:\n%w", err)
		}
		return book, nil
	}, data.Files)
}

// From is Open with a model, a codebook and a data tree (its folders actors and
// places) of the caller's. The codebook and the places are read beside the actors.
func From(m *english.Model, book func() (*codebook.Codebook, error), files fs.FS) (*Coder, error) {
	var (
		b                   *codebook.Codebook
		g                   *where.Gazetteer
		inBook, inGazetteer error
		beside              sync.WaitGroup
	)
	beside.Go(func() { b, inBook = book() })
	beside.Go(func() { g, inGazetteer = where.Load(files) })
	r, err := actor.Load(files)
	beside.Wait()
	switch {
	case inBook != nil:
		return nil, inBook
	case err != nil:
		return nil, fmt.Errorf("the actors cannot be used:\n%w", err)
	case inGazetteer != nil:
		return nil, fmt.Errorf("the places cannot be used:\n%w", inGazetteer)
	}
	c := New(m, r, b, g)
	if info, err := fs.Stat(files, Dictionaries); err == nil && info.IsDir() {
		folder, err := fs.Sub(files, Dictionaries)
		if err != nil {
			return nil, err
		}
		if c.Legacy, err = legacy.Load(folder); err != nil {
			return nil, fmt.Errorf("the imported dictionaries cannot be used:\n%w", err)
		}
	}
	return c, nil
}

// Read parses a text: paragraphs end at line ends, offsets count its bytes.
func (c *Coder) Read(text string) []annals.Sentence {
	r := c.readers.Get().(*english.Reader)
	defer c.readers.Put(r)
	return r.Read(text)
}

// Phrase says whom a bare phrase names, as of a date and in the light of its
// context.
func (c *Coder) Phrase(q actor.Query) []annals.Actor {
	if sents := c.Read(q.Text); len(sents) == 1 {
		q.Sentence = &sents[0]
	}
	if q.Context != "" {
		q.Around = c.Read(q.Context)
	}
	return c.Register.Phrase(q)
}

// Code codes one article.
func (c *Coder) Code(a annals.Article) annals.Coded {
	r := c.readers.Get().(*english.Reader)
	defer c.readers.Put(r)
	sents, vectors := r.ReadFully(a.Text)
	if !a.Published.Known() {
		a.Published = when.Published(a, sents)
	}
	mentions := c.Register.Mentions(actor.Doc{Title: a.Title, Text: a.Text, Sentences: sents, On: a.Published, Dateline: a.Dateline})
	out := annals.Coded{Article: a, Sentences: sents, Mentions: mentions}
	out.Reports = c.events(a, sents, mentions, thought{r, c.head, vectors})
	c.date(a, sents, out.Reports)
	out.Statements = statement.Find(a.ID, a.Text, sents, mentions)
	out.Figures = figure.Find(a.ID, a.Text, sents, mentions, a.Published)
	key(&out)
	return out
}

// date gives every report its date and place, and the marks that follow from the date.
func (c *Coder) date(a annals.Article, sents []annals.Sentence, reports []annals.Report) {
	var carried annals.Date
	paragraph := -1
	for i := range reports {
		r := &reports[i]
		s := sents[r.Sentence.Sentence]
		if s.Paragraph != paragraph { // a date is carried within its paragraph only
			carried, paragraph = annals.Date{}, s.Paragraph
		}
		t := tokenAt(s, r.Trigger.Start)
		r.When = when.Event(a.Text, s, t, a.Published, carried)
		if r.When.Known() && r.When.Precision == annals.PrecisionDay {
			carried = r.When
		}
		r.Where = c.Gazetteer.Event(a.ID, a.Text, s, t)
		mark(r, a.Published)
		r.Codebook = c.Codebook.Version
	}
}

// mark adds the marks that a date implies. PLOVER marks as historical what is
// retold, not what happened in the news of the day; a year is the line, since
// nearer events are routinely part of a running story.
func mark(r *annals.Report, published annals.Date) {
	if !r.When.Known() || !published.Known() {
		return
	}
	last := r.When.Start
	if r.When.End != "" {
		last = r.When.End
	}
	switch {
	case yearsBetween(last, published.Start) >= 1:
		addMark(r, annals.MarkHistorical)
	case r.When.Start > published.Start && len(r.When.Start) == len(published.Start) && (published.End == "" || r.When.Start > published.End):
		switch r.Type {
		case "AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE": // the type already says it
		default:
			addMark(r, annals.MarkFuture)
		}
	}
}

// yearsBetween counts whole years from a to b ("2024-02-06", "2024-02" or
// "2024"), as far as the shorter of the two is known.
func yearsBetween(a, b string) int {
	if len(a) < 4 || len(b) < 4 {
		return 0
	}
	var ya, yb int
	if _, err := fmt.Sscanf(a[:4]+" "+b[:4], "%d %d", &ya, &yb); err != nil {
		return 0
	}
	n := min(len(a), len(b))
	d := yb - ya
	if n == 4 {
		return d
	}
	if b[4:n] < a[4:n] {
		d--
	}
	return d
}

func addMark(r *annals.Report, m annals.Mark) {
	if slices.Contains(r.Marks, m) {
		return
	}
	r.Marks = append(r.Marks, m)
	order := []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation}
	slices.SortFunc(r.Marks, func(a, b annals.Mark) int { return cmp.Compare(slices.Index(order, a), slices.Index(order, b)) })
}

// tokenAt is the index of the token at a byte offset, or of the sentence's root.
func tokenAt(s annals.Sentence, at int) int {
	root := 0
	for i, t := range s.Tokens {
		if t.Start <= at && at < t.End {
			return i
		}
		if t.Head < 0 {
			root = i
		}
	}
	return root
}

// key gives every record the id that its content has.
func key(c *annals.Coded) {
	for i := range c.Mentions {
		keyActors(c.Mentions[i].Actors)
	}
	for i := range c.Reports {
		r := &c.Reports[i]
		keyActors(r.Actors)
		keyActors(r.Recipient)
		keyActors(r.ReportedBy)
		r.ID = "r-" + hash(r.ArticleID, fmt.Sprint(r.Trigger.Start, r.Trigger.End), r.Type, r.Mode, codes(r.Actors), codes(r.Recipient), fmt.Sprint(r.Marks))
	}
	for i := range c.Statements {
		s := &c.Statements[i]
		keyActors(s.Speaker)
		keyActors(s.Addressee)
		s.ID = "s-" + hash(s.ArticleID, fmt.Sprint(s.ContentAt.Start, s.ContentAt.End), s.Kind, s.Verb, codes(s.Speaker))
	}
	old := map[string]string{}
	for i := range c.Figures {
		f := &c.Figures[i]
		keyActors(f.Claimant)
		id := "f-" + hash(f.ArticleID, fmt.Sprint(f.Evidence.Start, f.Evidence.End, f.Value, f.Max), f.Unit, f.State)
		if f.ID != "" {
			old[f.ID] = id
		}
		f.ID = id
	}
	for i := range c.Figures {
		if n, ok := old[c.Figures[i].SubsetOf]; ok {
			c.Figures[i].SubsetOf = n
		}
	}
	c.Reports = slices.CompactFunc(c.Reports, func(a, b annals.Report) bool { return a.ID == b.ID })
}

func keyActors(l []annals.Actor) {
	for i := range l {
		a := &l[i]
		a.ID = "x-" + hash(a.Code, strings.Join(a.Sectors, "."), a.Name)
	}
}

func codes(l []annals.Actor) string {
	var b strings.Builder
	for _, a := range l {
		fmt.Fprintf(&b, "%s.%s.%s;", a.Code, strings.Join(a.Sectors, "."), a.Name)
	}
	return b.String()
}

// hash is 64 bits of SHA-256 over the parts, in hex: with a million records the
// chance of any collision is one in ten million.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
