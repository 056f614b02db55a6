package english

import (
	"slices"
	"strings"
	"unicode"

	annals "annals.example/annals"
)

// An article says once what its capitals stand for, "the Kurdistan Regional
// Government (KRG)", and uses them from then on. Both are one body wherever they
// stand in it.

// bodyNames are the names and acronyms of the bodies that a text explains.
type bodyNames map[string]bool

// acronymsOf finds the acronyms that a text explains and makes them and their
// expansions names of the kind ORG.
func acronymsOf(sents []annals.Sentence) bodyNames {
	known := bodyNames{}
	for i := range sents {
		toks := sents[i].Tokens
		for k := 2; k < len(toks); k++ {
			if !inCapitals(toks[k].Form) {
				continue
			}
			var end int // of the expansion
			switch {
			case toks[k-1].Form == "(" && k+1 < len(toks) && toks[k+1].Form == ")":
				end = k - 1
			case toks[k-1].Form == "or" && toks[k-2].Form == ",":
				end = k - 2
			default:
				continue
			}
			first := expansion(toks[:end], toks[k].Form)
			if first < 0 || strings.HasSuffix(toks[end-1].Name, "LOC") && countries[written(toks[first:end])] {
				continue
			}
			if j := first; strings.HasPrefix(toks[end-1].Name, "I-") {
				for ; j > 0 && strings.HasPrefix(toks[j].Name, "I-"); j-- {
				}
				first = min(first, j) // the tagger saw more of it
			}
			if toks[first].Form == "The" {
				first++
			}
			name{first, end, "ORG"}.write(toks)
			name{k, k + 1, "ORG"}.write(toks)
			known[toks[k].Form] = true
			known[written(toks[first:end])] = true
		}
	}
	return known
}

// inCapitals: two to eight capitals, digits among them (M23, UNHCR).
func inCapitals(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			n++
		case !digit(r):
			return false
		}
	}
	return n >= 2 && len(w) <= 8
}

// small words may be left out of an acronym, or count.
var small = setOf("of the for and in on to de du des la le y e do da al - 's ' & del ’s ’")

// expansion returns where the words that end at the end of toks begin, if their
// first letters are those of the acronym; -1 if they are not.
func expansion(toks []annals.Token, acronym string) int {
	want := []rune(acronym)
	k := len(toks)
	for len(want) > 0 && k > 0 {
		k--
		w := toks[k].Form
		r := []rune(w)[0]
		switch last := want[len(want)-1]; {
		case unicode.ToUpper(r) == last && (!small[w] || len(want) > 1):
			want = want[:len(want)-1]
		case small[w]:
		default:
			return -1
		}
	}
	if len(want) > 0 || k >= len(toks) || !capital(toks[k].Form) {
		return -1
	}
	return k
}

// spread gives the bodies that a text names by their acronyms, and names of two
// words and more that are tagged somewhere in it, their names everywhere in it.
func spread(sents []annals.Sentence, known bodyNames) {
	all := namesOf{kinds: map[string]string{}, lengths: map[string][]int{}}
	for w := range known {
		all.add(w, 1+strings.Count(w, " "), "ORG")
	}
	for i := range sents {
		toks := sents[i].Tokens
		for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
			if n.end-n.first > 1 && n.kind != "MISC" && capital(n.last(toks)) {
				all.add(written(toks[n.first:n.end]), n.end-n.first, n.kind)
			}
		}
	}
	for i := range sents {
		toks := sents[i].Tokens
		for k := range toks {
			best := 0
			for _, n := range all.lengths[toks[k].Form] {
				if n > best && k+n <= len(toks) && all.kinds[written(toks[k:k+n])] != "" {
					best = n
				}
			}
			if best == 0 {
				continue
			}
			words := written(toks[k : k+best])
			n := name{k, k + best, all.kinds[words]}
			switch {
			case allUntagged(toks[k : k+best]):
				n.write(toks)
			case known[words]:
				if m, ok := nameAt(toks, k); ok && m.end == n.end {
					n.write(toks)
				}
			}
		}
	}
}

// namesOf are the names of a text.
type namesOf struct {
	kinds   map[string]string
	lengths map[string][]int // first word → how many words such names have, each number once
}

func (a *namesOf) add(words string, n int, kind string) {
	if a.kinds[words] != "" {
		return
	}
	a.kinds[words] = kind
	first, _, _ := strings.Cut(words, " ")
	if !slices.Contains(a.lengths[first], n) {
		a.lengths[first] = append(a.lengths[first], n)
	}
}

func allUntagged(toks []annals.Token) bool {
	for _, t := range toks {
		if !untagged(t) {
			return false
		}
	}
	return true
}
