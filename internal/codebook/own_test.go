package codebook_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals/data"
	"annals.example/annals/internal/codebook"
	"io/fs"
)

func folder(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestOnesOwnEntriesReplaceWhatWasSaidOfTheirWords(t *testing.T) {
	base := folder(map[string]string{
		"a.txt":           "type CONSULT\nverb meet, see\n  => CONSULT 040\n",
		"b.txt":           "type REJECT\nverb meet\n  obj:wall => REJECT 120\n",
		"composition.txt": "verb vow, promise\n  xcomp any => mark future\n",
		"classes.txt":     "class force = troop\n",
	})
	own := folder(map[string]string{
		"mine.txt":        "type SUPPORT\nverb meet\n  obj~force => SUPPORT 050\nnoun pact\n  => SUPPORT 057\n",
		"composition.txt": "verb vow\n  xcomp any => drop\n",
		"classes.txt":     "class force = regiment\n",
	})
	book, err := codebook.Load(base, own)
	if err != nil {
		t.Fatal(err)
	}
	if m := book.Verbs("meet"); len(m) != 1 || m[0].Senses[0].Type != "SUPPORT" || m[0].ID != "own.support.meet" {
		t.Errorf("meet: %+v", m)
	}
	if s := book.Verbs("see"); len(s) != 1 || s[0].Senses[0].Type != "CONSULT" {
		t.Errorf("see should be left as it was: %+v", s)
	}
	if len(book.Nouns("pact")) != 1 || !book.InClass("force", "troop") || !book.InClass("force", "regiment") {
		t.Error("a new entry and a class that grows")
	}
	if v, p := book.Compositions(codebook.Verb, "vow"), book.Compositions(codebook.Verb, "promise"); len(v) != 1 || v[0].Rules[0].Effect != codebook.EffectDrop || len(p) != 1 || p[0].Rules[0].Effect != codebook.EffectMark {
		t.Errorf("vow %+v, promise %+v", v, p)
	}
	alone, _ := codebook.Load(base)
	if alone.Version == book.Version || len(alone.Verbs("meet")) != 2 {
		t.Error("the version should tell, and the program's own codebook be whole")
	}
	if _, err := codebook.Load(base, folder(map[string]string{"mine.txt": "type SUPPORT\nverb meet\n  obj~nobody => SUPPORT 050\n"})); err == nil || !strings.Contains(err.Error(), "mine.txt:3:3: no class") {
		t.Errorf("a fault of one's own file: %v", err)
	}
}

// Breadth: so many senses, and each three-digit code of CAMEO that PLOVER has.
func TestTheCodebookIsBroad(t *testing.T) {
	sub, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		t.Fatal(err)
	}
	book, err := codebook.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	senses, reach := map[codebook.Kind]int{}, map[string]bool{}
	for _, e := range book.Entries {
		for _, s := range e.Senses {
			if !s.None {
				senses[e.Kind]++
				reach[s.CAMEO[:min(3, len(s.CAMEO))]] = true
			}
		}
	}
	for _, c := range book.Composed() {
		reach[c[:min(3, len(c))]] = true
	}
	if senses[codebook.Verb] < 1200 || senses[codebook.Noun] < 600 {
		t.Errorf("%d senses of verbs and %d of nouns; 1200 and 600 are wanted", senses[codebook.Verb], senses[codebook.Noun])
	}
	var missing []string
	for _, c := range codebook.CAMEO() {
		if !reach[c] {
			missing = append(missing, c)
		}
	}
	if len(missing) > 0 {
		t.Errorf("no sense and no composition reaches CAMEO %s", strings.Join(missing, " "))
	}
	t.Logf("senses that are events: %v; %d codes of three digits", senses, len(codebook.CAMEO()))
}

func TestCAMEOCodesHavePLOVERTypes(t *testing.T) {
	for code, want := range map[string]string{
		"042": "CONSULT/visit", "0872": "RETREAT/withdraw", "163": "COERCE/restrict", "191": "COERCE/restrict", "175": "ASSAULT/crowd-control",
		"11": "ACCUSE/disapprove", "2041": "ASSAULT/unconventional", "0311": "AGREE/", "010": "", "999": "", "21": "",
	} {
		typ, mode, ok := codebook.OfCAMEO(code)
		if got := typ + "/" + mode; ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}
