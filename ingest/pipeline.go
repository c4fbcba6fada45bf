package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/relation"
)

// Pipeline takes sources into a library. Reading is parallel; what was read is stored by one goroutine, in batches, each a transaction of
// the catalogue followed by the index, which takes it while the next is read. It may be stopped at any point and run again: what was accepted is known then.
type Pipeline struct {
	Files   corpus.Files
	Catalog catalog
	Index   putter // nil: the catalogue alone; who holds the index catches up (Catalog.Unindexed)
	Schema  int    // of the index
	Read    func(ctx context.Context, data []byte, hint Hint) (corpus.Text, error)
	Jobs    int // 0: 1
	// OnResult is called for every source when its attempt is on record, in no promised order; an error stops the run.
	OnResult func(corpus.Attempt) error
	Now      func() time.Time // nil: time.Now
}

// catalog is what a pipeline needs of corpus.Catalog.
type catalog interface {
	Put(ctx context.Context, texts []corpus.Text, attempts []corpus.Attempt) error
	RecordAttempt(ctx context.Context, a corpus.Attempt) error
	Seen(ctx context.Context, sha256 string) (corpus.Attempt, error)
	Attempts(ctx context.Context, f corpus.AttemptFilter) ([]corpus.Attempt, error)
	Text(ctx context.Context, law corpus.URI, language string) (corpus.Text, error)
	ReadToday(ctx context.Context, texts []corpus.Text) ([]corpus.Text, error)
	MarkIndexed(ctx context.Context, schema int, texts []corpus.Text, deleted []corpus.URI) error
}

type putter interface {
	Put(ctx context.Context, texts ...corpus.Text) error
}

// read is a source whose bytes are kept and were read, or failed.
type read struct {
	text    corpus.Text
	attempt corpus.Attempt
}

// Run takes in every source. The error is that of the library, the context, or OnResult; a bad file is an attempt that failed.
func (p *Pipeline) Run(ctx context.Context, sources []Source) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo, done := make(chan Source), make(chan read, max(1, p.Jobs)) // nobody stops reading while a batch is stored
	go func() {
		defer close(todo)
		for _, s := range sources {
			select {
			case todo <- s:
			case <-ctx.Done():
				return
			}
		}
	}()
	var workers sync.WaitGroup
	for range max(1, p.Jobs) {
		workers.Go(func() {
			for s := range todo {
				r, err := p.take(ctx, s)
				if err != nil {
					cancel(err)
					return
				}
				select {
				case done <- r:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() { workers.Wait(); close(done) }()
	if err := p.store(ctx, done); err != nil {
		cancel(err)
		for range done { // let the workers end
		}
	}
	return context.Cause(ctx)
}

// take keeps the original and reads it. The error is the library's or the context's, never the file's.
func (p *Pipeline) take(ctx context.Context, s Source) (read, error) {
	r := read{attempt: corpus.Attempt{Name: s.Name, At: p.now(), Given: s.Row.Given()}}
	data, err := s.Open()
	if err != nil {
		return r.failed("fetch", err), nil
	}
	sha, size, err := p.Files.Put(ctx, bytes.NewReader(data))
	if err != nil {
		return r, fmt.Errorf("keep %s: %w", s.Name, err)
	}
	r.attempt.SHA256 = sha
	if s.Again {
		if err := p.remember(ctx, &s, sha); err != nil {
			return r, fmt.Errorf("what was said of %s: %w", s.Name, err)
		}
		r.attempt.Given = s.Row.Given()
	}
	known, err := p.Catalog.Seen(ctx, sha)
	switch {
	case err == nil && !s.Again:
		r.attempt.State, r.attempt.Law = corpus.StateKnown, known.Law
		return r, nil
	case err != nil && !errors.Is(err, corpus.ErrNotFound):
		return r, err
	}
	r.text, err = p.Read(ctx, data, s.Hint)
	if ctx.Err() != nil {
		return r, context.Cause(ctx)
	}
	if err != nil {
		return r.failed("extract", err), nil
	}
	if s.Row != nil {
		s.Row.Apply(&r.text)
		relation.Find(&r.text) // in the title that the row gives
	}
	r.text.Original = &corpus.Original{Name: s.Name, MediaType: r.text.Original.MediaType, SHA256: sha, Bytes: size}
	if err := r.text.Check(); err != nil {
		return r.failed("segment", err), nil
	}
	r.attempt.State, r.attempt.Warnings = corpus.StateAccepted, r.text.Warnings
	return r, nil
}

func (r read) failed(step string, err error) read {
	r.attempt.State, r.attempt.Step, r.attempt.Kind, r.attempt.Message = corpus.StateFailed, step, "unsound", err.Error()
	var f *Failure
	if errors.As(err, &f) {
		r.attempt.Kind, r.attempt.Message = f.Kind, f.Message
	}
	return r
}

func (p *Pipeline) now() time.Time {
	if p.Now != nil {
		return p.Now()
	}
	return time.Now().UTC()
}
