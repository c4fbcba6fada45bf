package api

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

const pageSize = 20 // hits

// SearchAnswer is the JSON of a search, over HTTP and of `pandect search --json`.
type SearchAnswer struct {
	Query      string                   `json:"query"`
	Total      int                      `json:"total"`
	Laws       int                      `json:"laws"`
	Page       int                      `json:"page"`
	Size       int                      `json:"size"`
	Hits       []HitAnswer              `json:"hits"`
	Facets     map[string][]index.Count `json:"facets"`
	Expansions []index.Expansion        `json:"expansions,omitempty"`
	Offers     []index.Offer            `json:"offers,omitempty"`
	Corrected  string                   `json:"corrected,omitempty"`
	Relaxed    bool                     `json:"relaxed,omitempty"`
	Language   string                   `json:"language,omitempty"`
	TookMS     float64                  `json:"took_ms"`
}

// HitAnswer is a provision found.
type HitAnswer struct {
	ID       string     `json:"id"` // <law id>#<eid>, as in TREC runs
	Law      corpus.URI `json:"law"`
	EID      corpus.EID `json:"eid"`
	URL      string     `json:"url"`
	Score    float64    `json:"score"`
	Title    string     `json:"title"`
	Country  string     `json:"country,omitempty"`
	Type     string     `json:"type,omitempty"`
	Year     int        `json:"year,omitempty"`
	Status   string     `json:"status,omitempty"`
	Language string     `json:"language,omitempty"`
	Kind     string     `json:"kind,omitempty"`
	Number   string     `json:"number,omitempty"`
	Label    string     `json:"label,omitempty"`
	Heading  string     `json:"heading,omitempty"`
	Path     []string   `json:"path,omitempty"`
	Page     int        `json:"page,omitempty"`
	Snippet  Snippet    `json:"snippet"`
	Topics   []string   `json:"topics,omitempty"`
	Similar  int        `json:"similar,omitempty"`
}

// Snippet is a piece of a provision's wording; marks are bytes into Text.
type Snippet struct {
	Text  string        `json:"text"`
	Marks []corpus.Span `json:"marks,omitempty"`
}

// search answers a question, as JSON or as a page.
func (s *server) search(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	if !wantsJSON(c) {
		if done, err := composeFirst(c); done || err != nil {
			return err
		}
	}
	start := time.Now()
	q, err := readQuestion(c.QueryParams(), pageSize)
	if err != nil {
		return s.unread(c, q, err)
	}
	q.query.Facets = index.FacetFields
	if !wantsJSON(c) && len(q.with("lang", "", "expand", "")) == 0 {
		q.query.Size = 0
		return s.beginning(c, q)
	}
	result, err := s.Search.Search(c.Request().Context(), q.query)
	if err != nil {
		return s.unread(c, q, err)
	}
	if wantsJSON(c) {
		return answer(c, NewSearchAnswer(c.Request().Context(), reader{s}, q.text, q.query, result, time.Since(start)))
	}
	return s.page(c, s.searchPage(c, q, result))
}

// beginning is the page of a search for nothing: the form, with what could be chosen.
func (s *server) beginning(c echo.Context, q question) error {
	q.query.Size, q.query.Plain = 1, true
	result, err := s.Search.Search(c.Request().Context(), q.query)
	if err != nil {
		return err
	}
	result.Hits = nil
	p := s.searchPage(c, q, result)
	p.Asked.Beginning, p.Pages, p.Exports = true, nil, nil
	return s.page(c, p)
}

// unread answers a question that cannot be answered: a page with the place, or the problem as JSON.
func (s *server) unread(c echo.Context, q question, err error) error {
	status := statusOf(err)
	if status != 400 || wantsJSON(c) {
		return err
	}
	h := c.Response().Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	p := s.searchPage(c, q, index.Result{})
	p.Unread = unreadOf(p.Frame, q.text, err)
	h.Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(status)
	return s.pages.Write(c.Response(), p)
}

// unreadOf cuts the query at the place of the error; all of it stands before where the place is not known.
func unreadOf(f ui.Frame, text string, err error) *ui.Unread {
	u := &ui.Unread{Before: text, Reason: reasonOf(f, err)}
	if at, ok := placeOf(err); ok && at >= 0 && at <= len(text) {
		u.Before, u.After = text[:at], ""
		for i := range text[at:] {
			if i > 0 {
				u.At, u.After = text[at:at+i], text[at+i:]
				return u
			}
		}
		u.At = text[at:]
	}
	return u
}

// Wordings are the wordings of a law, which a search as of a day asks for. *sqlite.Catalog satisfies it.
type Wordings interface {
	Versions(ctx context.Context, law corpus.URI) ([]corpus.Version, error)
	Version(ctx context.Context, law corpus.URI, id string) (corpus.Text, error)
}

// NewSearchAnswer says what came of a query that was asked in these words. A hit leads to the wording of the day that the query names, where that is not today's.
func NewSearchAnswer(ctx context.Context, wordings Wordings, words string, q index.Query, r index.Result, took time.Duration) SearchAnswer {
	a := SearchAnswer{
		Query: words, Total: r.Total, Laws: r.Laws, Page: 1 + q.Offset/max(q.Size, 1), Size: q.Size, Hits: make([]HitAnswer, 0, len(r.Hits)), Facets: r.Facets,
		Expansions: r.Expansions, Offers: r.Offers, Corrected: r.Corrected, Relaxed: r.Relaxed, Language: r.Language,
		TookMS: float64(took.Microseconds()) / 1000,
	}
	if a.Facets == nil {
		a.Facets = map[string][]index.Count{}
	}
	then := map[corpus.Ref][]corpus.Unit{}
	for _, h := range r.Hits {
		hit := hitAnswer(h)
		if day := q.Filters.AsOf; !day.IsZero() && wordingOn(ctx, wordings, then, h.Ref, day) != nil {
			hit.URL = withParameter(hit.URL, "asof", day.String())
		}
		a.Hits = append(a.Hits, hit)
	}
	return a
}

func hitAnswer(h index.Hit) HitAnswer {
	a := HitAnswer{
		ID: h.Ref.String(), Law: h.Ref.Law, EID: h.Ref.EID, URL: ui.ProvisionPath(h.Ref), Score: h.Score,
		Title: h.Law.Title, Country: h.Law.Country, Type: h.Law.Type, Year: h.Law.Year, Status: h.Law.Status, Language: h.Ref.Language,
		Kind: h.Unit.Kind, Number: h.Unit.Number, Label: h.Unit.Label, Heading: h.Unit.Heading, Path: h.Unit.Path, Page: h.Unit.Page,
		Similar: h.Similar,
	}
	span := within(h.Snippet, len(h.Unit.Text))
	a.Snippet.Text = h.Unit.Text[span.Start:span.End]
	for _, m := range h.Text {
		if m.Start >= span.Start && m.End <= span.End && m.Start < m.End {
			a.Snippet.Marks = append(a.Snippet.Marks, corpus.Span{Start: m.Start - span.Start, End: m.End - span.Start})
		}
	}
	for _, t := range h.Unit.Topics {
		a.Topics = append(a.Topics, t.ID)
	}
	return a
}

// within bounds a span to a text of n bytes: an index that lags behind the catalogue must not break a page.
func within(s corpus.Span, n int) corpus.Span {
	s.Start = min(max(s.Start, 0), n)
	s.End = min(max(s.End, s.Start), n)
	return s
}
