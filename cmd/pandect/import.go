package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/corpus/relation"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ingest/tag"
)

// importBatch is how many units go into one transaction and one batch of the index: measured best for both (eval/YARDSTICKS.md).
const importBatch = 2000

func importCommand(cfg *config) *cobra.Command {
	var keepTags bool
	cmd := &cobra.Command{
		Use:   "import FILE.jsonl…",
		Short: "Bring in interchange records",
		Long: `Bring in interchange records, one JSON object a line. A record replaces the text of the same law, language and date.
Provisions without tags are tagged, and relations to other laws are found where a record has none. A line that cannot be used is named, and the others are brought in.`,
		Example: "  pandect import laws.jsonl\n  pandect export --format jsonl -o - | pandect import --library other -",
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			collectAt(whileFilling)
			lib, engine, err := openToStore(cmd.Context(), cfg, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer lib.Close()
			im := importer{lib: lib, engine: engine, stderr: cmd.ErrOrStderr()}
			if !keepTags {
				if im.tagger, err = tag.New(lib.scheme); err != nil {
					return err
				}
			}
			for _, name := range args {
				if err := im.file(cmd, name); err != nil {
					return err
				}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "brought in %d texts · failed %d\n", im.texts, im.failed)
			if im.failed > 0 {
				return errPartly
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&keepTags, "keep-tags", false, "take the records' tags as they are and tag nothing")
	return cmd
}

// importer stores records in batches: one goes into the index while the next goes into the catalogue and the one after is read.
type importer struct {
	lib           *library
	engine        index.Engine // nil: another process holds the index
	tagger        *tag.Tagger
	stderr        io.Writer
	batch         []corpus.Text
	units         int
	texts, failed int
	storing       behind // of a batch, into the catalogue
	indexing      behind // of one that is there
}

func (im *importer) file(cmd *cobra.Command, name string) (err error) {
	ctx := cmd.Context()
	defer func() { err = errors.Join(err, im.storing.wait(), im.indexing.wait()) }() // whatever came, nothing is being stored when it returns
	r, err := openInput(cmd, name)
	if err != nil {
		return err
	}
	defer r.Close()
	for t, err := range export.ReadJSONL(r) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err == nil {
			err = t.Check()
		}
		if err != nil {
			im.failed++
			fmt.Fprintf(im.stderr, "%s: %v\n", name, err)
			continue
		}
		if err := im.add(ctx, t); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return im.flush(ctx)
}

func (im *importer) add(ctx context.Context, t corpus.Text) error {
	if im.tagger != nil && !tagged(&t) {
		im.tagger.Tag(&t)
	}
	if len(t.Relations) == 0 {
		relation.Find(&t)
	}
	im.batch = append(im.batch, t)
	im.units += t.Load()
	if im.units < importBatch {
		return nil
	}
	return im.begin(ctx)
}

// flush stores what was added; it is stored when flush returns.
func (im *importer) flush(ctx context.Context) error {
	if err := im.begin(ctx); err != nil {
		return err
	}
	if err := im.storing.wait(); err != nil {
		return err
	}
	return im.indexing.wait()
}

// begin begins to store the batch, when the one before it is stored.
func (im *importer) begin(ctx context.Context) error {
	batch := im.batch
	if len(batch) == 0 {
		return nil
	}
	im.batch, im.units = nil, 0
	return im.storing.begin(func() error { return im.store(ctx, batch) })
}

// store puts a batch into the catalogue, then begins to put it into the index, when the one before it is there.
func (im *importer) store(ctx context.Context, batch []corpus.Text) error {
	if err := im.lib.catalog.Put(ctx, batch, nil); err != nil {
		return err
	}
	return im.indexing.begin(func() error {
		if im.engine != nil {
			now, err := putRead(ctx, im.lib.catalog, im.engine, batch)
			if err != nil {
				return err
			}
			if err := im.lib.catalog.MarkIndexed(ctx, index.SchemaVersion, now, nil); err != nil {
				return err
			}
		}
		im.texts += len(batch) // read when it is done
		return nil
	})
}

// tagged says whether any provision of t has a tag: a record that was exported keeps what it had.
func tagged(t *corpus.Text) bool {
	for p := range corpus.All(t.Provisions) {
		if len(p.Topics)+len(p.Needs) > 0 {
			return true
		}
	}
	return false
}
