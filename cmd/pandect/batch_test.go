package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index/bleve"
	"github.com/pandect/pandect/index/indextest"
)

// The same questions on the same library give the same bytes, in whatever order processors answer them, and after the index was filled anew.
func TestBatch_Deterministic(t *testing.T) {
	var lines bytes.Buffer
	for i := range 50 {
		for k, q := range []string{`"text":"licence to keep a weapon"`, `"text":"trafficking in persons penalty","language":"en","expand":true`, `"text":"拐卖妇女如何处罚","language":"zh","expand":true`} {
			fmt.Fprintf(&lines, "{\"id\":\"q%d.%d\",%s}\n", i, k, q)
		}
	}
	queries := filepath.Join(t.TempDir(), "queries.jsonl")
	if err := os.WriteFile(queries, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	var first []byte
	for range 3 {
		shelf := &indextest.Shelf{}
		shelf.Put(indextest.Library()...)
		engine, err := bleve.Open(filepath.Join(t.TempDir(), "v1"), shelf, scheme)
		if err != nil {
			t.Fatal(err)
		}
		if err := engine.Put(t.Context(), indextest.Library()...); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			var out bytes.Buffer
			b := batchFlags{queries: queries, run_: "-", unit: "provision"}
			if err := b.run(t.Context(), engine, 100, &out); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = out.Bytes()
			}
			if !bytes.Equal(first, out.Bytes()) || out.Len() == 0 {
				t.Fatalf("run of %d bytes differs from the first of %d", out.Len(), len(first))
			}
		}
		if err := engine.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
