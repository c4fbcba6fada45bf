package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/pandect/pandect/corpus"
)

// changed lists laws by their newest change. The wordings that are superseded say nothing: what superseded them is newer. Of a law withdrawn and taken in
// again the withdrawn rows stay, which its current ones outdate. One that was merged with another is gone as well.
const changed = `SELECT t.law, max(t.added, coalesce(w.at, '')) AS at, w.law IS NOT NULL AS gone, t.country, t.topics
	FROM (SELECT law, max(added) AS added, max(country) AS country, json_group_array(json(topics)) AS topics
		FROM text x WHERE state = 'current' OR (state IN ('withdrawn', 'merged') AND law IN (SELECT law FROM withdrawn)) GROUP BY law) t
	LEFT JOIN withdrawn w ON w.law = t.law`

// Changes implements corpus.Catalog.
func (c *Catalog) Changes(ctx context.Context, f corpus.ChangeFilter) ([]corpus.Change, error) {
	query, args := "SELECT law, at, gone, country, topics FROM ("+changed+") WHERE 1", []any{}
	add := func(clause string, values ...any) {
		query += " AND " + clause
		args = append(args, values...)
	}
	if f.Law != "" {
		add("law = ?", string(f.Law))
	}
	if f.Country != "" {
		add("country = ?", f.Country)
	}
	if f.Topic != "" {
		add("topics LIKE ? ESCAPE '\\'", `%"`+escapeLike(f.Topic)+`":%`)
	}
	if !f.From.IsZero() {
		add("at >= ?", f.From.UTC().Format(time.RFC3339))
	}
	if !f.Until.IsZero() {
		add("at <= ?", f.Until.UTC().Format(time.RFC3339))
	}
	if f.After.Law != "" {
		add("(at, law) > (?, ?)", f.After.At.UTC().Format(time.RFC3339), string(f.After.Law))
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	var list []corpus.Change
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var ch corpus.Change
		var at string
		var topics []byte
		if err := r.Scan(&ch.Law, &at, &ch.Withdrawn, &ch.Country, &topics); err != nil {
			return err
		}
		var counts []map[string]int
		if err := json.Unmarshal(topics, &counts); err != nil {
			return err
		}
		ids := map[string]bool{}
		for _, of := range counts {
			for id := range of {
				ids[id] = true
			}
		}
		ch.Topics = slices.Sorted(maps.Keys(ids))
		var err error
		ch.At, err = time.Parse(time.RFC3339, at)
		list = append(list, ch)
		return err
	}, query+" ORDER BY at, law LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("changes: %w", err)
	}
	return list, nil
}
