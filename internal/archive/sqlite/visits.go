package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"annals.example/annals/internal/archive"
)

func (s *Store) Visit(ctx context.Context, url string) (archive.Visit, error) {
	var v archive.Visit
	var body string
	err := s.db.QueryRowContext(ctx, "SELECT body FROM visit WHERE url=?", url).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return v, fmt.Errorf("the address %s is %w", url, archive.ErrNotFound)
	}
	if err != nil {
		return v, s.explain("read", err)
	}
	return v, s.visit(url, body, &v)
}

func (s *Store) visit(url, body string, v *archive.Visit) error {
	if err := json.Unmarshal([]byte(body), v); err != nil {
		return fmt.Errorf("%s: what is known of %s is %w: %w", s.path, url, archive.ErrDamaged, err)
	}
	return nil
}

func (s *Store) Visits(ctx context.Context, kind archive.VisitKind, due string) ([]archive.Visit, error) {
	query, args := "SELECT body FROM visit WHERE kind=? ORDER BY url", []any{kind}
	if due != "" {
		query, args = "SELECT body FROM visit WHERE kind=? AND next<>'' AND next<=? ORDER BY url", []any{kind, due}
	}
	bodies, err := column[string](ctx, s, query, args...)
	if err != nil {
		return nil, err
	}
	out := make([]archive.Visit, len(bodies))
	for i, b := range bodies {
		if err := s.visit("an address", b, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Store) PutVisits(ctx context.Context, visits []archive.Visit, fetched *archive.Fetched) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		put, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO visit(url,kind,next,body) VALUES(?,?,?,?)")
		if err != nil {
			return err
		}
		defer put.Close()
		for _, v := range visits {
			body, err := json.Marshal(v)
			if err != nil {
				return err
			}
			if _, err := put.ExecContext(ctx, v.URL, v.Kind, v.Next, string(body)); err != nil {
				return fmt.Errorf("address %s: %w", v.URL, err)
			}
		}
		if fetched == nil {
			return nil
		}
		hash, raw := s.squeeze(fetched.Raw)
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO fetched(name,hash,raw) VALUES(?,?,?)", fetched.Name, hash, raw)
		return err
	})
}

func (s *Store) Fetched(ctx context.Context) ([]string, error) {
	return column[string](ctx, s, "SELECT name FROM fetched ORDER BY name")
}

func (s *Store) OpenFetched(ctx context.Context, name string) ([]byte, error) {
	var hash, raw []byte
	err := s.db.QueryRowContext(ctx, "SELECT hash, raw FROM fetched WHERE name=?", name).Scan(&hash, &raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%s, which was fetched, is %w", name, archive.ErrNotFound)
	}
	if err != nil {
		return nil, s.explain("read", err)
	}
	return s.expand(name, hash, raw)
}

func (s *Store) ClearFetched(ctx context.Context, name string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM fetched WHERE name=?", name)
		return err
	})
}
