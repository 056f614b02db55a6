package conllu

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	annals "annals.example/annals"
)

const sample = "# newdoc id = d1\n# sent_id = 1\n# text = Don't go, they said.\n" +
	"1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
	"1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n" +
	"2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n" +
	"3\tgo\tgo\tVERB\tVB\t_\t6\tccomp\t_\tSpaceAfter=No\n" +
	"4\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_\n" +
	"5\tthey\tthey\tPRON\tPRP\t_\t6\tnsubj\t_\t_\n" +
	"5.1\telided\t_\t_\t_\t_\t_\t_\t_\t_\n" +
	"6\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\tNER=O|SpaceAfter=No\n" +
	"7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_\n\n"

func read(t testing.TB, s string) (out []Sentence, errs []string) {
	for s, err := range Read("in.conllu", strings.NewReader(s)) {
		if err != nil {
			var e *ReadError
			if !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			errs = append(errs, fmt.Sprintf("%d: %s", e.Line, e.Reason))
			continue
		}
		out = append(out, s)
	}
	return
}

func TestRead(t *testing.T) {
	sents, errs := read(t, "\uFEFF"+strings.ReplaceAll(sample, "\n", "\r\n"))
	if len(errs) > 0 || len(sents) != 1 {
		t.Fatal(sents, errs)
	}
	s := sents[0]
	if got := strings.Join(s.Forms(), " "); got != "Do n't go , they said ." {
		t.Error(got)
	}
	if got := Text(sents); got != "Don't go, they said." {
		t.Errorf("text %q", got)
	}
	if w := s.Words[2]; w.Head != 5 || w.Deprel != "ccomp" || !w.Glued || w.Line != 7 || w.Lemma != "go" {
		t.Errorf("%+v", w)
	}
	if s.Words[5].Head != -1 || !s.NewDocument() {
		t.Error("root or document lost")
	}
	if v, ok := s.Comment("text"); !ok || v != "Don't go, they said." {
		t.Errorf("text comment %q", v)
	}
	if v, ok := s.Words[5].Attribute("NER"); !ok || v != "O" {
		t.Errorf("NER %q", v)
	}
}

// A file with only the first columns will do.
func TestReadForms(t *testing.T) {
	sents, errs := read(t, "1\tHe\n2\tleft\n\n1\t_\t_\n")
	if len(errs) > 0 || len(sents) != 2 || sents[0].Words[1].Head != NoHead || sents[1].Words[0].Lemma != "_" {
		t.Errorf("%+v %v", sents, errs)
	}
}

// Each error names its line and says what is wrong; the other sentences are read.
func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"1 He left":                       "2: 1 columns",
		"1\ta\tb\tc\td\te\t0\tg\th\ti\tj": "2: 11 columns",
		"2\tHe":                           `2: ID "2" where 1 was due`,
		"x\tHe":                           `2: ID "x" where 1 was due`,
		"1\t":                             "2: no form",
		"1\tHe\t_\t_\t_\t_\tx":            `2: head "x"`,
		"1\tHe\t_\t_\t_\t_\t5":            "2: head 5 in a sentence of 1 words",
		"1\tHe\t_\t_\t_\t_\t1":            "2: head 1 in a sentence of 1 words",
		"3-2\tx":                          `2: range "3-2"`,
		"1.x\tx":                          `2: ID "1.x"`,
		"1\t\xff":                         "2: not valid UTF-8",
	} {
		sents, errs := read(t, "# a comment\n"+in+"\n\n"+sample)
		if len(errs) != 1 || errs[0] != want || len(sents) != 1 {
			t.Errorf("%q: %v, want %q; %d sentences behind it", in, errs, want, len(sents))
		}
	}
	_, errs := read(t, "1\t"+strings.Repeat("a", maxLine+1))
	if len(errs) != 1 || !strings.Contains(errs[0], "more than 16777216 bytes") {
		t.Error(errs)
	}
}

func TestWriteGivesBackWhatWasRead(t *testing.T) {
	sents, _ := read(t, sample)
	var b bytes.Buffer
	if err := Write(&b, sents[0]); err != nil {
		t.Fatal(err)
	}
	again, errs := read(t, b.String())
	if len(errs) > 0 || !reflect.DeepEqual(again[0].Comments, sents[0].Comments) || Text(again) != Text(sents) {
		t.Errorf("%s %v", b.String(), errs)
	}
}

func token(start, end int, form, lemma, upos, xpos string, head int, rel, name string, margin float32) annals.Token {
	return annals.Token{Start: start, End: end, Form: form, Lemma: lemma, UPOS: upos, XPOS: xpos, Head: head, Deprel: rel, Name: name, Margin: margin}
}

func TestFrom(t *testing.T) {
	text := "Iran's army left."
	s := annals.Sentence{Index: 4, Start: 0, End: 17, Tokens: []annals.Token{
		token(0, 4, "Iran", "Iran", "PROPN", "NNP", 2, "nmod:poss", "B-LOC", 7.125),
		token(4, 6, "'s", "'s", "PART", "POS", 0, "case", "O", 9),
		token(7, 11, "army", "army", "NOUN", "NN", 3, "nsubj", "O", 9),
		token(12, 16, "left", "leave", "VERB", "VBD", -1, "root", "O", 9),
		token(16, 17, ".", ".", "PUNCT", ".", 3, "punct", "O", 9)}}
	var b bytes.Buffer
	if err := Write(&b, From(s, text, true, true)); err != nil {
		t.Fatal(err)
	}
	want := `# newpar
# sent_id = 5
# text = Iran's army left.
1	Iran	Iran	PROPN	NNP	_	3	nmod:poss	_	Margin=7.12|NER=B-LOC|SpaceAfter=No
2	's	's	PART	POS	_	1	case	_	Margin=9.00
3	army	army	NOUN	NN	_	4	nsubj	_	Margin=9.00
4	left	leave	VERB	VBD	_	0	root	_	Margin=9.00|SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	Margin=9.00

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	given, _ := read(t, want)
	got := given[0].Analysed(s, false)
	if !got.Words[0].Glued || got.Words[0].Misc != "NER=B-LOC" || len(got.Comments) != 3 {
		t.Errorf("%+v", got)
	}
}

// What can be read can be written, and reads the same again.
func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1\ta\n\n2\tb\n")
	f.Add("# x\n1-2\tab\n1\ta\t_\t_\t_\t_\t2\n2\tb\t_\t_\t_\t_\t0\tr\t_\tSpaceAfter=No|A=b\n")
	f.Fuzz(func(t *testing.T, in string) {
		sents, _ := read(t, in)
		for _, s := range sents {
			var b bytes.Buffer
			if err := Write(&b, s); err != nil {
				t.Fatal(err)
			}
			again, errs := read(t, b.String())
			if len(errs) > 0 || len(again) != 1 {
				t.Fatalf("%q → %q: %v", in, b.String(), errs)
			}
			for i, w := range s.Words {
				a := again[0].Words[i]
				a.Line, w.Line, a.Misc, w.Misc = 0, 0, "", ""
				if a != w {
					t.Fatalf("%q → %q: %+v, was %+v", in, b.String(), a, w)
				}
			}
		}
	})
}
