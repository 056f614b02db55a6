package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"annals.example/annals/internal/coder/gold"
	"annals.example/annals/internal/training"
)

type scoreFree struct {
	Dir    string `arg:"" help:"A folder of annotated sentences, such as data/training."`
	Part   string `enum:"train,dev,test,all" default:"train" help:"Which part: train, dev, test or all (train)."`
	Misses bool   `help:"Print every event that was not found and every record that fits none."`
	dataFlag
}

func (c *scoreFree) Run(e *env) error {
	if !isDir(c.Dir) {
		return fmt.Errorf("%s is no folder: give the one that holds the annotated sentences, such as data/training", c.Dir)
	}
	all, err := training.ReadAll(os.DirFS(c.Dir))
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(s training.Sentence) bool { return c.Part != "all" && training.Split(s.Family) != c.Part })
	if len(all) == 0 {
		return fmt.Errorf("%s: no sentence of the part %s; try --part all", c.Dir, c.Part)
	}
	w, err := c.coder()
	if err != nil {
		return err
	}
	f := gold.MeasureFree(w, all)
	if c.Misses {
		printMisses(e, f.Misses)
	}
	t := table{head: []string{"", "P", "R", "F", "FOUND", "WANTED", "FIT", "SAID"}, max: make([]int, 8)}
	row := func(what string, r gold.Rate) {
		t.add(what, percent(r.P()), percent(r.R()), percent(r.F()), strconv.Itoa(r.Found), strconv.Itoa(r.Wanted), strconv.Itoa(r.Fit), strconv.Itoa(r.Said))
	}
	row("type", f.Type)
	row("and sides", f.Who)
	row("and mode", f.Mode)
	row("sides and marks", f.Marks)
	for _, k := range slices.Sorted(maps.Keys(f.ByType)) {
		row("  "+k, f.ByType[k])
	}
	t.write(e.stdout)
	e.printf("\nconfidence: right (records)\n")
	for _, r := range f.Sure {
		if r.Said > 0 {
			e.printf("  %.2f: %.2f (%d)\n", r.Sum/float64(r.Said), float64(r.Fit)/float64(r.Said), r.Said)
		}
	}
	e.printf("\n%s; events said in the %s that hold none: %d; missed with a side resolved to nobody: %d, the wrong way round: %d\n",
		count(f.Sentences, "sentence"), count(f.Empty, "sentence"), f.Unreal, f.Unnamed, f.Turned)
	return nil
}

func printMisses(e *env, misses []gold.Miss) {
	for _, m := range misses {
		none := ""
		if m.NoEvents {
			none = "  (holds no event)"
		}
		e.printf("%s:%d: %s%s\n", m.File, m.Line, m.Text, none)
		for _, x := range m.Missed {
			e.printf("    want %s", x.What)
			if x.Trigger != "" {
				e.printf("  %q", x.Trigger)
			}
			if x.Why != "" {
				e.printf("  (%s)", x.Why)
			}
			e.printf("\n")
		}
		for _, x := range m.TooMany {
			e.printf("    said %s\n", x)
		}
	}
	if len(misses) > 0 {
		e.printf("\n")
	}
}
