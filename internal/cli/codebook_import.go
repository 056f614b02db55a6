package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/coder"
	"annals.example/annals/internal/legacy"
)

type codebookImport struct {
	Out    string   `arg:"" name:"dir" help:"The folder to write; give it as --data afterwards."`
	Verbs  []string `required:"" type:"path" placeholder:"FILE" help:"A verbs dictionary of TABARI or PETRARCH, with its patterns; may be given several times."`
	Actors []string `required:"" type:"path" placeholder:"FILE" help:"An actors dictionary; may be given several times."`
	Agents []string `type:"path" placeholder:"FILE" help:"An agents dictionary (soldiers, ministers); may be given several times."`
	Force  bool     `help:"Write over dictionaries that are there already."`
}

func (c *codebookImport) Help() string {
	return "Reads dictionaries of the older event coders, names every fault with file and line, and writes DIR/" + coder.Dictionaries + ".\n" +
		"`read`, `code` and `codebook try` with --data DIR then code by these dictionaries alone: source and target have their codes\n" +
		"(ISRMIL is ISR, sector MIL), the event has the pattern's CAMEO code and the PLOVER type that belongs to it.\n" +
		"\nExit codes: 0 done; 1 a dictionary has faults, and nothing was written; 2 wrong usage."
}

func (c *codebookImport) Run(e *env) error {
	folder := filepath.Join(c.Out, coder.Dictionaries)
	if _, err := os.Stat(folder); err == nil && !c.Force {
		return usage("%s is there already: choose another folder, or add --force to write over it", folder)
	}
	lists := [][]string{c.Verbs, c.Actors, c.Agents}
	var files [3][]legacy.File
	for i, names := range lists {
		for _, n := range names {
			raw, err := os.ReadFile(n)
			if err != nil {
				return fmt.Errorf("read a dictionary: %w", err)
			}
			files[i] = append(files[i], legacy.File{Name: n, Text: strings.ToValidUTF8(string(raw), "?")})
		}
	}
	d, err := legacy.Read(files[0], files[1], files[2])
	if err != nil {
		return fmt.Errorf("nothing is imported:\n%w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for i, kind := range legacy.Kinds {
		for k, f := range files[i] {
			name := kind + ".txt"
			if k > 0 {
				name = fmt.Sprintf("%s-%d.txt", kind, k+1)
			}
			if err := os.WriteFile(filepath.Join(folder, name), []byte(f.Text), 0o644); err != nil {
				return err
			}
		}
	}
	n := d.Counts
	e.printf("%s: %s with %s, %s, %s by %s, %s\n", folder, count(n.Verbs, "verb"), count(n.Patterns, "pattern"), count(n.Synsets, "synset"),
		count(n.Actors, "actor"), count(n.Names, "name"), count(n.Agents, "agent"))
	if odd := strange(d); len(odd) > 0 {
		e.printf("%s of events that CAMEO does not have, so that events with them have no PLOVER type and are left out: %s\n",
			count(len(odd), "code"), cut(strings.Join(odd, " "), 90))
	}
	e.printf("go on     %s read PAGES --data %s\n", e.program, c.Out)
	return nil
}

// strange lists the codes that PLOVER has no type for.
func strange(d *legacy.Dictionaries) []string {
	var out []string
	for _, code := range d.Codes() {
		if _, _, ok := codebook.OfCAMEO(code); !ok && !strings.HasPrefix(code, "01") {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}
