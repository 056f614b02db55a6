package actor

import (
	"strings"

	annals "annals.example/annals"
)

// span is a run of tokens, end exclusive.
type span struct{ first, end int }

// item is a run of tokens that the register or the name tags know, or one other
// token.
type item struct {
	span
	node int32  // first node of its name in the index, -1 if the register has none
	name string // the tag of a name found by the reader: PER ORG LOC MISC, or ""
}

// reading is a sentence (or bare phrase) under analysis.
type reading struct {
	r     *Register
	text  string // what the tokens' offsets count
	toks  []annals.Token
	bare  bool // no tags and no tree: a phrase by itself
	words []word
	items []item
	at    []int // token -> item
	key   []byte
	// open tells which tokens stand inside a quotation, quoted whether any does.
	open   []bool
	quoted bool
	sent   int             // index of the sentence within the article
	parts  map[string]bool // what party has found out
	lands  uint8           // what abroad has found out: 1 no, 2 yes
}

// prepare cuts the tokens into words and finds the longest names.
func (s *reading) prepare() {
	s.words, s.items = s.words[:0], s.items[:0]
	for i := range s.toks {
		f := s.toks[i].Form
		if f == "'s" || f == "’s" {
			s.words = append(s.words, word{key: "s", raw: "s", tok: i, first: true, last: true})
			continue
		}
		from := len(s.words)
		if strings.IndexByte(f, '-') > 0 {
			each(strings.ReplaceAll(f, "’", "'"), func(raw string) {
				if key := fold(raw); key != "" {
					s.words = append(s.words, word{key: key, raw: raw, tok: i})
				}
			})
		} else if key := fold(f); key != "" {
			// "al" before a hyphen is an article, and so is a lower-case "al".
			if len(key) <= 3 && isArticle(key) && (f == "al" || i+1 < len(s.toks) && s.toks[i+1].Form == "-" && s.toks[i].End == s.toks[i+1].Start && i+2 < len(s.toks) && upper(s.toks[i+2].Form)) {
				continue
			}
			s.words = append(s.words, word{key: key, raw: f, tok: i})
		}
		if n := len(s.words); n > from {
			s.words[from].first, s.words[n-1].last = true, true
		}
	}
	names := s.names()
	if cap(s.at) < len(s.toks) {
		s.at = make([]int, len(s.toks)*2)
	}
	s.at = s.at[:len(s.toks)]
	tok, next := 0, 0 // next name
	w := 0
	for tok < len(s.toks) {
		for w < len(s.words) && s.words[w].tok < tok {
			w++
		}
		for next < len(names) && names[next].end <= tok {
			next++
		}
		it := item{span{tok, tok + 1}, -1, ""}
		if next < len(names) && names[next].first == tok {
			it = names[next]
		}
		// An article before the first word belongs to the name: "al-Qaeda".
		if w < len(s.words) && s.words[w].first && (s.words[w].tok == tok || s.article(tok, s.words[w].tok)) {
			if n, end := s.longest(w); n >= 0 {
				long := end >= it.end
				switch {
				case end > tok+1 && s.finite(tok) && s.r.nodes[n].sort == isRole:
					long = false // "factions ousted President Barre"
				case it.name == "PER" && (end < it.end || tok > 0 && honorific(s.toks[tok-1].Form) && !s.hasPerson(n)):
					long = false // "Mr. Fox" is no broadcaster
				case it.name == "PER" && end == it.end && end == tok+1 && (s.isLand(n) || s.isPlural(n) || s.r.nodes[n].sort == isRole && tok > 0 && s.lower(tok-1) == "the" || end < len(s.toks) && s.toks[end].UPOS == "NOUN" && s.r.nodes[n].sort == isAdjective) && (tok == 0 || s.toks[tok-1].UPOS != "PROPN"):
					it.name = "" // "Washington urged", "the Shah": the tagger's surname is a capital, an office
				case it.name == "PER" && end == it.end && s.isTitle(n) && next+1 < len(names) && names[next+1].first == end && names[next+1].name == "PER":
					it.name = "" // "Sheikh" before a name of its own
				case it.name == "PER" && end == it.end && !s.hasPerson(n) && !s.isGroupName(n):
					long = false
				case it.name == "PER" && end == it.end && !s.hasPerson(n):
					it.name = "" // "Boko Haram" is nobody's name
				case it.name == "ORG" && end < it.end:
					// A name composed of known parts ("Iraqi Ministry of Defence") is
					// read part by part; any other is a name of its own.
					long = s.composed(w, it.end)
				case it.name == "" && next < len(names) && names[next].first > tok && names[next].first < end && end < names[next].end && names[next].name == "PER":
					long = false
				default:
					long = true
				}
				if long {
					tag := it.name
					if end != it.end {
						tag = ""
					}
					it = item{span{tok, end}, n, tag}
				}
			}
		}
		if it.end-it.first > 2 && it.node < 0 && it.name == "PER" && tok > 0 && s.toks[tok-1].Form == "of" && w < len(s.words) && s.words[w].tok == tok {
			// "President of Ukraine Volodymyr Zelensky": the country is no part of the name.
			if n, end := s.longest(w); n >= 0 && end < it.end && s.r.nodes[n].sort == isCountry && names[next].first == tok {
				names[next] = item{span{end, it.end}, -1, "PER"}
				it = item{span{tok, end}, n, ""}
			}
		}
		if it.end-it.first > 1 && it.node < 0 && it.name == "PER" && w < len(s.words) {
			// A title that the tagger took for a part of the name is none.
			if n, end := s.longest(w); n >= 0 && end < it.end && s.words[w].tok == tok && (s.isTitle(n) || s.r.nodes[n].sort == isAdjective && s.titleAt(w, end)) {
				rest := item{span{end, it.end}, -1, "PER"}
				it = item{span{tok, end}, n, ""}
				if names[next].first == tok {
					names[next] = rest
				}
			}
		}
		for k := it.first; k < it.end; k++ {
			s.at[k] = len(s.items)
		}
		s.items = append(s.items, it)
		tok = it.end
	}
}

// finite reports whether a token is a verb in the past tense, and no participle before a noun.
func (s *reading) finite(tok int) bool {
	return !s.bare && s.toks[tok].UPOS == "VERB" && s.toks[tok].XPOS == "VBD"
}

func (s *reading) isTitle(n int32) bool {
	return s.r.nodes[n].sort == isRole && s.r.roles[s.r.nodes[n].ref].title
}

// titleAt reports whether a title begins at the token, which words from w on hold.
func (s *reading) titleAt(w, tok int) bool {
	for w < len(s.words) && s.words[w].tok < tok {
		w++
	}
	if w == len(s.words) || s.words[w].tok != tok {
		return false
	}
	n, _ := s.longest(w)
	return n >= 0 && s.isTitle(n)
}

// article reports whether the tokens between from and to are the article of an
// Arabic name and its hyphen.
func (s *reading) article(from, to int) bool {
	if to-from < 1 || to-from > 2 || !isArticle(fold(s.toks[from].Form)) {
		return false
	}
	return to-from == 1 || s.toks[from+1].Form == "-"
}

// names gives the spans of the reader's name tags.
func (s *reading) names() []item {
	var out []item
	for i := 0; i < len(s.toks); i++ {
		tag := s.toks[i].Name
		if len(tag) < 3 || tag[0] != 'B' && tag[0] != 'I' {
			continue
		}
		end := i + 1
		for end < len(s.toks) && len(s.toks[end].Name) > 2 && s.toks[end].Name[0] == 'I' && s.toks[end].Name[2:] == tag[2:] {
			end++
		}
		next := end // before the crop: a cropped token may carry a tag of its own
		first := i
		for first < end && (s.toks[first].UPOS == "DET" || s.toks[first].Form == "the" || first < end-1 && tag[2:] == "LOC" && s.toks[first].UPOS == "ADJ" && !upper(s.toks[first].Form)) {
			first++ // "eastern Aleppo"
		}
		if tag[2:] == "PER" && first < end-1 && honorific(s.toks[first].Form) {
			first++ // "Mr. Chavez"
		}
		for first < end && (s.toks[end-1].UPOS == "PART" || s.toks[end-1].Form == "'s" || s.toks[end-1].Form == "’s" || s.toks[end-1].Form == "'" || s.toks[end-1].Form == ",") {
			end--
		}
		if first < end {
			kind := tag[2:]
			if kind == "PER" && first > 1 && s.lower(first-1) == "of" && s.r.in(localities, s.lower(first-2)) {
				kind = "LOC" // "the village of Shegag Karo"
			}
			out = append(out, item{span{first, end}, -1, kind})
		}
		i = next - 1
	}
	return out
}

// honorific reports whether a word stands before names and says nothing of an
// office.
func honorific(form string) bool {
	switch strings.TrimSuffix(form, ".") {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Dame", "Miss", "Mister", "Madam", "Madame", "Monsieur", "Herr", "Frau", "Señor", "Senor":
		return true
	}
	return false
}

// longest finds the longest name of the register that begins with word w: its
// first node and the token after it, or -1.
func (s *reading) longest(w int) (int32, int) {
	n := int(s.r.longest[s.words[w].key])
	for n = min(n, len(s.words)-w); n > 0; n-- {
		last := &s.words[w+n-1]
		if !last.last {
			continue
		}
		if n > 1 && s.gap(w, w+n-1) {
			continue
		}
		s.key = s.key[:0]
		for k := w; k < w+n; k++ {
			if k > w {
				s.key = append(s.key, ' ')
			}
			s.key = append(s.key, s.words[k].key...)
		}
		h, ok := s.r.heads[string(s.key)]
		if !ok {
			continue
		}
		if h = s.fits(h, w, n); h >= 0 {
			end := last.tok + 1
			// The apostrophe of "Workers'" and the full stop of "Gen." belong to the word.
			return h, end
		}
	}
	return -1, 0
}

// gap reports whether anything but hyphens and apostrophes lies between the
// words, such as a comma.
func (s *reading) gap(a, b int) bool {
	for k := a; k < b; k++ {
		for t := s.words[k].tok + 1; t < s.words[k+1].tok; t++ {
			switch f := s.toks[t].Form; {
			case f == "-" || f == "'" || f == "’" || f == "." || isArticle(fold(f)):
			default:
				return true
			}
		}
	}
	return false
}

// fits gives the first node from h on that may stand for words printed so.
func (s *reading) fits(h int32, w, n int) int32 {
	big := upper(s.words[w].raw) || s.words[w].raw[0] >= '0' && s.words[w].raw[0] <= '9'
	for h >= 0 {
		k := &s.r.nodes[h]
		switch {
		case k.caps && !capitals(s.words[w].raw) && !s.titled(k, s.words[w].raw, s.words[w].tok):
		case !k.any && !big:
		case n == 1 && w > 0 && (k.sort == isAdjective || k.sort == isPeople) && s.words[w].key[0] == 'a' && s.continental(w):
		case s.noTown(k, s.words[w].tok, s.words[w+n-1].tok+1):
		case k.sort == isPerson && n > 1 && !upper(s.words[w+1].raw) && !upper(s.words[w+n-1].raw):
		default:
			return h
		}
		h = k.next
	}
	return -1
}

// continental reports whether "American" at word w speaks of a continent.
func (s *reading) continental(w int) bool {
	if k := s.words[w].key; k != "american" && k != "americans" {
		return false
	}
	switch s.words[w-1].key {
	case "latin", "south", "north", "central":
		return true
	}
	return false
}

// each node of a name that fits; the order is that of the tables.
func (s *reading) all(it item, f func(n *node)) {
	for h := it.node; h >= 0; h = s.r.nodes[h].next {
		n := &s.r.nodes[h]
		if n.caps && !capitals(s.toks[it.first].Form) && it.end == it.first+1 && !s.titled(n, s.toks[it.first].Form, it.first) || s.noTown(n, it.first, it.end) {
			continue
		}
		f(n)
	}
}

// titled reports whether an abbreviation is printed the British way, "Farc" or
// "Unita", where the reader sees a body.
func (s *reading) titled(n *node, form string, tok int) bool {
	return n.sort == isBody && !n.weak && len(form) >= 4 && upper(form) && strings.ToLower(form[1:]) == form[1:] && (s.bare || strings.HasSuffix(s.toks[tok].Name, "ORG"))
}

// noTown reports whether a node is a town of the generated table in a place where
// the reader has seen none.
func (s *reading) noTown(n *node, first, end int) bool {
	if n.sort != isCity || !n.weak || s.bare {
		return false
	}
	if !strings.HasSuffix(s.toks[first].Name, "LOC") || end < len(s.toks) && s.toks[end].Name == "I-LOC" {
		return true
	}
	return s.toks[first].Name == "I-LOC" && first > 0 && upper(s.toks[first-1].Form) // "Camp David"
}

func (s *reading) hasSort(it item, want sort) *node {
	var found *node
	s.all(it, func(n *node) {
		if found == nil && n.sort == want {
			found = n
		}
	})
	return found
}

func (s *reading) hasPerson(h int32) bool {
	for ; h >= 0; h = s.r.nodes[h].next {
		if s.r.nodes[h].sort == isPerson {
			return true
		}
	}
	return false
}

func (s *reading) isLand(h int32) bool {
	for ; h >= 0; h = s.r.nodes[h].next {
		switch s.r.nodes[h].sort {
		case isCountry, isCapital, isPeople:
			return true
		}
	}
	return false
}

// isPlural reports whether the name is a plural role noun: "Yazidis" is nobody's
// surname.
func (s *reading) isPlural(h int32) bool {
	for ; h >= 0; h = s.r.nodes[h].next {
		if n := &s.r.nodes[h]; n.sort == isRole && n.many {
			return true
		}
	}
	return false
}

// isGroupName lets a body's name outweigh the tag of a person ("Boko Haram"), but
// only where the body needs no other evidence.
func (s *reading) isGroupName(h int32) bool {
	for ; h >= 0; h = s.r.nodes[h].next {
		if n := s.r.nodes[h]; n.sort == isBody && !n.weak {
			return true
		}
	}
	return false
}

// composed reports whether the words from w to the end of the name hold a role
// noun: "Ministry" in "Iraqi Ministry of Defence".
func (s *reading) composed(w, end int) bool {
	for k := w; k < len(s.words) && s.words[k].tok < end; k++ {
		if n, _ := s.longest(k); n >= 0 {
			for h := n; h >= 0; h = s.r.nodes[h].next {
				switch o := s.r.nodes[h]; {
				case o.sort == isRole && !s.r.roles[o.ref].place:
					return true
				case o.sort == isBody && !o.weak:
					return true
				}
			}
		}
	}
	return false
}

// form joins the words of a span as printed.
func (s *reading) form(sp span) string {
	if sp.first >= sp.end {
		return ""
	}
	return s.text[s.toks[sp.first].Start:s.toks[sp.end-1].End]
}
