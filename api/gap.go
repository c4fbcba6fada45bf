package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/gap"
)

// analyst lays instruments beside countries; *gap.Analyst is one.
type analyst interface {
	Assess(ctx context.Context, country, instrument string) (gap.Assessment, error)
	Compare(ctx context.Context, requirement string, countries []string) ([]gap.Assessment, error)
	Matrix(ctx context.Context, instrument string, countries []string) (gap.Matrix, error)
	Cite(ctx context.Context, ref corpus.Ref) (corpus.Cited, error)
}

// gapsJSON answers /api/v1/gaps: with a country the assessment, as `pandect gaps --format json` prints it; with several, or none, the matrix;
// with a requirement that one in each country.
func (s *server) gapsJSON(c echo.Context) error {
	ctx, v := c.Request().Context(), c.QueryParams()
	countries, err := s.countriesOf(ctx, v["country"])
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store") // judgements change without the library's fingerprint
	if requirement := v.Get("requirement"); requirement != "" {
		list, err := s.Gaps.Compare(ctx, requirement, countries)
		if err != nil {
			return err
		}
		rows := func() [][]string { return compareRows(list, s.speech(c).Code) }
		return writeTable(c, "gaps "+requirement, rows, map[string]any{"requirement": requirement, "assessments": list})
	}
	instrument := v.Get("instrument")
	if instrument == "" {
		return fmt.Errorf("instrument is needed, one of %s: %w", strings.Join(s.instrumentIDs(), " "), corpus.ErrInvalid)
	}
	if len(listOf(v["country"])) == 1 {
		a, err := s.Gaps.Assess(ctx, countries[0], instrument)
		if err != nil {
			return err
		}
		return writeTable(c, "gaps "+instrument+" "+a.Country, func() [][]string { return a.Rows(s.speech(c).Code) }, a)
	}
	m, err := s.Gaps.Matrix(ctx, instrument, countries)
	if err != nil {
		return err
	}
	title := func(id string) string {
		r, _ := s.Scheme.Requirement(id)
		return r.Title(s.speech(c).Code)
	}
	return writeTable(c, "gaps "+instrument, func() [][]string { return m.Rows(title) }, m)
}

// compareRows is one requirement in several countries as a table: the rows of each assessment behind its country.
func compareRows(list []gap.Assessment, language string) [][]string {
	var out [][]string
	for i := range list {
		for n, row := range list[i].Rows(language) {
			switch {
			case n > 0:
				out = append(out, append([]string{list[i].Country}, row...))
			case i == 0:
				out = append(out, append([]string{"country"}, row...))
			}
		}
	}
	return out
}

func (s *server) instrumentIDs() []string {
	var ids []string
	for _, i := range s.Scheme.Instruments {
		ids = append(ids, i.ID)
	}
	return ids
}

// countriesOf reads a list of countries; all that the library holds where none is named. INT is no country.
func (s *server) countriesOf(ctx context.Context, values []string) ([]string, error) {
	if named := listOf(values); len(named) > 0 {
		for i := range named {
			named[i] = strings.ToUpper(named[i])
		}
		return named, nil
	}
	status, err := s.state.now(ctx)
	if err != nil {
		return nil, err
	}
	all := []string{}
	for code := range status.Countries {
		if code != "INT" && code != "" {
			all = append(all, code)
		}
	}
	slices.Sort(all)
	return all, nil
}

const (
	maxRemark = 8000 // bytes
	maxName   = 200
)

// judge stores what a person decided, and goes back to the requirement. Only where the server was started for editing; a page of another
// site cannot send the form (the browser says where a request comes from: Sec-Fetch-Site, Origin).
func (s *server) judge(c echo.Context) error {
	if !s.Edit {
		return echo.NewHTTPError(http.StatusForbidden, "Judgements are entered where this library is run for editing.")
	}
	if err := s.origin.Check(c.Request()); err != nil {
		return echo.NewHTTPError(http.StatusForbidden, "This form was sent from another site.")
	}
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	j := corpus.Judgement{
		Country: strings.ToUpper(form.Get("country")), Requirement: form.Get("requirement"), State: form.Get("state"),
		Remark: strings.TrimSpace(form.Get("remark")), Needs: strings.TrimSpace(form.Get("needs")), By: strings.TrimSpace(form.Get("by")), At: time.Now().UTC().Truncate(time.Second),
	}
	if err := s.checkJudgement(j); err != nil {
		return err
	}
	ctx := c.Request().Context()
	refs, err := readRefs(form["p"])
	if err != nil {
		return err
	}
	for _, ref := range refs {
		cited, err := s.Gaps.Cite(ctx, ref)
		if err != nil {
			return err
		}
		j.Provisions = append(j.Provisions, cited)
	}
	if err := s.Catalog.Judge(ctx, j); err != nil {
		return err
	}
	s.state.forget()
	return c.Redirect(http.StatusSeeOther, requirementHref(j.Country, j.Requirement)+"&by="+queryEscape(j.By))
}

func (s *server) checkJudgement(j corpus.Judgement) error {
	if _, ok := s.Scheme.Requirement(j.Requirement); !ok {
		return fmt.Errorf("requirement %q: %w", j.Requirement, corpus.ErrNotFound)
	}
	states := []string{corpus.Covered, corpus.Partly, corpus.Absent, corpus.DoesNotApply}
	switch {
	case !slices.Contains(states, j.State):
		return fmt.Errorf("state %q is none of %s: %w", j.State, strings.Join(states, ", "), corpus.ErrInvalid)
	case j.Country == "" || len(j.Country) > 10:
		return fmt.Errorf("country %q is no code of a country: %w", j.Country, corpus.ErrInvalid)
	case j.By == "" || len(j.By) > maxName || j.By == corpus.ByProgram:
		return fmt.Errorf("a judgement needs the name of the person who makes it: %w", corpus.ErrInvalid)
	case len(j.Remark) > maxRemark || len(j.Needs) > maxRemark:
		return fmt.Errorf("a remark is longer than %d bytes: %w", maxRemark, corpus.ErrInvalid)
	}
	return nil
}
