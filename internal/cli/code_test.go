package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// scripted answers by what the text says, for tests of the serving alone.
type scripted struct{}

func (scripted) answer(q question) (any, error) {
	switch text := *q.Text; {
	case text == "panic":
		panic("as asked")
	case text == "hang":
		time.Sleep(time.Minute)
	case text == "fail":
		return nil, errors.New("as asked")
	}
	return map[string]any{"id": q.ID, "echo": *q.Text}, nil
}

func served(t testing.TB, in string, jobs int, deadline time.Duration) []string {
	t.Helper()
	var out bytes.Buffer
	if err := serve(strings.NewReader(in), &out, jobs, deadline, func() (answerer, error) { return scripted{}, nil }); err != nil {
		t.Fatal(err)
	}
	if out.Len() == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// lineNumber is where in the program a fault arose.
var lineNumber = regexp.MustCompile(`:\d+\)`)

func TestOneAnswerALineInOrder(t *testing.T) {
	in := `{"task":"code","id":1,"text":"a"}
{"task":"code","id":2,"text":"panic"}
{"task":"code","id":3,"text":"hang"}
{"task":"code","id":4,"text":"fail"}

nonsense
{"task":"code","id":"5","text":"line\u0085end\u007f"}`
	want := []string{
		`{"echo":"a","id":1}`,
		`{"id":2,"error":"a fault of Annals: as asked (cli/code_test.go:N)"}`,
		`{"id":3,"error":"no answer within 300ms; --deadline gives more time"}`,
		`{"id":4,"error":"as asked"}`,
		`{"id":null,"error":"the line is empty; give a JSON object with a task"}`,
		`{"id":null,"error":"not JSON at byte 2: invalid character 'o' in literal null (expecting 'u')"}`,
		`{"echo":"line\u0085end\u007f","id":"5"}`,
	}
	for _, jobs := range []int{1, 3} {
		got := served(t, in, jobs, 300*time.Millisecond)
		got[1] = lineNumber.ReplaceAllString(got[1], ":N)")
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%d jobs:\n%s\nwant\n%s", jobs, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestALineTooLongCostsOnlyItself(t *testing.T) {
	in := strings.Repeat("x", maxJSONLine+10) + "\n" + `{"task":"code","id":2,"text":"a"}` + "\n"
	got := served(t, in, 1, time.Second)
	if len(got) != 2 || !strings.Contains(got[0], "split the text") || got[1] != `{"echo":"a","id":2}` {
		t.Errorf("got %.200q", got)
	}
}

// FuzzCode: whatever comes in, each line gets exactly one answer, which is one
// line of valid JSON in UTF-8 with an id, in order.
func FuzzCode(f *testing.F) {
	f.Add(`{"task":"code","id":1,"text":"a"}` + "\n{bad\n\n[]\n")
	f.Add(`{"task":"relation","id":[1],"text":"é a","source":{"spans":[[0,1]]},"target":{"byte_spans":[[0,9]]}}`)
	f.Add(`{"task":"actor","id":null,"text":"x","date":"2008-13-06"}`)
	f.Add("{\"task\":\"page\",\"id\":\"\u0085\",\"html\":\"\"}\r\n")
	f.Fuzz(func(t *testing.T, in string) {
		got := served(t, strings.ReplaceAll(in, "hang", "rest"), 2, time.Minute)
		lines := strings.Split(in, "\n")
		if lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		if len(got) != len(lines) {
			t.Fatalf("%d answers to %d lines", len(got), len(lines))
		}
		for i, a := range got {
			if strings.ContainsFunc(a, unicode.IsControl) {
				t.Fatalf("line %d: answer %q holds a control character, at which some readers end a line", i+1, a)
			}
			var v map[string]json.RawMessage
			if err := json.Unmarshal([]byte(a), &v); err != nil || !utf8.ValidString(a) {
				t.Fatalf("line %d: answer %q: %v", i+1, a, err)
			}
			if _, ok := v["id"]; !ok {
				t.Fatalf("line %d: answer %q has no id", i+1, a)
			}
		}
	})
}

// Settled spans always lie on the characters they name.
func FuzzSettle(f *testing.F) {
	f.Add("“Éire” said", 1, 5)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		s := side{Spans: [][2]int{{from, to}}}
		if s.settle(text) != nil {
			return
		}
		p := s.ByteSpans[0]
		if utf8.RuneCountInString(text[:p[0]]) != from || utf8.RuneCountInString(text[:p[1]]) != to {
			t.Errorf("span %d–%d of %q became bytes %v", from, to, text, p)
		}
	})
}
