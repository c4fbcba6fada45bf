package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

var requestForm = regexp.MustCompile(`^[0-9A-Za-z._:-]{1,64}$`)

// identified gives the request the id that a proxy gave it, or one of its own: it stands in the log and on error pages.
func identified(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !requestForm.MatchString(id) {
			id = rand.Text()
		}
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

// policy lets a page load its own style, script and pictures and nothing from elsewhere.
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const (
	maxBody    = 1 << 20          // bytes of a request; forms are small
	maxAddress = 16 << 10         // bytes of path and query; a collection of 200 provisions has 12 KB
	maxAnswer  = 20 * time.Second // for a page or a search; exports and originals may take as long as they run
)

func secured(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		return next(c)
	}
}

// bounded turns away what is too long.
func (s *server) bounded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if len(r.RequestURI) > maxAddress {
			return echo.NewHTTPError(http.StatusRequestURITooLong, fmt.Sprintf("The address is longer than %d bytes.", maxAddress))
		}
		bound := int64(maxBody)
		if sendsFiles(r) {
			bound = s.UploadLimits.Request
		}
		if r.ContentLength > bound {
			return echo.NewHTTPError(http.StatusRequestEntityTooLarge, fmt.Sprintf("The request is larger than %d bytes.", bound))
		}
		if r.Body != nil {
			r.Body = http.MaxBytesReader(c.Response(), r.Body, bound)
		}
		return next(c)
	}
}

// timed bounds how long an answer is made.
func timed(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !streams(c) {
			ctx, cancel := context.WithTimeout(c.Request().Context(), maxAnswer)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
		}
		return next(c)
	}
}

// streams says whether the answer is as long as what it carries.
func streams(c echo.Context) bool {
	p := c.Request().URL.Path
	return strings.HasPrefix(p, "/api/v1/originals/") || strings.HasPrefix(p, "/api/v1/export") || p == "/oai" || p == "/api/v1/corrections" && c.Request().Method != http.MethodPost || sendsFiles(c.Request())
}

// sendsFiles says whether a request is as long as the files it brings.
func sendsFiles(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Path == "/upload" }

// compressed leaves pages of laws alone, which compress themselves (press), and originals: ranges of them are counted in their own bytes. Exports compress text formats; archives grow by nothing.
var compressed = middleware.GzipWithConfig(middleware.GzipConfig{
	Level: 5, MinLength: 1024,
	Skipper: func(c echo.Context) bool {
		return strings.HasPrefix(c.Request().URL.Path, "/law/") || strings.HasPrefix(c.Request().URL.Path, "/api/v1/originals/") || packed(c.QueryParam("format")) || strings.HasPrefix(c.Request().URL.Path, "/api/v1/export") && c.Request().Header.Get("Range") != ""
	},
})

// packed says whether a format of export is compressed already.
func packed(format string) bool {
	switch format {
	case "zip", "bagit", "xlsx", "docx", "epub", "pdf", "csvw":
		return true
	}
	return false
}

// slashless lets an address with a closing slash mean the same without it. Not a redirect: a law's id never ends in a slash.
func slashless(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		if len(u.Path) > 1 && strings.HasSuffix(u.Path, "/") {
			u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
			if u.Path == "" {
				u.Path = "/"
			}
		}
		return next(c)
	}
}

// logged writes one line a request. The query is left out: what people search for is theirs.
func (s *server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		s.metrics.request(kindOf(c.Request().URL.Path), c.Response().Status, time.Since(start))
		level := slog.LevelInfo
		if c.Response().Status >= 500 {
			level = slog.LevelError
		}
		attrs := []slog.Attr{
			slog.String("method", c.Request().Method), slog.String("path", c.Request().URL.Path), slog.Int("status", c.Response().Status),
			slog.Int64("bytes", c.Response().Size), slog.Duration("took", time.Since(start)), slog.String("request", requestID(c)),
		}
		if err != nil && level == slog.LevelError {
			attrs = append(attrs, slog.String("error", unasked(err.Error(), c.QueryParams())))
		}
		s.Log.LogAttrs(c.Request().Context(), level, "request", attrs...)
		return nil
	}
}

// unasked takes out of an error what was asked: errors name what they are about.
func unasked(message string, asked url.Values) string {
	for _, values := range asked {
		for _, v := range values {
			if len(v) > 2 {
				message = strings.ReplaceAll(message, v, "…")
			}
		}
	}
	return message
}

// recovered turns a panic into an answer, so that one bad page costs itself alone.
func (s *server) recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler {
					panic(r)
				}
				err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		return next(c)
	}
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
