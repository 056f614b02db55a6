package gold

import (
	"os"
	"path/filepath"
	"testing"

	"annals.example/annals"
)

const sample = `@ 2024-02-07
Iraq's Fuad Hussein called Antony Blinken on Tuesday.
> IRQ.GOV | CONSULT/phone 041 | USA.GOV | when=2024-02-06
# 2,500 troops | IRQ.GOV

// a note
@ -
The team attacked from the first minute.
> none
`

type fixed []annals.Report

func (f fixed) Code(a annals.Article) annals.Coded { return annals.Coded{Reports: f} }

func TestReadAndMeasure(t *testing.T) {
	g, err := Read("x.txt", sample)
	if err != nil || len(g) != 2 || g[0].Events[0].Mode != "phone" || g[0].Figures[0].Value != 2500 || g[1].Published != "" {
		t.Fatalf("%+v %v", g, err)
	}
	right := annals.Report{Type: "CONSULT", Mode: "phone", Actors: []annals.Actor{{Code: "IRQ", Sectors: []string{"GOV"}}},
		Recipient: []annals.Actor{{Code: "USA", Sectors: []string{"GOV"}}}, When: annals.Date{Start: "2024-02-06"}}
	s := Measure(fixed{right}, g)
	// The same record is right for the first sentence and unreal for the second.
	if s.Who != (Tally{1, 2, 1}) || s.Unreal != 1 || s.When != (Tally{1, 1, 1}) || len(s.Misses) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"no head\n":                   `x:1: a block starts with "@ DATE" or "@ -", not with "no head"`,
		"@ -\n\n":                     `x:1: a block without a sentence: write the sentence under the @ line`,
		"@ -\ns\n> A | B\n":           `x:3: an event is ACTORS | TYPE[/mode] [CAMEO] | RECIPIENTS [| more], got "A | B"`,
		"@ -\ns\n> A | B | C | q=1\n": `x:3: expected marks=, by=, when= or where=, got "q"`,
		"@ -\ns\nmore\n":              `x:3: expected a line that starts with > or " or #, or a blank line, not "more"`,
		"@ -\ns\n# many dead\n":       `x:3: a figure starts with its value, not "many"`,
	} {
		if _, err := Read("x", in); err == nil || err.Error() != want {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestGoldFilesRead(t *testing.T) {
	names, err := filepath.Glob("../testdata/gold/[dt]e*-*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no gold files", err)
	}
	n := 0
	for _, f := range names {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		g, err := Read(filepath.Base(f), string(b))
		if err != nil {
			t.Error(err)
		}
		n += len(g)
	}
	if n < 300 {
		t.Errorf("%d sentences, want 300 and more", n)
	}
}
