// Package watch answers: what is new at an address? It follows feeds and
// sitemaps, fetches the pages that they name, each once, and hands them on as a
// WARC file, as any crawler would. It is the only package that speaks to the
// network, and the only one that looks at the clock.
//
// It is polite: robots.txt is honoured (RFC 9309), a host gets one request at a
// time with a pause after each, what did not change is not fetched again, and
// whoever answers "too many requests" is left alone for as long as it asks. It is
// careful: addresses of private networks are refused when the connection is made,
// and time, size and redirects are bounded. What it knows of every address lies
// in the archive, so that a run that was cut off goes on where it was.
package watch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"annals.example/annals/internal/archive"
)

// Link is an address that a feed or a sitemap names.
type Link struct {
	URL     string
	Updated string // what is said of its last change, in whatever form
	Sitemap bool   // it is a further sitemap, not a page
}

// State is the archive as watching needs it.
type State interface {
	Visit(ctx context.Context, url string) (archive.Visit, error)
	Visits(ctx context.Context, kind archive.VisitKind, due string) ([]archive.Visit, error)
	PutVisits(ctx context.Context, visits []archive.Visit, fetched *archive.Fetched) error
	Fetched(ctx context.Context) (names []string, err error)
	OpenFetched(ctx context.Context, name string) ([]byte, error)
	ClearFetched(ctx context.Context, name string) error
}

// Options of one watch.
type Options struct {
	Contact      string // address or page of who answers for the requests
	Version      string // of the program
	AllowPrivate bool
	Once         bool          // one round, then end
	Every        time.Duration // from the beginning of one round to that of the next
	Delay        time.Duration // pause after a request to a host
	Timeout      time.Duration // for one request
	MaxBytes     int64         // of one page or feed
	MaxPages     int           // in one round; the rest waits for the next
	Hosts        int           // how many hosts are spoken to at once
	// Links reads a feed or a sitemap.
	Links func(raw []byte) ([]Link, error)
	// Deliver takes the pages that were fetched: WARC files, by name.
	Deliver func(ctx context.Context, names []string, open func(name string) ([]byte, error)) error
	// Tell is called for what a person may want to see; one call at a time.
	Tell func(Notice)

	// Other than usual in tests.
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error
	roots   *x509.CertPool
	allowed func(netip.Addr) bool
}

// Notice is something that happened to an address.
type Notice struct {
	URL  string `json:"url"`
	What string `json:"what"`
	Bad  bool   `json:"bad"` // it needs a person's eye
}

// Round is what one round did.
type Round struct {
	Feeds     int `json:"feeds"`     // feeds and sitemaps asked
	Unchanged int `json:"unchanged"` // of these, nothing new since
	Failed    int `json:"failed"`    // of these, without an answer that can be read
	Named     int `json:"named"`     // addresses that were not known or said to be changed
	Fetched   int `json:"fetched"`   // pages handed on
	Same      int `json:"same"`      // pages fetched again that had not changed
	Refused   int `json:"refused"`   // pages that will not be fetched
	Waiting   int `json:"waiting"`   // pages left for a later round
}

// How long is waited after a failure, doubled with each, and how often a page is
// tried.
const (
	firstWait = 5 * time.Minute
	lastWait  = 24 * time.Hour
	maxFails  = 6
	// maxDepth is how deep sitemaps may name others, and maxSitemaps how many of
	// those that one names are followed: the latest.
	maxDepth, maxSitemaps = 3, 50
	// A batch of pages is handed on when it has so many, or so many bytes.
	batchPages, batchBytes = 32, 16 << 20
)

func (o Options) agent() string { return fmt.Sprintf("Annals/%s (+%s)", o.Version, o.Contact) }

func (o *Options) fill() {
	if o.now == nil {
		o.now = time.Now
	}
	if o.sleep == nil {
		o.sleep = func(ctx context.Context, d time.Duration) error {
			t := time.NewTimer(d)
			defer t.Stop()
			select {
			case <-t.C:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	if o.allowed == nil {
		o.allowed = public
		if o.AllowPrivate {
			o.allowed = func(netip.Addr) bool { return true }
		}
	}
	tell, mu := o.Tell, &sync.Mutex{}
	o.Tell = func(n Notice) {
		mu.Lock()
		defer mu.Unlock()
		if tell != nil {
			tell(n)
		}
	}
}

// Watch follows feeds until the context ends, or for one round. done is called
// after each round. Without feeds, those that the state knows are followed.
func Watch(ctx context.Context, s State, feeds []string, o Options, done func(Round)) error {
	o.fill()
	w := &watcher{o: o, s: s, f: newFetcher(o)}
	defer w.f.client.CloseIdleConnections()
	var roots []*url.URL
	if len(feeds) == 0 {
		known, err := s.Visits(ctx, archive.VisitFeed, "")
		if err != nil {
			return err
		}
		for _, v := range known {
			if v.Feed == "" {
				feeds = append(feeds, v.Address)
			}
		}
	}
	for _, f := range feeds {
		u, err := address(f)
		if err != nil {
			return err
		}
		roots = append(roots, u)
	}
	if len(roots) == 0 {
		return errors.New("no feed to follow: name one")
	}
	if err := w.deliver(ctx); err != nil { // what a run that was cut off had fetched
		return err
	}
	for {
		began := o.now()
		round, err := w.round(ctx, roots)
		if done != nil && (err == nil || round.Fetched > 0) {
			done(round)
		}
		switch {
		case o.Once:
			return err
		case errors.Is(err, archive.ErrBusy):
			o.Tell(Notice{"", err.Error() + "; the next round goes on", true})
		case err != nil:
			return err
		}
		if err := o.sleep(ctx, max(time.Second, o.Every-o.now().Sub(began))); err != nil {
			return err
		}
	}
}

type watcher struct {
	o Options
	s State
	f *fetcher
}

func (w *watcher) stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// round asks every feed, then fetches what waits.
func (w *watcher) round(ctx context.Context, roots []*url.URL) (Round, error) {
	var r Round
	var mu sync.Mutex
	err := each(roots, w.o.Hosts, func(u *url.URL) string { return u.Hostname() }, func(u *url.URL) error {
		return w.feed(ctx, u, "", "", 0, &r, &mu)
	})
	if err != nil {
		return r, err
	}
	return r, w.pages(ctx, &r)
}

// each runs do for all items: those of one host in order, hosts side by side.
func each[T any](items []T, hosts int, host func(T) string, do func(T) error) error {
	by := map[string][]T{}
	var order []string
	for _, i := range items {
		h := host(i)
		if by[h] == nil {
			order = append(order, h)
		}
		by[h] = append(by[h], i)
	}
	var running sync.WaitGroup
	slots := make(chan struct{}, max(hosts, 1))
	faults := make([]error, len(order))
	for n, h := range order {
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			for _, i := range by[h] {
				if faults[n] = do(i); faults[n] != nil {
					return
				}
			}
		})
	}
	running.Wait()
	return errors.Join(faults...)
}

// feed asks a feed or sitemap and notes what it names; further sitemaps are
// followed at once. The error is the state's or the context's.
func (w *watcher) feed(ctx context.Context, u *url.URL, from, said string, depth int, r *Round, mu *sync.Mutex) error {
	count := func(n *int) { mu.Lock(); *n++; mu.Unlock() }
	id := identity(u)
	v, err := w.s.Visit(ctx, id)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	v.URL, v.Address, v.Kind, v.Feed = id, u.String(), archive.VisitFeed, from
	if v.Next > w.stamp(w.o.now()) {
		return nil // it failed, or asked to be left alone
	}
	count(&r.Feeds)
	answer, err := w.f.get(ctx, u, conditions(v))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	v.At = w.stamp(w.o.now())
	var links []Link
	switch {
	case err != nil:
	case answer.status == http.StatusNotModified:
		count(&r.Unchanged)
		v.Said, v.Fails, v.Next, v.Outcome = said, 0, "", "not changed"
		return errors.Join(w.s.PutVisits(ctx, []archive.Visit{v}, nil), w.below(ctx, id, depth, r, mu))
	case answer.status != http.StatusOK:
		err = fmt.Errorf("it answers %d %s", answer.status, http.StatusText(answer.status))
	default:
		links, err = w.links(answer.body)
	}
	if err != nil {
		count(&r.Failed)
		w.fail(&v, err)
		w.o.Tell(Notice{u.String(), err.Error() + retry(v), true})
		return w.s.PutVisits(ctx, []archive.Visit{v}, nil)
	}
	v.ETag, v.Modified = answer.header.Get("ETag"), answer.header.Get("Last-Modified")
	v.Said, v.Fails, v.Next, v.Outcome = said, 0, "", fmt.Sprintf("names %d addresses", len(links))
	sum := hash(answer.body)
	if sum == v.Hash {
		count(&r.Unchanged)
		return errors.Join(w.s.PutVisits(ctx, []archive.Visit{v}, nil), w.below(ctx, id, depth, r, mu))
	}
	v.Hash = sum
	return w.named(ctx, v, answer.url, links, depth, r, mu)
}

// below asks those sitemaps again that one which has not changed names without
// saying when they changed, and those that failed.
func (w *watcher) below(ctx context.Context, id string, depth int, r *Round, mu *sync.Mutex) error {
	if depth == maxDepth {
		return nil
	}
	all, err := w.s.Visits(ctx, archive.VisitFeed, "")
	if err != nil {
		return err
	}
	for _, v := range all {
		if v.Feed != id || v.Said != "" && v.Fails == 0 {
			continue
		}
		u, err := address(v.Address)
		if err != nil {
			continue
		}
		if err := w.feed(ctx, u, id, v.Said, depth+1, r, mu); err != nil {
			return err
		}
	}
	return nil
}

// links reads a feed; a panic of its reader is a fault of the feed's.
func (w *watcher) links(raw []byte) (out []Link, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("reading the feed failed: %v", p)
		}
	}()
	return w.o.Links(raw)
}

// named notes the addresses that a feed names, together with the feed's own
// state, and follows sitemaps. Nothing that was named is lost when the run ends.
func (w *watcher) named(ctx context.Context, feed archive.Visit, base *url.URL, links []Link, depth int, r *Round, mu *sync.Mutex) error {
	var visits []archive.Visit
	var maps []sitemap
	seen := map[string]bool{}
	for _, l := range links {
		at, err := base.Parse(strings.TrimSpace(l.URL))
		if err == nil {
			at, err = address(at.String())
		}
		if err != nil {
			w.o.Tell(Notice{feed.Address, "names an address that cannot be fetched: " + err.Error(), true})
			continue
		}
		id := identity(at)
		if seen[id] {
			continue
		}
		seen[id] = true
		if l.Sitemap {
			maps = append(maps, sitemap{at, l.Updated})
			continue
		}
		v, err := w.s.Visit(ctx, id)
		switch {
		case errors.Is(err, archive.ErrNotFound):
			v = archive.Visit{URL: id, Address: at.String(), Kind: archive.VisitPage, Feed: feed.URL, Said: l.Updated, Next: w.stamp(w.o.now())}
		case err != nil:
			return err
		case v.Kind != archive.VisitPage || l.Updated == "" || v.Said == "" || l.Updated == v.Said || v.Feed != feed.URL:
			continue // known; another feed's dates may only be in another form
		default:
			v.Said, v.Next, v.Fails = l.Updated, w.stamp(w.o.now()), 0
		}
		visits = append(visits, v)
	}
	mu.Lock()
	r.Named += len(visits)
	mu.Unlock()
	if err := w.sitemaps(ctx, feed, maps, depth, r, mu); err != nil {
		return err
	}
	return w.s.PutVisits(ctx, append(visits, feed), nil)
}

// sitemap is a sitemap that another names.
type sitemap struct {
	*url.URL
	said string // of its last change
}

// sitemaps follows those that are not known to be as they were.
func (w *watcher) sitemaps(ctx context.Context, index archive.Visit, maps []sitemap, depth int, r *Round, mu *sync.Mutex) error {
	if len(maps) > 0 && depth == maxDepth {
		w.o.Tell(Notice{index.Address, "sitemaps name each other too deep; those that it names are not followed", true})
		return nil
	}
	if len(maps) > maxSitemaps {
		w.o.Tell(Notice{index.Address, fmt.Sprintf("names %d sitemaps; the %d that changed last are followed", len(maps), maxSitemaps), true})
		slices.SortStableFunc(maps, func(a, b sitemap) int { return strings.Compare(b.said, a.said) })
		maps = maps[:maxSitemaps]
	}
	for _, m := range maps {
		v, err := w.s.Visit(ctx, identity(m.URL))
		if err == nil && m.said != "" && v.Said == m.said {
			continue
		}
		if err := w.feed(ctx, m.URL, index.URL, m.said, depth+1, r, mu); err != nil {
			return err
		}
	}
	return nil
}

// pages fetches the pages that wait, and hands them on batch by batch.
func (w *watcher) pages(ctx context.Context, r *Round) error {
	due, err := w.s.Visits(ctx, archive.VisitPage, w.stamp(w.o.now()))
	if err != nil {
		return err
	}
	if w.o.MaxPages > 0 && len(due) > w.o.MaxPages {
		slices.SortStableFunc(due, func(a, b archive.Visit) int { return strings.Compare(a.Next, b.Next) })
		due = due[:w.o.MaxPages]
	}
	b := &batch{w: w, r: r}
	err = each(due, w.o.Hosts, func(v archive.Visit) string {
		if u, err := url.Parse(v.Address); err == nil {
			return u.Hostname()
		}
		return ""
	}, func(v archive.Visit) error { return w.page(ctx, v, b) })
	// What was fetched is kept even if the run was told to end.
	if ferr := b.flush(context.WithoutCancel(ctx)); ferr != nil {
		return errors.Join(err, ferr)
	}
	if err == nil {
		err = w.deliver(ctx)
	}
	if waiting, werr := w.s.Visits(context.WithoutCancel(ctx), archive.VisitPage, "~"); werr == nil {
		r.Waiting = len(waiting)
	}
	return err
}

// page fetches one page. The error is the state's or the context's.
func (w *watcher) page(ctx context.Context, v archive.Visit, b *batch) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	u, err := address(v.Address)
	if err != nil {
		err = &never{why: err.Error()}
	}
	var answer response
	if err == nil {
		answer, err = w.f.get(ctx, u, conditions(v))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	v.At = w.stamp(w.o.now())
	if err == nil {
		switch s := answer.status; {
		case s == http.StatusOK, s == http.StatusNotModified:
		case s == http.StatusNotFound, s == http.StatusGone, s >= 400 && s < 500 && s != http.StatusTooManyRequests && s != http.StatusRequestTimeout:
			err = &never{why: fmt.Sprintf("it answers %d %s", s, http.StatusText(s))}
		default:
			err = fmt.Errorf("it answers %d %s", s, http.StatusText(s))
		}
	}
	if err != nil {
		w.fail(&v, err)
		w.o.Tell(Notice{v.Address, err.Error() + retry(v), true})
		return b.add(ctx, v, nil)
	}
	v.Fails, v.Next = 0, ""
	sum := hash(answer.body)
	if answer.status == http.StatusNotModified || sum == v.Hash {
		v.Outcome = "not changed"
		return b.add(ctx, v, nil)
	}
	v.ETag, v.Modified, v.Hash, v.Outcome = answer.header.Get("ETag"), answer.header.Get("Last-Modified"), sum, "fetched"
	return b.add(ctx, v, &answer)
}

// fail notes a failure: when it is tried again, or that it is not.
func (w *watcher) fail(v *archive.Visit, err error) {
	var wait *later
	var no *never
	v.Outcome = err.Error()
	now := w.o.now()
	switch {
	case errors.As(err, &wait):
		v.Next = w.stamp(wait.until.Add(time.Second)) // a second's fraction is not kept
	case errors.As(err, &no) && v.Kind == archive.VisitPage:
		v.Next, v.Fails = "", 0
	default:
		v.Fails++
		if v.Kind == archive.VisitPage && v.Fails >= maxFails {
			v.Next = ""
			return
		}
		v.Next = w.stamp(now.Add(min(lastWait, firstWait<<min(v.Fails-1, 16))))
	}
}

// retry says in words what comes after a failure.
func retry(v archive.Visit) string {
	if v.Next == "" {
		return "; it is not tried again"
	}
	return "; tried again after " + v.Next
}

func conditions(v archive.Visit) http.Header {
	h := http.Header{}
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.Modified != "" {
		h.Set("If-Modified-Since", v.Modified)
	}
	return h
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// batch gathers what was fetched until it is stored.
type batch struct {
	w      *watcher
	r      *Round
	mu     sync.Mutex
	visits []archive.Visit
	warc   bytes.Buffer
	pages  int
}

// add takes what came of a page; answer is nil where nothing new did.
func (b *batch) add(ctx context.Context, v archive.Visit, answer *response) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.visits = append(b.visits, v)
	switch {
	case answer != nil:
		writeRecord(&b.warc, *answer)
		b.pages++
		b.r.Fetched++
	case v.Next == "" && v.Outcome == "not changed":
		b.r.Same++
	case v.Next == "":
		b.r.Refused++
	}
	if len(b.visits) >= batchPages || b.warc.Len() >= batchBytes {
		return b.store(ctx)
	}
	return nil
}

func (b *batch) flush(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.store(ctx)
}

// store puts visits and pages into the state at once: a page is known to be
// fetched if and only if it is there.
func (b *batch) store(ctx context.Context) error {
	if len(b.visits) == 0 {
		return nil
	}
	var fetched *archive.Fetched
	if b.pages > 0 {
		fetched = &archive.Fetched{Name: "watch/" + b.w.o.now().UTC().Format("2006-01-02") + "-" + hash(b.warc.Bytes())[:16] + ".warc", Raw: bytes.Clone(b.warc.Bytes())}
	}
	if err := b.w.s.PutVisits(ctx, b.visits, fetched); err != nil {
		return fmt.Errorf("store what was fetched: %w", err)
	}
	b.visits, b.pages = nil, 0
	b.warc.Reset()
	return nil
}

// deliver hands on what lies fetched. What was handed on and not cleared, since
// the run was cut off between the two, is handed on again under its name and
// with the same bytes.
func (w *watcher) deliver(ctx context.Context) error {
	names, err := w.s.Fetched(ctx)
	if err != nil || len(names) == 0 {
		return err
	}
	if err := w.o.Deliver(ctx, names, func(name string) ([]byte, error) { return w.s.OpenFetched(ctx, name) }); err != nil {
		return err
	}
	for _, n := range names {
		if err := w.s.ClearFetched(ctx, n); err != nil {
			return err
		}
	}
	return nil
}
