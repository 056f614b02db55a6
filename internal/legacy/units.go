package legacy

import (
	"slices"
	"strings"

	"annals.example/annals"
)

// reading is one sentence as the dictionaries see it.
type reading struct {
	d       *Dictionaries
	s       *annals.Sentence
	words   []string // in capitals, without hyphens
	tok     []int    // the token that each word comes from
	units   []unit   // noun phrases that name somebody
	phrases []unit   // all of them
	kids    [][]int
}

// unit is a noun phrase, or several that are coordinated, with the codes of each.
type unit struct {
	from, to int // words, to exclusive
	parts    []part
}

type part struct {
	actors []string // codes of the actor; several where a name stands for several
	agents []string // "~GOV", in order
}

// codes of a part: the actor's with those of the agents.
func (p part) codes() []string {
	actors := p.actors
	if len(actors) == 0 {
		if len(p.agents) == 0 {
			return nil
		}
		actors = []string{"---"}
	}
	var out []string
	for _, c := range actors {
		for _, a := range p.agents {
			before, after, _ := strings.Cut(a, "~")
			if !holdsCode(c, before) {
				c = before + c
			}
			if !holdsCode(c, after) {
				c += after
			}
		}
		out = append(out, c)
	}
	return out
}

// holdsCode reports whether a code of threes has another in it, aligned.
func holdsCode(c, part string) bool {
	for i := 0; i+len(part) <= len(c); i += 3 {
		if c[i:i+len(part)] == part {
			return true
		}
	}
	return part == ""
}

func (u *unit) codes() []string {
	var out []string
	for _, p := range u.parts {
		for _, c := range p.codes() {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// coded reports whether somebody of the unit has an actor's code.
func (u *unit) coded() bool {
	return slices.ContainsFunc(u.parts, func(p part) bool { return len(p.actors) > 0 })
}

func read(d *Dictionaries, s *annals.Sentence, day int, gone map[int]bool) *reading {
	r := &reading{d: d, s: s, kids: make([][]int, len(s.Tokens))}
	for i, t := range s.Tokens {
		if t.Head >= 0 && t.Head != i {
			r.kids[t.Head] = append(r.kids[t.Head], i)
		}
		if !gone[i] && t.Form != "-" && t.Form != "" {
			r.words = append(r.words, strings.ToUpper(strings.ReplaceAll(t.Form, "’", "'")))
			r.tok = append(r.tok, i)
		}
	}
	r.find(day)
	return r
}

func (r *reading) xpos(w int) string { return r.s.Tokens[r.tok[w]].XPOS }

// breaks reports whether a word ends a noun phrase.
func (r *reading) breaks(w int) bool {
	x, dep := r.xpos(w), r.s.Tokens[r.tok[w]].Deprel
	switch {
	case strings.HasPrefix(x, "VB"):
		return dep != "amod" && dep != "compound"
	case x == "IN", x == "TO", x == "MD", x == "RP", x == "WDT", x == "WP", x == "WRB", x == "EX", x == "RB" && dep != "advmod":
		return true
	}
	return false
}

func (r *reading) joins(w int) bool {
	if h := r.s.Tokens[r.tok[w]].Head; h >= 0 && r.s.Tokens[h].UPOS == "ADJ" && r.s.Tokens[h].Deprel == "conj" {
		return false // "awful and evil"
	}
	switch r.words[w] {
	case ",", "AND", "OR", "NOR", "&", "BUT":
		return true
	}
	return false
}

// find reads the noun phrases that name somebody.
func (r *reading) find(day int) {
	var chunk *unit
	flush := func(end int) {
		if chunk != nil {
			chunk.to = end
			r.units = append(r.units, *chunk)
			chunk = nil
		}
	}
	for w := 0; w < len(r.words); {
		ph, n := r.d.actors.longest(r.words, w)
		ag, m := r.d.agents.longest(r.words, w)
		switch x := r.xpos(w); {
		case n == 1 && m == 0 && strings.HasPrefix(x, "VB") && x != "VBG" && chunk == nil && r.breaks(w):
			n = 0
		case m == 1 && strings.HasPrefix(x, "VB") && r.breaks(w):
			m = 0
		}
		switch {
		case n > 0 && n >= m:
			if chunk == nil {
				chunk = &unit{from: w, parts: []part{{}}}
			}
			if c := ph.on(day); c != "" && len(chunk.parts[0].actors) == 0 {
				for a := range strings.SplitSeq(c, "/") {
					if strings.Trim(a, "-+") != "" {
						chunk.parts[0].actors = append(chunk.parts[0].actors, a)
					}
				}
			}
			w += n
		case m > 0:
			if chunk == nil {
				chunk = &unit{from: w, parts: []part{{}}}
			}
			chunk.parts[0].agents = append(chunk.parts[0].agents, ag.codes[0].code)
			w += m
		case r.joins(w) || r.breaks(w) || !wordLike(r.words[w]):
			flush(w)
			w++
		default:
			if chunk == nil {
				chunk = &unit{from: w, parts: []part{{}}}
			}
			w++
		}
	}
	flush(len(r.words))
	r.join()
	r.attach()
	r.phrases = slices.Clone(r.units)
	r.units = slices.DeleteFunc(r.units, func(u unit) bool { return len(u.codes()) == 0 })
}

func wordLike(w string) bool {
	return strings.ContainsFunc(w, func(c rune) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 127 }) || w == "'S" || w == "$"
}

// join makes one unit of phrases with nothing but commas and "and" between them.
func (r *reading) join() {
	var out []unit
	for _, u := range r.units {
		if n := len(out); n > 0 && r.onlyJoins(out[n-1].to, u.from) && (r.coordinated(out[n-1], u) || !strings.Contains(strings.Join(r.words[out[n-1].to:u.from], ""), ",")) {
			last := &out[n-1]
			before := last.parts[len(last.parts)-1]
			p := u.parts[0]
			// "Danish media and government" are both Danish; "the media" after it is not
			if len(p.actors) == 0 && len(p.agents) > 0 && len(before.actors) > 0 && len(before.agents) > 0 && r.xpos(u.from) != "DT" && !strings.HasPrefix(r.xpos(last.from), "DT") {
				p.actors = before.actors
				p.agents = append(slices.Clone(before.agents[:len(before.agents)-1]), p.agents...)
			}
			last.parts = append(last.parts, p)
			last.to = u.to
			continue
		}
		out = append(out, u)
	}
	r.units = out
}

func (r *reading) onlyJoins(from, to int) bool {
	if from >= to {
		return false
	}
	for w := from; w < to; w++ {
		if !r.joins(w) {
			return false
		}
	}
	return true
}

// coordinated reports whether the tree joins two phrases, or a list goes on behind them.
func (r *reading) coordinated(a, b unit) bool {
	for w := b.from; w < b.to; w++ {
		t := r.s.Tokens[r.tok[w]]
		if strings.HasPrefix(t.Deprel, "conj") {
			return true
		}
	}
	return b.to < len(r.words) && r.joins(b.to) && r.words[b.to] != ","
}

// attach gives agents the actor behind them: "soldiers from Gondor", "the ambassadors
// of Arnor and Gondor".
func (r *reading) attach() {
	for i := 0; i+1 < len(r.units); i++ {
		u, v := &r.units[i], &r.units[i+1]
		bare := len(u.parts) // from here on nobody's
		for bare > 0 && len(u.parts[bare-1].actors) == 0 {
			bare--
		}
		if bare == len(u.parts) || !v.coded() || v.from-u.to != 1 {
			continue
		}
		switch r.words[u.to] {
		case "OF", "FROM", "IN":
		default:
			continue
		}
		// things in a list are the actor's as well: "Ithilen's sheep and goats of Gondor"
		if len(u.codes()) == 0 || bare > 0 && r.words[u.to] == "IN" {
			continue
		}
		parts := slices.Clone(u.parts[:bare])
		for _, p := range u.parts[bare:] {
			if len(p.agents) == 0 && bare == 0 {
				continue
			}
			for _, q := range v.parts {
				if len(q.actors) > 0 {
					parts = append(parts, part{q.actors, append(slices.Clone(q.agents), p.agents...)})
				}
			}
		}
		u.parts, u.to = parts, v.to
		r.units = slices.Delete(r.units, i+1, i+2)
	}
}
