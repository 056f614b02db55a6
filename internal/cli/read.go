package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"annals.example/annals"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/query"
	"annals.example/annals/internal/reading"
)

type readCommand struct {
	Paths []string `arg:"" name:"path" help:"Folders, files, patterns ('pages/*.html'), or - for standard input."`
	archiveFlag
	dataFlag
	Workers int  `placeholder:"N" help:"Read and code on so many processors at once (all of them)."`
	NoCode  bool `name:"no-code" help:"Find, date and group the articles and stop there; the same command without it codes them."`
	Again   bool `help:"Find and code everything anew, even where nothing changed."`
	JSON    bool `name:"json" help:"Print the summary as JSON."`
}

func (c *readCommand) Help() string {
	return `Reads what a crawl left, finds the articles in it, codes them, and keeps everything in the archive:

  text and HTML pages; JSON lines and CSV tables with the columns of common crawlers (url, title, text, date …);
  WARC files (also WET); RSS, Atom and JSON feeds; sitemaps; mails (.eml, .mbox, pages saved as .mht)

Each may be packed with gzip, zstd or bzip2, and lie in a ZIP or tar archive; the content tells the format, and the
name where the content does not. Every record of every input becomes a page, or is told of with its reason by
annals refused. Reading the same again changes nothing. A reading that was cut off goes on where it was when the
same command is given again.

Exit codes: 0 everything was read; 1 failed; 2 wrong usage; 3 read, but some input was refused.`
}

// readMemory is what a reading keeps to, in bytes, unless what it must hold at
// once is more.
const readMemory = 280 << 20

// readGarbage is how much garbage may gather before it is collected, in percent
// of what is in use.
const readGarbage = 300

func (c *readCommand) Run(e *env) error {
	if c.Workers < 0 {
		return usage("--workers %d: give a number above 0, or leave it out for all processors", c.Workers)
	}
	if c.Workers > 0 && c.Workers < runtime.GOMAXPROCS(0) {
		runtime.GOMAXPROCS(c.Workers)
	}
	// Reading makes much short-lived garbage, which is collected seldom as long
	// as there is room for it, and in time when there is none.
	debug.SetGCPercent(readGarbage)
	debug.SetMemoryLimit(readMemory)
	g, err := c.engine()
	if err != nil {
		return err
	}
	stages, err := g.stages()
	if err != nil {
		return err
	}
	s, err := sqlite.Create(e, c.DB)
	if err != nil {
		return err
	}
	defer s.Close()
	skip := map[string]bool{}
	if abs, err := filepath.Abs(c.DB); err == nil {
		for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
			skip[abs+suffix] = true
		}
	}
	o := reading.Options{Workers: c.Workers, Stdin: e.stdin, Skip: skip, NoCode: c.NoCode, Again: c.Again}
	if e.terminal() {
		o.Progress = progress(e)
	}
	sum, err := reading.Read(e, s, c.Paths, stages, o)
	if o.Progress != nil {
		fmt.Fprint(e.stderr, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if c.JSON {
		err = export.NewJSON(e.stdout).Write(sum)
	} else {
		c.print(e, sum)
	}
	if err != nil {
		return err
	}
	if n := sum.RefusedCount + len(sum.Failures); n > 0 {
		if sum.Files == 0 || sum.Pages+sum.Passed+sum.Known == 0 {
			return fmt.Errorf("nothing could be read: %s", refusalOf(sum))
		}
		return partialError{fmt.Errorf("%d refused; everything else was read (exit code 3)", n)}
	}
	return nil
}

func refusalOf(sum reading.Summary) string {
	if len(sum.Refused) == 0 {
		return "no file was found"
	}
	r := sum.Refused[0]
	return strings.TrimSpace(r.Input+" "+r.Item) + ": " + r.Reason + "; " + r.Remedy
}

// progress draws one line on the terminal, at most ten times a second.
func progress(e *env) func(reading.Progress) {
	var last time.Time
	return func(p reading.Progress) {
		if p.Done < p.Total && time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		fmt.Fprintf(e.stderr, "\r\x1b[K%s %d of %d", p.Phase, p.Done, p.Total)
		if p.Records > 0 {
			fmt.Fprintf(e.stderr, ", %s", count(p.Records, "record"))
		}
	}
}

// print writes the summary so that every number can be added up.
func (c *readCommand) print(e *env, sum reading.Summary) {
	t := sum.Archive
	e.printf("read      %s: %d known already, %s new, %d refused\n", count(sum.Files, "input"), sum.Known, count(sum.Pages, "page"), sum.RefusedCount)
	if sum.Passed > 0 || sum.BareCount > 0 {
		e.printf("records   %d in them: %s, %d that hold no page; %d refused; %s without an article (%s refused --all%s)\n", sum.Records, count(sum.Pages, "page"),
			sum.Passed, sum.Records-sum.Pages-sum.Passed, count(sum.BareCount, "page"), e.program, c.suffix())
	}
	if sum.Lines > 0 {
		e.printf("lines     %d on the new pages: %s\n", sum.Lines, kinds(sum))
	}
	e.printf("archive   %s: %s, %s, %s\n", c.DB, count(t.Pages, "page"), count(t.Printings, "printing"), count(t.Articles, "article"))
	if c.NoCode {
		e.printf("coded     nothing, as asked; %d of %s are coded\n", t.Coded, count(t.Articles, "article"))
		eyes(e, c.archiveFlag, sum)
		e.printf("go on     %s articles%s   %s check%s\n", e.program, c.suffix(), e.program, c.suffix())
		return
	}
	e.printf("coded     %s now; in all %s: %s of %s, %s, %s\n", count(sum.Recoded, "article"), count(t.Sentences, "sentence"),
		count(t.Reports, "report"), count(t.Events, "event"), count(t.Statements, "statement"), count(t.Figures, "figure"))
	eyes(e, c.archiveFlag, sum)
	e.printf("go on     %s events%s   %s articles%s   %s check%s\n", e.program, c.suffix(), e.program, c.suffix(), e.program, c.suffix())
}

// suffix is how the archive must be named in a hint.
func (f archiveFlag) suffix() string {
	if f.DB == "annals.db" {
		return ""
	}
	return " --db " + f.DB
}

func kinds(sum reading.Summary) string {
	var out []string
	for _, k := range []annals.LineKind{annals.LineBody, annals.LineHeadline, annals.LineCaption, annals.LineCredit, annals.LineByline,
		annals.LineDateline, annals.LineResidue, annals.LineDuplicate, annals.LineBlank} {
		if n := sum.Kinds[k]; n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, k))
		}
	}
	return strings.Join(out, ", ")
}

// maxEyes is how many things of one sort the summary lists; --json has all.
const maxEyes = 8

// eyes lists what needs a person's eye.
func eyes(e *env, f archiveFlag, sum reading.Summary) {
	var notes []string
	add := func(all []string) {
		notes = append(notes, all[:min(len(all), maxEyes)]...)
		if n := len(all) - maxEyes; n > 0 {
			notes = append(notes, fmt.Sprintf("… and %d more like this", n))
		}
	}
	var refused, noted, failed, undated []string
	for _, r := range sum.Refused {
		where := r.Input
		if r.Item != "" {
			where += ", " + r.Item
		}
		refused = append(refused, fmt.Sprintf("refused %s: %s; %s", where, r.Reason, r.Remedy))
	}
	for _, n := range sum.Noted {
		noted = append(noted, n.Where+": "+n.What)
	}
	for _, n := range sum.Failures {
		failed = append(failed, "article "+n.Where+": "+n.What+"; a fault of Annals: please report it")
	}
	if sum.Dropped > 0 {
		failed = append(failed, fmt.Sprintf("%s whose words are not in the article were dropped; a fault of Annals: please report it", count(sum.Dropped, "record")))
	}
	undated = undatedArticles(e, f)
	for _, l := range [][]string{refused, failed, noted, undated} {
		add(l)
	}
	if sum.Hidden > 0 {
		notes = append(notes, fmt.Sprintf("%s left out because of the dot before the name", count(sum.Hidden, "hidden file or folder")))
	}
	for i, n := range notes {
		head := "          "
		if i == 0 {
			head = "look at   "
		}
		e.printf("%s%s\n", head, strings.TrimLeft(wrap(n, tableWidth, "            "), " "))
	}
}

// undatedArticles lists articles whose day of publication is not known.
func undatedArticles(e *env, f archiveFlag) []string {
	s, err := sqlite.Open(e, f.DB)
	if err != nil {
		return nil // the reading itself went well; looking again is an extra
	}
	defer s.Close()
	var out []string
	for a, err := range query.Articles(e, s, annals.Filter{}) {
		if err != nil {
			return out
		}
		if !a.Article.Published.Known() {
			out = append(out, fmt.Sprintf("article %s has no date that can be told: %s", short(a.Article.ID), cut(line(a.Article.Title), 60)))
		}
	}
	slices.Sort(out)
	return out
}

// dataFlag names a folder whose codebook, actors and places stand in for those
// in the binary.
type dataFlag struct {
	Data     string `placeholder:"DIR" help:"Use the folders codebook, actors and places in DIR instead of those in the program; a folder that is not there is taken from the program. Dictionaries imported by codebook import alone code the events."`
	Codebook string `placeholder:"DIR" help:"Your own entries: what the files in DIR say of a word replaces what the program's codebook says of it."`
	Actors   string `name:"actors" placeholder:"DIR" help:"Use the tables of actors in DIR instead of those of the same name in the program (data/actors); a table that is not there is taken from the program."`
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
