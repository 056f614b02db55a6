// Observe writes what the event head is trained on: for every annotated sentence of
// data/training its word vectors, for every ordered pair of its actors what the head
// sees of it and what it should answer. With -plv it does the same for a table of
// sentences to measure with.
//
//	go run ./internal/training/observe -out FOLDER [-plv PLV_train.tsv]
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/training"
)

// trigger is one sentence: the words by which it tells its events.
type trigger struct {
	From, Part     string
	Vectors, Words int
	Whole          bool     // every event of the sentence has its words
	Tokens         []int    // the head of each event's words
	Types          []string // and what it is
	Modes          []string // "" without
	Spotted        *event.Observation
}

// row is one pair.
type row struct {
	Family   string
	Part     string // train, dev, test
	From     string // file:line
	Found    bool   // the sides are mentions that Annals found, not those marked
	Unmarked bool   // one of them is nobody whom the annotation marks
	Types    []string
	Modes    []string // one for each of Types, "" where it has none
	Marks    []string
	Vectors  int // first word vector in the vectors' file
	Words    int
	Rules    string // what the rules answer, with the label set's own habits
	Observed *event.Observation
}

func main() {
	out := flag.String("out", "", "folder to write to")
	folder := flag.String("training", "data/training", "folder of annotated sentences")
	plv := flag.String("plv", "", "table of sentences to measure with")
	flag.Parse()
	if err := run(*out, *folder, *plv); err != nil {
		fmt.Fprintln(os.Stderr, "observe:", err)
		os.Exit(1)
	}
}

func run(out, folder, plv string) error {
	if out == "" {
		return fmt.Errorf("say where to write: -out FOLDER")
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	c, err := coder.Open()
	if err != nil {
		return err
	}
	all, err := training.ReadAll(os.DirFS(folder))
	if err != nil {
		return err
	}
	w, err := create(out, "own")
	if err != nil {
		return err
	}
	for i := range all {
		w.sentence(c, &all[i])
	}
	w.examples(c)
	if err := w.close(); err != nil || plv == "" {
		return err
	}
	if w, err = create(out, "plv"); err != nil {
		return err
	}
	f, err := os.Open(plv)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	for n := 0; ; n++ {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		text, spans := unmark(rec[3])
		w.pair(c.Ask(text, annals.Date{}, spans), row{From: fmt.Sprint("plv:", n), Part: "plv", Family: rec[6], Types: []string{rec[9]}})
	}
	return w.close()
}

// unmark takes the <s> and <t> marks out of a sentence and says where they were.
func unmark(s string) (string, [2][][2]int) {
	var b strings.Builder
	var spans [2][][2]int
	at := map[string]int{}
	for len(s) > 0 {
		found := false
		for side, name := range []string{"s", "t"} {
			if rest, ok := strings.CutPrefix(s, "<"+name+">"); ok {
				at[name], s, found = b.Len(), rest, true
			} else if rest, ok := strings.CutPrefix(s, "</"+name+">"); ok {
				spans[side] = append(spans[side], [2]int{at[name], b.Len()})
				s, found = rest, true
			}
		}
		if !found {
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String(), spans
}

type writer struct {
	rows, vectors *os.File
	triggers      bytes.Buffer    // of each sentence, as JSON lines
	texts         strings.Builder // the words of each sentence in w.vectors
	bufRows       *bufio.Writer
	bufVectors    *bufio.Writer
	words         int
	seen          map[string]int
	err           error
}

func create(folder, name string) (*writer, error) {
	rows, err := os.Create(filepath.Join(folder, name+".jsonl"))
	if err != nil {
		return nil, err
	}
	vectors, err := os.Create(filepath.Join(folder, name+".vec"))
	if err != nil {
		return nil, err
	}
	return &writer{rows: rows, vectors: vectors, bufRows: bufio.NewWriter(rows), bufVectors: bufio.NewWriterSize(vectors, 1<<20), seen: map[string]int{}}, nil
}

func (w *writer) close() error {
	w.err = os.WriteFile(strings.TrimSuffix(w.rows.Name(), ".jsonl")+".words", []byte(w.texts.String()), 0o644)
	if err := os.WriteFile(strings.TrimSuffix(w.rows.Name(), ".jsonl")+".triggers", w.triggers.Bytes(), 0o644); w.err == nil {
		w.err = err
	}
	for _, f := range []func() error{w.bufRows.Flush, w.bufVectors.Flush, w.rows.Close, w.vectors.Close} {
		if err := f(); w.err == nil {
			w.err = err
		}
	}
	return w.err
}

// sentence writes every ordered pair of a sentence: those that the annotation speaks
// of, and those it does not, between which nothing happens.
func (w *writer) sentence(c *coder.Coder, s *training.Sentence) {
	base := row{Family: s.Family, Part: training.Split(s.Family), From: fmt.Sprintf("%s:%d", s.File, s.Line)}
	ask := c.Asking(s.Text, annals.Date{})
	done := map[[2]string]bool{}
	add := func(a, b string) {
		if done[[2]string{a, b}] || a == b {
			return
		}
		done[[2]string{a, b}] = true
		r := base
		r.Types, r.Modes, r.Marks = told(s, a, b)
		w.pair(ask([2][][2]int{spans(s, a), spans(s, b)}), r)
	}
	var letters []string
	for _, m := range s.Mentions {
		if l := string(m.Letter); !slices.Contains(letters, l) {
			letters = append(letters, l)
		}
	}
	for _, p := range s.Pairs {
		if p.None {
			continue
		}
		add(p.Actors, p.Recipients)
		if p.Symmetric {
			add(p.Recipients, p.Actors)
		}
	}
	for _, a := range letters {
		for _, b := range letters {
			add(a, b)
		}
		add(a, "")
		add("", a)
	}
	asked := ask([2][][2]int{})
	w.found(asked, s, base)
	w.told(asked, s, base)
}

// told writes by which words the sentence tells its events.
func (w *writer) told(asked coder.Asked, s *training.Sentence, base row) {
	for i := range asked.Input.Sentences {
		sent := &asked.Input.Sentences[i]
		t := trigger{From: base.From, Part: base.Part, Words: len(sent.Tokens), Whole: true, Tokens: []int{}, Types: []string{}, Modes: []string{}}
		for _, p := range s.Pairs {
			if p.None {
				continue
			}
			if p.Trigger == "" {
				t.Whole = false
				continue
			}
			if k := topmost(sent, p.TriggerAt, p.TriggerAt+len(p.Trigger)); k >= 0 {
				t.Tokens, t.Types, t.Modes = append(t.Tokens, k), append(t.Types, p.Type), append(t.Modes, p.Mode)
			}
		}
		t.Vectors = w.read(asked, sent)
		if t.Spotted = event.Spot(asked.Input, sent.Index); t.Spotted == nil {
			continue
		}
		raw, err := json.Marshal(t)
		if err != nil && w.err == nil {
			w.err = err
		}
		w.triggers.Write(append(raw, '\n'))
	}
}

// topmost is the token between two places of the text that governs the others there, -1
// where there is none.
func topmost(s *annals.Sentence, from, to int) int {
	for i, t := range s.Tokens {
		if t.Start < from || t.End > to {
			continue
		}
		if h := t.Head; h < 0 || s.Tokens[h].Start < from || s.Tokens[h].End > to {
			return i
		}
	}
	return -1
}

// found writes the pairs of the mentions that Annals finds by itself, as free coding
// meets them. A mention counts for the marked one whose words hold its head; who was
// not found is nobody.
func (w *writer) found(asked coder.Asked, s *training.Sentence, base row) {
	for i := range asked.Input.Sentences {
		sent := &asked.Input.Sentences[i]
		pairs := event.Pairs(asked.Input, sent.Index)
		letter := map[*annals.Mention]string{nil: ""}
		missed := map[string]bool{}
		for _, m := range s.Mentions {
			if m.Start >= sent.Start && m.Start < sent.End {
				missed[string(m.Letter)] = true
			}
		}
		for _, p := range pairs {
			for _, m := range []*annals.Mention{p.Source, p.Target} {
				if _, ok := letter[m]; ok {
					continue
				}
				letter[m] = "?"
				width := 1 << 20
				for _, g := range s.Mentions {
					if h := sent.Tokens[m.Head]; h.Start >= g.Start && h.End <= g.End && g.End-g.Start < width {
						letter[m], width = string(g.Letter), g.End-g.Start
						delete(missed, string(g.Letter))
					}
				}
			}
		}
		for _, p := range pairs {
			a, b := letter[p.Source], letter[p.Target]
			if a == b {
				continue
			}
			r := base
			r.Found, r.Unmarked = true, a == "?" || b == "?"
			r.Types, r.Modes, r.Marks = told(s, a, b)
			for _, m := range slices.Sorted(maps.Keys(missed)) { // with somebody who was not found
				if len(r.Types) > 0 || a == "?" || b == "?" {
					break
				}
				if b == "" {
					r.Types, r.Modes, r.Marks = told(s, a, m)
				} else if a == "" {
					r.Types, r.Modes, r.Marks = told(s, m, b)
				}
			}
			asked.Sentence = sent.Index
			w.row(asked, r, p.Seen)
		}
	}
}

// told lists the types and modes of the events from one side to the other; none is an
// empty list. Where an event has no recipient, or no actor, only a pair that leaves the
// side open too is of it.
func told(s *training.Sentence, a, b string) (types, modes, marks []string) {
	within := func(part, whole string) bool {
		if part == "" || whole == "" {
			return part == whole
		}
		for i := range len(part) {
			if !strings.Contains(whole, part[i:i+1]) {
				return false
			}
		}
		return true
	}
	for _, p := range s.Pairs {
		if p.None || !within(a, p.Actors) || !within(b, p.Recipients) {
			if !p.Symmetric || !within(a, p.Recipients) || !within(b, p.Actors) {
				continue
			}
		}
		types, modes = append(types, p.Type), append(modes, p.Mode)
		for _, m := range p.Marks {
			marks = append(marks, string(m))
		}
	}
	return types, modes, marks
}

func spans(s *training.Sentence, letters string) [][2]int {
	out := [][2]int{}
	for _, m := range s.Of(letters) {
		out = append(out, [2]int{m.Start, m.End})
	}
	return out
}

func (w *writer) pair(asked coder.Asked, r row) {
	if len(asked.Input.Sentences) == 0 {
		return
	}
	w.row(asked, r, event.Observe(asked.Input, asked.Input.Sentences[asked.Sentence].Index, asked.Source, asked.Target))
}

// read writes the word vectors of a sentence once, and says where they begin.
func (w *writer) read(asked coder.Asked, s *annals.Sentence) int {
	key := fmt.Sprint(asked.Input.Text, s.Start, s.End)
	at, ok := w.seen[key]
	if !ok {
		at = w.words
		w.seen[key] = at
		for _, v := range asked.Input.Encoder.Vectors(s) {
			var b [4]byte
			binary.LittleEndian.PutUint32(b[:], math.Float32bits(v))
			if _, err := w.bufVectors.Write(b[:]); err != nil && w.err == nil {
				w.err = err
			}
		}
		w.words += len(s.Tokens)
		for i, t := range s.Tokens {
			if i > 0 {
				w.texts.WriteByte('\t')
			}
			w.texts.WriteString(t.Form)
		}
		w.texts.WriteByte('\n')
	}
	return at
}

func (w *writer) row(asked coder.Asked, r row, seen *event.Observation) {
	if r.Observed = seen; seen == nil {
		return
	}
	s := &asked.Input.Sentences[asked.Sentence]
	r.Vectors, r.Words = w.read(asked, s), len(s.Tokens)
	if !r.Found && len(r.Types) > 0 {
		asked.Input.Encoder = nil // training sees what the rules say alone
		r.Rules, _ = event.Relation(asked.Input, s.Index, asked.Source, asked.Target, "plover15")
	}
	raw, err := json.Marshal(r)
	if err == nil {
		_, err = w.bufRows.Write(append(raw, '\n'))
	}
	if err != nil && w.err == nil {
		w.err = err
	}
}
