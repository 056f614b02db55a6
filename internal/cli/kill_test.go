package cli

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const examplePages = "../../examples/pages"

// A reading that is killed at any moment, and given again until it ends by
// itself, leaves what an undisturbed reading leaves: nothing lost, nothing twice.
func TestKilledReadingGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills some forty processes")
	}
	dir := t.TempDir()
	start := func(db string) *exec.Cmd {
		cmd := exec.Command(os.Args[0], "read", examplePages+"/000*", examplePages+"/005*", "--db", db)
		cmd.Env = append(os.Environ(), "ANNALS_TEST_RUN=1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	undisturbed := filepath.Join(dir, "undisturbed.db")
	began := time.Now()
	if err := start(undisturbed).Wait(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	want := everythingIn(t, undisturbed)
	chance := rand.New(rand.NewPCG(1, 2))
	kills := 0
	for round := 0; kills < 20 && round < 30; round++ {
		db := filepath.Join(dir, "killed.db")
		for _, suffix := range []string{"", "-wal", "-shm"} {
			os.Remove(db + suffix)
		}
		for try := 0; ; try++ {
			started := time.Now()
			cmd := start(db)
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			wait := time.Duration(chance.Int64N(int64(whole)))
			if try >= 5 {
				wait = time.Minute // let it end
			}
			select {
			case err := <-ended:
				if err != nil {
					t.Fatalf("reading on after %d kills: %v", try, err)
				}
				if try == 0 { // the machine was busier when the first was timed
					whole = min(whole, time.Since(started))
				}
			case <-time.After(wait):
				cmd.Process.Kill()
				if err := <-ended; err != nil {
					kills++
					if _, err := os.Stat(db); err == nil {
						if out, stderr, code := command(t, "", "check", "--db", db); code != 0 && !emptyArchive(db) {
							t.Fatalf("after a kill at %s the archive does not hold: %s%s", wait, out, stderr)
						}
					}
					continue
				}
			}
			break
		}
		if got := everythingIn(t, db); got != want {
			t.Fatalf("round %d: after kills the exports differ from the undisturbed reading (%d and %d bytes)", round, len(got), len(want))
		}
	}
	if kills < 20 {
		t.Fatalf("only %d readings were killed before they ended", kills)
	}
	t.Logf("%d kills", kills)
}

// emptyArchive reports whether the kill came before the archive was made.
func emptyArchive(db string) bool {
	info, err := os.Stat(db)
	if err != nil || info.Size() == 0 {
		return true
	}
	wal, err := os.Stat(db + "-wal")
	return info.Size() <= 4096 && (err != nil || wal.Size() < 20_000)
}

// Any order of input and any number of workers give the same bytes.
func TestOrderAndWorkersDoNotMatter(t *testing.T) {
	pages, err := filepath.Glob(examplePages + "/*")
	if err != nil || len(pages) < 6 {
		t.Fatal(pages, err)
	}
	dir := t.TempDir()
	read := func(db string, args ...string) {
		t.Helper()
		if _, stderr, code := command(t, "", append([]string{"read", "--db", db}, args...)...); code != 0 {
			t.Fatal(stderr)
		}
	}
	one := filepath.Join(dir, "one.db")
	read(one, append(pages, "--workers", "1")...)
	want := everythingIn(t, one)

	// One page at a time, last first, each reading finished before the next.
	many := filepath.Join(dir, "many.db")
	for i := len(pages) - 1; i >= 0; i-- {
		read(many, pages[i], "--workers", "4")
	}
	if got := everythingIn(t, many); got != want {
		t.Errorf("pages read one by one from the last give other exports (%d and %d bytes)", len(got), len(want))
	}
	// All at once on many workers, by an absolute path.
	abs, err := filepath.Abs(examplePages)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(abs))
	two := filepath.Join(dir, "two.db")
	read(two, filepath.Join(abs, "..", "pages"), "--workers", "7")
	t.Chdir(dir)
	got := everythingIn(t, two)
	before, _ := os.ReadFile(two)
	t.Chdir(filepath.Dir(abs))
	read(two, "pages")
	if after, _ := os.ReadFile(two); string(after) != string(before) {
		t.Error("reading the same again changed the file")
	}
	if len(got) == 0 {
		t.Error("nothing was exported")
	}
}
