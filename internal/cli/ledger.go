package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/page"
)

type ledgerCommand struct {
	File string `arg:"" help:"A page, or - for standard input. No archive is needed."`
	JSON bool   `name:"json" help:"Print JSON lines: line, kind, article_id, text."`
}

func (c *ledgerCommand) Help() string {
	return "Shows every line of a page with what it was taken for (body, headline, caption, credit, byline, dateline, residue,\nduplicate, blank), by which sign, and which article it belongs to.\n\nExit codes: 0 done; 1 failed; 2 wrong usage; 3 shown, but a record of the file was refused."
}

func (c *ledgerCommand) Run(e *env) error {
	var raw []byte
	var err error
	if c.File == "-" {
		raw, err = io.ReadAll(e.stdin)
	} else {
		raw, err = os.ReadFile(c.File)
	}
	if err != nil {
		if isDir(c.File) {
			return usage("%s is a folder: a ledger is of one file", c.File)
		}
		return fmt.Errorf("read the page: %w", err)
	}
	js := export.NewJSON(e.stdout)
	pages, refused := 0, 0
	for p, err := range page.Read(c.File, raw) {
		if err != nil {
			refused++
			fmt.Fprintln(e.stderr, "annals:", err)
			continue
		}
		pages++
		_, lines, _ := articlesOf(p)
		t := table{head: []string{"LINE", "KIND", "ARTICLE", "SIGN", "TEXT"}, max: []int{0, 0, 10, 34, 0}}
		counts := map[annals.LineKind]int{}
		for _, l := range lines {
			counts[l.Kind]++
			if c.JSON {
				out := export.OfLine("", l)
				out.Why = ""
				if p.Name != c.File {
					out.Page = p.Name
				}
				if err := js.Write(out); err != nil {
					return err
				}
				continue
			}
			t.add(strconv.Itoa(l.Number), string(l.Kind), short(l.ArticleID), l.Why, l.Text)
		}
		if !c.JSON {
			e.printf("%s: %s\n", line(p.Name), count(len(lines), "line"))
			t.write(e.stdout)
		}
	}
	switch {
	case refused > 0 && pages == 0:
		return errTold
	case refused > 0:
		return partialError{fmt.Errorf("%s refused", count(refused, "record"))}
	}
	return nil
}

// splitLines cuts a text at its line ends.
func splitLines(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}
