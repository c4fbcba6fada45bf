package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/pandect/pandect/corpus"
)

// pageUnits is how many provisions Unindexed hands over at a time: what the index fills best with.
const pageUnits = 1000

const (
	selectUnindexed = "SELECT id FROM text WHERE state = 'current' AND indexed <> ? AND " + isRead + " ORDER BY id"
	selectGone      = "SELECT law FROM withdrawn WHERE indexed <> ?1 UNION SELECT law FROM text WHERE state = 'parted' AND indexed <> ?1 ORDER BY law"
)

// Unindexed implements corpus.Catalog.
func (c *Catalog) Unindexed(ctx context.Context, schema int, fn func(changed []corpus.Text, deleted []corpus.URI) error) error {
	var deleted []corpus.URI
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var law string
		err := r.Scan(&law)
		deleted = append(deleted, corpus.URI(law))
		return err
	}, selectGone, schema)
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
		for p := range corpus.All(t.Provisions) {
			units += 1 + len(p.Text)>>13 // as in Text.Load
		}
		if units < pageUnits {
			return nil
		}
		defer func() { page, units = nil, 0 }()
		return fn(page, nil)
	}, selectUnindexed, schema)
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

// IndexedUnits is how many units an index of this schema holds at least, by the marks.
func (c *Catalog) IndexedUnits(ctx context.Context, schema int) (n int, err error) {
	err = c.read.QueryRowContext(ctx, "SELECT coalesce(sum(units), 0) FROM text WHERE state = 'current' AND indexed = ?", schema).Scan(&n)
	return n, err
}

// ReadToday implements corpus.Catalog. All texts go in one statement.
func (c *Catalog) ReadToday(ctx context.Context, texts []corpus.Text) ([]corpus.Text, error) {
	keys := make([][3]string, len(texts))
	for i := range texts {
		keys[i] = [3]string{string(texts[i].ID), texts[i].Language, texts[i].From.String()}
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	var out []corpus.Text
	err = rows(ctx, c.read, func(r *sql.Rows) error {
		var i int
		err := r.Scan(&i)
		out = append(out, texts[i])
		return err
	}, `SELECT r.key FROM json_each(?) r CROSS JOIN text WHERE law = r.value ->> 0 AND language = r.value ->> 1 AND starts = r.value ->> 2 AND state = 'current' AND `+isRead+
		" ORDER BY r.key", string(list))
	if err != nil {
		return nil, fmt.Errorf("wordings read today: %w", err)
	}
	return out, nil
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
	if _, err = tx.ExecContext(ctx, "UPDATE text SET indexed = ? WHERE id = ?", schema, id); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE text SET indexed = 0 WHERE law = ? AND language = ? AND state = 'current' AND starts <> ? AND indexed <> 0",
		string(t.ID), t.Language, t.From.String()) // it took its place
	return err
}
