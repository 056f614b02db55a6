package when

import (
	"strconv"
	"strings"

	"annals.example/annals"
)

type kind uint8

const (
	kindDate    kind = iota + 1 // calendar date, parts may be missing: y, m, d
	kindRange                   // calendar range y,m,d .. y2,m2,d2
	kindDecade                  // y .. y2+9
	kindWeekday                 // wd, dir; wd2 where a range of weekdays
	kindDay                     // n days from publication: today, yesterday, tomorrow
	kindUnit                    // this/last/next week, month, year, weekend, night
	kindAgo                     // n units before publication ("two weeks ago")
	kindLast                    // the n units up to publication ("over the past week")
	kindAfter                   // n units from what was told last ("a day later", "the next day")
)

type unit uint8

const (
	unitHour unit = iota + 1
	unitDay
	unitWeek
	unitMonth
	unitYear
	unitWeekend
	unitDecade
)

// expr is one date expression, tokens first..end of a sentence.
type expr struct {
	first, end    int
	kind          kind
	y, m, d       int
	y2, m2, d2    int
	wd, wd2       int // 0 = Sunday; wd2 is -1 where there is no second
	dir           int // -1 last, 0 unsaid, +1 next, 2 this
	n             int
	unit          unit
	since, until  bool
	before        bool // kindAfter: counted backwards ("a day earlier")
	atMost        bool // "less than 24 hours later", "within a week"
	earlierOrSoon bool // "earlier this year"
}

// absolute reports whether the expression means the same on every day of publication.
func (e expr) absolute() bool {
	switch e.kind {
	case kindDate:
		return e.y != 0
	case kindRange:
		return e.y != 0 && e.y2 != 0
	case kindDecade:
		return true
	}
	return false
}

var months = map[string]int{
	"january": 1, "jan": 1, "jan.": 1, "february": 2, "feb": 2, "feb.": 2, "march": 3, "mar.": 3,
	"april": 4, "apr": 4, "apr.": 4, "may": 5, "june": 6, "jun": 6, "jun.": 6, "july": 7, "jul": 7, "jul.": 7,
	"august": 8, "aug": 8, "aug.": 8, "september": 9, "sept": 9, "sept.": 9, "sep": 9, "sep.": 9,
	"october": 10, "oct": 10, "oct.": 10, "november": 11, "nov": 11, "nov.": 11, "december": 12, "dec": 12, "dec.": 12,
}

var weekdays = map[string]int{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun.": 0, "mon.": 1, "tue.": 2, "tues.": 2, "wed.": 3, "thu.": 4, "thurs.": 4, "fri.": 5, "sat.": 6,
}

var units = map[string]unit{
	"hour": unitHour, "hours": unitHour, "day": unitDay, "days": unitDay, "week": unitWeek, "weeks": unitWeek,
	"month": unitMonth, "months": unitMonth, "year": unitYear, "years": unitYear, "weekend": unitWeekend,
	"decade": unitDecade, "decades": unitDecade,
}

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}

// lexer reads date expressions from the tokens of one sentence, left to right,
// looking a bounded number of tokens ahead.
type lexer struct {
	toks []annals.Token
}

func (l lexer) low(i int) string {
	if i < 0 || i >= len(l.toks) {
		return ""
	}
	f := l.toks[i].Form
	for j := 0; j < len(f); j++ {
		if c := f[j]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(f)
		}
	}
	return f
}

// find returns the date expressions of a sentence in order, none overlapping.
func find(toks []annals.Token) []expr {
	l := lexer{toks}
	var out []expr
	for i := 0; i < len(toks); {
		e, ok := l.at(i)
		if !ok {
			i++
			continue
		}
		e.first = i
		l.preposition(&e)
		out = append(out, e)
		i = e.end
	}
	return out
}

// preposition looks left of the expression for what bounds it.
func (l lexer) preposition(e *expr) {
	i := e.first - 1
	for n := 0; n < 3; n++ { // "since early last", "by the end of"
		switch l.low(i) {
		case "since":
			e.since = true
			return
		case "until", "till", "by":
			e.until = true
			return
		case "early", "late", "mid", "-", "the", "about", "around", "end", "of":
			i--
		default:
			return
		}
	}
}

func (l lexer) at(i int) (expr, bool) {
	w := l.low(i)
	if w == "" {
		return expr{}, false
	}
	c := w[0]
	if c >= '0' && c <= '9' {
		return l.number(i, w)
	}
	if m, ok := months[w]; ok && l.isMonth(i, w) {
		return l.month(i, m)
	}
	if rest, mid := strings.CutPrefix(w, "mid-"); mid { // one word in the treebank's manner
		if m, ok := months[rest]; ok {
			return l.month(i, m)
		}
		if y, ok := yearOf(rest); ok {
			return expr{kind: kindDate, y: y, end: i + 1}, true
		}
	}
	if wd, ok := weekdays[w]; ok && upper(l.toks[i].Form) {
		return l.weekday(i, wd, 0)
	}
	return l.word(i, w)
}

func upper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// isMonth rules out "may" the verb, "march" the walk and "Mar." the name.
func (l lexer) isMonth(i int, w string) bool {
	if !upper(l.toks[i].Form) {
		return false
	}
	if w != "may" && w != "march" && w != "august" {
		return true
	}
	if _, _, ok := l.dayNumber(i + 1); ok {
		return true
	}
	if _, ok := yearOf(l.low(i + 1)); ok {
		return true
	}
	if l.toks[i].UPOS == "AUX" || l.toks[i].UPOS == "VERB" {
		return false
	}
	switch l.low(i - 1) {
	case "in", "since", "last", "next", "this", "early", "late", "by", "until", "of", "during", "from", "to", "and", "-", "–", "between":
		return true
	}
	if _, _, ok := l.dayNumber(i - 1); ok {
		return true
	}
	return i > 0 && l.toks[i].UPOS == "PROPN" && w == "may"
}

// decadeOf reads "1980s".
func decadeOf(w string) (int, bool) {
	if len(w) != 5 || w[4] != 's' {
		return 0, false
	}
	y, ok := yearOf(w[:4])
	return y, ok && y%10 == 0
}

// yearOf reads a plain four-digit year.
func yearOf(w string) (int, bool) {
	if len(w) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(w)
	if err != nil || y < 1000 || y > 2199 {
		return 0, false
	}
	return y, true
}

// dayNumber reads "6", "6th", "06"; next is the token after it.
func (l lexer) dayNumber(i int) (d, next int, ok bool) {
	w := l.low(i)
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, i, false
	}
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	if n > 2 {
		return 0, i, false
	}
	switch w[n:] {
	case "", "st", "nd", "rd", "th":
	default:
		return 0, i, false
	}
	d, _ = strconv.Atoi(w[:n])
	next = i + 1
	if w[n:] == "" {
		switch l.low(next) { // "6 th" as two tokens
		case "st", "nd", "rd", "th":
			next++
		}
	}
	return d, next, d >= 1 && d <= 31
}

// yearAt reads an optional comma and a year.
func (l lexer) yearAt(i int) (y, next int) {
	j := i
	if l.low(j) == "," {
		j++
	}
	if y, ok := yearOf(l.low(j)); ok && !l.countsSomething(j) {
		return y, j + 1
	}
	return 0, i
}

// countsSomething is true for "in May 2003 people": a number that counts the
// noun after it is no year.
func (l lexer) countsSomething(j int) bool {
	t := l.toks[j]
	return t.Deprel == "nummod" && t.Head == j+1 && t.Head < len(l.toks) && l.toks[t.Head].XPOS == "NNS"
}

func dash(w string) bool {
	return w == "-" || w == "–" || w == "—" || w == "to" || w == "and" || w == "through"
}

// month reads an expression that begins with a month's name.
func (l lexer) month(i, m int) (expr, bool) {
	e := expr{kind: kindDate, m: m, end: i + 1}
	d, next, ok := l.dayNumber(i + 1)
	if ok && valid(0, m, d) && !l.isUnitAhead(next) {
		e.d, e.end = d, next
		// "May 3-5", "May 3 to 5", "May 3 to June 2"
		if sep := l.low(next); dash(sep) && (sep != "and" || l.low(i-1) == "between") {
			if d2, n2, ok := l.dayNumber(next + 1); ok && d2 > d && valid(0, m, d2) && (sep != "to" && sep != "and" || !l.isUnitAhead(n2)) {
				e.kind, e.m2, e.d2, e.end = kindRange, m, d2, n2
			} else if m2, ok := months[l.low(next+1)]; ok {
				if d2, n2, ok := l.dayNumber(next + 2); ok && valid(0, m2, d2) {
					e.kind, e.m2, e.d2, e.end = kindRange, m2, d2, n2
				}
			}
		}
		e.y, e.end = l.yearAt(e.end)
		e.y2 = e.y
		if e.y != 0 && !valid(e.y, e.m, e.d) {
			return expr{}, false
		}
		return e, true
	}
	e.y, e.end = l.yearAt(i + 1)
	if e.y == 0 && l.low(i+1) == "of" {
		if y, ok := yearOf(l.low(i + 2)); ok {
			e.y, e.end = y, i+3
		}
		switch {
		case l.low(i+2) == "last" && l.low(i+3) == "year":
			e.dir, e.end = -3, i+4
		case l.low(i+2) == "this" && l.low(i+3) == "year":
			e.dir, e.end = -2, i+4
		case l.low(i+2) == "next" && l.low(i+3) == "year":
			e.dir, e.end = 3, i+4
		}
	}
	// "between January and March", "from March to May 2011"
	if sep := l.low(e.end); dash(sep) && (sep != "and" || l.low(i-1) == "between") && (sep != "to" || l.low(i-1) == "from" || l.low(i-1) == "between") {
		if m2, ok := months[l.low(e.end+1)]; ok {
			y2, end := l.yearAt(e.end + 2)
			e.kind, e.m2, e.y2, e.end = kindRange, m2, y2, end
			if e.y == 0 && y2 != 0 {
				e.y = y2
				if m2 < m {
					e.y--
				}
			}
		}
	}
	return e, true
}

// isUnitAhead is true where a number before token i counts something, as in
// "In March 12 people died" (the number heads into a following noun).
func (l lexer) isUnitAhead(i int) bool {
	if i <= 0 || i >= len(l.toks) {
		return false
	}
	t := l.toks[i-1]
	return t.Deprel == "nummod" && t.Head >= i && l.toks[t.Head].XPOS == "NNS"
}

// weekday reads "Tuesday", "Tuesday, Feb. 6, 2024", "Monday to Wednesday".
func (l lexer) weekday(i, wd, dir int) (expr, bool) {
	e := expr{kind: kindWeekday, wd: wd, wd2: -1, dir: dir, end: i + 1}
	j := i + 1
	if l.low(j) == "," {
		j++
	}
	if l.low(j) == "the" {
		j++
	}
	if m, ok := months[l.low(j)]; ok && upper(l.toks[j].Form) {
		if f, ok := l.month(j, m); ok && f.d != 0 && f.kind == kindDate {
			return f, true
		}
	}
	if _, _, ok := l.dayNumber(j); ok {
		if f, ok := l.number(j, l.low(j)); ok && f.kind == kindDate && f.d != 0 {
			return f, true
		}
	}
	if sep := l.low(i + 1); dash(sep) && (sep != "and" || l.low(i-1) == "between") && (sep != "to" || l.low(i-1) == "from") {
		if wd2, ok := weekdays[l.low(i+2)]; ok {
			e.wd2, e.end = wd2, i+3
		}
	}
	switch l.low(e.end) {
	case "morning", "afternoon", "evening", "night":
		e.end++
	}
	switch {
	case l.low(e.end) == "last" && l.low(e.end+1) == "week":
		e.dir, e.end = -2, e.end+2
	case l.low(e.end) == "next" && l.low(e.end+1) == "week":
		e.dir, e.end = 3, e.end+2
	}
	return e, true
}

// number reads an expression that begins with a digit.
func (l lexer) number(i int, w string) (expr, bool) {
	if e, ok := l.iso(i, w); ok {
		return e, true
	}
	if y, ok := decadeOf(w); ok {
		e := expr{kind: kindDecade, y: y, y2: y, end: i + 1}
		j := e.end // "the 1980s and 1990s"
		if l.low(j) == "and" || l.low(j) == "-" || l.low(j) == "–" || l.low(j) == "or" {
			j++
			if l.low(j) == "the" || l.low(j) == "early" || l.low(j) == "late" {
				j++
			}
			if y2, ok := decadeOf(l.low(j)); ok && y2 > y {
				e.y2, e.end = y2, j+1
			}
		}
		return e, true
	}
	if y, ok := yearOf(w); ok {
		if l.low(i+1) == "s" && y%10 == 0 {
			return expr{kind: kindDecade, y: y, y2: y, end: i + 2}, true
		}
		return l.year(i, y)
	}
	if d, next, ok := l.dayNumber(i); ok {
		if e, ok := l.dayMonth(i, d, next); ok {
			return e, true
		}
	}
	return l.counted(i)
}

// iso reads 2024-02-06 as one token or as five.
func (l lexer) iso(i int, w string) (expr, bool) {
	if len(w) == 10 && w[4] == '-' && w[7] == '-' {
		y, m, d := atoi(w[:4]), atoi(w[5:7]), atoi(w[8:])
		if y >= 1000 && y <= 2199 && valid(y, m, d) {
			return expr{kind: kindDate, y: y, m: m, d: d, end: i + 1}, true
		}
	}
	if len(w) == 4 && l.low(i+1) == "-" && l.low(i+3) == "-" && len(l.low(i+2)) == 2 && len(l.low(i+4)) == 2 {
		y, m, d := atoi(w), atoi(l.low(i+2)), atoi(l.low(i+4))
		if y >= 1000 && y <= 2199 && valid(y, m, d) {
			return expr{kind: kindDate, y: y, m: m, d: d, end: i + 5}, true
		}
	}
	return expr{}, false
}

// year reads "2014", "2011-2014", "2011 to 2014".
func (l lexer) year(i, y int) (expr, bool) {
	t := l.toks[i]
	e := expr{kind: kindDate, y: y, end: i + 1}
	prev := l.low(i - 1)
	if sep := l.low(i + 1); dash(sep) {
		if y2, ok := yearOf(l.low(i + 2)); ok && y2 > y && y2-y < 200 &&
			(sep == "-" || sep == "–" || prev == "from" || prev == "between") {
			e.kind, e.y2, e.end = kindRange, y2, i+3
			return e, true
		}
	}
	switch prev {
	case "in", "since", "of", "during", "early", "late", "mid", "until", "by", "year", "(", "after", "before", "from", "around", "-", "spring", "summer", "autumn", "winter":
		if !l.countsSomething(i) && prev != "of" && prev != "-" {
			return e, true
		}
		if prev == "of" || prev == "-" {
			switch l.low(i - 2) {
			case "end", "beginning", "start", "summer", "spring", "autumn", "fall", "winter", "half", "quarter", "early", "late", "mid", "revolution", "war", "invasion", "coup", "election", "elections", "crisis", "year":
				return e, !l.countsSomething(i)
			}
			return expr{}, false
		}
		return expr{}, false
	case "the":
		// "the 2013 bombings", "the 2006 war": a year before its noun.
		if y >= 1800 && t.Head > i && t.Head < len(l.toks) && (t.Deprel == "compound" || t.Deprel == "nmod:unmarked" || t.Deprel == "amod" || t.Deprel == "nummod" && l.toks[t.Head].XPOS != "NNS" || t.Deprel == "nmod" || t.Deprel == "nmod:tmod") {
			return e, true
		}
		// "the 2013 twin bombings": even where the parser counts with it, "the"
		// before four bare digits without a comma is a year.
		return e, y >= 1900 && y <= 2100
	case "its", "their", "his", "her", "'s", "’s", "a":
		return e, y >= 1900 && y <= 2100 && t.Head > i && !l.countsSomething(i)
	}
	return expr{}, false
}

// dayMonth reads "6 Feb 2024", "the 7th of October", "3 to 5 May", "3 and 5 May".
func (l lexer) dayMonth(i, d, next int) (expr, bool) {
	j := next
	if l.low(j) == "of" {
		j++
	}
	if m, ok := months[l.low(j)]; ok && upper(l.toks[j].Form) && valid(0, m, d) {
		e := expr{kind: kindDate, m: m, d: d}
		e.y, e.end = l.yearAt(j + 1)
		if e.y != 0 && !valid(e.y, m, d) {
			return expr{}, false
		}
		return e, true
	}
	if dash(l.low(next)) {
		if d2, n2, ok := l.dayNumber(next + 1); ok && d2 > d {
			if m, ok := months[l.low(n2)]; ok && upper(l.toks[n2].Form) && valid(0, m, d2) {
				e := expr{kind: kindRange, m: m, d: d, m2: m, d2: d2}
				e.y, e.end = l.yearAt(n2 + 1)
				e.y2 = e.y
				return e, true
			}
		}
	}
	return expr{}, false
}
