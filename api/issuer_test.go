package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// TestIssuer holds that an issuer that failed is left alone for a while, then asked again, and never again once it has answered.
func TestIssuer(t *testing.T) {
	var asked atomic.Int64
	var back atomic.Bool
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if !back.Load() {
			http.Error(w, "away", http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"issuer":"http://` + r.Host + `","authorization_endpoint":"http://` + r.Host + `/ask","token_endpoint":"http://` + r.Host + `/token","jwks_uri":"http://` + r.Host + `/keys"}`))
	}))
	defer site.Close()
	var i issuer
	for range 3 {
		if p, err := i.ask(t.Context(), site.URL); p != nil || !errors.Is(err, corpus.ErrUnavailable) {
			t.Fatalf("away: %v, %v", p, err)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("asked %d times in a row, although it was away", n)
	}
	back.Store(true)
	i.failed = i.failed.Add(-issuerRest)
	for range 2 {
		if p, err := i.ask(t.Context(), site.URL); p == nil || err != nil {
			t.Fatalf("back: %v, %v", p, err)
		}
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("asked %d times in all, want 2", n)
	}
}

// TestOIDC_Hangs holds that people who wait for an issuer that does not answer keep nobody from reading, ask it once together, and may go away.
func TestOIDC_Hangs(t *testing.T) {
	release, asked := make(chan struct{}), make(chan struct{}, 16)
	hanging := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked <- struct{}{}
		<-release
	}))
	defer hanging.Close()
	defer close(release)
	s := staffed(t)
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, People: s.people, Base: "https://laws.example", Log: slog.New(slog.NewTextHandler(new(bytes.Buffer), nil)),
		Limits: Limits{Pages: 1, Exports: 1, Waiting: 1, Patience: time.Minute}, OIDC: &OIDC{Issuer: hanging.URL, Client: "pandect"}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, away := context.WithCancel(t.Context())
	codes := make(chan int, 4)
	for range cap(codes) {
		go func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/signin/oidc", nil).WithContext(ctx))
			codes <- w.Code
		}()
	}
	<-asked
	if w := ask(h, "/about"); w.Code != http.StatusOK {
		t.Errorf("a reader beside them: %d", w.Code)
	}
	if w := post(h, "/signin", credentials("administrator", rightPassword)); w.Code != http.StatusSeeOther {
		t.Errorf("a password beside them: %d", w.Code)
	}
	away()
	for range cap(codes) {
		if code := <-codes; code != statusCanceled {
			t.Errorf("who went away: %d", code)
		}
	}
	if n := len(asked); n != 0 {
		t.Errorf("the issuer was asked %d times more", n)
	}
}
