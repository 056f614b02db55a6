package where

import (
	"bytes"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

// Gazetteer knows places by name. It may be used by several goroutines at once.
type Gazetteer struct {
	cities []byte // cities.tsv without its header, checked but not indexed
	index  func() *index

	countries  map[string]string // name → ISO 3166 alpha-3
	adjectives map[string]string // "Iraqi" → ISO 3166 alpha-3
	regions    map[string]region
	longest    int            // words in the longest region or country name
	starts     map[string]int // first word of such a name → words in the longest that begins so
}

type region struct {
	name, country, kind string
}

// city is one line of cities.tsv, cut when it is needed.
type city struct {
	name, country, admin string
	lat, lon             float64
	population, id       int
}

// index finds the lines of cities by name.
type index struct {
	byName map[string][]int32 // name → offsets of lines whose own name it is
	byAlso map[string][]int32 // other names
}

// Load reads the gazetteer from cities.tsv, countries.tsv and regions.tsv in
// the folder places of fsys, or in fsys itself. The cities are checked line by
// line now and indexed when the first is asked for. Errors name file, line and
// column and say what is wrong.
func Load(fsys fs.FS) (*Gazetteer, error) {
	dir := ""
	if _, err := fs.Stat(fsys, "places"); err == nil {
		dir = "places/"
	}
	g := &Gazetteer{countries: map[string]string{}, adjectives: map[string]string{}, regions: map[string]region{}, starts: map[string]int{}}
	read := func(name, header string) ([]byte, error) {
		b, err := fs.ReadFile(fsys, dir+name)
		if err != nil {
			return nil, fmt.Errorf("the gazetteer needs %s%s: %w", dir, name, err)
		}
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		if string(line) != header {
			return nil, fmt.Errorf("%s%s:1:1: the header is %q, it must be %q", dir, name, line, header)
		}
		return rest, nil
	}
	var err error
	if g.cities, err = read("cities.tsv", "name\talso\tcountry\tadmin\tlat\tlon\tpopulation\tgeonames"); err != nil {
		return nil, err
	}
	if err := checkCities(dir+"cities.tsv", g.cities); err != nil {
		return nil, err
	}
	b, err := read("countries.tsv", "country\tname\talso\tadjectives")
	if err != nil {
		return nil, err
	}
	if err := g.loadCountries(dir+"countries.tsv", b); err != nil {
		return nil, err
	}
	if b, err = read("regions.tsv", "name\talso\tcountry\tkind"); err != nil {
		return nil, err
	}
	if err := g.loadRegions(dir+"regions.tsv", b); err != nil {
		return nil, err
	}
	g.index = sync.OnceValue(func() *index { return indexCities(g.cities) })
	return g, nil
}

// lines calls f with the number (from 2, behind the header), the offset and the
// text of each line, until f gives an error.
func lines(b []byte, f func(n, at int, line []byte) error) error {
	at := 0
	for n := 2; at < len(b); n++ {
		end := bytes.IndexByte(b[at:], '\n')
		if end < 0 {
			end = len(b) - at
		}
		if err := f(n, at, b[at:at+end]); err != nil {
			return err
		}
		at += end + 1
	}
	return nil
}

func checkCities(file string, b []byte) error {
	return lines(b, func(n, at int, line []byte) error {
		if bytes.Count(line, tab) != 7 {
			return fmt.Errorf("%s:%d:1: %d columns, there must be 8 with one tab between each two", file, n, bytes.Count(line, tab)+1)
		}
		if line[0] == '\t' {
			return fmt.Errorf("%s:%d:1: the name is empty", file, n)
		}
		// The last four columns are numbers; they are cut when a city is asked for.
		end := len(line)
		for _, name := range []string{"geonames", "population", "lon", "lat"} {
			from := bytes.LastIndexByte(line[:end], '\t')
			if !number(line[from+1:end], name == "lat" || name == "lon") {
				return fmt.Errorf("%s:%d:%d: %s %q must be a number", file, n, from+2, name, line[from+1:end])
			}
			end = from
		}
		return nil
	})
}

// number reports whether b is a whole number, or one of degrees ("-12.345").
func number(b []byte, degrees bool) bool {
	if degrees && len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	digits, dots := 0, 0
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && degrees:
			dots++
		default:
			return false
		}
	}
	return digits > 0 && digits < 12 && dots <= 1
}

var tab = []byte{'\t'}

// fields cuts a line and checks how many columns it has.
func fields(file string, n int, line []byte, want int) ([]string, error) {
	f := strings.Split(string(line), "\t")
	if len(f) != want {
		return nil, fmt.Errorf("%s:%d:1: %d columns, there must be %d with one tab between each two", file, n, len(f), want)
	}
	if f[0] == "" {
		return nil, fmt.Errorf("%s:%d:1: the first column is empty", file, n)
	}
	return f, nil
}

func column(f []string, i int) int {
	c := 1
	for _, s := range f[:i] {
		c += len(s) + 1
	}
	return c
}

func (g *Gazetteer) loadCountries(file string, b []byte) error {
	return lines(b, func(n, _ int, line []byte) error {
		f, err := fields(file, n, line, 4)
		if err != nil {
			return err
		}
		if !code(f[0]) {
			return fmt.Errorf("%s:%d:1: country %q must be three capital letters (ISO 3166 alpha-3)", file, n, f[0])
		}
		for _, name := range append([]string{f[1]}, split(f[2])...) {
			if was, twice := g.countries[name]; twice && was != f[0] {
				return fmt.Errorf("%s:%d:%d: the name %q already belongs to %s", file, n, column(f, 1), name, was)
			}
			g.countries[name] = f[0]
			g.begins(name)
		}
		for _, a := range split(f[3]) {
			if was, twice := g.adjectives[a]; twice && was != f[0] {
				return fmt.Errorf("%s:%d:%d: the adjective %q already belongs to %s", file, n, column(f, 3), a, was)
			}
			g.adjectives[a] = f[0]
		}
		return nil
	})
}

func (g *Gazetteer) loadRegions(file string, b []byte) error {
	return lines(b, func(n, _ int, line []byte) error {
		f, err := fields(file, n, line, 4)
		if err != nil {
			return err
		}
		if f[2] != "" && !code(f[2]) {
			return fmt.Errorf("%s:%d:%d: country %q must be three capital letters (ISO 3166 alpha-3) or empty", file, n, column(f, 2), f[2])
		}
		if f[3] != "region" && f[3] != "feature" {
			return fmt.Errorf("%s:%d:%d: kind %q must be region or feature", file, n, column(f, 3), f[3])
		}
		for _, name := range append([]string{f[0]}, split(f[1])...) {
			if _, twice := g.regions[name]; twice {
				return fmt.Errorf("%s:%d:1: the name %q stands twice", file, n, name)
			}
			g.regions[name] = region{f[0], f[2], f[3]}
			g.begins(name)
		}
		return nil
	})
}

// begins notes how many tokens names can have that begin with this one's first
// token; a hyphen or an apostrophe makes tokens of its own.
func (g *Gazetteer) begins(name string) {
	first := name
	n := 1
	for i, r := range name {
		switch r {
		case ' ':
			n++
		case '-':
			n += 2
		case '\'', '’':
			n++
		default:
			continue
		}
		if len(first) == len(name) {
			first = name[:i]
		}
	}
	g.starts[first] = max(g.starts[first], n)
	g.starts[name] = max(g.starts[name], 1)
	if whole, _, spaced := strings.Cut(name, " "); spaced || strings.Contains(name, "-") {
		g.starts[whole] = max(g.starts[whole], n)
	}
	g.longest = max(g.longest, n)
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func code(s string) bool {
	if len(s) != 3 {
		return false
	}
	for i := 0; i < 3; i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

func indexCities(b []byte) *index {
	x := &index{byName: make(map[string][]int32, 36000), byAlso: make(map[string][]int32, 60000)}
	text := string(b) // one copy, which all names share
	_ = lines(b, func(_, at int, line []byte) error {
		end := at + bytes.IndexByte(line, '\t')
		x.byName[text[at:end]] = append(x.byName[text[at:end]], int32(at))
		also := text[end+1:]
		also = also[:strings.IndexByte(also, '\t')]
		for also != "" {
			var a string
			a, also, _ = strings.Cut(also, "|")
			x.byAlso[a] = append(x.byAlso[a], int32(at))
		}
		return nil
	})
	return x
}

// city cuts the line at offset at.
func (g *Gazetteer) city(at int32) (city, bool) {
	line := g.cities[at:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	f := strings.Split(string(line), "\t")
	if len(f) != 8 {
		return city{}, false
	}
	lat, err1 := strconv.ParseFloat(f[4], 64)
	lon, err2 := strconv.ParseFloat(f[5], 64)
	pop, err3 := strconv.Atoi(f[6])
	id, err4 := strconv.Atoi(f[7])
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil {
		return city{}, false
	}
	return city{f[0], f[2], f[3], lat, lon, pop, id}, true
}
