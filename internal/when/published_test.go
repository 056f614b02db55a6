package when_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"annals.example/annals"
	"annals.example/annals/internal/when"
)

func TestPublishedFromTheSignsOfTheText(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		name string
		a    annals.Article
		want string
	}{
		{"what the page said stands", annals.Article{Text: "The king opened the parliament on Monday.", Published: date("2019-05-05")}, "2019-05-05"},
		{"a dated dateline", annals.Article{Dateline: "CAIRO, Oct. 7, 1973 (AP)", Text: "Troops crossed the canal on Saturday."}, "1973-10-07"},
		{"a dateline without year says too little", annals.Article{Dateline: "CAIRO, Oct. 7 (AP)", Text: "Troops crossed the canal on Saturday."}, "-"},
		{"a caption whose weekday the lead names", annals.Article{
			Captions: []string{"Crowds on the wall in Berlin, Thursday, Nov. 9, 1989. (AFP)"},
			Text:     "East Germany opened its border on Thursday, officials said.",
		}, "1989-11-09"},
		{"a caption of the day before the lead's weekday", annals.Article{
			Captions: []string{"Crowds on the wall in Berlin, Nov. 9, 1989. (AFP)"},
			Text:     "The chancellor flew to Berlin on Friday, his office said.",
		}, "1989-11-10..1989-11-16"},
		{"the weekday behind the verb of saying at the sentence's end", annals.Article{
			Captions: []string{"The envoy in Washington, January 23, 2020. REUTERS"},
			Text:     "The country is ready to talk about the withdrawal of its troops, the envoy said Thursday.",
		}, "2020-01-23"},
		{"an archive picture whose weekday fits by chance, older than what the text tells", annals.Article{
			Captions: []string{"The dam in a file photo, June 5, 2012."},
			Text:     "The dam broke on Tuesday. Engineers had warned of it in 2021.",
		}, "-"},
		{"an archive picture, older than a year that the text tells of", annals.Article{
			Captions: []string{"The dam in a file photo, June 5, 2012."},
			Text:     "The dam broke on Tuesday. It was repaired in 2021.",
		}, "-"},
		{"a caption alone, no day in the text", annals.Article{Captions: []string{"The dam on June 5, 2012."}, Text: "The dam is full."}, "-"},
		{"a full date in the lead", annals.Article{Text: "On Friday, July 14, 1989, the president opened the new opera."}, "1989-07-14"},
		{"a full date that is history", annals.Article{Text: "The treaty, which was signed on July 14, 1989, is dead."}, "-"},
		{"a day without year", annals.Article{Text: "On February 1, the president signed the order."}, "-"},
		{"nothing", annals.Article{Text: "The dam is full."}, "-"},
		{"the crawl date is not taken", annals.Article{Text: "The dam broke on Tuesday.", Crawled: "2024-05-05T00:00:00Z"}, "-"},
	} {
		got := when.Published(c.a, r.Read(c.a.Text))
		if show(got) != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, show(got), got.Basis, c.want)
		}
		if got.Basis == "" && !c.a.Published.Known() {
			t.Errorf("%s: no basis", c.name)
		}
	}
}

// Whatever the day of publication, a bare weekday in the past tense is the
// latest such day up to it, and one in the future the next.
func TestWeekdaysLieWithinAWeek(t *testing.T) {
	r := reader(t)
	past := r.Read("Troops entered the town on Wednesday.")
	future := r.Read("Troops will enter the town on Wednesday.")
	rapid.Check(t, func(t *rapid.T) {
		p := fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1900, 2100).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d"))
		a := when.Event("Troops entered the town on Wednesday.", past[0], 1, date(p), annals.Date{})
		b := when.Event("Troops will enter the town on Wednesday.", future[0], 2, date(p), annals.Date{})
		if a.Start > p || b.Start < p || len(a.Start) != 10 || len(b.Start) != 10 {
			t.Fatalf("published %s: past %s, future %s", p, a.Start, b.Start)
		}
		if a.Start == p != (b.Start == p) {
			t.Fatalf("published %s: past %s and future %s disagree on the same day", p, a.Start, b.Start)
		}
	})
}

// However expressions are strung together, every date is written as the glossary
// says, no range runs backwards, and a precision goes with a known date only.
func TestDatesAreWellFormedInAnyText(t *testing.T) {
	r := reader(t)
	parts := []string{
		"Troops entered the town", "on Tuesday", "last", "next", "week", "999 decades ago", "12 years earlier", "a day later", "between", "3 and 5 May",
		"from 2011", "to 2014", "since", "until", "by", "Feb. 29", "Feb. 29, 2023", ",", ".", "the 1980s", "will", "had", "in March", "May", "over the past", "nine months",
		"yesterday", "that", "the same day", "2024-13-40", "Monday through Friday", "January", "of last year", "mid-", "earlier this year", "the weekend",
	}
	day := regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
	published := []string{"-", "2024-02-06", "2024-02", "2024", "2023-12-30..2024-01-02", "0001-01-01"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 12).Draw(t, "parts"), " ")
		p := date(rapid.SampledFrom(published).Draw(t, "published"))
		for _, s := range r.Read(text) {
			for i := range s.Tokens {
				d := when.Event(text, s, i, p, date("2024-01-31"))
				if !d.Known() {
					if d.End != "" || d.Precision != annals.PrecisionNone {
						t.Fatalf("%q: %+v", text, d)
					}
					continue
				}
				if !day.MatchString(d.Start) || d.End != "" && (!day.MatchString(d.End) || d.End < d.Start) || (d.End != "") != (d.Precision == annals.PrecisionRange) {
					t.Fatalf("%q against %v: %+v", text, p, d)
				}
			}
		}
	})
}

// FuzzDatesInAnyLine: no line of a page, however broken, upsets the reading of
// captions, and a date read from one is a day of the calendar.
func FuzzDatesInAnyLine(f *testing.F) {
	for _, s := range []string{"Tuesday, Feb. 6, 2024. (AP)", "6–9 May 2019", "the 31st of February 2020", "May", "1980s and 1990s", "2024-02-30", "Jan. 3-5, 2020", "\xff 7 Oct", "Feb. 29, 2023"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		d := when.Published(annals.Article{Dateline: line}, nil)
		if d.Known() && len(d.Start) != 10 {
			t.Fatalf("%q gives %q", line, d.Start)
		}
	})
}

func BenchmarkEvent(b *testing.B) {
	r := reader(b)
	text := "Talks between the two countries began in January, but less than 24 hours later three service members were killed in an attack near the border that the ministry said on Tuesday was carried out by militants."
	s := r.Read(text)[0]
	trigger := 0
	for i, t := range s.Tokens {
		if strings.EqualFold(t.Form, "killed") {
			trigger = i
		}
	}
	p := date("2024-02-06")
	b.ReportAllocs()
	for b.Loop() {
		when.Event(text, s, trigger, p, annals.Date{})
	}
}
