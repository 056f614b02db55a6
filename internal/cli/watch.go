package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/export"
	"annals.example/annals/internal/page"
	"annals.example/annals/internal/reading"
	"annals.example/annals/internal/watch"
)

type watchCommand struct {
	Feeds []string `arg:"" optional:"" name:"feed" help:"Addresses of feeds (RSS, Atom, JSON Feed) or sitemaps; without any, those that were followed before."`
	archiveFlag
	dataFlag
	Contact      string        `placeholder:"WHO" env:"ANNALS_CONTACT" help:"Your mail address, or a page about what you do: it stands in every request (or ANNALS_CONTACT)."`
	Once         bool          `help:"One round, then end: for cron."`
	Every        time.Duration `default:"15m" placeholder:"TIME" help:"From one round to the next (${default})."`
	Delay        time.Duration `default:"5s" placeholder:"TIME" help:"Pause after every request to a host (${default}); robots.txt may ask for more."`
	Timeout      time.Duration `default:"60s" placeholder:"TIME" help:"For one request (${default})."`
	Max          int           `default:"500" placeholder:"N" help:"Pages fetched in one round (${default}); the rest waits for the next."`
	MaxSize      int64         `name:"max-size" default:"16" placeholder:"MB" help:"Largest page or feed in megabytes (${default})."`
	Keep         string        `placeholder:"DIR" help:"Keep what was fetched there, as WARC files."`
	AllowPrivate bool          `name:"allow-private" help:"Fetch from private networks and this machine as well."`
	JSON         bool          `name:"json" help:"Print one JSON line a round."`
}

func (c *watchCommand) Help() string {
	return `Follows feeds and sitemaps, fetches the pages that they name, each once, and reads them into the archive as annals
read would. What it knows of every address lies in the archive: a later run goes on where this one ends, and asks
only for what changed.

It keeps to robots.txt (as "annals"), speaks to a host one request at a time with pauses, comes back when a host that
is busy says so, tries what failed again after 5 minutes, 10, 20 …, follows no more than 5 redirects, and refuses
addresses that lead into private networks. It says who is asking: --contact is needed.

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but a feed could not be read.`
}

func (c *watchCommand) check() error {
	switch {
	case c.Contact == "":
		return usage("who is asking? Give --contact with your mail address or a page about what you do; it stands in every request")
	case !strings.ContainsAny(c.Contact, "@/") || strings.ContainsFunc(c.Contact, func(r rune) bool { return r <= ' ' || r > '~' || r == '(' || r == ')' }):
		return usage("--contact %q is neither a mail address nor the address of a page", c.Contact)
	case c.Every < time.Minute && !c.Once:
		return usage("--every %s: a minute is the least", c.Every)
	case c.Delay < 0 || c.Timeout <= 0 || c.Max < 1 || c.MaxSize < 1 || c.MaxSize > 256:
		return usage("--delay, --timeout, --max and --max-size must be above 0, and --max-size at most 256")
	}
	return nil
}

func (c *watchCommand) Run(e *env) error {
	if err := c.check(); err != nil {
		return err
	}
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
	var read *reading.Summary // of this round
	o := watch.Options{
		Contact: c.Contact, Version: Version, AllowPrivate: c.AllowPrivate, Once: c.Once, Every: c.Every, Delay: c.Delay,
		Timeout: c.Timeout, MaxBytes: c.MaxSize << 20, MaxPages: c.Max, Hosts: 8, Links: linksOf,
		Deliver: func(ctx context.Context, names []string, open func(string) ([]byte, error)) error {
			if err := c.keep(names, open); err != nil {
				return err
			}
			sum, err := reading.Read(ctx, s, names, stages, reading.Options{Files: spool{open}})
			read = &sum
			return err
		},
		Tell: func(n watch.Notice) { fmt.Fprintf(e.stderr, "annals: %s\n", line(strings.TrimSpace(n.URL+" "+n.What))) },
	}
	failed := 0
	err = watch.Watch(e, s, c.Feeds, o, func(r watch.Round) {
		failed += r.Failed
		c.print(e, r, read)
		read = nil
	})
	switch {
	case errors.Is(err, context.Canceled) && !c.Once:
		fmt.Fprintln(e.stderr, "annals: stopped; the same command goes on from there")
		return nil
	case err != nil:
		return err
	case failed > 0:
		return partialError{fmt.Errorf("%s could not be read; everything else was (exit code 3)", count(failed, "feed"))}
	}
	return nil
}

func (c *watchCommand) print(e *env, r watch.Round, read *reading.Summary) {
	if c.JSON {
		_ = export.NewJSON(e.stdout).Write(struct {
			watch.Round
			Reading *reading.Summary `json:"reading,omitempty"`
		}{r, read}) // what cannot be printed is told at the end
		return
	}
	e.printf("feeds     %d asked: %d unchanged, %d failed; %s new or changed\n", r.Feeds, r.Unchanged, r.Failed, addresses(r.Named))
	e.printf("pages     %d fetched, %d unchanged, %d refused, %d wait for a later round\n", r.Fetched, r.Same, r.Refused, r.Waiting)
	if read != nil {
		t := read.Archive
		e.printf("archive   %s: %s, %s, %s\n", c.DB, count(t.Pages, "page"), count(t.Printings, "printing"), count(t.Articles, "article"))
		e.printf("coded     %s now; in all %s of %s, %s, %s\n", count(read.Recoded, "article"), count(t.Reports, "report"), count(t.Events, "event"),
			count(t.Statements, "statement"), count(t.Figures, "figure"))
	}
}

func addresses(n int) string {
	if n == 1 {
		return "1 address"
	}
	return fmt.Sprintf("%d addresses", n)
}

func linksOf(raw []byte) ([]watch.Link, error) {
	links, err := page.Links(raw)
	out := make([]watch.Link, len(links))
	for i, l := range links {
		out[i] = watch.Link(l)
	}
	return out, err
}

// keep writes what was fetched into the folder of --keep.
func (c *watchCommand) keep(names []string, open func(string) ([]byte, error)) error {
	if c.Keep == "" {
		return nil
	}
	for _, n := range names {
		raw, err := open(n)
		if err == nil {
			err = os.WriteFile(filepath.Join(c.Keep, path.Base(n)), raw, 0o644)
		}
		if err != nil {
			return fmt.Errorf("keep what was fetched: %w; make the folder, or leave out --keep", err)
		}
	}
	return nil
}

// spool is what was fetched, as files.
type spool struct {
	open func(name string) ([]byte, error)
}

func (s spool) ReadFile(name string) ([]byte, error) { return s.open(name) }

func (s spool) Open(name string) (fs.File, error) {
	raw, err := s.open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &spooled{bytes.NewReader(raw), path.Base(name)}, nil
}

type spooled struct {
	*bytes.Reader
	name string
}

func (f *spooled) Stat() (fs.FileInfo, error) { return f, nil }
func (f *spooled) Close() error               { return nil }
func (f *spooled) Name() string               { return f.name }
func (f *spooled) Size() int64                { return f.Reader.Size() }
func (f *spooled) Mode() fs.FileMode          { return 0o444 }
func (f *spooled) ModTime() time.Time         { return time.Time{} }
func (f *spooled) IsDir() bool                { return false }
func (f *spooled) Sys() any                   { return nil }
