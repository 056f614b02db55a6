package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

func (s *Store) SetEvents(ctx context.Context, events []annals.Event) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{"DELETE FROM meta WHERE key='settled'", "DELETE FROM event", "UPDATE record SET event='' WHERE event<>''"} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		add, err := tx.PrepareContext(ctx, "INSERT INTO event(id,rule) VALUES(?,?)")
		if err != nil {
			return err
		}
		defer add.Close()
		set, err := tx.PrepareContext(ctx, "UPDATE record SET event=? WHERE id=?")
		if err != nil {
			return err
		}
		defer set.Close()
		for _, e := range events {
			if _, err := add.ExecContext(ctx, e.ID, e.Rule); err != nil {
				return fmt.Errorf("event %s: %w", e.ID, err)
			}
			for _, r := range e.Reports {
				res, err := set.ExecContext(ctx, e.ID, r)
				if err != nil {
					return err
				}
				if n, _ := res.RowsAffected(); n != 1 {
					return fmt.Errorf("event %s names report %s, which is %w", e.ID, r, archive.ErrNotFound)
				}
			}
		}
		return nil
	})
}

func (s *Store) Events(ctx context.Context) iter.Seq2[annals.Event, error] {
	return func(yield func(annals.Event, error) bool) {
		events, err := s.events(ctx)
		if err != nil {
			yield(annals.Event{}, err)
			return
		}
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (s *Store) events(ctx context.Context) ([]annals.Event, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT e.id, e.rule, coalesce(r.id,'') FROM event e LEFT JOIN record r ON r.event=e.id AND r.event<>'' ORDER BY e.id, r.id")
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []annals.Event
	for rows.Next() {
		var id, rule, report string
		if err := rows.Scan(&id, &rule, &report); err != nil {
			return nil, s.explain("read", err)
		}
		if len(out) == 0 || out[len(out)-1].ID != id {
			out = append(out, annals.Event{ID: id, Rule: rule})
		}
		if last := &out[len(out)-1]; report != "" {
			last.Reports = append(last.Reports, report)
		}
	}
	return out, s.explain("read", rows.Err())
}

// eventsOf maps the reports of an article to their events, and the events to
// how many articles tell of them.
func (s *Store) eventsOf(ctx context.Context, article int64) (events map[string]string, sources map[string]int, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, event, (SELECT count(DISTINCT article) FROM record o WHERE o.event=r.event AND o.event<>'')
		FROM record r WHERE article=? AND event<>''`, article)
	if err != nil {
		return nil, nil, s.explain("read", err)
	}
	defer rows.Close()
	events = map[string]string{}
	for rows.Next() {
		var id, event string
		var n int
		if err := rows.Scan(&id, &event, &n); err != nil {
			return nil, nil, s.explain("read", err)
		}
		events[id] = event
		if sources == nil {
			sources = map[string]int{}
		}
		sources[event] = n
	}
	return events, sources, s.explain("read", rows.Err())
}

var kinds = map[string]archive.RecordKind{
	"a-": archive.KindArticle, "r-": archive.KindReport, "e-": archive.KindEvent,
	"s-": archive.KindStatement, "f-": archive.KindFigure,
}

func (s *Store) Find(ctx context.Context, id string) (archive.Record, error) {
	none := fmt.Errorf("%q is %w; `annals export events` and the other lists print the ids", id, archive.ErrNotFound)
	if len(id) < 3 || kinds[id[:2]] == "" || strings.ContainsAny(id, "%_*?[") {
		return archive.Record{}, none
	}
	kind := kinds[id[:2]]
	query := "SELECT r.id, coalesce(a.id,'') FROM record r LEFT JOIN article a ON a.row=r.article WHERE r.id>=?1 AND r.id<?1||'~' ORDER BY r.id LIMIT 2"
	switch kind {
	case archive.KindArticle:
		query = "SELECT id, id FROM article WHERE id>=?1 AND id<?1||'~' ORDER BY id LIMIT 2"
	case archive.KindEvent:
		query = `SELECT e.id, coalesce((SELECT a.id FROM record r JOIN article a ON a.row=r.article WHERE r.event=e.id AND r.event<>'' ORDER BY r.id LIMIT 1),'')
			FROM event e WHERE e.id>=?1 AND e.id<?1||'~' ORDER BY e.id LIMIT 2`
	}
	rows, err := s.db.QueryContext(ctx, query, id)
	if err != nil {
		return archive.Record{}, s.explain("read", err)
	}
	defer rows.Close()
	var found []archive.Record
	for rows.Next() {
		r := archive.Record{Kind: kind}
		if err := rows.Scan(&r.ID, &r.ArticleID); err != nil {
			return archive.Record{}, s.explain("read", err)
		}
		found = append(found, r)
	}
	if err := rows.Err(); err != nil {
		return archive.Record{}, s.explain("read", err)
	}
	switch {
	case len(found) == 0:
		return archive.Record{}, none
	case len(found) == 1, found[0].ID == id:
		return found[0], nil
	}
	return archive.Record{}, fmt.Errorf("%q begins several ids (%s, %s, …): give more of it; %w as it stands", id, found[0].ID, found[1].ID, archive.ErrNotFound)
}

func (s *Store) Settle(ctx context.Context, version string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO meta(key,value) VALUES('settled',?)", version)
		return err
	})
}

func (s *Store) Settled(ctx context.Context) (string, error) {
	var v string
	err := s.db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key='settled'").Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, s.explain("read", err)
}

func (s *Store) Stats(ctx context.Context) (archive.Stats, error) {
	var t archive.Stats
	for query, into := range map[string][]any{
		"SELECT count(*), coalesce(sum(records),0), coalesce(sum(passed),0) FROM input":                     {&t.Inputs, &t.Records, &t.Passed},
		"SELECT coalesce(sum(max(1,records)),0) FROM refusal WHERE fate='refused'":                          {&t.Refusals},
		"SELECT count(*), coalesce(sum(lines),0), coalesce(sum(size),0) FROM page":                          {&t.Pages, &t.Lines, &t.RawBytes},
		"SELECT count(*) FROM printing":                                                                     {&t.Printings},
		"SELECT count(DISTINCT leader) FROM member":                                                         {&t.Articles},
		"SELECT count(*), coalesce(sum(sentences),0) FROM coded WHERE failed=0 AND key<>''":                 {&t.Coded, &t.Sentences},
		"SELECT count(*) FROM event":                                                                        {&t.Events},
		"SELECT coalesce(sum(reports),0), coalesce(sum(statements),0), coalesce(sum(figures),0) FROM coded": {&t.Reports, &t.Statements, &t.Figures},
	} {
		if err := s.db.QueryRowContext(ctx, query).Scan(into...); err != nil {
			return t, s.explain("read", err)
		}
	}
	return t, nil
}

func (s *Store) Verify(ctx context.Context) error {
	said, err := column[string](ctx, s, "PRAGMA integrity_check(5)")
	if err != nil {
		return err
	}
	if len(said) == 1 && said[0] == "ok" {
		return nil
	}
	return fmt.Errorf("%s is %w: %s", s.path, archive.ErrDamaged, strings.Join(said, "; "))
}
