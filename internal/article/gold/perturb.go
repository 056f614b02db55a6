package gold

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// Disturbance changes the markup of a page but not what a reader sees of its
// article. other is another page of the same set.
type Disturbance struct {
	Name, What string
	Apply      func(p, other Page) (Page, bool) // false where the page cannot be changed so
}

// Disturbances are what an extractor should withstand that knows pages and not
// the names that one publisher gives to things.
var Disturbances = []Disturbance{
	{"names", "class names and ids scrambled", simple(scrambleNames)},
	{"divs", "article, main, section, header, footer, nav, aside, figure made div", simple(plainDivs)},
	{"unmarked", "JSON-LD, microdata and meta data taken away", simple(unmark)},
	{"no article", "the article tag made div", simple(noArticle)},
	{"bare", "the first three together", simple(func(s string) string { return unmark(plainDivs(scrambleNames(s))) })},
	{"no p", "p made div", simple(func(s string) string { return rename(s, map[string]string{"p": "div"}) })},
	{"breaks", "paragraphs parted by line breaks only, names scrambled", simple(func(s string) string { return breaks(scrambleNames(s)) })},
	{"tables", "every div a table of one cell, names scrambled", simple(func(s string) string { return tables(plainDivs(scrambleNames(s))) })},
	{"grafted", "the article put in the place of another page's article", graft},
}

func simple(f func(string) string) func(p, other Page) (Page, bool) {
	return func(p, _ Page) (Page, bool) {
		p.HTML = f(p.HTML)
		return p, true
	}
}

// scramble gives a name that says nothing, the same for the same word.
func scramble(word string) string {
	h := fnv.New32a()
	h.Write([]byte(word))
	const letters = "bcdfghjkmnpqrstvwxz" // without vowels no words arise
	n := h.Sum32()
	var b strings.Builder
	for range 5 {
		b.WriteByte(letters[n%uint32(len(letters))])
		n /= uint32(len(letters))
	}
	return b.String()
}

func scrambleNames(src string) string {
	return rewrite(src, func(t tag, text string) (string, bool) {
		if t.end {
			return text, false
		}
		return attrs(text, func(name, value string) (string, bool) {
			if name == "class" || name == "id" {
				ws := strings.Fields(value)
				for i := range ws {
					ws[i] = scramble(ws[i])
				}
				value = strings.Join(ws, " ")
			}
			return value, true
		}), false
	})
}

var semantic = set("article main section header footer nav aside figure figcaption")

func rename(src string, to map[string]string) string {
	return rewrite(src, func(t tag, text string) (string, bool) {
		name, ok := to[t.name]
		if !ok {
			return text, false
		}
		if t.end {
			return "</" + name + ">", false
		}
		return "<" + name + text[1+len(t.name):], false
	})
}

func plainDivs(src string) string {
	to := map[string]string{}
	for n := range semantic {
		to[n] = "div"
	}
	return rename(src, to)
}

func noArticle(src string) string { return rename(src, map[string]string{"article": "div"}) }

func unmark(src string) string {
	return rewrite(src, func(t tag, text string) (string, bool) {
		switch {
		case t.name == "meta" && !strings.Contains(strings.ToLower(text), "charset"):
			return "", true
		case t.name == "script" && !t.end && strings.Contains(strings.ToLower(text), "ld+json"):
			return "", true
		case t.end:
			return text, false
		}
		return attrs(text, func(name, value string) (string, bool) {
			return value, name != "itemprop" && name != "itemtype" && name != "itemscope" && name != "role"
		}), false
	})
}

func breaks(src string) string {
	return rewrite(src, func(t tag, text string) (string, bool) {
		if t.name != "p" {
			return text, false
		}
		if t.end {
			return "<br><br>", false
		}
		return "", false
	})
}

func tables(src string) string {
	return rewrite(src, func(t tag, text string) (string, bool) {
		if t.name != "div" {
			return text, false
		}
		if t.end {
			return "</td></tr></table>", false
		}
		return "<table" + text[4:] + "<tr><td>", false
	})
}

// graft puts the article of p into the frame of other: its boilerplate, names
// and scripts, but the title of p.
func graft(p, other Page) (Page, bool) {
	mine, ok1 := bodyElement(p.HTML, p.Body)
	place, ok2 := bodyElement(other.HTML, other.Body)
	if !ok1 || !ok2 || place.name == "body" {
		return p, false
	}
	out := other.HTML[:place.inner] + p.HTML[mine.inner:mine.outer] + other.HTML[place.outer:]
	p.HTML = unmark(out)
	p.ID += "+" + other.ID[:min(8, len(other.ID))]
	return p, true
}

// Disturbed applies a disturbance to every page, each with a page further on as its other.
func Disturbed(pages []Page, d Disturbance) []Page {
	var out []Page
	for i, p := range pages {
		if q, ok := d.Apply(p, pages[(i*7+11)%len(pages)]); ok {
			out = append(out, q)
		}
	}
	return out
}

// String names a disturbance.
func (d Disturbance) String() string { return fmt.Sprintf("%s (%s)", d.Name, d.What) }
