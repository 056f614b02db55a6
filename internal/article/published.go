package article

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"annals.example/annals"
)

var reURLDay = lazily(`^https?://[^?#]{1,200}?/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)`)

// publish settles when each article was published and changed, by what the page
// says plainly: its imprint first, for the main article of the page; else the
// article's own date line, byline or dateline; else the day in the page's address. Never the date of the crawl.
func (f *finder) publish() {
	main := f.main
	if main == nil {
		return
	}
	said := f.page.Said
	if said.Published != "" {
		field := said.PublishedField
		if field == "" {
			field = "the page"
		}
		if d, ok := imprintDate(f.plainDate(said.Published), field); ok {
			main.published = f.localDay(d, main.published, main.modified)
		} else {
			f.notes = append(f.notes, fmt.Sprintf("the date %q (%s) could not be read as a date", head(said.Published, 60), field))
		}
	}
	if !main.published.Known() {
		// Publishers file pages under the day of publication: /2019/11/18/title.
		if day, ok := urlDay(said.URL); ok {
			main.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the day in the page's own address %q", head(said.URL, 120))}
		}
	}
	if said.Modified != "" {
		if d, ok := imprintDate(said.Modified, "modified"); ok {
			main.modified = d
		}
	}
}

var (
	reClock = lazily(`[T ](\d{2}):(\d{2})`)
	reUTC   = lazily(`(?:Z|[+-]00:?00|GMT|UTC|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$`)
)

// localDay weighs a stamp of the page's head against the day that the page
// prints and the day in its address. A stamp in world time may name the next
// day where the publisher's clock still showed the one before; what readers saw
// printed is the day of publication.
func (f *finder) localDay(stamp, printed, updated annals.Date) annals.Date {
	said := f.page.Said
	if stamp.Precision != annals.PrecisionDay {
		if printed.Known() && strings.HasPrefix(printed.Start, stamp.Start) {
			return printed
		}
		return stamp
	}
	clock := reClock.FindStringSubmatch(said.Published)
	gap := func(day string) int {
		a, err1 := time.Parse(time.DateOnly, stamp.Start)
		b, err2 := time.Parse(time.DateOnly, day)
		if err1 != nil || err2 != nil {
			return 99
		}
		return int(a.Sub(b) / (24 * time.Hour))
	}
	if printed.Precision == annals.PrecisionDay {
		changed, _ := imprintDate(said.Modified, "modified")
		// East of Greenwich the morning is still the day before in world time.
		east := reUTC.MatchString(strings.TrimSpace(said.Published)) && clock != nil && clock[1] >= "13" && changed.Start != printed.Start
		if g := gap(printed.Start); g == 1 || g == -1 && (east || strings.Contains(strings.ToLower(printed.Basis), "published")) {
			printed.Basis += fmt.Sprintf("; %s is of another clock", stamp.Basis)
			return printed
		}
		return stamp
	}
	// What was changed on a day was not published on the next.
	if updated.Precision == annals.PrecisionDay && gap(updated.Start) == 1 && reUTC.MatchString(strings.TrimSpace(said.Published)) {
		updated.Basis += fmt.Sprintf(", and a text is not changed before it is published; %s is world time", stamp.Basis)
		return updated
	}
	if day, ok := urlDay(said.URL); ok && clock != nil && reUTC.MatchString(strings.TrimSpace(said.Published)) {
		// West of Greenwich the evening is the next day in world time.
		if hour, _ := strconv.Atoi(clock[1]); gap(day) == 1 && hour < 8 {
			return annals.Date{Start: day, Precision: annals.PrecisionDay,
				Basis: fmt.Sprintf("the day in the page's own address %q; %s is world time", head(said.URL, 120), stamp.Basis)}
		}
	}
	return stamp
}

// urlDay is the day under which a page is filed: /2019/11/18/title.
func urlDay(url string) (string, bool) {
	m := reURLDay.FindStringSubmatch(url)
	if m == nil {
		return "", false
	}
	return ymd(m[1], m[2], m[3])
}

// withoutDate takes a date off the end of a byline.
func withoutDate(s string) string {
	_, start, _, ok := fullDate(s)
	if !ok {
		return s
	}
	s = strings.TrimRight(s[:start], " ,|-–—·•/(")
	for _, w := range []string{" on", " at", " Published", " Updated", " Posted"} {
		s = strings.TrimSuffix(s, w)
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 && reWeekday.MatchString(s[i+1:]) {
		s = strings.TrimRight(s[:i], " ,|-–—·•/(")
		s = strings.TrimSuffix(s, " on")
	}
	return s
}

var reWeekday = lazily(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?$`)
