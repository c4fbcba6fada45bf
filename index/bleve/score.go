package bleve

import (
	"context"
	"math"
	"runtime"
)

// board holds the scores of one query by document number. Boards are used again: clear undoes what was touched.
type board struct {
	score   []float32   // sum over groups
	covered []float32   // idf of the groups found
	touched []int32     // documents with a score
	group   []float32   // of the group at work
	way     []float32   // of the way at work, several words
	hits    []uint8     // words of it found
	reached []int32     // documents of the group at work
	walked  []int32     // documents of the way at work
	half    bool        // a unit may hold some words of a foreign term of several, where nothing holds all
	matched []bits      // by group
	idf     [][]float64 // by group and language (its number in the view): the best of its ways; nil for a number
}

// maxBoards is how many boards a view keeps: one for each search that works at a time. A pool would lose them to the garbage collector, and a board is large.
var maxBoards = 2 * runtime.GOMAXPROCS(0)

func (v *view) board() *board {
	select {
	case b := <-v.boards:
		return b
	default:
		return &board{score: make([]float32, v.n), covered: make([]float32, v.n), group: make([]float32, v.n)}
	}
}

// release clears a board and keeps it for the next search.
func (v *view) release(b *board) {
	b.clear()
	b.half = false
	select {
	case v.boards <- b:
	default:
	}
}

// clear makes the board ready to score anew.
func (b *board) clear() {
	for _, d := range b.touched {
		b.score[d], b.covered[d] = 0, 0
	}
	b.touched, b.matched, b.idf = b.touched[:0], nil, nil
}

// score fills the board: every group of the plan against every document that holds one of its ways.
func (v *view) score(ctx context.Context, p *plan, b *board) error {
	for _, g := range p.groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		matched := newBits(v.n)
		if err := v.scoreGroup(g, b, matched); err != nil {
			return err
		}
		b.matched = append(b.matched, matched)
	}
	return nil
}

// scoreGroup adds the best way of g in each document to the board. A document is written in one language: where that has one way of one word, its
// postings go straight to the scores.
func (v *view) scoreGroup(g *group, b *board, matched bits) error {
	b.reached = b.reached[:0]
	if g.field == "number" {
		v.scoreNumber(g, b, matched)
		b.idf = append(b.idf, nil)
		return nil
	}
	idfs := make([]float64, len(v.language.names)) // the best of each language
	for i := range g.ways {
		w := &g.ways[i]
		lang, ok := v.language.known[w.language]
		if !ok {
			continue
		}
		if len(w.terms) == 1 && g.alone(i) {
			t, err := v.weighed(w.terms[0], lang, g.field)
			if err != nil {
				return err
			}
			idfs[lang] = t.best() * w.weight
			b.add(t, float32(w.weight*g.weight), float32(idfs[lang]*g.weight), matched)
			continue
		}
		idf, err := v.scoreWay(w, lang, g, b)
		if err != nil {
			return err
		}
		idfs[lang] = max(idfs[lang], idf*w.weight)
	}
	for language := range idfs {
		idfs[language] *= g.weight
	}
	b.idf = append(b.idf, idfs)
	for _, d := range b.reached {
		s := b.group[d]
		b.group[d] = 0
		if b.score[d] == 0 {
			b.touched = append(b.touched, d)
		}
		b.score[d] += s * float32(g.weight)
		b.covered[d] += float32(idfs[v.language.of[d]])
		matched.set(int(d))
	}
	return nil
}

// alone says whether a way is the only one of its language.
func (g *group) alone(way int) bool {
	for i := range g.ways {
		if i != way && g.ways[i].language == g.ways[way].language {
			return false
		}
	}
	return true
}

// add adds a word to the board.
func (b *board) add(t *weighed, weight, covered float32, matched bits) {
	for k, d := range t.docs {
		if b.score[d] == 0 {
			b.touched = append(b.touched, d)
		}
		b.score[d] += t.gain[k] * weight
		b.covered[d] += covered
		matched.set(int(d))
	}
}

func (v *view) scoreNumber(g *group, b *board, matched bits) {
	id, ok := v.number.known[g.number]
	if !ok || g.number == "" {
		return
	}
	for d, n := range v.number.of {
		if n == id && v.live.has(d) {
			if b.score[d] == 0 {
				b.touched = append(b.touched, int32(d))
			}
			b.score[d] += 5
			matched.set(d)
		}
	}
}

// scoreWay scores one wording: a word, or several of which each counts its share and the whole counts most.
func (v *view) scoreWay(w *way, lang uint32, g *group, b *board) (idf float64, err error) {
	if len(w.terms) == 1 {
		return v.scoreWord(w, lang, g, b)
	}
	if b.way == nil {
		b.way, b.hits = make([]float32, v.n), make([]uint8, v.n)
	}
	b.walked = b.walked[:0]
	total := 0.0
	for i, term := range w.terms {
		t, err := v.weighed(term, lang, g.field)
		if err != nil {
			return 0, err
		}
		for k, d := range t.docs {
			if b.way[d] == 0 && b.hits[d] == 0 {
				b.walked = append(b.walked, d)
			}
			b.way[d] += t.gain[k]
			if int(b.hits[d]) <= i {
				b.hits[d]++
			}
		}
		total += t.best()
	}
	n := len(w.terms)
	for _, d := range b.walked {
		s := b.way[d] * float32(w.weight)
		hits := int(b.hits[d])
		b.way[d], b.hits[d] = 0, 0
		if hits < n && (n < 3 || hits < n-1) && !(b.half && w.foreign) {
			continue
		}
		s *= float32(math.Pow(float64(hits)/float64(n), 2))
		s *= multiWord(n)
		if b.group[d] == 0 {
			b.reached = append(b.reached, d)
		}
		b.group[d] = max(b.group[d], s)
	}
	return total * float64(multiWord(n)), nil
}

// scoreWord is scoreWay of one word.
func (v *view) scoreWord(w *way, lang uint32, g *group, b *board) (idf float64, err error) {
	t, err := v.weighed(w.terms[0], lang, g.field)
	if err != nil {
		return 0, err
	}
	weight := float32(w.weight)
	for k, d := range t.docs {
		before, s := b.group[d], t.gain[k]*weight
		if before == 0 {
			b.reached = append(b.reached, d)
		}
		if s > before {
			b.group[d] = s
		}
	}
	return t.best(), nil
}

// multiWord weighs a term of n words: it says more than one word and less than n.
func multiWord(n int) float32 { return float32(1 / math.Sqrt(float64(n))) }
