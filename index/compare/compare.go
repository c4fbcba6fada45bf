// Package compare sets provisions of several laws side by side: aligned by element, with their penalties lifted out and sortable; definitions
// of a term across countries; and the differences of two wordings, word by word.
//
// It chooses provisions by asking a finder (gap.Analyst.Best) and reads their wording from the catalogue. Start with Comparer.
package compare

import (
	"context"
	"fmt"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// catalog is what a comparison asks the catalogue for.
type catalog interface {
	Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error)
	Texts(ctx context.Context, law corpus.URI) ([]corpus.Text, error)
	Text(ctx context.Context, law corpus.URI, language string) (corpus.Text, error)
	Laws(ctx context.Context, f corpus.LawFilter) ([]corpus.Text, int, error)
}

// finder gives a country's provisions on a topic or requirement, best first.
type finder interface {
	Best(ctx context.Context, country, id string, n int) ([]corpus.Ref, error)
}

// Comparer compares. Its fields are all needed and set once; it is safe for concurrent use.
type Comparer struct {
	Catalog  catalog
	Find     finder
	Scheme   *topic.Scheme
	Elements *topic.Elements
}

// Table is provisions side by side.
type Table struct {
	Topic       string   `json:"topic,omitempty"`
	Requirement string   `json:"requirement,omitempty"`
	Elements    []string `json:"elements"` // the rows, in order
	Columns     []Column `json:"columns"`
	Missing     []string `json:"missing,omitempty"` // provisions that were asked for and are not in the library
}

// Column is one provision.
type Column struct {
	Country   string        `json:"country"`
	Provision string        `json:"provision,omitempty"` // <law id>#<eid>; empty: nothing found in that country
	Law       string        `json:"law,omitempty"`
	Date      corpus.Date   `json:"date,omitzero"`
	Status    string        `json:"status,omitempty"`
	Language  string        `json:"language,omitempty"`
	Label     string        `json:"label,omitempty"`
	Heading   string        `json:"heading,omitempty"`
	Text      string        `json:"text,omitempty"`
	Elements  []topic.Found `json:"elements,omitempty"` // one for each of Table.Elements; spans are bytes into Text
	Missing   []string      `json:"missing,omitempty"`
	Penalties []Penalty     `json:"penalties,omitempty"` // in the order of the text
	Term      float64       `json:"term_months"`         // the longest term, to sort by; 0: none said
	Fine      float64       `json:"fine"`                // the highest fine in its own money, to sort by
}

// Compare sets the best n provisions of each country side by side, in the order of the countries. id is a topic or a requirement;
// ErrNotFound for any other. A country without one has an empty column, so that the blank shows.
func (c *Comparer) Compare(ctx context.Context, id string, countries []string, n int) (Table, error) {
	t, elements, err := c.table(id)
	if err != nil {
		return t, err
	}
	for _, country := range countries {
		refs, err := c.Find.Best(ctx, country, id, max(1, n))
		if err != nil {
			return t, fmt.Errorf("compare %s: %w", id, err)
		}
		if len(refs) == 0 {
			t.Columns = append(t.Columns, Column{Country: country, Missing: t.Elements})
			continue
		}
		cols, err := c.columns(ctx, refs, elements)
		if err != nil {
			return t, err
		}
		for i := range cols {
			cols[i].Country = country
		}
		t.Columns = append(t.Columns, cols...)
	}
	return t, nil
}

// Provisions sets chosen provisions side by side: those ticked in a search, or a provision and its model (a law of INT). id, a topic or
// requirement, says which elements to align; "" for those of a penal provision.
func (c *Comparer) Provisions(ctx context.Context, id string, refs []corpus.Ref) (Table, error) {
	t, elements, err := c.table(id)
	if err != nil {
		return t, err
	}
	t.Columns, err = c.columns(ctx, refs, elements)
	return t, err
}

func (c *Comparer) table(id string) (Table, []topic.Element, error) {
	var t Table
	var elements []topic.Element
	if r, ok := c.Scheme.Requirement(id); ok {
		t.Requirement, elements = id, c.Elements.Of(&r)
	} else if _, ok := c.Scheme.Topic(id); ok || id == "" {
		t.Topic, elements = id, c.Elements.OfTopic(id)
	} else {
		return t, nil, fmt.Errorf("%q is neither a topic nor a requirement: %w", id, corpus.ErrNotFound)
	}
	for _, e := range elements {
		t.Elements = append(t.Elements, e.Name)
	}
	return t, elements, nil
}

func (c *Comparer) columns(ctx context.Context, refs []corpus.Ref, elements []topic.Element) ([]Column, error) {
	units, err := c.Catalog.Units(ctx, refs)
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	cols := make([]Column, 0, len(refs))
	for i, u := range units {
		if u.Law == "" {
			return nil, fmt.Errorf("compare %s: %w", refs[i], corpus.ErrNotFound)
		}
		law, err := c.law(ctx, u.Ref)
		if err != nil {
			return nil, err
		}
		col := Column{
			Country: law.Country, Provision: corpus.Ref{Law: u.Law, EID: u.EID}.String(), Law: law.Title, Date: law.Date, Status: law.Status,
			Language: law.Language, Label: u.Label, Heading: u.Heading, Text: u.Text,
		}
		col.fill(c.Elements, elements)
		cols = append(cols, col)
	}
	return cols, nil
}

func (col *Column) fill(es *topic.Elements, elements []topic.Element) {
	col.Elements = es.In(col.Text, col.Language, elements)
	for _, e := range col.Elements {
		if len(e.Spans) == 0 && !e.Optional {
			col.Missing = append(col.Missing, e.Name)
		}
	}
	col.Penalties = Penalties(col.Text, col.Language)
	for _, p := range col.Penalties {
		if p.Kind == Fine {
			col.Fine = max(col.Fine, p.Max, p.Min)
		} else {
			col.Term = max(col.Term, p.Max, p.Min)
		}
	}
}

// law is the head of the text that holds a provision.
func (c *Comparer) law(ctx context.Context, ref corpus.Ref) (corpus.Text, error) {
	texts, err := c.Catalog.Texts(ctx, ref.Law)
	if err != nil {
		return corpus.Text{}, fmt.Errorf("compare %s: %w", ref, err)
	}
	for _, t := range texts {
		if t.Language == ref.Language || ref.Language == "" {
			return t, nil
		}
	}
	return corpus.Text{}, fmt.Errorf("compare %s: %w", ref, corpus.ErrNotFound)
}

// Rows is the table for a spreadsheet or document: a header of countries, then who and where, then a row an element with its words, then
// the penalties.
func (t *Table) Rows() [][]string {
	line := func(name string, of func(c *Column) string) []string {
		row := []string{name}
		for i := range t.Columns {
			row = append(row, of(&t.Columns[i]))
		}
		return row
	}
	rows := [][]string{
		line("", func(c *Column) string { return c.Country }),
		line("law", func(c *Column) string { return c.Law }),
		line("provision", func(c *Column) string { return strings.TrimSpace(c.Label + " " + c.Heading) }),
		line("date", func(c *Column) string { return c.Date.String() }),
		line("status", func(c *Column) string { return c.Status }),
		line("address", func(c *Column) string {
			if c.Provision == "" {
				return ""
			}
			return "/law/" + c.Provision
		}),
		line("text", func(c *Column) string { return c.Text }),
	}
	for i, e := range t.Elements {
		rows = append(rows, line(e, func(c *Column) string { return c.words(i) }))
	}
	return append(rows, line("penalties", func(c *Column) string {
		var ws []string
		for _, p := range c.Penalties {
			ws = append(ws, p.Words)
		}
		return strings.Join(ws, "; ")
	}))
}

// words are those of an element, each once.
func (c *Column) words(element int) string {
	if element >= len(c.Elements) {
		return ""
	}
	var ws []string
	seen := map[string]bool{}
	for _, s := range c.Elements[element].Spans {
		w := c.Text[s.Start:s.End]
		if k := strings.ToLower(w); !seen[k] {
			seen[k] = true
			ws = append(ws, w)
		}
	}
	return strings.Join(ws, ", ")
}
