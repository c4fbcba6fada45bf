package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Did notes that the library was cared for now: a backup, check or reindex that ended well.
func (c *Catalog) Did(ctx context.Context, name string) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO upkeep VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2", name, time.Now().UTC().Format(time.RFC3339))
		return err
	})
}

// Upkeep says when Did was last called with each name, and when a document was last taken in ("ingestion"). What never happened is absent.
func (c *Catalog) Upkeep(ctx context.Context) (map[string]time.Time, error) {
	last := map[string]time.Time{}
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var name, at string
		if err := r.Scan(&name, &at); err != nil {
			return err
		}
		t, err := time.Parse(time.RFC3339, at)
		last[name] = t.UTC()
		return err
	}, `SELECT name, at FROM upkeep UNION ALL
		SELECT * FROM (SELECT 'ingestion', json_extract(body, '$.at') FROM attempt WHERE state = 'accepted' ORDER BY id DESC LIMIT 1)`)
	if err != nil {
		return nil, fmt.Errorf("upkeep: %w", err)
	}
	return last, nil
}
