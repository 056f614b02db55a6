package codebook

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"unicode/utf8"
)

// edition is the part of Version that a person raises when rules change meaning.
const edition = "2026.1"

// maxErrors bounds how many errors one Load reports.
const maxErrors = 50

// Error is a fault in a codebook file, at a place, with a remedy.
type Error struct {
	File         string
	Line, Column int // from 1; Column counts bytes
	What, Remedy string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s; %s", e.File, e.Line, e.Column, e.What, e.Remedy)
}

// Load reads every .txt file of fsys (data/codebook), and then those of a person's own
// folders: what they say of a lemma replaces what was said of it before, in whatever
// file; a class of the same name gets more words. All faults are reported together, at
// most 50, each an *Error.
func Load(fsys fs.FS, own ...fs.FS) (*Codebook, error) {
	l := newLoader()
	sum := sha256.New()
	for i, folder := range append([]fs.FS{fsys}, own...) {
		names, err := fs.Glob(folder, "*.txt")
		if err != nil {
			return nil, fmt.Errorf("codebook: %w", err)
		}
		if len(names) == 0 {
			return nil, errors.New("codebook: no .txt file found; give the folder that holds consult.txt, classes.txt and the like")
		}
		sort.Strings(names)
		l.begin(i)
		for _, n := range names {
			raw, err := fs.ReadFile(folder, n)
			if err != nil {
				return nil, fmt.Errorf("codebook: %s: %w; make the file readable", n, err)
			}
			fmt.Fprintf(sum, "%s %d\n", n, len(raw))
			sum.Write(raw)
			l.read(n, string(raw))
		}
		l.override()
	}
	l.finish()
	if len(l.errs) > 0 {
		return nil, errors.Join(l.errs...)
	}
	l.book.Version = edition + "+" + hex.EncodeToString(sum.Sum(nil))[:8]
	l.book.compile()
	return l.book, nil
}

type loader struct {
	book *Codebook
	errs []error
	ids  map[string]string // entry id → where it was defined

	file     string
	line     int
	raw      string
	fileType string
	entry    *Entry
	sense    *Sense
	lights   []*Light
	composed []*Composition
	skip     bool // the entry's head was faulty: its lines are skipped

	classRefs []classRef
	includes  []include

	own   string // what the ids of a person's own entries begin with, "" for the first folder
	first int    // index of the first entry of the folder that is read
}

type classRef struct {
	class, file  string
	line, column int
}

type include struct {
	class, other, file string
	line, column       int
}

func newLoader() *loader {
	return &loader{
		book: &Codebook{
			classes: map[string]map[string]bool{}, contexts: map[string][]string{}, lights: map[string][]*Light{},
			composes: map[Kind]map[string][]*Composition{Verb: {}, Noun: {}, Adj: {}},
			of:       map[string]map[string]Outcome{},
		},
		ids: map[string]string{},
	}
}

// fail records a fault at the first place where part occurs in the line.
func (l *loader) fail(part, what, remedy string) {
	if len(l.errs) >= maxErrors {
		return
	}
	col := strings.Index(l.raw, part)
	if part == "" || col < 0 {
		col = len(l.raw) - len(strings.TrimLeft(l.raw, " \t"))
	}
	l.errs = append(l.errs, &Error{l.file, l.line, col + 1, what, remedy})
}

func (l *loader) read(name, text string) {
	l.file, l.line, l.fileType = path.Base(name), 0, ""
	l.entry, l.sense, l.lights, l.composed, l.skip = nil, nil, nil, nil, false
	text = strings.TrimPrefix(text, "\ufeff")
	for line := range strings.SplitSeq(text, "\n") {
		l.line++
		line = strings.TrimSuffix(line, "\r")
		l.raw = line
		if !utf8.ValidString(line) {
			l.fail("", "the line is not UTF-8", "save the file as UTF-8")
			continue
		}
		line = uncomment(line)
		if strings.TrimSpace(line) == "" {
			continue
		}
		body := strings.TrimLeft(line, " \t")
		indent := len(line) - len(body)
		if strings.Contains(line[:indent], "\t") {
			l.fail("\t", "a tab in the indent", "indent with spaces: two before a sense, four before an example")
			continue
		}
		body = strings.TrimRight(body, " \t")
		switch {
		case indent == 0:
			l.head(body)
		case l.skip:
		case strings.HasPrefix(body, ">"):
			l.example(body)
		case l.file == "composition.txt":
			l.compositionRule(body)
		case l.file == "light.txt":
			l.lightRule(body)
		default:
			l.senseLine(body)
		}
	}
}

// uncomment cuts a comment: a line that starts with #, or "  #" within a line.
func uncomment(line string) string {
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
		return ""
	}
	if i := strings.Index(line, "  #"); i >= 0 {
		return line[:i]
	}
	return line
}

func (l *loader) head(body string) {
	l.entry, l.sense, l.lights, l.composed, l.skip = nil, nil, nil, nil, false
	word, rest, _ := strings.Cut(body, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "type":
		if _, ok := types[rest]; !ok {
			l.fail(rest, fmt.Sprintf("no PLOVER type %q", rest), "write one of "+strings.Join(Types(), " "))
			return
		}
		l.fileType = rest
	case "group":
		if rest == "" || strings.ContainsAny(rest, " .#>") {
			l.fail(rest, "a group without a name of one word", "write for instance: group everyday")
			return
		}
		l.fileType = rest
	case "class":
		l.class(rest)
	case "context":
		l.context(rest)
	case "of":
		l.ofLine(rest)
	case "light":
		for _, lemma := range l.lemmas(Verb, rest) {
			l.lights = append(l.lights, &Light{ID: "light." + strings.Join(lemma, "-"), Lemma: lemma})
		}
		l.skip = len(l.lights) == 0
	case "verb", "noun", "adj":
		if l.file == "composition.txt" {
			l.composition(Kind(word), rest)
			return
		}
		l.newEntry(Kind(word), rest)
	default:
		l.skip = true
		l.fail(word, fmt.Sprintf("%q does not begin an entry", word),
			"begin with type, group, verb, noun, adj, class, context, light or of; indent senses by two spaces")
	}
}

// lemmas reads "meet, sit down" into words; hyphens split as the tokens do.
func (l *loader) lemmas(kind Kind, list string) [][]string {
	var out [][]string
	for part := range strings.SplitSeq(list, ",") {
		words := strings.FieldsFunc(part, func(r rune) bool { return r == ' ' || r == '-' })
		if len(words) == 0 {
			l.fail("", "an empty lemma", "write lemmas separated by commas: verb meet, sit down")
			continue
		}
		if len(words) > 5 {
			l.fail(strings.TrimSpace(part), "a lemma of more than five words", "write a comma between lemmas")
			continue
		}
		for _, w := range words {
			if strings.ContainsAny(w, ":|[]=>~") {
				l.fail(w, fmt.Sprintf("%q is no word", w), "put conditions on the indented lines below the entry")
				return nil
			}
		}
		out = append(out, words)
	}
	return out
}

func (l *loader) newEntry(kind Kind, rest string) {
	if l.fileType == "" {
		l.fail("", "an entry before the file's type", "begin the file with a line such as: type CONSULT")
		l.skip = true
		return
	}
	lemmas := l.lemmas(kind, rest)
	if len(lemmas) == 0 {
		l.skip = true
		return
	}
	id := l.own + strings.ToLower(l.fileType) + "." + strings.Join(lemmas[0], "-")
	if kind != Verb {
		id += "." + string(kind)
	}
	if at, ok := l.ids[id]; ok {
		l.fail("", fmt.Sprintf("%s %s is already an entry at %s", kind, strings.Join(lemmas[0], " "), at), "merge the two entries into one")
	}
	l.ids[id] = fmt.Sprintf("%s:%d", l.file, l.line)
	_, typed := types[l.fileType]
	l.entry = &Entry{ID: id, Kind: kind, Lemmas: lemmas, Group: !typed, File: l.file, Line: l.line}
	l.book.Entries = append(l.book.Entries, l.entry)
}

func (l *loader) class(rest string) {
	name, list, ok := strings.Cut(rest, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" || strings.ContainsAny(name, " ,") {
		l.fail(rest, "a class without its words", "write: class force = troop, soldier, fighter")
		l.skip = true
		return
	}
	if builtinClasses[name] {
		l.fail(name, fmt.Sprintf("class %s is built in", name), "choose another name")
		return
	}
	m := l.book.classes[name]
	if m == nil {
		m = map[string]bool{}
		l.book.classes[name] = m
	}
	// "=~other" includes another class, alone or as an item of the list.
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		part = strings.TrimPrefix(part, "=")
		switch {
		case part == "":
		case strings.HasPrefix(part, "~"):
			l.includes = append(l.includes, include{name, part[1:], l.file, l.line, strings.Index(l.raw, part) + 1})
		default:
			m[part] = true
		}
	}
}

func (l *loader) context(rest string) {
	name, list, ok := strings.Cut(rest, "=")
	name = strings.TrimSpace(name)
	if !ok {
		l.fail(rest, "a context without its words", "write: context economic = sanction, trade, tariff")
		l.skip = true
		return
	}
	if !contextNames[name] {
		l.fail(name, fmt.Sprintf("no PLOVER context %q", name), "write one of PLOVER's contexts, such as economic or human_rights")
		return
	}
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			l.book.contexts[part] = append(l.book.contexts[part], name)
		}
	}
}

// finish resolves class includes and checks class references over all files.
func (l *loader) finish() {
	for range 8 { // includes may chain; eight levels are more than anybody writes
		for _, in := range l.includes {
			for w := range l.book.classes[in.other] {
				l.book.classes[in.class][w] = true
			}
		}
	}
	for _, in := range l.includes {
		if l.book.classes[in.other] == nil {
			l.errs = append(l.errs, &Error{in.file, in.line, in.column, fmt.Sprintf("no class %q to include", in.other), "define it in classes.txt"})
		}
	}
	for _, r := range l.classRefs {
		if !builtinClasses[r.class] && l.book.classes[r.class] == nil && len(l.errs) < maxErrors {
			l.errs = append(l.errs, &Error{r.file, r.line, r.column, fmt.Sprintf("no class %q", r.class), "define it in classes.txt, or use a built-in class such as ~actor"})
		}
	}
	for _, e := range l.book.Entries {
		if len(e.Senses) == 0 && len(l.errs) < maxErrors {
			l.errs = append(l.errs, &Error{e.File, e.Line, 1, "an entry without a sense", "add a line below it, such as:   => " + "CONSULT 040"})
		}
	}
}
