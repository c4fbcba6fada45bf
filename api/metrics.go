package api

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// buckets of the durations, in seconds, as Prometheus counts them.
var buckets = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}

// metrics counts requests by kind and status, how long they took, and who was refused.
type metrics struct {
	mu       sync.Mutex
	requests map[[2]string]int // kind, status
	took     map[string]*histogram
	refusals map[[2]string]int // gate, reason
}

type histogram struct {
	counts []int // one a bucket
	n      int
	sum    float64
}

func newMetrics() *metrics {
	return &metrics{requests: map[[2]string]int{}, took: map[string]*histogram{}, refusals: map[[2]string]int{}}
}

func (m *metrics) request(kind string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests[[2]string{kind, fmt.Sprint(status)}]++
	h := m.took[kind]
	if h == nil {
		h = &histogram{counts: make([]int, len(buckets))}
		m.took[kind] = h
	}
	h.n++
	h.sum += took.Seconds()
	for i, b := range buckets {
		if took.Seconds() <= b {
			h.counts[i]++
		}
	}
}

func (m *metrics) refused(gate string, err error) {
	var r *refusal
	if !errors.As(err, &r) {
		return // the client went away
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refusals[[2]string{gate, r.reason}]++
}

// write gives what was counted in the text format of Prometheus (exposition format 0.0.4).
func (m *metrics) write(w io.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fmt.Fprint(w, "# HELP pandect_requests_total Requests answered.\n# TYPE pandect_requests_total counter\n")
	for _, k := range sorted(m.requests) {
		fmt.Fprintf(w, "pandect_requests_total{kind=%q,status=%q} %d\n", k[0], k[1], m.requests[k])
	}
	fmt.Fprint(w, "# HELP pandect_request_seconds How long requests took.\n# TYPE pandect_request_seconds histogram\n")
	for _, kind := range slices.Sorted(maps.Keys(m.took)) {
		h := m.took[kind]
		for i, b := range buckets {
			fmt.Fprintf(w, "pandect_request_seconds_bucket{kind=%q,le=\"%g\"} %d\n", kind, b, h.counts[i])
		}
		fmt.Fprintf(w, "pandect_request_seconds_bucket{kind=%q,le=\"+Inf\"} %d\npandect_request_seconds_sum{kind=%q} %g\npandect_request_seconds_count{kind=%q} %d\n", kind, h.n, kind, h.sum, kind, h.n)
	}
	fmt.Fprint(w, "# HELP pandect_refused_total Requests not let in.\n# TYPE pandect_refused_total counter\n")
	for _, k := range sorted(m.refusals) {
		fmt.Fprintf(w, "pandect_refused_total{gate=%q,reason=%q} %d\n", k[0], k[1], m.refusals[k])
	}
}

func sorted(m map[[2]string]int) [][2]string {
	return slices.SortedFunc(maps.Keys(m), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
}

// kindOf sorts requests by what they cost; ids and queries stay out of the metrics.
func kindOf(path string) string {
	switch {
	case path == "/search", path == "/api/v1/search", path == "/api/v1/suggest":
		return "search"
	case strings.HasPrefix(path, "/law/"), strings.HasPrefix(path, "/api/v1/laws/"):
		return "law"
	case strings.HasPrefix(path, "/api/v1/export"), path == "/oai":
		return "export"
	case strings.HasPrefix(path, "/api/v1/originals/"):
		return "original"
	case strings.HasPrefix(path, "/static/"), path == "/healthz", path == "/readyz":
		return "light"
	}
	return "other"
}

// metricsText answers /metrics, to this machine alone: figures say who reads what, and when. A proxy must not pass it on.
func (s *server) metricsText(c echo.Context) error {
	if s.clientOf(c.Request()) != "" || forwarded(c.Request()) {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w := c.Response()
	s.metrics.write(w)
	for _, g := range []*gate{s.paging, s.exporting, s.giving, s.sending, s.receiving, s.vouching, s.drawing} {
		fmt.Fprintf(w, "pandect_at_work{gate=%q} %d\npandect_waiting{gate=%q} %d\n", g.name, len(g.work), g.name, max(0, len(g.queue)-len(g.work)))
	}
	fmt.Fprintf(w, "pandect_laws %d\npandect_provisions %d\npandect_originals %d\npandect_failed_originals %d\n", status.Laws, status.Provisions, status.Originals, status.Failed)
	return nil
}
