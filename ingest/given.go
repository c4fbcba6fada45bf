package ingest

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Given is what the row says, by the columns of a manifest, without the path: what an attempt keeps of it. Nil for a row that says nothing, and for none.
func (r *Row) Given() map[string]string {
	if r == nil {
		return nil
	}
	given := map[string]string{
		"country": r.Country, "language": r.Language, "title": r.Title, "title_en": r.TitleEn, "date": r.Date.String(), "type": r.Type,
		"number": r.Number, "status": r.Status, "source_url": r.SourceURL, "topics": strings.Join(r.Topics, ";"),
	}
	if r.Year != 0 {
		given["year"] = strconv.Itoa(r.Year)
	}
	maps.Copy(given, r.Extra)
	maps.DeleteFunc(given, func(_, value string) bool { return value == "" })
	if len(given) == 0 {
		return nil
	}
	return given
}

// rowOf is the row that said this.
func rowOf(path string, given map[string]string) (*Row, error) {
	r := Row{Path: path}
	for column, value := range given {
		if err := r.set(column, value); err != nil {
			return nil, err
		}
	}
	return &r, nil
}

// remember gives a source that is read again what was said of its bytes before, below what is said now.
func (p *Pipeline) remember(ctx context.Context, s *Source, sha string) error {
	before, err := p.Catalog.Attempts(ctx, corpus.AttemptFilter{SHA256: sha})
	if err != nil {
		return err
	}
	for _, a := range before {
		if len(a.Given) == 0 {
			continue
		}
		given, now := maps.Clone(a.Given), s.Row.Given()
		if now["date"] != "" || now["year"] != "" { // one without the other is another day
			delete(given, "date")
			delete(given, "year")
		}
		maps.Copy(given, now)
		row, err := rowOf(s.Name, given)
		if err != nil {
			return err
		}
		s.know(row)
		return nil
	}
	return nil
}
