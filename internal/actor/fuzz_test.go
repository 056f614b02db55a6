package actor_test

import (
	"strings"
	"testing"

	annals "annals.example/annals"
	"annals.example/annals/internal/actor"
)

// FuzzTagged: whatever tags, names and trees a reader may give to words, the
// mentions come to an end, stand in the text, and come out the same twice.
func FuzzTagged(f *testing.F) {
	words := strings.Fields(`Iraqi Syrian Turkey 's and , the The of in from whose its his their he they ministers minister President General troops police tanks rebels
		Tripoli Lebanon Hama Brussels Hague tribunal Hussein de Klerk al - Shabaab Mr. US North South Korea thousands people loyal to said " ( ) . counterpart own former soldiers two both countries led backed mosque Mount Bosnian Serb Chechen leader`)
	upos := strings.Fields("NOUN PROPN ADJ VERB AUX DET ADP PART PUNCT PRON CCONJ NUM ADV X SCONJ")
	rels := strings.Fields("nsubj obj obl nmod nmod:poss amod compound flat appos conj cc case det punct acl:relcl acl advcl xcomp ccomp parataxis root obl:agent nsubj:pass iobj")
	names := strings.Fields("O B-PER I-PER B-LOC I-LOC B-ORG I-ORG B-MISC I-MISC")
	f.Add([]byte("the rebels of Tripoli in Lebanon"), "2014-01-01")
	f.Add([]byte{0, 1, 2, 3, 4, 250, 9, 8, 7, 60, 61, 62, 63, 64, 65}, "")
	f.Add([]byte(strings.Repeat("\x03\x90\x07\x15\x80", 30)), "1993-05-06")
	f.Fuzz(func(t *testing.T, raw []byte, date string) {
		var b strings.Builder
		var sents []annals.Sentence
		const step = 5 // bytes a token
		for len(raw) >= step && len(sents) < 6 {
			n := min(len(raw)/step, 40)
			s := annals.Sentence{Index: len(sents), Paragraph: len(sents) / 2, Start: b.Len()}
			for i := range n {
				k := raw[i*step : i*step+step]
				w := words[int(k[0])%len(words)]
				s.Tokens = append(s.Tokens, annals.Token{Start: b.Len(), End: b.Len() + len(w), Form: w, Lemma: strings.ToLower(w),
					UPOS: upos[int(k[1])%len(upos)], Head: int(k[2])%(n+1) - 1, Deprel: rels[int(k[3])%len(rels)], Name: names[int(k[4])%len(names)]})
				b.WriteString(w)
				if k[1] < 200 {
					b.WriteByte(' ')
				}
			}
			s.End = b.Len()
			sents = append(sents, s)
			raw = raw[n*step:]
		}
		doc := actor.Doc{Text: b.String(), Sentences: sents, On: annals.Date{Start: date}}
		ms := register().Mentions(doc)
		checkSpans(t, doc.Text, sents, ms)
		if again := register().Mentions(doc); len(again) != len(ms) {
			t.Fatalf("%d mentions, then %d", len(ms), len(again))
		}
		for i, s := range sents {
			if _, ok := register().At(s.Index, 0, len(s.Tokens), doc); !ok {
				t.Fatalf("sentence %d cannot be asked", i)
			}
		}
	})
}
