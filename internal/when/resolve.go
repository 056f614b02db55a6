package when

import "annals.example/annals"

// resolve turns an expression into a date, against the day or days on which the
// article may have been published. It is false where the words need a day of
// publication and there is none.
func resolve(e expr, published annals.Date, tense tense) (annals.Date, bool) {
	if e.kind == kindAfter {
		return annals.Date{}, false
	}
	if e.absolute() && !e.since && !(e.until && tense == tenseFuture && published.Known()) {
		return e.on(0, tense)
	}
	first, last, ok := bounds(published)
	if !ok {
		return annals.Date{}, false
	}
	from, ok := e.on(first, tense)
	if !ok {
		return annals.Date{}, false
	}
	if first == last {
		return from, true
	}
	to, ok := e.on(last, tense)
	if !ok {
		return annals.Date{}, false
	}
	if from.Start == to.Start && from.End == to.End {
		return from, true
	}
	a, _, ok1 := bounds(from)
	_, b, ok2 := bounds(to)
	if !ok1 || !ok2 || b-a > 366 {
		return annals.Date{}, false // too wide to mean anything
	}
	return between(a, b), true
}

// on resolves the expression for an article published on day p.
func (e expr) on(p day, tense tense) (annals.Date, bool) {
	d, ok := e.plain(p, tense)
	if ok && e.until && tense == tenseFuture && p != 0 {
		// "will rise by August": some day from now to then.
		if _, b, ok := bounds(d); ok && b > p {
			return between(p, b), true
		}
	}
	if !ok || !e.since || p == 0 {
		return d, ok
	}
	a, _, ok := bounds(d)
	if !ok || a > p {
		return annals.Date{}, false
	}
	return between(a, p), true
}

func (e expr) plain(p day, tense tense) (annals.Date, bool) {
	switch e.kind {
	case kindDate:
		return e.date(p, tense)
	case kindRange:
		return e.rangeOf(p, tense)
	case kindDecade:
		return annals.Date{Start: inYear(e.y).Start, End: inYear(e.y2 + 9).Start, Precision: annals.PrecisionRange}, true
	case kindWeekday:
		return e.weekday(p, tense), true
	case kindDay:
		if e.dir < 0 { // overnight
			return between(p-1, p), true
		}
		return onDay(p + day(e.n)), true
	case kindUnit:
		return e.unitOf(p, tense), true
	case kindAgo:
		return ago(p, e.n, e.unit), true
	case kindLast:
		if e.n < 0 {
			return between(p, shift(p, -e.n, e.unit)), true
		}
		return between(shift(p, -e.n, e.unit), p), true
	}
	return annals.Date{}, false
}

// date resolves "Jan. 3", "July", "Feb. 6, 2024", "2014".
func (e expr) date(p day, tense tense) (annals.Date, bool) {
	y := e.y
	py, _, _ := p.ymd()
	if y == 0 {
		switch e.dir {
		case -3:
			y = py - 1
		case -2, 2:
			y = py
		case 3:
			y = py + 1
		default:
			y = e.yearFor(p, tense)
		}
	}
	switch {
	case e.m == 0:
		return inYear(y), true
	case e.d == 0:
		return inMonth(y, e.m), true
	case !valid(y, e.m, e.d):
		return annals.Date{}, false
	}
	return onDay(civil(y, e.m, e.d)), true
}

// yearFor is the year of a date without one: the latest such day up to p, or
// the next from p on where the tense points ahead.
func (e expr) yearFor(p day, tense tense) int {
	y, m, d := p.ymd()
	ed := e.d
	if ed == 0 {
		ed = 1
		d = 1
	}
	later := e.m > m || e.m == m && ed > d
	if tense == tenseFuture || e.dir == 1 || e.until && tense != tensePast && tense != tensePastPerfect {
		if e.m < m || e.m == m && ed < d {
			y++
		}
		return e.leap(y, 1)
	}
	if later || e.dir == -1 && e.m == m {
		y--
	}
	return e.leap(y, -1)
}

// leap moves February 29 to a year that has one.
func (e expr) leap(y, step int) int {
	for n := 0; n < 8 && e.d != 0 && !valid(y, e.m, e.d); n++ {
		y += step
	}
	return y
}

func (e expr) rangeOf(p day, tense tense) (annals.Date, bool) {
	if e.m == 0 {
		return annals.Date{Start: inYear(e.y).Start, End: inYear(e.y2).Start, Precision: annals.PrecisionRange}, true
	}
	y2 := e.y2
	last := e
	last.m, last.d, last.y = e.m2, e.d2, e.y2
	if y2 == 0 {
		y2 = last.yearFor(p, tense)
	}
	y := e.y
	if y == 0 {
		y = y2
		if e.m > e.m2 {
			y--
		}
	}
	if e.d == 0 {
		if y*12+e.m >= y2*12+e.m2 {
			return annals.Date{}, false
		}
		return annals.Date{Start: inMonth(y, e.m).Start, End: inMonth(y2, e.m2).Start, Precision: annals.PrecisionRange}, true
	}
	if !valid(y, e.m, e.d) || !valid(y2, e.m2, e.d2) {
		return annals.Date{}, false
	}
	return between(civil(y, e.m, e.d), civil(y2, e.m2, e.d2)), true
}

// weekday resolves "on Tuesday", "last Friday", "next Monday".
func (e expr) weekday(p day, tense tense) annals.Date {
	back := day((p.weekday() - e.wd + 7) % 7)
	ahead := day((e.wd - p.weekday() + 7) % 7)
	var d day
	switch {
	case e.dir == -1:
		if back == 0 {
			back = 7
		}
		d = p - back
	case e.dir == 1:
		if ahead == 0 {
			ahead = 7
		}
		d = p + ahead
	case e.dir == 3:
		d = p.monday() + 7 + day((e.wd+6)%7)
	case e.dir == -2:
		d = p.monday() - 7 + day((e.wd+6)%7)
	case tense == tenseFuture || e.dir == 2 && tense != tensePast:
		d = p + ahead
	default:
		d = p - back
	}
	if e.wd2 < 0 {
		return onDay(d)
	}
	if e.dir == 0 && tense != tenseFuture { // "Monday to Wednesday": the last day is the nearest
		d2 := p - day((p.weekday()-e.wd2+7)%7)
		return between(d2-day((e.wd2-e.wd+7)%7), d2)
	}
	return between(d, d+day((e.wd2-e.wd+7)%7))
}

// unitOf resolves "this week", "last month", "next year", "the weekend".
func (e expr) unitOf(p day, tense tense) annals.Date {
	step := e.dir
	switch {
	case e.dir == 2:
		step = 0
	case e.dir == 0 && tense == tenseFuture:
		step = 1
	case e.dir == 0:
		step = -1
	}
	y, m, _ := p.ymd()
	switch e.unit {
	case unitWeek:
		a := p.monday() + day(7*step)
		if step == 0 && tense != tenseFuture && tense != tenseNone {
			return between(a, p)
		}
		return between(a, a+6)
	case unitMonth:
		return inMonth(shiftMonth(y, m, step))
	case unitYear:
		return inYear(y + step)
	case unitWeekend:
		sat := p.monday() + 5
		switch {
		case step < 0 && p <= sat: // weekdays: the weekend before
			sat -= 7
		case step < 0 && e.dir == -1:
			sat -= 7
		case step > 0 && p > sat, step > 0 && e.dir == 1 && p >= sat:
			sat += 7
		}
		return between(sat, sat+1)
	}
	return onDay(p)
}

func shiftMonth(y, m, by int) (int, int) {
	n := y*12 + m - 1 + by
	return n / 12, n%12 + 1
}

// shift moves p by n units, days clipped to the month's length.
func shift(p day, n int, u unit) day {
	switch u {
	case unitHour:
		if n < 0 {
			return p - day((-n+23)/24)
		}
		return p + day((n+23)/24)
	case unitDay:
		return p + day(n)
	case unitWeek, unitWeekend:
		return p + day(7*n)
	}
	y, m, d := p.ymd()
	switch u {
	case unitMonth:
		y, m = shiftMonth(y, m, n)
	case unitYear:
		y += n
	case unitDecade:
		y += 10 * n
	}
	y = min(max(y, 1), 9999)
	for !valid(y, m, d) && d > 28 {
		d--
	}
	return civil(y, m, d)
}

// ago resolves "two weeks ago" no more exactly than it is said: a week for
// weeks, a month for months, a year for years.
func ago(p day, n int, u unit) annals.Date {
	y, m, _ := p.ymd()
	switch u {
	case unitHour:
		return between(shift(p, -n, u), p)
	case unitDay:
		return onDay(p - day(n))
	case unitWeek, unitWeekend:
		a := (p - day(7*n)).monday()
		return between(a, a+6)
	case unitMonth:
		return inMonth(shiftMonth(y, m, -n))
	case unitYear:
		return inYear(max(y-n, 1))
	}
	if y-10*n-5 < 1 {
		return annals.Date{Precision: annals.PrecisionNone}
	}
	return annals.Date{Start: inYear(y - 10*n - 5).Start, End: inYear(y - 10*n + 5).Start, Precision: annals.PrecisionRange}
}

// fromCarried resolves "a day later", "the same day" from what was told last.
func fromCarried(e expr, words string, inSentence, carried annals.Date) annals.Date {
	base, from := inSentence, "earlier in the sentence"
	if !base.Known() {
		base, from = carried, "carried"
	}
	first, last, ok := bounds(base)
	if !ok {
		return unknown(quote(words) + " counts from something undated")
	}
	n := e.n
	if e.before {
		n = -n
	}
	var d annals.Date
	switch {
	case n == 0:
		d = base
		if e.unit == unitMonth && base.Precision == annals.PrecisionDay {
			y, m, _ := first.ymd()
			d = inMonth(y, m)
		}
		d.Basis = ""
	case e.atMost || e.unit == unitHour:
		a, b := first, shift(last, n, e.unit)
		if e.before {
			a, b = shift(first, n, e.unit), last
		}
		d = between(a, b)
	case e.unit == unitDay:
		d = between(first+day(n), last+day(n))
	default:
		d = ago(shift(first, n, e.unit), 0, e.unit)
		if l := ago(shift(last, n, e.unit), 0, e.unit); l.Start != d.Start {
			_, b, _ := bounds(l)
			a, _, _ := bounds(d)
			d = between(a, b)
		}
	}
	d.Basis = quote(words) + " from " + span(base) + " (" + from + ")"
	return d
}
