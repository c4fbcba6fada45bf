package api

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/ui"
)

// comparer sets provisions side by side; *compare.Comparer is one.
type comparer interface {
	Compare(ctx context.Context, id string, countries []string, n int) (compare.Table, error)
	Provisions(ctx context.Context, id string, refs []corpus.Ref) (compare.Table, error)
	Definitions(ctx context.Context, term string, laws []corpus.URI) ([]compare.Definition, error)
}

const maxColumns = 60 // provisions side by side; more are an export

// compared answers what the address asks for: the provisions it names (p), or the best of each country on a topic or requirement.
func (s *server) compared(ctx context.Context, v url.Values) (compare.Table, error) {
	id := cmp.Or(v.Get("requirement"), v.Get("topic"))
	if len(v["p"]) > 0 {
		refs, err := readRefs(v["p"])
		if err != nil {
			return compare.Table{}, err
		}
		laws := len(refs)
		if refs = slices.DeleteFunc(refs, func(r corpus.Ref) bool { return r.EID == "" }); len(refs) == 0 {
			return compare.Table{}, fmt.Errorf("%d whole laws cannot be set side by side; tick provisions of them: %w", laws, corpus.ErrInvalid)
		}
		refs, missing, err := s.held(ctx, refs, s.on(ctx, corpus.Date{}), nil)
		if err != nil {
			return compare.Table{}, err
		}
		if len(refs) > maxColumns {
			return compare.Table{}, fmt.Errorf("%d provisions side by side are too many, %d fit: %w", len(refs), maxColumns, corpus.ErrInvalid)
		}
		if v.Get("model") != "" {
			if id, refs, err = s.withModel(ctx, id, refs); err != nil {
				return compare.Table{}, err
			}
		}
		t, err := s.Compare.Provisions(ctx, id, refs)
		t.Missing = missing
		return t, err
	}
	if id == "" {
		return compare.Table{}, fmt.Errorf("topic or requirement is needed, or provisions (p): %w", corpus.ErrInvalid)
	}
	n, err := number(v, "n", 1, 10)
	if err != nil {
		return compare.Table{}, err
	}
	countries, err := s.countriesOf(ctx, v["country"])
	if err != nil {
		return compare.Table{}, err
	}
	if format := v.Get("format"); len(countries) > maxColumns && (format == "" || format == "json") {
		return compare.Table{}, fmt.Errorf("%d countries side by side are too many, %d fit; name some (country=KE,FR), or take the table as a file (format=xlsx): %w", len(countries), maxColumns, corpus.ErrInvalid)
	}
	return s.Compare.Compare(ctx, id, countries, max(n, 1))
}

// withModel adds to provisions the one of a model law (a law of INT) that serves the weightiest requirement or topic of the first, and says which that is
// where id does not.
func (s *server) withModel(ctx context.Context, id string, refs []corpus.Ref) (string, []corpus.Ref, error) {
	units, err := s.Catalog.Units(ctx, refs[:1])
	if err != nil {
		return id, nil, err
	}
	ids := []string{id}
	for _, tags := range [][]corpus.Tag{units[0].Needs, units[0].Topics} {
		tags = slices.Clone(tags)
		slices.SortStableFunc(tags, func(a, b corpus.Tag) int { return cmp.Compare(b.Weight, a.Weight) })
		for _, t := range tags {
			ids = append(ids, t.ID)
		}
	}
	for _, about := range ids {
		if about == "" {
			continue
		}
		best, err := s.Gaps.Best(ctx, "INT", about, 1)
		if err != nil {
			return id, nil, err
		}
		if len(best) > 0 && !slices.Contains(refs, best[0]) {
			return cmp.Or(id, about), append(refs, best[0]), nil
		}
	}
	return id, refs, nil
}

func (s *server) compareJSON(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	t, err := s.compared(c.Request().Context(), c.QueryParams())
	if err != nil {
		return err
	}
	if err := sortTable(&t, c.QueryParam("sort")); err != nil {
		return err
	}
	f := s.speech(c)
	title := f.T("compare.title")
	if r, ok := s.Scheme.Requirement(t.Requirement); ok {
		title = r.Title(f.Code)
	} else if about, ok := s.Scheme.Topic(t.Topic); ok {
		title = about.Label(f.Code)
	}
	return s.writeTable(c, "comparison "+cmp.Or(t.Requirement, t.Topic), title, t.Rows, t)
}

// sortTable orders columns by the longest term or the highest fine; those that say none come last.
func sortTable(t *compare.Table, by string) error {
	switch by {
	case "":
	case "term":
		slices.SortStableFunc(t.Columns, func(a, b compare.Column) int { return cmp.Compare(b.Term, a.Term) })
	case "fine":
		slices.SortStableFunc(t.Columns, func(a, b compare.Column) int { return cmp.Compare(b.Fine, a.Fine) })
	default:
		return fmt.Errorf("sort %q is none of term fine: %w", by, corpus.ErrInvalid)
	}
	return nil
}

// comparePage shows the form, and the table where something is asked.
func (s *server) comparePage(c echo.Context) error {
	if wantsJSON(c) {
		return s.compareJSON(c)
	}
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	v := c.QueryParams()
	f := s.frame(c)
	f.Nav, f.Private = "compare", true
	p := ui.ComparePage{Frame: f, Chosen: cmp.Or(v.Get("requirement"), v.Get("topic")), Heading: f.T("compare.title"), Sort: v.Get("sort")}
	for _, value := range v["p"] {
		e, err := readEntry(value)
		if err != nil {
			return err
		}
		p.Earlier = p.Earlier || !e.day.IsZero()
		if !slices.Contains(p.Refs, e.Address()) {
			p.Refs = append(p.Refs, e.Address())
		}
	}
	p.Ready = len(p.Refs) > 0 || p.Chosen != ""
	if err := s.fillChoices(c, &p, listOf(v["country"])); err != nil {
		return err
	}
	if p.Ready {
		t, err := s.compared(c.Request().Context(), v)
		if err != nil {
			return err
		}
		if err := sortTable(&t, p.Sort); err != nil {
			return err
		}
		s.fillTable(&p, t)
		with := question{values: v}
		p.SortTerm, p.SortFine, p.SortNone = addressOf("/compare", with.with("sort", "term")), addressOf("/compare", with.with("sort", "fine")), addressOf("/compare", with.with("sort", ""))
		p.Exports = tableExports("/api/v1/compare", with.with())
	}
	p.Title = p.Heading
	return s.page(c, p)
}

func (s *server) fillChoices(c echo.Context, p *ui.ComparePage, picked []string) error {
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	for _, e := range s.topicTree(p.Frame, status) {
		if e.Count > 0 || e.Value == p.Chosen {
			p.Topics = append(p.Topics, ui.Choice{Value: e.Value, Label: e.Label, Checked: e.Value == p.Chosen})
		}
	}
	if r, ok := s.Scheme.Requirement(p.Chosen); ok {
		p.Topics = append(p.Topics, ui.Choice{Value: r.ID, Label: r.ID + " · " + r.Title(p.Code), Checked: true})
	}
	for code := range status.Countries {
		if code != "" {
			p.Countries = append(p.Countries, ui.Choice{Value: code, Label: p.Country(code), Checked: slices.Contains(picked, code)})
		}
	}
	slices.SortFunc(p.Countries, func(a, b ui.Choice) int { return cmp.Compare(a.Label, b.Label) })
	return nil
}

const maxCompared = 1500 // bytes of a wording in a column

func (s *server) fillTable(p *ui.ComparePage, t compare.Table) {
	if r, ok := s.Scheme.Requirement(t.Requirement); ok {
		p.Heading = r.Title(p.Code)
	} else if t.Topic != "" {
		p.Heading = s.label(p.Frame, "topic", t.Topic)
	}
	p.Missing = t.Missing
	collected := url.Values{}
	for _, col := range t.Columns {
		p.Columns = append(p.Columns, compareColumn(p.Frame, col))
		if col.Provision != "" {
			collected.Add("p", named(p.Refs, col))
		}
	}
	if len(collected) > 0 {
		p.Collect = addressOf("/collection", collected)
	}
	for i, element := range t.Elements {
		row := ui.CompareRow{Label: p.Word("element", element)}
		for n := range t.Columns {
			row.Cells = append(row.Cells, ui.CompareCell{Language: t.Columns[n].Language, Words: wordsOfElement(&t.Columns[n], i)})
		}
		p.Rows = append(p.Rows, row)
	}
	if len(t.Columns) == 2 && len(p.Refs) == 2 {
		p.Diff = diffOf(p.Columns[0], p.Columns[1])
	}
}

// named is how the address that asked for a column names it, with its language where that does.
func named(asked []string, col compare.Column) string {
	for _, one := range asked {
		if ref, err := corpus.ParseRef(one); err == nil && ref.String() == col.Provision && ref.Language == col.Language {
			return one
		}
	}
	return col.Provision
}

func compareColumn(f ui.Frame, col compare.Column) ui.CompareColumn {
	out := ui.CompareColumn{Column: col, Country: ui.Entry{Value: col.Country, Label: f.Country(col.Country), Href: countryHref(col.Country)}}
	if col.Provision == "" {
		return out
	}
	if ref, err := corpus.ParseRef(col.Provision); err == nil {
		ref.Language = col.Language
		out.Href = ui.ProvisionPath(ref)
	}
	var spans []corpus.Span
	for _, e := range col.Elements {
		spans = append(spans, e.Spans...)
	}
	end := cutAt(col.Text, maxCompared)
	out.Text, out.Cut = ui.Cut(col.Text, corpus.Span{End: end}, spans), end < len(col.Text)
	for _, pen := range col.Penalties {
		out.Penalties = append(out.Penalties, ui.PenaltyLine{Kind: f.Word("penalty", pen.Kind), Words: pen.Words})
	}
	return out
}

const maxElementWords = 6 // of one element in a cell

// wordsOfElement are the words that show an element, each once.
func wordsOfElement(c *compare.Column, element int) []string {
	if element >= len(c.Elements) {
		return nil
	}
	var words []string
	for _, sp := range c.Elements[element].Spans {
		span := within(sp, len(c.Text))
		w := strings.Join(strings.Fields(c.Text[span.Start:span.End]), " ")
		if w != "" && !slices.ContainsFunc(words, func(have string) bool { return strings.EqualFold(have, w) }) {
			words = append(words, w)
		}
		if len(words) == maxElementWords {
			break
		}
	}
	return words
}

func diffOf(a, b ui.CompareColumn) *ui.DiffView {
	d := &ui.DiffView{Old: nameOf(a), New: nameOf(b), OldHref: a.Href, NewHref: b.Href, Language: a.Language, OtherLanguages: a.Language != b.Language}
	if !d.OtherLanguages {
		d.Changes = compare.Diff(a.Column.Text, b.Column.Text)
		d.Same = a.Column.Text == b.Column.Text
	}
	return d
}

func nameOf(c ui.CompareColumn) string {
	return strings.TrimSuffix(cmp.Or(c.Law, c.Provision)+", "+c.Label, ", ")
}
