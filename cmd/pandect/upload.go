package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// uploader reads, one by one, what people send to the server. What a stop interrupts waits in the catalogue for the next start.
type uploader struct {
	queue    corpus.Uploads
	files    corpus.Files
	pipeline ingest.Pipeline             // as of "pandect ingest", into the catalogue alone
	index    func(context.Context) error // brings into the index what the catalogue has (keeper.heal), so that a rebuild under way learns of it
	log      *slog.Logger
	pause    time.Duration // between looks at an empty queue
}

// uploadTries is how often the library may fail to store one file before the next has its turn.
const uploadTries = 3

// run works until ctx ends.
func (u *uploader) run(ctx context.Context) {
	failures := 0
	for ctx.Err() == nil {
		next, err := u.queue.NextUpload(ctx)
		if err == nil {
			if err = u.read(ctx, next); err == nil {
				failures = 0
				continue
			}
			if failures++; failures >= uploadTries && ctx.Err() == nil {
				failures = 0
				err = errors.Join(err, u.queue.EndUpload(ctx, next.ID, corpus.Attempt{Name: next.Name, SHA256: next.SHA256, State: corpus.StateFailed, Step: "catalogue", Kind: "crash",
					Message: "the library could not store it; its log says why. Read it again when that is mended", At: time.Now().UTC()}))
			}
		}
		if err != nil && !errors.Is(err, corpus.ErrNotFound) && ctx.Err() == nil {
			u.log.Error("read what was sent in", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(u.pause):
		}
	}
}

// read takes in one file and records what came of it. The error is that of the library or the context; a bad file is an outcome.
func (u *uploader) read(ctx context.Context, up corpus.Upload) error {
	p := u.pipeline
	var outcome *corpus.Attempt
	p.OnResult = func(a corpus.Attempt) error {
		outcome = &a
		return nil
	}
	k := up.Known
	row := &ingest.Row{Path: up.Name, Country: k.Country, Language: k.Language, Title: k.Title, Type: k.Type, Date: k.Date, SourceURL: k.SourceURL}
	if k == (corpus.Known{}) {
		row = nil
	}
	err := p.Run(ctx, []ingest.Source{{
		Name: up.Name, Hint: ingest.Hint{Name: up.Name, Country: k.Country, Language: k.Language}, Row: row, Again: up.Again,
		Open: func() ([]byte, error) { return original(ctx, u.files, up.SHA256) },
	}})
	if outcome == nil {
		return err
	}
	if outcome.State == corpus.StateAccepted { // what is said to be taken in is found
		if err := u.index(ctx); err != nil && ctx.Err() == nil {
			u.log.Error("index what was sent in", "name", up.Name, "error", err) // the keeper tries again
		}
	}
	return u.queue.EndUpload(context.WithoutCancel(ctx), up.ID, *outcome)
}
