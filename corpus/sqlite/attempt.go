package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pandect/pandect/corpus"
)

// RecordAttempt implements corpus.Catalog.
func (c *Catalog) RecordAttempt(ctx context.Context, a corpus.Attempt) error {
	return c.update(ctx, func(tx *sql.Tx) error { return record(ctx, tx, a) })
}

func record(ctx context.Context, tx *sql.Tx, a corpus.Attempt) error {
	a.ID = 0
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO attempt (sha256, state, body) VALUES (?, ?, ?)", a.SHA256, a.State, body); err != nil {
		return fmt.Errorf("attempt on %s: %w", a.Name, err)
	}
	return nil
}

// Seen implements corpus.Catalog.
func (c *Catalog) Seen(ctx context.Context, sum string) (a corpus.Attempt, err error) {
	var body []byte
	err = c.read.QueryRowContext(ctx, "SELECT id, body FROM attempt WHERE sha256 = ? AND state = ? ORDER BY id DESC LIMIT 1", sum, corpus.StateAccepted).Scan(&a.ID, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return a, fmt.Errorf("original %s: %w", sum, corpus.ErrNotFound)
	}
	if err != nil {
		return a, err
	}
	id := a.ID
	err = json.Unmarshal(body, &a)
	a.ID = id
	return a, err
}

// Attempts implements corpus.Catalog.
func (c *Catalog) Attempts(ctx context.Context, f corpus.AttemptFilter) ([]corpus.Attempt, error) {
	if f.Limit <= 0 {
		f.Limit = -1
	}
	of, arg := "?1 = ''", "" // a condition a filter, so that each has its index
	switch {
	case f.SHA256 != "":
		of, arg = "sha256 = ?1", f.SHA256
	case f.State != "":
		of, arg = "state = ?1", f.State
	}
	var list []corpus.Attempt
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var a corpus.Attempt
		var id int64
		var body []byte
		if err := r.Scan(&id, &body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &a); err != nil {
			return err
		}
		a.ID = id
		list = append(list, a)
		return nil
	}, "SELECT id, body FROM attempt WHERE "+of+" AND (?2 = '' OR state = ?2) ORDER BY id DESC LIMIT ?3", arg, f.State, f.Limit)
	return list, err
}

// Original implements corpus.Catalog.
func (c *Catalog) Original(ctx context.Context, sum string) (corpus.Original, error) {
	var head []byte
	err := c.read.QueryRowContext(ctx, `SELECT t.head FROM text t WHERE t.sha256 = ? AND t.sha256 <> '' AND t.state IN ('current', 'superseded', 'merged')
		AND EXISTS (SELECT 1 FROM text h WHERE h.state = 'current' AND h.law IN (t.law, (SELECT target FROM merged WHERE law = t.law)))
		ORDER BY t.state <> 'current', t.id DESC LIMIT 1`, sum).Scan(&head)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Original{}, fmt.Errorf("original %s: %w", sum, corpus.ErrNotFound)
	}
	if err != nil {
		return corpus.Original{}, fmt.Errorf("original %s: %w", sum, err)
	}
	t, err := readHead(head)
	if err != nil || t.Original == nil {
		return corpus.Original{}, errors.Join(err, fmt.Errorf("original %s: %w", sum, corpus.ErrNotFound))
	}
	return *t.Original, nil
}
