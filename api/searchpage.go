package api

import (
	"cmp"
	"context"
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

// facetShown are the facets of the page; the year has fields of its own, since ranges say more than boxes.
var facetShown = []string{"country", "topic", "language", "type", "status", "instrument"}

const maxChoices = 14 // of one facet; ticked ones are always shown

func (s *server) searchPage(c echo.Context, q question, r index.Result) ui.SearchPage {
	f := s.frame(c)
	f.Title, f.Nav, f.Query, f.Private = cmp.Or(q.text, f.T("search.title")), "search", q.text, true
	f.Feed = addressOf("/search.atom", q.with("sort", "", "size", ""))
	p := ui.SearchPage{
		Frame: f, Result: r, Groups: s.groups(c.Request().Context(), f, q, r.Hits), Facets: s.facets(f, q, r, maxChoices),
		Asked: sent(q),
		Keep:  s.base(c.Request()) + addressOf("/search", q.with()), Advanced: addressOf("/advanced", q.with("law", "", "article", "", "relation", "")),
		From: q.query.Offset + 1, To: q.query.Offset + len(r.Hits),
		Carry: hidden(q), ExpandHref: addressOf("/search", q.with("expand", "1")),
		Exports: s.exports(f, q.with("size", "", "group", "")),
	}
	p.Pages = ui.Paging(min(r.Total, maxWindow), q.page, max(q.size, 1), func(n int) string {
		v := q.with()
		if n > 1 {
			v.Set("page", strconv.Itoa(n))
		}
		return addressOf("/search", v)
	})
	p.Active = s.active(f, q)
	if q.query.Group == "country" && len(r.Hits) > 1 {
		p.Compare = compareHref(r.Hits)
	}
	if q.query.Like.Law != "" {
		s.likeness(c.Request().Context(), &p, q)
	} else if r.Total == 0 && (q.query.Root != nil || q.query.Filters.String() != "") {
		p.Ways, p.Near = s.ways(c.Request().Context(), f, q), s.nearTopics(f, q)
	}
	for _, o := range r.Offers {
		if o.Absent {
			p.Absent = append(p.Absent, s.label(f, o.Field, o.Value))
			continue
		}
		p.Offers = append(p.Offers, ui.Entry{Label: f.T("field."+o.Field) + ": " + s.label(f, o.Field, o.Value), Href: offered(q, o)})
	}
	if r.Corrected != "" && r.Corrected != q.text {
		p.Corrected = ui.Entry{Label: r.Corrected, Href: addressOf("/search", q.with("q", r.Corrected))}
	}
	p.Expansions = expansionLines(f, r.Expansions)
	return p
}

// expansionLines puts together what was searched for the same words in one language: a box switches all of it off. They stand in the order in which the words
// were found, the languages by name.
func expansionLines(f ui.Frame, list []index.Expansion) []ui.ExpansionLine {
	type key struct{ source, language string }
	places, sources := map[key]int{}, map[string]int{}
	var lines []ui.ExpansionLine
	for _, x := range list {
		if _, ok := sources[x.Source]; !ok {
			sources[x.Source] = len(sources)
		}
		k := key{x.Source, x.Language}
		i, ok := places[k]
		if !ok {
			i = len(lines)
			places[k] = i
			lines = append(lines, ui.ExpansionLine{Source: x.Source, Language: x.Language, Off: true})
		}
		l := &lines[i]
		l.Value = strings.TrimPrefix(l.Value+","+expansionName(x), ",")
		l.Off = l.Off && x.Off
		for _, t := range x.Terms {
			if t = asWritten.Replace(t); !slices.ContainsFunc(l.Terms, func(o string) bool { return strings.EqualFold(o, t) }) {
				l.Terms = append(l.Terms, t)
			}
		}
	}
	slices.SortStableFunc(lines, func(a, b ui.ExpansionLine) int {
		return cmp.Or(sources[a.Source]-sources[b.Source], cmp.Compare(f.Tongue(a.Language), f.Tongue(b.Language)))
	})
	for i := range lines {
		lines[i].First = i == 0 || lines[i].Source != lines[i-1].Source
	}
	return lines
}

// asWritten makes words of terms as the lexicon writes them: stars for endings, dots for words between.
var asWritten = strings.NewReplacer("*", "", "..", "…")

// sent is the form as it was sent.
func sent(q question) ui.Asked {
	f := q.query.Filters
	return ui.Asked{
		Sort: q.query.Sort, Group: q.query.Group, Expand: q.query.Expand, YearFrom: f.YearFrom, YearTo: f.YearTo, AsOf: f.AsOf.String(),
		Hidden: hidden(q, "law", "article", "relation", "size", "only", "like", "like_language"),
	}
}

// compareHref sets the hits of a page side by side.
func compareHref(hits []index.Hit) string {
	v := url.Values{}
	for _, h := range hits[:min(len(hits), maxColumns)] {
		v.Add("p", h.Address().Address())
	}
	return addressOf("/compare", v)
}

// likeness says on the page which provision the others are like, and how to look further.
func (s *server) likeness(ctx context.Context, p *ui.SearchPage, q question) {
	ref := q.query.Like
	p.Like = ui.Entry{Label: ref.String(), Href: ui.ProvisionPath(ref)}
	units, err := s.Catalog.Units(ctx, []corpus.Ref{ref})
	if err == nil && len(units) > 0 {
		title := ""
		if texts, err := s.Catalog.Texts(ctx, ref.Law); err == nil && len(texts) > 0 {
			title = texts[0].Title
		}
		u := units[0]
		p.Like.Label = strings.Trim(strings.Join(strings.Fields(cmp.Or(u.Label, u.Number)+" "+u.Heading), " ")+" · "+title, " ·")
	}
	if !q.query.Expand {
		p.LikeLinks = append(p.LikeLinks, ui.Entry{Label: p.T("search.like.expand"), Href: addressOf("/search", q.with("expand", "1"))})
	}
	if q.query.Group != "country" {
		p.LikeLinks = append(p.LikeLinks, ui.Entry{Label: p.T("search.like.countries"), Href: addressOf("/search", q.with("expand", "1", "group", "country"))})
	}
}

// offered is the address with the filter set that the question names, its words taken out of the question.
func offered(q question, o index.Offer) string {
	rest := strings.Join(strings.Fields(strings.Replace(q.text, o.Words, " ", 1)), " ")
	v := q.with("q", rest)
	v.Add(o.Field, o.Value)
	if o.Foreign {
		v.Set("expand", "1") // the country's laws are in other languages than the question
	}
	return addressOf("/search", v)
}

// groups puts hits of one law together, in the order of the best hit of each.
func (s *server) groups(ctx context.Context, f ui.Frame, q question, hits []index.Hit) []ui.Group {
	var groups []ui.Group
	originals := map[corpus.Ref]string{}
	then := map[corpus.Ref][]corpus.Unit{}
	for _, h := range hits {
		i := slices.IndexFunc(groups, func(g ui.Group) bool {
			return q.query.Group != "flat" && g.Law.ID == h.Law.ID && g.Language == h.Ref.Language
		})
		if i < 0 {
			i = len(groups)
			groups = append(groups, ui.Group{
				Law: h.Law, Ref: corpus.Ref{Law: h.Law.ID, Language: h.Address().Language}.Address(), Language: h.Ref.Language, Title: ui.Marked(cmp.Or(h.Law.Title, string(h.Ref.Law)), h.LawTitle),
				Href: lawHref(h.Ref.Law, h.Ref.Language, ""), More: findHref(q, h.Ref),
			})
		}
		line := s.hitLine(f, h)
		line.Href = markedHref(line.Href, q.text)
		if day := q.query.Filters.AsOf; !day.IsZero() {
			s.backdate(ctx, f, then, &line, &h, day)
			if e, err := readEntry(line.Ref); err == nil && !e.day.IsZero() {
				groups[i].Ref = entry{corpus.Ref{Law: e.Law, Language: e.Language}, day}.String()
			}
		}
		if h.Unit.Page > 0 {
			line.PageHref = s.originalOf(ctx, originals, h.Ref)
			if line.PageHref != "" {
				line.PageHref += "#page=" + strconv.Itoa(h.Unit.Page)
			}
		}
		groups[i].Hits = append(groups[i].Hits, line)
	}
	return groups
}

// markedHref carries the words of the search along, so that the law's page marks them; its own permanent addresses leave them out.
func markedHref(href, words string) string {
	if words == "" {
		return href
	}
	return withParameter(href, "q", words)
}

func withParameter(href, name, value string) string {
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	v := u.Query()
	v.Set(name, value)
	u.RawQuery = v.Encode()
	return u.String()
}

// originalOf is the address of the PDF that a hit stands in, "" where there is none; known holds those of the page's other hits.
func (s *server) originalOf(ctx context.Context, known map[corpus.Ref]string, r corpus.Ref) string {
	r.EID = ""
	if href, ok := known[r]; ok {
		return href
	}
	known[r] = ""
	texts, err := s.Catalog.Texts(ctx, r.Law)
	if err != nil {
		return "" // withdrawn since the index was written
	}
	for _, t := range texts {
		if o := t.Original; o != nil && o.SHA256 != "" && t.Language == r.Language && o.MediaType == "application/pdf" {
			known[r] = "/api/v1/originals/" + o.SHA256
		}
		if t.Language == r.Language {
			break // of one language the first is the one that is read, and the hit is of
		}
	}
	return known[r]
}

// findHref searches the law for the words of the question.
func findHref(q question, r corpus.Ref) string {
	if q.text == "" {
		return ""
	}
	return lawHref(r.Law, r.Language, q.text)
}

func lawHref(id corpus.URI, language, find string) string {
	v := url.Values{}
	if language != "" {
		v.Set("language", language)
	}
	if find != "" {
		v.Set("find", find)
	}
	if len(v) == 0 {
		return ui.LawPath(id)
	}
	return ui.LawPath(id) + "?" + v.Encode()
}

func (s *server) hitLine(f ui.Frame, h index.Hit) ui.HitLine {
	span := within(h.Snippet, len(h.Unit.Text))
	l := ui.HitLine{
		Ref: h.Address().Address(), Href: ui.ProvisionPath(h.Ref), Language: h.Ref.Language, Label: cmp.Or(h.Unit.Label, h.Unit.Number),
		Heading: ui.Marked(h.Unit.Heading, h.Heading), Path: h.Unit.Path, Snippet: ui.Cut(h.Unit.Text, span, h.Text),
		Before: span.Start > 0, After: span.End < len(h.Unit.Text), Page: h.Unit.Page, Similar: h.Similar, Like: ui.LikePath(h.Ref),
	}
	for i, t := range h.Unit.Topics {
		if i == 4 {
			break
		}
		l.Topics = append(l.Topics, s.topicEntry(f, t.ID))
	}
	return l
}

// facets lists the choices of each field, at most so many beside the ticked ones.
func (s *server) facets(f ui.Frame, q question, r index.Result, most int) []ui.Facet {
	var facets []ui.Facet
	for _, name := range facetShown {
		ticked := listOf(q.values[name])
		facet := ui.Facet{Name: name, Label: f.T("field." + name)}
		for _, n := range r.Facets[name] {
			checked := slices.Contains(ticked, n.Value)
			if len(facet.Choices) < most || checked {
				facet.Choices = append(facet.Choices, ui.Choice{Value: n.Value, Label: s.label(f, name, n.Value), Count: n.Count, Checked: checked})
			}
		}
		facet.More = len(r.Facets[name]) > len(facet.Choices)
		for _, t := range ticked {
			if !slices.ContainsFunc(facet.Choices, func(c ui.Choice) bool { return c.Value == t }) {
				facet.Choices = append(facet.Choices, ui.Choice{Value: t, Label: s.label(f, name, t), Checked: true})
			}
		}
		if len(facet.Choices) > 0 {
			facets = append(facets, facet)
		}
	}
	return facets
}

// active lists the filters that are on, each with the address without it.
func (s *server) active(f ui.Frame, q question) []ui.Entry {
	var out []ui.Entry
	for _, l := range listFilters {
		for _, v := range listOf(q.values[l.name]) {
			out = append(out, ui.Entry{Note: f.T("field." + l.name), Label: s.label(f, l.name, v), Href: addressOf("/search", q.without(l.name, v))})
		}
	}
	if from, to := q.query.Filters.YearFrom, q.query.Filters.YearTo; q.values.Get("year_from")+q.values.Get("year_to")+q.values.Get("year") != "" && from+to > 0 {
		label := strings.Trim(blankZero(from)+"–"+blankZero(to), " ")
		out = append(out, ui.Entry{Note: f.T("field.year"), Label: label, Href: addressOf("/search", q.with("year_from", "", "year_to", "", "year", ""))})
	}
	if day := q.values.Get("asof"); day != "" {
		out = append(out, ui.Entry{Note: f.T("field.asof"), Label: day, Href: addressOf("/search", q.with("asof", ""))})
	}
	return out
}

func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// label is a value of a field as a person reads it.
func (s *server) label(f ui.Frame, field, value string) string {
	switch field {
	case "country":
		return f.Country(value)
	case "language":
		return f.Tongue(value)
	case "topic":
		if t, ok := s.Scheme.Topic(value); ok {
			return t.Label(f.Code)
		}
	case "instrument":
		if i, ok := s.Scheme.Instrument(value); ok {
			return shortName(&i, f.Code)
		}
	case "article":
		id, article, _ := strings.Cut(value, "/")
		if i, ok := s.Scheme.Instrument(id); ok {
			return shortName(&i, f.Code) + " " + article
		}
	case "relation":
		kind, law, _ := strings.Cut(value, ":")
		return f.T("relation."+kind) + " " + law
	case "type", "status":
		return f.Word(field, value)
	case "year":
		return strings.ReplaceAll(value, "..", "–")
	}
	return value
}

// shortName is UNTOC for readers of English; the abbreviations of others differ, so they get the title.
func shortName(i *corpus.Instrument, code string) string {
	if code == "en" && i.Short != "" {
		return i.Short
	}
	return i.Title(code)
}

// hidden carries parameters of the question along: those named, or, with no names, all but its expansions.
func hidden(q question, names ...string) []ui.Field {
	var out []ui.Field
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if name == "lang" || name == "page" || name == "without" || len(names) > 0 && !slices.Contains(names, name) {
			continue
		}
		for _, v := range q.values[name] {
			out = append(out, ui.Field{Name: name, Value: v})
		}
	}
	return out
}

func addressOf(path string, v url.Values) string {
	u := url.URL{Path: path, RawQuery: v.Encode()}
	return u.String()
}
