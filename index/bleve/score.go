package bleve

import (
	"context"
	"errors"
	"math"
	"runtime"
	"sync"
)

// board holds the scores of one query by document number. Boards are used again.
type board struct {
	score   []float32   // over groups; room for whole blocks
	touched bits        // documents with a score
	half    bool        // a unit may hold some words of a foreign term of several, where nothing holds all
	matched []bits      // by group
	idf     [][]float64 // by group and language (its number in the view): the best of its ways; nil for a number
	sets    []bits      // that the search has made, the first inUse, and that others before it left
	inUse   int
	listed  []int32 // room for the list of what is found,
	inTexts []int   // and for how many of them stand in each text
}

// maxBoards is how many boards a view keeps: one for each search that works at a time. A pool would lose them to the garbage collector, and a board is large.
var maxBoards = 2 * runtime.GOMAXPROCS(0)

func (v *view) board() *board {
	select {
	case b := <-v.boards:
		return b
	default:
		return &board{score: make([]float32, v.blocks()*blockSize), touched: newBits(v.n)}
	}
}

// release clears a board and keeps it for the next search.
func (v *view) release(b *board) {
	b.clear()
	b.half, b.inUse = false, 0
	select {
	case v.boards <- b:
	default:
	}
}

// clear makes the board ready to score anew. What it holds of documents is written over then, block by block.
func (b *board) clear() { b.matched, b.idf = b.matched[:0], b.idf[:0] }

// covered is the idf of the groups that a document of a language was found by.
func (b *board) covered(d int, lang uint32) (sum float32) {
	for g, found := range b.matched {
		if b.idf[g] != nil && found.has(d) {
			sum += float32(b.idf[g][lang])
		}
	}
	return sum
}

// set is one that the search has until its board is released.
func (b *board) set() bits {
	if b.inUse == len(b.sets) {
		b.sets = append(b.sets, make(bits, len(b.touched)))
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

// score fills the board: every group of the plan against every document that holds one of its ways. The words are read first, then the documents are gone through a block at
// a time, both by all processors that have nothing else to do: the scores of a block stay in the processor's cache while all words are added to them.
func (v *view) score(ctx context.Context, p *plan, b *board) error {
	read, err := v.readWords(ctx, p)
	if err != nil {
		return err
	}
	groups := make([]readGroup, len(p.groups))
	for i, g := range p.groups {
		groups[i] = v.readGroup(g, b.half, read)
		b.matched, b.idf = append(b.matched, b.set()), append(b.idf, groups[i].idf)
	}
	postings := 0
	for _, t := range read {
		postings += len(t.low)
	}
	v.together(v.blocks(), postings, func(i int) {
		if ctx.Err() != nil {
			return
		}
		room := blocks.Get().(*block)
		room.from, room.to = i*blockSize, min((i+1)*blockSize, v.n)
		room.score = (*[blockSize]float32)(b.score[room.from:])
		clear(room.score[:])
		touched := b.touched[room.from>>6 : (room.to+63)>>6]
		clear(touched)
		for g := range groups {
			clear(room.matched[:])
			v.scoreBlock(&groups[g], room)
			copy(b.matched[g][room.from>>6:], room.matched[:len(touched)])
			touched.or(bits(room.matched[:]))
		}
		blocks.Put(room) // clean: not where scoring panics
	})
	return ctx.Err()
}

const (
	blockSize = 1 << 14 // documents of a block: a part of 64 Ki, as postings stand, and a multiple of 64, so that no two blocks share a word of a set
	worthHelp = 1 << 13 // postings, or documents of a library, from which on work is worth several processors
)

// blocks is how many blocks the documents are.
func (v *view) blocks() int { return (v.n + blockSize - 1) / blockSize }

// together calls do with 0 to n-1, by several processors (spare) where it is work enough: about so many postings.
func (v *view) together(n, postings int, do func(i int)) {
	if postings >= worthHelp {
		v.idle.each(n, do)
		return
	}
	for i := range n {
		do(i)
	}
}

// readWords reads the postings of all words of a plan.
func (v *view) readWords(ctx context.Context, p *plan) (map[wordKey]*weighed, error) {
	read := map[wordKey]*weighed{}
	var keys []wordKey
	for _, g := range p.groups {
		for i := range g.ways {
			lang, ok := v.language.known[g.ways[i].language]
			if !ok || g.field == "number" {
				continue
			}
			for _, term := range g.ways[i].terms {
				key := wordKey{term, g.field, lang}
				if _, ok := read[key]; ok {
					continue
				}
				t, ok := v.read.get(key)
				if read[key] = t; !ok {
					keys = append(keys, key)
				}
			}
		}
	}
	made, errs := make([]*weighed, len(keys)), make([]error, len(keys))
	v.together(len(keys), v.n, func(i int) {
		if ctx.Err() == nil {
			made[i], errs[i] = v.weighed(keys[i].term, keys[i].lang, keys[i].field)
		}
	})
	for i, key := range keys {
		read[key] = made[i]
	}
	return read, errors.Join(append(errs, ctx.Err())...)
}

// readGroup is a group of a plan with the postings of its words.
type readGroup struct {
	*group
	ways []readWay
	idf  []float64 // by language: the best of its ways, by the group's weight; nil for a number
}

// readWay is a way with the postings of its words.
type readWay struct {
	words  []*weighed
	weight float32
	alone  bool // the only way of its language, of one word: it goes straight to the scores
	half   bool // some of its words are enough
	lang   uint32
}

func (v *view) readGroup(g *group, half bool, read map[wordKey]*weighed) readGroup {
	out := readGroup{group: g}
	if g.field == "number" {
		return out
	}
	out.idf = make([]float64, len(v.language.names))
	for i := range g.ways {
		w := &g.ways[i]
		lang, ok := v.language.known[w.language]
		if !ok {
			continue
		}
		r := readWay{weight: float32(w.weight), lang: lang, half: half && w.foreign}
		best := 0.0
		for _, term := range w.terms {
			t := read[wordKey{term, g.field, lang}]
			r.words = append(r.words, t)
			best += t.best()
		}
		if len(w.terms) == 1 && g.alone(i) {
			r.alone, r.weight = true, float32(w.weight*g.weight)
		} else if len(w.terms) != 1 {
			best *= float64(multiWord(len(w.terms)))
		}
		out.idf[lang] = max(out.idf[lang], best*w.weight)
		out.ways = append(out.ways, r)
	}
	for lang := range out.idf {
		out.idf[lang] *= g.weight
	}
	return out
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

// block is what scoring some documents needs, by their place in the block.
type block struct {
	from, to int                    // documents
	score    *[blockSize]float32    // of the board
	matched  [blockSize >> 6]uint64 // documents of the group at work
	group    [blockSize]float32     // its scores, where a language has several ways of it
	way      [blockSize]float32     // of several words
	hits     [blockSize]uint8       // words of it found
	reached  []uint16               // places of the group at work
	walked   []uint16               // places of the way at work
}

var blocks = sync.Pool{New: func() any { return new(block) }}

// inBlock is the place of a document in its block.
const inBlock = blockSize - 1

// of is the part of a word's postings that lies in the block.
func (k *block) of(t *weighed) (low, share []uint16) { return t.between(k.from, k.to) }

// scoreBlock adds the best way of g in each document of a block to the board. A document is written in one language: where that has one way of one word, its
// postings go straight to the scores.
func (v *view) scoreBlock(g *readGroup, k *block) {
	if g.field == "number" {
		v.scoreNumber(g.group, k)
		return
	}
	k.reached = k.reached[:0]
	for i := range g.ways {
		w := &g.ways[i]
		switch {
		case w.alone:
			k.scoreAlone(w)
		case len(w.words) == 1:
			k.scoreWord(w)
		default:
			k.scoreWords(w)
		}
	}
	weight := float32(g.weight)
	for _, at := range k.reached {
		at &= inBlock
		k.score[at] += k.group[at] * weight
		k.group[at] = 0
		k.matched[at>>6] |= 1 << (at & 63)
	}
}

// scoreAlone adds the postings of a word to the scores.
func (k *block) scoreAlone(w *readWay) {
	low, share := k.of(w.words[0])
	share = share[:len(low)]
	for i, d := range low {
		at := d & inBlock
		k.score[at] += float32(share[i]) * w.words[0].step * w.weight
		k.matched[at>>6] |= 1 << (at & 63)
	}
}

// numberScore is what a provision gets for being the one whose number is asked for.
const numberScore = 5

func (v *view) scoreNumber(g *group, k *block) {
	id, ok := v.number.known[g.number]
	if !ok || g.number == "" {
		return
	}
	for at, n := range v.number.of[k.from:k.to] {
		if n == id && v.live.has(k.from+at) {
			k.score[at] += numberScore
			k.matched[at>>6] |= 1 << (at & 63)
		}
	}
}

// scoreWords scores a way of several words, of which each counts its share and the whole counts most.
func (k *block) scoreWords(w *readWay) {
	k.walked = k.walked[:0]
	for i, t := range w.words {
		low, share := k.of(t)
		for j, d := range low {
			at := d & inBlock
			if k.way[at] == 0 && k.hits[at] == 0 {
				k.walked = append(k.walked, at)
			}
			k.way[at] += float32(share[j]) * t.step
			if int(k.hits[at]) <= i {
				k.hits[at]++
			}
		}
	}
	n := len(w.words)
	for _, at := range k.walked {
		at &= inBlock
		s := k.way[at] * w.weight
		hits := int(k.hits[at])
		k.way[at], k.hits[at] = 0, 0
		if hits < n && (n < 3 || hits < n-1) && !w.half {
			continue
		}
		s *= float32(math.Pow(float64(hits)/float64(n), 2))
		s *= multiWord(n)
		k.reach(at, s)
	}
}

// scoreWord scores a way of one word.
func (k *block) scoreWord(w *readWay) {
	low, share := k.of(w.words[0])
	share = share[:len(low)]
	for i, d := range low {
		k.reach(d&inBlock, float32(share[i])*w.words[0].step*w.weight)
	}
}

// reach gives the group at work a score in the document at a place of the block, if it has no better one.
func (k *block) reach(at uint16, s float32) {
	at &= inBlock
	before := k.group[at]
	if before == 0 {
		k.reached = append(k.reached, at)
	}
	if s > before {
		k.group[at] = s
	}
}

// multiWord weighs a term of n words: it says more than one word and less than n.
func multiWord(n int) float32 { return float32(1 / math.Sqrt(float64(n))) }
