package gold_test

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/examples"
	"annals.example/annals/internal/article"
	"annals.example/annals/internal/copies"
	"annals.example/annals/internal/copies/gold"
	"annals.example/annals/internal/page"
)

// sources are the sample pages, and the articles of Wikinews where they are.
func sources(t *testing.T) (out []annals.Article) {
	t.Helper()
	names, err := fs.Glob(examples.Pages, "pages/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := fs.ReadFile(examples.Pages, n)
		if err != nil {
			t.Fatal(err)
		}
		for p, err := range page.Read(n, raw) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, article.Find(p).Articles...)
		}
	}
	for _, year := range []string{"2019", "2020"} {
		name := "../../../../shared/data/news/wikinews_" + year + ".csv"
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Logf("%s is not here: only the sample pages are used", name)
			continue
		}
		for p, err := range page.Read(name, raw) {
			if err == nil {
				out = append(out, gold.Source(p))
			}
		}
	}
	return out
}

// The target: F1 of .995 on both halves.
func TestGold(t *testing.T) {
	all := sources(t)
	for _, half := range []string{gold.Dev, gold.Test} {
		set := gold.Make(all, half)
		s := set.Measure(groups(set.Articles))
		t.Logf("%s: %d articles, P %.4f R %.4f F1 %.4f (%d pairs wanted)", half, len(set.Articles), s.P(), s.R(), s.F(), s.Want)
		if s.F() < 0.995 {
			t.Errorf("%s: F1 %.4f", half, s.F())
		}
		if half == gold.Dev && testing.Verbose() {
			tell(t, "missed", s.Missed)
			tell(t, "wrongly joined", s.Wrong)
		}
	}
}

// groups maps every article to its group, or to itself.
func groups(articles []annals.Article) func(string) string {
	of := map[string]string{}
	for _, g := range copies.Groups(articles) {
		for _, m := range g.Members {
			of[m.ID] = g.Leader
		}
	}
	return func(id string) string {
		if l, ok := of[id]; ok {
			return l
		}
		return id
	}
}

func tell(t *testing.T, what string, pairs map[string]int) {
	keys := slices.SortedFunc(maps.Keys(pairs), func(a, b string) int {
		if pairs[a] != pairs[b] {
			return pairs[b] - pairs[a]
		}
		return strings.Compare(a, b)
	})
	for _, k := range keys[:min(len(keys), 60)] {
		t.Logf("%s: %3d %s", what, pairs[k], k)
	}
}
