package bleve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// plainScore is what scoring means, document by document: for every group the best of its ways, added up in the order of the groups.
func plainScore(t *testing.T, v *view, p *plan, half bool) (score, covered []float32, matched [][]bool) {
	t.Helper()
	score, covered = make([]float32, v.n), make([]float32, v.n)
	for _, g := range p.groups {
		best, found := make([]float32, v.n), make([]bool, v.n)
		idf := make([]float64, len(v.language.names))
		for i := range g.ways {
			w := &g.ways[i]
			lang, ok := v.language.known[w.language]
			if !ok {
				continue
			}
			sum, hits, whole := make([]float32, v.n), make([]int, v.n), 0.0
			for _, term := range w.terms {
				words, err := v.weighed(term, lang, g.field)
				if err != nil {
					t.Fatal(err)
				}
				whole += words.best()
				words.each(func(d int, gain float32) {
					sum[d] += gain
					hits[d]++
				})
			}
			n := len(w.terms)
			if n > 1 {
				whole *= float64(multiWord(n))
			}
			idf[lang] = max(idf[lang], whole*w.weight)
			for d, h := range hits {
				if h == 0 || h < n && (n < 3 || h < n-1) && !(half && w.foreign) {
					continue
				}
				s := sum[d] * float32(w.weight)
				if n > 1 {
					share := float32(h) / float32(n)
					s *= share * share * multiWord(n)
				} else if g.alone(i) {
					s = sum[d] * float32(w.weight*g.weight)
				}
				if n > 1 || !g.alone(i) {
					s *= float32(g.weight)
				}
				best[d], found[d] = max(best[d], s), true
			}
		}
		for d := range best {
			if found[d] {
				score[d] += best[d]
				covered[d] += float32(idf[v.language.of[d]] * g.weight)
			}
		}
		matched = append(matched, found)
	}
	return score, covered, matched
}

// blocksOf is a library of several blocks, in two languages, in which many units are alike.
func blocksOf(t *testing.T, words []string) *Engine {
	t.Helper()
	rng := rand.New(rand.NewPCG(8, 8))
	e := open(t, &indextest.Shelf{}).(*Engine)
	var texts []corpus.Text
	for law := range 33 {
		text := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("x%c/act/%d", 'a'+law%3, law)), Country: []string{"XA", "XB", "XC"}[law%3], Title: "Act"}, Language: []string{"en", "fr"}[law%2]}
		for i := range 1000 {
			wording := ""
			for range 1 + rng.IntN(6) {
				wording += words[min(rng.IntN(len(words)), rng.IntN(len(words)))] + " "
			}
			text.Provisions = append(text.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", i)), Kind: "section", Text: wording})
		}
		texts = append(texts, text)
	}
	if err := e.Put(t.Context(), texts...); err != nil {
		t.Fatal(err)
	}
	return e
}

// Scores of a library of several blocks are those that scoring document by document gives, whoever works on the blocks, and answers are the same to the byte.
func TestBlocks(t *testing.T) {
	words := []string{"weapon", "seizure", "fine", "court", "offence", "penalty", "customs", "witness"}
	e := blocksOf(t, words)
	t.Run("scores", func(t *testing.T) { checkScores(t, e, words) })
	t.Run("answers", func(t *testing.T) { checkHelped(t, e) })
}

func checkScores(t *testing.T, e *Engine, words []string) {
	rng := rand.New(rand.NewPCG(9, 9))
	v, release, err := e.current()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if v.n < worthHelp {
		t.Fatalf("%d documents are too few to be worth a helper", v.n)
	}
	b := v.board()
	for round := range 20 {
		var p plan
		for range 1 + rng.IntN(3) {
			g := &group{weight: []float64{1, 0.5, 0.3}[rng.IntN(3)]}
			for _, language := range []string{"en", "fr"} {
				c := e.chain(language)
				for range 1 + rng.IntN(2) {
					w := way{language: language, weight: 0.1 + rng.Float64(), foreign: rng.IntN(2) == 0}
					for range 1 + rng.IntN(3) {
						if term := c.term(words[rng.IntN(len(words))]); !slices.Contains(w.terms, term) {
							w.terms = append(w.terms, term)
						}
					}
					g.ways = append(g.ways, w)
				}
			}
			p.groups = append(p.groups, g)
		}
		b.clear()
		b.half, b.inUse = round%2 == 1, 0
		if err := v.score(t.Context(), &p, b); err != nil {
			t.Fatal(err)
		}
		score, covered, matched := plainScore(t, v, &p, b.half)
		wrong := 0
		for d := range v.n {
			reached := false
			for g := range p.groups {
				reached = reached || matched[g][d]
				if b.matched[g].has(d) != matched[g][d] {
					wrong++
				}
			}
			if !near32(b.score[d], score[d]) || !near32(b.covered(d, v.language.of[d]), covered[d]) || b.touched.has(d) != reached {
				wrong++
			}
		}
		if wrong > 0 {
			t.Errorf("round %d: %d of %d documents are scored otherwise", round, wrong, v.n)
		}
	}
}

// near32: the square of a share is reckoned in another order here.
func near32(a, b float32) bool { return a == b || max(a-b, b-a) <= 1e-5*max(a, b) }

func checkHelped(t *testing.T, e *Engine) {
	for _, text := range []string{"weapon", "weapon seizure fine", `"court offence"`, "penal* OR customs", "witness -fine", `"weapon fine" OR "court penalty"`} {
		for _, group := range []string{"", "country"} {
			q, err := index.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			q.Expand, q.Plain, q.Group, q.Facets = true, true, group, []string{"country", "year"}
			helped, err := e.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			e.idle.atWork.Add(1000) // others have all processors
			alone, err := e.Search(t.Context(), q)
			e.idle.atWork.Add(-1000)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(alone, helped); diff != "" || alone.Total == 0 {
				t.Errorf("%s, by %q: %d found: %s", text, group, alone.Total, diff)
			}
		}
	}
}
