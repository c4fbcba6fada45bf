package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Correct implements corpus.Catalog.
func (c *Catalog) Correct(ctx context.Context, corrections ...corpus.Correction) ([]corpus.Correction, error) {
	for i := range corrections {
		if err := corrections[i].Check(); err != nil {
			return nil, fmt.Errorf("correct: %w", err)
		}
	}
	stored := slices.Clone(corrections)
	err := c.update(ctx, func(tx *sql.Tx) error {
		for i := range stored {
			if err := c.correct(ctx, tx, &stored[i]); err != nil {
				return err
			}
		}
		return touch(ctx, tx)
	})
	if err != nil {
		return nil, fmt.Errorf("correct: %w", err)
	}
	return stored, nil
}

func (c *Catalog) correct(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	if one.Undoes != 0 {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM correction WHERE undoes = ?", one.Undoes).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%s of %s was taken back already: %w", one.What, one.Law, corpus.ErrConflict)
		}
		if !one.IsStructural() { // what depends on these, a replay tells
			if err := correctedSince(ctx, tx, one); err != nil {
				return err
			}
		}
	}
	var err error
	switch {
	case one.IsStructural():
		err = c.restructure(ctx, tx, one)
	case one.What == corpus.Withdraw:
		_, err = withdraw(ctx, tx, one.Law)
	case one.What == corpus.Restore:
		err = restore(ctx, tx, one.Law)
	case one.What == corpus.Merge && one.Undoes == 0:
		err = merge(ctx, tx, one)
	case one.What == corpus.Merge:
		err = unmerge(ctx, tx, one)
	case one.What == corpus.Apart || one.What == corpus.Looked: // it is said, no more
	case one.What == corpus.TagTopic || one.What == corpus.TagRequirement:
		err = takeBackTag(ctx, tx, one)
	case one.What == corpus.Judged:
		err = takeBackJudgement(ctx, tx, one)
	default:
		err = correctField(ctx, tx, one)
	}
	if err != nil {
		return err
	}
	return note(ctx, tx, one)
}

// note writes a correction into the log, and into it what the log says of it.
func note(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	one.At, one.Seen = time.Now().UTC().Truncate(time.Second), ""
	r, err := tx.ExecContext(ctx, "INSERT INTO correction (at, by, law, language, starts, eid, subject, what, before, after, note, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		one.At.Format(time.RFC3339), one.By, string(one.Law), one.Language, one.From.String(), string(one.EID), one.Subject, one.What, one.Before, one.After, one.Note, one.Undoes)
	if err != nil {
		return err
	}
	one.ID, err = r.LastInsertId()
	return err
}

// correctedSince is ErrConflict where what one takes back was corrected again since: values alone do not tell, they may have come and gone.
func correctedSince(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM correction c WHERE law = ? AND what = ? AND eid = ? AND subject = ? AND id > ? AND undoes = 0 AND (? = '' OR language = '' OR language = ?)
		AND NOT EXISTS (SELECT 1 FROM correction u WHERE u.undoes = c.id)`, string(one.Law), one.What, string(one.EID), one.Subject, one.Undoes, one.Language, one.Language).Scan(&n)
	if err == nil && n > 0 {
		err = fmt.Errorf("%s of %s was corrected again since; take that back first: %w", one.What, one.Law, corpus.ErrConflict)
	}
	return err
}

// withdraw takes a law out of every list, and says whether it was there; ErrNotFound where it was not.
func withdraw(ctx context.Context, tx *sql.Tx, law corpus.URI) (bool, error) {
	r, err := tx.ExecContext(ctx, "UPDATE text SET state = 'withdrawn' WHERE law = ? AND state = 'current'", string(law))
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	if err != nil {
		return false, err
	}
	if n == 0 {
		return false, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO withdrawn (law, at) VALUES (?, ?)", string(law), time.Now().UTC().Format(time.RFC3339))
	return true, err
}

// restore brings back the texts that a law had when it was withdrawn last. ErrConflict where it has come back by itself since.
func restore(ctx context.Context, tx *sql.Tx, law corpus.URI) error {
	var current int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM text WHERE law = ? AND state = 'current'", string(law)).Scan(&current); err != nil {
		return err
	}
	if current > 0 {
		return fmt.Errorf("law %s is in the library: %w", law, corpus.ErrConflict)
	}
	r, err := tx.ExecContext(ctx, `UPDATE text SET state = 'current', indexed = 0, added = ?
		WHERE id IN (SELECT max(id) FROM text WHERE law = ? AND state = 'withdrawn' GROUP BY language, starts)`, time.Now().UTC().Format(time.RFC3339), string(law))
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound))
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM withdrawn WHERE law = ?", string(law))
	return err
}

// correctField changes a field in the current texts of the law, of one language where the correction names it, that have the value of before, and stores
// them anew.
func correctField(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	texts, err := currentTexts(ctx, tx, one.Law, one.Language)
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		return fmt.Errorf("law %s %s: %w", one.Law, one.Language, corpus.ErrNotFound)
	}
	now := texts[0].text.FieldOf(one.What)
	texts = slices.DeleteFunc(texts, func(s storedText) bool { return s.text.FieldOf(one.What) != one.Before })
	if len(texts) == 0 {
		return fmt.Errorf("%s of %s is %q now, not %q: %w", one.What, one.Law, now, one.Before, corpus.ErrConflict)
	}
	for _, s := range texts {
		t := s.text
		if err := t.Apply(one); err != nil {
			return err
		}
		one.After = t.FieldOf(one.What)
		if err := replace(ctx, tx, s.id, t); err != nil {
			return err
		}
	}
	return nil
}

// storedText is a text with its row.
type storedText struct {
	id   int64
	text corpus.Text
}

func currentTexts(ctx context.Context, tx *sql.Tx, law corpus.URI, language string) (out []storedText, err error) {
	err = rows(ctx, tx, func(r *sql.Rows) error {
		var s storedText
		var head []byte
		if err := r.Scan(&s.id, &head); err != nil {
			return err
		}
		var err error
		s.text, err = readHead(head)
		out = append(out, s)
		return err
	}, "SELECT id, head FROM text WHERE law = ? AND (? = '' OR language = ?) AND state = 'current'"+order, string(law), language, language)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].text.Provisions, err = provisions(ctx, tx, out[i].id); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Corrections implements corpus.Catalog.
func (c *Catalog) Corrections(ctx context.Context, f corpus.CorrectionFilter) ([]corpus.Correction, error) {
	out, err := corrections(ctx, c.read, f)
	if err != nil {
		return nil, fmt.Errorf("corrections: %w", err)
	}
	return out, nil
}

func corrections(ctx context.Context, q querier, f corpus.CorrectionFilter) (out []corpus.Correction, err error) {
	limit := f.Limit
	if limit == 0 {
		limit = -1
	}
	err = rows(ctx, q, func(r *sql.Rows) error {
		var one corpus.Correction
		var at, from string
		if err := r.Scan(&one.ID, &at, &one.By, &one.Law, &one.Language, &from, &one.EID, &one.Subject, &one.What, &one.Before, &one.After, &one.Note, &one.Undoes, &one.UndoneBy); err != nil {
			return err
		}
		var err error
		if from != "" {
			if one.From, err = corpus.ParseDate(from); err != nil {
				return err
			}
		}
		one.At, err = time.Parse(time.RFC3339, at)
		out = append(out, one)
		return err
	}, `SELECT id, at, by, law, language, starts, eid, subject, what, before, after, note, undoes,
		ifnull((SELECT u.id FROM correction u WHERE u.undoes = c.id AND u.undoes <> 0), 0) FROM correction c
		WHERE (?1 = '' OR law = ?1 OR what IN ('merge', 'apart') AND ?1 IN (before, after) OR what = 'judgement' AND (instr(before, ?2) OR instr(after, ?2)))
		AND (?3 = '' OR by = ?3) AND (?4 = '' OR what = ?4 OR ?4 = 'relation' AND what LIKE 'relation:%') AND (?5 = 0 OR id = ?5) AND (?6 = 0 OR id < ?6)
		AND (?7 = '' OR at >= ?7) AND (?8 = '' OR at < ?8 || 'U') ORDER BY id DESC LIMIT ?9`,
		string(f.Law), `"law":"`+string(f.Law)+`"`, f.By, f.What, f.ID, f.Below, f.From.String(), f.Until.String(), limit)
	return out, err
}

// keepCorrected gives t the fields that people corrected of its law.
func (w *writer) keepCorrected(t *corpus.Text) error {
	all, err := corrections(w.ctx, w.tx, corpus.CorrectionFilter{Law: t.ID})
	if err != nil || len(all) == 0 {
		return err
	}
	slices.Reverse(all)
	for _, one := range corpus.Holding(all) {
		if _, _, related := corpus.ParseRelationField(one.What); one.Law != t.ID || !related && !slices.Contains(corpus.CorrectedFields, one.What) || one.Language != "" && one.Language != t.Language {
			continue
		}
		if err := t.Apply(&one); err != nil {
			return err
		}
	}
	return nil
}
