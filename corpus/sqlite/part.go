package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"runtime"
	"sync"

	"github.com/pandect/pandect/corpus"
)

// part is a row of the table: a container without its children, or a unit with all below it. Units can then be read one by one, and the tree
// put together again.
type part struct {
	seq, parent, unit int
	path              []string
	node              corpus.Provision
}

// maxParts is how many parts a text may have: rows are numbered by text and place.
const maxParts = 1 << 24

// rowOf is the number of the row of a part.
func rowOf(text int64, seq int) int64 { return text*maxParts + int64(seq) }

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
	var bodies [][]byte
	var top []int
	err := rows(ctx, q, func(r *sql.Rows) error {
		var parent int
		var body []byte
		if err := r.Scan(&parent, &body); err != nil {
			return err
		}
		if parent < 0 {
			top = append(top, len(nodes))
		} else {
			nodes[parent].children = append(nodes[parent].children, len(nodes))
		}
		nodes, bodies = append(nodes, node{}), append(bodies, body)
		return nil
	}, "SELECT parent, body FROM part WHERE id >= ? AND id < ? ORDER BY id", rowOf(text, 0), rowOf(text+1, 0))
	if err != nil {
		return nil, err
	}
	if err := shared(len(nodes), func(i int) error { return readBody(bodies[i], &nodes[i].p) }); err != nil {
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

// fewShared calls are not worth a second processor.
const fewShared = 200

// shared calls fn for 0 to n-1, on all processors where they are many, and gives the first error of each: a long law is read from JSON in most of the time in which its page is made.
func shared(n int, fn func(i int) error) error {
	workers := min(runtime.GOMAXPROCS(0), 1+n/fewShared)
	failed := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers && failed[w] == nil; i++ {
				failed[w] = fn(i)
			}
		})
	}
	wait.Wait()
	return errors.Join(failed...)
}

const selectUnits = `SELECT r.key, t.rank, t.starts, t.language, p.unit, p.path, p.body FROM json_each(?) r CROSS JOIN text t CROSS JOIN part p
	WHERE t.law = r.value ->> 0 AND t.state = 'current' AND (r.value ->> 1 = '' OR t.language = r.value ->> 1) AND p.text = t.id AND p.eid = r.value ->> 2`

// Units implements corpus.Catalog.
func (c *Catalog) Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	units, err := c.unitsAt(ctx, refs)
	if err != nil {
		return nil, err
	}
	return units, c.movedUnits(ctx, refs, units)
}

// unitsAt reads the units at addresses of now. All references go in one statement: a statement for each costs more than what it reads.
func (c *Catalog) unitsAt(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	asked := make([][3]string, len(refs))
	for i, r := range refs {
		asked[i] = [3]string{string(r.Law), r.Language, string(r.EID)}
	}
	list, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	units := make([]corpus.Unit, len(refs))
	chosen := make([]place, len(refs))
	today := corpus.Today()
	found, err := c.units.QueryContext(ctx, string(list))
	if err != nil {
		return nil, err
	}
	err = scanAll(found, func(r *sql.Rows) error {
		var i, seq int
		var at place
		var starts, language string
		var path, body sql.RawBytes
		if err := r.Scan(&i, &at.rank, &starts, &language, &seq, &path, &body); err != nil {
			return err
		}
		if err := at.from.UnmarshalText([]byte(starts)); err != nil {
			return err
		}
		if chosen[i].rank > 0 && !at.before(chosen[i], today) {
			return nil
		}
		chosen[i] = at
		var err error
		units[i], err = asUnit(refs[i], language, seq, path, body)
		return err
	})
	return units, err
}

// movedUnits fills in those units that stand elsewhere now.
func (c *Catalog) movedUnits(ctx context.Context, refs []corpus.Ref, units []corpus.Unit) error {
	var now []corpus.Ref
	var at []int
	for i := range refs {
		if units[i].Law != "" || refs[i].Law == "" {
			continue
		}
		ref, err := c.Moved(ctx, refs[i])
		if errors.Is(err, corpus.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		now, at = append(now, ref), append(at, i)
	}
	if len(now) == 0 {
		return nil
	}
	found, err := c.unitsAt(ctx, now)
	for i := range found {
		units[at[i]] = found[i]
	}
	return err
}

// place of a text among those of its law: that of the order in Texts.
type place struct {
	rank int64 // from 1
	from corpus.Date
}

func (p place) before(q place, today corpus.Date) bool {
	return p.rank < q.rank || p.rank == q.rank && corpus.ReadsBefore(today, p.from, q.from)
}

func asUnit(ref corpus.Ref, language string, seq int, path, body []byte) (corpus.Unit, error) {
	var p corpus.Provision
	if err := readBody(body, &p); err != nil {
		return corpus.Unit{}, err
	}
	var above []string
	if string(path) != "null" {
		if err := json.Unmarshal(path, &above); err != nil {
			return corpus.Unit{}, err
		}
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
