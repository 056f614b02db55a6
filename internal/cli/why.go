package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/export"
)

type whyCommand struct {
	ID string `arg:"" help:"A report (r-…), event (e-…), statement (s-…), figure (f-…) or article (a-…); the beginning of an id is enough."`
	archiveFlag
	dataFlag
	JSON bool `name:"json" help:"Print one JSON object."`
}

func (c *whyCommand) Help() string {
	return "Codes the article again and shows each step: the sentence, its words and tree, the mentions and how each was resolved,\nthe rule and what it was composed with, the marks, the reason for the date. Nothing of this is stored: the same words\ngive the same steps.\n\nExit codes: 0 done; 1 failed; 2 wrong usage."
}

func (c *whyCommand) Run(e *env) error {
	s, err := c.open(e)
	if err != nil {
		return err
	}
	defer s.Close()
	rec, err := s.Find(e, c.ID)
	if err != nil {
		return err
	}
	if rec.Kind == archive.KindEvent {
		return c.event(e, s, rec)
	}
	entry, err := s.Entry(e, rec.ArticleID)
	if err != nil {
		return err
	}
	article, err := s.Article(e, entry.Article.ID)
	if err != nil {
		return err
	}
	coder, err := c.coder()
	if err != nil {
		return err
	}
	coded := coder.Code(article)
	switch rec.Kind {
	case archive.KindArticle:
		return c.article(e, entry)
	case archive.KindReport:
		stored := entry.Reports[slices.IndexFunc(entry.Reports, func(r annals.Report) bool { return r.ID == rec.ID })]
		again := slices.IndexFunc(coded.Reports, func(r annals.Report) bool { return r.ID == rec.ID })
		if again < 0 {
			return notNow(e, rec.ID, stored.Codebook)
		}
		r := coded.Reports[again]
		r.EventID = stored.EventID
		return c.report(e, entry.Article, coded, r, entry.Sources[r.EventID])
	case archive.KindStatement:
		i := slices.IndexFunc(coded.Statements, func(r annals.Statement) bool { return r.ID == rec.ID })
		if i < 0 {
			return notNow(e, rec.ID, "")
		}
		st := coded.Statements[i]
		if c.JSON {
			return c.object(e, coded, st.Evidence, export.OfStatement(st, i+1), nil)
		}
		e.printf("statement %s in %s\n\n", st.ID, title(entry.Article))
		e.printf("  kind       %s\n  speaker    %s\n  addressee  %s\n  verb       %s\n  content    %s\n\n", st.Kind, orNone(who(st.Speaker)),
			orNone(who(st.Addressee)), orNone(st.Verb), strings.TrimSpace(wrap(st.Content, 110, "             ")))
		c.sentence(e, coded, st.Evidence)
	case archive.KindFigure:
		i := slices.IndexFunc(coded.Figures, func(r annals.Figure) bool { return r.ID == rec.ID })
		if i < 0 {
			return notNow(e, rec.ID, "")
		}
		f := coded.Figures[i]
		if c.JSON {
			return c.object(e, coded, f.Evidence, export.OfFigure(f, i+1), nil)
		}
		e.printf("figure %s in %s\n\n", f.ID, title(entry.Article))
		claimed := who(f.Claimant)
		if claimed == "" {
			claimed = "the article itself"
		}
		e.printf("  value      %s %s %s\n  of         %s\n  state      %s\n  claimed by %s\n  as of      %s\n", amount(f.Value, f.Max, f.Bound), f.Unit, "",
			orNone(f.Of), orNone(f.State), claimed, dateWithBasis(f.AsOf))
		if f.SubsetOf != "" {
			e.printf("  part of    %s\n", f.SubsetOf)
		}
		e.printf("\n")
		c.sentence(e, coded, f.Evidence)
	}
	return nil
}

// notNow explains a record that today's rules would not make.
func notNow(e *env, id, version string) error {
	if version != "" {
		version = " (it was made by codebook " + version + ")"
	}
	return fmt.Errorf("%s is in the archive, but today's rules do not make it any more%s: `%s diff` shows what changed, `%s read PATH` brings the archive up to date", id, version, e.program, e.program)
}

func title(a annals.Article) string { return fmt.Sprintf("%s “%s”", a.ID, line(a.Title)) }

func dateWithBasis(d annals.Date) string {
	if d.Basis == "" {
		return day(d)
	}
	return day(d) + " (" + string(d.Precision) + "): " + d.Basis
}

func (c *whyCommand) report(e *env, a annals.Article, coded annals.Coded, r annals.Report, sources int) error {
	if c.JSON {
		x := export.OfEvent(r, &a, 1+slices.IndexFunc(coded.Reports, func(x annals.Report) bool { return x.ID == r.ID }))
		if sources > 0 {
			x.Sources = &sources
		}
		return c.object(e, coded, r.Sentence, x, r.Why)
	}
	e.printf("report %s in %s\n\n", r.ID, title(a))
	printReport(e, r, sources)
	c.sentence(e, coded, r.Sentence)
	return nil
}

// printReport prints a report with the steps that led to it, and how many
// sources tell of its event where that is known.
func printReport(e *env, r annals.Report, sources int) {
	e.printf("  who        %s\n  did what   %s\n  to whom    %s\n", orNone(who(r.Actors)), act(r), orNone(who(r.Recipient)))
	if r.Contexts != nil {
		e.printf("  contexts   %s\n", strings.Join(r.Contexts, ", "))
	}
	if r.Marks != nil {
		e.printf("  marks      %v\n", r.Marks)
	}
	said := who(r.ReportedBy)
	if said == "" {
		said = "the article itself"
	}
	e.printf("  says       %s\n  when       %s\n", said, dateWithBasis(r.When))
	if r.Where != nil {
		e.printf("  where      %s", r.Where.Name)
		if r.Where.Country != "" {
			e.printf(", %s", r.Where.Country)
		}
		if r.Where.Basis != "" {
			e.printf(" (%s)", r.Where.Basis)
		}
		e.printf("\n")
	}
	e.printf("  words      “%s”, bytes %d–%d of the text\n  rule       %s, confidence %.2f, codebook %s\n",
		r.Trigger.Text, r.Trigger.Start, r.Trigger.End, r.Rule, r.Confidence, r.Codebook)
	if r.EventID != "" {
		told := ""
		if sources > 0 {
			told = ", told by " + count(sources, "source")
		}
		e.printf("  event      %s%s\n", r.EventID, told)
	}
	if len(r.Why) > 0 {
		e.printf("\nsteps\n")
		for i, w := range r.Why {
			e.printf("  %d. %s\n", i+1, strings.TrimLeft(wrap(w, 110, "     "), " "))
		}
	}
	e.printf("\n")
}

// sentence prints the sentences under a span: words, tree, mentions.
func (c *whyCommand) sentence(e *env, coded annals.Coded, at annals.Evidence) {
	for _, s := range coded.Sentences {
		if s.End <= at.Start || s.Start >= at.End && s.Start > at.Start {
			continue
		}
		e.printf("sentence %d, bytes %d–%d\n%s\n\n", s.Index+1, s.Start, s.End, wrap(coded.Article.Text[s.Start:s.End], 110, "  "))
		t := table{head: []string{"#", "WORD", "LEMMA", "TAG", "HEAD", "RELATION", "NAME"}, max: []int{0, 24, 24, 0, 0, 0, 0}}
		for i, w := range s.Tokens {
			name := w.Name
			if name == "O" {
				name = ""
			}
			t.add(strconv.Itoa(i+1), w.Form, w.Lemma, w.XPOS, strconv.Itoa(w.Head+1), w.Deprel, name)
		}
		t.write(e.stdout)
		first := true
		for _, m := range coded.Mentions {
			if m.Sentence != s.Index {
				continue
			}
			if first {
				e.printf("\nmentions\n")
				first = false
			}
			part := ""
			if m.Attribute {
				part = ", part of a larger one"
			}
			e.printf("  “%s” (%s%s): %s\n", line(m.Evidence.Text), m.Kind, part, orUnknown(who(m.Actors)))
			for _, h := range m.How {
				e.printf("%s\n", wrap(h, 110, "      "))
			}
		}
		e.printf("\n")
	}
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func (c *whyCommand) event(e *env, s *sqlite.Store, rec archive.Record) error {
	for ev, err := range s.Events(e) {
		if err != nil {
			return err
		}
		if ev.ID != rec.ID {
			continue
		}
		if c.JSON {
			return export.NewJSON(e.stdout).Write(struct {
				ID      string   `json:"id"`
				Rule    string   `json:"rule"`
				Reports []string `json:"reports"`
			}{ev.ID, ev.Rule, ev.Reports})
		}
		e.printf("event %s\n\n  rule     %s\n  reports  %s\n", ev.ID, ev.Rule, strings.Join(ev.Reports, "\n           "))
		e.printf("\n`%s why %s%s` shows how the first came to be\n", e.program, short(ev.Reports[0]), c.suffix())
	}
	return nil
}

func (c *whyCommand) article(e *env, entry archive.Entry) error {
	a := entry.Article
	if c.JSON {
		return export.NewJSON(e.stdout).Write(export.OfArticle(a, entry.Sentences))
	}
	e.printf("article %s\n\n  published  %s\n  sentences  %d\n  records    %s, %s, %s\n", title(a), dateWithBasis(a.Published), entry.Sentences,
		count(len(entry.Reports), "report"), count(len(entry.Statements), "statement"), count(len(entry.Figures), "figure"))
	if entry.Failure != "" {
		e.printf("  failure    %s\n", entry.Failure)
	}
	for i, cp := range a.Copies {
		how := cp.How
		if how == "" {
			how = "taken from here"
		} else {
			how += " copy"
		}
		head := "  printed on "
		if i > 0 {
			head = "             "
		}
		e.printf("%s%s, lines %d–%d (%s)\n", head, line(cp.Page), cp.FirstLine, cp.LastLine, how)
	}
	return nil
}

// step is what why --json says of a mention.
type step struct {
	Text   string          `json:"text"`
	Kind   string          `json:"kind"`
	Part   bool            `json:"attribute"`
	Actors []export.Entity `json:"actors"`
	How    []string        `json:"how"`
}

type word struct {
	Form   string `json:"form"`
	Lemma  string `json:"lemma"`
	XPOS   string `json:"xpos"`
	Head   int    `json:"head"` // from 1, 0 = root
	Deprel string `json:"deprel"`
	Name   string `json:"name"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// object prints a record with everything behind it as one JSON object.
func (c *whyCommand) object(e *env, coded annals.Coded, at annals.Evidence, record any, steps []string) error {
	out := struct {
		Record   any      `json:"record"`
		Steps    []string `json:"steps"`
		Words    []word   `json:"words"`
		Mentions []step   `json:"mentions"`
	}{record, append([]string{}, steps...), []word{}, []step{}}
	for _, s := range coded.Sentences {
		if s.End <= at.Start || s.Start >= at.End && s.Start > at.Start {
			continue
		}
		for _, w := range s.Tokens {
			out.Words = append(out.Words, word{w.Form, w.Lemma, w.XPOS, w.Head + 1, w.Deprel, w.Name, w.Start, w.End})
		}
		for _, m := range coded.Mentions {
			if m.Sentence == s.Index {
				out.Mentions = append(out.Mentions, step{m.Evidence.Text, string(m.Kind), m.Attribute, export.Entities(m.Actors), append([]string{}, m.How...)})
			}
		}
	}
	return export.NewJSON(e.stdout).Write(out)
}
