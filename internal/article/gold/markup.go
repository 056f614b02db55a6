package gold

import (
	"strings"
	"unicode"
)

// tag is a start or end tag within a page's source.
type tag struct {
	name       string // lower case
	end        bool   // it closes
	from, to   int    // bytes of the source, end exclusive
	selfClosed bool
}

var void = set("area base br col embed hr img input link meta param source track wbr command keygen path")

// rawText elements hold text that is no markup.
var rawText = set("script style textarea title noscript iframe svg")

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// tags lists the tags of a page in order, comments and raw text left out.
func tags(src string) []tag {
	low := lower(src)
	var out []tag
	for i := 0; i < len(src); {
		lt := strings.IndexByte(src[i:], '<')
		if lt < 0 || i+lt+1 >= len(src) {
			break
		}
		i += lt
		if strings.HasPrefix(src[i:], "<!--") {
			end := strings.Index(src[i:], "-->")
			if end < 0 {
				break
			}
			i += end + 3
			continue
		}
		from := i
		i++
		end := src[i] == '/'
		if end {
			i++
		}
		k := i
		for k < len(src) && (src[k]|0x20 >= 'a' && src[k]|0x20 <= 'z' || k > i && (src[k] >= '0' && src[k] <= '9' || src[k] == '-' || src[k] == ':')) {
			k++
		}
		if k == i {
			continue
		}
		t := tag{name: strings.ToLower(src[i:k]), end: end, from: from}
		quote := byte(0)
		for k < len(src) && (quote != 0 || src[k] != '>') {
			switch {
			case quote != 0 && src[k] == quote:
				quote = 0
			case quote == 0 && (src[k] == '"' || src[k] == '\'') && src[k-1] == '=':
				quote = src[k]
			}
			k++
		}
		t.selfClosed = k > 0 && k < len(src) && src[k-1] == '/'
		t.to = min(k+1, len(src))
		i = t.to
		out = append(out, t)
		if !end && rawText[t.name] && !t.selfClosed {
			end := strings.Index(low[i:], "</"+t.name)
			if end < 0 {
				break
			}
			i += end
		}
	}
	return out
}

// element is a stretch of a page's source from a start tag to its end tag.
type element struct {
	name         string
	from, to     int // with its tags
	inner, outer int // between them
	parent       int // -1 for none
	mass         int // bytes of the article's text in it
}

// elements pairs the tags of a page, forgiving what was left open.
func elements(src string, ts []tag) []element {
	var out []element
	var open []int
	for _, t := range ts {
		switch {
		case t.end:
			for k := len(open) - 1; k >= 0; k-- {
				if out[open[k]].name != t.name {
					continue
				}
				for _, e := range open[k:] {
					out[e].outer, out[e].to = t.from, t.from
				}
				out[open[k]].to = t.to
				open = open[:k]
				break
			}
		case void[t.name]:
		default:
			parent := -1
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			out = append(out, element{name: t.name, from: t.from, inner: t.to, outer: len(src), to: len(src), parent: parent})
			open = append(open, len(out)-1)
		}
	}
	return out
}

var holders = set("div article section main td body center form font table tbody tr span ul")

// bodyElement finds the smallest element that holds nearly all of the article.
func bodyElement(src, body string) (element, bool) {
	ts := tags(src)
	es := elements(src, ts)
	want := squash(body)
	if len(want) < 40 {
		return element{}, false
	}
	// Text between tags counts where the article has the same words.
	open := []int{}
	next := 0
	total := 0
	pos := 0
	count := func(text string) {
		if len(open) == 0 {
			return
		}
		if s := squash(text); len(s) >= 16 && strings.Contains(want, s) {
			es[open[len(open)-1]].mass += len(s)
			total += len(s)
		}
	}
	for _, t := range ts {
		if t.from > pos {
			count(src[pos:t.from])
		}
		pos = t.to
		switch {
		case t.end:
			for len(open) > 0 && es[open[len(open)-1]].outer <= t.from {
				open = open[:len(open)-1]
			}
			if rawText[t.name] {
				pos = t.to
			}
		case void[t.name]:
		default:
			open = append(open, next)
			next++
			if rawText[t.name] {
				pos = es[next-1].outer
			}
		}
	}
	for i := len(es) - 1; i >= 0; i-- {
		if p := es[i].parent; p >= 0 {
			es[p].mass += es[i].mass
		}
	}
	best := -1
	for i, e := range es {
		if holders[e.name] && e.mass*100 >= total*95 && e.mass*2 >= len(want) {
			best = i
		}
	}
	if best < 0 {
		return element{}, false
	}
	return es[best], true
}

// lower makes the Latin letters small and keeps every byte where it is.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// squash leaves the letters and digits of a text.
func squash(s string) string {
	if strings.Contains(s, "&") {
		s = entities.Replace(s)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

var entities = strings.NewReplacer("&nbsp;", " ", "&amp;", "&", "&quot;", " ", "&#39;", " ", "&rsquo;", " ", "&lsquo;", " ", "&ldquo;", " ", "&rdquo;", " ",
	"&mdash;", " ", "&ndash;", " ", "&#8217;", " ", "&#8220;", " ", "&#8221;", " ", "&#8211;", " ", "&#8212;", " ", "&#x27;", " ", "&eacute;", "é", "&hellip;", " ",
	"&lt;", " ", "&gt;", " ", "&auml;", "ä", "&ouml;", "ö", "&uuml;", "ü", "&szlig;", "ß", "&#xa0;", " ", "&#160;", " ", "&#xA0;", " ", "&#8230;", " ", "&#8216;", " ")

// attrs edits the attributes of a start tag's source: f gives an attribute's new
// value, and whether it stays.
func attrs(src string, f func(name, value string) (string, bool)) string {
	name := 1
	for name < len(src) && src[name] > ' ' && src[name] != '>' && src[name] != '/' {
		name++
	}
	var b strings.Builder
	b.WriteString(src[:name])
	i := name
	for i < len(src) {
		c := src[i]
		if c <= ' ' || c == '/' || c == '>' {
			b.WriteByte(c)
			i++
			continue
		}
		k := i
		for k < len(src) && src[k] > ' ' && src[k] != '=' && src[k] != '>' && !(src[k] == '/' && k+1 < len(src) && src[k+1] == '>') {
			k++
		}
		key, value, has := strings.ToLower(src[i:k]), "", false
		if k < len(src) && src[k] == '=' {
			has = true
			k++
			if k < len(src) && (src[k] == '"' || src[k] == '\'') {
				end := strings.IndexByte(src[k+1:], src[k])
				if end < 0 {
					end = len(src) - k - 1
				}
				value = src[k+1 : k+1+end]
				k = min(k+end+2, len(src))
			} else {
				s := k
				for k < len(src) && src[k] > ' ' && src[k] != '>' {
					k++
				}
				value = src[s:k]
			}
		}
		if k == i {
			k++ // a stray sign
		}
		if v, keep := f(key, value); keep {
			b.WriteString(key)
			if has {
				b.WriteString(`="` + strings.ReplaceAll(v, `"`, "&quot;") + `"`)
			}
		}
		i = k
	}
	return b.String()
}

// rewrite edits a page tag by tag: f gives what a tag becomes, and whether the
// whole element is to go.
func rewrite(src string, f func(t tag, text string) (string, bool)) string {
	var b strings.Builder
	low := lower(src)
	pos := 0
	for _, t := range tags(src) {
		if t.from < pos {
			continue
		}
		b.WriteString(src[pos:t.from])
		out, gone := f(t, src[t.from:t.to])
		b.WriteString(out)
		pos = t.to
		if gone && !t.end && rawText[t.name] {
			if end := strings.Index(low[pos:], "</"+t.name); end >= 0 {
				pos += end
				if gt := strings.IndexByte(src[pos:], '>'); gt >= 0 {
					pos += gt + 1
				}
			}
		}
	}
	b.WriteString(src[pos:])
	return b.String()
}
