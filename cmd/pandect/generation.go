package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/bleve"
)

// An index is rebuilt into a folder of its own, a generation: index/v<N> is the first, index/v<N>.<G> the later ones. The newest complete one is in use; a
// generation is complete when it holds the file completeMark, written last. So a swap is one file's appearance: whatever moment a crash comes at, the index
// in use is whole, and nothing is renamed under a reader.
const completeMark = "complete"

// generation of the folder name of an index of this schema; ok false for others.
func generation(name string) (g int, ok bool) {
	first := "v" + strconv.Itoa(index.SchemaVersion)
	if name == first {
		return 0, true
	}
	rest, ok := strings.CutPrefix(name, first+".")
	g, err := strconv.Atoi(rest)
	return g, ok && err == nil && g > 0
}

func (l *library) generationDir(g int) string {
	name := "v" + strconv.Itoa(index.SchemaVersion)
	if g > 0 {
		name += "." + strconv.Itoa(g)
	}
	return filepath.Join(l.dir, "index", name)
}

// generations says which generation is in use, and which are there at all.
func (l *library) generations() (inUse int, all []int, err error) {
	entries, err := os.ReadDir(filepath.Join(l.dir, "index"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, nil, err
	}
	for _, e := range entries {
		g, ok := generation(e.Name())
		if !ok {
			continue
		}
		all = append(all, g)
		if _, err := os.Stat(filepath.Join(l.generationDir(g), completeMark)); err == nil && g > inUse {
			inUse = g
		}
	}
	return inUse, all, nil
}

// openEngine opens the index in use. Where its folder is new or was lost, the catalogue is told that nothing is indexed.
func openEngine(ctx context.Context, lib *library) (*bleve.Engine, error) {
	for {
		g, _, err := lib.generations()
		if err != nil {
			return nil, err
		}
		if _, err = os.Stat(lib.generationDir(g)); errors.Is(err, fs.ErrNotExist) {
			err = lib.catalog.ForgetIndexed(ctx)
		}
		if err != nil {
			return nil, err
		}
		engine, err := bleve.Open(lib.generationDir(g), lib.catalog, lib.scheme)
		if err != nil {
			return nil, err
		}
		if now, _, err := lib.generations(); err == nil && now == g {
			return engine, nil
		}
		if err := engine.Close(); err != nil { // another process swapped between the look and the opening
			return nil, err
		}
	}
}

// newGeneration opens an empty generation behind all others.
func newGeneration(lib *library) (engine *bleve.Engine, g int, err error) {
	_, all, err := lib.generations()
	if err != nil {
		return nil, 0, err
	}
	for _, other := range all {
		g = max(g, other)
	}
	g++
	engine, err = bleve.Open(lib.generationDir(g), lib.catalog, lib.scheme)
	return engine, g, err
}

// complete puts generation g in use: what it holds is on the disk before the mark is.
func (l *library) complete(g int) error {
	dir := l.generationDir(g)
	if err := syncTree(dir); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	mark := filepath.Join(dir, completeMark)
	err := os.WriteFile(mark, nil, 0o600)
	if err = errors.Join(err, syncTree(dir), corpus.SyncFolder(filepath.Dir(dir))); err != nil {
		return fmt.Errorf("index: %w", errors.Join(err, os.RemoveAll(mark))) // the one in use stays
	}
	return nil
}

// sweep removes the generations before the one in use, and those that were never completed.
func (l *library) sweep() error {
	inUse, all, err := l.generations()
	if err != nil {
		return err
	}
	for _, g := range all {
		if g != inUse {
			err = errors.Join(err, os.RemoveAll(l.generationDir(g)))
		}
	}
	return err
}

// syncTree syncs every file and folder in dir. A file that goes meanwhile is passed over: the index merges its segments.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err == nil {
			err = corpus.SyncFolder(name)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}
