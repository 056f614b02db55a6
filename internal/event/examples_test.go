package event_test

import (
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/data"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/codebook"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

// examplesWanted is the share of the codebook's examples that must come out as
// written. What fails is mostly the tree or the actor of a hard sentence; the test
// prints each such example with -v.
const examplesWanted = 0.80

// TestExamples codes the examples that stand in the codebook itself.
func TestExamples(t *testing.T) {
	model, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	register, err := actor.Load(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	reader, cb := model.NewReader(), book(t)
	right, all := 0, 0
	for _, e := range cb.Entries {
		for _, s := range e.Senses {
			for _, ex := range s.Examples {
				all++
				sents := reader.Read(ex.Text)
				reports := event.Code(event.Input{
					ArticleID: "a", Text: ex.Text, Sentences: sents, Codebook: cb,
					Mentions: register.Mentions(actor.Doc{Text: ex.Text, Sentences: sents}),
				})
				checkEvidence(t, ex.Text, reports)
				if why := unlike(s, ex, reports); why != "" {
					t.Logf("%s:%d %s\n  %s\n  %s", ex.File, ex.Line, s.ID, ex.Text, why)
					continue
				}
				right++
			}
		}
	}
	if all == 0 {
		t.Skip("the codebook has no examples")
	}
	t.Logf("%d of %d examples come out as written", right, all)
	if float64(right) < examplesWanted*float64(all) {
		t.Errorf("only %d of %d examples come out as written; run with -v to see which do not", right, all)
	}
}

// unlike says how the reports differ from what an example promises, "" if they do not.
func unlike(s *codebook.Sense, ex codebook.Example, reports []annals.Report) string {
	var lines []string
	for _, r := range reports {
		lines = append(lines, line(r))
		if s.None || ex.None {
			if strings.Contains(r.Rule, s.Entry.ID) {
				return "no event wanted, got " + line(r)
			}
			continue
		}
		if r.Type != s.Type || r.Mode != s.Mode && !(s.Mode == "" && r.Mode == "multilateral") {
			continue
		}
		a, b := ex.Actors, ex.Recipients
		if s.CAMEO == "043" { // the guest is written as the actor
			a, b = b, a
		}
		if holds(a, r.Actors) && holds(b, r.Recipient) {
			return ""
		}
	}
	if s.None || ex.None {
		return ""
	}
	return "want " + strings.Join(ex.Actors, "+") + " | " + s.Type + "/" + s.Mode + " | " + strings.Join(ex.Recipients, "+") + "; got " + strings.Join(lines, "; ")
}

// holds reports whether every code wanted is there, with its sector if one is given.
func holds(want []string, got []annals.Actor) bool {
	for _, w := range want {
		code, sector, _ := strings.Cut(w, ".")
		if !slices.ContainsFunc(got, func(a annals.Actor) bool {
			return (a.Code == code || code == "?") && (sector == "" || slices.Contains(a.Sectors, strings.Split(sector, ".")[0]))
		}) {
			return false
		}
	}
	return true
}

// checkEvidence asserts that every span says what the text says there.
func checkEvidence(t *testing.T, text string, reports []annals.Report) {
	t.Helper()
	for _, r := range reports {
		for _, e := range []annals.Evidence{r.Trigger, r.Sentence} {
			if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Text {
				t.Errorf("evidence %+v does not match the text", e)
			}
		}
		if r.Confidence <= 0 || r.Confidence >= 1 || len(r.Why) == 0 || r.Rule == "" || codebook.Quad(r.Type) == 0 {
			t.Errorf("an unfinished report: %+v", r)
		}
		if codebook.NeedsRecipient(r.Type) && r.Type != "COOPERATE" && len(r.Recipient) == 0 {
			t.Errorf("%s without a recipient: %q", r.Type, r.Sentence.Text)
		}
	}
}
