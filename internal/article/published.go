package article

import (
	"fmt"

	"annals.example/annals"
)

// publish settles when each article was published and changed, by what the page
// says plainly: its imprint first, for the main article of the page; else the
// article's own date line, byline or dateline. Never the date of the crawl.
func (f *finder) publish() {
	if len(f.drafts) == 0 {
		return
	}
	said := f.page.Said
	main := f.drafts[0]
	if said.Published != "" {
		field := said.PublishedField
		if field == "" {
			field = "the page"
		}
		if d, ok := imprintDate(said.Published, field); ok {
			main.published = d
		} else {
			f.notes = append(f.notes, fmt.Sprintf("the date %q (%s) could not be read as one day", head(said.Published, 60), field))
		}
	}
	if said.Modified != "" {
		if d, ok := imprintDate(said.Modified, "modified"); ok {
			main.modified = d
		}
	}
	for _, d := range f.drafts {
		if d.published == (annals.Date{}) {
			continue
		}
		if d.published.Basis == "" {
			d.published.Basis = "the page"
		}
	}
}
