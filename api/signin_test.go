package api

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

func credentials(name, password string) url.Values {
	return url.Values{"name": {name}, "password": {password}}
}

// given is the session cookie of an answer.
func given(w *httptest.ResponseRecorder) *http.Cookie {
	for _, c := range w.Result().Cookies() {
		if strings.HasSuffix(c.Name, "session") {
			return c
		}
	}
	return nil
}

// who says whom a site takes the holder of a cookie for.
func who(h http.Handler, cookie string) string {
	if ask(h, "/account", cookie).Code != 200 {
		return ""
	}
	for _, role := range corpus.Roles {
		if strings.Contains(ask(h, "/account", cookie, "Accept: text/html").Body.String(), "<bdi>"+role+"</bdi>") {
			return role
		}
	}
	return "?"
}

func TestSignIn(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	for _, tt := range []struct {
		name, password string
		status         int
	}{
		{"librarian", rightPassword, 303}, {" LIBRARIAN ", rightPassword, 303}, {"librarian", rightPassword + " ", 401}, {"librarian", "", 401},
		{"nobody", rightPassword, 401}, {"", "", 401}, {"librarian' OR 1=1 --", "x", 401}, {"reader", strings.Repeat("x", 2000), 401},
	} {
		w := post(h, "/signin", credentials(tt.name, tt.password))
		cookie := given(w)
		if w.Code != tt.status || (cookie != nil) != (tt.status == 303) {
			t.Errorf("%q: %d with cookie %v, want %d", tt.name, w.Code, cookie, tt.status)
		}
		if cookie == nil {
			continue
		}
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure || cookie.Path != "/" || cookie.Domain != "" || len(cookie.Value) < 43 {
			t.Errorf("cookie %+v", cookie)
		}
		if got := who(h, "Cookie: "+cookie.Name+"="+cookie.Value); got != corpus.Librarian {
			t.Errorf("%q is taken for %q", tt.name, got)
		}
	}
	if w := post(h, "/signin?name=librarian&password="+url.QueryEscape(rightPassword), nil); w.Code != 401 {
		t.Errorf("a password in the address: %d", w.Code)
	}
	if w := post(site(t, library()), "/signin", credentials("librarian", rightPassword)); w.Code != 403 {
		t.Errorf("a library without people: %d", w.Code)
	}
}

// TestSignIn_Encrypted holds that over https the cookie stays on encrypted ways and on this host.
func TestSignIn_Encrypted(t *testing.T) {
	s := staffed(t)
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Scheme: &topic.Scheme{}, People: s.people, Base: "https://laws.example"})
	if err != nil {
		t.Fatal(err)
	}
	cookie := given(post(h, "/signin", credentials("reader", rightPassword)))
	if cookie == nil || !cookie.Secure || cookie.Name != "__Host-session" {
		t.Fatalf("cookie %+v", cookie)
	}
	if who(h, "Cookie: session="+cookie.Value) != "" {
		t.Error("a cookie that a neighbour could set is believed")
	}
}

// TestSignIn_NamesAreNotTold holds that a wrong name and a wrong password cannot be told apart; the same work is the test of package password.
func TestSignIn_NamesAreNotTold(t *testing.T) {
	h := site(t, staffed(t))
	known, unknown := post(h, "/signin", credentials("reader", "wrong")), post(h, "/signin", credentials("nobody", "wrong"))
	for i := 0; i < triesOfPair; i++ {
		if a, b := known.Body.String(), unknown.Body.String(); known.Code != unknown.Code || a != b {
			t.Fatalf("try %d: %d and %d\n%s\n%s", i, known.Code, unknown.Code, a, b)
		}
		known, unknown = post(h, "/signin", credentials("reader", "wrong")), post(h, "/signin", credentials("nobody", "wrong"))
	}
	if known.Code != 429 || unknown.Code != 429 {
		t.Errorf("locked out: %d and %d", known.Code, unknown.Code)
	}
}

// TestSession_Fixation plants a token before the sign-in: the person gets another, and the old one is worth nothing.
func TestSession_Fixation(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	invented := "Cookie: session=planted"
	own := signedIn(t, s, corpus.Reader) // a session that the attacker knows since it is theirs
	for _, planted := range []string{invented, own} {
		cookie := given(post(h, "/signin", credentials("librarian", rightPassword), planted))
		if cookie == nil || strings.HasSuffix(planted, cookie.Value) {
			t.Fatalf("the token is %v", cookie)
		}
		if got := who(h, planted); got != "" {
			t.Errorf("the planted token is %s's", got)
		}
	}
}

func TestSession_Expiry(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	now := time.Now()
	for _, tt := range []struct {
		began, used time.Duration // ago
		want        string
	}{
		{0, 0, corpus.Reader}, {sessionLife - time.Minute, sessionIdle - time.Minute, corpus.Reader}, {sessionIdle, sessionIdle, ""}, {sessionLife, 0, ""}, {100 * sessionLife, 100 * sessionLife, ""},
	} {
		cookie := sessionSince(t, s, corpus.Reader, now.Add(-tt.began), now.Add(-tt.used))
		if got := who(h, cookie); got != tt.want {
			t.Errorf("began %v ago, used %v ago: %q, want %q", tt.began, tt.used, got, tt.want)
		}
		session, _, err := s.people.Session(t.Context(), keyOf(strings.TrimPrefix(cookie, "Cookie: session=")))
		if (err == nil) != (tt.want != "") || err == nil && now.Sub(session.Used) > sessionStep {
			t.Errorf("began %v ago, used %v ago: kept as %+v, %v", tt.began, tt.used, session, err)
		}
	}
}

// busy is a catalogue in which somebody else writes, and goes on writing.
type busy struct{ staff }

type staff = corpus.People

func (busy) UseSession(ctx context.Context, _ string, _ time.Time) error {
	<-ctx.Done()
	return fmt.Errorf("use session: %w", ctx.Err())
}

// Who is signed in reads on while others write: a law of a hundred thousand provisions that is corrected takes seconds.
func TestSession_BusyWriter(t *testing.T) {
	s := staffed(t)
	cookie := sessionSince(t, s, corpus.Reader, time.Now().Add(-time.Hour), time.Now().Add(-time.Hour))
	s.people = busy{s.people}
	if got := who(site(t, s), cookie); got != corpus.Reader {
		t.Errorf("%q reads", got)
	}
}

// TestSession_Theft holds that what the library keeps signs nobody in, and that a stolen token ends with signing out, with a new password, and
// with a new role.
func TestSession_Theft(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	token := strings.TrimPrefix(signedIn(t, s, corpus.Librarian), "Cookie: session=")
	if who(h, "Cookie: session="+keyOf(token)) != "" {
		t.Error("the key that is kept is a token")
	}
	for name, end := range map[string]func(own string) *httptest.ResponseRecorder{
		"everywhere": func(own string) *httptest.ResponseRecorder {
			return post(h, "/signout", url.Values{"everywhere": {"yes"}}, own)
		},
		"password": func(own string) *httptest.ResponseRecorder {
			return post(h, "/account", url.Values{"current": {rightPassword}, "password": {rightPassword}}, own)
		},
		"role": func(string) *httptest.ResponseRecorder {
			return post(h, "/people", url.Values{"do": {"role"}, "name": {"librarian"}, "role": {"librarian"}}, signedIn(t, s, corpus.Administrator))
		},
	} {
		stolen, own := signedIn(t, s, corpus.Librarian), signedIn(t, s, corpus.Librarian)
		w := end(own)
		if w.Code != 303 || who(h, stolen) != "" || who(h, own) != "" {
			t.Errorf("%s: %d, and the stolen token is %q's", name, w.Code, who(h, stolen))
		}
		if cookie := given(w); name == "password" && (cookie == nil || who(h, "Cookie: session="+cookie.Value) != corpus.Librarian) {
			t.Errorf("who chose a new password is signed out")
		}
	}
	one, other := signedIn(t, s, corpus.Reader), signedIn(t, s, corpus.Reader)
	if w := post(h, "/signout", nil, one); w.Code != 303 || who(h, one) != "" || who(h, other) != corpus.Reader {
		t.Errorf("signing out of one: %d", w.Code)
	}
	if w := post(h, "/account", url.Values{"current": {"wrong"}, "password": {"another long one"}}, other); w.Code != 400 || who(h, other) != corpus.Reader {
		t.Errorf("a new password without the present one: %d", w.Code)
	}
}

// TestSignIn_Lockout holds that guesses end, that the right password does not help who guessed, and that the person gets in from elsewhere.
func TestSignIn_Lockout(t *testing.T) {
	h := site(t, staffed(t))
	from := func(address, name, password string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/signin", strings.NewReader(credentials(name, password).Encode()))
		r.RemoteAddr = address
		return send(h, r, "Content-Type: application/x-www-form-urlencoded", "X-Forwarded-For: 203.0.113."+fmt.Sprint(len(password)))
	}
	for i := range triesOfPair {
		if w := from("192.0.2.1:9", "reader", fmt.Sprint("guess", i)); w.Code != 401 {
			t.Fatalf("guess %d: %d", i, w.Code)
		}
	}
	if w := from("192.0.2.1:10", "READER", rightPassword); w.Code != 429 || w.Header().Get("Retry-After") == "" || given(w) != nil {
		t.Errorf("after the last guess: %d", w.Code)
	}
	if w := from("192.0.2.2:9", "reader", rightPassword); w.Code != 303 {
		t.Errorf("the person from elsewhere: %d", w.Code)
	}
}

func TestTries(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var tr tries
	for i := range triesOfAddress {
		if wait := tr.take(now, limitsOf(fmt.Sprint("name", i), "a")); wait != 0 {
			t.Fatalf("try %d waits %v", i, wait)
		}
	}
	if wait := tr.take(now.Add(time.Minute), limitsOf("another", "a")); wait != tryWindow-time.Minute {
		t.Errorf("an address with too many names waits %v", wait)
	}
	if wait := tr.take(now.Add(tryWindow), limitsOf("another", "a")); wait != 0 {
		t.Errorf("after the window it waits %v", wait)
	}
	tr = tries{}
	for i := range triesOfName {
		tr.take(now, limitsOf("one", fmt.Sprint("address", i)))
	}
	if tr.take(now, limitsOf("one", "yet another")) == 0 {
		t.Error("many addresses guess one name for ever")
	}
	tr = tries{}
	for range 10 * triesOfAddress {
		l := limitsOf("right", "a")
		if wait := tr.take(now, l); wait != 0 {
			t.Fatalf("who signs in often waits %v", wait)
		}
		tr.right(l)
	}
	for in, want := range map[string]string{"192.0.2.1:80": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "[2001:db8:1:2:3::4]:80": "2001:db8:1:2::/64", "odd": "odd"} {
		if got := neighbourhood(in); got != want {
			t.Errorf("neighbourhood(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLocalAddress(t *testing.T) {
	for in, want := range map[string]string{
		"/law/xa?part=2": "/law/xa?part=2", "": "/", "https://evil.example": "/", "//evil.example": "/", `/\evil.example`: "/", "/\t/evil.example": "/", "javascript:alert(1)": "/", "evil": "/", "/%zz": "/",
	} {
		if got := localAddress(in); got != want {
			t.Errorf("localAddress(%q) = %q, want %q", in, got, want)
		}
	}
	h := site(t, staffed(t))
	form := credentials("reader", rightPassword)
	form.Set("to", "//evil.example/")
	if w := post(h, "/signin", form); w.Header().Get("Location") != "/" {
		t.Errorf("signed in, and sent to %s", w.Header().Get("Location"))
	}
	if body := ask(h, "/signin?to="+url.QueryEscape(`/"><script>`)).Body.String(); strings.Contains(body, "<script>") {
		t.Error("the address to go back to is markup")
	}
}
