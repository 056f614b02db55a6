package article_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"annals.example/annals/internal/article"
	"annals.example/annals/internal/page"
)

func cpu() float64 {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return float64(r.Utime.Sec) + float64(r.Utime.Usec)/1e6
}

func TestZZSlow(t *testing.T) {
	const n = 60000
	for _, c := range []struct{ name, raw string }{
		{"deep", strings.Repeat("<div>", n) + "text at the bottom"},
		{"open formatting", strings.Repeat("<b class=x><i><font size=1>", 500) + strings.Repeat("<p>word ", n)},
		{"stray ends", strings.Repeat("<span>", 300) + strings.Repeat("</p></td></b>", n)},
		{"tables in tables", strings.Repeat("<table><tr><td>", n/3)},
		{"classes", "<div class=\"" + strings.Repeat("a-b ", n) + "\"><p>text</p></div>"},
		{"lists", strings.Repeat("<li>item <ul>", n)},
		{"paragraphs", strings.Repeat("<p>The delegations met again on Monday and agreed on nothing at all.</p>", 100000)},
		{"headings", strings.Repeat("<h2>The delegations met again</h2><p>They agreed on nothing at all, and said so in a statement.</p>", n)},
		{"h1s", strings.Repeat("<h1>The delegations met again in the town</h1><p>They agreed on nothing at all, and said so in a statement.</p><p>They agreed on nothing at all, and said so in a statement of some length, which was read out to the press by a spokesman.</p>", 3900)},
		{"signed", strings.Repeat("<div class=post><h2>The delegations met again in the town</h2><p>By Anna Example</p><p>They agreed on nothing at all, and said so in a statement.</p><p>They agreed on nothing at all, and said so in a statement of some length, which was read out to the press by a spokesman.</p></div>", 3900)},
		{"breaks in one cell", "<table><tr><td>" + strings.Repeat("They agreed on nothing at all, and said so.<br>", n) + "</table>"},
		{"writers in writers", strings.Repeat("<div class=author>", n) + strings.Repeat("word ", n)},
		{"title", "<title>" + strings.Repeat("word ", n) + "</title>" + strings.Repeat("<h2>word word word</h2>", 20000)},
		{"three", strings.Repeat("<div><div>a</div><div>b</div>", 20000)},
		{"rows", strings.Repeat("<table><tr><td>x</td><td>", 20000)},
		{"slashes", strings.Repeat("<p>3/4/2021</p>", n)},
		{"teasers", strings.Repeat("<div><h3><a href=x>A headline of some words here</a></h3><p>text</p></div>", n)},
	} {
		raw := "<html>" + c.raw
		a := cpu()
		for p, err := range page.Read("h.html", []byte(raw)) {
			if err != nil {
				t.Error(err)
				continue
			}
			b := cpu()
			article.Find(p)
			fmt.Printf("%-20s %.2f MB page %.2f find %.2f s/MB\n", c.name, float64(len(raw))/1e6, (b-a)/float64(len(raw))*1e6, (cpu()-b)/float64(len(raw))*1e6)
		}
	}
}
