package bleve

import (
	"slices"
)

// weights of the features that order the best hits. TestTuning says what they are worth on questions that had no part in
// choosing them (doc/ranking.md).
var weights = struct {
	cover    float64 // how far a unit without all words falls
	pair     float64 // two neighbouring words of the question that stand near each other, in order
	window   float64 // all words found in a short piece
	heading  float64 // the heading is what is asked for
	early    float64 // the first words of the text are
	opening  float64 // of a unit without a heading, its very first words are: they stand in the heading's place
	synonym  float64 // of another term of the concept in the question's own language
	everyday float64 // of the term of laws for an everyday word
	learnt   float64 // of a word of another language that the library itself teaches
	beside   float64 // the same where the thesaurus has a word
	single   float64 // of a character that a pair of the question holds
	bound    float64 // of a pair with a character that binds words (emptyMarks)
	kin      float64 // of a word that is kin to one of the question
	k1       float64 // bounds what repetitions of a word add (BM25)
}{cover: 0.4, pair: 0.45, window: 0.2, heading: 0.35, early: 0.25, opening: 0.4, synonym: 0.4, everyday: 0.7, learnt: 0.8, beside: 0.5, single: 0.4, bound: 0.3, kin: 0.6, k1: 1.2}

// reorder orders the first maxReordered hits anew by what BM25 does not see: the order and closeness of the words, and the heading.
func (s *search) reorder(hits []hit) error {
	n := min(len(hits), maxReordered)
	if len(s.plan.groups) == 0 || n < 2 && !s.q.Loose {
		return nil
	}
	asked := map[string]*asked{}
	var words []uint32
	for i := range hits[:n] {
		h := &hits[i]
		doc := h.doc
		if other, ok := s.via[doc]; ok && s.own(other) > s.own(doc) {
			doc = other
		}
		language := s.v.language.names[s.v.language.of[doc]]
		a := asked[language]
		if a == nil {
			a = s.asked(language)
			asked[language] = a
		}
		var err error
		if words, err = s.v.stream(doc, words[:0]); err != nil {
			return err
		}
		h.score *= 1 + a.features(words)
	}
	sortHits(hits[:n], s.v)
	for i := n; i < len(hits) && n > 0; i++ {
		hits[i].score = min(hits[i].score, hits[n-1].score) // what is not ordered anew stays behind what is
	}
	return nil
}

// asked is the question in one language: for every hash the group it belongs to, the groups in their order.
type asked struct {
	groupOf map[uint32][]int // by hash: places in places
	some    [1 << 10]bool    // by the low bits of a hash: nothing is looked up for most words of a text
	weight  []float64        // by group
	places  []int            // of the groups in the question
	total   float64
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
func (a *asked) features(words []uint32) float64 {
	if a.total == 0 {
		return 0
	}
	text, heading := fieldOf(words, "text"), fieldOf(words, "heading")
	found := a.find(text)
	f := weights.pair*a.pairs(found) + weights.window*a.window(found) + weights.early*a.early(text)
	if len(heading) > 0 {
		at := a.find(heading)
		share := a.share(at)
		full := float64(distinctPlaces(at)) / float64(len(heading))
		f += weights.heading * share * (0.5 + 0.5*min(1, full)) * 2
		f += weights.pair * 0.5 * a.pairs(at)
	} else {
		f += weights.opening * a.opening(text)
	}
	return f
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

func (a *asked) find(words []uint32) []place {
	var out []place
	for i, w := range words {
		if !a.some[w%uint32(len(a.some))] {
			continue
		}
		for _, g := range a.groupOf[w] {
			out = append(out, place{i, g})
		}
	}
	return out
}

// share is the part of the question's weight that was found.
func (a *asked) share(found []place) float64 {
	seen := make([]bool, len(a.weight))
	sum := 0.0
	for _, p := range found {
		if !seen[p.group] {
			seen[p.group] = true
			sum += a.weight[p.group]
		}
	}
	return sum / a.total
}

// pairs is how many neighbours in the question are neighbours in the text: 1 for all of them, side by side and in order. Words that stand
// apart count by the inverse of their distance.
func (a *asked) pairs(found []place) float64 {
	n := len(a.weight)
	if n < 2 {
		return 0
	}
	best := make([]float64, n)
	last := make([]int, n)
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
	count := make([]int, len(a.weight))
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

// early is the share of the question in the first forty words.
func (a *asked) early(text []uint32) float64 { return a.share(a.find(text[:min(len(text), 40)])) }

// opening is the share in the first twenty-five: a unit without a heading says there what it is about.
func (a *asked) opening(text []uint32) float64 { return a.share(a.find(text[:min(len(text), 25)])) }
