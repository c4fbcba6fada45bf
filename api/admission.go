package api

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// Limits bounds how many requests are at work and how many wait, so that those that are let in are answered in time however many come. Zero fields take
// the defaults.
type Limits struct {
	Pages    int           // searches and pages at work: four a processor
	Exports  int           // exports, tables and harvests at work: one a processor, two at least
	Waiting  int           // that may wait for each of the two: 16 for each one at work
	Patience time.Duration // how long one waits for a page; an export waits ten times as long: 2 s
}

func (l Limits) fill() Limits {
	n := runtime.GOMAXPROCS(0)
	if l.Pages == 0 {
		l.Pages = 4 * n
	}
	if l.Exports == 0 {
		l.Exports = max(2, n)
	}
	if l.Patience == 0 {
		l.Patience = 2 * time.Second
	}
	return l
}

// gate lets so many requests work at a time; others wait, and are refused when the queue is full or they have waited too long.
type gate struct {
	name     string
	work     chan struct{}
	queue    chan struct{} // those at work and those that wait
	patience time.Duration

	mu      sync.Mutex
	clients map[string]int // requests of each address, at work or waiting
}

func newGate(name string, work, waiting int, patience time.Duration) *gate {
	if waiting == 0 {
		waiting = 16 * work
	}
	return &gate{name: name, work: make(chan struct{}, work), queue: make(chan struct{}, work+waiting), patience: patience, clients: map[string]int{}}
}

// refusal says why a request was not let in; it is an answer 429 or 503 with Retry-After.
type refusal struct {
	status int
	after  time.Duration
	reason string // for the metrics: client, full, patience
}

func (r *refusal) Error() string {
	if r.status == http.StatusTooManyRequests {
		return "Too many requests of yours are under way. Come again when they are answered."
	}
	return "More is asked of the library now than it can answer in time. Come again in a moment."
}

// enter waits for a place. leave must be called once.
func (g *gate) enter(ctx context.Context, client string) (leave func(), err error) {
	if !g.count(client) {
		return nil, &refusal{http.StatusTooManyRequests, g.patience, "client"}
	}
	select {
	case g.queue <- struct{}{}:
	default:
		g.forget(client)
		return nil, &refusal{http.StatusServiceUnavailable, g.patience, "full"}
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case g.work <- struct{}{}:
		return func() { <-g.work; <-g.queue; g.forget(client) }, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-timer.C:
		err = &refusal{http.StatusServiceUnavailable, g.patience, "patience"}
	}
	<-g.queue
	g.forget(client)
	return nil, err
}

// count takes a request of a client in, unless a quarter of all places are its own already. "" stands for nobody in particular.
func (g *gate) count(client string) bool {
	if client == "" {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.clients[client] >= max(2, cap(g.queue)/4) {
		return false
	}
	g.clients[client]++
	return true
}

func (g *gate) forget(client string) {
	if client == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.clients[client]--; g.clients[client] <= 0 {
		delete(g.clients, client)
	}
}

// admitted lets requests in through the gate of their kind. What costs nothing passes by.
func (s *server) admitted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		g := s.gateOf(c.Request())
		if g == nil {
			return next(c)
		}
		leave, err := g.enter(c.Request().Context(), clientOf(c.Request()))
		if err != nil {
			s.metrics.refused(g.name, err)
			return err
		}
		defer leave()
		return next(c)
	}
}

// sendings is how many people send files at a time; a slow line holds one of these places, and none of those who read.
const sendings = 8

func (s *server) gateOf(r *http.Request) *gate {
	path := r.URL.Path
	switch {
	case sendsFiles(r):
		return s.sending
	case strings.HasPrefix(path, "/static/"), path == "/healthz", path == "/readyz", path == "/metrics", path == "/favicon.ico", path == "/robots.txt", path == "/openapi.yaml":
		return nil
	case strings.HasPrefix(path, "/api/v1/export"), path == "/oai", path == "/collection.docx", path == "/api/v1/gaps", path == "/api/v1/assessments", path == "/api/v1/compare", path == "/api/v1/definitions":
		return s.exporting
	}
	return s.paging
}

// clientOf is the address that a request comes from; "" for this machine, where a proxy that serves everybody may stand.
func clientOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsLoopback() {
		return ""
	}
	return host
}

// stall is how long a client may take nothing of its answer; an answer may take as long as it runs if only its client goes on taking it.
const stall = 30 * time.Second

// paced ends an answer whose client takes nothing of it for stall: slow clients must not hold the places of others.
func paced(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Response()
		w := &pacedWriter{ResponseWriter: r.Writer, control: http.NewResponseController(r.Writer)}
		r.Writer = w
		w.extend()
		return next(c)
	}
}

type pacedWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	set     time.Time
}

// extend gives the client another stall from now; once a second is enough.
func (w *pacedWriter) extend() {
	if now := time.Now(); now.Sub(w.set) > time.Second {
		w.set = now
		_ = w.control.SetWriteDeadline(now.Add(stall)) // a writer without deadlines is one of a test
	}
}

func (w *pacedWriter) Write(b []byte) (int, error) {
	w.extend()
	return w.ResponseWriter.Write(b)
}

func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func retryAfter(err *refusal) string { return fmt.Sprint(max(1, int(err.after.Seconds()+0.5))) }
