package actor

import (
	"testing"

	"annals.example/annals"
)

// A name tag on a token that is cropped off the name once held the reader for ever.
func TestNamesEndingInCroppedTokens(t *testing.T) {
	toks := []annals.Token{{Form: "Médicale", UPOS: "PROPN", Name: "B-ORG"}, {Form: "'s", UPOS: "PART", Name: "I-ORG"}, {Form: ",", UPOS: "PUNCT", Name: "I-ORG"}, {Form: "X", UPOS: "PROPN", Name: "B-PER"}}
	got := (&reading{toks: toks}).names()
	if len(got) != 2 || got[0].span != (span{0, 1}) || got[1].span != (span{3, 4}) {
		t.Errorf("%+v", got)
	}
}
