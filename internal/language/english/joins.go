package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	annals "annals.example/annals"
)

// The tagger reads word by word, and long names come out of it in pieces. Here the
// pieces are joined where only one reading is left.

// particles stand inside Arabic and European persons' names.
var particles = setOf(`al Al el El bin Bin ibn Ibn bint ben Ben abu Abu Abd Abdul Abdel von van Van der de del della di da dos ter ten`)

// bodies are nouns that end the name of a body, or begin "… of the …".
var bodies = setOf(`Organization Organisation Union Party Front Movement Tribunal Court Ministry Department Bank University Institute Community Congress Council Committee Commission Agency Federation
 Confederation Association League Forces Army Assembly Academy Authority Coalition Conference Office Board Mission Bureau Directorate Fund Force Service Corps Group Alliance Society Centre Center
 Foundation Chamber Parliament Senate Secretariat Programme Program Brigade Brigades Company Corporation`)

// waters are nouns before "of" in the names of places.
var waters = setOf(`Bay Sea Gulf Cape Strait Straits Horn Isle Isles Port Mount Lake River Line Valley City Coast Republic Kingdom State Region Province Islands Sultanate Emirate Commonwealth`)

// openers begin names of places and are none.
var openers = setOf(`Western Eastern Northern Southern Central Upper Lower Greater New San Santa São Saint St. North South East West El La Los Las The Port Fort Mount Great U.`)

// built are nouns behind a name that make it a place.
var built = setOf(`Airport Bridge Square Prison Jail Camp Hospital Mosque Cathedral Church Palace Street Avenue Road Strait Straits Sea River Valley Mountains Peninsula Island Islands Province District Dam
 Port Stadium Canal Desert Heights Forest Bay Gulf Strip Ocean Lake County Island Region Crossing Highway Pipeline Tower Towers Cemetery`)

// weapons are letters before a hyphen and a number: no body is called so.
var weapons = setOf(`AK AKM RPG MiG Su Tu Il An Mi Ka UH AH CH MH F B C KC MQ RQ S T BMP BTR BM SA SS SM ATACMS Fateh Hwasong Shahed Qassam Quds Yassin Zelzal Bavar Burkan Badr Kh RS YJ DF JF J KN Tornado`)

func (n name) last(toks []annals.Token) string { return toks[n.end-1].Form }

// gap reports whether toks[k] is w and lies in no name.
func gap(toks []annals.Token, k int, w string) bool {
	return k < len(toks) && toks[k].Form == w && untagged(toks[k])
}

func untagged(t annals.Token) bool { return t.Name == "O" || t.Name == "" }

// nameAt is the name that begins at token k.
func nameAt(toks []annals.Token, k int) (name, bool) {
	if k >= len(toks) || len(toks[k].Name) <= 2 {
		return name{}, false // nextName would look for one as far as it takes
	}
	return nextName(toks, k)
}

// joinPersons mends persons' names: "Ayman | al-Zawahiri", "Faustin | - | Archange
// Touadéra", "Qaboos bin | Said", "Joaquín | "El Chapo" | Guzmán".
func joinPersons(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		if n.kind != "PER" {
			continue
		}
		before := n
		for {
			from := n
			one := n.end-n.first == 1 && !titles[toks[n.first].Form] && toks[n.first].Form != "Sheikh" // two full names are two persons
			if next, ok := nameAt(toks, n.end); ok && next.kind == "PER" && (one || particles[toks[next.first].Form]) {
				n.end = next.end
			} else if next, ok := nameAt(toks, n.end+1); ok && next.kind == "PER" && one && syllable(toks[n.end]) {
				n.end = next.end
			} else if particles[n.last(toks)] && n.end-n.first > 1 && n.end < len(toks) && untagged(toks[n.end]) && capital(toks[n.end].Form) {
				n.end++
			} else if next, ok := nameAt(toks, n.end+1); ok && next.kind == "PER" && gap(toks, n.end, "-") && n.end-n.first == 1 && next.end-next.first > 1 {
				n.end = next.end
			} else if end := nickname(toks, n.end); end > 0 {
				n.end = end
			} else if n.last(toks) == "-" && n.end < len(toks) && untagged(toks[n.end]) && toks[n.end].Start == toks[n.end-1].End {
				n.end++ // "Moon Jae | - | in"
			}
			if n == from {
				break
			}
		}
		if n != before {
			n.write(toks)
		}
	}
}

// syllable: a short word in capitals between two pieces of a name (Truong My Lan).
func syllable(t annals.Token) bool {
	return untagged(t) && capital(t.Form) && letters(t.Form) && len(t.Form) <= 4 && t.UPOS != "VERB" && t.UPOS != "AUX" && t.UPOS != "ADP" && t.UPOS != "CCONJ"
}

func letters(w string) bool {
	for _, r := range w {
		if !letter(r) {
			return false
		}
	}
	return true
}

// nickname returns the end of `"El Chapo" Guzmán` at token k, 0 if there is none.
func nickname(toks []annals.Token, k int) int {
	if k >= len(toks) || !quote(toks[k].Form) {
		return 0
	}
	for end := k + 1; end < min(k+5, len(toks)); end++ {
		if quote(toks[end].Form) {
			if end > k+1 && end+1 < len(toks) && strings.HasSuffix(toks[end+1].Name, "PER") {
				n, _ := nextName(toks, end+1)
				if n.first != end+1 { // the quote was inside the second piece
					for n.end = end + 1; n.end < len(toks) && toks[n.end].Name == "I-PER"; n.end++ {
					}
				}
				return n.end
			}
			return 0
		}
		if !capital(toks[end].Form) {
			return 0
		}
	}
	return 0
}

func quote(w string) bool {
	return w == "\"" || w == "“" || w == "”" || w == "'" || w == "‘" || w == "’"
}

// joinPlaces mends names of places: "Western | Sahara", "Bay | of | Bengal",
// "Charles de Gaulle | Airport".
func joinPlaces(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		before := n
		if n.kind == "LOC" {
			next, ok := nameAt(toks, n.end)
			if ok && next.kind == "LOC" && n.end-n.first == 1 && openers[toks[n.first].Form] {
				n.end = next.end
			}
			for _, k := range []int{n.end + 1, n.end + 2} {
				next, ok := nameAt(toks, k)
				if ok && next.kind == "LOC" && waters[n.last(toks)] && gap(toks, n.end, "of") && (k == n.end+1 || gap(toks, n.end+1, "the")) {
					n.end = next.end
					break
				}
			}
		}
		if n.kind == "LOC" || n.kind == "PER" && n.end-n.first > 1 {
			k := n.end
			if k < len(toks) && (toks[k].Form == "International" || toks[k].Form == "Air") && untagged(toks[k]) {
				k++
			}
			if k < len(toks) && untagged(toks[k]) && built[toks[k].Form] && toks[k].UPOS == "PROPN" {
				n.kind, n.end = "LOC", k+1
			}
		}
		if n != before {
			n.write(toks)
		}
	}
}

// joinBodies mends names of bodies: "Tribunal | for the | Congo", "Popular |
// Front", "ZANU | - PF".
func joinBodies(toks []annals.Token) {
	for k := range toks {
		if bodies[toks[k].Form] && (strings.HasSuffix(toks[k].Name, "ORG") || untagged(toks[k]) && toks[k].UPOS == "PROPN") {
			joinBody(toks, k)
		}
	}
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		if n.kind != "ORG" {
			continue
		}
		before := n
		for k := n.end; k <= n.end+2 && k < len(toks); k++ { // United Nations | Stabilization | Mission in Mali
			if next, ok := nameAt(toks, k); ok && next.kind == "ORG" {
				n.end = next.end
				break
			}
			if !untagged(toks[k]) || !partOfBody(toks[k]) || !letters(toks[k].Form) {
				break
			}
		}
		if k := n.end + 1; k < len(toks) && toks[n.end].Form == "-" && upper(n.last(toks)) && upper(toks[k].Form) && len(toks[k].Form) <= 4 && (untagged(toks[n.end]) && untagged(toks[k])) {
			n.end = k + 1
		}
		if n != before {
			n.write(toks)
		}
	}
}

// splitOwners takes the owner off a body: "Geert Wilders | ' | Party for Freedom",
// but "People's Party".
func splitOwners(toks []annals.Token) {
	for n, ok := nextName(toks, 0); ok; n, ok = nextName(toks, n.end) {
		if n.kind != "ORG" {
			continue
		}
		for k := n.first + 1; k+1 < n.end; k++ {
			w := toks[k].Form
			owner := name{n.first, k, "PER"}
			if w != "'s" && w != "’s" && w != "'" && w != "’" || owners[owner.last(toks)] || toks[n.first].Form == "St." {
				continue
			}
			switch {
			case countries[written(toks[n.first:k])]:
				owner.kind = "LOC"
			case k-n.first != 2 || bodies[owner.last(toks)] || !letters(toks[n.first].Form):
				continue
			}
			clearNames(toks, k, k+1)
			owner.write(toks)
			name{k + 1, n.end, "ORG"}.write(toks)
			break
		}
	}
}

// owners stand with a possessive inside the names of bodies.
var owners = setOf(`People Peoples Workers Women Children Farmers Peasants Teachers Veterans Men Doctors Soldiers Writers Journalists Lawyers Judges Students Youth Mothers Nurses Citizens Nation World King Queen Bishops Lords Sailors Miners Pilots Drivers Employers`)

// joinBody makes one ORG of the words around the noun at token k, if "of" or "for"
// and a name follow it.
func joinBody(toks []annals.Token, k int) {
	n := name{k, k + 1, "ORG"}
	at := n.end
	if at >= len(toks) || !untagged(toks[at]) && toks[at].Name != "I-ORG" {
		return
	}
	switch w := toks[at].Form; {
	case w == "of" || w == "for":
	case w == "in" && (toks[k].Form == "Force" || toks[k].Form == "Mission"):
	default:
		return
	}
	at++
	for range 2 {
		if at < len(toks) && (toks[at].Form == "the" || toks[at].Form == "former") {
			at++
		}
	}
	next, ok := nameAt(toks, at)
	if !ok || next.kind == "PER" {
		return
	}
	n.end = next.end
	for n.first > 0 && partOfBody(toks[n.first-1]) {
		n.first--
	}
	if n.first == k && untagged(toks[k]) && k+1 < len(toks) {
		return // "Office of", "University of" alone say little of themselves
	}
	n.write(toks)
}

func partOfBody(t annals.Token) bool {
	return capital(t.Form) && !titles[t.Form] && !strings.HasSuffix(t.Name, "PER") && (t.UPOS == "PROPN" || t.UPOS == "ADJ") && t.Form != "The"
}

func upper(w string) bool {
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return w != ""
}

// nameWeapons makes "F - 16" a name of the kind MISC.
func nameWeapons(toks []annals.Token) {
	for k := 0; k+2 < len(toks); k++ {
		if toks[k+1].Form != "-" || !weapons[toks[k].Form] || !number(toks[k+2].Form) || strings.HasPrefix(toks[k].Name, "I-") {
			continue
		}
		end := k + 3
		if end < len(toks) && strings.HasPrefix(toks[end].Name, "I-") {
			continue // a longer name
		}
		name{k, end, "MISC"}.write(toks)
	}
}

// number: 16, 35A, 300.
func number(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return digit(r) && len(w) <= 4
}
