package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// restructure makes a correction of the structure of a text, or takes one back, and stores the text anew.
func (c *Catalog) restructure(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	s, err := currentText(ctx, tx, one)
	if err != nil {
		return err
	}
	t := s.text
	before := corpus.NewTree(t.Provisions)
	var after *corpus.Tree
	if one.Undoes == 0 {
		if after, err = applyNew(ctx, tx, one, &t); err != nil {
			return err
		}
	} else {
		if before, after, err = without(ctx, tx, one); err != nil {
			return err
		}
	}
	t.Provisions = after.Provisions
	if one.Undoes != 0 {
		carryTags(s.text.Provisions, before, after)
	}
	if c.Revise != nil {
		c.Revise(&t)
	}
	t.Relations = unresolved(&t)
	if err := t.Check(); err != nil {
		return err
	}
	if err := readdress(ctx, tx, one, s.text.Provisions, before, after); err != nil {
		return err
	}
	return replace(ctx, tx, s.id, t)
}

// replace stores a text in the place of a row.
func replace(ctx context.Context, tx *sql.Tx, id int64, t corpus.Text) error {
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
	return w.insert(&t, sum)
}

func currentText(ctx context.Context, tx *sql.Tx, one *corpus.Correction) (s storedText, err error) {
	var head []byte
	err = tx.QueryRowContext(ctx, "SELECT id, head FROM text WHERE law = ? AND language = ? AND starts = ? AND state = 'current'", string(one.Law), one.Language, one.From.String()).Scan(&s.id, &head)
	if errors.Is(err, sql.ErrNoRows) {
		return s, fmt.Errorf("law %s, text %q of %q: %w", one.Law, one.Language, one.From, corpus.ErrNotFound)
	}
	if err != nil {
		return s, err
	}
	if s.text, err = readHead(head); err != nil {
		return s, err
	}
	s.text.Provisions, err = provisions(ctx, tx, s.id)
	return s, err
}

// applyNew makes a correction on the text as it is. What the program read is kept before the first.
func applyNew(ctx context.Context, tx *sql.Tx, one *corpus.Correction, t *corpus.Text) (*corpus.Tree, error) {
	if one.Seen != "" {
		for p := range corpus.All(t.Provisions) {
			if p.EID == one.EID && p.State() != one.Seen {
				return nil, fmt.Errorf("%s of %s changed since it was looked at: %w", one.EID, one.Law, corpus.ErrConflict)
			}
		}
	}
	was, err := json.Marshal(t.Provisions)
	if err != nil {
		return nil, err
	}
	tree := corpus.NewTree(t.Provisions)
	if err := tree.Apply(one); err != nil {
		return nil, err
	}
	now, err := json.Marshal(tree.Provisions)
	if err != nil {
		return nil, err
	}
	if string(was) == string(now) {
		return nil, fmt.Errorf("%s of %s changes nothing: %w", one.What, one.Law, corpus.ErrInvalid)
	}
	reading, err := json.Marshal(withoutPeople(t.Provisions))
	if err != nil {
		return nil, err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?)", string(one.Law), one.Language, one.From.String(), reading)
	return tree, err
}

// withoutPeople is a copy of provisions without what people said of them, which is carried over from the text that stands.
func withoutPeople(ps []corpus.Provision) []corpus.Provision {
	out := corpus.NewTree(ps).Provisions
	person := func(g corpus.Tag) bool { return g.ByPerson() }
	for p := range corpus.All(out) {
		p.Topics, p.Needs = slices.DeleteFunc(p.Topics, person), slices.DeleteFunc(p.Needs, person)
	}
	return out
}

// without gives the tree with all corrections that hold, and that without the one that is taken back. ErrConflict where another one needs it.
func without(ctx context.Context, tx *sql.Tx, one *corpus.Correction) (with, rest *corpus.Tree, err error) {
	reading, holding, err := readingOf(ctx, tx, one.Law, one.Language, one.From)
	if err != nil {
		return nil, nil, err
	}
	with, failed, err := replay(ctx, reading, holding)
	if err != nil {
		return nil, nil, err
	}
	others := slices.DeleteFunc(slices.Clone(holding), func(c corpus.Correction) bool { return c.ID == one.Undoes })
	rest, failing, err := replay(ctx, reading, others)
	if err != nil {
		return nil, nil, err
	}
	for id, reason := range failing {
		if failed[id] == nil {
			return nil, nil, fmt.Errorf("a later correction (%d) needs it: %v; take that back first: %w", id, reason, corpus.ErrConflict)
		}
	}
	return with, rest, nil
}

// readingOf is a text as the program read it and the corrections of its structure that hold, in order of time. ErrNotFound where none was ever made.
func readingOf(ctx context.Context, q querier, law corpus.URI, language string, from corpus.Date) (reading []corpus.Provision, holding []corpus.Correction, err error) {
	var body []byte
	err = q.QueryRowContext(ctx, "SELECT body FROM reading WHERE law = ? AND language = ? AND starts = ?", string(law), language, from.String()).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		err = corpus.ErrNotFound
	}
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(body, &reading); err != nil {
		return nil, nil, err
	}
	all, err := corrections(ctx, q, corpus.CorrectionFilter{Law: law})
	if err != nil {
		return nil, nil, err
	}
	slices.Reverse(all)
	for _, c := range corpus.Holding(all) {
		if c.Law == law && c.IsStructural() && c.Language == language && c.From == from {
			holding = append(holding, c)
		}
	}
	return reading, holding, nil
}

// replay applies corrections to a reading; failed says of those that do not hold for it why. It ends with ctx: the writer waits meanwhile.
func replay(ctx context.Context, reading []corpus.Provision, holding []corpus.Correction) (t *corpus.Tree, failed map[int64]error, err error) {
	t, failed = corpus.NewTree(reading), map[int64]error{}
	for _, c := range holding {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if err := t.Apply(&c); err != nil {
			failed[c.ID] = err
		}
	}
	return t, failed, nil
}

// carryTags gives the provisions of a tree what people said of them where they stood before: to the one that has the words, or else, as stale, to the one that is left of it.
func carryTags(old []corpus.Provision, before, after *corpus.Tree) {
	now := map[corpus.EID]*corpus.Provision{}
	pieces := map[corpus.EID][]*corpus.Provision{}
	for p := range corpus.All(after.Provisions) {
		now[p.EID] = p
		origin := after.Origin(p.EID)
		pieces[origin] = append(pieces[origin], p)
	}
	for p := range corpus.All(old) {
		e, ok := before.Counterpart(p.EID, after)
		if !ok || now[e] == nil {
			continue
		}
		carryAll(p, append([]*corpus.Provision{now[e]}, pieces[before.Origin(p.EID)]...))
	}
}

// carryAll gives what people said of a provision to the first of the candidates that has the words, or else, as stale, to the first.
func carryAll(p *corpus.Provision, candidates []*corpus.Provision) {
	for _, g := range p.Topics {
		carryTag(g, p.Text, candidates, func(q *corpus.Provision) *[]corpus.Tag { return &q.Topics })
	}
	for _, g := range p.Needs {
		carryTag(g, p.Text, candidates, func(q *corpus.Provision) *[]corpus.Tag { return &q.Needs })
	}
}

func carryTag(g corpus.Tag, text string, candidates []*corpus.Provision, of func(*corpus.Provision) *[]corpus.Tag) {
	if !g.ByPerson() {
		return
	}
	to, spans := candidates[0], []corpus.Span(nil)
	for _, q := range candidates {
		if spans = sameWords(g.Evidence, text, q.Text); len(spans) == len(g.Evidence) {
			to = q
			break
		}
	}
	g.Stale = g.Stale || len(spans) < len(g.Evidence) || len(g.Evidence) == 0 && strings.TrimSpace(to.Text) != strings.TrimSpace(text)
	g.Evidence = spans
	list := of(to)
	*list = append(slices.DeleteFunc(slices.Clone(*list), func(x corpus.Tag) bool { return x.ID == g.ID }), g)
}

// sameWords are the spans of a wording in another, nil where not all stand there.
func sameWords(spans []corpus.Span, text, other string) (out []corpus.Span) {
	for _, s := range spans {
		words := text[s.Start:s.End]
		switch at := strings.Index(other, words); {
		case s.End <= len(other) && other[s.Start:s.End] == words:
			out = append(out, s)
		case at >= 0:
			out = append(out, corpus.Span{Start: at, End: at + len(words)})
		default:
			return nil
		}
	}
	return out
}

// readdress keeps where the addresses of before lead now: those that are no more, and those at which another provision stands.
func readdress(ctx context.Context, tx *sql.Tx, one *corpus.Correction, old []corpus.Provision, before, after *corpus.Tree) error {
	there := map[corpus.EID]bool{}
	for p := range corpus.All(after.Provisions) {
		there[p.EID] = true
	}
	leads := func(e corpus.EID) corpus.EID {
		if to, ok := before.Counterpart(e, after); ok && there[to] {
			return to
		}
		return ""
	}
	law := []any{string(one.Law), one.Language}
	moved := map[corpus.EID]corpus.EID{}
	err := rows(ctx, tx, func(r *sql.Rows) error {
		var e, to corpus.EID
		err := r.Scan(&e, &to)
		moved[e] = leads(to)
		return err
	}, "SELECT eid, target FROM moved WHERE law = ? AND language = ?", law...)
	if err != nil {
		return err
	}
	for p := range corpus.All(old) {
		if to := leads(p.EID); to != p.EID {
			moved[p.EID] = to
		}
	}
	for e, to := range moved {
		if to == "" || to == e {
			_, err = tx.ExecContext(ctx, "DELETE FROM moved WHERE law = ? AND language = ? AND eid = ?", append(law, string(e))...)
		} else {
			_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO moved VALUES (?, ?, ?, ?)", append(law, string(e), string(to))...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keepStructure gives a new reading of a text the structure that people gave it, and says in its warnings what could not be carried over. old is the row it
// supersedes, if there is one.
func (w *writer) keepStructure(t *corpus.Text, old int64) (kept bool, err error) {
	earlier, holding, err := readingOf(w.ctx, w.tx, t.ID, t.Language, t.From)
	if errors.Is(err, corpus.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	reading := withoutPeople(t.Provisions)
	body, err := json.Marshal(reading)
	if err != nil {
		return false, err
	}
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE reading SET body = ? WHERE law = ? AND language = ? AND starts = ?", body, string(t.ID), t.Language, t.From.String()); err != nil {
		return false, err
	}
	if len(holding) == 0 {
		return false, nil
	}
	before, _, err := replay(w.ctx, earlier, holding)
	if err != nil {
		return false, err
	}
	after, failed, err := replay(w.ctx, reading, holding)
	if err != nil {
		return false, err
	}
	for _, c := range holding {
		if reason := failed[c.ID]; reason != nil {
			t.Warnings = append(slices.Clip(t.Warnings), fmt.Sprintf("correction %d by %s (%v) does not fit this reading of the file and was left out: make it again, or take it back", c.ID, c.By, reason))
		}
	}
	said := t.Provisions
	t.Provisions = after.Provisions
	carryTags(said, corpus.NewTree(reading), after) // a record that is imported may bring what people said
	var standing []corpus.Provision
	if old != 0 {
		if standing, err = provisions(w.ctx, w.tx, old); err != nil {
			return true, err
		}
		carryTags(standing, before, after)
	}
	if w.catalog.Revise != nil {
		w.catalog.Revise(t)
	}
	return true, readdress(w.ctx, w.tx, &corpus.Correction{Law: t.ID, Language: t.Language}, standing, before, after)
}
