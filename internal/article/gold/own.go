package gold

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"annals.example/annals"
)

// Own is a page of our own with all that is to be found on it.
type Own struct {
	Name     string
	HTML     string // in the charset that Charset names
	Charset  string // "" for UTF-8
	Articles []OwnArticle
	None     bool // no article is to be found
	least    float64
}

// OwnArticle is one article of such a page. What is "" is not asked for; Day "-" is
// asked to be unknown.
type OwnArticle struct {
	Title, Subtitle, By, Day, Caption, Body string
}

// story of the list that pages print.
type ownStory struct {
	field map[string]string
	paras []string
}

// Pages reads our own pages: the list of stories, and the list of pages that print
// them; the lists say in their heads how they are written.
func Pages(stories, pages string) ([]Own, error) {
	all := map[string]ownStory{}
	for block := range strings.SplitSeq("\n"+stories, "\n== ") {
		key, rest, _ := strings.Cut(block, "\n")
		head, body, ok := strings.Cut(rest, "\n\n")
		if !ok || strings.HasPrefix(key, "#") || key == "" {
			continue
		}
		s := ownStory{field: map[string]string{}}
		for line := range strings.Lines(head) {
			k, v, _ := strings.Cut(strings.TrimSpace(line), ": ")
			s.field[k] = v
		}
		for p := range strings.Lines(body) {
			if p = strings.TrimSpace(p); p != "" {
				s.paras = append(s.paras, p)
			}
		}
		all[key] = s
	}
	var out []Own
	for block := range strings.SplitSeq("\n"+pages, "\n## ") {
		head, body, ok := strings.Cut(block, "\n")
		if !ok || strings.HasPrefix(block, "\n#") || strings.TrimSpace(head) == "" {
			continue
		}
		o, err := ownPage(strings.Split(head, " | "), body, all)
		if err != nil {
			return nil, fmt.Errorf("page %q: %w", head, err)
		}
		out = append(out, o)
	}
	return out, nil
}

const (
	ownNav = `<header class="site-header"><a href="/">The Example Herald</a><nav><ul><li><a href="/w">World</a></li><li><a href="/b">Business</a></li><li><a href="/s">Sport</a></li><li><a href="/c">Culture</a></li></ul></nav></header>`
	ownEnd = `<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li><li><a href="/privacy">Privacy policy</a></li></ul><p>© The Example Herald. All rights reserved.</p></footer>`
)

var reHole = regexp.MustCompile(`\{\{(?:(\d)\.)?([a-zA-Z]+)(\d*)(?:-(\d))?\}\}|\[\[(.*?)\]\]`)

// ownPage fills a page's holes and notes on the way what belongs to its articles.
func ownPage(options []string, body string, all map[string]ownStory) (Own, error) {
	o := Own{Name: strings.TrimSpace(options[0])}
	opt := map[string]string{}
	for _, x := range options[1:] {
		k, v, _ := strings.Cut(strings.TrimSpace(x), "=")
		opt[k] = v
		if v == "" {
			opt[k] = "yes"
		}
	}
	keys := []string{"canal"}
	if opt["story"] != "" {
		keys[0] = opt["story"]
	}
	for _, k := range strings.Split(opt["others"], ",") {
		if k != "" {
			keys = append(keys, k)
		}
	}
	for _, k := range []string{"wall", "timor", "mandela"} {
		if k != keys[0] && opt["others"] == "" {
			keys = append(keys, k)
		}
	}
	n := 1
	if opt["articles"] != "" {
		n, _ = strconv.Atoi(opt["articles"])
	}
	o.least = 0.985
	if opt["least"] != "" {
		o.least, _ = strconv.ParseFloat(opt["least"], 64)
	}
	o.None, o.Charset = opt["none"] != "", opt["charset"]
	parts := make([][]string, 9)
	last := 0 // the story whose paragraph was printed last
	var bad error
	src := reHole.ReplaceAllStringFunc(strings.TrimRight(body, "\n")+"\n", func(hole string) string {
		m := reHole.FindStringSubmatch(hole)
		if m[5] != "" {
			parts[last] = append(parts[last], m[5])
			return html.EscapeString(m[5])
		}
		at := 0
		if m[1] != "" {
			at, _ = strconv.Atoi(m[1])
			at--
		}
		switch m[2] {
		case "nav":
			return ownNav
		case "foot":
			return ownEnd
		}
		if at >= len(keys) || len(all[keys[at]].paras) == 0 {
			bad = fmt.Errorf("no story for %s", hole)
			return ""
		}
		s := all[keys[at]]
		from, to := 1, len(s.paras)
		if m[3] != "" {
			from, _ = strconv.Atoi(m[3])
			to = from
		}
		if m[4] != "" {
			to, _ = strconv.Atoi(m[4])
		}
		name := map[string]string{"T": "title", "S": "subtitle", "B": "by", "L": "long", "I": "date", "C": "caption", "X": "section"}[m[2]]
		if name != "" {
			return html.EscapeString(s.field[name])
		}
		var b strings.Builder
		for _, p := range s.paras[from-1 : to] {
			switch {
			case m[2] == "P" && m[3] != "" && m[4] == "" || m[2] == "t":
				b.WriteString(html.EscapeString(p))
			case m[2] == "P":
				b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
			case m[2] == "R":
				b.WriteString(html.EscapeString(p) + "<br><br>\n")
			case m[2] == "J":
				quoted, _ := json.Marshal(p + "\n\n")
				b.Write(quoted[1 : len(quoted)-1])
			}
			if m[2] != "t" {
				last = at
				parts[at] = append(parts[at], p)
			}
		}
		return b.String()
	})
	if bad != nil {
		return o, bad
	}
	o.HTML = src
	if o.None {
		return o, nil
	}
	for i := range n {
		f := all[keys[i]].field
		a := OwnArticle{Title: f["title"], By: f["by"], Day: f["date"], Body: strings.Join(parts[i], "\n\n")}
		if i == 0 {
			set := func(to *string, name, none string) {
				if opt["no"+name] != "" {
					*to = none
				}
				if v := opt[name]; v != "" && v != "yes" {
					*to = v
				}
			}
			set(&a.Title, "title", "")
			set(&a.By, "by", "")
			set(&a.Day, "date", "-")
			if opt["sub"] != "" {
				a.Subtitle = f["subtitle"]
			}
			if opt["cap"] != "" {
				a.Caption = f["caption"]
			}
		}
		o.Articles = append(o.Articles, a)
	}
	return o, nil
}

// Faults says what was not found on the page as it should be, a line each.
func (o Own) Faults(found []annals.Article) []string {
	var out []string
	say := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	if o.None {
		for _, a := range found {
			if len(a.Text) > 300 {
				say("an article of %d bytes where there is none: %q", len(a.Text), a.Text[:60])
			}
		}
		return out
	}
	if len(found) != len(o.Articles) {
		say("%d articles, want %d", len(found), len(o.Articles))
	}
	used := make([]bool, len(found))
	for _, want := range o.Articles {
		best, bestF := -1, 0.0
		for k, a := range found {
			if f := letters(want.Body, a.Text); !used[k] && f > bestF {
				best, bestF = k, f
			}
		}
		if best < 0 {
			say("no article has the body of %q", want.Title)
			continue
		}
		used[best] = true
		a := found[best]
		if bestF < o.least {
			say("body %.3f: %s", bestF, difference(want.Body, a.Text))
		}
		if want.Title != "" && a.Title != want.Title {
			say("title %q, want %q", a.Title, want.Title)
		}
		if want.Subtitle != "" && a.Subtitle != want.Subtitle {
			say("subtitle %q, want %q", a.Subtitle, want.Subtitle)
		}
		if want.By != "" && (len(a.Bylines) == 0 || !strings.Contains(a.Bylines[0], want.By)) {
			say("bylines %q, want %q", a.Bylines, want.By)
		}
		switch {
		case want.Day == "-" && a.Published.Known():
			say("published %s (%s), want unknown", a.Published.Start, a.Published.Basis)
		case want.Day != "-" && want.Day != a.Published.Start:
			say("published %q (%s), want %s", a.Published.Start, a.Published.Basis, want.Day)
		}
		if want.Caption != "" && (len(a.Captions) == 0 || !strings.Contains(a.Captions[0], want.Caption)) {
			say("captions %q, want %q", a.Captions, want.Caption)
		}
	}
	return out
}

// letters is F1 over words, weighed by their letters, so that scripts without
// blanks count as well.
func letters(want, got string) float64 {
	count := func(text string) (map[string]int, int) {
		m, n := map[string]int{}, 0
		for p := range strings.FieldsSeq(text) {
			if s := squash(p); s != "" {
				m[s] += len(s)
				n += len(s)
			}
		}
		return m, n
	}
	a, na := count(want)
	b, nb := count(got)
	same := 0
	for k, n := range a {
		same += min(n, b[k])
	}
	if na+nb == 0 {
		return 1
	}
	return 2 * float64(same) / float64(na+nb)
}

// difference names the first paragraphs that one text has and the other has not.
func difference(want, got string) string {
	has := func(text string) map[string]bool {
		m := map[string]bool{}
		for p := range strings.Lines(text) {
			m[squash(p)] = true
		}
		return m
	}
	var out []string
	list := func(sign, text string, other map[string]bool) {
		for p := range strings.Lines(text) {
			if s := squash(p); s != "" && !other[s] && len(out) < 6 {
				out = append(out, sign+strconv.Quote(string([]rune(strings.TrimSpace(p))[:min(60, len([]rune(strings.TrimSpace(p))))])))
			}
		}
	}
	list("lacks ", want, has(got))
	list("has ", got, has(want))
	return strings.Join(out, "; ")
}
