package actor

import (
	"fmt"
	"slices"
	"strings"
)

// lexicon is a list of words that the reading of phrases asks for; words.tsv holds them.
type lexicon uint8

const (
	bareSurnames lexicon = iota
	seats
	wholes
	arriving
	afar
	merry
	hosting
	unearthly
	reporting
	camps
	appointing
	emigrants
	citizenry
	understudies
	women
	men
	meetings
	powers
	rulings
	ordeals
	compass
	localities
	employees
	hosts
	parts
	lexicons // how many there are
)

// lexiconNames are the names of the lists in words.tsv.
var lexiconNames = [lexicons]string{"bare surname", "seat of nations", "many countries", "arriving", "from afar", "feast", "hosting", "no actor", "reporting", "campaign", "appointing", "emigrant", "citizen", "understudy", "woman", "man", "meeting", "power at home", "ruling", "ordeal", "compass", "locality", "employee", "foreign troops", "part of a whole"}

func addWords(r *Register, c cells) error {
	n := slices.Index(lexiconNames[:], c.f[0])
	if n < 0 {
		return c.wrong(0, fmt.Sprintf("no list of words has the name %q", c.f[0]), "write one of "+strings.Join(lexiconNames[:], ", "))
	}
	if r.words[n] == nil {
		r.words[n] = map[string]bool{}
	}
	for _, w := range list(c.f[1]) {
		r.words[n][strings.ToLower(w)] = true
	}
	return nil
}

// in reports whether a list of words.tsv holds a word in lower case.
func (r *Register) in(l lexicon, w string) bool { return r.words[l][w] }
