package bleve

import (
	"context"
	"math"
	"runtime"
)

// board holds the scores of one query by document number. Boards are used again: clear undoes what was touched.
type board struct {
	sums    []sums
	touched []int32     // documents with a score
	group   []float32   // of the group at work
	way     []float32   // of the way at work, several words
	hits    []uint8     // words of it found
	reached []int32     // documents of the group at work
	walked  []int32     // documents of the way at work
	half    bool        // a unit may hold some words of a foreign term of several, where nothing holds all
	matched []bits      // by group
	idf     [][]float64 // by group and language (its number in the view): the best of its ways; nil for a number
	sets    []bits      // that the search has made, the first inUse, and that others before it left
	inUse   int
	listed  []int32 // room for the list of what is found,
	inTexts []int   // for how many of them stand in each text,
	words   []token // and for the words of a text
}

// sums are what a document has of the question. They stand side by side, since both are wanted of every document that is looked at.
type sums struct {
	score   float32 // over groups
	covered float32 // idf of the groups found
}

// maxBoards is how many boards a view keeps: one for each search that works at a time. A pool would lose them to the garbage collector, and a board is large.
var maxBoards = 2 * runtime.GOMAXPROCS(0)

func (v *view) board() *board {
	select {
	case b := <-v.boards:
		return b
	default:
		return &board{sums: make([]sums, v.n), group: make([]float32, v.n)}
	}
}

// release clears a board and keeps it for the next search.
func (v *view) release(b *board) {
	b.clear()
	b.half, b.inUse = false, 0
	clear(b.words[:cap(b.words)]) // they are pieces of the texts that were shown
	select {
	case v.boards <- b:
	default:
	}
}

// clear makes the board ready to score anew.
func (b *board) clear() {
	for _, d := range b.touched {
		b.sums[d] = sums{}
	}
	b.touched, b.matched, b.idf = b.touched[:0], b.matched[:0], b.idf[:0]
}

// set is one that the search has until its board is released.
func (b *board) set() bits {
	if b.inUse == len(b.sets) {
		b.sets = append(b.sets, newBits(len(b.sums)))
	}
	b.inUse++
	return b.sets[b.inUse-1]
}

// empty is a set without members that the search has until its board is released.
func (b *board) empty() bits {
	s := b.set()
	clear(s)
	return s
}

// copied is a set with the members of o that the search has until its board is released.
func (b *board) copied(o bits) bits {
	s := b.set()
	copy(s, o)
	return s
}

// score fills the board: every group of the plan against every document that holds one of its ways.
func (v *view) score(ctx context.Context, p *plan, b *board) error {
	for _, g := range p.groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		matched := b.empty()
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
		sum := &b.sums[d]
		if sum.score == 0 {
			b.touched = append(b.touched, d)
		}
		sum.score += s * float32(g.weight)
		sum.covered += float32(idfs[v.language.of[d]])
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
		sum := &b.sums[d]
		if sum.score == 0 {
			b.touched = append(b.touched, d)
		}
		sum.score += t.gain[k] * weight
		sum.covered += covered
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
			if b.sums[d].score == 0 {
				b.touched = append(b.touched, int32(d))
			}
			b.sums[d].score += 5
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
