package api

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// How many wrong passwords are taken within tryWindow. One guesser locks out itself and the name from its own address, not the person from
// theirs; many addresses together reach the limit of a name.
const (
	tryWindow       = 15 * time.Minute
	triesOfPair     = 5   // a name from one address
	triesOfAddress  = 30  // any names from one address
	triesOfName     = 100 // a name from anywhere
	triesRemembered = 100_000
)

// limit is how many tries something has.
type limit struct {
	key string
	n   int
}

// tries counts attempts to sign in, in memory: a restart forgets them. The zero value is ready; safe for concurrent use.
type tries struct {
	mu    sync.Mutex
	made  map[string]*count
	known map[string]bool // names and addresses that were right together: no stranger's tries lock them out
}

type count struct {
	n     int
	until time.Time
}

// limitsOf are those of a try on a name, as compared, from an address.
func limitsOf(name, address string) []limit {
	return []limit{{"pair " + address + " " + name, triesOfPair}, {"address " + address, triesOfAddress}, {"name " + name, triesOfName}}
}

// take counts a try, before the password is looked at: tries made at once do not overtake the count. It gives how long to wait where one of
// the limits is reached, or no more can be remembered; the try is not counted then.
func (t *tries) take(now time.Time, limits []limit) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made == nil {
		t.made = map[string]*count{}
	}
	known := t.known[limits[0].key]
	for _, l := range limits {
		if c := t.made[l.key]; c != nil && now.Before(c.until) && c.n >= l.n && !(known && l.n == triesOfName) {
			wait = max(wait, c.until.Sub(now))
		}
	}
	if wait == 0 && !known && len(t.made)+len(limits) > triesRemembered && !t.sweep(now, len(limits)) {
		wait = tryWindow
	}
	if wait > 0 {
		return wait
	}
	for _, l := range limits {
		c := t.made[l.key]
		if c == nil || !now.Before(c.until) {
			c = &count{until: now.Add(tryWindow)}
			t.made[l.key] = c
		}
		c.n++
	}
	return 0
}

// sweep drops what is over and says whether there is room for n.
func (t *tries) sweep(now time.Time, n int) bool {
	for key, c := range t.made {
		if !now.Before(c.until) {
			delete(t.made, key)
		}
	}
	return len(t.made)+n <= triesRemembered
}

// right gives a try back that was right: nobody's count grows by signing in, and none is wiped out by it but that of name and address.
func (t *tries) right(limits []limit) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, l := range limits {
		if c := t.made[l.key]; c != nil {
			c.n = max(0, c.n-1)
			if i == 0 {
				delete(t.made, l.key)
			}
		}
	}
	if t.known == nil {
		t.known = map[string]bool{}
	}
	if len(t.known) < triesRemembered {
		t.known[limits[0].key] = true
	}
}

// neighbourhood is an address as it is counted: of IPv6 the /64, which one customer has whole.
func neighbourhood(ip string) string {
	if host, _, err := net.SplitHostPort(ip); err == nil {
		ip = host
	}
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ip
	}
	if a = a.Unmap().WithZone(""); a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
