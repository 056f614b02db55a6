package cli

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The test binary is annals itself where ANNALS_TEST_RUN is set, so that tests
// can start, limit and kill it as a process.
func TestMain(m *testing.M) {
	if os.Getenv("ANNALS_TEST_RUN") != "" {
		os.Exit(Main(append([]string{"annals"}, os.Args[1:]...), os.Stdin, os.Stdout, os.Stderr))
	}
	testscript.Main(m, map[string]func(){
		"annals": func() { os.Exit(Main(append([]string{"annals"}, os.Args[1:]...), os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples/pages")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", examples)
			e.Setenv("CRAWL", filepath.Join(filepath.Dir(examples), "crawl"))
			e.Setenv("TMPDIR", filepath.Join(e.WorkDir, ".tmp"))
			return nil
		},
		Condition: func(c string) (bool, error) {
			if c == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", c)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// newer FILE: raise the schema version in the header of a database.
			"newer": func(ts *testscript.TestScript, neg bool, args []string) {
				patch(ts, args[0], 60, binary.BigEndian.AppendUint32(nil, 99))
			},
			// foreign FILE: make a database of another program.
			"foreign": func(ts *testscript.TestScript, neg bool, args []string) {
				patch(ts, args[0], 68, []byte("XXXX"))
			},
			// fill FILE BYTES CONTENT: repeat content up to so many bytes.
			"fill": func(ts *testscript.TestScript, neg bool, args []string) {
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n/len(args[2]))), 0o666))
			},
			// bytes FILE HEX: write raw bytes.
			"bytes": func(ts *testscript.TestScript, neg bool, args []string) {
				var raw []byte
				_, err := fmt.Sscanf(args[1], "%x", &raw)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), raw, 0o666))
			},
			// lines FILE N: the file has N lines.
			"lines": func(ts *testscript.TestScript, neg bool, args []string) {
				if n := strings.Count(ts.ReadFile(args[0]), "\n"); fmt.Sprint(n) != args[1] {
					ts.Fatalf("%s has %d lines, not %s", args[0], n, args[1])
				}
			},
		},
	})
}

func patch(ts *testscript.TestScript, name string, at int, with []byte) {
	raw, err := os.ReadFile(ts.MkAbs(name))
	ts.Check(err)
	copy(raw[at:], with)
	ts.Check(os.WriteFile(ts.MkAbs(name), raw, 0o666))
}

// command runs a command in this process.
func command(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, err strings.Builder
	code = run(context.Background(), append([]string{"annals"}, args...), strings.NewReader(stdin), &out, &err)
	return out.String(), err.String(), code
}

// everythingIn exports every list of an archive in both formats.
func everythingIn(t *testing.T, db string) string {
	t.Helper()
	var all strings.Builder
	for _, list := range []string{"articles", "events", "statements", "figures", "actors", "ledger"} {
		for _, format := range []string{"jsonl", "csv"} {
			out, stderr, code := command(t, "", "export", list, "--format", format, "--db", db)
			if code != 0 {
				t.Fatalf("export %s: %s", list, stderr)
			}
			fmt.Fprintf(&all, "== %s %s\n%s", list, format, out)
		}
	}
	return all.String()
}
