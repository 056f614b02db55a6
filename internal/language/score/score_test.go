package score

import (
	"strings"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/internal/language/conllu"
)

func gold(t *testing.T, s string) []conllu.Sentence {
	var out []conllu.Sentence
	for s, err := range conllu.Read("gold", strings.NewReader(strings.ReplaceAll(s, " ", "\t"))) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestCompareTrees(t *testing.T) {
	g := gold(t, "1 Iran Iran PROPN NNP _ 2 nsubj:pass\n2 left leave VERB VBD _ 0 root\n3 Iraq Iraq PROPN NNP _ 2 obj\n4 . . PUNCT . _ 2 punct\n")
	s := annals.Sentence{Tokens: []annals.Token{
		{Form: "Iran", Lemma: "Iran", UPOS: "PROPN", XPOS: "NNP", Head: 1, Deprel: "nsubj"},
		{Form: "left", Lemma: "left", UPOS: "VERB", XPOS: "VBN", Head: -1, Deprel: "root"},
		{Form: "Iraq", Lemma: "Iraq", UPOS: "NOUN", XPOS: "NNP", Head: 1, Deprel: "obl"},
		{Form: ".", Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 0, Deprel: "punct"}}}
	got, err := CompareTrees(g, []annals.Sentence{s})
	if err != nil {
		t.Fatal(err)
	}
	want := `1 sentences, 4 words
measure                       %
UAS                       75.00
LAS                       50.00
LAS with subtypes         25.00
UAS without punctuation  100.00
LAS without punctuation   66.67
UPOS                      75.00
XPOS                      75.00
lemma (own tags)          75.00
`
	if a := got.Tables()[0].String(); a != want {
		t.Errorf("got\n%s\nwant\n%s", a, want)
	}
	if c := got.Relations["obj"]; c != (Count{0, 0, 1}) {
		t.Errorf("obj %+v", c)
	}
	if c := got.Relations["nsubj"]; c != (Count{1, 1, 1}) || c.F1() != 100 {
		t.Errorf("nsubj %+v", c)
	}
	if c := got.Relations["nsubj:pass"]; c != (Count{0, 0, 1}) {
		t.Errorf("nsubj:pass %+v", c)
	}
	s.Tokens = s.Tokens[:3]
	if _, err := CompareTrees(g, []annals.Sentence{s}); err == nil || !strings.Contains(err.Error(), "3 words where gold has 4") {
		t.Error(err)
	}
}

func TestCompareTokens(t *testing.T) {
	g := gold(t, "# newdoc\n1 He he PRON PRP _ 2 nsubj\n2 left leave VERB VBD _ 0 root _ SpaceAfter=No\n3 . . PUNCT . _ 2 punct\n\n1 OK ok INTJ UH _ 0 root\n")
	text := conllu.Text(g)
	if text != "He left. OK" {
		t.Fatalf("%q", text)
	}
	sys := []annals.Sentence{{Start: 0, End: 11, Tokens: []annals.Token{
		{Start: 0, End: 2, Form: "He", Lemma: "he", UPOS: "PRON", XPOS: "PRP", Head: 1, Deprel: "nsubj"},
		{Start: 3, End: 8, Form: "left.", Lemma: "left.", UPOS: "VERB", Head: -1, Deprel: "root"},
		{Start: 9, End: 11, Form: "OK", Lemma: "OK", UPOS: "INTJ", Head: 1, Deprel: "discourse"}}}}
	got, err := CompareTokens(g, text, sys)
	if err != nil {
		t.Fatal(err)
	}
	if got.Words != (Count{2, 3, 4}) || got.Sentences != (Count{0, 1, 2}) || got.Lemma.Both != 1 || got.Labelled.Both != 0 {
		t.Errorf("%+v", got)
	}
	if _, err := CompareTokens(g, "He went. OK", sys); err == nil {
		t.Error("another text was scored")
	}
}

func TestNames(t *testing.T) {
	for form, in := range map[string]string{
		"two columns":    "Kofi\tB-PER\nAnnan\tI-PER\nof\tO\nGhana\tB-LOC\n#\tO\n\nUN\tB-ORG\n",
		"spaces":         "Kofi B-PER\nAnnan I-PER\nof O\nGhana B-LOC\n# O\n\nUN B-ORG\n",
		"Universal NER":  "# newdoc id = x\n# text = y\n1\tKofi\tB-PER\t-\t-\n2\tAnnan\tI-PER\t-\t-\n3\tof\tO\t-\t-\n4\tGhana\tB-LOC\t-\t-\n5\t#\tO\t-\t-\n\n1\tUN\tB-ORG\t-\t-\n",
		"CoNLL-U's MISC": "1\tKofi\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER\n2\tAnnan\t_\t_\t_\t_\t_\t_\t_\tX=1|NER=I-PER\n3\tof\t_\t_\t_\t_\t_\t_\t_\t_\n4\tGhana\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n5\t#\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tUN\t_\t_\t_\t_\t_\t_\t_\tNER=B-ORG\n",
	} {
		g, err := ReadNames("f", strings.NewReader(in))
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		if len(g) != 2 || strings.Join(g[0].Words, " ") != "Kofi Annan of Ghana #" || strings.Join(g[0].Tags, " ") != "B-PER I-PER O B-LOC O" {
			t.Errorf("%s: %+v", form, g)
		}
		if g[0].NewDocument != (form == "Universal NER") {
			t.Errorf("%s: document", form)
		}
	}
	for in, want := range map[string]string{"word\n": "f:1: 1 columns", "a\tO\nb\tPER\n": `f:2: tag "PER"`} {
		if _, err := ReadNames("f", strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	got, err := CompareNames(
		[][]string{{"B-PER", "I-PER", "O", "B-LOC", "B-MISC"}, {"B-ORG"}},
		[][]string{{"B-PER", "I-PER", "O", "B-ORG", "O"}, {"I-ORG"}})
	if err != nil || got.Core != (Count{2, 3, 3}) || got.All != (Count{2, 3, 4}) || got.Types["LOC"] != (Count{0, 0, 1}) {
		t.Errorf("%+v %v", got, err)
	}
}
