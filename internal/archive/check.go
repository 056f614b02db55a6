package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"annals.example/annals"
)

// Problem is one thing that does not hold in an archive.
type Problem struct {
	Where  string `json:"where"`  // an article's, page's or record's id
	What   string `json:"what"`   // what is wrong
	Remedy string `json:"remedy"` // what a person can do
}

// Checked counts what Check looked at.
type Checked struct {
	Pages    int `json:"pages"`
	Lines    int `json:"lines"`
	Articles int `json:"articles"`
	Records  int `json:"records"`
	Spans    int `json:"spans"`
	Counts   int `json:"counts"`
}

const reread = "make the archive again from its pages: annals read PATH --db NEW.db"

// Check verifies everything that an archive promises: the store itself, every
// content hash, every evidence span against the stored text, every ledger line,
// and every count. It calls report for each thing that does not hold.
func Check(ctx context.Context, a Archive, report func(Problem)) (Checked, error) {
	c := &checker{report: report, texts: map[string]int{}, ids: map[string]string{}}
	if err := a.Verify(ctx); err != nil {
		c.problem("the file", err.Error(), reread)
	}
	stats, err := a.Stats(ctx)
	if err != nil {
		return c.n, err
	}
	for article, err := range a.Articles(ctx) {
		if ctx.Err() != nil {
			return c.n, ctx.Err()
		}
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				return c.n, err
			}
			c.problem(article.ID, err.Error(), reread)
			continue
		}
		c.n.Articles++
		c.texts[article.ID] = len(article.Text)
		if !utf8.ValidString(article.Text) {
			c.problem(article.ID, "its text is not UTF-8", reread)
		}
	}
	for e, err := range a.Entries(ctx) {
		if ctx.Err() != nil {
			return c.n, ctx.Err()
		}
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				return c.n, err
			}
			c.problem(e.Article.ID, err.Error(), reread)
			continue
		}
		c.entry(e)
	}
	if err := c.events(ctx, a); err != nil {
		return c.n, err
	}
	if err := c.pages(ctx, a); err != nil {
		return c.n, err
	}
	leaders, err := a.Leaders(ctx)
	if err != nil {
		return c.n, err
	}
	c.got.Articles = len(leaders)
	inputs, err := a.Inputs(ctx)
	if err != nil {
		return c.n, err
	}
	refusals, err := a.Refusals(ctx)
	if err != nil {
		return c.n, err
	}
	c.accounts(inputs, refusals)
	c.compare(stats)
	return c.n, nil
}

// accounts checks that the records of each input add up, and that each one that
// gave no article is told of.
func (c *checker) accounts(inputs []Input, refusals []Refusal) {
	told := map[string]map[Fate]int{}
	for _, r := range refusals {
		if r.Fate == Refused {
			c.got.Refusals += max(1, r.Records)
		}
		if told[r.Input] == nil {
			told[r.Input] = map[Fate]int{}
		}
		told[r.Input][r.Fate] += r.Records
	}
	for _, in := range inputs {
		c.got.Inputs++
		c.got.Records += in.Records
		c.got.Passed += in.Passed
		if in.Records != in.Pages+in.Passed+in.Refused {
			c.problem(in.Name, fmt.Sprintf("has %d records, but %d pages, %d passed over and %d refused", in.Records, in.Pages, in.Passed, in.Refused), reread)
		}
		for _, n := range []struct {
			fate Fate
			says int
		}{{Refused, in.Refused}, {Passed, in.Passed}, {Bare, in.Bare}} {
			c.n.Counts++
			if got := told[in.Name][n.fate]; got != n.says {
				c.problem(in.Name, fmt.Sprintf("has %d records of the fate %q, but the reasons of %d are stored", n.says, n.fate, got), reread)
			}
		}
	}
}

type checker struct {
	report func(Problem)
	n      Checked
	got    Stats
	texts  map[string]int    // article → bytes of text
	ids    map[string]string // report → its event
}

func (c *checker) problem(where, what, remedy string) { c.report(Problem{where, what, remedy}) }

// entry checks the records of one article against its text.
func (c *checker) entry(e Entry) {
	a := e.Article
	if e.Failure == "" && e.Key != "" {
		c.got.Coded++
	}
	c.got.Sentences += e.Sentences
	c.got.Reports += len(e.Reports)
	c.got.Statements += len(e.Statements)
	c.got.Figures += len(e.Figures)
	for _, r := range e.Reports {
		c.record(r.ID, r.ArticleID, a)
		c.ids[r.ID] = r.EventID
		c.span(r.ID, "sentence", r.Sentence, a)
		c.span(r.ID, "event text", r.Trigger, a)
		if r.Where != nil && r.Where.Evidence.Text != "" {
			c.span(r.ID, "place", r.Where.Evidence, a)
		}
	}
	for _, s := range e.Statements {
		c.record(s.ID, s.ArticleID, a)
		c.span(s.ID, "statement", s.Evidence, a)
		c.span(s.ID, "content", s.ContentAt, a)
	}
	for _, f := range e.Figures {
		c.record(f.ID, f.ArticleID, a)
		c.span(f.ID, "figure", f.Evidence, a)
	}
}

func (c *checker) record(id, articleID string, a annals.Article) {
	c.n.Records++
	if articleID != a.ID {
		c.problem(id, fmt.Sprintf("says that it is of article %s, but lies with %s", articleID, a.ID), reread)
	}
	if _, twice := c.ids[id]; twice {
		c.problem(id, "stands in the archive twice", reread)
	}
	c.ids[id] = ""
}

func (c *checker) span(id, what string, ev annals.Evidence, a annals.Article) {
	c.n.Spans++
	switch {
	case ev.Start < 0 || ev.End < ev.Start || ev.End > len(a.Text):
		c.problem(id, fmt.Sprintf("its %s span %d–%d lies outside the %d bytes of article %s", what, ev.Start, ev.End, len(a.Text), a.ID), reread)
	case a.Text[ev.Start:ev.End] != ev.Text:
		c.problem(id, fmt.Sprintf("its %s is not what article %s says at bytes %d–%d", what, a.ID, ev.Start, ev.End), reread)
	}
}

func (c *checker) events(ctx context.Context, a Archive) error {
	for ev, err := range a.Events(ctx) {
		if err != nil {
			return err
		}
		c.got.Events++
		for _, r := range ev.Reports {
			of, known := c.ids[r]
			if !known {
				c.problem(ev.ID, "names a report that is not stored: "+r, "run annals read again; it joins the events anew")
			} else if of != ev.ID {
				c.problem(ev.ID, fmt.Sprintf("names report %s, which tells of %q", r, of), "run annals read again; it joins the events anew")
			}
		}
	}
	return nil
}

// pages checks that every line of every page is classed and every article
// line names an article that is stored.
func (c *checker) pages(ctx context.Context, a Archive) error {
	for p, err := range a.Pages(ctx) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				return err
			}
			c.problem(p.ID, err.Error(), reread)
			continue
		}
		c.n.Pages++
		c.got.Pages++
		c.got.RawBytes += p.Size
		for i, l := range p.Lines {
			c.n.Lines++
			c.got.Lines++
			if l.Number != i+1 {
				c.problem(p.ID, fmt.Sprintf("line %d of %s is missing from its ledger", i+1, p.Name), reread)
				break
			}
			if l.Kind == "" {
				c.problem(p.ID, fmt.Sprintf("line %d of %s was classed as nothing", l.Number, p.Name), reread)
			}
			if l.ArticleID != "" {
				if _, ok := c.texts[l.ArticleID]; !ok {
					c.problem(p.ID, fmt.Sprintf("line %d of %s belongs to article %s, which cannot be read", l.Number, p.Name, l.ArticleID), reread)
				}
			}
			if l.Kind == annals.LineBody && strings.TrimSpace(l.Text) == "" {
				c.problem(p.ID, fmt.Sprintf("line %d of %s is body but its words are gone", l.Number, p.Name), reread)
			}
		}
		for _, art := range p.Articles {
			c.got.Printings += len(art.Copies)
			for _, cp := range art.Copies {
				if cp.FirstLine < 1 || cp.LastLine < cp.FirstLine || cp.LastLine > len(p.Lines) {
					c.problem(art.ID, fmt.Sprintf("is said to stand on lines %d–%d of %s, which has %d", cp.FirstLine, cp.LastLine, p.Name, len(p.Lines)), reread)
				}
			}
		}
	}
	return nil
}

// compare checks the archive's own counts against what was found.
func (c *checker) compare(s Stats) {
	for _, n := range []struct {
		what      string
		says, got int
	}{
		{"inputs", s.Inputs, c.got.Inputs}, {"records", s.Records, c.got.Records}, {"records passed over", s.Passed, c.got.Passed}, {"refusals", s.Refusals, c.got.Refusals}, {"pages", s.Pages, c.got.Pages},
		{"lines", s.Lines, c.got.Lines}, {"raw bytes", s.RawBytes, c.got.RawBytes}, {"printings", s.Printings, c.got.Printings},
		{"articles", s.Articles, c.got.Articles}, {"coded articles", s.Coded, c.got.Coded}, {"sentences", s.Sentences, c.got.Sentences},
		{"reports", s.Reports, c.got.Reports}, {"events", s.Events, c.got.Events}, {"statements", s.Statements, c.got.Statements},
		{"figures", s.Figures, c.got.Figures},
	} {
		c.n.Counts++
		if n.says != n.got {
			c.problem("the counts", fmt.Sprintf("the archive counts %d %s, but %d are there", n.says, n.what, n.got), reread)
		}
	}
}
