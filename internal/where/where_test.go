package where_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"annals.example/annals/data"
	"annals.example/annals/internal/language/english"
	"annals.example/annals/internal/where"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

var (
	model     = sync.OnceValues(english.Open)
	gazetteer = sync.OnceValues(func() (*where.Gazetteer, error) { return where.Load(data.Files) })
)

func open(t testing.TB) (*english.Reader, *where.Gazetteer) {
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	return m.NewReader(), g
}

// TestEventsHavePlacesOnlyWhereTheTextSaysSo reads testdata/events.txt: a
// sentence and the place of the event that is marked in it.
func TestEventsHavePlacesOnlyWhereTheTextSaysSo(t *testing.T) {
	r, g := open(t)
	const file = "testdata/events.txt"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	for n, line := range lines {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		sentence, want, _ := strings.Cut(line, "|")
		sentence, want = strings.TrimSpace(sentence), strings.TrimSpace(want)
		at := strings.Index(sentence, "*")
		text := strings.Replace(sentence, "*", "", 1)
		got := "no such word"
		for _, s := range r.Read(text) {
			for i, tok := range s.Tokens {
				if tok.Start != at {
					continue
				}
				got = "-"
				p := g.Event("a-1", text, s, i)
				if p == nil {
					continue
				}
				coords := "no coordinates"
				if p.HasCoords {
					coords = fmt.Sprintf("%.1f %.1f", p.Lat, p.Lon)
				}
				got = strings.Join([]string{p.Name, orDash(p.Country), orDash(p.Precision), coords}, " | ")
				if e := p.Evidence; text[e.Start:e.End] != e.Text || e.ArticleID != "a-1" {
					t.Errorf("%s:%d: evidence %+v does not stand in the text", file, n+1, e)
				}
				if p.Basis == "" {
					t.Errorf("%s:%d: no basis", file, n+1)
				}
				if !p.HasCoords && (p.Lat != 0 || p.Lon != 0 || p.GeoNames != 0) {
					t.Errorf("%s:%d: coordinates without HasCoords", file, n+1)
				}
			}
		}
		if *update {
			lines[n] = sentence + " | " + got
		} else if got != want {
			t.Errorf("%s:%d: %s\n\t got %s\n\twant %s", file, n+1, sentence, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func TestABrokenGazetteerIsNamedByFileLineAndColumn(t *testing.T) {
	good := func() fstest.MapFS {
		return fstest.MapFS{
			"places/cities.tsv":    {Data: []byte("name\talso\tcountry\tadmin\tlat\tlon\tpopulation\tgeonames\nOslo\t\tNOR\t\t59.913\t10.746\t580000\t3143244\n")},
			"places/countries.tsv": {Data: []byte("country\tname\talso\tadjectives\nNOR\tNorway\t\tNorwegian\n")},
			"places/regions.tsv":   {Data: []byte("name\talso\tcountry\tkind\nLofoten\t\tNOR\tregion\n")},
		}
	}
	if _, err := where.Load(good()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, add, want string }{
		{"cities.tsv", "Bergen\tNOR\n", "places/cities.tsv:3:1: 2 columns"},
		{"cities.tsv", "Bergen\t\tNOR\t\t60.39\t5,32\t213585\t3161732\n", `places/cities.tsv:3:20: lon "5,32" must be a number`},
		{"countries.tsv", "no\tNorge\t\t\n", `places/countries.tsv:3:1: country "no" must be three capital letters`},
		{"countries.tsv", "SWE\tNorway\t\t\n", `places/countries.tsv:3:5: the name "Norway" already belongs to NOR`},
		{"countries.tsv", "SWE\tSweden\t\tNorwegian\n", `places/countries.tsv:3:13: the adjective "Norwegian" already belongs to NOR`},
		{"regions.tsv", "Lofoten\t\tNOR\tregion\n", `places/regions.tsv:3:1: the name "Lofoten" stands twice`},
		{"regions.tsv", "Finnmark\t\tNOR\tcounty\n", `places/regions.tsv:3:15: kind "county" must be region or feature`},
		{"regions.tsv", "Finnmark\t\tNorway\tregion\n", `places/regions.tsv:3:11: country "Norway" must be three capital letters`},
	} {
		fsys := good()
		fsys["places/"+c.file].Data = append(fsys["places/"+c.file].Data, c.add...)
		_, err := where.Load(fsys)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v, want %s", c.file, c.add, err, c.want)
		}
	}
	fsys := good()
	delete(fsys, "places/regions.tsv")
	if _, err := where.Load(fsys); err == nil || !strings.Contains(err.Error(), "places/regions.tsv") {
		t.Errorf("a missing file: %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := where.Load(data.Files); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadAndFirstLookup(b *testing.B) {
	r, _ := open(b)
	text := "Ministers met in Paris on Monday."
	s := r.Read(text)[0]
	for b.Loop() {
		g, err := where.Load(data.Files)
		if err != nil {
			b.Fatal(err)
		}
		g.Event("a", text, s, 1)
	}
}

func BenchmarkEvent(b *testing.B) {
	r, g := open(b)
	text := "The twin bombings of the two mosques in Tripoli in northern Lebanon killed more than 40 people, officials in Beirut said on Friday."
	s := r.Read(text)[0]
	trigger := 0
	for i, t := range s.Tokens {
		if t.Form == "killed" {
			trigger = i
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		g.Event("a", text, s, trigger)
	}
}

// FuzzLoad: whatever stands in a table, loading ends with a gazetteer or with an
// error that names the file; what loads also answers.
func FuzzLoad(f *testing.F) {
	f.Add("Oslo\t\tNOR\t\t59.9\t10.7\t580000\t1\n", "NOR\tNorway\t\tNorwegian\n", "Lofoten\t\tNOR\tregion\n")
	f.Add("Oslo\t\tNOR\t\tx\ty\tz\t\n", "NOR\t\t|\t|\n", "\t\t\t\n")
	m, err := model()
	if err != nil {
		f.Fatal(err)
	}
	text := "Ministers met in Oslo and Lofoten, Norway, on Norwegian soil."
	s := m.NewReader().Read(text)[0]
	f.Fuzz(func(t *testing.T, cities, countries, regions string) {
		g, err := where.Load(fstest.MapFS{
			"cities.tsv":    {Data: []byte("name\talso\tcountry\tadmin\tlat\tlon\tpopulation\tgeonames\n" + cities)},
			"countries.tsv": {Data: []byte("country\tname\talso\tadjectives\n" + countries)},
			"regions.tsv":   {Data: []byte("name\talso\tcountry\tkind\n" + regions)},
		})
		if err != nil {
			if !strings.Contains(err.Error(), ".tsv:") {
				t.Fatalf("an error without file and line: %v", err)
			}
			return
		}
		for i := range s.Tokens {
			if p := g.Event("a", text, s, i); p != nil && text[p.Evidence.Start:p.Evidence.End] != p.Evidence.Text {
				t.Fatalf("evidence %+v", p.Evidence)
			}
		}
	})
}
