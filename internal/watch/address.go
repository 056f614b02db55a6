package watch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// errPrivate is the reason why an address is not connected to.
var errPrivate = errors.New("leads into a private network or to this machine; --allow-private lets it through")

// special are networks that no public address lies in, beside those that package
// netip knows.
var special = func() (out []netip.Prefix) {
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
	} {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}()

// public reports whether an address is one of the open internet.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// control refuses connections to addresses that may not be spoken to. It is asked
// when the name is resolved and the connection is about to be made, for every
// connection: a name that leads elsewhere the second time gains nothing.
func control(allowed func(netip.Addr) bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		if !allowed(a.Addr()) {
			return fmt.Errorf("%s %w", a.Addr(), errPrivate)
		}
		return nil
	}
}

// address reads an address that shall be fetched.
func address(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil:
		return nil, err
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%s: only http and https addresses are fetched", s)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%s names no host", s)
	case u.User != nil:
		return nil, fmt.Errorf("%s: addresses with a user name or password are not fetched", u.Redacted())
	}
	u.Scheme, u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), strings.ToLower(u.Host), "", ""
	return u, nil
}

// identity is what an address is known by: without what is added to tell where
// a reader came from.
func identity(u *url.URL) string {
	v := *u
	v.Fragment, v.RawFragment = "", ""
	if v.Path == "" {
		v.Path = "/"
	}
	if v.RawQuery != "" {
		var kept []string
		for _, p := range strings.Split(v.RawQuery, "&") {
			name, _, _ := strings.Cut(strings.ToLower(p), "=")
			if !strings.HasPrefix(name, "utm_") && name != "fbclid" && name != "gclid" && name != "at_medium" && name != "at_campaign" {
				kept = append(kept, p)
			}
		}
		v.RawQuery = strings.Join(kept, "&")
	}
	return v.String()
}
