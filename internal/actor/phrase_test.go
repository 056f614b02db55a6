package actor_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/language/english"
)

var register = sync.OnceValue(func() *actor.Register {
	r, err := actor.Load(data.Files)
	if err != nil {
		panic(err)
	}
	return r
})

var reader = sync.OnceValue(func() *english.Reader {
	m, err := english.Open()
	if err != nil {
		panic(err)
	}
	return m.NewReader()
})

// write gives actors as the tables of the tests have them:
// IRQ GOV "Fuad Hussein" (Foreign Minister)
func write(as []annals.Actor) string {
	if len(as) == 0 {
		return "nobody"
	}
	var out []string
	for _, a := range as {
		s := a.Code
		if s == "" {
			s = "-"
		}
		if len(a.Sectors) > 0 {
			s += " " + strings.Join(a.Sectors, ",")
		}
		if a.Name != "" {
			s += ` "` + a.Name + `"`
		}
		if a.Office != "" {
			s += " (" + a.Office + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestPhrases goes through the table of bare phrases, each as of a date.
func TestPhrases(t *testing.T) {
	raw, err := os.ReadFile("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, l := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			t.Fatalf("testdata/phrases.tsv:%d: want phrase, date and actors, each after a tab", i+1)
		}
		n++
		if got := write(register().Phrase(actor.Query{Text: f[0], Date: f[1]})); got != f[2] {
			t.Errorf("testdata/phrases.tsv:%d: %q as of %s\n got %s\nwant %s", i+1, f[0], f[1], got, f[2])
		}
	}
	if n < 250 {
		t.Errorf("only %d phrases; the table was cut", n)
	}
}

// TestPhraseHints shows what country and context do for a phrase that says too
// little by itself.
func TestPhraseHints(t *testing.T) {
	for _, c := range []struct {
		q    actor.Query
		want string
	}{
		{actor.Query{Text: "the army", Date: "2011"}, `- MIL`},
		{actor.Query{Text: "the army", Date: "2011", Country: "EGY"}, `EGY MIL`},
		{actor.Query{Text: "the army", Date: "2011", Context: "The army said Egyptian protesters had left the square."}, `EGY MIL`},
		{actor.Query{Text: "the army", Date: "2011", Context: "The army fired on Egyptians near the border with Libya."}, `- MIL`},
		{actor.Query{Text: "the president", Date: "2011", Country: "FRA"}, `FRA GOV (president)`},
		{actor.Query{Text: "PTI", Date: "2023", Country: "PAK"}, `PAK PTY "Pakistan Tehreek-e-Insaf"`},
		{actor.Query{Text: "Vladimir Putin"}, `RUS GOV "Vladimir Putin"`},
		{actor.Query{Text: "Vladimir Putin", Date: "2009-05-01"}, `RUS GOV "Vladimir Putin" (Prime Minister)`},
		{actor.Query{Text: "Barack Obama"}, `USA "Barack Obama"`},
		{actor.Query{Text: ""}, `nobody`},
		{actor.Query{Text: "  , and"}, `nobody`},
	} {
		if got := write(register().Phrase(c.q)); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c.q, got, c.want)
		}
	}
}

// TestPhraseWithTags shows that the reader's tags keep a person apart from the
// city of the same name.
func TestPhraseWithTags(t *testing.T) {
	text := "Paris Hilton"
	s := reader().Read(text)[0]
	got := register().Phrase(actor.Query{Text: text, Date: "2010", Sentence: &s})
	for _, a := range got {
		if a.Code != "" {
			t.Errorf("%q was taken for an actor of %s", text, a.Code)
		}
	}
}
