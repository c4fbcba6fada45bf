package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// keeper keeps the index of a library in step with its catalogue, and rebuilds it beside the one that answers.
type keeper struct {
	lib *library
	log *slog.Logger

	mu      sync.Mutex          // held while the index is brought up to date
	touched map[corpus.URI]bool // laws brought into the index since a rebuild began; nil: none is under way
	busy    sync.Mutex          // held by the one errand under way
}

// journal notes the laws that change in an engine.
type journal struct {
	index.Engine
	laws map[corpus.URI]bool
}

func (j journal) Put(ctx context.Context, texts ...corpus.Text) error {
	for i := range texts {
		j.laws[texts[i].ID] = true
	}
	return j.Engine.Put(ctx, texts...)
}

func (j journal) Delete(ctx context.Context, laws ...corpus.URI) error {
	for _, law := range laws {
		j.laws[law] = true
	}
	return j.Engine.Delete(ctx, laws...)
}

// heal brings into the index what another process put into the catalogue.
func (k *keeper) heal(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.healLocked(ctx)
}

func (k *keeper) healLocked(ctx context.Context) error {
	if k.touched == nil {
		return heal(ctx, k.lib.catalog, k.lib.engine)
	}
	return heal(ctx, k.lib.catalog, journal{k.lib.engine, k.touched})
}

// follow heals every two seconds and runs the errands that other processes leave (errand.go), until ctx ends; it returns when all is at rest.
func (k *keeper) follow(ctx context.Context) {
	var errands sync.WaitGroup
	defer errands.Wait()
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := k.heal(ctx); err != nil && ctx.Err() == nil {
			k.log.Error("follow the catalogue", "error", err)
		}
		for _, e := range k.lib.errands(k.log) {
			errands.Go(func() { k.run(ctx, e) })
		}
	}
}

// fewLeft is how many laws may be left to bring over when the index is swapped: a fraction of a second, in which the catalogue is not followed.
const fewLeft = 20

// rebuild fills a new generation from the catalogue while the one in use goes on answering and following, brings over what changed meanwhile, and swaps.
// Searches never wait for it. Where the index in use could not be opened (lib.engine is nil) the new one takes its place.
func (k *keeper) rebuild(ctx context.Context) (texts int, err error) {
	engine, g, err := newGeneration(k.lib)
	if err != nil {
		return 0, err
	}
	k.mu.Lock()
	k.touched = map[corpus.URI]bool{}
	k.mu.Unlock()
	defer func() {
		k.mu.Lock()
		k.touched = nil
		k.mu.Unlock()
		if err != nil {
			err = errors.Join(err, engine.Close(), k.lib.sweep())
		}
	}()
	if texts, err = fill(ctx, k.lib.catalog, engine); err != nil {
		return texts, err
	}
	err = k.catchUp(func(laws map[corpus.URI]bool) error { return bringOver(ctx, k.lib.catalog, engine, laws) })
	defer k.mu.Unlock() // before the one above
	if err != nil {
		return texts, err
	}
	if err := engine.Warm(); err != nil {
		return texts, err
	}
	if err := k.lib.complete(g); err != nil {
		return texts, err
	}
	if k.lib.engine == nil {
		k.lib.engine = engine
	} else if err := k.lib.engine.Replace(engine); err != nil {
		k.log.Error("close the old index", "error", err) // the new one answers
	}
	if err := k.lib.sweep(); err != nil {
		k.log.Error("remove the old index", "error", err) // the next rebuild does
	}
	return texts, nil
}

// catchUp brings over what was touched, and what was touched meanwhile, until little is left, and then that with k.mu held, which it leaves locked, an error or not. Where
// laws come in faster than they are brought over, a pass is not half as large as the one before: then the rest is brought over with k.mu held at once. Searches and
// writers of the catalogue do not wait for it; what they store meanwhile is indexed after it.
func (k *keeper) catchUp(bring func(laws map[corpus.URI]bool) error) error {
	for last := math.MaxInt; ; {
		k.mu.Lock()
		laws := k.touched
		if len(laws) <= fewLeft || len(laws) > last/2 {
			return bring(laws)
		}
		last = len(laws)
		k.touched = map[corpus.URI]bool{}
		k.mu.Unlock()
		if err := bring(laws); err != nil {
			k.mu.Lock()
			return err
		}
	}
}

// bringOver puts laws into the engine as the catalogue has them now, as many at a time as it takes in best.
func bringOver(ctx context.Context, catalog corpus.Catalog, engine index.Engine, laws map[corpus.URI]bool) error {
	var batch []corpus.Text
	units := 0
	flush := func() error {
		full := batch
		batch, units = nil, 0
		_, err := putRead(ctx, catalog, engine, full)
		return err
	}
	if err := engine.Delete(ctx, slices.Collect(maps.Keys(laws))...); err != nil {
		return err
	}
	for law := range laws {
		err := catalog.EachOf(ctx, law, func(t corpus.Text) error {
			batch, units = append(batch, t), units+len(t.Units())
			return nil
		})
		if err != nil && !errors.Is(err, corpus.ErrNotFound) {
			return err
		}
		if units >= importBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
