package score

import (
	"fmt"
	"strings"
	"unicode"

	annals "annals.example/annals"
	"annals.example/annals/internal/language/conllu"
)

// Tokens is how well raw text was cut: a word or sentence is right where it
// begins and ends at the same characters as in gold, as in the CoNLL 2018 shared
// task. The analyses count among the words of both.
type Tokens struct {
	Words, Sentences      Count
	UPOS, XPOS, Lemma     Count // right word and right tag
	Labelled              Count // right word with right head and relation (no subtype)
	LemmaAligned, Aligned int   // right lemmas among the words that both have
}

// CompareTokens scores the reading of conllu.Text(gold). Characters are matched
// without spaces, so the error says where the texts themselves differ.
func CompareTokens(gold []conllu.Sentence, text string, sys []annals.Sentence) (Tokens, error) {
	g, err := flatGold(gold, text)
	if err != nil {
		return Tokens{}, err
	}
	var t Tokens
	type span struct{ start, end int }
	at := make(map[span]int, len(g.words))
	for i, w := range g.words {
		at[span{w.start, w.end}] = i
	}
	ends := map[span]bool{}
	for _, s := range g.sents {
		ends[span{s[0], s[1]}] = true
	}
	t.Sentences.Gold, t.Words.Gold = len(g.sents), len(g.words)
	for _, s := range sys {
		t.Sentences.System++
		if ends[span{s.Start, s.End}] {
			t.Sentences.Both++
		}
		for _, x := range s.Tokens {
			t.Words.System++
			i, ok := at[span{x.Start, x.End}]
			if !ok {
				continue
			}
			w := g.words[i]
			t.Words.Both++
			t.Aligned++
			if w.UPOS == x.UPOS {
				t.UPOS.Both++
			}
			if w.XPOS == x.XPOS {
				t.XPOS.Both++
			}
			if w.Lemma == x.Lemma {
				t.Lemma.Both++
				t.LemmaAligned++
			}
			hs, he := -1, -1
			if x.Head >= 0 {
				h := s.Tokens[x.Head]
				hs, he = h.Start, h.End
			}
			if hs == w.headStart && he == w.headEnd && base(w.Deprel) == base(x.Deprel) {
				t.Labelled.Both++
			}
		}
	}
	for _, c := range []*Count{&t.UPOS, &t.XPOS, &t.Lemma, &t.Labelled} {
		c.Gold, c.System = t.Words.Gold, t.Words.System
	}
	return t, nil
}

type goldWord struct {
	conllu.Word
	start, end, headStart, headEnd int
}

type goldText struct {
	words []goldWord
	sents [][2]int
}

// flatGold finds every gold word in the text.
func flatGold(gold []conllu.Sentence, text string) (goldText, error) {
	var g goldText
	pos := 0
	for _, s := range gold {
		first := len(g.words)
		for _, w := range s.Words {
			for pos < len(text) && strings.ContainsRune(" \n", rune(text[pos])) {
				pos++
			}
			if !strings.HasPrefix(text[pos:], w.Form) {
				return g, fmt.Errorf("line %d: %q is not what the text has there: %q", w.Line, w.Form, cut(text[pos:]))
			}
			g.words = append(g.words, goldWord{Word: w, start: pos, end: pos + len(w.Form), headStart: -1, headEnd: -1})
			pos += len(w.Form)
		}
		for i := first; i < len(g.words); i++ {
			if h := g.words[i].Head; h >= 0 {
				g.words[i].headStart, g.words[i].headEnd = g.words[first+h].start, g.words[first+h].end
			}
		}
		if len(g.words) > first {
			g.sents = append(g.sents, [2]int{g.words[first].start, g.words[len(g.words)-1].end})
		}
	}
	if rest := strings.TrimFunc(text[pos:], unicode.IsSpace); rest != "" {
		return g, fmt.Errorf("text without gold words at the end: %q", cut(rest))
	}
	return g, nil
}

func cut(s string) string { return s[:min(len(s), 30)] }

// Table shows the measures.
func (t Tokens) Table() Table {
	out := Table{Title: "from raw text", Head: []string{"measure", "P", "R", "F1", "gold"}}
	for _, r := range []struct {
		name string
		c    Count
	}{{"words", t.Words}, {"sentences", t.Sentences}, {"UPOS", t.UPOS}, {"XPOS", t.XPOS}, {"lemma", t.Lemma}, {"LAS", t.Labelled}} {
		out.Rows = append(out.Rows, row(r.name, r.c))
	}
	return out
}
