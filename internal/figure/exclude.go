package figure

var timeWords = map[string]bool{
	"second": true, "seconds": true, "minute": true, "minutes": true, "hour": true, "hours": true, "day": true, "days": true,
	"week": true, "weeks": true, "month": true, "months": true, "year": true, "years": true, "decade": true, "decades": true,
	"century": true, "centuries": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true,
	"saturday": true, "sunday": true, "weekend": true, "weekends": true, "night": true, "nights": true, "morning": true,
	"today": true, "yesterday": true, "tomorrow": true, "times": true, "time": true, "p.m.": true, "a.m.": true, "pm": true, "am": true, "gmt": true, "utc": true, "est": true, "edt": true, "cet": true, "o'clock": true,
}

var monthNames = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "jan.": true, "feb.": true, "mar.": true, "apr.": true,
	"jun.": true, "jul.": true, "aug.": true, "sept.": true, "sep.": true, "oct.": true, "nov.": true, "dec.": true,
	"jan": true, "feb": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// numbered are the words whose number is a name: "Resolution 1701", "Article 5".
var numbered = map[string]bool{
	"resolution": true, "article": true, "section": true, "chapter": true, "flight": true, "boeing": true, "airbus": true, "channel": true,
	"route": true, "highway": true, "interstate": true, "unit": true, "brigade": true, "room": true, "page": true, "number": true, "no.": true,
	"no": true, "type": true, "mark": true, "level": true, "phase": true, "apollo": true, "title": true, "paragraph": true, "clause": true,
	"day": true, "year": true, "line": true, "gate": true, "pier": true, "block": true, "area": true, "district": true, "zone": true, "group": true,
	"covid": true, "version": true, "chapters": true, "articles": true, "part": true, "radio": true, "battalion": true, "division": true,
	"sector": true, "ward": true, "windows": true, "formula": true, "category": true, "world": true, "war": true, "round": true, "stage": true,
	"phone": true, "telephone": true, "call": true, "tel": true, "tel.": true, "dial": true, "aged": true, "age": true, "ages": true, "season": true, "season's": true, "game": true,
}

// excluded reports whether the number is no figure: part of a date, a time, an
// age, a duration, a score, a name, or a reference ("the two countries").
func (g *graph) excluded(c *count, text string) bool {
	i, j := c.numAt, c.numTo
	prev, next := g.form(i-1), g.form(j)
	if c.money != "" || c.percent {
		return false
	}
	switch {
	case monthNames[prev] || monthNames[next] && !c.words && c.value <= 31:
		return true
	case prev == "of" && monthNames[g.form(i-2)], prev == "," && c.value >= 1000 && c.value < 2200 && g.dateBefore(i-1):
		return true
	case i > 0 && (numbered[prev] && c.bound != "exact" || numbered[prev] && g.numberNames(i)):
		return true
	case prev == "#" || prev == "№" || prev == "/" || next == "/" || next == ":" && g.digit(j+1) || prev == ":" && g.digit(i-2):
		return true
	case prev == "(" && next == ")" && c.unit == "": // "Smith (42)"
		return true
	case prev == "," && next == "," && c.unit == "" && c.value < 120 && i > 1 && g.toks[i-2].UPOS == "PROPN": // "Smith, 42,"
		return true
	case len(c.unit) == 1, c.unit == "thirds", c.unit == "quarters": // "51 Pegasi b", "two thirds"
		return true
	case g.singular(c):
		return true
	case prev == "-" || prev == "–":
		// "F-16", "3-1", "COVID-19", the tail of a range that was no range
		return true
	case next == "-" || next == "–":
		// "14-year", "25-year-old", "22-member", "3-1"
		return true
	case timeWords[c.unit], c.noun >= 0 && timeWords[g.form(c.noun)], timeWords[next], next == "am" || next == "pm":
		return true
	case c.noun >= 0 && c.noun+1 < len(g.toks) && (g.form(c.noun+1) == "old" || g.form(c.noun+1) == "ago"):
		return true
	case c.noun >= 0 && (monthNames[g.form(c.noun)] || sport[g.form(c.noun)]):
		return true
	}
	if yearLike(g.toks[i].Form) && c.max == 0 && !c.words && g.isYear(i, c) {
		return true
	}
	if c.unit == "" {
		return g.bare(c)
	}
	if c.words || c.value <= 12 {
		return g.reference(c)
	}
	return false
}

// singular is true for "Apollo 2 mission", "a 6.3 magnitude earthquake": a
// number above one before a singular noun names or describes, it does not count.
func (g *graph) singular(c *count) bool {
	if c.noun < 0 || g.toks[c.noun].XPOS != "NN" || c.value <= 1 || c.max != 0 {
		return false
	}
	w := g.form(c.noun)
	return len(w) > 4 && !uncounted[w] && c.last == c.noun+1
}

// uncounted nouns have the same form for one and many, or are measures that the
// tagger takes for singular.
var uncounted = map[string]bool{
	"aircraft": true, "personnel": true, "staff": true, "police": true, "infantry": true, "cavalry": true, "sheep": true, "crew": true,
	"hovercraft": true, "spacecraft": true, "watercraft": true, "militia": true, "livestock": true, "cattle": true, "wounded": true,
	"injured": true, "missing": true, "offspring": true, "series": true, "species": true, "percent": true, "million": true, "billion": true,
}

func (g *graph) digit(i int) bool {
	w := g.form(i)
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// dateBefore is true where the tokens up to the comma at i are "Feb. 6".
func (g *graph) dateBefore(i int) bool {
	return monthNames[g.form(i-2)] || monthNames[g.form(i-1)] || monthNames[g.form(i-3)]
}

// numberNames is true for a capitalised word with its number: "Resolution 1701",
// "Flight 370", but not "Group 40 people".
func (g *graph) numberNames(i int) bool {
	f := g.toks[i-1].Form
	return f[0] >= 'A' && f[0] <= 'Z' || g.toks[i].Head == i-1 || g.toks[i].Deprel == "flat" || f == "number" || f == "no." || f == "aged" || f == "age" || f == "ages" || f == "phone"
}

func yearLike(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20" || w[:2] == "18") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

// isYear reports whether a bare four-digit number is a year: it counts no
// plural noun right behind it, or stands behind "in", "since" and the like.
func (g *graph) isYear(i int, c *count) bool {
	switch g.form(i - 1) {
	case "in", "since", "until", "during", "by", "early", "late", "mid", "before", "after", "from", "the", "of", "year", "its", "their", "'s", "’s", "and", "or", "to", "around":
		if b := g.form(i - 1); b == "the" || b == "its" || b == "their" || b == "'s" || b == "’s" {
			return true
		}
		return c.noun < 0 || g.toks[i].Head != c.noun || g.toks[c.noun].XPOS != "NNS"
	}
	return c.noun < 0 || g.toks[c.noun].XPOS != "NNS"
}

// bare weighs a number with nothing counted beside it: kept only where the
// sentence says what it counts ("the death toll rose to 50", "of whom 755,000
// are registered").
func (g *graph) bare(c *count) bool {
	i := c.numAt
	if g.ofWhom(c) {
		return false
	}
	h := g.head(i)
	for n := 0; n < 4 && h >= 0; n++ {
		if g.toks[h].UPOS == "VERB" {
			for _, k := range g.children(h) {
				if g.rel(k) == "nsubj" && (g.lemma(k) == "toll" || g.lemma(k) == "number") {
					c.unit, c.noun = g.tollUnit(k), k
					return false
				}
			}
			break
		}
		if g.lemma(h) == "toll" || g.lemma(h) == "number" || g.lemma(h) == "total" {
			c.unit, c.noun = g.tollUnit(h), h
			return false
		}
		h = g.head(h)
	}
	// "at least 12 were killed", "killing 12": a count of people if what befell
	// them only befalls people.
	v := g.head(c.numAt)
	if v < 0 {
		return true
	}
	if s := states[g.lemma(v)]; s != "" && onlyPeople[s] && (!c.words || c.value > 1 && g.passive(v)) {
		switch g.rel(c.numAt) {
		case "nsubj", "obj":
			if g.toks[c.numAt].Deprel != "nsubj" || s == "died" || g.passive(v) {
				c.unit, c.noun = "people", c.numAt
				return false
			}
		}
	}
	return true
}

// tollUnit is what a toll or number counts: "the number of refugees" counts refugees.
func (g *graph) tollUnit(k int) string {
	for _, m := range g.children(k) {
		if g.rel(m) == "nmod" && g.toks[m].XPOS == "NNS" && m > k {
			return g.form(m)
		}
		if g.form(m) == "death" || g.form(m) == "casualty" {
			return "people"
		}
	}
	return "people"
}

// ofWhom is true behind "of whom", "of which", "of them".
func (g *graph) ofWhom(c *count) bool {
	for k := c.numAt - 1; k >= 1 && k >= c.numAt-6; k-- {
		if w := g.form(k); w == "whom" || w == "which" || w == "them" || w == "those" {
			return g.form(k-1) == "of" || g.form(k-1) == "among"
		}
		if g.form(k) == "," {
			break
		}
	}
	return g.form(c.numTo) == "of" && (g.form(c.numTo+1) == "whom" || g.form(c.numTo+1) == "them" || g.form(c.numTo+1) == "which")
}

// reference weighs small numbers, which often only point back: "the two
// countries", "these three", "one of the". They are figures where something
// befalls what they count, or where they are not definite.
func (g *graph) reference(c *count) bool {
	prev := g.form(c.numAt - 1)
	if c.value == 1 && c.words {
		// "one" is an article or a pronoun more often than a count.
		return c.noun < 0 || g.form(c.numTo) == "of" || g.state(*c) == "" || !onlyPeople[g.state(*c)]
	}
	switch prev {
	case "the", "these", "those", "both", "its", "their", "his", "her", "our", "'s", "’s", "all", "other", "last", "first", "next", "past":
		return g.state(*c) == "" || prev == "the" && c.noun >= 0 && !people[g.form(c.noun)]
	}
	if c.noun >= 0 && vague[g.form(c.noun)] {
		return true
	}
	return false
}

// vague nouns are numbered by way of speaking.
var vague = map[string]bool{
	"things": true, "ways": true, "sides": true, "parts": true, "thing": true, "way": true, "side": true, "part": true, "fold": true,
	"dozen": true, "dozens": true, "point": true, "reasons": true, "step": true, "steps": true, "pieces": true, "halves": true,
}

// sport counts are scores, not figures of the news that Annals reads.
var sport = map[string]bool{
	"goals": true, "goal": true, "wins": true, "runs": true, "sets": true, "wickets": true, "games": true, "points": true, "matches": true,
	"innings": true, "laps": true, "assists": true, "rebounds": true, "touchdowns": true, "overs": true, "caps": true,
}

var people = map[string]bool{
	"people": true, "civilians": true, "soldiers": true, "men": true, "women": true, "children": true, "victims": true, "hostages": true,
	"prisoners": true, "officers": true, "suspects": true, "members": true, "workers": true, "journalists": true, "protesters": true, "fighters": true,
	"militants": true, "policemen": true, "troops": true, "attackers": true, "gunmen": true, "others": true, "detainees": true, "refugees": true,
}
