package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// withMerged names ?1 and the laws that were merged into it.
const withMerged = "WITH RECURSIVE one (law) AS (VALUES (?1) UNION SELECT m.law FROM merged m JOIN one ON m.target = one.law) "

// Versions implements corpus.Catalog. A wording that gave way to another reading of the same original (new tags, a better reader) is no version of the law.
func (c *Catalog) Versions(ctx context.Context, law corpus.URI) ([]corpus.Version, error) {
	var out []corpus.Version
	current := false
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var v corpus.Version
		var digest []byte
		var from, state, added string
		if err := r.Scan(&digest, &v.Language, &from, &state, &added, &v.Title); err != nil {
			return err
		}
		v.ID = hex.EncodeToString(digest)[:corpus.VersionIDLength]
		v.Superseded = state != "current"
		current = current || !v.Superseded
		if from != "" {
			var err error
			if v.From, err = corpus.ParseDate(from); err != nil {
				return err
			}
		}
		var err error
		v.Added, err = time.Parse(time.RFC3339Nano, added)
		out = append(out, v)
		return err
	}, withMerged+`SELECT digest, language, starts, state, added, title FROM text WHERE law IN one AND (state = 'current' OR state IN ('superseded', 'merged') AND NOT (sha256 <> '' AND EXISTS
		(SELECT 1 FROM text n WHERE n.law IN one AND n.sha256 = text.sha256 AND n.language = text.language AND n.starts = text.starts AND
			(n.state = 'current' OR n.state = 'merged' AND text.state = 'superseded')))) ORDER BY law <> ?1, rank, starts DESC, state, id DESC`, string(law))
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", law, err)
	}
	if !current {
		return nil, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	return out, nil
}

// Version implements corpus.Catalog. Of wordings put twice the newest record is given: they are the same.
func (c *Catalog) Version(ctx context.Context, law corpus.URI, id string) (corpus.Text, error) {
	var text int64
	var head []byte
	digits := strings.ToUpper(id)
	if len(id) != corpus.VersionIDLength {
		return corpus.Text{}, fmt.Errorf("law %s, version %q: %w", law, id, corpus.ErrNotFound)
	}
	err := c.read.QueryRowContext(ctx, withMerged+"SELECT id, head FROM text WHERE law IN one AND substr(hex(digest), 1, ?2) = ?3 AND state IN ('current', 'superseded', 'merged') ORDER BY id DESC LIMIT 1",
		string(law), corpus.VersionIDLength, digits).Scan(&text, &head)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Text{}, fmt.Errorf("law %s, version %q: %w", law, id, corpus.ErrNotFound)
	}
	if err != nil {
		return corpus.Text{}, fmt.Errorf("law %s: %w", law, err)
	}
	t, err := c.whole(ctx, text, head)
	t.ID = law
	return t, err
}
