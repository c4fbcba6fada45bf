package main

import (
	"context"
	"io"
	"sort"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/index"
)

// exportTo writes what q asks for; a query without words and filters is the whole library.
func exportTo(ctx context.Context, w io.Writer, lib *library, name string, q index.Query) error {
	format, err := export.Find(name)
	if err != nil {
		return err
	}
	status, err := lib.catalog.Status(ctx)
	if err != nil {
		return err
	}
	h := export.Header{Query: q.String(), Laws: status.Laws, Provisions: status.Provisions, Fingerprint: status.Fingerprint, Changed: status.Changed}
	items := export.Whole(func(fn func(corpus.Text) error) error { return lib.catalog.Each(ctx, fn) })
	if h.Query != "" {
		if items, err = chosen(ctx, lib, q, &h); err != nil {
			return err
		}
	}
	return export.Write(w, format, h, items, lib.files)
}

// everyHit gathers all hits of q, page by page: an engine bounds what one answer holds, and says in Total how many there are.
func everyHit(ctx context.Context, engine index.Engine, q index.Query) ([]index.Hit, error) {
	q.Offset, q.Size, q.Plain, q.Facets, q.Group = 0, 1000, true, nil, "flat"
	var hits []index.Hit
	for {
		result, err := engine.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		hits = append(hits, result.Hits...)
		q.Offset = len(hits)
		if len(result.Hits) == 0 || len(hits) >= result.Total {
			return hits, nil
		}
	}
}

// chosen are the laws that hold a hit of q, in order of id and language, each with its hits, in the wording of the day that q names, and counts them in h. References are
// gathered first, a few dozen bytes each; wording is read law by law.
func chosen(ctx context.Context, lib *library, q index.Query, h *export.Header) (export.Items, error) {
	found, err := everyHit(ctx, lib.engine, q)
	if err != nil {
		return nil, err
	}
	type key struct {
		law      corpus.URI
		language string
	}
	hits := map[key]map[corpus.EID]bool{}
	for _, hit := range found {
		k := key{hit.Ref.Law, hit.Language}
		if hits[k] == nil {
			hits[k] = map[corpus.EID]bool{}
		}
		hits[k][hit.EID] = true
	}
	keys := make([]key, 0, len(hits))
	for k := range hits {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].law != keys[j].law {
			return keys[i].law < keys[j].law
		}
		return keys[i].language < keys[j].language
	})
	h.Laws, h.Provisions = len(keys), len(found)
	items := func(yield func(export.Item, error) bool) {
		for _, k := range keys {
			t, err := corpus.NearestText(ctx, lib.catalog, k.law, k.language, q.Filters.AsOf)
			item := export.Item{Text: t}
			for _, u := range t.Units() {
				if hits[k][u.EID] {
					item.Units = append(item.Units, u)
				}
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
	if q.Filters.AsOf.IsZero() {
		return items, nil
	}
	then := export.Holding(items) // what was found is of today
	return then, h.Count(then)
}
