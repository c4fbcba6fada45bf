package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
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

// Judgements implements corpus.Catalog, in order of country and requirement.
func (c *Catalog) Judgements(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
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
	}, "SELECT id, body FROM judgement WHERE id IN (SELECT max(id) FROM judgement WHERE ? = '' OR country = ? GROUP BY country, requirement) ORDER BY country, requirement",
		country, country)
	return list, err
}
