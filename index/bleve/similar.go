package bleve

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

const (
	telling   = 24   // words of a provision that say what it is about
	likeCover = 0.25 // of their weight that a provision like it must hold
)

// liken puts into the question, in the place of its words, those that tell the provision q.Like from the rest of the library, in the provision's language.
// ErrNotFound if the catalogue has no such provision.
func (e *Engine) liken(ctx context.Context, v *view, q *index.Query) error {
	units, err := e.source.Units(ctx, []corpus.Ref{q.Like})
	if err != nil {
		return fmt.Errorf("like %s: %w", q.Like, err)
	}
	if len(units) == 0 || units[0].Text == "" && units[0].Heading == "" {
		return fmt.Errorf("like %s: %w", q.Like, corpus.ErrNotFound)
	}
	words := e.tellingWords(v, &units[0])
	plain := index.Plain(strings.Join(words, " "))
	q.Text, q.Root, q.Loose, q.Language = plain.Text, plain.Root, true, units[0].Language
	return nil
}

// without takes the provision itself, in all its languages, out of what is allowed.
func (v *view) without(allowed bits, ref corpus.Ref) {
	law, ok := v.law.known[string(ref.Law)]
	if !ok {
		return
	}
	allowed.each(func(d int) {
		if v.law.of[d] == law && v.eid.names[v.eid.of[d]] == string(ref.EID) {
			allowed.clear(d)
		}
	})
}

// tellingWords are the words of a unit with the greatest weight (occurrences by rarity), in their order, the heading's first.
func (e *Engine) tellingWords(v *view, u *corpus.Unit) []string {
	c := e.chain(u.Language)
	text := u.Heading + "\n" + u.Text[:min(len(u.Text), 20_000)]
	type tellingWord struct {
		word   string
		n      int
		at     int
		weight float64
	}
	byTerm := map[string]*tellingWord{}
	for i, t := range c.tokens(strings.ToValidUTF8(text, "")) {
		if c.empty(t) || len(t.term) < 3 || t.start >= len(text) {
			continue
		}
		if byTerm[t.term] == nil {
			byTerm[t.term] = &tellingWord{word: text[t.start:t.end], at: i}
		}
		byTerm[t.term].n++
	}
	all := float64(v.docsIn[v.language.known[u.Language]] + 1)
	var list []*tellingWord
	for term, w := range byTerm {
		w.weight = math.Sqrt(float64(w.n)) * math.Log(1+all/float64(1+v.frequency(term, "text."+u.Language)))
		if w.at < 12 {
			w.weight *= 1.3
		}
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b *tellingWord) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.at, b.at)) })
	list = list[:min(len(list), telling)]
	slices.SortFunc(list, func(a, b *tellingWord) int { return cmp.Compare(a.at, b.at) })
	var words []string
	for _, w := range list {
		words = append(words, w.word)
	}
	return words
}
