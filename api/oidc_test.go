package api

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// voucher is an issuer of this machine: it gives everybody a code, and for the code an ID token as the test wants it.
type voucher struct {
	*httptest.Server
	key    *rsa.PrivateKey
	claims map[string]any // of the next ID token, over those of a sound one; a nil value leaves a claim out
	header map[string]any
	forge  bool // signed with another key
	asked  atomic.Int64
	given  url.Values // of the last request for a code
}

func newVoucher(t *testing.T) *voucher {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	v := &voucher{key: key}
	v.Server = httptest.NewServer(http.HandlerFunc(v.serve))
	t.Cleanup(v.Close)
	return v
}

func (v *voucher) serve(w http.ResponseWriter, r *http.Request) {
	v.asked.Add(1)
	w.Header().Set("Content-Type", "application/json")
	say := func(x any) { _ = json.NewEncoder(w).Encode(x) }
	encode := base64.RawURLEncoding.EncodeToString
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		say(map[string]any{"issuer": v.URL, "authorization_endpoint": v.URL + "/ask", "token_endpoint": v.URL + "/token", "jwks_uri": v.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"},
			"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}})
	case "/keys":
		say(map[string]any{"keys": []any{map[string]string{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k", "n": encode(v.key.N.Bytes()), "e": encode(big.NewInt(int64(v.key.E)).Bytes())}}})
	case "/token":
		challenge := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
		id, secret, _ := r.BasicAuth()
		if r.PostFormValue("code") != "code" || encode(challenge[:]) != v.given.Get("code_challenge") || id != "pandect" || secret != "s3cret" {
			w.WriteHeader(http.StatusBadRequest)
			say(map[string]string{"error": "invalid_grant"})
			return
		}
		say(map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": v.token()})
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (v *voucher) token() string {
	header := map[string]any{"alg": "RS256", "kid": "k", "typ": "JWT"}
	maps.Copy(header, v.header)
	now := time.Now().Unix()
	claims := map[string]any{"iss": v.URL, "aud": "pandect", "sub": "17", "iat": now, "exp": now + 300, "nonce": v.given.Get("nonce"), "email": "Ana@Laws.example", "email_verified": true, "groups": []string{"staff", "editors"}}
	for name, value := range v.claims {
		if claims[name] = value; value == nil {
			delete(claims, name)
		}
	}
	part := func(x any) string { b, _ := json.Marshal(x); return base64.RawURLEncoding.EncodeToString(b) }
	signed := part(header) + "." + part(claims)
	if header["alg"] == "none" {
		return signed + "."
	}
	key := v.key
	if v.forge {
		key, _ = rsa.GenerateKey(rand.Reader, 2048)
	}
	sum := sha256.Sum256([]byte(signed))
	signature, _ := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// vouchedSite is a site for whose people a voucher vouches.
func vouchedSite(t *testing.T, v *voucher, s *shelf, log *bytes.Buffer) http.Handler {
	t.Helper()
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, People: s.people, Base: "https://laws.example", Log: slog.New(slog.NewTextHandler(log, nil)),
		OIDC: &OIDC{Issuer: v.URL, Client: "pandect", Secret: "s3cret", RoleClaim: "groups", Roles: map[string]string{"editors": corpus.Librarian, "boss": corpus.Administrator, "staff": corpus.Reader}, Domains: []string{"laws.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// leave begins a trip: the cookie that the browser keeps, and the state it is to come back with.
func (v *voucher) leave(t *testing.T, h http.Handler, to string) (cookie, state string) {
	t.Helper()
	w := ask(h, "/signin/oidc?to="+url.QueryEscape(to))
	at, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || !strings.HasPrefix(at.String(), v.URL+"/ask?") {
		t.Fatalf("%d to %s", w.Code, at)
	}
	v.given = at.Query()
	for name, want := range map[string]string{"response_type": "code", "client_id": "pandect", "code_challenge_method": "S256", "redirect_uri": "https://laws.example/signin/oidc/back"} {
		if got := v.given.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-oidc" && c.HttpOnly && c.Secure && c.SameSite == http.SameSiteLaxMode {
			return "Cookie: " + c.Name + "=" + c.Value, v.given.Get("state")
		}
	}
	t.Fatalf("no cookie of the trip: %v", w.Result().Cookies())
	return "", ""
}

// TestOIDC signs people in by another site: nothing is asked of it before, the role follows what it says, a password goes on to work.
func TestOIDC(t *testing.T) {
	v, s := newVoucher(t), staffed(t)
	var log bytes.Buffer
	h := vouchedSite(t, v, s, &log)
	if body := ask(h, "/signin", "Accept: text/html").Body.String(); !strings.Contains(body, `href="/signin/oidc?to=`) || v.asked.Load() != 0 {
		t.Errorf("the way there is not shown, or the issuer was asked %d times before anybody goes", v.asked.Load())
	}
	come := func(want string) {
		t.Helper()
		cookie, state := v.leave(t, h, "/laws?x=1")
		w := ask(h, "/signin/oidc/back?code=code&state="+state, cookie)
		session := given(w)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/laws?x=1" || session == nil {
			t.Fatalf("%d to %q: %s", w.Code, w.Header().Get("Location"), log.String())
		}
		if w := ask(h, "/account", "Cookie: "+session.Name+"="+session.Value, "Accept: text/html"); w.Code != 200 || !strings.Contains(w.Body.String(), "<bdi>ana@laws.example</bdi>") {
			t.Errorf("the session is not that of Ana: %d", w.Code)
		}
		if p, err := s.people.Person(t.Context(), "ana@laws.example"); err != nil || p.Role != want {
			t.Errorf("person %+v, %v", p, err)
		}
	}
	come(corpus.Librarian)
	v.claims = map[string]any{"groups": "staff"} // one word, and fewer rights
	come(corpus.Reader)
	if w := post(h, "/signin", credentials("ana@laws.example", "")); w.Code != http.StatusUnauthorized {
		t.Errorf("without a password: %d", w.Code)
	}
	if w := post(h, "/signin", credentials("administrator", rightPassword)); w.Code != http.StatusSeeOther {
		t.Errorf("the administrator's password: %d", w.Code)
	}
	if told := log.String(); strings.Contains(told, "s3cret") || strings.Contains(told, v.given.Get("nonce")) || !strings.Contains(told, "signed in by another site") {
		t.Errorf("the log: %s", told)
	}
}

// TestOIDC_Hostile holds that nobody is signed in by a word that is not the issuer's, for this site, for this browser, of now, and of somebody who may.
func TestOIDC_Hostile(t *testing.T) {
	v := newVoucher(t)
	for _, tt := range []struct {
		name         string
		claims       map[string]any
		header       map[string]any
		forge        bool
		query        func(state string) string
		cookie       func(string) string
		taken, loose bool
	}{
		{name: "another nonce", claims: map[string]any{"nonce": "n"}},
		{name: "no nonce", claims: map[string]any{"nonce": nil}},
		{name: "another audience", claims: map[string]any{"aud": "another"}},
		{name: "another issuer", claims: map[string]any{"iss": "https://evil.example"}},
		{name: "expired", claims: map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}},
		{name: "unsigned", header: map[string]any{"alg": "none"}},
		{name: "signed with the public key as a secret", header: map[string]any{"alg": "HS256"}},
		{name: "signed by another", forge: true},
		{name: "mail not verified", claims: map[string]any{"email_verified": false}},
		{name: "mail verified in words", claims: map[string]any{"email_verified": "false"}},
		{name: "no mail", claims: map[string]any{"email": nil}},
		{name: "two addresses", claims: map[string]any{"email": "a@laws.example@evil.example"}},
		{name: "another domain", claims: map[string]any{"email": "ana@laws.example.evil.example"}},
		{name: "no role", claims: map[string]any{"groups": []string{"visitors"}}},
		{name: "a star for a role", claims: map[string]any{"groups": []string{"*"}}},
		{name: "another state", query: func(string) string { return "code=code&state=x" }},
		{name: "no state", query: func(string) string { return "code=code" }},
		{name: "another code", query: func(s string) string { return "code=guess&state=" + s }},
		{name: "refused there", query: func(s string) string { return "error=access_denied&state=" + s }},
		{name: "another browser", cookie: func(string) string { return "X-None: 1" }},
		{name: "a damaged cookie", cookie: func(c string) string { return c[:len(c)-9] }},
		{name: "another subject of that name", taken: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := staffed(t)
			if tt.taken {
				if err := s.people.AddPerson(t.Context(), corpus.Person{Name: "ana@laws.example", Role: corpus.Librarian, Secret: outside + v.URL + " 18"}, "test"); err != nil {
					t.Fatal(err)
				}
			}
			var log bytes.Buffer
			h := vouchedSite(t, v, s, &log)
			v.claims, v.header, v.forge = tt.claims, tt.header, tt.forge
			cookie, state := v.leave(t, h, "/")
			query := "code=code&state=" + state
			if tt.query != nil {
				query = tt.query(state)
			}
			if tt.cookie != nil {
				cookie = tt.cookie(cookie)
			}
			w := ask(h, "/signin/oidc/back?"+query, cookie, "Accept: text/html")
			if w.Code != http.StatusForbidden || given(w) != nil {
				t.Errorf("%d with session %v", w.Code, given(w))
			}
			if _, err := s.people.Person(t.Context(), "ana@laws.example"); !tt.taken && !errors.Is(err, corpus.ErrNotFound) {
				t.Errorf("a person was made: %v", err)
			}
			if !strings.Contains(log.String(), "refused") {
				t.Errorf("the log does not say why: %s", log.String())
			}
		})
	}
}

// TestOIDC_Away holds that an issuer that does not answer is said to be away, and that the site goes on without it.
func TestOIDC_Away(t *testing.T) {
	v, s := newVoucher(t), staffed(t)
	h := vouchedSite(t, v, s, new(bytes.Buffer))
	v.Close()
	if w := ask(h, "/signin/oidc"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("%d", w.Code)
	}
	if w := post(h, "/signin", credentials("administrator", rightPassword)); w.Code != http.StatusSeeOther {
		t.Errorf("with a password: %d", w.Code)
	}
	big := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.Copy(w, io.LimitReader(rand.Reader, 4<<20))
	}))
	defer big.Close()
	resp, err := issuerClient.Get(big.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if n, _ := io.Copy(io.Discard, resp.Body); n > maxIssuerAnswer {
		t.Errorf("%d bytes were taken", n)
	}
}

func TestOIDC_Check(t *testing.T) {
	sound := OIDC{Issuer: "https://login.example", Client: "c", Roles: map[string]string{"x": corpus.Reader}}
	if err := sound.Check("https://laws.example"); err != nil {
		t.Error(err)
	}
	for _, bad := range []struct {
		o    OIDC
		base string
	}{
		{OIDC{Issuer: "http://login.example", Client: "c"}, "https://laws.example"}, {OIDC{Issuer: "https://login.example", Client: "c"}, ""}, {OIDC{Issuer: "https://login.example", Client: "c"}, "http://laws.example"},
		{OIDC{Issuer: "https://login.example"}, "https://laws.example"}, {OIDC{Issuer: "https://login.example", Client: "c", Roles: map[string]string{"x": "owner"}}, "https://laws.example"},
	} {
		if err := bad.o.Check(bad.base); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v at %q: %v", bad.o, bad.base, err)
		}
	}
}
