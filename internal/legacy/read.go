package legacy

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// File is a dictionary's name and text.
type File struct{ Name, Text string }

// maxFaults keeps a file of another format from filling the screen.
const maxFaults = 25

// Read reads dictionaries; several files of a kind are read as one. The error lists
// every fault with file and line, and nothing is returned of a set with a fault.
func Read(verbs, actors, agents []File) (*Dictionaries, error) {
	r := &reader{d: &Dictionaries{verbs: map[string][]*verb{}, synsets: map[string][][]string{}, actors: phrases{}, agents: phrases{}}, markers: map[string][]string{}}
	for _, f := range verbs {
		patterns := r.d.Counts.Patterns
		r.blocks = 0
		r.each(f, r.verbLine)
		if r.blocks == 0 && r.d.Counts.Patterns == patterns {
			r.line = 1
			r.fault("no verb and no pattern", "give a dictionary with blocks such as --- MEET [040] ---")
		}
	}
	for _, f := range actors {
		r.actor = nil
		r.each(f, r.actorLine)
		r.endActor()
	}
	for _, f := range agents {
		r.each(f, r.agentLine)
	}
	r.finish()
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	return r.d, nil
}

type reader struct {
	d       *Dictionaries
	file    string
	line    int
	faults  []error
	synset  string
	code    code    // of the verb block
	block   []*verb // verbs that share the patterns below them
	blocks  int     // verb blocks of the file
	closed  bool    // a pattern has been read: the next verb begins anew
	actor   *actor
	markers map[string][]string // !PERSON! of the agents file
	used    []use               // synsets that patterns name
}

type use struct {
	name, file string
	line       int
}

func (r *reader) fault(what, remedy string) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, &Error{r.file, r.line, what, remedy})
	}
}

// each hands out the lines of a file without comments.
func (r *reader) each(f File, do func(string)) {
	r.file, r.line = f.Name, 0
	comment := false
	for l := range strings.SplitSeq(f.Text, "\n") {
		r.line++
		l = strings.TrimRight(l, "\r")
		for {
			if comment {
				i := strings.Index(l, "-->")
				if i < 0 {
					l = ""
					break
				}
				comment, l = false, l[i+3:]
			}
			i := strings.Index(l, "<!")
			if i < 0 {
				break
			}
			if j := strings.Index(l[i:], "-->"); j >= 0 {
				l = l[:i] + l[i+j+3:]
				continue
			}
			comment, l = true, l[:i]
			break
		}
		if i := strings.IndexAny(l, "#;"); i >= 0 && !strings.Contains(l[:i], "[#") && !(i > 0 && l[i-1] == '[') && !hashCode(l, i) {
			l = l[:i]
		}
		if strings.TrimSpace(l) != "" {
			do(l)
		}
	}
}

// hashCode reports whether a # stands within a code: "[###]".
func hashCode(l string, i int) bool {
	open, end := strings.LastIndexByte(l[:i], '['), strings.LastIndexByte(l[:i], ']')
	return open > end
}

var bracket = regexp.MustCompile(`\[([^\]]*)\]`)

// codeOf cuts the code off a line.
func (r *reader) codeOf(l string) (rest string, c code, ok bool) {
	m := bracket.FindStringSubmatchIndex(l)
	if m == nil {
		if strings.ContainsAny(l, "[]") {
			r.fault("a code without both brackets", "write it as [042]")
		}
		return l, code{}, false
	}
	c.there, c.back, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(l[m[2]:m[3]]), " ", ""), ":")
	if c.there == "" {
		r.fault("an empty code", "write the code between the brackets, or [---] for none")
	}
	return l[:m[0]] + l[m[1]:], c, true
}

func (r *reader) verbLine(l string) {
	t := strings.TrimSpace(l)
	switch {
	case strings.HasPrefix(t, "---"):
		r.blocks++
		r.synset, r.block, r.closed, r.code = "", nil, false, code{}
		if _, c, ok := r.codeOf(t); ok {
			r.code = c
		}
	case strings.HasPrefix(t, "&"):
		r.synset = strings.Fields(t)[0]
		r.block = nil
		r.d.synsets[strings.Trim(r.synset, "_")] = nil
		r.d.Counts.Synsets++
	case strings.HasPrefix(t, "-"):
		r.synset = ""
		r.pattern(strings.TrimSpace(t[1:]))
	case strings.HasPrefix(t, "+") && r.synset != "":
		name := strings.Trim(r.synset, "_")
		w := wordsOf(t[1:])
		if len(w) == 0 {
			r.fault("a synset's word is missing", "write it behind the +")
			return
		}
		r.d.synsets[name] = append(r.d.synsets[name], w)
		if last := w[len(w)-1]; !strings.HasSuffix(t, "_") { // nouns of a synset stand for their plurals
			r.d.synsets[name] = append(r.d.synsets[name], append(slices.Clone(w[:len(w)-1]), plural(last)))
		}
	default:
		r.synset = ""
		r.verb(t)
	}
}

func (r *reader) verb(t string) {
	if r.closed {
		r.block, r.closed = nil, false
	}
	forms := ""
	if i := strings.IndexByte(t, '{'); i >= 0 {
		j := strings.IndexByte(t, '}')
		if j < i {
			r.fault("forms without a closing brace", "write them as {BROKE BROKEN}")
			return
		}
		forms, t = t[i+1:j], t[:i]+t[j+1:]
	}
	rest, c, own := r.codeOf(t)
	if !own {
		c = r.code
	}
	w, head := headed(rest)
	if len(w) == 0 {
		return
	}
	v := &verb{words: w, head: head, code: c, file: r.file, line: r.line}
	r.block = append(r.block, v)
	r.d.Counts.Verbs++
	if forms == "" && !strings.Contains(rest, "+") {
		for _, f := range inflect(w[head]) {
			r.index(v, w, head, f)
		}
		return
	}
	r.index(v, w, head, w[head])
	for f := range strings.FieldsSeq(forms) {
		fw, fh := headed(f)
		o := *v
		o.words, o.head = fw, fh
		r.block = append(r.block, &o)
		r.index(&o, fw, fh, fw[fh])
	}
}

func (r *reader) index(v *verb, w []string, head int, form string) {
	if form != w[head] {
		o := *v
		o.words = slices.Clone(w)
		o.words[head] = form
		v = &o
		r.block = append(r.block, v)
	}
	r.d.verbs[form] = append(r.d.verbs[form], v)
}

// headed splits a verb of several words; "+" stands before the word that is inflected.
func headed(t string) (words []string, head int) {
	t = strings.TrimSpace(t)
	for i, w := range strings.FieldsFunc(t, func(r rune) bool { return r == ' ' || r == '_' || r == '\t' }) {
		if strings.HasPrefix(w, "+") {
			head, w = i, w[1:]
		}
		words = append(words, strings.ToUpper(w))
	}
	return words, head
}

func (r *reader) pattern(t string) {
	rest, c, ok := r.codeOf(t)
	if !ok {
		r.fault("a pattern without a code", "end the line with a code, such as [042]")
		return
	}
	if len(r.block) == 0 {
		r.fault("a pattern that belongs to no verb", "put it below a line with the verb")
		return
	}
	p := &pattern{code: c, file: r.file, line: r.line}
	seen := false
	for f := range strings.FieldsSeq(rest) {
		joined := false
		for part := range strings.SplitAfterSeq(f, "_") {
			w := strings.TrimSuffix(part, "_")
			if w != "" {
				switch {
				case w == "*":
					if seen {
						r.fault("two * in a pattern", "* stands for the verb and stands once")
						return
					}
					seen = true
					if joined && len(p.before) > 0 {
						p.before = append(p.before, element{sign: '*'}) // right before the verb
					}
				default:
					e := element{word: strings.ToUpper(w), joined: joined}
					if len(w) == 1 && strings.Contains("$+^%", w) {
						e = element{sign: w[0], joined: joined}
					} else {
						p.words++
					}
					if strings.HasPrefix(w, "&") {
						r.used = append(r.used, use{e.word, r.file, r.line})
					}
					if seen {
						p.after = append(p.after, e)
					} else {
						p.before = append(p.before, e)
					}
				}
			}
			joined = strings.HasSuffix(part, "_")
		}
	}
	if !seen {
		r.fault("a pattern without *", "write * where the verb stands")
		return
	}
	r.closed = true
	r.d.Counts.Patterns++
	for _, v := range r.block {
		v.patterns = append(v.patterns, p)
	}
}

func (r *reader) finish() {
	for _, u := range r.used {
		if _, ok := r.d.synsets[strings.Trim(u.name, "_")]; !ok {
			r.file, r.line = u.file, u.line
			r.fault("no synset "+u.name, "define it above as a line "+u.name+" with its words below it, each after +")
		}
	}
	for _, l := range r.d.verbs {
		slices.SortStableFunc(l, func(a, b *verb) int { return len(b.words) - len(a.words) })
		for _, v := range l {
			slices.SortStableFunc(v.patterns, func(a, b *pattern) int { return b.weight() - a.weight() })
		}
	}
}

// wordsOf splits a name at blanks and underscores, in capitals.
func wordsOf(t string) []string {
	return strings.FieldsFunc(strings.ToUpper(t), func(r rune) bool { return r == ' ' || r == '_' || r == '\t' || r == '-' })
}

// inflect lists the regular forms of a verb.
func inflect(w string) []string {
	switch {
	case strings.HasSuffix(w, "E"):
		return []string{w, w + "S", w + "D", w[:len(w)-1] + "ING"}
	case strings.HasSuffix(w, "Y") && len(w) > 2 && !strings.ContainsRune("AEIOU", rune(w[len(w)-2])):
		return []string{w, w[:len(w)-1] + "IES", w[:len(w)-1] + "IED", w + "ING"}
	case strings.HasSuffix(w, "S"), strings.HasSuffix(w, "X"), strings.HasSuffix(w, "CH"), strings.HasSuffix(w, "SH"):
		return []string{w, w + "ES", w + "ED", w + "ING"}
	}
	return []string{w, w + "S", w + "ED", w + "ING"}
}

func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "Y") && len(w) > 2 && !strings.ContainsRune("AEIOU", rune(w[len(w)-2])):
		return w[:len(w)-1] + "IES"
	case strings.HasSuffix(w, "S"), strings.HasSuffix(w, "X"), strings.HasSuffix(w, "CH"), strings.HasSuffix(w, "SH"):
		return w + "ES"
	}
	return w + "S"
}
