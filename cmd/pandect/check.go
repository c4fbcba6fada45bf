package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

func checkCommand(cfg *config) *cobra.Command {
	var repair, discard bool
	cmd := &cobra.Command{
		Use:   "check [--repair] [--discard-unlisted]",
		Short: "Is the library sound",
		Long: `Is the library sound: the catalogue's file, every text against its digest, every original against its SHA-256, the catalogue against the
index, both ways. Each flaw is named on a line; with flaws the exit code is 1. --repair rebuilds the index where it differs. Where the library is being served, the server looks at its index.

Originals that nothing in the catalogue names are listed and are no flaw: a sending was refused after some of its files had come, a run was stopped between keeping
a file and saying what came of it, or the library was restored as it was earlier. Nothing of them was ever said to be taken in. --discard-unlisted removes those
that came more than a day ago; to take one in instead, give its path to pandect ingest.`,
		Example: "  pandect check\n  pandect check --repair\n  pandect check --discard-unlisted",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			flaws := 0
			found := func(flaw string) {
				flaws++
				fmt.Fprintln(cmd.OutOrStdout(), flaw)
			}
			if err := lib.catalog.Check(cmd.Context(), lib.files, found); err != nil {
				return err
			}
			before := flaws
			if err := checkIndex(cmd.Context(), lib, found); err != nil {
				return err
			}
			if repair && flaws > before {
				n, err := reindex(cmd.Context(), lib)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "index rebuilt: %d texts\n", n)
				flaws = before
			}
			if err := unlisted(cmd.Context(), lib, discard, cmd.OutOrStdout()); err != nil {
				return err
			}
			if flaws > 0 {
				return fmt.Errorf("%d flaws found", flaws)
			}
			fmt.Fprintln(cmd.OutOrStdout(), "sound")
			return lib.catalog.Did(cmd.Context(), "check")
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "rebuild the index where it differs from the catalogue")
	cmd.Flags().BoolVar(&discard, "discard-unlisted", false, "remove originals that nothing names and that came more than a day ago")
	return cmd
}

// unlistedAge is how long an original may be there before something names it: a sending comes in meanwhile, a file is read.
const unlistedAge = 24 * time.Hour

// unlisted names the originals that nothing names, and removes those of old that are to be discarded.
func unlisted(ctx context.Context, lib *library, discard bool, w io.Writer) error {
	fetched, err := lib.fetchedSums()
	if err != nil {
		return err
	}
	return lib.catalog.Unlisted(ctx, lib.files, func(sum string) error {
		if fetched[sum] {
			return nil
		}
		size, received, err := lib.files.Info(sum)
		if errors.Is(err, corpus.ErrNotFound) {
			return nil // discarded by another process
		}
		if err != nil {
			return err
		}
		line := fmt.Sprintf("original %s is named by nothing: %d bytes, received %s", sum, size, received.UTC().Format(time.DateTime))
		if discard {
			gone, err := lib.files.Discard(sum, time.Now().Add(-unlistedAge))
			if err != nil {
				return err
			}
			line += map[bool]string{true: "; discarded", false: "; it came less than a day ago and stays"}[gone]
		}
		_, err = fmt.Fprintln(w, line)
		return err
	})
}

// checkIndex compares the index with the catalogue, here or in the server that holds it.
func checkIndex(ctx context.Context, lib *library, found func(string)) (err error) {
	engine, err := openEngine(ctx, lib)
	if errors.Is(err, corpus.ErrUnavailable) {
		out, err := lib.send(ctx, "check")
		for _, flaw := range out.Flaws {
			found(flaw)
		}
		return err
	}
	if err != nil {
		found("index: " + err.Error())
		return nil
	}
	defer func() { err = errors.Join(err, engine.Close()) }() // before a repair, which opens it
	return indexFlaws(ctx, lib.catalog, engine, found)
}

// check is checkIndex in the process that serves. Other processes may store laws while it looks: what is flawed must be so twice, brought up to date
// between the looks.
func (k *keeper) check(ctx context.Context) (flaws []string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for range 2 {
		if err := k.healLocked(ctx); err != nil {
			return nil, err
		}
		before := flaws
		flaws = nil
		err := indexFlaws(ctx, k.lib.catalog, k.lib.engine, func(flaw string) { flaws = append(flaws, flaw) })
		if err != nil || len(flaws) == 0 {
			return nil, err
		}
		if before != nil {
			flaws = slices.DeleteFunc(flaws, func(f string) bool { return !slices.Contains(before, f) })
		}
	}
	return flaws, nil
}

// indexFlaws names the laws of which index and catalogue do not have the same number of units. Of several wordings in a language the index has the newest.
func indexFlaws(ctx context.Context, catalog corpus.Catalog, engine index.Engine, found func(string)) error {
	type key struct {
		law      corpus.URI
		language string
	}
	indexed := map[key]int{}
	hits, err := everyHit(ctx, engine, index.Query{})
	if err != nil {
		found("index: " + err.Error())
		return nil
	}
	for _, h := range hits {
		indexed[key{h.Ref.Law, h.Language}]++
	}
	kept := map[key]int{}
	err = catalog.Each(ctx, func(t corpus.Text) error {
		kept[key{t.ID, t.Language}] = len(t.Units())
		return nil
	})
	for k, want := range kept {
		if got := indexed[k]; want != got {
			found(fmt.Sprintf("index: %s (%s) has %d provisions there and %d in the catalogue", k.law, k.language, got, want))
		}
		delete(indexed, k)
	}
	for k, n := range indexed {
		found(fmt.Sprintf("index: %s (%s) has %d provisions there and is not in the catalogue", k.law, k.language, n))
	}
	return err
}
