package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
)

// How long a session lasts: a working day, and a long lunch without a click.
const (
	sessionLife = 12 * time.Hour
	sessionIdle = 2 * time.Hour
	sessionStep = time.Minute // use is written down no oftener
	sessionWait = 200 * time.Millisecond
)

// keyOf is what is kept of a token.
func keyOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// sessionOf finds whose token it is; nobody for an unknown or expired one.
func (s *server) sessionOf(ctx context.Context, token string, now time.Time) (corpus.Person, string, error) {
	session, person, err := s.People.Session(ctx, keyOf(token))
	if errors.Is(err, corpus.ErrNotFound) {
		return corpus.Person{}, "", nil
	}
	if err != nil {
		return corpus.Person{}, "", err
	}
	if now.Sub(session.Began) >= sessionLife || now.Sub(session.Used) >= sessionIdle {
		return corpus.Person{}, "", s.People.EndSession(ctx, session.Key)
	}
	if now.Sub(session.Used) >= sessionStep {
		err = s.useSession(ctx, session.Key, now)
	}
	return person, session.Key, err
}

// useSession writes down that a session is used. A long write of others keeps nobody from reading: the next request writes it down then.
func (s *server) useSession(ctx context.Context, key string, now time.Time) error {
	soon, cancel := context.WithTimeout(ctx, sessionWait)
	defer cancel()
	err := s.People.UseSession(soon, key, now)
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

// begin signs a person in: always under a new token, and the browser's old session ends.
func (s *server) begin(c echo.Context, name string) error {
	ctx, now := c.Request().Context(), time.Now()
	if err := s.People.ExpireSessions(ctx, now.Add(-sessionLife), now.Add(-sessionIdle)); err != nil {
		return err
	}
	if old, err := c.Cookie(s.cookieName(c)); err == nil {
		if err := s.People.EndSession(ctx, keyOf(old.Value)); err != nil {
			return err
		}
	}
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails (crypto/rand)
	token := base64.RawURLEncoding.EncodeToString(random)
	if err := s.People.BeginSession(ctx, corpus.Session{Key: keyOf(token), Person: name, Began: now, Used: now}); err != nil {
		return err
	}
	c.SetCookie(s.cookie(c, token, int(sessionLife/time.Second)))
	return nil
}

// forgetCookie makes the browser drop its token.
func (s *server) forgetCookie(c echo.Context) { c.SetCookie(s.cookie(c, "", -1)) }

func (s *server) cookie(c echo.Context, value string, seconds int) *http.Cookie {
	// #nosec G124 -- Secure where the site is encrypted: a cookie that is, is not sent to a site that is not
	return &http.Cookie{Name: s.cookieName(c), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: s.secure(c), SameSite: http.SameSiteLaxMode}
}

// cookieName binds the cookie to this host where the site is encrypted: no neighbour under the same domain can set it (RFC 6265bis, 4.1.3).
func (s *server) cookieName(c echo.Context) string {
	if s.secure(c) {
		return "__Host-session"
	}
	return "session"
}

func (s *server) secure(c echo.Context) bool {
	return strings.HasPrefix(s.base(c.Request()), "https://")
}
