package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Judge implements corpus.Catalog. ErrInvalid if a judgement has no country, requirement or author.
func (c *Catalog) Judge(ctx context.Context, js ...corpus.Judgement) error {
	for _, j := range js {
		if j.Country == "" || j.Requirement == "" || j.By == "" {
			return fmt.Errorf("judgement on %q for %q by %q: country, requirement and author are needed: %w", j.Requirement, j.Country, j.By, corpus.ErrInvalid)
		}
	}
	return c.update(ctx, func(tx *sql.Tx) error {
		for _, j := range js {
			j.ID = 0
			body, err := json.Marshal(j)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO judgement (country, requirement, body) VALUES (?, ?, ?)", j.Country, j.Requirement, body); err != nil {
				return err
			}
		}
		return nil
	})
}

// Judgements implements corpus.Catalog. What came from another library may have been decided before what is stored here.
func (c *Catalog) Judgements(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
	history, err := c.JudgementHistory(ctx, country, instrument)
	var newest []corpus.Judgement
	for i, j := range history {
		if i+1 == len(history) || history[i+1].Country != j.Country || history[i+1].Requirement != j.Requirement {
			newest = append(newest, j)
		}
	}
	return newest, err
}

// JudgementHistory implements corpus.Catalog.
func (c *Catalog) JudgementHistory(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
	var list []corpus.Judgement
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var j corpus.Judgement
		var id int64
		var body []byte
		if err := r.Scan(&id, &body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &j); err != nil {
			return err
		}
		j.ID = id
		if instrument == "" || strings.HasPrefix(j.Requirement, instrument+"/") {
			list = append(list, j)
		}
		return nil
	}, "SELECT id, body FROM judgement WHERE ? = '' OR country = ? ORDER BY country, requirement", country, country)
	slices.SortStableFunc(list, func(a, b corpus.Judgement) int {
		return cmp.Or(strings.Compare(a.Country, b.Country), strings.Compare(a.Requirement, b.Requirement), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return list, err
}
