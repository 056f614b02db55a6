package annals_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "annals.example/annals"

// Who may import whom, as ARCHITECTURE.md explains: the layout is the pipeline,
// and stages meet in coder alone.
var (
	stages = []string{"page", "article", "copies", "language", "actor", "when", "where", "codebook", "event", "statement", "figure"}
	// A stage may know the codebook, whose rules it applies.
	knowCodebook = []string{"event", "statement", "figure"}
	// Leaves know nothing of the pipeline; any room may import them.
	leaves = []string{"compress"}
	// What a stage takes as arguments instead of reaching for it.
	beyondStages = []string{"os", "log", "log/slog", "net", "net/http", "database/sql", "os/exec", "math/rand", "math/rand/v2"}
)

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("go list: %v\n%s", err, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 15 {
		t.Fatalf("go list names only %d packages", len(all))
	}
	return all
}

// room is the folder below internal that a package of this module lies in:
// "event" for internal/event/tree; "" for the root and what lies elsewhere.
func room(path string) string {
	rest, ok := strings.CutPrefix(path, module+"/internal/")
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(rest, "/")
	return first
}

func TestStagesImportTheRootAndNothingOfOurs(t *testing.T) {
	for _, p := range packages(t) {
		own := room(p.ImportPath)
		if p.ImportPath == module {
			for _, i := range p.Imports {
				if strings.Contains(i, ".") {
					t.Errorf("the root package imports %s; it holds types only", i)
				}
			}
		}
		if slices.Contains(leaves, own) {
			for _, i := range p.Imports {
				if i == module || strings.HasPrefix(i, module+"/") {
					t.Errorf("%s imports %s; it shall know nothing of the pipeline", p.ImportPath, i)
				}
			}
		}
		// Programs that make a stage's data are run by hand and are no stage.
		if !slices.Contains(stages, own) || strings.HasSuffix(p.ImportPath, "/make") || strings.HasSuffix(p.ImportPath, "/gen") {
			continue
		}
		for _, i := range p.Imports {
			to := room(i)
			switch {
			case to == "codebook" && slices.Contains(knowCodebook, own), to == own, slices.Contains(leaves, to):
			case to != "":
				t.Errorf("%s imports %s; stages meet in coder", p.ImportPath, i)
			case slices.Contains(beyondStages, i):
				t.Errorf("%s imports %s; what a stage needs comes in as an argument", p.ImportPath, i)
			}
		}
	}
}

// The layers above the stages, lowest first; a package imports no layer above
// its own.
func TestLayersLookDown(t *testing.T) {
	layer := map[string]int{"coder": 1, "archive": 1, "query": 2, "reading": 2, "watch": 2, "export": 3, "chart": 3, "cli": 4, "web": 4, "api": 4, "mcp": 4}
	for _, p := range packages(t) {
		own := layer[room(p.ImportPath)]
		for _, i := range p.Imports {
			if to := layer[room(i)]; to > own && room(p.ImportPath) != "" && own != 0 {
				t.Errorf("%s imports %s, which lies above it", p.ImportPath, i)
			}
			if layer[room(i)] == 4 && own != 4 && room(p.ImportPath) != "" {
				t.Errorf("%s imports the face %s", p.ImportPath, i)
			}
			if strings.HasSuffix(i, "/internal/archive/sqlite") && own < 4 && !strings.Contains(p.ImportPath, "/internal/archive") && p.ImportPath != module+"/internal/scores" {
				t.Errorf("%s imports a store; it shall know the interface only", p.ImportPath)
			}
		}
	}
}

// Coding needs no network. Only watch makes connections.
func TestOnlyWatchSpeaksToTheNetwork(t *testing.T) {
	for _, p := range packages(t) {
		if room(p.ImportPath) == "watch" {
			continue
		}
		for _, i := range p.Imports {
			if i == "net" || i == "net/http" || i == "crypto/tls" || i == "net/rpc" || i == "net/smtp" {
				t.Errorf("%s imports %s; only internal/watch speaks to the network", p.ImportPath, i)
			}
		}
	}
}

// Each third-party module is known to one package, so that it can be replaced
// there. x/text and x/net are families: each of their packages counts alone.
func TestEachModuleIsImportedByOnePackage(t *testing.T) {
	users := map[string][]string{}
	for _, p := range packages(t) {
		seen := map[string]bool{}
		for _, i := range p.Imports {
			first, _, _ := strings.Cut(i, "/")
			if !strings.Contains(first, ".") || strings.HasPrefix(i, module) {
				continue
			}
			key := i
			if parts := strings.Split(i, "/"); first == "github.com" && len(parts) > 3 {
				key = strings.Join(parts[:3], "/")
			} else if strings.HasPrefix(i, "modernc.org/sqlite") {
				key = "modernc.org/sqlite"
			}
			if !seen[key] {
				seen[key] = true
				users[key] = append(users[key], p.ImportPath)
			}
		}
	}
	for key, by := range users {
		if len(by) > 1 {
			t.Errorf("%s is imported by %s; one of them should offer what the others need", key, strings.Join(by, ", "))
		}
	}
	if len(users) < 3 {
		t.Errorf("only %d modules found: does this test still see them?", len(users))
	}
}
