package api

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

func (s *server) helpPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav = f.T("help.title"), "help"
	return s.page(c, ui.HelpPage{Frame: f, Topics: s.topicTree(f, status), Instruments: s.instrumentList(f)})
}

func (s *server) aboutPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	f := s.frame(c)
	f.Title = f.T("about.title")
	return s.page(c, ui.AboutPage{Frame: f, Program: cmp.Or(s.Version, "–"), Formats: s.exports(f, nil)})
}

const attemptsShown = 150

// attemptsPage is the librarian's list.
func (s *server) attemptsPage(c echo.Context) error {
	list, err := s.attemptsOf(c, attemptsShown)
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("attempts.title"), "attempts", true
	p := ui.AttemptsPage{Frame: f, State: c.QueryParam("state"), More: len(list) == attemptsShown}
	p.Counts = []ui.Entry{{Label: f.T("attempts.all"), Href: "/attempts"}}
	for _, state := range []string{corpus.StateFailed, corpus.StateAccepted, corpus.StateKnown} {
		if state != corpus.StateFailed || s.keeps(c) {
			p.Counts = append(p.Counts, ui.Entry{Value: state, Label: f.Word("state", state), Href: "/attempts?state=" + state})
		}
	}
	kinds := map[string]int{}
	for _, a := range list {
		l := ui.AttemptLine{Attempt: a}
		if a.Law != "" {
			l.Href = ui.LawPath(a.Law)
		}
		if a.State == corpus.StateFailed && a.Kind != "" {
			kinds[a.Kind]++
		}
		if a.SHA256 != "" && a.State == corpus.StateAccepted {
			l.Original = "/api/v1/originals/" + a.SHA256
		}
		p.Attempts = append(p.Attempts, l)
	}
	for kind, n := range kinds {
		p.Kinds = append(p.Kinds, ui.Entry{Value: kind, Label: f.Word("kind", kind), Count: n})
	}
	slices.SortFunc(p.Kinds, func(a, b ui.Entry) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	c.Response().Header().Set("Cache-Control", "no-store")
	return s.page(c, p)
}

// static gives a file by its hashed name, which a browser may keep for ever.
func (s *server) static(c echo.Context) error {
	name := c.Param("name")
	b := s.pages.Static(name)
	if b == nil {
		return corpus.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, typeOf(name), b)
}

func typeOf(name string) string {
	switch name[max(0, len(name)-4):] {
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "text/javascript; charset=utf-8"
}

func (s *server) favicon(c echo.Context) error {
	return c.Redirect(http.StatusMovedPermanently, s.pages.Asset("mark.svg"))
}

// health says that the program runs, ready that it can answer: catalogue and index both do.
func (s *server) health(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

func (s *server) ready(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), 5*time.Second)
	defer cancel()
	if _, err := s.state.now(ctx); err != nil {
		return corpus.ErrUnavailable
	}
	if _, err := s.Search.Search(ctx, index.Query{Plain: true, Size: 1}); err != nil {
		return corpus.ErrUnavailable
	}
	return c.String(http.StatusOK, "ready\n")
}
