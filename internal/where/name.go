package where

import "strings"

// placeable reports whether the phrase at token i can be a place: a name that
// the parser's names or the gazetteer know as one, a border between countries,
// or a country's land.
func (g *Gazetteer) placeable(t *tree, i int) bool {
	if _, _, ok := g.landOf(t, i); ok {
		return true
	}
	if named(t, i) >= 0 {
		return true
	}
	first, end := g.extent(t, i)
	name := t.join(first, end)
	if _, ok := g.countries[name]; ok {
		return true
	}
	if _, ok := g.regions[name]; ok {
		return true
	}
	if stripped := stripCompass(name); stripped != name {
		if _, ok := g.regions[stripped]; ok {
			return true
		}
		if _, ok := g.countries[stripped]; ok {
			return true
		}
	}
	if t.toks[i].UPOS != "PROPN" {
		return false
	}
	if n := t.toks[i].Name; strings.HasSuffix(n, "LOC") {
		return true
	}
	// A single word that is tagged otherwise, but is a large city's own name.
	return end-first == 1 && g.large(name)
}

// largeCity is how many people make a city known by its bare name.
const largeCity = 200000

func (g *Gazetteer) large(name string) bool {
	for i, at := range g.index().byName[name] {
		if c, ok := g.city(at); ok && c.population >= largeCity {
			return true
		}
		if i >= 50 {
			break
		}
	}
	return false
}

// lands are the words for a country's ground.
var lands = set(`soil territory airspace waters border frontier land coast capital side city town village province region desert base`)

// kinds are the common nouns that a place's name explains: "the town of X",
// "the capital, X".
var kinds = set(`city town village capital province region district base port island governorate state neighborhood neighbourhood suburb camp area valley settlement crossing prison airport`)

// named is the token of the name that a common noun like "town" announces, -1
// if there is none.
func named(t *tree, i int) int {
	if !kinds[t.form(i)] || t.toks[i].UPOS == "PROPN" {
		return -1
	}
	for k := i + 1; k < len(t.toks) && k <= i+6; k++ {
		if t.toks[k].UPOS == "PROPN" && t.head(k) == i && (t.rel(k) == "appos" || t.rel(k) == "flat" || t.rel(k) == "nmod" && t.form(t.prep[k]) == "of") {
			return k
		}
	}
	return -1
}

// landOf reads "Iraqi soil", "the Syrian-Jordanian border", "the Iraqi base":
// the country, empty where there are two, and how exact it is.
func (g *Gazetteer) landOf(t *tree, i int) (country, precision string, ok bool) {
	w := t.form(i)
	if !lands[w] || t.toks[i].UPOS == "PROPN" && w != "border" {
		return "", "", false
	}
	first, several := "", false
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		x := t.toks[k]
		if c, is := g.adjectives[x.Form]; is {
			several = several || first != "" && first != c
			first = c
			continue
		}
		if c, is := g.countries[x.Form]; is {
			several = several || first != "" && first != c
			first = c
			continue
		}
		if x.UPOS == "ADJ" || x.XPOS == "HYPH" || x.Form == "-" || x.Form == "–" || x.UPOS == "NOUN" && x.Head == i || x.XPOS == "POS" {
			continue
		}
		break
	}
	switch {
	case first == "":
		return "", "", false
	case several:
		return "", "feature", true
	case w == "soil" || w == "territory" || w == "airspace" || w == "land":
		return first, "country", true
	case w == "border" || w == "frontier" || w == "coast" || w == "waters" || w == "base":
		return first, "feature", true
	case w == "side":
		return "", "", false
	case w == "region" || w == "province" || w == "desert":
		return first, "region", true
	}
	return first, "city", true
}

// extent is the run of tokens that makes up the name at token i: the longest
// name of the gazetteer around it, else the parser's name, else the noun with
// its adjectives.
func (g *Gazetteer) extent(t *tree, i int) (first, end int) {
	if _, _, ok := g.landOf(t, i); ok {
		first = i
		for first > 0 && i-first < 6 {
			x := t.toks[first-1]
			if x.UPOS == "ADJ" || x.XPOS == "HYPH" || x.Form == "-" || x.Form == "–" || x.UPOS == "PROPN" || x.XPOS == "POS" || x.UPOS == "NOUN" && x.Head == i {
				first--
				continue
			}
			break
		}
		return first, i + 1
	}
	bestA, bestN := 0, 0
	for a := max(0, i-g.longest+1); a <= i; a++ {
		for n := g.starts[t.toks[a].Form]; n > bestN && a+n > i; n-- {
			if a+n > len(t.toks) {
				continue
			}
			name := t.join(a, a+n)
			_, c := g.countries[name]
			_, r := g.regions[name]
			if c || r {
				bestA, bestN = a, n
				break
			}
		}
	}
	if bestN > 0 {
		return g.widen(t, bestA, bestA+bestN)
	}
	first, end = i, i+1
	for first > 0 && strings.HasPrefix(t.toks[first].Name, "I-") {
		first--
	}
	for end < len(t.toks) && strings.HasPrefix(t.toks[end].Name, "I-") {
		end++
	}
	if end-first == 1 && t.toks[i].UPOS == "PROPN" && t.toks[i].Name == "O" {
		for first > 0 && t.toks[first-1].UPOS == "PROPN" && t.toks[first-1].Head == i {
			first--
		}
	}
	return g.widen(t, first, end)
}

// widen takes "northern", "eastern" before a name into it.
func (g *Gazetteer) widen(t *tree, first, end int) (int, int) {
	if first > 0 && t.toks[first-1].UPOS == "ADJ" || first > 0 && t.toks[first-1].Deprel == "amod" {
		w := t.form(first-1) + " x"
		if stripCompass(w) == "x" {
			first--
		}
	}
	return first, end
}

func (t *tree) join(a, b int) string {
	if b-a == 1 {
		return t.toks[a].Form
	}
	var s strings.Builder
	for k := a; k < b; k++ {
		if k > a && t.toks[k].Start > t.toks[k-1].End {
			s.WriteByte(' ')
		}
		s.WriteString(t.toks[k].Form)
	}
	return s.String()
}

// second is the place joined to the one at i by "and", 0 if there is none.
func (g *Gazetteer) second(t *tree, i, end int) int {
	for k := end; k < len(t.toks) && k < end+6; k++ {
		if t.rel(k) == "conj" && t.head(k) == i && (t.toks[k].UPOS == "PROPN" || t.toks[k].UPOS == "NOUN") && t.prep[k] < 0 && g.placeable(t, k) {
			return k
		}
	}
	return 0
}

// context is what the text says of the country around a name.
type context struct {
	admin    string        // the first-order division behind the name: "Birmingham, Alabama"
	beside   string        // behind the name itself: "Tripoli, Lebanon", "Tripoli in northern Lebanon"
	sentence string        // the one country that the sentence names
	article  func() string // the one country that the beginning of the article names most
}

// contextBytes is how much of the article is looked at for countries: its
// beginning, so that the work for one event does not grow with the article.
const contextBytes = 1500

func (g *Gazetteer) context(t *tree, i int, text string) context {
	var c context
	_, end := g.extent(t, i)
	for k := end; k < len(t.toks) && k < end+6; k++ {
		w := t.form(k)
		if w == "," || w == "in" || w == "the" || t.toks[k].UPOS == "ADJ" || w == "(" {
			continue
		}
		if iso := g.countryAt(t, k); iso != "" {
			c.beside = iso
		} else {
			for n := g.starts[t.toks[k].Form]; n >= 1; n-- {
				if k+n > len(t.toks) {
					continue
				}
				if r, ok := g.regions[t.join(k, k+n)]; ok && r.country != "" {
					c.beside, c.admin = r.country, r.name
					break
				}
			}
		}
		break
	}
	if c.beside == "" { // "the Iraqi city of Mosul", "the Syrian capital Damascus"
		first, _ := g.extent(t, i)
		for k := first - 1; k >= 0 && k >= first-5; k-- {
			if iso, ok := g.adjectives[t.toks[k].Form]; ok && !strings.EqualFold(t.toks[k].Form, "us") {
				for n := k + 1; n < first; n++ {
					if lands[t.form(n)] || kinds[t.form(n)] {
						c.beside = iso
					}
				}
				break
			}
			if w := t.form(k); w == "," || t.verb(k) {
				break
			}
		}
	}
	only := ""
	for k := range t.toks {
		iso := g.countryAt(t, k)
		if iso == "" {
			iso = g.adjectives[t.toks[k].Form]
		}
		if iso == "" || iso == only {
			continue
		}
		if only != "" {
			only = ""
			break
		}
		only = iso
	}
	c.sentence = only
	c.article = func() string { return g.mostNamed(text[:min(len(text), contextBytes)]) }
	return c
}

// countryAt is the country whose name begins at token k.
func (g *Gazetteer) countryAt(t *tree, k int) string {
	for n := g.starts[t.toks[k].Form]; n >= 1; n-- {
		if k+n <= len(t.toks) {
			if iso, ok := g.countries[t.join(k, k+n)]; ok {
				return iso
			}
		}
	}
	return ""
}

// mostNamed is the country that a text names clearly most often, "" if none
// stands out.
func (g *Gazetteer) mostNamed(text string) string {
	count := map[string]int{}
	best, next := "", 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r != '-' && r < 0x80 && !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }) {
		iso, ok := g.countries[w]
		if !ok {
			iso, ok = g.adjectives[w]
		}
		if !ok || iso == "USA" {
			continue
		}
		count[iso]++
		if iso != best && (best == "" || count[iso] > count[best]) {
			best = iso
		}
	}
	for iso, n := range count {
		if iso != best && n > next {
			next = n
		}
	}
	if best == "" || count[best] < 2 || count[best] < 2*next {
		return ""
	}
	return best
}

// countryOf is the country of a name, "" if it cannot be told.
func (g *Gazetteer) countryOf(t *tree, i int, name, text string) string {
	if iso, ok := g.countries[name]; ok {
		return iso
	}
	if r, ok := g.regions[name]; ok {
		return r.country
	}
	if c, _, ok := g.pick(name, g.context(t, i, text)); ok {
		return c.country
	}
	return ""
}
