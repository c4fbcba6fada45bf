package api

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// open is a site without people where everybody may send files in.
func open(t testing.TB) (http.Handler, *tray) {
	t.Helper()
	s, q := library(), &tray{}
	h, err := made(Server{Catalog: s, Files: sinkhole{cellar{s: s}}, Search: s, Scheme: &topic.Scheme{}, Uploads: q, Edit: true})
	if err != nil {
		t.Fatal(err)
	}
	return h, q
}

// sinkhole takes files and keeps none.
type sinkhole struct{ corpus.Files }

func (sinkhole) Put(_ context.Context, r io.Reader) (string, int64, error) {
	n, err := io.Copy(io.Discard, r)
	return fakeSum, n, err
}

// FuzzUpload is a multipart form as a browser, or somebody else, sends it: nothing fails, and no queued name holds what a log or a header stumbles over.
func FuzzUpload(f *testing.F) {
	f.Fuzz(func(t *testing.T, body []byte) {
		h, q := open(t)
		r := httptest.NewRequest(http.MethodPost, "/upload", bytes.NewReader(body))
		w := send(h, r, "Content-Type: multipart/form-data; boundary=b", "Sec-Fetch-Site: same-origin")
		if w.Code >= 500 && w.Code != 503 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		for _, u := range q.sent {
			if u.Name == "" || strings.ContainsFunc(u.Name, unicode.IsControl) || len([]rune(u.Name)) > maxFileName || !batchForm.MatchString(u.Batch) {
				t.Errorf("queued %+v", u)
			}
		}
	})
}

// FuzzOAIToken holds that any resumption token is answered by well-formed XML.
func FuzzOAIToken(f *testing.F) {
	h, _ := open(f)
	f.Fuzz(func(t *testing.T, token string) {
		w := ask(h, addressOf("/oai", url.Values{"verb": {"ListRecords"}, "resumptionToken": {token}}))
		if w.Code != 200 {
			if len(token) < maxAddress/3 {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			return
		}
		d := xml.NewDecoder(w.Body)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzCookie holds that no cookie but a token signs anybody in, or breaks a page.
func FuzzCookie(f *testing.F) {
	h := site(f, staffed(f))
	f.Fuzz(func(t *testing.T, cookie string) {
		if strings.Contains(cookie, "lang=") {
			t.Skip("another cookie")
		}
		r := httptest.NewRequest(http.MethodGet, "/account", nil)
		r.Header["Cookie"] = []string{cookie}
		if w := send(h, r, "Accept: application/json"); w.Code != http.StatusUnauthorized {
			t.Errorf("%q: %d", cookie, w.Code)
		}
	})
}

// FuzzQuestion holds that any address of a search is answered, or refused with a reason.
func FuzzQuestion(f *testing.F) {
	h, _ := open(f)
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/api/v1/search", "/search", "/collection", "/laws"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = query
			r.RequestURI = r.URL.RequestURI()
			if w := send(h, r); w.Code >= 500 {
				t.Errorf("%s?%s: %d %s", path, query, w.Code, w.Body)
			}
		}
	})
}

// FuzzLocalAddress holds that the way back after signing in stays on this site, as a browser reads it (WHATWG URL: a backslash is a slash, tabs and line
// ends are nothing).
func FuzzLocalAddress(f *testing.F) {
	site, _ := url.Parse("https://laws.example/signin")
	f.Fuzz(func(t *testing.T, to string) {
		got := localAddress(to)
		seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimFunc(got, func(r rune) bool { return r <= ' ' }))
		u, err := site.Parse(seen)
		if err != nil || u.Host != "laws.example" || u.Scheme != "https" || strings.HasPrefix(seen, "//") {
			t.Errorf("%q leads to %v, %v", to, u, err)
		}
	})
}
