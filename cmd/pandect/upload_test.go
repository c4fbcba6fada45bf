package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

const lanternAct = `<!doctype html><html lang="en"><head><title>Harbour Lanterns Act 2019</title></head><body><h1>Harbour Lanterns Act 2019</h1>
<p>1. Short title</p><p>This Act may be cited as the Harbour Lanterns Act 2019.</p>
<p>2. Lanterns</p><p>The keeper of a harbour shall light a quillon lantern at dusk on every pier.</p>
<p>3. Offence</p><p>A keeper who fails to light a lantern commits an offence and is liable to a fine.</p></body></html>`

// TestUploader_Stop holds that a file whose reading a stop interrupts waits for the next start, and is read then.
func TestUploader_Stop(t *testing.T) {
	lib, err := openCatalog(&config{library: t.TempDir()}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	sum, _, err := lib.files.Put(t.Context(), strings.NewReader(lanternAct))
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.catalog.AddUploads(t.Context(), 10, corpus.Upload{Batch: "b", Name: "l.html", SHA256: sum, Known: corpus.Known{Country: "XF"}, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	up := uploader{queue: lib.catalog, files: lib.files, log: slog.New(slog.DiscardHandler), pause: time.Millisecond, index: func(context.Context) error { return nil }}
	up.pipeline = ingest.Pipeline{Files: lib.files, Catalog: lib.catalog, Read: func(ctx context.Context, _ []byte, _ ingest.Hint) (corpus.Text, error) {
		stop() // while it is read
		return corpus.Text{}, ctx.Err()
	}}
	up.run(ctx)
	if next, err := lib.catalog.NextUpload(t.Context()); err != nil || next.SHA256 != sum {
		t.Fatalf("after the stop %+v waits: %v", next, err)
	}
	ctx, stop = context.WithCancel(t.Context())
	up.index = func(context.Context) error { stop(); return nil }
	up.pipeline.Read = func(_ context.Context, data []byte, hint ingest.Hint) (corpus.Text, error) {
		if string(data) != lanternAct || hint.Country != "XF" {
			t.Errorf("read %.20q with %+v", data, hint)
		}
		return corpus.Text{Law: corpus.Law{ID: "xf/act/2019/1", Country: "XF", Title: "Harbour Lanterns Act", Year: 2019}, Language: "en", Original: &corpus.Original{MediaType: "text/html"},
			Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "Lanterns are lit."}}}, nil
	}
	up.run(ctx)
	if _, err := lib.catalog.NextUpload(t.Context()); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("something waits still: %v", err)
	}
	sent, err := lib.catalog.Uploads(t.Context(), "b")
	if err != nil || len(sent) != 1 || sent[0].Outcome == nil || sent[0].Outcome.State != corpus.StateAccepted {
		t.Fatalf("%+v: %v", sent, err)
	}
	if _, err := lib.catalog.Text(t.Context(), sent[0].Outcome.Law, "en"); err != nil {
		t.Error(err)
	}
}

// TestUploader_Unsound holds that a file which the library cannot store does not keep the next from its turn for ever.
func TestUploader_Unsound(t *testing.T) {
	lib, err := openCatalog(&config{library: t.TempDir()}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	lost := strings.Repeat("ab", 32) // the catalogue names it, the disk lost it
	if err := lib.catalog.AddUploads(t.Context(), 10, corpus.Upload{Batch: "b", Name: "l.html", SHA256: lost, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	up := uploader{queue: lib.catalog, files: lib.files, log: slog.New(slog.DiscardHandler), pause: time.Millisecond}
	up.pipeline = ingest.Pipeline{Files: lib.files, Catalog: lib.catalog}
	up.run(ctx)
	sent, err := lib.catalog.Uploads(t.Context(), "b")
	if err != nil || len(sent) != 1 || sent[0].Outcome == nil || sent[0].Outcome.State != corpus.StateFailed {
		t.Errorf("%+v: %v", sent, err)
	}
}
