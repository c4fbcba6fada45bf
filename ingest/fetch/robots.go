package fetch

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/pandect/pandect/ingest"
)

// robots is what robots.txt of a host asks of us (RFC 9309).
type robots struct {
	rules []rule
	delay time.Duration // Crawl-delay, which the RFC leaves to practice
	none  bool          // the file could not be had: nothing may be read
}

type rule struct {
	path  string
	allow bool
}

// readRobots asks for robots.txt once a host. A server that has none (4xx) forbids nothing, one that fails (5xx, no answer) everything.
func (c *Client) readRobots(ctx context.Context, h *host, u *url.URL) error {
	if h.robots != nil {
		return nil
	}
	a, _, err := c.ask(ctx, h, (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String(), "", "", maxRobots)
	var f *ingest.Failure
	switch {
	case err == nil:
		h.robots = parseRobots(string(a.Body), "pandect")
	case errors.As(err, &f) && f.Kind == "http" && strings.Contains(f.Message, "answers 4"):
		h.robots = &robots{}
	case errors.As(err, &f) && (f.Kind == "http" || f.Kind == "too-large"):
		h.robots = &robots{none: true}
	default:
		return err
	}
	return nil
}

// parseRobots takes the groups of agent, or else those of "*".
func parseRobots(text, agent string) *robots {
	groups := map[string]*robots{}
	var current []*robots
	naming := false // the lines before were user-agent lines too
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		key, value, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if !naming {
				current = nil
			}
			naming = true
			name := strings.ToLower(value)
			if groups[name] == nil {
				groups[name] = &robots{}
			}
			current = append(current, groups[name])
			continue
		}
		naming = false
		for _, g := range current {
			g.set(key, value)
		}
	}
	for _, name := range []string{agent, "*"} {
		if g := groups[name]; g != nil {
			return g
		}
	}
	return &robots{}
}

func (r *robots) set(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" {
			r.rules = append(r.rules, rule{path: value, allow: key == "allow"})
		}
	case "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
			r.delay = time.Duration(s * float64(time.Second))
		}
	}
}

// allow follows the longest rule that matches; of two as long, the one that allows.
func (r *robots) allow(u *url.URL) bool {
	if r.none {
		return false
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	longest, allowed := -1, true
	for _, rule := range r.rules {
		if n := len(rule.path); matches(rule.path, path) && (n > longest || n == longest && rule.allow) {
			longest, allowed = n, rule.allow
		}
	}
	return allowed
}

// matches reads "*" as any characters and "$" at the end as the end. Leftmost matches of the pieces in turn decide, so its time grows with path × pieces at most.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, pieces[0]) {
		return false
	}
	rest := path[len(pieces[0]):]
	for i, piece := range pieces[1:] {
		if whole && i == len(pieces)-2 {
			return strings.HasSuffix(rest, piece)
		}
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return !whole || rest == ""
}
