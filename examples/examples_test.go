package examples

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The README lists the pages for people; the list and the folder must agree.
func TestReadmeListsThePages(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(string(readme), -1) {
		listed[m[1]] = true
	}
	pages, err := fs.ReadDir(Pages, "pages")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if !listed[p.Name()] {
			t.Errorf("README.md does not list %s: add a row for it", p.Name())
		}
		delete(listed, p.Name())
	}
	for name := range listed {
		t.Errorf("README.md lists %s, which is not in pages", name)
	}
}

// A sample that is printed on several pages is printed alike, as a crawl finds it:
// the lines under a headline do not depend on the page.
func TestRepeatedArticlesAreIdentical(t *testing.T) {
	seen := map[string]string{}
	repeated := 0
	names, err := fs.Glob(Pages, "pages/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no text pages: %v", err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(Pages, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, article := range strings.Split(strings.TrimSpace(string(raw)), "\n\n\n\n") {
			headline, _, _ := strings.Cut(article, "\n")
			if strings.Count(article, headline+"\n") != 2 {
				t.Errorf("%s: headline %q is not printed twice", name, headline)
			}
			if was, ok := seen[headline]; ok {
				repeated++
				if was != article {
					t.Errorf("%s: %q differs from its other printing", name, headline)
				}
			}
			seen[headline] = article
		}
	}
	if len(seen) != 9 || repeated != 4 {
		t.Errorf("%d articles with %d repetitions, want 9 with 4 as in README.md", len(seen), repeated)
	}
}
