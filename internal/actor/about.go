package actor

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"annals.example/annals"
)

// About opens what the register knows of a named actor beside its code: its
// other names, as the tables below fsys print them, and the offices that it has
// held, by their beginning. fsys is what Load was given; the register itself
// keeps names only in the form under which they are looked up.
func (r *Register) About(fsys fs.FS) (func(annals.Actor) (aliases []string, roles []annals.Role), error) {
	names := map[string][]string{} // canonical name → all names
	note := func(canonical string, others ...string) {
		canonical = bare(canonical)
		for _, o := range others {
			if o = bare(o); o != "" && o != canonical && !slices.Contains(names[canonical], o) {
				names[canonical] = append(names[canonical], o)
			}
		}
	}
	printed := map[string]func(c cells){
		"countries.tsv":     func(c cells) { note(first(c.f[1]), list(c.f[1])...) },
		"organisations.tsv": func(c cells) { bodies(c.f[3], note) },
		"groups.tsv":        func(c cells) { bodies(c.f[2], note) },
		"offices-ours.tsv":  func(c cells) { note(c.f[1], list(c.f[6])...) },
		"heads.tsv":         func(c cells) { note(c.f[1], list(c.f[6])...) },
		"notables.tsv":      func(c cells) { note(c.f[1], list(c.f[6])...) },
		"spellings.tsv":     func(c cells) { note(c.f[0], c.f[1]) },
		"armed.tsv":         func(c cells) { note(c.f[2], c.f[1]) },
		"parties.tsv":       func(c cells) { note(c.f[1], c.f[2]) },
	}
	for _, t := range tables {
		add := printed[t.name]
		if add == nil {
			continue
		}
		name := path.Join(dir, t.name)
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("%s: the table is missing: %w", name, err)
		}
		t.add = func(_ *Register, c cells) error { add(c); return nil }
		if faults := r.read(t, name, string(raw)); len(faults) > 0 {
			return nil, errors.Join(faults...)
		}
	}
	for _, others := range names {
		slices.Sort(others)
	}
	return func(a annals.Actor) ([]string, []annals.Role) {
		return slices.Clone(names[a.Name]), r.offices(a)
	}, nil
}

// offices lists the offices of the person whom an actor is. Nobody's offices are
// given where two of that name and country are known.
func (r *Register) offices(a annals.Actor) []annals.Role {
	h, ok := r.heads[keyOf(a.Name)]
	if !ok || a.Kind != "person" {
		return nil
	}
	var found *person
	for ; h >= 0; h = r.nodes[h].next {
		if r.nodes[h].sort != isPerson {
			continue
		}
		p := &r.people[r.nodes[h].ref]
		if p.name != a.Name || a.Wiki != "" && p.wiki != "" && a.Wiki != p.wiki || a.Code != "" && !p.serves(a.Code) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	if found == nil {
		return nil
	}
	var out []annals.Role
	for _, t := range found.terms {
		role := annals.Role{Office: t.office, Code: t.code, Sectors: slices.Clone(classes[int(t.class)].sectors), From: t.from, To: t.to}
		switch {
		case t.to == "now":
			role.To, role.Open = "", true
		case strings.HasPrefix(t.to, "~"):
			role.To = "" // known to have lasted at least until then: the end is unknown
		}
		out = append(out, role)
	}
	slices.SortStableFunc(out, func(x, y annals.Role) int {
		return cmp.Or(strings.Compare(x.From, y.From), strings.Compare(x.Office, y.Office))
	})
	return out
}

// serves reports whether an office of the person is of the country.
func (p *person) serves(code string) bool {
	return p.code == code || slices.ContainsFunc(p.terms, func(t term) bool { return t.code == code })
}

// first is the first name of a cell of several.
func first(cell string) string {
	if l := list(cell); len(l) > 0 {
		return l[0]
	}
	return ""
}

// bodies passes on the names of each body in a cell, where a bar divides bodies.
func bodies(cell string, note func(canonical string, others ...string)) {
	var of string
	for i, n := range list(cell) {
		for k, n := range strings.Split(n, "|") {
			if n = bare(n); i == 0 && k == 0 || k > 0 {
				of = n
			}
			note(of, n)
		}
	}
}

// bare is a name without its article and without the remark in brackets.
func bare(name string) string {
	name, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(name), "the "), "(")
	return strings.TrimSpace(name)
}
