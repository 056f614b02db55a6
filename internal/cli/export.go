package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type exportCommand struct {
	List   string `arg:"" enum:"events,articles,statements,figures,actors,ledger" help:"events, articles, statements, figures, actors or ledger."`
	Format string `enum:"jsonl,csv" default:"jsonl" help:"jsonl or csv (${default})."`
	Out    string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output; it appears when it is whole."`
	archiveFlag
	dataFlag
	filterFlags
}

func (c *exportCommand) Help() string {
	return "JSON lines carry PLOVER's field names; docs/columns.md describes the columns of CSV. The order depends on the\ncontent alone: the same pages give the same bytes.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *exportCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	var about query.About
	if c.List == "actors" {
		if about, err = c.about(); err != nil {
			return err
		}
	}
	write := func(w io.Writer) error {
		n, err := export.Write(e, w, s, c.List, c.Format, f, about)
		if err == nil && n == 0 {
			t, err := s.Stats(e)
			if err != nil {
				return err
			}
			all := map[string]int{"events": t.Reports, "articles": t.Articles, "statements": t.Statements, "figures": t.Figures, "actors": t.Reports, "ledger": t.Lines}
			return e.empty(s, c.List, all[c.List], f)
		}
		return err
	}
	if c.Out == "" || c.Out == "-" {
		return write(e.stdout)
	}
	// A file that is cut off must not pass for a whole one.
	tmp, err := os.CreateTemp(filepath.Dir(c.Out), "."+filepath.Base(c.Out)+"-*")
	if err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	defer os.Remove(tmp.Name())
	if err := write(tmp); err != nil {
		tmp.Close()
		return fmt.Errorf("write %s: %w", c.Out, err)
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("write %s: %w", c.Out, err)
	}
	return os.Rename(tmp.Name(), c.Out)
}
