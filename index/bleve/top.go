package bleve

import (
	"container/heap"
	"slices"
)

// top keeps the best n hits: a heap with the worst at its root. Equal scores stand in the order of law, language and place.
type top struct {
	n    int
	v    *view
	hits []hit
}

func newTop(n int, v *view) *top { return &top{n: n, v: v} }

func (t *top) worse(a, b hit) bool {
	if a.score != b.score {
		return a.score < b.score
	}
	return t.v.before(b.doc, a.doc)
}

func (t *top) Len() int           { return len(t.hits) }
func (t *top) Less(i, j int) bool { return t.worse(t.hits[i], t.hits[j]) }
func (t *top) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }
func (t *top) Push(x any)         { t.hits = append(t.hits, x.(hit)) }
func (t *top) Pop() any           { h := t.hits[len(t.hits)-1]; t.hits = t.hits[:len(t.hits)-1]; return h }

func (t *top) add(h hit) {
	if len(t.hits) < t.n {
		heap.Push(t, h)
		return
	}
	if t.worse(t.hits[0], h) {
		t.hits[0] = h
		heap.Fix(t, 0)
	}
}

// sorted are the hits, best first.
func (t *top) sorted() []hit {
	sortHits(t.hits, t.v)
	return t.hits
}

func sortHits(hits []hit, v *view) {
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return order(v.before(a.doc, b.doc), v.before(b.doc, a.doc))
	})
}
