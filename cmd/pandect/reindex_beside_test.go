package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
	"github.com/pandect/pandect/index"
)

// served is a library whose index a keeper holds, as serve does.
func served(t *testing.T, laws int) (cfg *config, lib *library, k *keeper) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	cfg = &config{library: t.TempDir()}
	lib, err := openLibrary(ctx, cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	for n := range laws {
		putLaw(t, lib, n, "Arms.")
	}
	if err := heal(ctx, lib.catalog, lib.engine); err != nil {
		t.Fatal(err)
	}
	k = &keeper{lib: lib, log: slog.New(slog.DiscardHandler)}
	var keeping sync.WaitGroup
	keeping.Go(func() { k.follow(ctx) })
	t.Cleanup(func() {
		stop()
		keeping.Wait()
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return cfg, lib, k
}

func putLaw(t *testing.T, lib *library, n int, wording string) {
	t.Helper()
	id := corpus.URI(fmt.Sprintf("xa/act/%d", n))
	if err := lib.catalog.Put(context.Background(), []corpus.Text{corpustest.Law(id, wording)}, nil); err != nil {
		t.Error(err)
	}
}

func found(t *testing.T, lib *library, words string) int {
	t.Helper()
	q, err := index.Parse(words)
	if err != nil {
		t.Fatal(err)
	}
	q.Plain = true
	r, err := lib.engine.Search(context.Background(), q)
	if err != nil {
		t.Errorf("a search beside the reindex: %v", err)
	}
	return r.Total
}

// Another process reindexes and checks a library while it is served, laws are stored and changed and searches go on: every search is answered and finds all
// that was there, what was stored meanwhile is found in the new index, and nothing of the old one is left.
func TestReindex_BesideServer(t *testing.T) {
	ctx := context.Background()
	cfg, lib, _ := served(t, 300)
	before := found(t, lib, "arms")
	if before == 0 {
		t.Fatal("nothing is found before")
	}
	other, err := openCatalog(cfg, false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()

	var done atomic.Bool
	var searches, longest int64
	var beside sync.WaitGroup
	beside.Go(func() {
		for !done.Load() {
			began := time.Now()
			if n := found(t, lib, "arms"); n < before {
				t.Errorf("%d found while the index is rebuilt, %d before", n, before)
				return
			}
			searches++
			longest = max(longest, int64(time.Since(began)))
		}
	})
	stored := 300
	beside.Go(func() {
		for ; !done.Load(); stored++ {
			putLaw(t, other, stored, "Arms and lanterns.")
			time.Sleep(20 * time.Millisecond)
		}
	})
	for n := range 2 { // the second goes from a later generation to the next
		if texts, err := reindex(ctx, other); err != nil || texts < 300 {
			t.Fatalf("reindex %d: %d texts, %v", n, texts, err)
		}
	}
	done.Store(true)
	beside.Wait()
	t.Logf("%d searches beside, the longest %v; %d laws stored meanwhile", searches, time.Duration(longest), stored-300)
	if err := checkIndex(ctx, other, func(flaw string) { t.Error(flaw) }); err != nil { // heals first, so that all of them must be there
		t.Fatal(err)
	}
	if n := found(t, lib, "lanterns"); n == 0 {
		t.Error("what was stored meanwhile is not found")
	}
	if g, all, err := lib.generations(); err != nil || g != 2 || len(all) != 1 {
		t.Errorf("generation %d of %v is in use (%v), want 2 alone", g, all, err)
	}
}

// A rebuild ends although laws are touched as fast as they are brought over, or faster; each is brought over after it was touched last.
func TestKeeper_CatchesUp(t *testing.T) {
	for _, growth := range []int{0, 1, 2} { // laws touched while one is brought over
		k := &keeper{touched: map[corpus.URI]bool{}}
		n := 0
		touch := func(laws int) {
			for range laws {
				k.touched[corpus.URI(fmt.Sprintf("xa/act/%d", n))] = true
				n++
			}
		}
		touch(100)
		brought, passes := map[corpus.URI]bool{}, 0
		err := k.catchUp(func(laws map[corpus.URI]bool) error {
			if passes++; passes > 8 {
				return errors.New("no end of it")
			}
			if k.mu.TryLock() { // as a heal would
				touch(len(laws) * growth)
				k.mu.Unlock()
			}
			maps.Copy(brought, laws)
			return nil
		})
		if err != nil || len(brought) != n {
			t.Errorf("growth %d: %d of %d laws in %d passes, %v", growth, len(brought), n, passes, err)
		}
		if k.mu.TryLock() {
			t.Errorf("growth %d: what follows may be touched unseen before the swap", growth)
		}
	}
}

// What was put into the index in use since the rebuild began is in the new one, in its last wording; what was deleted is not.
func TestKeeper_RebuildBringsOver(t *testing.T) {
	ctx := context.Background()
	_, lib, k := served(t, 60)
	began, _, err := newGeneration(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer began.Close()
	if _, err := fill(ctx, lib.catalog, began); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	k.touched = map[corpus.URI]bool{}
	k.mu.Unlock()
	putLaw(t, lib, 7, "Lanterns.")
	if err := lib.catalog.Delete(ctx, "xa/act/8"); err != nil {
		t.Fatal(err)
	}
	if err := k.heal(ctx); err != nil {
		t.Fatal(err)
	}
	if len(k.touched) != 2 {
		t.Fatalf("touched: %v, want two laws", k.touched)
	}
	if err := bringOver(ctx, lib.catalog, began, k.touched); err != nil {
		t.Fatal(err)
	}
	if err := indexFlaws(ctx, lib.catalog, began, func(flaw string) { t.Error(flaw) }); err != nil {
		t.Fatal(err)
	}
	r, err := began.Search(ctx, index.Query{Plain: true, Size: 500, Group: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hits {
		if h.Ref.Law == "xa/act/8" {
			t.Error("a deleted law is found")
		}
	}
}

// A holder that takes no errands, and one that died over an errand, are told of; a flaw is named by the server that holds the index.
func TestErrand(t *testing.T) {
	ctx := context.Background()
	cfg, lib, k := served(t, 3)
	other, err := openCatalog(cfg, false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := lib.engine.Delete(ctx, "xa/act/1"); err != nil {
		t.Fatal(err)
	}
	var flaws []string
	if err := checkIndex(ctx, other, func(flaw string) { flaws = append(flaws, flaw) }); err != nil || len(flaws) != 1 {
		t.Errorf("flaws %q (%v), want the law that left the index", flaws, err)
	}
	if err := os.WriteFile(filepath.Join(lib.errandDir(), "X.reindex"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	for _, e := range lib.errands(k.log) {
		k.run(stopped, e)
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if b, err := os.ReadFile(filepath.Join(lib.errandDir(), "X.answer")); err == nil {
			t.Logf("answer: %s", b)
			break
		}
		if time.Now().After(end) {
			t.Fatal("no answer to an errand")
		}
	}
}

// An index that cannot be opened is built anew at the next start.
func TestOpenLibrary_UnsoundIndex(t *testing.T) {
	ctx := context.Background()
	cfg := &config{library: t.TempDir()}
	lib, err := openLibrary(ctx, cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	putLaw(t, lib, 1, "Arms.")
	if err := heal(ctx, lib.catalog, lib.engine); err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(lib.generationDir(0), "index_meta.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if lib, err = openLibrary(ctx, cfg, false); err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	if n := found(t, lib, "arms"); n == 0 {
		t.Error("nothing is found after the restart")
	}
}
