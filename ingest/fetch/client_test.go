package fetch

import (
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// served is a client that may ask this machine, and the server it asks.
func served(t *testing.T, handler http.HandlerFunc) (*Client, string) {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return &Client{UserAgent: "Pandect test (+mailto:x@example.org)", Delay: time.Millisecond, AllowPrivate: true}, s.URL
}

func kind(err error) string {
	var f *ingest.Failure
	if errors.As(err, &f) {
		return f.Kind
	}
	return fmt.Sprint(err)
}

func TestClient_PrivateAddresses(t *testing.T) {
	asked := false
	c, base := served(t, func(w http.ResponseWriter, _ *http.Request) { asked = true })
	c.AllowPrivate = false
	if _, err := c.Get(t.Context(), base+"/law.pdf", "", ""); kind(err) != "private-address" {
		t.Errorf("error %v", err)
	}
	// A name is no way around: it is the resolved address that counts.
	if _, err := c.Get(t.Context(), strings.Replace(base, "127.0.0.1", "localhost", 1), "", ""); kind(err) != "private-address" {
		t.Errorf("by name: %v", err)
	}
	if asked {
		t.Error("the server was asked")
	}
	for _, s := range []string{"127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1", "::ffff:0:7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "3fff::1", "5f00::1", "fe80::1%eth0", "ff02::1", "::", "224.0.0.1", "255.255.255.255"} {
		if public(netip.MustParseAddr(s)) {
			t.Errorf("%s counts as public", s)
		}
	}
	for _, s := range []string{"1.1.1.1", "2606:4700::1111"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("%s counts as private", s)
		}
	}
}

// A redirect is followed, but not out of the web.
func TestClient_Redirects(t *testing.T) {
	c, base := served(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/law", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/law":
			fmt.Fprint(w, "wording")
		default:
			http.NotFound(w, r)
		}
	})
	if a, err := c.Get(t.Context(), base+"/moved", "", ""); err != nil || string(a.Body) != "wording" || a.URL != base+"/law" {
		t.Errorf("%+v %v", a, err)
	}
	for _, path := range []string{"/round", "/file", "/none"} {
		if _, err := c.Get(t.Context(), base+path, "", ""); kind(err) != "http" {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := c.Get(t.Context(), "ftp://example.org/x", "", ""); kind(err) != "unreachable" {
		t.Errorf("ftp: %v", err)
	}
}

func TestClient_PoliteAndBounded(t *testing.T) {
	busy := 2
	var agents []string
	var times []time.Time
	c, base := served(t, func(w http.ResponseWriter, r *http.Request) {
		agents, times = append(agents, r.UserAgent()), append(times, time.Now())
		switch {
		case r.URL.Path == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: Pandect\nDisallow: /private/\nAllow: /private/but$\n")
		case r.URL.Path == "/busy" && busy > 0:
			busy--
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.URL.Path == "/never":
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusTooManyRequests)
		case r.Header.Get("If-None-Match") == `"1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"1"`)
			fmt.Fprint(w, strings.Repeat("x", 100))
		}
	})
	c.Delay = 20 * time.Millisecond
	a, err := c.Get(t.Context(), base+"/law", "", "")
	if err != nil || len(a.Body) != 100 || a.ETag != `"1"` {
		t.Fatalf("%+v %v", a, err)
	}
	if a, err = c.Get(t.Context(), base+"/law", a.ETag, ""); err != nil || !a.NotModified {
		t.Errorf("asked again: %+v %v", a, err)
	}
	if _, err := c.Get(t.Context(), base+"/private/x", "", ""); kind(err) != "disallowed" {
		t.Errorf("robots.txt: %v", err)
	}
	if _, err := c.Get(t.Context(), base+"/private/but", "", ""); err != nil {
		t.Errorf("robots.txt allows it: %v", err)
	}
	if a, err := c.Get(t.Context(), base+"/busy", "", ""); err != nil || len(a.Body) != 100 {
		t.Errorf("Retry-After: %v", err)
	}
	if _, err := c.Get(t.Context(), base+"/never", "", ""); kind(err) != "http" {
		t.Errorf("Retry-After of a day: %v", err)
	}
	c.MaxBytes = 99
	if _, err := c.Get(t.Context(), base+"/law", "", ""); kind(err) != "too-large" {
		t.Errorf("a large answer: %v", err)
	}
	for i := range times {
		if agents[i] != c.UserAgent {
			t.Errorf("request %d by %q", i, agents[i])
		}
		if i > 0 && times[i].Sub(times[i-1]) < c.Delay*9/10 {
			t.Errorf("request %d came %s behind the one before", i, times[i].Sub(times[i-1]))
		}
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       bool
	}{
		{"", "/x", true}, {"User-agent: *\nDisallow: /x", "/x/y", false}, {"User-agent: *\nDisallow: /x\nAllow: /x/y", "/x/y", true}, {"User-agent: *\nDisallow:", "/x", true},
		{"User-agent: other\nDisallow: /", "/x", true}, {"User-agent: other\nUser-agent: pandect\nDisallow: /", "/x", false}, {"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true}, {"User-agent: *\nDisallow: /?q=", "/?q=1", false}, {"User-agent: *\nDisallow: /a$", "/a", false}, {"User-agent: *\nDisallow: /a$", "/ab", true},
		{"user-agent : *\n disallow : / # all", "/x", false},
	} {
		u, err := url.Parse("http://h" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots(c.text, "pandect").allow(u); got != c.want {
			t.Errorf("%q: %s allowed %v, want %v", c.text, c.path, got, c.want)
		}
	}
	if d := parseRobots("User-agent: *\nCrawl-delay: 2.5", "pandect").delay; d != 2500*time.Millisecond {
		t.Errorf("delay %s", d)
	}
}

// TestHarvest_NoEnd asks sources whose list does not end: a part that names itself as the next, a circle of three, and new tokens for what was given before.
func TestHarvest_NoEnd(t *testing.T) {
	for _, next := range []func(int) string{
		func(int) string { return "again" },
		func(n int) string { return fmt.Sprint(n % 3) },
		func(n int) string { return fmt.Sprint("new", n) },
	} {
		asked := 0
		c, base := served(t, func(w http.ResponseWriter, _ *http.Request) {
			asked++
			fmt.Fprintf(w, `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:x:%d</identifier><datestamp>2024-01-01</datestamp></header></record>
<resumptionToken>%s</resumptionToken></ListRecords></OAI-PMH>`, asked%3, next(asked))
		})
		r, token := Repository{Client: c, URL: base + "/oai"}, ""
		var trail Trail
		var err error
		for err == nil {
			var page Page
			if page, err = r.List(t.Context(), "oai_dc", "", "", token); err == nil {
				token, err = page.Token, trail.Follow(page)
			}
		}
		if !errors.Is(err, corpus.ErrInvalid) || asked > 3+maxIdle+1 {
			t.Errorf("after %d parts: %v", asked, err)
		}
	}
}

// TestTrail follows a long list, the parts of which repeat something, are empty at times, or hold what cannot be read.
func TestTrail(t *testing.T) {
	var trail Trail
	for n := range 10 * maxIdle {
		p := Page{Token: "t", Records: []Record{{Identifier: "a", Datestamp: "2024-01-01"}}}
		switch n % 3 {
		case 1:
			p.Records = append(p.Records, Record{Identifier: fmt.Sprint(n), Datestamp: "2024-01-01"})
		case 2:
			p.Broken = []error{fmt.Errorf("record %d", n)}
		}
		if err := trail.Follow(p); err != nil {
			t.Fatal(n, err)
		}
	}
	for range maxIdle {
		_ = trail.Follow(Page{Token: "t"})
	}
	if err := trail.Follow(Page{}); err != nil {
		t.Errorf("the last part brings nothing, and it is the last: %v", err)
	}
}

// TestClient_Bomb asks for a page that is small on the way and large when it is unpacked.
func TestClient_Bomb(t *testing.T) {
	c, base := served(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write(make([]byte, 8<<20))
		_ = z.Close()
	})
	c.MaxBytes = 1 << 20
	if a, err := c.Get(t.Context(), base+"/law.html", "", ""); kind(err) != "too-large" || len(a.Body) > 2<<20 {
		t.Errorf("%d bytes, %v", len(a.Body), err)
	}
}
