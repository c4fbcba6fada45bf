package bleve

import "slices"

// top keeps the best n hits: a heap with the worst at its root. Equal scores stand in the order of law, language and place.
type top struct {
	n    int
	v    *view
	hits []hit
}

func newTop(n int, v *view) *top { return &top{n: n, v: v, hits: make([]hit, 0, n)} }

func (t *top) worse(a, b hit) bool {
	if a.score != b.score {
		return a.score < b.score
	}
	return t.v.before(b.doc, a.doc)
}

// least is the score of the worst, if there are n: no hit with less comes among them.
func (t *top) least() (score float64, full bool) {
	if len(t.hits) < t.n || t.n == 0 {
		return 0, false
	}
	return t.hits[0].score, true
}

func (t *top) add(h hit) {
	switch {
	case len(t.hits) < t.n:
		t.hits = append(t.hits, h)
		t.up(len(t.hits) - 1)
	case t.n > 0 && t.worse(t.hits[0], h):
		t.hits[0] = h
		t.down()
	}
}

// up moves a hit towards the root until none below it is worse.
func (t *top) up(i int) {
	for parent := (i - 1) / 2; i > 0 && t.worse(t.hits[i], t.hits[parent]); parent = (i - 1) / 2 {
		t.hits[i], t.hits[parent] = t.hits[parent], t.hits[i]
		i = parent
	}
}

// down moves the hit at the root away from it until none below it is worse.
func (t *top) down() {
	for i := 0; ; {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.hits); child++ {
			if t.worse(t.hits[child], t.hits[worst]) {
				worst = child
			}
		}
		if worst == i {
			return
		}
		t.hits[i], t.hits[worst] = t.hits[worst], t.hits[i]
		i = worst
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
