package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth bounds how deep elements nest in the tree; what lies deeper becomes a
// sibling. It keeps every walk and every search for an open element bounded, so
// the whole reading is linear, which html.Parse is not on hostile markup.
const maxDepth = 400

// maxNodes bounds the tree of one page; the largest real pages have a tenth of it.
const maxNodes = 400000

// node is an element, or a run of text where tag is empty.
type node struct {
	tag    string
	text   string // of a text node, entities resolved
	attr   []html.Attribute
	kids   []*node
	parent *node
	// Filled by the outline: see outline.go.
	mass, linked int
	lo, hi       int    // the blocks beneath it, hi exclusive; lo >= hi for none
	images       int    // pictures beneath it
	wide         int    // of a row, once asked: 1 for narrow, 2 for wide
	cells        int    // of a row, once asked: its filled cells and one
	drop         string // why it is no part of the article, "" if it may be
}

// get gives an attribute's value, "" if absent.
func (n *node) get(name string) string {
	for _, a := range n.attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (n *node) has(name string) bool {
	for _, a := range n.attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// void elements never have content.
var void = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true, "command": true, "keygen": true}

// inline elements flow within a block; all others stand on lines of their own.
var inline = map[string]bool{"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true,
	"code": true, "data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true,
	"mark": true, "nobr": true, "q": true, "rp": true, "rt": true, "ruby": true, "s": true, "samp": true, "small": true, "span": true,
	"strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true, "img": true,
	"svg": true, "math": true, "picture": true, "source": true, "button": true, "input": true, "br": true}

// closes says which open elements an opening tag ends where they were left
// open, and at which elements the search for them stops.
var closes = map[string]struct{ ends, within string }{
	"li":       {" li ", " ul ol menu "},
	"dt":       {" dt dd ", " dl "},
	"dd":       {" dt dd ", " dl "},
	"tr":       {" tr td th ", " table "},
	"td":       {" td th ", " table tr "},
	"th":       {" td th ", " table tr "},
	"tbody":    {" tr td th thead tbody tfoot ", " table "},
	"tfoot":    {" tr td th thead tbody tfoot ", " table "},
	"option":   {" option ", " select "},
	"optgroup": {" option optgroup ", " select "},
}

// tree is what parse makes of a page.
type tree struct {
	root  *node
	cut   bool // the markup ends in the middle
	nodes int
	over  bool // the page has more than maxNodes; the rest was not read
}

// parse builds the element tree of a page in one pass over its tokens. It
// follows the HTML standard where that matters for reading order (implied end
// tags, raw text, void elements) and is forgiving elsewhere: an end tag without
// its opening tag is ignored, what was left open ends with its parent.
func parse(src string) *tree {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(0)
	t := &tree{root: &node{tag: "#root"}}
	stack := []*node{t.root}
	open := map[string]int{} // how many elements of a name are open
	pop := func() {
		open[stack[len(stack)-1].tag]--
		stack = stack[:len(stack)-1]
	}
	// end closes the nearest open element of a name unless a barrier comes first.
	end := func(name string, barrier func(*node) bool) bool {
		if open[name] == 0 {
			return false
		}
		for i := len(stack) - 1; i > 0; i-- {
			if stack[i].tag == name {
				for len(stack) > i {
					pop()
				}
				return true
			}
			if barrier(stack[i]) {
				return false
			}
		}
		return false
	}
	sawHTML, endedHTML := false, false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if t.nodes >= maxNodes {
			t.over = true
			break
		}
		switch kind {
		case html.TextToken:
			text := string(z.Text())
			if text == "" {
				continue
			}
			top := stack[len(stack)-1]
			top.kids = append(top.kids, &node{text: text, parent: top})
			t.nodes++
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			name := tok.Data
			sawHTML = sawHTML || tok.DataAtom == atom.Html
			if name == "html" && open["html"] > 0 || name == "body" && open["body"] > 0 {
				continue
			}
			if rule, ok := closes[name]; ok {
				for i := len(stack) - 1; i > 0 && !strings.Contains(rule.within, " "+stack[i].tag+" "); i-- {
					if strings.Contains(rule.ends, " "+stack[i].tag+" ") {
						for len(stack) > i {
							pop()
						}
					}
				}
			}
			if !inline[name] && open["p"] > 0 && !void[name] {
				end("p", func(n *node) bool { return !inline[n.tag] })
			}
			if name == "body" && open["head"] > 0 {
				end("head", func(*node) bool { return false })
			}
			top := stack[len(stack)-1]
			n := &node{tag: name, attr: tok.Attr, parent: top}
			top.kids = append(top.kids, n)
			t.nodes++
			if kind == html.SelfClosingTagToken && (void[name] || name == "path" || name == "svg" || strings.Contains(name, ":")) || void[name] || len(stack) >= maxDepth {
				continue
			}
			stack = append(stack, n)
			open[name]++
		case html.EndTagToken:
			b, _ := z.TagName()
			name := string(b)
			endedHTML = endedHTML || name == "html" || name == "body"
			switch {
			case name == "html" || name == "body":
				// What follows still belongs to the page.
			case inline[name]:
				end(name, func(n *node) bool { return !inline[n.tag] })
			default:
				end(name, func(n *node) bool {
					return (n.tag == "td" || n.tag == "th" || n.tag == "table") && name != "table" && name != "tr" && name != "tbody" && name != "thead" && name != "td" && name != "th"
				})
			}
		}
	}
	t.cut = sawHTML && !endedHTML || cutInTag(src)
	return t
}

// cutInTag reports whether the source ends inside a tag or a raw text element.
func cutInTag(src string) bool {
	lt := strings.LastIndexByte(src, '<')
	if lt < 0 || lt < strings.LastIndexByte(src, '>') || lt+1 == len(src) {
		return lt >= 0 && lt+1 == len(src)
	}
	c := src[lt+1]
	return c == '/' || c == '!' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// textOf is the text beneath a node, its blanks collapsed.
func (n *node) textOf() string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		if n.tag == "script" || n.tag == "style" {
			return
		}
		b.WriteString(n.text)
		for _, k := range n.kids {
			walk(k)
		}
		if n.tag != "" && !inline[n.tag] {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return collapse(b.String())
}

// invisible characters are not printed: soft hyphens, zero-width blanks, marks.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\x00", "")

// collapse makes every run of blanks one space and trims the ends, as a browser does.
func collapse(s string) string { return strings.Join(strings.Fields(invisible.Replace(s)), " ") }
