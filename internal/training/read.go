package training

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
)

// Read reads one file of annotated sentences. The error lists every fault, a line
// each: file:line:column, what is wrong, what to do. Columns count characters from 1.
// Nothing is returned of a file with a fault.
func Read(name, text string) ([]Sentence, error) {
	r := &reader{file: name, seen: map[string]string{}, families: map[string]string{}}
	r.read(name, text)
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	return r.out, nil
}

// ReadAll reads every .txt file of a folder, sorted by name. Beside the faults of
// each file it tells of sentences that stand twice and of families in two files.
func ReadAll(files fs.FS) ([]Sentence, error) {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("no file of annotated sentences (*.txt) in the folder; give the folder data/training")
	}
	r := &reader{seen: map[string]string{}, families: map[string]string{}}
	for _, n := range names {
		raw, err := fs.ReadFile(files, n)
		if err != nil {
			return nil, fmt.Errorf("read the annotated sentences: %w", err)
		}
		r.read(path.Base(n), string(raw))
	}
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	return r.out, nil
}

type reader struct {
	file     string
	line     int
	family   string
	current  *Sentence
	out      []Sentence
	seen     map[string]string // words of a sentence → where it stands
	families map[string]string // name → file
	faults   []error
}

// fault notes what is wrong at a byte of the line and what to do about it.
func (r *reader) fault(line string, at int, what, remedy string) {
	at = min(at, len(line))
	r.faults = append(r.faults, fmt.Errorf("%s:%d:%d: %s; %s", r.file, r.line, utf8.RuneCountInString(line[:at])+1, what, remedy))
}

func (r *reader) read(name, text string) {
	r.file, r.line, r.family, r.current = name, 0, "", nil
	for line := range strings.SplitSeq(text, "\n") {
		r.line++
		if !utf8.ValidString(line) {
			r.fault("", 0, "the line is not UTF-8", "save the file as UTF-8")
			continue
		}
		if strings.HasSuffix(line, "\r") {
			r.fault("", 0, "the line ends with a carriage return", "save the file with plain line ends (LF)")
			line = strings.TrimRight(line, "\r")
		}
		switch {
		case strings.HasPrefix(line, "//"):
		case strings.TrimSpace(line) == "":
			r.close()
		case strings.HasPrefix(line, "= "):
			r.close()
			r.family = strings.TrimSpace(line[2:])
			if r.family == "" {
				r.fault(line, 2, "a family without a name", "write = NAME")
			} else if in, ok := r.families[r.family]; ok && in != name {
				r.fault(line, 2, fmt.Sprintf("the family %q is in %s too", r.family, in), "give it another name, or move its sentences together")
			} else if ok {
				r.fault(line, 2, fmt.Sprintf("the family %q was begun above", r.family), "move its sentences together, or give it another name")
			} else {
				r.families[r.family] = name
			}
		case r.current == nil:
			r.sentence(line)
		default:
			r.pair(line)
		}
	}
	r.close()
}

// close ends a block.
func (r *reader) close() {
	if r.current != nil && len(r.current.Pairs) == 0 {
		at := r.line
		r.line = r.current.Line
		r.fault("", 0, "the sentence has no pair line", "say what happens, such as a>b CONSULT, or a-b none")
		r.line = at
	}
	if r.current != nil {
		r.out = append(r.out, *r.current)
	}
	r.current = nil
}

func (r *reader) sentence(line string) {
	r.current = &Sentence{File: r.file, Line: r.line, Family: r.family}
	if r.family == "" {
		r.fault(line, 0, "a sentence before any family", "write = NAME above it")
	}
	r.unbracket(line)
	s := r.current
	words := strings.ToLower(strings.Join(strings.FieldsFunc(s.Text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }), " "))
	if at, ok := r.seen[words]; ok {
		r.fault(line, 0, "the same sentence stands at "+at, "drop one of the two, or change it")
	}
	r.seen[words] = fmt.Sprintf("%s:%d", r.file, r.line)
}

// unbracket takes the mentions out of a line.
func (r *reader) unbracket(line string) {
	s := r.current
	type opened struct {
		letter byte
		at     int // byte of the text
		column int // byte of the line
	}
	var text strings.Builder
	var open []opened
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '[' && i+2 < len(line) && line[i+1] >= 'a' && line[i+1] <= 'h' && line[i+2] == ' ':
			open = append(open, opened{line[i+1], text.Len(), i})
			i += 2
		case line[i] == '[':
			r.fault(line, i, "a bracket that opens no mention", "write [x words] with one letter from a to h; a sentence holds no other brackets")
			return
		case line[i] == ']':
			if len(open) == 0 {
				r.fault(line, i, "a ] without its [", "take it out, or write [x before the mention")
				return
			}
			o := open[len(open)-1]
			open = open[:len(open)-1]
			if strings.TrimSpace(text.String()[o.at:]) == "" {
				r.fault(line, i, "a mention without words", "write its words inside the brackets")
				return
			}
			s.Mentions = append(s.Mentions, Mention{o.letter, o.at, text.Len()})
		default:
			text.WriteByte(line[i])
		}
	}
	if len(open) > 0 {
		r.fault(line, open[len(open)-1].column, "a [ without its ]", "close the mention with ]")
	}
	slices.SortStableFunc(s.Mentions, func(a, b Mention) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	s.Text = text.String()
}

var (
	noneLine = regexp.MustCompile(`^([a-h]+)-([a-h]+) none$`)
	pairLine = regexp.MustCompile(`^([a-h]*)(<>|>)([a-h]*) ([A-Z]+)(?:/([a-z-]+))?(?: (\d{3}))?(?: "([^"]+)")?(?: marks=([a-z,]+))?(?: by=([a-h]+))?$`)
)

func (r *reader) pair(line string) {
	s := r.current
	p := Pair{Line: r.line, TriggerAt: -1}
	if m := noneLine.FindStringSubmatch(line); m != nil {
		p.Actors, p.Recipients, p.None = m[1], m[2], true
		r.letters(line, p.Actors+p.Recipients)
		s.Pairs = append(s.Pairs, p)
		return
	}
	m := pairLine.FindStringSubmatchIndex(line)
	if m == nil {
		r.fault(line, 0, "not a pair line", `write a>b TYPE/mode CAMEO "trigger" marks=… by=c with the parts in this order, or a-b none`)
		return
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return line[m[2*i]:m[2*i+1]]
	}
	p.Actors, p.Symmetric, p.Recipients = part(1), part(2) == "<>", part(3)
	p.Type, p.Mode, p.CAMEO, p.Trigger, p.By = part(4), part(5), part(6), part(7), part(9)
	r.letters(line, p.Actors+p.Recipients)
	r.letters(line, p.By)
	if p.Actors == "" && p.Recipients == "" {
		r.fault(line, 0, "neither actor nor recipient", "name one of them by its letter")
	}
	if p.Symmetric && (p.Actors == "" || p.Recipients == "") {
		r.fault(line, 0, "a mutual act with one side only", "name both sides, or write > for <>")
	}
	switch {
	case !slices.Contains(codebook.Types(), p.Type):
		r.fault(line, m[8], p.Type+" is no PLOVER type", "write one of "+strings.Join(codebook.Types(), " "))
	case p.Mode != "" && !slices.Contains(modes[p.Type], p.Mode):
		remedy := "leave the mode out"
		if len(modes[p.Type]) > 0 {
			remedy = "write one of " + strings.Join(modes[p.Type], " ")
		}
		r.fault(line, m[10], p.Type+" has no mode "+p.Mode, remedy)
	}
	if p.Trigger != "" {
		if p.TriggerAt = strings.Index(s.Text, p.Trigger); p.TriggerAt < 0 {
			r.fault(line, m[14], fmt.Sprintf("the trigger %q is not in the sentence", p.Trigger), "copy it from the sentence letter by letter")
		}
	}
	if m[16] >= 0 {
		for k := range strings.SplitSeq(part(8), ",") {
			switch mark := annals.Mark(k); {
			case !slices.Contains(marks, mark):
				r.fault(line, m[16], fmt.Sprintf("there is no mark %q", k), "write historical, future, hypothetical or negation")
			case slices.Contains(p.Marks, mark):
				r.fault(line, m[16], fmt.Sprintf("the mark %q stands twice", k), "write it once")
			default:
				p.Marks = append(p.Marks, mark)
			}
		}
	}
	s.Pairs = append(s.Pairs, p)
}

// letters checks that the sentence has a mention for each letter.
func (r *reader) letters(line, letters string) {
	for _, c := range []byte(letters) {
		if len(r.current.Of(string(c))) == 0 {
			r.fault(line, strings.IndexByte(line, c), fmt.Sprintf("no mention [%c …] in the sentence", c), "bracket it there, or take the letter out")
		}
	}
}

var marks = []annals.Mark{annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation}

// modes are PLOVER's, by type.
var modes = map[string][]string{
	"CONSULT":  {"visit", "third-party", "multilateral", "phone"},
	"RETREAT":  {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
	"REQUEST":  {"assist", "change", "yield", "meet"},
	"ACCUSE":   {"disapprove", "investigate", "allege"},
	"REJECT":   {"assist", "change", "yield", "meet"},
	"THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
	"PROTEST":  {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
	"SANCTION": {"convict", "expel", "withdraw", "discontinue"},
	"MOBILIZE": {"troops", "weapons", "police", "militia"},
	"COERCE":   {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"},
	"ASSAULT": {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack",
		"aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"},
}
