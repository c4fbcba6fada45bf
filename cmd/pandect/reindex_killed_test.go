package main

import (
	"context"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
	"github.com/pandect/pandect/index"
)

// A law stored while the server held the index, then a reindex that dies before the swap: and the next start: the law is found.
func TestReindex_KilledBeforeSwap(t *testing.T) {
	ctx := context.Background()
	cfg := &config{library: t.TempDir()}
	lib, err := openLibrary(ctx, cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.catalog.Put(ctx, []corpus.Text{corpustest.Law("xa/act/1", "Arms.")}, nil); err != nil {
		t.Fatal(err)
	}
	lib.Close()
	if lib, err = openCatalog(cfg, false); err != nil {
		t.Fatal(err)
	}
	e, _, err := newGeneration(lib)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fill(ctx, lib.catalog, e); err != nil {
		t.Fatal(err)
	}
	e.Close()
	lib.Close() // killed here
	if lib, err = openLibrary(ctx, cfg, false); err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	hits, err := everyHit(ctx, lib.engine, index.Query{})
	if err != nil || len(hits) == 0 {
		t.Errorf("%d hits after the restart (%v): the accepted law is not found", len(hits), err)
	}
}
