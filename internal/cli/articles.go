package cli

import (
	"strconv"

	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type articlesCommand struct {
	ID string `arg:"" optional:"" help:"Show this one with its text."`
	archiveFlag
	filterFlags
	JSON bool `name:"json" help:"Print JSON lines."`
}

func (c *articlesCommand) Help() string {
	return "Lists articles once each, whoever printed them. --from and --to are dates of publication; filters of events\nselect the articles that hold such an event.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *articlesCommand) Run(e *env) error {
	if c.ID != "" {
		c.Article = append(c.Article, c.ID)
	}
	f, err := c.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.JSON {
		n, err := export.Write(e, e.stdout, s, "articles", "jsonl", f, nil)
		if err == nil && n == 0 {
			return c.none(e, s, f)
		}
		return err
	}
	t := table{head: []string{"ID", "PUBLISHED", "COPIES", "SENTENCES", "EVENTS", "TITLE"}, max: []int{0, 0, 0, 0, 0, 0}}
	n := 0
	for a, err := range query.Articles(e, s, f) {
		if err != nil {
			return err
		}
		n++
		if c.ID != "" {
			e.printf("%s  %s\n%s\n\n", a.Article.ID, day(a.Article.Published), line(a.Article.Title))
			for _, p := range paragraphs(a.Article.Text) {
				e.printf("%s\n\n", wrap(p, 100, ""))
			}
			for _, cp := range a.Article.Copies {
				how := cp.How
				if how != "" {
					how = " (" + how + " copy)"
				}
				e.printf("printed on %s, lines %d–%d%s\n", line(cp.Page), cp.FirstLine, cp.LastLine, how)
			}
			continue
		}
		t.add(short(a.Article.ID), day(a.Article.Published), strconv.Itoa(len(a.Article.Copies)), strconv.Itoa(a.Sentences), strconv.Itoa(len(a.Reports)), orNone(a.Article.Title))
	}
	t.write(e.stdout)
	if n == 0 {
		return c.none(e, s, f)
	}
	return nil
}
