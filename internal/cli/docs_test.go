package cli

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the commands print into the documents")

var (
	reportID = regexp.MustCompile(`\br-[0-9a-f]{8}\b`)
	bookHash = regexp.MustCompile(`(\b20\d\d\.\d+)\+[0-9a-f]{8}`)
	whyOf    = regexp.MustCompile(`^annals why r-[0-9a-f]+`)
)

// The outputs in the documents are what the commands print, word for word. Each
// ```console block is run in order, in one folder that holds examples/ only:
// a line "$ COMMAND" is given to the shell, and what follows is its output.
func TestDocuments(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		t.Run(name, func(t *testing.T) { document(t, filepath.Join("../..", name)) })
	}
}

func document(t *testing.T, name string) {
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	run := shell(t)
	var out strings.Builder
	commands, last := 0, "" // last: what the command before printed
	rest := string(raw)
	for {
		before, block, ok := strings.Cut(rest, "```console\n")
		out.WriteString(before)
		if !ok {
			break
		}
		block, rest, ok = strings.Cut(block, "```")
		if !ok {
			t.Fatalf("%s: a block has no end", name)
		}
		out.WriteString("```console\n")
		parts := strings.Split("\n"+block, "\n$ ")
		if strings.TrimSpace(parts[0]) != "" {
			t.Fatalf("%s: a block begins with output: %q", name, parts[0])
		}
		for _, p := range parts[1:] {
			command, want, _ := strings.Cut(p, "\n")
			if *update && whyOf.MatchString(command) {
				// Ids change with what is coded: explain the record shown before.
				if id := reportID.FindString(last); id != "" {
					command = whyOf.ReplaceAllString(command, "annals why "+id)
				}
			}
			last = run(command)
			commands++
			if got := tidy(last); !*update && timeless(got) != timeless(tidy(want)) {
				t.Errorf("%s: $ %s\nprints\n%s\nbut the document says\n%s\n(if that is as it should be: go test ./internal/cli -run Documents -update)", name, command, got, tidy(want))
			}
			fmt.Fprintf(&out, "$ %s\n%s", command, tidy(last))
		}
		out.WriteString("```")
	}
	if strings.HasSuffix(name, "README.md") && commands < 12 {
		t.Errorf("only %d commands found: does this test still see them?", commands)
	}
	if *update && !t.Failed() && out.String() != string(raw) {
		if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// timeless leaves out the hash of the codebook, which every edit of it changes.
func timeless(s string) string { return bookHash.ReplaceAllString(s, "$1") }

// tidy is an output as a document holds it: without blanks at line ends and at
// its own.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \r")
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	if s == "" {
		return ""
	}
	return s + "\n"
}

// shell returns what runs a command line in a fresh folder, with annals at hand.
func shell(t *testing.T) func(command string) string {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here to run the documents' commands with")
	}
	dir, bin := t.TempDir(), t.TempDir()
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(examples, filepath.Join(dir, "examples")); err != nil {
		t.Fatal(err)
	}
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\nANNALS_TEST_RUN=1 exec '%s' \"$@\"\n", self)
	if err := os.WriteFile(filepath.Join(bin, "annals"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return func(command string) string {
		cmd := exec.Command(sh, "-c", command)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "TMPDIR="+t.TempDir(), "LC_ALL=C")
		raw, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("$ %s: %v\n%s", command, err, raw)
		}
		return string(raw)
	}
}
