package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Judge implements corpus.Catalog.
func (c *Catalog) Judge(ctx context.Context, js ...corpus.Judgement) error {
	for i := range js {
		if err := js[i].Check(); err != nil {
			return err
		}
	}
	return c.update(ctx, func(tx *sql.Tx) error {
		for _, j := range js {
			j.ID = 0
			one := corpus.Correction{By: cmp.Or(j.ImportedBy, j.By), Subject: j.Country + " " + j.Requirement, What: corpus.Judged, After: asJSONText(j)}
			held, err := judged(ctx, tx, one.Subject)
			if err != nil {
				return err
			}
			if held != nil {
				one.Before = asJSONText(held)
			}
			if err := storeJudgement(ctx, tx, j); err != nil {
				return err
			}
			if err := note(ctx, tx, &one); err != nil {
				return err
			}
		}
		return nil
	})
}

func storeJudgement(ctx context.Context, tx *sql.Tx, j corpus.Judgement) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO judgement (country, requirement, body) VALUES (?, ?, ?)", j.Country, j.Requirement, asJSONText(j))
	return err
}

// judged is the judgement that counts on a subject (country and requirement), nil where there is none.
func judged(ctx context.Context, q querier, subject string) (*corpus.Judgement, error) {
	country, requirement, _ := strings.Cut(subject, " ")
	list, err := judgementHistory(ctx, q, country, requirement)
	if err != nil || len(list) == 0 || list[len(list)-1].State == corpus.TakenBack {
		return nil, err
	}
	newest := list[len(list)-1]
	newest.ID = 0
	return &newest, nil
}

// takeBackJudgement decides again as it was decided before, or not at all.
func takeBackJudgement(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	var said corpus.Judgement
	if err := json.Unmarshal([]byte(one.Before), &said); err != nil {
		return err
	}
	held, err := judged(ctx, tx, one.Subject)
	if err != nil {
		return err
	}
	if held != nil {
		held.At = said.At // what was taken back to it was decided again
	}
	if held == nil || asJSONText(held) != asJSONText(said) {
		return fmt.Errorf("judgement on %s: another counts now: %w", one.Subject, corpus.ErrConflict)
	}
	again := corpus.Judgement{Country: said.Country, Requirement: said.Requirement, State: corpus.TakenBack, Cycle: said.Cycle}
	if one.After != "" {
		if err := json.Unmarshal([]byte(one.After), &again); err != nil {
			return err
		}
	} else {
		again.By = one.By
	}
	again.ID, again.At = 0, time.Now().UTC()
	return storeJudgement(ctx, tx, again)
}

// Judgements implements corpus.Catalog. What came from another library may have been decided before what is stored here.
func (c *Catalog) Judgements(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
	history, err := c.JudgementHistory(ctx, country, instrument)
	var newest []corpus.Judgement
	for i, j := range history {
		if last := i+1 == len(history) || history[i+1].Country != j.Country || history[i+1].Requirement != j.Requirement; last && j.State != corpus.TakenBack {
			newest = append(newest, j)
		}
	}
	return newest, err
}

// JudgementHistory implements corpus.Catalog.
func (c *Catalog) JudgementHistory(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
	return judgementHistory(ctx, c.read, country, instrument)
}

// judgementHistory is that of an instrument, or of one requirement.
func judgementHistory(ctx context.Context, q querier, country, of string) ([]corpus.Judgement, error) {
	var list []corpus.Judgement
	err := rows(ctx, q, func(r *sql.Rows) error {
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
		if of == "" || j.Requirement == of || strings.HasPrefix(j.Requirement, of+"/") {
			list = append(list, j)
		}
		return nil
	}, "SELECT id, body FROM judgement WHERE ? = '' OR country = ? ORDER BY country, requirement", country, country)
	slices.SortStableFunc(list, func(a, b corpus.Judgement) int {
		return cmp.Or(strings.Compare(a.Country, b.Country), strings.Compare(a.Requirement, b.Requirement), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return list, err
}
