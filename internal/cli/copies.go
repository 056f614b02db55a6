package cli

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"annals.example/annals"
	"annals.example/annals/internal/copies"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
)

type copiesCommand struct {
	ID string `arg:"" optional:"" help:"Show the group of this article, with every change."`
	archiveFlag
	From      string   `placeholder:"DATE" help:"First published not before this day, month or year."`
	To        string   `placeholder:"DATE" help:"First published not after this day, month or year."`
	How       []string `placeholder:"KIND" help:"Only copies of this kind: exact, near, contained, new-lead or version."`
	Printings int      `placeholder:"N" help:"Only texts that were printed so often or more."`
	Changes   int      `default:"4" placeholder:"N" help:"Show at most so many changes of a copy (${default})."`
	Limit     int      `placeholder:"N" help:"At most so many groups."`
	JSON      bool     `name:"json" help:"Print JSON lines: one group a line, with every change."`
}

func (c *copiesCommand) Help() string {
	return `Lists the texts that were printed more than once, the most printed first, with what differs in each copy: words
between [- and -] stand in the text that leads the group, those between {+ and +} in the copy. All printings of
a text are one source: it is coded once.

The text that leads is the one published first, else the longest. A copy is exact (the same words), near, contained
(one is a cut of the other), new lead (the body under another beginning), or version (one publisher printed both:
a correction or an update).

Exit codes: 0 done; 1 failed; 2 wrong usage.`
}

// copyKinds are the kinds as flags name them.
var copyKinds = map[string]string{"exact": copies.Exact, "near": copies.Near, "contained": copies.Contained, "new-lead": copies.NewLead, "version": copies.Version}

func (c *copiesCommand) filter() (query.CopyFilter, error) {
	f, err := filterFlags{From: c.From, To: c.To, Limit: c.Limit}.filter()
	out := query.CopyFilter{From: f.From, To: f.To, Printings: c.Printings, Limit: f.Limit}
	switch {
	case err != nil:
		return out, err
	case c.Printings < 0:
		return out, usage("--printings %d: give a number of 2 or more, or leave it out", c.Printings)
	case c.Changes < 0:
		return out, usage("--changes %d: give a number of 0 or more", c.Changes)
	case c.ID != "" && !strings.HasPrefix(c.ID, "a-"):
		return out, usage("%s: ids of articles begin with a- (`annals articles` lists them)", c.ID)
	}
	if c.ID != "" {
		out.Articles = []string{c.ID}
	}
	for _, h := range c.How {
		kind, ok := copyKinds[strings.ReplaceAll(h, " ", "-")]
		if !ok {
			return out, usage("--how %s is no kind of copy: use exact, near, contained, new-lead or version", h)
		}
		out.How = append(out.How, kind)
	}
	return out, nil
}

func (c *copiesCommand) Run(e *env) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	groups, err := query.Copies(e, s, f)
	if err != nil {
		return err
	}
	if len(groups) == 0 {
		t, err := s.Stats(e)
		if err != nil {
			return err
		}
		fmt.Fprintf(e.stderr, "0 groups of copies: %s, %s, none of those printed twice match\n", count(t.Printings, "printing"), count(t.Articles, "article"))
		return nil
	}
	js := export.NewJSON(e.stdout)
	for i, g := range groups {
		if c.JSON {
			if err := js.Write(groupOf(g)); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			e.printf("\n")
		}
		c.print(e, g)
	}
	return nil
}

// maxPlaces is how many printings of one article are named.
const maxPlaces = 3

func (c *copiesCommand) print(e *env, g query.CopyGroup) {
	e.printf("%s  %s  %s\n", short(g.Leader.ID), day(g.Leader.Published), cut(orNone(line(g.Leader.Title)), tableWidth-24))
	e.printf("  %s, 1 source\n", count(g.Printings, "printing"))
	c.places(e, g.Leader)
	for _, m := range g.Members {
		changes := copies.Differ(g.Leader.Text, m.Text)
		e.printf("  %s  %s  %s, %s", short(m.ID), day(m.Published), m.How, count(len(changes), "change"))
		if m.Title != g.Leader.Title {
			e.printf(", headline “%s”", cut(line(m.Title), 60))
		}
		e.printf("\n")
		c.places(e, m.Article)
		most := c.Changes
		if c.ID != "" {
			most = len(changes)
		}
		for _, ch := range changes[:min(most, len(changes))] {
			e.printf("%s\n", wrap(shown(ch, g.Leader.Text, m.Text), tableWidth, "      "))
		}
		if n := len(changes) - most; n > 0 && most > 0 {
			e.printf("      … and %s more (`%s copies %s%s` shows all)\n", count(n, "change"), e.program, short(m.ID), c.suffix())
		}
	}
}

func (c *copiesCommand) places(e *env, a annals.Article) {
	for i, p := range a.Copies {
		if i == maxPlaces && c.ID == "" {
			e.printf("    … and on %s more\n", count(len(a.Copies)-i, "page"))
			break
		}
		by := ""
		if a.Publication != "" {
			by = ", " + a.Publication
		}
		e.printf("    %s, lines %d–%d%s\n", line(p.Page), p.FirstLine, p.LastLine, by)
	}
}

// Words shown about a change, and of a long one at either end.
const aboutWords, endWords = 4, 9

// shown writes a change within the words about it.
func shown(c copies.Change, text, other string) string {
	var b strings.Builder
	before, after := strings.Fields(text[:c.Start]), strings.Fields(text[c.End:])
	if n := len(before); n > aboutWords {
		before = append([]string{"…"}, before[n-aboutWords:]...)
	}
	if len(after) > aboutWords {
		after = append(after[:aboutWords:aboutWords], "…")
	}
	b.WriteString(strings.Join(before, " "))
	if was := text[c.Start:c.End]; was != "" {
		b.WriteString(" [-" + shortened(was) + "-]")
	}
	if is := other[c.OtherStart:c.OtherEnd]; is != "" {
		b.WriteString(" {+" + shortened(is) + "+}")
	}
	rest := strings.Join(after, " ")
	if r, _ := utf8.DecodeRuneInString(rest); !strings.ContainsRune(".,;:!?”’\"')", r) {
		b.WriteString(" ")
	}
	return b.String() + rest
}

// shortened keeps both ends of a long text and says how much lies between.
func shortened(s string) string {
	w := strings.Fields(s)
	if len(w) <= 2*endWords+4 {
		return strings.Join(w, " ")
	}
	return fmt.Sprintf("%s … (%d words) … %s", strings.Join(w[:endWords], " "), len(w)-2*endWords, strings.Join(w[len(w)-endWords:], " "))
}

// copyGroup is a group as --json prints it.
type copyGroup struct {
	Leader    printed   `json:"leader"`
	Printings int       `json:"printings"`
	Sources   int       `json:"sources"` // always 1: they are no independent sources
	Copies    []printed `json:"copies"`
}

// printed is an article of a group, with where it differs from the leader.
type printed struct {
	ID          string        `json:"id"`
	How         string        `json:"how,omitempty"`
	Title       *string       `json:"title"`
	Published   *string       `json:"published"`
	Publication *string       `json:"publication"`
	URL         *string       `json:"url"`
	Printings   []export.Copy `json:"printings"`
	Changes     []changed     `json:"changes,omitempty"`
}

// changed is one change; offsets count bytes of the leader's and the copy's text.
type changed struct {
	Was     string `json:"was"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Is      string `json:"is"`
	IsStart int    `json:"is_start"`
	IsEnd   int    `json:"is_end"`
}

func groupOf(g query.CopyGroup) copyGroup {
	out := copyGroup{Leader: printedOf(g.Leader), Printings: g.Printings, Sources: 1, Copies: []printed{}}
	for _, m := range g.Members {
		p := printedOf(m.Article)
		p.How = m.How
		for _, c := range copies.Differ(g.Leader.Text, m.Text) {
			p.Changes = append(p.Changes, changed{Was: g.Leader.Text[c.Start:c.End], Start: c.Start, End: c.End,
				Is: m.Text[c.OtherStart:c.OtherEnd], IsStart: c.OtherStart, IsEnd: c.OtherEnd})
		}
		out.Copies = append(out.Copies, p)
	}
	return out
}

func printedOf(a annals.Article) printed {
	x := export.OfArticle(a, 0)
	p := printed{ID: a.ID, Title: x.Title, Published: x.Published, Publication: x.Publication, URL: x.URL, Printings: slices.Clone(x.Copies)}
	for i := range p.Printings {
		p.Printings[i].How = ""
	}
	return p
}
