package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestSentencesComeFromTheirKeys(t *testing.T) {
	wire := []string{"", `Togo said, "no," to Mali.`}
	b := &board{}
	key := "gmb 1 " + fingerprint(wire[1])
	got, err := b.fill("@ -\n"+key+"\n> none\n", wire)
	if err != nil || got != "@ -\n"+wire[1]+"\n> none\n" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := b.fill("@ -\ngmb 0 00000000\n> none\n", wire); err == nil || !strings.Contains(err.Error(), "fingerprint") {
		t.Errorf("another text under the key: %v", err)
	}
	text := "One.[1] \u201cMali met\u00a0Togo,\u201d he said. Then rain."
	if got, want := lettersFrom(text, 3, 17), "\u201cMali met Togo,\u201d he said."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := lettersFrom(text, 30, 17); got != "" {
		t.Errorf("behind the end: %q", got)
	}
	if s := fmt.Sprint(spaced.Replace("He did n't go ( he said ) , for $ 5 .")); s != "He didn't go (he said), for $5." {
		t.Errorf("%q", s)
	}
}
