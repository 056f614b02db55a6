package watch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/archive/sqlite"
	"annals.example/annals/internal/page"
)

// site is a server whose answers a test sets, and which remembers what was asked.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	answers  map[string]http.HandlerFunc
	asked    []string
	headers  map[string]http.Header // of the last request for a path
	now, top int                    // requests at once, and the most of them
}

func newSite(t *testing.T) *site {
	s := &site{answers: map[string]http.HandlerFunc{}, headers: map[string]http.Header{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	s.headers[r.URL.Path] = r.Header
	s.now++
	s.top = max(s.top, s.now)
	do := s.answers[r.URL.Path]
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.now--; s.mu.Unlock() }()
	if do == nil {
		http.NotFound(w, r)
		return
	}
	do(w, r)
}

func (s *site) set(path string, do http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[path] = do
}

// times says how often paths that begin so were asked for.
func (s *site) times(prefix string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.asked {
		if strings.HasPrefix(p, prefix) {
			n++
		}
	}
	return n
}

func text(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	}
}

func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

// rss is a feed of items, each "PATH" or "PATH DATE".
func rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>`)
	for _, i := range items {
		path, date, _ := strings.Cut(i, " ")
		fmt.Fprintf(&b, "<item><title>t</title><link>%s</link><pubDate>%s</pubDate></item>", path, date)
	}
	return b.String() + "</channel></rss>"
}

const story = "<html><body><article><h1>H</h1><p>A story of some words.</p></article></body></html>"

// run is what one watching gave.
type run struct {
	Round
	pages   []string // addresses handed on, sorted
	notices []string
	slept   []time.Duration
}

// desk watches with a clock of its own and a state in a file.
type desk struct {
	t     *testing.T
	o     Options
	path  string
	clock time.Time
}

func newDesk(t *testing.T) *desk {
	return &desk{t: t, path: filepath.Join(t.TempDir(), "w.db"), clock: time.Date(2021, 3, 4, 5, 6, 7, 0, time.UTC),
		o: Options{Contact: "me@desk.example", Version: "1", AllowPrivate: true, Once: true, Delay: 5 * time.Second, Timeout: 2 * time.Second, MaxBytes: 1 << 20, MaxPages: 100, Hosts: 4,
			Links: func(raw []byte) (out []Link, err error) {
				links, err := page.Links(raw)
				for _, l := range links {
					out = append(out, Link(l))
				}
				return out, err
			}}}
}

var target = regexp.MustCompile(`(?m)^WARC-Target-URI: http://[^/]*(.*?)\r$`)

// once makes one round in a process of its own: all that it knows is in the file.
func (d *desk) once(feeds ...string) run {
	d.t.Helper()
	r, err := d.try(context.Background(), feeds...)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) try(ctx context.Context, feeds ...string) (r run, err error) {
	s, err := sqlite.Create(context.Background(), d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	var mu sync.Mutex
	o := d.o
	o.now = func() time.Time { mu.Lock(); defer mu.Unlock(); return d.clock }
	o.sleep = func(ctx context.Context, t time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		d.clock = d.clock.Add(t)
		r.slept = append(r.slept, t)
		return ctx.Err()
	}
	o.Tell = func(n Notice) { r.notices = append(r.notices, n.URL+" "+n.What) }
	deliver := d.o.Deliver
	o.Deliver = func(ctx context.Context, names []string, open func(string) ([]byte, error)) error {
		for _, n := range names {
			raw, err := open(n)
			if err != nil {
				return err
			}
			for _, m := range target.FindAllSubmatch(raw, -1) {
				r.pages = append(r.pages, string(m[1]))
			}
		}
		slices.Sort(r.pages)
		if deliver != nil {
			return deliver(ctx, names, open)
		}
		return nil
	}
	err = Watch(ctx, s, feeds, o, func(round Round) { r.Round = round })
	return r, err
}

func (r run) String() string { return strings.Join(r.pages, " ") }

func (r run) told(t *testing.T, what string) {
	t.Helper()
	if !slices.ContainsFunc(r.notices, func(n string) bool { return strings.Contains(n, what) }) {
		t.Errorf("nothing is told of %q: %q", what, r.notices)
	}
}

func TestNewPagesAreReadOnce(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	body := rss("/1", "/2?utm_source=rss", "/2?utm_source=mail", "2b")
	s.set("/feed", func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%d"`, len(body))
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", "Thu, 04 Mar 2021 05:00:00 GMT")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		text("application/rss+xml", body)(w, r)
	})
	for _, p := range []string{"/1", "/2", "/2b", "/3"} {
		s.set(p, text("text/html", strings.Replace(story, "H", p, 1)))
	}
	first := d.once(s.URL + "/feed")
	if first.String() != "/1 /2?utm_source=rss /2b" || first.Fetched != 3 || first.Named != 3 || first.notices != nil {
		t.Errorf("first: %+v", first)
	}
	if agent := s.headers["/1"].Get("User-Agent"); agent != "Annals/1 (+me@desk.example)" {
		t.Errorf("user agent %q", agent)
	}
	// A later run knows all of it, and asks for what changed only.
	second := d.once(s.URL + "/feed")
	if second.pages != nil || second.Unchanged != 1 || s.times("/1") != 1 || s.times("/2") != 2 {
		t.Errorf("second: %+v; asked %v", second, s.asked)
	}
	if h := s.headers["/feed"]; h.Get("If-None-Match") == "" || h.Get("If-Modified-Since") != "Thu, 04 Mar 2021 05:00:00 GMT" {
		t.Errorf("the feed was asked without conditions: %v", h)
	}
	body = rss("/3", "/1")
	if third := d.once(); third.String() != "/3" { // the feed is known by now
		t.Errorf("third: %+v", third)
	}
	if s.times("/1") != 1 {
		t.Error("a page was fetched twice")
	}
}

func TestChangedItemsAreReadAgain(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.set("/feed", text("application/rss+xml", rss("/1 Thu, 04 Mar 2021 05:00:00 GMT", "/2 Thu, 04 Mar 2021 05:00:00 GMT")))
	s.set("/1", text("text/html", story))
	s.set("/2", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"x"`)
		if r.Header.Get("If-None-Match") == `"x"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		text("text/html", story)(w, r)
	})
	d.once(s.URL + "/feed")
	s.set("/feed", text("application/rss+xml", rss("/1 Thu, 04 Mar 2021 09:00:00 GMT", "/2 Thu, 04 Mar 2021 09:00:00 GMT")))
	if r := d.once(s.URL + "/feed"); r.pages != nil || r.Same != 2 || r.Named != 2 {
		t.Errorf("said to be changed, and are not: %+v", r)
	}
	s.set("/feed", text("application/rss+xml", rss("/1 Thu, 04 Mar 2021 10:00:00 GMT", "/2 Thu, 04 Mar 2021 09:00:00 GMT")))
	s.set("/1", text("text/html", strings.Replace(story, "some", "other", 1)))
	if r := d.once(s.URL + "/feed"); r.String() != "/1" || s.times("/2") != 2 {
		t.Errorf("changed: %+v", r)
	}
}

// One request at a time, with a pause after each.
func TestPoliteness(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.set("/robots.txt", text("text/plain", "User-agent: *\nCrawl-delay: 9\nDisallow: /private"))
	s.set("/a", text("application/rss+xml", rss("/1", "/2", "/private/3")))
	s.set("/b", text("application/rss+xml", rss("/4", "/5")))
	for _, p := range []string{"/1", "/2", "/4", "/5", "/private/3"} {
		s.set(p, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(20 * time.Millisecond)
			text("text/html", story+r.URL.Path)(w, r)
		})
	}
	r := d.once(s.URL+"/a", s.URL+"/b")
	if r.String() != "/1 /2 /4 /5" || r.Refused != 1 || s.times("/private") != 0 {
		t.Errorf("%+v", r)
	}
	r.told(t, "robots.txt does not allow it; it is not tried again")
	if s.top != 1 {
		t.Errorf("%d requests at once", s.top)
	}
	if s.times("/robots.txt") != 1 {
		t.Errorf("robots.txt was asked for %d times", s.times("/robots.txt"))
	}
	if len(r.slept) != 6 || slices.Min(r.slept[1:]) < 9*time.Second {
		t.Errorf("pauses: %v", r.slept)
	}
}

func TestRobotsThatFail(t *testing.T) {
	for _, c := range []struct {
		name   string
		robots http.HandlerFunc
		reads  bool
	}{
		{"404", status(404), true},
		{"403", status(403), true},
		{"500", status(500), false},
		{"429", status(429), false},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "900")
			fmt.Fprint(w, "User-agent: *\n")
		}, false},
		{"redirected within the host", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/r2", http.StatusFound) }, false},
		{"redirected in a circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, true},
		{"huge", text("text/plain", "User-agent: *\n"+strings.Repeat("# x\n", 500_000)+"Disallow: /\n"), true},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, strings.Repeat("Disallow: /nowhere\n", 1000))
			}
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			s.set("/robots.txt", c.robots)
			s.set("/r2", text("text/plain", "User-agent: *\nDisallow: /\n"))
			s.set("/feed", text("application/rss+xml", rss("/1")))
			s.set("/1", text("text/html", story))
			if r := d.once(s.URL + "/feed"); (r.String() == "/1") != c.reads {
				t.Errorf("%+v", r)
			}
		})
	}
}

// What fails is told, tried again later, and given up in the end; the rest is read.
func TestPagesThatMisbehave(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusOK)
		for range 100 {
			fmt.Fprint(w, " ")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}
	bomb() // made in time
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		told   string
		again  bool
	}{
		{"not there", status(404), "it answers 404 Not Found; it is not tried again", false},
		{"gone", status(410), "410 Gone", false},
		{"a fault of the server", status(500), "it answers 500 Internal Server Error; tried again after 2021-03-04T05:1", true},
		{"busy, in seconds", status(503, "Retry-After", "3600"), "asks to come back at 2021-03-04T06:06:", true},
		{"busy, with a date", status(429, "Retry-After", "Thu, 04 Mar 2021 07:00:00 GMT"), "asks to come back at 2021-03-04T07:00:00Z", true},
		{"busy for years", status(429, "Retry-After", "999999999"), "asks to come back at 2021-03-05T05:0", true},
		{"busy, without saying how long", status(429), "it answers 429 Too Many Requests; tried again after 2021-03-04T05:1", true},
		{"slow", slow, "it did not answer within", true},
		{"silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "it did not answer within", true},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, strings.Repeat("word ", 10_000))
			}
		}, "it has more than 1048576 bytes", false},
		{"a bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb())
		}, "it has more than 1048576 bytes", false},
		{"shorter than it says", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, "short")
		}, "its answer was cut off", true},
		{"hung up", func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, "tried again", true},
		{"a picture", text("image/png", "x"), "it is no page: image/png", false},
		{"a redirect to itself", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/1", http.StatusFound) }, "redirects in a circle", false},
		{"a redirect to ever more", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"1", http.StatusMovedPermanently)
		}, "more than 5 redirects", false},
		{"a redirect to a file", status(302, "Location", "file:///etc/passwd"), "only http and https", false},
		{"a redirect to nowhere", status(302), "a redirect that leads nowhere", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, d := newSite(t), newDesk(t)
			d.o.Timeout = 400 * time.Millisecond
			s.Config.ErrorLog = nil
			s.set("/feed", text("application/rss+xml", rss("/good", "/1")))
			s.set("/good", text("text/html", story))
			for _, p := range []string{"/1", "/11", "/111", "/1111", "/11111", "/111111", "/1111111"} {
				s.set(p, c.answer)
			}
			r := d.once(s.URL + "/feed")
			if r.String() == "" { // the good page came after the host asked to be left alone
				r.told(t, "left alone")
			} else if r.String() != "/good" {
				t.Errorf("handed on: %s", r)
			}
			r.told(t, c.told)
			asked := s.times("/1")
			if d.once(s.URL + "/feed"); s.times("/1") != asked {
				t.Error("it was tried again at once")
			}
			d.clock = d.clock.Add(25 * time.Hour)
			s.set("/1", text("text/html", story+"again"))
			if r := d.once(s.URL + "/feed"); strings.Contains(r.String(), "/1") != c.again {
				t.Errorf("a day later: %+v", r)
			}
		})
	}
}

// A page that never answers is given up after some days; a feed never is.
func TestGivingUp(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.set("/feed", text("application/rss+xml", rss("/1")))
	s.set("/1", status(500))
	for range 12 {
		d.once(s.URL + "/feed")
		d.clock = d.clock.Add(25 * time.Hour)
	}
	if n := s.times("/1"); n != maxFails {
		t.Errorf("the page was tried %d times", n)
	}
	s.set("/feed", status(500))
	before := s.times("/feed")
	for range 12 {
		d.once(s.URL + "/feed")
		d.clock = d.clock.Add(25 * time.Hour)
	}
	if n := s.times("/feed") - before; n != 12 {
		t.Errorf("the feed was tried %d times in 12 days", n)
	}
	// Within an hour it is tried after 5 minutes and then after 10.
	s, d = newSite(t), newDesk(t)
	s.set("/feed", status(500))
	for range 30 {
		d.once(s.URL + "/feed")
		d.clock = d.clock.Add(time.Minute)
	}
	if n := s.times("/feed"); n != 3 {
		t.Errorf("the feed was tried %d times in half an hour", n)
	}
}

func TestFeedsThatMisbehave(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		told   string
	}{
		{"a page", text("text/html", story), "neither a feed"},
		{"broken", text("application/rss+xml", `<rss version="2.0"><channel><item><li`), "the feed "},
		{"cut off in the middle of nothing", text("application/rss+xml", "<?xml"), "neither a feed"},
		{"too deep", text("application/rss+xml", "<rss><channel>"+strings.Repeat("<a>", 100_000)), "beyond all measure"},
		{"too large", text("application/rss+xml", rss(strings.Fields(strings.Repeat("/x ", 30_000))...)), "it has more than"},
		{"500", status(500), "500"},
		{"empty", status(200), "neither a feed"},
		{"a reader that panics", text("text/plain", "panic"), "reading the feed failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			inner := d.o.Links
			d.o.Links = func(raw []byte) ([]Link, error) {
				if string(raw) == "panic" {
					panic("as asked")
				}
				return inner(raw)
			}
			s.set("/bad", c.answer)
			s.set("/good", text("application/rss+xml", rss("/1", "javascript:alert(1)", "mailto:x@y.example", "ftp://x.example/y", "//["))) // reads on
			s.set("/1", text("text/html", story))
			r := d.once(s.URL+"/bad", s.URL+"/good")
			if r.String() != "/1" || r.Failed != 1 {
				t.Errorf("%+v", r)
			}
			r.told(t, c.told)
			r.told(t, "names an address that cannot be fetched")
		})
	}
}

func TestSitemaps(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	index := `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/a.xml</loc><lastmod>%s</lastmod></sitemap><sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>`
	urls := func(paths ...string) string {
		out := `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i">`
		for _, p := range paths {
			out += "<url><loc> " + p + " </loc><image:image><image:loc>/picture.png</image:loc></image:image></url>"
		}
		return out + "</urlset>"
	}
	s.set("/index.xml", text("application/xml", fmt.Sprintf(index, "2021-03-04")))
	s.set("/a.xml", text("application/xml", urls("/1", "/2")))
	s.set("/b.xml", text("application/xml", urls("/3")))
	for _, p := range []string{"/1", "/2", "/3", "/4", "/5"} {
		s.set(p, text("text/html", story+p))
	}
	if r := d.once(s.URL + "/index.xml"); r.String() != "/1 /2 /3" {
		t.Errorf("first: %+v", r)
	}
	// The index is as it was: what it dates is not asked again, the other is.
	s.set("/b.xml", text("application/xml", urls("/3", "/4")))
	if r := d.once(); r.String() != "/4" || s.times("/a.xml") != 1 || s.times("/picture") != 0 {
		t.Errorf("second: %+v %v", r, s.asked)
	}
	s.set("/index.xml", text("application/xml", fmt.Sprintf(index, "2021-03-05")))
	s.set("/a.xml", text("application/xml", urls("/1", "/2", "/5")))
	if r := d.once(); r.String() != "/5" || s.times("/1") != 1 {
		t.Errorf("third: %+v", r)
	}
}

// What leads into private networks is refused where the connection is made,
// whatever name or redirect leads there.
func TestPrivateAddresses(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	d.o.AllowPrivate = false
	s.set("/feed", text("application/rss+xml", rss("/1")))
	for _, feed := range []string{s.URL + "/feed", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/feed", strings.Replace(s.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1) + "/feed"} {
		r := d.once(feed)
		if r.Failed != 1 {
			t.Errorf("%s: %+v", feed, r)
		}
		r.told(t, "leads into a private network")
	}
	if len(s.asked) != 0 {
		t.Errorf("asked: %v", s.asked)
	}
	// This machine plays the internet at one address, and itself at another.
	inner := newSite(t)
	inner.set("/secret", text("text/html", story))
	inside := strings.Replace(inner.URL, "127.0.0.1", "127.0.0.2", 1)
	d = newDesk(t)
	d.o.allowed = func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }
	s.set("/feed", text("application/rss+xml", rss("/1", inside+"/secret", "/2")))
	s.set("/1", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside+"/secret", http.StatusFound) })
	s.set("/2", text("text/html", story))
	r := d.once(s.URL + "/feed")
	if r.String() != "/2" || r.Refused != 2 || len(inner.asked) != 0 {
		t.Errorf("%+v; asked inside: %v", r, inner.asked)
	}
}

func TestTLS(t *testing.T) {
	plain, d := newSite(t), newDesk(t)
	plain.set("/1", text("text/html", story))
	safe := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			text("application/rss+xml", rss("/down", "/2"))(w, r)
		case "/down":
			http.Redirect(w, r, plain.URL+"/1", http.StatusFound)
		case "/2":
			text("text/html", story)(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
	defer safe.Close()
	safe.Config.ErrorLog = nil
	if r := d.once(safe.URL + "/feed"); r.Failed != 1 {
		t.Errorf("a certificate that nobody vouches for: %+v", r)
	}
	d = newDesk(t)
	d.o.roots = safe.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	r := d.once(safe.URL + "/feed")
	if r.Fetched != 1 || r.Refused != 1 || plain.times("/1") != 0 {
		t.Errorf("%+v", r)
	}
	r.told(t, "from https to http")
}

// However a run ends, each page is handed on once, or again under its name and
// with the same bytes.
func TestRunsThatAreCutOff(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	var all []string
	for i := range 80 {
		p := fmt.Sprintf("/%02d", i)
		all = append(all, p)
		s.set(p, text("text/html", story+p))
	}
	s.set("/feed", text("application/rss+xml", rss(all...)))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	s.set("/40", func(w http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() })
	if _, err := d.try(ctx, s.URL+"/feed"); !errors.Is(err, context.Canceled) {
		t.Fatalf("the run ended with %v", err)
	}
	s.set("/40", text("text/html", story+"/40"))
	// The next one is cut off while it hands on.
	files := map[string][]byte{}
	take := func(fault error) func(context.Context, []string, func(string) ([]byte, error)) error {
		return func(_ context.Context, names []string, open func(string) ([]byte, error)) error {
			for _, n := range names {
				raw, err := open(n)
				if err != nil {
					return err
				}
				if old, ok := files[n]; ok && !bytes.Equal(old, raw) {
					t.Errorf("%s has other bytes now", n)
				}
				files[n] = raw
			}
			return fault
		}
	}
	d.o.Deliver = take(archive.ErrFull)
	if _, err := d.try(context.Background(), s.URL+"/feed"); !errors.Is(err, archive.ErrFull) {
		t.Fatalf("the run ended with %v", err)
	}
	d.o.Deliver = take(nil)
	d.once(s.URL + "/feed")
	var got []string
	for _, raw := range files {
		for _, m := range target.FindAllSubmatch(raw, -1) {
			got = append(got, string(m[1]))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, all) {
		t.Errorf("handed on: %v", got)
	}
	for _, p := range all {
		if n := s.times(p); n != 1 && p != "/40" {
			t.Errorf("%s was fetched %d times", p, n)
		}
	}
	if r := d.once(s.URL + "/feed"); r.pages != nil || r.Waiting != 0 {
		t.Errorf("afterwards: %+v", r)
	}
}

func TestManyPagesWait(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	d.o.MaxPages = 2
	s.set("/feed", text("application/rss+xml", rss("/1", "/2", "/3", "/4", "/5")))
	for _, p := range []string{"/1", "/2", "/3", "/4", "/5"} {
		s.set(p, text("text/html", story+p))
	}
	var got []string
	for _, want := range []int{3, 1, 0} {
		r := d.once(s.URL + "/feed")
		if got = append(got, r.pages...); r.Waiting != want {
			t.Errorf("%d wait, want %d", r.Waiting, want)
		}
	}
	if strings.Join(got, " ") != "/1 /2 /3 /4 /5" {
		t.Errorf("handed on %v", got)
	}
}

// Without Once, rounds follow each other until the context ends.
func TestRounds(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	d.o.Once, d.o.Every = false, time.Hour
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	n := 0
	s.set("/feed", func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 4 {
			stop()
		}
		text("application/rss+xml", rss(fmt.Sprintf("/%d", n)))(w, r)
	})
	for i := range 4 {
		s.set(fmt.Sprintf("/%d", i), text("text/html", story+fmt.Sprint(i)))
	}
	began := d.clock
	r, err := d.try(ctx, s.URL+"/feed")
	if !errors.Is(err, context.Canceled) || r.String() != "/1 /2 /3" {
		t.Errorf("%+v, %v", r, err)
	}
	if took := d.clock.Sub(began); took < 3*time.Hour || took > 4*time.Hour {
		t.Errorf("three rounds took %s", took)
	}
}
