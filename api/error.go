package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// Problem is an error as programs get it (RFC 9457).
type Problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail,omitempty"`
	Instance string `json:"instance,omitempty"`
	Place    *int   `json:"place,omitempty"` // byte of the query that could not be read
}

const statusCanceled = 499 // the client went away; never seen by it

// statusOf is the one table from kinds of error to HTTP.
func statusOf(err error) int {
	var he *echo.HTTPError
	var large *http.MaxBytesError
	var r *refusal
	switch {
	case errors.As(err, &r):
		return r.status
	case errors.As(err, &he):
		return he.Code
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, corpus.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, corpus.ErrInvalid):
		return http.StatusBadRequest
	case errors.Is(err, corpus.ErrConflict):
		return http.StatusConflict
	case errors.Is(err, corpus.ErrUnsupported):
		return http.StatusUnsupportedMediaType
	case errors.Is(err, corpus.ErrUnavailable):
		return http.StatusServiceUnavailable
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case errors.Is(err, context.Canceled):
		return statusCanceled
	}
	return http.StatusInternalServerError
}

// detailOf is what a person may see of an error: all of it where it speaks of the question, nothing where it speaks of our inside.
func detailOf(err error, status int) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.Error()
	}
	var he *echo.HTTPError
	if errors.As(err, &he) {
		if text, ok := he.Message.(string); ok && text != http.StatusText(he.Code) {
			return text
		}
		return ""
	}
	if status < 500 {
		return strings.TrimSuffix(err.Error(), ": "+corpus.ErrInvalid.Error()) // the status says that much
	}
	return ""
}

// problem answers every error: as application/problem+json to programs, as a page that helps to people.
func (s *server) problem(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status := statusOf(err)
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	h.Del("Content-Disposition")
	var r *refusal
	if errors.As(err, &r) {
		h.Set("Retry-After", retryAfter(r))
	} else if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "5")
	}
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(status)
		return
	}
	if wantsJSON(c) || !s.writeProblemPage(c, err, status) {
		s.writeProblem(c, err, status)
	}
}

func (s *server) writeProblem(c echo.Context, err error, status int) {
	p := Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detailOf(err, status), Instance: "urn:request:" + requestID(c)}
	if place, ok := placeOf(err); ok {
		p.Place = &place
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	c.Response().WriteHeader(status)
	_ = jsonTo(c.Response(), p)
}

// writeProblemPage says whether the page could be drawn.
func (s *server) writeProblemPage(c echo.Context, err error, status int) bool {
	f := s.frame(c)
	key := fmt.Sprintf("problem.%d", status)
	if !f.Has(key) {
		key = map[bool]string{true: "problem.500", false: "problem.400"}[status >= 500]
	}
	f.Title, f.Private = f.T(key), true
	p := ui.ProblemPage{Frame: f, Status: status, RequestID: requestID(c)}
	switch detail := fmt.Sprintf("problem.detail.%d", status); {
	case f.Has(detail):
		p.Detail.Value = f.T(detail)
	case status >= 500:
		p.Detail.Value = f.T("problem.detail.500")
	default:
		p.Detail = f.Warned(detailOf(err, status))
	}
	if status == http.StatusNotFound {
		p.Suggested = wordsOf(c.Request().URL.Path)
		p.Query = p.Suggested
		p.Near = s.near(c.Request().Context(), p.Suggested)
	}
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(status)
	return s.pages.Write(c.Response(), p) == nil
}

// wordsOf makes search words of an address that leads nowhere: /law/ke/act/witness-protection → witness protection.
func wordsOf(address string) string {
	base := strings.TrimSuffix(path.Base(address), path.Ext(address))
	words := strings.FieldsFunc(base, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return strings.Join(words[:min(len(words), 8)], " ")
}

// near finds laws with these words in title or number, the fewest words that find any.
func (s *server) near(ctx context.Context, words string) []ui.LawLine {
	if len(words) < 2 {
		return nil
	}
	// The request's own time is over when an error is written.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	laws, _, err := s.Catalog.Laws(ctx, corpus.LawFilter{Words: words, Limit: 6})
	if err != nil {
		return nil // the page is about another error
	}
	return lines(laws)
}

// wantsJSON says whether the asker is a program: anything under /api/, or whoever prefers JSON to a page.
func wantsJSON(c echo.Context) bool {
	return strings.HasPrefix(c.Request().URL.Path, "/api/") || prefersJSON(c.Request().Header.Get("Accept"))
}

// either answers a person with a page and a program with data.
func either(page, data echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if wantsJSON(c) {
			return data(c)
		}
		return page(c)
	}
}

// prefersJSON is true where JSON is named and no page is.
func prefersJSON(accept string) bool {
	return strings.Contains(accept, "json") && !strings.Contains(accept, "text/html")
}
