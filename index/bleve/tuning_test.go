package bleve

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/pandect/pandect/index"
)

var evalCandidates = flag.Int("candidates", 40, "of TestTuning: how many settings of the weights are measured")

// knobs are the weights that TestTuning turns.
func knobs() map[string]*float64 {
	k := map[string]*float64{
		"cover": &weights.cover, "pair": &weights.pair, "window": &weights.window, "heading": &weights.heading, "early": &weights.early, "opening": &weights.opening,
		"single": &weights.single, "k1": &weights.k1, "synonym": &weights.synonym, "kin": &weights.kin, "everyday": &weights.everyday, "rest": &weights.rest, "coverPairs": &weights.coverPairs, "bound": &weights.bound, "learnt": &weights.learnt, "beside": &weights.beside,
	}
	for i := range index.Fields {
		f := &index.Fields[i]
		k[f.Name+".b"] = &f.B
		if f.Name != "text" {
			k[f.Name] = &f.Weight
		}
	}
	return k
}

// settings are values of the knobs: what stands in the code, then random ones around it, the same in every run.
func settings(n int) []map[string]float64 {
	random := rand.New(rand.NewPCG(5, 1))
	out := []map[string]float64{{}}
	names := sortedKeys(knobs())
	for _, name := range names {
		out[0][name] = *knobs()[name]
	}
	for len(out) <= n {
		s := map[string]float64{}
		for _, name := range names {
			s[name] = out[0][name] * math.Exp2(random.NormFloat64()*0.5)
		}
		out = append(out, s)
	}
	return out
}

// TestTuning measures settings of the weights on both halves of every set and prints what a choice is worth on questions that had no part in it: the
// best setting on one half, measured on the other; and the best on all sets but one, measured on that one.
//
//	go test ./index/bleve -run Tuning -v -eval all -candidates 40 -timeout 1h
func TestTuning(t *testing.T) {
	names := chosenSets(t)
	tried := settings(*evalCandidates)
	mrr := make([][][2]float64, len(tried)) // by setting, set, half
	for i, s := range tried {
		turn(s)
		for _, name := range names {
			m, _ := measure(t, evalEngine(t, name), name)
			mrr[i] = append(mrr[i], [2]float64{m[0].mrr / float64(max(1, m[0].queries)), m[1].mrr / float64(max(1, m[1].queries))})
		}
	}
	turn(tried[0])
	all := func(i int, sum func(set, half int) bool) (mean float64) {
		n := 0.0
		for k := range names {
			for h := range 2 {
				if sum(k, h) {
					mean += mrr[i][k][h]
					n++
				}
			}
		}
		return mean / n
	}
	best := func(on func(set, half int) bool) int {
		at := 0
		for i := range tried {
			if all(i, on) > all(at, on) {
				at = i
			}
		}
		return at
	}
	fmt.Println("chosen on\tmeasured on\tMRR@10 as it is\tchosen\tthere where chosen, as it is\tchosen")
	report := func(title, other string, on, off func(set, half int) bool) {
		i := best(on)
		fmt.Printf("%s\t%s\t%.3f\t%.3f\t%.3f\t%.3f\n", title, other, all(0, off), all(i, off), all(0, on), all(i, on))
	}
	even, odd := func(_, h int) bool { return h == 0 }, func(_, h int) bool { return h == 1 }
	report("even", "odd", even, odd)
	report("odd", "even", odd, even)
	for k, name := range names {
		report("all but "+name, name, func(set, _ int) bool { return set != k }, func(set, _ int) bool { return set == k })
	}
	i := best(func(int, int) bool { return true })
	fmt.Printf("best on all (%.3f, as it is %.3f):\n", all(i, func(int, int) bool { return true }), all(0, func(int, int) bool { return true }))
	for _, name := range sortedKeys(knobs()) {
		fmt.Printf("\t%s\t%.3f\t→ %.3f\n", name, tried[0][name], tried[i][name])
	}
}

func turn(s map[string]float64) {
	for name, knob := range knobs() {
		*knob = s[name]
	}
	forget()
}

// forget the words read before: they know the weights of their fields.
func forget() {
	for _, e := range engines {
		if e.view != nil {
			e.view.read = recent[wordKey, *weighed]{most: maxRead}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
