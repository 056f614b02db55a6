// Package validate answers "is it well formed?" for the sentences of data/language,
// whose names and trees people wrote: each fault is told with file and line.
package validate

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Fault is one thing that is wrong with a file.
type Fault struct {
	Name string // the file
	Line int    // from 1
	What string // what is wrong and what to do
}

func (f Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.Name, f.Line, f.What) }

// kinds are the kinds of names, as in CoNLL 2003.
var kinds = map[string]bool{"PER": true, "ORG": true, "LOC": true, "MISC": true}

// articles may not begin a name: they are no part of it. The Hague keeps its own.
var articles = map[string]bool{"the": true, "The": true, "THE": true, "a": true, "A": true, "an": true, "An": true}

// names walks over one file of names.
type names struct {
	file   string
	faults []Fault
	seen   map[string]int // text of a sentence → its line

	text     string // "# text" of the sentence, "" before it came
	textLine int
	rest     string // what of text the words have not spelt yet
	words    []string
	tags     []string
	first    int // line of the first word
}

// Names reads two columns, word and BIO tag, divided by a tab. "# text = …" stands
// before each sentence and is spelt by its words; "# newdoc" begins an article; an
// empty line ends a sentence. Names hold neither "the" nor a possessive.
func Names(file string, r io.Reader) []Fault {
	n := names{file: file, seen: map[string]int{}}
	in := bufio.NewScanner(r)
	line := 0
	for in.Scan() {
		line++
		n.line(line, in.Text())
	}
	if err := in.Err(); err != nil {
		n.fault(line+1, "%v", err)
	}
	if n.text != "" || len(n.words) > 0 {
		n.fault(line, "the file ends inside a sentence; an empty line ends it")
	}
	return n.faults
}

func (n *names) fault(line int, format string, a ...any) {
	n.faults = append(n.faults, Fault{n.file, line, fmt.Sprintf(format, a...)})
}

func (n *names) line(line int, l string) {
	switch {
	case l == "":
		n.end(line)
	case l == "# newdoc":
		if n.text != "" {
			n.fault(line, "an article begins inside a sentence; put an empty line before it")
		}
	case strings.HasPrefix(l, "# text = "):
		n.begin(line, strings.TrimPrefix(l, "# text = "))
	case l[0] == '#' && !strings.Contains(l, "\t"):
		n.fault(line, "unknown comment %q; there are \"# newdoc\" and \"# text = …\"", l)
	default:
		n.word(line, l)
	}
}

func (n *names) begin(line int, text string) {
	if n.text != "" {
		n.fault(line, "a second text in one sentence; an empty line ends a sentence")
	}
	if before, twice := n.seen[text]; twice {
		n.fault(line, "the sentence of line %d again; take one out", before)
	}
	n.seen[text] = line
	n.text, n.rest, n.textLine = text, text, line
}

func (n *names) word(line int, l string) {
	word, tag, ok := strings.Cut(l, "\t")
	if !ok || word == "" || tag == "" || strings.Contains(tag, "\t") {
		n.fault(line, "%q is not a word, a tab and a tag", l)
		return
	}
	if n.text == "" {
		n.fault(line, "a word before \"# text = …\"; write the sentence there")
		n.text = word
		n.rest = word
	}
	if len(n.words) == 0 {
		n.first = line
	}
	n.rest = strings.TrimLeft(n.rest, " ")
	if rest, ok := strings.CutPrefix(n.rest, word); ok {
		n.rest = rest
	} else {
		n.fault(line, "the text of line %d goes on with %q, the words with %q", n.textLine, clip(n.rest), word)
	}
	before := "O"
	if len(n.tags) > 0 {
		before = n.tags[len(n.tags)-1]
	}
	switch part, kind, _ := strings.Cut(tag, "-"); {
	case tag == "O":
	case part != "B" && part != "I" || !kinds[kind]:
		n.fault(line, "tag %q; there are O and B- or I- with PER, ORG, LOC or MISC", tag)
	case part == "I" && (before == "O" || before[2:] != kind):
		n.fault(line, "%s behind %s continues nothing; a name begins with B-%s", tag, before, kind)
	}
	n.words, n.tags = append(n.words, word), append(n.tags, tag)
}

func (n *names) end(line int) {
	if n.text == "" {
		if line > 1 {
			n.fault(line, "an empty line that ends no sentence; take it out")
		}
		return
	}
	if len(n.words) == 0 {
		n.fault(line, "a text without words; write them below it, one a line")
	}
	if rest := strings.TrimSpace(n.rest); rest != "" && len(n.words) > 0 {
		n.fault(line, "the words end before the text does: %q is left", clip(rest))
	}
	for i, tag := range n.tags {
		if w := n.words[i]; tag[0] == 'B' && articles[w] && (i+1 == len(n.words) || n.words[i+1] != "Hague") {
			n.fault(n.first+i, "a name begins with %q; articles are no part of names", w)
		}
		last := i+1 == len(n.tags) || !strings.HasPrefix(n.tags[i+1], "I-")
		if w := n.words[i]; tag != "O" && last && (w == "'s" || w == "’s" || w == "'" || w == "’") {
			n.fault(n.first+i, "a name ends with %q; a possessive is no part of it", w)
		}
	}
	n.text, n.rest, n.words, n.tags = "", "", nil, nil
}

// clip shortens what is quoted in a fault.
func clip(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}
