package watch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds on one fetch.
const (
	maxRedirects = 5
	maxHeaders   = 256 << 10 // bytes
	robotsAge    = 24 * time.Hour
	// maxRetryAfter is the longest that a host can ask to be left alone for; one
	// that asks for more is asked again after that.
	maxRetryAfter = 24 * time.Hour
	// patience is how long a request may wait for its turn within one run; what
	// is to wait longer is left for a later one.
	patience = 2 * time.Minute
	// maxBad is how often in a row a host may fail before it is left alone.
	maxBad = 3
)

// response is what an address answered.
type response struct {
	url    *url.URL // where it came from after redirects
	status int
	header http.Header
	body   []byte
	at     time.Time
}

// later is an answer that says to come back: not before the time given.
type later struct {
	why   string
	until time.Time
}

func (l *later) Error() string { return l.why }

// never is a reason why an address will not be fetched, now or later.
type never struct {
	why   string
	cause error // may be nil
}

func (n *never) Error() string { return n.why }
func (n *never) Unwrap() error { return n.cause }

// fetcher makes requests, one at a time to a host, with pauses between.
type fetcher struct {
	o      Options
	client *http.Client
	mu     sync.Mutex
	hosts  map[string]*host
}

// host is what is known of a host within one run.
type host struct {
	turn chan struct{} // held while a request to the host is made
	free time.Time     // no request before
	bad  int           // requests in a row without an answer
	// robots are read by whoever has the turn.
	robots  map[string]robots // by scheme and port
	checked map[string]time.Time
}

func newFetcher(o Options) *fetcher {
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: control(o.allowed)}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.roots},
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  o.Timeout,
		MaxResponseHeaderBytes: maxHeaders,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second, // and HTTP/1.1: of one request at a time HTTP/2 makes nothing quicker
	}
	return &fetcher{o: o, hosts: map[string]*host{}, client: &http.Client{Transport: t,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (f *fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[u.Hostname()]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1), robots: map[string]robots{}, checked: map[string]time.Time{}}
		f.hosts[u.Hostname()] = h
	}
	return h
}

// get fetches an address, following redirects; robots.txt is asked at every host
// on the way. Conditional headers go with the first request alone.
func (f *fetcher) get(ctx context.Context, u *url.URL, conditions http.Header) (response, error) {
	seen := map[string]bool{}
	for range maxRedirects + 1 {
		if seen[u.String()] {
			return response{}, &never{why: "redirects in a circle"}
		}
		seen[u.String()] = true
		r, err := f.one(ctx, u, conditions)
		if err != nil {
			return r, err
		}
		to, err := redirect(r)
		if err != nil || to == nil {
			return r, err
		}
		u, conditions = to, nil
	}
	return response{}, &never{why: fmt.Sprintf("more than %d redirects", maxRedirects)}
}

// redirect returns where a response leads; nil if nowhere.
func redirect(r response) (*url.URL, error) {
	switch r.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to, err := r.url.Parse(r.header.Get("Location"))
	if err != nil || r.header.Get("Location") == "" {
		return nil, &never{why: "a redirect that leads nowhere"}
	}
	if to, err = address(to.String()); err != nil {
		return nil, &never{why: "a redirect that is not followed: " + err.Error()}
	}
	if r.url.Scheme == "https" && to.Scheme == "http" {
		return nil, &never{why: "a redirect from https to http, which is not followed"}
	}
	return to, nil
}

// one makes one request when it is its turn and robots.txt allows it.
func (f *fetcher) one(ctx context.Context, u *url.URL, conditions http.Header) (response, error) {
	h := f.host(u)
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return response{}, ctx.Err()
	}
	defer func() { <-h.turn }()
	rules, err := f.robots(ctx, h, u)
	if err != nil {
		return response{}, err
	}
	if !rules.allows(u) {
		if rules.nobody {
			return response{}, &later{"its robots.txt cannot be reached, so nothing may be fetched", f.o.now().Add(robotsAge / 24)}
		}
		return response{}, &never{why: "its robots.txt does not allow it"}
	}
	return f.request(ctx, h, u, conditions, max(f.o.Delay, min(rules.delay, time.Minute)), f.o.MaxBytes, false)
}

// robots returns the rules of the host, read anew once a day.
func (f *fetcher) robots(ctx context.Context, h *host, u *url.URL) (robots, error) {
	key := u.Scheme + "://" + u.Host
	if at, ok := h.checked[key]; ok && f.o.now().Sub(at) < robotsAge {
		return h.robots[key], nil
	}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	var rules robots
	for hop := 0; ; hop++ {
		r, err := f.request(ctx, h, at, nil, f.o.Delay, maxRobots, true)
		var wait *later
		var no *never
		switch {
		case errors.As(err, &wait) && r.status == 0 || ctx.Err() != nil:
			return rules, err // not its turn yet
		case errors.Is(err, errPrivate):
			return rules, err
		case errors.As(err, &no): // no rules, but a picture perhaps
		case err != nil || r.status >= 500 || r.status == http.StatusTooManyRequests:
			rules.nobody = true
		case r.status >= 200 && r.status < 300:
			rules = parseRobots(r.body, "annals")
		default:
			// Another host's redirect target would need a turn of its own; those
			// within the host, which are nearly all, are followed.
			if to, err := redirect(r); err == nil && to != nil && to.Hostname() == u.Hostname() && hop < maxRedirects {
				at = to
				continue
			}
		}
		break
	}
	if rules.nobody {
		// Asked again with the next request in an hour, not tomorrow.
		h.checked[key] = f.o.now().Add(-robotsAge + robotsAge/24)
	} else {
		h.checked[key] = f.o.now()
	}
	h.robots[key] = rules
	return rules, nil
}

// request makes a request; the caller has the host's turn. An answer of more
// than most bytes is an error, or cut there.
func (f *fetcher) request(ctx context.Context, h *host, u *url.URL, conditions http.Header, delay time.Duration, most int64, cutting bool) (r response, err error) {
	if wait := h.free.Sub(f.o.now()); wait > 0 {
		if wait > patience {
			return r, &later{"its host asks to be left alone until " + h.free.UTC().Format(time.RFC3339), h.free}
		}
		if err := f.o.sleep(ctx, wait); err != nil {
			return r, err
		}
	}
	if h.bad >= maxBad {
		h.free, h.bad = f.o.now().Add(firstWait), 0
		return r, &later{fmt.Sprintf("its host did not answer %d times in a row", maxBad), h.free}
	}
	defer func() {
		if r.status > 0 && r.status < 500 {
			h.bad = 0
		} else if ctx.Err() == nil {
			h.bad++
		}
		if free := f.o.now().Add(delay); free.After(h.free) {
			h.free = free
		}
	}()
	limited, cancel := context.WithTimeout(ctx, f.o.Timeout)
	defer cancel()
	q, err := http.NewRequestWithContext(limited, http.MethodGet, u.String(), nil)
	if err != nil {
		return r, &never{why: err.Error()}
	}
	q.Header.Set("User-Agent", f.o.agent())
	q.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1")
	for k, v := range conditions {
		q.Header[k] = v
	}
	answer, err := f.client.Do(q)
	if err != nil {
		return r, told(err, f.o.Timeout)
	}
	defer answer.Body.Close()
	r = response{url: u, status: answer.StatusCode, header: answer.Header, at: f.o.now()}
	if answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable {
		if until, ok := retryAfter(answer.Header.Get("Retry-After"), r.at); ok {
			h.free = until
			return r, &later{fmt.Sprintf("it answers %s and asks to come back at %s", answer.Status, until.UTC().Format(time.RFC3339)), until}
		}
	}
	if answer.StatusCode == http.StatusNotModified {
		return r, nil
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode == http.StatusOK && !readable(kind) {
		return r, &never{why: "it is no page: " + cut(kind, 80)}
	}
	r.body, err = io.ReadAll(io.LimitReader(answer.Body, most+1))
	if int64(len(r.body)) > most {
		r.body = r.body[:most]
		if cutting {
			return r, nil
		}
		return r, &never{why: fmt.Sprintf("it has more than %d bytes", most)}
	}
	if err != nil {
		return r, told(err, f.o.Timeout)
	}
	return r, nil
}

// told says in words what a failed request means.
func told(err error, limit time.Duration) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, errPrivate):
		return &never{why: err.Error(), cause: errPrivate}
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("it did not answer within %s", limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("its answer was cut off")
	}
	return err
}

// readable reports whether a page may have this media type.
func readable(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil || kind == "" {
		return true // the reader of pages looks at the bytes themselves
	}
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "json") || kind == "application/octet-stream" || kind == "application/x-gzip" || kind == "application/gzip"
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(s string, now time.Time) (time.Time, bool) {
	var until time.Time
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		until = now.Add(time.Duration(min(n, int(maxRetryAfter/time.Second))) * time.Second)
	} else if t, err := http.ParseTime(s); err == nil {
		until = t
	} else {
		return until, false
	}
	if until.After(now.Add(maxRetryAfter)) {
		until = now.Add(maxRetryAfter)
	}
	return until, true
}

func cut(s string, n int) string {
	s = strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "") + "…"
	}
	return s
}
