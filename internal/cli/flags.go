package cli

import (
	"fmt"
	"regexp"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/query"
)

// archiveFlag names the archive.
type archiveFlag struct {
	DB string `name:"db" default:"annals.db" placeholder:"FILE" help:"The archive (${default})."`
}

// open opens the archive for looking at it, and says on standard error when it
// is not up to date with what was read into it.
func (f archiveFlag) open(e *env) (*sqlite.Store, error) {
	s, err := sqlite.Open(e, f.DB)
	if err != nil {
		return nil, err
	}
	settled, err := s.Settled(e)
	if err != nil {
		s.Close()
		return nil, err
	}
	if settled == "" {
		fmt.Fprintf(e.stderr, "annals: a reading into %s was cut off: what follows is what there is so far; `%s read PATH` goes on\n", f.DB, e.program)
	}
	return s, nil
}

// filterFlags select records; they combine.
type filterFlags struct {
	From      string   `placeholder:"DATE" help:"Not before this day, month or year (2024-02-06, 2024-02, 2024)."`
	To        string   `placeholder:"DATE" help:"Not after this day, month or year."`
	Type      []string `placeholder:"TYPE" help:"PLOVER type (CONSULT), type and mode (CONSULT/phone), or CAMEO code (04, 041)."`
	Actor     []string `placeholder:"WHO" help:"Who acts: a code (IRQ), a code with sector (IRQ.GOV), or part of a name."`
	Recipient []string `placeholder:"WHO" help:"Whom it is done to, in the same manner."`
	Country   []string `placeholder:"CODE" help:"Country on either side (IRQ)."`
	Dyad      string   `placeholder:"A,B" help:"Between these two, either way round."`
	Article   []string `placeholder:"ID" help:"In this article; the beginning of its id is enough."`
	Mark      []string `placeholder:"MARK" help:"Marked historical, future, hypothetical or negation; none for unmarked."`
	Limit     int      `placeholder:"N" help:"At most so many."`
}

var dateForm = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// filter checks every flag and combination that cannot be meant, and returns
// what they select.
func (f filterFlags) filter() (annals.Filter, error) {
	out := annals.Filter{From: f.From, To: f.To, Actors: f.Actor, Recipients: f.Recipient, Limit: f.Limit}
	for _, flag := range [][2]string{{"--from", f.From}, {"--to", f.To}} {
		name, d := flag[0], flag[1]
		if d != "" && !dateForm.MatchString(d) {
			return out, usage("%s %s is no date: write it as 2024-02-06, 2024-02 or 2024", name, d)
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To+"~" {
		return out, usage("--from %s comes after --to %s: change them round", f.From, f.To)
	}
	if f.Limit < 0 {
		return out, usage("--limit %d: give a number above 0, or leave it out for all", f.Limit)
	}
	known := codebook.Types()
	for _, t := range f.Type {
		kind, _, _ := strings.Cut(t, "/")
		digits := t != "" && strings.Trim(t, "0123456789") == ""
		ok := digits
		for _, k := range known {
			ok = ok || strings.EqualFold(k, kind)
		}
		if !ok {
			return out, usage("--type %s is neither a PLOVER type nor a CAMEO code; the types are %s", t, strings.Join(known, " "))
		}
		out.Types = append(out.Types, t)
	}
	for _, c := range f.Country {
		if len(c) != 3 {
			return out, usage("--country %s: give a code of three letters (IRQ); for a name use --actor or --recipient", c)
		}
		out.Countries = append(out.Countries, strings.ToUpper(c))
	}
	if f.Dyad != "" {
		a, b, ok := strings.Cut(f.Dyad, ",")
		a, b = strings.TrimSpace(a), strings.TrimSpace(b)
		if !ok || a == "" || b == "" || strings.Contains(b, ",") {
			return out, usage("--dyad %s: give two, with a comma between them (--dyad USA,IRQ)", f.Dyad)
		}
		out.Dyad = [2]string{a, b}
	}
	for _, id := range f.Article {
		if !strings.HasPrefix(id, "a-") {
			return out, usage("--article %s: ids of articles begin with a- (`annals articles` lists them)", id)
		}
		out.Articles = append(out.Articles, id)
	}
	for _, m := range f.Mark {
		switch mark := annals.Mark(strings.ToLower(m)); mark {
		case annals.MarkHistorical, annals.MarkFuture, annals.MarkHypothetical, annals.MarkNegation:
			out.Marks = append(out.Marks, mark)
		case "none":
			out.Unmarked = true
		default:
			return out, usage("--mark %s is no mark: use historical, future, hypothetical, negation or none", m)
		}
	}
	if out.Unmarked && out.Marks != nil {
		return out, usage("--mark none and --mark %s exclude each other: leave one out", out.Marks[0])
	}
	return out, nil
}

// empty explains a list without entries: what there is, and what was asked for.
func (e *env) empty(s archive.Archive, what string, all int, f annals.Filter) error {
	t, err := s.Stats(e)
	if err != nil {
		return err
	}
	f.Limit = 0
	asked := query.Describe(f)
	switch {
	case t.Pages == 0:
		fmt.Fprintf(e.stderr, "0 %s: the archive holds no page; `%s read PATH` reads some\n", what, e.program)
	case t.Articles == 0:
		fmt.Fprintf(e.stderr, "0 %s: %s read, no article found on them; `%s ledger FILE` shows what every line was taken for\n", what, count(t.Pages, "page"), e.program)
	case t.Coded == 0 && what != "articles":
		fmt.Fprintf(e.stderr, "0 %s: %s read and none coded; `%s read PATH` without --no-code codes them\n", what, count(t.Articles, "article"), e.program)
	case asked != "" && all > 0:
		fmt.Fprintf(e.stderr, "0 of %d %s match: %s\n", all, what, asked)
	default:
		fmt.Fprintf(e.stderr, "0 %s: %s read, none held any\n", what, count(t.Articles, "article"))
	}
	return nil
}

// count writes "1 page", "3 pages".
func count(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
