package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// broughtText is a text of a law that got something from one that was merged into it.
type broughtText struct {
	Language string `json:"language"`
	Starts   string `json:"starts,omitempty"`
	Row      int64  `json:"row"`           // as it was stored then
	Was      int64  `json:"was,omitempty"` // what it superseded; 0: the law had no such text
}

// merge lets the law be one with another: the texts that the other has not join it, what people said of the same wording too, and its own texts become wordings of the other.
func merge(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	kept := corpus.URI(one.After)
	theirs, err := currentTexts(ctx, tx, one.Law, "")
	if err == nil && len(theirs) == 0 {
		err = fmt.Errorf("law %s: %w", one.Law, corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	ours, err := currentTexts(ctx, tx, kept, "")
	if err == nil && len(ours) == 0 {
		err = fmt.Errorf("law %s: %w", kept, corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	if a, b := theirs[0].text.Country, ours[0].text.Country; a != b {
		return fmt.Errorf("%s is a law of %s and %s of %s: %w", one.Law, a, kept, b, corpus.ErrInvalid)
	}
	brought := []broughtText{}
	for _, s := range theirs {
		b := broughtText{Language: s.text.Language, Starts: s.text.From.String()}
		t, same := s.text, false
		for _, o := range ours {
			if o.text.Language == s.text.Language && o.text.From == s.text.From {
				t, b.Was, same = o.text, o.id, true
			}
		}
		if same && !takeSaid(t.Provisions, s.text.Provisions) {
			continue
		}
		t.ID = kept
		if err := replace(ctx, tx, b.Was, t); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT max(id) FROM text").Scan(&b.Row); err != nil {
			return err
		}
		brought = append(brought, b)
	}
	list, err := json.Marshal(brought)
	if err != nil {
		return err
	}
	now := time.Now().UTC().Format(time.RFC3339)
	for _, step := range []struct {
		query string
		args  []any
	}{
		{"UPDATE text SET state = 'merged' WHERE law = ? AND state = 'current'", []any{string(one.Law)}},
		{"INSERT OR REPLACE INTO withdrawn (law, at) VALUES (?, ?)", []any{string(one.Law), now}},
		{"INSERT INTO merged VALUES (?, ?, ?)", []any{string(one.Law), string(kept), list}},
	} {
		if _, err := tx.ExecContext(ctx, step.query, step.args...); err != nil {
			return err
		}
	}
	return nil
}

// takeSaid gives provisions what people said of the same wording at the same place in another text, where nobody said anything of it, and says whether it was anything.
func takeSaid(ours, theirs []corpus.Provision) (any bool) {
	take := func(to *[]corpus.Tag, from []corpus.Tag) {
	next:
		for _, g := range from {
			if !g.ByPerson() {
				continue
			}
			for i, x := range *to {
				if x.ID == g.ID {
					if !x.ByPerson() {
						(*to)[i], any = g, true
					}
					continue next
				}
			}
			*to, any = append(*to, g), true
		}
	}
	at := map[corpus.EID]*corpus.Provision{}
	for q := range corpus.All(ours) {
		at[q.EID] = q
	}
	for p := range corpus.All(theirs) {
		if q := at[p.EID]; q != nil && q.Text == p.Text {
			take(&q.Topics, p.Topics)
			take(&q.Needs, p.Needs)
		}
	}
	return any
}

// unmerge takes a merge back: both laws are as they were, but for what was read anew since.
func unmerge(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	var kept string
	var list []byte
	err := tx.QueryRowContext(ctx, "SELECT target, brought FROM merged WHERE law = ?", string(one.Law)).Scan(&kept, &list)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("law %s is not merged with another: %w", one.Law, corpus.ErrConflict)
	}
	if err != nil {
		return err
	}
	var brought []broughtText
	if err := json.Unmarshal(list, &brought); err != nil {
		return err
	}
	now := time.Now().UTC().Format(time.RFC3339)
	steps := []struct {
		query string
		args  []any
	}{
		{"UPDATE text SET state = 'current', indexed = 0, added = ? WHERE law = ? AND state = 'merged'", []any{now, string(one.Law)}},
		{"DELETE FROM withdrawn WHERE law = ?", []any{string(one.Law)}},
		{"DELETE FROM merged WHERE law = ?", []any{string(one.Law)}},
	}
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	for _, b := range brought {
		if err := giveBack(ctx, tx, one, corpus.URI(kept), b); err != nil {
			return err
		}
	}
	return nil
}

// giveBack takes a text that came by a merge away from the law that got it. ErrConflict where people corrected its structure there, or nothing else is left of that law.
func giveBack(ctx context.Context, tx *sql.Tx, one *corpus.Correction, kept corpus.URI, b broughtText) error {
	var id int64
	err := tx.QueryRowContext(ctx, "SELECT id FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'", string(kept), b.Language, b.Starts).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // withdrawn since
	}
	if err != nil {
		return err
	}
	if b.Was != 0 {
		if id != b.Row { // read or corrected since: what people said of the other stays with it
			return nil
		}
		if _, err := tx.ExecContext(ctx, "UPDATE text SET state = 'superseded' WHERE id = ?", id); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE text SET state = 'current', indexed = 0 WHERE id = ?", b.Was)
		return err
	}
	var n int
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM reading WHERE law = ? AND language = ? AND starts = ?", string(kept), b.Language, b.Starts).Scan(&n)
	if err != nil {
		return err
	}
	if n > 0 {
		return fmt.Errorf("the structure of the text in %q was corrected since in %s; take that back first: %w", b.Language, kept, corpus.ErrConflict)
	}
	if id != b.Row {
		if err := returnNewer(ctx, tx, one.Law, id, b); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE text SET state = 'parted', indexed = 0 WHERE id = ?", id); err != nil {
		return err
	}
	// The index holds the text under this law: the law is taken out of it, and what it has left is put in again.
	_, err = tx.ExecContext(ctx, "UPDATE text SET indexed = 0 WHERE law = ? AND state = 'current'", string(kept))
	return err
}

// returnNewer gives the law that parts the text as it was read or tagged since.
func returnNewer(ctx context.Context, tx *sql.Tx, law corpus.URI, row int64, b broughtText) error {
	var head []byte
	if err := tx.QueryRowContext(ctx, "SELECT head FROM text WHERE id = ?", row).Scan(&head); err != nil {
		return err
	}
	t, err := readHead(head)
	if err != nil {
		return err
	}
	if t.Provisions, err = provisions(ctx, tx, row); err != nil {
		return err
	}
	t.ID = law
	var old int64
	err = tx.QueryRowContext(ctx, "SELECT id FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'", string(law), b.Language, b.Starts).Scan(&old)
	if err != nil {
		return err
	}
	return replace(ctx, tx, old, t)
}

// mergedInto is the law that a law is one with, itself where it was not merged.
func mergedInto(ctx context.Context, q querier, law corpus.URI) (corpus.URI, error) {
	into := law
	for range 100 { // no longer way is made: what is merged has no texts
		var next string
		err := q.QueryRowContext(ctx, "SELECT target FROM merged WHERE law = ?", string(into)).Scan(&next)
		if errors.Is(err, sql.ErrNoRows) {
			return into, nil
		}
		if err != nil {
			return into, err
		}
		into = corpus.URI(next)
	}
	return into, nil
}

// joined lets a text of a law that was merged into another be one of the other. Where the other has a text of that language and date from another file, it is kept
// aside, as the wording that it was decided to be: nothing else is to be stored then.
func (w *writer) joined(t *corpus.Text) (aside bool, err error) {
	into, err := mergedInto(w.ctx, w.tx, t.ID)
	if err != nil || into == t.ID {
		return false, err
	}
	var sha string
	err = w.tx.QueryRowContext(w.ctx, "SELECT sha256 FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'", string(into), t.Language, t.From.String()).Scan(&sha)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if errors.Is(err, sql.ErrNoRows) || t.Original != nil && sha == t.Original.SHA256 {
		t.ID = into
		return false, nil
	}
	stored, sum, err := asStored(*t)
	if err != nil {
		return true, err
	}
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE text SET state = 'superseded' WHERE law = ? AND language = ? AND starts = ? AND state = 'merged'", string(t.ID), t.Language, t.From.String()); err != nil {
		return true, err
	}
	if err := w.insert(&stored, sum); err != nil {
		return true, err
	}
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE text SET state = 'merged' WHERE law = ? AND state = 'current'", string(t.ID)); err != nil {
		return true, err
	}
	// Whoever stored it may put it into the index: it is taken out again.
	_, err = w.tx.ExecContext(w.ctx, "INSERT OR REPLACE INTO withdrawn (law, at) SELECT law, at FROM withdrawn WHERE law = ?", string(t.ID))
	return true, err
}

// Moved implements corpus.Catalog.
func (c *Catalog) Moved(ctx context.Context, ref corpus.Ref) (corpus.Ref, error) {
	return moved(ctx, c.read, ref)
}

func moved(ctx context.Context, q querier, ref corpus.Ref) (corpus.Ref, error) {
	into, err := mergedInto(ctx, q, ref.Law)
	if err != nil {
		return ref, err
	}
	now := corpus.Ref{Law: into, EID: ref.EID, Language: ref.Language}
	for _, law := range []corpus.URI{ref.Law, into} {
		var target string
		err := q.QueryRowContext(ctx, "SELECT target FROM moved WHERE law = ? AND eid = ? AND (? = '' OR language = ?) ORDER BY language LIMIT 1", string(law), string(now.EID), ref.Language, ref.Language).Scan(&target)
		if err == nil {
			now.EID = corpus.EID(target)
		} else if !errors.Is(err, sql.ErrNoRows) {
			return ref, err
		}
		if law == into {
			break
		}
	}
	if now == ref {
		return ref, fmt.Errorf("%s stands nowhere else: %w", ref, corpus.ErrNotFound)
	}
	return now, nil
}
