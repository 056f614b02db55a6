// Package where answers: where did it happen, by the text's own words?
//
// A place is taken only from a phrase that says so ("in Baghdad", "near the
// Syrian-Jordanian border", "on Iraqi soil") and that hangs on the event. A
// dateline is not the place of what is told below it, and a name that acts
// ("Baghdad said") is an actor. Where several places bear a name and nothing
// in the text chooses, the name stands without coordinates.
package where

import (
	"strings"

	"annals.example/annals"
)

// Event gives the place of the event whose trigger is token number trigger of
// s, nil where the text gives none. text is the article's text.
func (g *Gazetteer) Event(articleID, text string, s annals.Sentence, trigger int) *annals.Place {
	if trigger < 0 || trigger >= len(s.Tokens) {
		return nil
	}
	t := newTree(s.Tokens)
	best, score := -1, tooFar
	for i := range s.Tokens {
		if !t.locative(i) || !g.placeable(t, i) {
			continue
		}
		if d := t.distance(i, trigger); d < score {
			best, score = i, d
		}
	}
	if best < 0 {
		return nil
	}
	p := g.place(t, text, best)
	if p == nil {
		return nil
	}
	p.Evidence.ArticleID = articleID
	p.Evidence.Sentence = s.Index
	return p
}

// place describes the place that the noun phrase around token i names.
func (g *Gazetteer) place(t *tree, text string, i int) *annals.Place {
	from := -1
	if k := named(t, i); k >= 0 {
		first, _ := g.extent(t, i)
		from = t.prepositionBefore(first)
		i = k
	}
	first, end := g.extent(t, i)
	name := strings.Join(strings.Fields(text[t.toks[first].Start:t.toks[end-1].End]), " ")
	if from < 0 || from > first {
		from = t.prepositionBefore(first)
	}
	a, b := t.toks[from].Start, t.toks[end-1].End
	p := &annals.Place{Name: name}
	if next := g.second(t, i, end); next > 0 {
		// "in both Iraq and Syria": named together, one record, no single point.
		p.Country = g.countryOf(t, i, name, text)
		for n := 0; n < 8 && next > 0; n++ {
			_, e := g.extent(t, next)
			b = t.toks[e-1].End
			if g.countryOf(t, next, t.toks[next].Form, text) != p.Country {
				p.Country = ""
			}
			next = g.second(t, i, e)
		}
		p.Name = strings.Join(strings.Fields(text[t.toks[first].Start:b]), " ")
		p.Basis = "several places are named together"
		p.Precision = "region"
	} else {
		g.fill(t, text, i, name, p)
	}
	if a < 0 || b > len(text) || a >= b {
		return nil
	}
	p.Evidence = annals.Evidence{Start: a, End: b, Text: text[a:b]}
	return p
}

// fill looks the name up.
func (g *Gazetteer) fill(t *tree, text string, i int, name string, p *annals.Place) {
	quoted := `"` + name + `"`
	if c, ok := g.countries[name]; ok {
		p.Country, p.Precision, p.Basis = c, "country", quoted+" is a country"
		return
	}
	if c, kind, ok := g.landOf(t, i); ok {
		p.Country, p.Precision, p.Basis = c, kind, quoted+" read from its adjective"
		return
	}
	r, known := g.regions[name]
	if !known {
		r, known = g.regions[stripCompass(name)]
	}
	if known {
		p.Country, p.Precision, p.Basis = r.country, r.kind, quoted+" is a "+r.kind+" of the gazetteer"
		return
	}
	if c, ok := g.countries[stripCompass(name)]; ok {
		p.Country, p.Precision, p.Basis = c, "region", quoted+" lies in a country named with it"
		return
	}
	context := g.context(t, i, text)
	c, why, ok := g.pick(name, context)
	if !ok {
		p.Country = context.beside
		p.Basis = why
		return
	}
	p.Country, p.Admin, p.Lat, p.Lon, p.HasCoords = c.country, c.admin, c.lat, c.lon, true
	p.GeoNames, p.Precision, p.Basis = c.id, "city", quoted+": "+why
}

// stripCompass takes "northern", "South" and the like off a name.
func stripCompass(name string) string {
	w, rest, ok := strings.Cut(name, " ")
	if !ok {
		return name
	}
	switch strings.ToLower(w) {
	case "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeastern", "northwestern",
		"southeastern", "southwestern", "upper", "lower", "rural", "downtown", "occupied", "mainland", "neighboring", "neighbouring", "nearby":
		return stripCompass(rest)
	}
	return name
}

// clearlyLarger is how many times larger the largest place of a name must be
// than the next for the name alone to mean it.
const clearlyLarger = 8

// pick chooses among the cities of a name.
func (g *Gazetteer) pick(name string, c context) (city, string, bool) {
	x := g.index()
	at := x.byName[name]
	if len(at) == 0 {
		at = x.byName[strings.ReplaceAll(name, "’", "'")]
	}
	own := len(at)
	at = append(at[:len(at):len(at)], x.byAlso[name]...)
	if len(at) == 0 {
		return city{}, `"` + name + `" is not in the gazetteer`, false
	}
	var all []city
	for i, o := range at {
		if i >= 200 {
			break
		}
		if k, ok := g.city(o); ok {
			if i >= own {
				k.population /= 4 // another name is weaker than the place's own
			}
			all = append(all, k)
		}
	}
	if c.admin != "" {
		for _, k := range all {
			if k.country == c.beside && k.admin == c.admin {
				return k, "in " + c.admin + ", as the text says", true
			}
		}
	}
	for n := range 3 {
		want := ""
		switch {
		case n == 0:
			want = c.beside
		case n == 1:
			want = c.sentence
		case len(all) > 1: // only then is the article worth reading
			want = c.article()
		}
		if want == "" || n == 2 && own == 0 {
			continue
		}
		var best city
		for _, k := range all {
			if k.country == want && k.population > best.population {
				best = k
			}
		}
		if best.id != 0 {
			return best, "of the places so named, the largest in " + want + ", which the text names", true
		}
		if want == c.beside {
			return city{}, `"` + name + `" is not known in ` + want, false
		}
	}
	if own == 0 && strings.Contains(name, " ") {
		// "White House" is a translated name of some city; such names need their country.
		return city{}, `"` + name + `" is only another name of places, and no country is given`, false
	}
	var best, next city
	for _, k := range all {
		switch {
		case k.population > best.population:
			best, next = k, best
		case k.population > next.population:
			next = k
		}
	}
	if best.id == 0 {
		return city{}, `"` + name + `" is not known well enough`, false
	}
	if next.id == 0 {
		return best, "the only place so named", true
	}
	if best.population >= clearlyLarger*max(next.population, 1) {
		return best, "by far the largest place so named", true
	}
	return city{}, "several places are called " + `"` + name + `" and the text does not choose`, false
}
