package gold

import (
	"slices"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/training"
)

// Free is how the coder did on annotated sentences when it was told neither whom to
// look at nor that anything happened.
type Free struct {
	Sentences int
	Type      Rate // the type, anywhere in the sentence
	Who       Rate // the type, and on each side somebody whom the annotation has there
	Mode      Rate // the same and the mode
	Marks     Rate // the same as Who and the marks
	Unreal    int  // events said in sentences that hold none
	Empty     int  // sentences that hold none
	Unnamed   int  // missed events a side of which was resolved to nobody
	Turned    int  // missed events that were found with the sides the wrong way round
	ByType    map[string]Rate
	Sure      [10]Reliability // by tenths of the records' confidence
	Misses    []Miss
}

// Reliability is how often records of about one confidence are right.
type Reliability struct {
	Said, Fit int     // records; those with type and sides right
	Sum       float64 // of their confidences
}

// Rate counts annotated events that were found, and reports that fit one. Two pairs
// may be told by one report ("met the ministers of both"), and one by two.
type Rate struct{ Found, Wanted, Fit, Said int }

// R is the share of the wanted that was found, P that of the said that fits.
func (r Rate) R() float64 { return ratio(r.Found, r.Wanted) }

// P is the share of what was said that fits.
func (r Rate) P() float64 { return ratio(r.Fit, r.Said) }

// F is the F1 measure of both.
func (r Rate) F() float64 {
	if r.P()+r.R() == 0 {
		return 0
	}
	return 2 * r.P() * r.R() / (r.P() + r.R())
}

// Miss is a sentence with an annotated event that was not found, or with a report
// that fits none.
type Miss struct {
	File     string
	Line     int
	Text     string
	Missed   []Missed
	TooMany  []string // reports that fit no annotation, with the rule that made each
	NoEvents bool     // the sentence holds none
}

// Missed is an annotated event that was not found.
type Missed struct {
	What    string // "ACCUSE/allege 112: Kenya > Somalia"
	Trigger string // words of the text, "" if not given
	Why     string // "" = nothing of that type; "unnamed", "turned", "sides"
}

// MeasureFree codes every sentence freely and compares.
func MeasureFree(c Coder, all []training.Sentence) Free {
	f := Free{ByType: map[string]Rate{}}
	for i := range all {
		s := free{Sentence: &all[i], coded: c.Code(annals.Article{ID: "a-free", Text: all[i].Text})}
		for _, p := range all[i].Pairs {
			if !p.None {
				s.pairs = append(s.pairs, p)
			}
		}
		f.add(&s)
	}
	return f
}

// free is one sentence with what was coded from it.
type free struct {
	*training.Sentence
	pairs []training.Pair // that tell of an event
	coded annals.Coded
}

func (f *Free) add(s *free) {
	f.Sentences++
	if len(s.pairs) == 0 {
		f.Empty++
		f.Unreal += len(s.coded.Reports)
	}
	sameType := func(p *training.Pair, r *annals.Report) bool { return p.Type == r.Type }
	s.count(&f.Type, sameType)
	found, fit := s.count(&f.Who, s.same)
	s.count(&f.Mode, func(p *training.Pair, r *annals.Report) bool {
		return s.same(p, r) && (p.Mode == "" || p.Mode == r.Mode)
	})
	s.count(&f.Marks, func(p *training.Pair, r *annals.Report) bool { return s.same(p, r) && sameMarks(p.Marks, r.Marks) })
	m := Miss{File: s.File, Line: s.Line, Text: s.Text, NoEvents: len(s.pairs) == 0}
	for i := range s.pairs {
		p := &s.pairs[i]
		t := f.ByType[p.Type]
		t.Wanted++
		if found[i] {
			t.Found++
		} else {
			miss := Missed{What: s.describe(p), Trigger: p.Trigger}
			switch {
			case !s.named(p.Actors) || !s.named(p.Recipients):
				miss.Why = "unnamed"
				f.Unnamed++
			case s.any(p, func(r *annals.Report) bool { return p.Type == r.Type && s.sides(p, r.Recipient, r.Actors) }):
				miss.Why = "turned"
				f.Turned++
			case s.any(p, func(r *annals.Report) bool { return p.Type == r.Type }):
				miss.Why = "sides"
			}
			m.Missed = append(m.Missed, miss)
		}
		f.ByType[p.Type] = t
	}
	for i := range s.coded.Reports {
		r := &s.coded.Reports[i]
		t := f.ByType[r.Type]
		t.Said++
		sure := &f.Sure[min(int(r.Confidence*10), 9)]
		sure.Said++
		sure.Sum += r.Confidence
		if fit[i] {
			t.Fit++
			sure.Fit++
		} else {
			e := fromReport(*r)
			m.TooMany = append(m.TooMany, e.String()+"   ["+r.Rule+"]")
		}
		f.ByType[r.Type] = t
	}
	if len(m.Missed) > 0 || len(m.TooMany) > 0 {
		f.Misses = append(f.Misses, m)
	}
}

func (s *free) any(p *training.Pair, is func(r *annals.Report) bool) bool {
	return slices.ContainsFunc(s.coded.Reports, func(r annals.Report) bool { return is(&r) })
}

func (s *free) count(t *Rate, eq func(p *training.Pair, r *annals.Report) bool) (found, fit []bool) {
	found, fit = make([]bool, len(s.pairs)), make([]bool, len(s.coded.Reports))
	for i := range s.pairs {
		for j := range s.coded.Reports {
			if eq(&s.pairs[i], &s.coded.Reports[j]) {
				found[i], fit[j] = true, true
			}
		}
	}
	for _, ok := range found {
		t.Wanted++
		if ok {
			t.Found++
		}
	}
	for _, ok := range fit {
		t.Said++
		if ok {
			t.Fit++
		}
	}
	return found, fit
}

// same reports whether a report has the type of a pair and its sides.
func (s *free) same(p *training.Pair, r *annals.Report) bool {
	if p.Type != r.Type {
		return false
	}
	if s.sides(p, r.Actors, r.Recipient) {
		return true
	}
	if p.Symmetric {
		if s.sides(p, r.Recipient, r.Actors) {
			return true
		}
		// all who take part stand among the actors of a two-sided act
		return len(r.Recipient) == 0 && s.there(p.Actors, r.Actors) && s.there(p.Recipients, r.Actors)
	}
	return false
}

func (s *free) sides(p *training.Pair, actors, recipients []annals.Actor) bool {
	return s.there(p.Actors, actors) && s.there(p.Recipients, recipients)
}

// there reports whether one of the letters' actors is on a side; no letter asks for nobody.
func (s *free) there(letters string, side []annals.Actor) bool {
	if letters == "" {
		return true
	}
	for _, m := range s.Of(letters) {
		words := s.Text[m.Start:m.End]
		if slices.ContainsFunc(side, func(a annals.Actor) bool { return within(words, a.Text) }) {
			return true
		}
		// the same actor by other words of the sentence: "the group", "they"
		for _, x := range s.at(m) {
			if slices.ContainsFunc(side, func(a annals.Actor) bool {
				return a.Code == x.Code && a.Name == x.Name && slices.Equal(a.Sectors, x.Sectors)
			}) {
				return true
			}
		}
	}
	return false
}

func within(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// at lists the actors that were resolved from the words of a mention.
func (s *free) at(m training.Mention) []annals.Actor {
	var out []annals.Actor
	for _, x := range s.coded.Mentions {
		if x.Evidence.Start < m.End && m.Start < x.Evidence.End {
			out = append(out, x.Actors...)
		}
	}
	return out
}

// named reports whether the words of a side were resolved to anybody.
func (s *free) named(letters string) bool {
	return letters == "" || slices.ContainsFunc(s.Of(letters), func(m training.Mention) bool { return len(s.at(m)) > 0 })
}

func (s *free) describe(p *training.Pair) string {
	side := func(letters string) string {
		var out []string
		for _, m := range s.Of(letters) {
			if w := s.Text[m.Start:m.End]; !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
		return strings.Join(out, " + ")
	}
	what := p.Type
	if p.Mode != "" {
		what += "/" + p.Mode
	}
	sign := " > "
	if p.Symmetric {
		sign = " <> "
	}
	for _, m := range p.Marks {
		what += " " + string(m)
	}
	return strings.TrimSpace(what+" "+p.CAMEO) + ": " + side(p.Actors) + sign + side(p.Recipients)
}
