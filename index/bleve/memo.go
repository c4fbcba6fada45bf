package bleve

import (
	"maps"
	"strings"
	"sync"
	"sync/atomic"
)

// memo keeps what was made of words. It is asked for every word that is indexed or marked, by several at once, so that nearly all are found without a lock: in a map that nobody
// changes any more. What is new stands beside it until there is enough for a new one. Safe for concurrent use.
type memo struct {
	limit int // of words; what comes later is not kept

	settled atomic.Pointer[map[string]string]
	mu      sync.Mutex
	recent  map[string]string
}

func (m *memo) get(word string) (made string, ok bool) {
	if settled := m.settled.Load(); settled != nil {
		if made, ok = (*settled)[word]; ok {
			return made, true
		}
		if len(*settled) >= m.limit {
			return "", false
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	made, ok = m.recent[word]
	return made, ok
}

func (m *memo) put(word, made string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var settled map[string]string
	if at := m.settled.Load(); at != nil {
		settled = *at
	}
	if len(settled)+len(m.recent) >= m.limit {
		return
	}
	if m.recent == nil {
		m.recent = map[string]string{}
	}
	m.recent[strings.Clone(word)] = made
	if len(m.recent) < 64+len(settled)/4 && len(settled)+len(m.recent) < m.limit {
		return
	}
	all := make(map[string]string, len(settled)+len(m.recent))
	maps.Copy(all, settled)
	maps.Copy(all, m.recent)
	m.settled.Store(&all)
	m.recent = nil
}
