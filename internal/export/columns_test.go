package export

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/columns.md anew")

const document = "../../docs/columns.md"

// docs/columns.md says what the columns are; it is made from them.
func TestColumnsAreDocumented(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# The columns of the CSV lists

` + "`annals export LIST --format csv`" + ` writes UTF-8 with a header line, fields in double quotes where they hold a comma,
a quote or a line end (RFC 4180). Missing is an empty cell. Codes are strings: read them as text, or a
CAMEO code loses its leading zero (R: ` + "`colClasses = \"character\"`" + `; pandas: ` + "`dtype=str`" + `).

Lists within a cell are joined with "; ". Columns about actors keep the same order, so that the second code
belongs to the second name; an actor's sectors are joined with a slash. A cell of text that begins with
= + - @, a tab or a carriage return gets an apostrophe before it, so that no spreadsheet runs it as a
formula; columns of numbers stay numbers. Control characters become U+FFFD. JSON lines carry every text
unchanged.
`)
	for _, list := range Lists {
		fmt.Fprintf(&b, "\n## %s\n\n| column | meaning |\n|---|---|\n", list)
		for _, c := range Columns(list) {
			fmt.Fprintf(&b, "| %s | %s |\n", c.Name, c.Means)
		}
	}
	if *update {
		if err := os.MkdirAll("../../docs", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(document, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(document)
	if err != nil || string(have) != b.String() {
		t.Errorf("docs/columns.md is not what the columns are (%v): run go test ./internal/export -run Columns -update", err)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@A1": "'@A1", "\tx": "'\tx", "\rx": "'\rx",
		"plain": "plain", "a=b": "a=b", "": "", "x\x00y": "x\uFFFDy", "é": "é",
	} {
		if got := Cell(in); got != want {
			t.Errorf("Cell(%q) = %q, want %q", in, got, want)
		}
	}
}
