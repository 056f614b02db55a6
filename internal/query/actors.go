package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"annals.example/annals"
)

// Actor is an actor of the archive.
type Actor struct {
	annals.Actor
	Aliases []string // other names, from the register, sorted
	Roles   []annals.Role
	Reports int // in which it acts or is acted on
}

// About says what a register knows of a named actor.
type About func(annals.Actor) (aliases []string, roles []annals.Role)

// Actors returns who takes part in the reports that the filter selects: one
// for each name, or code and sectors where there is no name, by reports, then
// code, then name.
func Actors(ctx context.Context, s Source, f annals.Filter, about About) ([]Actor, error) {
	limit := f.Limit
	f.Limit = 0
	found := map[string]*Actor{}
	for e, err := range Events(ctx, s, f) {
		if err != nil {
			return nil, err
		}
		in := map[string]bool{} // an actor counts once a report
		for _, a := range slices.Concat(e.Actors, e.Recipient) {
			key := actorKey(a)
			if in[key] || key == "" {
				continue
			}
			in[key] = true
			if found[key] == nil {
				found[key] = &Actor{Actor: a}
			}
			found[key].Reports++
		}
	}
	out := make([]Actor, 0, len(found))
	for _, a := range found {
		a.Text, a.Office = "", "" // of one report, not of the actor
		if about != nil && a.Name != "" {
			a.Aliases, a.Roles = about(a.Actor)
		}
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b Actor) int {
		return cmp.Or(b.Reports-a.Reports, strings.Compare(a.Code, b.Code), strings.Compare(a.Name, b.Name),
			slices.Compare(a.Sectors, b.Sectors), strings.Compare(a.Kind, b.Kind))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// actorKey tells actors apart: by code, sectors and name. Who is known only by
// words that no code and no name stands behind has no key.
func actorKey(a annals.Actor) string {
	if a.Code == "" && a.Name == "" && len(a.Sectors) == 0 {
		return ""
	}
	return strings.Join(append([]string{a.Code, a.Name}, a.Sectors...), "\x00")
}
