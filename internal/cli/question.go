package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// question is a line of `annals code`, whatever its task.
type question struct {
	Task       string          `json:"task"`
	ID         json.RawMessage `json:"id"`
	Text       *string         `json:"text"`
	Title      string          `json:"title"`
	Date       string          `json:"date"`
	URL        string          `json:"url"`
	HTML       *string         `json:"html"`
	HTMLBase64 *string         `json:"html_base64"`
	Labels     string          `json:"labels"`
	Source     *side           `json:"source"`
	Target     *side           `json:"target"`
	Country    string          `json:"country"`
	Context    string          `json:"context"`
}

// side is one side of a relation: where its mentions stand in the text.
type side struct {
	Text      string   `json:"text"`
	Spans     [][2]int `json:"spans"`      // characters, end exclusive
	ByteSpans [][2]int `json:"byte_spans"` // bytes; they win where both are given
}

// ask reads a line. Where it is no question, the id is still returned if it
// can be told.
func ask(line []byte) (question, error) {
	var q question
	if len(bytes.TrimSpace(line)) == 0 {
		return q, errors.New("the line is empty; give a JSON object with a task")
	}
	err := json.Unmarshal(line, &q)
	if err != nil {
		var id struct {
			ID json.RawMessage `json:"id"`
		}
		_ = json.Unmarshal(line, &id) // as far as it goes: only the id is wanted
		q.ID = compact(id.ID)
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			return q, fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, err)
		case errors.As(err, &kind) && kind.Field == "":
			return q, fmt.Errorf("a JSON object is wanted, this is a %s", kind.Value)
		case errors.As(err, &kind):
			return q, fmt.Errorf("the field %q cannot be a %s", kind.Field, kind.Value)
		}
		return q, err
	}
	q.ID = compact(q.ID)
	switch q.Task {
	case "code", "relation", "actor", "article":
		if q.Text == nil {
			return q, fmt.Errorf("the task %q needs the field \"text\"", q.Task)
		}
	case "page":
		n := 0
		for _, f := range []*string{q.Text, q.HTML, q.HTMLBase64} {
			if f != nil {
				n++
			}
		}
		if n != 1 {
			return q, errors.New(`the task "page" needs one of the fields "html", "html_base64" and "text"`)
		}
	case "":
		return q, errors.New(`the field "task" is missing: code, relation, actor, page or article`)
	default:
		return q, fmt.Errorf("the task %q is not known: code, relation, actor, page or article", q.Task)
	}
	if len(q.Date) > 10 && (q.Date[10] == 'T' || q.Date[10] == ' ') {
		q.Date = q.Date[:10] // a time of day says no more of the date
	}
	if q.Date != "" && !dateForm.MatchString(q.Date) {
		return q, fmt.Errorf("the date %q is not of the form 2024-02-06, 2024-02 or 2024", q.Date)
	}
	if q.Task == "relation" {
		switch q.Labels {
		case "", "plover15", "binary", "plover":
		default:
			return q, fmt.Errorf("the labels %q are not known: plover15, binary or plover", q.Labels)
		}
		for _, s := range []struct {
			name string
			*side
		}{{"source", q.Source}, {"target", q.Target}} {
			if s.side == nil {
				continue
			}
			if err := s.settle(*q.Text); err != nil {
				return q, fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return q, nil
}

// compact is an id as it is echoed: on one line, in UTF-8 whatever came in.
func compact(id json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if len(id) == 0 || json.Compact(&b, bytes.ToValidUTF8(id, []byte("\ufffd"))) != nil {
		return nil
	}
	// Some readers of lines end one at these as well.
	return bytes.ReplaceAll(bytes.ReplaceAll(b.Bytes(), []byte("\u2028"), []byte(`\u2028`)), []byte("\u2029"), []byte(`\u2029`))
}

// settle turns spans of characters into spans of bytes and checks them.
func (s *side) settle(text string) error {
	if s.ByteSpans == nil && s.Spans != nil {
		at := make([]int, 0, len(text)+1) // character → byte
		for i := range text {
			at = append(at, i)
		}
		at = append(at, len(text))
		for _, p := range s.Spans {
			if p[0] < 0 || p[1] <= p[0] || p[1] >= len(at) {
				return fmt.Errorf("the span [%d,%d] is not within the %d characters of the text", p[0], p[1], len(at)-1)
			}
			s.ByteSpans = append(s.ByteSpans, [2]int{at[p[0]], at[p[1]]})
		}
	}
	for _, p := range s.ByteSpans {
		if p[0] < 0 || p[1] <= p[0] || p[1] > len(text) || !utf8.RuneStart(text[p[0]]) || p[1] < len(text) && !utf8.RuneStart(text[p[1]]) {
			return fmt.Errorf("the byte span [%d,%d] does not begin and end at characters of the text", p[0], p[1])
		}
	}
	return nil
}
