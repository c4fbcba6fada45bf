// Package bleve is the index.Engine in this process. Postings, positions and dictionaries are Bleve's (scorch); ranking, filters, facets and
// highlights are done here beside it: Bleve's facet builder triples the median of a query and its order of hits is worse than FTS5's
// (eval/YARDSTICKS.md). doc/ranking.md tells how and why.
//
// Start with Search. A unit is one document; its words stand in fields of its language (text.fr), so that each language has its
// own analysis and its own word counts.
package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// Engine implements index.Engine on one folder. Only one process can hold it.
type Engine struct {
	handle bleve.Index
	source index.Source
	scheme *topic.Scheme

	write sync.Mutex // one writer at a time
	mu    sync.RWMutex
	view  *view // nil: stale

	idle spare

	thesaurus    *thesaurus
	chains       sync.Map // language → *chain
	vocabularies sync.Map // language → func() *vocabulary
	gazetteers   sync.Map // language → *gazetteer
}

var _ index.Engine = (*Engine)(nil)

// Open opens the index in dir, making it where there is none. source gives the wording that hits show; scheme the terms of other languages.
// ErrUnavailable if another process holds the folder. Files that a failing disk left short are an error.
func Open(dir string, source index.Source, scheme *topic.Scheme) (*Engine, error) {
	handle, err := openHandle(dir)
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("open index %s: another pandect process holds it: %w", dir, corpus.ErrUnavailable)
	}
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	terms, err := newThesaurus(scheme)
	if err != nil {
		return nil, errors.Join(err, handle.Close())
	}
	return &Engine{handle: handle, source: source, scheme: scheme, thesaurus: terms}, nil
}

// openHandle is Bleve's, which panics, and reads beyond the end of what it maps, where a file is damaged.
func openHandle(dir string) (handle bleve.Index, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer damaged(&err)
	config := map[string]any{"bolt_timeout": lockPatience.String()}
	if _, statErr := os.Stat(filepath.Join(dir, "index_meta.json")); statErr == nil {
		if err := checkRoot(dir); err != nil {
			return nil, err
		}
		return bleve.OpenUsing(dir, config)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o750); err != nil {
		return nil, err
	}
	return bleve.NewUsing(dir, mapping.NewIndexMapping(), scorch.Name, scorch.Name, config)
}

// Count is how many units the index holds.
func (e *Engine) Count() (int, error) {
	n, err := e.handle.DocCount()
	return int(n), err
}

// Close waits for the searches under way.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var err error
	if e.view != nil {
		err = e.view.reader.Close()
		e.view = nil
	}
	return errors.Join(err, e.handle.Close())
}

// Replace makes the engine answer from the index of other, which must not be used any more, and closes the one it had. Searches under way end on the old
// one, later ones begin on the new; none waits but for its lock. The error is one of closing.
func (e *Engine) Replace(other *Engine) error {
	e.write.Lock()
	defer e.write.Unlock()
	other.mu.Lock()
	defer other.mu.Unlock()
	e.mu.Lock() // nobody reads the old view when it is had
	handle, v := e.handle, e.view
	e.handle, e.view = other.handle, other.view
	other.view = nil
	e.mu.Unlock()
	var err error
	if v != nil {
		err = v.reader.Close()
	}
	return errors.Join(err, handle.Close())
}

// Warm does now what the first search would, on all processors. A search that begins meanwhile waits for no more than it needs.
func (e *Engine) Warm() error {
	var next atomic.Int64
	var workers sync.WaitGroup
	defer workers.Wait()
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(e.thesaurus.languages); i = int(next.Add(1)) - 1 {
				e.vocabulary(e.thesaurus.languages[i])
			}
		})
	}
	_, release, err := e.current()
	if err == nil {
		release()
	}
	return err
}

func (e *Engine) chain(language string) *chain {
	if c, ok := e.chains.Load(language); ok {
		return c.(*chain)
	}
	c, _ := e.chains.LoadOrStore(language, newChain(language))
	return c.(*chain)
}

// Put implements index.Engine: what the law had in this language is replaced, in one batch. Of texts of one law and language the last is put.
func (e *Engine) Put(ctx context.Context, texts ...corpus.Text) error {
	if len(texts) == 0 {
		return nil
	}
	docs := e.allDocuments(texts)
	e.write.Lock()
	defer e.write.Unlock()
	batch := bleveindex.NewBatch()
	last := map[corpus.Ref]int{}
	for i := range texts {
		last[corpus.Ref{Law: texts[i].ID, Language: texts[i].Language}] = i
	}
	for i := range texts {
		if last[corpus.Ref{Law: texts[i].ID, Language: texts[i].Language}] != i {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := e.remove(batch, texts[i].ID, texts[i].Language); err != nil {
			return fmt.Errorf("index %s: %w", texts[i].ID, err)
		}
		for _, doc := range docs[i] {
			batch.Update(doc)
		}
	}
	return e.apply(batch)
}

// allDocuments makes the documents of texts, by text, on all processors.
func (e *Engine) allDocuments(texts []corpus.Text) [][]*document {
	docs := make([][]*document, len(texts))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(texts)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(texts); i = int(next.Add(1)) - 1 {
				docs[i] = e.documents(&texts[i])
			}
		})
	}
	workers.Wait()
	return docs
}

// Delete implements index.Engine.
func (e *Engine) Delete(_ context.Context, laws ...corpus.URI) error {
	if len(laws) == 0 {
		return nil
	}
	e.write.Lock()
	defer e.write.Unlock()
	batch := bleveindex.NewBatch()
	for _, law := range laws {
		if err := e.remove(batch, law, "*"); err != nil {
			return fmt.Errorf("delete %s: %w", law, err)
		}
	}
	return e.apply(batch)
}

func (e *Engine) apply(batch *bleveindex.Batch) error {
	advanced, err := e.handle.Advanced()
	if err != nil {
		return err
	}
	if err := advanced.Batch(batch); err != nil {
		return fmt.Errorf("index batch: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.view == nil {
		return nil
	}
	err = e.view.reader.Close()
	e.view = nil
	return err
}

// remove puts into the batch the deletion of a law's documents in a language ("*": all).
func (e *Engine) remove(batch *bleveindex.Batch, law corpus.URI, language string) error {
	advanced, err := e.handle.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	docs, err := reader.TermFieldReader(context.Background(), []byte(law), "law", false, false, false)
	if err != nil {
		return err
	}
	defer docs.Close()
	for {
		d, err := docs.Next(nil)
		if err != nil || d == nil {
			return err
		}
		id, err := reader.ExternalID(d.ID)
		if err != nil {
			return err
		}
		if language == "*" || hasLanguage(id, law, language) {
			batch.Delete(id)
		}
	}
}

// current is the view of what was put last, with the lock held for reading: the caller calls release.
func (e *Engine) current() (v *view, release func(), err error) {
	for {
		e.mu.RLock()
		if e.view != nil {
			return e.view, e.mu.RUnlock, nil
		}
		e.mu.RUnlock()
		if err := e.refresh(); err != nil {
			return nil, nil, err
		}
	}
}

func (e *Engine) refresh() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.view != nil {
		return nil
	}
	advanced, err := e.handle.Advanced()
	if err != nil {
		return fmt.Errorf("index: %w: %w", err, corpus.ErrUnavailable)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	v, err := newView(reader, e.chain, &e.idle)
	if err != nil {
		return errors.Join(err, reader.Close())
	}
	e.view = v
	return nil
}
