package bleve

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/pandect/pandect/index"
)

// What the library itself says for a word in another language: provisions that it holds in both (twins) are read side by side, and the words that
// stand in the other wording where the word stands, and seldom elsewhere, are its translations. They find laws that are there in one language alone.
const (
	maxParallel     = 120  // provisions read for one word
	fewParallel     = 3    // provisions below which nothing is learnt
	maxTranslations = 3    // of one word
	leastDice       = 0.3  // of a word and its translation
	parallelWords   = 600  // of a provision that are read
	commonShare     = 0.25 // of the provisions: a word in more of them has no translation worth knowing
)

// translation is a term of another language and how sure it is, 0 to 1.
type translation struct {
	term string
	sure float64
}

// parallels are the translations of a term, the surest first; empty where the library holds too few provisions in both languages. The association
// is Dice's coefficient over provisions (Smadja and others, Translating Collocations for Bilingual Lexicons, 1996), counted on the shortest, which
// are the sharpest. The answer is kept with the view.
func (v *view) parallels(term, from, to string) ([]translation, error) {
	key := from + "\n" + to + "\n" + term
	if known, ok := v.translations.Load(key); ok {
		return known.([]translation), nil
	}
	pairs, err := v.pairs(term, from, to)
	if err != nil || len(pairs) == 0 { // not kept: what is asked may be any word
		return nil, err
	}
	var out []translation
	if both := v.bothLanguages(from, to); len(pairs) >= fewParallel && float64(len(pairs)) < commonShare*float64(both)+fewParallel {
		if out, err = v.associated(pairs, to, both); err != nil {
			return nil, err
		}
	}
	v.translations.Store(key, out)
	return out, nil
}

// pairs are the documents of a language whose twin in another holds term in wording, heading or title.
func (v *view) pairs(term, from, to string) ([]int32, error) {
	seen := map[int32]bool{}
	var out []int32
	target, ok := v.language.known[to]
	if !ok {
		return nil, nil
	}
	for _, field := range []string{"text", "heading", "title"} {
		_, err := v.postings(term, field+"."+from, func(d int32, _ uint64) {
			if c := v.twin[d]; c != 0 && !seen[c] {
				seen[c] = true
				for _, m := range v.twins[c] {
					if v.language.of[m] == target {
						out = append(out, m)
						return
					}
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// bothLanguages is how many provisions stand in both languages.
func (v *view) bothLanguages(from, to string) int {
	a, b := v.language.known[from], v.language.known[to]
	key := [2]uint32{a, b}
	if n, ok := v.both.Load(key); ok {
		return n.(int)
	}
	n := 0
	for _, members := range v.twins {
		var x, y bool
		for _, m := range members {
			x, y = x || v.language.of[m] == a, y || v.language.of[m] == b
		}
		if x && y {
			n++
		}
	}
	v.both.Store(key, n)
	return n
}

// associated are the terms that the wordings share and others have not.
func (v *view) associated(pairs []int32, to string, both int) ([]translation, error) {
	sample := slices.Clone(pairs)
	slices.SortFunc(sample, func(a, b int32) int {
		return cmp.Or(cmp.Compare(v.lengths[0][a], v.lengths[0][b]), order(v.before(int(a), int(b)), v.before(int(b), int(a))))
	})
	sample = sample[:min(len(sample), maxParallel)]
	in := map[uint32]int{}
	var words []uint32
	for _, d := range sample {
		var err error
		if words, err = v.stream(int(d), words[:0]); err != nil {
			return nil, err
		}
		words = append(words[:min(len(words), parallelWords)], v.titleWords(int(d))...)
		slices.Sort(words)
		for i, w := range words {
			if w != 0 && (i == 0 || words[i-1] != w) {
				in[w]++
			}
		}
	}
	l, c := v.lexis(to), v.chain(to)
	share := float64(both) / float64(v.docsIn[v.language.known[to]])
	var out []translation
	for w, n := range in {
		term, ok := l.byHash()[w]
		if n < 2 || !ok || c.stops[term] || len(term) < 3 {
			continue
		}
		together := float64(n) / float64(len(sample)) * float64(len(pairs))
		alone := max(together, float64(l.count(term))*share)
		if dice := 2 * together / (float64(len(pairs)) + alone); dice >= leastDice {
			out = append(out, translation{term, math.Sqrt(dice)})
		}
	}
	slices.SortFunc(out, func(a, b translation) int { return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.term, b.term)) })
	return out[:min(len(out), maxTranslations)], nil
}

// parallelConcept begins the id of what stands in no thesaurus.
const parallelConcept = "parallel/"

// maxSpelt bounds how many learnt terms are looked up in the catalogue to be shown as words; the rest are shown as stems.
const maxSpelt = 12

// spellOut puts learnt terms as the library writes them in the place of their stems.
func (s *search) spellOut(ctx context.Context) {
	left := maxSpelt
	for _, x := range s.result.Expansions {
		if !strings.HasPrefix(x.Concept, parallelConcept) {
			continue
		}
		for i, term := range x.Terms {
			if left--; left < 0 {
				return
			}
			if word := s.surface(ctx, term, term, x.Language, nil); word != "" {
				x.Terms[i] = word
			}
		}
	}
}

// learn adds to the words of a question what the library says for them in the other languages: with less weight where the thesaurus has spoken.
func (s *search) learn(words []word) {
	if ablated("parallels") || len(s.v.twins) < 2 {
		return
	}
	for _, w := range words {
		if w.group == nil || w.group.exact || unspacedText(w.term) {
			continue
		}
		for _, language := range s.plan.searched {
			if language == s.plan.language || !s.wanted(language) || w.group.gone[language] {
				continue
			}
			weight := weights.learnt
			if slices.ContainsFunc(w.group.ways, func(o way) bool { return o.language == language && o.foreign }) {
				weight *= weights.beside
			}
			s.learnWord(w, language, weight)
		}
	}
}

func (s *search) learnWord(w word, language string, weight float64) {
	known, err := s.v.parallels(w.term, s.plan.language, language)
	if err != nil || len(known) == 0 || weight == 0 {
		return
	}
	x := index.Expansion{Concept: parallelConcept + w.term, Source: w.group.source, Language: language}
	x.Off = slices.Contains(s.q.Without, x.Concept+":"+language)
	for _, t := range known {
		if slices.ContainsFunc(w.group.ways, func(o way) bool { return o.language == language && len(o.terms) == 1 && o.terms[0] == t.term }) {
			continue
		}
		x.Terms = append(x.Terms, t.term)
		if !x.Off {
			w.group.ways = append(w.group.ways, way{language: language, terms: []string{t.term}, weight: weight * t.sure, foreign: true})
		}
	}
	if len(x.Terms) > 0 {
		s.result.Expansions = append(s.result.Expansions, x)
	}
}
