package cli

import (
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type datesCommand struct {
	archiveFlag
	Article []string `placeholder:"ID" help:"In this article only; the beginning of its id is enough."`
	JSON    bool     `name:"json" help:"Print JSON lines."`
}

func (c *datesCommand) Help() string {
	return "Lists, article by article, the date of publication and the date of every event, each with its precision and the\nreason why it is believed. What cannot be told is unknown.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

// dated is a date of an article or of an event in it.
type dated struct {
	ID        string  `json:"id"`
	ArticleID string  `json:"article_id"`
	Date      *string `json:"date"`
	EndDate   *string `json:"enddate"`
	Precision string  `json:"date_precision"`
	Basis     *string `json:"date_basis"`
	What      string  `json:"what"`
}

func (c *datesCommand) Run(e *env) error {
	f, err := filterFlags{Article: c.Article}.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	t := table{head: []string{"ID", "DATE", "PRECISION", "OF", "BECAUSE"}, max: []int{10, 21, 0, 36, 0}}
	js := export.NewJSON(e.stdout)
	n := 0
	show := func(id, article, what string, d annals.Date) error {
		n++
		if d.Precision == "" {
			d.Precision = annals.PrecisionNone
		}
		if c.JSON {
			return js.Write(dated{id, article, ptr(d.Start), ptr(d.End), string(d.Precision), ptr(d.Basis), what})
		}
		basis := d.Basis
		if basis == "" && !d.Known() {
			basis = "nothing in the text tells"
		}
		t.add(short(id), day(d), string(d.Precision), what, orNone(basis))
		return nil
	}
	for a, err := range query.Articles(e, s, f) {
		if err != nil {
			return err
		}
		if err := show(a.Article.ID, a.Article.ID, "published: "+line(a.Article.Title), a.Article.Published); err != nil {
			return err
		}
		for _, r := range a.Reports {
			if err := show(r.ID, a.Article.ID, act(r)+" “"+line(r.Trigger.Text)+"”", r.When); err != nil {
				return err
			}
		}
	}
	t.write(e.stdout)
	if n == 0 {
		return e.empty(s, "articles", 0, f)
	}
	return nil
}

func ptr(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func joinSpace(s []string) string { return strings.Join(s, " ") }

func paragraphs(text string) []string { return strings.Split(text, "\n\n") }
