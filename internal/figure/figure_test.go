package figure_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"annals.example/annals"
	"annals.example/annals/internal/figure"
	"annals.example/annals/internal/language/english"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

var model = sync.OnceValues(english.Open)

func reader(t testing.TB) *english.Reader {
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	return m.NewReader()
}

// names makes a mention of every name that the parser found, coded with itself.
func names(text string, sents []annals.Sentence) []annals.Mention {
	var out []annals.Mention
	for _, s := range sents {
		for i := 0; i < len(s.Tokens); i++ {
			if !strings.HasPrefix(s.Tokens[i].Name, "B-") {
				continue
			}
			j, head := i+1, i
			for j < len(s.Tokens) && strings.HasPrefix(s.Tokens[j].Name, "I-") {
				j++
			}
			for k := i; k < j; k++ {
				if h := s.Tokens[k].Head; h < i || h >= j {
					head = k
				}
			}
			name := text[s.Tokens[i].Start:s.Tokens[j-1].End]
			rel := s.Tokens[head].Deprel
			out = append(out, annals.Mention{
				Sentence: s.Index, First: i, End: j, Head: head,
				Attribute: rel == "amod" || rel == "compound" || rel == "nmod:poss",
				Actors:    []annals.Actor{{Name: name, Text: name}},
			})
			i = j - 1
		}
	}
	return out
}

func show(f annals.Figure, ids map[string]int) string {
	s := fmt.Sprintf("%.10g", f.Value)
	if f.Max != 0 {
		s += fmt.Sprintf(" to %.10g", f.Max)
	}
	s += " " + f.Bound + " " + f.Unit
	if f.Of != "" {
		s += " {" + f.Of + "}"
	}
	if f.State != "" {
		s += " " + f.State
	}
	var who []string
	for _, a := range f.Claimant {
		who = append(who, a.Text)
	}
	if len(who) > 0 {
		s += " [" + strings.Join(who, ", ") + "]"
	}
	if f.SubsetOf != "" {
		s += fmt.Sprintf(" (part of figure %d)", ids[f.SubsetOf])
	}
	return s
}

// TestFiguresOfSentences reads testdata/cases.txt: a sentence and the figures in it.
func TestFiguresOfSentences(t *testing.T) {
	r := reader(t)
	const file = "testdata/cases.txt"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	for n := 0; n < len(lines); n++ {
		line := lines[n]
		if !strings.HasPrefix(line, "> ") {
			if strings.HasPrefix(line, "#") {
				out = append(out, line)
			}
			continue
		}
		text := line[2:]
		var want []string
		for n+1 < len(lines) && strings.HasPrefix(lines[n+1], "  ") {
			n++
			want = append(want, strings.TrimSpace(lines[n]))
		}
		sents := r.Read(text)
		var got []string
		ids := map[string]int{}
		for i, f := range figure.Find("a-1", text, sents, names(text, sents), annals.Date{}) {
			ids[f.ID] = i + 1
			got = append(got, show(f, ids))
			check(t, text, f)
		}
		out = append(out, line)
		for _, g := range got {
			out = append(out, "  "+g)
		}
		if !*update && strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:%d: %s\n\t got %s\n\twant %s", file, n+1, text, strings.Join(got, "\n\t     "), strings.Join(want, "\n\t     "))
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(out, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func check(t interface{ Errorf(string, ...any) }, text string, f annals.Figure) {
	e := f.Evidence
	if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Text {
		t.Errorf("%q: evidence %+v does not stand in the text", text, e)
	}
	if f.ID == "" || f.Unit == "" || f.Bound == "" || f.Max != 0 && f.Max <= f.Value {
		t.Errorf("%q: %+v", text, f)
	}
}

// However sentences are put together, evidence stands in the text, and the same
// text gives the same figures.
func TestEvidenceStandsInAnyText(t *testing.T) {
	r := reader(t)
	parts := []string{
		"The blast killed 12 people", "between 3 and", "of whom 40", "$5bn", "1,5,00", "5 to 6 million refugees", "2024-02-06", "about half of them",
		"“a 14-year war”", "–", "three", "3-1", "№ 7", "\u00a01.5\u00a0million", "according to", "according to UNICEF", "including 4", ".", ",", "\n\n", "a", "\xff", "a dozen",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 14).Draw(t, "parts"), " ")
		text = strings.ToValidUTF8(text, "?")
		sents := r.Read(text)
		a := figure.Find("a-1", text, sents, names(text, sents), annals.Date{})
		b := figure.Find("a-1", text, sents, names(text, sents), annals.Date{})
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("%q: two answers", text)
		}
		for _, f := range a {
			check(t, text, f)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := reader(b)
	text := "Officials estimate the country hosts about 1.5 million refugees, of whom about 755,000 are registered, according to UNHCR. The ministers met on Monday to discuss their return. The fighting has killed more than 100 civilians and 300 fighters."
	sents := r.Read(text)
	m := names(text, sents)
	b.ReportAllocs()
	for b.Loop() {
		figure.Find("a-1", text, sents, m, annals.Date{})
	}
	b.ReportMetric(float64(len(sents)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
