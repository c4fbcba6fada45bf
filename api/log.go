package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/ui"
)

// maxLogged is how many corrections a page shows; an export has no end.
const maxLogged = 300

// logFilter reads ?law=, ?person=, ?kind=, ?from=, ?until= and ?before= (an id).
func logFilter(v url.Values) (f corpus.CorrectionFilter, err error) {
	f = corpus.CorrectionFilter{Law: corpus.URI(strings.TrimSpace(v.Get("law"))), By: strings.TrimSpace(v.Get("person")), What: v.Get("kind")}
	if err := f.Check(); err != nil {
		return f, err
	}
	for name, into := range map[string]*corpus.Date{"from": &f.From, "until": &f.Until} {
		if s := v.Get(name); s != "" {
			if *into, err = corpus.ParseDate(s); err != nil {
				return f, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if s := v.Get("before"); s != "" {
		if f.Below, err = strconv.ParseInt(s, 10, 64); err != nil || f.Below < 1 {
			return f, fmt.Errorf("before %q is no id of a correction: %w", s, corpus.ErrInvalid)
		}
	}
	return f, nil
}

// logPage lists what people changed, of all laws or of ?law=, by all or by ?person= …
func (s *server) logPage(c echo.Context) error {
	if wantsJSON(c) {
		return s.correctionsJSON(c)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	f, err := logFilter(c.QueryParams())
	if err != nil {
		return err
	}
	f.Limit = maxLogged + 1
	log, err := s.Catalog.Corrections(c.Request().Context(), f)
	if err != nil {
		return err
	}
	p := ui.LogPage{Frame: s.frame(c), Law: string(f.Law), By: f.By, From: f.From.String(), Until: f.Until.String()}
	asked := url.Values{}
	for name, value := range map[string]string{"law": p.Law, "person": p.By, "kind": f.What, "from": p.From, "until": p.Until} {
		if value != "" {
			asked.Set(name, value)
		}
	}
	if len(log) > maxLogged {
		log = log[:maxLogged]
		older := url.Values{"before": {strconv.FormatInt(log[maxLogged-1].ID, 10)}}
		for name, value := range asked {
			older[name] = value
		}
		p.Older = addressOf("/log", older)
	}
	for _, format := range []ui.Entry{{Label: "CSV", Value: "csv"}, {Label: "XLSX", Value: "xlsx"}, {Label: "JSON Lines", Value: "jsonl"}} {
		asked.Set("format", format.Value)
		format.Href = addressOf("/api/v1/corrections", asked)
		p.Exports = append(p.Exports, format)
	}
	for _, kind := range corpus.CorrectionKinds() {
		p.Kinds = append(p.Kinds, ui.Choice{Value: kind, Label: p.Word("field", kind), Checked: kind == f.What})
	}
	p.Log = s.logLines(p.Frame, log, s.edits(c))
	p.Title, p.Nav, p.Private = p.T("log.title"), "log", true
	return s.page(c, p)
}

// logLines are corrections as a page shows them, the newest first; those that hold can be taken back.
func (s *server) logLines(f ui.Frame, log []corpus.Correction, may bool) []ui.LogLine {
	var out []ui.LogLine
	for _, c := range log {
		l := ui.LogLine{Correction: c, Href: logHref(&c, ""), Label: f.Word("field", c.What), Undone: c.UndoneBy != 0, Was: s.inWords(f, &c, c.Before), Now: s.inWords(f, &c, c.After)}
		switch c.What {
		case corpus.TagTopic:
			l.About = string(c.EID) + " · " + s.topicEntry(f, c.Subject).Label
		case corpus.TagRequirement:
			l.About = string(c.EID) + " · " + c.Subject
		case corpus.Judged:
			l.About = c.Subject
		default:
			l.About = string(c.EID)
		}
		if kind, other, ok := corpus.ParseRelationField(c.What); ok {
			l.Label, l.About = f.T("relation."+kind), string(other)
		}
		l.May = may && !l.Undone && c.Undoes == 0
		out = append(out, l)
	}
	return out
}

// inWords is what a correction says of before or after, for people.
func (s *server) inWords(f ui.Frame, c *corpus.Correction, said string) string {
	_, _, related := corpus.ParseRelationField(c.What)
	switch {
	case said == "":
	case related:
		return f.T("relation." + said)
	case c.What == corpus.TagTopic || c.What == corpus.TagRequirement:
		var g corpus.Tag
		if json.Unmarshal([]byte(said), &g) != nil {
			break
		}
		switch {
		case g.Rejected:
			return f.T("tags.rejected") + " · " + g.By
		case g.ByPerson():
			return f.T("tags.confirmed") + " · " + g.By
		}
		return f.Num(int(100*g.Weight+0.5)) + " %"
	case c.What == corpus.Judged:
		var j corpus.Judgement
		if json.Unmarshal([]byte(said), &j) == nil {
			return strings.Join(slices.DeleteFunc([]string{f.SignOf(j.State).Label, j.Remark, j.By}, func(s string) bool { return s == "" }), " · ")
		}
	case c.What == corpus.Split && said == c.After:
		var cut corpus.Cut
		if json.Unmarshal([]byte(said), &cut) == nil {
			return strings.TrimSpace(f.Word("provision", cut.Kind)+" "+cmp.Or(cut.Label, cut.Number)+" "+cut.Heading) + ": " + cut.Words
		}
	case c.What == corpus.Renumber:
		var n corpus.Naming
		if json.Unmarshal([]byte(said), &n) == nil {
			return strings.Join(slices.DeleteFunc([]string{f.Word("provision", n.Kind), n.Label, n.Number}, func(s string) bool { return s == "" }), " · ")
		}
	case c.What == corpus.Move:
		var p corpus.Place
		if json.Unmarshal([]byte(said), &p) == nil {
			return cmp.Or(string(p.Into), f.T("structure.top"))
		}
	}
	return said
}

// logHref is where what was corrected is seen.
func logHref(c *corpus.Correction, by string) string {
	switch {
	case c.What == corpus.Judged:
		country, requirement, _ := strings.Cut(c.Subject, " ")
		return requirementHref(country, requirement)
	case c.What == corpus.TagTopic || c.What == corpus.TagRequirement:
		v := url.Values{"p": {corpus.Ref{Law: c.Law, EID: c.EID}.String()}}
		if c.Language != "" {
			v.Set("language", c.Language)
		}
		return addressOf("/tags", v)
	case c.IsStructural():
		return ui.StructurePage{Text: corpus.Text{Law: corpus.Law{ID: c.Law}, Language: c.Language, From: c.From}, By: by}.At(c.EID, 0)
	case c.What == corpus.Merge && c.Undoes == 0:
		return editHref(corpus.URI(cmp.Or(c.After, string(c.Law))), "", by)
	}
	return editHref(c.Law, c.Language, by)
}

// correctionsJSON gives the log: the newest maxLogged as JSON, or all of it as a file (?format=).
func (s *server) correctionsJSON(c echo.Context) error {
	ctx, v := c.Request().Context(), c.QueryParams()
	f, err := logFilter(v)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	switch v.Get("format") {
	case "", "json":
		f.Limit = maxLogged
		log, err := s.Catalog.Corrections(ctx, f)
		if err != nil {
			return err
		}
		return answer(c, map[string]any{"corrections": append([]corpus.Correction{}, log...)})
	case "jsonl":
		h := c.Response().Header()
		h.Set("Content-Type", "application/x-ndjson")
		h.Set("Content-Disposition", contentDisposition("attachment", "corrections.jsonl"))
		return s.whole(c, s.eachCorrection(ctx, f, func(one corpus.Correction) error { return jsonTo(c.Response(), one) }))
	}
	rows := [][]string{export.LogHeader}
	err = s.eachCorrection(ctx, f, func(one corpus.Correction) error {
		rows = append(rows, export.LogRow(&one))
		return nil
	})
	if err != nil {
		return err
	}
	return s.writeTable(c, "corrections", s.speech(c).T("log.title"), func() [][]string { return rows }, nil)
}

// eachCorrection reads the log in pages, the newest first.
func (s *server) eachCorrection(ctx context.Context, f corpus.CorrectionFilter, fn func(corpus.Correction) error) error {
	f.Limit = 1000
	for {
		log, err := s.Catalog.Corrections(ctx, f)
		if err != nil {
			return err
		}
		for _, one := range log {
			if err := fn(one); err != nil {
				return err
			}
			f.Below = one.ID
		}
		if len(log) < f.Limit {
			return nil
		}
	}
}

// maxPosted bounds what one request corrects.
const maxPosted = 100

// postCorrections makes the corrections of the body, {"corrections":[…]}, all or none. A tag is {"what":"topic","law","eid","subject","after":"yes"|"no"}.
func (s *server) postCorrections(c echo.Context) error {
	ctx := c.Request().Context()
	var body struct {
		Corrections []corpus.Correction `json:"corrections"`
	}
	d := json.NewDecoder(c.Request().Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&body); err != nil {
		return fmt.Errorf("body: %w: %w", err, corpus.ErrInvalid)
	}
	if n := len(body.Corrections); n == 0 || n > maxPosted {
		return fmt.Errorf("%d corrections; 1 to %d are made at once: %w", n, maxPosted, corpus.ErrInvalid)
	}
	for i := range body.Corrections {
		one := &body.Corrections[i]
		one.ID, one.Undoes, one.By = 0, 0, author(c, one.By)
		if len(one.Note) > maxNote {
			return fmt.Errorf("the note is longer than %d bytes: %w", maxNote, corpus.ErrInvalid)
		}
		if one.IsStructural() && one.Language == "" {
			t, err := s.Catalog.Text(ctx, one.Law, "")
			if err != nil {
				return err
			}
			one.Language, one.From = t.Language, t.From
		}
	}
	var stored []corpus.Correction
	var err error
	if first := body.Corrections[0]; first.What == corpus.TagTopic || first.What == corpus.TagRequirement {
		stored, err = s.postTag(ctx, body.Corrections)
	} else {
		stored, err = s.Catalog.Correct(ctx, body.Corrections...)
	}
	if err != nil {
		return err
	}
	s.state.forget()
	c.Response().Header().Set("Cache-Control", "no-store")
	c.Response().Status = http.StatusCreated
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	return jsonTo(c.Response(), map[string]any{"corrections": stored})
}

// postTag stores what a person says of one tag.
func (s *server) postTag(ctx context.Context, list []corpus.Correction) ([]corpus.Correction, error) {
	one := list[0]
	if len(list) > 1 || one.After != "yes" && one.After != "no" {
		return nil, fmt.Errorf("tags are given one at a time, with after yes or no: %w", corpus.ErrInvalid)
	}
	_, isTopic := s.Scheme.Topic(one.Subject)
	_, isNeed := s.Scheme.Requirement(one.Subject)
	if need := one.What == corpus.TagRequirement; need && !isNeed || !need && !isTopic {
		return nil, fmt.Errorf("%s %q: %w", one.What, one.Subject, corpus.ErrNotFound)
	}
	tag := corpus.Tag{ID: one.Subject, Weight: 1, By: one.By, Rejected: one.After == "no"}
	stored, err := s.Catalog.SetTag(ctx, corpus.Ref{Law: one.Law, EID: one.EID, Language: one.Language}, isNeed, tag)
	return []corpus.Correction{stored}, err
}

// undoCorrection takes a correction back; ?by= signs it where the library has no people.
func (s *server) undoCorrection(c echo.Context) error {
	if _, err := s.takeBack(c.Request().Context(), c.Param("id"), author(c, c.QueryParam("by"))); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
