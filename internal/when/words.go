package when

import "strconv"

// word reads an expression that begins with a plain word.
func (l lexer) word(i int, w string) (expr, bool) {
	switch w {
	case "today", "tonight":
		return expr{kind: kindDay, end: i + 1}, true
	case "yesterday":
		return expr{kind: kindDay, n: -1, end: l.partOfDay(i + 1)}, true
	case "tomorrow":
		return expr{kind: kindDay, n: 1, end: l.partOfDay(i + 1)}, true
	case "overnight":
		if l.toks[i].UPOS == "ADV" {
			return expr{kind: kindDay, n: 0, dir: -1, end: i + 1}, true
		}
	case "last", "next", "this", "coming", "past", "previous", "following", "recent":
		return l.modified(i, w)
	case "earlier", "later":
		return l.earlierLater(i, w)
	case "the", "that", "same":
		return l.determined(i, w)
	case "less", "within", "over", "during", "in", "for":
		return l.bounded(i, w)
	}
	return l.counted(i)
}

func (l lexer) partOfDay(i int) int {
	switch l.low(i) {
	case "morning", "afternoon", "evening", "night":
		return i + 1
	}
	return i
}

// modified reads "last week", "next Tuesday", "this month", "last July", "past two days".
func (l lexer) modified(i int, w string) (expr, bool) {
	dir := map[string]int{"last": -1, "past": -1, "previous": -1, "recent": -1, "next": 1, "coming": 1, "following": 1, "this": 2}[w]
	n := l.low(i + 1)
	if w == "this" && (n == "past" || n == "coming") {
		e, ok := l.modified(i+1, n)
		return e, ok
	}
	if u, ok := units[n]; ok {
		if u == unitHour || w == "recent" {
			return expr{}, false
		}
		if w == "past" || n[len(n)-1] == 's' || u == unitDecade {
			if dir < 0 { // "the past week", "the last days"
				if n[len(n)-1] == 's' {
					return expr{}, false // "recent days": how many is not said
				}
				return expr{kind: kindLast, n: 1, unit: u, end: i + 2}, true
			}
			return expr{}, false
		}
		if w == "previous" || w == "following" || u == unitDay && (w == "next" || w == "last") {
			if w == "last" {
				return expr{}, false // "the last day"
			}
			return expr{kind: kindAfter, n: 1, unit: u, before: w == "previous", end: i + 2}, true
		}
		if u == unitDay {
			return expr{}, false
		}
		return expr{kind: kindUnit, dir: dir, unit: u, end: i + 2}, true
	}
	if wd, ok := weekdays[n]; ok && w != "past" && w != "recent" {
		e, ok := l.weekday(i+1, wd, dir)
		return e, ok
	}
	if m, ok := months[n]; ok && upper(l.toks[i+1].Form) && (w == "last" || w == "next" || w == "this") {
		e, ok := l.month(i+1, m)
		if ok && e.y == 0 && e.d == 0 && e.kind == kindDate {
			e.dir = dir
		}
		return e, ok
	}
	if w == "this" && (n == "morning" || n == "afternoon" || n == "evening") {
		return expr{kind: kindDay, end: i + 2}, true
	}
	if w == "last" && n == "night" {
		return expr{kind: kindDay, n: -1, end: i + 2}, true
	}
	if w == "last" || w == "past" || w == "next" || w == "coming" || w == "previous" {
		if c, ok := l.count(i + 1); ok {
			if u, ok := units[l.low(i+2)]; ok {
				if dir < 0 {
					return expr{kind: kindLast, n: c, unit: u, end: i + 3}, true
				}
				return expr{kind: kindLast, n: -c, unit: u, end: i + 3}, true
			}
		}
	}
	return expr{}, false
}

// earlierLater reads "earlier this year", "earlier on Monday", "later in the day".
func (l lexer) earlierLater(i int, w string) (expr, bool) {
	j := i + 1
	switch l.low(j) {
	case "on", "in":
		j++
	}
	if l.low(j) == "the" && l.low(j+1) == "day" || l.low(j) == "that" && l.low(j+1) == "day" {
		return expr{kind: kindAfter, n: 0, unit: unitDay, end: j + 2}, true
	}
	if j >= len(l.toks) || j > i+1 && l.low(j) == "" {
		return expr{}, false
	}
	if l.low(j) == "earlier" || l.low(j) == "later" || l.low(j) == "the" {
		return expr{}, false
	}
	e, ok := l.at(j)
	if ok && (e.kind == kindUnit || e.kind == kindWeekday || e.kind == kindDate || e.kind == kindDay) {
		e.earlierOrSoon = true
		return e, true
	}
	return expr{}, false
}

// determined reads "the day before yesterday", "the next day", "the same day",
// "that day", "the weekend", "the day before".
func (l lexer) determined(i int, w string) (expr, bool) {
	j := i
	if w == "the" {
		j++
	}
	n := l.low(j)
	switch {
	case n == "day" && l.low(j+1) == "before" && l.low(j+2) == "yesterday":
		return expr{kind: kindDay, n: -2, end: j + 3}, true
	case n == "day" && l.low(j+1) == "after" && l.low(j+2) == "tomorrow":
		return expr{kind: kindDay, n: 2, end: j + 3}, true
	case n == "day" && (l.low(j+1) == "before" || l.low(j+1) == "after"):
		return expr{kind: kindAfter, n: 1, unit: unitDay, before: l.low(j+1) == "before", end: j + 2}, true
	case n == "same" && l.low(j+1) == "day", n == "that" && l.low(j+1) == "day":
		return expr{kind: kindAfter, n: 0, unit: unitDay, end: j + 2}, true
	case n == "that" || n == "same":
		if u, ok := units[l.low(j+1)]; ok && u >= unitWeek && u <= unitYear {
			return expr{kind: kindAfter, n: 0, unit: u, end: j + 2}, true
		}
	case n == "next" || n == "following" || n == "previous":
		if u, ok := units[l.low(j+1)]; ok && w == "the" {
			if l.low(j + 1)[len(l.low(j+1))-1] == 's' {
				return expr{}, false
			}
			return expr{kind: kindAfter, n: 1, unit: u, before: n == "previous", end: j + 2}, true
		}
	case n == "weekend" && w == "the":
		return expr{kind: kindUnit, dir: 0, unit: unitWeekend, end: j + 1}, true
	}
	return expr{}, false
}

// bounded reads "less than 24 hours later", "within two days of", "in the past week".
func (l lexer) bounded(i int, w string) (expr, bool) {
	switch w {
	case "less":
		if l.low(i+1) == "than" {
			e, ok := l.counted(i + 2)
			if ok && (e.kind == kindAfter || e.kind == kindAgo) {
				e.atMost = true
				return e, true
			}
		}
	case "within":
		if e, ok := l.counted(i + 1); ok && e.kind == kindAfter {
			e.atMost = true
			return e, true
		}
	}
	return expr{}, false
}

// count reads a small whole number, in digits or words.
func (l lexer) count(i int) (int, bool) {
	w := l.low(i)
	if n, ok := smallNumbers[w]; ok {
		return n, true
	}
	if len(w) > 0 && len(w) <= 3 {
		if n, err := strconv.Atoi(w); err == nil && n > 0 {
			return n, true
		}
	}
	return 0, false
}

// counted reads "two weeks ago", "a day later", "a day after", "three days earlier".
func (l lexer) counted(i int) (expr, bool) {
	n, ok := l.count(i)
	if !ok {
		return expr{}, false
	}
	u, ok := units[l.low(i+1)]
	if !ok {
		return expr{}, false
	}
	e := expr{n: n, unit: u, end: i + 3}
	switch l.low(i + 2) {
	case "ago":
		e.kind = kindAgo
	case "later":
		e.kind = kindAfter
	case "after":
		// "two days after the attack": counted from that attack. Its date is known
		// only where the text told it last, so it counts from what is carried.
		e.kind = kindAfter
	case "earlier", "before", "previously":
		e.kind, e.before = kindAfter, true
	case "on":
		e.kind = kindAfter
		return expr{}, false
	default:
		return expr{}, false
	}
	return e, true
}
