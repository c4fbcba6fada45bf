package api

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

func gapsHref(instrument, country string) string {
	v := url.Values{"instrument": {instrument}}
	if country != "" {
		v.Set("country", country)
	}
	return addressOf("/gaps", v)
}

// requirementHref is short on purpose: a matrix holds thousands. Slashes need no escape in a query.
func requirementHref(country, requirement string) string {
	href := "/gaps?requirement=" + strings.ReplaceAll(url.QueryEscape(requirement), "%2F", "/")
	if country != "" {
		href += "&country=" + url.QueryEscape(country)
	}
	return href
}

// gapsPage shows the matrix of an instrument, one country beside it, or a single requirement.
func (s *server) gapsPage(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	if wantsJSON(c) {
		return s.gapsJSON(c)
	}
	v := c.QueryParams()
	named, err := namedCountries(v["country"])
	if err != nil {
		return err
	}
	if v.Get("requirement") != "" {
		return s.requirementPage(c, named, v.Get("requirement"))
	}
	in, err := s.instrumentOf(v)
	if err != nil {
		return err
	}
	all, err := s.countriesOf(c.Request().Context(), nil)
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Nav, f.Private = "gaps", true
	p := ui.GapsPage{Frame: f, Chosen: choiceOf(v, in.ID, "")}
	beside := all
	switch len(named) {
	case 0:
	case 1:
		p.Chosen.Country = named[0]
	default:
		beside = named
	}
	for _, i := range s.Scheme.Instruments {
		p.Instruments = append(p.Instruments, ui.Choice{Value: i.ID, Label: i.Title(f.Code), Checked: i.ID == in.ID})
	}
	for _, code := range all {
		p.Countries = append(p.Countries, ui.Choice{Value: code, Label: f.Country(code), Checked: code == p.Chosen.Country})
	}
	slices.SortFunc(p.Countries, func(a, b ui.Choice) int { return cmp.Compare(a.Label, b.Label) })
	name := shortName(&in, f.Code)
	if p.Chosen.Country == "" {
		p.Heading = f.T("gaps.of", "instrument", name, "country", countriesIn(f.Speech, named))
		err = s.fillMatrix(c, &p, in, beside)
	} else {
		p.Heading = f.T("gaps.of", "instrument", name, "country", f.Country(p.Chosen.Country))
		err = s.fillAssessment(c, &p)
	}
	if err != nil {
		return err
	}
	if p.Chosen.Country != "" {
		p.ChecklistHref = checklistHref(in.ID, p.Chosen.Country, "", 0)
	}
	p.Title, p.Exports = p.Heading, tableExports("/api/v1/gaps", url.Values{"instrument": {in.ID}, "country": named, "force": nonEmpty(p.Chosen.Force), "cluster": nonEmpty(p.Chosen.Cluster)})
	return s.page(c, p)
}

// countriesIn names countries in a heading; none is all.
func countriesIn(f *ui.Speech, codes []string) string {
	if len(codes) == 0 {
		return f.T("gaps.all")
	}
	var names []string
	for _, code := range codes {
		names = append(names, f.Country(code))
	}
	return strings.Join(names, " · ")
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (s *server) fillMatrix(c echo.Context, p *ui.GapsPage, in corpus.Instrument, countries []string) error {
	m, err := s.matrixOf(c.Request().Context(), in.ID, countries, p.Chosen)
	if err != nil {
		return err
	}
	p.Matrix = &ui.GapMatrix{}
	for _, state := range ui.States() {
		p.Matrix.Legend = append(p.Matrix.Legend, p.SignOf(state))
	}
	for i, code := range m.Countries {
		e := ui.Entry{Value: code, Label: p.Country(code), Href: gapsHref(in.ID, code)}
		if m.Bound[i] == "no" {
			e.Note = p.T("gaps.notparty")
		}
		p.Matrix.Countries = append(p.Matrix.Countries, e)
	}
	for i, id := range m.Requirements {
		r, _ := s.Scheme.Requirement(id)
		row := ui.MatrixRow{ID: id, Place: placeIn(id), Label: r.Title(p.Code), Href: requirementHref("", id), Force: r.Force}
		for n, cell := range m.Cells[i] {
			row.Cells = append(row.Cells, ui.MatrixCell{Sign: p.SignOf(cell.State), Href: requirementHref(m.Countries[n], id), Evidence: evidenceOf(cell, len(m.Countries)), Stale: cell.Stale})
		}
		p.Matrix.Rows = append(p.Matrix.Rows, row)
	}
	return nil
}

// maxTitled countries have the best candidate in the title of each cell; beyond them the page would grow heavy.
const maxTitled = 6

func evidenceOf(c gap.Cell, countries int) string {
	if c.Law == "" || countries > maxTitled {
		return ""
	}
	return strings.TrimSuffix(c.Law+", "+c.Label, ", ")
}

// placeIn is a requirement's place in its treaty, for people: untoc/6/1/a → 6(1)(a). A word that tells apart what the treaty says in one place
// (untoc/20/surveillance) is no part of it.
func placeIn(id string) string {
	_, place, _ := strings.Cut(id, "/")
	out := ""
	for part := range strings.SplitSeq(place, "/") {
		switch {
		case out == "":
			out = part
		case len(part) <= longestPlace || strings.ContainsFunc(part, unicode.IsDigit):
			out += "(" + part + ")"
		}
	}
	return out
}

const longestPlace = 5 // letters of a place: xviii

func (s *server) fillAssessment(c echo.Context, p *ui.GapsPage) error {
	a, err := s.assessmentOf(c.Request().Context(), p.Chosen)
	if err != nil {
		return err
	}
	p.Assessment = &a
	counts := map[string]int{}
	for i := range a.Requirements {
		p.Rows = append(p.Rows, s.gapRow(p.Frame, a.Country, a.Requirements[i]))
		counts[a.Requirements[i].State]++
	}
	for _, state := range ui.States() {
		if n := counts[state]; n > 0 {
			sign := p.SignOf(state)
			p.Counts = append(p.Counts, ui.Entry{Value: sign.Class, Note: sign.Mark, Label: sign.Label, Count: n})
		}
	}
	return nil
}

func (s *server) gapRow(f ui.Frame, country string, r gap.Requirement) ui.GapRow {
	row := ui.GapRow{Requirement: r, Duty: dutyOf(r.Wording(f.Code)), Place: placeIn(r.ID), Label: cmp.Or(r.Titles[f.Code], r.Titles["en"]), Href: requirementHref(country, r.ID), Sign: f.SignOf(r.State), Says: f.T("gaps.says.program")}
	if r.Judgement != nil {
		row.Says = f.T("gaps.says", "who", r.Judgement.By, "date", f.Moment(r.Judgement.At))
	}
	for _, m := range r.Missing {
		row.Lacks = append(row.Lacks, f.Word("element", m))
	}
	if len(r.Candidates) > 0 {
		best := candidateLine(f, r.Candidates[0])
		row.Best, row.More = &best, len(r.Candidates)-1
	}
	return row
}

func dutyOf(text, language string) ui.Fact { return ui.Fact{Value: text, Lang: language} }

func candidateLine(f ui.Frame, c gap.Candidate) ui.CandidateLine {
	l := ui.CandidateLine{Candidate: c, Href: "/law/" + c.Provision, Distrust: c.By == "search"}
	if ref, err := corpus.ParseRef(c.Provision); err == nil {
		ref.Language = c.Language
		l.Href = ui.ProvisionPath(ref)
	}
	for _, e := range c.Elements {
		if len(e.Spans) > 0 {
			l.Has = append(l.Has, f.Word("element", e.Name))
		} else {
			l.HasNot = append(l.HasNot, f.Word("element", e.Name))
		}
	}
	return l
}

// requirementPage shows one requirement in one country with its candidates in full, or in every country.
func (s *server) requirementPage(c echo.Context, named []string, id string) error {
	r, ok := s.Scheme.Requirement(id)
	if !ok {
		return fmt.Errorf("requirement %q: %w", id, corpus.ErrNotFound)
	}
	ctx := c.Request().Context()
	countries, err := s.countriesOf(ctx, named)
	if err != nil {
		return err
	}
	country := "" // several, or all
	if len(named) == 1 {
		country = named[0]
	}
	list, err := s.Gaps.Compare(ctx, id, countries)
	if err != nil {
		return err
	}
	f := s.frame(c)
	instrument, _, _ := strings.Cut(id, "/")
	in, _ := s.Scheme.Instrument(instrument)
	f.Nav, f.Private, f.Title = "gaps", true, r.Title(f.Code)
	p := ui.RequirementPage{Frame: f, Requirement: r, Duty: dutyOf(r.Wording(f.Code)), Place: placeIn(id), Country: country, AllHref: requirementHref("", id), CompareHref: addressOf("/compare", url.Values{"requirement": {id}}), Back: gapsHref(instrument, country)}
	p.Heading = f.T("gaps.of", "instrument", shortName(&in, f.Code), "country", countriesIn(f.Speech, named))
	for _, e := range r.Equivalent {
		if other, ok := s.Scheme.Requirement(e); ok {
			p.Equivalent = append(p.Equivalent, ui.Entry{Label: e + " · " + other.Title(f.Code), Href: requirementHref(country, e)})
		}
	}
	if country == "" {
		for _, a := range list {
			p.All = append(p.All, ui.CountryRow{Country: ui.Entry{Label: f.Country(a.Country), Href: requirementHref(a.Country, id)}, Row: s.gapRow(f, a.Country, a.Requirements[0])})
		}
		return s.page(c, p)
	}
	p.Heading = f.T("gaps.of", "instrument", shortName(&in, f.Code), "country", f.Country(country))
	p.ChecklistHref = checklistHref(instrument, country, "", 0)
	if status, err := s.state.now(ctx); err == nil && status.Countries["INT"] > 0 {
		p.ModelHref = addressOf("/compare", url.Values{"requirement": {id}, "country": {country, "INT"}})
	}
	row := s.gapRow(f, country, list[0].Requirements[0])
	p.Row = &row
	if p.Candidates, err = s.candidates(c, f, row); err != nil {
		return err
	}
	if s.edits(c) {
		p.Form = judgementForm(f, instrument, country, row, c.QueryParam("by"))
	}
	return s.page(c, p)
}

const maxWording = 1200 // bytes of a candidate's wording; the rest is one click away

// candidates reads the wording of each, with the words marked that show its elements.
func (s *server) candidates(c echo.Context, f ui.Frame, row ui.GapRow) ([]ui.CandidateLine, error) {
	refs := make([]corpus.Ref, len(row.Candidates))
	for i, cand := range row.Candidates {
		refs[i], _ = corpus.ParseRef(cand.Provision)
		refs[i].Language = cand.Language
	}
	units, err := s.Catalog.Units(c.Request().Context(), refs)
	if err != nil {
		return nil, err
	}
	var out []ui.CandidateLine
	for i, cand := range row.Candidates {
		l := candidateLine(f, cand)
		text, spans := cand.Snippet, []corpus.Span(nil)
		if i < len(units) && units[i].Text != "" {
			text, spans = units[i].Text, spansOf(cand.Elements) // which hold for the wording alone
		}
		l.Text = ui.Cut(text, corpus.Span{End: cutAt(text, maxWording)}, spans)
		if row.Judgement != nil {
			l.Cited = slices.ContainsFunc(row.Judgement.Provisions, func(p corpus.Cited) bool { return p.Law == refs[i].Law && p.EID == refs[i].EID })
		}
		out = append(out, l)
	}
	return out, nil
}

// spansOf are the places of the elements.
func spansOf(found []topic.Found) []corpus.Span {
	var spans []corpus.Span
	for _, e := range found {
		spans = append(spans, e.Spans...)
	}
	return spans
}

// cutAt is the place at or before n where a text may be cut: between words.
func cutAt(text string, n int) int {
	if len(text) <= n {
		return len(text)
	}
	if i := strings.LastIndexAny(text[:n], " \n"); i > n/2 {
		return i
	}
	for n > 0 && text[n]&0xc0 == 0x80 {
		n--
	}
	return n
}

func judgementForm(f ui.Frame, instrument, country string, row ui.GapRow, by string) *ui.JudgementForm {
	form := &ui.JudgementForm{Instrument: instrument, Country: country, Requirement: row.ID, By: by}
	if j := row.Judgement; j != nil {
		form.State, form.Remark, form.Needs, form.By, form.Cycle = j.State, j.Remark, j.Needs, cmp.Or(by, j.By), j.Cycle
	}
	for _, state := range corpus.Decisions {
		form.States = append(form.States, ui.Choice{Value: state, Label: f.Word("gap", state), Checked: form.State == state})
	}
	return form
}
