package coder

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals"
)

var update = flag.Bool("update", false, "write the snapshot anew")

// What is coded from each of our own sentences today, right or wrong, so that a
// change of the rules shows in its diff all that it changes. (What should be
// coded stands in testdata/gold.)
func TestSnapshot(t *testing.T) {
	const remedy = "if that is as it should be: go test ./internal/coder -run Snapshot -update, and look at the diff before you commit it"
	c := open(t)
	var b strings.Builder
	b.WriteString("# What is coded from the sentences of testdata/gold/dev-*.txt. Written by go test ./internal/coder -run Snapshot -update.\n")
	n := 0
	for _, g := range readGold(t, "dev-*.txt") {
		a := annals.Article{ID: "a-snapshot", Text: g.Text}
		if g.Published != "" {
			a.Published = annals.Date{Start: g.Published, Precision: annals.PrecisionDay, Basis: "given"}
		}
		fmt.Fprintf(&b, "\n@ %s  (%s:%d)\n%s\n%s", orDash(g.Published), g.File, g.Line, g.Text, records(c.Code(a)))
		n++
	}
	if n < 300 {
		t.Errorf("the snapshot covers %d sentences, fewer than 300", n)
	}
	name := filepath.Join("testdata", "snapshot.txt")
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v; %s", err, remedy)
	}
	got, old := strings.Split(b.String(), "\n\n"), strings.Split(string(want), "\n\n")
	differ := 0
	for i := range max(len(got), len(old)) {
		g, o := at(got, i), at(old, i)
		if g == o {
			continue
		}
		if differ++; differ <= 5 {
			t.Errorf("now\n%s\nbefore\n%s", g, o)
		}
	}
	if differ > 0 {
		t.Errorf("%d of %d sentences are coded otherwise; %s", differ, n, remedy)
	}
}

func at(l []string, i int) string {
	if i < len(l) {
		return l[i]
	}
	return "(nothing)"
}

// records writes what was coded from a sentence, one record a line: events as
// gold has them, then statements, figures and mentions.
func records(c annals.Coded) string {
	var b strings.Builder
	if len(c.Reports) == 0 {
		b.WriteString("> none\n")
	}
	for _, r := range c.Reports {
		what := r.Type
		if r.Mode != "" {
			what += "/" + r.Mode
		}
		fmt.Fprintf(&b, "> %s | %s | %s", actors(r.Actors), strings.TrimSpace(what+" "+r.CAMEO), actors(r.Recipient))
		for _, m := range r.Marks {
			fmt.Fprintf(&b, " | %s", m)
		}
		if len(r.ReportedBy) > 0 {
			fmt.Fprintf(&b, " | by %s", actors(r.ReportedBy))
		}
		fmt.Fprintf(&b, " | when %s", orDash(strings.TrimSuffix(r.When.Start+".."+r.When.End, "..")))
		if r.Where != nil {
			fmt.Fprintf(&b, " | where %s", r.Where.Name)
		}
		fmt.Fprintf(&b, " | %q by %s\n", r.Trigger.Text, r.Rule)
	}
	for _, s := range c.Statements {
		fmt.Fprintf(&b, "\" %s | %s %s | %s\n", actors(s.Speaker), s.Kind, s.Verb, s.Content)
	}
	for _, f := range c.Figures {
		fmt.Fprintf(&b, "# %s | %v..%v %s | of %s, %s | %s\n", f.Evidence.Text, f.Value, f.Max, f.Bound, orDash(f.Of), orDash(f.State), actors(f.Claimant))
	}
	var named []string
	for _, m := range c.Mentions {
		if m.Attribute {
			continue
		}
		named = append(named, fmt.Sprintf("%s = %s", m.Evidence.Text, actors(m.Actors)))
	}
	if len(named) > 0 {
		fmt.Fprintf(&b, "who: %s\n", strings.Join(named, "; "))
	}
	return b.String()
}

func actors(l []annals.Actor) string {
	out := make([]string, len(l))
	for i, a := range l {
		out[i] = strings.Join(append([]string{orDash(a.Code)}, a.Sectors...), ".")
		if a.Name != "" {
			out[i] += " " + a.Name
		}
	}
	return orDash(strings.Join(out, " + "))
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
