package article_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/article/gold"
	"annals.example/annals/internal/page"
)

// corpusDir holds the pages of the article-extraction benchmark, where present.
const corpusDir = "../../../shared/data/html/sh"

func corpus(t testing.TB) []gold.Page {
	t.Helper()
	if _, err := os.Stat(corpusDir); err != nil {
		t.Skip("the HTML corpus is not present")
	}
	pages, err := gold.Corpus(os.DirFS(corpusDir))
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// articles reads the source of a page and finds its articles.
func articles(t testing.TB, html string) []annals.Article {
	t.Helper()
	for p, err := range page.Read("p.html", []byte(html)) {
		if err != nil {
			t.Fatal(err)
		}
		return article.Find(p).Articles
	}
	return nil
}

func mainText(t testing.TB, html string) string {
	if as := articles(t, html); len(as) > 0 {
		return as[0].Text
	}
	return ""
}

// TestDisturbedCorpus: what holds a page together is its structure and its
// words, not the names that a publisher gives to things. Every fourth page is
// read here; `make bench-pages` and `make scores` read them all.
func TestDisturbedCorpus(t *testing.T) {
	pages := corpus(t)
	for _, d := range gold.Disturbances {
		var s gold.Score
		for i, p := range gold.Disturbed(pages, d) {
			if i%4 == 0 || os.Getenv("ALL_PAGES") != "" {
				s.Add(p.Body, mainText(t, p.HTML))
			}
		}
		t.Logf("%-90s %3d pages: F1 %.4f, precision %.4f, recall %.4f", d, s.Pages, s.F1(), s.P(), s.R())
		want := 0.955
		if d.Name == "bare" {
			want = 0.94
		}
		if s.F1() < want {
			t.Errorf("F1 %.4f on pages with %s, want %.3f", s.F1(), d, want)
		}
	}
}

// halves splits pages into those to develop on and those to test on.
func halves(pages []gold.Page) (dev, test []gold.Page) {
	for i, p := range pages {
		if i%2 == 0 {
			dev = append(dev, p)
		} else {
			test = append(test, p)
		}
	}
	return dev, test
}

// TestStackedHTML: every article of a page is found and no single one is split.
// A stacked page is right where every body is found in a text of its own and
// there is no text besides; of a single one only the number is asked.
func TestStackedHTML(t *testing.T) {
	dev, test := halves(corpus(t))
	for _, half := range []struct {
		name  string
		pages []gold.Page
	}{{"dev", dev}, {"test", test}} {
		for _, set := range []struct {
			name   string
			stacks []gold.Stack
			least  float64
		}{
			{"stacked", gold.Stacks(half.pages, false, 0), 0.86},
			{"stacked, raw", gold.Stacks(half.pages, true, 0), 0.80},
			{"appended", gold.Appended(half.pages), 0.84},
			{"single", gold.Singles(half.pages), 0.98},
		} {
			right := 0
			by := map[string][2]int{}
			for _, st := range set.stacks {
				var texts []string
				for _, a := range articles(t, st.HTML) {
					texts = append(texts, a.Text)
				}
				n := by[st.Name]
				n[1]++
				ok := st.Right(texts)
				if set.name == "single" {
					ok = len(texts) <= 1
				}
				if ok {
					right++
					n[0]++
				}
				by[st.Name] = n
			}
			t.Logf("%s, %s: %d of %d right (%.1f %%)", half.name, set.name, right, len(set.stacks), 100*float64(right)/float64(len(set.stacks)))
			if float64(right) < set.least*float64(len(set.stacks)) {
				t.Errorf("%s, %s: %d of %d pages right, want %.0f %%", half.name, set.name, right, len(set.stacks), 100*set.least)
			}
			if half.name == "dev" || testing.Verbose() && os.Getenv("ALL_PAGES") != "" {
				for _, name := range slices.Sorted(maps.Keys(by)) {
					t.Logf("    %-60s %d of %d", name, by[name][0], by[name][1])
				}
			}
		}
	}
}

// TestPublishedCorpus: the day of publication of real pages, right or unknown.
func TestPublishedCorpus(t *testing.T) {
	pages := corpus(t)
	raw, err := os.ReadFile("testdata/published-sh.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := gold.Days(string(raw))
	var s gold.DayScore
	for _, p := range pages {
		day, ok := want[p.ID[:6]]
		if !ok {
			t.Fatalf("no day is noted for %s", p.ID)
		}
		got := annals.Date{}
		if as := articles(t, p.HTML); len(as) > 0 {
			got = as[0].Published
		}
		if r := s.Add(day, got.Start); r != "right" {
			t.Logf("%s: %s: got %q (%s), want %s", p.ID[:6], r, got.Start, got.Basis, day)
		}
	}
	t.Logf("%d pages: %s", len(pages), s)
	if s.Right*100 < 94*s.Dated || s.Wrong*100 > 2*len(pages) {
		t.Errorf("%s", s)
	}
}

// charsets in which our own pages are written, beside UTF-8.
var charsets = map[string]encoding.Encoding{
	"iso-8859-1": charmap.ISO8859_1, "iso-8859-15": charmap.ISO8859_15, "windows-1252": charmap.Windows1252, "windows-1251": charmap.Windows1251,
	"koi8-r": charmap.KOI8R, "shift_jis": japanese.ShiftJIS, "euc-jp": japanese.EUCJP, "gbk": simplifiedchinese.GBK,
	"utf-16": utf16.UTF16(utf16.LittleEndian, utf16.UseBOM),
}

// TestOwnPages: pages as real sites build them, each with its body, headline,
// date and writer.
func TestOwnPages(t *testing.T) {
	stories, err := os.ReadFile("testdata/stories.txt")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	own, err := gold.Pages(string(stories), string(pages))
	if err != nil {
		t.Fatal(err)
	}
	if len(own) < 60 {
		t.Errorf("only %d pages", len(own))
	}
	for _, o := range own {
		t.Run(o.Name, func(t *testing.T) {
			src := o.HTML
			if enc := charsets[o.Charset]; enc != nil {
				var err error
				if src, err = encoding.ReplaceUnsupported(enc.NewEncoder()).String(src); err != nil {
					t.Fatal(err)
				}
			} else if o.Charset != "" {
				t.Fatalf("no charset %s", o.Charset)
			}
			var found []annals.Article
			for p, err := range page.Read("own.html", []byte(src)) {
				if err != nil {
					t.Fatal(err)
				}
				f := article.Find(p)
				if err := account(p, f); err != nil {
					t.Error(err)
				}
				found = f.Articles
			}
			for _, fault := range o.Faults(found) {
				t.Error(fault)
			}
		})
	}
}

// TestStackedText: articles stacked on a page of text are told apart, and one
// alone is not split.
func TestStackedText(t *testing.T) {
	dev, test := halves(corpus(t))
	for _, half := range []struct {
		name  string
		pages []gold.Page
	}{{"dev", dev}, {"test", test}} {
		var b gold.Boundaries
		by := map[string]*gold.Boundaries{}
		for round := range 4 {
			for _, st := range gold.TextStacks(half.pages, round) {
				var starts []int
				for p, err := range page.Read("stack.txt", []byte(st.Text)) {
					if err != nil {
						t.Fatal(err)
					}
					for _, a := range article.Find(p).Articles {
						for _, c := range a.Copies {
							starts = append(starts, c.FirstLine)
						}
					}
				}
				slices.Sort(starts)
				b.Add(st.Starts, starts)
				if by[st.Name] == nil {
					by[st.Name] = &gold.Boundaries{}
				}
				by[st.Name].Add(st.Starts, starts)
			}
		}
		t.Logf("%s: %d boundaries, %d found, %d right: F %.4f", half.name, b.Want, b.Got, b.Right, b.F())
		if b.F() < 0.975 {
			t.Errorf("%s: boundaries F %.4f, want 0.975", half.name, b.F())
		}
		if half.name == "dev" {
			for _, name := range slices.Sorted(maps.Keys(by)) {
				t.Logf("    %-32s %+v", name, *by[name])
			}
		}
	}
}
