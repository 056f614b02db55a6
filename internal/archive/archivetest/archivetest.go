// Package archivetest answers: does a store keep what it is given? Run runs
// the conformance suite of package archive on any implementation.
package archivetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

// Run runs every test of the suite. open gives an empty archive each time.
func Run(t *testing.T, open func(t *testing.T) archive.Archive) {
	for _, c := range []struct {
		name string
		test func(*testing.T, archive.Archive)
	}{
		{"an empty archive is whole", testEmpty},
		{"a page comes back with its ledger and its articles", testPage},
		{"the same page under a second name is one page", testNames},
		{"a page of another reader's version is replaced", testReplace},
		{"refusals of an input replace those it had", testRefusals},
		{"an input read in parts goes on where it stood", testPartial},
		{"entries come back sorted, with the printings of their group", testEntries},
		{"events tell which reports they join", testEvents},
		{"records are found by the beginning of their id", testFind},
		{"a batch that fails leaves nothing behind", testAtomic},
		{"the order of putting does not matter", testOrder},
		{"any writing unsettles", testSettle},
		{"what is watched is remembered, with what was fetched", testVisits},
		{"check finds what does not hold", testCheck},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t)
			defer a.Close()
			c.test(t, a)
		})
	}
}

// Page makes a page with one article printed as often as copies says, its
// lines headline, blank, body lines and a crumb of a widget.
func Page(name, title string, body ...string) archive.Page {
	text := strings.Join(body, "\n\n")
	id := hash("a-", title+"\n"+text)
	p := archive.Page{Reader: "1", Notes: []string{"noted on " + title}}
	p.Name, p.Format, p.Page.Notes = name, annals.FormatText, []string{"a note"}
	add := func(kind annals.LineKind, text, article string) {
		p.Lines = append(p.Lines, annals.Line{Number: len(p.Lines) + 1, Kind: kind, Text: text, ArticleID: article, Why: "a sign"})
		p.Size += len(text) + 1
	}
	add(annals.LineHeadline, title, id)
	for _, b := range body {
		add(annals.LineBlank, "", "")
		add(annals.LineBody, b+" ", id) // printed with a blank at its end
	}
	add(annals.LineResidue, "TT", "")
	p.ID = hash("p-", title+text)
	p.Articles = []annals.Article{{ID: id, Title: title, Text: text, Captions: []string{"A caption of " + title},
		Copies: []annals.Copy{{PageID: p.ID, Page: name, FirstLine: 1, LastLine: len(p.Lines) - 1}}}}
	return p
}

func hash(prefix, s string) string {
	h := sha256.Sum256([]byte(s))
	return prefix + hex.EncodeToString(h[:8])
}

// Entry makes an entry with one report, one statement and one figure, all over
// the first word of the text.
func Entry(a annals.Article, published string) archive.Entry {
	word, _, _ := strings.Cut(a.Text, " ")
	at := annals.Evidence{ArticleID: a.ID, End: len(word), Text: word}
	a.Published = annals.Date{Start: published, Precision: annals.PrecisionDay, Basis: "the suite says so"}
	if published == "" {
		a.Published = annals.Date{}
	}
	return archive.Entry{Article: a, Sentences: 2, Key: "k1",
		Reports: []annals.Report{{ID: hash("r-", a.ID), ArticleID: a.ID, Type: "CONSULT", CAMEO: "040", Trigger: at, Sentence: at,
			Actors: []annals.Actor{{Code: "FRA", Sectors: []string{"GOV"}}}, Confidence: 0.5, Why: []string{"a step"}}},
		Statements: []annals.Statement{{ID: hash("s-", a.ID), ArticleID: a.ID, Kind: "direct", Content: word, Evidence: at, ContentAt: at}},
		Figures:    []annals.Figure{{ID: hash("f-", a.ID), ArticleID: a.ID, Value: 7, Bound: "exact", Evidence: at}},
	}
}

func put(t *testing.T, a archive.Archive, pages ...archive.Page) {
	t.Helper()
	b := archive.Batch{Pages: pages}
	for _, p := range pages {
		b.Inputs = append(b.Inputs, archive.Input{Name: p.Name, Hash: p.ID, Size: int64(p.Size), Records: 1, Pages: 1, Reader: "1"})
	}
	if err := a.Put(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

// lead makes every article its own leader and codes it.
func lead(t *testing.T, a archive.Archive, dates map[string]string) {
	t.Helper()
	ctx := context.Background()
	var members []archive.Member
	var entries []archive.Entry
	for art, err := range a.Articles(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, archive.Member{ID: art.ID, Leader: art.ID})
		entries = append(entries, Entry(art, dates[art.Title]))
	}
	if err := errors.Join(a.SetGroups(ctx, members), a.PutEntries(ctx, entries)); err != nil {
		t.Fatal(err)
	}
}

func problems(t *testing.T, a archive.Archive) []archive.Problem {
	t.Helper()
	var out []archive.Problem
	if _, err := archive.Check(context.Background(), a, func(p archive.Problem) { out = append(out, p) }); err != nil {
		t.Fatal(err)
	}
	return out
}

func testEmpty(t *testing.T, a archive.Archive) {
	if p := problems(t, a); p != nil {
		t.Errorf("problems in an empty archive: %v", p)
	}
	s, err := a.Stats(context.Background())
	if err != nil || s != (archive.Stats{}) {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	if _, err := a.Entry(context.Background(), "a-0"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("Entry of nothing: %v", err)
	}
}

func testPage(t *testing.T, a archive.Archive) {
	want := Page("one.txt", "Talks begin", "Envoys met in Cairo.", "They will meet again.")
	put(t, a, want)
	for got, err := range a.Pages(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		w := want
		w.Articles = slices.Clone(want.Articles)
		w.Articles[0].Text = "" // Pages gives articles without their words
		if !reflect.DeepEqual(got, w) {
			t.Errorf("the page came back changed:\n got %+v\nwant %+v", got, w)
		}
	}
	art, err := a.Article(context.Background(), want.Articles[0].ID)
	if err != nil || !reflect.DeepEqual(art, want.Articles[0]) {
		t.Errorf("Article = %+v, %v\nwant %+v", art, err, want.Articles[0])
	}
	in, err := a.Input(context.Background(), archive.Input{Name: "one.txt", Hash: want.ID, Reader: "1"})
	if err != nil || in.Pages != 1 || in.Size != int64(want.Size) || in.Partial {
		t.Errorf("Input = %+v, %v", in, err)
	}
	for _, in := range []archive.Input{{Name: "one.txt", Hash: want.ID, Reader: "2"}, {Name: "one.txt", Hash: "other", Reader: "1"}, {Name: "two.txt", Hash: want.ID, Reader: "1"}} {
		if got, err := a.Input(context.Background(), in); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("Input(%+v) = %+v, %v", in, got, err)
		}
	}
}

func testNames(t *testing.T, a archive.Archive) {
	p := Page("b.txt", "Talks begin", "Envoys met in Cairo.")
	q := Page("a.txt", "Talks begin", "Envoys met in Cairo.")
	put(t, a, p, q)
	s, err := a.Stats(context.Background())
	if err != nil || s.Pages != 1 || s.Printings != 1 || s.Inputs != 2 {
		t.Errorf("Stats = %+v, %v; want one page, one printing, two inputs", s, err)
	}
	art, err := a.Article(context.Background(), p.Articles[0].ID)
	if err != nil || len(art.Copies) != 1 || art.Copies[0].Page != "a.txt" {
		t.Errorf("the page should go by the name that sorts first: %+v, %v", art.Copies, err)
	}
}

func testReplace(t *testing.T, a archive.Archive) {
	old := Page("one.txt", "Talks begin", "Envoys met in Cairo.")
	put(t, a, old)
	now := Page("one.txt", "Talks begin", "Envoys met in Cairo.", "They will meet again.")
	now.ID, now.Reader = old.ID, "2"
	for i := range now.Articles[0].Copies {
		now.Articles[0].Copies[i].PageID = old.ID
	}
	put(t, a, now)
	lead(t, a, nil)
	s, err := a.Stats(context.Background())
	if err != nil || s.Pages != 1 || s.Articles != 1 || s.Lines != len(now.Lines) {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	if _, err := a.Article(context.Background(), old.Articles[0].ID); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("an article printed nowhere any more is still there: %v", err)
	}
	if p := problems(t, a); p != nil {
		t.Errorf("problems: %v", p)
	}
}

func testRefusals(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	in := archive.Input{Name: "x.jsonl", Hash: "1", Reader: "1", Records: 1, Refused: 1}
	first := archive.Refusal{Input: "x.jsonl", Item: "line 3", Fate: archive.Refused, Reason: "broken", Remedy: "mend it", Records: 1}
	other := archive.Refusal{Input: "a.bin", Fate: archive.Refused, Reason: "binary", Remedy: "leave it out"}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{in}, Refusals: []archive.Refusal{first, other}}); err != nil {
		t.Fatal(err)
	}
	got, err := a.Refusals(ctx)
	if err != nil || !slices.Equal(got, []archive.Refusal{other, first}) {
		t.Errorf("Refusals = %v, %v", got, err)
	}
	if s, err := a.Stats(ctx); err != nil || s.Refusals != 2 || s.Records != 1 {
		t.Errorf("Stats = %+v, %v", s, err)
	}
	in = archive.Input{Name: "x.jsonl", Hash: "2", Reader: "1"}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{in}, Cleared: []string{"a.bin"}}); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Refusals(ctx); err != nil || len(got) != 0 {
		t.Errorf("Refusals after mending = %v, %v", got, err)
	}
	if all, err := a.Inputs(ctx); err != nil || len(all) != 1 || all[0].Hash != "2" {
		t.Errorf("Inputs = %v, %v; want what was read last", all, err)
	}
}

// An input that is read in parts keeps the account of all of them, and goes on
// nowhere but where it stood.
func testPartial(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	told := func(n int) archive.Refusal {
		return archive.Refusal{Input: "c.warc", Item: fmt.Sprint("record ", n), Fate: archive.Passed, Reason: "a request", Records: 1}
	}
	part := archive.Input{Name: "c.warc", Hash: "1", Reader: "1", Records: 2, Passed: 2, Partial: true}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{part}, Refusals: []archive.Refusal{told(1), told(2)}}); err != nil {
		t.Fatal(err)
	}
	if p := problems(t, a); p != nil {
		t.Errorf("problems of a reading under way: %v", p)
	}
	gap := archive.Input{Name: "c.warc", Hash: "1", Reader: "1", Records: 4, Passed: 4, After: 3}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{gap}}); !errors.Is(err, archive.ErrGap) {
		t.Errorf("a batch behind a gap: %v", err)
	}
	end := archive.Input{Name: "c.warc", Hash: "1", Reader: "1", Records: 3, Passed: 3, After: 2}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{end}, Refusals: []archive.Refusal{told(3)}}); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Refusals(ctx); err != nil || len(got) != 3 {
		t.Errorf("Refusals = %v, %v", got, err)
	}
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{end}}); !errors.Is(err, archive.ErrGap) {
		t.Errorf("a batch behind the end: %v", err)
	}
	if p := problems(t, a); p != nil {
		t.Errorf("problems: %v", p)
	}
	lost := end
	lost.After, lost.Passed = 0, 2
	if err := a.Put(ctx, archive.Batch{Inputs: []archive.Input{lost}}); err != nil {
		t.Fatal(err)
	}
	if p := problems(t, a); len(p) != 2 {
		t.Errorf("a record that is told of nowhere: want two problems, got %v", p)
	}
}

func testEntries(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	early, late, copied := Page("1.txt", "Early", "One thing."), Page("2.txt", "Late", "Two things."), Page("3.txt", "Early again", "One thing!")
	put(t, a, late, copied, early)
	e, l, c := early.Articles[0], late.Articles[0], copied.Articles[0]
	if err := a.SetGroups(ctx, []archive.Member{{ID: e.ID, Leader: e.ID}, {ID: l.ID, Leader: l.ID}, {ID: c.ID, Leader: e.ID, How: "near"}}); err != nil {
		t.Fatal(err)
	}
	leaders, err := a.Leaders(ctx)
	if err != nil || len(leaders) != 2 || leaders[0].Key != "" || leaders[0].ID > leaders[1].ID {
		t.Errorf("Leaders = %v, %v", leaders, err)
	}
	if err := a.PutEntries(ctx, []archive.Entry{Entry(l, ""), Entry(e, "2001-02-03")}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for x, err := range a.Entries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, x.Article.Title)
		if x.Article.Title == "Early" {
			want := []annals.Copy{{PageID: early.ID, Page: "1.txt", FirstLine: 1, LastLine: 3}, {PageID: copied.ID, Page: "3.txt", FirstLine: 1, LastLine: 3, How: "near"}}
			if !slices.Equal(x.Article.Copies, want) {
				t.Errorf("copies = %+v, want %+v", x.Article.Copies, want)
			}
			w := Entry(e, "2001-02-03")
			w.Article.Copies = want
			if !reflect.DeepEqual(x, w) {
				t.Errorf("the entry came back changed:\n got %+v\nwant %+v", x, w)
			}
		}
	}
	if !slices.Equal(got, []string{"Early", "Late"}) {
		t.Errorf("order %v, want the unknown date last", got)
	}
	if x, err := a.Entry(ctx, c.ID); err != nil || x.Article.ID != e.ID {
		t.Errorf("the entry of a copy is its leader's: %v, %v", x.Article.ID, err)
	}
	members, err := a.Members(ctx)
	if want := []archive.Member{{ID: e.ID, Leader: e.ID}, {ID: c.ID, Leader: e.ID, How: "near"}}; err != nil || !slices.Equal(members, want) {
		t.Errorf("Members = %v, %v, want the group of two alone", members, err)
	}
	if text, err := a.Text(ctx, c.ID); err != nil || text != c.Text {
		t.Errorf("Text = %q, %v", text, err)
	}
	leaders, _ = a.Leaders(ctx)
	if leaders[0].Key != "k1" {
		t.Errorf("Leaders after coding = %v", leaders)
	}
	if p := problems(t, a); p != nil {
		t.Errorf("problems: %v", p)
	}
}

func testEvents(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	put(t, a, Page("1.txt", "One", "First words."), Page("2.txt", "Two", "Second words."))
	lead(t, a, nil)
	var reports []string
	for e := range a.Entries(ctx) {
		reports = append(reports, e.Reports[0].ID)
	}
	slices.Sort(reports)
	want := annals.Event{ID: "e-1", Reports: reports, Rule: "the suite's"}
	for range 2 { // setting them again changes nothing
		if err := a.SetEvents(ctx, []annals.Event{want}); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for ev, err := range a.Events(ctx) {
		n++
		if err != nil || !reflect.DeepEqual(ev, want) {
			t.Errorf("event = %+v, %v", ev, err)
		}
	}
	if n != 1 {
		t.Errorf("%d events", n)
	}
	for e := range a.Entries(ctx) {
		if e.Reports[0].EventID != "e-1" {
			t.Errorf("report of %s tells of %q", e.Article.Title, e.Reports[0].EventID)
		}
		if e.Sources["e-1"] != 2 {
			t.Errorf("the event has %d sources", e.Sources["e-1"])
		}
	}
	if err := a.SetEvents(ctx, []annals.Event{{ID: "e-2", Reports: []string{"r-nowhere"}}}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("an event of an unknown report: %v", err)
	}
	if p := problems(t, a); p != nil {
		t.Errorf("problems: %v", p)
	}
}

func testFind(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	put(t, a, Page("1.txt", "One", "First words."), Page("2.txt", "Two", "Second words."))
	lead(t, a, nil)
	for e := range a.Entries(ctx) {
		id := e.Reports[0].ID
		for _, given := range []string{id, id[:8]} {
			r, err := a.Find(ctx, given)
			if err != nil || r.ID != id || r.Kind != archive.KindReport || r.ArticleID != e.Article.ID {
				t.Errorf("Find(%s) = %+v, %v", given, r, err)
			}
		}
	}
	for _, id := range []string{"", "r", "r-", "r-%", "x-12345678", "a-", "zz"} {
		if r, err := a.Find(ctx, id); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("Find(%q) = %+v, %v; want none or too many", id, r, err)
		}
	}
}

func testAtomic(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	put(t, a, Page("1.txt", "One", "First words."))
	before := dump(t, a)
	ctx2, cancel := context.WithCancel(ctx)
	cancel()
	if err := a.Put(ctx2, archive.Batch{Pages: []archive.Page{Page("2.txt", "Two", "Second words.")}}); err == nil {
		t.Error("Put with a cancelled context did not fail")
	}
	// The second entry is of no article: the first must not stay either.
	for art := range a.Articles(ctx) {
		bad := Entry(annals.Article{ID: "a-none", Text: "no"}, "")
		if err := a.PutEntries(ctx, []archive.Entry{Entry(art, ""), bad}); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("PutEntries of an unknown article: %v", err)
		}
	}
	if after := dump(t, a); after != before {
		t.Errorf("a failed batch changed the archive:\n%s\nbefore\n%s", after, before)
	}
}

func testOrder(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	var pages []archive.Page
	for i := range 6 {
		p := Page(fmt.Sprintf("%d.txt", i), fmt.Sprintf("Story %d", i%4), "Some words.", fmt.Sprintf("More words %d.", i%4))
		p.Articles[0].Captions = []string{fmt.Sprint("caption ", i)}
		p.ID = hash("p-", fmt.Sprint(i))
		p.Articles[0].Copies[0].PageID = p.ID
		if i == 5 {
			p.Articles[0].Published = annals.Date{Start: "2001", Precision: annals.PrecisionYear, Basis: "b"}
		}
		if i == 1 {
			p.Articles[0].Published = annals.Date{Start: "2001-05-06", Precision: annals.PrecisionDay, Basis: "a"}
		}
		pages = append(pages, p)
	}
	put(t, a, pages...)
	first := dump(t, a)
	slices.Reverse(pages)
	for i := range pages {
		pages[i].Reader = "2" // so that they are put again, in the other order
	}
	put(t, a, pages...)
	if second := strings.ReplaceAll(dump(t, a), `"Reader":"2"`, `"Reader":"1"`); second != first {
		t.Errorf("another order gave\n%s\nnot\n%s", second, first)
	}
	merged, err := a.Article(ctx, pages[0].Articles[0].ID) // story 1, of pages 1 and 5
	if err != nil || merged.Published.Start != "2001-05-06" || !slices.Equal(merged.Captions, []string{"caption 1", "caption 5"}) {
		t.Errorf("merged = %+v, %v", merged, err)
	}
}

// dump writes pages and articles as JSON, for comparison.
func dump(t *testing.T, a archive.Archive) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	for p, err := range a.Pages(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		enc.Encode(p)
	}
	for art, err := range a.Articles(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		enc.Encode(art)
	}
	for e, err := range a.Entries(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		enc.Encode(e)
	}
	return b.String()
}

func testSettle(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	settled := func() string {
		s, err := a.Settled(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	page := Page("1.txt", "One", "First words.")
	for name, write := range map[string]func() error{
		"Put":        func() error { return a.Put(ctx, archive.Batch{Pages: []archive.Page{page}}) },
		"SetGroups":  func() error { return a.SetGroups(ctx, nil) },
		"SetEvents":  func() error { return a.SetEvents(ctx, nil) },
		"PutEntries": func() error { return a.PutEntries(ctx, nil) },
	} {
		if err := a.Settle(ctx, "v1"); err != nil {
			t.Fatal(err)
		}
		if settled() != "v1" {
			t.Fatal("Settle did not settle")
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if s := settled(); s != "" {
			t.Errorf("still settled as %q after %s", s, name)
		}
	}
}

func testVisits(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	if err := a.Settle(ctx, "v1"); err != nil {
		t.Fatal(err)
	}
	feed := archive.Visit{URL: "https://a.example/feed", Address: "https://a.example/feed", Kind: archive.VisitFeed, ETag: `"1"`, At: "2021-03-04T05:06:07Z"}
	later := archive.Visit{URL: "https://a.example/2", Kind: archive.VisitPage, Feed: feed.URL, Next: "2021-03-05T00:00:00Z", Fails: 1, Outcome: "it did not answer"}
	done := archive.Visit{URL: "https://a.example/1", Kind: archive.VisitPage, Feed: feed.URL, Said: "Thu, 4 Mar 2021", Hash: "x"}
	file := archive.Fetched{Name: "watch/1.warc", Raw: []byte("WARC/1.0\r\n")}
	if err := a.PutVisits(ctx, []archive.Visit{feed, later, done}, &file); err != nil {
		t.Fatal(err)
	}
	if v, err := a.Visit(ctx, done.URL); err != nil || v != done {
		t.Errorf("Visit = %+v, %v", v, err)
	}
	if _, err := a.Visit(ctx, "https://b.example/"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("an address that was never visited: %v", err)
	}
	for due, want := range map[string][]archive.Visit{"": {done, later}, "2021-03-04T23:59:59Z": nil, "2021-03-05T00:00:00Z": {later}} {
		if got, err := a.Visits(ctx, archive.VisitPage, due); err != nil || !slices.Equal(got, want) {
			t.Errorf("Visits due %q = %+v, %v", due, got, err)
		}
	}
	later.Next = ""
	if err := a.PutVisits(ctx, []archive.Visit{later}, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Visits(ctx, archive.VisitPage, "~"); err != nil || len(got) != 0 {
		t.Errorf("Visits after all was done = %+v, %v", got, err)
	}
	names, err := a.Fetched(ctx)
	if err != nil || !slices.Equal(names, []string{file.Name}) {
		t.Errorf("Fetched = %v, %v", names, err)
	}
	if raw, err := a.OpenFetched(ctx, file.Name); err != nil || string(raw) != string(file.Raw) {
		t.Errorf("OpenFetched = %q, %v", raw, err)
	}
	if err := a.ClearFetched(ctx, file.Name); err != nil {
		t.Fatal(err)
	}
	if _, err := a.OpenFetched(ctx, file.Name); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("what was cleared: %v", err)
	}
	if v, err := a.Settled(ctx); err != nil || v != "v1" {
		t.Errorf("visits unsettle: %q, %v", v, err)
	}
}

func testCheck(t *testing.T, a archive.Archive) {
	ctx := context.Background()
	put(t, a, Page("1.txt", "One", "First words."))
	lead(t, a, nil)
	for art := range a.Articles(ctx) {
		e := Entry(art, "")
		e.Reports[0].Sentence.Text = "other"
		e.Statements[0].Evidence.End = 1000
		e.Figures[0].ArticleID = "a-elsewhere"
		if err := a.PutEntries(ctx, []archive.Entry{e}); err != nil {
			t.Fatal(err)
		}
	}
	if p := problems(t, a); len(p) != 3 {
		t.Errorf("want three problems, got %v", p)
	}
}
