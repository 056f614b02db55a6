package article_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"annals.example/annals/internal/article"
	"annals.example/annals/internal/page"
)

const plainHTML = `<!doctype html><html lang="en-GB"><head>
<title>Portugal Hands Macau to China - The Example Herald</title>
<meta property="og:site_name" content="The Example Herald">
<link rel="canonical" href="https://herald.example/world/macau-handover">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Example Herald"},
 {"@type":"NewsArticle","headline":"Portugal Hands Macau to China","datePublished":"1999-12-20T01:15:00+08:00","dateModified":"1999-12-21T09:00:00+08:00",
  "author":[{"@type":"Person","name":"Maria Example"}],"articleSection":"World"}]}</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="page"><header class="article-header"><h1>Portugal Hands Macau to China</h1>
<p class="byline">By Maria Example and Joao Sample</p><time datetime="1999-12-20">20 December 1999</time></header>
<figure><img src="x.jpg"><figcaption>Soldiers lower the Portuguese flag. Photo: Ana Example/AFP</figcaption></figure>
<div class="article-body">
<p>MACAU (Wire) — Portugal returned Macau to Chinese rule at midnight on Sunday, ending 442 years of colonial presence in the territory.</p>
<div class="social-share"><a href="#">Share</a> <a href="#">Tweet</a></div>
<p>President Jorge Sampaio and President Jiang Zemin shook hands as the <em>new</em> flag went up.</p>
<blockquote><p>"The Macau compatriots have become masters of their own land," Jiang said.</p></blockquote>
<p><a href="/x">Also read: Hong Kong two years on</a></p>
<h2>What changes</h2>
<ul><li>The pataca stays the currency of the territory.</li><li>Five hundred soldiers of the People's Liberation Army will move in on Monday.</li></ul>
<table><tr><td>Area</td><td>24 sq km</td></tr><tr><td>People</td><td>430,000</td></tr></table>
<p>Edmund Ho was sworn in as chief executive before dawn.</p>
</div>
<section class="related"><h3>Related stories</h3><ul><li><a href="/a">East Timor prepares for independence after the vote</a></li></ul></section>
<div id="comments"><h3>12 Comments</h3><p>I was there that night and it rained for hours, but nobody wanted to leave the square before the end.</p></div>
</div>
<footer><p>© 1999 The Example Herald. All rights reserved.</p></footer>
</body></html>`

func TestHTMLPage(t *testing.T) {
	f := read(t, "macau.html", plainHTML)
	if len(f.Articles) != 1 {
		t.Fatalf("%d articles", len(f.Articles))
	}
	a := f.Articles[0]
	want := `MACAU (Wire) — Portugal returned Macau to Chinese rule at midnight on Sunday, ending 442 years of colonial presence in the territory.

President Jorge Sampaio and President Jiang Zemin shook hands as the new flag went up.

"The Macau compatriots have become masters of their own land," Jiang said.

What changes

The pataca stays the currency of the territory.

Five hundred soldiers of the People's Liberation Army will move in on Monday.

Area 24 sq km

People 430,000

Edmund Ho was sworn in as chief executive before dawn.`
	if a.Text != want {
		t.Errorf("text:\n%s", a.Text)
	}
	got := fmt.Sprintf("%s|%s|%q|%q|%q|%s (%s)|%s|%s|%s|%s", a.Title, a.Dateline, a.Bylines, a.Captions, a.Credits, a.Published.Start, a.Published.Basis, a.Modified.Start, a.Publication, a.URL, a.Language)
	if got != `Portugal Hands Macau to China|MACAU (Wire)|["Maria Example" "Maria Example and Joao Sample"]|["Soldiers lower the Portuguese flag. Photo: Ana Example/AFP"]|["Ana Example/AFP"]|1999-12-20 (JSON-LD datePublished "1999-12-20T01:15:00+08:00")|1999-12-21|The Example Herald|https://herald.example/world/macau-handover|en` {
		t.Error(got)
	}
	var ledger []string
	for _, l := range f.Lines {
		ledger = append(ledger, fmt.Sprintf("%s %s", letters[l.Kind], l.Text))
	}
	for _, line := range []string{"R Home World", "H Portugal Hands Macau to China", "Y By Maria Example and Joao Sample", "D 20 December 1999",
		"C Soldiers lower the Portuguese flag. Photo: Ana Example/AFP", "R Share Tweet", "R Also read: Hong Kong two years on", "R Related stories",
		"R East Timor prepares for independence after the vote", "R 12 Comments", "R © 1999 The Example Herald. All rights reserved."} {
		if !strings.Contains("\n"+strings.Join(ledger, "\n")+"\n", "\n"+line+"\n") {
			t.Errorf("the ledger has no %q:\n%s", line, strings.Join(ledger, "\n"))
		}
	}
}

// TestSeveralArticlesOnOneHTMLPage: the one that the page's title names comes
// first and alone gets what the head says of it.
func TestSeveralArticlesOnOneHTMLPage(t *testing.T) {
	para := func(s string) string { return "<p>" + s + "</p>" }
	f := read(t, "two.html", `<html><head><title>Ghana Becomes Independent</title><meta property="article:published_time" content="1957-03-06T08:00:00Z"></head><body><main>
<article><h2>Queen Opens Parliament in Ottawa</h2><time>October 14, 1957</time>`+
		para("Queen Elizabeth opened a session of the Canadian parliament on Monday, the first reigning monarch to do so, and read a speech from the throne in both languages.")+
		para("Prime Minister John Diefenbaker met her at the door of the Senate. The government will ask for larger pensions and for cash advances to farmers, the speech said, and for a royal commission on energy that shall study the export of gas.")+`</article>
<article><h2>Ghana Becomes Independent</h2>`+
		para("The Gold Coast became the independent state of Ghana at midnight, and crowds danced on the polo ground in Accra as the new flag rose over the parliament house.")+
		para("Prime Minister Kwame Nkrumah told them that their beloved country was free for ever. The Duchess of Kent represented the Queen, and the United States sent its vice president, Richard Nixon, who promised help with the dam on the Volta.")+`</article>
<article><h3>Teaser</h3><p>Too short to be one.</p></article>
</main></body></html>`)
	var got []string
	for _, a := range f.Articles {
		got = append(got, fmt.Sprintf("%s|%s|%d paragraphs|lines %d-%d", a.Title, a.Published.Start, strings.Count(a.Text, "\n\n")+1, a.Copies[0].FirstLine, a.Copies[0].LastLine))
	}
	want := "Ghana Becomes Independent|1957-03-06|2 paragraphs|lines 7-9\nQueen Opens Parliament in Ottawa|1957-10-14|2 paragraphs|lines 2-5"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestPublished(t *testing.T) {
	body := "<p>The two governments exchanged instruments of ratification in the old town hall on Monday afternoon.</p><p>Both parliaments had approved the treaty in the spring of the year.</p>"
	for _, c := range []struct{ html, want, basis string }{
		{`<meta name="date" content="2001-09-08">`, "2001-09-08", `meta date "2001-09-08"`},
		{`<meta itemprop="datePublished" content="8 Sept 2001 23:50 +0200">`, "2001-09-08", `meta datepublished "8 Sept 2001 23:50 +0200"`},
		{`<script type="application/ld+json">{"@type":["Article"],"datePublished":"Sat, 08 Sep 2001 23:50:00 GMT"}</script>`, "2001-09-08", `JSON-LD datePublished "Sat, 08 Sep 2001 23:50:00 GMT"`},
		{`<meta name="pubdate" content="20010908T235000Z">`, "2001-09-08", `meta pubdate "20010908T235000Z"`},
		{`<meta name="date" content="05/06/2001">`, "", ""}, // May or June
		{`<meta name="date" content="25/06/2001">`, "2001-06-25", `meta date "25/06/2001"`},
		{`<meta name="date" content="2001-02-30">`, "", ""}, // no such day
		{`<link rel="canonical" href="https://herald.example/2001/09/08/treaty">`, "2001-09-08", `the day in the page's own address "https://herald.example/2001/09/08/treaty"`},
		{`<meta name="date" content="2001-09">`, "2001-09", `meta date "2001-09"`},
		{`<meta name="date" content="2001">`, "2001", `meta date "2001"`},
		{`<meta name="date" content="yesterday">`, "", ""},
		{``, "", ""},
	} {
		f := read(t, "p.html", "<html><head>"+c.html+"</head><body><h1>Treaty in Force</h1>"+body+"</body></html>")
		if len(f.Articles) != 1 || f.Articles[0].Published.Start != c.want || f.Articles[0].Published.Basis != c.basis {
			t.Errorf("%s: %+v, want %s by %s", c.html, f.Articles, c.want, c.basis)
		}
	}
	// The day of the crawl is never the day of publication.
	f := read(t, "p.jsonl", `{"title":"Treaty in Force","text":"The two governments exchanged instruments of ratification.","date_download":"2024-05-05"}`)
	if a := f.Articles[0]; a.Published.Known() || a.Crawled != "2024-05-05" {
		t.Errorf("%+v", a)
	}
}

// TestHTMLCorpus measures the extraction on real news pages where they are
// present: shingles of four words, as the benchmark that they belong to does.
func TestHTMLCorpus(t *testing.T) {
	const dir = "../../../shared/data/html/sh"
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Skip("the HTML corpus is not present")
	}
	var truth map[string]struct{ ArticleBody string }
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	var precision, recall float64
	for id, want := range truth {
		fh, err := os.Open(filepath.Join(dir, id+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(fh)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		fh.Close()
		text := ""
		for p, err := range page.Read(id+".html", raw) {
			if err != nil {
				t.Errorf("%s: %v", id, err)
				continue
			}
			f := article.Find(p)
			if err := account(p, f); err != nil {
				t.Errorf("%s: %v", id, err)
			}
			if len(f.Articles) > 0 {
				text = f.Articles[0].Text
			}
		}
		a, b := shingles(want.ArticleBody), shingles(text)
		same, na, nb := 0, 0, 0
		for s, n := range a {
			same += min(n, b[s])
			na += n
		}
		for _, n := range b {
			nb += n
		}
		if nb > 0 {
			precision += float64(same) / float64(nb)
		}
		if na > 0 {
			recall += float64(same) / float64(na)
		}
	}
	n := float64(len(truth))
	precision, recall = precision/n, recall/n
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: F1 %.4f, precision %.4f, recall %.4f", len(truth), f1, precision, recall)
	if f1 < 0.96 {
		t.Errorf("F1 %.4f on the HTML corpus, was 0.975", f1)
	}
}

func shingles(text string) map[string]int {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	m := map[string]int{}
	for i := range max(1, len(words)-3) {
		if i < len(words) {
			m[strings.Join(words[i:min(i+4, len(words))], " ")]++
		}
	}
	return m
}

// BenchmarkHTMLPage reads pages of growing length, from markup to articles; the time
// for a byte stays the same.
func BenchmarkHTMLPage(b *testing.B) {
	for _, n := range []int{100, 1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			html := "<html><head><title>Talks Go On</title></head><body><nav><a href=/>Home</a></nav><article><h1>Talks Go On</h1>" +
				strings.Repeat("<p>The delegations met <em>again</em> on Monday in the old town hall and agreed on nothing.</p>\n", n) + "</article></body></html>"
			b.SetBytes(int64(len(html)))
			for b.Loop() {
				read(b, "p.html", html)
			}
		})
	}
}
