package codebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var cameoForm = regexp.MustCompile(`^(0[2-9]|1[0-9]|20)[0-9]{0,2}$`)

// slotNames are the places that conditions and roles may name.
var slotNames = set("case clause subj obj iobj obj2 xcomp ccomp advcl aux adv inner parataxis self poss compound amod by as acl " +
	"to with on against from over for into at of in about between after before through under toward towards via " +
	"upon beside besides near within across without during inside outside despite behind among amid around off out past above below beyond " +
	"like than onto alongside regarding concerning following per along since until up down throughout ahead because due apart aside")

// innerSlots may follow a dot.
var innerSlots = set("subj obj iobj actor recipient other mod poss of on against with in for by from to at over compound about into between")

func (l *loader) senseLine(body string) {
	if l.entry == nil {
		l.fail("", "a sense that belongs to no entry", "begin an entry in column 1: verb meet")
		return
	}
	left, right, ok := strings.Cut(body, "=>")
	if !ok {
		l.fail(body, "a sense without =>", "write CONDITIONS => TYPE[/mode] CAMEO [a=subj r=obj]")
		return
	}
	s := &Sense{
		ID: fmt.Sprintf("%s#%d", l.entry.ID, len(l.entry.Senses)+1), Entry: l.entry,
		Conditions: l.conditions(left), File: l.file, Line: l.line,
	}
	right, s.Roles = l.roles(right)
	l.result(s, right)
	l.entry.Senses = append(l.entry.Senses, s)
	l.sense = s
}

func (l *loader) result(s *Sense, text string) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		l.fail("=>", "a sense without a result", "write TYPE[/mode] CAMEO, or none, after =>")
		return
	}
	if fields[0] == "none" {
		s.None = true
		if len(fields) > 1 {
			l.fail(fields[1], "words after none", "write none alone")
		}
		return
	}
	s.Type, s.Mode = l.typeMode(fields[0])
	for _, f := range fields[1:] {
		switch {
		case strings.HasPrefix(f, "+"):
			if !contextNames[f[1:]] {
				l.fail(f, fmt.Sprintf("no PLOVER context %q", f[1:]), "write one of PLOVER's contexts, such as +military or +economic")
				continue
			}
			s.Contexts = append(s.Contexts, f[1:])
		case f == "-":
		case cameoForm.MatchString(f) && s.CAMEO == "":
			s.CAMEO = f
		default:
			l.fail(f, fmt.Sprintf("%q is neither a CAMEO code of roots 02 to 20 nor a context", f), "write for instance 042, or +military")
		}
	}
}

// typeMode reads TYPE or TYPE/mode and checks that PLOVER knows both.
func (l *loader) typeMode(text string) (string, string) {
	name, mode, has := strings.Cut(text, "/")
	t, ok := types[name]
	if !ok {
		l.fail(text, fmt.Sprintf("no PLOVER type %q", name), "write none, or one of "+strings.Join(Types(), " "))
		return "", ""
	}
	if _, known := t.modes[mode]; has && !known {
		var modes []string
		for m := range t.modes {
			modes = append(modes, m)
		}
		slices.Sort(modes)
		remedy := name + " has no modes; write " + name + " alone"
		if len(modes) > 0 {
			remedy = "write one of " + strings.Join(modes, ", ")
		}
		l.fail(text, fmt.Sprintf("%s has no mode %q", name, mode), remedy)
	}
	return name, mode
}

// conditions reads "obj~force|group from no-to passive".
func (l *loader) conditions(text string) []Condition {
	var out []Condition
	for f := range strings.FieldsSeq(text) {
		var c Condition
		name := f
		if i := strings.IndexAny(f, ":~"); i >= 0 {
			name = f[:i]
			values := strings.Split(f[i+1:], "|")
			for k, v := range values {
				tilde := f[i] == '~'
				if strings.HasPrefix(v, "~") {
					tilde, v = true, v[1:]
				} else if k > 0 && f[i] == '~' {
					tilde = true
				}
				if v == "" {
					l.fail(f, "an empty word in a condition", "write obj:word|word, without spaces")
					continue
				}
				if tilde {
					c.Classes = append(c.Classes, v)
					l.classRefs = append(l.classRefs, classRef{v, l.file, l.line, strings.Index(l.raw, f) + 1})
				} else {
					c.Words = append(c.Words, strings.ReplaceAll(v, "_", " "))
				}
			}
		}
		if rest, ok := strings.CutPrefix(name, "no-"); ok {
			c.Absent, name = true, rest
		}
		switch name {
		case "passive", "active", "plural", "singular", "negated", "own":
			c.Flag = name
		default:
			for slot := range strings.SplitSeq(name, "|") {
				if slot == "mod" || slot == "det" || l.slot(f, slot) {
					c.Slots = append(c.Slots, slot)
				}
			}
			if len(c.Slots) == 0 {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// slot checks the name of a place.
func (l *loader) slot(part, name string) bool {
	base, inner, dotted := strings.Cut(name, ".")
	if !slotNames[base] || dotted && !innerSlots[inner] {
		l.fail(part, fmt.Sprintf("no slot %q", name),
			"write subj, obj, iobj, xcomp, ccomp, poss, compound, self, a preposition such as with, or obj.of and the like")
		return false
	}
	return true
}

// roles cuts "[a=subj r=with|to]" off the end of a result.
func (l *loader) roles(text string) (string, Roles) {
	i := strings.IndexByte(text, '[')
	if i < 0 {
		return text, Roles{}
	}
	j := strings.IndexByte(text, ']')
	if j < i || strings.TrimSpace(text[j+1:]) != "" {
		l.fail(text[i:], "roles that do not end the line with ]", "write [a=subj r=obj] at the end")
		return text[:i], Roles{}
	}
	var r Roles
	for f := range strings.FieldsSeq(text[i+1 : j]) {
		name, value, ok := strings.Cut(f, "=")
		if f == "sym" {
			r.Symmetric = true
			continue
		}
		if !ok || name != "a" && name != "r" {
			l.fail(f, fmt.Sprintf("%q is no role", f), "write a= for the actor, r= for the recipient, or sym")
			continue
		}
		slots := strings.Split(value, "|")
		for _, s := range slots {
			if s != "-" {
				l.slot(f, s)
			}
		}
		if name == "a" {
			r.Actor = slots
		} else {
			r.Recipient = slots
		}
	}
	return text[:i], r
}

// example reads "> Sentence. | ACTORS -> RECIPIENTS".
func (l *loader) example(body string) {
	if l.sense == nil {
		l.fail(">", "an example that belongs to no sense", "put it below the sense that it shows, indented by four spaces")
		return
	}
	body = strings.TrimSpace(strings.TrimPrefix(body, ">"))
	i := strings.LastIndex(body, " | ")
	if i < 0 {
		l.fail(">", "an example without its codes", "write > Sentence. | ISR.MIL -> LBN.REB, or | none")
		return
	}
	ex := Example{Text: strings.TrimSpace(body[:i]), File: l.file, Line: l.line}
	codes := strings.TrimSpace(body[i+3:])
	if codes == "none" {
		ex.None = true
	} else {
		a, r, ok := strings.Cut(codes, "->")
		if !ok {
			l.fail(codes, "codes without ->", "write ACTORS -> RECIPIENTS, with - for nobody")
			return
		}
		ex.Actors, ex.Recipients = codeList(a), codeList(r)
	}
	if ex.Text == "" {
		l.fail(">", "an example without a sentence", "write the sentence between > and |")
		return
	}
	l.sense.Examples = append(l.sense.Examples, ex)
}

func codeList(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, "+") {
		if part = strings.TrimSpace(part); part != "" && part != "-" {
			out = append(out, part)
		}
	}
	return out
}
