package score

import (
	"fmt"
	"sort"
	"strings"

	annals "annals.example/annals"
	"annals.example/annals/internal/language/conllu"
)

// Trees is how well tags and trees agree over the same words.
type Trees struct {
	Sentences, Words, Punctuation int
	// right words, of Words
	UPOS, XPOS, Lemma, Head int
	// Labelled: head and relation without its subtype; Subtyped: with it
	Labelled, Subtyped int
	// the same, of Words-Punctuation (gold UPOS PUNCT left out)
	HeadNoPunct, LabelledNoPunct int
	// Relations counts each relation without its subtype, and under its full name
	// each that has one (nsubj:pass): both = same head and relation
	Relations map[string]Count
}

// CompareTrees scores the analysis of given words. sys must hold the same
// sentences and words as gold; the error names the first that differs.
func CompareTrees(gold []conllu.Sentence, sys []annals.Sentence) (Trees, error) {
	t := Trees{Relations: map[string]Count{}}
	if len(gold) != len(sys) {
		return t, fmt.Errorf("%d sentences where gold has %d", len(sys), len(gold))
	}
	for i, g := range gold {
		if len(g.Words) != len(sys[i].Tokens) {
			return t, fmt.Errorf("sentence at line %d: %d words where gold has %d", g.Line, len(sys[i].Tokens), len(g.Words))
		}
		t.Sentences++
		for k, w := range g.Words {
			x := sys[i].Tokens[k]
			if w.Form != x.Form {
				return t, fmt.Errorf("line %d: word %q where gold has %q", w.Line, x.Form, w.Form)
			}
			t.word(w, x)
		}
	}
	return t, nil
}

func (t *Trees) word(w conllu.Word, x annals.Token) {
	t.Words++
	punct := w.UPOS == "PUNCT"
	if punct {
		t.Punctuation++
	}
	if w.UPOS == x.UPOS {
		t.UPOS++
	}
	if w.XPOS == x.XPOS {
		t.XPOS++
	}
	if w.Lemma == x.Lemma {
		t.Lemma++
	}
	head := w.Head == x.Head
	gr, sr := base(w.Deprel), base(x.Deprel)
	t.relation(gr, sr, head)
	if w.Deprel != gr || x.Deprel != sr {
		t.relation(subtyped(w.Deprel), subtyped(x.Deprel), head)
	}
	if !head {
		return
	}
	t.Head++
	if !punct {
		t.HeadNoPunct++
	}
	if gr == sr {
		t.Labelled++
		if !punct {
			t.LabelledNoPunct++
		}
	}
	if w.Deprel == x.Deprel {
		t.Subtyped++
	}
}

// relation counts one word's relation in gold and system; "" is none.
func (t *Trees) relation(gold, sys string, head bool) {
	add := func(rel string, c Count) {
		if rel != "" {
			n := t.Relations[rel]
			n.add(c)
			t.Relations[rel] = n
		}
	}
	add(gold, Count{Gold: 1})
	add(sys, Count{System: 1})
	if head && gold == sys {
		add(gold, Count{Both: 1})
	}
}

// subtyped is rel if it has a subtype, else "".
func subtyped(rel string) string {
	if strings.Contains(rel, ":") {
		return rel
	}
	return ""
}

func base(rel string) string { b, _, _ := strings.Cut(rel, ":"); return b }

// UAS is the share of words with the right head, in percent.
func (t Trees) UAS() float64 { return percent(t.Head, t.Words) }

// LAS is the share of words with the right head and relation, subtypes dropped, in percent.
func (t Trees) LAS() float64 { return percent(t.Labelled, t.Words) }

// UASNoPunct is UAS over the words that are no punctuation.
func (t Trees) UASNoPunct() float64 { return percent(t.HeadNoPunct, t.Words-t.Punctuation) }

// LASNoPunct is LAS over the words that are no punctuation.
func (t Trees) LASNoPunct() float64 { return percent(t.LabelledNoPunct, t.Words-t.Punctuation) }

// Tables are the totals and the relations.
func (t Trees) Tables() []Table {
	total := Table{Title: fmt.Sprintf("%d sentences, %d words", t.Sentences, t.Words), Head: []string{"measure", "%"}}
	for _, r := range []struct {
		name string
		v    float64
	}{
		{"UAS", t.UAS()}, {"LAS", t.LAS()}, {"LAS with subtypes", percent(t.Subtyped, t.Words)},
		{"UAS without punctuation", t.UASNoPunct()}, {"LAS without punctuation", t.LASNoPunct()},
		{"UPOS", percent(t.UPOS, t.Words)}, {"XPOS", percent(t.XPOS, t.Words)}, {"lemma (own tags)", percent(t.Lemma, t.Words)},
	} {
		total.Rows = append(total.Rows, []string{r.name, f2(r.v)})
	}
	rel := Table{Head: []string{"relation", "P", "R", "F1", "gold"}}
	var names []string
	for r := range t.Relations {
		names = append(names, r)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := t.Relations[names[i]], t.Relations[names[j]]
		return a.Gold > b.Gold || a.Gold == b.Gold && names[i] < names[j]
	})
	for _, r := range names {
		rel.Rows = append(rel.Rows, row(r, t.Relations[r]))
	}
	return []Table{total, rel}
}
