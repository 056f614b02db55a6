// Package legacy answers: how would the dictionaries of the older coders have coded
// this? It reads verb, actor and agent dictionaries of TABARI and PETRARCH and codes
// sentences by them alone: who (a code such as ISRMIL), to whom, and which code the
// verb's longest pattern has.
//
// The pattern language is PETRARCH's. Phrases come from our trees and not from a
// constituency parse, so that raw text is enough.
package legacy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Dictionaries are what a coder of that kind needs. They are read-only once read.
type Dictionaries struct {
	verbs   map[string][]*verb // form of the head word → verbs, the longest first
	synsets map[string][][]string
	actors  phrases
	agents  phrases
	Counts  Counts
}

// Counts says what was read.
type Counts struct{ Verbs, Patterns, Synsets, Actors, Names, Agents int }

// verb is one verb, or a verb of several words, with the patterns of its block.
type verb struct {
	words    []string // "BREAK", "DOWN"
	head     int      // which of the words is inflected
	code     code
	patterns []*pattern
	file     string
	line     int
}

// code is what an event is coded as, and what the same event is from the other side
// ("032:033"; "" where it is not).
type code struct{ there, back string }

func (c code) null() bool { return c.there == "" || strings.Trim(c.there, "-+#") == "" }

// pattern is a sequence of words around the verb.
type pattern struct {
	before, after []element // before is in the order of the text
	code          code
	words         int // how many words it names: the pattern that names most wins
	file          string
	line          int
}

// weight orders patterns: who names more words knows more, then who names more phrases.
func (p *pattern) weight() int { return 3*p.words + len(p.before) + len(p.after) }

// element is one word of a pattern or one of its signs.
type element struct {
	word   string // a word in capitals, or a synset "&NAME"
	sign   byte   // '$' source, '+' target, '^' any phrase, '%' both sides, 0 a word
	joined bool   // stands right behind the element before it
}

// phrases finds names of one or more words.
type phrases map[string][]phrase

// phrase is a name and whose it is.
type phrase struct {
	words []string
	codes []dated
}

// dated is a code with the days on which it holds, as numbers like 19950601; 0 = open.
type dated struct {
	code     string
	from, to int
}

// on returns the code that holds on a day; the first without dates is the default,
// and a code of a shorter time goes before one of a longer.
func (p phrase) on(day int) string {
	best, width := "", 1<<62
	for _, d := range p.codes {
		if d.from == 0 && d.to == 0 {
			if best == "" {
				best = d.code
			}
			continue
		}
		if day == 0 || d.from != 0 && day < d.from || d.to != 0 && day > d.to {
			continue
		}
		to := d.to
		if to == 0 {
			to = 99999999
		}
		if w := to - d.from; w < width {
			best, width = d.code, w
		}
	}
	return best
}

// longest finds the longest phrase that begins at a word; n is how many words it has.
func (p phrases) longest(words []string, i int) (found phrase, n int) {
next:
	for _, ph := range p[words[i]] {
		if len(ph.words) <= n || i+len(ph.words) > len(words) {
			continue
		}
		for k, w := range ph.words {
			if words[i+k] != w {
				continue next
			}
		}
		found, n = ph, len(ph.words)
	}
	return found, n
}

func (p phrases) add(ph phrase) {
	if len(ph.words) > 0 {
		p[ph.words[0]] = append(p[ph.words[0]], ph)
	}
}

// Error is one fault of a dictionary.
type Error struct {
	File         string
	Line         int
	What, Remedy string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: %s; %s", e.File, e.Line, e.What, e.Remedy)
}

// Codes lists the codes of all verbs and patterns, sorted.
func (d *Dictionaries) Codes() []string {
	seen := map[string]bool{}
	add := func(c code) {
		for _, x := range []string{c.there, c.back} {
			if strings.Trim(x, "-+#") != "" {
				seen[x] = true
			}
		}
	}
	for _, l := range d.verbs {
		for _, v := range l {
			add(v.code)
			for _, p := range v.patterns {
				add(p.code)
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
