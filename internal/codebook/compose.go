package codebook

import (
	"fmt"
	"slices"
	"strings"
)

func (l *loader) lightRule(body string) {
	if len(l.lights) == 0 {
		l.fail("", "a frame that belongs to no light verb", "begin in column 1: light hold, have")
		return
	}
	rest, roles := l.roles(body)
	fields := strings.Fields(rest)
	keeps := false
	var slots []string
	for _, f := range fields {
		if f == "keep" {
			keeps = true
			continue
		}
		for s := range strings.SplitSeq(f, "|") {
			if l.slot(f, s) {
				slots = append(slots, s)
			}
		}
	}
	if len(slots) == 0 {
		l.fail(body, "a light verb without the place of its noun", "write obj [a=subj], or into|in [a=subj]")
		return
	}
	for _, v := range l.lights {
		v := *v
		v.Slots, v.Roles, v.Keeps = slots, roles, keeps
		l.book.lights[v.Lemma[0]] = append(l.book.lights[v.Lemma[0]], &v)
	}
}

func (l *loader) composition(kind Kind, rest string) {
	for _, lemma := range l.lemmas(kind, rest) {
		c := &Composition{ID: strings.Join(lemma, "-"), Kind: kind, Lemma: lemma, File: l.file, Line: l.line}
		h := head(kind, lemma)
		if l.own != "" { // a person's rules of a word stand in for those of the program
			l.book.composes[kind][h] = slices.DeleteFunc(l.book.composes[kind][h], func(old *Composition) bool {
				return slices.Equal(old.Lemma, lemma) && !old.own
			})
		}
		c.own = l.own != ""
		l.book.composes[kind][h] = append(l.book.composes[kind][h], c)
		l.composed = append(l.composed, c)
	}
	l.skip = len(l.composed) == 0
}

// compositionRule reads "xcomp|to coop => AGREE * [a=subj r=inner]".
func (l *loader) compositionRule(body string) {
	if len(l.composed) == 0 {
		l.fail("", "a rule that belongs to no word", "begin in column 1: verb agree, consent")
		return
	}
	left, right, ok := strings.Cut(body, "=>")
	fields := strings.Fields(left)
	if !ok || len(fields) < 2 {
		l.fail(body, "a composition that is not SLOTS [CONDITIONS] INNER => EFFECT", "write for instance: xcomp|to coop => AGREE *")
		return
	}
	r := &CompositionRule{Line: l.line}
	for s := range strings.SplitSeq(fields[0], "|") {
		if l.slot(fields[0], s) {
			r.Slots = append(r.Slots, s)
		}
	}
	last := fields[len(fields)-1]
	for in := range strings.SplitSeq(last, "|") {
		if _, isType := types[in]; !isType && in != "coop" && in != "hostile" && in != "any" && in != "nothing" {
			l.fail(last, fmt.Sprintf("%q is no inner event", in), "write coop, hostile, any, nothing, or PLOVER types joined by |")
			continue
		}
		r.Inner = append(r.Inner, in)
	}
	r.Conditions = l.conditions(strings.Join(fields[1:len(fields)-1], " "))
	right, r.Roles = l.roles(right)
	out := strings.Fields(right)
	switch {
	case len(out) == 0:
		l.fail("=>", "a composition without an effect", "write TYPE CAMEO, mark future, keep, drop or report after =>")
		return
	case out[0] == "mark" && len(out) == 2:
		r.Effect, r.Mark = EffectMark, out[1]
		if !set("historical future hypothetical negation")[r.Mark] {
			l.fail(r.Mark, fmt.Sprintf("no mark %q", r.Mark), "write historical, future, hypothetical or negation")
		}
	case len(out) == 1 && (out[0] == "keep" || out[0] == "drop" || out[0] == "report"):
		r.Effect = Effect(out[0])
	case len(out) == 2:
		r.Effect = EffectType
		r.Type, r.Mode = l.typeMode(out[0])
		r.CAMEO = out[1]
		if r.CAMEO != "*" && !cameoForm.MatchString(r.CAMEO) {
			l.fail(r.CAMEO, fmt.Sprintf("%q is no CAMEO code", r.CAMEO), "write a code such as 030, or * to take it from the \"of\" table")
		}
	default:
		l.fail(strings.TrimSpace(right), "an effect that is not known", "write TYPE CAMEO, mark future, keep, drop or report")
		return
	}
	for _, c := range l.composed {
		own := *r
		own.ID = c.ID
		c.Rules = append(c.Rules, &own)
	}
}

// ofLine reads "of AGREE: CONSULT 036, ASSAULT/aerial violence 138, any 030".
func (l *loader) ofLine(rest string) {
	outer, list, ok := strings.Cut(rest, ":")
	outer = strings.TrimSpace(outer)
	if _, known := types[outer]; !ok || !known {
		l.fail(rest, "a table without its outer type", "write: of AGREE: CONSULT 036, any 030")
		return
	}
	if l.book.of[outer] == nil {
		l.book.of[outer] = map[string]Outcome{}
	}
	for part := range strings.SplitSeq(list, ",") {
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		if len(f) < 2 || len(f) > 3 || !cameoForm.MatchString(f[len(f)-1]) {
			l.fail(strings.TrimSpace(part), "a row that is not INNER [mode] CAMEO", "write for instance: ASSAULT violence 138")
			continue
		}
		if f[0] != "any" {
			l.typeMode(f[0])
		}
		o := Outcome{CAMEO: f[len(f)-1]}
		if len(f) == 3 {
			if _, m := l.typeMode(outer + "/" + f[1]); m != "" {
				o.Mode = m
			}
		}
		l.book.of[outer][f[0]] = o
	}
}
