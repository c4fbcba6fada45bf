package api

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// A page that is kept is the page that would be made, for who may see it, until the library changes.
func TestPressed(t *testing.T) {
	s := library()
	s.texts = append(s.texts, longLaw())
	h := site(t, s)
	page := func(address string) string {
		t.Helper()
		w := ask(h, address, "Accept-Encoding: gzip")
		if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Fatalf("%s: %v", address, w.Header())
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, address := range []string{"/law/xa/code/2020/1", "/law/xa/code/2020/1?part=all"} {
		first := page(address)
		if again := page(address); again != first || first != ask(h, address).Body.String() {
			t.Errorf("%s is another page when it is kept", address)
		}
	}
	if w := ask(h, "/law/xa/none", "Accept-Encoding: gzip", "Accept: text/html"); w.Code != 404 || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("a law that is not there: %d %v", w.Code, w.Header())
	}
	s.texts[len(s.texts)-1].Title = "Code of Nothing"
	if !strings.Contains(page("/law/xa/code/2020/1?lang=en"), "Code of Nothing") {
		t.Error("the page of a law is that of before its change")
	}
}

func TestPressed_Private(t *testing.T) {
	s := staffed(t)
	s.private = true
	h := site(t, s)
	address := "/law/" + string(s.texts[0].ID)
	session := signedIn(t, s, corpus.Reader)
	for range 2 {
		if w := ask(h, address, "Accept: text/html", "Accept-Encoding: gzip", session); w.Code != 200 {
			t.Fatalf("a reader is answered %d", w.Code)
		}
		if w := ask(h, address, "Accept: text/html", "Accept-Encoding: gzip"); w.Code == 200 {
			t.Fatalf("who is not signed in is answered %d", w.Code)
		}
	}
}

func TestPressed_Bound(t *testing.T) {
	var k pressed
	for i := range 40 {
		k.put(string(rune('a'+i)), bytes.Repeat([]byte{1}, 1<<20))
		k.get("a")
	}
	if k.size > maxPressed || len(k.kept) != 16 || k.get("a") == nil || k.get("b") != nil {
		t.Errorf("%d bytes of %d pages are kept", k.size, len(k.kept))
	}
}

// The beginning of a whole law goes out before its end is made, and what follows waits until the page has left its place.
func TestPressed_Beginning(t *testing.T) {
	s := library()
	s.texts = append(s.texts, longLaw())
	r := httptest.NewRequest(http.MethodGet, "/law/xa/code/2020/1?part=all", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := &flushes{ResponseRecorder: httptest.NewRecorder()}
	site(t, s).ServeHTTP(w, r)
	if len(w.at) != 1 || w.at[0] == 0 || w.at[0] > w.Body.Len()/2 {
		t.Errorf("of %d bytes the beginning has %v", w.Body.Len(), w.at)
	}
}

// flushes notes how many bytes were there at each Flush.
type flushes struct {
	*httptest.ResponseRecorder
	at []int
}

func (f *flushes) Flush() { f.at = append(f.at, f.Body.Len()) }
