package cli

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type eventsCommand struct {
	archiveFlag
	filterFlags
	JSON bool `name:"json" help:"Print JSON lines, as export does."`
	Text bool `help:"Print the sentence under each event."`
}

func (c *eventsCommand) Help() string {
	return "Lists reports by date: one coded event in one article each. SOURCES counts the articles that tell of the same\nevent, all copies of one text being one source. Filters combine by and, the values within one by or.\n`annals why ID` replays how one came to be.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *eventsCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.JSON {
		n, err := export.Write(e, e.stdout, s, "events", "jsonl", f, nil)
		if err == nil && n == 0 {
			err = c.none(e, s, f)
		}
		return err
	}
	events, err := timeline(e, s, f)
	if err != nil {
		return err
	}
	if len(events) == 0 {
		return c.none(e, s, f)
	}
	if c.Text {
		for _, ev := range events {
			printEvent(e, ev)
		}
		return nil
	}
	t := table{head: []string{"DATE", "ACTOR", "EVENT", "RECIPIENT", "SOURCES", "ID"}, max: []int{21, 34, 30, 34, 0, 10}}
	for _, ev := range events {
		t.add(day(ev.When), orNone(who(ev.Actors)), act(ev.Report), orNone(who(ev.Recipient)), strconv.Itoa(ev.Sources), short(ev.ID))
	}
	t.write(e.stdout)
	return nil
}

// timeline returns events by date, those without one last; the limit applies
// to the sorted list.
func timeline(e *env, s query.Source, f annals.Filter) ([]query.Event, error) {
	limit := f.Limit
	f.Limit = 0
	var out []query.Event
	for ev, err := range query.Events(e, s, f) {
		if err != nil {
			return nil, err
		}
		ev.Why = nil
		out = append(out, ev)
	}
	slices.SortStableFunc(out, func(a, b query.Event) int {
		if a.When.Known() != b.When.Known() {
			if a.When.Known() {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(a.When.Start, b.When.Start), strings.Compare(a.When.End, b.When.End))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// printEvent prints an event with the sentence behind it.
func printEvent(e *env, ev query.Event) {
	e.printf("%s  %s — %s", day(ev.When), orNone(who(ev.Actors)), act(ev.Report))
	if len(ev.Recipient) > 0 {
		e.printf(" → %s", who(ev.Recipient))
	}
	if len(ev.ReportedBy) > 0 {
		e.printf(", according to %s", who(ev.ReportedBy))
	}
	e.printf("\n%s\n            %s\n", wrap("“"+ev.Sentence.Text+"”", 108, "            "), short(ev.ID))
}

// none explains an empty list of events.
func (f filterFlags) none(e *env, s *sqlite.Store, filter annals.Filter) error {
	t, err := s.Stats(e)
	if err != nil {
		return err
	}
	return e.empty(s, "records", t.Reports, filter)
}
