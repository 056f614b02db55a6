package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/export"
)

type refusedCommand struct {
	archiveFlag
	All  bool `help:"Name every record, also those that hold no page and pages without an article."`
	JSON bool `name:"json" help:"Print JSON lines: input, item, fate, reason, remedy, records."`
}

func (c *refusedCommand) Help() string {
	return `Lists every record of every input that gave no article, with its reason:

  refused  it could not be read
  passed   it holds no page, as it should be: a request, a picture, a redirect, an entry of a sitemap
  bare     it is a page, and is stored, but no article was found on it

Without --all those that are not refused are counted by their reasons.

Exit codes: 0 done; 1 failed; 2 wrong usage.`
}

func (c *refusedCommand) Run(e *env) error {
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Refusals(e)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b archive.Refusal) int { return cmp.Or(cmp.Compare(a.Input, b.Input), natural(a.Item, b.Item)) })
	if c.JSON {
		js := export.NewJSON(e.stdout)
		for _, r := range all {
			if err := js.Write(r); err != nil {
				return err
			}
		}
		return nil
	}
	stats, err := s.Stats(e)
	if err != nil {
		return err
	}
	named := 0
	type group struct {
		fate   archive.Fate
		reason string
	}
	groups, bare := map[group]int{}, 0
	for _, r := range all {
		if r.Fate == archive.Bare {
			bare += r.Records
		}
		if r.Fate != archive.Refused && !c.All {
			groups[group{r.Fate, r.Reason}] += r.Records
			continue
		}
		reason := r.Reason
		if r.Remedy != "" {
			reason += "; " + r.Remedy
		}
		where := r.Input
		if r.Item != "" {
			where += ", " + r.Item
		}
		e.printf("%-8s  %s\n%s\n", r.Fate, line(where), wrap(reason, tableWidth, "          "))
		named++
	}
	counted := table{head: []string{"RECORDS", "FATE", "REASON"}, max: []int{0, 0, 0}}
	keys := slices.SortedFunc(maps.Keys(groups), func(a, b group) int {
		return cmp.Or(cmp.Compare(groups[b], groups[a]), cmp.Compare(a.fate, b.fate), cmp.Compare(a.reason, b.reason))
	})
	if len(keys) > 0 && named > 0 {
		e.printf("\n")
	}
	for _, k := range keys {
		counted.add(fmt.Sprint(groups[k]), string(k.fate), k.reason)
	}
	counted.write(e.stdout)
	if len(all) > 0 {
		e.printf("\n")
	}
	e.printf("%s in %s: %d became pages (%d of them without an article), %d hold no page, %d refused\n", count(stats.Records, "record"), count(stats.Inputs, "input"),
		stats.Records-stats.Passed-refusedRecords(all), bare, stats.Passed, stats.Refusals)
	return nil
}

func refusedRecords(all []archive.Refusal) int {
	n := 0
	for _, r := range all {
		if r.Fate == archive.Refused {
			n += r.Records
		}
	}
	return n
}

// natural compares as a person counts: "record 9" before "record 10".
func natural(a, b string) int {
	for a != "" && b != "" {
		na, restA := leadingNumber(a)
		nb, restB := leadingNumber(b)
		if na != "" && nb != "" {
			if c := cmp.Or(cmp.Compare(len(na), len(nb)), cmp.Compare(na, nb)); c != 0 {
				return c
			}
			a, b = restA, restB
			continue
		}
		if a[0] != b[0] {
			break
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(a, b)
}

// leadingNumber cuts the number off the start of a text.
func leadingNumber(s string) (number, rest string) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:]
}
