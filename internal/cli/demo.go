package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"annals.example/annals"
	"annals.example/annals/examples"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/query"
	"annals.example/annals/internal/reading"
)

type demoCommand struct{}

func (c *demoCommand) Help() string {
	return "Needs no file, no network and no flag. The archive that it makes lies in the folder for temporary files, so that the\ncommands it ends with can be tried.\n\nExit codes: 0 done; 1 failed."
}

func (c *demoCommand) Run(e *env) error {
	g, err := (&dataFlag{}).engine()
	if err != nil {
		return err
	}
	stages, err := g.stages()
	if err != nil {
		return err
	}
	pages, err := fs.Sub(examples.Pages, "pages")
	if err != nil {
		return err
	}
	db, s, err := demoArchive(e)
	if err != nil {
		return err
	}
	defer s.Close()
	o := reading.Options{Files: pages}
	if e.terminal() {
		o.Progress = progress(e)
	}
	sum, err := reading.Read(e, s, []string{"."}, stages, o)
	if o.Progress != nil {
		fmt.Fprint(e.stderr, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	t := sum.Archive
	e.printf("What came in: %s of crawled news, as crawlers leave them\n\n", count(t.Pages, "page"))
	in := table{head: []string{"PAGE", "FORMAT", "LINES", "ARTICLES"}, max: []int{0, 0, 0, 0}}
	for p, err := range s.Pages(e) {
		if err != nil {
			return err
		}
		in.add(p.Name, string(p.Format), fmt.Sprint(len(p.Lines)), fmt.Sprint(len(p.Articles)))
	}
	in.write(e.stdout)
	e.printf("\nWhat was made of it: %s in %s, %s\n\n", count(t.Articles, "article"), count(t.Printings, "printing"), count(t.Sentences, "sentence"))
	out := table{head: []string{"PUBLISHED", "COPIES", "ARTICLE"}, max: []int{21, 0, 0}}
	for a, err := range query.Articles(e, s, annals.Filter{}) {
		if err != nil {
			return err
		}
		out.add(day(a.Article.Published), fmt.Sprint(len(a.Article.Copies)), a.Article.Title)
	}
	out.write(e.stdout)
	events, err := timeline(e, s, annals.Filter{Unmarked: true})
	if err != nil {
		return err
	}
	e.printf("\nWho did what to whom: %s of %s, %s, %s. Those that are told as facts, by date:\n\n",
		count(t.Reports, "report"), count(t.Events, "event"), count(t.Statements, "statement"), count(t.Figures, "figure"))
	for _, ev := range events {
		printEvent(e, ev)
	}
	e.printf("\nLook further:\n")
	id := "ID"
	if len(events) > 0 {
		id = short(events[0].ID)
	}
	hints := [][2]string{
		{"why " + id, "how that record came to be"},
		{"events --country USA", "what the United States did, and what was done to it"},
		{"statements", "who said what"},
	}
	wide := 0
	for i := range hints {
		hints[i][0] = e.program + " " + hints[i][0] + " --db " + db
		wide = max(wide, len(hints[i][0]))
	}
	for _, hint := range hints {
		e.printf("  %-*s  %s\n", wide, hint[0], hint[1])
	}
	return nil
}

// demoArchive makes a fresh archive. It lies under one name, so that the demo
// leaves one file behind however often it runs; where that name is taken by
// what cannot be removed, it gets a folder of its own.
func demoArchive(e *env) (string, *sqlite.Store, error) {
	name := filepath.Join(os.TempDir(), "annals-demo.db")
	free := true
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		err := os.Remove(name + suffix)
		free = free && (err == nil || errors.Is(err, fs.ErrNotExist))
	}
	if free {
		if s, err := sqlite.Create(e, name); err == nil {
			return name, s, nil
		}
	}
	dir, err := os.MkdirTemp("", "annals-demo-")
	if err != nil {
		return "", nil, fmt.Errorf("make a folder for the demo's archive: %w", err)
	}
	name = filepath.Join(dir, "demo.db")
	s, err := sqlite.Create(e, name)
	return name, s, err
}
