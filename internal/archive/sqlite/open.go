// Package sqlite keeps an archive in one SQLite file: see package archive for
// what an archive is. Writes are transactions in write-ahead mode, so that a
// process killed at any moment leaves the archive as it was after the last one.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"annals.example/annals/internal/archive"
	"annals.example/annals/internal/compress"
)

// Store is an archive in a SQLite file. It implements archive.Archive.
type Store struct {
	db     *sql.DB
	path   string
	blocks *compress.Blocks
}

var _ archive.Archive = (*Store)(nil)

// Open opens the archive at path for reading; it must exist. The error says
// whether it is missing, foreign, newer or damaged (errors.Is with the errors
// of package archive), with what to do.
func Open(ctx context.Context, path string) (*Store, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w %s here: run `annals read PATH` first, or name another with --db FILE", archive.ErrMissing, path)
	case err != nil:
		return nil, fmt.Errorf("open the archive: %w", err)
	case info.Size() == 0:
		return nil, fmt.Errorf("%w in %s, the file is empty: run `annals read PATH` first, or name another with --db FILE", archive.ErrMissing, path)
	}
	return open(ctx, path, false)
}

// Create opens the archive at path for reading and writing, and makes it if
// there is none. A file that is something else is never written to.
func Create(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, true)
}

func open(ctx context.Context, path string, create bool) (*Store, error) {
	if err := sniff(path); err != nil {
		return nil, err
	}
	if folder := filepath.Dir(path); create && !exists(folder) {
		return nil, fmt.Errorf("there is no folder %s for the archive: make it, or name another file with --db FILE", folder)
	}
	s := &Store{path: path}
	var err error
	if s.blocks, err = compress.NewBlocks(dictionaryID, dictionary); err != nil {
		return nil, err
	}
	if err := s.connect(ctx, ""); err != nil {
		// A folder that cannot be written to holds no place for the log that
		// write-ahead mode needs even for reading; where no log is left over
		// the file itself is whole and can be read as it is.
		if create || !unwritable(err) || exists(path+"-wal") {
			return nil, err
		}
		if err := s.connect(ctx, "immutable=1&mode=ro&"); err != nil {
			return nil, err
		}
	}
	if err := s.prepare(ctx, create); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context, options string) error {
	dsn := "file:" + (&url.URL{Path: s.path}).EscapedPath() + "?" + options +
		"_pragma=busy_timeout(5000)&_pragma=cache_size(-8000)&_pragma=temp_store(2)&_txlock=immediate"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fmt.Errorf("open %s: %w", s.path, err)
	}
	db.SetMaxOpenConns(1) // one connection: one writer, and pragmas hold for all
	if _, err := db.ExecContext(ctx, "SELECT count(*) FROM sqlite_schema"); err != nil {
		db.Close()
		return s.explain("open", err)
	}
	s.db = db
	return nil
}

// sniff looks at the first bytes without SQLite, which would happily make an
// archive out of an empty file and complain late about anything else.
func sniff(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open the archive: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: %w; name a file with --db FILE", path, archive.ErrForeign)
	}
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && (err == nil || errors.Is(err, io.EOF)):
		return nil
	case string(head[:n]) != "SQLite format 3\x00":
		return fmt.Errorf("%s: %w (its first bytes are no database's); it was left untouched: name another file with --db FILE", path, archive.ErrForeign)
	}
	return nil
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func (s *Store) prepare(ctx context.Context, create bool) error {
	var app, version, tables int
	for pragma, into := range map[string]*int{"PRAGMA application_id": &app, "PRAGMA user_version": &version, "SELECT count(*) FROM sqlite_schema": &tables} {
		if err := s.db.QueryRowContext(ctx, pragma).Scan(into); err != nil {
			return s.explain("open", err)
		}
	}
	switch {
	case tables == 0 && app == 0 && create:
		return s.make(ctx)
	case tables == 0 && app == 0:
		return fmt.Errorf("%w in %s, the database is empty: run `annals read PATH` first, or name another with --db FILE", archive.ErrMissing, s.path)
	case app != applicationID:
		return fmt.Errorf("%s: %w but another program's database; it was left untouched: name another file with --db FILE", s.path, archive.ErrForeign)
	case version > Version:
		return fmt.Errorf("%s: %w (its schema is %d, this program knows %d); it was left untouched: update annals, or name another file with --db FILE", s.path, archive.ErrNewer, version, Version)
	case version < Version:
		return fmt.Errorf("%s: its schema %d is older than this program's %d and cannot be read: make it again with `annals read PATH --db NEW.db`", s.path, version, Version)
	}
	if !create {
		_, err := s.db.ExecContext(ctx, "PRAGMA query_only=1")
		return s.explain("open", err)
	}
	return s.walMode(ctx)
}

func (s *Store) walMode(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000")
	return s.explain("open", err)
}

func (s *Store) make(ctx context.Context) error {
	// Small pages: a small archive has more tables than content.
	if _, err := s.db.ExecContext(ctx, "PRAGMA page_size=1024"); err != nil {
		return s.explain("make", err)
	}
	if err := s.walMode(ctx); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		// Another process may have made it since.
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil || tables > 0 {
			return err
		}
		_, err := tx.ExecContext(ctx, schema+fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d;", applicationID, Version))
		return err
	})
}

// Close closes the file; with the last writer the write-ahead log is folded in.
func (s *Store) Close() error {
	s.blocks.Close()
	return s.db.Close()
}

// write runs do in one transaction.
func (s *Store) write(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain("write to", err)
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return s.explain("write to", err)
	}
	return s.explain("write to", tx.Commit())
}

// explain says in words what a failure of the database means for a person.
func (s *Store) explain(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	because := fmt.Errorf("%s %s: %w", doing, s.path, err)
	switch code := e.Code(); {
	case code&0xff == lib.SQLITE_FULL, code == lib.SQLITE_IOERR_WRITE, code == lib.SQLITE_IOERR_FSYNC, code == lib.SQLITE_IOERR_SHMSIZE, code == lib.SQLITE_IOERR_TRUNCATE:
		return fmt.Errorf("%w: %w; what was stored before is safe: make room on the disk and run the same command again", archive.ErrFull, because)
	case code&0xff == lib.SQLITE_BUSY, code&0xff == lib.SQLITE_LOCKED:
		return fmt.Errorf("%s is %w: wait until the other annals has ended, or write to another file with --db FILE (%w)", s.path, archive.ErrBusy, because)
	case code&0xff == lib.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w; it was left untouched: name another file with --db FILE (%w)", s.path, archive.ErrForeign, because)
	case code&0xff == lib.SQLITE_CORRUPT:
		return fmt.Errorf("%s is %w: keep a copy, then make the archive again with `annals read PATH --db NEW.db` (%w)", s.path, archive.ErrDamaged, because)
	case unwritable(err):
		return fmt.Errorf("no permission: %w; change the permissions of the file and its folder, or name another with --db FILE", because)
	}
	return because
}

func unwritable(err error) bool {
	var e *driver.Error
	if !errors.As(err, &e) {
		return false
	}
	code := e.Code() & 0xff
	return code == lib.SQLITE_CANTOPEN || code == lib.SQLITE_READONLY || code == lib.SQLITE_PERM
}
