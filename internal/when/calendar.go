package when

import (
	"fmt"
	"strconv"
	"time"

	"annals.example/annals"
)

// day is a civil date as days since 1970-01-01.
type day int

func civil(y, m, d int) day {
	return day(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d day) time() time.Time    { return time.Unix(int64(d)*86400, 0).UTC() }
func (d day) String() string     { return d.time().Format("2006-01-02") }
func (d day) weekday() int       { return int(d.time().Weekday()) } // 0 = Sunday
func (d day) ymd() (y, m, n int) { t := d.time(); return t.Year(), int(t.Month()), t.Day() }

// monday is the first day of d's ISO week.
func (d day) monday() day { return d - day((d.weekday()+6)%7) }

func monthEnd(y, m int) day { return civil(y, m+1, 1) - 1 }

// valid reports whether y-m-d is a day of the calendar. Year 0 stands for any
// year, so that February 29 is then allowed.
func valid(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	if y == 0 {
		y = 2000
	}
	_, _, last := monthEnd(y, m).ymd()
	return d <= last
}

// bounds gives the first and last day that a Date covers.
func bounds(d annals.Date) (first, last day, ok bool) {
	a, b, ok := part(d.Start)
	if !ok {
		return 0, 0, false
	}
	if d.End != "" {
		_, e, ok := part(d.End)
		if !ok || e < a {
			return 0, 0, false
		}
		b = e
	}
	return a, b, true
}

// part gives the first and last day of "2024", "2024-02" or "2024-02-06".
func part(s string) (first, last day, ok bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		y, m, d := atoi(s[:4]), atoi(s[5:7]), atoi(s[8:10])
		if y < 1 || !valid(y, m, d) {
			return 0, 0, false
		}
		return civil(y, m, d), civil(y, m, d), true
	}
	if len(s) == 7 && s[4] == '-' {
		y, m := atoi(s[:4]), atoi(s[5:])
		if y < 1 || m < 1 || m > 12 {
			return 0, 0, false
		}
		return civil(y, m, 1), monthEnd(y, m), true
	}
	if len(s) == 4 {
		if y := atoi(s); y > 0 {
			return civil(y, 1, 1), civil(y, 12, 31), true
		}
	}
	return 0, 0, false
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

func onDay(d day) annals.Date {
	return annals.Date{Start: d.String(), Precision: annals.PrecisionDay}
}

func inMonth(y, m int) annals.Date {
	return annals.Date{Start: fmt.Sprintf("%04d-%02d", y, m), Precision: annals.PrecisionMonth}
}

func inYear(y int) annals.Date {
	return annals.Date{Start: fmt.Sprintf("%04d", y), Precision: annals.PrecisionYear}
}

// between is the range of days a..b, written as a day, month or year where it is one.
func between(a, b day) annals.Date {
	if b < a {
		a, b = b, a
	}
	if a == b {
		return onDay(a)
	}
	y, m, d := a.ymd()
	if d == 1 && b == monthEnd(y, m) {
		return inMonth(y, m)
	}
	if d == 1 && m == 1 && b == civil(y, 12, 31) {
		return inYear(y)
	}
	return annals.Date{Start: a.String(), End: b.String(), Precision: annals.PrecisionRange}
}
