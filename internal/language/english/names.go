package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// The model tags names word by word, from single sentences. Here the tags of a
// whole text are put in order by rules that raised F1 on held-out names (see
// MODELS.md): a title is no part of a name, a name does not end in "of" or "-",
// and the same words are the same kind of name throughout a text.

// titles are words before a person's name that are no part of it.
var titles = setOf(`President Vice Deputy Prime Minister Premier Chancellor Senator Sen. Rep. Representative Congressman Congresswoman Governor Gov. Mayor Secretary Ambassador
 General Gen. Lt. Lieutenant Colonel Col. Major Maj. Captain Capt. Sergeant Sgt. Admiral Adm. Marshal Commander Brigadier Brig. Mr. Mrs. Ms. Mr Mrs Ms Miss Madam Madame Sir Dame Lord Lady Dr. Dr Doctor Prof. Professor
 King Queen Prince Princess Emperor Empress Sultan Emir Crown Pope Cardinal Archbishop Bishop Father Rabbi Imam Ayatollah Judge Justice Chief Speaker Chairman Chairwoman Director Foreign Defence Defense Interior Finance
 Uncle Aunt Coach Inspector Detective Officer Reverend Rev. Hon. Honorable Attorney Dean Assoc. Assistant Rear Field Leader Spokesman Spokeswoman`)

// tidyNames puts the name tags of one text in order.
func tidyNames(sents []annals.Sentence) {
	for i := range sents {
		toks := sents[i].Tokens
		dropPossessives(toks)
		joinPieces(toks)
		joinPersons(toks)
		joinPlaces(toks)
		joinBodies(toks)
		splitOwners(toks)
		nameWeapons(toks)
	}
	known := acronymsOf(sents)
	persons := map[string]bool{}  // words of persons' longer names
	surnames := map[string]bool{} // titles that are a person's name in this text: John Major
	for i := range sents {
		toks := sents[i].Tokens
		for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
			if last := toks[n.end-1].Form; n.kind == "PER" && n.end-n.first > 1 && titles[last] && !titles[toks[n.first].Form] {
				surnames[last] = true
			}
			if n.kind == "PER" && n.end-n.first > 1 {
				for _, t := range toks[n.first:n.end] {
					persons[t.Form] = true
				}
			}
		}
	}
	for i := range sents {
		toks := sents[i].Tokens
		dropTitles(toks, surnames)
		placeCountries(toks)
		kindByTable(toks, persons)
	}
	agree(sents)
	spread(sents, known)
	for i := range sents {
		tagDemonyms(sents[i].Tokens)
	}
}

// name is the span of a name: toks[first:end].
type name struct {
	first, end int
	kind       string
}

// nextName finds the first name at or behind token k; ok is false if there is none.
func nextName(toks []annals.Token, k int) (name, bool) {
	for ; k < len(toks); k++ {
		if tag := toks[k].Name; len(tag) > 2 {
			n := name{k, k + 1, tag[2:]}
			for n.end < len(toks) && toks[n.end].Name == "I-"+n.kind {
				n.end++
			}
			return n, true
		}
	}
	return name{}, false
}

// write tags the words of n. What is left of a name that n cuts short begins anew.
func (n name) write(toks []annals.Token) {
	for k := n.first; k < n.end; k++ {
		if k == n.first {
			toks[k].Name = "B-" + n.kind
		} else {
			toks[k].Name = "I-" + n.kind
		}
	}
	beginAt(toks, n.end)
}

func clearNames(toks []annals.Token, first, end int) {
	for k := first; k < end; k++ {
		toks[k].Name = "O"
	}
	beginAt(toks, end)
}

// beginAt makes token k, if it lies in a name, the beginning of it.
func beginAt(toks []annals.Token, k int) {
	if k < len(toks) && strings.HasPrefix(toks[k].Name, "I-") {
		toks[k].Name = "B" + toks[k].Name[1:]
	}
}

// dropPossessives takes the "'s" off that ends a name.
func dropPossessives(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		if last := n.end - 1; last > n.first && toks[last].XPOS == "POS" {
			toks[last].Name = "O"
		}
	}
}

// joinPieces mends names that end too early: "Moon Jae -" takes the word behind
// the hyphen, "Foreign Ministry of" the name behind it.
func joinPieces(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		last := toks[n.end-1].Form
		next, more := nextName(toks, n.end)
		more = more && next.first == n.end
		switch {
		case last == "-" && n.end-n.first > 1 && n.end < len(toks):
			n.end++
			if more {
				n.end = next.end
			}
		case joiner[last] && more && n.kind == "ORG" && next.kind != "PER":
			n.end = next.end
		case joiner[last] && n.end-n.first > 1:
			clearNames(toks, n.end-1, n.end)
			n.end--
		default:
			continue
		}
		n.write(toks)
	}
}

var joiner = setOf("of for and the in")

// dropTitles takes titles off persons' names; a title alone is no name, unless it
// is one of the surnames.
func dropTitles(toks []annals.Token, surnames map[string]bool) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		if n.kind != "PER" {
			continue
		}
		k := n.first
		for k < n.end && (titles[toks[k].Form] || k > n.first && toks[k].Form == "-") {
			k++
		}
		if k > n.first && surnames[toks[k-1].Form] {
			k-- // Mr. Major
		}
		if k == n.first {
			continue
		}
		clearNames(toks, n.first, k)
		name{k, n.end, n.kind}.write(toks)
	}
}

// agree gives names that are written alike one kind: the one that most of them
// have. A single word that ends a longer person's name counts as that person.
func agree(sents []annals.Sentence) {
	votes := map[string]*[4]int{}
	kinds := [...]string{"PER", "ORG", "LOC", "MISC"}
	each := func(f func(toks []annals.Token, n name)) {
		for i := range sents {
			toks := sents[i].Tokens
			for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
				f(toks, n)
			}
		}
	}
	index := func(kind string) int {
		for i, k := range kinds {
			if k == kind {
				return i
			}
		}
		return 3
	}
	vote := func(key string, kind string, n int) {
		v := votes[key]
		if v == nil {
			v = &[4]int{}
			votes[key] = v
		}
		v[index(kind)] += n
	}
	each(func(toks []annals.Token, n name) {
		vote(written(toks[n.first:n.end]), n.kind, 2)
		if last := toks[n.end-1].Form; n.kind == "PER" && n.end-n.first > 1 && capital(last) {
			vote(last, "PER", 5)
		}
	})
	each(func(toks []annals.Token, n name) {
		v := votes[written(toks[n.first:n.end])]
		own := index(n.kind)
		best := own
		for i := range kinds {
			if v[i] > v[best] {
				best = i
			}
		}
		if best != own && v[best] > 2*v[own] {
			n.kind = kinds[best]
			n.write(toks)
		}
	})
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// written joins the words of a name.
func written(toks []annals.Token) string {
	if len(toks) == 1 {
		return toks[0].Form
	}
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Form)
	}
	return b.String()
}
