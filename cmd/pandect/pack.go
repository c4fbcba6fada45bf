package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
)

func packCommand(cfg *config) *cobra.Command {
	var since, output string
	cmd := &cobra.Command{
		Use:   "pack -o FILE [--since DATE]",
		Short: "Write a signed pack of laws for a library without internet",
		Long: `Write a pack: the records and originals of all laws, or of what changed since a day, signed with the library's key (pandect key). Another
library takes it in with pandect merge. A pack is a ZIP file, a bag (BagIt 1.0) that any program can open.`,
		Example: "  pandect pack -o library.pack.zip\n  pandect pack --since 2026-03-01 -o march.pack.zip",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var from time.Time
			if since != "" {
				var err error
				if from, err = time.Parse(time.DateOnly, since); err != nil {
					return usageError{fmt.Errorf("--since %q: a day is written 2026-03-01", since)}
				}
			}
			if output == "" {
				return usageError{fmt.Errorf("name the file to write: -o FILE")}
			}
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			return writePack(cmd, lib, from, output)
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "only laws that changed on or after this `DAY` (UTC)")
	cmd.Flags().StringVarP(&output, "output", "o", "", "`FILE` to write")
	return cmd
}

func writePack(cmd *cobra.Command, lib *library, from time.Time, output string) error {
	ctx := cmd.Context()
	key, err := signingKey(lib)
	if err != nil {
		return err
	}
	changes, err := lib.catalog.Changes(ctx, corpus.ChangeFilter{From: from})
	if err != nil {
		return err
	}
	status, err := lib.catalog.Status(ctx)
	if err != nil {
		return err
	}
	h := export.Header{Fingerprint: status.Fingerprint, Changed: status.Changed}
	var withdrawn []corpus.URI
	var laws []corpus.URI
	for _, c := range changes {
		if c.Withdrawn {
			withdrawn = append(withdrawn, c.Law)
		} else {
			laws = append(laws, c.Law)
		}
	}
	h.Laws = len(laws)
	err = writeFile(output, func(w io.Writer) error {
		return export.Pack(w, h, export.Whole(func(fn func(corpus.Text) error) error { return eachLaw(ctx, lib, laws, fn) }), lib.files, withdrawn, key)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "packed %d laws and %d withdrawals, signed by %s\n", len(laws), len(withdrawn), publicKey(key))
	return err
}

func eachLaw(ctx context.Context, lib *library, laws []corpus.URI, fn func(corpus.Text) error) error {
	for _, law := range laws {
		if err := lib.catalog.EachOf(ctx, law, fn); err != nil {
			return err
		}
	}
	return nil
}
