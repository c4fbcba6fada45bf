package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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

// gate lets so many requests work at a time; others wait, and are refused when the queue is full or they have waited too long. One client has half of
// those at work and a quarter of all places at most.
type gate struct {
	name     string
	work     chan struct{}
	queue    chan struct{} // those at work and those that wait
	patience time.Duration

	mu      sync.Mutex
	clients map[string]*client
}

// client is what one address holds of a gate.
type client struct {
	all  int           // requests at work, waiting, or being taken in by the client
	work chan struct{} // those at work
}

func newGate(name string, work, waiting int, patience time.Duration) *gate {
	if waiting == 0 {
		waiting = 16 * work
	}
	return &gate{name: name, work: make(chan struct{}, work), queue: make(chan struct{}, work+waiting), patience: patience, clients: map[string]*client{}}
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

// place is one at work. leave makes room for the next; end, which leaves too, is called once, when the client has its answer.
type place struct {
	gate *gate
	who  string
	own  chan struct{}
	left bool
}

func (p *place) leave() {
	if !p.left {
		p.left = true
		<-p.gate.work
		<-p.own
		<-p.gate.queue
	}
}

func (p *place) end() {
	p.leave()
	p.gate.forget(p.who)
}

// enter waits for a place. who is the client's address, "" for nobody in particular.
func (g *gate) enter(ctx context.Context, who string) (*place, error) {
	own, ok := g.count(who)
	if !ok {
		return nil, &refusal{http.StatusTooManyRequests, g.patience, "client"}
	}
	err := g.wait(ctx, own)
	if err != nil {
		g.forget(who)
		return nil, err
	}
	return &place{gate: g, who: who, own: own}, nil
}

// wait takes a place in the queue, one of the client's own and one at work, or none of them.
func (g *gate) wait(ctx context.Context, own chan struct{}) error {
	select {
	case g.queue <- struct{}{}:
	default:
		return &refusal{http.StatusServiceUnavailable, g.patience, "full"}
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	for i, room := range []chan struct{}{own, g.work} {
		var err error
		select {
		case room <- struct{}{}:
			continue
		case <-ctx.Done():
			err = ctx.Err()
		case <-timer.C:
			err = &refusal{http.StatusServiceUnavailable, g.patience, "patience"}
		}
		if i == 1 {
			<-own
		}
		<-g.queue
		return err
	}
	return nil
}

// count takes a request of a client in, unless a quarter of all places are its own already.
func (g *gate) count(who string) (own chan struct{}, ok bool) {
	if who == "" {
		return make(chan struct{}, 1), true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.clients[who]
	if c == nil {
		c = &client{work: make(chan struct{}, max(1, cap(g.work)/2))}
		g.clients[who] = c
	}
	if c.all >= max(2, cap(g.queue)/4) {
		return nil, false
	}
	c.all++
	return c.work, true
}

func (g *gate) forget(who string) {
	if who == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.clients[who].all--; g.clients[who].all == 0 {
		delete(g.clients, who)
	}
}

// admitted lets requests in through the gate of their kind. What costs nothing passes by. A page is held back until its place is free again: who takes it
// slowly holds none of the places of others.
func (s *server) admitted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		g := s.gateOf(c.Request())
		if g == nil {
			return next(c)
		}
		p, err := g.enter(c.Request().Context(), s.clientOf(c.Request()))
		if err != nil {
			s.metrics.refused(g.name, err)
			return err
		}
		defer p.end()
		if w, ok := c.Response().Writer.(*pacedWriter); ok && (g == s.paging || g == s.vouching || g == s.drawing) {
			w.held = new(bytes.Buffer)
			defer w.release()
		}
		defer p.leave()
		return next(c)
	}
}

// received reads what comes with a request whole before a place is asked for: who sends it slowly holds one of a few places of its own kind, and none of those who read.
func (s *server) received(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Body == nil || r.Body == http.NoBody || r.ContentLength == 0 || sendsFiles(r) {
			return next(c)
		}
		p, err := s.receiving.enter(r.Context(), s.clientOf(r))
		if err != nil {
			s.metrics.refused(s.receiving.name, err)
			return err
		}
		control := http.NewResponseController(c.Response())
		_ = control.SetReadDeadline(time.Now().Add(stall)) // a connection without deadlines is one of a test
		body, err := io.ReadAll(r.Body)
		p.end()
		var large *http.MaxBytesError
		if err != nil && !errors.As(err, &large) {
			return echo.NewHTTPError(http.StatusBadRequest, "The form broke off, or came too slowly. Send it again.")
		}
		if err != nil { // and the deadline stays: the server looks for the rest before it answers
			return err
		}
		_ = control.SetReadDeadline(time.Time{})
		r.Body = io.NopCloser(bytes.NewReader(body))
		return next(c)
	}
}

// sendings is how many people send files at a time; a slow line holds one of these places, and none of those who read.
const sendings = 8

// receivings is how many forms come in at a time, each of 1 MB at most.
const receivings = 64

// vouchings is how many people are on their way to or from the site that vouches for them: they wait for its answers, and hold no place of those who read.
const vouchings = 16

// drawings is how many pictures of pages are made at a time. A hostile page takes all the time that its reader has: who waits for one holds no place of those who read.
const drawings = 2

// givings is how many originals are given back at a time: each costs a file and a connection, and lasts as long as its client takes.
const givings = 64

// isOriginal says whether a path is that of an original as received; its pages are drawn, and are pages.
func isOriginal(path string) bool {
	sum, ok := strings.CutPrefix(path, "/api/v1/originals/")
	return ok && !strings.Contains(sum, "/")
}

func (s *server) gateOf(r *http.Request) *gate {
	path := r.URL.Path
	switch {
	case sendsFiles(r):
		return s.sending
	case strings.HasPrefix(path, "/api/v1/originals/") && strings.Contains(path, "/pages/"):
		return s.drawing
	case path == oidcAway, path == oidcBack:
		return s.vouching
	case strings.HasPrefix(path, "/static/"), path == "/healthz", path == "/readyz", path == "/metrics", path == "/favicon.ico", path == "/robots.txt", path == "/openapi.yaml":
		return nil
	case isOriginal(path):
		return s.giving
	case strings.HasPrefix(path, "/api/v1/export"), path == "/api/v1/corrections" && r.Method != http.MethodPost, path == "/oai", path == "/collection.docx", path == "/api/v1/gaps", path == "/api/v1/assessments", path == "/api/v1/compare", path == "/api/v1/definitions":
		return s.exporting
	}
	return s.paging
}

// clientOf is the address that a request comes from, of IPv6 its network; a proxy on this machine says for whom it asks. "" for this machine itself, where a
// proxy that does not say so may stand for everybody.
func (s *server) clientOf(r *http.Request) string {
	host := s.clientIP(r)
	if ip := net.ParseIP(host); ip == nil || ip.IsLoopback() {
		return ""
	}
	return neighbourhood(host)
}

const (
	stall   = 30 * time.Second // how long a client may take nothing of its answer
	slowest = 2 << 10          // bytes a second that it takes of a long one on average, beyond the first stall: what a poor line has
	maxHeld = 4 << 20          // bytes of a page, compressed, that wait for their client
	piece   = 64 << 10         // bytes for which stall is meant
)

// paced ends an answer whose client takes nothing of it for stall, or less than slowest: slow clients must not hold the places of others. Otherwise an
// answer may take as long as it runs.
func paced(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Response()
		w := &pacedWriter{ResponseWriter: r.Writer, control: http.NewResponseController(r.Writer)}
		r.Writer = w
		w.extend()
		return next(c)
	}
}

// pacedWriter counts the time that its client lets it wait, and not that which the answer takes to be made.
type pacedWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	held    *bytes.Buffer // not nil: what is written waits there for release
	set     time.Time
	waited  time.Duration
	taken   int64
}

// extend gives the client more time from now; once a second is enough.
func (w *pacedWriter) extend() {
	if now := time.Now(); now.Sub(w.set) > time.Second {
		w.set = now
		left := stall + time.Duration(w.taken/slowest)*time.Second - w.waited
		_ = w.control.SetWriteDeadline(now.Add(min(stall, left))) // a writer without deadlines is one of a test
	}
}

func (w *pacedWriter) Write(b []byte) (n int, err error) {
	if w.held != nil {
		if w.held.Len()+len(b) <= maxHeld {
			return w.held.Write(b)
		}
		w.release()
	}
	for err == nil && len(b) > 0 {
		w.extend()
		began := time.Now()
		var m int
		m, err = w.ResponseWriter.Write(b[:min(len(b), piece)])
		w.waited += time.Since(began)
		w.taken += int64(m)
		n, b = n+m, b[m:]
	}
	return n, err
}

// release writes what was held; from then on nothing is.
func (w *pacedWriter) release() {
	held := w.held
	if w.held = nil; held != nil && held.Len() > 0 {
		_, _ = w.Write(held.Bytes()) // the client went away: nobody is left to be told
	}
}

// Flush sends what was written so far. What comes after it is held again: the beginning of a page has room on the line, the rest of a long one may not.
func (w *pacedWriter) Flush() {
	if held := w.held; held != nil {
		w.release()
		held.Reset()
		w.held = held
	}
	_ = w.control.Flush() // the client went away
}

func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func retryAfter(err *refusal) string { return fmt.Sprint(max(1, int(err.after.Seconds()+0.5))) }
