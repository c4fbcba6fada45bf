package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/pandect/pandect/corpus"
)

// part is a row of the table: a container without its children, or a unit with all below it. Units can then be read one by one, and the tree
// put together again.
type part struct {
	seq, parent, unit int
	path              []string
	node              corpus.Provision
}

// cut lists the parts of t in document order. Its units are those of corpus.Text.Units.
func cut(t *corpus.Text) []part {
	units := t.Units()
	next := 0 // of units
	var parts []part
	var visit func(ps []corpus.Provision, parent int)
	visit = func(ps []corpus.Provision, parent int) {
		for i := range ps {
			p := part{seq: len(parts), parent: parent, unit: -1, node: ps[i]}
			isUnit := next < len(units) && units[next].EID == ps[i].EID
			if isUnit {
				p.unit, p.path = next, units[next].Path
				next++
			}
			whole := corpus.IsBasic(ps[i].Kind) || !corpus.HoldsBasic(ps[i].Children)
			if !whole {
				p.node.Children = nil
			}
			parts = append(parts, p)
			if !whole {
				visit(ps[i].Children, p.seq)
			}
		}
	}
	visit(t.Provisions, -1)
	return parts
}

// provisions puts the tree of a text together.
func provisions(ctx context.Context, q querier, text int64) ([]corpus.Provision, error) {
	type node struct {
		p        corpus.Provision
		children []int
	}
	var nodes []node
	var top []int
	err := rows(ctx, q, func(r *sql.Rows) error {
		var parent int
		var body []byte
		if err := r.Scan(&parent, &body); err != nil {
			return err
		}
		var n node
		if err := json.Unmarshal(body, &n.p); err != nil {
			return err
		}
		if parent < 0 {
			top = append(top, len(nodes))
		} else {
			nodes[parent].children = append(nodes[parent].children, len(nodes))
		}
		nodes = append(nodes, n)
		return nil
	}, "SELECT parent, body FROM part WHERE text = ? ORDER BY seq", text)
	if err != nil {
		return nil, err
	}
	var build func(list []int) []corpus.Provision
	build = func(list []int) []corpus.Provision {
		if len(list) == 0 {
			return nil
		}
		ps := make([]corpus.Provision, len(list))
		for i, n := range list {
			ps[i] = nodes[n].p
			if len(nodes[n].children) > 0 {
				ps[i].Children = build(nodes[n].children)
			}
		}
		return ps
	}
	return build(top), nil
}

// Units implements corpus.Catalog.
func (c *Catalog) Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	tx, err := c.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one connection and one state for all of them
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	find, err := tx.PrepareContext(ctx, `SELECT t.language, p.unit, p.path, p.body FROM text t JOIN part p ON p.text = t.id
		WHERE t.law = ? AND (? = '' OR t.language = ?) AND t.state = 'current' AND p.eid = ? ORDER BY t.rank, t.starts DESC LIMIT 1`)
	if err != nil {
		return nil, err
	}
	defer find.Close()
	units := make([]corpus.Unit, len(refs))
	for i, ref := range refs {
		var language string
		var seq int
		var path, body []byte
		err := find.QueryRowContext(ctx, string(ref.Law), ref.Language, ref.Language, string(ref.EID)).Scan(&language, &seq, &path, &body)
		if err == sql.ErrNoRows {
			continue
		}
		if err != nil {
			return nil, err
		}
		if units[i], err = asUnit(ref, language, seq, path, body); err != nil {
			return nil, err
		}
	}
	return units, nil
}

func asUnit(ref corpus.Ref, language string, seq int, path, body []byte) (corpus.Unit, error) {
	var p corpus.Provision
	if err := json.Unmarshal(body, &p); err != nil {
		return corpus.Unit{}, err
	}
	var above []string
	if err := json.Unmarshal(path, &above); err != nil {
		return corpus.Unit{}, err
	}
	t := corpus.Text{Law: corpus.Law{ID: ref.Law}, Language: language, Provisions: []corpus.Provision{p}}
	units := t.Units()
	if len(units) == 0 {
		return corpus.Unit{Ref: corpus.Ref{Law: ref.Law, EID: p.EID, Language: language}, Kind: p.Kind, Heading: p.Heading, Label: p.Label}, nil
	}
	u := units[0]
	u.Path, u.Seq = above, seq
	return u, nil
}
