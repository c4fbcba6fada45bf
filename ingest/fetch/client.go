// Package fetch brings files from the web as a polite guest: one request at a time to a host with a pause between, robots.txt, conditional requests,
// Retry-After, bounds of time and size. It asks no private address unless told to, whatever a name resolves to and wherever it is redirected.
// What a file says is not its concern. Start with Client.Get.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/pandect/pandect/ingest"
)

// Client asks hosts. Safe for concurrent use; zero fields have the defaults named.
type Client struct {
	UserAgent    string        // "Pandect"; say in it how to reach you
	Delay        time.Duration // between two requests to a host: 2 s; robots.txt may ask for more, up to maxDelay
	Timeout      time.Duration // for one answer as a whole: 5 min
	MaxBytes     int64         // of one answer: ingest.MaxFile
	AllowPrivate bool          // also hosts of this machine and its networks
	IgnoreRobots bool          // for addresses that invite programs, such as OAI-PMH

	once  sync.Once
	http  *http.Client
	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of one host; its mutex is held while it is asked.
type host struct {
	sync.Mutex
	next   time.Time // not before
	robots *robots   // nil: not asked yet
}

// Bounds that keep a hostile or broken server from holding us.
const (
	maxRedirects = 5
	maxTries     = 3
	maxDelay     = 30 * time.Second
	maxWait      = 2 * time.Minute // of Retry-After; who asks for more is asked again another day
	maxRobots    = 500 << 10       // RFC 9309, section 2.5
)

// Answer is a file as it came.
type Answer struct {
	Body               []byte
	URL                string // after redirects
	MediaType          string // as the server says, without parameters
	ETag, LastModified string
	NotModified        bool // it is what it was: Body is empty

}

// Get asks for an address. etag and lastModified are those of an earlier answer, or empty. Errors are *ingest.Failure: disallowed (robots.txt),
// private-address, http (with the status), too-large, timeout, unreachable.
func (c *Client) Get(ctx context.Context, address, etag, lastModified string) (Answer, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return Answer{}, failure("unreachable", "%q is no address of the web; it begins with http:// or https://", address)
	}
	c.once.Do(c.open)
	h := c.host(u)
	h.Lock()
	defer h.Unlock()
	if !c.IgnoreRobots {
		if err := c.readRobots(ctx, h, u); err != nil {
			return Answer{}, err
		}
		if !h.robots.allow(u) {
			return Answer{}, failure("disallowed", "robots.txt of %s asks programs not to read %s; get leave, then take the file in from disk", u.Host, u.Path)
		}
	}
	for try := 1; ; try++ {
		a, wait, err := c.ask(ctx, h, u.String(), etag, lastModified, c.maxBytes())
		if wait == 0 || try == maxTries {
			return a, err
		}
		if wait > maxWait {
			return a, failure("http", "%s asks to come back in %s", u.Host, wait)
		}
		if at := time.Now().Add(wait); at.After(h.next) {
			h.next = at
		}
	}
}

func (c *Client) host(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if c.hosts[key] == nil {
		c.hosts[key] = &host{}
	}
	return c.hosts[key]
}

func (c *Client) open() {
	c.hosts = map[string]*host{}
	dialer := &net.Dialer{Timeout: 30 * time.Second, ControlContext: c.check}
	c.http = &http.Client{
		Timeout:   orDefault(c.Timeout, 5*time.Minute),
		Transport: &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 30 * time.Second, ResponseHeaderTimeout: time.Minute, MaxResponseHeaderBytes: 1 << 20, MaxIdleConnsPerHost: 1},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return failure("http", "more than %d redirects", maxRedirects)
			}
			if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
				return failure("http", "redirect to %s", r.URL.Scheme)
			}
			if from := via[len(via)-1].URL; from.Scheme == "https" && r.URL.Scheme == "http" {
				return failure("http", "redirect from https to http")
			}
			return nil
		},
	}
}

// check is asked with the resolved address just before a connection is made: no name, redirect or second resolution leads past it. There is no proxy for the same reason.
func (c *Client) check(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if c.AllowPrivate || public(at.Addr()) {
		return nil
	}
	return failure("private-address", "%s is an address of this machine or its network; --allow-private asks it all the same", at.Addr())
}

// reserved are networks that are not private but not of the public web either (IANA special-purpose registries, RFC 6890).
var reserved = func() (list []netip.Prefix) {
	for _, s := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10"} {
		list = append(list, netip.MustParsePrefix(s))
	}
	return list
}()

func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// ask asks once, when the host's pause is over. wait above 0: it asks to come again after that time.
func (c *Client) ask(ctx context.Context, h *host, address, etag, lastModified string, limit int64) (a Answer, wait time.Duration, err error) {
	if err := sleep(ctx, time.Until(h.next)); err != nil {
		return a, 0, err
	}
	delay := orDefault(c.Delay, 2*time.Second)
	if h.robots != nil {
		delay = max(delay, min(h.robots.delay, maxDelay))
	}
	defer func() { h.next = time.Now().Add(delay) }()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return a, 0, failure("unreachable", "%v", err)
	}
	r.Header.Set("User-Agent", orDefault(c.UserAgent, "Pandect"))
	for name, value := range map[string]string{"If-None-Match": etag, "If-Modified-Since": lastModified} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	response, err := c.http.Do(r)
	if err != nil {
		return a, 0, reason(ctx, err)
	}
	defer response.Body.Close()
	a.URL, a.ETag, a.LastModified = response.Request.URL.String(), response.Header.Get("ETag"), response.Header.Get("Last-Modified")
	a.MediaType, _, _ = mime.ParseMediaType(response.Header.Get("Content-Type"))
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusNotModified:
		a.NotModified = true
		return a, 0, nil
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return a, retryAfter(response.Header.Get("Retry-After")), failure("http", "%s answers %s", address, response.Status)
	default:
		return a, 0, failure("http", "%s answers %s", address, response.Status)
	}
	a.Body, err = io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return a, 0, reason(ctx, err)
	}
	if int64(len(a.Body)) > limit {
		return a, 0, failure("too-large", "%s is larger than %d MB", address, limit>>20)
	}
	return a, 0, nil
}

func (c *Client) maxBytes() int64 { return orDefault(c.MaxBytes, ingest.MaxFile) }

// retryAfter reads seconds or a date (RFC 9110, section 10.2.3); ten seconds where the server does not say.
func retryAfter(s string) time.Duration {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return max(time.Duration(min(n, 1e6))*time.Second, time.Millisecond) // so many that it does not overflow
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(time.Until(at), time.Millisecond)
	}
	return 10 * time.Second
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func reason(ctx context.Context, err error) error {
	var f *ingest.Failure
	var timeout net.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &f):
		return f
	case errors.As(err, &timeout) && timeout.Timeout():
		return failure("timeout", "%v", err)
	}
	return failure("unreachable", "%v", err)
}

func failure(kind, format string, args ...any) *ingest.Failure {
	return &ingest.Failure{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

func orDefault[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
