package api

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// OIDC lets people sign in who another site vouches for (OpenID Connect Core 1.0, code flow with PKCE, RFC 7636). That site is asked nothing before somebody signs in so.
type OIDC struct {
	Issuer, Client, Secret string
	RoleClaim              string            // where the ID token names roles or groups; dots lead into objects: realm_access.roles
	Roles                  map[string]string // what stands there → a role here, "*" everybody; the highest counts. Empty: everybody is a reader
	Domains                []string          // of mail addresses that may sign in; empty: all
}

// Check says what is wrong with the settings: ErrInvalid. base is the public address of the site.
func (o *OIDC) Check(base string) error {
	for name, address := range map[string]string{"the issuer": o.Issuer, "the public address (--base)": base} {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLocalName(u.Hostname())) {
			return fmt.Errorf("OpenID Connect: %s is %q; an address that begins with https:// is needed: %w", name, address, corpus.ErrInvalid)
		}
	}
	if o.Client == "" {
		return fmt.Errorf("OpenID Connect: the client id is missing: %w", corpus.ErrInvalid)
	}
	for from, role := range o.Roles {
		if !slices.Contains(corpus.Roles, role) {
			return fmt.Errorf("OpenID Connect: %q of %q is none of the roles %s: %w", role, from, strings.Join(corpus.Roles, ", "), corpus.ErrInvalid)
		}
	}
	return nil
}

func isLocalName(host string) bool {
	return host == "localhost" || host == "127.0.0.1" || host == "::1"
}

// oidcFlow gives what the issuer says of itself, and the flow with it.
func (s *server) oidcFlow(c echo.Context) (context.Context, *oidc.Provider, *oauth2.Config, error) {
	ctx := oidc.ClientContext(c.Request().Context(), issuerClient)
	p, err := s.issuer.ask(ctx, s.OIDC.Issuer)
	if err != nil {
		return ctx, nil, nil, err
	}
	return ctx, p, &oauth2.Config{
		ClientID: s.OIDC.Client, ClientSecret: s.OIDC.Secret, Endpoint: p.Endpoint(), RedirectURL: s.base(c.Request()) + oidcBack, Scopes: []string{oidc.ScopeOpenID, "email", "profile"},
	}, nil
}

const oidcAway, oidcBack = "/signin/oidc", "/signin/oidc/back"

// oidcTrip is what a browser keeps between going to the issuer and coming back.
type oidcTrip struct{ State, Nonce, Verifier, To string }

const oidcTripLife = 10 * time.Minute

func (s *server) oidcCookie(c echo.Context, value string, seconds int) *http.Cookie {
	name := strings.Replace(s.cookieName(c), "session", "oidc", 1)
	// #nosec G124 -- Secure where the site is encrypted, as the session's
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: s.secure(c), SameSite: http.SameSiteLaxMode}
}

// oidcStart sends a person to the issuer.
func (s *server) oidcStart(c echo.Context) error {
	if s.OIDC == nil {
		return fmt.Errorf("signing in by another site: %w", corpus.ErrNotFound)
	}
	_, _, flow, err := s.oidcFlow(c)
	if err != nil {
		return err
	}
	secret := func() string {
		b := make([]byte, 32)
		_, _ = rand.Read(b) // never fails (crypto/rand)
		return base64.RawURLEncoding.EncodeToString(b)
	}
	trip := oidcTrip{State: secret(), Nonce: secret(), Verifier: oauth2.GenerateVerifier(), To: localAddress(c.QueryParam("to"))}
	kept, err := json.Marshal(trip)
	if err != nil {
		return err
	}
	c.SetCookie(s.oidcCookie(c, base64.RawURLEncoding.EncodeToString(kept), int(oidcTripLife/time.Second)))
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Redirect(http.StatusSeeOther, flow.AuthCodeURL(trip.State, oidc.Nonce(trip.Nonce), oauth2.S256ChallengeOption(trip.Verifier)))
}

// oidcReturn takes what the issuer sends a person back with, and signs them in. A person is told no more than that it did not work; the log has the reason.
func (s *server) oidcReturn(c echo.Context) error {
	if s.OIDC == nil {
		return fmt.Errorf("signing in by another site: %w", corpus.ErrNotFound)
	}
	ctx := c.Request().Context()
	address := neighbourhood(s.clientIP(c.Request()))
	limits := limitsOf("oidc "+address, address)
	if wait := s.tries.take(time.Now(), limits); wait > 0 {
		return s.showSignIn(c, http.StatusTooManyRequests, s.frame(c).T("signin.locked"))
	}
	c.SetCookie(s.oidcCookie(c, "", -1)) // one trip, one return
	trip, name, role, subject, err := s.vouched(c)
	if err == nil {
		err = s.admit(ctx, name, role, subject)
	}
	if errors.Is(err, corpus.ErrUnavailable) {
		return err
	}
	if err != nil {
		s.Log.WarnContext(ctx, "sign-in by another site refused", slog.String("reason", err.Error()), slog.String("address", address), slog.String("request", requestID(c)))
		return s.showSignIn(c, http.StatusForbidden, s.frame(c).T("signin.refused"))
	}
	s.tries.right(limits)
	s.Log.InfoContext(ctx, "signed in by another site", slog.String("person", name), slog.String("address", address), slog.String("request", requestID(c)))
	if err := s.begin(c, name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localAddress(trip.To))
}

// vouched is whom the issuer names, in which role, and as which of its subjects. The error says why it is nobody, without anything secret.
func (s *server) vouched(c echo.Context) (trip oidcTrip, name, role, subject string, err error) {
	cookie, err := c.Cookie(s.oidcCookie(c, "", 0).Name)
	if err != nil {
		return trip, "", "", "", errors.New("no trip was begun in this browser, or too long ago")
	}
	kept, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(kept, &trip) != nil || trip.State == "" || trip.Nonce == "" || trip.Verifier == "" {
		return trip, "", "", "", errors.New("the trip's cookie is damaged")
	}
	if subtle.ConstantTimeCompare([]byte(trip.State), []byte(c.QueryParam("state"))) != 1 {
		return trip, "", "", "", errors.New("the state is not that of this browser")
	}
	if said := c.QueryParam("error"); said != "" {
		return trip, "", "", "", fmt.Errorf("the issuer says %.60q", said)
	}
	ctx, provider, flow, err := s.oidcFlow(c)
	if err != nil {
		return trip, "", "", "", err
	}
	token, err := flow.Exchange(ctx, c.QueryParam("code"), oauth2.VerifierOption(trip.Verifier))
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return trip, "", "", "", fmt.Errorf("the issuer does not take the code: %.60q", refused.ErrorCode)
	}
	if err != nil {
		return trip, "", "", "", fmt.Errorf("OpenID Connect: take the code to the issuer: %v: %w", err, corpus.ErrUnavailable)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return trip, "", "", "", errors.New("the issuer gives no ID token")
	}
	id, err := provider.VerifierContext(ctx, &oidc.Config{ClientID: s.OIDC.Client}).Verify(ctx, raw)
	if err != nil {
		return trip, "", "", "", fmt.Errorf("the ID token does not hold: %v", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(trip.Nonce)) != 1 {
		return trip, "", "", "", errors.New("the ID token is of another trip")
	}
	name, role, err = s.OIDC.person(id)
	return trip, name, role, s.OIDC.Issuer + " " + id.Subject, err
}

// person reads a verified ID token.
func (o *OIDC) person(id *oidc.IDToken) (name, role string, err error) {
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return "", "", fmt.Errorf("the ID token cannot be read: %v", err)
	}
	mail, _ := claims["email"].(string)
	mail = strings.ToLower(mail)
	if verified, _ := claims["email_verified"].(bool); !verified || strings.Count(mail, "@") != 1 {
		return "", "", errors.New("the issuer has not verified the mail address")
	}
	if _, domain, _ := strings.Cut(mail, "@"); len(o.Domains) > 0 && !slices.Contains(o.Domains, domain) {
		return "", "", fmt.Errorf("mail addresses of %.100q may not sign in", domain)
	}
	if len(o.Roles) == 0 {
		return mail, corpus.Reader, nil
	}
	for _, said := range append(saidIn(claims, o.RoleClaim), "*") {
		if r := o.Roles[said]; r != "" && (role == "" || corpus.RoleReaches(r, role)) {
			role = r
		}
	}
	if role == "" {
		return "", "", fmt.Errorf("no role is given to what %s says", o.RoleClaim)
	}
	return mail, role, nil
}

// saidIn are the words of a claim, one or a list; dots lead into objects.
func saidIn(claims map[string]any, path string) (out []string) {
	var at any = claims
	if v, ok := claims[path]; ok {
		at = v
	} else {
		for part := range strings.SplitSeq(path, ".") {
			object, _ := at.(map[string]any)
			at = object[part]
		}
	}
	switch v := at.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, x := range v {
			if word, ok := x.(string); ok && word != "*" {
				out = append(out, word)
			}
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "*" })
}

// outside begins the secret of a person whom the issuer vouches for: no other of its subjects takes the name.
const outside = corpus.Outside

// byIssuer signs what the issuer's word does to people.
const byIssuer = "OpenID Connect"

// admit makes the person, or gives them the role that the issuer says now. ErrConflict where somebody else has the name.
func (s *server) admit(ctx context.Context, name, role, subject string) error {
	person, err := s.People.Person(ctx, name)
	if errors.Is(err, corpus.ErrNotFound) {
		p := corpus.Person{Name: name, Role: role, Secret: outside + subject, Added: time.Now()}
		if err := p.Check(); err != nil {
			return err
		}
		return s.People.AddPerson(ctx, p, byIssuer)
	}
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(person.Secret), []byte(outside+subject)) != 1 {
		return fmt.Errorf("%s is somebody else here: %w", name, corpus.ErrConflict)
	}
	if len(s.OIDC.Roles) == 0 || person.Role == role { // without roles of the issuer's, those given here stay
		return nil
	}
	return s.People.SetRole(ctx, name, role, byIssuer)
}

// oidcEntry is the way to the issuer on the page of signing in; Label "" where there is none.
func (s *server) oidcEntry(f ui.Frame, to string) ui.Entry {
	if s.OIDC == nil {
		return ui.Entry{}
	}
	u, _ := url.Parse(s.OIDC.Issuer) // it was checked
	return ui.Entry{Label: f.T("signin.outside", "site", u.Host), Href: addressOf(oidcAway, url.Values{"to": {to}})}
}
