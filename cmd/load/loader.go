package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// loader asks one server.
type loader struct {
	ctx   context.Context
	base  string // http://127.0.0.1:port
	round time.Duration
	http  *http.Client
}

// maxOpen bounds how many requests are under way at once.
const maxOpen = 8000

func newClient() *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext, MaxIdleConnsPerHost: 2000, DisableCompression: true}}
}

// outcome is what came of requests.
type outcome struct {
	mu                                 sync.Mutex
	asked, ok, refused, unsaid, failed int // unsaid: refused without Retry-After
	took, tookRefused                  []time.Duration
}

func (o *outcome) add(status int, header http.Header, took time.Duration, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	switch {
	case err == nil && (status == http.StatusOK || status == http.StatusBadRequest): // a hostile question is answered by its reason
		o.ok++
		o.took = append(o.took, took)
	case err == nil && (status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable):
		o.refused++
		o.tookRefused = append(o.tookRefused, took)
		if header.Get("Retry-After") == "" {
			o.unsaid++
		}
	case errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, context.Canceled): // nobody took the request in, or nobody waits for it here
		o.asked--
	default:
		o.failed++
	}
}

// ask sends one request and reads its whole answer. since is when it should have been sent.
func (l *loader) ask(path string, since time.Time, o *outcome) {
	r, err := http.NewRequestWithContext(l.ctx, http.MethodGet, l.base+path, nil)
	if err != nil {
		o.add(0, nil, 0, err)
		return
	}
	answer, err := l.http.Do(r)
	if err != nil {
		o.add(0, nil, time.Since(since), err)
		return
	}
	_, err = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	o.add(answer.StatusCode, answer.Header, time.Since(since), err)
}

// closed lets each of so many clients ask again when it has its answer.
func (l *loader) closed(name string, clients int, next func(int) string) *outcome {
	var o outcome
	var n atomic.Int64
	end := time.Now().Add(l.round)
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for time.Now().Before(end) && l.ctx.Err() == nil {
				l.ask(next(int(n.Add(1))), time.Now(), &o)
			}
		})
	}
	all.Wait()
	l.print(name, &o, l.round)
	return &o
}

// open asks so many times a second, whatever becomes of the answers, as people do.
func (l *loader) open(name string, rate float64, next func(int) string) *outcome {
	var o outcome
	var under atomic.Int64
	var all sync.WaitGroup
	began := time.Now()
	for n := 0; l.ctx.Err() == nil; n++ {
		due := began.Add(time.Duration(float64(n) / rate * float64(time.Second)))
		if due.Sub(began) > l.round {
			break
		}
		time.Sleep(time.Until(due))
		if under.Add(1) > maxOpen {
			under.Add(-1)
			o.add(0, nil, 0, fmt.Errorf("more than %d under way", maxOpen))
			continue
		}
		all.Go(func() {
			defer under.Add(-1)
			l.ask(next(n), due, &o)
		})
	}
	all.Wait()
	l.print(name, &o, l.round)
	return &o
}

// behind keeps so many clients asking for one address until it is called, and gives what became of them.
func (l *loader) behind(clients int, path string) func() *outcome {
	ctx, cancel := context.WithCancel(l.ctx)
	quiet := *l
	quiet.ctx = ctx
	var o outcome
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for ctx.Err() == nil {
				var one outcome
				quiet.ask(path, time.Now(), &one)
				if ctx.Err() == nil { // what was cut short here says nothing
					o.join(&one)
				}
				if one.refused > 0 || one.asked == 0 {
					select {
					case <-ctx.Done():
					case <-time.After(time.Second):
					}
				}
			}
		})
	}
	return func() *outcome {
		cancel()
		all.Wait()
		return &o
	}
}

func (o *outcome) join(p *outcome) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked, o.ok, o.refused, o.unsaid, o.failed = o.asked+p.asked, o.ok+p.ok, o.refused+p.refused, o.unsaid+p.unsaid, o.failed+p.failed
	o.took, o.tookRefused = append(o.took, p.took...), append(o.tookRefused, p.tookRefused...)
}

func (l *loader) print(name string, o *outcome, round time.Duration) {
	s := round.Seconds()
	fmt.Printf("%-52s %7.0f %7.0f %7.0f %7.0f %7.0f %8.0f%% %7.0f %9d %7d\n", name, float64(o.asked)/s, float64(o.ok)/s, at(o.took, 0.5), at(o.took, 0.95), at(o.took, 0.99),
		100*float64(o.refused)/float64(max(1, o.asked)), at(o.tookRefused, 0.99), o.unsaid, o.failed)
}

// at is a quantile in milliseconds.
func at(all []time.Duration, q float64) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[min(len(all)-1, int(q*float64(len(all))))].Microseconds()) / 1000
}

// hold opens so many connections, each saying something first, and keeps them until it is called.
func (l *loader) hold(n int, says string, after func(context.Context, net.Conn)) (end func()) {
	ctx, cancel := context.WithCancel(l.ctx)
	var all sync.WaitGroup
	for range n {
		c, err := net.DialTimeout("tcp", strings.TrimPrefix(l.base, "http://"), 5*time.Second)
		if err != nil {
			break
		}
		all.Go(func() {
			defer c.Close()
			if _, err := io.WriteString(c, says); err == nil {
				after(ctx, c)
			}
		})
	}
	return func() { cancel(); all.Wait() }
}

// slowSenders send a form of 1,000 bytes, one a second.
func (l *loader) slowSenders(n int) func() {
	return l.hold(n, "POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname=", func(ctx context.Context, c net.Conn) {
		for wait(ctx, time.Second) {
			if _, err := io.WriteString(c, "a"); err != nil {
				return
			}
		}
	})
}

// slowTakers ask for the whole library and take nothing of it.
func (l *loader) slowTakers(n int) func() {
	return l.hold(n, "GET /api/v1/export?format=jsonl HTTP/1.1\r\nHost: x\r\n\r\n", func(ctx context.Context, _ net.Conn) { <-ctx.Done() })
}

// idle connections have asked once, and wait.
func (l *loader) idle(n int) func() {
	return l.hold(n, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", func(ctx context.Context, _ net.Conn) { <-ctx.Done() })
}

func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

var words = strings.Fields("offence person trafficking firearm penalty court imprisonment victim convicted property smuggling migrant consent child seizure confiscation evidence witness protection extradition proceeds laundering corruption authority licence import export marking record fine minister territory vessel border document forged coercion exploitation labour organ")

// searches are questions of two words, each asked once; facets and marks come with the answer.
func searches(n int) string {
	q := words[n%len(words)] + " " + words[(n/len(words)*7+n*3+1)%len(words)]
	return "/api/v1/search?" + url.Values{"q": {q}, "size": {fmt.Sprint(10 + n%3*5)}, "page": {fmt.Sprint(1 + n/1600%5)}}.Encode()
}

// pages are what people open: laws, lists, searches.
func pages(n int) string {
	switch n % 4 {
	case 0:
		return fmt.Sprintf("/law/xa/load/%d", n%40)
	case 1:
		return "/laws?page=" + fmt.Sprint(1+n%3)
	}
	return strings.Replace(searches(n), "/api/v1/search", "/search", 1)
}

// hostile questions are meant to cost as much as they may.
func hostile(n int) string {
	w := words[n%len(words)]
	q := []string{
		"pr* co* ex* im* fi* co* ma* tr* se* wi*", "a* b* c*", strings.Repeat(w+" OR ", 200) + w, strings.Repeat("(", 19) + w + strings.Repeat(")", 19), `"` + strings.Repeat(w+" person ", 100) + `"`,
		w + "~2 " + w + "n~2 pers~2 offenc~2 cour~2", `"person offence"~100 "court penalty"~100`, strings.Repeat("-", 300) + w, strings.Repeat("NOT ", 18) + w, "NOT " + w, "title:pr* heading:co* text:of*", strings.Repeat("of the ", 250),
	}[n%12]
	return "/api/v1/search?" + url.Values{"q": {q}, "size": {"100"}, "expand": {"true"}}.Encode()
}

// lines prints records, a line each.
func lines(records [][]byte) io.Reader {
	return bytes.NewReader(append(bytes.Join(records, []byte("\n")), '\n'))
}
