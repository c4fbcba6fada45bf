package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// twins are the laws that may be one, without the pairs of which a person said that they are not.
func (s *server) twins(ctx context.Context, laws []corpus.Text) (map[corpus.URI][]corpus.URI, error) {
	said, err := s.Catalog.Corrections(ctx, corpus.CorrectionFilter{What: corpus.Apart})
	return corpus.Twins(laws, corpus.Holding(said)...), err
}

// Duplicate is a pair of laws that may be one.
type Duplicate struct {
	Law   corpus.URI `json:"law"`
	Other corpus.URI `json:"other"`
	Title string     `json:"title"`
	Page  string     `json:"page"` // where a person compares and merges them
}

func (s *server) duplicates(c echo.Context) error {
	laws, _, err := s.Catalog.Laws(c.Request().Context(), corpus.LawFilter{})
	if err != nil {
		return err
	}
	twins, err := s.twins(c.Request().Context(), laws)
	if err != nil {
		return err
	}
	out := []Duplicate{}
	for i := range laws {
		for _, other := range twins[laws[i].ID] {
			if laws[i].ID < other {
				out = append(out, Duplicate{laws[i].ID, other, laws[i].Title, mergeHref(laws[i].ID, other)})
			}
		}
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return answer(c, map[string]any{"duplicates": out})
}

func mergeHref(a, b corpus.URI) string {
	return addressOf("/merge", url.Values{"a": {string(a)}, "b": {string(b)}})
}

// mergePage sets two laws that may be one side by side.
func (s *server) mergePage(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("merge.title"), "queue", true
	p := ui.MergePage{Frame: f, May: s.edits(c), By: c.QueryParam("by")}
	var first [2]corpus.Text
	for i, name := range []string{"a", "b"} {
		id, err := corpus.ParseURI(c.QueryParam(name))
		if err != nil {
			return err
		}
		texts, err := s.Catalog.Texts(c.Request().Context(), id)
		if err != nil {
			return err
		}
		p.Sides[i] = s.side(f, texts)
		if first[i], err = s.Catalog.Text(c.Request().Context(), id, texts[0].Language); err != nil {
			return err
		}
	}
	if first[0].ID == first[1].ID {
		return fmt.Errorf("law %s is itself: %w", first[0].ID, corpus.ErrInvalid)
	}
	for _, name := range corpus.CorrectedFields {
		row := ui.MergeRow{Label: f.Word("field", name), A: first[0].FieldOf(name), B: first[1].FieldOf(name)}
		row.Differs = row.A != row.B
		switch name {
		case "type", "status":
			row.A, row.B = f.Word(name, row.A), f.Word(name, row.B)
		case "country":
			row.A, row.B = f.Country(row.A), f.Country(row.B)
		case "title":
			row.Printed = true
		}
		p.Rows = append(p.Rows, row)
	}
	for _, other := range p.Sides[1].Languages {
		p.Common = p.Common || slices.Contains(p.Sides[0].Languages, other)
	}
	if other, err := s.Catalog.Text(c.Request().Context(), first[1].ID, first[0].Language); err == nil { // wordings of one language are compared
		p.Changes = changesOf(&other, &first[0])
		p.Language = first[0].Language
		if len(p.Changes.Units) > mostChanged {
			p.Rest = len(p.Changes.Units) - mostChanged
			p.Changes.Units = p.Changes.Units[:mostChanged]
		}
	}
	return s.page(c, p)
}

// mostChanged is how many provisions that differ are shown of two laws.
const mostChanged = 30

func (s *server) side(f ui.Frame, texts []corpus.Text) ui.MergeSide {
	t := texts[0]
	side := ui.MergeSide{ID: t.ID, Title: cmp.Or(t.Title, string(t.ID)), Language: t.Language, Href: ui.LawPath(t.ID)}
	for _, x := range texts {
		if !slices.Contains(side.Languages, x.Language) {
			side.Languages = append(side.Languages, x.Language)
			side.Tongues = append(side.Tongues, f.Tongue(x.Language))
		}
		if o := x.Original; o != nil && o.SHA256 != "" {
			side.Originals = append(side.Originals, ui.Entry{Label: path.Base(o.Name), Href: "/api/v1/originals/" + o.SHA256, Note: strings.TrimSpace(kindOfFile(o.MediaType) + " " + sizeOf(f, o.Bytes))})
		}
	}
	return side
}

// merge lets law= of the form be one with into=, or says that they are not one.
func (s *server) merge(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	one := corpus.Correction{What: form.Get("do"), By: author(c, form.Get("by")), Note: strings.TrimSpace(form.Get("note"))}
	if one.What != corpus.Merge && one.What != corpus.Apart || len(one.Note) > maxNote {
		return fmt.Errorf("merge or apart, with a note of at most %d bytes: %w", maxNote, corpus.ErrInvalid)
	}
	a, b, kept := form.Get("a"), form.Get("b"), form.Get("keep")
	if one.What == corpus.Apart {
		kept = a
	}
	if kept != a && kept != b {
		return fmt.Errorf("%q is none of the two: %w", kept, corpus.ErrInvalid)
	}
	one.After, one.Law = kept, corpus.URI(a)
	if kept == a {
		one.Law = corpus.URI(b)
	}
	if _, err := s.Catalog.Correct(c.Request().Context(), one); err != nil {
		return err
	}
	s.state.forget()
	if one.What == corpus.Apart {
		return c.Redirect(http.StatusSeeOther, "/queue")
	}
	return c.Redirect(http.StatusSeeOther, editHref(corpus.URI(kept), "", map[bool]string{true: "", false: one.By}[accessOf(c).governed]))
}

// redirected sends who asks for a law or provision that stands elsewhere now on to it, for good. False where it stands nowhere else.
func (s *server) redirected(c echo.Context, ref corpus.Ref, to func(corpus.Ref) string) (bool, error) {
	now, err := s.Catalog.Moved(c.Request().Context(), ref)
	if err != nil || now == ref {
		return false, nil // what was asked for is not found, and that is the answer
	}
	c.Response().Header().Set("Cache-Control", "no-cache") // a person may take it back
	return true, c.Redirect(http.StatusPermanentRedirect, to(now))
}
