package when_test

import (
	"flag"
	"os"
	"strings"
	"sync"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/when"
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

func date(s string) annals.Date {
	s = strings.TrimSpace(s)
	start, end, _ := strings.Cut(s, "..")
	d := annals.Date{Start: start, End: end}
	switch {
	case s == "" || s == "-":
		return annals.Date{}
	case end != "":
		d.Precision = annals.PrecisionRange
	case len(start) == 4:
		d.Precision = annals.PrecisionYear
	case len(start) == 7:
		d.Precision = annals.PrecisionMonth
	default:
		d.Precision = annals.PrecisionDay
	}
	return d
}

func show(d annals.Date) string {
	switch {
	case !d.Known():
		return "-"
	case d.End != "":
		return d.Start + ".." + d.End
	}
	return d.Start
}

// TestEventsAreDatedFromTheirWords reads testdata/events.txt: a sentence, the
// day of publication, and the date of the event that is marked in it.
func TestEventsAreDatedFromTheirWords(t *testing.T) {
	r := reader(t)
	const file = "testdata/events.txt"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	for n, line := range lines {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		at := strings.Index(f[1], "*")
		text := strings.Replace(f[1], "*", "", 1)
		var carried annals.Date
		if len(f) > 3 {
			carried = date(f[3])
		}
		got := "no such word"
		for _, s := range r.Read(text) {
			for i, tok := range s.Tokens {
				if tok.Start == at {
					d := when.Event(text, s, i, date(f[0]), carried)
					got = show(d)
					if d.Basis == "" {
						t.Errorf("%s:%d: %s: no basis", file, n+1, text)
					}
					if d.Known() == (d.Precision == annals.PrecisionNone || d.Precision == "") {
						t.Errorf("%s:%d: %s: date %q has precision %q", file, n+1, text, d.Start, d.Precision)
					}
				}
			}
		}
		if *update {
			f[2] = got
			lines[n] = strings.Join(f, " | ")
			continue
		}
		if got != f[2] {
			t.Errorf("%s:%d: %s\n\tpublished %s: %s, want %s", file, n+1, f[1], f[0], got, f[2])
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDeedsBelowTheLead: a deed told in the past tense below the lead is the story
// going on; what is talked about, still to come or told as earlier stays undated.
func TestDeedsBelowTheLead(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, word, carried, want string }{
		{"Rebels shelled the port.", "shelled", "", "2024-01-30..2024-02-06"},
		{"Rebels shelled the port.", "shelled", "2024-02-03", "2024-02-03"},
		{"Rebels will shell the port.", "shell", "", "-"},
		{"Rebels had shelled the port.", "shelled", "", "-"},
		{"Rebels, who once shelled the port, are weak.", "shelled", "", "-"},
		{"The rebels have often shelled the port.", "shelled", "", "-"},
		{"Rebels did not shell the port.", "shell", "", "-"},
		{"Radio Kivu previously reported that rebels shelled the port.", "shelled", "", "-"},
		{"The government condemned the shelling of the port.", "shelling", "", "-"},
	} {
		text := "Snow fell on the hills.\n\n" + c.text
		sents := r.Read(text)
		s := sents[len(sents)-1]
		var carried annals.Date
		if c.carried != "" {
			carried = date(c.carried)
		}
		for i, tok := range s.Tokens {
			if tok.Form == c.word {
				if got := show(when.Event(text, s, i, date("2024-02-06"), carried)); got != c.want {
					t.Errorf("%s (carried %q): %s, want %s", c.text, c.carried, got, c.want)
				}
			}
		}
	}
}
