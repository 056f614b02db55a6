package watch

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The examples of RFC 9309, and what its text asks for.
func TestRobots(t *testing.T) {
	const example = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
		"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
		"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n"
	for _, c := range []struct {
		name, robots, crawler, allowed, forbidden string
	}{
		{"5.1, every crawler", example, "annals", "/ /publications/x /example.html /a.gif?x", "/example/ /example/x /a.gif /publications.gif"},
		{"5.1, one crawler", example, "foobot", "/example/page.html /example/allowed.gif", "/ /publications/ /example/x"},
		{"5.1, two crawlers with one group", example, "BazBot", "/ /example/x /a.gif", "/example/page.html"},
		{"5.1, a group without rules", example, "quxbot", "/ /example/ /a.gif", ""},
		{"5.2, the longest match", "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "foobot", "/example/page/ /example/page/x", "/example/page/disallowed.gif"},
		{"2.2.2, allow wins between equals", "User-agent: *\nDisallow: /page\nAllow: /page\n", "annals", "/page /page/x", ""},
		{"2.2.1, groups of one name are one", "User-agent: annals\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nuser-agent: ANNALS\nDisallow: /b\n", "annals", "/ /c", "/a /b"},
		{"2.2.1, a name with a version", "User-agent: annals/2.0\nDisallow: /a\nUser-agent: *\nDisallow: /\n", "annals", "/b", "/a"},
		{"2.2.1, another's name that begins like it", "User-agent: annalsbot\nDisallow: /\n", "annals", "/ /x", ""},
		{"2.2.2, escapes", "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar\nDisallow: /foo/bar/\u30c4\nDisallow: /caf%c3%a9\nDisallow: /%61%7e\n", "annals",
			"/foo/bar?baz=x /foo/bar/x", "/foo/bar?baz=https://foo.bar /foo/bar/%E3%83%84 /café/x /a~b /%61%7Eb"},
		{"2.2.3, special characters", "User-agent: *\nDisallow: /*/private$\nDisallow: /tmp*end\nDisallow: /p*l*z\nDisallow: /file-with-a-%2A.html\n", "annals",
			"/private /x/private/y /tmp/x /file-with-a-x.html", "/x/private /x/y/private /tmp/x/end/y /pulz /p/l/l/z /file-with-a-%2A.html"},
		{"2.2.4, other lines end no group", "User-agent: annals\nSitemap: https://x/y\nfoo: bar\nDisallow: /a\nno colon\n# User-agent: *\nDisallow: /b # why\n", "annals", "/ /c", "/a /b"},
		{"line ends of all kinds, a byte order mark, blanks", "\xef\xbb\xbfUser-agent : * \r\n  Disallow :  /a \rDisallow: /b\n", "annals", "/c", "/a /b"},
		{"an empty rule forbids nothing", "User-agent: *\nDisallow:\n", "annals", "/ /x", ""},
		{"rules before any group are nobody's", "Disallow: /\nUser-agent: *\nDisallow: /a\n", "annals", "/ /b", "/a"},
		{"2.2.2, robots.txt itself", "User-agent: *\nDisallow: /\n", "annals", "/robots.txt", "/ /x"},
		{"a query", "User-agent: *\nDisallow: /*?print=\nDisallow: /search\n", "annals", "/a?page=2", "/a?print=1 /search?q=x"},
		{"no text at all", "\x00\x01\xff\xfe<html>", "annals", "/ /x", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := parseRobots([]byte(c.robots), c.crawler)
			for want, list := range map[bool]string{true: c.allowed, false: c.forbidden} {
				for _, p := range strings.Fields(list) {
					u, err := url.Parse("https://host.example" + p)
					if err != nil {
						t.Fatal(err)
					}
					if r.allows(u) != want {
						t.Errorf("%s: allowed is %v", p, !want)
					}
				}
			}
		})
	}
}

func TestRobotsDelayAndSize(t *testing.T) {
	r := parseRobots([]byte("User-agent: *\nCrawl-delay: 2.5\nDisallow: /a\n"), "annals")
	if r.delay != 2500*time.Millisecond {
		t.Errorf("delay %s", r.delay)
	}
	// What lies beyond 500 kB is not looked at; what lies before is.
	long := "User-agent: *\nDisallow: /early\n" + strings.Repeat("# filling\n", 60_000) + "Disallow: /late\n"
	r = parseRobots([]byte(long), "annals")
	for path, want := range map[string]bool{"/early": false, "/late": true} {
		if u, _ := url.Parse("https://h" + path); r.allows(u) != want {
			t.Errorf("%s: allowed is %v", path, !want)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\n", "/axb")
	f.Add("User-agent: annals\r\nAllow: /%e3%83%84\rCrawl-delay: x", "/ツ")
	f.Fuzz(func(t *testing.T, raw, path string) {
		u, err := url.Parse("https://h/" + path)
		if err != nil {
			return
		}
		r := parseRobots([]byte(raw), "annals")
		r.allows(u)
		if root, _ := url.Parse("https://h/robots.txt"); !r.allows(root) {
			t.Error("robots.txt itself is forbidden")
		}
		if normalPath(normalPath(path)) != normalPath(path) {
			t.Errorf("%q is not normal yet", normalPath(path))
		}
	})
}

func TestPublic(t *testing.T) {
	for want, list := range map[bool]string{
		true: "8.8.8.8 1.1.1.1 172.15.0.1 172.32.0.1 100.63.0.1 100.128.0.1 192.167.1.1 2606:4700::1111 ::ffff:8.8.8.8 2a00:1450::1",
		false: "127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 " +
			"192.0.2.1 ::1 :: fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::7f00:1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 fec0::1 2001::1",
	} {
		for _, a := range strings.Fields(list) {
			if public(netip.MustParseAddr(a)) != want {
				t.Errorf("%s: public is %v", a, !want)
			}
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

func TestIdentity(t *testing.T) {
	for in, want := range map[string]string{
		"https://A.example": "https://a.example/",
		"https://a.example/x?utm_source=rss&id=3&fbclid=z#top": "https://a.example/x?id=3",
		"https://a.example/x?utm_medium=rss":                   "https://a.example/x",
		"https://a.example/x?b=2&a=1":                          "https://a.example/x?b=2&a=1",
	} {
		u, err := address(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := identity(u); got != want {
			t.Errorf("%s is known by %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"ftp://a.example/x", "javascript:alert(1)", "/x", "https://user:secret@a.example/", "https:///x", "file:///etc/passwd", "https://a b/"} {
		if u, err := address(in); err == nil {
			t.Errorf("%s may be fetched: %s", in, u)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is told: %v", err)
		}
	}
}
