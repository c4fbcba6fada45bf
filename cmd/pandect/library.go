package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/bleve"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/tag"
)

// library is an open library folder: originals, catalogue, index, and the scheme its laws are tagged by.
type library struct {
	dir     string
	files   *corpus.Dir
	catalog *sqlite.Catalog
	engine  *bleve.Engine
	scheme  *topic.Scheme
}

// openCatalog opens originals and catalogue, which is enough for status and export. create makes the folder where there is none.
func openCatalog(cfg *config, create bool) (*library, error) {
	db := filepath.Join(cfg.library, "library.db")
	if _, err := os.Stat(db); errors.Is(err, os.ErrNotExist) && !create {
		return nil, fmt.Errorf("no library in %s; make one with: pandect ingest --library %s PATH", cfg.library, cfg.library)
	}
	if err := os.MkdirAll(cfg.library, 0o700); err != nil { // keys, and hashes of passwords
		return nil, fmt.Errorf("library: %w", err)
	}
	files, err := corpus.OpenFiles(filepath.Join(cfg.library, "originals"))
	if err != nil {
		return nil, err
	}
	catalog, err := sqlite.Open(db, func(what string) { fmt.Fprintln(os.Stderr, what) })
	if err != nil {
		return nil, err
	}
	scheme, err := topic.LoadWith(os.DirFS(filepath.Join(cfg.library, "instrument")))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("conventions of the library: %w", err), catalog.Close())
	}
	tagger := sync.OnceValues(func() (*tag.Tagger, error) { return tag.New(scheme) })
	catalog.Revise = func(t *corpus.Text) {
		if found, err := tagger(); err == nil { // a test holds that the scheme is sound
			ingest.Revise(t, found)
		}
	}
	return &library{dir: cfg.library, files: files, catalog: catalog, scheme: scheme}, nil
}

// openCatalogOnly is openCatalog for those who would otherwise openLibrary.
func openCatalogOnly(_ context.Context, cfg *config, create bool) (*library, error) {
	return openCatalog(cfg, create)
}

// openLibrary opens everything, and brings into the index what a crash or an upgrade left out of it.
func openLibrary(ctx context.Context, cfg *config, create bool) (*library, error) {
	lib, err := openCatalog(cfg, create)
	if err != nil {
		return nil, err
	}
	lib.engine, err = openEngine(ctx, lib)
	if errors.Is(err, corpus.ErrUnavailable) {
		return nil, errors.Join(fmt.Errorf("another pandect process holds the index; ask the server, or wait until it is done: %w", err), lib.Close())
	}
	if err == nil {
		err = whole(ctx, lib)
	}
	if err != nil { // a power cut, a failing disk: all of it can be had from the catalogue
		fmt.Fprintf(os.Stderr, "the index cannot be used and is built anew: %v\n", err)
		if _, err := (&keeper{lib: lib, log: slog.Default()}).rebuild(ctx); err != nil {
			return nil, errors.Join(err, lib.Close())
		}
	}
	if err := heal(ctx, lib.catalog, lib.engine); err != nil {
		return nil, errors.Join(err, lib.Close())
	}
	return lib, nil
}

// whole fails where the index holds less than the catalogue has marked: Bleve passes over a file that it cannot read, and opens with what is left.
func whole(ctx context.Context, lib *library) error {
	want, err := lib.catalog.IndexedUnits(ctx, index.SchemaVersion)
	if err != nil {
		return err
	}
	if got, err := lib.engine.Count(); err != nil || got < want {
		return fmt.Errorf("it holds %d provisions where %d were put into it (%w)", got, want, cmp.Or(err, corpus.ErrNotFound))
	}
	return nil
}

// openToStore opens a library to put laws into it. Where another process holds the index, laws go into the catalogue alone: a server brings
// them into the index within seconds (keeper), after any other process the next one that opens it does.
func openToStore(ctx context.Context, cfg *config, stderr io.Writer) (*library, index.Engine, error) {
	lib, err := openLibrary(ctx, cfg, true)
	if err == nil {
		return lib, lib.engine, nil
	}
	if !errors.Is(err, corpus.ErrUnavailable) {
		return nil, nil, err
	}
	if lib, err = openCatalog(cfg, false); err != nil {
		return nil, nil, err
	}
	fmt.Fprintln(stderr, "another pandect process holds the index: what is taken in is found within seconds where that is a server, else when it is done")
	return lib, nil, nil
}

// putRead puts into the index those of texts, in the catalogue already, that are read today. It gives them back.
func putRead(ctx context.Context, catalog corpus.Catalog, engine index.Engine, texts []corpus.Text) ([]corpus.Text, error) {
	now, err := catalog.ReadToday(ctx, texts)
	if err != nil {
		return nil, err
	}
	return now, engine.Put(ctx, now...)
}

// heal puts into the index what the catalogue has and the index has not.
func heal(ctx context.Context, catalog corpus.Catalog, engine index.Engine) error {
	err := catalog.Unindexed(ctx, index.SchemaVersion, func(changed []corpus.Text, deleted []corpus.URI) error {
		if err := engine.Delete(ctx, deleted...); err != nil {
			return err
		}
		if err := engine.Put(ctx, changed...); err != nil {
			return err
		}
		return catalog.MarkIndexed(ctx, index.SchemaVersion, changed, deleted)
	})
	if err != nil {
		return fmt.Errorf("bring the index up to date: %w; pandect reindex rebuilds it", err)
	}
	return nil
}

func (l *library) Close() error {
	var err error
	if l.engine != nil {
		err = l.engine.Close()
	}
	return errors.Join(err, l.catalog.Close())
}
