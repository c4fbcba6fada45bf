package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus/sample"
	"github.com/pandect/pandect/ingest"
)

func demoCommand(cfg *config) *cobra.Command {
	var addr string
	var fillOnly bool
	var flags readerFlags
	cmd := &cobra.Command{
		Use:   "demo [--addr 127.0.0.1:8080]",
		Short: "Fill a library with the demonstration laws and serve it",
		Long: `Fill a library with the demonstration laws, through the ordinary ingestion, and serve it. The laws are fictional, of states that do
not exist, and were written for this purpose.`,
		Example: "  pandect demo\n  pandect demo --addr 127.0.0.1:9000",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openLibrary(cmd.Context(), cfg, true)
			if err != nil {
				return err
			}
			defer lib.Close()
			sources, err := sampleSources()
			if err != nil {
				return err
			}
			report, err := takeIn(cmd.Context(), lib, lib.engine, sources, &flags, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if err := report.print(cmd.OutOrStdout(), false); err != nil {
				return err
			}
			if fillOnly {
				if len(report.Failed) > 0 {
					return errPartly
				}
				return nil
			}
			return serve(cmd, lib, serveFlags{addr: addr})
		},
	}
	flags.add(cmd)
	textSetting(cmd.Flags(), &addr, "addr")
	cmd.Flags().BoolVar(&fillOnly, "fill-only", false, "fill the library and do not serve it")
	return cmd
}

// sampleSources are the demonstration laws as a librarian would hand them over: files and a manifest.
func sampleSources() ([]ingest.Source, error) {
	f, err := sample.FS.Open("manifest.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, _, err := ingest.ParseManifest(f)
	if err != nil {
		return nil, fmt.Errorf("demonstration laws: %w", err)
	}
	sources := make([]ingest.Source, len(rows))
	for i := range rows {
		row := &rows[i]
		sources[i] = ingest.Source{
			Name: row.Path, Row: row, Hint: ingest.Hint{Name: row.Path, Country: row.Country, Language: row.Language},
			Open: func() ([]byte, error) { return sample.FS.ReadFile(row.Path) },
		}
	}
	return sources, nil
}
