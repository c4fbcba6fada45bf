package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

func checkCommand(cfg *config) *cobra.Command {
	var repair bool
	cmd := &cobra.Command{
		Use:   "check [--repair]",
		Short: "Is the library sound",
		Long: `Is the library sound: the catalogue's file, every text against its digest, every original against its SHA-256, the catalogue against the
index, both ways. Each flaw is named on a line; with flaws the exit code is 1. --repair rebuilds the index where it differs.`,
		Example: "  pandect check\n  pandect check --repair",
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
				n, err := rebuild(cmd.Context(), lib)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "index rebuilt: %d texts\n", n)
				flaws = before
			}
			if flaws > 0 {
				return fmt.Errorf("%d flaws found", flaws)
			}
			fmt.Fprintln(cmd.OutOrStdout(), "sound")
			return nil
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "rebuild the index where it differs from the catalogue")
	return cmd
}

// checkIndex compares the index with the catalogue: how many units each law has in both.
func checkIndex(ctx context.Context, lib *library, found func(string)) (err error) {
	engine, err := openEngine(ctx, lib)
	if errors.Is(err, corpus.ErrUnavailable) {
		return err
	}
	if err != nil {
		found("index: " + err.Error())
		return nil
	}
	defer func() { err = errors.Join(err, engine.Close()) }() // before a repair, which takes its place
	indexed := map[corpus.Ref]int{}
	hits, err := everyHit(ctx, engine, index.Query{})
	if err != nil {
		found("index: " + err.Error())
		return nil
	}
	for _, h := range hits {
		indexed[corpus.Ref{Law: h.Ref.Law, Language: h.Language}]++
	}
	err = lib.catalog.Each(ctx, func(t corpus.Text) error {
		key := corpus.Ref{Law: t.ID, Language: t.Language}
		if want, got := len(t.Units()), indexed[key]; got != want {
			found(fmt.Sprintf("index: %s (%s) has %d provisions there and %d in the catalogue", t.ID, t.Language, got, want))
		}
		delete(indexed, key)
		return nil
	})
	for key, n := range indexed {
		found(fmt.Sprintf("index: %s (%s) has %d provisions there and is not in the catalogue", key.Law, key.Language, n))
	}
	return err
}
