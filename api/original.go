package api

import (
	"cmp"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
)

// original gives back a file as received, under the name it came with; ranges are served, and the bytes never change.
func (s *server) original(c echo.Context) error {
	ctx, sum := c.Request().Context(), strings.ToLower(c.Param("sha256"))
	o, err := s.describe(c, sum)
	if err != nil {
		return err
	}
	f, err := s.Files.Open(ctx, sum)
	if err != nil {
		return err
	}
	defer f.Close()
	h := c.Response().Header()
	h.Set("ETag", `"`+sum+`"`)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", o.MediaType)
	disposition := "inline"
	if !shown(o.MediaType) || c.QueryParam("download") != "" {
		disposition = "attachment"
	}
	h.Set("Content-Disposition", contentDisposition(disposition, o.Name))
	// A foreign page may not run scripts, send forms or ask other hosts. A PDF has none of these powers, and browsers refuse to show
	// one in a sandbox.
	if o.MediaType == "application/pdf" {
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'")
		h.Del("X-Frame-Options") // the viewer of some browsers is a frame of its own
	} else {
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
	}
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, f)
	return nil
}

// describe finds name and media type of an original: the catalogue knows both of one whose law is in the library. Others, withdrawn or never read, are for those who
// keep the library; to everybody else they are not there: ErrNotFound.
func (s *server) describe(c echo.Context, sum string) (corpus.Original, error) {
	ctx := c.Request().Context()
	o, err := s.Catalog.Original(ctx, sum)
	if errors.Is(err, corpus.ErrNotFound) && s.keeps(c) {
		o = corpus.Original{Name: sum[:min(12, len(sum))], SHA256: sum}
		var tries []corpus.Attempt
		if tries, err = s.Catalog.Attempts(ctx, corpus.AttemptFilter{SHA256: sum, Limit: 1}); len(tries) > 0 {
			o.Name = tries[0].Name
		}
	}
	if err != nil {
		return o, err
	}
	o.Name = fileName(o.Name)
	if o.MediaType == "" || o.MediaType == "application/octet-stream" {
		o.MediaType = byName(o.Name)
	}
	return o, nil
}

// fileName is the last part of a path of any system, without what a header or a file system stumbles over.
func fileName(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	base = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`"<>|:*?`, r) || r == 0x7f {
			return '_'
		}
		return r
	}, base)
	if base == "." || base == "/" {
		return "original"
	}
	return base
}

func byName(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return "application/pdf"
	case ".html", ".htm", ".xhtml":
		return "text/html"
	}
	return "application/octet-stream"
}

// shown says whether browsers show the type, so that it opens at a page.
func shown(mediaType string) bool {
	base, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (base == "application/pdf" || base == "text/html" || base == "application/xhtml+xml" || base == "text/plain")
}

// attempts lists what was taken in and what failed.
func (s *server) attempts(c echo.Context) error {
	list, err := s.attemptsOf(c, 1000)
	if err != nil {
		return err
	}
	if list == nil {
		list = []corpus.Attempt{}
	}
	return answer(c, map[string]any{"attempts": list})
}

func (s *server) attemptsOf(c echo.Context, limit int) ([]corpus.Attempt, error) {
	state, err := oneOf(c.QueryParams(), "state", "", corpus.StateAccepted, corpus.StateKnown, corpus.StateFailed)
	if err != nil {
		return nil, err
	}
	if !s.keeps(c) { // what was refused, and why, is between those who sent it and the library
		if state == corpus.StateFailed {
			return nil, s.askToSignIn(c)
		}
		state = cmp.Or(state, corpus.StateAccepted)
	}
	list, err := s.Catalog.Attempts(c.Request().Context(), corpus.AttemptFilter{State: state, Limit: limit})
	if err != nil {
		return nil, fmt.Errorf("attempts: %w", err)
	}
	return list, nil
}
