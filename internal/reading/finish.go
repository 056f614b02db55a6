package reading

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

// batchEntries is how many coded articles are written at once.
const batchEntries = 32

// finish brings groups, records and events up to date with the stored pages.
// It is a pure function of what is stored, so it gives the same whether it
// runs once or is cut off and run again.
func finish(ctx context.Context, a archive.Archive, s Stages, o Options, sum *Summary) error {
	settled, err := a.Settled(ctx)
	if err != nil {
		return err
	}
	version := s.CodeVersion
	if settled == version && !o.Again {
		return nil
	}
	if o.NoCode {
		if version = Uncoded + version; settled == version && !o.Again {
			return nil
		}
	}
	if err := group(ctx, a, s); err != nil {
		return err
	}
	if o.NoCode {
		err = enter(ctx, a)
	} else {
		err = code(ctx, a, s, o, sum)
	}
	if err != nil {
		return err
	}
	var reports []annals.Report
	for e, err := range a.Entries(ctx) {
		if err != nil {
			return err
		}
		if e.Failure != "" {
			sum.Failures = append(sum.Failures, Note{e.Article.ID, e.Failure})
		}
		for _, r := range e.Reports {
			reports = append(reports, lean(r))
		}
	}
	slices.SortFunc(reports, func(x, y annals.Report) int { return strings.Compare(x.ID, y.ID) })
	if err := a.SetEvents(ctx, s.Join(reports)); err != nil {
		return fmt.Errorf("store the events: %w", err)
	}
	return a.Settle(ctx, version)
}

// Uncoded begins the version under which an archive is settled whose articles
// are found, dated and grouped, and not all coded.
const Uncoded = "uncoded "

// enter stores the articles that lead a group and were never coded, so that they
// can be listed.
func enter(ctx context.Context, a archive.Archive) error {
	leaders, err := a.Leaders(ctx)
	if err != nil {
		return err
	}
	var pending []archive.Entry
	flush := func() error {
		if err := a.PutEntries(ctx, pending); err != nil {
			return fmt.Errorf("store the articles: %w", err)
		}
		pending = pending[:0]
		return nil
	}
	for _, l := range leaders {
		if l.Key != "" {
			continue
		}
		article, err := a.Article(ctx, l.ID)
		if err != nil {
			return err
		}
		if pending = append(pending, archive.Entry{Article: article}); len(pending) >= batchPages {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// lean leaves out of a report what joining does not look at; the reports of a
// whole archive are in memory at once.
func lean(r annals.Report) annals.Report {
	r.Why, r.ReportedBy = nil, nil
	r.Sentence.Text = ""
	return r
}

func group(ctx context.Context, a archive.Archive, s Stages) error {
	members, err := s.Groups(a.Articles(ctx), func(id string) (string, error) { return a.Text(ctx, id) })
	if err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	slices.SortFunc(members, func(x, y archive.Member) int { return strings.Compare(x.ID, y.ID) })
	if err := a.SetGroups(ctx, members); err != nil {
		return fmt.Errorf("store the groups of copies: %w", err)
	}
	return nil
}

// code codes every leading article whose entry is missing or was made from
// another reading of it or by other rules.
func code(ctx context.Context, a archive.Archive, s Stages, o Options, sum *Summary) error {
	leaders, err := a.Leaders(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		article annals.Article
		key     string
	}
	type result struct {
		entry   archive.Entry
		dropped int
	}
	jobs, results := make(chan job), make(chan result, o.Workers)
	failed := make(chan error, o.Workers+1)
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(func() {
			var c Coder // made when there is something to code: opening a model costs
			for j := range jobs {
				if c == nil {
					var err error
					if c, err = s.NewCoder(); err != nil {
						failed <- err
						cancel()
						return
					}
				}
				e, dropped, lost := encodeInTime(ctx, c, j.article)
				if lost {
					c = nil // it is still at that article
				}
				e.Key = j.key
				select {
				case results <- result{e, dropped}:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		defer close(jobs)
		for _, l := range leaders {
			article, err := a.Article(ctx, l.ID)
			if err != nil {
				failed <- err
				cancel()
				return
			}
			if key := Key(article, s.CodeVersion); key != l.Key || o.Again {
				select {
				case jobs <- job{article, key}:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	go func() { workers.Wait(); close(results) }()
	var pending []archive.Entry
	flush := func() {
		if err == nil && len(pending) > 0 {
			if err = a.PutEntries(ctx, pending); err != nil {
				err = fmt.Errorf("store what was coded: %w", err)
				cancel()
			}
			pending = nil
		}
	}
	for r := range results {
		if err != nil {
			continue
		}
		sum.Recoded++
		sum.Dropped += r.dropped
		pending = append(pending, r.entry)
		if len(pending) >= batchEntries {
			flush()
		}
		o.Progress(Progress{"coding", sum.Recoded, len(leaders), 0})
	}
	select {
	case first := <-failed:
		return first
	default:
	}
	flush()
	if err != nil {
		return err
	}
	return ctx.Err()
}

// patience is how long one article may take before it is given up: far more
// than any article needs on the slowest processor, so that only a fault of a
// stage is ever cut off.
func patience(a annals.Article) time.Duration {
	return 2*time.Minute + time.Duration(len(a.Text)>>10)*time.Second
}

// encodeInTime is Encode with an end. An article that is given up is an entry
// with a Failure; lost says that the coder is still at it and must be left.
func encodeInTime(ctx context.Context, c Coder, a annals.Article) (e archive.Entry, dropped int, lost bool) {
	type result struct {
		e       archive.Entry
		dropped int
	}
	done := make(chan result, 1)
	go func() {
		e, dropped := Encode(c, a)
		done <- result{e, dropped}
	}()
	limit := time.NewTimer(patience(a))
	defer limit.Stop()
	select {
	case r := <-done:
		return r.e, r.dropped, false
	case <-ctx.Done():
		return archive.Entry{Article: a}, 0, true // nobody waits for it any more
	case <-limit.C:
		return archive.Entry{Article: a, Failure: fmt.Sprintf("coding it did not end within %s", patience(a))}, 0, true
	}
}

// Key names an article as coded by a version of the rules: it changes when the
// article's own words, its date or the rules do, not when another copy is found.
func Key(a annals.Article, version string) string {
	a.Copies = nil
	b, err := json.Marshal(a)
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	h := sha256.New()
	h.Write(b)
	h.Write([]byte("\x00" + version))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Encode codes an article into an entry; a panic of the coder becomes its
// Failure. Records whose words are not in the article, or that come twice, are
// dropped and counted.
func Encode(c Coder, a annals.Article) (e archive.Entry, dropped int) {
	e.Article = a
	defer func() {
		if r := recover(); r != nil {
			e = archive.Entry{Article: a, Failure: fmt.Sprintf("coding it failed: %v%s", r, Culprit())}
		}
	}()
	coded := c.Code(a)
	e.Article, e.Sentences = coded.Article, len(coded.Sentences)
	e.Article.ID, e.Article.Text, e.Article.Copies = a.ID, a.Text, a.Copies
	seen := map[string]bool{}
	fits := func(id string, evs ...annals.Evidence) bool {
		if id == "" || seen[id] {
			dropped++
			return false
		}
		for _, ev := range evs {
			if ev.Start < 0 || ev.End < ev.Start || ev.End > len(a.Text) || a.Text[ev.Start:ev.End] != ev.Text {
				dropped++
				return false
			}
		}
		seen[id] = true
		return true
	}
	for _, r := range coded.Reports {
		if fits(r.ID, r.Sentence, r.Trigger) {
			e.Reports = append(e.Reports, r)
		}
	}
	for _, s := range coded.Statements {
		if fits(s.ID, s.Evidence, s.ContentAt) {
			e.Statements = append(e.Statements, s)
		}
	}
	for _, f := range coded.Figures {
		if fits(f.ID, f.Evidence) {
			e.Figures = append(e.Figures, f)
		}
	}
	return e, dropped
}

// Culprit says, within a deferred function that recovered, where in Annals the
// panic arose: " (actor/items.go:59)".
func Culprit() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	panicked := false
	for {
		f, more := frames.Next()
		if f.Function == "runtime.gopanic" {
			panicked = true
		}
		if _, name, ours := strings.Cut(f.File, "/internal/"); ours && panicked && strings.HasPrefix(f.Function, "annals.example/") {
			return fmt.Sprintf(" (%s:%d)", name, f.Line)
		}
		if !more {
			return ""
		}
	}
}
