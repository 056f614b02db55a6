package gold

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// Stack is a page of known articles, made by code. One that is to stay whole has
// one body, whatever else stands on it.
type Stack struct {
	Name   string // of the wrapper, or of what stands beside the single article
	HTML   string
	Bodies []string
	Titles []string
	Raw    bool // the bodies stand in the markup of their own pages, with what stood in it
}

// story is a body with its headline, as markup.
type story struct {
	title, body, markup string
	by, day             string
}

var (
	reH1    = regexp.MustCompile(`(?is)<h1\b[^>]*>(.*?)</h1>`)
	reTag   = regexp.MustCompile(`(?s)<[^>]*>`)
	reTitle = regexp.MustCompile(`(?is)<title\b[^>]*>(.*?)</title>`)
)

// storyOf takes the story of a page: its text cut into paragraphs, or, raw, the
// markup of the element that holds it.
func storyOf(p Page, n int, raw bool) (story, bool) {
	s := story{body: p.Body, by: writers[n%len(writers)], day: days[n%len(days)]}
	if m := reH1.FindStringSubmatch(p.HTML); m != nil {
		s.title = plain(m[1])
	}
	if len(s.title) < 15 {
		if m := reTitle.FindStringSubmatch(p.HTML); m != nil {
			s.title, _, _ = strings.Cut(plain(m[1]), " | ")
		}
	}
	if len(s.title) < 15 || len(s.title) > 200 || len(p.Body) < 700 {
		return s, false
	}
	if raw {
		e, ok := bodyElement(p.HTML, p.Body)
		if !ok || e.name == "body" || e.outer-e.inner > 6*len(p.Body)+8000 || strings.Contains(lower(p.HTML[e.inner:e.outer]), "<h1") {
			return s, false
		}
		s.markup = p.HTML[e.inner:e.outer]
		return s, true
	}
	var b strings.Builder
	for para := range strings.SplitSeq(p.Body, "\n") {
		if para = strings.TrimSpace(para); para != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(para))
		}
	}
	s.markup = b.String()
	return s, true
}

func plain(markup string) string {
	return strings.Join(strings.Fields(html.UnescapeString(reTag.ReplaceAllString(markup, " "))), " ")
}

var (
	writers = []string{"Anna Example", "Peter Sample", "Maria Beispiel", "Jean Exemple", "Olga Primer"}
	days    = []string{"November 18, 2019", "19 November 2019", "Nov 20, 2019", "21 November 2019"}
)

// frame puts a page around its content.
func frame(title, content string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>` + html.EscapeString(title) + ` | The Example Herald</title><meta property="og:site_name" content="The Example Herald"></head><body>
<header><a href="/">The Example Herald</a><nav><ul><li><a href="/world">World</a></li><li><a href="/business">Business</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
` + content + `
<footer><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms of use</a></li></ul><p>© 2019 The Example Herald. All rights reserved.</p></footer></body></html>`
}

// aside is a box of other texts as pages print it beside an article.
func aside(others []story) string {
	var b strings.Builder
	b.WriteString(`<aside class="sidebar"><h3>Most read</h3><ul>`)
	for _, o := range others {
		fmt.Fprintf(&b, `<li><a href="/x">%s</a></li>`, html.EscapeString(o.title))
	}
	b.WriteString(`</ul></aside>`)
	return b.String()
}

// wrappers put several stories on one page. %[1]s headline, %[2]s writer, %[3]s day, %[4]s body.
var wrappers = []struct{ name, before, each, after string }{
	{"article elements", `<main>`, `<article><header><h1>%[1]s</h1><p class="byline">By %[2]s</p><time>%[3]s</time></header><div class="body">%[4]s</div></article>`, `</main>`},
	{"article elements, nothing but headings", `<main>`, `<article><h2>%[1]s</h2>%[4]s</article>`, `</main>`},
	{"infinite scroll", `<div id="page">`, `<div class="infinite-scroll-item" data-url="/story"><h1 class="headline">%[1]s</h1><div class="meta"><span class="author">By %[2]s</span> <span class="date">%[3]s</span></div><div class="share"><a href="#">Share</a><a href="#">Tweet</a></div><div class="article-body">%[4]s</div><div class="tags"><a href="/t">Politics</a></div></div>`, `</div>`},
	{"divs named story", `<div id="content">`, `<div class="story"><h2 class="story-title">%[1]s</h2><p class="story-meta">%[3]s | %[2]s</p><div class="story-text">%[4]s</div></div>`, `</div>`},
	{"divs without a name", `<div>`, `<div><h1>%[1]s</h1><div>By %[2]s</div><div>%[3]s</div><div>%[4]s</div></div>`, `</div>`},
	{"bare divs", `<div>`, `<div><h1>%[1]s</h1>%[4]s</div>`, `</div>`},
	{"sections", `<main>`, `<section><h2>%[1]s</h2><p>By %[2]s, %[3]s</p>%[4]s</section>`, `</main>`},
	{"flat, one heading each", `<div class="content">`, `<h1>%[1]s</h1>%[4]s`, `</div>`},
	{"flat with bylines and rules", `<div class="content">`, `<h2>%[1]s</h2><p>By %[2]s</p>%[4]s<hr>`, `</div>`},
	{"digest", `<main><h1>The news of the week</h1>`, `<h2>%[1]s</h2><p class="date">%[3]s</p>%[4]s`, `</main>`},
	{"posts of a blog", `<div id="main">`, `<div class="post hentry"><h3 class="post-title entry-title"><a href="/post">%[1]s</a></h3><div class="post-body entry-content">%[4]s</div><div class="post-footer">Posted by %[2]s on %[3]s <a href="/c">3 comments</a></div></div>`, `</div>`},
	{"old tables", `<table width="600"><tr><td>`, `<table><tr><td><font size="5"><b>%[1]s</b></font><br><font size="1">By %[2]s, %[3]s</font></td></tr><tr><td>%[4]s</td></tr></table>`, `</td></tr></table>`},
	{"next-story loader", `<div class="site">`, `<div class="article-wrapper"><div class="article-header"><h1>%[1]s</h1><p>%[2]s</p><p>%[3]s</p></div><div class="article-content">%[4]s</div><div class="read-next"><span>Read next</span></div></div>`, `</div>`},
}

// Stacks builds pages of two and three articles in every wrapper, half of them
// with all names scrambled. Each round puts other stories together in other wrappers.
func Stacks(pages []Page, raw bool, round int) []Stack {
	var stories []story
	for i, p := range pages {
		if s, ok := storyOf(p, i, raw); ok {
			stories = append(stories, s)
		}
	}
	var out []Stack
	if len(stories) < 8 {
		return nil
	}
	for i := range stories {
		w := wrappers[(i+round)%len(wrappers)]
		n := 2 + i%2
		st := Stack{Name: w.name, Raw: raw}
		var b strings.Builder
		b.WriteString(w.before)
		var others []story
		used := map[int]bool{}
		for k := range n {
			s := pick(stories, i+k*(len(stories)/3+7*round), used)
			fmt.Fprintf(&b, w.each, html.EscapeString(s.title), s.by, s.day, s.markup)
			st.Bodies, st.Titles = append(st.Bodies, s.body), append(st.Titles, s.title)
			others = append(others, stories[(i+k*5+3)%len(stories)])
		}
		b.WriteString(w.after)
		b.WriteString(aside(others))
		title := st.Titles[0]
		if w.name == "digest" {
			title = "The news of the week"
		}
		st.HTML = frame(title, b.String())
		if i/len(wrappers)%2 == 1 {
			st.HTML, st.Name = scrambleNames(st.HTML), st.Name+", scrambled"
		}
		out = append(out, st)
	}
	return out
}

// pick gives the story at a place, or the next one that the page has not yet.
func pick(stories []story, at int, used map[int]bool) story {
	at %= len(stories)
	for used[at] {
		at = (at + 1) % len(stories)
	}
	used[at] = true
	return stories[at]
}

// Appended builds pages as loaders leave them: a whole page, and the story of
// another page at its end or under its text.
func Appended(pages []Page) []Stack {
	var out []Stack
	for i, p := range pages {
		q := pages[(i+5)%len(pages)]
		s, ok := storyOf(q, i, i%2 == 0)
		e, found := bodyElement(p.HTML, p.Body)
		if !ok || !found || len(p.Body) < 700 || e.name == "body" {
			continue
		}
		st := Stack{Name: "loaded at the end of another page", Bodies: []string{p.Body, s.body}, Raw: true}
		unit := fmt.Sprintf(`<div class="next-article" data-url="/next"><h1>%s</h1><div>By %s</div><div>%s</div><div class="text">%s</div></div>`, html.EscapeString(s.title), s.by, s.day, s.markup)
		if i%3 == 0 {
			unit = fmt.Sprintf(`<article><h2>%s</h2><p>By %s</p><p>%s</p>%s</article>`, html.EscapeString(s.title), s.by, s.day, s.markup)
		}
		at := strings.LastIndex(lower(p.HTML), "</body")
		if i%4 == 1 {
			at = e.to
			st.Name = "loaded under another article"
		}
		if at < 0 {
			continue
		}
		st.HTML = p.HTML[:at] + unit + p.HTML[at:]
		out = append(out, st)
	}
	return out
}

// Singles builds pages of one article beside which other things stand that look
// like articles: comments, teasers, entries of a live blog, questions and
// answers, documents.
func Singles(pages []Page) []Stack {
	var stories []story
	for i, p := range pages {
		if s, ok := storyOf(p, i, false); ok {
			stories = append(stories, s)
		}
	}
	paras := func(s story) []string { return strings.SplitAfter(strings.TrimSpace(s.markup), "</p>\n") }
	var out []Stack
	for i, s := range stories {
		other := stories[(i+7)%len(stories)]
		st := Stack{Bodies: []string{s.body}, Titles: []string{s.title}}
		head := fmt.Sprintf(`<h1>%s</h1><p class="byline">By %s</p><time>%s</time>`, html.EscapeString(s.title), s.by, s.day)
		var b strings.Builder
		switch i % 8 {
		case 0:
			st.Name = "long comments"
			fmt.Fprintf(&b, `<article>%s%s</article><section id="comments"><h2>Comments</h2>`, head, s.markup)
			for k, p := range paras(other) {
				fmt.Fprintf(&b, `<article class="comment"><h4>%s</h4><time>%s</time>%s<a href="#">Reply</a></article>`, writers[k%5], days[k%4], p)
			}
			b.WriteString(`</section>`)
		case 1:
			st.Name = "teasers of related articles"
			fmt.Fprintf(&b, `<main><article>%s%s</article><section><h2>Related</h2>`, head, s.markup)
			for k := range 4 {
				o := stories[(i+k+2)%len(stories)]
				fmt.Fprintf(&b, `<article><h3><a href="/r">%s</a></h3>%s<a href="/r">Read more</a></article>`, html.EscapeString(o.title), paras(o)[0])
			}
			b.WriteString(`</section></main>`)
		case 2:
			st.Name = "entries of a live blog"
			fmt.Fprintf(&b, `<main>%s`, head)
			for k, p := range paras(s) {
				fmt.Fprintf(&b, `<div class="entry"><time>1%d:%02d</time>%s</div>`, k%9, 7*k%60, p)
			}
			b.WriteString(`</main>`)
		case 3:
			st.Name = "questions and answers"
			fmt.Fprintf(&b, `<article>%s`, head)
			for k, p := range paras(s) {
				if k%3 == 0 {
					b.WriteString(`<h2>What happened next?</h2>`)
				}
				b.WriteString(p)
			}
			b.WriteString(`</article>`)
			st.Bodies[0] = ""
		case 4:
			st.Name = "parts under headings of their own"
			fmt.Fprintf(&b, `<article>%s`, head)
			ps := paras(s)
			cut := max(1, len(ps)/3)
			for k := 0; k < len(ps); k += cut {
				fmt.Fprintf(&b, `<section><h2>Part %d of the story</h2>%s</section>`, k/cut+1, strings.Join(ps[k:min(k+cut, len(ps))], ""))
			}
			b.WriteString(`</article>`)
			st.Bodies[0] = ""
		case 5:
			st.Name = "a document within the article"
			ps := paras(s)
			half := len(ps) / 2
			fmt.Fprintf(&b, `<article>%s%s<section class="document"><h3>The statement in full</h3><blockquote>%s</blockquote></section></article>`, head, strings.Join(ps[:half], ""), strings.Join(ps[half:], ""))
			st.Bodies[0] = ""
		case 6:
			st.Name = "entries of a live blog in article elements"
			fmt.Fprintf(&b, `<main>%s<div class="liveblog">`, head)
			ps := paras(s)
			for k := 0; k < len(ps); k += 2 {
				fmt.Fprintf(&b, `<article class="update"><time>1%d:%02d</time><h3>Update number %d of the day</h3>%s</article>`, k%9, 7*k%60, k, strings.Join(ps[k:min(k+2, len(ps))], ""))
			}
			b.WriteString(`</div></main>`)
			st.Bodies[0] = ""
		case 7:
			st.Name = "a box about the writer and a newsletter"
			fmt.Fprintf(&b, `<article>%s%s</article><div><h3>About %s</h3><p>%s has written about politics for twenty years and lives with two cats in the country, where nothing ever happens to anyone.</p></div><div><h3>Sign up for our newsletter</h3><p>Every morning we send you the five stories that you need to know about, and one that you do not.</p></div>`, head, s.markup, s.by, s.by)
		}
		st.HTML = frame(s.title, b.String())
		if i/8%2 == 1 {
			st.HTML, st.Name = scrambleNames(st.HTML), st.Name+", scrambled"
		}
		out = append(out, st)
	}
	for _, p := range pages {
		out = append(out, Stack{Name: "a page as crawled", HTML: p.HTML, Bodies: []string{""}})
	}
	return out
}

// Right reports whether the texts found on a page are its bodies, each once and
// none besides. A body that is "" is not compared: it only counts.
func (st Stack) Right(found []string) bool {
	if len(found) != len(st.Bodies) {
		return false
	}
	return st.Matched(found) == len(st.Bodies)
}

// Matched counts the bodies that were found, each in a text of its own.
func (st Stack) Matched(found []string) int {
	least := 0.95
	if st.Raw {
		least = 0.85
	}
	used := make([]bool, len(found))
	n := 0
	for _, body := range st.Bodies {
		for k, text := range found {
			if !used[k] && (body == "" || F(body, text) >= least) {
				used[k] = true
				n++
				break
			}
		}
	}
	return n
}
