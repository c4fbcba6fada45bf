package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/pandect/pandect/corpus"
)

// SetTag implements corpus.Catalog. The text is stored anew, so that the index learns of it.
func (c *Catalog) SetTag(ctx context.Context, ref corpus.Ref, requirement bool, tag corpus.Tag) error {
	if tag.ID == "" || tag.By == "" || tag.By == corpus.ByProgram {
		return fmt.Errorf("tag %q on %s by %q: a person's name is needed: %w", tag.ID, ref, tag.By, corpus.ErrInvalid)
	}
	return c.update(ctx, func(tx *sql.Tx) error {
		var id int64
		var head []byte
		err := tx.QueryRowContext(ctx, "SELECT id, head FROM text WHERE law = ? AND (? = '' OR language = ?) AND state = 'current'"+order+" LIMIT 1",
			string(ref.Law), ref.Language, ref.Language).Scan(&id, &head)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("law %s: %w", ref.Law, corpus.ErrNotFound)
		}
		if err != nil {
			return err
		}
		var t corpus.Text
		if err := json.Unmarshal(head, &t); err != nil {
			return err
		}
		if t.Provisions, err = provisions(ctx, tx, id); err != nil {
			return err
		}
		if !setTag(t.Provisions, ref.EID, requirement, tag) {
			return fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound)
		}
		if err := t.Check(); err != nil {
			return err
		}
		w, err := newWriter(ctx, tx)
		if err != nil {
			return err
		}
		defer w.close()
		t, sum, err := asStored(t)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE text SET state = 'superseded' WHERE id = ?", id); err != nil {
			return err
		}
		if err := w.insert(&t, sum); err != nil {
			return err
		}
		return touch(ctx, tx)
	})
}

// setTag puts tag in the place of what the provision has of its ID; false if there is no such provision.
func setTag(ps []corpus.Provision, eid corpus.EID, requirement bool, tag corpus.Tag) bool {
	for p := range corpus.All(ps) {
		if p.EID != eid {
			continue
		}
		tags := &p.Topics
		if requirement {
			tags = &p.Needs
		}
		*tags = append(slices.DeleteFunc(slices.Clone(*tags), func(t corpus.Tag) bool { return t.ID == tag.ID }), tag)
		return true
	}
	return false
}
