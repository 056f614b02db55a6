package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

// Tagged is a sentence with one BIO tag a word, as name data gives it.
type Tagged struct {
	Words, Tags []string
	Line        int  // line of the file where it starts, from 1
	NewDocument bool // "# newdoc" stands before it
}

// ReadNames reads name data in one of three forms, told apart line by line:
//
//	word TAG              two columns (tab or spaces): .ner, .conll
//	1  word  TAG  …       numbered, tab: Universal NER's .iob2
//	1  word  … ten        CoNLL-U with NER=TAG in MISC
//
// A blank line ends a sentence and # starts a comment. name stands in the errors.
func ReadNames(name string, r io.Reader) ([]Tagged, error) {
	var out []Tagged
	var cur Tagged
	in := bufio.NewScanner(r)
	in.Buffer(nil, 16<<20)
	n := 0
	flush := func() {
		if len(cur.Words) > 0 {
			out = append(out, cur)
			cur = Tagged{}
		}
	}
	for in.Scan() {
		n++
		l := strings.TrimRight(in.Text(), "\r\n")
		if strings.TrimSpace(l) == "" {
			flush()
			continue
		}
		f := strings.Split(l, "\t")
		if l[0] == '#' && len(f) == 1 && !taggedHash(l) {
			cur.NewDocument = cur.NewDocument || strings.HasPrefix(strings.TrimLeft(l, "# "), "newdoc")
			continue
		}
		if len(cur.Words) == 0 {
			cur.Line = n
		}
		word, tag := "", ""
		switch {
		case len(f) == 10:
			if strings.ContainsAny(f[0], "-.") {
				continue
			}
			word, tag = f[1], "O"
			for m := range strings.SplitSeq(f[9], "|") {
				if v, ok := strings.CutPrefix(m, "NER="); ok {
					tag = v
				}
			}
		case len(f) >= 3:
			word, tag = f[1], f[2]
		case len(f) == 2:
			word, tag = f[0], f[1]
		default:
			g := strings.Fields(l)
			if len(g) < 2 {
				return nil, fmt.Errorf("%s:%d: %d columns; expected a word and its BIO tag", name, n, len(g))
			}
			word, tag = g[0], g[len(g)-1]
		}
		if tag != "O" && (len(tag) < 3 || tag[1] != '-' || tag[0] != 'B' && tag[0] != 'I') {
			return nil, fmt.Errorf("%s:%d: tag %q; expected O, B-TYPE or I-TYPE", name, n, tag)
		}
		cur.Words, cur.Tags = append(cur.Words, word), append(cur.Tags, tag)
	}
	flush()
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
	}
	return out, nil
}

// taggedHash tells the word "#" with its tag from a comment.
func taggedHash(l string) bool {
	f := strings.Fields(l)
	return len(f) == 2 && (f[1] == "O" || len(f[1]) > 2 && f[1][1] == '-')
}

// Names counts exact spans by type; PER, ORG and LOC are scored, and MISC where
// gold has any; other types are left out on both sides.
type Names struct {
	Sentences, Words int
	Types            map[string]Count
	All              Count
	Core             Count // PER, ORG and LOC
}

// CompareNames scores tags against gold tags, sentence by sentence.
func CompareNames(gold, sys [][]string) (Names, error) {
	t := Names{Types: map[string]Count{}}
	if len(gold) != len(sys) {
		return t, fmt.Errorf("%d sentences where gold has %d", len(sys), len(gold))
	}
	misc := slices.ContainsFunc(gold, func(g []string) bool { return slices.Contains(g, "B-MISC") })
	for i, g := range gold {
		if len(g) != len(sys[i]) {
			return t, fmt.Errorf("sentence %d: %d words where gold has %d", i+1, len(sys[i]), len(g))
		}
		t.Sentences++
		t.Words += len(g)
		a, b := spans(g, misc), spans(sys[i], misc)
		for s := range a {
			c := t.Types[s.kind]
			c.Gold++
			if b[s] {
				c.Both++
			}
			t.Types[s.kind] = c
		}
		for s := range b {
			c := t.Types[s.kind]
			c.System++
			t.Types[s.kind] = c
		}
	}
	for kind, c := range t.Types {
		t.All.add(c)
		if kind != "MISC" {
			t.Core.add(c)
		}
	}
	return t, nil
}

type name struct {
	first, end int
	kind       string
}

// spans reads BIO tags; an I- that continues nothing of its type starts a name.
func spans(tags []string, misc bool) map[name]bool {
	out := map[name]bool{}
	for i := 0; i < len(tags); {
		if tags[i] == "O" || tags[i] == "" {
			i++
			continue
		}
		k := tags[i][2:]
		j := i + 1
		for j < len(tags) && tags[j] == "I-"+k {
			j++
		}
		if k == "PER" || k == "ORG" || k == "LOC" || k == "MISC" && misc {
			out[name{i, j, k}] = true
		}
		i = j
	}
	return out
}

// Table shows precision, recall and F1 of each type and of all.
func (t Names) Table() Table {
	out := Table{Title: fmt.Sprintf("%d sentences, %d words", t.Sentences, t.Words), Head: []string{"names", "P", "R", "F1", "gold"}}
	var kinds []string
	for k := range t.Types {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		out.Rows = append(out.Rows, row(k, t.Types[k]))
	}
	out.Rows = append(out.Rows, row("all", t.All))
	if t.Core != t.All {
		out.Rows = append(out.Rows, row("without MISC", t.Core))
	}
	return out
}
