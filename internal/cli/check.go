package cli

import (
	"fmt"

	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/export"
)

type checkCommand struct {
	archiveFlag
	JSON bool `name:"json" help:"Print JSON lines: problems, then what was checked."`
}

func (c *checkCommand) Help() string {
	return "Verifies the file, the content hash of every article, page and list of records, the words under every span,\nevery line of every ledger, and every count.\n\nExit codes: 0 everything holds; 1 something does not; 2 wrong usage."
}

func (c *checkCommand) Run(e *env) error {
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	js := export.NewJSON(e.stdout)
	problems := 0
	done, err := archive.Check(e, s, func(p archive.Problem) {
		problems++
		if c.JSON {
			_ = js.Write(p) // what cannot be printed fails at the last line, too
			return
		}
		e.printf("%s: %s\n    %s\n", p.Where, p.What, p.Remedy)
	})
	if err != nil {
		return err
	}
	if c.JSON {
		if err := js.Write(struct {
			archive.Checked
			Problems int `json:"problems"`
		}{done, problems}); err != nil {
			return err
		}
	} else {
		e.printf("checked %s: %s, %s, %s, %s, %s, %s\n", c.DB, count(done.Pages, "page"), count(done.Lines, "line"),
			count(done.Articles, "article text"), count(done.Records, "record"), count(done.Spans, "span"), count(done.Counts, "count"))
	}
	if problems > 0 {
		return fmt.Errorf("%s; the rest of %s holds", count(problems, "problem"), c.DB)
	}
	if !c.JSON {
		e.printf("everything holds\n")
	}
	return nil
}
