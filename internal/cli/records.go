package cli

import (
	"strconv"
	"strings"

	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type statementsCommand struct {
	archiveFlag
	filterFlags
	JSON bool `name:"json" help:"Print JSON lines."`
}

func (c *statementsCommand) Help() string {
	return "--actor selects by speaker, --recipient by who is spoken to, --from and --to by date of publication.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *statementsCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Type != nil || c.Mark != nil {
		return usage("--type and --mark are of events, a statement has none: leave them out, or use `%s events`", e.program)
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	t := table{head: []string{"SPEAKER", "TO", "VERB", "ID", "CONTENT"}, max: []int{32, 22, 10, 10, 0}}
	if c.JSON {
		n, err = export.Write(e, e.stdout, s, "statements", "jsonl", f, nil)
		if err != nil {
			return err
		}
	} else {
		for st, err := range query.Statements(e, s, f) {
			if err != nil {
				return err
			}
			content := st.Content
			if st.Kind == "direct" {
				content = "“" + content + "”"
			}
			t.add(orNone(who(st.Speaker)), orNone(who(st.Addressee)), orNone(st.Verb), short(st.ID), content)
			n++
		}
		t.write(e.stdout)
	}
	if n == 0 {
		all, err := s.Stats(e)
		if err != nil {
			return err
		}
		return e.empty(s, "statements", all.Statements, f)
	}
	return nil
}

type figuresCommand struct {
	archiveFlag
	filterFlags
	JSON bool `name:"json" help:"Print JSON lines."`
}

func (c *figuresCommand) Help() string {
	return "--actor selects by who claims the figure, --from and --to by date of publication.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *figuresCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Type != nil || c.Mark != nil || c.Recipient != nil {
		return usage("--type, --mark and --recipient are of events, a figure has none: leave them out, or use `%s events`", e.program)
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	t := table{head: []string{"FIGURE", "WHAT", "STATE", "CLAIMED BY", "AS OF", "ID", "TEXT"}, max: []int{22, 20, 12, 26, 10, 10, 0}}
	if c.JSON {
		n, err = export.Write(e, e.stdout, s, "figures", "jsonl", f, nil)
		if err != nil {
			return err
		}
	} else {
		for fig, err := range query.Figures(e, s, f) {
			if err != nil {
				return err
			}
			what := fig.Of
			if what == "" {
				what = fig.Unit
			}
			claimant := who(fig.Claimant)
			if claimant == "" {
				claimant = "the article"
			}
			asOf := ""
			if fig.AsOf.Known() {
				asOf = day(fig.AsOf)
			}
			t.add(amount(fig.Value, fig.Max, fig.Bound), orNone(what), orNone(fig.State), claimant, orNone(asOf), short(fig.ID), fig.Evidence.Text)
			n++
		}
		t.write(e.stdout)
	}
	if n == 0 {
		all, err := s.Stats(e)
		if err != nil {
			return err
		}
		return e.empty(s, "figures", all.Figures, f)
	}
	return nil
}

// amount writes a figure for a person: "about 755,000", "36 to 40".
func amount(value, max float64, bound string) string {
	s := digits(value)
	if max > value {
		s += " to " + digits(max)
	}
	if bound != "" && bound != "exact" {
		s = bound + " " + s
	}
	return s
}

// digits writes a number with commas between the thousands and at most four
// decimals.
func digits(v float64) string {
	s := strconv.FormatFloat(v, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	whole, rest, fraction := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction {
		whole += "." + rest
	}
	return sign + whole
}
