// Package codebook answers: by which rules? It reads the text files of
// data/codebook into a compiled index of verbs, nouns and adjectives, each with
// the frames under which it is an event of a PLOVER type, and of the words that
// compose with an event (agree to, refuse to, call for).
//
// It decides nothing about a sentence: package event matches the entries
// against the tree. The format is explained in data/codebook/README.md.
package codebook

import (
	"sort"
	"strings"
)

// Kind is the word class of an entry.
type Kind string

// The kinds of entry.
const (
	Verb Kind = "verb"
	Noun Kind = "noun"
	Adj  Kind = "adj"
)

// Codebook is the compiled set of rules. It is read-only after Load and may be
// shared between goroutines.
type Codebook struct {
	Version string // "2026.1+" and the first 8 hex digits of the files' SHA-256
	Entries []*Entry

	index    map[Kind]map[string][]*Entry
	classes  map[string]map[string]bool
	contexts map[string][]string
	lights   map[string][]*Light
	composes map[Kind]map[string][]*Composition
	of       map[string]map[string]Outcome
}

// Entry is one or more lemmas that share their senses.
type Entry struct {
	ID     string // "consult.meet", "assault.strike.noun"
	Kind   Kind
	Lemmas [][]string // each a lemma of one or more words: {"take", "over"}
	Senses []*Sense
	Group  bool // of a file of many types, where all senses want conditions
	File   string
	Line   int
}

// Sense is one frame of an entry and what it means.
type Sense struct {
	ID         string // "consult.meet#2", counted from 1
	Entry      *Entry
	Conditions []Condition // all must hold
	None       bool        // an explicit "no event"
	Type, Mode string
	CAMEO      string // "042"; "" if none
	Contexts   []string
	Roles      Roles
	Examples   []Example
	File       string
	Line       int
}

// Condition asks something of the place of a trigger in its sentence.
type Condition struct {
	Slots   []string // "obj", "with", "obj.mod": any of them; nil for Flag conditions
	Flag    string   // "passive", "active", "plural", "singular", "negated", "own"; "" otherwise
	Absent  bool     // the slot must not be filled
	Words   []string // the lemma of the slot's head is one of these; nil = any
	Classes []string // or in one of these classes; nil = any
}

// Roles says which slots fill actor and recipient: the first filled one wins.
type Roles struct {
	Actor, Recipient []string // slots; {"-"} = nobody; nil = the default of the kind
	Symmetric        bool     // all participants are actors
}

// Example is a sentence that shows a sense, with the codes expected of it.
type Example struct {
	Text               string
	None               bool
	Actors, Recipients []string // "ISR.MIL"; "?" is an unknown actor
	File               string
	Line               int
}

// Light is a verb that lends its subject to the event noun it governs.
type Light struct {
	ID    string
	Lemma []string
	Slots []string // where the event noun stands: "obj", "into"
	Roles Roles    // Actor or Recipient {"subj"}
	Keeps bool     // the noun's own roles come first ("see", "witness")
}

// Composition is a word that changes the event that depends on it.
type Composition struct {
	ID    string
	Kind  Kind
	Lemma []string
	Rules []*CompositionRule
	File  string
	Line  int

	own bool // from a person's own folder
}

// CompositionRule says what becomes of an inner event in certain slots.
type CompositionRule struct {
	ID         string
	Slots      []string // "xcomp", "ccomp", "obj", "for", "against" …
	Conditions []Condition
	Inner      []string // "coop", "hostile", "any", "nothing", or PLOVER types
	Effect     Effect
	Mark       string // with EffectMark: "future" …
	Type, Mode string // with EffectType
	CAMEO      string // "*" = by the "of" table
	Roles      Roles
	Line       int
}

// Effect is what a composition does to its inner event.
type Effect string

// The effects of composition.
const (
	EffectType   Effect = "type"   // it becomes another type
	EffectMark   Effect = "mark"   // it keeps its type and gets a mark
	EffectKeep   Effect = "keep"   // it stays as it is, with the outer subject as its actor where it has none
	EffectDrop   Effect = "drop"   // it is not asserted
	EffectReport Effect = "report" // it stays, reported by the outer subject
)

// Outcome is the mode and code that an outer type takes from its inner event.
type Outcome struct{ Mode, CAMEO string }

// Verbs returns the entries whose first word is this lemma, longest first.
func (c *Codebook) Verbs(lemma string) []*Entry { return c.index[Verb][lemma] }

// Nouns returns the entries whose last word is this lemma, longest first.
func (c *Codebook) Nouns(lemma string) []*Entry { return c.index[Noun][lemma] }

// Adjectives returns the entries whose last word is this lemma, longest first.
func (c *Codebook) Adjectives(lemma string) []*Entry { return c.index[Adj][lemma] }

// InClass reports whether a lemma is in a class of classes.txt.
func (c *Codebook) InClass(class, lemma string) bool { return c.classes[class][lemma] }

// Contexts returns the PLOVER contexts that a lemma speaks of.
func (c *Codebook) Contexts(lemma string) []string { return c.contexts[lemma] }

// Lights returns the light verbs that begin with this lemma.
func (c *Codebook) Lights(lemma string) []*Light { return c.lights[lemma] }

// Compositions returns the composing words that begin with this lemma.
func (c *Codebook) Compositions(kind Kind, lemma string) []*Composition {
	return c.composes[kind][lemma]
}

// Of returns what mode and CAMEO code an outer type takes from an inner one
// ("THREATEN of ASSAULT"). The default of an outer type is listed under "any".
func (c *Codebook) Of(outer, inner, innerMode string) Outcome {
	t := c.of[outer]
	if o, ok := t[inner+"/"+innerMode]; ok {
		return o
	}
	if o, ok := t[inner]; ok {
		return o
	}
	return t["any"]
}

// Sense finds a sense by its id, nil if there is none.
func (c *Codebook) Sense(id string) *Sense {
	name, _, _ := strings.Cut(id, "#")
	for _, e := range c.Entries {
		if e.ID != name {
			continue
		}
		for _, s := range e.Senses {
			if s.ID == id {
				return s
			}
		}
	}
	return nil
}

// Rule is the sense's id, for people and records.
func (s *Sense) String() string { return s.ID }

// head is the word of a lemma under which it is indexed.
func head(kind Kind, lemma []string) string {
	if kind == Verb {
		return lemma[0]
	}
	return lemma[len(lemma)-1]
}

// compile builds the indexes once all files are read.
func (c *Codebook) compile() {
	c.index = map[Kind]map[string][]*Entry{Verb: {}, Noun: {}, Adj: {}}
	for _, e := range c.Entries {
		seen := map[string]bool{}
		for _, l := range e.Lemmas {
			h := head(e.Kind, l)
			if !seen[h] {
				seen[h] = true
				c.index[e.Kind][h] = append(c.index[e.Kind][h], e)
			}
		}
	}
	for w, ctx := range c.contexts {
		sort.Strings(ctx)
		c.contexts[w] = ctx
	}
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
