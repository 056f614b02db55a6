package page_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"annals.example/annals"
	"annals.example/annals/internal/page"
)

// readAll reads a file and gives its pages, and its errors as text.
func readAll(name string, raw []byte) (pages []annals.Page, errs []string) {
	for p, err := range page.Read(name, raw) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		pages = append(pages, p)
	}
	return pages, errs
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  string
		want string
	}{
		{"empty.txt", "", "empty.txt: the file is empty; nothing to read; fetch it again or leave it out"},
		{"blank.html", "\xef\xbb\xbf \n\t", "blank.html: the file is empty; nothing to read; fetch it again or leave it out"},
		{"paper.txt", "%PDF-1.4 …", "paper.txt: the file is a PDF document, not a page; give text, HTML or JSON lines in UTF-8"},
		{"page.html", "\x1f\x8b\x08rest", "page.html: the gzip stream is cut off within member 1; fetch the file again"},
		{"core", "\x01\x02\x03\x04\x00\x00\x00\x00\x00\x00\x00\x00text", "core: the file is binary data, not a page; give text, HTML or JSON lines in UTF-8"},
		{"long.txt", "First line\n" + strings.Repeat("x", page.MaxLine+1), "long.txt:2: the line has 1048577 bytes; no printed paragraph is longer than 1048576; check that the file is a page of text, and cut it into lines"},
		{"vast.txt", strings.Repeat("a line of text\n", page.MaxPage/15+1), "vast.txt: the page has 33554445 bytes; the most that is read as one page is 33554432; split it into pages, or give it as JSON lines with one article a line"},
	} {
		pages, errs := readAll(c.name, []byte(c.raw))
		if len(pages) != 0 || len(errs) != 1 || errs[0] != c.want {
			t.Errorf("%s: %d pages, errors %q,\nwant %q", c.name, len(pages), errs, c.want)
		}
	}
}

func TestFormatIsToldByContentAndName(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		want      annals.Format
	}{
		{"a.txt", "Plain words.", annals.FormatText},
		{"a.txt", "<!-- saved -->\n<!DOCTYPE HTML><p>Words.", annals.FormatHTML},
		{"-", "<HTML><body><p>Words.</p>", annals.FormatHTML},
		{"a.htm", "Words without a tag.", annals.FormatHTML},
		{"-", `{"title":"T","text":"Words."}`, annals.FormatJSONL},
		{"a.txt", "{braces} and words: no record", annals.FormatText},
		{"a.json", "[\n{\"text\":\"Words.\"}\n]", annals.FormatJSONL},
	} {
		pages, errs := readAll(c.name, []byte(c.raw))
		if len(errs) != 0 || len(pages) != 1 || pages[0].Format != c.want {
			t.Errorf("%s %q: %d pages %v, want %s", c.name, c.raw, len(pages), errs, c.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = "Türkiye’s prime minister met – at last – his guest."
	wide := func(order string, bom bool) string {
		var b []byte
		units := utf16.Encode([]rune(text))
		if bom {
			units = append([]uint16{0xfeff}, units...)
		}
		for _, u := range units {
			if order == "le" {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return string(b)
	}
	for _, c := range []struct{ name, raw, want, note string }{
		{"UTF-8", text, text, ""},
		{"UTF-8 with mark", "\xef\xbb\xbf" + text, text, ""},
		{"UTF-16 little", wide("le", true), text, ""},
		{"UTF-16 big", wide("be", true), text, ""},
		{"UTF-16 without mark", wide("le", false), text, "UTF-16 (le) told by its zero bytes; the page does not say so"},
		{"windows-1252 undeclared", "T\xfcrkiye\x92s guest", "Türkiye’s guest", "the bytes are not UTF-8 and no charset is declared; read as windows-1252"},
		{"UTF-8 with a slip", text + " \xff", text + " \ufffd", "1 bytes are not UTF-8 and were replaced by U+FFFD"},
	} {
		pages, errs := readAll("a.txt", []byte(c.raw))
		if len(pages) != 1 || pages[0].Lines[0].Text != c.want || strings.Join(pages[0].Notes, "|") != c.note {
			t.Errorf("%s: %+v %v, want %q with note %q", c.name, pages, errs, c.want, c.note)
		}
	}
	// What an HTML head declares counts; what it declares wrongly does not.
	for _, c := range []struct{ raw, want string }{
		{`<html><head><meta charset="windows-1251"></head><body><p>` + "\xcc\xee\xf1\xea\xe2\xe0" + `</p></body></html>`, "Москва"},
		{`<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body><p>Türkiye</p></body></html>`, "Türkiye"},
		{`<html><head>` + strings.Repeat(" ", 1500) + `<meta charset=shift_jis></head><body><p>` + "\x93\x8c\x8b\x9e" + `</p></body></html>`, "東京"},
	} {
		pages, errs := readAll("a.html", []byte(c.raw))
		if len(pages) != 1 || len(pages[0].Lines) != 1 || pages[0].Lines[0].Text != c.want {
			t.Errorf("%q: %v %v, want %q", c.raw, pages, errs, c.want)
		}
	}
}

func TestLineEnds(t *testing.T) {
	pages, _ := readAll("a.txt", []byte("one\r\ntwo\rthree\u2028four\n\nfive\n"))
	var got []string
	for i, l := range pages[0].Lines {
		if l.Number != i+1 {
			t.Errorf("line %d has number %d", i+1, l.Number)
		}
		got = append(got, l.Text)
	}
	if s := strings.Join(got, "|"); s != "one|two|three|four||five" {
		t.Errorf("lines %q", s)
	}
}

func TestJSONLines(t *testing.T) {
	file := `{"url":"https://example.org/a","title":"Peace in Paris","text":"Kissinger and Le Duc Tho initialled the accord.\n\nThe fighting stops on Sunday.","date":"1973-01-23"}

{"Headline":"Second","maintext":"Words.","date_publish":"1973-01-24 10:00:00","date_download":"2020-01-01 00:00:00","authors":["A. Example","B. Example"],"source_domain":"example.org","language":"en"}
{"title":"Broken,"text":"x"}
{"title":"No text","url":"https://example.org/c"}
["not an object"]
{"text":""}
{"title":null,"raw_text":"After the broken ones.","date":"None"}
`
	pages, errs := readAll("crawl/news.jsonl", []byte(file))
	var got []string
	for _, p := range pages {
		got = append(got, fmt.Sprintf("%s|%s|%d lines|%s|%s=%s|%s|%s|%q|%s", p.Name, p.Said.Title, len(p.Lines), p.Said.URL, p.Said.PublishedField, p.Said.Published, p.Said.Crawled, p.Said.Publication, p.Said.Bylines, p.Said.Language))
	}
	check(t, got, []string{
		`crawl/news.jsonl#1|Peace in Paris|3 lines|https://example.org/a|JSON field date=1973-01-23|||[]|`,
		`crawl/news.jsonl#2|Second|1 lines||JSON field date_publish=1973-01-24 10:00:00|2020-01-01 00:00:00|example.org|["A. Example" "B. Example"]|en`,
		`crawl/news.jsonl#7||1 lines||=|||[]|`,
	})
	check(t, errs, []string{
		`crawl/news.jsonl:4:19: record 3: broken JSON: invalid character 't' after object key:value pair; mend or drop this line; the other records are read`,
		`crawl/news.jsonl:5: record 4: no field holds the article's text (fields: title, url); name it one of text, maintext, articletext, articlebody, fulltext, rawtext, cleanedtext, body, content, article, story, plaintext`,
		`crawl/news.jsonl:6:1: record 5: the record is a JSON array, not an object; write {"title":…,"date":…,"text":…}`,
		`crawl/news.jsonl:7: record 6: the field "text" is empty; give the article's text as a string`,
	})
}

func TestOneJSONDocument(t *testing.T) {
	pages, errs := readAll("a.json", []byte("[\n {\"text\":\"One.\"},\n {\"body\":[\"Two\",\"Three\"]},\n {\"text\": }\n]"))
	if len(pages) != 2 || pages[1].Name != "a.json#2" || len(pages[1].Lines) != 2 {
		t.Errorf("pages %v", pages)
	}
	check(t, errs, []string{"a.json:4:11: record 3: broken JSON array: invalid character '}' looking for beginning of value; the records before this one were read; mend it, or write one record a line"})
	pages, errs = readAll("a.json", []byte("{\n \"title\": \"T\",\n \"html\": \"<p>A treaty was signed.</p>\"\n}\n"))
	if len(errs) != 0 || len(pages) != 1 || pages[0].Lines[0].Text != "A treaty was signed." || pages[0].Said.Title != "T" {
		t.Errorf("%v %v", pages, errs)
	}
}

func TestCSV(t *testing.T) {
	pages, errs := readAll("news.csv", []byte("url,date,title,text\n"+
		"https://example.org/a,1995-12-14,Peace in Paris,\"Three presidents signed the accord.\n\nThe siege of \"\"Sarajevo\"\" is over.\"\n"+
		"https://example.org/b,1995-12-15,No text,\n"+
		"https://example.org/c,1995-12-16,Short,Words.\n"))
	var got []string
	for _, p := range pages {
		got = append(got, fmt.Sprintf("%s|%s|%s|%d lines|%s=%s|%s", p.Name, p.Format, p.Said.Title, len(p.Lines), p.Said.PublishedField, p.Said.Published, p.Lines[len(p.Lines)-1].Text))
	}
	check(t, got, []string{
		`news.csv#1|csv|Peace in Paris|3 lines|column date=1995-12-14|The siege of "Sarajevo" is over.`,
		`news.csv#3|csv|Short|1 lines|column date=1995-12-16|Words.`,
	})
	check(t, errs, []string{`news.csv:5: record 2: the field "text" is empty; give the article's text as a string`})
	// A table without a text column, and prose with commas, are text.
	for _, raw := range []string{"a,b\n1,2\n", "He spoke of the text, the title, and the date, he said.\n"} {
		if pages, _ := readAll("x.txt", []byte(raw)); len(pages) != 1 || pages[0].Format != annals.FormatText {
			t.Errorf("%q: %v", raw, pages)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("title,text\nA,\"b\nc\"\n\"broken,x\n"))
	f.Fuzz(func(t *testing.T, raw []byte) { sound(t, "f.csv", raw) })
}

func TestIDsAreContentHashes(t *testing.T) {
	a, _ := readAll("a.txt", []byte("Words."))
	b, _ := readAll("b.txt", []byte("Words."))
	c, _ := readAll("a.txt", []byte("Other words."))
	if a[0].ID != b[0].ID || a[0].ID == c[0].ID || len(a[0].ID) != len("p-")+16 {
		t.Errorf("%s %s %s", a[0].ID, b[0].ID, c[0].ID)
	}
}

func check(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%d:\n got %s\nwant %s", i+1, g, w)
		}
	}
}

// sound is what must hold of anything that is read.
func sound(t *testing.T, name string, raw []byte) {
	for p, err := range page.Read(name, raw) {
		if err != nil {
			var re *page.RecordError
			if !errors.As(err, &re) || !strings.HasPrefix(re.File, name) || re.Reason == "" || re.Remedy == "" && !re.Passed {
				t.Fatalf("an error without place, reason or remedy: %#v", err)
			}
			continue
		}
		if !strings.HasPrefix(p.ID, "p-") || !strings.HasPrefix(p.Name, name) {
			t.Fatalf("page %q %q", p.ID, p.Name)
		}
		for i, l := range p.Lines {
			if l.Number != i+1 || !utf8.ValidString(l.Text) || strings.ContainsAny(l.Text, "\n\r") {
				t.Fatalf("line %d: %+v", i, l)
			}
		}
	}
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"text":"One.","date":"2024-01-01"}` + "\n" + `{"maintext":["a","b"]}` + "\n{"))
	f.Add([]byte(`[{"html":"<p>x"},{"text":1}]`))
	f.Fuzz(func(t *testing.T, raw []byte) { sound(t, "f.jsonl", raw) })
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<html><body><article><h1>T</h1><p>One two.<br><br>Three <a href=x>four</a></article><nav>n"))
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","articleBody":"x"}]}</script><table><tr><td>a<td>b</table>`))
	f.Fuzz(func(t *testing.T, raw []byte) { sound(t, "f.html", raw) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a\r\nb\xff\n"))
	f.Fuzz(func(t *testing.T, raw []byte) { sound(t, "f.txt", raw) })
}

func BenchmarkHTML(b *testing.B) {
	raw := []byte("<html><head><title>T</title></head><body><nav>" + strings.Repeat("<a href=/x>Section</a> ", 200) + "</nav><article><h1>Headline of the piece</h1>" +
		strings.Repeat("<p>The delegations met in the <em>old town hall</em> on Monday and signed the agreement on transit.</p>\n", 200) + "</article></body></html>")
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		readAll("b.html", raw)
	}
}

// TestHostileMarkup: markup that makes naive parsers quadratic is read in one pass.
// The work is bounded by what the test run allows, not by a clock.
func TestHostileMarkup(t *testing.T) {
	const n = 60000
	for _, c := range []struct{ name, raw string }{
		{"deep", strings.Repeat("<div>", n) + "text at the bottom"},
		{"open formatting", strings.Repeat("<b class=x><i><font size=1>", 500) + strings.Repeat("<p>word ", n)},
		{"stray ends", strings.Repeat("<span>", 300) + strings.Repeat("</p></td></b>", n)},
		{"tables in tables", strings.Repeat("<table><tr><td>", n/3)},
		{"more elements than a page has", strings.Repeat("<i>x</i>", 210000)},
		{"classes", "<div class=\"" + strings.Repeat("a-b ", n) + "\"><p>text</p></div>"},
		{"lists", strings.Repeat("<li>item <ul>", n)},
		{"paragraphs", strings.Repeat("<p>The delegations met again on Monday and agreed on nothing at all.</p>", 100000)},
		{"headings", strings.Repeat("<h2>The delegations met again</h2><p>They agreed on nothing at all, and said so in a statement.</p>", n)},
		{"breaks in one cell", "<table><tr><td>" + strings.Repeat("They agreed on nothing at all, and said so.<br>", n) + "</table>"},
		{"writers in writers", strings.Repeat("<div class=author>", n) + strings.Repeat("word ", n)},
		{"a title without end", "<title>" + strings.Repeat("word ", n) + "</title>" + strings.Repeat("<h2>word word word</h2>", 20000)},
		{"three of a kind on every level", strings.Repeat("<div><div>a</div><div>b</div>", 20000)},
		{"rows within rows", strings.Repeat("<table><tr><td>x</td><td>", 20000)},
	} {
		pages, errs := readAll("h.html", []byte("<html>"+c.raw))
		if len(errs) != 0 || len(pages) != 1 {
			t.Errorf("%s: %v", c.name, errs)
		}
		if notes := strings.Join(pages[0].Notes, "|"); strings.Contains(notes, "more than 400000 elements") != (c.name == "more elements than a page has") {
			t.Errorf("%s: notes %q", c.name, notes)
		}
	}
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"paragraphs left open", "<p>One<p>Two <b>bold</b> word<ul><li>Three<li>Four</ul>", "p One|p Two bold word|li Three|li Four"},
		{"line breaks", "<div>A sentence ends here.<br>Another begins, then<br>goes on.<br><br>Third</div>", "div A sentence ends here.|div Another begins, then goes on.|div Third"},
		{"preformatted text", "<pre>One line\nand its end\n \nNext paragraph</pre>", "pre One line and its end|pre Next paragraph"},
		{"a table, row by row", "<table><tr><th>State<th>Votes<tr><td>Panama<td>1</table>", "td State Votes|td Panama 1"},
		{"quotes and captions", "<blockquote><p>Said.</p></blockquote><figure><figcaption>Shown</figcaption></figure>", "blockquote Said.|figcaption Shown"},
		{"what is not shown", "<p>Seen</p><script>var x='<p>no</p>'</script><style>p{}</style><p hidden>no</p><p style='display: none'>no</p><noscript><p>no</p></noscript>", "p Seen"},
		{"entities and invisible signs", "<p>Caf&eacute; &amp; co\u00ad\u00adoperation&nbsp;talks\u200b</p>", "p Café & cooperation talks"},
		{"stray end tags", "</div><p>One</span></p></td><p>Two", "p One|p Two"},
	} {
		pages, errs := readAll("b.html", []byte(c.html))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var got []string
		for _, l := range pages[0].Lines {
			got = append(got, l.Markup+" "+l.Text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func TestCutOff(t *testing.T) {
	pages, errs := readAll("cut.html", []byte("<html><body><article><h1>Accord Reached</h1><p>Both sides signed on Monday after a night of talks in the palace.</p><p>The second parag"))
	if len(errs) != 0 || len(pages) != 1 || len(pages[0].Lines) != 3 || pages[0].Lines[2].Text != "The second parag" {
		t.Fatalf("%v %v", pages, errs)
	}
	if !bytes.Contains([]byte(strings.Join(pages[0].Notes, "")), []byte("cut off")) {
		t.Errorf("notes %q", pages[0].Notes)
	}
}
