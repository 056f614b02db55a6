package validate_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals/internal/language/score"
	"annals.example/annals/internal/language/validate"
)

const folder = "../../../data/language"

func TestFaultsOfNames(t *testing.T) {
	const good = "# newdoc\n# text = Iran's army left.\nIran\tB-LOC\n's\tO\narmy\tO\nleft\tO\n.\tO\n\n# text = Yes.\nYes\tO\n.\tO\n\n"
	if f := validate.Names("f", strings.NewReader(good)); len(f) > 0 {
		t.Fatal(f)
	}
	for _, c := range []struct{ in, want string }{
		{"Iran\tB-LOC", "f:3: \"Iran B-LOC\" is not a word, a tab and a tag"},
		{"army\tO", "f:5: tag \"I\""},
		{"left\tO", "f:6: I-ORG behind O continues nothing; a name begins with B-ORG"},
		{"'s\tO", "f:4: a name ends with \"'s\""},
		{".\tO\n\n# text = Yes", "f:8: a second text in one sentence"},
		{"left\tO\n.\tO\n\n", "f:6: the words end before the text does: \"left.\" is left"},
		{"army\tO\n", "f:5: the text of line 2 goes on with \"army left.\", the words with \"left\""},
		{"# text = Yes.", "f:9: the sentence of line 2 again"},
		{"# newdoc", "f:1: unknown comment \"# newpage\""},
		{"Yes\tO\n.\tO\n\n", "f:11: the file ends inside a sentence"},
		{"# text = Yes.\n", "f:9: a word before \"# text = …\""},
		{"# text = Yes.\nYes\tO", "f:10: a name begins with \"The\""},
	} {
		with := map[string]string{
			"Iran\tB-LOC": "Iran B-LOC", "army\tO": "army\tI", "left\tO": "left\tI-ORG", "'s\tO": "'s\tI-LOC", ".\tO\n\n# text = Yes": ".\tO\n# text = Yes",
			"left\tO\n.\tO\n\n": "\n", "army\tO\n": "", "# text = Yes.": "# text = Iran's army left.", "# newdoc": "# newpage",
			"Yes\tO\n.\tO\n\n": "Yes\tO\n.\tO\n", "# text = Yes.\n": "", "# text = Yes.\nYes\tO": "# text = The.\nThe\tB-ORG",
		}[c.in]
		bad := strings.Replace(good, c.in, with, 1)
		f := validate.Names("f", strings.NewReader(bad))
		if len(f) == 0 || !strings.HasPrefix(f[0].Error(), c.want) {
			t.Errorf("%q for %q: %v, want %s", with, c.in, f, c.want)
		}
	}
}

// The hash of the first sentence of an article decides on which side it lies, so
// that nobody chooses what is easy for the test.
func TestOurNames(t *testing.T) {
	sentences, where := 0, map[string]string{}
	for side, odd := range map[string]byte{"train": 0, "test": 1} {
		path := filepath.Join(folder, "names-"+side+".bio")
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range validate.Names(path, strings.NewReader(string(raw))) {
			t.Error(f)
		}
		for article := range strings.SplitSeq(strings.TrimPrefix(string(raw), "# newdoc\n"), "\n# newdoc\n") {
			for line := range strings.SplitSeq(article, "\n") {
				if text, ok := strings.CutPrefix(line, "# text = "); ok {
					if other := where[text]; other != "" {
						t.Errorf("%q lies on both sides", text)
					}
					where[text] = side
				}
			}
			first, _, _ := strings.Cut(strings.TrimPrefix(article, "# text = "), "\n")
			if h := sha256.Sum256([]byte(first)); h[0]&1 != odd {
				t.Errorf("%s: %q belongs to the other side", path, first)
			}
		}
		tagged, err := score.ReadNames(path, strings.NewReader(string(raw)))
		if err != nil {
			t.Fatal(err)
		}
		sentences += len(tagged)
	}
	if sentences < 500 {
		t.Errorf("%d sentences, want 500", sentences)
	}
}
