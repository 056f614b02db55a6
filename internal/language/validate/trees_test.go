package validate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals/internal/language/validate"
)

func TestFaultsOfTrees(t *testing.T) {
	const good = `# text = Iran was hit by rebels.
1	Iran	Iran	PROPN	NNP	_	3	nsubj:pass	_	_
2	was	be	AUX	VBD	_	3	aux:pass	_	_
3	hit	hit	VERB	VBN	_	0	root	_	_
4	by	by	ADP	IN	_	5	case	_	_
5	rebels	rebel	NOUN	NNS	_	3	obl:agent	_	SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

`
	if f := validate.Trees("f", strings.NewReader(good)); len(f) > 0 {
		t.Fatal(f)
	}
	for _, c := range []struct{ old, with, want string }{
		{"_	3	nsubj:pass", "_	3	nsubj", "f:2: \"Iran\" is nsubj of a passive"},
		{"_	3	nsubj:pass", "_	0	root", "f:1: a sentence has one root"},
		{"_	3	obl:agent", "_	3	root", "f:6: head 0 and the relation root go together"},
		{"_	0	root", "_	5	dep", "f:2: a cycle"},
		{"_	3	obl:agent", "_	3	agent", "f:6: unknown relation \"agent\""},
		{"VERB	VBN", "VERB	VBD", "f:6: \"rebels\" is the agent of \"hit\", which is no participle"},
		{"_	3	obl:agent", "_	4	obl", "f:5: a cycle"},
		{"_	5	case", "_	2	case", "f:5: \"by\" hangs as case on \"was\", a word of grammar"},
		{"AUX	VBD", "VERB	VBD", "f:3: a VERB as aux:pass"},
		{"_	3	punct", "_	3	dep", "f:7: a PUNCT as dep"},
		{"SpaceAfter=No", "_", "f:6: no space behind \"rebels\""},
		{"rebels.\n", "rebels today.\n", "f:7: the text goes on with"},
		{"hit by", "was hit by", "f:4: the text goes on with \"was hit by rebels.\", the words with \"hit\""},
		{"# text = Iran was hit by rebels.\n", "", "f:1: no \"# text"},
		{"4	by", "5	by", "f:5: ID \"5\" where 4 was due"},
		{"_	3	punct	_	_\n\n", "_	3	punct	_	_\n\n" + good, "f:9: the sentence of line 1 again"},
	} {
		bad := strings.Replace(good, c.old, c.with, 1)
		f := validate.Trees("f", strings.NewReader(bad))
		if len(f) == 0 || !strings.HasPrefix(f[0].Error(), c.want) {
			t.Errorf("%q for %q: %v, want %s", c.with, c.old, f, c.want)
		}
	}
}

func TestOurTrees(t *testing.T) {
	path := filepath.Join(folder, "trees-test.conllu")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range validate.Trees(path, strings.NewReader(string(raw))) {
		t.Error(f)
	}
	if n := strings.Count(string(raw), "# text = "); n < 300 {
		t.Errorf("%d sentences, want 300", n)
	}
}
