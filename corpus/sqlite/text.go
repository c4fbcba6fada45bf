package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Put implements corpus.Catalog.
func (c *Catalog) Put(ctx context.Context, texts []corpus.Text, attempts []corpus.Attempt) error {
	for i := range texts {
		if err := texts[i].Check(); err != nil {
			return fmt.Errorf("put: %w", err)
		}
	}
	err := c.update(ctx, func(tx *sql.Tx) error {
		w, err := newWriter(ctx, tx)
		if err != nil {
			return err
		}
		defer w.close()
		w.catalog = c
		for i := range texts {
			if err := w.put(&texts[i]); err != nil {
				return fmt.Errorf("%s: %w", texts[i].ID, err)
			}
		}
		for i := range attempts {
			if err := record(ctx, tx, attempts[i]); err != nil {
				return err
			}
		}
		if w.changed {
			return touch(ctx, tx)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("put: %w", err)
	}
	return nil
}

// Rewrite implements corpus.Catalog.
func (c *Catalog) Rewrite(ctx context.Context, laws []corpus.URI, fn func(t *corpus.Text)) error {
	err := c.update(ctx, func(tx *sql.Tx) error {
		w, err := newWriter(ctx, tx)
		if err != nil {
			return err
		}
		defer w.close()
		w.catalog = c
		for _, law := range laws {
			if err := w.rewrite(law, fn); err != nil {
				return fmt.Errorf("%s: %w", law, err)
			}
		}
		if w.changed {
			return touch(ctx, tx)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	return nil
}

func (w *writer) rewrite(law corpus.URI, fn func(t *corpus.Text)) error {
	var ids []int64
	var texts []corpus.Text
	err := rows(w.ctx, w.tx, func(r *sql.Rows) error {
		var id int64
		var head []byte
		if err := r.Scan(&id, &head); err != nil {
			return err
		}
		t, err := readHead(head)
		ids, texts = append(ids, id), append(texts, t)
		return err
	}, "SELECT id, head FROM text WHERE law = ? AND state = 'current' ORDER BY language, starts", string(law))
	if err != nil {
		return err
	}
	for i, id := range ids {
		t := texts[i]
		if t.Provisions, err = provisions(w.ctx, w.tx, id); err != nil {
			return err
		}
		fn(&t)
		if err := t.Check(); err != nil {
			return err
		}
		if err := w.put(&t); err != nil {
			return err
		}
	}
	return nil
}

// touch moves the change counter, by which Status knows that what it keeps is old.
func touch(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE change SET number = number + 1, changed = ?", time.Now().UTC().Format(time.RFC3339))
	return err
}

// writer puts texts within one transaction.
type writer struct {
	ctx         context.Context
	tx          *sql.Tx
	text, part  *sql.Stmt
	catalog     *Catalog // of put
	changed     bool
	transaction string // the time it began
}

func newWriter(ctx context.Context, tx *sql.Tx) (*writer, error) {
	w := &writer{ctx: ctx, tx: tx, transaction: time.Now().UTC().Format(time.RFC3339)}
	var err error
	w.text, err = tx.PrepareContext(ctx, `INSERT INTO text (law, language, starts, state, head, country, type, status, year, title, topics, sha256, digest, units, people, added, words)
		VALUES (?, ?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return nil, err
	}
	w.part, err = tx.PrepareContext(ctx, "INSERT INTO part (id, text, parent, eid, unit, path, body) VALUES (?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return nil, errors.Join(err, w.text.Close())
	}
	return w, nil
}

func (w *writer) close() { w.text.Close(); w.part.Close() }

// put stores t unless the catalogue has it to the letter, and supersedes the wording it had. What people decided is carried over to t itself, so that what its caller
// puts into the index is what is stored.
func (w *writer) put(given *corpus.Text) error {
	t := *given
	aside, err := w.joined(&t)
	if err != nil || aside {
		return err
	}
	var old int64
	var people bool
	var digest []byte
	err = w.tx.QueryRowContext(w.ctx, "SELECT id, people, digest FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'",
		string(t.ID), t.Language, t.From.String()).Scan(&old, &people, &digest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	found := err == nil
	if err := w.keepCorrected(&t); err != nil {
		return err
	}
	kept, err := w.keepStructure(&t, old)
	if err != nil {
		return err
	}
	if found && people && !kept {
		if err := w.carryOver(old, &t); err != nil {
			return err
		}
	}
	t, sum, err := asStored(t)
	if err != nil {
		return err
	}
	*given = t
	if found && bytes.Equal(sum, digest) {
		return nil
	}
	w.changed = true
	if found {
		if _, err := w.tx.ExecContext(w.ctx, "UPDATE text SET state = 'superseded' WHERE id = ?", old); err != nil {
			return err
		}
	}
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM withdrawn WHERE law = ?", string(t.ID)); err != nil {
		return err
	}
	// A law that comes back by itself comes without the texts that it had: no later restore brings them.
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE text SET state = 'superseded' WHERE law = ? AND state = 'withdrawn'", string(t.ID)); err != nil {
		return err
	}
	return w.insert(&t, sum)
}

// asStored is t as it is stored, and the SHA-256 of its record. It differs from t only where t is not UTF-8: JSON has U+FFFD there.
func asStored(t corpus.Text) (corpus.Text, []byte, error) {
	t.Relations = unresolved(&t)
	record, err := json.Marshal(t)
	if err != nil {
		return t, nil, err
	}
	if bytes.Contains(record, []byte(`\ufffd`)) {
		t = corpus.Text{}
		if err := json.Unmarshal(record, &t); err != nil {
			return t, nil, err
		}
		if record, err = json.Marshal(t); err != nil {
			return t, nil, err
		}
	}
	sum := sha256.Sum256(record)
	return t, sum[:], nil
}

func (w *writer) insert(t *corpus.Text, digest []byte) error {
	head := *t
	head.Provisions = nil
	headJSON, err := json.Marshal(head)
	if err != nil {
		return err
	}
	units := t.Units()
	topics, err := json.Marshal(topicCounts(units))
	if err != nil {
		return err
	}
	sha := ""
	if t.Original != nil {
		sha = t.Original.SHA256
	}
	r, err := w.text.ExecContext(w.ctx, string(t.ID), t.Language, t.From.String(), headJSON, t.Country, t.Type, t.Status, t.Year, t.Title,
		topics, sha, digest, len(units), judgedByPeople(t), w.transaction, titleWords(&t.Law))
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "UPDATE text SET rank = (SELECT min(id) FROM text WHERE law = ? AND language = ?) WHERE id = ?", string(t.ID), t.Language, id)
	if err != nil {
		return err
	}
	if err := w.insertNames(id, t); err != nil {
		return err
	}
	parts := cut(t)
	if len(parts) > maxParts {
		return fmt.Errorf("%d provisions, of which a text may have %d: %w", len(parts), maxParts, corpus.ErrInvalid)
	}
	for _, p := range parts {
		if err := w.insertPart(id, p); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) insertPart(text int64, p part) error {
	body, err := json.Marshal(p.node)
	if err != nil {
		return err
	}
	path, err := json.Marshal(p.path)
	if err != nil {
		return err
	}
	_, err = w.part.ExecContext(w.ctx, rowOf(text, p.seq), text, p.parent, string(p.node.EID), p.unit, path, body)
	return err
}

// carryOver gives t the tags that people gave or rejected on the wording it supersedes, where the EID is still there.
func (w *writer) carryOver(old int64, t *corpus.Text) error {
	before, err := provisions(w.ctx, w.tx, old)
	if err != nil {
		return err
	}
	byEID := map[corpus.EID]*corpus.Provision{}
	for p := range corpus.All(t.Provisions) {
		byEID[p.EID] = p
	}
	for p := range corpus.All(before) {
		if now := byEID[p.EID]; now != nil {
			carryAll(p, []*corpus.Provision{now})
		}
	}
	return nil
}

func judgedByPeople(t *corpus.Text) bool {
	for p := range corpus.All(t.Provisions) {
		for _, tags := range [...][]corpus.Tag{p.Topics, p.Needs} {
			for _, g := range tags {
				if g.ByPerson() {
					return true
				}
			}
		}
	}
	return false
}

// topicCounts is how many units carry each topic.
func topicCounts(units []corpus.Unit) map[string]int {
	counts := map[string]int{}
	for i := range units {
		for _, g := range units[i].Topics {
			counts[g.ID]++
		}
	}
	return counts
}

// Delete implements corpus.Catalog.
func (c *Catalog) Delete(ctx context.Context, laws ...corpus.URI) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		changed := false
		for _, law := range laws {
			was, err := withdraw(ctx, tx, law)
			if err != nil && !errors.Is(err, corpus.ErrNotFound) {
				return err
			}
			changed = changed || was
		}
		if !changed {
			return nil
		}
		return touch(ctx, tx)
	})
}
