package api

import (
	"cmp"
	"slices"
	"strings"

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
	twins := twinsOf(laws)
	for i := range laws {
		t := &laws[i]
		l := ui.QueueLine{LawLine: ui.Line(*t), Warnings: t.Warnings}
		for _, name := range t.ToCheck() {
			l.Doubtful = append(l.Doubtful, f.Word("field", name))
		}
		for _, twin := range twins[t.ID] {
			l.Twins = append(l.Twins, ui.Entry{Label: string(twin), Href: ui.LawPath(twin)})
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

// twinsOf finds laws that may be one: of one country, and with the same title and year, or with the same type, number and year.
func twinsOf(laws []corpus.Text) map[corpus.URI][]corpus.URI {
	alike := map[string][]corpus.URI{}
	for i := range laws {
		t := &laws[i]
		if words := strings.Join(strings.Fields(strings.ToLower(t.Title)), " "); words != "" {
			key := strings.Join([]string{"title", t.Country, blankZero(t.Year), words}, "\x00")
			alike[key] = append(alike[key], t.ID)
		}
		if t.Number != "" && t.Year != 0 {
			key := strings.Join([]string{"number", t.Country, blankZero(t.Year), t.Type, t.Number}, "\x00")
			alike[key] = append(alike[key], t.ID)
		}
	}
	twins := map[corpus.URI][]corpus.URI{}
	for _, ids := range alike {
		for _, id := range ids {
			for _, other := range ids {
				if other != id && !slices.Contains(twins[id], other) {
					twins[id] = append(twins[id], other)
				}
			}
		}
	}
	for _, list := range twins {
		slices.Sort(list)
	}
	return twins
}
