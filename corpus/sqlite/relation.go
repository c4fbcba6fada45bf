package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pandect/pandect/corpus"
)

// unresolved is relations as they are stored: which law is meant depends on what the library holds, and is found at each reading. Evidence that a change of structure
// took away is left out.
func unresolved(t *corpus.Text) []corpus.Relation {
	out := slices.Clone(t.Relations)
	for i := range out {
		if out[i].By == corpus.ByProgram {
			out[i].Law = ""
		}
		if t.Says(&out[i]) == "" {
			out[i].EID, out[i].Evidence = "", corpus.Span{}
		}
	}
	return out
}

// insertNames stores by what names t is known and which ones it names.
func (w *writer) insertNames(id int64, t *corpus.Text) error {
	for _, key := range t.NameKeys() {
		if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO name (country, key, text) VALUES (?, ?, ?)", t.Country, key, id); err != nil {
			return err
		}
	}
	for i := range t.Relations {
		for _, key := range relationKeys(&t.Relations[i]) {
			if _, err := w.tx.ExecContext(w.ctx, "INSERT OR IGNORE INTO relation (key, text) VALUES (?, ?)", key, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func relationKeys(r *corpus.Relation) []string {
	if r.By != corpus.ByProgram {
		return []string{"id:" + string(r.Law)}
	}
	return r.Keys()
}

// fillNames does for older texts what migrations cannot say in SQL.
func fillNames(ctx context.Context, tx *sql.Tx) error {
	texts := map[int64]corpus.Text{}
	err := rows(ctx, tx, func(r *sql.Rows) error {
		var id int64
		var head []byte
		if err := r.Scan(&id, &head); err != nil {
			return err
		}
		t, err := readHead(head)
		texts[id] = t
		return err
	}, "SELECT id, head FROM text")
	if err != nil {
		return err
	}
	w := writer{ctx: ctx, tx: tx}
	for id, t := range texts {
		if err := w.insertNames(id, &t); err != nil {
			return err
		}
	}
	return nil
}

// resolve says of each relation which law of the library is meant: that which has the surest of its keys, where it alone has it.
func (c *Catalog) resolve(ctx context.Context, t *corpus.Text) error {
	var keys []string
	for i := range t.Relations {
		if t.Relations[i].By == corpus.ByProgram {
			keys = append(keys, t.Relations[i].Keys()...)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	named, err := c.Named(ctx, t.Country, keys)
	if err != nil {
		return err
	}
	for i := range t.Relations {
		if r := &t.Relations[i]; r.By == corpus.ByProgram {
			r.Law = corpus.Meant(named, r.Keys(), t.ID)
		}
	}
	return nil
}

// Named implements corpus.Catalog.
func (c *Catalog) Named(ctx context.Context, country string, keys []string) (map[string][]corpus.URI, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	state := corpus.StateOf(country)
	named, states := map[string][]corpus.URI{}, map[string][]corpus.URI{}
	err = rows(ctx, c.read, func(r *sql.Rows) error {
		var of, key string
		var law corpus.URI
		if err := r.Scan(&of, &key, &law); err != nil {
			return err
		}
		if of == state && state != country {
			states[key] = append(states[key], law)
		} else {
			named[key] = append(named[key], law)
		}
		return nil
	}, `SELECT DISTINCT n.country, n.key, t.law FROM json_each(?) k CROSS JOIN name n CROSS JOIN text t
		WHERE n.country IN (?, ?, 'INT') AND n.key = k.value AND t.id = n.text AND t.state = 'current' ORDER BY n.key, t.law`, string(list), country, state)
	if err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	for key, laws := range states {
		if named[key] == nil {
			named[key] = laws
		}
	}
	return named, nil
}

// RelatedTo implements corpus.Catalog.
func (c *Catalog) RelatedTo(ctx context.Context, law corpus.URI) ([]corpus.Related, error) {
	var heads [][]byte
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var head []byte
		err := r.Scan(&head)
		heads = append(heads, head)
		return err
	}, `SELECT head FROM text WHERE state = 'current' AND law <> ? AND id IN (
			SELECT r.text FROM text t JOIN name n ON n.text = t.id JOIN relation r ON r.key = n.key WHERE t.law = ? AND t.state = 'current'
			UNION SELECT text FROM relation WHERE key = 'id:' || ?)`+order, string(law), string(law), string(law))
	if err != nil {
		return nil, fmt.Errorf("related to %s: %w", law, err)
	}
	var out []corpus.Related
	for _, head := range heads {
		t, err := readHead(head)
		if err != nil {
			return nil, err
		}
		if err := c.resolve(ctx, &t); err != nil {
			return nil, err
		}
		for _, r := range t.Outgoing() {
			same := func(o corpus.Related) bool { return o.From.ID == t.ID && o.Kind == r.Kind }
			if r.Law == law && !slices.ContainsFunc(out, same) {
				out = append(out, corpus.Related{Relation: r, From: t.Law, Language: t.Language})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Related) int { return cmp.Compare(a.From.ID, b.From.ID) })
	return out, nil
}
