package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type actorsCommand struct {
	archiveFlag
	dataFlag
	filterFlags
	Why  bool `help:"Read the articles again and list the words that stand for somebody, who that is, why, and how often; who is not known, too."`
	JSON bool `name:"json" help:"Print JSON lines."`
}

func (c *actorsCommand) Help() string {
	return "Lists who takes part in the events that the filters select, most often first.\n\n" +
		"With --why it lists every wording in the articles instead, with the reason for its code; --article and --limit combine with it.\n" +
		"To correct one: copy a table of data/actors into a folder of your own, edit it, and look with --actors FOLDER what comes of it;\n" +
		"`diff --actors FOLDER` shows the records that would change, `read --actors FOLDER PATH` makes it so.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *actorsCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Why && (f.From != "" || f.To != "" || f.Types != nil || f.Actors != nil || f.Recipients != nil || f.Countries != nil || f.Dyad != [2]string{} || f.Marks != nil || f.Unmarked) {
		return usage("--why lists wordings, which have no type, date or other side: combine it with --article and --limit only")
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Why {
		return c.wordings(e, s, f)
	}
	n := 0
	if c.JSON {
		about, err := c.about()
		if err != nil {
			return err
		}
		if n, err = export.Write(e, e.stdout, s, "actors", "jsonl", f, about); err != nil {
			return err
		}
	} else {
		actors, err := query.Actors(e, s, f, nil)
		if err != nil {
			return err
		}
		t := table{head: []string{"REPORTS", "CODE", "SECTORS", "KIND", "NAME"}, max: []int{0, 0, 16, 0, 0}}
		for _, a := range actors {
			name := a.Name
			if name == "" {
				name = "(unnamed)"
			}
			t.add(strconv.Itoa(a.Reports), orNone(a.Code), orNone(fmt.Sprint(joinSpace(a.Sectors))), orNone(a.Kind), name)
			n++
		}
		t.write(e.stdout)
	}
	if n == 0 {
		return c.none(e, s, f)
	}
	return nil
}

// wording is one way in which the articles speak of somebody.
type wording struct {
	Words   string   `json:"words"`
	Code    *string  `json:"code"`
	Sector  []string `json:"sector"`
	Name    *string  `json:"name"`
	Why     []string `json:"why"`
	Count   int      `json:"count"`
	Article string   `json:"article_id"` // the first in which it was found
}

func (c *actorsCommand) wordings(e *env, s *sqlite.Store, f annals.Filter) error {
	coder, err := c.coder()
	if err != nil {
		return err
	}
	found := map[string]*wording{}
	for entry, err := range s.Entries(e) {
		if err != nil {
			return err
		}
		if !selected(f, entry.Article.ID) {
			continue
		}
		a, err := s.Article(e, entry.Article.ID)
		if err != nil {
			return err
		}
		for _, m := range coder.Code(a).Mentions {
			if m.Attribute || m.Kind == annals.MentionPlace || m.Kind == annals.MentionPronoun {
				continue
			}
			w := wording{Words: line(m.Evidence.Text), Sector: []string{}, Why: m.How, Article: a.ID}
			if len(m.Actors) > 0 {
				x := export.Entities(m.Actors[:1])[0]
				w.Code, w.Sector, w.Name = x.Code, x.Sector, x.Identifier
			}
			key := w.Words + "\x00" + text(w.Code) + "\x00" + joinSpace(w.Sector) + "\x00" + text(w.Name)
			if found[key] == nil {
				found[key] = &w
			}
			found[key].Count++
		}
	}
	list := make([]*wording, 0, len(found))
	for _, w := range found {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b *wording) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Words, b.Words), strings.Compare(text(a.Code), text(b.Code)), slices.Compare(a.Sector, b.Sector), strings.Compare(text(a.Name), text(b.Name)))
	})
	if f.Limit > 0 && len(list) > f.Limit {
		list = list[:f.Limit]
	}
	if c.JSON {
		js := export.NewJSON(e.stdout)
		for _, w := range list {
			if err := js.Write(w); err != nil {
				return err
			}
		}
	} else {
		t := table{head: []string{"TIMES", "CODE", "SECTORS", "WORDS", "WHY"}, max: []int{0, 0, 12, 40, 0}}
		for _, w := range list {
			t.add(strconv.Itoa(w.Count), orNone(text(w.Code)), orNone(joinSpace(w.Sector)), w.Words, orNone(strings.Join(w.Why, "; ")))
		}
		t.write(e.stdout)
	}
	if len(list) == 0 {
		return c.none(e, s, f)
	}
	return nil
}

// text is what stands behind a value that may be missing.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
