package sqlite

import (
	"bytes"
	"context"
	"database/sql"

	"github.com/pandect/pandect/corpus"
)

// pageUnits is how many provisions Unindexed hands over at a time: what the index fills best with.
const pageUnits = 1000

// Unindexed implements corpus.Catalog.
func (c *Catalog) Unindexed(ctx context.Context, schema int, fn func(changed []corpus.Text, deleted []corpus.URI) error) error {
	var deleted []corpus.URI
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var law string
		err := r.Scan(&law)
		deleted = append(deleted, corpus.URI(law))
		return err
	}, "SELECT law FROM withdrawn WHERE indexed <> ?1 UNION SELECT law FROM text WHERE state = 'parted' AND indexed <> ?1 ORDER BY law", schema)
	if err == nil && len(deleted) > 0 {
		err = fn(nil, deleted)
	}
	if err != nil {
		return err
	}
	var page []corpus.Text
	units := 0
	err = c.eachOf(ctx, func(t corpus.Text) error {
		page = append(page, t)
		for range corpus.All(t.Provisions) {
			units++
		}
		if units < pageUnits {
			return nil
		}
		defer func() { page, units = nil, 0 }()
		return fn(page, nil)
	}, "SELECT id FROM text WHERE state = 'current' AND indexed <> ? ORDER BY id", schema)
	if err != nil || len(page) == 0 {
		return err
	}
	return fn(page, nil)
}

// MarkIndexed implements corpus.Catalog. A text that was superseded since it was read is left unmarked.
func (c *Catalog) MarkIndexed(ctx context.Context, schema int, texts []corpus.Text, deleted []corpus.URI) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		for i := range texts {
			if err := mark(ctx, tx, schema, &texts[i]); err != nil {
				return err
			}
		}
		for _, law := range deleted {
			for _, query := range []string{"UPDATE withdrawn SET indexed = ? WHERE law = ?", "UPDATE text SET indexed = ? WHERE law = ? AND state = 'parted'"} {
				if _, err := tx.ExecContext(ctx, query, schema, string(law)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// ForgetIndexed implements corpus.Catalog.
func (c *Catalog) ForgetIndexed(ctx context.Context) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE text SET indexed = 0 WHERE indexed <> 0")
		return err
	})
}

// IndexedUnits is how many units an index of this schema holds at least, by the marks: of several wordings in a language it holds one.
func (c *Catalog) IndexedUnits(ctx context.Context, schema int) (n int, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT coalesce(sum(n), 0) FROM
		(SELECT min(units) AS n FROM text WHERE state = 'current' AND indexed = ? GROUP BY law, language)`, schema).Scan(&n)
	return n, err
}

func mark(ctx context.Context, tx *sql.Tx, schema int, t *corpus.Text) error {
	var id int64
	var people bool
	var digest []byte
	err := tx.QueryRowContext(ctx, "SELECT id, people, digest FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'",
		string(t.ID), t.Language, t.From.String()).Scan(&id, &people, &digest)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	_, sum, err := asStored(*t)
	if err != nil {
		return err
	}
	if !bytes.Equal(sum, digest) { // superseded, or with people's tags carried over: the next run indexes what is there now
		return nil
	}
	_, err = tx.ExecContext(ctx, "UPDATE text SET indexed = ? WHERE id = ?", schema, id)
	return err
}
