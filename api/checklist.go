package api

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

// perPage is about how many questions stand on one page of the checklist: an article is not torn apart.
const perPage = 12

func checklistHref(instrument, country, cycle string, page int) string {
	v := url.Values{"instrument": {instrument}, "country": {country}}
	if cycle != "" {
		v.Set("cycle", cycle)
	}
	if page > 0 {
		v.Set("page", strconv.Itoa(page+1))
	}
	return addressOf("/checklist", v)
}

// checklistPage shows the self-assessment of a country on an instrument, some questions at a time.
func (s *server) checklistPage(c echo.Context) error { return s.checklist(c, nil) }

func (s *server) checklist(c echo.Context, merged *ui.MergedNote) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	v := c.QueryParams()
	f := s.frame(c)
	f.Nav, f.Private = "gaps", true
	p := ui.ChecklistPage{Frame: f, By: v.Get("by"), May: s.edits(c), Merged: merged}
	p.Chosen = ui.GapChoice{Instrument: cmp.Or(v.Get("instrument"), "untoc"), Country: strings.ToUpper(v.Get("country"))}
	in, ok := s.Scheme.Instrument(p.Chosen.Instrument)
	if !ok {
		return fmt.Errorf("instrument %q: %w", p.Chosen.Instrument, corpus.ErrNotFound)
	}
	all, err := s.countriesOf(c.Request().Context(), nil)
	if err != nil {
		return err
	}
	if p.Chosen.Country != "" && !slices.Contains(all, p.Chosen.Country) {
		all = append(all, p.Chosen.Country) // a country may be assessed before its laws are held
	}
	for _, i := range s.Scheme.Instruments {
		p.Instruments = append(p.Instruments, ui.Choice{Value: i.ID, Label: i.Title(f.Code), Checked: i.ID == in.ID})
	}
	for _, code := range all {
		p.Countries = append(p.Countries, ui.Choice{Value: code, Label: f.Country(code), Checked: code == p.Chosen.Country})
	}
	slices.SortFunc(p.Countries, func(a, b ui.Choice) int { return cmp.Compare(a.Label, b.Label) })
	p.Heading = f.T("checklist.title")
	if p.Chosen.Country != "" {
		p.Heading = f.T("checklist.of", "instrument", shortName(&in, f.Code), "country", f.Country(p.Chosen.Country))
		if err := s.fillChecklist(c, &p); err != nil {
			return err
		}
	}
	p.Title = p.Heading
	return s.page(c, p)
}

func (s *server) fillChecklist(c echo.Context, p *ui.ChecklistPage) error {
	v := c.QueryParams()
	cycle := strings.TrimSpace(v.Get("cycle"))
	q, err := s.Gaps.Questionnaire(c.Request().Context(), p.Chosen.Country, p.Chosen.Instrument, cycle)
	if err != nil {
		return err
	}
	p.Cycle, p.Cycles, p.Total = cmp.Or(q.Cycle, strconv.Itoa(time.Now().UTC().Year())), q.Cycles, len(q.Questions)
	p.Answered = p.Total - q.Count("")
	for _, how := range []string{gap.AnsweredNow, gap.AnsweredBefore, gap.AnsweredElsewhere, ""} {
		p.Progress = append(p.Progress, ui.Entry{Value: how, Label: p.T("checklist.answered." + cmp.Or(how, "not")), Count: q.Count(how)})
	}
	groups := groupQuestions(q.Questions)
	pages := paginate(groups)
	at, _ := strconv.Atoi(v.Get("page"))
	at = min(max(at-1, 0), max(len(pages)-1, 0))
	for i, page := range pages {
		first, last := page[0], page[len(page)-1]
		label := s.groupTitle(p.Frame, first[0])
		if len(page) > 1 {
			label += " – " + s.groupTitle(p.Frame, last[0])
		}
		p.Pages = append(p.Pages, ui.Entry{Label: label, Href: checklistHref(p.Chosen.Instrument, p.Chosen.Country, p.Cycle, i), Strong: i == at, Count: unanswered(page)})
	}
	p.PageNumber = at + 1
	if len(pages) > 0 {
		for _, group := range pages[at] {
			g := ui.QuestionGroup{Title: s.groupTitle(p.Frame, group[0])}
			for i := range group {
				g.Questions = append(g.Questions, s.questionForm(p, &group[i]))
			}
			p.Groups = append(p.Groups, g)
		}
	}
	with := url.Values{"instrument": {p.Chosen.Instrument}, "country": {p.Chosen.Country}, "cycle": nonEmpty(cycle)}
	p.Exports = tableExports("/api/v1/assessments", with)[1:]
	p.Backup = addressOf("/api/v1/assessments", url.Values{"instrument": {p.Chosen.Instrument}, "country": {p.Chosen.Country}})
	return nil
}

// groupQuestions puts together what is of one cluster and article.
func groupQuestions(qs []gap.Question) [][]gap.Question {
	var out [][]gap.Question
	for _, q := range qs {
		if n := len(out); n > 0 && out[n-1][0].Cluster == q.Cluster && articleOf(out[n-1][0].ID) == articleOf(q.ID) {
			out[n-1] = append(out[n-1], q)
			continue
		}
		out = append(out, []gap.Question{q})
	}
	return out
}

// paginate gives each page whole groups until it has perPage questions; a cluster begins a page.
func paginate(groups [][]gap.Question) [][][]gap.Question {
	var pages [][][]gap.Question
	n := perPage
	for i, g := range groups {
		if n >= perPage || i > 0 && groups[i-1][0].Cluster != g[0].Cluster {
			pages, n = append(pages, nil), 0
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], g)
		n += len(g)
	}
	return pages
}

func unanswered(page [][]gap.Question) (n int) {
	for _, g := range page {
		for i := range g {
			if g[i].Answered == "" {
				n++
			}
		}
	}
	return n
}

func (s *server) groupTitle(f ui.Frame, q gap.Question) string {
	title := f.T("checklist.article", "number", articleOf(q.ID))
	if q.Cluster != "" {
		title = f.T("checklist.cluster", "number", q.Cluster) + " · " + title
	}
	return title
}

// maxOffered is how many candidates a question offers; the requirement's own page has more.
const maxOffered = 4

func (s *server) questionForm(p *ui.ChecklistPage, q *gap.Question) ui.QuestionForm {
	out := ui.QuestionForm{GapRow: s.gapRow(p.Frame, p.Chosen.Country, q.Requirement), Key: strings.ReplaceAll(q.ID, "/", "-"), Carried: q.Answered == gap.AnsweredBefore}
	cited := map[string]bool{}
	if j := q.Judgement; j != nil {
		out.Remark, out.Needs = j.Remark, j.Needs
		out.Assessed = p.T("gaps.says", "who", j.By, "date", p.Moment(j.At))
		switch q.Answered {
		case gap.AnsweredBefore:
			out.Answer = p.T("checklist.carried", "cycle", cmp.Or(j.Cycle, p.T("checklist.nocycle")))
		case gap.AnsweredElsewhere:
			out.Answer = p.T("gaps.from", "requirement", j.From)
			out.From = ui.Entry{Label: j.From, Href: requirementHref(p.Chosen.Country, j.From)}
		default:
			out.Answer = p.T("checklist.answered.now")
		}
	}
	for _, b := range q.Basis {
		ref := corpus.Ref{Law: b.Cited.Law, EID: b.EID}.String()
		cited[ref] = true
		if b.Law == "" { // no longer held: it stays cited as long as the person wants
			out.Other = strings.TrimSpace(out.Other + " " + ref)
			continue
		}
		out.Offered = append(out.Offered, ui.OfferedBasis{Provision: ref, Href: ui.ProvisionPath(b.Ref), Title: b.String(), Language: b.Language, Checked: true})
	}
	for _, c := range q.Candidates[:min(len(q.Candidates), maxOffered)] {
		if cited[c.Provision] {
			continue
		}
		l := candidateLine(p.Frame, c)
		out.Offered = append(out.Offered, ui.OfferedBasis{Provision: c.Provision, Href: l.Href, Title: strings.TrimSuffix(c.Law+", "+c.Label+" "+c.Heading, " "), Language: c.Language, Snippet: c.Snippet})
	}
	for _, state := range corpus.Decisions {
		out.States = append(out.States, ui.Choice{Value: state, Label: p.Word("gap", state), Checked: q.Judgement != nil && q.Judgement.State == state})
	}
	return out
}

// answer stores one answer of the checklist: back to its question for a person, the judgement itself for a script.
func (s *server) answer(c echo.Context) error {
	j, err := s.sentJudgement(c)
	if err != nil {
		return err
	}
	if err := s.Catalog.Judge(c.Request().Context(), j); err != nil {
		return err
	}
	s.state.forget()
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, j)
	}
	instrument, _, _ := strings.Cut(j.Requirement, "/")
	back := checklistHref(instrument, j.Country, j.Cycle, 0) + signedAs(c, j.By)
	if page, err := strconv.Atoi(c.FormValue("page")); err == nil && page > 1 {
		back += "&page=" + strconv.Itoa(page)
	}
	return c.Redirect(http.StatusSeeOther, back+"#q-"+strings.ReplaceAll(j.Requirement, "/", "-"))
}

// importAnswers takes in a file of answers from another library and says what became of them.
func (s *server) importAnswers(c echo.Context) error {
	header, err := c.FormFile("file")
	if err != nil {
		return fmt.Errorf("choose a file of answers: %v: %w", err, corpus.ErrInvalid)
	}
	file, err := header.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	answers, err := gap.ReadAnswers(file, s.Scheme, time.Now())
	if err != nil {
		return err
	}
	for i := range answers.Judgements {
		answers.Judgements[i].ImportedBy = accessOf(c).person.Name
	}
	merged, err := gap.Merge(c.Request().Context(), s.Catalog, answers)
	if err != nil {
		return err
	}
	s.state.forget()
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, merged)
	}
	f := s.frame(c)
	note := &ui.MergedNote{Known: merged.Known, Taken: merged.Taken, Older: merged.Older}
	for _, x := range merged.Conflicts {
		say := func(j corpus.Judgement) string {
			return f.Word("gap", j.State) + " (" + f.T("gaps.says", "who", j.By, "date", f.Moment(j.At)) + ")"
		}
		note.Conflicts = append(note.Conflicts, ui.Entry{Label: x.Requirement, Href: requirementHref(answers.Country, x.Requirement), Note: say(x.Ours) + " / " + say(x.Theirs)})
	}
	c.QueryParams().Set("country", answers.Country)
	c.QueryParams().Set("instrument", answers.Instrument)
	return s.checklist(c, note)
}

// assessments answers /api/v1/assessments: every answer of a country on an instrument, as `pandect assess --import` takes it in, or the questionnaire
// as a table.
func (s *server) assessments(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	ctx, v := c.Request().Context(), c.QueryParams()
	country, instrument := strings.ToUpper(v.Get("country")), v.Get("instrument")
	if _, ok := s.Scheme.Instrument(instrument); !ok {
		return fmt.Errorf("instrument %q: %w", instrument, corpus.ErrNotFound)
	}
	if country == "" {
		return fmt.Errorf("country is needed: %w", corpus.ErrInvalid)
	}
	if format := v.Get("format"); format == "" || format == "json" {
		answers, err := gap.AnswersOf(ctx, s.Catalog, country, instrument)
		if err != nil {
			return err
		}
		c.Response().Header().Set("Content-Disposition", contentDisposition("attachment", corpus.Slug("assessment "+country+" "+instrument)+".json"))
		return answer(c, answers)
	}
	q, err := s.Gaps.Questionnaire(ctx, country, instrument, v.Get("cycle"))
	if err != nil {
		return err
	}
	f, base := s.speech(c), s.base(c.Request())
	in, _ := s.Scheme.Instrument(instrument)
	title := f.T("checklist.of", "instrument", shortName(&in, f.Code), "country", f.Country(country))
	rows := func() [][]string {
		return q.Rows(f.Code, func(ref corpus.Ref) string { return base + ui.ProvisionPath(ref) })
	}
	return s.writeTable(c, "assessment "+country+" "+instrument, title, rows, nil)
}
