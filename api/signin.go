package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/password"
	"github.com/pandect/pandect/ui"
)

// hashing is how many passwords are looked at at once: each takes 19 MiB.
const hashing = 2

// signInPage is the form.
func (s *server) signInPage(c echo.Context) error { return s.showSignIn(c, http.StatusOK, "") }

// showSignIn writes the form, with what was wrong with the last try.
func (s *server) showSignIn(c echo.Context, status int, wrong string) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	f := s.frame(c)
	f.Title, f.Private = f.T("signin.title"), true
	to := c.QueryParam("to")
	if c.Request().Method == http.MethodPost {
		to = c.Request().PostFormValue("to")
	}
	c.Response().Status = status
	return s.page(c, ui.SignInPage{Frame: f, To: localAddress(to), Wrong: wrong, Outside: s.oidcEntry(f, localAddress(to))})
}

// signIn looks at a name and a password. A wrong name and a wrong password get the same answer after the same work.
func (s *server) signIn(c echo.Context) error {
	if !accessOf(c).governed {
		return errNoPeople
	}
	r := c.Request()
	person, wait, err := s.verify(c, r.PostFormValue("name"), r.PostFormValue("password"))
	f := s.frame(c)
	switch {
	case err != nil:
		return err
	case wait > 0:
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		return s.showSignIn(c, http.StatusTooManyRequests, f.T("signin.locked"))
	case person.Name == "":
		return s.showSignIn(c, http.StatusUnauthorized, f.T("signin.wrong"))
	}
	if err := s.begin(c, person.Name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localAddress(r.PostFormValue("to")))
}

// verify gives the person with that name and password, nobody where there is none, and how long to wait where too much was tried. What was
// typed as a name is not logged where it is wrong: now and then it is a password.
func (s *server) verify(c echo.Context, name, plain string) (corpus.Person, time.Duration, error) {
	ctx := c.Request().Context()
	address := neighbourhood(s.clientIP(c.Request()))
	limits := limitsOf(corpus.PersonKey(name), address)
	if wait := s.tries.take(time.Now(), limits); wait > 0 {
		s.Log.WarnContext(ctx, "sign-in locked", slog.String("address", address), slog.Duration("for", wait), slog.String("request", requestID(c)))
		return corpus.Person{}, wait, nil
	}
	person, err := s.People.Person(ctx, name)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return corpus.Person{}, 0, err
	}
	right, err := s.matches(ctx, person.Secret, plain)
	if err != nil || !right {
		s.Log.WarnContext(ctx, "sign-in refused", slog.String("address", address), slog.String("request", requestID(c)))
		return corpus.Person{}, 0, err
	}
	s.tries.right(limits)
	s.Log.InfoContext(ctx, "signed in", slog.String("person", person.Name), slog.String("address", address), slog.String("request", requestID(c)))
	return person, 0, nil
}

// matches says whether a password is the one that was kept.
func (s *server) matches(ctx context.Context, secret, plain string) (right bool, err error) {
	err = s.hashing(ctx, func() { right = password.Matches(secret, plain) })
	return right, err
}

// newSecret is what is kept of a person's new password; ErrInvalid by password.Check.
func (s *server) newSecret(ctx context.Context, plain, name string) (secret string, err error) {
	if err := password.Check(plain, name); err != nil {
		return "", err
	}
	err = s.hashing(ctx, func() { secret = password.Hash(plain) })
	return secret, err
}

// hashing waits for its turn to hash: every password that is kept or compared does.
func (s *server) hashing(ctx context.Context, hash func()) error {
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
		hash()
		return nil
	case <-ctx.Done():
		return fmt.Errorf("password: %w", corpus.ErrUnavailable)
	}
}

// signOut ends this session, everywhere all of the person.
func (s *server) signOut(c echo.Context) error {
	a, ctx := accessOf(c), c.Request().Context()
	err := s.People.EndSession(ctx, a.session)
	if c.Request().PostFormValue("everywhere") != "" {
		err = s.People.EndSessions(ctx, a.person.Name)
	}
	if err != nil {
		return err
	}
	s.forgetCookie(c)
	return c.Redirect(http.StatusSeeOther, "/")
}
