package api

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// queueShown is how many laws the queue shows at once; those with most to look at come first.
const queueShown = 150

// queuePage lists the laws that a librarian should look at, and why: fields of which the program is not sure, laws that may be one, and what it noticed
// when it read them (OCR, trees that are not sound, damage).
func (s *server) queuePage(c echo.Context) error {
	ctx := c.Request().Context()
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
		l := ui.QueueLine{LawLine: ui.Line(*t), Warnings: t.Warnings, Edit: editHref(t.ID, t.Language, "")}
		if len(t.Warnings) > 0 {
			l.Structure = ui.StructurePage{Text: *t}.At("", 0)
		}
		for _, name := range t.ToCheck() {
			l.Doubtful = append(l.Doubtful, f.Word("field", name))
		}
		for _, twin := range twins[t.ID] {
			l.Twins = append(l.Twins, ui.Entry{Label: string(twin), Href: mergeHref(t.ID, twin)})
		}
		if len(l.Doubtful)+len(l.Warnings)+len(l.Twins) > 0 {
			p.Laws = append(p.Laws, l)
		}
	}
	slices.SortStableFunc(p.Laws, func(a, b ui.QueueLine) int {
		weight := func(l ui.QueueLine) int { return 2*len(l.Twins) + len(l.Doubtful) + len(l.Warnings) }
		return cmp.Or(weight(b)-weight(a), cmp.Compare(a.ID, b.ID))
	})
	p.Total = len(p.Laws)
	p.Laws = p.Laws[:min(p.Total, queueShown)]
	return s.page(c, p)
}
