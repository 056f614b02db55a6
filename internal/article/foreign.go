package article

import (
	"strconv"
	"strings"
	"time"
)

// monthsAbroad are the names of the months, and their usual short forms, in the
// languages of the web's press beside English, folded.
var monthsAbroad = func() map[string]string {
	m := map[string]string{}
	for _, line := range []string{
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sep oct nov dic", "- - - - - - - - setiembre - - -",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv févr mars avr mai juin juil août sept oct nov déc", "- fevrier - - - - - aout - - - decembre",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"jänner feber mrz apr - jun jul aug sep okt nov dez", "- - maerz - - - - - - - - -",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"- - mrt - - - - - - okt - -",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"янв фев мар апр май июн июл авг сен окт ноя дек",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"ledna února března dubna května června července srpna září října - prosince",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"januari februari mars april maj juni juli augusti september oktober november december",
		"januar februar marts april maj juni juli august september oktober november december",
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
		"janeiro - - - - - - - - - - -",
	} {
		for i, name := range strings.Fields(line) {
			if name != "-" {
				m[name] = [...]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}[i]
			}
		}
	}
	return m
}()

var (
	reDayAbroad   = lazily(`(?:^|[^\d])(\d{1,2})(?:º|°|er|\.)?\s+(?:de\s+)?(\p{L}{3,14})\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?:$|[^\d])`)
	reMonthAbroad = lazily(`(\p{L}{3,14})\.?\s+(\d{1,2}),?\s+(\d{4})(?:$|[^\d])`)
	reDaySigns    = lazily(`(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`)
)

// dateAbroad finds a full date written in a language other than English.
func dateAbroad(s string) (day string, start, end int, ok bool) {
	if m := reDaySigns.FindStringSubmatchIndex(s); m != nil {
		if d, ok := ymd(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]); ok {
			return d, m[0], m[1], true
		}
	}
	if m := reDayAbroad.FindStringSubmatchIndex(s); m != nil {
		if d, ok := ymd(s[m[6]:m[7]], monthsAbroad[fold(s[m[4]:m[5]])], s[m[2]:m[3]]); ok {
			return d, m[2], m[7], true
		}
	}
	if m := reMonthAbroad.FindStringSubmatchIndex(s); m != nil {
		if d, ok := ymd(s[m[6]:m[7]], monthsAbroad[fold(s[m[2]:m[3]])], s[m[4]:m[5]]); ok {
			return d, m[2], m[7], true
		}
	}
	return "", 0, 0, false
}

var (
	rePublishedAbroad = lazily(`(?i)publicad[oa]|publié|veröffentlicht|erstellt|pubblicat[oa]|gepubliceerd|geplaatst|опубликован|дата публикации|yayınlan|opublikowan|dipublikasikan|diterbitkan|公開|掲載|发布|發布|기사입력|등록|입력|نشر`)
	reUpdatedAbroad   = lazily(`(?i)actualizad[oa]|atualizad[oa]|mis à jour|aktualisiert|aggiornat[oa]|bijgewerkt|обновлен|güncelle|zaktualizowan|diperbarui|更新|수정|تحديث|modifi`)
)

// letterhead reads a line that names, beside a day, no more than who and where:
// "Associated Press November 19, 2019, 9:02 AM", "Chris Davies - Nov 19, 2019".
func letterhead(s string) (dateLine, bool) {
	s = squeeze(s)
	if len(s) > 130 || !yearIn(s) || endsSentence(s) && !strings.HasSuffix(s, "m.") {
		return dateLine{}, false
	}
	day, start, end, ok := fullDate(s)
	if !ok {
		return dateLine{}, false
	}
	d := dateLine{day: day}
	before, after := s[:start], s[end:]
	low := strings.ToLower(before)
	if strings.Contains(low, "updated") || strings.Contains(low, "modified") || strings.Contains(low, "edited") || reUpdatedAbroad.MatchString(before) {
		d.updated = true
	}
	if _, _, _, two := fullDate(after); two {
		after = ""
	}
	if rePublishedAbroad.MatchString(before) || rePublished.MatchString(before) {
		return d, true
	}
	named := 0
	for w := range strings.FieldsSeq(before + " | " + after) {
		w = strings.Trim(w, ".,;:|/()[]–—-·•@+'\"")
		if w == "" || w[0] >= '0' && w[0] <= '9' || letterheadWords[strings.ToLower(w)] || bylineSmall[strings.ToLower(w)] {
			continue
		}
		if w[0] >= 'a' && w[0] <= 'z' {
			return dateLine{}, false
		}
		named++
	}
	return d, named <= 9
}

// letterheadWords may stand in small letters beside names and a day.
var letterheadWords = set(`by|am|pm|a.m|p.m|at|on|et|est|edt|gmt|utc|pst|pdt|cst|cdt|cet|bst|ist|updated|published|posted|first|last|modified|min|mins|minute|minutes|read|
comments|comment|views|shares|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|h|hrs|uhr|às|às|le|il|el|em|um|de|à`)

var (
	reTwoWays  = lazily(`\b(\d{1,2})([/.-])(\d{1,2})([/.-])((?:19|20)\d\d)\b`)
	reURLMonth = lazily(`/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]|$)`)
	weekdays   = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
)

// dayOrder is what the page as a whole says of its figures: whether 3/4/2021 has
// the day first, by dates that can only be read one way, or by its language.
// Where it says nothing, or both, such a date stays unread.
func (f *finder) dayOrder() (dayFirst, known bool) {
	if f.order == 0 {
		f.order = 1
		first, second := 0, 0
		for _, l := range f.lines {
			if len(l.Text) > 400 || !strings.ContainsAny(l.Text, "/-") {
				continue
			}
			for _, m := range reTwoWays.FindAllStringSubmatch(l.Text, 8) {
				a, _ := strconv.Atoi(m[1])
				b, _ := strconv.Atoi(m[3])
				switch {
				case a > 12 && b <= 12:
					first++
				case b > 12 && a <= 12:
					second++
				}
			}
		}
		lang := language(f.page.Said.Language)
		switch {
		case first > 0 && second == 0, first == 0 && second == 0 && lang != "" && lang != "en":
			f.order = 2
		case second > 0 && first == 0:
			f.order = 3
		}
	}
	return f.order == 2, f.order > 1
}

// plainDate writes a date of figures that could mean two days as the one that
// the page shows it to be: by the weekday beside it, by the month in the page's
// address, by the order that the page's other dates have.
func (f *finder) plainDate(s string) string {
	m := reTwoWays.FindStringSubmatchIndex(s)
	if m == nil || s[m[4]:m[5]] == "." {
		return s
	}
	a, b, year := s[m[2]:m[3]], s[m[6]:m[7]], s[m[10]:m[11]]
	dayFirst, ok1 := ymd(year, b, a)
	monthFirst, ok2 := ymd(year, a, b)
	if !ok1 || !ok2 || dayFirst == monthFirst {
		return s
	}
	pick := ""
	fits := func(test func(day string) bool) bool {
		if x, y := test(dayFirst), test(monthFirst); x != y {
			if pick = monthFirst; x {
				pick = dayFirst
			}
		}
		return pick != ""
	}
	low := strings.ToLower(s)
	url := reURLMonth.FindStringSubmatch(f.page.Said.URL)
	switch {
	case fits(func(day string) bool {
		t, err := time.Parse(time.DateOnly, day)
		return err == nil && strings.Contains(low, weekdays[t.Weekday()][:3]) && reWeekdayIn.MatchString(low)
	}):
	case url != nil && fits(func(day string) bool { return strings.HasPrefix(day, url[1]+"-"+url[2]) }):
	default:
		first, known := f.dayOrder()
		if !known {
			return s
		}
		if pick = monthFirst; first {
			pick = dayFirst
		}
	}
	return s[:m[0]] + pick + s[m[1]:]
}

var reWeekdayIn = lazily(`\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b`)

var (
	rePostedBy = lazily(`(?i)^(?:posted|published|submitted|written|filed)\s+by\s`)
	reByWithin = lazily(`(?:^|[\s|,–—-])(?:[Bb]y|BY)\s+(\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:and|&|de|la|van|von|der|bin|al)\s+)*\p{Lu}[\p{L}.'’-]*){0,5})`)
)

// writerIn is the writer's name in a line that also gives a day or the hour.
func writerIn(s string) string {
	if b := byline(s); b != "" {
		return withoutDate(b)
	}
	m := reByWithin.FindStringSubmatch(squeeze(head(s, 160)))
	if m == nil {
		return ""
	}
	name := withoutDate(m[1])
	for w := range strings.FieldsSeq(name) {
		if _, month := monthsAbroad[strings.ToLower(w)]; month || reWeekday.MatchString(w) {
			return ""
		}
	}
	return name
}
