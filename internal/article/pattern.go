package article

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: all of this
// room together take ten milliseconds, for which no program should wait that reads no
// page.
type pattern struct {
	text string
	once sync.Once
	re   *regexp.Regexp
}

// patterns are all there are, for the test that they compile.
var patterns []*pattern

func lazily(text string) *pattern {
	p := &pattern{text: text}
	patterns = append(patterns, p)
	return p
}

func (p *pattern) get() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.text) })
	return p.re
}

func (p *pattern) MatchString(s string) bool              { return p.get().MatchString(s) }
func (p *pattern) FindString(s string) string             { return p.get().FindString(s) }
func (p *pattern) FindStringSubmatch(s string) []string   { return p.get().FindStringSubmatch(s) }
func (p *pattern) FindStringSubmatchIndex(s string) []int { return p.get().FindStringSubmatchIndex(s) }
func (p *pattern) ReplaceAllString(s, with string) string { return p.get().ReplaceAllString(s, with) }
func (p *pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.get().FindAllStringSubmatch(s, n)
}
