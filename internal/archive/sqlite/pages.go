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

// pageBody is what is stored of a page beside its counts and its ledger. Articles carry
// neither text nor page names.
type pageBody struct {
	Format   annals.Format
	Said     annals.Imprint
	Notes    []string         `json:",omitempty"`
	Found    []string         `json:",omitempty"`
	Articles []annals.Article `json:",omitempty"`
}

func (s *Store) Input(ctx context.Context, in archive.Input) (archive.Input, error) {
	got, err := scanInput(s.db.QueryRowContext(ctx, inputColumns+" WHERE name=? AND hash=? AND reader=?", in.Name, in.Hash, in.Reader))
	if errors.Is(err, sql.ErrNoRows) {
		return in, fmt.Errorf("input %s is %w", in.Name, archive.ErrNotFound)
	}
	return got, s.explain("read", err)
}

const inputColumns = "SELECT name, hash, size, reader, partial, records, pages, bare, passed, refused FROM input"

func scanInput(row interface{ Scan(...any) error }) (in archive.Input, err error) {
	err = row.Scan(&in.Name, &in.Hash, &in.Size, &in.Reader, &in.Partial, &in.Records, &in.Pages, &in.Bare, &in.Passed, &in.Refused)
	return in, err
}

func (s *Store) Put(ctx context.Context, b archive.Batch) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM meta WHERE key='settled'"); err != nil {
			return err
		}
		for _, p := range b.Pages {
			if err := s.putPage(ctx, tx, p, b.Replace); err != nil {
				return fmt.Errorf("page %s: %w", p.Name, err)
			}
		}
		var fresh []string
		for _, in := range b.Inputs {
			if in.After == 0 {
				fresh = append(fresh, in.Name)
			} else if err := s.goesOn(ctx, tx, in); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO input(name,hash,size,reader,partial,records,pages,bare,passed,refused)
				VALUES(?,?,?,?,?,?,?,?,?,?)`, in.Name, in.Hash, in.Size, in.Reader, in.Partial,
				in.Records, in.Pages, in.Bare, in.Passed, in.Refused); err != nil {
				return err
			}
		}
		for _, name := range append(fresh, b.Cleared...) {
			if _, err := tx.ExecContext(ctx, "DELETE FROM refusal WHERE input=?", name); err != nil {
				return err
			}
		}
		for _, r := range b.Refusals {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO refusal(input,item,fate,reason,remedy,records) VALUES(?,?,?,?,?,?)",
				r.Input, r.Item, r.Fate, r.Reason, r.Remedy, r.Records); err != nil {
				return err
			}
		}
		return nil
	})
}

// goesOn checks that an input is stored up to where this batch goes on.
func (s *Store) goesOn(ctx context.Context, tx *sql.Tx, in archive.Input) error {
	had, err := scanInput(tx.QueryRowContext(ctx, inputColumns+" WHERE name=?", in.Name))
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return err
	case had.Partial && had.Hash == in.Hash && had.Reader == in.Reader && had.Records == in.After:
		return nil
	}
	return fmt.Errorf("input %s %w: it stands at record %d, the batch goes on behind %d; read it again", in.Name, archive.ErrGap, had.Records, in.After)
}

func (s *Store) putPage(ctx context.Context, tx *sql.Tx, p archive.Page, replace bool) error {
	var row int64
	var reader string
	err := tx.QueryRowContext(ctx, "SELECT row, reader FROM page WHERE id=?", p.ID).Scan(&row, &reader)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if known && reader == p.Reader && !replace {
		_, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO name(page,name) VALUES(?,?)", row, p.Name)
		return err
	}
	ids, texts := make([]string, len(p.Articles)), make([]string, len(p.Articles))
	rows := make([]int64, len(p.Articles))
	body := pageBody{Format: p.Format, Said: p.Said, Notes: p.Page.Notes, Found: p.Notes}
	for i, a := range p.Articles {
		if rows[i], err = s.putArticle(ctx, tx, a); err != nil {
			return err
		}
		ids[i], texts[i] = a.ID, a.Text
		a.Text, a.Copies = "", append([]annals.Copy(nil), a.Copies...)
		for j := range a.Copies {
			a.Copies[j].Page, a.Copies[j].PageID = "", ""
		}
		body.Articles = append(body.Articles, a)
	}
	hash, blob, err := s.pack(body)
	if err != nil {
		return err
	}
	proof, ledger, err := s.pack(archive.PackLedger(p.Lines, ids, texts))
	if err != nil {
		return err
	}
	if known {
		_, err = tx.ExecContext(ctx, "UPDATE page SET size=?, lines=?, reader=?, hash=?, body=?, proof=?, ledger=? WHERE row=?",
			p.Size, len(p.Lines), p.Reader, hash, blob, proof, ledger, row)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM printing WHERE page=?", row)
		}
	} else {
		var res sql.Result
		res, err = tx.ExecContext(ctx, "INSERT INTO page(id,size,lines,reader,hash,body,proof,ledger) VALUES(?,?,?,?,?,?,?,?)",
			p.ID, p.Size, len(p.Lines), p.Reader, hash, blob, proof, ledger)
		if err == nil {
			row, err = res.LastInsertId()
		}
	}
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO name(page,name) VALUES(?,?)", row, p.Name); err != nil {
		return err
	}
	for i, a := range body.Articles {
		for _, c := range a.Copies {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO printing(article,page,first,last) VALUES(?,?,?,?)",
				rows[i], row, c.FirstLine, c.LastLine); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) putArticle(ctx context.Context, tx *sql.Tx, a annals.Article) (int64, error) {
	var row int64
	err := tx.QueryRowContext(ctx, "SELECT row FROM article WHERE id=?", a.ID).Scan(&row)
	if !errors.Is(err, sql.ErrNoRows) {
		return row, err
	}
	hash, text := s.squeeze([]byte(a.Text))
	res, err := tx.ExecContext(ctx, "INSERT INTO article(id,title,hash,text) VALUES(?,?,?,?)", a.ID, a.Title, hash, text)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func (s *Store) Pages(ctx context.Context) iter.Seq2[archive.Page, error] {
	return func(yield func(archive.Page, error) bool) {
		rows, err := column[int64](ctx, s, "SELECT page FROM name GROUP BY page ORDER BY min(name), (SELECT id FROM page WHERE row=page)")
		if err != nil {
			yield(archive.Page{}, err)
			return
		}
		for _, row := range rows {
			p, err := s.page(ctx, row, true)
			if !yield(p, err) {
				return
			}
		}
	}
}

// page loads a page; with lines, its ledger too.
func (s *Store) page(ctx context.Context, row int64, lines bool) (archive.Page, error) {
	var p archive.Page
	var hash, blob []byte
	err := s.db.QueryRowContext(ctx, "SELECT id, size, reader, hash, body, (SELECT min(name) FROM name WHERE page=row) FROM page WHERE row=?", row).
		Scan(&p.ID, &p.Size, &p.Reader, &hash, &blob, &p.Name)
	if err != nil {
		return p, s.explain("read", err)
	}
	var body pageBody
	if err := s.unpack("page "+p.ID+" ("+p.Name+")", hash, blob, &body); err != nil {
		return p, err
	}
	p.Format, p.Said, p.Page.Notes, p.Notes, p.Articles = body.Format, body.Said, body.Notes, body.Found, body.Articles
	for i := range p.Articles {
		for j := range p.Articles[i].Copies {
			p.Articles[i].Copies[j].PageID, p.Articles[i].Copies[j].Page = p.ID, p.Name
		}
	}
	if !lines {
		return p, nil
	}
	ids, texts := make([]string, len(p.Articles)), make([]string, len(p.Articles))
	for i, a := range p.Articles {
		ids[i] = a.ID
		if texts[i], err = s.text(ctx, a.ID); err != nil {
			return p, fmt.Errorf("page %s (%s): %w", p.ID, p.Name, err)
		}
	}
	if err := s.db.QueryRowContext(ctx, "SELECT proof, ledger FROM page WHERE row=?", row).Scan(&hash, &blob); err != nil {
		return p, s.explain("read", err)
	}
	var ledger []archive.LedgerLine
	if err := s.unpack("the ledger of page "+p.ID+" ("+p.Name+")", hash, blob, &ledger); err != nil {
		return p, err
	}
	p.Lines = archive.UnpackLedger(ledger, ids, texts)
	return p, nil
}

func (s *Store) Text(ctx context.Context, id string) (string, error) { return s.text(ctx, id) }

// text loads the words of an article and proves them.
func (s *Store) text(ctx context.Context, id string) (string, error) {
	var hash, blob []byte
	err := s.db.QueryRowContext(ctx, "SELECT hash, text FROM article WHERE id=?", id).Scan(&hash, &blob)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("article %s is %w", id, archive.ErrNotFound)
	}
	if err != nil {
		return "", s.explain("read", err)
	}
	b, err := s.expand("article "+id, hash, blob)
	return string(b), err
}

func (s *Store) Inputs(ctx context.Context) ([]archive.Input, error) {
	rows, err := s.db.QueryContext(ctx, inputColumns+" ORDER BY name")
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []archive.Input
	for rows.Next() {
		in, err := scanInput(rows)
		if err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, in)
	}
	return out, s.explain("read", rows.Err())
}

func (s *Store) Refusals(ctx context.Context) ([]archive.Refusal, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT input, item, fate, reason, remedy, records FROM refusal ORDER BY input, item")
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var out []archive.Refusal
	for rows.Next() {
		var r archive.Refusal
		if err := rows.Scan(&r.Input, &r.Item, &r.Fate, &r.Reason, &r.Remedy, &r.Records); err != nil {
			return nil, s.explain("read", err)
		}
		out = append(out, r)
	}
	return out, s.explain("read", rows.Err())
}
