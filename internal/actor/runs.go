package actor

import (
	"strings"
)

// runs cuts a sentence into stretches of nominal words that hang together.
func (s *reading) runs() []span {
	var out []span
	i := 0
	for i < len(s.toks) {
		if !s.nominal(i) {
			i++
			continue
		}
		end := i
		for end < len(s.toks) {
			it := s.items[s.at[end]]
			if it.end-it.first > 1 && it.first == end || it.node >= 0 && it.first == end && !s.verbal(end) {
				end = it.end
				continue
			}
			if s.nominal(end) || end > i && s.listed(end) {
				end++
				continue
			}
			break
		}
		if end == i {
			i++
			continue
		}
		out = append(out, s.cut(span{i, end})...)
		i = end
	}
	return out
}

// verbal reports whether the token is a verb or another word that no noun phrase
// holds, whatever the register calls it ("leads", "police" as a verb).
func (s *reading) verbal(i int) bool {
	switch s.toks[i].UPOS {
	case "VERB", "AUX":
		return true
	}
	return false
}

// nominal reports whether a token can be part of a noun phrase.
func (s *reading) nominal(i int) bool {
	t := &s.toks[i]
	if s.bare {
		return !stop[strings.ToLower(t.Form)] && t.Form != "" && (t.Form == "-" || t.Form == "'" || t.Form == "." || letter(t.Form))
	}
	switch t.UPOS {
	case "DET", "ADJ", "NUM", "NOUN", "PROPN", "X":
		return true
	case "PART":
		return t.XPOS == "POS" || t.Form == "'s" || t.Form == "’s"
	case "PUNCT":
		return t.Form == "-" && i > 0 && i+1 < len(s.toks) && t.Start == s.toks[i-1].End && t.End == s.toks[i+1].Start
	case "VERB":
		if i > 1 && s.toks[i-1].Form == "-" || t.Deprel == "amod" {
			return true
		}
		it := s.items[s.at[i]]
		return it.name != "" && it.end-it.first > 1
	case "PRON":
		return t.Deprel == "nmod:poss"
	case "ADP", "CCONJ", "SCONJ", "ADV":
		it := s.items[s.at[i]]
		return it.end-it.first > 1 && it.first < i
	}
	return false
}

func letter(f string) bool {
	for _, r := range f {
		return r == '\'' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 && r != '“' && r != '”' && r != '–' && r != '—'
	}
	return false
}

// listed reports whether the token at i joins two adjectives of countries before
// one noun: "Syrian and Lebanese ministers".
func (s *reading) listed(i int) bool {
	f := s.lower(i)
	if f != "and" && f != "," && f != "or" && f != "/" && f != "-" {
		return false
	}
	if i+1 >= len(s.toks) || i == 0 {
		return false
	}
	l := s.items[s.at[i-1]]
	k := i + 1
	if s.lower(k) == "and" && k+1 < len(s.toks) {
		k++
	}
	r := s.items[s.at[k]]
	if f == "and" && s.pair(i, l, r) {
		return true
	}
	if !s.modifying(l) || !s.modifying(r) {
		return false
	}
	if s.bare {
		return s.hasSort(l, isAdjective) != nil && s.attached(s.at[r.first]) == "" && r.end < len(s.toks) && s.nominal(r.end)
	}
	if s.hasSort(l, isAdjective) != nil && s.hasSort(r, isAdjective) != nil && s.toks[l.first].UPOS == "ADJ" && s.attached(s.at[r.first]) == "" {
		// "Syrian, Lebanese and Jordanian officials"
		for k := r.end; k < len(s.toks) && k < r.end+6; k++ {
			if s.toks[k].UPOS == "NOUN" {
				return true
			}
			if it := s.items[s.at[k]]; f == "," && (s.lower(k) == "and" || s.lower(k) == "," || s.modifying(it)) || s.toks[k].UPOS == "ADJ" {
				continue
			}
			break
		}
	}
	// The left adjective must hang from a noun further right.
	switch s.toks[l.first].Deprel {
	case "amod", "compound", "nmod", "conj":
	default:
		return false
	}
	h := s.toks[l.first].Head
	if h >= r.first && h < r.end {
		h = s.toks[h].Head
	}
	return h >= r.end && (s.toks[h].UPOS == "NOUN" || s.toks[h].UPOS == "PROPN")
}

// pair reports whether two common nouns or adjectives stand before one noun, "security and
// police forces", or a country and a body of many, "Iranian and EU negotiators".
func (s *reading) pair(i int, l, r item) bool {
	if s.bare || r.end >= len(s.toks) || l.name == "PER" || r.name == "PER" {
		return false
	}
	end := s.items[s.at[r.end]].end - 1
	if s.toks[end].UPOS != "NOUN" || s.toks[l.first].XPOS == "NNS" || s.toks[l.first].XPOS == "NNPS" {
		return false
	}
	rel := s.toks[l.first].Deprel
	if rel != "compound" && rel != "amod" && rel != "nmod" || s.toks[l.first].Head < r.first {
		return false
	}
	plain := func(it item) bool {
		n := s.hasSort(it, isRole)
		return it.end == it.first+1 && (it.node < 0 || n != nil && !n.many) && (it.name == "" && !upper(s.toks[it.first].Form) || s.toks[it.first].UPOS == "ADJ" && !s.modifying(it))
	}
	if plain(l) && plain(r) {
		return s.toks[r.first].Head == l.first || s.toks[r.first].Head == s.toks[l.first].Head
	}
	return s.modifying(l) && s.hasSort(r, isBody) != nil && internationals[s.r.bodies[s.hasSort(r, isBody).ref].code] || s.modifying(r) && s.hasSort(l, isBody) != nil && internationals[s.r.bodies[s.hasSort(l, isBody).ref].code]
}

func (s *reading) modifying(it item) bool {
	if it.node < 0 || it.name == "PER" {
		return false
	}
	return s.hasSort(it, isAdjective) != nil || s.hasSort(it, isCountry) != nil
}

// cut divides a run where the tree says that its words hang from different heads
// outside: "gave Iraq weapons".
func (s *reading) cut(run span) []span {
	if s.bare || run.end-run.first < 2 {
		return []span{run}
	}
	top := func(i int) int {
		for n := 0; n < 40; n++ {
			h := s.toks[i].Head
			if h < run.first || h >= run.end {
				return i
			}
			i = h
		}
		return i
	}
	var out []span
	from, was := run.first, -1
	for i := run.first; i < run.end; {
		it := s.items[s.at[i]]
		end := min(max(it.end, i+1), run.end)
		t := &s.toks[i]
		if t.UPOS == "PUNCT" || t.UPOS == "PART" || t.UPOS == "CCONJ" {
			i = end
			continue
		}
		now := top(s.headOf(span{i, end}))
		if was >= 0 && now != was && it.name == "PER" && s.titleBefore(i) {
			was = now // a title and its name are one, whatever the tree says
			i = end
			continue
		}
		if was >= 0 && now != was && i > 0 && s.toks[i].UPOS == "NOUN" && s.toks[i-1].UPOS != "PUNCT" && s.hasSort(s.items[s.at[i-1]], isAdjective) != nil && s.items[s.at[i-1]].name != "PER" && s.toks[i-1].XPOS != "NNPS" && s.toks[i-1].XPOS != "NNS" {
			was = now // a country's adjective goes with the noun behind it
			i = end
			continue
		}
		if was >= 0 && now != was && s.toks[i].Deprel != "case" {
			if s.toks[now].Head != was || s.toks[now].Deprel != "appos" && s.toks[now].Deprel != "flat" {
				out = append(out, span{from, i})
				from = i
			}
		}
		was = now
		i = end
	}
	return append(out, span{from, run.end})
}

// titleBefore reports whether a title ends right before token i.
func (s *reading) titleBefore(i int) bool {
	if i == 0 {
		return false
	}
	n := s.hasSort(s.items[s.at[i-1]], isRole)
	return n != nil && !n.many && s.r.roles[n.ref].title && s.toks[i-1].Form != ","
}

// headOf is the token of an item that the others hang from.
func (s *reading) headOf(p span) int {
	if p.end-p.first == 1 {
		return p.first
	}
	return s.top(p)
}
