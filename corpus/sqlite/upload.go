package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// AddUploads implements corpus.Uploads.
func (c *Catalog) AddUploads(ctx context.Context, limit int, us ...corpus.Upload) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		var waiting int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM upload WHERE outcome IS NULL").Scan(&waiting); err != nil {
			return err
		}
		for i := range us {
			if us[i].Outcome == nil {
				waiting++
			}
		}
		if waiting > limit {
			return fmt.Errorf("%d files would wait to be read, the limit is %d: %w", waiting, limit, corpus.ErrUnavailable)
		}
		for i := range us {
			if err := addUpload(ctx, tx, &us[i]); err != nil {
				return fmt.Errorf("upload %s: %w", us[i].Name, err)
			}
		}
		return nil
	})
}

func addUpload(ctx context.Context, tx *sql.Tx, u *corpus.Upload) error {
	known, err := json.Marshal(u.Known)
	if err != nil {
		return err
	}
	var outcome any
	if u.Outcome != nil {
		if outcome, err = json.Marshal(u.Outcome); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO upload (batch, name, sha256, known, again, by, at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		u.Batch, u.Name, u.SHA256, known, u.Again, u.By, stamp(u.At), outcome)
	return err
}

// Uploads implements corpus.Uploads.
func (c *Catalog) Uploads(ctx context.Context, batch string) ([]corpus.Upload, error) {
	return c.uploads(ctx, "batch = ? ORDER BY id", batch)
}

// NextUpload implements corpus.Uploads.
func (c *Catalog) NextUpload(ctx context.Context) (corpus.Upload, error) {
	list, err := c.uploads(ctx, "outcome IS NULL ORDER BY id LIMIT 1")
	if err != nil || len(list) == 0 {
		if err == nil {
			err = fmt.Errorf("upload: %w", corpus.ErrNotFound)
		}
		return corpus.Upload{}, err
	}
	return list[0], nil
}

func (c *Catalog) uploads(ctx context.Context, where string, args ...any) ([]corpus.Upload, error) {
	var list []corpus.Upload
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var u corpus.Upload
		var known, outcome []byte
		var at string
		err := r.Scan(&u.ID, &u.Batch, &u.Name, &u.SHA256, &known, &u.Again, &u.By, &at, &outcome)
		if err != nil {
			return err
		}
		if u.At, err = time.Parse(time.RFC3339, at); err != nil {
			return err
		}
		if err := json.Unmarshal(known, &u.Known); err != nil {
			return err
		}
		if outcome != nil {
			u.Outcome = &corpus.Attempt{}
			if err := json.Unmarshal(outcome, u.Outcome); err != nil {
				return err
			}
		}
		list = append(list, u)
		return nil
	}, "SELECT id, batch, name, sha256, known, again, by, at, outcome FROM upload WHERE "+where, args...)
	return list, err
}

// EndUpload implements corpus.Uploads.
func (c *Catalog) EndUpload(ctx context.Context, id int64, outcome corpus.Attempt) error {
	body, err := json.Marshal(outcome)
	if err != nil {
		return err
	}
	return c.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE upload SET outcome = ? WHERE id = ?", body, id)
		return err
	})
}
