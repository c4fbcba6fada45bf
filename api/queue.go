package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// queueShown is how many laws the queue shows at once; those with most to look at come first.
const queueShown = 150

// queuePage lists the laws that a librarian should look at, and why: fields of which the program is not sure, laws that may be one, and what it noticed
// when it read them (OCR, trees that are not sound, damage). What people have looked at is left out, until something else is noticed.
func (s *server) queuePage(c echo.Context) error {
	ctx := c.Request().Context()
	seen, err := s.lookedAt(ctx)
	if err != nil {
		return err
	}
	laws, _, err := s.Catalog.Laws(ctx, corpus.LawFilter{})
	if err != nil {
		return err
	}
	status, err := s.state.now(ctx)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("queue.title"), "queue", true
	p := ui.QueuePage{Frame: f, Failed: status.Failed}
	twins, err := s.twins(ctx, laws)
	if err != nil {
		return err
	}
	for i := range laws {
		t := &laws[i]
		l := ui.QueueLine{LawLine: ui.Line(*t), Warnings: t.Warnings, Reasons: reasonsOf(t, twins[t.ID]), Edit: editHref(t.ID, t.Language, "")}
		fresh := slices.DeleteFunc(slices.Clone(l.Reasons), func(r string) bool { return slices.Contains(seen[t.ID], r) })
		if len(fresh) == 0 {
			if len(l.Reasons) > 0 {
				p.Looked++
			}
			continue
		}
		if len(t.Warnings) > 0 {
			l.Structure = ui.StructurePage{Text: *t}.At("", 0)
		}
		for _, name := range t.ToCheck() {
			l.Doubtful = append(l.Doubtful, f.Word("field", name))
		}
		for _, twin := range twins[t.ID] {
			l.Twins = append(l.Twins, ui.Entry{Label: string(twin), Href: mergeHref(t.ID, twin)})
		}
		p.Laws = append(p.Laws, l)
	}
	slices.SortStableFunc(p.Laws, func(a, b ui.QueueLine) int {
		weight := func(l ui.QueueLine) int { return 2*len(l.Twins) + len(l.Doubtful) + len(l.Warnings) }
		return cmp.Or(weight(b)-weight(a), cmp.Compare(a.ID, b.ID))
	})
	p.Total, p.LookedHref = len(p.Laws), addressOf("/log", url.Values{"what": {corpus.Looked}})
	p.Laws = p.Laws[:min(p.Total, queueShown)]
	return s.page(c, p)
}

// reasonsOf are the reasons to look at a law, a line each, as the log keeps them: English.
func reasonsOf(t *corpus.Text, twins []corpus.URI) []string {
	var out []string
	for _, name := range t.ToCheck() {
		out = append(out, "not sure of: "+name)
	}
	for _, twin := range twins {
		out = append(out, "looks like: "+string(twin))
	}
	for _, w := range t.Warnings {
		out = append(out, strings.Join(strings.Fields(w), " "))
	}
	return out
}

// lookedAt are the reasons that people have looked at, by law.
func (s *server) lookedAt(ctx context.Context) (map[corpus.URI][]string, error) {
	log, err := s.Catalog.Corrections(ctx, corpus.CorrectionFilter{What: corpus.Looked})
	if err != nil {
		return nil, err
	}
	seen := map[corpus.URI][]string{}
	for _, c := range corpus.Holding(log) {
		seen[c.Law] = append(seen[c.Law], strings.Split(c.After, "\n")...)
	}
	return seen, nil
}

// looked takes off the queue what reason= of the form says of law=, as far as it is still said: what was noticed meanwhile stays.
func (s *server) looked(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	ctx := c.Request().Context()
	law, err := corpus.ParseURI(form.Get("law"))
	if err != nil {
		return err
	}
	laws, _, err := s.Catalog.Laws(ctx, corpus.LawFilter{})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(laws, func(t corpus.Text) bool { return t.ID == law })
	if i < 0 {
		return fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	twins, err := s.twins(ctx, laws)
	if err != nil {
		return err
	}
	said := slices.DeleteFunc(reasonsOf(&laws[i], twins[law]), func(r string) bool { return !slices.Contains(form["reason"], r) })
	if len(said) > 0 {
		one := corpus.Correction{What: corpus.Looked, Law: law, By: author(c, form.Get("by")), After: strings.Join(said, "\n")}
		if _, err := s.Catalog.Correct(ctx, one); err != nil {
			return err
		}
		s.state.forget()
	}
	return c.Redirect(http.StatusSeeOther, "/queue")
}
