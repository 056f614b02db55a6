package actor

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// dir is where the tables lie in the file system that Load is given.
const dir = "actors"

// table is one file of the register: its columns and what becomes of a line.
type table struct {
	name    string
	columns []string // the header line must begin with these
	add     func(r *Register, c cells) error
}

// cells is one line of a table.
type cells struct {
	file string
	line int
	text string
	f    [8]string
}

// TableError is a fault in a table of the register: where it is, what is wrong
// and what to write instead.
type TableError struct {
	File         string
	Line, Column int // from 1; Column counts bytes
	Wrong, Write string
}

func (e *TableError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s; %s", e.File, e.Line, e.Column, e.Wrong, e.Write)
}

// wrong makes the error for column n (from 0) of the line.
func (c cells) wrong(n int, wrong, write string) error {
	at := 0
	for i := 0; i < n; i++ {
		k := strings.IndexByte(c.text[at:], '\t')
		if k < 0 {
			at = len(c.text)
			break
		}
		at += k + 1
	}
	return &TableError{File: c.file, Line: c.line, Column: at + 1, Wrong: wrong, Write: write}
}

// tables lists the files in the order in which they are read: what is kept by
// hand comes before what was generated, and wins.
var tables = []table{
	{"countries.tsv", []string{"code", "names", "adjectives", "people", "capitals", "from", "to"}, addCountry},
	{"cities.tsv", []string{"code", "names"}, addCity},
	{"roles.tsv", []string{"names", "sectors", "kind", "flags", "code"}, addRole},
	{"words.tsv", []string{"list", "words", "what"}, addWords},
	{"organisations.tsv", []string{"code", "sectors", "kind", "names", "from", "to"}, addOrganisation},
	{"groups.tsv", []string{"code", "sectors", "names", "from", "to"}, addGroup},
	{"offices-ours.tsv", []string{"code", "person", "office", "class", "from", "to", "also"}, addOurOffice},
	{"heads.tsv", []string{"code", "person", "office", "class", "from", "to", "also"}, addOurOffice},
	{"notables.tsv", []string{"code", "person", "office", "class", "from", "to", "also"}, addOurOffice},
	{"offices.tsv", []string{"code", "person", "office", "class", "from", "to", "wikidata"}, addOffice},
	{"legislators.tsv", []string{"code", "person", "office", "class", "from", "to", "wikidata"}, addOffice},
	{"spellings.tsv", []string{"name", "alias"}, addSpelling},
	{"armed.tsv", []string{"country", "name", "full"}, addArmed},
	{"parties.tsv", []string{"code", "name", "acronym"}, addParty},
	{"towns.tsv", []string{"code", "names"}, addTown},
}

// Load reads the register from the tables below fsys's folder "actors". All
// faults of all tables are reported together, each with file, line and column;
// with any fault there is no register.
func Load(fsys fs.FS) (*Register, error) {
	r := newRegister()
	faults := strange(fsys)
	for _, t := range tables {
		name := path.Join(dir, t.name)
		raw, err := readText(fsys, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: the table is missing; restore it or leave an empty one with the header line %q: %w",
				name, strings.Join(t.columns, "<tab>"), err))
			continue
		}
		faults = append(faults, r.read(t, name, raw)...)
		if len(faults) > 50 {
			break
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	r.finish()
	return r, nil
}

// strange finds tables of names that nobody reads: a slip of the pen would leave
// them without effect.
func strange(fsys fs.FS) []error {
	var faults []error
	list, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil // what is missing is told table by table
	}
	for _, e := range list {
		if path.Ext(e.Name()) == ".tsv" && !slices.ContainsFunc(tables, func(t table) bool { return t.name == e.Name() }) {
			var names []string
			for _, t := range tables {
				names = append(names, t.name)
			}
			faults = append(faults, fmt.Errorf("%s: no table has this name; rename it to one of %s, or take it away", path.Join(dir, e.Name()), strings.Join(names, ", ")))
		}
	}
	return faults
}

// readText reads a file into a string at once, so that the large tables are not
// copied twice.
func readText(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	if st, err := f.Stat(); err == nil {
		b.Grow(int(st.Size()) + 1)
	}
	if _, err := io.Copy(&b, f); err != nil {
		return "", err
	}
	return b.String(), nil
}

func (r *Register) read(t table, name, text string) []error {
	var faults []error
	line := 0
	for len(text) > 0 {
		l, rest, _ := strings.Cut(text, "\n")
		text = rest
		line++
		l = strings.TrimSuffix(l, "\r")
		c := cells{file: name, line: line, text: l}
		if line == 1 {
			if head := strings.Join(t.columns, "\t"); l != head {
				return []error{&TableError{name, 1, 1, fmt.Sprintf("the header line is %q", l), fmt.Sprintf("write %q, with tabs between the columns", head)}}
			}
			continue
		}
		if l == "" || l[0] == '#' {
			continue
		}
		n, cell := 0, l
		for {
			f, more, ok := strings.Cut(cell, "\t")
			if n < len(t.columns) {
				c.f[n] = strings.TrimSpace(f)
			} else if f != "" {
				faults = append(faults, c.wrong(n, fmt.Sprintf("there are more than the %d columns of the table", len(t.columns)), "take out the surplus tab"))
				break
			}
			n++
			if cell = more; !ok {
				break
			}
		}
		if err := t.add(r, c); err != nil {
			if faults = append(faults, err); len(faults) > 20 {
				return faults
			}
		}
	}
	return faults
}

// list cuts a cell of several names: "Turkey; Türkiye".
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	if !strings.Contains(cell, ";") {
		return []string{cell}
	}
	out := strings.Split(cell, ";")
	k := 0
	for _, s := range out {
		if s = strings.TrimSpace(s); s != "" {
			out[k] = s
			k++
		}
	}
	return out[:k]
}

// internationals are PLOVER's codes for actors that are no country.
var internationals = map[string]bool{"IGO": true, "UNO": true, "EUR": true, "NGO": true, "ISM": true, "IMG": true, "MNC": true}

// known are PLOVER's sectors.
var known = map[string]bool{
	"COP": true, "GOV": true, "JUD": true, "LEG": true, "MIL": true, "PRM": true, "PTY": true, "REB": true, "SPY": true, "UAF": true, "UNK": true,
	"AGR": true, "BUS": true, "CRM": true, "CVL": true, "EDU": true, "ELI": true, "JRN": true, "LAB": true, "MED": true, "REF": true, "OPP": true,
	"PRE": true, "REL": true, "SOC": true,
}

func (c cells) code(n int) error {
	s := c.f[n]
	if len(s) != 3 || strings.ToUpper(s) != s || s[0] < 'A' || s[0] > 'Z' {
		return c.wrong(n, fmt.Sprintf("%q is no code", s), "write an ISO 3166 alpha-3 code such as IRQ, or UNO EUR IGO NGO ISM IMG MNC")
	}
	return nil
}

func (c cells) sectors(n int) ([]string, error) {
	out := strings.Fields(c.f[n])
	for _, s := range out {
		if !known[s] {
			return nil, c.wrong(n, fmt.Sprintf("%q is no PLOVER sector", s), "write one or more of COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC, the primary one first")
		}
	}
	return out, nil
}

// date checks "2024", "2024-02" or "2024-02-06"; the empty cell is unknown.
func (c cells) date(n int) (string, error) {
	s := c.f[n]
	if s == "" || s == "now" {
		return s, nil
	}
	d := strings.TrimPrefix(s, "~")
	ok := len(d) == 4 || len(d) == 7 || len(d) == 10
	for i := 0; ok && i < len(d); i++ {
		if i == 4 || i == 7 {
			ok = d[i] == '-'
		} else {
			ok = d[i] >= '0' && d[i] <= '9'
		}
	}
	if ok && len(d) >= 7 && (d[5:7] < "01" || d[5:7] > "12") || ok && len(d) == 10 && (d[8:] < "01" || d[8:] > "31") {
		ok = false
	}
	if !ok {
		return "", c.wrong(n, fmt.Sprintf("%q is no date", s), `write 2024, 2024-02 or 2024-02-06; "now" in the column "to" for what was still so when it was written`)
	}
	return s, nil
}

func (c cells) term(n int) (from, to string, err error) {
	if c.f[n] == "" && c.f[n+1] == "" {
		return "", "", nil
	}
	if from, err = c.date(n); err != nil {
		return "", "", err
	}
	if to, err = c.date(n + 1); err != nil {
		return "", "", err
	}
	end := strings.TrimPrefix(to, "~")
	if from == "now" || strings.HasPrefix(from, "~") {
		return "", "", c.wrong(n, fmt.Sprintf("a term cannot begin %q", from), "write the date on which it began, or leave the cell empty")
	}
	if from != "" && end != "" && end != "now" && end[:min(len(end), len(from))] < from[:min(len(end), len(from))] {
		return "", "", c.wrong(n+1, fmt.Sprintf("the term ends (%s) before it begins (%s)", to, from), "correct one of the two dates")
	}
	return from, to, nil
}
