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
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/ui"
)

const (
	maxTerm = 200 // bytes of a term whose definitions are asked for
	// definingLaws is how many laws are read for definitions: those that the search finds the term in.
	definingLaws = 300
)

// definitionsOf finds what laws define under a term, of countries (none: all). The search says which laws to read: those with the term in any language.
func (s *server) definitionsOf(ctx context.Context, term string, countries []string) ([]compare.Definition, error) {
	if len(term) > maxTerm {
		return nil, fmt.Errorf("the term is longer than %d bytes: %w", maxTerm, corpus.ErrInvalid)
	}
	q := index.Plain(term)
	q.Expand, q.Loose, q.Group, q.Size, q.Filters.Country = true, true, "law", definingLaws, countries
	r, err := s.Search.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	laws := []corpus.URI{}
	for _, h := range r.Hits {
		if !slices.Contains(laws, h.Ref.Law) {
			laws = append(laws, h.Ref.Law)
		}
	}
	list, err := s.Compare.Definitions(ctx, term, laws)
	slices.SortStableFunc(list, func(a, b compare.Definition) int { return cmp.Compare(a.Country, b.Country) })
	return list, err
}

// DefinitionsAnswer lists definitions, in order of country.
type DefinitionsAnswer struct {
	Term        string               `json:"term"`
	Definitions []compare.Definition `json:"definitions"`
}

func (s *server) definitions(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	v := c.QueryParams()
	term := strings.TrimSpace(v.Get("term"))
	if term == "" {
		return fmt.Errorf("term is needed: %w", corpus.ErrInvalid)
	}
	list, err := s.definitionsOf(c.Request().Context(), term, upper(listOf(v["country"])))
	if err != nil {
		return err
	}
	if list == nil {
		list = []compare.Definition{}
	}
	return s.writeTable(c, "definitions "+term, s.speech(c).T("definitions.title")+": "+term, func() [][]string { return compare.DefinitionRows(list) }, DefinitionsAnswer{Term: term, Definitions: list})
}

func upper(codes []string) []string {
	for i := range codes {
		codes[i] = strings.ToUpper(codes[i])
	}
	return codes
}

func (s *server) definitionsPage(c echo.Context) error {
	if wantsJSON(c) {
		return s.definitions(c)
	}
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	f := s.frame(c)
	f.Nav, f.Private = "compare", true
	p := ui.DefinitionsPage{Frame: f, Term: strings.TrimSpace(c.QueryParam("term"))}
	p.Title = f.T("definitions.title")
	if p.Term != "" {
		p.Title = f.T("definitions.of", "term", p.Term)
		list, err := s.definitionsOf(c.Request().Context(), p.Term, nil)
		if err != nil {
			return err
		}
		for _, d := range list {
			l := ui.DefinitionLine{Country: f.Country(d.Country), Term: d.Term, Text: d.Text, Law: d.Law, Label: d.Label, Language: d.Language}
			if ref, err := corpus.ParseRef(d.Provision); err == nil {
				ref.Language = d.Language
				l.Href = ui.ProvisionPath(ref)
			}
			p.Found = append(p.Found, l)
		}
		p.Exports = tableExports("/api/v1/definitions", url.Values{"term": {p.Term}})
	}
	return s.page(c, p)
}
