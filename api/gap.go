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
	Best(ctx context.Context, country, id string, n int) ([]corpus.Ref, error)
	Questionnaire(ctx context.Context, country, instrument, cycle string) (gap.Questionnaire, error)
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

// judge stores what a person decided, and goes back to the requirement.
func (s *server) judge(c echo.Context) error {
	j, err := s.sentJudgement(c)
	if err != nil {
		return err
	}
	if err := s.Catalog.Judge(c.Request().Context(), j); err != nil {
		return err
	}
	s.state.forget()
	return c.Redirect(http.StatusSeeOther, requirementHref(j.Country, j.Requirement)+"&by="+queryEscape(j.By))
}

// sentJudgement reads the judgement that a form sent: its basis is what was ticked (p) and what was written (other: references, one a line). Where people
// sign in it carries the name of the one who did.
func (s *server) sentJudgement(c echo.Context) (corpus.Judgement, error) {
	form, err := c.FormParams()
	if err != nil {
		return corpus.Judgement{}, fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	j := corpus.Judgement{
		Country: strings.ToUpper(form.Get("country")), Requirement: form.Get("requirement"), State: form.Get("state"), Cycle: strings.TrimSpace(form.Get("cycle")),
		Remark: strings.TrimSpace(form.Get("remark")), Needs: strings.TrimSpace(form.Get("needs")), By: author(c, form.Get("by")), At: time.Now().UTC().Truncate(time.Second),
	}
	if err := gap.CheckJudgement(j, s.Scheme); err != nil {
		return j, err
	}
	refs, err := readRefs(append(slices.Clone(form["p"]), strings.Fields(form.Get("other"))...))
	if err != nil {
		return j, err
	}
	for _, ref := range refs {
		cited, err := s.Gaps.Cite(c.Request().Context(), ref)
		if err != nil {
			return j, err
		}
		j.Provisions = append(j.Provisions, cited)
	}
	return j, nil
}
