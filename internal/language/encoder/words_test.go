package encoder

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Word pieces, shapes and characters as Python makes them (training/parity.py).
func TestWords(t *testing.T) {
	f, err := os.Open("testdata/words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := make([]string, len(eng.piece))
	for p, i := range eng.piece {
		name[i] = p
	}
	s := bufio.NewScanner(f)
	n, bad := 0, 0
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		var p []string
		for _, i := range eng.pieces(nil, c[0]) {
			p = append(p, name[i])
		}
		n++
		if got := strings.Join(p, " "); got != c[1] || strconv.Itoa(shape(c[0])) != c[2] {
			t.Errorf("%q: %s shape %d, want %s shape %s", c[0], got, shape(c[0]), c[1], c[2])
			if bad++; bad > 20 {
				t.FailNow()
			}
		}
	}
	if n == 0 {
		t.Fatal("no words")
	}
}
