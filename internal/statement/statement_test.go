package statement_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"annals.example/annals"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/statement"
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

func list(actors []annals.Actor) string {
	var s []string
	for _, a := range actors {
		s = append(s, a.Text)
	}
	if len(s) == 0 {
		return "?"
	}
	return strings.Join(s, " + ")
}

func show(s annals.Statement) string {
	out := s.Kind + " " + list(s.Speaker)
	if len(s.Addressee) > 0 {
		out += " -> " + list(s.Addressee)
	}
	if s.Verb != "" {
		out += " " + s.Verb
	}
	return out + ": " + s.Content
}

// TestStatementsOfTexts reads testdata/cases.txt: a text and the statements in it.
func TestStatementsOfTexts(t *testing.T) {
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
		text := strings.ReplaceAll(line[2:], " // ", "\n\n")
		var want []string
		for n+1 < len(lines) && strings.HasPrefix(lines[n+1], "  ") {
			n++
			want = append(want, strings.TrimSpace(lines[n]))
		}
		sents := r.Read(text)
		var got []string
		for _, s := range statement.Find("a-1", text, sents, names(text, sents)) {
			got = append(got, show(s))
			check(t, text, s)
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

func check(t interface{ Errorf(string, ...any) }, text string, s annals.Statement) {
	for _, e := range []annals.Evidence{s.Evidence, s.ContentAt} {
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Text {
			t.Errorf("%q: evidence %+v does not stand in the text", text, e)
		}
	}
	if s.ContentAt.Start < s.Evidence.Start || s.ContentAt.End > s.Evidence.End {
		t.Errorf("%q: the content %q lies outside its evidence %q", text, s.ContentAt.Text, s.Evidence.Text)
	}
	if s.ID == "" || s.Content == "" || s.Kind != "direct" && s.Kind != "indirect" {
		t.Errorf("%q: %+v", text, s)
	}
}

// However marks are mixed and sentences broken, evidence stands in the text, no
// statement comes twice, and the same text gives the same statements.
func TestEvidenceStandsInAnyText(t *testing.T) {
	r := reader(t)
	parts := []string{
		"“", "”", "\"", "‘", "’", "«", "»", "The war is over", "Nixon said", "he told reporters", "according to Nixon", ":", ",", ".", "\n\n",
		"that the men had gone home", "urged Iran to leave", "a statement urging", "was quoted as saying", "–", "\u00a0", "I am sorry", "Who knows?",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 20).Draw(t, "parts"), " ")
		sents := r.Read(text)
		m := names(text, sents)
		a := statement.Find("a-1", text, sents, m)
		if fmt.Sprint(a) != fmt.Sprint(statement.Find("a-1", text, sents, m)) {
			t.Fatalf("%q: two answers", text)
		}
		seen := map[string]bool{}
		for _, s := range a {
			check(t, text, s)
			if seen[s.ID] {
				t.Fatalf("%q: %q comes twice", text, s.Content)
			}
			seen[s.ID] = true
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := reader(b)
	text := "“We have ordered the troops home,” Nixon told reporters in Washington on Monday. The war, he said, was over. Officials said the ships would sail next week, according to a memo. The market rose."
	sents := r.Read(text)
	m := names(text, sents)
	b.ReportAllocs()
	for b.Loop() {
		statement.Find("a-1", text, sents, m)
	}
	b.ReportMetric(float64(len(sents)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
