package coder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals/internal/coder/gold"
)

// open is the coder that all tests of this package share.
func open(t testing.TB) *Coder {
	t.Helper()
	c, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func readGold(t testing.TB, pattern string) []gold.Sentence {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata/gold", pattern))
	if err != nil || len(names) == 0 {
		t.Fatal("no gold files like ", pattern, err)
	}
	var out []gold.Sentence
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		g, err := gold.Read(filepath.Base(n), string(b))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, g...)
	}
	return out
}

func TestGoldDev(t *testing.T) {
	s := gold.Measure(open(t), readGold(t, "dev-*.txt"))
	t.Logf("type   %v", s.Type)
	t.Logf("who    %v", s.Who)
	t.Logf("sector %v", s.Sector)
	t.Logf("full   %v", s.Full)
	t.Logf("mode   %v", s.Mode)
	t.Logf("when   %v", s.When)
	t.Logf("unreal %d events in %d sentences without one", s.Unreal, s.Empty)
	for k, v := range s.ByType {
		t.Logf("%-10s %v", k, v)
	}
	if f := os.Getenv("GOLD_MISSES"); f != "" {
		if err := os.WriteFile(f, []byte(strings.Join(s.Misses, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
