package english

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
)

var candidates = flag.String("lemmas", "", "make lemmas.tsv from the candidates that training/lemmas.py wrote to this file")

// TestMakeLemmaTable keeps of the candidates what the rules do not give.
func TestMakeLemmaTable(t *testing.T) {
	if *candidates == "" {
		t.Skip("run with -lemmas FILE to make lemmas.tsv again")
	}
	b, err := os.ReadFile(*candidates)
	if err != nil {
		t.Fatal(err)
	}
	lemmasTSV = ""
	m := readLemmas() // irregular verbs only
	var out []string
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t") // xpos, form, lemma
		upos := map[byte]string{'V': "VERB", 'N': "NOUN", 'J': "ADJ", 'R': "ADV"}[f[0][0]]
		key := ""
		switch f[0] {
		case "VBD", "VBN", "VBG", "VBZ":
			key = string(classVerb) + f[1]
		case "NNS":
			key = string(classNoun) + f[1]
		case "JJR", "JJS":
			key = string(classAdj) + f[1]
		case "RBR", "RBS":
			key = string(classAdv) + f[1]
		case "CAP":
			out = append(out, string(classCapit)+f[1]+"\t"+f[2])
			continue
		default:
			key = string(classWord) + f[1] + " " + f[0]
			if upos == "" {
				upos = "X"
			}
		}
		if m.lemma(f[1], upos, f[0], false) != f[2] {
			out = append(out, key+"\t"+f[2])
		}
	}
	sort.Strings(out)
	var s strings.Builder
	s.WriteString("# Exceptions to the rules of lemma.go: class and form, lemma. Made by training/lemmas.py and `go test -run TestMakeLemmaTable -lemmas FILE`.\n")
	last := ""
	for _, l := range out {
		k, _, _ := strings.Cut(l, "\t")
		if k != last {
			fmt.Fprintln(&s, l)
		}
		last = k
	}
	if err := os.WriteFile("lemmas.tsv", []byte(s.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d exceptions", len(out))
}
