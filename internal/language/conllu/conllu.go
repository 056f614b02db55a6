// Package conllu answers "how is a treebank written down?": it reads and writes
// CoNLL-U, the ten-column format of Universal Dependencies
// (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// NoHead is the Head of a word whose head column is "_".
const NoHead = -2

// Word is one syntactic word. Columns that a file leaves empty ("_") are "".
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // index into Sentence.Words, from 0; -1 for the root; NoHead if not given
	Deprel, Deps, Misc             string
	// Glued is true where no space follows: SpaceAfter=No, or inside a range
	// ("don't" = "do" + "n't").
	Glued bool
	Line  int // line of the file, from 1; 0 if not read from one
}

// Sentence is one sentence with its comment lines, as read ("# text = …").
type Sentence struct {
	Comments []string
	Words    []Word
	Line     int // line of the file where it starts, from 1
}

// Forms are the words as written.
func (s Sentence) Forms() []string {
	f := make([]string, len(s.Words))
	for i, w := range s.Words {
		f[i] = w.Form
	}
	return f
}

// Comment returns the value of "# key = value", and whether there is such a line
// ("# newpar" has an empty value).
func (s Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		k, v, _ := strings.Cut(strings.TrimLeft(c, "# \t"), "=")
		if strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// Attribute returns the value of key in the MISC column ("NER=B-PER|…").
func (w Word) Attribute(key string) (string, bool) {
	for f := range strings.SplitSeq(w.Misc, "|") {
		if k, v, ok := strings.Cut(f, "="); ok && k == key {
			return v, true
		}
	}
	return "", false
}

// ReadError says what is wrong with which line.
type ReadError struct {
	Name   string // the file, as given to Read
	Line   int    // from 1
	Reason string
	Remedy string
}

func (e *ReadError) Error() string {
	return fmt.Sprintf("%s:%d: %s; %s", e.Name, e.Line, e.Reason, e.Remedy)
}

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

// Read yields the sentences of a CoNLL-U file. A line may have fewer than ten
// columns, as long as it has the first two; multiword ranges (3-4) and empty
// nodes (5.1) are left out. A sentence with a wrong line is yielded as a
// *ReadError, and reading goes on behind the next blank line. name stands in
// the errors.
func Read(name string, r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(nil, maxLine)
		p := parser{name: name}
		for in.Scan() {
			p.line++
			if blank := p.take(in.Text()); blank && !p.flush(yield) {
				return
			}
		}
		if !p.flush(yield) {
			return
		}
		if err := in.Err(); err != nil {
			reason, remedy := err.Error(), "the rest of the file was not read"
			if errors.Is(err, bufio.ErrTooLong) {
				reason, remedy = fmt.Sprintf("a line of more than %d bytes", maxLine), "is this a CoNLL-U file? The rest was not read"
			}
			yield(Sentence{}, &ReadError{name, p.line + 1, reason, remedy})
		}
	}
}

// parser holds the sentence being read.
type parser struct {
	name       string
	line       int
	cur        Sentence
	rangeEnd   int // ID of the last word of the range being read, 0 if none
	rangeGlued bool
	err        *ReadError
}

func (p *parser) fail(reason, remedy string) {
	if p.err == nil {
		p.err = &ReadError{p.name, p.line, reason, remedy}
	}
}

// flush yields the sentence just ended, if there is one.
func (p *parser) flush(yield func(Sentence, error) bool) bool {
	s, err := p.cur, p.err
	p.cur, p.err, p.rangeEnd = Sentence{}, nil, 0
	if err == nil {
		for i, w := range s.Words {
			if w.Head >= len(s.Words) || w.Head == i {
				err = &ReadError{p.name, w.Line, fmt.Sprintf("head %d in a sentence of %d words", w.Head+1, len(s.Words)), "a head is 0 or the ID of another word"}
				break
			}
		}
	}
	if err != nil {
		return yield(Sentence{}, err)
	}
	if len(s.Words) == 0 {
		return true
	}
	return yield(s, nil)
}

// take reads one line and reports whether it ends a sentence.
func (p *parser) take(l string) bool {
	l = strings.TrimSuffix(l, "\r")
	if p.line == 1 {
		l = strings.TrimPrefix(l, "\uFEFF")
	}
	if strings.TrimSpace(l) == "" {
		return true
	}
	if p.cur.Line == 0 {
		p.cur.Line = p.line
	}
	if !utf8.ValidString(l) {
		p.fail("not valid UTF-8", "convert the file to UTF-8")
		return false
	}
	if l[0] == '#' {
		p.cur.Comments = append(p.cur.Comments, l)
		return false
	}
	f := strings.Split(l, "\t")
	if len(f) < 2 || len(f) > 10 {
		p.fail(fmt.Sprintf("%d columns", len(f)), "a word has ten columns (ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC), with one tab between two")
		return false
	}
	for len(f) < 10 {
		f = append(f, "_")
	}
	id := f[0]
	if a, b, ok := strings.Cut(id, "-"); ok {
		x, err1 := strconv.Atoi(a)
		y, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || x != len(p.cur.Words)+1 || y < x {
			p.fail(fmt.Sprintf("range %q", id), "a range stands before its first word, as 3-4 before word 3")
			return false
		}
		p.rangeEnd, p.rangeGlued = y, has(f[9], "SpaceAfter=No")
		return false
	}
	if a, b, ok := strings.Cut(id, "."); ok {
		_, err1 := strconv.Atoi(a)
		_, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil {
			p.fail(fmt.Sprintf("ID %q", id), "an empty node is numbered as 5.1")
		}
		return false
	}
	n, err := strconv.Atoi(id)
	if err != nil || n != len(p.cur.Words)+1 {
		p.fail(fmt.Sprintf("ID %q where %d was due", id, len(p.cur.Words)+1), "words are numbered from 1 in each sentence, and a blank line ends a sentence")
		return false
	}
	if f[1] == "" {
		p.fail("no form", "write the word, or _ for an underscore")
		return false
	}
	w := Word{Form: f[1], Line: p.line, Head: NoHead, Glued: has(f[9], "SpaceAfter=No"),
		Lemma: value(f[2]), UPOS: value(f[3]), XPOS: value(f[4]), Feats: value(f[5]), Deprel: value(f[7]), Deps: value(f[8]), Misc: value(f[9])}
	if f[1] == "_" && f[2] == "_" {
		w.Lemma = "_" // the underscore itself
	}
	if f[6] != "_" {
		h, err := strconv.Atoi(f[6])
		if err != nil || h < 0 {
			p.fail(fmt.Sprintf("head %q", f[6]), "a head is 0, the ID of another word, or _")
			return false
		}
		w.Head = h - 1
	}
	if p.rangeEnd >= n {
		w.Glued = n < p.rangeEnd || p.rangeGlued
	}
	p.cur.Words = append(p.cur.Words, w)
	return false
}

func value(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

func has(misc, field string) bool {
	for f := range strings.SplitSeq(misc, "|") {
		if f == field {
			return true
		}
	}
	return false
}

// Write writes one sentence and the blank line behind it. SpaceAfter is written
// as Glued has it.
func Write(w io.Writer, s Sentence) error {
	var b bytes.Buffer
	for _, c := range s.Comments {
		b.WriteString(oneLine(c))
		b.WriteByte('\n')
	}
	for i, x := range s.Words {
		head := ""
		if x.Head != NoHead {
			head = strconv.Itoa(x.Head + 1)
		}
		misc := x.Misc
		if x.Glued != has(misc, "SpaceAfter=No") {
			misc = setSpaceAfter(misc, x.Glued)
		}
		for j, c := range [...]string{strconv.Itoa(i + 1), x.Form, x.Lemma, x.UPOS, x.XPOS, x.Feats, head, x.Deprel, x.Deps, misc} {
			if j > 0 {
				b.WriteByte('\t')
			}
			if c = oneLine(c); c == "" {
				c = "_"
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// oneLine keeps a value within its column.
func oneLine(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if strings.ContainsAny(s, "\t\n\r") {
		s = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s)
	}
	return s
}

func setSpaceAfter(misc string, no bool) string {
	var keep []string
	for f := range strings.SplitSeq(misc, "|") {
		if f != "" && !strings.HasPrefix(f, "SpaceAfter=") {
			keep = append(keep, f)
		}
	}
	if no {
		keep = append(keep, "SpaceAfter=No")
	}
	return strings.Join(keep, "|")
}
