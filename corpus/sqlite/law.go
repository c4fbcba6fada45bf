package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// reading orders wordings of one language as corpus.ReadsBefore does today.
const reading = "starts > date('now'), CASE WHEN starts > date('now') THEN starts END, starts DESC"

// order puts the text in which the law was first taken in first, which is the original language; of one language, the wording that is read today.
const order = " ORDER BY law, rank, " + reading

// isRead chooses of the current texts of a law and language the one that is read today.
const isRead = "starts = (SELECT starts FROM text o WHERE o.law = text.law AND o.language = text.language AND o.state = 'current' ORDER BY " + reading + " LIMIT 1)"

const selectTexts = "SELECT head FROM text WHERE law = ? AND state = 'current'" + order

// Texts implements corpus.Catalog.
func (c *Catalog) Texts(ctx context.Context, law corpus.URI) ([]corpus.Text, error) {
	var texts []corpus.Text
	r, err := c.laws.QueryContext(ctx, string(law))
	if err == nil {
		err = scanAll(r, func(r *sql.Rows) error {
			t, err := scanHead(r)
			texts = append(texts, t)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("texts of %s: %w", law, err)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	return texts, nil
}

// Text implements corpus.Catalog.
func (c *Catalog) Text(ctx context.Context, law corpus.URI, language string) (corpus.Text, error) {
	var id int64
	var head []byte
	err := c.read.QueryRowContext(ctx, "SELECT id, head FROM text WHERE law = ? AND (? = '' OR language = ?) AND state = 'current'"+order+" LIMIT 1",
		string(law), language, language).Scan(&id, &head)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Text{}, fmt.Errorf("law %s %s: %w", law, language, corpus.ErrNotFound)
	}
	if err != nil {
		return corpus.Text{}, fmt.Errorf("law %s: %w", law, err)
	}
	return c.whole(ctx, id, head)
}

func (c *Catalog) whole(ctx context.Context, id int64, head []byte) (t corpus.Text, err error) {
	if t, err = readHead(head); err != nil {
		return t, err
	}
	if t.Provisions, err = provisions(ctx, c.read, id); err != nil {
		return t, err
	}
	return t, c.resolve(ctx, &t)
}

// Each implements corpus.Catalog.
func (c *Catalog) Each(ctx context.Context, fn func(corpus.Text) error) error {
	return c.eachOf(ctx, fn, "SELECT id FROM text WHERE state = 'current' ORDER BY law, language, starts")
}

// EachOf implements corpus.Catalog.
func (c *Catalog) EachOf(ctx context.Context, law corpus.URI, fn func(corpus.Text) error) error {
	return c.eachOf(ctx, fn, "SELECT id FROM text WHERE law = ? AND state = 'current' ORDER BY language, starts", string(law))
}

// eachOf calls fn with the texts that a query of ids lists. The list is read first: fn may take long. What a text holds never changes, so it is that of the moment of the list.
func (c *Catalog) eachOf(ctx context.Context, fn func(corpus.Text) error, query string, args ...any) error {
	var ids []int64
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, query, args...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		var head []byte
		if err := c.read.QueryRowContext(ctx, "SELECT head FROM text WHERE id = ?", id).Scan(&head); err != nil {
			return err
		}
		t, err := c.whole(ctx, id, head)
		if err != nil {
			return err
		}
		if err := fn(t); err != nil {
			return err
		}
	}
	return nil
}

// Laws implements corpus.Catalog: of each law the first text.
func (c *Catalog) Laws(ctx context.Context, f corpus.LawFilter) ([]corpus.Text, int, error) {
	where, args := lawWhere(f)
	var total int
	if err := c.read.QueryRowContext(ctx, "SELECT count(DISTINCT law) FROM text WHERE "+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("laws: %w", err)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	var texts []corpus.Text
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		t, err := scanHead(r)
		texts = append(texts, t)
		return err
	}, "SELECT head FROM (SELECT head, law, row_number() OVER (PARTITION BY law ORDER BY rank, "+reading+") AS place FROM text WHERE "+where+
		") WHERE place = 1 ORDER BY law LIMIT ? OFFSET ?", append(args, limit, f.Offset)...)
	if err != nil {
		return nil, 0, fmt.Errorf("laws: %w", err)
	}
	return texts, total, nil
}

func lawWhere(f corpus.LawFilter) (string, []any) {
	where, args := []string{"state = 'current'"}, []any{}
	add := func(clause string, values ...any) {
		where = append(where, clause)
		args = append(args, values...)
	}
	if len(f.Countries) > 0 {
		var clauses []string
		var values []any
		for _, code := range f.Countries {
			clauses, values = append(clauses, "country = ? OR country LIKE ? ESCAPE '\\'"), append(values, code, escapeLike(code)+"-%")
		}
		add("("+strings.Join(clauses, " OR ")+")", values...)
	}
	for _, column := range []struct{ name, value string }{{"type", f.Type}, {"language", f.Language}, {"status", f.Status}} {
		if column.value != "" {
			add(column.name+" = ?", column.value)
		}
	}
	if f.IDs != nil {
		ids, _ := json.Marshal(f.IDs) // of strings
		add("law IN (SELECT value FROM json_each(?))", string(ids))
	}
	if f.Year != 0 {
		add("year = ?", f.Year)
	}
	if f.Topic != "" {
		add("topics LIKE ? ESCAPE '\\'", `%"`+escapeLike(f.Topic)+`":%`)
	}
	words := wordsOf(f.Words)
	for _, w := range words {
		add("words LIKE ? ESCAPE '\\'", beginning(w))
	}
	if len(words) == 0 && strings.TrimSpace(f.Words) != "" { // signs alone begin no word
		add("0")
	}
	return strings.Join(where, " AND "), args
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s)
}

func scanHead(r *sql.Rows) (corpus.Text, error) {
	var head []byte
	if err := r.Scan(&head); err != nil {
		return corpus.Text{}, err
	}
	return readHead(head)
}

// readHead reads what this package wrote: unlike a record from outside it has no members of other names to be looked for.
func readHead(head []byte) (t corpus.Text, err error) {
	type stored corpus.Text // without UnmarshalJSON
	err = json.Unmarshal(head, (*stored)(&t))
	return t, err
}
