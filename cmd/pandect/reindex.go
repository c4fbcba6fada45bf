package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ingest/tag"
)

func reindexCommand(cfg *config) *cobra.Command {
	var tags bool
	cmd := &cobra.Command{
		Use:   "reindex [--tags]",
		Short: "Rebuild the index from the catalogue",
		Long: `Rebuild the index from the catalogue. The new index is filled beside the old one and takes its place when it is complete; a stop
before that changes nothing. Where the library is being served, the server does it, and goes on answering meanwhile. --tags first gives every provision its topics and requirements anew; what people decided stays.`,
		Example: "  pandect reindex\n  pandect reindex --tags",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			collectAt(whileFilling)
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			if tags {
				if err := retag(cmd.Context(), lib); err != nil {
					return err
				}
			}
			n, err := reindex(cmd.Context(), lib)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "indexed %d texts\n", n)
			return err
		},
	}
	cmd.Flags().BoolVar(&tags, "tags", false, "tag every provision anew first")
	return cmd
}

// reindex rebuilds the index: here, or in the server that holds it.
func reindex(ctx context.Context, lib *library) (texts int, err error) {
	engine, err := openEngine(ctx, lib) // held meanwhile: whoever stores laws stores them into the catalogue alone
	if errors.Is(err, corpus.ErrUnavailable) {
		out, err := lib.send(ctx, "reindex")
		return out.Texts, err
	}
	if err == nil { // else it is unsound: the reason to rebuild it
		lib.engine = engine
	}
	texts, err = (&keeper{lib: lib, log: slog.Default()}).rebuild(ctx)
	if err != nil {
		return texts, err
	}
	return texts, errors.Join(heal(ctx, lib.catalog, lib.engine), lib.catalog.Did(ctx, "reindex"))
}

// fill puts every text that is read today into the engine, in batches: one while the next is read. It marks nothing as indexed: the engine's folder is not in use yet, and a stop
// before it is would leave a text marked that no index in use holds. What was not marked before is indexed once more when the library is opened.
func fill(ctx context.Context, catalog corpus.Catalog, engine index.Engine) (texts int, err error) {
	var putting behind
	var batch []corpus.Text
	units := 0
	flush := func() error {
		full := batch
		batch, units = nil, 0
		return putting.begin(func() error {
			now, err := putRead(ctx, catalog, engine, full)
			texts += len(now) // read when it is done
			return err
		})
	}
	err = catalog.Each(ctx, func(t corpus.Text) error {
		batch = append(batch, t)
		units += len(t.Units())
		if units < importBatch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	err = errors.Join(err, putting.wait())
	return texts, err
}

// rewriteBatch is how many laws are read anew in one transaction: who takes in laws meanwhile waits for less than a second.
const rewriteBatch = 20

// retag runs the tagger over every text of the catalogue.
func retag(ctx context.Context, lib *library) error {
	tagger, err := tag.New(lib.scheme)
	if err != nil {
		return err
	}
	return rewriteAll(ctx, lib, tagger.Tag)
}

// rewriteAll stores what fn makes of every text of the catalogue, in order of the laws, some at a time.
func rewriteAll(ctx context.Context, lib *library, fn func(*corpus.Text)) error {
	const page = 1000
	var ids []corpus.URI
	for {
		laws, total, err := lib.catalog.Laws(ctx, corpus.LawFilter{Offset: len(ids), Limit: page})
		if err != nil {
			return err
		}
		for _, l := range laws {
			ids = append(ids, l.ID)
		}
		if len(laws) == 0 || len(ids) >= total {
			break
		}
	}
	return rewriteLaws(ctx, lib, ids, fn)
}

func rewriteLaws(ctx context.Context, lib *library, ids []corpus.URI, fn func(*corpus.Text)) error {
	for batch := range slices.Chunk(ids, rewriteBatch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := lib.catalog.Rewrite(ctx, batch, fn); err != nil {
			return err
		}
	}
	return nil
}
