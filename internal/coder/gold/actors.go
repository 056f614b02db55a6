package gold

import (
	"fmt"
	"slices"
	"strings"

	"annals.example/annals"
)

// Phrase is one line of a file of actor phrases: what a text called somebody, as
// of a date, and who that is.
//
//	phrase	date	context	actors
//	former Iraqi oil minister	2008-08-06		IRQ.ELI
//
// The date may be a year or a month; the context, a sentence that holds the
// phrase or speaks of the same, may be empty. Actors are CODE.SECTOR, joined with
// " + "; "/" divides answers that are as good. A code without a sector asks for an
// actor without one, "?" is an actor whose country the words do not tell, and "-"
// is nobody: no political actor.
type Phrase struct {
	File                string
	Line                int // from 1
	Text, Date, Context string
	Actors              [][]string // for every actor the answers that are right
}

const phraseHeader = "phrase\tdate\tcontext\tactors"

// ReadPhrases reads a file of actor phrases. Errors name file and line and say
// what was expected.
func ReadPhrases(name, text string) ([]Phrase, error) {
	var out []Phrase
	head := false
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimSuffix(l, "\r")
		if l == "" || l[0] == '#' {
			continue
		}
		if !head {
			if l != phraseHeader {
				return nil, fmt.Errorf("%s:%d: the header line is %q; write %q, with tabs between the columns", name, i+1, l, phraseHeader)
			}
			head = true
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns; write phrase, date, context (or nothing) and actors, with tabs between them", name, i+1, len(f))
		}
		p := Phrase{File: name, Line: i + 1, Text: f[0], Date: f[1], Context: f[2]}
		for _, a := range strings.Split(f[3], " + ") {
			var or []string
			for _, o := range strings.Split(a, "/") {
				o = strings.TrimSpace(o)
				code, sector, dot := strings.Cut(o, ".")
				if o != "-" && code != "?" && !threeCapitals(code) || dot && !threeCapitals(sector) {
					return nil, fmt.Errorf("%s:%d: %q is no actor; write CODE, CODE.SECTOR, ?.SECTOR (country not told) or - (nobody)", name, i+1, o)
				}
				or = append(or, o)
			}
			p.Actors = append(p.Actors, or)
		}
		out = append(out, p)
	}
	return out, nil
}

func threeCapitals(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// PhraseScore is how many phrases were answered right: the number of actors and
// all of their countries, all of their primary sectors, or both.
type PhraseScore struct {
	Phrases, Country, Sector, Both int
	Misses                         []string // one line an error, for a person's eye
}

// MeasurePhrases answers every phrase and compares. answer is asked for a phrase
// as of a date, in a context that may be empty.
func MeasurePhrases(answer func(text, date, context string) []annals.Actor, all []Phrase) PhraseScore {
	var s PhraseScore
	for _, p := range all {
		var said []string
		for _, a := range answer(p.Text, p.Date, p.Context) {
			c := a.Code
			if c == "" && len(a.Sectors) == 0 {
				continue // a name of which nothing is known is nobody
			}
			if c == "" {
				c = "?"
			}
			if len(a.Sectors) > 0 {
				c += "." + a.Sectors[0]
			}
			said = append(said, c)
		}
		s.Phrases++
		country := matches(p.Actors, said, func(a string) string { c, _, _ := strings.Cut(a, "."); return c })
		sector := matches(p.Actors, said, func(a string) string { _, sec, _ := strings.Cut(a, "."); return sec })
		both := matches(p.Actors, said, func(a string) string { return a })
		s.Country += one(country)
		s.Sector += one(sector)
		s.Both += one(both)
		if !both {
			got := "-"
			if len(said) > 0 {
				got = strings.Join(said, " + ")
			}
			s.Misses = append(s.Misses, fmt.Sprintf("%s:%d: %q as of %s: %s, want %s", p.File, p.Line, p.Text, p.Date, got, p.want()))
		}
	}
	return s
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p Phrase) want() string {
	var l []string
	for _, a := range p.Actors {
		l = append(l, strings.Join(a, "/"))
	}
	return strings.Join(l, " + ")
}

// matches reports whether the answers can be paired with what is wanted, one to
// one, so that each pair is alike in what part gives of it.
func matches(want [][]string, said []string, part func(string) string) bool {
	if len(said) == 0 {
		return len(want) == 1 && slices.Contains(want[0], "-")
	}
	if len(want) != len(said) {
		return false
	}
	if len(want) == 1 || len(said) > 6 {
		for i, w := range want {
			if !slices.ContainsFunc(w, func(o string) bool { return o != "-" && part(o) == part(said[i]) }) {
				return false
			}
		}
		return true
	}
	for i, s := range said {
		if slices.ContainsFunc(want[0], func(o string) bool { return part(o) == part(s) }) {
			rest := slices.Delete(slices.Clone(said), i, i+1)
			if matches(want[1:], rest, part) {
				return true
			}
		}
	}
	return false
}
