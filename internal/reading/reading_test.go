package reading_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/reading"
)

// brittle codes one report for each text, and breaks where the text says so.
type brittle struct{}

func (brittle) Code(a annals.Article) annals.Coded {
	all := annals.Evidence{ArticleID: a.ID, End: len(a.Text), Text: a.Text}
	switch a.Text {
	case "coder panics":
		panic("as asked")
	case "wrong words":
		all.Text = "others"
	}
	return annals.Coded{Article: a, Sentences: make([]annals.Sentence, 1), Reports: []annals.Report{{
		ID: "r-" + a.ID, ArticleID: a.ID, Type: "CONSULT", Trigger: all, Sentence: all}}}
}

// record is a file that is one page.
type record struct{ name, text string }

func (r record) Size() int { return len(r.text) }

func (r record) Page() (annals.Page, error) {
	if r.text == "page panics" {
		panic("as asked")
	}
	return annals.Page{ID: "p-" + r.name, Name: r.name, Size: len(r.text), Lines: []annals.Line{{Number: 1, Text: r.text}}}, nil
}

// stages read a file as a page that is one article, and break where it says so.
func stages() reading.Stages {
	return reading.Stages{
		Records: func(name string, in io.Reader) iter.Seq2[reading.Record, error] {
			return func(yield func(reading.Record, error) bool) {
				raw, err := io.ReadAll(in)
				switch string(raw) {
				case "cutting panics":
					panic("as asked")
				case "page refused":
					err = errors.New("not a page")
				}
				yield(record{name, string(raw)}, err)
			}
		},
		Articles: func(p annals.Page) ([]annals.Article, []annals.Line, []string) {
			if p.Lines[0].Text == "article panics" {
				panic("as asked")
			}
			p.Lines[0].Kind = annals.LineBody
			return []annals.Article{{ID: "a-" + p.Name, Text: p.Lines[0].Text, Copies: []annals.Copy{{PageID: p.ID, Page: p.Name, FirstLine: 1, LastLine: 1}}}}, p.Lines, nil
		},
		Groups: func(articles iter.Seq2[annals.Article, error], _ func(string) (string, error)) (out []archive.Member, err error) {
			for a, err := range articles {
				if err != nil {
					return nil, err
				}
				out = append(out, archive.Member{ID: a.ID, Leader: a.ID})
			}
			return out, nil
		},
		NewCoder: func() (reading.Coder, error) { return brittle{}, nil },
		Join: func(rs []annals.Report) (out []annals.Event) {
			for _, r := range rs {
				out = append(out, annals.Event{ID: "e-" + r.ID, Reports: []string{r.ID}, Rule: "alone"})
			}
			return out
		},
		PageVersion: "1", CodeVersion: "1",
	}
}

// A fault in one page or article costs that one and is told; the rest is read.
func TestFaultsCostOnlyThemselves(t *testing.T) {
	files := fstest.MapFS{}
	for _, text := range []string{"fine", "also fine", "page panics", "cutting panics", "page refused", "article panics", "coder panics", "wrong words"} {
		files[strings.ReplaceAll(text, " ", "-")+".txt"] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, workers := range []int{1, 3} {
		ctx := context.Background()
		s, err := sqlite.Create(ctx, filepath.Join(t.TempDir(), "x.db"))
		if err != nil {
			t.Fatal(err)
		}
		sum, err := reading.Read(ctx, s, []string{"."}, stages(), reading.Options{Workers: workers, Files: files})
		if err != nil {
			t.Fatal(err)
		}
		var refused []string
		for _, r := range sum.Refused {
			refused = append(refused, r.Input)
		}
		if got := strings.Join(refused, " "); got != "article-panics.txt cutting-panics.txt page-panics.txt page-refused.txt" {
			t.Errorf("%d workers: refused %s", workers, got)
		}
		if len(sum.Failures) != 1 || sum.Failures[0].Where != "a-coder-panics.txt" || !strings.Contains(sum.Failures[0].What, "as asked") {
			t.Errorf("%d workers: failures %+v", workers, sum.Failures)
		}
		if sum.Dropped != 1 || sum.Pages != 4 || sum.Archive.Articles != 4 || sum.Archive.Reports != 2 || sum.Archive.Events != 2 {
			t.Errorf("%d workers: %d dropped, %d pages; in the archive %+v", workers, sum.Dropped, sum.Pages, sum.Archive)
		}
		// A second reading finds nothing to do, but tells what still fails.
		again, err := reading.Read(ctx, s, []string{"."}, stages(), reading.Options{Workers: workers, Files: files})
		if err != nil || again.Pages != 0 || again.Known != len(files) || again.Recoded != 0 || again.Archive != sum.Archive {
			t.Errorf("%d workers: again %+v, %v", workers, again, err)
		}
		s.Close()
	}
}

// What other rules made is made anew.
func TestNewRulesCodeAnew(t *testing.T) {
	ctx := context.Background()
	s, err := sqlite.Create(ctx, filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	files := fstest.MapFS{"a.txt": {Data: []byte("fine")}}
	for i, want := range []struct {
		page, code     string
		pages, recoded int
	}{{"1", "1", 1, 1}, {"1", "1", 0, 0}, {"1", "2", 0, 1}, {"2", "2", 1, 0}} {
		st := stages()
		st.PageVersion, st.CodeVersion = want.page, want.code
		sum, err := reading.Read(ctx, s, []string{"."}, st, reading.Options{Workers: 1, Files: files})
		if err != nil || sum.Pages != want.pages || sum.Recoded != want.recoded || sum.Archive.Reports != 1 {
			t.Errorf("reading %d: %d pages and %d articles coded, want %d and %d; %v, %+v", i+1, sum.Pages, sum.Recoded, want.pages, want.recoded, err, sum.Archive)
		}
	}
}
