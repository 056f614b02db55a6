package query

import (
	"slices"
	"strings"

	"annals.example/annals"
)

// Match reports whether a report is one that the filter selects, its Articles
// and Limit apart.
func Match(f annals.Filter, r annals.Report) bool {
	switch {
	case !inTime(f, r.When):
		return false
	case f.Types != nil && !slices.ContainsFunc(f.Types, func(t string) bool { return isType(r, t) }):
		return false
	case f.Unmarked && len(r.Marks) > 0:
		return false
	case f.Marks != nil && !slices.ContainsFunc(f.Marks, func(m annals.Mark) bool { return slices.Contains(r.Marks, m) }):
		return false
	}
	return matchSides(f, r.Actors, r.Recipient)
}

// isType compares with a PLOVER type ("CONSULT"), a type and mode
// ("CONSULT/phone"), or the beginning of a CAMEO code ("04").
func isType(r annals.Report, t string) bool {
	if t != "" && strings.Trim(t, "0123456789") == "" {
		return strings.HasPrefix(r.CAMEO, t)
	}
	kind, mode, hasMode := strings.Cut(t, "/")
	return strings.EqualFold(kind, r.Type) && (!hasMode || strings.EqualFold(mode, r.Mode))
}

// matchSides applies the parts of a filter that speak of the two sides.
func matchSides(f annals.Filter, actors, recipients []annals.Actor) bool {
	any := func(wanted []string, have []annals.Actor) bool {
		return slices.ContainsFunc(wanted, func(w string) bool { return names(w, have) })
	}
	both := slices.Concat(actors, recipients)
	switch {
	case f.Actors != nil && !any(f.Actors, actors):
		return false
	case f.Recipients != nil && !any(f.Recipients, recipients):
		return false
	case f.Countries != nil && !slices.ContainsFunc(f.Countries, func(c string) bool {
		return slices.ContainsFunc(both, func(a annals.Actor) bool {
			return strings.EqualFold(a.Code, c) || strings.EqualFold(a.Country, c)
		})
	}):
		return false
	}
	if f.Dyad == [2]string{} {
		return true
	}
	a, b := f.Dyad[0], f.Dyad[1]
	if names(a, actors) && names(b, recipients) || names(b, actors) && names(a, recipients) {
		return true
	}
	// Where all sides act together (talks), the dyad is two of the actors.
	for i := range actors {
		if names(a, actors[i:i+1]) && names(b, slices.Concat(actors[:i], actors[i+1:])) {
			return true
		}
	}
	return false
}

// names reports whether w, a code ("IRQ"), a code with a sector ("IRQ.GOV",
// ".GOV"), or part of a name, is one of the actors.
func names(w string, actors []annals.Actor) bool {
	code, sector, dotted := strings.Cut(w, ".")
	for _, a := range actors {
		if isCode(code) && (sector == "" || isCode(sector)) {
			if (code == "" || strings.EqualFold(code, a.Code)) &&
				(!dotted || slices.ContainsFunc(a.Sectors, func(s string) bool { return strings.EqualFold(s, sector) })) {
				return true
			}
			if code != strings.ToUpper(code) && holds(a, w) {
				return true // "Xi" may be meant as a name
			}
			continue
		}
		if holds(a, w) {
			return true
		}
	}
	return false
}

func holds(a annals.Actor, w string) bool {
	w = strings.ToLower(w)
	return strings.Contains(strings.ToLower(a.Name), w) || strings.Contains(strings.ToLower(a.Text), w)
}

// isCode reports whether w has the form of a country, group or sector code.
func isCode(w string) bool {
	return len(w) <= 3 && strings.Trim(strings.ToUpper(w), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// inTime reports whether a date may lie in From–To. An unknown date lies in no
// limits; a month or a range does if any of its days does.
func inTime(f annals.Filter, d annals.Date) bool {
	if f.From == "" && f.To == "" {
		return true
	}
	if !d.Known() {
		return false
	}
	first, last := d.Start, d.End
	if last == "" {
		last = d.Start
	}
	// "2024-02" begins before and ends after any of its days; comparing with
	// a digit below and above all days does that for every precision.
	return (f.From == "" || until(last) >= f.From) && (f.To == "" || first <= until(f.To))
}

// until gives a string that is not less than any day of a date.
func until(date string) string { return date + "~" }

func inArticles(f annals.Filter, a annals.Article) bool {
	return f.Articles == nil || slices.ContainsFunc(f.Articles, func(id string) bool {
		return strings.HasPrefix(a.ID, id) || strings.HasPrefix(a.ID, "a-"+id)
	})
}
