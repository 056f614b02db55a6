package event_test

import (
	"testing"

	"annals.example/annals"
	"annals.example/annals/internal/event"
	"annals.example/annals/internal/language/english"
)

// What the label set of 2017 names otherwise, by the rules alone.
func TestHabitsOf2017(t *testing.T) {
	model, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	reader, cb := model.NewReader(), book(t)
	for _, c := range []struct{ text, source, target, plover, set2017 string }{
		{"Norway and Chile have reached a trade deal.", "Norway", "Chile", "AGREE", "SUPPORT"},
		{"Norway agreed to send Chile money.", "Norway", "Chile", "AGREE", "AGREE"},
		{"Kenya will release the Somali sailors.", "Kenya", "Somali", "CONCEDE", "AGREE"},
		{"Kenya has decided to release the Somali sailors.", "Kenya", "Somali", "CONCEDE", "YIELD"},
		{"Kenya released the Somali sailors.", "Kenya", "Somali", "RETREAT", "YIELD"},
		{"A Peruvian court convicted the Chilean officer.", "court", "Chilean", "SANCTION", "ACCUSE"},
		{"Azerbaijan has imposed a blockade on Armenia.", "Azerbaijan", "Armenia", "COERCE", "ASSAULT"},
		{"Zambia launched a cyber attack on Malawi.", "Zambia", "Malawi", "COERCE", "ASSAULT"},
		{"Opposition parties will hold a protest against the Maltese government.", "parties", "Maltese", "PROTEST", "THREATEN"},
		{"Polish police issued an arrest warrant for a Danish banker.", "police", "Danish", "THREATEN", "COERCE"},
		{"Bolivian miners called for sanctions against Brazil.", "miners", "Brazil", "REQUEST", "ACCUSE"},
		{"The Irish president called the Maltese president to congratulate him.", "The Irish president", "the Maltese president", "CONSULT", "SUPPORT"},
		{"The Irish president called the Maltese president to discuss fishing.", "The Irish president", "the Maltese president", "CONSULT", "CONSULT"},
	} {
		sents := reader.Read(c.text)
		at := func(words string) []annals.Mention { return wordsOf(t, c.text, &sents[0], words) }
		in := event.Input{ArticleID: "a", Text: c.text, Sentences: sents, Codebook: cb}
		for labels, want := range map[string]string{"plover": c.plover, "plover15": c.set2017} {
			if got, why := event.Relation(in, 0, at(c.source), at(c.target), labels); got != want {
				t.Errorf("%s (%s): got %s, want %s (%v)", c.text, labels, got, want, why)
			}
		}
	}
}
