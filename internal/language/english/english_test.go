package english

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/internal/language/conllu"
	"annals.example/annals/internal/language/score"
)

var model = func() *Model {
	m, err := Open()
	if err != nil {
		panic(err)
	}
	return m
}()

// tree shows a sentence as one line a word: word, lemma, tags, head, relation, name.
func tree(s annals.Sentence) string {
	var b strings.Builder
	for _, k := range s.Tokens {
		head := "ROOT"
		if k.Head >= 0 {
			head = s.Tokens[k.Head].Form
		}
		fmt.Fprintf(&b, "%-10s %-10s %-5s %-4s %-10s ← %-9s %s\n", k.Form, k.Lemma, k.UPOS, k.XPOS, k.Deprel, head, k.Name)
	}
	return b.String()
}

func TestReadOneSentence(t *testing.T) {
	got := model.NewReader().Read("Turkish troops haven't left Syria's north, President Erdoğan said on Tuesday.")
	want := `Turkish    Turkish    ADJ   JJ   amod       ← troops    B-MISC
troops     troop      NOUN  NNS  nsubj      ← left      O
have       have       AUX   VBP  aux        ← left      O
n't        not        PART  RB   advmod     ← left      O
left       leave      VERB  VBN  ccomp      ← said      O
Syria      Syria      PROPN NNP  nmod:poss  ← north     B-LOC
's         's         PART  POS  case       ← Syria     O
north      north      NOUN  NN   obj        ← left      O
,          ,          PUNCT ,    punct      ← Tuesday   O
President  President  PROPN NNP  nsubj      ← said      O
Erdoğan    Erdoğan    PROPN NNP  flat       ← President B-PER
said       say        VERB  VBD  root       ← ROOT      O
on         on         ADP   IN   case       ← Tuesday   O
Tuesday    Tuesday    PROPN NNP  obl        ← left      O
.          .          PUNCT .    punct      ← said      O
`
	if len(got) != 1 || tree(got[0]) != want {
		t.Errorf("got\n%s\nwant\n%s", tree(got[0]), want)
	}
}

// A reader gives the same for a text whatever it has read before, and given words
// are read like the same words found in a text.
func TestReadIsPure(t *testing.T) {
	text := "The rebels seized the town. They killed 12 soldiers, officials said.\n\nNobody claimed the attack."
	r := model.NewReader()
	first := r.Read(text)
	r.Read(strings.Repeat("Ministers from 20 countries met in Geneva. ", 40))
	if again := r.Read(text); !reflect.DeepEqual(first, again) {
		t.Error("the second reading differs from the first")
	}
	var words [][]string
	for _, s := range first {
		var w []string
		for _, k := range s.Tokens {
			w = append(w, k.Form)
		}
		words = append(words, w)
	}
	given := r.ReadTokens(words)
	for i, s := range given {
		if tree(s) != tree(first[i]) {
			t.Errorf("given words:\n%s\nread:\n%s", tree(s), tree(first[i]))
		}
		joined := ""
		for _, w := range words {
			joined += strings.Join(w, " ") + " "
		}
		for _, k := range s.Tokens {
			if joined[k.Start:k.End] != k.Form {
				t.Errorf("%q is not at %d", k.Form, k.Start)
			}
		}
	}
}

// One tree a sentence, whatever comes: heads in range, one root, no cycle.
func checkTrees(t interface{ Fatalf(string, ...any) }, sents []annals.Sentence) {
	for _, s := range sents {
		roots := 0
		for i, k := range s.Tokens {
			if k.Head < -1 || k.Head >= len(s.Tokens) || k.UPOS == "" || k.Deprel == "" || k.Name == "" || (k.Head < 0) != (k.Deprel == "root") {
				t.Fatalf("word %d: %+v", i, k)
			}
			if k.Head < 0 {
				roots++
			}
			steps := 0
			for h := i; h >= 0; h = s.Tokens[h].Head {
				if steps++; steps > len(s.Tokens) {
					t.Fatalf("word %d is in a cycle", i)
				}
			}
		}
		if roots != 1 && len(s.Tokens) > 0 {
			t.Fatalf("%d roots", roots)
		}
	}
}

func TestOddInput(t *testing.T) {
	r := model.NewReader()
	for name, text := range map[string]string{
		"nothing": "", "space": " \n\t\r\n ", "nul": strings.Repeat("\x00war", 300), "one letter": "a", "bytes": "\xff\xfe\x80 caf\xc3",
		"a long word": strings.Repeat("a", 1<<20), "marks": "a" + strings.Repeat("\u0301", 5000), "emoji": strings.Repeat("😀", 400),
		"right to left": "قال الرئيس إن الحرب انتهت.", "brackets": strings.Repeat("(", 3000), "quotes": strings.Repeat("\" ' ", 400), "no full stop": strings.Repeat("war and ", 5000), // 10,000 words
		"joiners": strings.Repeat("\u200d\u00ad", 600), "a joiner in an emoji": "👩\u200d✈\ufe0f left", "mixed directions": "\u202bقال \u202aNATO\u202c إن\u202c the war",
	} {
		sents := r.Read(text)
		check(t, text, sents)
		checkTrees(t, sents)
		_ = name
	}
	long := make([]string, 1000) // given sentences may be longer than any that is read
	for i := range long {
		long[i] = "word"
	}
	got := r.ReadTokens([][]string{{}, long, {"", "\xff", "a b", "\n"}})
	if len(got) != 3 || len(got[0].Tokens) != 0 || len(got[1].Tokens) != 1000 || len(got[2].Tokens) != 4 {
		t.Error("given words are lost")
	}
	checkTrees(t, got)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"He didn't go. \"Why?\" she asked.", "", "\x00\xff", "a\n\nb", "U.S. U.S. U.S."} {
		f.Add(s)
	}
	r := model.NewReader()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			text = text[:2000]
		}
		sents := r.Read(text)
		check(t, text, sents)
		checkTrees(t, sents)
	})
}

func TestLemmas(t *testing.T) {
	m := readLemmas()
	for _, c := range []struct{ form, upos, xpos, want string }{
		{"struck", "VERB", "VBD", "strike"}, {"striking", "VERB", "VBG", "strike"}, {"withdrew", "VERB", "VBD", "withdraw"}, {"lying", "VERB", "VBG", "lie"},
		{"freed", "VERB", "VBD", "free"}, {"agreed", "VERB", "VBN", "agree"}, {"stopped", "VERB", "VBD", "stop"}, {"hoping", "VERB", "VBG", "hope"}, {"visiting", "VERB", "VBG", "visit"},
		{"accuses", "VERB", "VBZ", "accuse"}, {"passes", "VERB", "VBZ", "pass"}, {"denies", "VERB", "VBZ", "deny"}, {"found", "VERB", "VB", "found"}, {"found", "VERB", "VBD", "find"},
		{"'re", "AUX", "VBP", "be"}, {"has", "AUX", "VBZ", "have"}, {"n't", "PART", "RB", "not"}, {"ca", "AUX", "MD", "can"}, {"wo", "AUX", "MD", "will"},
		{"cities", "NOUN", "NNS", "city"}, {"crises", "NOUN", "NNS", "crisis"}, {"wives", "NOUN", "NNS", "wife"}, {"viruses", "NOUN", "NNS", "virus"}, {"houses", "NOUN", "NNS", "house"}, {"men", "NOUN", "NNS", "man"},
		{"MPs", "NOUN", "NNS", "MP"}, {"Americans", "PROPN", "NNPS", "American"}, {"Nations", "PROPN", "NNPS", "Nation"}, {"Philippines", "PROPN", "NNPS", "Philippines"},
		{"worse", "ADJ", "JJR", "bad"}, {"larger", "ADJ", "JJR", "large"}, {"biggest", "ADJ", "JJS", "big"}, {"heaviest", "ADJ", "JJS", "heavy"}, {"better", "ADV", "RBR", "well"},
		{"them", "PRON", "PRP", "they"}, {"these", "DET", "DT", "this"}, {"an", "DET", "DT", "a"}, {"40,000", "NUM", "CD", "40000"}, {"1990s", "NOUN", "NNS", "1990s"},
		{"Iraqi", "ADJ", "JJ", "Iraqi"}, {"The", "DET", "DT", "the"}, {"Rebels", "NOUN", "NNS", "rebel"}, {"“", "PUNCT", "``", "\""}, {"’s", "PART", "POS", "'s"},
	} {
		if got := m.lemma(c.form, c.upos, c.xpos, true); got != c.want {
			t.Errorf("%s (%s): %s, want %s", c.form, c.xpos, got, c.want)
		}
	}
}

// 's and 'd by what they go with.
func TestClipped(t *testing.T) {
	r := model.NewReader()
	for text, want := range map[string]string{
		"He's gone home.": "have", "He's going home.": "be", "He's a minister.": "be", "He's been arrested.": "have", "Iraq's army fled.": "'s", "Let's go.": "we",
	} {
		for _, k := range r.Read(text)[0].Tokens {
			if strings.HasPrefix(k.Form, "'") && k.Lemma != want {
				t.Errorf("%s: %s is %s (%s %s), want %s", text, k.Form, k.Lemma, k.XPOS, k.Deprel, want)
			}
		}
	}
}

func TestNames(t *testing.T) {
	r := model.NewReader()
	for text, want := range map[string]string{
		"President Barack Obama told Chancellor Angela Merkel that NATO must act.":                        "PER Barack Obama; PER Angela Merkel; ORG NATO",
		"North Korean leader Kim Jong-un and South Korean President Moon Jae-in signed it.":               "PER Kim Jong - un; PER Moon Jae - in",
		"The Foreign Ministry of Iran summoned the ambassador of the United Kingdom.":                     "ORG Foreign Ministry of Iran; LOC United Kingdom",
		"Prime Minister John Major resigned. Major had led the party since 1990.":                         "PER John Major; PER Major",
		"Colombia's FARC rebels released Ingrid Betancourt.":                                              "LOC Colombia; ORG FARC; PER Ingrid Betancourt",
		"Abu Bakr al-Baghdadi was killed in Idlib province. Baghdadi had led the group since 2010.":       "PER Abu Bakr al - Baghdadi; LOC Idlib; PER Baghdadi",
		"Saudi Crown Prince Mohammed bin Salman hosted Lebanese Prime Minister Saad al-Hariri in Riyadh.": "PER Mohammed bin Salman; PER Saad al - Hariri; LOC Riyadh",
	} {
		var got []string
		for _, s := range r.Read(text) {
			for n, ok := nextName(s.Tokens, 0); ok; n, ok = nextName(s.Tokens, n.end) {
				if n.kind != "MISC" {
					got = append(got, n.kind+" "+written(s.Tokens[n.first:n.end]))
				}
			}
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
}

// Accuracy on the treebanks, where they lie beside the repository. The bounds are
// what was reached when the model was shipped, less a rounding.
func TestTreebanks(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses 28,000 words: not with -short")
	}
	gold := treebank(t, "gum_test")
	trees, err := score.ReadTrees(model.NewReader(), gold)
	if err != nil {
		t.Fatal(err)
	}
	lemma := 100 * float64(trees.Lemma) / float64(trees.Words)
	t.Logf("gum_test: LAS %.2f UAS %.2f, lemmas %.2f", trees.LAS(), trees.UAS(), lemma)
	if trees.LAS() < 88.39 || lemma < 98.6 {
		t.Error("below LAS 88.39 or lemmas 98.6")
	}
	for name, want := range map[string][2]float64{"gum_test": {99.6, 95.9}, "ewt_test": {98.7, 78.6}} {
		gold := treebank(t, name)
		text := conllu.Text(gold)
		toks, err := score.CompareTokens(gold, text, segment(text))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: words %.2f, sentences %.2f", name, toks.Words.F1(), toks.Sentences.F1())
		if toks.Words.F1() < want[0] || toks.Sentences.F1() < want[1] {
			t.Errorf("%s is below %v", name, want)
		}
	}
}

func treebank(t testing.TB, name string) []conllu.Sentence {
	f, err := os.Open("../../../../shared/data/ud/" + name + ".conllu")
	if err != nil {
		t.Skip("the treebanks are not here: ", err)
	}
	defer f.Close()
	var out []conllu.Sentence
	for s, err := range conllu.Read(name, f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// Words and sentences a second from raw text to trees, on one core.
func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(`Iraqi Foreign Minister Fuad Hussein discussed the fighting with US Secretary of State Antony Blinken in a phone call on Tuesday, the ministry said.
The two sides agreed that the attacks on bases of the international coalition had to end, and that talks on its future should go on.
At least 12 people were killed and 40 wounded when rebels shelled the town.

`, 20)
	r := model.NewReader()
	words, sents := 0, 0
	for _, s := range r.Read(text) {
		words += len(s.Tokens)
		sents++
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		r.Read(text)
		n++
	}
	b.ReportMetric(float64(words*n)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(sents*n)/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkSegment(b *testing.B) {
	text := strings.Repeat("The U.S. envoy didn't meet Gen. Smith on Jan. 6, officials said. ", 100)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		segment(text)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

// A word inside a person's name is of the name, whatever the verb after it would like.
func TestNameIsNoAuxiliary(t *testing.T) {
	toks := []annals.Token{
		{Form: "Theresa", XPOS: "NNP", Head: 2, Deprel: "nsubj", Name: "B-PER"},
		{Form: "May", XPOS: "NNP", Head: 2, Deprel: "aux", Name: "I-PER"},
		{Form: "accused", XPOS: "VBD", Head: -1, Deprel: "root", Name: "O"},
		{Form: "Moscow", XPOS: "NNP", Head: 2, Deprel: "obj", Name: "B-LOC"},
	}
	mend(toks)
	if toks[1].Head != 0 || toks[1].Deprel != "flat" {
		t.Errorf("May hangs on %d as %s, want on Theresa as flat", toks[1].Head, toks[1].Deprel)
	}
}

// A full verb before a participle governs it: it is no auxiliary.
func TestDenialIsNoAuxiliary(t *testing.T) {
	toks := []annals.Token{
		{Form: "Rwanda", Lemma: "Rwanda", XPOS: "NNP", Head: 2, Deprel: "nsubj"},
		{Form: "denied", Lemma: "deny", XPOS: "VBD", Head: 2, Deprel: "aux"},
		{Form: "bombing", Lemma: "bomb", XPOS: "VBG", Head: -1, Deprel: "root"},
		{Form: "Burundi", Lemma: "Burundi", XPOS: "NNP", Head: 2, Deprel: "obj"},
	}
	mend(toks)
	for i, want := range []int{1, -1, 1, 2} {
		if toks[i].Head != want {
			t.Errorf("%s hangs on %d, want %d", toks[i].Form, toks[i].Head, want)
		}
	}
}
