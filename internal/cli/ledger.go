package cli

import (
	"errors"
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
	in, done, err := c.input(e)
	if err != nil {
		return err
	}
	defer done()
	js := export.NewJSON(e.stdout)
	pages, refused, passed := 0, 0, 0
	for r, err := range page.Records(c.File, in) {
		var p annals.Page
		if err == nil {
			p, err = r.Page()
		}
		if err != nil {
			var re *page.RecordError
			if !errors.As(err, &re) || !re.Passed {
				refused++
			} else {
				passed++
			}
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
	case refused+passed > 0 && pages == 0:
		return errTold
	case refused > 0:
		return partialError{fmt.Errorf("%s refused", count(refused, "record"))}
	}
	return nil
}

// input opens the file, or standard input.
func (c *ledgerCommand) input(e *env) (in io.Reader, done func(), err error) {
	if c.File == "-" {
		return e.stdin, func() {}, nil
	}
	if isDir(c.File) {
		return nil, nil, usage("%s is a folder: a ledger is of one file", c.File)
	}
	f, err := os.Open(c.File)
	if err != nil {
		return nil, nil, fmt.Errorf("read the page: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("read the page: %w", err)
	}
	if !info.Mode().IsRegular() {
		return f, func() { f.Close() }, nil
	}
	return io.NewSectionReader(f, 0, info.Size()), func() { f.Close() }, nil
}

// splitLines cuts a text at its line ends.
func splitLines(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}
