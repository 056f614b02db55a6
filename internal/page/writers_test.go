package page_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"annals.example/annals/internal/page"
)

var update = flag.Bool("update", false, "write what is read today into testdata/writers.txt")

// Of what differs each time the files are made, the account says only that it is there.
var fleeting = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// TestWriters reads files made by real writers of each format (see
// testdata/writers/make.py). The account of all of them, record by record, is
// what a person signed: testdata/writers.txt.
func TestWriters(t *testing.T) {
	files, err := filepath.Glob("testdata/writers/*")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	var out strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, ".py") || strings.HasSuffix(file, ".md") {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		fmt.Fprintf(&out, "== %s\n", name)
		for r, err := range page.Records(name, bytes.NewReader(raw)) {
			account(&out, r, err)
		}
	}
	got := fleeting.ReplaceAllString(out.String(), "HOST")
	const golden = "testdata/writers.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	check(t, strings.Split(got, "\n"), strings.Split(string(want), "\n"))
}

// account writes what became of one record.
func account(out *strings.Builder, r page.Record, err error) {
	if err == nil {
		got, fault := r.Page()
		if err = fault; err == nil {
			s := got.Said
			fmt.Fprintf(out, "page    %s: %s, %q\n        url %s\n        published %s (%s), crawled %t, publication %q, language %q, bylines %q\n", got.Name, got.Format, s.Title, s.URL,
				s.Published, s.PublishedField, s.Crawled != "", s.Publication, s.Language, s.Bylines)
			for _, l := range got.Lines {
				if text := strings.TrimSpace(l.Text); text != "" {
					fmt.Fprintf(out, "        %s| %s\n", l.Markup, cut(text, 100))
				}
			}
			for _, n := range got.Notes {
				fmt.Fprintf(out, "        note: %s\n", n)
			}
			return
		}
	}
	var re *page.RecordError
	if !errors.As(err, &re) {
		fmt.Fprintf(out, "WRONG   %v\n", err)
		return
	}
	fate := "refused"
	if re.Passed {
		fate = "passed "
	}
	fmt.Fprintf(out, "%s %v\n", fate, re)
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
