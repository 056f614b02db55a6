package article_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"annals.example/annals"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/page"
)

// account checks that the ledger closes: every line of the page is there once,
// in order and classed with a reason; an article's text is made of its body
// lines only, in order; nothing points outside the page.
func account(p annals.Page, f article.Found) error {
	if len(f.Lines) != len(p.Lines) {
		return fmt.Errorf("%d lines in, %d lines classed", len(p.Lines), len(f.Lines))
	}
	body := map[string]*strings.Builder{}
	for _, a := range f.Articles {
		if body[a.ID] != nil {
			return fmt.Errorf("article %s comes twice", a.ID)
		}
		body[a.ID] = &strings.Builder{}
		if !utf8.ValidString(a.Text) || a.Text == "" {
			return fmt.Errorf("article %s has a text that is empty or not UTF-8", a.ID)
		}
		if a.ID != article.ID(a.Title, a.Text) {
			return fmt.Errorf("article %s is not named after its title and text", a.ID)
		}
		if len(a.Copies) == 0 {
			return fmt.Errorf("article %s has no printing", a.ID)
		}
		for _, c := range a.Copies {
			if c.FirstLine < 1 || c.LastLine < c.FirstLine || c.LastLine > len(p.Lines) {
				return fmt.Errorf("article %s is printed on lines %d to %d of %d", a.ID, c.FirstLine, c.LastLine, len(p.Lines))
			}
		}
	}
	for i, l := range f.Lines {
		if l.Text != p.Lines[i].Text || l.Number != p.Lines[i].Number {
			return fmt.Errorf("line %d was changed", i+1)
		}
		if letters[l.Kind] == "" || l.Why == "" {
			return fmt.Errorf("line %d is %q because %q", i+1, l.Kind, l.Why)
		}
		if (strings.TrimSpace(l.Text) == "") != (l.Kind == annals.LineBlank) && strings.Trim(l.Text, "\u200b\ufeff\u00ad \t") != "" {
			return fmt.Errorf("line %d is %q: %q", i+1, l.Kind, l.Text)
		}
		if l.ArticleID != "" && body[l.ArticleID] == nil {
			return fmt.Errorf("line %d belongs to %s, which was not found", i+1, l.ArticleID)
		}
		if l.Kind == annals.LineBody {
			if l.ArticleID == "" {
				return fmt.Errorf("line %d is the body of nothing", i+1)
			}
			body[l.ArticleID].WriteString(l.Text)
		}
	}
	for _, a := range f.Articles {
		if solid(a.Text) != solid(body[a.ID].String()) {
			return fmt.Errorf("article %s is not made of its body lines:\n%q\n%q", a.ID, a.Text, body[a.ID])
		}
	}
	return nil
}

func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// pieces are what pages are made of.
var pieces = []string{
	"", "", "", " ", "TT", "20", "Share", "Advertisement", "---",
	"Treaty of Lausanne Signed", "Greece and Turkey Exchange Prisoners", "Allies Leave Constantinople After Five Years",
	"Ismet Pasha at the signing in Lausanne. (AP)", "Delegates leave the Palais de Rumine", "REUTERS/Some Body", "(AFP)",
	"By Anna Example", "Tuesday, July 24, 1923", "Published: 24 July 1923", "Read more: The road to Lausanne",
	"LAUSANNE, July 24, 1923 (Wire) — Turkey and the Allied powers signed a treaty of peace on Tuesday in the hall of the university.",
	"Ismet Pasha signed first, with a pen that had been bought for the day.",
	"The Straits are to be open to ships of all nations in peace, and the border in Thrace is drawn along the Maritsa.",
	"What the treaty says", "© 1923 The Example Press",
}

func TestAccounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "lines"), "\n")
		for p, err := range page.Read("page.txt", []byte(text)) {
			if err != nil {
				continue // all blank
			}
			f := article.Find(p)
			if err := account(p, f); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if again := article.Find(p); !reflect.DeepEqual(f, again) {
				t.Fatal("the same page was read in two ways")
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, c := range stacks {
		f.Add(strings.ReplaceAll(c.page, "|", " "), "page.txt")
	}
	f.Add("<html><body><nav>Home</nav><article><h1>Peace</h1><p>They signed it on Monday in the old town hall.</p></article></body></html>", "page.html")
	f.Add(plainHTML, "page.html")
	f.Fuzz(func(t *testing.T, text, name string) {
		for p, err := range page.Read(name, []byte(text)) {
			if err != nil {
				continue
			}
			if err := account(p, article.Find(p)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestRealPages reads the real pages where they are present: 6 distinct
// articles in 10 printings, and every line accounted for.
func TestRealPages(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/pages/*.txt")
	if len(files) == 0 {
		t.Skip("the real pages are not present")
	}
	distinct, printings := map[string]bool{}, 0
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for p, err := range page.Read(filepath.Base(name), raw) {
			if err != nil {
				t.Fatal(err)
			}
			f := article.Find(p)
			if err := account(p, f); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for _, a := range f.Articles {
				distinct[a.ID] = true
				printings += len(a.Copies)
				if len(a.Captions) != 1 || len(a.Credits) != 1 || a.Published.Known() {
					t.Errorf("%s: %q: captions %q, credits %q, published %v", name, a.Title, a.Captions, a.Credits, a.Published)
				}
			}
			for _, l := range f.Lines {
				if l.Kind == annals.LineResidue && len(l.Text) > 2 {
					t.Errorf("%s:%d: residue %q", name, l.Number, l.Text)
				}
			}
		}
	}
	if len(distinct) != 6 || printings != 10 {
		t.Errorf("%d distinct articles in %d printings, want 6 in 10", len(distinct), printings)
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(strings.Join(pieces, "\n\n")+"\n\n\n\n", 200)
	var p annals.Page
	for q, err := range page.Read("page.txt", []byte(text)) {
		if err != nil {
			b.Fatal(err)
		}
		p = q
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		article.Find(p)
	}
}

// Evidence counts bytes, so that an id must never name two texts.
func TestIDNamesOneText(t *testing.T) {
	one := article.ID("Envoys Meet", "They met in Cairo.\n\nThey talked.")
	for _, other := range []string{
		article.ID("Envoys Meet", "They met in Cairo.\nThey talked."),
		article.ID("Envoys Meet", "They met  in Cairo.\n\nThey talked."),
		article.ID("Envoys  Meet", "They met in Cairo.\n\nThey talked."),
	} {
		if other == one {
			t.Errorf("two texts share the id %s", one)
		}
	}
}
