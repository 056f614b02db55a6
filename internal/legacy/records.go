package legacy

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"annals.example/annals"
)

// Record is one sentence of a PETRARCH validation file with the events that it asks for.
type Record struct {
	ID, Category string
	Text         string
	Day          int
	Options      Options
	Want         []Triple
	// Skip says why a record is not to be coded, "" if it is.
	Skip string
}

// Records reads a validation file. Options hold from the place in the file where they
// are set. PETRARCH passes over what is no sentence, what is of a category that the
// file's <Include> does not name, and looks at the words of the parse, not at the text:
// where the two differ the words of the parse are taken.
func Records(name string, in io.Reader) ([]Record, error) {
	var out []Record
	opt := Usual()
	include := map[string]bool{}
	d := xml.NewDecoder(in)
	d.Strict = false
	var rec *Record
	var text, parse string
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: read the validation records: %w", name, err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range t.Attr {
				attr[a.Name.Local] = strings.TrimSpace(a.Value)
			}
			switch t.Name.Local {
			case "Config":
				configure(&opt, attr["option"], attr["value"])
			case "Sentence":
				rec = &Record{ID: attr["id"], Category: attr["category"], Options: opt}
				rec.Day, err = strconv.Atoi(attr["date"])
				if err != nil {
					return nil, fmt.Errorf("%s: record %s: date %q is no day; write it as 19950601", name, rec.ID, attr["date"])
				}
				switch {
				case !strings.EqualFold(attr["sentence"], "true"):
					rec.Skip = `marked sentence="false"`
				case len(include) > 0 && !include[rec.Category]:
					rec.Skip = "of a category that the file does not include: " + rec.Category
				}
				text, parse = "", ""
			case "EventCoding":
				switch {
				case rec == nil:
				case attr["error"] != "":
					rec.Skip = "tests an error of the input: " + attr["error"]
				case strings.HasPrefix(attr["sourcecode"], `"`) || strings.HasPrefix(attr["targetcode"], `"`):
					rec.Skip = "asks for actors by their words (new_actor_length)"
				case attr["eventcode"] != "":
					rec.Want = append(rec.Want, Triple{Source: attr["sourcecode"], Target: attr["targetcode"], Code: attr["eventcode"]})
				}
			case "Include", "Text", "Parse":
				var body string
				if err := d.DecodeElement(&body, &t); err != nil {
					return nil, fmt.Errorf("%s: <%s>: %w", name, t.Name.Local, err)
				}
				switch t.Name.Local {
				case "Include":
					for f := range strings.FieldsSeq(body) {
						include[f] = true
					}
				case "Text":
					text = strings.Join(strings.Fields(body), " ")
				default:
					parse = body
				}
			}
		case xml.EndElement:
			if t.Name.Local == "Sentence" && rec != nil {
				rec.Text = text
				if leaves := leaves(parse); !sameWords(text, leaves) {
					rec.Text = detokenise(leaves)
				}
				out = append(out, *rec)
				rec = nil
			}
		}
	}
}

func configure(o *Options, option, value string) {
	n, _ := strconv.Atoi(value)
	switch option {
	case "require_dyad":
		o.Alone = strings.EqualFold(value, "false")
	case "comma_bmin":
		o.Commas.Begin[0] = n
	case "comma_bmax":
		o.Commas.Begin[1] = n
	case "comma_emin":
		o.Commas.End[0] = n
	case "comma_emax":
		o.Commas.End[1] = n
	case "comma_min":
		o.Commas.Between[0] = n
	case "comma_max":
		o.Commas.Between[1] = n
	}
}

// leaves are the words of a bracketed parse.
func leaves(parse string) []string {
	var out []string
	for f := range strings.FieldsSeq(strings.ReplaceAll(parse, ")", " ) ")) {
		if f != ")" && !strings.HasPrefix(f, "(") {
			out = append(out, f)
		}
	}
	return out
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func sameWords(text string, words []string) bool {
	return len(words) == 0 || letters(text) == letters(strings.Join(words, ""))
}

// detokenise joins the words of a parse as they are written.
func detokenise(words []string) string {
	var b strings.Builder
	glue := []string{",", ".", ";", ":", "?", "!", "'s", "'S", "n't", "'", "''", "%"}
	for i, w := range words {
		if i > 0 && !slices.Contains(glue, w) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// Score compares what was coded with what the records ask for, exact triples. A triple
// that is said twice counts once.
type Score struct{ Records, Skipped, Right, Said, Want int }

// F is the F1 measure.
func (s Score) F() float64 {
	if s.Said+s.Want == 0 {
		return 0
	}
	return 2 * float64(s.Right) / float64(s.Said+s.Want)
}

// Add counts one record.
func (s *Score) Add(want, said []Triple) {
	s.Records++
	s.Want += len(want)
	s.Said += len(said)
	for _, w := range want {
		if slices.ContainsFunc(said, func(t Triple) bool { return t.Source == w.Source && t.Target == w.Target && t.Code == w.Code }) {
			s.Right++
		}
	}
}

// Validate codes the unit records of a folder that holds PETRARCH's validation suite by
// the dictionaries beside them, and compares. read parses a text.
func Validate(folder fs.FS, read func(text string) []annals.Sentence) (Score, error) {
	var s Score
	var files [3][]File
	for i, k := range Kinds {
		name := "PETR.Validate." + k + ".txt"
		raw, err := fs.ReadFile(folder, name)
		if err != nil {
			return s, err
		}
		files[i] = []File{{name, string(raw)}}
	}
	d, err := Read(files[0], files[1], files[2])
	if err != nil {
		return s, err
	}
	const name = "PETR.UnitTest.records.xml"
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return s, err
	}
	all, err := Records(name, bytes.NewReader(raw))
	if err != nil {
		return s, err
	}
	for _, r := range all {
		if r.Skip != "" {
			s.Skipped++
			continue
		}
		var said []Triple
		sents := read(r.Text)
		for i := range sents {
			said = append(said, d.Code(&sents[i], r.Day, r.Options)...)
		}
		s.Add(r.Want, said)
	}
	return s, nil
}
