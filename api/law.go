package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// LawsAnswer is a page of the list of laws; a law is an interchange record without its provisions.
type LawsAnswer struct {
	Total int           `json:"total"`
	Page  int           `json:"page"`
	Size  int           `json:"size"`
	Laws  []corpus.Text `json:"laws"`
}

func (s *server) laws(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	v := c.QueryParams()
	size, err := number(v, "size", 1, 1000)
	if err != nil {
		return err
	}
	if size == 0 {
		size = lawsPerPage
	}
	filter, page, err := readLawFilter(v, size)
	if err != nil {
		return err
	}
	if filter.IDs, err = s.saying(c.Request().Context(), v["relation"]); err != nil {
		return err
	}
	laws, total, err := s.Catalog.Laws(c.Request().Context(), filter)
	if err != nil {
		return err
	}
	if laws == nil {
		laws = []corpus.Text{}
	}
	return answer(c, LawsAnswer{Total: total, Page: page, Size: size, Laws: laws})
}

// countryLaws is the list of the laws of one country.
func (s *server) countryLaws(c echo.Context) error {
	c.QueryParams().Set("country", strings.ToUpper(c.Param("code")))
	return s.laws(c)
}

// law answers /laws/{id}, /laws/{id}/versions, /laws/{id}/relations and /laws/{id}/provisions/{eid}; ids hold slashes, so the address is cut here.
func (s *server) law(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	rest := strings.TrimPrefix(c.Request().URL.Path, "/api/v1/laws/")
	if i := strings.LastIndex(rest, "/provisions/"); i >= 0 {
		return s.provision(c, rest[:i], rest[i+len("/provisions/"):])
	}
	if id, ok := strings.CutSuffix(rest, "/relations"); ok {
		return s.elsewhere(c, s.relations(c, id), corpus.Ref{Law: corpus.URI(id)}, "/relations")
	}
	if id, ok := strings.CutSuffix(rest, "/versions"); ok {
		return s.elsewhere(c, s.versions(c, id), corpus.Ref{Law: corpus.URI(id)}, "/versions")
	}
	t, err := s.textOf(c, rest)
	if err != nil {
		return s.elsewhere(c, err, corpus.Ref{Law: corpus.URI(rest)}, "")
	}
	if prefersText(c) {
		return plain(c, wordingOf(&t.Text))
	}
	return answer(c, t.Text)
}

// elsewhere sends who was answered that there is nothing on to where a law or provision stands now.
func (s *server) elsewhere(c echo.Context, err error, ref corpus.Ref, suffix string) error {
	if !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	done, failed := s.redirected(c, ref, func(now corpus.Ref) string {
		u := url.URL{Path: "/api/v1/laws/" + string(now.Law) + suffix, RawQuery: c.QueryString()}
		if now.EID != "" {
			u.Path += "/provisions/" + string(now.EID)
		}
		return u.String()
	})
	if done || failed != nil {
		return failed
	}
	return err
}

// ProvisionAnswer is a provision with its place and the law it belongs to.
type ProvisionAnswer struct {
	ID       string     `json:"id"`
	URL      string     `json:"url"`
	Law      corpus.Law `json:"law"`
	Language string     `json:"language,omitempty"`
	Path     []string   `json:"path,omitempty"` // the provisions above, outermost first
	Wording  string     `json:"wording"`        // its text and that of its subdivisions
	Citation string     `json:"citation"`
	corpus.Provision
}

func (s *server) provision(c echo.Context, id, eid string) error {
	asked := corpus.Ref{Law: corpus.URI(id), EID: corpus.EID(eid), Language: c.QueryParam("language")}
	t, err := s.textOf(c, id)
	if err != nil {
		return s.elsewhere(c, err, asked, "")
	}
	p, path := findProvision(t.Provisions, corpus.EID(eid))
	if p == nil {
		return s.elsewhere(c, fmt.Errorf("provision %q of %s: %w", eid, id, corpus.ErrNotFound), asked, "")
	}
	if prefersText(c) {
		return plain(c, headed(p)+"\n"+p.Wording()+"\n")
	}
	ref := corpus.Ref{Law: t.ID, EID: p.EID}
	href := ui.ProvisionPath(ref)
	for _, name := range []string{"language", "version", "asof"} { // those by which this wording was asked for
		if v := c.QueryParam(name); v != "" {
			href = withParameter(href, name, v)
		}
	}
	return answer(c, ProvisionAnswer{
		ID: ref.String(), URL: href, Law: t.Law, Language: t.Language, Path: path, Wording: p.Wording(),
		Citation: cited(s.speech(c), &t.Text, p), Provision: *p,
	})
}

// findProvision looks for an eid and the headings above it; nil if there is none.
func findProvision(ps []corpus.Provision, eid corpus.EID) (*corpus.Provision, []string) {
	for i := range ps {
		if ps[i].EID == eid {
			return &ps[i], nil
		}
		if p, path := findProvision(ps[i].Children, eid); p != nil {
			return p, append([]string{headed(&ps[i])}, path...)
		}
	}
	return nil, nil
}

// headed is a provision's number and heading on one line.
func headed(p *corpus.Provision) string {
	label := p.Label
	if label == "" {
		label = p.Number
	}
	return strings.TrimSpace(label + " " + p.Heading)
}

// wordingOf is a whole text as plain text: one blank line between provisions.
func wordingOf(t *corpus.Text) string {
	var b strings.Builder
	b.WriteString(t.Title + "\n")
	for p := range corpus.All(t.Provisions) {
		if h := headed(p); h != "" {
			b.WriteString("\n" + h + "\n")
		}
		if p.Text != "" {
			b.WriteString(strings.TrimRight(p.Text, "\n") + "\n")
		}
	}
	return b.String()
}

func prefersText(c echo.Context) bool {
	return c.QueryParam("format") == "txt" || strings.HasPrefix(c.Request().Header.Get("Accept"), "text/plain")
}

func plain(c echo.Context, text string) error { return c.String(http.StatusOK, text) }
