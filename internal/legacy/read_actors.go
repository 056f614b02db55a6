package legacy

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// actor is an entry of an actors file in the making.
type actor struct {
	names [][]string
	codes []dated
}

func (r *reader) endActor() {
	if r.actor == nil {
		return
	}
	for _, n := range r.actor.names {
		r.d.actors.add(phrase{n, r.actor.codes})
	}
	r.d.Counts.Actors++
	r.d.Counts.Names += len(r.actor.names)
	r.actor = nil
}

func (r *reader) actorLine(l string) {
	t := strings.TrimSpace(l)
	if strings.HasPrefix(t, "-") || strings.HasPrefix(t, "&") {
		r.fault("a pattern, a verb or a synset in a dictionary of actors", "give this file as --verbs")
		return
	}
	indented := strings.HasPrefix(t, "[") && (l[0] == ' ' || l[0] == '\t')
	more := strings.HasPrefix(t, "+")
	if (indented || more) && r.actor == nil {
		r.fault("a code or a further name that belongs to no actor", "begin with a line NAME [CODE]")
		return
	}
	if !indented && !more {
		r.endActor()
		r.actor = &actor{}
	}
	t = strings.TrimPrefix(t, "+")
	for _, m := range bracket.FindAllStringSubmatch(t, -1) {
		r.dated(m[1])
	}
	if strings.ContainsAny(bracket.ReplaceAllString(t, ""), "[]") {
		r.fault("a code without both brackets", "write it as [ISRMIL]")
	}
	if n := wordsOf(bracket.ReplaceAllString(t, "")); len(n) > 0 {
		r.actor.names = append(r.actor.names, n)
	}
}

var restriction = regexp.MustCompile(`^(\S*?)\s*(?:([<>])\s*(\d{6}|\d{8})|(\d{6}|\d{8})\s*-\s*(\d{6}|\d{8}))?$`)

// dated reads "HOBGOV 19950601 - 19990815", "RHO <790606".
func (r *reader) dated(t string) {
	m := restriction.FindStringSubmatch(strings.TrimSpace(t))
	if m == nil || m[1] == "" {
		r.fault(fmt.Sprintf("[%s] is no code with dates", t), "write [CODE], [CODE <991231], [CODE >990101] or [CODE 19990101-19991231]")
		return
	}
	for c := range strings.SplitSeq(m[1], "/") { // [FRO/BIL/SAM]: several actors by one name
		d := dated{code: strings.ToUpper(c)}
		switch {
		case m[2] == "<":
			d.to = r.day(m[3])
		case m[2] == ">":
			d.from = r.day(m[3])
		case m[4] != "":
			if d.from, d.to = r.day(m[4]), r.day(m[5]); d.from > d.to {
				r.fault(fmt.Sprintf("%s is after %s", m[4], m[5]), "write the earlier day first")
			}
		}
		if i := len(r.actor.codes) - 1; i >= 0 && c != m[1] && !strings.HasPrefix(m[1], c) {
			r.actor.codes[i].code += "/" + d.code
			continue
		}
		r.actor.codes = append(r.actor.codes, d)
	}
}

// day reads 950601 or 19950601 as a number; two figures from 30 on are of the last century.
func (r *reader) day(t string) int {
	if len(t) == 6 {
		if t[:2] >= "30" {
			t = "19" + t
		} else {
			t = "20" + t
		}
	}
	n, err := strconv.Atoi(t)
	if mm, dd := n/100%100, n%100; err != nil || mm < 1 || mm > 12 || dd < 1 || dd > 31 {
		r.fault(t+" is no day", "write it as 19950601")
	}
	return n
}

func (r *reader) agentLine(l string) {
	t := strings.TrimSpace(l)
	if strings.HasPrefix(t, "!") && strings.Contains(t, "=") {
		name, list, _ := strings.Cut(t, "=")
		name = strings.ToUpper(strings.TrimSpace(name))
		for w := range strings.SplitSeq(list, ",") {
			r.markers[name] = append(r.markers[name], strings.ToUpper(strings.TrimSpace(w)))
		}
		return
	}
	m := bracket.FindStringSubmatch(t)
	if m == nil {
		r.fault("an agent without a code", "end the line with a code such as [~GOV]")
		return
	}
	c := strings.ToUpper(strings.TrimSpace(m[1]))
	if !strings.Contains(c, "~") {
		r.fault(fmt.Sprintf("the agent's code %q does not say where the actor's code goes", c), "write ~ in its place: [~GOV], [NGO~]")
		return
	}
	t = strings.TrimSpace(bracket.ReplaceAllString(t, ""))
	many, given := "", false
	if i := strings.IndexByte(t, '{'); i >= 0 {
		j := strings.IndexByte(t, '}')
		if j < i {
			r.fault("a plural without a closing brace", "write it as {GEESE}, or {} for none")
			return
		}
		many, given, t = t[i+1:j], true, t[:i]+t[j+1:]
	}
	r.d.Counts.Agents++
	names := []string{strings.ToUpper(strings.TrimSpace(t))}
	marked := strings.Contains(t, "!")
	for _, name := range slices.Sorted(maps.Keys(r.markers)) {
		words := r.markers[name]
		if !strings.Contains(names[0], name) {
			continue
		}
		var out []string
		for _, w := range words {
			out = append(out, strings.ReplaceAll(names[0], name, w))
		}
		names = out
	}
	for _, n := range names {
		w := wordsOf(n)
		if len(w) == 0 {
			continue
		}
		r.d.agents.add(phrase{w, []dated{{code: c}}})
		switch {
		case given && strings.TrimSpace(many) != "":
			r.d.agents.add(phrase{wordsOf(many), []dated{{code: c}}})
		case !given && !marked:
			p := append(append([]string(nil), w[:len(w)-1]...), plural(w[len(w)-1]))
			r.d.agents.add(phrase{p, []dated{{code: c}}})
		}
	}
}
