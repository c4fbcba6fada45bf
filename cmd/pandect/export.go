package main

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
)

func exportCommand(cfg *config) *cobra.Command {
	var filters filterFlags
	var format, output string
	cmd := &cobra.Command{
		Use:   "export --format FORMAT [filters] -o FILE [QUERY…]",
		Short: "Write laws or the result of a search as a file",
		Long: `Write laws, or the result of a search, as a file. Without a query and filters it is the whole library. There is no limit on rows; the same
query on the same library gives the same bytes.

Formats: ` + strings.Join(export.Names(), " "),
		Example: "  pandect export --format jsonl -o library.jsonl\n  pandect export --format xlsx --topic firearms --year 2001..2026 -o firearms.xlsx\n" +
			"  pandect export --format csv -o - 'witness AND protection'",
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := filters.query(args)
			if err != nil {
				return err
			}
			open := openLibrary
			if q.String() == "" { // the whole library stands in the catalogue: the index may be in the hands of a running server
				open = openCatalogOnly
			}
			lib, err := open(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			write := func(w io.Writer) error { return exportTo(cmd.Context(), w, lib, format, q) }
			if output == "-" {
				return write(cmd.OutOrStdout())
			}
			return writeFile(output, write)
		},
	}
	filters.add(cmd)
	cmd.Flags().StringVar(&format, "format", "jsonl", "one of: "+strings.Join(export.Names(), " "))
	cmd.Flags().StringVarP(&output, "output", "o", "-", "`FILE` to write (- for standard output)")
	return cmd
}

// writeFile writes a file whole or not at all, so that a failed export leaves no half file behind.
func writeFile(name string, write func(io.Writer) error) error {
	return corpus.WriteFile(corpus.OS{}, name, 0o644, write)
}

// writeJSON is writeFile of one value.
func writeJSON(name string, v any) error {
	return writeFile(name, func(w io.Writer) error { return json.NewEncoder(w).Encode(v) })
}
