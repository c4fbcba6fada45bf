package api

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pandect/pandect/index"
)

func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate("page", 1, 1, 2*time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		first, err := g.enter(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		second := make(chan error, 1)
		go func() {
			p, err := g.enter(ctx, "")
			if err == nil {
				p.end()
			}
			second <- err
		}()
		synctest.Wait()
		if _, err := g.enter(ctx, ""); refusedWith(err) != "full" {
			t.Errorf("a third where one works and one waits: %v", err)
		}
		first.end()
		if err := <-second; err != nil {
			t.Errorf("the one that waited: %v", err)
		}

		first, _ = g.enter(ctx, "")
		if _, err := g.enter(ctx, ""); refusedWith(err) != "patience" { // the clock of the bubble runs while all wait
			t.Errorf("after two seconds: %v", err)
		}
		go func() { time.Sleep(time.Second); cancel() }()
		if _, err := g.enter(ctx, ""); !errors.Is(err, context.Canceled) {
			t.Errorf("a client that went away: %v", err)
		}
		first.end()
		if len(g.work) != 0 || len(g.queue) != 0 {
			t.Errorf("%d at work, %d queued in the end", len(g.work), len(g.queue))
		}
	})
}

func refusedWith(err error) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.reason
	}
	return ""
}

// One client may hold a quarter of the places, so that others find one.
func TestGate_Fair(t *testing.T) {
	g := newGate("page", 16, 16, time.Second)
	var places []*place
	for range 8 {
		p, err := g.enter(t.Context(), "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		p.leave() // it is still being taken in
		places = append(places, p)
	}
	if _, err := g.enter(t.Context(), "192.0.2.1"); refusedWith(err) != "client" {
		t.Errorf("the ninth of one client: %v", err)
	}
	if p, err := g.enter(t.Context(), "192.0.2.2"); err != nil {
		t.Errorf("another client: %v", err)
	} else {
		p.end()
	}
	for _, p := range places {
		p.end()
	}
	if len(g.clients) != 0 {
		t.Errorf("clients are still counted: %v", g.clients)
	}
}

// slow is a searcher that answers when it is told to.
type slow struct{ begun, end chan struct{} }

func (s slow) Search(context.Context, index.Query) (index.Result, error) {
	s.begun <- struct{}{}
	<-s.end
	return index.Result{}, nil
}

func TestServer_Overload(t *testing.T) {
	search := slow{make(chan struct{}, 8), make(chan struct{})}
	shelf := library()
	h, err := made(Server{Catalog: shelf, Search: search, Limits: Limits{Pages: 1, Waiting: 1, Patience: 50 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan int)
	go func() { done <- ask(h, "/api/v1/search?q=a").Code }()
	<-search.begun
	w := ask(h, "/api/v1/search?q=b") // waits, and is told to come again
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Come again") {
		t.Errorf("beyond the capacity: %d, Retry-After %q, %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	if w := ask(h, "/healthz"); w.Code != 200 {
		t.Errorf("health under load: %d", w.Code)
	}
	close(search.end)
	if code := <-done; code != 200 {
		t.Errorf("the one that was let in: %d", code)
	}
	metrics := func(from string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.RemoteAddr = from
		return send(h, r, headers...)
	}
	text := metrics("127.0.0.1:4711").Body.String()
	for _, want := range []string{`pandect_refused_total{gate="page",reason="patience"} 1`, `pandect_requests_total{kind="search",status="200"} 1`, `pandect_request_seconds_count{kind="search"} 2`, `pandect_at_work{gate="page"} 0`} {
		if !strings.Contains(text, want) {
			t.Errorf("the metrics do not hold %q:\n%s", want, text)
		}
	}
	if w := metrics("192.0.2.7:4711"); w.Code != 404 {
		t.Errorf("metrics for another machine: %d", w.Code)
	}
	if w := metrics("127.0.0.1:4711", "X-Forwarded-For: 192.0.2.7"); w.Code != 404 {
		t.Errorf("metrics through a proxy: %d", w.Code)
	}
}
