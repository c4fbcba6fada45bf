package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// A batch is stored when it has so many texts or provisions, or is so old: a transaction costs one sync of the disk, and
// a reader should not wait long for a law that was accepted.
const (
	batchTexts = 64
	batchUnits = 4000
	batchAge   = 2 * time.Second
)

// store commits what comes until done is closed. Nothing is under way when it returns.
func (p *Pipeline) store(ctx context.Context, done <-chan read) (err error) {
	var b batch
	defer func() { err = errors.Join(err, p.indexed(&b)) }()
	timer := time.NewTicker(batchAge)
	defer timer.Stop()
	for {
		select {
		case r, open := <-done:
			if !open {
				// What was read before a stop is kept: the files are on disk and the work is done.
				return p.commit(context.WithoutCancel(ctx), &b)
			}
			if err := p.add(ctx, &b, r); err != nil {
				return err
			}
			if len(b.texts) < batchTexts && b.units < batchUnits {
				continue
			}
		case <-timer.C:
		}
		if err := p.commit(context.WithoutCancel(ctx), &b); err != nil {
			return err
		}
	}
}

// batch is what waits for one transaction.
type batch struct {
	texts    []corpus.Text
	attempts []corpus.Attempt
	units    int
	before   *indexing // of the batch before; nil: it is done
}

// indexing is a batch on its way into the index: it is in the catalogue.
type indexing struct {
	attempts []corpus.Attempt
	done     chan error
}

func (p *Pipeline) add(ctx context.Context, b *batch, r read) error {
	if r.attempt.State != corpus.StateAccepted {
		if err := p.Catalog.RecordAttempt(context.WithoutCancel(ctx), r.attempt); err != nil {
			return fmt.Errorf("record %s: %w", r.attempt.Name, err)
		}
		return p.tell(r.attempt)
	}
	for i := range b.texts {
		if b.texts[i].Original.SHA256 == r.attempt.SHA256 { // the same bytes under two names, read at the same time
			r.attempt.State, r.attempt.Law = corpus.StateKnown, b.texts[i].ID
			return p.add(ctx, b, r)
		}
	}
	note, err := p.settle(ctx, b, &r.text)
	if err != nil {
		return fmt.Errorf("%s: %w", r.attempt.Name, err)
	}
	if note != "" {
		r.text.Warnings = append(r.text.Warnings, note)
	}
	r.attempt.Law, r.attempt.Warnings = r.text.ID, r.text.Warnings
	b.texts, b.attempts = append(b.texts, r.text), append(b.attempts, r.attempt)
	b.units += r.text.Load()
	return nil
}

// commit puts a batch into the catalogue, where the ids of what is read meanwhile are compared with it, and begins to put it into the index when the one before is there.
func (p *Pipeline) commit(ctx context.Context, b *batch) error {
	if err := p.indexed(b); err != nil || len(b.texts) == 0 {
		return err
	}
	if err := p.Catalog.Put(ctx, b.texts, b.attempts); err != nil {
		return fmt.Errorf("store %d texts: %w", len(b.texts), err)
	}
	next := &indexing{attempts: b.attempts, done: make(chan error, 1)}
	texts := b.texts
	*b = batch{before: next}
	if p.Index == nil {
		next.done <- nil
		return nil
	}
	go func() {
		err := p.Index.Put(ctx, texts...)
		if err != nil {
			err = fmt.Errorf("index %d texts: %w", len(texts), err)
		} else {
			err = p.Catalog.MarkIndexed(ctx, p.Schema, texts, nil)
		}
		next.done <- err
	}()
	return nil
}

// indexed waits for the batch before, and tells of it.
func (p *Pipeline) indexed(b *batch) error {
	before := b.before
	if before == nil {
		return nil
	}
	b.before = nil
	if err := <-before.done; err != nil {
		return err
	}
	for _, a := range before.attempts {
		if err := p.tell(a); err != nil {
			return err
		}
	}
	return nil
}

func (p *Pipeline) tell(a corpus.Attempt) error {
	if p.OnResult == nil {
		return nil
	}
	return p.OnResult(a)
}

// settle gives t an id that no other law has. Where the id is taken by the same law (alike in wording), t is its newer wording and
// the note says what it supersedes; where by another law, t gets the next free number behind the id.
func (p *Pipeline) settle(ctx context.Context, b *batch, t *corpus.Text) (note string, err error) {
	base := t.ID
	for n := 2; ; n++ {
		other, found, err := p.holder(ctx, b, t)
		if err != nil || !found {
			return note, err
		}
		held := "a library that was imported"
		if other.Original != nil {
			if other.Original.SHA256 == t.Original.SHA256 {
				return "", nil
			}
			held = other.Original.Name
		}
		if sameLaw(&other, t) && other.From != t.From { // wordings of two times, both of which count
			return "", nil
		}
		if sameLaw(&other, t) {
			return fmt.Sprintf("the same law was held from %s; this file is its wording now, the earlier one is kept", held), nil
		}
		t.ID = corpus.URI(fmt.Sprintf("%s-%d", base, n))
		note = fmt.Sprintf("another law has the id %s; this one became %s: check its number and date", base, t.ID)
	}
}

// holder is the text that has t's id and language, in the batch or in the catalogue.
func (p *Pipeline) holder(ctx context.Context, b *batch, t *corpus.Text) (corpus.Text, bool, error) {
	for i := len(b.texts) - 1; i >= 0; i-- {
		if b.texts[i].ID == t.ID && b.texts[i].Language == t.Language {
			return b.texts[i], true, nil
		}
	}
	other, err := p.Catalog.Text(ctx, t.ID, t.Language)
	if errors.Is(err, corpus.ErrNotFound) {
		return other, false, nil
	}
	return other, err == nil, err
}
