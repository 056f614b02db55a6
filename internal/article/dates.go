package article

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"annals.example/annals"
)

const monthNames = `Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?`

var (
	reMonthFirst = lazily(`(?i)\b(` + monthNames + `)\b\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	reDayFirst   = lazily(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(` + monthNames + `)\b\.?,?[\s-]+(\d{4})\b`)
	reISO        = lazily(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
	reCompact    = lazily(`^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?$`)
	reDots       = lazily(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)
	reSlashes    = lazily(`\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b`)
	reMonthName  = lazily(`(?i)^(?:` + monthNames + `)\.?$`)
	reEpoch      = lazily(`^(\d{10})(?:\d{3})?$`)
)

// fullDate finds the first full date (day, month, year) in a short text and
// where it stands. Numbers alone are read only where they cannot mean two days:
// 5/12/2019 is no date, 25/12/2019 is.
func fullDate(s string) (day string, start, end int, ok bool) {
	s = head(s, 300)
	if !yearIn(s) {
		return "", 0, 0, false
	}
	if monthIn(s) {
		if m := reMonthFirst.FindStringSubmatchIndex(s); m != nil {
			if d, ok := ymd(s[m[6]:m[7]], month(s[m[2]:m[3]]), s[m[4]:m[5]]); ok {
				return d, m[0], m[1], true
			}
		}
		if m := reDayFirst.FindStringSubmatchIndex(s); m != nil {
			if d, ok := ymd(s[m[6]:m[7]], month(s[m[4]:m[5]]), s[m[2]:m[3]]); ok {
				return d, m[0], m[1], true
			}
		}
	}
	if d, from, to, ok := dateAbroad(s); ok {
		return d, from, to, true
	}
	if !strings.ContainsAny(s, "-/.") {
		return "", 0, 0, false
	}
	if m := reISO.FindStringSubmatchIndex(s); m != nil {
		if d, ok := ymd(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]); ok {
			return d, m[0], m[1], true
		}
	}
	if m := reDots.FindStringSubmatchIndex(s); m != nil {
		if d, ok := ymd(s[m[6]:m[7]], s[m[4]:m[5]], s[m[2]:m[3]]); ok {
			return d, m[0], m[1], true
		}
	}
	if m := reSlashes.FindStringSubmatchIndex(s); m != nil {
		a, _ := strconv.Atoi(s[m[2]:m[3]])
		b, _ := strconv.Atoi(s[m[4]:m[5]])
		switch {
		case a > 12 || a == b:
			if d, ok := ymd(s[m[6]:m[7]], s[m[4]:m[5]], s[m[2]:m[3]]); ok {
				return d, m[0], m[1], true
			}
		case b > 12:
			if d, ok := ymd(s[m[6]:m[7]], s[m[2]:m[3]], s[m[4]:m[5]]); ok {
				return d, m[0], m[1], true
			}
		}
	}
	return "", 0, 0, false
}

// yearIn reports whether four digits stand together, without which no full date is written.
func yearIn(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// monthIn reports whether the start of a month's name is there.
func monthIn(s string) bool {
	s = strings.ToLower(s)
	for _, m := range [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if strings.Contains(s, m) {
			return true
		}
	}
	return false
}

// month is the number of a month's English name, as text.
func month(name string) string {
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))
	return strconv.Itoa(i/3 + 1)
}

// ymd writes a date if there is such a day.
func ymd(y, m, d string) (string, bool) {
	yy, _ := strconv.Atoi(y)
	mm, _ := strconv.Atoi(m)
	dd, _ := strconv.Atoi(d)
	if yy < 1600 || yy > 2200 || mm < 1 || mm > 12 || dd < 1 {
		return "", false
	}
	t := time.Date(yy, time.Month(mm), dd, 0, 0, 0, 0, time.UTC)
	if t.Day() != dd {
		return "", false
	}
	return t.Format("2006-01-02"), true
}

// imprintDate reads a date as page heads and records write it. The day is the
// one written, in the page's own zone.
func imprintDate(value, field string) (annals.Date, bool) {
	v := squeeze(value)
	day, _, _, ok := fullDate(v)
	if !ok {
		if m := reCompact.FindStringSubmatch(v); m != nil && len(v) != 10 && len(v) != 13 {
			day, ok = ymd(m[1], m[2], m[3])
		}
	}
	if !ok {
		if m := reEpoch.FindStringSubmatch(v); m != nil {
			sec, _ := strconv.ParseInt(m[1], 10, 64)
			t := time.Unix(sec, 0).UTC()
			if t.Year() >= 1990 && t.Year() <= 2200 {
				return annals.Date{Start: t.Format("2006-01-02"), Precision: annals.PrecisionDay,
					Basis: fmt.Sprintf("%s %q (seconds since 1970, UTC)", field, v)}, true
			}
		}
	}
	if !ok {
		return coarseDate(v, field)
	}
	return annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("%s %q", field, head(v, 80))}, true
}

var reCoarse = lazily(`^(1[6-9]\d\d|20\d\d)(?:-(0[1-9]|1[0-2]))?$`)

// coarseDate reads a date of which only the month or the year is given.
func coarseDate(v, field string) (annals.Date, bool) {
	m := reCoarse.FindStringSubmatch(v)
	if m == nil {
		return annals.Date{}, false
	}
	d := annals.Date{Start: v, Precision: annals.PrecisionMonth, Basis: fmt.Sprintf("%s %q", field, v)}
	if m[2] == "" {
		d.Precision = annals.PrecisionYear
	}
	return d, true
}

// The words that may stand beside the date on a line that only says when the
// article was published.
var (
	reDateWords = lazily(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\b(?:\s*[ap]\.?m\.?\b)?(?:\s+(?-i:[A-Z]{2,4})\b)?|\b\d{1,2}\s*(?:am|pm)\b|\b[ap]\.?m\.?\b|\b(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cet|cest|ist|msk|jst|kst|aest|aedt|hkt|sgt|pkt|et|pt|ct)\b|[+-]\d{2}:?\d{2}\b|T(?:\d{2}:\d{2})?|Z\b|\b(?:at|on|local time|time|hours|hrs|h)\b`)
	rePublished = lazily(`(?i)^\s*(?:first\s+)?(?:published|posted|publication date|date published|date|issued|release date|released|uploaded|online since|dated)\b(?:\s+(?:on|at|online))?\s*[:\-–—|]?\s*`)
	reUpdated   = lazily(`(?i)^\s*(?:last\s+)?(?:updated|modified|update|edited|last modified|last update)\b(?:\s+(?:on|at))?\s*[:\-–—|]?\s*`)
	reDateSep   = lazily(`(?i)(?:\||/|·|•|;|,|—|–)?\s*(?:last\s+)?(?:updated|modified)\b.*$`)
)

// dateLine is what a line says that consists of a date.
type dateLine struct {
	day     string
	updated bool // it says when the text was changed, not when it was published
}

// readDateLine reads a line that says only when the article was published or
// changed ("Friday, January 4, 2019", "Published: 6 Feb 2024 10:22 GMT").
func readDateLine(s string) (dateLine, bool) {
	s = squeeze(head(s, 200))
	if len(s) > 140 || !yearIn(s) {
		return dateLine{}, false
	}
	var d dateLine
	rest := s
	if m := reUpdated.FindString(rest); m != "" {
		d.updated, rest = true, rest[len(m):]
	} else {
		if m := rePublished.FindString(rest); m != "" {
			rest = rest[len(m):]
		}
		if low := strings.ToLower(rest); strings.Contains(low, "updated") || strings.Contains(low, "modified") {
			if cut := reDateSep.ReplaceAllString(rest, ""); cut != "" {
				rest = cut
			}
		}
	}
	day, start, end, ok := fullDate(rest)
	if !ok {
		return dateLine{}, false
	}
	left := reDateWords.ReplaceAllString(rest[:start]+" "+rest[end:], "")
	if strings.Trim(left, " ,.;:|/()[]-–—·•@+") != "" {
		return dateLine{}, false
	}
	d.day = day
	return d, true
}

func dateOnly(s string) bool {
	_, ok := readDateLine(s)
	return ok
}

// A dateline: the place in capitals (or any place, where an agency follows), up
// to two further names, the date, the agency, and a dash.
var (
	datelineBody = `(\p{Lu}[\p{Lu}.'’ -]{2,40}(?:/\p{Lu}[\p{Lu}.'’ -]{2,40})?(?:,\s\p{Lu}[\p{L}. ]{1,30}){0,2}|\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}(?:,\s\p{Lu}[\p{L}. ]{1,30})?)` +
		`((?:,?\s(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?,?\s)?(?:` + monthNames + `)\.?\s\d{1,2}(?:,?\s\d{4})?|,?\s\d{1,2}\s(?:` + monthNames + `)\.?(?:,?\s\d{4})?)?)` +
		`(\s?\((?:[^()]{2,40})\)|\s?/\p{Lu}[\p{L} -]{1,30}/)?`
	reDateline     = lazily(`^` + datelineBody + `\s*(?:—|–|--|-{1,2}\s|:\s|-\s)\s*\S`)
	reDatelineOnly = lazily(`^` + datelineBody + `\s*(?:—|–|--|-|:)?$`)
)

// dateline finds the dateline at the start of a first paragraph, or a line that
// is one, and the day if the dateline gives a full date. whole says that the
// line is nothing else.
func dateline(s string) (text, day string, whole bool) {
	start := head(s, 160)
	if r, _ := utf8.DecodeRuneInString(start); !unicode.IsUpper(r) || !strings.ContainsAny(start, "-—–:(") && len(s) > 120 {
		return "", "", false
	}
	m := reDatelineOnly.FindStringSubmatchIndex(start)
	whole = m != nil && len(s) <= 120
	if !whole {
		m = reDateline.FindStringSubmatchIndex(start)
	}
	if m == nil {
		return "", "", false
	}
	end := m[3]
	for _, g := range []int{5, 7} {
		if m[g] > end {
			end = m[g]
		}
	}
	place := start[m[2]:m[3]]
	if first, _, _ := strings.Cut(place, " "); reMonthName.MatchString(first) {
		return "", "", false // a calendar of dates
	}
	hasDate, hasAgency := m[5] > m[4] && m[4] >= 0, m[6] >= 0
	capitals := capitalPlace(place)
	switch {
	case hasDate && (hasAgency || capitals):
	case hasAgency && !whole && spacedDash(start[end:]):
	case whole:
		return "", "", false // a place alone could be a heading
	case capitals && spacedDash(start[end:]):
	case capitals && strings.HasPrefix(start[end:], ": ") && len(strings.Fields(place)) <= 3:
	default:
		return "", "", false
	}
	text = strings.TrimRight(start[:end], " ,")
	if hasDate {
		if d, _, _, ok := fullDate(start[m[4]:m[5]]); ok {
			day = d
		}
	}
	return text, day, whole
}

// spacedDash reports whether a dash with blanks around it, or a long dash, follows.
func spacedDash(s string) bool {
	for _, d := range []string{" — ", " – ", " - ", " -- ", "—", " —"} {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	return false
}

// capitalPlace reports whether the first name of a place is printed in capitals
// and is long enough not to be an abbreviation.
func capitalPlace(s string) bool {
	first, _, _ := strings.Cut(s, ",")
	letters := 0
	for _, r := range first {
		switch {
		case unicode.IsLower(r):
			return false
		case r > ' ' && r != '.' && r != '-' && r != '\'' && r != '’' && r != '/':
			letters++
		}
	}
	return letters >= 4
}
