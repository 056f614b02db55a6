package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/archive/archivetest"
)

func TestConformance(t *testing.T) {
	archivetest.Run(t, func(t *testing.T) archive.Archive { return create(t, filepath.Join(t.TempDir(), "a.db")) })
}

func create(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Create(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func fill(t *testing.T, path string) archive.Page {
	t.Helper()
	s := create(t, path)
	p := archivetest.Page("one.txt", "Talks begin", strings.Repeat("Envoys met in Cairo. ", 40)+"Then they left.")
	if err := s.Put(context.Background(), archive.Batch{Pages: []archive.Page{p}}); err != nil {
		t.Fatal(err)
	}
	a, err := s.Article(context.Background(), p.Articles[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SetGroups(context.Background(), []archive.Member{{ID: a.ID, Leader: a.ID}}),
		s.PutEntries(context.Background(), []archive.Entry{archivetest.Entry(a, "")}), s.Close()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatIsNoArchiveIsLeftUntouched(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		make func(path string)
		want error
		says string
	}{
		"text":    {func(p string) { os.WriteFile(p, []byte("dear diary\n"), 0o600) }, archive.ErrForeign, "--db FILE"},
		"folder":  {func(p string) { os.Mkdir(p, 0o700) }, archive.ErrForeign, "--db FILE"},
		"foreign": {func(p string) { exec(t, p, "CREATE TABLE t(x)") }, archive.ErrForeign, "another program's"},
		"newer":   {func(p string) { fill(t, p); exec(t, p, "PRAGMA user_version=99") }, archive.ErrNewer, "update annals"},
		"cut off": {func(p string) { fill(t, p); os.Truncate(p, 5000) }, archive.ErrDamaged, "keep a copy"},
		"scribbled": {func(p string) {
			fill(t, p)
			raw, _ := os.ReadFile(p)
			for i := 2048; i < len(raw); i += 7 {
				raw[i] ^= 0x55
			}
			for i := 100; i < 2048; i++ {
				raw[i] ^= 0x55
			}
			os.WriteFile(p, raw, 0o600)
		}, archive.ErrDamaged, "keep a copy"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".db")
			c.make(path)
			before, _ := os.ReadFile(path)
			for open, f := range map[string]func(context.Context, string) (*Store, error){"Open": Open, "Create": Create} {
				s, err := f(context.Background(), path)
				if err == nil {
					s.Close()
				}
				if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) || !strings.Contains(fmt.Sprint(err), path) {
					t.Errorf("%s: %v\nwant %v, naming %s and saying %q", open, err, c.want, path, c.says)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
	if _, err := Open(context.Background(), filepath.Join(dir, "none.db")); !errors.Is(err, archive.ErrMissing) {
		t.Errorf("Open of nothing: %v", err)
	}
}

// exec runs SQL on any database file.
func exec(t *testing.T, path, query string) {
	t.Helper()
	s := &Store{path: path}
	if err := s.connect(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	defer s.db.Close()
	if _, err := s.db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

// One byte of a stored text is changed, in the file or, with a whole new
// compressed block, behind SQLite's back: both are found, with the article's name.
func TestOneChangedByteIsFound(t *testing.T) {
	ctx := context.Background()
	find := func(t *testing.T, path, id string) {
		t.Helper()
		s, err := Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var found []archive.Problem
		if _, err := archive.Check(ctx, s, func(p archive.Problem) { found = append(found, p) }); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(fmt.Sprint(found), id) {
			t.Errorf("the change was not found, or not under the name of %s: %v", id, found)
		}
	}
	t.Run("in the words", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "a.db")
		id := fill(t, path).Articles[0].ID
		s := create(t, path)
		text, err := s.text(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		_, blob := s.squeeze([]byte(strings.Replace(text, "Cairo", "cairo", 1)))
		s.Close()
		exec(t, path, fmt.Sprintf("UPDATE article SET text=x'%x'", blob))
		find(t, path, id)
	})
	t.Run("in the file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "a.db")
		id := fill(t, path).Articles[0].ID
		s := create(t, path)
		var blob []byte
		if err := s.db.QueryRow("SELECT text FROM article").Scan(&blob); err != nil {
			t.Fatal(err)
		}
		s.Close()
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		i := bytes.Index(raw, blob)
		if i < 0 {
			t.Fatal("the block does not lie in one piece")
		}
		for _, at := range []int{i + 5, i + len(blob)/2, i + len(blob) - 1} {
			changed := bytes.Clone(raw)
			changed[at] ^= 1
			if err := os.WriteFile(path, changed, 0o600); err != nil {
				t.Fatal(err)
			}
			find(t, path, id)
		}
	})
}

func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	first := fill(t, path)
	s := create(t, path)
	if _, err := s.db.Exec("PRAGMA max_page_count=60"); err != nil {
		t.Fatal(err)
	}
	var err error
	stored := 1
	for i := 0; i < 200 && err == nil; i++ {
		words := make([]string, 300)
		for j := range words {
			words[j] = fmt.Sprintf("%x", i*7919+j*104729)
		}
		if err = s.Put(ctx, archive.Batch{Pages: []archive.Page{archivetest.Page(fmt.Sprint(i), fmt.Sprint(i), strings.Join(words, " "))}}); err == nil {
			stored++
		}
	}
	if !errors.Is(err, archive.ErrFull) || !strings.Contains(err.Error(), "run the same command again") {
		t.Fatalf("a full disk gave %v", err)
	}
	s.Close()
	s = create(t, path) // room was made
	defer s.Close()
	stats, err := s.Stats(ctx)
	if err != nil || stats.Pages != stored {
		t.Errorf("%d pages after the full disk, %v; %d were stored", stats.Pages, err, stored)
	}
	if _, err := s.Article(ctx, first.Articles[0].ID); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	fill(t, path)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.Stats(context.Background()); err != nil || n.Pages != 1 {
		t.Errorf("Stats = %+v, %v", n, err)
	}
}
