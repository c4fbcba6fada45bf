package api

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// wire is a listener whose connections hold nothing back: a client that reads nothing blocks the server at the first byte.
type wire struct {
	dialed chan net.Conn
	closed chan struct{}
}

func (w wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.dialed:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}
func (w wire) Close() error   { close(w.closed); return nil }
func (w wire) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// dial opens a connection and sends what a client says first.
func (w wire) dial(t *testing.T, says string) net.Conn {
	t.Helper()
	client, server := net.Pipe()
	w.dialed <- server
	if _, err := client.Write([]byte(says)); err != nil {
		t.Fatal(err)
	}
	return client
}

// get asks on a connection of its own, to its end.
func (w wire) get(t *testing.T, address string) int {
	t.Helper()
	c := w.dial(t, "GET "+address+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	defer c.Close()
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode
}

// narrow serves a library in which one page and one export at a time are made.
func narrow(t *testing.T) wire {
	t.Helper()
	s := library()
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Scheme: &topic.Scheme{}, Limits: Limits{Pages: 1, Exports: 1, Waiting: 1, Patience: 2 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	w := wire{make(chan net.Conn), make(chan struct{})}
	server := &http.Server{Handler: h}
	go func() { _ = server.Serve(w) }()
	t.Cleanup(func() { _ = server.Close() })
	return w
}

// TestServer_SlowSenders holds that who sends a form without end keeps nobody from reading, and is sent away.
func TestServer_SlowSenders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := narrow(t)
		var slow []net.Conn
		for range 3 {
			slow = append(slow, w.dial(t, "POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname="))
		}
		synctest.Wait()
		if code := w.get(t, "/about"); code != 200 {
			t.Errorf("a reader beside slow senders: %d", code)
		}
		for _, c := range slow { // the clock of the bubble runs while all wait
			r, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil || r.StatusCode != 400 {
				t.Errorf("a slow sender gets %v, %v", r, err)
			}
			c.Close()
		}
	})
}

// TestServer_SlowTakers holds that who asks for pages and takes nothing of them keeps nobody from reading, and loses its connection.
func TestServer_SlowTakers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := narrow(t)
		var slow []net.Conn
		for range 3 {
			slow = append(slow, w.dial(t, "GET /law/xa/act/2014/14 HTTP/1.1\r\nHost: x\r\n\r\n"))
			synctest.Wait()
		}
		if code := w.get(t, "/about"); code != 200 {
			t.Errorf("a reader beside slow takers: %d", code)
		}
		time.Sleep(stall + time.Second)
		for _, c := range slow {
			if n, err := c.Read(make([]byte, 1)); err == nil {
				t.Errorf("%d bytes after %v without taking one", n, stall)
			}
			c.Close()
		}
	})
}

// TestServer_Trickle takes an export byte by byte, each in time: it ends all the same, and the next one has its place.
func TestServer_Trickle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := narrow(t)
		c := w.dial(t, "GET /api/v1/export?format=jsonl HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		defer c.Close()
		began, n := time.Now(), 0
		for one := make([]byte, 1); ; n++ {
			if _, err := c.Read(one); err != nil {
				break
			}
			time.Sleep(stall / 3)
		}
		if took := time.Since(began); took > 3*stall {
			t.Errorf("it held its place for %v, taking %d bytes", took, n)
		}
		if code := w.get(t, "/api/v1/export?format=jsonl"); code != 200 {
			t.Errorf("the next export: %d", code)
		}
	})
}

// TestGate_Share holds that one client has half of those at work at most, and that its others wait without taking a place from anybody.
func TestGate_Share(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate("export", 2, 30, 20*time.Second)
		first, err := g.enter(t.Context(), "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		second := make(chan error)
		go func() {
			p, err := g.enter(t.Context(), "192.0.2.1")
			if err == nil {
				p.end()
			}
			second <- err
		}()
		synctest.Wait()
		other, err := g.enter(t.Context(), "192.0.2.2")
		if err != nil {
			t.Fatalf("another client: %v", err)
		}
		first.leave()
		if err := <-second; err != nil {
			t.Errorf("the second of the first client: %v", err)
		}
		first.end()
		other.end()
		if len(g.work)+len(g.queue)+len(g.clients) != 0 {
			t.Errorf("at work %d, queued %d, clients %v in the end", len(g.work), len(g.queue), g.clients)
		}
	})
}

// TestClientOf holds that behind a proxy of this machine each reader is counted alone, and that nobody else names another.
func TestClientOf(t *testing.T) {
	h := &server{clientIP: clientIP}
	for _, tt := range []struct{ from, forwarded, want string }{
		{"192.0.2.1:9", "", "192.0.2.1"}, {"192.0.2.1:9", "203.0.113.5", "192.0.2.1"}, {"127.0.0.1:9", "203.0.113.5", "203.0.113.5"}, {"127.0.0.1:9", "198.51.100.1, 203.0.113.5", "203.0.113.5"},
		{"127.0.0.1:9", "", ""}, {"[::1]:9", "", ""}, {"[::1]:9", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"}, {"127.0.0.1:9", "nonsense", ""}, {"", "", ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = tt.from
		if tt.forwarded != "" {
			r.Header.Set("X-Forwarded-For", tt.forwarded)
		}
		if got := h.clientOf(r); got != tt.want {
			t.Errorf("from %s for %s: %q, want %q", tt.from, tt.forwarded, got, tt.want)
		}
	}
}

// TestEditHere holds that a library which may be edited at its own machine is not edited through a proxy there, nor from a page of another site whose name
// leads to this machine (DNS rebinding).
func TestEditHere(t *testing.T) {
	s := library()
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Scheme: &topic.Scheme{}, EditHere: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from, host, header string
		may                bool
	}{
		{"127.0.0.1:9", "127.0.0.1:8080", "X-Nothing: 1", true}, {"[::1]:9", "localhost:8080", "X-Nothing: 1", true}, {"[::1]:9", "[::1]:8080", "X-Nothing: 1", true}, {"127.0.0.1:9", "localhost", "X-Nothing: 1", true},
		{"127.0.0.1:9", "evil.example:8080", "X-Nothing: 1", false}, {"127.0.0.1:9", "localhost.evil.example", "X-Nothing: 1", false}, {"127.0.0.1:9", "laws.example", "X-Nothing: 1", false},
		{"127.0.0.1:9", "127.0.0.1:8080", "X-Forwarded-For: 192.0.2.1", false}, {"127.0.0.1:9", "127.0.0.1:8080", "X-Forwarded-For: 127.0.0.1", false}, {"127.0.0.1:9", "127.0.0.1:8080", "Via: 1.1 proxy", false},
		{"192.0.2.1:9", "127.0.0.1:8080", "X-Nothing: 1", false}, {"127.0.0.1:9", "", "X-Nothing: 1", false},
	} {
		r := httptest.NewRequest(http.MethodPost, "/edit", strings.NewReader("law=xa/act/2014/14"))
		r.RemoteAddr, r.Host = tt.from, tt.host
		w := send(h, r, "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin", tt.header)
		if (w.Code != 403) != tt.may || w.Code >= 500 {
			t.Errorf("from %s to %s with %s: %d %s", tt.from, tt.host, tt.header, w.Code, w.Body)
		}
	}
}

// TestRequestID holds that nothing strange gets into the log or onto error pages as an id.
func TestRequestID(t *testing.T) {
	h := site(t, library())
	for given, kept := range map[string]bool{"0af7651916cd43dd8448eb211c80319c": true, poison: false, strings.Repeat("a", 65): false, "a b": false, "": false} {
		if got := ask(h, "/about", "X-Request-Id: "+given).Header().Get("X-Request-Id"); (got == given) != kept || got == "" {
			t.Errorf("%q becomes %q", given, got)
		}
	}
}

// TestUpload_FullDisk holds that the disk is never filled to its end by what people send, and that the answer says what is wrong.
func TestUpload_FullDisk(t *testing.T) {
	s, q := staffed(t), &tray{}
	free := int64(1 << 30)
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Scheme: &topic.Scheme{}, People: s.people, Uploads: q, Free: func() (int64, error) { return free, nil }})
	if err != nil {
		t.Fatal(err)
	}
	as := signedIn(t, s, corpus.Librarian)
	free--
	if w := sendFiles(t, h, nil, []field{{"a.pdf", "%PDF"}}, as); w.Code != 507 || !strings.Contains(w.Body.String(), "almost full") || len(q.sent) != 0 {
		t.Errorf("with too little room: %d, %d queued\n%.300s", w.Code, len(q.sent), w.Body)
	}
}

// TestUpload_FullQueue holds that what cannot wait is not stored either, and that the sender is told why and when to come again.
func TestUpload_FullQueue(t *testing.T) {
	h, s, _, files := receiving(t)
	as := signedIn(t, s, corpus.Librarian)
	stored := func() (n int) {
		_ = files.Each(t.Context(), func(string) error { n++; return nil })
		return n
	}
	for n := range 4 {
		if w := sendFiles(t, h, nil, []field{{fmt.Sprint(n, ".html"), fmt.Sprint("<p>", n)}}, as, "Accept: application/json"); w.Code != 202 {
			t.Fatalf("file %d: %d %s", n, w.Code, w.Body)
		}
	}
	w := sendFiles(t, h, nil, []field{{"5.html", "<p>5"}}, as, "Accept: application/json")
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "more than 4 files") || stored() != 4 {
		t.Errorf("the fifth of four: %d, %d stored, %s", w.Code, stored(), w.Body)
	}
}

// TestTries_Known holds that strangers who lock a name do not lock out who signed in from their own address before.
func TestTries_Known(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var tr tries
	own := limitsOf("one", "office")
	if wait := tr.take(now, own); wait != 0 {
		t.Fatal(wait)
	}
	tr.right(own)
	for i := range triesOfName {
		tr.take(now, limitsOf("one", fmt.Sprint("address", i)))
	}
	if tr.take(now, limitsOf("one", "yet another")) == 0 {
		t.Error("a name is guessed at without end")
	}
	for i := range triesOfPair {
		if wait := tr.take(now, own); wait != 0 {
			t.Errorf("try %d of the person waits %v", i, wait)
		}
	}
	if tr.take(now, own) == 0 {
		t.Error("the known address guesses without end")
	}
}

// TestLog_Secrets signs in, mistypes, searches and sends forms, and looks for what was said in the log.
func TestLog_Secrets(t *testing.T) {
	var log strings.Builder
	s := staffed(t)
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: failing{}, Scheme: &topic.Scheme{}, People: s.people, Log: logTo(&log)})
	if err != nil {
		t.Fatal(err)
	}
	const said = "unsaid-words-of-a-person"
	post(h, "/signin", credentials("librarian", said))
	post(h, "/signin", credentials(said, rightPassword))
	cookie := given(post(h, "/signin?q="+said, credentials("librarian", rightPassword)))
	as := "Cookie: session=" + cookie.Value
	for _, address := range []string{"/search?q=" + said, "/api/v1/search?q=" + said, "/api/v1/search?q=%22" + said, "/collection?p=" + said, "/nowhere?password=" + said} {
		ask(h, address, as, "Referer: https://x/?"+said, "Authorization: Bearer "+said)
	}
	post(h, "/account", url.Values{"current": {said}, "password": {said}}, as)
	post(h, "/account", url.Values{"current": {rightPassword}, "password": {said}}, as)
	post(h, "/people", url.Values{"do": {"add"}, "name": {"B"}, "role": {"reader"}, "password": {said}}, signedIn(t, s, corpus.Administrator))
	for _, secret := range []string{said, rightPassword, cookie.Value, keyOf(cookie.Value), "argon2id"} {
		if at := strings.Index(log.String(), secret); at >= 0 {
			t.Errorf("the log holds %q: %s", secret, log.String()[max(0, at-200):at+len(secret)])
		}
	}
	if !strings.Contains(log.String(), `"signed in"`) || !strings.Contains(log.String(), `"status":500`) {
		t.Errorf("the log is not what this test is about:\n%s", log.String())
	}
}

// failing is a searcher that never answers, and says in its error what was asked.
type failing struct{}

func (failing) Search(_ context.Context, q index.Query) (index.Result, error) {
	return index.Result{}, fmt.Errorf("search %s: broken", q)
}

func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewJSONHandler(w, nil)) }

// TestMetrics_Documented holds that doc/operation names every figure that /metrics gives, and no other.
func TestMetrics_Documented(t *testing.T) {
	h := site(t, library())
	ask(h, "/search?q=recruits")
	r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	r.RemoteAddr = "127.0.0.1:9"
	given, told := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(send(h, r).Body.String()) {
		if rest, is := strings.CutPrefix(line, "# TYPE "); is {
			line = rest
		}
		if name := regexp.MustCompile(`^pandect_[a-z_]+`).FindString(line); name != "" {
			given[regexp.MustCompile(`_(bucket|sum|count)$`).ReplaceAllString(name, "")] = true
		}
	}
	text, err := os.ReadFile("../doc/operation/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("`(pandect_[a-z_]+)").FindAllStringSubmatch(string(text), -1) {
		told[m[1]] = true
	}
	if len(given) < 8 || !maps.Equal(given, told) {
		t.Errorf("given %v\ntold  %v", slices.Sorted(maps.Keys(given)), slices.Sorted(maps.Keys(told)))
	}
}
