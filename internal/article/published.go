package article

import (
	"fmt"
	"regexp"

	"annals.example/annals"
)

var reURLDay = regexp.MustCompile(`^https?://[^?#]{1,200}?/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)`)

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
		if d, ok := imprintDate(said.Published, field); ok {
			main.published = d
		} else {
			f.notes = append(f.notes, fmt.Sprintf("the date %q (%s) could not be read as a date", head(said.Published, 60), field))
		}
	}
	if !main.published.Known() {
		// Publishers file pages under the day of publication: /2019/11/18/title.
		if m := reURLDay.FindStringSubmatch(said.URL); m != nil {
			if day, ok := ymd(m[1], m[2], m[3]); ok {
				main.published = annals.Date{Start: day, Precision: annals.PrecisionDay, Basis: fmt.Sprintf("the day in the page's own address %q", head(said.URL, 120))}
			}
		}
	}
	if said.Modified != "" {
		if d, ok := imprintDate(said.Modified, "modified"); ok {
			main.modified = d
		}
	}
}
