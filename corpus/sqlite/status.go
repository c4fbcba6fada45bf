package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Status implements corpus.Catalog. What concerns laws is counted once a change of the catalogue; attempts and
// what the index does not know are counted each time.
func (c *Catalog) Status(ctx context.Context) (corpus.Status, error) {
	s, err := c.lawStatus(ctx)
	if err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	err = c.read.QueryRowContext(ctx, `SELECT count(*), count(DISTINCT nullif(sha256, '')) FROM attempt`).Scan(&s.Attempts, &s.Originals)
	if err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	err = c.read.QueryRowContext(ctx, `SELECT count(*) FROM attempt WHERE state = 'failed' AND id IN (
		SELECT max(id) FROM attempt WHERE state <> 'known' GROUP BY CASE sha256 WHEN '' THEN json_extract(body, '$.name') ELSE sha256 END)`).Scan(&s.Failed)
	if err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	err = c.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM text WHERE indexed = 0 AND (state = 'parted' OR state = 'current' AND `+isRead+`)) +
		(SELECT count(*) FROM withdrawn WHERE indexed = 0)`).Scan(&s.Unindexed)
	if err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	return s, nil
}

func (c *Catalog) lawStatus(ctx context.Context) (corpus.Status, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	tx, err := c.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one state of the catalogue for counter and counts
	if err != nil {
		return corpus.Status{}, err
	}
	defer tx.Rollback()
	var number int64
	var changed string
	if err := tx.QueryRowContext(ctx, "SELECT number, changed FROM change").Scan(&number, &changed); err != nil {
		return corpus.Status{}, err
	}
	if number == c.known {
		return c.status, nil
	}
	s, err := countLaws(ctx, tx)
	if err != nil {
		return s, err
	}
	if changed != "" {
		if s.Changed, err = time.Parse(time.RFC3339, changed); err != nil {
			return s, err
		}
	}
	c.status, c.known = s, number
	return s, nil
}

func countLaws(ctx context.Context, tx *sql.Tx) (corpus.Status, error) {
	s := corpus.Status{Countries: map[string]int{}, Languages: map[string]int{}, Topics: map[string]int{}, Years: map[int]int{}, Coverage: map[string]map[string]int{}}
	all := sha256.New()
	err := rows(ctx, tx, func(r *sql.Rows) error {
		var digest []byte
		err := r.Scan(&digest)
		all.Write(digest)
		return err
	}, "SELECT digest FROM text WHERE state = 'current' ORDER BY digest")
	if err != nil {
		return s, err
	}
	s.Fingerprint = hex.EncodeToString(all.Sum(nil))
	last := ""
	err = rows(ctx, tx, func(r *sql.Rows) error {
		var law, country, language string
		var year, units int
		var topics []byte
		if err := r.Scan(&law, &country, &language, &year, &units, &topics); err != nil {
			return err
		}
		if law != last {
			last = law
			s.Laws++
			s.Countries[country]++
			s.Years[year]++
		}
		s.Texts++
		s.Languages[language]++
		s.Provisions += units
		return addTopics(&s, country, topics)
	}, "SELECT law, country, language, year, units, topics FROM text WHERE state = 'current'"+order)
	return s, err
}

func addTopics(s *corpus.Status, country string, counts []byte) error {
	var topics map[string]int
	if err := json.Unmarshal(counts, &topics); err != nil {
		return err
	}
	for t, n := range topics {
		s.Topics[t] += n
		if s.Coverage[country] == nil {
			s.Coverage[country] = map[string]int{}
		}
		s.Coverage[country][t] += n
	}
	return nil
}
