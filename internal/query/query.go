// Package query answers: which records does a person want to see? One Filter
// serves every face; lists come in a fixed order, and are yielded one article
// at a time, so that no list is held in memory whole unless it is sorted anew.
package query

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

// Source is the archive as queries need it.
type Source interface {
	Entries(ctx context.Context) iter.Seq2[archive.Entry, error]
}

// Event is a report with the article that it stands in.
type Event struct {
	annals.Report
	Article  *annals.Article
	Sequence int // of the report within its article, from 1
	// Sources is how many articles tell of the event, all copies of one counting
	// once; 0 where reports are not joined to events yet.
	Sources int
}

// Statement is a statement with the article that it stands in.
type Statement struct {
	annals.Statement
	Article  *annals.Article
	Sequence int
}

// Figure is a figure with the article that it stands in.
type Figure struct {
	annals.Figure
	Article  *annals.Article
	Sequence int
}

// Events yields the reports that the filter selects, in the order of articles
// (by published date, unknown last, then id) and of the text.
func Events(ctx context.Context, s Source, f annals.Filter) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		n := 0
		for e, err := range s.Entries(ctx) {
			if err != nil {
				yield(Event{}, err)
				return
			}
			if !inArticles(f, e.Article) {
				continue
			}
			for i, r := range e.Reports {
				if !Match(f, r) {
					continue
				}
				if !yield(Event{r, &e.Article, i + 1, e.Sources[r.EventID]}, nil) {
					return
				}
				if n++; n == f.Limit {
					return
				}
			}
		}
	}
}

// Articles yields the articles that the filter selects: by article, by
// published date, and, where the filter speaks of events, those that hold one.
func Articles(ctx context.Context, s Source, f annals.Filter) iter.Seq2[archive.Entry, error] {
	return func(yield func(archive.Entry, error) bool) {
		dates := annals.Filter{From: f.From, To: f.To}
		events := f
		events.From, events.To, events.Articles, events.Limit = "", "", nil, 0
		asks := !Zero(events)
		n := 0
		for e, err := range s.Entries(ctx) {
			if err != nil {
				yield(e, err)
				return
			}
			if !inArticles(f, e.Article) || !inTime(dates, e.Article.Published) {
				continue
			}
			if asks {
				holds := false
				for _, r := range e.Reports {
					holds = holds || Match(events, r)
				}
				if !holds {
					continue
				}
			}
			if !yield(e, nil) {
				return
			}
			if n++; n == f.Limit {
				return
			}
		}
	}
}

// Statements yields the statements whose speaker is one of Filter.Actors and
// whose addressee one of Filter.Recipients, in articles published From–To.
func Statements(ctx context.Context, s Source, f annals.Filter) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		n := 0
		for e, err := range s.Entries(ctx) {
			if err != nil {
				yield(Statement{}, err)
				return
			}
			if !inArticles(f, e.Article) || !inTime(f, e.Article.Published) {
				continue
			}
			for i, st := range e.Statements {
				if !matchSides(f, st.Speaker, st.Addressee) {
					continue
				}
				if !yield(Statement{st, &e.Article, i + 1}, nil) {
					return
				}
				if n++; n == f.Limit {
					return
				}
			}
		}
	}
}

// Figures yields the figures that one of Filter.Actors claims, in articles
// published From–To.
func Figures(ctx context.Context, s Source, f annals.Filter) iter.Seq2[Figure, error] {
	return func(yield func(Figure, error) bool) {
		n := 0
		for e, err := range s.Entries(ctx) {
			if err != nil {
				yield(Figure{}, err)
				return
			}
			if !inArticles(f, e.Article) || !inTime(f, e.Article.Published) {
				continue
			}
			for i, fig := range e.Figures {
				if !matchSides(f, fig.Claimant, nil) {
					continue
				}
				if !yield(Figure{fig, &e.Article, i + 1}, nil) {
					return
				}
				if n++; n == f.Limit {
					return
				}
			}
		}
	}
}

// Zero reports whether the filter selects everything.
func Zero(f annals.Filter) bool {
	return f.From == "" && f.To == "" && f.Types == nil && f.Actors == nil && f.Recipients == nil && f.Countries == nil &&
		f.Dyad == [2]string{} && f.Articles == nil && f.Marks == nil && !f.Unmarked && f.Limit == 0
}

// Describe says in words what a filter asks for; "" for the zero Filter.
func Describe(f annals.Filter) string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	if f.From != "" {
		add("from %s", f.From)
	}
	if f.To != "" {
		add("to %s", f.To)
	}
	for _, l := range []struct {
		name string
		vals []string
	}{{"type", f.Types}, {"actor", f.Actors}, {"recipient", f.Recipients}, {"country", f.Countries}, {"article", f.Articles}} {
		if l.vals != nil {
			add("%s %s", l.name, strings.Join(l.vals, " or "))
		}
	}
	if f.Dyad != [2]string{} {
		add("between %s and %s", f.Dyad[0], f.Dyad[1])
	}
	if f.Unmarked {
		add("without marks")
	}
	if f.Marks != nil {
		m := make([]string, len(f.Marks))
		for i := range f.Marks {
			m[i] = string(f.Marks[i])
		}
		add("marked %s", strings.Join(m, " or "))
	}
	return strings.Join(w, ", ")
}
