package archive

import (
	"cmp"
	"slices"

	"annals.example/annals"
)

// Merge makes one article of all its printings: articles with one ID, each as
// found on one page with its Copies. The result does not depend on the order
// of the printings: the words come from the first printing by page and line,
// lists are joined in that order without repeats, and a date is the most
// precise one that any page gives, the earliest among equals. Merge panics if
// there is no printing.
func Merge(printings []annals.Article) annals.Article {
	ps := slices.Clone(printings)
	slices.SortFunc(ps, func(a, b annals.Article) int { return compareCopies(first(a), first(b)) })
	m := ps[0]
	m.Bylines, m.Captions, m.Credits, m.Tags, m.Copies = nil, nil, nil, nil, nil
	for _, p := range ps {
		m.Title = orElse(m.Title, p.Title)
		m.Text = orElse(m.Text, p.Text)
		m.Language = orElse(m.Language, p.Language)
		m.Dateline = orElse(m.Dateline, p.Dateline)
		m.Subtitle = orElse(m.Subtitle, p.Subtitle)
		m.Section = orElse(m.Section, p.Section)
		m.Publication = orElse(m.Publication, p.Publication)
		m.URL = orElse(m.URL, p.URL)
		m.Bylines = join(m.Bylines, p.Bylines)
		m.Tags = join(m.Tags, p.Tags)
		m.Captions = join(m.Captions, p.Captions)
		m.Credits = join(m.Credits, p.Credits)
		m.Published = better(m.Published, p.Published)
		m.Modified = better(m.Modified, p.Modified)
		if p.Crawled != "" && (m.Crawled == "" || p.Crawled < m.Crawled) {
			m.Crawled = p.Crawled
		}
		for _, c := range p.Copies {
			c.How = ""
			m.Copies = append(m.Copies, c)
		}
	}
	m.Copies = SortCopies(m.Copies)
	return m
}

// SortCopies orders printings by page and line and drops repeats. Printings of
// the article itself come in with an empty How; all but the first of them are
// exact copies.
func SortCopies(cs []annals.Copy) []annals.Copy {
	cs = slices.Clone(cs)
	slices.SortFunc(cs, compareCopies)
	cs = slices.CompactFunc(cs, func(a, b annals.Copy) bool {
		return a.PageID == b.PageID && a.FirstLine == b.FirstLine
	})
	own := false
	for i := range cs {
		if cs[i].How == "" {
			if own {
				cs[i].How = "exact"
			}
			own = true
		}
	}
	return cs
}

func compareCopies(a, b annals.Copy) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.PageID, b.PageID),
		cmp.Compare(a.FirstLine, b.FirstLine), cmp.Compare(a.LastLine, b.LastLine), cmp.Compare(a.How, b.How))
}

func first(a annals.Article) annals.Copy {
	if len(a.Copies) == 0 {
		return annals.Copy{}
	}
	return slices.MinFunc(a.Copies, compareCopies)
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func join(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

var precision = map[annals.Precision]int{
	annals.PrecisionDay: 1, annals.PrecisionRange: 2, annals.PrecisionMonth: 3, annals.PrecisionYear: 4,
}

// better returns the more precise of two dates, the earlier of two that are
// equally precise; an unknown date loses to any other.
func better(a, b annals.Date) annals.Date {
	switch {
	case !b.Known():
		return a
	case !a.Known():
		return b
	}
	c := cmp.Or(cmp.Compare(precision[a.Precision], precision[b.Precision]),
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Basis, b.Basis))
	if c <= 0 {
		return a
	}
	return b
}
