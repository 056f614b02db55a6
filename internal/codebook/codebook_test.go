package codebook_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"annals.example/annals/data"
	"annals.example/annals/internal/codebook"
)

func load(t testing.TB, files map[string]string) (*codebook.Codebook, error) {
	t.Helper()
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return codebook.Load(m)
}

const consult = `type CONSULT
# who meets whom
verb meet, sit down
  obj~goal => none
    > The factory met its target. | none
  with|obj plural => CONSULT 046 [sym]
  obj:envoy|aide no-to passive => CONSULT/visit 042 +diplomatic [a=subj r=obj.poss|with]
    > Chad's envoy met Niger's aide. | TCD -> NER
noun cease-fire
  => CONSULT 040  # the bare sense last
`

func TestLoadReadsEveryPartOfAnEntry(t *testing.T) {
	book, err := load(t, map[string]string{"consult.txt": consult, "classes.txt": "class goal = target, deadline\nclass aim =~goal, hope\n"})
	if err != nil {
		t.Fatal(err)
	}
	meet := book.Verbs("meet")
	if len(meet) != 1 || len(meet[0].Senses) != 3 {
		t.Fatalf("meet: %+v", meet)
	}
	if got := book.Verbs("sit"); len(got) != 1 || got[0] != meet[0] {
		t.Errorf("sit down is not the same entry as meet: %v", got)
	}
	s := meet[0].Senses[2]
	if s.ID != "consult.meet#3" || s.Type != "CONSULT" || s.Mode != "visit" || s.CAMEO != "042" || s.Contexts[0] != "diplomatic" || s.Line != 7 {
		t.Errorf("sense: %+v", s)
	}
	if c := s.Conditions; len(c) != 3 || c[0].Slots[0] != "obj" || strings.Join(c[0].Words, " ") != "envoy aide" || !c[1].Absent || c[2].Flag != "passive" {
		t.Errorf("conditions: %+v", s.Conditions)
	}
	if strings.Join(s.Roles.Recipient, " ") != "obj.poss with" {
		t.Errorf("roles: %+v", s.Roles)
	}
	if !meet[0].Senses[0].None || !meet[0].Senses[0].Examples[0].None {
		t.Errorf("first sense should be none: %+v", meet[0].Senses[0])
	}
	if e := s.Examples[0]; e.Text != "Chad's envoy met Niger's aide." || e.Actors[0] != "TCD" || e.Recipients[0] != "NER" {
		t.Errorf("example: %+v", e)
	}
	if !meet[0].Senses[1].Roles.Symmetric {
		t.Error("sym was not read")
	}
	if n := book.Nouns("fire"); len(n) != 1 || len(n[0].Lemmas[0]) != 2 {
		t.Errorf("cease-fire should be two words under fire: %v", n)
	}
	if !book.InClass("aim", "deadline") || !book.InClass("aim", "hope") || book.InClass("goal", "hope") {
		t.Error("class aim should hold its own words and those of goal")
	}
	if book.Sense("consult.meet#3") != s {
		t.Error("a sense should be found by its id")
	}
}

func TestFaultsNameTheirPlaceAndRemedy(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown type", "type TALK\n", "consult.txt:1:6: no PLOVER type \"TALK\"; write one of AGREE"},
		{"no type", "verb meet\n  => CONSULT 040\n", "consult.txt:1:1: an entry before the file's type"},
		{"mode", "type CONSULT\nverb meet\n  => CONSULT/telephone 040\n", "consult.txt:3:6: CONSULT has no mode \"telephone\"; write one of multilateral, phone, third-party, visit"},
		{"no modes at all", "type AID\nverb give\n  => AID/arms 070\n", "AID has no modes; write AID alone"},
		{"code", "type CONSULT\nverb meet\n  => CONSULT 990\n", `consult.txt:3:14: "990" is neither a CAMEO code`},
		{"arrow", "type CONSULT\nverb meet\n  obj CONSULT 040\n", "consult.txt:3:3: a sense without =>"},
		{"slot", "type CONSULT\nverb meet\n  objekt => CONSULT 040\n", "consult.txt:3:3: no slot \"objekt\""},
		{"class", "type CONSULT\nverb meet\n  obj~nobody => CONSULT 040\n", "consult.txt:3:3: no class \"nobody\"; define it in classes.txt"},
		{"roles", "type CONSULT\nverb meet\n  => CONSULT 040 [actor=subj]\n", `consult.txt:3:19: "actor=subj" is no role`},
		{"twice", "type CONSULT\nverb meet\n  => CONSULT 040\nverb meet\n  => CONSULT 040\n", "verb meet is already an entry at consult.txt:2; merge"},
		{"empty entry", "type CONSULT\nverb meet\nverb sit\n  => CONSULT 040\n", "consult.txt:2:1: an entry without a sense"},
		{"tab", "type CONSULT\nverb meet\n\t=> CONSULT 040\n", "consult.txt:3:1: a tab in the indent"},
		{"example", "type CONSULT\nverb meet\n  => CONSULT 040\n    > They met.\n", "consult.txt:4:5: an example without its codes"},
		{"word", "type CONSULT\nvreb meet\n", `consult.txt:2:1: "vreb" does not begin an entry`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, map[string]string{"consult.txt": c.text})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got  %v\nwant %s", err, c.want)
			}
			var e *codebook.Error
			if !errors.As(err, &e) || e.Line == 0 || e.Column == 0 {
				t.Errorf("the fault has no place: %v", err)
			}
		})
	}
}

func TestVersionFollowsTheContent(t *testing.T) {
	a, _ := load(t, map[string]string{"a.txt": "type AID\nverb give\n  => AID 070\n"})
	b, _ := load(t, map[string]string{"a.txt": "type AID\nverb give\n  => AID 070\n"})
	c, _ := load(t, map[string]string{"a.txt": "type AID\nverb give\n  => AID 071\n"})
	if a.Version != b.Version || a.Version == c.Version {
		t.Errorf("versions: %s %s %s", a.Version, b.Version, c.Version)
	}
}

func TestTheCodebookOfTheProjectLoads(t *testing.T) {
	sub, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		t.Fatal(err)
	}
	names, _ := fs.Glob(sub, "*.txt")
	if len(names) == 0 {
		t.Skip("data/codebook holds no .txt file yet")
	}
	book, err := codebook.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	senses, examples := map[codebook.Kind]int{}, 0
	for _, e := range book.Entries {
		senses[e.Kind] += len(e.Senses)
		for _, s := range e.Senses {
			examples += len(s.Examples)
		}
	}
	t.Logf("%s: %d entries, senses %v, %d examples", book.Version, len(book.Entries), senses, examples)
}

// What the table says of a type and mode is what some sense of the codebook says too.
func TestCodesAreThoseOfTheCodebook(t *testing.T) {
	sub, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		t.Fatal(err)
	}
	book, err := codebook.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]bool{} // type/mode → codes
	for _, e := range book.Entries {
		for _, s := range e.Senses {
			if s.Mode == "" {
				continue
			}
			key := s.Type + "/" + s.Mode
			if said[key] == nil {
				said[key] = map[string]bool{}
			}
			said[key][s.CAMEO[:3]] = true
		}
	}
	for key, codes := range said {
		if typ, mode, _ := strings.Cut(key, "/"); !codes[codebook.CodeOf(typ, mode)] {
			t.Errorf("%s is %s in the table, and %v in the codebook", key, codebook.CodeOf(typ, mode), codes)
		}
	}
}

// A codebook either loads, and then every sense is well formed, or every fault has a place.
func FuzzLoad(f *testing.F) {
	f.Add(consult)
	f.Add("of THREATEN: ASSAULT violence 138, any 130\nlight hold, have\n  obj [a=subj]\n")
	f.Add("type AID\nverb give\n  obj~actor|org to:a|b => AID 070 +economic [a=subj r=iobj|to]\n    > x | -> \n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"x.txt", "composition.txt", "light.txt"} {
			book, err := load(t, map[string]string{name: text})
			if err != nil {
				continue
			}
			for _, e := range book.Entries {
				if len(e.Senses) == 0 || len(e.Lemmas) == 0 {
					t.Fatalf("entry %s is empty", e.ID)
				}
				for _, s := range e.Senses {
					if !s.None && codebook.Quad(s.Type) == 0 {
						t.Fatalf("sense %s has type %q", s.ID, s.Type)
					}
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	sub, err := fs.Sub(data.Files, "codebook")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := codebook.Load(sub); err != nil {
			b.Skip(err)
		}
	}
}
