package api

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/ui"
	"golang.org/x/text/language"
)

// matcher chooses a language of the interface; it is read only.
var matcher = language.NewMatcher(interfaceTags())

func interfaceTags() []language.Tag {
	tags := make([]language.Tag, 0, len(ui.Codes))
	for _, code := range ui.Codes {
		tags = append(tags, language.MustParse(code))
	}
	return tags
}

// speech is the interface's language for a reader: ?lang= before the cookie before what the browser asks for.
func (s *server) speech(c echo.Context) *ui.Speech {
	asked := c.QueryParam("lang")
	if asked == "" {
		if cookie, err := c.Cookie("lang"); err == nil {
			asked = cookie.Value
		}
	}
	_, i := language.MatchStrings(matcher, asked, c.Request().Header.Get("Accept-Language"))
	return s.pages.Speech(ui.Codes[i])
}

// remember keeps in a cookie the language that an address chooses for its reader.
func (s *server) remember(c echo.Context, speech *ui.Speech) {
	if c.QueryParam("lang") == speech.Code {
		// #nosec G124 -- a choice of language is no secret
		c.SetCookie(&http.Cookie{Name: "lang", Value: speech.Code, Path: "/", MaxAge: 365 * 24 * 3600, SameSite: http.SameSiteLaxMode, HttpOnly: true})
	}
}

// frame fills what every page has.
func (s *server) frame(c echo.Context) ui.Frame {
	speech := s.speech(c)
	s.remember(c, speech)
	u := *c.Request().URL
	a := accessOf(c)
	f := ui.Frame{Speech: speech, Address: &u, Editing: s.edits(c), Person: a.person.Name, Role: a.person.Role, Signs: a.governed}
	if f.Closed = s.Private && a.person.Name == ""; f.Closed {
		return f
	}
	if status, err := s.state.now(c.Request().Context()); err == nil {
		f.Library = ui.Library{Laws: status.Laws, Provisions: status.Provisions, Changed: status.Changed}
	}
	return f
}

// base is the public address of this site, without a slash at its end.
func (s *server) base(r *http.Request) string {
	if s.Base != "" {
		return s.Base
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host}).String()
}
