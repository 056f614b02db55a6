package watch

import (
	"bufio"
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxRobots is how much of a robots.txt is read, in bytes: what RFC 9309 asks a
// crawler to read at least.
const maxRobots = 500 << 10

// robots are the rules of a robots.txt for one crawler (RFC 9309). The zero
// robots allows everything.
type robots struct {
	rules  []rule
	nobody bool          // the file could not be reached: nothing is allowed
	delay  time.Duration // Crawl-delay, which no standard knows and many honour
}

type rule struct {
	pattern string
	allow   bool
}

// parseRobots takes from a robots.txt the groups that name the crawler, or those
// for all where none does.
func parseRobots(raw []byte, crawler string) robots {
	raw = bytes.TrimPrefix(raw[:min(len(raw), maxRobots)], []byte("\xef\xbb\xbf"))
	raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	var ours, all robots
	named := false                // a group names the crawler
	var forUs, forAll, rules bool // what the group being read is for, and whether its rules began
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, maxRobots+1)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent", "user agent":
			if rules {
				forUs, forAll, rules = false, false, false
			}
			switch {
			case strings.EqualFold(productToken(value), crawler):
				forUs, named = true, true
			case strings.HasPrefix(value, "*"):
				forAll = true
			}
			continue
		case "allow", "disallow", "crawl-delay":
			rules = true
		default:
			continue // a sitemap, or what this crawler does not know, ends no group
		}
		for _, to := range []struct {
			*robots
			on bool
		}{{&ours, forUs}, {&all, forAll}} {
			if to.on {
				to.add(key, value)
			}
		}
	}
	if named {
		return ours
	}
	return all
}

// productToken is what a user-agent line names a crawler by, without a version.
func productToken(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	})
	if end < 0 {
		return s
	}
	return s[:end]
}

func (r *robots) add(key, value string) {
	if key == "crawl-delay" {
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 86400 {
			r.delay = max(r.delay, time.Duration(s*float64(time.Second)))
		}
		return
	}
	if value != "" { // an empty rule matches nothing
		r.rules = append(r.rules, rule{normalPath(value), key == "allow"})
	}
}

// allows reports whether an address may be fetched: the longest rule that
// matches decides, and of two equally long ones that which allows.
func (r *robots) allows(u *url.URL) bool {
	path := normalPath(u.EscapedPath())
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if r.nobody {
		return false
	}
	if u.RawQuery != "" {
		path += "?" + normalPath(u.RawQuery)
	}
	allowed, length := true, -1
	for _, rule := range r.rules {
		if n := len(rule.pattern); n < length || n == length && !rule.allow || !matches(rule.pattern, path) {
			continue
		}
		allowed, length = rule.allow, len(rule.pattern)
	}
	return allowed
}

// matches reports whether a path begins with a pattern, in which * stands for
// any characters and $ at the end for the end of the path.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, p := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, p)
		}
		at := strings.Index(rest, p)
		if at < 0 {
			return false
		}
		rest = rest[at+len(p):]
	}
	return !whole || rest == ""
}

// normalPath writes the octets of a path or pattern in one way: those that need
// no escape bare, all others as %XX in capitals.
func normalPath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if c = byte(n); !unreserved(c) {
					escape(&b, c)
					continue
				}
			}
		}
		if c <= ' ' || c >= 0x7f {
			escape(&b, c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}
