package page_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"annals.example/annals/internal/page"
)

// outcomes reads an input from a plain stream and gives one line for each record.
func outcomes(name string, in io.Reader) (out []string) {
	for r, err := range page.Records(name, in) {
		if err == nil {
			p, fault := r.Page()
			if err = fault; err == nil {
				text := ""
				if len(p.Lines) > 0 {
					text = cut(p.Lines[0].Text, 40)
				}
				out = append(out, fmt.Sprintf("page %s: %s", p.Name, text))
				continue
			}
		}
		out = append(out, err.Error())
	}
	return out
}

func gzipped(parts ...string) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		io.WriteString(z, p)
		z.Close()
	}
	return b.Bytes()
}

// warcOf is one record of a WARC file.
func warcOf(kind, uri, media, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-02-06T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, media, len(body), body)
}

func responseOf(uri, head, body string) string {
	return warcOf("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+head+"\r\n\r\n"+body)
}

const html = "Content-Type: text/html"

// lengthOf gives a record another Content-Length.
func lengthOf(record, length string) string {
	return reLength.ReplaceAllString(record, "Content-Length: "+length)
}

var reLength = regexp.MustCompile(`Content-Length: \d+`)

// What is wrong with a record costs that record; those around it are read.
func TestBrokenWARC(t *testing.T) {
	one := responseOf("http://a.example/1", html, "<p>The first page.</p>")
	two := responseOf("http://a.example/2", html, "<p>The second page.</p>")
	three := responseOf("http://a.example/3", html, "<p>The third page.</p>")
	damaged := gzipped(one, two, three)
	second := len(gzipped(one)) + 30
	damaged[second] ^= 0xff
	for _, c := range []struct {
		name string
		raw  string
		want []string
	}{
		{"a length too large", one + lengthOf(two, "976") + three, []string{
			"page w#1: The first page.",
			"w: record 2: http://a.example/2: its Content-Length is 976, but another record begins after 67 bytes; fetch the file again; the other records were read",
			"page w#3: The third page."}},
		{"a length too small", one + lengthOf(two, "50") + three, []string{
			"page w#1: The first page.", "page w#2: The",
			"w: record 3: no WARC record begins here; what belongs to no record is passed over; fetch the file again; the other records were read",
			"page w#4: The third page."}},
		{"no length", one + lengthOf(two, "many") + three, []string{
			"page w#1: The first page.",
			`w: record 2: its Content-Length "many" is no number of bytes; what belongs to no record is passed over; fetch the file again; the other records were read`,
			"page w#3: The third page."}},
		{"cut off", one + two[:len(two)-30], []string{
			"page w#1: The first page.",
			"w: record 2: http://a.example/2: the file is cut off within this record; fetch the file again; the other records were read"}},
		{"rubbish before and between", "WARC/ rubbish\r\n\r\n" + one + strings.Repeat("x", 200_000) + two, []string{
			`w: record 1: its Content-Length "" is no number of bytes`, "", "page w#2: The first page.",
			"w: record 3: no WARC record begins here; what belongs to no record is passed over; fetch the file again; the other records were read",
			"page w#4: The second page."}},
		{"a damaged gzip member", string(damaged), []string{
			"page w#1: The first page.", "w: record 2: gzip member 2 is damaged", "page w#3: The third page."}},
		{"an endless head", one + strings.Replace(two, "WARC-Type", "X: y\r\n"+strings.Repeat("Y: z\r\n", 5000)+"WARC-Type", 1) + three, []string{
			"page w#1: The first page.", "w: record 2: its head has no end within 262144 bytes and 2000 lines; ", "page w#3: The third page."}},
		{"an endless HTTP head", responseOf("http://a.example/1", strings.Repeat("Set-Cookie: a=b\r\n", 3000), "<p>x") + three, []string{
			"w: record 1: http://a.example/1: the HTTP response: its head has no end within 262144 bytes and 2000 lines; leave it out", "page w#2: The third page."}},
		{"a response that is none", warcOf("response", "http://a.example/1", "application/http", "<p>no head</p>\r\n\r\n") + three, []string{
			"w: record 1: http://a.example/1: no HTTP response: it begins with \"<p>no head</p>\"; leave it out", "page w#2: The third page."}},
		{"a body that breaks off in its chunks", responseOf("http://a.example/1", html+"\r\nTransfer-Encoding: chunked", "8\r\n<p>Half \r\n40\r\na page") + three, []string{
			"page w#1: Half a page", "page w#2: The third page."}},
		{"a body unpacked already", responseOf("http://a.example/1", html+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br", "<html><p>As it is.") + three, []string{
			"page w#1: As it is.", "page w#2: The third page."}},
		{"a body that cannot be unpacked", responseOf("http://a.example/1", html+"\r\nContent-Encoding: br", "\xff\xff\xff") + three, []string{
			"w: record 1: http://a.example/1: the body cannot be unpacked: ", "page w#2: The third page."}},
	} {
		got := outcomes("w", strings.NewReader(c.raw))
		want := c.want[:0:0]
		for _, w := range c.want {
			if w != "" {
				want = append(want, w)
			}
		}
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
				break
			}
		}
	}
}

// endless gives its text over and over, up to n bytes, without holding them.
type endless struct {
	text string
	at   int
	n    int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && int64(n) < e.n {
		k := copy(p[n:], e.text[e.at:])
		n, e.at = n+k, (e.at+k)%len(e.text)
	}
	n = int(min(int64(n), e.n))
	e.n -= int64(n)
	return n, nil
}

// bomb packs n bytes of a text with gzip.
func bomb(t *testing.T, text string, n int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(z, &endless{text: text, n: n}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

var large = flag.Bool("large", false, "feed the hostile inputs a gigabyte each")

// TestHostileInputs: what shall fill a disk or a memory is refused with its
// reason, and what is beside it is read. How much is read, and how much memory
// is held, is measured; time follows from that.
func TestHostileInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("packs and unpacks hundreds of megabytes")
	}
	gigabyte := int64(160 << 20)
	if *large {
		gigabyte = 1 << 30
	}
	zeros := bomb(t, strings.Repeat("\x00", 4096), gigabyte)
	spaces := bomb(t, strings.Repeat(" ", 4096), gigabyte)
	nested := bomb(t, "<div><p>", gigabyte)
	good := "<html><body><p>The good page.</p></body></html>"

	var z bytes.Buffer
	w := zip.NewWriter(&z)
	put := func(name string, raw []byte) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		f.Write(raw)
	}
	put("../../etc/passwd", []byte(good))
	put("/etc/passwd", []byte(good))
	put(`C:\windows\a.html`, []byte(good))
	put("a\x00b.html", []byte(good))
	put(strings.Repeat("n", 3000)+".html", []byte(good))
	put("bomb.html.gz", nested)
	put("bomb.warc.gz", bomb(t, "WARC/1.0\r\nWARC-Type: resource\r\n", gigabyte))
	put("good.html", []byte(good))
	w.Close()

	var packed bytes.Buffer
	tw := tar.NewWriter(&packed)
	for _, f := range []struct {
		name string
		raw  []byte
	}{{"../out.html", []byte(good)}, {"zeros.html.gz", zeros}, {"good.html", []byte(good)}} {
		tw.WriteHeader(&tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.raw))})
		tw.Write(f.raw)
	}
	tw.Close()

	matryoshka := []byte(good)
	for range 6 {
		matryoshka = gzipped(string(matryoshka))
	}
	item := `<item><title>T</title><description>&lol;</description></item>`
	for _, c := range []struct {
		name string
		in   io.Reader
		want []string // the beginnings of what comes out
	}{
		{"zeros.gz", bytes.NewReader(zeros), []string{"zeros.gz: the file is binary data, not a page"}},
		{"spaces.txt.gz", bytes.NewReader(spaces), []string{"spaces.txt.gz: the page has more than 33554432 bytes"}},
		{"nested.html.gz", bytes.NewReader(nested), []string{"nested.html.gz: the page has more than 33554432 bytes"}},
		{"spaces.jsonl.gz", bytes.NewReader(bomb(t, `{"text":"`+strings.Repeat(" ", 4096), gigabyte)), []string{"spaces.jsonl.gz: it unpacks to more than 250 times its size"}},
		{"bad.zip", bytes.NewReader(z.Bytes()), []string{
			"bad.zip/../../etc/passwd: its name leads out of the archive", "bad.zip/etc/passwd: its name leads out", "bad.zip/C:/windows/a.html: its name leads out", "bad.zip/a_b.html: its name leads out", "bad.zip/nnnn",
			"bad.zip/bomb.html.gz: the page has more than 33554432 bytes", "bad.zip/bomb.warc.gz: record 1: its head", "bad.zip/bomb.warc.gz: record 102: 100 records in a row are broken", "page bad.zip/good.html: The good page."}},
		{"bad.tar", bytes.NewReader(packed.Bytes()), []string{"bad.tar/../out.html: its name leads out", "bad.tar/zeros.html.gz: the file is binary data", "page bad.tar/good.html: The good page."}},
		{"six.html.gz", bytes.NewReader(matryoshka), []string{"six.html.gz: it is packed more than 4 times over"}},
		{"line.jsonl", &endless{text: "x", n: gigabyte}, []string{"line.jsonl:1: record 1: the record has "}},
		{"array.json", io.MultiReader(strings.NewReader(`[{"text":"One."},{"text":"`), &endless{text: "x", n: gigabyte}), []string{"page array.json#1: One.", "array.json: record 2: broken JSON array: the record has more than"}},
		{"quote.csv", io.MultiReader(strings.NewReader("title,text\nA,One.\nB,\""), &endless{text: "x\n", n: gigabyte}), []string{"page quote.csv#1: One.", "quote.csv: record 2: the record has more than"}},
		{"fields.jsonl", io.MultiReader(strings.NewReader(`{"text":"x"`), &endless{text: `,"a":1`, n: 6_000_000}, strings.NewReader("}")), []string{"fields.jsonl:1: record 1: the record has more than 300000 fields"}},
		{"lines.txt", &endless{text: "a\n", n: 1 << 20}, []string{"lines.txt:200001: the page has more than 200000 lines"}},
		{"entities.rss", strings.NewReader(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "` + strings.Repeat("lol", 1000) + `"><!ENTITY l2 "&lol;&lol;&lol;&lol;">]><rss version="2.0"><channel>` + strings.Repeat(item, 3) + `</channel></rss>`), []string{"page entities.rss#1: T", "page entities.rss#2: T", "page entities.rss#3: T"}},
		{"deep.rss", strings.NewReader("<rss><channel>" + strings.Repeat("<a>", 1_000_000)), []string{"deep.rss: the feed is beyond all measure: its elements lie more than 300 deep"}},
		{"many.rss", strings.NewReader("<rss><channel>" + strings.Repeat("<item/>", 300_000)), []string{"many.rss: the feed is beyond all measure: it has more than 50000 items"}},
		{"tag.rss", strings.NewReader("<rss><channel><item " + strings.Repeat("a='b' ", 100_000) + "></item>"), []string{"tag.rss: the feed is beyond all measure: it has a tag of more than"}},
		{"tag.xml", io.MultiReader(strings.NewReader("<urlset><url><loc>http://a.example/</loc></url><url "), &endless{text: "a='b' ", n: gigabyte}), []string{"tag.xml: record 1: http://a.example/: the sitemap names a page", "tag.xml: record 2: the sitemap cannot be read on: "}},
		{"long.mbox", io.MultiReader(strings.NewReader("From a@b.example Mon Jan 29 12:30:00 1973\nSubject: x\n\n"), &endless{text: "words\n", n: gigabyte}, strings.NewReader("\n\nFrom a@b.example Mon Jan 29 12:30:00 1973\nSubject: y\n\nGood.\n")), []string{"long.mbox: record 1: the message has ", "page long.mbox#2: Good."}},
		{"big.warc", io.MultiReader(strings.NewReader(fmt.Sprintf("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n", gigabyte)), &endless{text: "<p>words", n: gigabyte}, strings.NewReader("\r\n\r\n"+responseOf("http://a.example/2", html, good))),
			[]string{"big.warc: record 1: http://a.example/: the page has more than 33554432 bytes", "page big.warc#2: The good page."}},
		{"body.warc", strings.NewReader(responseOf("http://a.example/1", html+"\r\nContent-Encoding: gzip", string(nested)) + responseOf("http://a.example/2", html, good)),
			[]string{"body.warc: record 1: http://a.example/1: the body unpacks to more than 33554432 bytes", "page body.warc#2: The good page."}},
	} {
		peak := watchHeap()
		got := outcomes(c.name, c.in)
		if held := peak(); held > 300<<20 {
			t.Errorf("%s: %d MB held at once", c.name, held>>20)
		}
		got = slices.CompactFunc(got, func(a, b string) bool {
			const same = "its head has no end"
			return strings.Contains(a, same) && strings.Contains(b, same)
		})
		ok := len(got) == len(c.want)
		for i := range c.want {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		for _, g := range got {
			ok = ok && len(g) < 3000 && !strings.ContainsAny(g, "\x00\n")
		}
		if !ok {
			t.Errorf("%s: %d outcomes\n got %s\nwant %s", c.name, len(got), cut(strings.Join(got, "\n     "), 3000), strings.Join(c.want, "\n     "))
		}
	}
}

// watchHeap says, once it is called, how many bytes the heap held at most since.
func watchHeap() func() uint64 {
	runtime.GC()
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-stop:
				done <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(stop); return <-done }
}

// What holds of any input, however it is packed: each outcome is a page that is
// sound or an error with a place and a reason, cutting ends, and reading the
// same again, in pieces of another size, gives the same.
func soundInput(t *testing.T, name string, raw []byte) {
	sound(t, name, raw)
	first := outcomes(name, bytes.NewReader(raw))
	if again := outcomes(name, iotest.OneByteReader(bytes.NewReader(raw))); !slices.Equal(first, again) && !bytes.HasPrefix(raw, []byte("PK")) {
		t.Fatalf("read byte by byte it gives\n%q\nand at once\n%q", again, first)
	}
}

func seeds(f *testing.F, patterns ...string) {
	for _, p := range patterns {
		files, err := filepath.Glob("testdata/writers/" + p)
		if err != nil || len(files) == 0 {
			f.Fatal(p, err)
		}
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(responseOf("http://a.example/1", html, "<p>One.") + warcOf("request", "http://a.example/1", "application/http", "GET / HTTP/1.1\r\n\r\n") + "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\nx"))
	seeds(f, "*.warc.*")
	f.Fuzz(func(t *testing.T, raw []byte) { soundInput(t, "f.warc", raw) })
}

func FuzzHTTP(f *testing.F) {
	f.Add("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\n0\r\n\r\n")
	f.Add("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, br\r\n\r\n" + string(gzipped("<p>x")))
	f.Add("HTTP/2 301\r\nLocation: /\r\n\r\n")
	f.Fuzz(func(t *testing.T, message string) {
		got := outcomes("f.warc", strings.NewReader(warcOf("response", "http://a.example/1", "application/http", message)+responseOf("http://a.example/2", html, "<p>Behind it.")))
		// Whatever the first record holds, it is one outcome, or as many as its
		// feed has items, and the record behind it is read.
		if len(got) < 2 || !strings.HasSuffix(got[len(got)-1], ": Behind it.") {
			t.Fatalf("%q", got)
		}
	})
}

func FuzzFeed(f *testing.F) {
	seeds(f, "*.rss", "*.atom", "feed-npm.json", "sitemap*")
	f.Fuzz(func(t *testing.T, raw []byte) { soundInput(t, "f.xml", raw) })
}

func FuzzArchive(f *testing.F) {
	seeds(f, "*.zip", "*.tar.gz")
	f.Fuzz(func(t *testing.T, raw []byte) { soundInput(t, "f.zip", raw) })
}

func FuzzMail(f *testing.F) {
	seeds(f, "*.eml", "*.mbox")
	f.Fuzz(func(t *testing.T, raw []byte) { soundInput(t, "f.eml", raw) })
}
