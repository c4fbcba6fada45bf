package bleve

import "sync"

// recent keeps what was asked for last, up to most in size: when the younger half is full it becomes the older, and what stood there is
// forgotten. Safe for concurrent use; the values are shared.
type recent[K comparable, V any] struct {
	most int

	mu             sync.Mutex
	younger, older map[K]sized[V]
	size           int // of the younger
}

type sized[V any] struct {
	value V
	size  int
}

func (r *recent[K, V]) get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.younger[key]; ok {
		return s.value, true
	}
	s, ok := r.older[key]
	if ok {
		r.add(key, s)
	}
	return s.value, ok
}

func (r *recent[K, V]) put(key K, value V, size int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(key, sized[V]{value, size})
}

func (r *recent[K, V]) add(key K, s sized[V]) {
	if r.younger == nil || r.size+s.size > r.most/2 {
		r.younger, r.older, r.size = map[K]sized[V]{}, r.younger, 0
	}
	r.younger[key] = s
	r.size += s.size
}
