package bleve

import (
	"slices"
	"sort"

	"github.com/pandect/pandect/index"
)

// weights of the features that order the best hits. TestTuning says what they are worth on questions that had no part in
// choosing them (doc/ranking.md).
var weights = struct {
	cover      float64 // how far a unit without all words falls
	coverPairs float64 // the same for pairs of characters: some of them lie across words, and no unit has them
	pair       float64 // two neighbouring words of the question that stand near each other, in order
	window     float64 // all words found in a short piece
	heading    float64 // the heading is what is asked for
	early      float64 // the first words of the text are
	opening    float64 // of a unit without a heading, its very first words are: they stand in the heading's place
	synonym    float64 // of another term of the concept in the question's own language
	everyday   float64 // of the term of laws for an everyday word
	rest       float64 // of the other words of an everyday expression that has such a term
	learnt     float64 // of a word of another language that the library itself teaches
	beside     float64 // the same where the thesaurus has a word
	single     float64 // of a character that a pair of the question holds
	bound      float64 // of a pair with a character that binds words (emptyMarks)
	kin        float64 // of a word that is kin to one of the question
	k1         float64 // bounds what repetitions of a word add (BM25)
}{cover: 0.4, coverPairs: 0.2, pair: 0.45, window: 0.2, heading: 0.35, early: 0.25, opening: 0.4, synonym: 0.4, everyday: 0.85, rest: 0.5, learnt: 0.8, beside: 0.5, single: 0.4, bound: 0.3, kin: 0.6, k1: 1.2}

// reorder orders the first maxReordered hits anew by what BM25 does not see: the order and closeness of the words, and the heading. It ends where no hit that
// follows can come among the first want, and passes over single ones that cannot: their score, which features only raise, stays below those of the first want.
func (s *search) reorder(hits []hit, want int) error {
	n := min(len(hits), maxReordered)
	if len(s.plan.groups) == 0 || n < 2 && !s.q.Loose {
		return nil
	}
	byLanguage := map[string]*asked{}
	first := leastOf{n: want}
	var a *asked // in the language of the unit at work
	var gain float64
	visit := s.v.visitor(func(words stream) { gain = a.features(words) })
	for i := range hits[:n] {
		h := &hits[i]
		least, full := first.least()
		if full && h.score*(1+mostFeatures()) < least {
			n = i
			break
		}
		doc := h.doc
		if other, ok := s.via[doc]; ok && s.own(other) > s.own(doc) {
			doc = other
		}
		language := s.v.language.names[s.v.language.of[doc]]
		if a = byLanguage[language]; a == nil {
			a = s.asked(language)
			byLanguage[language] = a
		}
		if full && h.score*(1+a.mostFeatures(s.v.lengths[headingField][doc] > 0)) < least {
			continue
		}
		if err := visit(doc); err != nil {
			return err
		}
		h.score *= 1 + gain
		first.add(h.score)
	}
	sortHits(hits[:n], s.v)
	for i := n; i < len(hits) && n > 0; i++ {
		hits[i].score = min(hits[i].score, hits[n-1].score) // what is not ordered anew stays behind what is
	}
	return nil
}

// mostFeatures is what features gives at most.
func mostFeatures() float64 {
	return weights.pair + weights.window + weights.early + max(weights.opening, 2*weights.heading+0.5*weights.pair)
}

// mostFeatures is what features gives a unit at most, with or without a heading. One word has no neighbours.
func (a *asked) mostFeatures(headed bool) float64 {
	pair := weights.pair
	if len(a.weight) < 2 {
		pair = 0
	}
	if !headed {
		return pair + weights.window + weights.early + weights.opening
	}
	return pair + weights.window + weights.early + 2*weights.heading + 0.5*pair
}

// headingField is the place of the heading in index.Fields.
var headingField = slices.IndexFunc(index.Fields, func(f index.Field) bool { return f.Name == "heading" })

// leastOf keeps the greatest n scores, ascending.
type leastOf struct {
	n      int
	scores []float64
}

// least is the n-th greatest score, if there are so many.
func (l *leastOf) least() (score float64, full bool) {
	if len(l.scores) < l.n {
		return 0, false
	}
	return l.scores[0], true
}

func (l *leastOf) add(score float64) {
	at, _ := slices.BinarySearch(l.scores, score)
	switch {
	case len(l.scores) < l.n:
		l.scores = slices.Insert(l.scores, at, score)
	case at > 0:
		copy(l.scores, l.scores[1:at])
		l.scores[at-1] = score
	}
}

// asked is the question in one language: for every hash the group it belongs to, the groups in their order.
type asked struct {
	groupOf map[uint32][]int // by hash: places in places
	some    [1 << 10]bool    // by the low bits of a hash: nothing is looked up for most words of a text
	weight  []float64        // by group
	places  []int            // of the groups in the question
	total   float64

	text, heading []place // of the words found in the unit at work
	seen          []bool  // by group
	best          []float64
	last, count   []int
}

func (s *search) asked(language string) *asked {
	a := &asked{groupOf: map[uint32][]int{}}
	for _, g := range s.plan.groups {
		if g.field == "number" {
			continue
		}
		n, best := len(a.weight), 0.0
		for _, w := range g.ways {
			if w.language != language || w.synonym {
				continue
			}
			for _, t := range w.terms {
				for _, h := range s.e.hashes(language, t) {
					if !slices.Contains(a.groupOf[h], n) {
						a.some[h%uint32(len(a.some))] = true
						a.groupOf[h] = append(a.groupOf[h], n)
					}
				}
			}
			best = max(best, w.weight)
		}
		if best == 0 {
			continue
		}
		a.weight = append(a.weight, best*g.weight)
		a.places = append(a.places, g.pos)
		a.total += best * g.weight
	}
	return a
}

// hashes of a term in a stream: a pair of characters stands there as two.
func (e *Engine) hashes(language, term string) []uint32 {
	if !unspacedText(term) {
		return []uint32{hash(term)}
	}
	var out []uint32
	for _, t := range e.chain(language).tokens(term) {
		if !t.pair {
			out = append(out, hash(t.term))
		}
	}
	return out
}

// place is a word of the question found in a stream.
type place struct{ at, group int }

// features is what the order of a unit's words adds to its score, as a share of it.
func (a *asked) features(words stream) float64 {
	if a.total == 0 {
		return 0
	}
	headed := a.find(words)
	f := weights.pair*a.pairs(a.text) + weights.window*a.window(a.text) + weights.early*a.share(before(a.text, earlyWords))
	if headed == 0 {
		return f + weights.opening*a.share(before(a.text, openingWords))
	}
	share := a.share(a.heading)
	full := float64(distinctPlaces(a.heading)) / float64(headed)
	return f + weights.heading*share*(0.5+0.5*min(1, full))*2 + weights.pair*0.5*a.pairs(a.heading)
}

const (
	earlyWords   = 40 // of the wording
	openingWords = 25 // of one without a heading: it says there what it is about
)

// before are the places among the first words.
func before(found []place, words int) []place {
	i := sort.Search(len(found), func(i int) bool { return found[i].at >= words })
	return found[:i]
}

func distinctPlaces(found []place) int {
	n, last := 0, -1
	for _, p := range found {
		if p.at != last {
			n++
			last = p.at
		}
	}
	return n
}

// find notes where the question's words stand in the wording and the heading of a unit, ascending, and says how many words the heading has.
func (a *asked) find(words stream) (headed int) {
	a.text, a.heading = a.text[:0], a.heading[:0]
	into, at := &a.text, 0
	for i := 0; i+streamStep <= len(words); i += streamStep {
		w := uint32(words[i]) | uint32(words[i+1])<<8 | uint32(words[i+2])<<16
		if w == 0 { // the wording ends, or the heading
			if into == &a.heading {
				return at
			}
			into, at = &a.heading, 0
			continue
		}
		if a.some[w%uint32(len(a.some))] {
			for _, g := range a.groupOf[w] {
				*into = append(*into, place{at, g})
			}
		}
		at++
	}
	return 0
}

// share is the part of the question's weight that was found.
func (a *asked) share(found []place) float64 {
	seen := fresh(&a.seen, len(a.weight))
	sum := 0.0
	for _, p := range found {
		if !seen[p.group] {
			seen[p.group] = true
			sum += a.weight[p.group]
		}
	}
	return sum / a.total
}

// fresh is a slice of n zeros in the room of another.
func fresh[T any](room *[]T, n int) []T {
	if cap(*room) < n {
		*room = make([]T, n)
	}
	*room = (*room)[:n]
	clear(*room)
	return *room
}

// pairs is how many neighbours in the question are neighbours in the text: 1 for all of them, side by side and in order. Words that stand
// apart count by the inverse of their distance.
func (a *asked) pairs(found []place) float64 {
	n := len(a.weight)
	if n < 2 {
		return 0
	}
	best, last := fresh(&a.best, n), fresh(&a.last, n)
	for i := range last {
		last[i] = -1
	}
	for _, p := range found {
		if g := p.group; g > 0 && last[g-1] >= 0 {
			want := max(1, a.places[g]-a.places[g-1])
			best[g] = max(best[g], closeness(p.at-last[g-1], want))
		}
		if g := p.group; g+1 < n && last[g+1] >= 0 {
			best[g+1] = max(best[g+1], 0.6*closeness(p.at-last[g+1], 1))
		}
		last[p.group] = p.at
	}
	sum, total := 0.0, 0.0
	for g := 1; g < n; g++ {
		w := min(a.weight[g], a.weight[g-1])
		sum += w * best[g]
		total += w
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

func closeness(distance, want int) float64 {
	gap := distance - want
	if gap < 0 {
		gap = -gap
	}
	return 1 / (1 + 0.5*float64(gap))
}

// window is the share of the question found in the best piece of thirty words.
func (a *asked) window(found []place) float64 {
	const width = 30
	best := 0.0
	count := fresh(&a.count, len(a.weight))
	sum, from := 0.0, 0
	for _, p := range found {
		if count[p.group]++; count[p.group] == 1 {
			sum += a.weight[p.group]
		}
		for found[from].at < p.at-width {
			if g := found[from].group; count[g] == 1 {
				sum -= a.weight[g]
			}
			count[found[from].group]--
			from++
		}
		best = max(best, sum)
	}
	return best / a.total
}
