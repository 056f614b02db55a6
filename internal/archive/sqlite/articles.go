package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"annals.example/annals"
	"annals.example/annals/internal/archive"
)

func (s *Store) Articles(ctx context.Context) iter.Seq2[annals.Article, error] {
	return func(yield func(annals.Article, error) bool) {
		ids, err := column[string](ctx, s, "SELECT id FROM article WHERE row IN (SELECT article FROM printing) ORDER BY id")
		if err != nil {
			yield(annals.Article{}, err)
			return
		}
		for _, id := range ids {
			a, err := s.Article(ctx, id)
			a.ID = id
			if !yield(a, err) {
				return
			}
		}
	}
}

func (s *Store) Article(ctx context.Context, id string) (annals.Article, error) {
	text, err := s.text(ctx, id)
	if err != nil {
		return annals.Article{}, err
	}
	rows, err := column[int64](ctx, s, "SELECT DISTINCT page FROM printing WHERE article=(SELECT row FROM article WHERE id=?) ORDER BY page", id)
	if err != nil {
		return annals.Article{}, err
	}
	var printings []annals.Article
	for _, row := range rows {
		p, err := s.page(ctx, row, false)
		if err != nil {
			return annals.Article{}, fmt.Errorf("article %s: %w", id, err)
		}
		for _, a := range p.Articles {
			if a.ID == id {
				printings = append(printings, a)
			}
		}
	}
	if len(printings) == 0 {
		return annals.Article{}, fmt.Errorf("article %s is printed on no page that is %w", id, archive.ErrNotFound)
	}
	a := archive.Merge(printings)
	a.Text = text
	return a, nil
}

func (s *Store) SetGroups(ctx context.Context, members []archive.Member) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{
			"DELETE FROM meta WHERE key='settled'",
			"DELETE FROM member",
			"DELETE FROM article WHERE row NOT IN (SELECT article FROM printing)",
		} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		add, err := tx.PrepareContext(ctx, `INSERT INTO member(article,leader,how)
			SELECT a.row, l.row, ? FROM article a, article l WHERE a.id=? AND l.id=?`)
		if err != nil {
			return err
		}
		defer add.Close()
		for _, m := range members {
			res, err := add.ExecContext(ctx, m.How, m.ID, m.Leader)
			if err != nil {
				return err
			}
			if n, _ := res.RowsAffected(); n != 1 {
				return fmt.Errorf("article %s or its leader %s is %w", m.ID, m.Leader, archive.ErrNotFound)
			}
		}
		for _, q := range []string{
			"DELETE FROM coded WHERE article NOT IN (SELECT leader FROM member)",
			"DELETE FROM record WHERE article NOT IN (SELECT leader FROM member)",
		} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) Members(ctx context.Context) ([]archive.Member, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT a.id, l.id, m.how FROM member m JOIN article a ON a.row=m.article JOIN article l ON l.row=m.leader
		WHERE m.leader IN (SELECT g.leader FROM member g JOIN printing r ON r.article=g.article GROUP BY g.leader HAVING count(*)>1) ORDER BY l.id, m.how<>'', a.id`)
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []archive.Member
	for rows.Next() {
		var m archive.Member
		if err := rows.Scan(&m.ID, &m.Leader, &m.How); err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, m)
	}
	return out, s.explain("read", rows.Err())
}

func (s *Store) Leaders(ctx context.Context) ([]archive.Leader, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT a.id, coalesce(c.key,'') FROM article a LEFT JOIN coded c ON c.article=a.row
		WHERE a.row IN (SELECT leader FROM member) ORDER BY a.id`)
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []archive.Leader
	for rows.Next() {
		var l archive.Leader
		if err := rows.Scan(&l.ID, &l.Key); err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, l)
	}
	return out, s.explain("read", rows.Err())
}

// entryBody is what is stored of an entry: its article without text and
// copies, its reports without their events, which are kept where all can be
// changed at once.
type entryBody struct {
	Article    annals.Article
	Reports    []annals.Report    `json:",omitempty"`
	Statements []annals.Statement `json:",omitempty"`
	Figures    []annals.Figure    `json:",omitempty"`
	Failure    string             `json:",omitempty"`
}

func (s *Store) PutEntries(ctx context.Context, entries []archive.Entry) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM meta WHERE key='settled'"); err != nil {
			return err
		}
		for _, e := range entries {
			if err := s.putEntry(ctx, tx, e); err != nil {
				return fmt.Errorf("article %s: %w", e.Article.ID, err)
			}
		}
		return nil
	})
}

func (s *Store) putEntry(ctx context.Context, tx *sql.Tx, e archive.Entry) error {
	var row int64
	if err := tx.QueryRowContext(ctx, "SELECT row FROM article WHERE id=?", e.Article.ID).Scan(&row); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return archive.ErrNotFound
		}
		return err
	}
	body := entryBody{Article: e.Article, Statements: e.Statements, Figures: e.Figures, Failure: e.Failure}
	body.Article.Text, body.Article.Copies = "", nil
	for _, r := range e.Reports {
		r.EventID = ""
		body.Reports = append(body.Reports, r)
	}
	hash, blob, err := s.pack(body)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM record WHERE article=?", row); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO coded(article,key,published,failed,sentences,reports,statements,figures,hash,body)
		VALUES(?,?,?,?,?,?,?,?,?,?)`, row, e.Key, e.Article.Published.Start, e.Failure != "", e.Sentences,
		len(e.Reports), len(e.Statements), len(e.Figures), hash, blob); err != nil {
		return err
	}
	add, err := tx.PrepareContext(ctx, "INSERT INTO record(id,article,event) VALUES(?,?,'')")
	if err != nil {
		return err
	}
	defer add.Close()
	for _, id := range recordIDs(e) {
		if _, err := add.ExecContext(ctx, id, row); err != nil {
			return fmt.Errorf("record %s: %w", id, err)
		}
	}
	return nil
}

func recordIDs(e archive.Entry) []string {
	var ids []string
	for _, r := range e.Reports {
		ids = append(ids, r.ID)
	}
	for _, r := range e.Statements {
		ids = append(ids, r.ID)
	}
	for _, r := range e.Figures {
		ids = append(ids, r.ID)
	}
	return ids
}

func (s *Store) Entries(ctx context.Context) iter.Seq2[archive.Entry, error] {
	return func(yield func(archive.Entry, error) bool) {
		ids, err := column[string](ctx, s, `SELECT a.id FROM coded c JOIN article a ON a.row=c.article
			ORDER BY c.published='', c.published, a.id`)
		if err != nil {
			yield(archive.Entry{}, err)
			return
		}
		for _, id := range ids {
			e, err := s.entry(ctx, id)
			e.Article.ID = id
			if !yield(e, err) {
				return
			}
		}
	}
}

func (s *Store) Entry(ctx context.Context, id string) (archive.Entry, error) {
	var leader string
	err := s.db.QueryRowContext(ctx, `SELECT l.id FROM article a JOIN member m ON m.article=a.row JOIN article l ON l.row=m.leader
		WHERE a.id=?`, id).Scan(&leader)
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Entry{}, fmt.Errorf("article %s is %w", id, archive.ErrNotFound)
	}
	if err != nil {
		return archive.Entry{}, s.explain("read", err)
	}
	return s.entry(ctx, leader)
}

func (s *Store) entry(ctx context.Context, id string) (archive.Entry, error) {
	var e archive.Entry
	var row int64
	var hash, blob []byte
	err := s.db.QueryRowContext(ctx, `SELECT c.article, c.key, c.sentences, c.hash, c.body FROM coded c JOIN article a ON a.row=c.article
		WHERE a.id=?`, id).Scan(&row, &e.Key, &e.Sentences, &hash, &blob)
	if errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("what was coded from article %s is %w; run `annals read` again, it goes on where it was cut off", id, archive.ErrNotFound)
	}
	if err != nil {
		return e, s.explain("read", err)
	}
	var body entryBody
	if err := s.unpack("article "+id+" (its records)", hash, blob, &body); err != nil {
		return e, err
	}
	e.Article, e.Reports, e.Statements, e.Figures, e.Failure = body.Article, body.Reports, body.Statements, body.Figures, body.Failure
	if e.Article.Text, err = s.text(ctx, id); err != nil {
		return e, err
	}
	if e.Article.Copies, err = s.copies(ctx, row); err != nil {
		return e, err
	}
	if len(e.Reports) == 0 {
		return e, nil
	}
	events, sources, err := s.eventsOf(ctx, row)
	e.Sources = sources
	for i := range e.Reports {
		e.Reports[i].EventID = events[e.Reports[i].ID]
	}
	return e, err
}

// copies returns every printing of the group that an article leads.
func (s *Store) copies(ctx context.Context, leader int64) ([]annals.Copy, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT p.id, (SELECT min(name) FROM name WHERE page=p.row), r.first, r.last, m.how
		FROM member m JOIN printing r ON r.article=m.article JOIN page p ON p.row=r.page WHERE m.leader=?`, leader)
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []annals.Copy
	for rows.Next() {
		var c annals.Copy
		if err := rows.Scan(&c.PageID, &c.Page, &c.FirstLine, &c.LastLine, &c.How); err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, c)
	}
	return archive.SortCopies(out), s.explain("read", rows.Err())
}

// column returns the one column of a query.
func column[T any](ctx context.Context, s *Store, query string, args ...any) ([]T, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var x T
		if err := rows.Scan(&x); err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, x)
	}
	return out, s.explain("read", rows.Err())
}
