package coder

import (
	"strings"
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/actor"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

// counted counts the rows that the event head multiplies.
type counted struct {
	thought
	rows *int
}

func (c counted) Multiply(layer, rows int, x, into []float32) []float32 {
	*c.rows += rows
	return c.thought.Multiply(layer, rows, x, into)
}

// Twice a bad text is twice the work, stage by stage: words, mentions, pairs of the
// event head, records.
func TestCodingIsLinear(t *testing.T) {
	c := open(t)
	for name, part := range map[string]string{
		"names side by side": "Iran ",
		"a list without end": "Iran and Iraq and Syria and ",
		"no full stop":       "Iran attacked Iraq and the president of Syria met the minister and ",
		"speech in speech":   "“Iran said ",
		"numbers":            "12 killed ",
		"dates":              "May 1 ",
		"lines":              "Iran attacked Iraq.\n",
		"brackets":           "( Iran ",
		"right to left":      "قال Iran ",
		"emoji":              "😀 Iran ",
		"lone marks":         "\u0301 Iran ",
	} {
		work := func(n int) (w [7]int) {
			text := strings.Repeat(part, n/len(part))
			out := c.Code(annals.Article{ID: "a-bad", Text: text})
			for _, s := range out.Sentences {
				w[0] += len(s.Tokens)
			}
			w[1], w[2], w[3], w[4], w[5] = len(out.Sentences), len(out.Mentions), len(out.Reports), len(out.Statements), len(out.Figures)
			r := c.readers.Get().(*english.Reader)
			sents, vectors := r.ReadFully(text)
			mentions := c.Register.Mentions(actor.Doc{Text: text, Sentences: sents})
			c.events(annals.Article{ID: "a-bad", Text: text}, sents, mentions, counted{thought{r, c.head, vectors}, &w[6]})
			return
		}
		const n = 2400
		one, two := work(n), work(2*n)
		for i, what := range [...]string{"words", "sentences", "mentions", "reports", "statements", "figures", "rows of the event head"} {
			if two[i] > 2*one[i]+one[i]/5+20 || one[i] > n {
				t.Errorf("%s: %d %s, in twice the text %d", name, one[i], what, two[i])
			}
		}
	}
	var _ event.Encoder = counted{}
}
