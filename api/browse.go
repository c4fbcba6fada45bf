package api

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

const lawsPerPage = 50

func (s *server) countriesPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav = f.T("nav.countries"), "countries"
	p := ui.BrowsePage{Frame: f, Heading: f.Title, Intro: f.T("browse.countries"), Counted: "foot.laws"}
	for code, n := range status.Countries {
		p.Entries = append(p.Entries, ui.Entry{Value: code, Label: f.Country(code), Count: n, Href: countryHref(code)})
	}
	slices.SortFunc(p.Entries, func(a, b ui.Entry) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value)) })
	return s.page(c, p)
}

func countryHref(code string) string { return "/countries/" + url.PathEscape(code) }

func (s *server) topicsPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav = f.T("nav.topics"), "topics"
	return s.page(c, ui.BrowsePage{Frame: f, Heading: f.Title, Intro: f.T("browse.topics"), Counted: "foot.provisions", Entries: s.topicTree(f, status)})
}

// topicTree lists the scheme, narrower topics below broader ones.
func (s *server) topicTree(f ui.Frame, status corpus.Status) []ui.Entry {
	var out []ui.Entry
	var add func(broader string, depth int)
	add = func(broader string, depth int) {
		for _, t := range s.Scheme.Topics {
			if t.Broader == broader && depth < 8 {
				e := s.topicEntry(f, t.ID)
				e.Count, e.Depth = status.Topics[t.ID], depth
				out = append(out, e)
				add(t.ID, depth+1)
			}
		}
	}
	add("", 0)
	return out
}

func (s *server) instrumentsPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav = f.T("nav.instruments"), "instruments"
	return s.page(c, ui.BrowsePage{Frame: f, Heading: f.Title, Intro: f.T("browse.instruments"), Counted: "instrument.requirements", Entries: s.instrumentList(f)})
}

func (s *server) instrumentList(f ui.Frame) []ui.Entry {
	var out []ui.Entry
	for _, i := range s.Scheme.Instruments {
		out = append(out, ui.Entry{Value: i.ID, Label: i.Title(f.Code), Note: i.Short, Count: len(i.Requirements), Href: "/instruments/" + i.ID})
	}
	return out
}

func (s *server) instrumentPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	i, ok := s.Scheme.Instrument(c.Param("id"))
	if !ok {
		return fmt.Errorf("instrument %q: %w", c.Param("id"), corpus.ErrNotFound)
	}
	f := s.frame(c)
	f.Title, f.Nav = i.Title(f.Code), "instruments"
	p := ui.InstrumentPage{Frame: f, Instrument: i, SearchHref: ui.SearchPath("instrument", i.ID), GapsHref: "/gaps?instrument=" + i.ID}
	for _, a := range i.Articles {
		line := ui.ArticleLine{Number: a.Number, Title: cmp.Or(a.Titles[f.Code], a.Titles["en"]), Href: ui.SearchPath("article", i.ID+"/"+a.Number)}
		for _, r := range i.Requirements {
			if articleOf(r.ID) == a.Number {
				line.Requirements = append(line.Requirements, ui.RequirementLine{Requirement: r, Duty: dutyOf(r.Wording(f.Code)), Label: r.Title(f.Code), Href: ui.SearchPath("article", r.ID)})
			}
		}
		p.Articles = append(p.Articles, line)
	}
	return s.page(c, p)
}

// articleOf is the article of a requirement's id: untoc/6/1/a → 6.
func articleOf(requirement string) string {
	parts := strings.SplitN(requirement, "/", 3)
	if len(parts) < 2 {
		return ""
	}
	return parts[1]
}

// lawsPage lists all laws, countryPage those of one jurisdiction.
func (s *server) lawsPage(c echo.Context) error {
	named, err := namedCountries(c.QueryParams()["country"])
	if err != nil {
		return err
	}
	return s.listLaws(c, named)
}

func (s *server) countryPage(c echo.Context) error {
	code := c.Param("code")
	if upper := strings.ToUpper(code); upper != code {
		return c.Redirect(301, countryHref(upper))
	}
	return s.listLaws(c, []string{code})
}

func (s *server) listLaws(c echo.Context, countries []string) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	ctx := c.Request().Context()
	filter, page, err := readLawFilter(c.QueryParams(), lawsPerPage)
	if err != nil {
		return err
	}
	filter.Countries = countries
	if filter.IDs, err = s.saying(ctx, c.QueryParams()["relation"]); err != nil {
		return err
	}
	country := "" // where it is one alone
	if len(countries) == 1 {
		country = countries[0]
	}
	laws, total, err := s.Catalog.Laws(ctx, filter)
	if err != nil {
		return err
	}
	status, err := s.state.now(ctx)
	if err != nil {
		return err
	}
	held := func(code string) bool { return status.Countries[code] > 0 }
	if len(countries) > 0 && total == 0 && !slices.ContainsFunc(countries, held) {
		return fmt.Errorf("no laws of %q: %w", strings.Join(countries, ", "), corpus.ErrNotFound)
	}
	f := s.frame(c)
	f.Title, f.Nav = f.T("laws.all"), "countries"
	if len(countries) > 0 {
		f.Title = countriesIn(f.Speech, countries)
	}
	p := ui.LawsPage{Frame: f, Heading: f.Title, Laws: lines(laws), Total: total, Words: filter.Words, Hidden: hidden(question{values: c.QueryParams()}, "type", "language", "status", "topic", "year", "country", "relation")}
	for _, v := range listOf(c.QueryParams()["relation"]) {
		_, law, _ := strings.Cut(v, ":")
		p.Relations = append(p.Relations, ui.Entry{Label: s.label(f, "relation", v), Href: ui.LawPath(corpus.URI(law))})
	}
	for _, e := range s.countedTopics(f, status.Coverage[country]) {
		e.Href = ui.SearchPath("country", country, "topic", e.Value)
		p.Topics = append(p.Topics, e)
	}
	p.Pages = ui.Paging(total, page, lawsPerPage, func(n int) string {
		v := maps.Clone(c.QueryParams())
		v.Set("page", strconv.Itoa(n))
		return addressOf(c.Request().URL.Path, v)
	})
	return s.page(c, p)
}

// saying lists the laws that have the relations named to others (amends:ke/act/1990/12); nil where none is named.
func (s *server) saying(ctx context.Context, relations []string) ([]corpus.URI, error) {
	if relations = listOf(relations); len(relations) == 0 {
		return nil, nil
	}
	if len(relations) > maxValues {
		return nil, fmt.Errorf("relation has more than %d values: %w", maxValues, corpus.ErrInvalid)
	}
	f, err := index.Filters{Relation: relations}.Lawful(ctx, s.Catalog)
	ids := make([]corpus.URI, len(f.Law))
	for i, id := range f.Law {
		ids[i] = corpus.URI(id)
	}
	return ids, err
}

// readLawFilter reads the parameters of a list of laws and says which page is asked for.
func readLawFilter(v url.Values, size int) (corpus.LawFilter, int, error) {
	page, err := number(v, "page", 1, 1_000_000)
	if err != nil {
		return corpus.LawFilter{}, 0, err
	}
	year, err := number(v, "year", 0, 9999)
	if err != nil {
		return corpus.LawFilter{}, 0, err
	}
	countries, err := namedCountries(v["country"])
	if err != nil {
		return corpus.LawFilter{}, 0, err
	}
	page = max(page, 1)
	words := v.Get("words")
	if len(words) > maxQuery {
		return corpus.LawFilter{}, 0, fmt.Errorf("words is longer than %d bytes: %w", maxQuery, corpus.ErrInvalid)
	}
	return corpus.LawFilter{
		Countries: countries, Type: v.Get("type"), Language: v.Get("language"), Status: v.Get("status"), Topic: v.Get("topic"),
		Words: words, Year: year, Offset: (page - 1) * size, Limit: size,
	}, page, nil
}
