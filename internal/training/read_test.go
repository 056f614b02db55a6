package training_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals/internal/training"
)

const good = `// notes are passed over
= talks-nairobi

[a Kenya's president] met [b his [c Ugandan] counterpart] in Nairobi, [d an aide] said.
a<>b CONSULT 040 "met" by=d
a-c none

Crowds in Mombasa marched against [b the [a Kenyan] cabinet].
>b PROTEST/demo 141 "marched" marks=historical,negation
`

func TestReadTakesASentenceApart(t *testing.T) {
	got, err := training.Read("talks.txt", good)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d sentences, want 2", len(got))
	}
	s := got[0]
	if s.Text != "Kenya's president met his Ugandan counterpart in Nairobi, an aide said." || s.Family != "talks-nairobi" || s.Line != 4 {
		t.Errorf("%+v", s)
	}
	want := map[string]string{"a": "Kenya's president", "b": "his Ugandan counterpart", "c": "Ugandan", "d": "an aide"}
	for letter, words := range want {
		of := s.Of(letter)
		if len(of) != 1 || s.Text[of[0].Start:of[0].End] != words {
			t.Errorf("[%s: %+v, want %q", letter, of, words)
		}
	}
	p := s.Pairs[0]
	if !p.Symmetric || p.Type != "CONSULT" || p.CAMEO != "040" || p.By != "d" || s.Text[p.TriggerAt:p.TriggerAt+3] != "met" {
		t.Errorf("%+v", p)
	}
	if !s.Pairs[1].None {
		t.Errorf("a-c none was read as %+v", s.Pairs[1])
	}
	p = got[1].Pairs[0]
	if p.Actors != "" || p.Recipients != "b" || p.Mode != "demo" || len(p.Marks) != 2 {
		t.Errorf("%+v", p)
	}
}

func TestFaultsNameTheirPlaceAndRemedy(t *testing.T) {
	const start = "= family\n\n[a Chad] met [b Niger].\n"
	for name, c := range map[string]struct{ text, want string }{
		"no family":        {"[a Chad] met [b Niger].\na<>b CONSULT\n", "f.txt:1:1: a sentence before any family"},
		"nameless family":  {"=  \n", "f.txt:1:3: a family without a name"},
		"family twice":     {start + "a<>b CONSULT\n\n= family\n", "f.txt:6:3: the family"},
		"open bracket":     {"= f\n\n[a Chad met [b Niger].\na<>b CONSULT\n", "f.txt:3:1: a [ without its ]"},
		"close bracket":    {"= f\n\nÉ Chad] met [b Niger].\na<>b CONSULT\n", "f.txt:3:7: a ] without its ["},
		"other bracket":    {"= f\n\n[A Chad] met [b Niger].\na<>b CONSULT\n", "f.txt:3:1: a bracket that opens no mention"},
		"empty mention":    {"= f\n\n[a ] met [b Niger].\na<>b CONSULT\n", "f.txt:3:4: a mention without words"},
		"no pair":          {start + "\n", "f.txt:3:1: the sentence has no pair line"},
		"unknown letter":   {start + "a>c CONSULT\n", "f.txt:4:3: no mention [c …]"},
		"unknown reporter": {start + "a>b CONSULT by=e\n", "f.txt:4:16: no mention [e …]"},
		"unknown type":     {start + "a>b MEET\n", "f.txt:4:5: MEET is no PLOVER type; write one of AGREE"},
		"unknown mode":     {start + "a>b CONSULT/telephone\n", "f.txt:4:13: CONSULT has no mode telephone; write one of visit"},
		"no modes":         {start + "a>b AID/food\n", "f.txt:4:9: AID has no mode food; leave the mode out"},
		"trigger":          {start + "a>b CONSULT \"talked\"\n", "f.txt:4:14: the trigger \"talked\" is not in the sentence"},
		"mark":             {start + "a>b CONSULT marks=past\n", "f.txt:4:19: there is no mark \"past\""},
		"mark twice":       {start + "a>b CONSULT marks=future,future\n", "f.txt:4:19: the mark \"future\" stands twice"},
		"nobody":           {start + "> CONSULT\n", "f.txt:4:1: neither actor nor recipient"},
		"one-sided mutual": {start + "a<> CONSULT\n", "f.txt:4:1: a mutual act with one side only"},
		"no pair line":     {start + "a met b\n", "f.txt:4:1: not a pair line"},
		"same sentence":    {start + "a<>b CONSULT\n\n[b CHAD], met [a Niger]\na<>b CONSULT\n", "f.txt:6:1: the same sentence stands at f.txt:3"},
		"carriage return":  {"= f\r\n", "f.txt:1:1: the line ends with a carriage return"},
		"not UTF-8":        {"= f\n\n[a Chad\xff]\n", "f.txt:3:1: the line is not UTF-8"},
	} {
		got, err := training.Read("f.txt", c.text)
		if err == nil || got != nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "; ") {
			t.Errorf("%s: got %v, want %q and a remedy", name, err, c.want)
		}
	}
}

func TestFamiliesKeepToOneFile(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	_, err := training.ReadAll(fstest.MapFS{
		"a.txt": file("= f\n\n[a Chad] met [b Niger].\na<>b CONSULT\n"),
		"b.txt": file("= f\n\n[a Chad] called [b Niger].\na>b CONSULT/phone\n"),
	})
	if err == nil || !strings.Contains(err.Error(), `b.txt:1:3: the family "f" is in a.txt too`) {
		t.Error(err)
	}
	if _, err = training.ReadAll(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was read without a word")
	}
}

func TestSplitKeepsItsParts(t *testing.T) {
	n := map[string]int{}
	for i := range 2000 {
		n[training.Split("family-"+strings.Repeat("x", i))]++
	}
	if n[training.Train] < 1500 || n[training.Dev] < 140 || n[training.Test] < 140 {
		t.Error("uneven parts: ", n)
	}
	// What was measured on stays what is measured on.
	for family, part := range map[string]string{"threaten-hormuz-closure": training.Train, "censor-moscow-radio": training.Dev, "cyber-estonia-2007": training.Test} {
		if got := training.Split(family); got != part {
			t.Errorf("%s has moved from %s to %s", family, part, got)
		}
	}
}

// TestTheSentencesOfTheProject reads every annotated sentence.
func TestTheSentencesOfTheProject(t *testing.T) {
	all, err := training.ReadAll(os.DirFS("../../data/training"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		for _, m := range s.Mentions {
			if m.Start < 0 || m.Start >= m.End || m.End > len(s.Text) {
				t.Errorf("%s:%d: mention [%c at %d:%d of %d bytes", s.File, s.Line, m.Letter, m.Start, m.End, len(s.Text))
			}
		}
	}
	var table strings.Builder
	if err := training.Count(&table, all); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
}

func FuzzRead(f *testing.F) {
	f.Add(good)
	f.Add("= f\n\n[a x [b y]] z\na-b none\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := training.Read("f.txt", text)
		if err != nil {
			if got != nil {
				t.Error("sentences beside faults")
			}
			return
		}
		for _, s := range got {
			if strings.ContainsAny(s.Text, "[]") || len(s.Pairs) == 0 || s.Family == "" {
				t.Errorf("%+v", s)
			}
			for _, m := range s.Mentions {
				if strings.TrimSpace(s.Text[m.Start:m.End]) == "" {
					t.Errorf("an empty mention in %q", s.Text)
				}
			}
		}
	})
}
