package event

import (
	"math"
	"testing"
)

// TestSpots: of each word the head says whether it tells an event, and of which type.
func TestSpots(t *testing.T) {
	a := newAsking(t)
	for _, c := range []struct{ text, word, typ string }{
		{"[s Zambian] police arrested [t two smugglers] on Monday.", "arrested", "ASSAULT COERCE"},
		{"[s Gunmen] opened fire on [t a convoy] near the border.", "opened", "ASSAULT"},
		{"[s Kenya] condemned [t the raid].", "condemned", "ACCUSE"},
		{"[s The lake] is the deepest of [t the region].", "", ""},
		{"[s The harvest] in [t Peru] was good this year.", "", ""},
	} {
		in, _, _ := a.sides(t, c.text)
		s := &in.Sentences[0]
		k := opened(&in, s.Index)
		k.find()
		for i, share := range theHead().spots(a, a.Vectors(s), k.wordwise(), new(room)) {
			sum := float32(0)
			for _, p := range share {
				sum += p
			}
			if math.Abs(float64(sum)-1) > 1e-5 {
				t.Errorf("%s: the shares of %q add up to %v", c.text, s.Tokens[i].Form, sum)
			}
			typ, p := share.top()
			switch told := p > 0.5; {
			case s.Tokens[i].Form == c.word && (!told || !wordSet(c.typ)[headTypes[typ]]):
				t.Errorf("%s: %q tells of %s %.2f, want %s", c.text, c.word, headTypes[typ], p, c.typ)
			case s.Tokens[i].Form != c.word && told:
				t.Errorf("%s: %q tells of %s %.2f, want nothing", c.text, s.Tokens[i].Form, headTypes[typ], p)
			}
		}
	}
}
