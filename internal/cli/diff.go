package cli

import (
	"bytes"
	"encoding/json"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/reading"
)

type diffCommand struct {
	archiveFlag
	dataFlag
	Article []string `placeholder:"ID" help:"In this article only; the beginning of its id is enough."`
	JSON    bool     `name:"json" help:"Print JSON lines: change (gone, new, changed) and the record."`
}

func (c *diffCommand) Help() string {
	return "Codes every article again and shows which records today's codebook, register and model (or those in --data DIR) would\nadd, drop or change. The archive is left as it is; `annals read` brings it up to date.\n\nExit codes: 0 done, whether or not there are differences; 1 failed; 2 wrong usage."
}

// change is a record that the archive and today's rules disagree on.
type change struct {
	Change string `json:"change"` // "gone", "new", "changed"
	Was    any    `json:"was"`
	Is     any    `json:"is"`

	id, was, is string
}

func (c *diffCommand) Run(e *env) error {
	f, err := filterFlags{Article: c.Article}.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	coder, err := c.coder()
	if err != nil {
		return err
	}
	js := export.NewJSON(e.stdout)
	tally := map[string]int{}
	articles := 0
	for entry, err := range s.Entries(e) {
		if err != nil {
			return err
		}
		if !selected(f, entry.Article.ID) {
			continue
		}
		articles++
		article, err := s.Article(e, entry.Article.ID)
		if err != nil {
			return err
		}
		now, _ := reading.Encode(coder, article)
		for _, ch := range compareEntries(entry, now) {
			tally[ch.Change]++
			if c.JSON {
				if err := js.Write(ch); err != nil {
					return err
				}
				continue
			}
			switch ch.Change {
			case "gone":
				e.printf("- %s  %s\n", short(ch.id), ch.was)
			case "new":
				e.printf("+ %s  %s\n", short(ch.id), ch.is)
			default:
				e.printf("- %s  %s\n+ %s  %s\n", short(ch.id), ch.was, short(ch.id), ch.is)
			}
		}
	}
	if !c.JSON {
		if len(tally) == 0 {
			e.printf("%s coded again: no difference\n", count(articles, "article"))
		} else {
			e.printf("%s coded again: %d gone, %d new, %d changed\n", count(articles, "article"), tally["gone"], tally["new"], tally["changed"])
		}
	}
	return nil
}

func selected(f annals.Filter, id string) bool {
	if f.Articles == nil {
		return true
	}
	for _, a := range f.Articles {
		if len(id) >= len(a) && id[:len(a)] == a {
			return true
		}
	}
	return false
}

// compareEntries lists what differs, in the order of the archive, then what is new.
func compareEntries(was, is archive.Entry) []change {
	type record struct {
		id, text string
		v        any
		raw      []byte
	}
	list := func(e archive.Entry) []record {
		var out []record
		add := func(id, text string, v any) {
			raw, _ := json.Marshal(v)
			out = append(out, record{id, text, v, raw})
		}
		for i, r := range e.Reports {
			r.EventID = "" // joined later, from all reports together
			v := export.OfEvent(r, &e.Article, i+1)
			v.TextInfo.Sequence = 0
			add(r.ID, day(r.When)+"  "+orNone(who(r.Actors))+" — "+act(r)+" → "+orNone(who(r.Recipient)), v)
		}
		for _, s := range e.Statements {
			add(s.ID, orNone(who(s.Speaker))+" "+s.Verb+": "+cut(line(s.Content), 70), export.OfStatement(s, 0))
		}
		for _, f := range e.Figures {
			add(f.ID, amount(f.Value, f.Max, f.Bound)+" "+f.Unit+" "+f.State+": "+cut(line(f.Evidence.Text), 50), export.OfFigure(f, 0))
		}
		return out
	}
	var out []change
	now := map[string]record{}
	new := list(is)
	for _, r := range new {
		now[r.id] = r
	}
	for _, r := range list(was) {
		n, ok := now[r.id]
		switch {
		case !ok:
			out = append(out, change{Change: "gone", Was: r.v, id: r.id, was: r.text})
		case !bytes.Equal(n.raw, r.raw):
			out = append(out, change{Change: "changed", Was: r.v, Is: n.v, id: r.id, was: r.text, is: n.text})
		}
		delete(now, r.id)
	}
	for _, r := range new {
		if _, left := now[r.id]; left {
			out = append(out, change{Change: "new", Is: r.v, id: r.id, is: r.text})
		}
	}
	return out
}
