package cli

import (
	"errors"
	"flag"
	"fmt"
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
	killed(t, 20, examplePages+"/000*", examplePages+"/005*")
}

var kills = flag.Int("kills", 3, "how often TestKilledCrawlGoesOn kills a reading; -kills 100 takes a while")

// The same of one large file, within which a reading goes on: a WARC file of some
// hundred pages with requests between them and a damaged record.
func TestKilledCrawlGoesOn(t *testing.T) {
	var pages []string
	for i := range 200 {
		page := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(page, fmt.Appendf(nil, "<html><head><title>Story %d</title></head><body><article><h1>Talks Enter Round %d</h1><p>Envoys of both sides met for round %d of the talks on Monday, a spokesman said, and agreed on point %d of the list.</p><p>They will meet again in %d days, he said, and then turn to the next of the points that are open.</p></article></body></html>", i, i, i, i*7, i%9+2), 0o666); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	name := filepath.Join(t.TempDir(), "crawl.warc.gz")
	writeWARC(t, name, pages)
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 0xff
	if err := os.WriteFile(name, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	killed(t, *kills, name, "--no-code")
}

// killed reads what args name, kills the reading at random moments at least so
// many times, and compares what comes of it in the end.
func killed(t *testing.T, most int, args ...string) {
	if testing.Short() {
		t.Skip("starts and kills some forty processes")
	}
	dir := t.TempDir()
	start := func(db string) *exec.Cmd {
		cmd := exec.Command(os.Args[0], append([]string{"read", "--db", db}, args...)...)
		cmd.Env = append(os.Environ(), "ANNALS_TEST_RUN=1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	undisturbed := filepath.Join(dir, "undisturbed.db")
	began := time.Now()
	if err := start(undisturbed).Wait(); !ended(err) {
		t.Fatal(err)
	}
	whole := time.Since(began)
	want := everythingIn(t, undisturbed) + accounts(t, undisturbed)
	chance := rand.New(rand.NewPCG(1, 2))
	kills := 0
	for round := 0; kills < most && round < most+10; round++ {
		db := filepath.Join(dir, "killed.db")
		for _, suffix := range []string{"", "-wal", "-shm"} {
			os.Remove(db + suffix)
		}
		for try := 0; ; try++ {
			started := time.Now()
			cmd := start(db)
			over := make(chan error, 1)
			go func() { over <- cmd.Wait() }()
			wait := time.Duration(chance.Int64N(int64(whole)))
			if try >= 5 {
				wait = time.Minute // let it end
			}
			select {
			case err := <-over:
				if !ended(err) {
					t.Fatalf("reading on after %d kills: %v", try, err)
				}
				if try == 0 { // the machine was busier when the first was timed
					whole = min(whole, time.Since(started))
				}
			case <-time.After(wait):
				cmd.Process.Kill()
				if err := <-over; !ended(err) {
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
		if got := everythingIn(t, db) + accounts(t, db); got != want {
			t.Fatalf("round %d: after kills the exports differ from the undisturbed reading (%d and %d bytes)", round, len(got), len(want))
		}
	}
	if kills < most {
		t.Fatalf("only %d readings were killed before they ended", kills)
	}
	t.Logf("%d kills", kills)
}

// ended reports whether a reading came to its end, with some input refused or none.
func ended(err error) bool {
	var exit *exec.ExitError
	return err == nil || errors.As(err, &exit) && exit.ExitCode() == exitPartial
}

// accounts is what became of each record that gave no article.
func accounts(t *testing.T, db string) string {
	t.Helper()
	all, stderr, code := command(t, "", "refused", "--json", "--db", db)
	sums, _, _ := command(t, "", "refused", "--db", db)
	checked, _, _ := command(t, "", "check", "--json", "--db", db)
	if code != 0 {
		t.Fatal(stderr)
	}
	return all + sums + checked
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
