package event

import (
	"slices"
	"sort"
	"strings"

	"annals.example/annals"
)

// JoinRule is the name of the rule by which Join puts reports together.
const JoinRule = "same type, actors, recipients and day"

// Join puts reports that tell of one event together under JoinRule: the same type
// and marks, the same actor and recipient codes, and the same date at the same
// precision. Reports without a date, or with a year or a range for one, are joined
// only within their article, since two wars may fill one year. Events and their report
// ids come out sorted; each report's EventID is set.
func Join(reports []annals.Report) []annals.Event {
	groups := map[string][]int{}
	for i := range reports {
		groups[joinKey(&reports[i])] = append(groups[joinKey(&reports[i])], i)
	}
	out := make([]annals.Event, 0, len(groups))
	for k, list := range groups {
		e := annals.Event{ID: "e-" + key(k), Rule: JoinRule}
		if len(list) == 1 {
			e.Rule = "single report"
		}
		for _, i := range list {
			reports[i].EventID = e.ID
			e.Reports = append(e.Reports, reports[i].ID)
		}
		slices.Sort(e.Reports)
		e.Reports = slices.Compact(e.Reports)
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// joinKey is equal for reports that Join puts together.
func joinKey(r *annals.Report) string {
	var marks []string
	for _, m := range r.Marks {
		marks = append(marks, string(m))
	}
	slices.Sort(marks)
	a, b := sides(r.Actors), sides(r.Recipient)
	// A two-sided event may be told from either side.
	if len(b) == 0 {
		b = []string{"-"}
	}
	parts := []string{r.Type, strings.Join(a, "+"), strings.Join(b, "+"), strings.Join(marks, ",")}
	if r.When.Precision == annals.PrecisionDay {
		return key(append(parts, r.When.Start)...)
	}
	return key(append(parts, r.ArticleID, string(r.When.Precision), r.When.Start, r.When.End)...)
}

// sides lists codes with the first sector, sorted, without doubles. Whoever has
// no code counts by the name, and by the words where there is none.
func sides(as []annals.Actor) []string {
	var out []string
	for _, a := range as {
		s := a.Code
		if s == "" {
			s = "?" + a.Name
			if a.Name == "" {
				s += strings.ToLower(a.Text)
			}
		}
		if len(a.Sectors) > 0 {
			s += "." + a.Sectors[0]
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
