package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
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
	f := s.speech(c)
	c.Response().Header().Set("Cache-Control", "no-store") // judgements change without the library's fingerprint
	if requirement := v.Get("requirement"); requirement != "" {
		list, err := s.Gaps.Compare(ctx, requirement, countries)
		if err != nil {
			return err
		}
		r, _ := s.Scheme.Requirement(requirement)
		rows := func() [][]string { return compareRows(list, f.Code) }
		return s.writeTable(c, "gaps "+requirement, r.Title(f.Code)+" ("+requirement+")", rows, map[string]any{"requirement": requirement, "assessments": list})
	}
	in, err := s.instrumentOf(v)
	if err != nil {
		return err
	}
	instrument := in.ID
	if named, _ := namedCountries(v["country"]); len(named) == 1 {
		a, err := s.assessmentOf(ctx, choiceOf(v, instrument, named[0]))
		if err != nil {
			return err
		}
		return s.writeTable(c, "gaps "+instrument+" "+a.Country, s.gapsTitle(f, instrument, named), func() [][]string { return a.Rows(f.Code) }, a)
	}
	m, err := s.matrixOf(ctx, instrument, countries, choiceOf(v, instrument, ""))
	if err != nil {
		return err
	}
	title := func(id string) string {
		r, _ := s.Scheme.Requirement(id)
		return r.Title(f.Code)
	}
	named, _ := namedCountries(v["country"])
	return s.writeTable(c, "gaps "+instrument, s.gapsTitle(f, instrument, named), func() [][]string { return m.Rows(title) }, m)
}

// instrumentOf is the instrument that an address names; without one the Organized Crime Convention or, in a library that has other instruments alone, the first of them.
func (s *server) instrumentOf(v url.Values) (corpus.Instrument, error) {
	id := v.Get("instrument")
	if id == "" && len(s.Scheme.Instruments) > 0 {
		if in, ok := s.Scheme.Instrument("untoc"); ok {
			return in, nil
		}
		return s.Scheme.Instruments[0], nil
	}
	in, ok := s.Scheme.Instrument(id)
	if !ok {
		return in, fmt.Errorf("instrument %q: there are %s: %w", id, strings.Join(s.instrumentIDs(), " "), corpus.ErrNotFound)
	}
	return in, nil
}

// gapsTitle names an instrument beside countries; none is all.
func (s *server) gapsTitle(f *ui.Speech, instrument string, named []string) string {
	in, _ := s.Scheme.Instrument(instrument)
	return f.T("gaps.of", "instrument", shortName(&in, f.Code), "country", countriesIn(f, named))
}

// choiceOf is what an address asks of an instrument: ?force= and ?cluster= choose among its requirements.
func choiceOf(v url.Values, instrument, country string) ui.GapChoice {
	return ui.GapChoice{Instrument: instrument, Country: country, Force: v.Get("force"), Cluster: v.Get("cluster")}
}

func chosenBy(choice ui.GapChoice, force, cluster string) bool {
	return (choice.Force == "" || choice.Force == force) && (choice.Cluster == "" || choice.Cluster == cluster)
}

// assessmentOf is one country with the requirements that are chosen.
func (s *server) assessmentOf(ctx context.Context, choice ui.GapChoice) (gap.Assessment, error) {
	a, err := s.Gaps.Assess(ctx, choice.Country, choice.Instrument)
	a.Requirements = slices.DeleteFunc(slices.Clone(a.Requirements), func(r gap.Requirement) bool { return !chosenBy(choice, r.Force, r.Cluster) })
	return a, err
}

// matrixOf is several countries with the requirements that are chosen.
func (s *server) matrixOf(ctx context.Context, instrument string, countries []string, choice ui.GapChoice) (gap.Matrix, error) {
	m, err := s.Gaps.Matrix(ctx, instrument, countries)
	if err != nil || choice.Force == "" && choice.Cluster == "" {
		return m, err
	}
	ids, cells := m.Requirements, m.Cells
	m.Requirements, m.Cells = nil, nil
	for i, id := range ids {
		if r, ok := s.Scheme.Requirement(id); ok && chosenBy(choice, r.Force, r.Cluster) {
			m.Requirements, m.Cells = append(m.Requirements, id), append(m.Cells, cells[i])
		}
	}
	return m, nil
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

// namedCountries reads the codes that an address names. ErrInvalid where they are too many, or one has not the form of a code.
func namedCountries(values []string) ([]string, error) {
	named := listOf(values)
	if len(named) > maxValues {
		return nil, fmt.Errorf("%d countries are named, more than %d: %w", len(named), maxValues, corpus.ErrInvalid)
	}
	for i := range named {
		if named[i] = strings.ToUpper(named[i]); !corpus.IsCountry(named[i]) {
			return nil, fmt.Errorf("country %.20q is no code such as KE, CA-QC or INT: %w", named[i], corpus.ErrInvalid)
		}
	}
	return named, nil
}

// countriesOf are the countries that an address names; all that the library holds where it names none. INT is no country.
func (s *server) countriesOf(ctx context.Context, values []string) ([]string, error) {
	if named, err := namedCountries(values); err != nil || len(named) > 0 {
		return named, err
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
	return c.Redirect(http.StatusSeeOther, requirementHref(j.Country, j.Requirement)+signedAs(c, j.By))
}

// sentJudgement reads the judgement that a form sent: its basis is what was ticked (p) and what was written (other: references, one a line).
func (s *server) sentJudgement(c echo.Context) (corpus.Judgement, error) {
	form, err := c.FormParams()
	if err != nil {
		return corpus.Judgement{}, fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	return s.judgement(c, corpus.Judgement{
		Country: form.Get("country"), Requirement: form.Get("requirement"), State: form.Get("state"), Cycle: form.Get("cycle"), Remark: form.Get("remark"), Needs: form.Get("needs"), By: form.Get("by"),
	}, append(slices.Clone(form["p"]), strings.Fields(form.Get("other"))...))
}

// postJudgement stores a judgement that a program sent, as the records of /api/v1/assessments have it. When it is made and the wording that it cites are found here.
func (s *server) postJudgement(c echo.Context) error {
	var sent corpus.Judgement
	d := json.NewDecoder(c.Request().Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&sent); err != nil {
		return fmt.Errorf("body: %w: %w", err, corpus.ErrInvalid)
	}
	var refs []string
	for _, p := range sent.Provisions {
		refs = append(refs, p.Address())
	}
	j, err := s.judgement(c, sent, refs)
	if err != nil {
		return err
	}
	if err := s.Catalog.Judge(c.Request().Context(), j); err != nil {
		return err
	}
	s.state.forget()
	c.Response().Header().Set("Cache-Control", "no-store")
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	c.Response().Status = http.StatusCreated
	return jsonTo(c.Response(), j)
}

// judgement is one that was sent, made fit to be kept: as of now, by who is signed in where people sign in, citing provisions as they read today. ErrInvalid, ErrNotFound.
func (s *server) judgement(c echo.Context, sent corpus.Judgement, basis []string) (corpus.Judgement, error) {
	j := corpus.Judgement{
		Country: strings.ToUpper(sent.Country), Requirement: sent.Requirement, State: sent.State, Cycle: strings.TrimSpace(sent.Cycle),
		Remark: strings.TrimSpace(sent.Remark), Needs: strings.TrimSpace(sent.Needs), By: author(c, sent.By), At: time.Now().UTC().Truncate(time.Second),
	}
	if err := gap.CheckJudgement(j, s.Scheme); err != nil {
		return j, err
	}
	refs, err := readRefs(basis)
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
