package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const meeting = `<html><head><title>Envoys Meet in Cairo</title><meta property="article:published_time" content="2001-05-08"></head><body><article>
<h1>Envoys Meet in Cairo</h1><p>French Foreign Minister Hubert Vedrine met Egyptian President Hosni Mubarak in Cairo on Tuesday, the presidency said.</p>
<p>"We must return to the table," Vedrine told reporters after the talks in the Egyptian capital, which lasted for two hours.</p></article></body></html>`

// A feed is followed to events with their evidence, in runs of their own.
func TestWatch(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, `<rss version="2.0"><channel><title>T</title><item><link>/a.html</link></item><item><link>/gone.html</link></item></channel></rss>`)
		case "/a.html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, meeting)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	db, dir := filepath.Join(t.TempDir(), "w.db"), t.TempDir()
	flags := []string{"watch", s.URL + "/feed", "--db", db, "--contact", "me@desk.example", "--once", "--delay", "0s"}

	out, stderr, code := command(t, "", flags...)
	if code != exitPartial || !strings.Contains(stderr, "--allow-private") || strings.Contains(stderr, "gone") {
		t.Errorf("this machine's address without the flag: %d\n%s%s", code, out, stderr)
	}
	if asked.Load() != 0 {
		t.Error("it was asked all the same")
	}
	os.Remove(db) // an hour's wait would follow
	flags = append(flags, "--allow-private", "--keep", dir)
	out, stderr, code = command(t, "", flags...)
	want := `feeds     1 asked: 0 unchanged, 0 failed; 2 addresses new or changed
pages     1 fetched, 0 unchanged, 1 refused, 0 wait for a later round
archive   ` + db + `: 1 page, 1 printing, 1 article
coded     1 article now; in all `
	if code != exitOK || !strings.HasPrefix(out, want) {
		t.Errorf("%d\n%s%s", code, out, stderr)
	}
	if !strings.Contains(stderr, "/gone.html it answers 404 Not Found; it is not tried again") {
		t.Errorf("stderr: %s", stderr)
	}
	out, _, _ = command(t, "", "events", "--db", db, "--type", "CONSULT", "--text")
	if !strings.Contains(out, "2001-05-08  Hubert Védrine") {
		t.Errorf("events:\n%s", out)
	}
	out, _, _ = command(t, "", "export", "articles", "--db", db)
	if !strings.Contains(out, `"url":"`+s.URL+`/a.html"`) || !strings.Contains(out, `"crawled":"20`) {
		t.Errorf("articles:\n%s", out)
	}
	before := everythingIn(t, db)
	n := asked.Load()
	if out, stderr, code = command(t, "", flags...); code != exitOK || !strings.Contains(out, "pages     0 fetched") || asked.Load() > n+2 {
		t.Errorf("again: %d, %d requests more\n%s%s", code, asked.Load()-n, out, stderr)
	}
	if everythingIn(t, db) != before {
		t.Error("a round without news changed the archive")
	}
	// What was kept reads as what was fetched.
	if out, stderr, code = command(t, "", "read", dir, "--db", filepath.Join(t.TempDir(), "k.db")); code != exitOK || !strings.Contains(out, "1 page, 1 printing, 1 article") {
		t.Errorf("kept: %d\n%s%s", code, out, stderr)
	}
	if out, stderr, code = command(t, "", "check", "--db", db); code != exitOK {
		t.Errorf("check: %s%s", out, stderr)
	}
}

// An end that is asked for is no failure.
func TestWatchStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			stop()
		}
		http.NotFound(w, r)
	}))
	defer s.Close()
	var out, stderr strings.Builder
	db := filepath.Join(t.TempDir(), "w.db")
	code := run(ctx, []string{"annals", "watch", s.URL + "/feed", "--db", db, "--contact", "https://desk.example/about", "--delay", "0s", "--allow-private"}, nil, &out, &stderr)
	if code != exitOK || !strings.Contains(stderr.String(), "stopped; the same command goes on from there") {
		t.Errorf("%d\n%s%s", code, out.String(), stderr.String())
	}
}

func TestWatchUsage(t *testing.T) {
	db := filepath.Join(t.TempDir(), "w.db")
	for says, args := range map[string][]string{
		"who is asking? Give --contact":             {"https://a.example/feed"},
		"neither a mail address nor":                {"https://a.example/feed", "--contact", "me"},
		"neither a mail address nor the":            {"https://a.example/feed", "--contact", "me@x\r\nX: y"},
		"a minute is the least":                     {"https://a.example/feed", "--contact", "me@x", "--every", "1s"},
		"must be above 0":                           {"https://a.example/feed", "--contact", "me@x", "--max", "0"},
		"only http and https addresses are fetched": {"feed.xml", "--contact", "me@x"},
		"addresses with a user name or password":    {"https://a:b@c.example/", "--contact", "me@x"},
		"no feed to follow: name one":               {"--contact", "me@x"},
	} {
		_, stderr, code := command(t, "", append([]string{"watch", "--db", db}, args...)...)
		if code == exitOK || !strings.Contains(stderr, says) {
			t.Errorf("%q: %d %s", args, code, stderr)
		}
	}
}
