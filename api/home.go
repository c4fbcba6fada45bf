package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

const newest = 8 // laws on the home page

// examples are questions for a newcomer; they show words, a phrase, a filter and another script.
var examples = []string{`trafficking victim consent`, `"organized criminal group"`, `confiscation topic:money-laundering`, `protección de testigos`, `غسل الأموال`}

func (s *server) home(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	ctx := c.Request().Context()
	status, err := s.state.now(ctx)
	if err != nil {
		return err
	}
	if wantsJSON(c) {
		return answer(c, status)
	}
	p := ui.HomePage{Frame: s.frame(c), Status: status, Examples: examples}
	p.Topics = s.countedTopics(p.Frame, status.Topics)
	if p.Newest, err = s.newest(ctx, p.Frame); err != nil {
		return err
	}
	return s.page(c, p)
}

// countedTopics lists the topics that provisions have, the most frequent first.
func (s *server) countedTopics(f ui.Frame, counts map[string]int) []ui.Entry {
	var out []ui.Entry
	for id, n := range counts {
		e := s.topicEntry(f, id)
		e.Count = n
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b ui.Entry) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	return out
}

func (s *server) topicEntry(f ui.Frame, id string) ui.Entry {
	return ui.Entry{Value: id, Label: s.label(f, "topic", id), Href: ui.SearchPath("topic", id)}
}

// newest lists the laws taken in last, each once. Laws that were imported have no attempt; where there are too few attempts they fill the
// list in order of their ids.
func (s *server) newest(ctx context.Context, f ui.Frame) ([]ui.LawLine, error) {
	attempts, err := s.Catalog.Attempts(ctx, corpus.AttemptFilter{State: corpus.StateAccepted, Limit: 4 * newest})
	if err != nil {
		return nil, err
	}
	var out []ui.LawLine
	have := func(id corpus.URI) bool {
		return id == "" || slices.ContainsFunc(out, func(l ui.LawLine) bool { return l.ID == id })
	}
	for _, a := range attempts {
		if len(out) == newest || have(a.Law) {
			continue
		}
		texts, err := s.Catalog.Texts(ctx, a.Law)
		if err != nil || len(texts) == 0 {
			continue // withdrawn since
		}
		l := ui.Line(texts[0])
		l.Added = f.Moment(a.At)
		out = append(out, l)
	}
	if len(out) == newest {
		return out, nil
	}
	laws, _, err := s.Catalog.Laws(ctx, corpus.LawFilter{Limit: 2 * newest})
	for _, t := range laws {
		if len(out) < newest && !have(t.ID) {
			out = append(out, ui.Line(t))
		}
	}
	return out, err
}

func lines(laws []corpus.Text) []ui.LawLine {
	out := make([]ui.LawLine, 0, len(laws))
	for _, t := range laws {
		l := ui.Line(t)
		l.Href = lawHref(t.ID, "", "")
		out = append(out, l)
	}
	return out
}

// statusJSON is what `pandect status --json` prints.
func (s *server) statusJSON(c echo.Context) error {
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	return answer(c, status)
}
