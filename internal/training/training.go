// Package training answers: what should have been found? It reads the annotated
// sentences of data/training, from which the event head learns and by which it is
// measured, and says line by line what is wrong with them.
//
// The format is explained in data/training/README.md.
package training

import (
	"crypto/sha256"

	"annals.example/annals"
)

// Sentence is one annotated sentence.
type Sentence struct {
	File     string
	Line     int    // from 1
	Family   string // the near twins that it belongs to
	Text     string // without brackets
	Mentions []Mention
	Pairs    []Pair // in the order of the file
}

// Mention is a bracketed run of words.
type Mention struct {
	Letter     byte // 'a' to 'h'; the same actor has the same letter
	Start, End int  // bytes of Sentence.Text, end exclusive
}

// Pair says what one side does to the other.
type Pair struct {
	Line int
	// Actors and Recipients are letters of mentions; one of the two may be empty,
	// which is unknown or nobody. Where None is set they are two sides without order.
	Actors, Recipients string
	None               bool // no event between them, in either direction
	Symmetric          bool // both sides act: Actors and Recipients may be swapped
	Type, Mode         string
	CAMEO              string // three digits, "" if not given
	Trigger            string // words of the sentence, "" if not given
	TriggerAt          int    // byte of Sentence.Text at which Trigger first stands; -1 without a trigger
	Marks              []annals.Mark
	By                 string // letters of those who report it
}

// Of returns the mentions with one of these letters, in the order of the text.
func (s *Sentence) Of(letters string) []Mention {
	var out []Mention
	for _, m := range s.Mentions {
		for i := range len(letters) {
			if letters[i] == m.Letter {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// The parts that sentences are split into.
const (
	Train = "train"
	Dev   = "dev"
	Test  = "test"
)

// Split says which part a family belongs to: a tenth each is for choosing (dev) and
// for measuring (test). It depends on the name alone, so that new sentences never
// move old ones, and twins always stay together.
func Split(family string) string {
	switch h := sha256.Sum256([]byte(family)); h[0] % 10 {
	case 8:
		return Dev
	case 9:
		return Test
	}
	return Train
}
