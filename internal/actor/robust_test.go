package actor_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/internal/actor"
)

// checkSpans fails where a mention does not stand in the text as it says.
func checkSpans(t *testing.T, text string, sents []annals.Sentence, ms []annals.Mention) {
	t.Helper()
	for _, m := range ms {
		e := m.Evidence
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Text {
			t.Fatalf("evidence %d..%d %q does not stand in the text", e.Start, e.End, e.Text)
		}
		if m.Head < m.First || m.Head >= m.End || m.End > len(sents[m.Sentence].Tokens) {
			t.Fatalf("%q: tokens %d..%d, head %d", e.Text, m.First, m.End, m.Head)
		}
		if m.Kind == annals.MentionPlace && !m.Attribute {
			t.Fatalf("%q is a place and a participant", e.Text)
		}
	}
}

// FuzzMentions: whatever the text, every mention stands in it.
func FuzzMentions(f *testing.F) {
	f.Add("Iraq's and Iran's ministers met. He said: \"We agreed,\" he said.", "2008")
	f.Add("The two, the both sides' 's of of President -elect al- al-", "")
	f.Add("US-led US-backed US- US. U.S. 's 's\n\n(SDF) “They” the the", "2020-01-01")
	f.Fuzz(func(t *testing.T, text, date string) {
		if len(text) > 2000 || strings.ContainsRune(text, 0) {
			t.Skip("longer than this fuzzing needs")
		}
		text = strings.ToValidUTF8(text, "?")
		sents := reader().Read(text)
		checkSpans(t, text, sents, register().Mentions(actor.Doc{Text: text, Sentences: sents, On: annals.Date{Start: date}, Dateline: text[:len(text)/2]}))
	})
}

// flat makes a sentence of n words by repeating some, each hanging from the one
// before it: nothing the reader would make, but nothing that may hang either.
func flat(n int) (string, []annals.Sentence) {
	words := []string{"Iraqi", "and", "Syrian", "ministers", ",", "he", "of", "Hussein", "'s", "troops", "Turkey", "the", "rebels"}
	tags := []string{"ADJ", "CCONJ", "ADJ", "NOUN", "PUNCT", "PRON", "ADP", "PROPN", "PART", "NOUN", "PROPN", "DET", "NOUN"}
	var b strings.Builder
	s := annals.Sentence{}
	for i := range n {
		k := i % len(words)
		s.Tokens = append(s.Tokens, annals.Token{Start: b.Len(), End: b.Len() + len(words[k]), Form: words[k], Lemma: words[k], UPOS: tags[k], Deprel: "nsubj", Head: i - 1})
		b.WriteString(words[k] + " ")
	}
	s.End = b.Len()
	return b.String(), []annals.Sentence{s}
}

// TestLongSentence: a sentence of a hundred thousand words is read, and its
// mentions stand in it. (That it takes linear time, BenchmarkLongSentence shows.)
func TestLongSentence(t *testing.T) {
	text, sents := flat(100_000)
	ms := register().Mentions(actor.Doc{Text: text, Sentences: sents})
	if len(ms) < 1000 {
		t.Errorf("only %d mentions", len(ms))
	}
	checkSpans(t, text, sents, ms)
}

// BenchmarkLongSentence: the time for each word must not grow with the sentence.
func BenchmarkLongSentence(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		text, sents := flat(n)
		b.Run(map[int]string{1000: "1k", 10_000: "10k", 100_000: "100k"}[n], func(b *testing.B) {
			for b.Loop() {
				register().Mentions(actor.Doc{Text: text, Sentences: sents})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/word")
		})
	}
}

// TestRealPages reads crawled pages where they are at hand: every mention stands
// in the text, and those who are named on them are who they are.
func TestRealPages(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/pages/*.txt")
	if len(files) == 0 {
		t.Skip("no crawled pages at ../shared/data/pages")
	}
	// Facts of 2024 and 2025, whoever prints them.
	facts := map[string]string{"Fuad Hussein": "IRQ", "Nawaf Salam": "LBN", "Ahmed al-Sharaa": "SYR", "Marco Rubio": "USA", "Hezbollah": "LBN", "Alexander Lavrentiev": "RUS"}
	seen := map[string]int{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		sents := reader().Read(text)
		ms := register().Mentions(actor.Doc{Text: text, Sentences: sents, On: annals.Date{Start: "2025-02-20"}})
		checkSpans(t, text, sents, ms)
		for _, m := range ms {
			for _, a := range m.Actors {
				if want, ok := facts[a.Name]; ok {
					seen[a.Name]++
					if a.Code != want {
						t.Errorf("%s: %q is %s, want %s (%v)", filepath.Base(f), m.Evidence.Text, a.Code, want, m.How)
					}
				}
				if strings.Contains(a.Name, "Thaier") && a.Code != "" {
					t.Errorf("a photographer was taken for an actor of %s", a.Code)
				}
			}
		}
	}
	for name := range facts {
		if seen[name] == 0 {
			t.Errorf("%s was not found", name)
		}
	}
}
