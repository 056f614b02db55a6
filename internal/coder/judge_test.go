package coder

import (
	"slices"
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/event"
)

// TestHeadJudgesFreeCoding: what the rules say of a pair carries the head's probability,
// what the head gives next to nothing is dropped, and what it proposes says so.
func TestHeadJudgesFreeCoding(t *testing.T) {
	c := open(t)
	dropped, proposed := 0, 0
	for _, g := range readGold(t, "dev-*.txt") {
		with := c.Code(annals.Article{ID: "a-judge", Text: g.Text})
		alone := event.Code(event.Input{ArticleID: "a-judge", Text: g.Text, Sentences: with.Sentences, Mentions: with.Mentions, Codebook: c.Codebook})
		dropped += max(0, len(alone)-len(with.Reports))
		for _, r := range with.Reports {
			if says(r, "proposed by the event head: ") {
				proposed++
				if r.Confidence < 0.40 {
					t.Errorf("%q: proposed with confidence %v", g.Text, r.Confidence)
				}
			}
			judged := says(r, "the event head: ")
			if judged && (r.Confidence < 0.03 || r.Confidence > 1) {
				t.Errorf("%q: confidence %v", g.Text, r.Confidence)
			}
		}
	}
	if dropped == 0 || proposed == 0 {
		t.Errorf("the head has dropped %d and proposed %d", dropped, proposed)
	}
}

func says(r annals.Report, step string) bool {
	return slices.ContainsFunc(r.Why, func(s string) bool { return strings.HasPrefix(s, step) })
}
