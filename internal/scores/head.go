package main

import (
	"os"
	"slices"

	"annals.example/annals"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/training"
)

// told is what the annotation says of an ordered pair of marked actors.
type told struct {
	types, modes []string
	marks        []annals.Mark
}

// head measures the event head on the annotated sentences that it was not trained on.
func (b *board) head() error {
	c, err := coder.Open()
	if err != nil {
		return err
	}
	all, err := training.ReadAll(os.DirFS("data/training"))
	if err != nil {
		return err
	}
	b.printf("\n## The event head on annotated sentences\n\nOrdered pairs of the actors marked in `data/training`, families kept from training. Type and mode: of the pairs with an event, asked as such. Direction: of the\none-sided events, those likelier from actor to recipient than back. Some: an event against none, over all ordered pairs, F1. Marks: F1, and how many there are.\n\n")
	b.printf("| part | sentences | pairs with an event | type | direction | mode | some event | historical | future | hypothetical | negation |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, part := range []string{training.Dev, training.Test} {
		var m headScore
		for i := range all {
			if training.Split(all[i].Family) == part {
				m.sentence(c, &all[i])
			}
		}
		b.printf("| %s | %d | %d | %.1f | %.1f of %d | %.1f of %d | %.1f", part, m.sentences, m.events, percent(m.typ, m.events), percent(m.forward, m.oneWay), m.oneWay,
			percent(m.mode, m.modes), m.modes, 100*m.some.f())
		for _, k := range m.marks {
			b.printf(" | %.1f (%d)", 100*k.f(), k.gold)
		}
		b.printf(" |\n")
	}
	return nil
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// f1 counts what was right, said and wanted.
type f1 struct{ right, said, gold int }

func (t *f1) count(said, gold bool) {
	if said && gold {
		t.right++
	}
	if said {
		t.said++
	}
	if gold {
		t.gold++
	}
}

func (t f1) f() float64 {
	if t.said+t.gold == 0 {
		return 0
	}
	return 2 * float64(t.right) / float64(t.said+t.gold)
}

type headScore struct {
	sentences, events, typ, modes, mode, oneWay, forward int
	some                                                 f1
	marks                                                [4]f1
}

func (m *headScore) sentence(c *coder.Coder, s *training.Sentence) {
	m.sentences++
	var letters []string
	for _, x := range s.Mentions {
		if l := string(x.Letter); !slices.Contains(letters, l) {
			letters = append(letters, l)
		}
	}
	ask := c.Asking(s.Text, annals.Date{})
	some := map[string]float32{}
	opine := func(x, y string) (event.Opinion, bool) {
		a := ask([2][][2]int{marked(s, x), marked(s, y)})
		if len(a.Input.Sentences) == 0 {
			return event.Opinion{}, false
		}
		return event.Opine(a.Input, a.Input.Sentences[a.Sentence].Index, a.Source, a.Target)
	}
	for _, x := range letters {
		for _, y := range letters {
			if x == y {
				continue
			}
			o, ok := opine(x, y)
			if !ok {
				continue
			}
			some[x+y] = o.Some
			t := tellsOf(s, x, y)
			m.some.count(o.Some > 0.5, t != nil)
			if t == nil {
				continue
			}
			m.events++
			if slices.Contains(t.types, o.Type) {
				m.typ++
				if len(t.modes) > 0 {
					m.modes++
					if slices.Contains(t.modes, o.Mode) {
						m.mode++
					}
				}
			}
			for i, k := range []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation} {
				m.marks[i].count(o.Marks[i] > 0.5, slices.Contains(t.marks, k))
			}
		}
	}
	for _, x := range letters {
		for _, y := range letters {
			if x != y && tellsOf(s, x, y) != nil && tellsOf(s, y, x) == nil {
				m.oneWay++
				if some[x+y] > some[y+x] {
					m.forward++
				}
			}
		}
	}
}

func marked(s *training.Sentence, letter string) [][2]int {
	var out [][2]int
	for _, x := range s.Of(letter) {
		out = append(out, [2]int{x.Start, x.End})
	}
	return out
}

// tellsOf gathers what the lines of a sentence say of an ordered pair; nil is nothing.
func tellsOf(s *training.Sentence, x, y string) *told {
	var t *told
	for _, p := range s.Pairs {
		in := func(l, side string) bool { return slices.Contains([]byte(side), l[0]) }
		if p.None || (!in(x, p.Actors) || !in(y, p.Recipients)) && (!p.Symmetric || !in(x, p.Recipients) || !in(y, p.Actors)) {
			continue
		}
		if t == nil {
			t = &told{}
		}
		t.types = append(t.types, p.Type)
		if p.Mode != "" {
			t.modes = append(t.modes, p.Mode)
		}
		t.marks = append(t.marks, p.Marks...)
	}
	return t
}
