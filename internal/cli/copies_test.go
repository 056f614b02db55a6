package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Forty reprints are one source in every count: what they tell of is counted as
// if the text had been printed once.
func TestFortyReprintsAreOneSource(t *testing.T) {
	paras := []string{
		"Envoys of France and Egypt Meet in Cairo\n\nPublished: May 8, 2001",
		"French Foreign Minister Hubert Vedrine met Egyptian President Hosni Mubarak in Cairo on Tuesday, the presidency said.",
		"“We must return to the table,” Vedrine told reporters after the talks in the Egyptian capital, which lasted for two hours and were followed by a dinner in the palace.",
		"At least 30 people were killed in the clashes of the past week, according to the Red Cross, which has had no access to the valley since the bridge was blown up.",
		"Egypt sent doctors and medicine to the border on Sunday. A second convoy waits for the permission of the army to leave the port.",
	}
	write := func(dir string, n int, text string) {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.txt", n)), []byte(text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	one, forty := t.TempDir(), t.TempDir()
	write(one, 0, strings.Join(paras, "\n\n"))
	for n := range 40 {
		p := append([]string{}, paras...)
		if n > 0 { // printed first on the 8th
			p[0] = fmt.Sprintf("Paper %d: Talks in Cairo\n\nPublished: May %d, 2001", n, 9+n%20)
		}
		switch n % 5 {
		case 1:
			p = p[:len(p)-1]
		case 2:
			p[3] = strings.Replace(p[3], "30", fmt.Sprint(30+n), 1)
		case 3:
			p = append(p, "(With inputs from agencies)")
		case 4:
			p[1] = "CAIRO (Wire) – " + p[1]
		}
		write(forty, n, strings.Join(p, "\n\n"))
	}
	count := func(dir string) (db, counts string) {
		db = filepath.Join(t.TempDir(), "x.db")
		if _, stderr, code := command(t, "", "read", dir, "--db", db); code != exitOK {
			t.Fatalf("read: %d %s", code, stderr)
		}
		for _, list := range []string{"events", "statements", "figures", "actors"} {
			out, stderr, code := command(t, "", "export", list, "--format", "csv", "--db", db)
			if code != exitOK {
				t.Fatalf("export %s: %s", list, stderr)
			}
			counts += out
		}
		return db, counts
	}
	_, want := count(one)
	db, got := count(forty)
	if got != want {
		t.Errorf("forty printings give\n%s\none gives\n%s", got, want)
	}
	out, _, _ := command(t, "", "copies", "--db", db)
	if !strings.Contains(out, "\n  40 printings, 1 source\n") || strings.Count(out, "1 source\n") != 1 {
		t.Errorf("copies:\n%s", out)
	}
	out, _, _ = command(t, "", "events", "--db", db, "--type", "CONSULT")
	if !strings.Contains(out, "  1        r-") {
		t.Errorf("events:\n%s", out)
	}
}
