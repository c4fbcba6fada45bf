package main

import (
	"context"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// retrySources lists the originals whose newest attempt is of the kind asked for: "failed" (any failure), "ocr" (pages that are images), or
// the kind of a failure. They are read from the library's own originals, so the files need not be there any more.
func retrySources(ctx context.Context, lib *library, kind string) ([]ingest.Source, error) {
	attempts, err := lib.catalog.Attempts(ctx, corpus.AttemptFilter{})
	if err != nil {
		return nil, err
	}
	var sources []ingest.Source
	for _, a := range corpus.NewestAttempts(attempts) {
		if a.SHA256 == "" {
			continue // its bytes were never here
		}
		if wanted(a, kind) {
			sources = append(sources, ingest.Source{
				Name: a.Name, Hint: ingest.Hint{Name: a.Name}, Again: true,
				Open: func() ([]byte, error) { return original(ctx, lib.files, a.SHA256) },
			})
		}
	}
	return sources, nil
}

func wanted(a corpus.Attempt, kind string) bool {
	switch kind {
	case "failed":
		return a.State == corpus.StateFailed
	case "ocr":
		return a.Kind == "image-only" || strings.Contains(strings.Join(a.Warnings, "\n"), "image only")
	}
	return a.State == corpus.StateFailed && a.Kind == kind
}

func original(ctx context.Context, files corpus.Files, sha string) ([]byte, error) {
	f, err := files.Open(ctx, sha)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
