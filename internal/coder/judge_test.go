package coder

import (
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/event"
)

// TestHeadJudgesFreeCoding: what the rules say of a pair carries the head's probability,
// and what the head gives next to nothing is dropped.
func TestHeadJudgesFreeCoding(t *testing.T) {
	c := open(t)
	dropped := 0
	for _, g := range readGold(t, "dev-*.txt") {
		with := c.Code(annals.Article{ID: "a-judge", Text: g.Text})
		alone := event.Code(event.Input{ArticleID: "a-judge", Text: g.Text, Sentences: with.Sentences, Mentions: with.Mentions, Codebook: c.Codebook})
		if len(with.Reports) > len(alone) {
			t.Errorf("%q: %d reports with the head, %d without: it makes none of its own", g.Text, len(with.Reports), len(alone))
		}
		dropped += len(alone) - len(with.Reports)
		for _, r := range with.Reports {
			judged := slices.ContainsFunc(r.Why, func(s string) bool { return strings.HasPrefix(s, "the event head: ") })
			if judged && (r.Confidence < 0.10 || r.Confidence > 1) {
				t.Errorf("%q: confidence %v", g.Text, r.Confidence)
			}
		}
	}
	if dropped == 0 {
		t.Error("the head has dropped nothing")
	}
}
