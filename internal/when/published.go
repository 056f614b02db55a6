package when

import (
	"strings"

	"annals.example/annals"
)

// anchor is a full date found in a caption, a dateline or the text.
type anchor struct {
	on    day
	words string
	where string // "caption", "dateline", "text"
}

// leadSentences is how much of the text tells the news itself.
const leadSentences = 4

// Published finds the day of publication of an article whose page did not say
// it: from a dated dateline, from a dated caption that agrees with the weekday
// in the lead, from full dates in the lead. Where the signs leave several days
// open it gives a range; where they say too little, the zero Date with the
// reason in its Basis. A date the page gave is returned as it is.
func Published(a annals.Article, sents []annals.Sentence) annals.Date {
	if a.Published.Known() {
		return a.Published
	}
	wd, words := leadWeekday(a.Text, sents)
	if d, ok := fromDateline(a.Dateline, wd); ok {
		return d
	}
	floor := latestYear(sents)
	var caps []anchor
	for _, c := range a.Captions {
		caps = append(caps, fullDates(c, "caption")...)
	}
	if len(caps) > 0 {
		last := caps[0]
		for _, c := range caps[1:] {
			if c.on > last.on {
				last = c
			}
		}
		return fromCaption(last, wd, words, floor)
	}
	if d, ok := fromText(a.Text, sents, wd, words); ok {
		return d
	}
	return unknown("neither page, dateline, captions nor text give a day of publication")
}

// fromCaption weighs a dated picture against the weekday that the lead names.
func fromCaption(c anchor, wd int, words string, floor int) annals.Date {
	y, _, _ := c.on.ymd()
	switch {
	case floor > y:
		return unknown("the picture is of " + c.on.String() + ", the text tells of " + inYear(floor).Start)
	case wd < 0:
		return unknown("the picture is of " + c.on.String() + "; the text names no day to tell how old it is")
	case c.on.weekday() == wd:
		d := onDay(c.on)
		d.Basis = "caption " + quote(c.words) + ", a " + weekdayName(wd) + "; the lead tells of " + quote(words) + ": published then or within days"
		return d
	}
	// The day named in the lead is the first such day after the picture, or a
	// later one; news uses pictures of the same week, so the week after the
	// picture's date is what the signs support, and no more than a range.
	first := c.on + day((wd-c.on.weekday()+7)%7)
	d := between(first, first+6)
	d.Basis = "caption " + quote(c.words) + "; the lead tells of " + quote(words) + ", first " + first.String() + ", if the picture is of that week"
	return d
}

// fromDateline reads "BAGHDAD, Feb. 6, 2024 (AP)".
func fromDateline(line string, wd int) (annals.Date, bool) {
	ds := fullDates(line, "dateline")
	if len(ds) == 0 {
		return annals.Date{}, false
	}
	d := onDay(ds[0].on)
	d.Basis = "dateline " + quote(ds[0].words)
	return d, true
}

// fromText uses a full date in the lead: "on Tuesday, February 6, 2024".
func fromText(text string, sents []annals.Sentence, wd int, words string) (annals.Date, bool) {
	for i, s := range sents {
		if i >= leadSentences {
			break
		}
		t := newTree(s.Tokens)
		for _, e := range find(s.Tokens) {
			if e.kind != kindDate || e.y == 0 || e.d == 0 {
				continue
			}
			h, g := t.headOf(e)
			if g >= 0 {
				h = g
			}
			tn := t.tense(h)
			on := civil(e.y, e.m, e.d)
			if tn != tensePast && tn != tenseNone || !t.foreground(t.clauseOf(h)) {
				continue
			}
			if wd >= 0 && on.weekday() != wd || i > 0 && wd < 0 {
				continue
			}
			d := onDay(on)
			d.Basis = "the lead tells of " + quote(t.words(text, e)) + ": published then or within days"
			return d, true
		}
	}
	return annals.Date{}, false
}

// leadWeekday finds the weekday on which the lead's news happened: named bare,
// in the past tense. It returns -1 where the lead names none, or several that differ.
func leadWeekday(text string, sents []annals.Sentence) (wd int, words string) {
	wd = -1
	for i, s := range sents {
		if i >= leadSentences {
			break
		}
		var t *tree
		for _, e := range find(s.Tokens) {
			if e.kind != kindWeekday || e.dir != 0 || e.wd2 >= 0 {
				continue
			}
			if t == nil {
				t = newTree(s.Tokens)
			}
			_, g := t.headOf(e)
			if g < 0 {
				continue
			}
			if x := t.tense(g); x != tensePast && x != tensePerfect {
				continue
			}
			if wd < 0 {
				wd, words = e.wd, t.words(text, e)
			}
		}
		if wd >= 0 {
			return wd, words // the first that tells of one; the lead's own day
		}
	}
	return wd, words
}

// latestYear is the latest year the text names outright, 0 if none. A picture
// older than that is an archive picture.
func latestYear(sents []annals.Sentence) int {
	y := 0
	for _, s := range sents {
		var t *tree
		for _, e := range find(s.Tokens) {
			if e.kind == kindDate && e.y > y {
				if t == nil {
					t = newTree(s.Tokens)
				}
				if h, _ := t.headOf(e); t.tense(h) != tenseFuture {
					y = e.y
				}
			}
		}
	}
	return y
}

// fullDates finds dates with day, month and year in a line that was not parsed.
func fullDates(line, where string) []anchor {
	toks := rough(line)
	var out []anchor
	for _, e := range find(toks) {
		if e.kind != kindDate || e.y == 0 || e.d == 0 {
			continue
		}
		out = append(out, anchor{
			on:    civil(e.y, e.m, e.d),
			words: strings.Join(strings.Fields(line[toks[e.first].Start:toks[e.end-1].End]), " "),
			where: where,
		})
	}
	return out
}

// rough cuts a line into words, numbers and signs, enough to read dates by.
func rough(line string) []annals.Token {
	var toks []annals.Token
	word := func(c byte) bool {
		return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
	}
	for i := 0; i < len(line); {
		if line[i] == ' ' || line[i] == '\t' || line[i] == '\n' {
			i++
			continue
		}
		j := i + 1
		if word(line[i]) {
			for j < len(line) && word(line[j]) {
				j++
			}
			if j < len(line) && line[j] == '.' {
				if _, ok := months[strings.ToLower(line[i:j+1])]; ok {
					j++
				}
			}
		}
		toks = append(toks, annals.Token{Start: i, End: j, Form: line[i:j], Head: -1})
		i = j
	}
	return toks
}

func weekdayName(wd int) string {
	return [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}[wd]
}
