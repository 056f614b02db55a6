package legacy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/legacy"
)

const verbs = `<!-- a small dictionary in PETRARCH's manner -->
&WEAPON
+MISSILE
+CRUISE_MISSILE

--- MEET [040:040] ---
MEET {MEETS MET MEETING}
- * DEMANDS [080]   # gives way
- WILL NOT * [125]

--- ATTACK [190] ---
ATTACK
- * WITH &WEAPON [194]

--- FREE [0841] ---
FREE
- + WAS * BY $ [0841]

--- BREAK [---] ---
BREAK { BREAKS BROKE BROKEN BREAKING }
- * TIES [161]
+BREAK_OFF {+BREAKS_OFF +BROKE_OFF} [164]

--- AGREE [030] ---
AGREE
- % * [030]
`

const actors = `AVALON [AVA]
+AVALONIAN
CAMELOT [CAM]
MORDRED   # changes sides
	[CAMREB <991231]
	[AVAGOV 20000101-20091231]
	[AVAELI >20100101]
TWIN_CITIES [TWA/TWB]
`

const agents = `!PERSON! = MAN, WOMEN
SOLDIER [~MIL]
KNIGHT!PERSON! [~ELI]
GOOSE {GEESE} [~GGS]
MINISTER [~GOV]
CHARITY [NGO~]
`

var reader = func() func(t testing.TB, text string) []annals.Sentence {
	var r *english.Reader
	return func(t testing.TB, text string) []annals.Sentence {
		t.Helper()
		if r == nil {
			m, err := english.Open()
			if err != nil {
				t.Fatal(err)
			}
			r = m.NewReader()
		}
		return r.Read(text)
	}
}()

func one(name, text string) []legacy.File { return []legacy.File{{Name: name, Text: text}} }

func TestCodesAsTheOldCodersDid(t *testing.T) {
	d, err := legacy.Read(one("verbs.txt", verbs), one("actors.txt", actors), one("agents.txt", agents))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, text string
		day        int
		want       string
	}{
		{"the plain verb", "Avalon attacked Camelot.", 0, "AVA CAM 190"},
		{"both ways", "The minister of Avalon met soldiers from Camelot.", 0, "AVAGOV CAMMIL 040; CAMMIL AVAGOV 040"},
		{"the longer pattern", "Avalonian soldiers attacked Camelot with cruise missiles.", 0, "AVAMIL CAM 194"},
		{"words before the verb", "Avalon will not meet Camelot.", 0, "AVA CAM 125"},
		{"a verb of two words", "Avalon broke off talks with Camelot.", 0, "AVA CAM 164"},
		{"a verb that is nothing without its pattern", "Avalon broke a cup in Camelot.", 0, ""},
		{"and with it", "Avalon broke ties with Camelot.", 0, "AVA CAM 161"},
		{"sides that the pattern names", "Camelot was freed by Avalon.", 0, "AVA CAM 0841"},
		{"a passive", "Camelot was attacked by Avalon.", 0, "AVA CAM 190"},
		{"a code until a day", "Mordred attacked Avalon.", 19950101, "CAMREB AVA 190"},
		{"from day to day", "Mordred attacked Camelot.", 20050101, "AVAGOV CAM 190"},
		{"from a day on", "Mordred attacked Camelot.", 20200101, "AVAELI CAM 190"},
		{"a plural of its own", "Geese of Avalon attacked Camelot.", 0, "AVAGGS CAM 190"},
		{"a code before the actor's", "An Avalon charity met Camelot.", 0, "NGOAVA CAM 040; CAM NGOAVA 040"},
		{"both sides in one phrase", "Avalon and Camelot agreed.", 0, "AVA CAM 030; CAM AVA 030"},
		{"several by one name", "Camelot attacked the Twin Cities.", 0, "CAM TWA 190; CAM TWB 190"},
		{"what stands between commas is left out", "Avalon, Camelot's oldest foe, attacked Mordred.", 20200101, "AVA AVAELI 190"},
	} {
		t.Run(c.what, func(t *testing.T) {
			var got []string
			sents := reader(t, c.text)
			for i := range sents {
				for _, x := range d.Code(&sents[i], c.day, legacy.Usual()) {
					got = append(got, x.Source+" "+x.Target+" "+x.Code)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

func TestFaultsNameFileAndLine(t *testing.T) {
	for _, c := range []struct{ name, verbs, actors, agents, want string }{
		{"code", "--- A [040] ---\nA\n- * B\n", "", "", "v.txt:3: a pattern without a code; end the line with a code"},
		{"bracket", "--- A [040] ---\nA\n- * B [041\n", "", "", "v.txt:3: a code without both brackets"},
		{"star", "--- A [040] ---\nA\n- B C [041]\n", "", "", "v.txt:3: a pattern without *"},
		{"two stars", "--- A [040] ---\nA\n- * B * [041]\n", "", "", "v.txt:3: two * in a pattern"},
		{"no verb", "- * B [041]\n", "", "", "v.txt:1: a pattern that belongs to no verb"},
		{"synset", "--- A [040] ---\nA\n- * &B [041]\n", "", "", "v.txt:3: no synset &B; define it"},
		{"not verbs", "AVALON [AVA]\n", "", "", "v.txt:1: no verb and no pattern"},
		{"date", "", "A [AVA 19991301-20000101]\n", "", "a.txt:1: 19991301 is no day"},
		{"order", "", "A [AVA 20010101-20000101]\n", "", "a.txt:1: 20010101 is after 20000101"},
		{"restriction", "", "A [AVA before 1999]\n", "", "a.txt:1: [AVA before 1999] is no code with dates"},
		{"no actor", "", "+A\n", "", "a.txt:1: a code or a further name that belongs to no actor"},
		{"not actors", "", "--- A [040] ---\n", "", "a.txt:1: a pattern, a verb or a synset in a dictionary of actors; give this file as --verbs"},
		{"agent", "", "", "SOLDIER [MIL]\n", `g.txt:1: the agent's code "MIL" does not say where the actor's code goes`},
		{"plural", "", "", "GOOSE {GEESE [~GGS]\n", "g.txt:1: a plural without a closing brace"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, a := c.verbs, c.actors
			if v == "" {
				v = verbs
			}
			d, err := legacy.Read(one("v.txt", v), one("a.txt", a), one("g.txt", c.agents))
			if err == nil || d != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// records is where the validation suite of PETRARCH lies, which is not in the repository.
const records = "../../../shared/data/plover"

// Of the events that PETRARCH's own unit records ask for, this many must come out of the
// raw text, exactly: source, target and code.
const recordsWanted = 0.85

func TestPetrarchsUnitRecords(t *testing.T) {
	if _, err := os.Stat(filepath.Join(records, "PETR.UnitTest.records.xml")); err != nil {
		t.Skip("the PETRARCH records are not on this machine: not measured")
	}
	s, err := legacy.Validate(os.DirFS(records), func(text string) []annals.Sentence { return reader(t, text) })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v, F1 %.3f", s, s.F())
	if s.F() < recordsWanted {
		t.Errorf("F1 of exact triples is %.3f, below %.2f", s.F(), recordsWanted)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(verbs, actors, agents)
	f.Add("&A\n+\n--- [] ---\n{}\n- *_* [1:]\n", "[\n+\n\t[A <1]\n", "!A! = ,\n!A! {} [~]\n")
	f.Fuzz(func(t *testing.T, v, a, g string) {
		d, err := legacy.Read(one("v", v), one("a", a), one("g", g))
		if (d == nil) == (err == nil) {
			t.Fatalf("dictionaries %v with error %v", d != nil, err)
		}
		if err != nil {
			return
		}
		s := &annals.Sentence{Tokens: []annals.Token{
			{Form: "A", XPOS: "NNP", UPOS: "PROPN", Head: 1, Deprel: "nsubj", End: 1}, {Form: "meets", XPOS: "VBZ", UPOS: "VERB", Head: -1, Deprel: "root", Start: 2, End: 7},
			{Form: "B", XPOS: "NNP", UPOS: "PROPN", Head: 1, Deprel: "obj", Start: 8, End: 9},
		}}
		for _, x := range d.Code(s, 19990101, legacy.Usual()) {
			if x.Code == "" || x.Trigger != 1 {
				t.Fatalf("an unfinished event: %+v", x)
			}
		}
		_ = fmt.Sprint(d.Codes())
	})
}
