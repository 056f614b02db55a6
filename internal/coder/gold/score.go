package gold

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"annals.example/annals"
)

// Tally counts matches: Right of Said (precision) and of Want (recall).
type Tally struct{ Right, Said, Want int }

// P, R and F are precision, recall and their harmonic mean, 0..1.
func (t Tally) P() float64 { return ratio(t.Right, t.Said) }

// R is the recall.
func (t Tally) R() float64 { return ratio(t.Right, t.Want) }

// F is the F1 measure.
func (t Tally) F() float64 { return ratio(2*t.Right, t.Said+t.Want) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (t Tally) String() string {
	return fmt.Sprintf("P %5.1f  R %5.1f  F %5.1f  (%d right, %d said, %d wanted)", 100*t.P(), 100*t.R(), 100*t.F(), t.Right, t.Said, t.Want)
}

// Score is how the coder did on a set of sentences.
type Score struct {
	Sentences int
	Type      Tally // the PLOVER type alone
	Who       Tally // type, and the country codes of all actors and recipients
	Sector    Tally // the same with the primary sectors
	Full      Tally // type, countries and marks
	Mode      Tally // type, countries and mode
	When      Tally // date right, among events whose type and countries are right and gold gives a date
	Unreal    int   // events said in sentences that hold none
	Empty     int   // sentences that hold none
	ByType    map[string]Tally
	Misses    []string // one line an error, for a person's eye
}

// Coder codes one sentence as if it were an article of that date.
type Coder interface {
	Code(a annals.Article) annals.Coded
}

// Measure codes every sentence and compares.
func Measure(c Coder, gold []Sentence) Score {
	s := Score{ByType: map[string]Tally{}}
	for _, g := range gold {
		a := annals.Article{ID: "a-gold", Text: g.Text}
		if g.Published != "" {
			a.Published = annals.Date{Start: g.Published, Precision: annals.PrecisionDay, Basis: "given"}
		}
		s.add(g, c.Code(a).Reports)
	}
	return s
}

func (s *Score) add(g Sentence, reports []annals.Report) {
	s.Sentences++
	said := make([]Event, len(reports))
	for i, r := range reports {
		said[i] = fromReport(r)
	}
	if len(g.Events) == 0 {
		s.Empty++
		for _, e := range said {
			if !slices.ContainsFunc(g.Defensible, func(d Event) bool { return sameWho(d, e) }) {
				s.Unreal++
			}
		}
	}
	match(&s.Type, g, said, func(a, b Event) bool { return a.Type == b.Type })
	pairs := match(&s.Who, g, said, sameWho)
	match(&s.Sector, g, said, func(a, b Event) bool {
		return sameWho(a, b) && sameSector(a.Actors, b.Actors) && sameSector(a.Recipients, b.Recipients)
	})
	match(&s.Full, g, said, func(a, b Event) bool { return sameWho(a, b) && sameMarks(a.Marks, b.Marks) })
	match(&s.Mode, g, said, func(a, b Event) bool { return sameWho(a, b) && (a.Mode == "" || a.Mode == b.Mode) })
	for _, p := range pairs {
		w, h := g.Events[p[0]].When, said[p[1]].When
		if w == "" {
			continue
		}
		s.When.Want++
		if h != "" {
			s.When.Said++
		}
		if w == h {
			s.When.Right++
		}
	}
	for _, e := range g.Events {
		t := s.ByType[e.Type]
		t.Want++
		s.ByType[e.Type] = t
	}
	paired := map[int]bool{}
	for _, p := range pairs {
		paired[p[1]] = true
	}
	allowed := make([]bool, len(said))
	for j, e := range said {
		if allowed[j] = !paired[j] && g.allows(e, sameWho); allowed[j] {
			continue
		}
		t := s.ByType[e.Type]
		t.Said++
		s.ByType[e.Type] = t
	}
	gotG, gotS := make([]bool, len(g.Events)), make([]bool, len(said))
	for _, p := range pairs {
		t := s.ByType[g.Events[p[0]].Type]
		t.Right++
		s.ByType[g.Events[p[0]].Type] = t
		if sameMarks(g.Events[p[0]].Marks, said[p[1]].Marks) {
			gotG[p[0]], gotS[p[1]] = true, true
		}
	}
	for i, e := range g.Events {
		gotG[i] = gotG[i] || e.Optional
	}
	for j := range said {
		gotS[j] = gotS[j] || allowed[j]
	}
	if slices.Contains(gotG, false) || slices.Contains(gotS, false) {
		var b strings.Builder
		fmt.Fprintf(&b, "%s:%d: %s\n", g.File, g.Line, g.Text)
		for i, e := range g.Events {
			if !gotG[i] {
				fmt.Fprintf(&b, "    want %s\n", e)
			}
		}
		for i, e := range said {
			if !gotS[i] {
				fmt.Fprintf(&b, "    said %s   [%s]\n", e, reports[i].Rule)
			}
		}
		s.Misses = append(s.Misses, b.String())
	}
}

func (e Event) String() string {
	side := func(l []string) string {
		if len(l) == 0 {
			return "-"
		}
		return strings.Join(l, " + ")
	}
	t := e.Type
	if e.Mode != "" {
		t += "/" + e.Mode
	}
	out := fmt.Sprintf("%s | %s | %s", side(e.Actors), strings.TrimSpace(t+" "+e.CAMEO), side(e.Recipients))
	if len(e.Marks) > 0 {
		out += fmt.Sprintf(" | marks=%v", e.Marks)
	}
	if e.When != "" {
		out += " | when=" + e.When
	}
	return out
}

func fromReport(r annals.Report) Event {
	e := Event{Type: r.Type, Mode: r.Mode, CAMEO: r.CAMEO, Marks: r.Marks, When: r.When.Start}
	if r.When.End != "" {
		e.When += ".." + r.When.End
	}
	list := func(l []annals.Actor) (out []string) {
		for _, a := range l {
			c := a.Code
			if len(a.Sectors) > 0 {
				c += "." + strings.Join(a.Sectors, ".")
			}
			if c == "" {
				c = "?"
			}
			out = append(out, c)
		}
		return out
	}
	e.Actors, e.Recipients = list(r.Actors), list(r.Recipient)
	return e
}

// match pairs gold with said greedily in order; under the equalities used here
// any greedy pairing finds as many as the best one. What is said beyond that but
// can be defended is not counted at all.
func match(t *Tally, g Sentence, said []Event, eq func(a, b Event) bool) (pairs [][2]int) {
	used := make([]bool, len(said))
	for i, w := range g.Events {
		found := false
		for j, x := range said {
			if !used[j] && (eq(w, x) || slices.ContainsFunc(w.Or, func(o Event) bool { return eq(o, x) })) {
				used[j], found = true, true
				pairs = append(pairs, [2]int{i, j})
				break
			}
		}
		if found {
			t.Right++
		}
		if found || !w.Optional {
			t.Want++
		}
	}
	for j, x := range said {
		if !used[j] && g.allows(x, eq) {
			continue
		}
		t.Said++
	}
	return pairs
}

// allows reports whether what was said can be defended.
func (g Sentence) allows(x Event, eq func(a, b Event) bool) bool {
	can := func(o Event) bool { return eq(o, x) }
	for _, w := range g.Events {
		if slices.ContainsFunc(w.Or, can) {
			return true
		}
	}
	return slices.ContainsFunc(g.Defensible, can)
}

func sameWho(a, b Event) bool {
	return a.Type == b.Type && same(a.Actors, b.Actors, country) && same(a.Recipients, b.Recipients, country)
}

func country(c string) string {
	c, _, _ = strings.Cut(c, ".")
	if c == "?" {
		return ""
	}
	return c
}

func sector(c string) string {
	p := strings.SplitN(c, ".", 3)
	if len(p) < 2 {
		return ""
	}
	return p[1]
}

// same compares two sides as sets; a side of unknown actors equals an empty one.
func same(a, b []string, part func(string) string) bool {
	return slices.Equal(set(a, part), set(b, part))
}

// sameSector compares primary sectors; where gold gives none they are not judged.
func sameSector(gold, said []string) bool {
	w := set(gold, sector)
	return len(w) == 0 || slices.Equal(w, set(said, sector))
}

func set(l []string, part func(string) string) []string {
	var out []string
	for _, c := range l {
		if p := part(c); p != "" {
			out = append(out, p)
		}
	}
	sort.Strings(out)
	return slices.Compact(out)
}

func sameMarks(a, b []annals.Mark) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
