// Package statement answers: who said what?
//
// A statement is direct where the words stand in quotation marks and indirect
// where a verb of saying governs what was said. Every quotation of three words
// or more is a statement; its Speaker is empty where the text names none.
// Shorter quotations and quoted names are none unless a verb of saying governs
// them.
package statement

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strconv"
	"strings"

	"annals.example/annals"
)

// Find returns the statements of an article in the order of the text. text is
// the article's text, into which all offsets count bytes; sents its sentences
// in order; mentions its resolved mentions, sorted by sentence.
func Find(articleID, text string, sents []annals.Sentence, mentions []annals.Mention) []annals.Statement {
	f := &finder{id: articleID, text: text, sents: sents, ments: mentions}
	f.quotes = quotations(text)
	f.graphs = make([]*graph, len(sents))
	f.firstMention = make([]int, len(sents)+1)
	m := 0
	for i := range sents {
		for m < len(mentions) && mentions[m].Sentence < sents[i].Index {
			m++
		}
		f.firstMention[i] = m
	}
	f.firstMention[len(sents)] = len(mentions)
	f.direct()
	f.indirect()
	sort.SliceStable(f.out, func(i, j int) bool {
		a, b := f.out[i], f.out[j]
		if a.ContentAt.Start != b.ContentAt.Start {
			return a.ContentAt.Start < b.ContentAt.Start
		}
		return a.ContentAt.End > b.ContentAt.End
	})
	return f.out
}

// finder is the state of one article.
type finder struct {
	id           string
	text         string
	sents        []annals.Sentence
	ments        []annals.Mention
	firstMention []int // per sentence, index of its first mention
	quotes       []quotation
	graphs       []*graph
	surnames     map[string]annals.Actor // last word of a name → whom it names; made when first asked for
	out          []annals.Statement
}

// named gives whom the article's mentions know by a last name, nil if nobody or
// more than one.
func (f *finder) named(surname string) []annals.Actor {
	if f.surnames == nil {
		f.surnames = map[string]annals.Actor{}
		for _, m := range f.ments {
			for _, a := range m.Actors {
				w := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
				if w == "" {
					continue
				}
				if was, ok := f.surnames[w]; ok && was.Name != a.Name {
					a = annals.Actor{} // two of that name
				}
				f.surnames[w] = a
			}
		}
	}
	if a := f.surnames[surname]; a.Name != "" {
		return []annals.Actor{a}
	}
	return nil
}

// attribution is who says it, to whom and with which verb.
type attribution struct {
	verb      int // token of the verb or of "according", -1 if there is none
	lemma     string
	speaker   []annals.Actor
	addressee []annals.Actor
	// from and to are the byte offsets of the words that attribute.
	from, to int
}

func (f *finder) graph(i int) *graph {
	if f.graphs[i] == nil {
		f.graphs[i] = newGraph(&f.sents[i], f.text, f.ments[f.firstMention[i]:f.firstMention[i+1]], f.named)
	}
	return f.graphs[i]
}

// sentenceAt is the index of the sentence that holds byte offset at, or the
// next one after it.
func (f *finder) sentenceAt(at int) int {
	return sort.Search(len(f.sents), func(i int) bool { return f.sents[i].End > at })
}

func (f *finder) evidence(sent, a, b int) annals.Evidence {
	return annals.Evidence{ArticleID: f.id, Sentence: f.sents[sent].Index, Start: a, End: b, Text: f.text[a:b]}
}

// add writes a statement down. a..b is the span of the content, sent the
// sentence of its attribution, content the words said where they are not
// simply the words of the span.
func (f *finder) add(kind string, sent, a, b int, content string, at attribution) {
	if content == "" {
		content = f.text[a:b]
	}
	from, to := a, b
	if at.verb >= 0 || at.to > at.from {
		from, to = min(from, at.from), max(to, at.to)
	}
	if kind == "direct" {
		from, to = f.withMarks(from, to, a, b)
	}
	s := annals.Statement{
		ArticleID: f.id,
		Kind:      kind,
		Speaker:   at.speaker,
		Addressee: at.addressee,
		Verb:      at.lemma,
		Content:   content,
		Evidence:  f.evidence(sent, from, to),
		ContentAt: f.evidence(sent, a, b),
	}
	h := sha256.New()
	for _, p := range []string{f.id, kind, strconv.Itoa(a), strconv.Itoa(b), s.Verb, content} {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	s.ID = "s-" + hex.EncodeToString(h.Sum(nil))[:16]
	f.out = append(f.out, s)
}

// withMarks widens from..to over the quotation marks around a..b.
func (f *finder) withMarks(from, to, a, b int) (int, int) {
	if i := f.quoteFrom(a); i < len(f.quotes) && f.quotes[i].from == a && f.quotes[i].to == b {
		from, to = min(from, f.quotes[i].open), max(to, f.quotes[i].close)
	}
	return from, to
}

func words(s string) int { return len(strings.Fields(s)) }
