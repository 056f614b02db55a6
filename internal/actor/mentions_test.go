package actor_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/internal/actor"
)

var update = flag.Bool("update", false, "write testdata/mentions.txt anew; read the difference before you keep it")

// story is one block of testdata/mentions.txt: a date, a text, what is expected.
type story struct{ date, dateline, text, want string }

func stories(t *testing.T) []story {
	raw, err := os.ReadFile("testdata/mentions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []story
	for _, b := range strings.Split(string(raw), "\n=== ")[1:] {
		head, body, _ := strings.Cut(b, "\n")
		date, dateline, _ := strings.Cut(strings.TrimSpace(head), " ")
		text, want, _ := strings.Cut(body, "\n---\n")
		out = append(out, story{date, dateline, strings.TrimSpace(text), strings.TrimRight(want, "\n") + "\n"})
	}
	return out
}

func (s story) code() ([]annals.Mention, []annals.Sentence) {
	sents := reader().Read(s.text)
	on := annals.Date{}
	if s.date != "-" {
		on = annals.Date{Start: s.date, Precision: annals.PrecisionDay}
	}
	return register().Mentions(actor.Doc{Text: s.text, Sentences: sents, On: on, Dateline: s.dateline}), sents
}

// TestMentions is a snapshot: text in, mentions out. "~" marks an attribute.
func TestMentions(t *testing.T) {
	all := stories(t)
	var file strings.Builder
	file.WriteString("Texts and the mentions found in them: date, dateline, text, ---, one mention a line.\nThe sign ~ marks an attribute. Written anew by: go test ./internal/actor -run TestMentions -update\n")
	for _, s := range all {
		ms, _ := s.code()
		var b strings.Builder
		for _, m := range ms {
			sign := " "
			if m.Attribute {
				sign = "~"
			}
			fmt.Fprintf(&b, "%d%s %-8s %s = %s\n", m.Sentence, sign, m.Kind, m.Evidence.Text, write(m.Actors))
		}
		fmt.Fprintf(&file, "\n=== %s\n%s\n---\n%s", strings.TrimSpace(s.date+" "+s.dateline), s.text, b.String())
		if b.String() != s.want && !*update {
			t.Errorf("%s\n got\n%swant\n%s", s.text, b.String(), s.want)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/mentions.txt", []byte(file.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMentionSpans: the evidence is the text's own words, whole tokens, in order.
func TestMentionSpans(t *testing.T) {
	for _, s := range stories(t) {
		ms, sents := s.code()
		last := annals.Mention{}
		for _, m := range ms {
			sent := sents[m.Sentence]
			if got := s.text[m.Evidence.Start:m.Evidence.End]; got != m.Evidence.Text {
				t.Errorf("evidence %q, text %q", m.Evidence.Text, got)
			}
			if m.First < 0 || m.End > len(sent.Tokens) || m.First >= m.End {
				t.Errorf("%q: tokens %d to %d of %d", m.Evidence.Text, m.First, m.End, len(sent.Tokens))
				continue
			}
			if m.Head < m.First || m.Head >= m.End {
				t.Errorf("%q: head %d outside %d..%d", m.Evidence.Text, m.Head, m.First, m.End)
			}
			if sent.Tokens[m.First].Start != m.Evidence.Start || sent.Tokens[m.End-1].End != m.Evidence.End {
				t.Errorf("%q does not begin and end with its tokens", m.Evidence.Text)
			}
			if m.Sentence < last.Sentence || m.Sentence == last.Sentence && m.First < last.First {
				t.Errorf("%q comes after %q", m.Evidence.Text, last.Evidence.Text)
			}
			if len(m.Actors) > 0 && len(m.How) == 0 {
				t.Errorf("%q does not say how it was resolved", m.Evidence.Text)
			}
			last = m
		}
	}
}

// TestMentionsTwice: the same text gives the same mentions.
func TestMentionsTwice(t *testing.T) {
	for _, s := range stories(t) {
		a, _ := s.code()
		b, _ := s.code()
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("two readings of %q differ", s.text)
		}
	}
}

// TestAt resolves spans that somebody else marked, whether or not Annals would
// have found them.
func TestAt(t *testing.T) {
	text := "French President Jacques Chirac met King Abdullah of Jordan. He praised the monarch."
	sents := reader().Read(text)
	doc := actor.Doc{Text: text, Sentences: sents, On: annals.Date{Start: "2003-05-02"}}
	for _, c := range []struct {
		sentence, first, end int
		want                 string
	}{
		{0, 0, 4, `FRA GOV "Jacques Chirac" (President)`},
		{0, 2, 4, `FRA GOV "Jacques Chirac" (President)`},
		{0, 5, 9, `JOR GOV "Abdullah II" (King)`},
		{1, 0, 1, `FRA GOV "Jacques Chirac" (President)`},
	} {
		m, ok := register().At(c.sentence, c.first, c.end, doc)
		if !ok {
			t.Errorf("At(%d, %d, %d) found nothing", c.sentence, c.first, c.end)
			continue
		}
		if got := write(m.Actors); got != c.want {
			t.Errorf("%q: got %s, want %s", m.Evidence.Text, got, c.want)
		}
	}
	if _, ok := register().At(0, 5, 400, doc); ok {
		t.Error("a span beyond the sentence was accepted")
	}
	if _, ok := register().At(7, 0, 1, doc); ok {
		t.Error("a sentence that is not there was accepted")
	}
}
