package main

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/coder"
)

// examples writes a pair for every example of the codebook whose actors can be found
// in it by their codes. They are our own sentences too, and name rare verbs. Since the
// rules were written with them, training hides the rules' answer where From says
// "codebook:".
func (w *writer) examples(c *coder.Coder) {
	for _, e := range c.Codebook.Entries {
		for _, s := range e.Senses {
			for _, x := range s.Examples {
				if s.None || x.None {
					continue
				}
				mentions := c.Register.Mentions(actor.Doc{Text: x.Text, Sentences: c.Read(x.Text)})
				a, okA := coded(mentions, x.Actors)
				b, okB := coded(mentions, x.Recipients)
				if !okA || !okB || len(a)+len(b) == 0 || s.Roles.Symmetric && len(b) == 0 && len(a) < 2 {
					continue
				}
				r := row{Family: "codebook " + e.ID, Part: "train", From: fmt.Sprintf("codebook:%s:%d", x.File, x.Line), Types: []string{s.Type}}
				if s.Roles.Symmetric && len(b) == 0 {
					a, b = a[:1], a[1:]
				}
				w.pair(c.Ask(x.Text, annals.Date{}, [2][][2]int{a, b}), r)
			}
		}
	}
}

// coded finds the mentions that have the codes wanted ("ISR.MIL").
func coded(mentions []annals.Mention, want []string) (spans [][2]int, all bool) {
	for _, c := range want {
		code, sector, _ := strings.Cut(c, ".")
		i := slices.IndexFunc(mentions, func(m annals.Mention) bool {
			return slices.ContainsFunc(m.Actors, func(a annals.Actor) bool {
				return a.Code == code && (sector == "" || slices.Contains(a.Sectors, strings.Split(sector, ".")[0]))
			})
		})
		if i < 0 {
			return nil, false
		}
		m := mentions[i].Evidence
		if p := [2]int{m.Start, m.End}; !slices.Contains(spans, p) {
			spans = append(spans, p)
		}
	}
	return spans, true
}
