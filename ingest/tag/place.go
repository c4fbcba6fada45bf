package tag

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// attach writes findings onto the provisions whose text holds most of the evidence; onto unit where the evidence is a heading. A tag that a
// person gave or rejected for the same unit is left as it is.
func attach(unit *corpus.Provision, found map[string]finding, tags func(*corpus.Provision) *[]corpus.Tag) {
	decided := map[string]bool{}
	for n := range corpus.All([]corpus.Provision{*unit}) {
		for _, t := range *tags(n) {
			decided[t.ID] = decided[t.ID] || t.By != corpus.ByProgram
		}
	}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		if decided[id] {
			continue
		}
		f := found[id]
		node := f.node
		if node == nil {
			node = unit
		}
		list := tags(node)
		*list = append(*list, corpus.Tag{
			ID: id, Weight: math.Round(f.weight*1000) / 1000, By: corpus.ByProgram, Rule: f.rule.name, Evidence: f.evidence,
		})
	}
	for n := range corpus.All([]corpus.Provision{*unit}) {
		slices.SortStableFunc(*tags(n), func(a, b corpus.Tag) int { return cmp.Compare(b.Weight, a.Weight) })
	}
}

// evidence is the provision whose text holds most of the terms, and where they stand in it, ascending.
func (w *worker) evidence(hits []topic.Hit) (*corpus.Provision, []corpus.Span) {
	spans := map[*corpus.Provision][]corpus.Span{}
	var best *corpus.Provision
	for _, h := range hits {
		if h.To == 0 {
			continue
		}
		first, last := w.view.tokens[h.From], w.view.tokens[h.To-1]
		node := w.pieces[first.Piece]
		if node == nil || first.Piece != last.Piece {
			continue
		}
		s := corpus.Span{Start: int(first.From), End: int(last.To)}
		if !slices.Contains(spans[node], s) {
			spans[node] = append(spans[node], s)
		}
		if best == nil || len(spans[node]) > len(spans[best]) {
			best = node
		}
	}
	out := spans[best]
	slices.SortFunc(out, func(a, b corpus.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return best, out
}
