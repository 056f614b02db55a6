package english

import (
	"fmt"
	"strings"
	"testing"
)

// bad are texts that no newspaper prints and every crawl holds, by their length.
var bad = map[string]func(n int) string{
	"one word":              func(n int) string { return strings.Repeat("a", n) },
	"one word of marks":     func(n int) string { return strings.Repeat("a\u0301", n/3) },
	"words of 4,000 signs":  func(n int) string { return strings.Repeat(strings.Repeat("(", 4000)+" ", n/4001) },
	"signs of every kind":   func(n int) string { return strings.Repeat(strings.Repeat(`."')]}[({“”‘’!?-`, 160)+" ", n/4000) },
	"words of 4,000 digits": func(n int) string { return strings.Repeat(strings.Repeat("1,234.5-6:7/8a", 290)+" ", n/4061) },
	"addresses":             func(n int) string { return strings.Repeat("www.a"+strings.Repeat(")", 4000)+" ", n/4006) },
	"handles":               func(n int) string { return strings.Repeat(strings.Repeat("@a.b,", 800)+" ", n/4001) },
	"zeros":                 func(n int) string { return strings.Repeat("a\x00", n/2) },
	"line ends":             func(n int) string { return strings.Repeat("\n", n) },
	"lines":                 func(n int) string { return strings.Repeat("a.\n", n/3) },
	"brackets":              func(n int) string { return strings.Repeat("( ", n/2) },
	"quotes":                func(n int) string { return strings.Repeat("\" ' ”", n/7) },
	"right to left":         func(n int) string { return strings.Repeat("قال الرئيس ", n/20) },
	"emoji":                 func(n int) string { return strings.Repeat("👩\u200d✈\ufe0f😀 ", n/19) },
	"lone marks":            func(n int) string { return strings.Repeat("\u0301 ", n/3) },
	"no text":               func(n int) string { return strings.Repeat("\xff\xfe ", n/3) },
	"no full stop":          func(n int) string { return strings.Repeat("war and ", n/8) },
	"full stops":            func(n int) string { return strings.Repeat("U.S. ) ", n/7) },
	"footnotes":             func(n int) string { return "He left." + strings.Repeat(" [1]", n/4) },
	"footnotes everywhere":  func(n int) string { return strings.Repeat("a. [1] [2] b ", n/13) },
}

// Words and sentences are cut in linear time: twice the text takes twice as many looks
// at a character or word, whatever the text, and no sentence outgrows what the parser
// is given.
func TestCuttingIsLinear(t *testing.T) {
	for name, make := range bad {
		looks := func(n int) int {
			c := cutter{text: make(n)}
			for _, s := range c.segment() {
				if len(s.Tokens) > maxWords {
					t.Errorf("%s: a sentence of %d words", name, len(s.Tokens))
				}
			}
			return c.looked
		}
		const n = 1 << 17
		one, two := looks(n), looks(2*n)
		if one > 40*n || two > 2*one+one/10+1000 {
			t.Errorf("%s: %d bytes took %d looks, twice as many %d", name, n, one, two)
		}
	}
}

// However many names of a text begin alike, a word is looked up once for each length
// that they have.
func TestNamesAreLinear(t *testing.T) {
	all := namesOf{kinds: map[string]string{}, lengths: map[string][]int{}}
	for i := range 1000 {
		all.add(fmt.Sprint("John X", i), 2, "PER")
	}
	if len(all.kinds) != 1000 || len(all.lengths["John"]) != 1 {
		t.Errorf("%d names, lengths %v", len(all.kinds), all.lengths["John"])
	}
}
