package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// freshness is how long the library's counts are believed: counting 100,000 provisions takes longer than answering a search.
const freshness = 2 * time.Second

// state keeps the library's counts for a moment. Safe for concurrent use.
type state struct {
	source interface {
		Status(ctx context.Context) (corpus.Status, error)
	}
	mu   sync.Mutex
	at   time.Time
	last corpus.Status
}

// now gives the counts, not older than freshness.
func (s *state) now(ctx context.Context) (corpus.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Since(s.at) < freshness {
		return s.last, nil
	}
	// One reader going away must not cost the next one the answer.
	status, err := s.source.Status(context.WithoutCancel(ctx))
	if err != nil {
		return corpus.Status{}, err
	}
	s.last, s.at = status, time.Now()
	return status, nil
}

// forget makes the next now ask again, after a change made here.
func (s *state) forget() {
	s.mu.Lock()
	s.at = time.Time{}
	s.mu.Unlock()
}

// unchanged sets the ETag of an answer that depends on the library, the address and the reader's language, and says whether the reader has
// it already: then the answer is written. What a search found before the index knew of a change is another answer than after. The tag is weak, since gzip and the time taken may differ.
func (s *server) unchanged(c echo.Context) (bool, error) {
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return false, err
	}
	r := c.Request()
	sum := sha256.New()
	for _, part := range []string{status.Fingerprint, corpus.Today().String(), fmt.Sprint(status.Unindexed, " ", status.Attempts), s.pages.Version(), s.Version, r.URL.RequestURI(), s.speech(c).Code, r.Header.Get("Accept"), s.base(r), accessOf(c).person.Name, accessOf(c).person.Role, fmt.Sprint(s.edits(c))} {
		io.WriteString(sum, part)
		sum.Write([]byte{0})
	}
	tag := `W/"` + hex.EncodeToString(sum.Sum(nil)[:12]) + `"`
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache") // keep it, and ask whether it still holds
	h.Add("Vary", "Accept, Accept-Language, Cookie")
	if match := r.Header.Get("If-None-Match"); match != "" && strings.Contains(match, strings.TrimPrefix(tag, "W/")) {
		if !wantsJSON(c) {
			s.remember(c, s.speech(c)) // the reader has the page from before they chose another language, and chooses this one again
		}
		return true, c.NoContent(http.StatusNotModified)
	}
	return false, nil
}

// page writes a page with status 200.
func (s *server) page(c echo.Context, p ui.Page) error {
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	return s.brokenOff(c, s.pages.Write(c.Response(), p))
}

// brokenOff ends the connection where a page fails under way: the one way to tell a browser that it is not whole.
func (s *server) brokenOff(c echo.Context, err error) error {
	if err != nil && c.Response().Committed {
		s.Log.Error("page broken off", "error", err, "request", requestID(c))
		panic(http.ErrAbortHandler)
	}
	return err
}

// answer writes v as JSON with status 200.
func answer(c echo.Context, v any) error {
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	return jsonTo(c.Response(), v)
}

// jsonTo writes JSON with the words as they are: < and & stay, since it is never part of a page.
func jsonTo(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
