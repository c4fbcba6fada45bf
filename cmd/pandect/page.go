package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/worker"
)

const (
	maxKeptPages = 256 << 20 // bytes of pages that are kept
	maxDrawing   = 3         // pages that wait to be drawn, fewer than requests are at work: with more the reader is told to come again
	maxDrawn     = 160 << 20 // bytes of an original: the reader of PDF takes no larger ones
	keptSuffix   = ".json"

	failedRest = 5 * time.Minute // how long a page that could not be drawn is not tried again: it may take all the time that a child has
	maxFailed  = 1000            // such pages that are remembered
)

// pageStore shows pages of originals, drawn by a child process and kept in a folder that may be emptied at any time.
type pageStore struct {
	files corpus.Files
	pool  *worker.Pool
	dir   string
	most  int64 // bytes that are kept
	turns chan struct{}
	draws chan struct{} // of one: a single original is in memory at a time

	mu     sync.Mutex
	failed map[string]failedPage // by the name of the file that it would be
}

// failedPage is a page that could not be drawn.
type failedPage struct {
	err error
	at  time.Time
}

// newPageStore keeps pages under the library's folder. One page is drawn at a time, each by a child of its own, so that nothing is held where
// nobody looks at pages.
func newPageStore(lib *library) (*pageStore, error) {
	pool, err := (&readerFlags{jobs: 1}).poolOf(worker.Limits{Files: 1})
	if err != nil {
		return nil, err
	}
	return &pageStore{files: lib.files, pool: pool, dir: filepath.Join(lib.dir, "cache", "page"), most: maxKeptPages, turns: make(chan struct{}, maxDrawing), draws: make(chan struct{}, 1)}, nil
}

func (s *pageStore) Close() error { return s.pool.Close() }

// Page shows a page of an original, counted from 1, scale times as large as a screen needs it. ErrNotFound where the original is not held, or has no such page; ErrUnsupported where it cannot be
// drawn; ErrUnavailable where too many wait.
func (s *pageStore) Page(ctx context.Context, sum string, page, scale int) (p corpus.PageImage, err error) {
	f, err := s.files.Open(ctx, sum) // and sum is the name of a file from here on
	if err != nil {
		return p, err
	}
	defer f.Close()
	name := filepath.Join(s.dir, sum[:2], sum+"-"+strconv.Itoa(page)+"-"+strconv.Itoa(scale)+keptSuffix)
	if p, ok := kept(name); ok {
		return p, nil
	}
	if err := s.failure(name); err != nil {
		return p, err
	}
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	default:
		return p, fmt.Errorf("page %d of %s: too many pages are being drawn: %w", page, sum[:12], corpus.ErrUnavailable)
	}
	select {
	case s.draws <- struct{}{}:
		defer func() { <-s.draws }()
	case <-ctx.Done():
		return p, ctx.Err()
	}
	if p, ok := kept(name); ok { // drawn while this one waited
		return p, nil
	}
	if err := s.failure(name); err != nil {
		return p, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxDrawn+1))
	if err != nil {
		return p, fmt.Errorf("page %d of %s: %w", page, sum[:12], err)
	}
	if len(data) > maxDrawn {
		return p, fmt.Errorf("page %d of %s: the original has more than %d MB: %w", page, sum[:12], maxDrawn>>20, corpus.ErrUnsupported)
	}
	if p, err = s.pool.Paint(ctx, data, page, scale); err != nil {
		err = fmt.Errorf("page %d of %s: %w", page, sum[:12], kindOfFailure(err))
		s.fail(name, err)
		return p, err
	}
	s.keep(name, &p)
	return p, nil
}

// failure is why a page could not be drawn a while ago; nil where it was not tried, or long ago.
func (s *pageStore) failure(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.failed[name]; time.Since(f.at) < failedRest {
		return f.err
	}
	return nil
}

// fail remembers that a page could not be drawn, where that is the page's fault.
func (s *pageStore) fail(name string, err error) {
	if !errors.Is(err, corpus.ErrUnsupported) && !errors.Is(err, corpus.ErrNotFound) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed == nil || len(s.failed) >= maxFailed {
		s.failed = map[string]failedPage{}
	}
	s.failed[name] = failedPage{err, time.Now()}
}

// kept is a page that was drawn before.
func kept(name string) (p corpus.PageImage, ok bool) {
	b, err := os.ReadFile(name)
	return p, err == nil && json.Unmarshal(b, &p) == nil && len(p.Image) > 0
}

// kindOfFailure gives a failure of reading the kind of error that those know who know nothing of reading.
func kindOfFailure(err error) error {
	var failure *ingest.Failure
	switch {
	case !errors.As(err, &failure):
		return err
	case failure.Kind == "no-page":
		return fmt.Errorf("%s: %w", failure.Message, corpus.ErrNotFound)
	}
	return fmt.Errorf("%s: %w", failure.Message, corpus.ErrUnsupported)
}

// keep stores a page. That it could not be stored costs the next reader a second, so it is no error.
func (s *pageStore) keep(name string, p *corpus.PageImage) {
	b, err := json.Marshal(p)
	if err != nil || os.MkdirAll(filepath.Dir(name), 0o700) != nil {
		return
	}
	err = corpus.WriteFile(corpus.OS{}, name, 0o600, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	if err == nil {
		s.prune()
	}
}

// prune removes the oldest pages where those kept have grown too large, down to three quarters.
func (s *pageStore) prune() {
	type file struct {
		name string
		info fs.FileInfo
	}
	var all []file
	var size int64
	_ = filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				all = append(all, file{name, info})
				size += info.Size()
			}
		}
		return nil
	})
	if size <= s.most {
		return
	}
	slices.SortFunc(all, func(a, b file) int {
		return cmp.Or(a.info.ModTime().Compare(b.info.ModTime()), cmp.Compare(a.name, b.name))
	})
	for _, k := range all {
		if size <= s.most*3/4 {
			return
		}
		if os.Remove(k.name) == nil {
			size -= k.info.Size()
		}
	}
}
