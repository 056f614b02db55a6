package english

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word takes one word from at on and returns where it ends.
func (c *cutter) word(at, to int) int {
	end := at
	for end < to {
		r, n := c.rune(end, to)
		if !inWord(r) {
			break
		}
		end += n
	}
	c.wordFrom(at, end, to)
	return c.toks[len(c.toks)-1].End
}

// wordFrom lengthens the letters and digits text[at:end] by what belongs to the
// word, and adds it.
func (c *cutter) wordFrom(at, end, to int) {
	for end < to {
		r, n := c.rune(end, to)
		next, _ := c.rune(end+n, to)
		e := end
		switch {
		case apostrophe(r) && letter(next), (r == '&' || r == '_') && inWord(next):
			e = c.letters(end+n, to)
		case r == '.' && inWord(next) && c.dotted(at, end, to):
			e = c.letters(end+n, to)
		case r == '-' && inWord(next) && c.prefixed(at, end, to):
			e = c.letters(end+n, to)
		case r == '(' && strings.HasPrefix(c.text[end:to], "(s)"):
			e = end + 3
		case r == '$' && end-at <= 3 && strings.ToUpper(c.text[at:end]) == c.text[at:end] && !letter(next):
			c.add(at, end+1)
			return
		case r == '-' && next == 0 && end-at <= 2 && !digit(rune(c.text[at])):
			e = end + 1 // a word broken off
		}
		if e == end {
			break
		}
		end = e
	}
	if end < to && c.text[end] == '.' && !strings.HasPrefix(c.text[end:to], "...") && c.abbreviated(at, end, to) {
		end++
	}
	c.clitics(at, end)
}

func (c *cutter) letters(at, to int) int {
	for at < to {
		r, n := c.rune(at, to)
		if !inWord(r) {
			break
		}
		at += n
	}
	return at
}

// dotted reports whether the full stop at dot belongs inside the word, as in
// U.S, a.m, Ph.D, node.js, PV.6, and not between two sentences whose space was
// lost ("said.The").
func (c *cutter) dotted(at, dot, to int) bool {
	part := at // start of the last part before the dot
	if i := strings.LastIndexByte(c.text[at:dot], '.'); i >= 0 {
		part = at + i + 1
	}
	left := utf8.RuneCountInString(c.text[part:dot])
	e := c.letters(dot+1, to)
	right := utf8.RuneCountInString(c.text[dot+1 : e])
	r, _ := c.rune(dot+1, to)
	l, _ := c.rune(part, dot)
	switch {
	case left == 1 && right == 1:
		return letter(l) && letter(r) || digit(l) && digit(r)
	case left == 1 && part > at: // U.S.troops: the word is over
		return false
	case left == 1 && unicode.IsUpper(l) && unicode.IsUpper(r):
		return false // J.Smith: an initial
	case title[c.text[at:dot]] || digit(r) && left >= 3 && !digit(rune(c.text[dot-1])):
		return false
	case unicode.IsUpper(r):
		return right == 1 && left == 2 // Ph.D
	}
	return true
}

// prefixes that stay with their word (anti-war), as in GUM.
var prefixes = setOf(`anti pro non re co pre post mid ex cross counter multi mini inter intra socio semi neo sub e arch mis over ultra hyper pseudo`)

// prefixed reports whether the hyphen at hyphen stays within the word: a prefix
// before it, one letter on either side never counts but in "e-mail".
func (c *cutter) prefixed(at, hyphen, to int) bool {
	p := strings.ToLower(c.text[at:hyphen])
	if !prefixes[p] {
		return false
	}
	e := c.letters(hyphen+1, to)
	if p == "e" { // e-mail, but not "E-Class"
		return c.text[at] == 'e' || c.text[hyphen+1] == 'm'
	}
	if p == "co" && c.text[at:hyphen] == "CO" || p == "over" && strings.HasPrefix(c.text[e:to], "-") {
		return false // over-the-counter
	}
	return true
}

// clitics cuts contractions and possessives off text[at:end].
func (c *cutter) clitics(at, end int) {
	w := c.text[at:end]
	n := len(w)
	if n < 2 {
		c.add(at, end)
		return
	}
	i := strings.LastIndexByte(w, '\'')
	size := 1
	for _, q := range [...]string{"’", "ʼ"} {
		if j := strings.LastIndex(w, q); j > i {
			i, size = j, len(q)
		}
	}
	if i < 0 {
		if k := fused[strings.ToLower(w)]; k > 0 {
			c.add(at, at+k)
			at += k
		}
		c.add(at, end)
		return
	}
	cut := 0
	left := strings.ToLower(w[:i])
	switch strings.ToLower(w[i+size:]) {
	case "s", "re", "ve", "ll", "d", "m":
		cut = i
	case "t":
		if strings.HasSuffix(left, "n") && i > 1 {
			cut = i - 1
		}
	case "all":
		if left == "y" {
			cut = i + size
		}
	case "on":
		if left == "c" {
			c.add(at, end)
			return
		}
	case "know":
		if left == "y" {
			cut = i + size
		}
	}
	if cut <= 0 {
		c.add(at, end)
		return
	}
	// should've and wouldn't've lose two endings
	c.clitics(at, at+cut)
	c.add(at+cut, end)
}

// fused are words written as one that are two: the value is where the second begins.
var fused = map[string]int{"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2,
	"dont": 2, "doesnt": 4, "didnt": 3, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3, "wouldnt": 5, "couldnt": 5, "shouldnt": 6}

// title are abbreviations that a name, number or word must follow: their full
// stop never ends a sentence.
var title = setOf(`Mr Mrs Ms Mx Dr Drs Prof Rev Fr Hon Msgr Gen Lt Col Maj Sgt Capt Cpl Pvt Cmdr Cdr Adm Brig Comdr Sen Sens Rep Reps Gov Pres Amb Supt Insp Det Messrs Mme Mlle
 Mt Ft Wm Geo Jos Chas Thos Th Chr vs cf viz Sgts Gens MR MRS MS DR GEN SEN REP GOV LT COL CAPT SGT PROF ST St Ste Sta Nos nos Figs figs Eqs Vols vols`)

// closing are abbreviations that may stand at the end of a sentence.
var closing = setOf(`Inc Corp Ltd Co Cos Bros LLC Plc PLC Jr Sr Esq etc Ave Blvd Rd Dept Univ Assn Assoc
 Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
 Jan Feb Aug Sept Oct Nov Dec approx ca est ed eds trans repr Ph INC CORP LTD CO CONN JR SR Natl Intl Govt govt dept Alta Ont Que Sask CALIF FLA`)

// numbered are abbreviations only where a number follows.
var numbered = setOf(`No no Nr nr div Art art Sec sec Fig fig Eq eq Vol vol Ch ch pp p par paras Sat Sun Mon Tue Tues Wed Thu Thurs Fri Mar Apr Jun Jul Jan Feb MAR APR JAN FEB SEPT OCT NOV DEC AUG NO c b d r v n Rs App ver`)

var months = setOf(`January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)

// abbreviated reports whether the full stop at dot belongs to the word text[at:dot].
func (c *cutter) abbreviated(at, dot, to int) bool {
	w := c.text[at:dot]
	k := dot + 1 // next character that is no space, within the paragraph
	for k < c.to && (c.text[k] == ' ' || strings.HasPrefix(c.text[k:c.to], "\u00a0")) {
		_, n := c.rune(k, c.to)
		k += n
	}
	next, nextLen := c.rune(k, c.to)
	switch {
	case title[w] || closing[w]:
		if ambiguous[w] { // these are words, too
			return next != 0 && (digit(next) || next == ',' || unicode.IsUpper(next) && k > dot+1 && w != "Ed" || unicode.IsLower(next) || next == ')')
		}
		return true
	case numbered[w]:
		if len(w) == 1 && unicode.IsUpper(next) { // (b. March 1950)
			return months[c.text[k:c.letters(k, c.to)]]
		}
		return digit(next) || next == '#' && nextLen == 1
	case strings.Contains(w, "."):
		return dottedLetters(w)
	case w == "al":
		n := len(c.toks)
		return n > 0 && c.toks[n-1].Form == "et"
	}
	r, n := utf8.DecodeRuneInString(w)
	if n == len(w) && unicode.IsUpper(r) { // an initial
		if next == 0 || !(letter(next) && unicode.IsUpper(next)) {
			return letter(next) && next != 0 && k > dot+1 && len(c.toks) > 0 && r != 'I'
		}
		if k == dot+1 {
			return true // J.Smith, J.R.
		}
		return c.initial(at, k)
	}
	return false
}

// initial: a capital before a capitalised word is an initial after a name, after
// another initial or at the start of a sentence; not in "vitamin C. The".
func (c *cutter) initial(at, next int) bool {
	e := c.letters(next, c.to)
	if starter[c.text[next:e]] {
		return false
	}
	n := len(c.toks)
	if n == 0 || c.text[at] != 'I' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(c.toks[n-1].Form)
	return unicode.IsUpper(r)
}

// ambiguous abbreviations spell words as well.
var ambiguous = setOf(`La Mass Wash Miss Mo Ill Ind Cal Del Ark Co Pa Va est ed Ave trans Fr Gen Hon Rep Det Ga Md ca`)

// dottedLetters: single letters between full stops (U.S, a.m, e.g), or Ph.D.
func dottedLetters(w string) bool {
	for p := range strings.SplitSeq(w, ".") {
		if n := utf8.RuneCountInString(p); n != 1 && !(n == 2 && strings.HasPrefix(w, p)) {
			return false
		}
	}
	return true
}
