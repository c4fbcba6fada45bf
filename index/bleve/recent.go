package bleve

import (
	"container/list"
	"sync"
)

// recent keeps what was asked for last, up to most in size: what nobody has asked for longest is forgotten first. Safe for concurrent use; the
// values are shared.
type recent[K comparable, V any] struct {
	most int

	mu    sync.Mutex
	known map[K]*list.Element // of kept[K, V]
	order list.List           // the last asked for first
	size  int
}

type kept[K comparable, V any] struct {
	key   K
	value V
	size  int
}

func (r *recent[K, V]) get(key K) (value V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.known[key]
	if !ok {
		return value, false
	}
	r.order.MoveToFront(e)
	return e.Value.(*kept[K, V]).value, true
}

func (r *recent[K, V]) put(key K, value V, size int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[K]*list.Element{}
	}
	if e, ok := r.known[key]; ok {
		r.forget(e) // two asked for it at once
	}
	r.known[key] = r.order.PushFront(&kept[K, V]{key, value, size})
	for r.size += size; r.size > r.most; {
		r.forget(r.order.Back())
	}
}

func (r *recent[K, V]) forget(e *list.Element) {
	k := r.order.Remove(e).(*kept[K, V])
	delete(r.known, k.key)
	r.size -= k.size
}
