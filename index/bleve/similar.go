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

const telling = 24 // words of a provision that say what it is about

// Similar finds provisions like one, in its own language and, with q.Expand, in others: the words that tell it from the rest of the library are
// asked for. q's filters, size and grouping hold; its words are not looked at. ErrNotFound if the catalogue has no such provision.
func (e *Engine) Similar(ctx context.Context, ref corpus.Ref, q index.Query) (index.Result, error) {
	units, err := e.source.Units(ctx, []corpus.Ref{ref})
	if err != nil {
		return index.Result{}, fmt.Errorf("similar to %s: %w", ref, err)
	}
	if len(units) == 0 || units[0].Text == "" && units[0].Heading == "" {
		return index.Result{}, fmt.Errorf("similar to %s: %w", ref, corpus.ErrNotFound)
	}
	u := units[0]
	words, err := e.tellingWords(&u)
	if err != nil {
		return index.Result{}, fmt.Errorf("similar to %s: %w", ref, err)
	}
	plain := index.Plain(strings.Join(words, " "))
	q.Text, q.Root, q.Loose, q.Language = plain.Text, plain.Root, true, u.Language
	size := cmp.Or(q.Size, defaultSize)
	q.Size = size + 1
	r, err := e.Search(ctx, q)
	if err != nil {
		return r, err
	}
	r.Hits = slices.DeleteFunc(r.Hits, func(h index.Hit) bool { return h.Ref.Law == u.Law && h.Ref.EID == u.EID })
	r.Hits = r.Hits[:min(len(r.Hits), size)]
	r.Total = max(0, r.Total-1)
	return r, nil
}

// tellingWords are the words of a unit with the greatest weight (occurrences by rarity), in their order, the heading's first.
func (e *Engine) tellingWords(u *corpus.Unit) ([]string, error) {
	v, release, err := e.current()
	if err != nil {
		return nil, err
	}
	defer release()
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
	return words, nil
}
