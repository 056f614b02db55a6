package event_test

import (
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"

	"pgregory.net/rapid"
)

func told(id, article, typ, actor, recipient, day string, marks ...annals.Mark) annals.Report {
	r := annals.Report{ID: id, ArticleID: article, Type: typ, Marks: marks}
	r.Actors = []annals.Actor{{Code: actor}}
	r.Recipient = []annals.Actor{{Code: recipient}}
	if day != "" {
		r.When = annals.Date{Start: day, Precision: annals.PrecisionDay}
	}
	return r
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name    string
		reports []annals.Report
		events  int
	}{
		{"two articles tell of one day's attack", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", "2022-02-24"), told("r2", "b", "ASSAULT", "RUS", "UKR", "2022-02-24")}, 1},
		{"another day", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", "2022-02-24"), told("r2", "b", "ASSAULT", "RUS", "UKR", "2022-02-25")}, 2},
		{"another type", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", "2022-02-24"), told("r2", "b", "COERCE", "RUS", "UKR", "2022-02-24")}, 2},
		{"the other way round", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", "2022-02-24"), told("r2", "b", "ASSAULT", "UKR", "RUS", "2022-02-24")}, 2},
		{"a denial is not the deed", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", "2022-02-24"), told("r2", "b", "ASSAULT", "RUS", "UKR", "2022-02-24", annals.MarkNegation)}, 2},
		{"without a date articles stay apart", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", ""), told("r2", "b", "ASSAULT", "RUS", "UKR", "")}, 2},
		{"without a date one article tells of one event", []annals.Report{
			told("r1", "a", "ASSAULT", "RUS", "UKR", ""), told("r2", "a", "ASSAULT", "RUS", "UKR", "")}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := event.Join(c.reports)
			if len(got) != c.events {
				t.Errorf("%d events, want %d: %+v", len(got), c.events, got)
			}
		})
	}
}

// Every report belongs to exactly one event, whatever the order of the reports.
func TestJoinReconciles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		var reports []annals.Report
		for i := range n {
			pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
			reports = append(reports, told("r"+string(rune('a'+i)), pick("article", "a", "b"), pick("type", "AID", "ASSAULT"),
				pick("actor", "USA", "RUS"), pick("recipient", "UKR", "IRQ"), pick("day", "", "2022-02-24", "2022-02-25")))
		}
		turned := slices.Clone(reports)
		slices.Reverse(turned)
		a, b := event.Join(reports), event.Join(turned)
		if len(a) != len(b) {
			t.Fatalf("%d events, in the other order %d", len(a), len(b))
		}
		total := 0
		for i := range a {
			if a[i].ID != b[i].ID || !slices.Equal(a[i].Reports, b[i].Reports) {
				t.Fatalf("the order matters: %+v, %+v", a[i], b[i])
			}
			total += len(a[i].Reports)
			for _, id := range a[i].Reports {
				if j := slices.IndexFunc(reports, func(r annals.Report) bool { return r.ID == id }); reports[j].EventID != a[i].ID {
					t.Fatalf("report %s does not name its event", id)
				}
			}
		}
		if total != n {
			t.Fatalf("%d reports in, %d in events", n, total)
		}
	})
}

// TestRelation: the spans decide, not the sentence.
func TestRelation(t *testing.T) {
	model, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	reader, cb := model.NewReader(), smallBook(t)
	for _, c := range []struct{ text, source, target, want string }{
		{"Syria attacked Turkey after Turkey armed the rebels.", "Syria", "Turkey", "ASSAULT"},
		{"Syria attacked Turkey after Iran met Qatar.", "Iran", "Qatar", "CONSULT"},
		{"Kenya accused Sudan of arming the rebels.", "Kenya", "Sudan", "ACCUSE"},
		{"Kenya accused Sudan of arming the rebels.", "Sudan", "rebels", "AID"},
		{"Peru will withdraw its troops from Chile.", "Peru", "Chile", "CONCEDE"},
		{"Gabon refused to meet Togo.", "Gabon", "Togo", "REJECT"},
		{"Nothing is known of Gabon and Togo.", "Gabon", "Togo", "ACCUSE"}, // it always answers
	} {
		sents := reader.Read(c.text)
		at := func(words string) []annals.Mention { return wordsOf(t, c.text, &sents[0], words) }
		in := event.Input{ArticleID: "a", Text: c.text, Sentences: sents, Codebook: cb}
		got, why := event.Relation(in, 0, at(c.source), at(c.target), "")
		if got != c.want || len(why) == 0 {
			t.Errorf("%s: %s to %s: got %s, want %s (%v)", c.text, c.source, c.target, got, c.want, why)
		}
		two, _ := event.Relation(in, 0, at(c.source), at(c.target), "binary")
		if want := map[bool]string{true: "cooperation", false: "conflict"}[codebook.Quad(c.want) <= 2]; two != want {
			t.Errorf("%s: binary %s, want %s", c.text, two, want)
		}
		if got, _ := event.Relation(in, 0, nil, nil, "plover15"); got == "" {
			t.Errorf("%s: no answer without spans", c.text)
		}
	}
}

// Whatever the tree and the mentions, Code ends, answers the same twice, and its
// evidence is the text's.
func TestCodeOnAnyTree(t *testing.T) {
	words := strings.Fields("Israel attacked Syria and agreed to withdraw troops from Lebanon , said officials who will not meet rebels if talks on aid by Iran end")
	upos := []string{"NOUN", "VERB", "PROPN", "ADP", "ADJ", "AUX", "PRON", "PUNCT"}
	rels := strings.Fields("nsubj obj iobj obl nmod nmod:poss amod compound xcomp ccomp advcl acl acl:relcl conj case mark aux aux:pass nsubj:pass obl:agent appos parataxis det")
	cb := smallBook(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		var text strings.Builder
		s := annals.Sentence{}
		for i := range n {
			w := rapid.SampledFrom(words).Draw(t, "word")
			if i > 0 {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(w)
			s.Tokens = append(s.Tokens, annals.Token{
				Start: start, End: text.Len(), Form: w, Lemma: strings.TrimSuffix(strings.ToLower(w), "ed"),
				UPOS: rapid.SampledFrom(upos).Draw(t, "upos"), XPOS: rapid.SampledFrom([]string{"VBD", "VBN", "VB", "NN"}).Draw(t, "xpos"),
				Head: rapid.IntRange(-1, n-1).Draw(t, "head"), Deprel: rapid.SampledFrom(rels).Draw(t, "rel"), // cycles included
			})
		}
		s.End = text.Len()
		var mentions []annals.Mention
		for i := range n {
			if rapid.Bool().Draw(t, "mention") {
				mentions = append(mentions, annals.Mention{First: i, End: i + 1, Head: i, Attribute: rapid.Bool().Draw(t, "attribute"),
					Actors: []annals.Actor{{Code: rapid.SampledFrom([]string{"ISR", "SYR", ""}).Draw(t, "code")}}})
			}
		}
		in := event.Input{ArticleID: "a", Text: text.String(), Sentences: []annals.Sentence{s}, Mentions: mentions, Codebook: cb}
		first, second := event.Code(in), event.Code(in)
		if len(first) != len(second) {
			t.Fatal("two readings differ")
		}
		for i, r := range first {
			if r.ID != second[i].ID || in.Text[r.Trigger.Start:r.Trigger.End] != r.Trigger.Text {
				t.Fatalf("report %d: %+v", i, r)
			}
		}
		if label, _ := event.Relation(in, 0, mentions, nil, "plover15"); label == "" {
			t.Fatal("no label")
		}
	})
}

func BenchmarkCode(b *testing.B) {
	model, err := english.Open()
	if err != nil {
		b.Fatal(err)
	}
	reader, cb := model.NewReader(), book(b)
	var texts []event.Input
	n := 0
	for l := range strings.SplitSeq(strings.TrimSpace(frames), "\n") {
		if strings.HasPrefix(l, ">") {
			continue
		}
		text, sents, mentions := bracketed(b, reader, l)
		texts = append(texts, event.Input{ArticleID: "a", Text: text, Sentences: sents, Mentions: mentions, Codebook: cb})
		n += len(sents)
	}
	for b.Loop() {
		for _, in := range texts {
			event.Code(in)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
