package api

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
)

// access is who asks, and what that means in this library.
type access struct {
	governed bool          // the library has people: what is changed is changed by one of them
	person   corpus.Person // zero: nobody is signed in
	session  string        // key of the session
}

const accessKey = "access"

func accessOf(c echo.Context) access {
	a, _ := c.Get(accessKey).(access)
	return a
}

// recognised finds out who asks, once a request, and keeps those out of a private library who are not signed in. What needs no answer of the
// library is open: the way in, the style and script of pages, whether the program runs, and the metrics, which answer this machine alone.
func (s *server) recognised(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Request().URL.Path
		if strings.HasPrefix(path, "/static/") || path == "/healthz" || path == "/readyz" || path == "/metrics" || path == "/favicon.ico" {
			return next(c)
		}
		a, err := s.recognise(c)
		if err != nil {
			return err
		}
		c.Set(accessKey, a)
		if s.Private || a.person.Name != "" { // whatever a handler says, no shared cache keeps what one person may see
			c.Response().Before(func() {
				if h := c.Response().Header(); h.Get("Cache-Control") != "no-store" {
					h.Set("Cache-Control", "private, no-cache")
				}
			})
		}
		if s.Private && a.person.Name == "" && path != "/signin" && path != "/signin/oidc" && path != oidcBack {
			return s.askToSignIn(c)
		}
		return next(c)
	}
}

func (s *server) recognise(c echo.Context) (access, error) {
	ctx := c.Request().Context()
	governed, err := s.isGoverned(ctx)
	if err != nil || !governed {
		return access{}, err
	}
	a := access{governed: true}
	cookie, err := c.Cookie(s.cookieName(c))
	if err != nil { // there is none
		return a, nil
	}
	a.person, a.session, err = s.sessionOf(ctx, cookie.Value, time.Now())
	return a, err
}

// isGoverned says whether the library has people. Once it had some it stays so until the program ends: removing everybody opens nothing.
func (s *server) isGoverned(ctx context.Context) (bool, error) {
	if s.People == nil || s.governed.Load() {
		return s.governed.Load(), nil
	}
	all, err := s.People.People(ctx)
	if len(all) > 0 {
		s.governed.Store(true)
	}
	return len(all) > 0, err
}

var errNoPeople = echo.NewHTTPError(http.StatusForbidden, "This library has no people. The first is made on the command line: pandect people add NAME --role administrator")

// needs lets a handler be reached by people of a role, or a higher one. In a library without people a librarian's place is that of everyone
// who may edit; accounts, and the list of people, are nobody's.
func (s *server) needs(role string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			a := accessOf(c)
			switch {
			case a.governed && a.person.Name == "":
				return s.askToSignIn(c)
			case a.governed && !corpus.RoleReaches(a.person.Role, role):
				return echo.NewHTTPError(http.StatusForbidden, fmt.Sprintf("This needs the role %s; yours is %s.", role, a.person.Role))
			case !a.governed && role == corpus.Librarian && !s.edits(c):
				return echo.NewHTTPError(http.StatusForbidden, "This library is open for reading. Judgements are entered where it is run for editing, or by people who sign in.")
			case !a.governed && role != corpus.Librarian:
				return errNoPeople
			}
			return next(c)
		}
	}
}

// edits says whether who asks may judge and answer here.
func (s *server) edits(c echo.Context) bool {
	a := accessOf(c)
	if a.governed {
		return corpus.RoleReaches(a.person.Role, corpus.Librarian)
	}
	return s.Edit || s.EditHere && s.here(c.Request())
}

// keeps says whether who asks may see what is not in the library: once it has people, its librarians.
func (s *server) keeps(c echo.Context) bool {
	a := accessOf(c)
	return !a.governed || corpus.RoleReaches(a.person.Role, corpus.Librarian)
}

// here says whether a request comes from this very machine, under one of its own names: not through a proxy, which would make everybody its operator, and not
// from a page of another site whose name was made to lead here (DNS rebinding).
func (s *server) here(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return s.clientOf(r) == "" && !forwarded(r) && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// forwarded says whether a proxy handed the request on.
func forwarded(r *http.Request) bool {
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
}

// author is who signs what a form says: the person who is signed in; in a library without people, who the form names.
func author(c echo.Context, typed string) string {
	if a := accessOf(c); a.governed {
		return a.person.Name
	}
	return strings.TrimSpace(typed)
}

// signedAs carries the name that somebody typed to the next form; who is signed in has no need of it.
func signedAs(c echo.Context, by string) string {
	if accessOf(c).governed {
		return ""
	}
	return "&by=" + url.QueryEscape(by)
}

// askToSignIn sends who reads pages to the way in, and back after it; a program gets 401.
func (s *server) askToSignIn(c echo.Context) error {
	r := c.Request()
	if (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html") && !wantsJSON(c) {
		c.Response().Header().Set("Cache-Control", "no-store")
		return c.Redirect(http.StatusSeeOther, addressOf("/signin", url.Values{"to": {r.URL.RequestURI()}}))
	}
	c.Response().Header().Set("WWW-Authenticate", `Session realm="Pandect"`)
	return echo.NewHTTPError(http.StatusUnauthorized, "Sign in first, at /signin.")
}

// sameSite turns away forms that another site sends (the browser says so: Sec-Fetch-Site, Origin). Harvesters post to /oai, which changes nothing.
func (s *server) sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.Path != "/oai" && s.origin.Check(c.Request()) != nil {
			return echo.NewHTTPError(http.StatusForbidden, "This form was sent from another site.")
		}
		return next(c)
	}
}

// localAddress is an address of this site to go to after signing in; the start page where to is none.
func localAddress(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\t\r\n") {
		return "/"
	}
	return to
}
