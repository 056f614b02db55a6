// Package gold measures how well articles are found on pages of HTML, against
// pages whose articles are known: the pages of the article-extraction benchmark
// where they are present, those pages disturbed in ways that leave a reader
// unmoved (see perturb.go), several of them put on one page (see stack.go), and
// pages of our own (see own.go).
//
// It takes files and the extractor as arguments and does not know how articles
// are found.
package gold

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

// Page is a page whose main article is known.
type Page struct {
	ID, URL string
	HTML    string // as crawled; most of it UTF-8
	Body    string // the article's text as a person cut it out
}

// Corpus reads the benchmark's folder: ground-truth.json and the pages, by id.
func Corpus(dir fs.FS) ([]Page, error) {
	raw, err := fs.ReadFile(dir, "ground-truth.json")
	if err != nil {
		return nil, err
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(raw, &truth); err != nil {
		return nil, fmt.Errorf("ground-truth.json: %w", err)
	}
	var out []Page
	for id, want := range truth {
		raw, err := fs.ReadFile(dir, id+".html.gz")
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		page, err := io.ReadAll(z)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		out = append(out, Page{ID: id, URL: want.URL, HTML: string(page), Body: want.ArticleBody})
	}
	slices.SortFunc(out, func(a, b Page) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// Score is precision and recall of shingles of four words, averaged over pages
// as the benchmark's own evaluator does it.
type Score struct {
	Pages             int
	precision, recall float64 // sums over the pages where each is defined
	precise, recalled int
}

// Add counts one page: its text as it should be and as it was found.
func (s *Score) Add(want, got string) {
	p, r := Compare(want, got)
	s.Pages++
	if p >= 0 {
		s.precision += p
		s.precise++
	}
	if r >= 0 {
		s.recall += r
		s.recalled++
	}
}

// P, R and F1 are the averages, from 0 to 1.
func (s *Score) P() float64 { return s.precision / float64(max(1, s.precise)) }

// R is the recall.
func (s *Score) R() float64 { return s.recall / float64(max(1, s.recalled)) }

// F1 is the harmonic mean of the two averages.
func (s *Score) F1() float64 { return harmonic(s.P(), s.R()) }

func harmonic(p, r float64) float64 {
	if p+r <= 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Compare gives precision and recall of one text; -1 where one of them is not
// defined because nothing was found or nothing was to be found.
func Compare(want, got string) (precision, recall float64) {
	a, na := shingles(want)
	b, nb := shingles(got)
	same := 0
	for s, n := range a {
		same += min(n, b[s])
	}
	precision, recall = -1, -1
	if nb > 0 {
		precision = float64(same) / float64(nb)
	}
	if na > 0 {
		recall = float64(same) / float64(na)
	}
	return precision, recall
}

// F is the F1 of one text; two empty texts are alike.
func F(want, got string) float64 {
	p, r := Compare(want, got)
	if p < 0 && r < 0 {
		return 1
	}
	return harmonic(max(p, 0), max(r, 0))
}

func shingles(text string) (map[string]int, int) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	m, n := map[string]int{}, 0
	for i := range max(1, len(words)-3) {
		if i < len(words) {
			m[strings.Join(words[i:min(i+4, len(words))], " ")]++
			n++
		}
	}
	return m, n
}
