package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ingest"
)

func ingestCommand(cfg *config) *cobra.Command {
	var flags readerFlags
	var manifest, retry string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ingest [--manifest FILE.csv] [--jobs N] PATH…",
		Short: "Take in files and folders; safe to stop and to run again",
		Long: `Take in files and folders. Every file is kept byte for byte, read, and stored with its structure; each try is a row that
"pandect status" counts. It may be stopped at any point and run again: what was taken in is known then.

--manifest names a CSV file whose rows say what is known of a file; its paths stand relative to its own folder. Columns:
path,country,language,title,title_en,year,date,from,type,number,status,source_url,topics. What it says wins over what was found.
--retry reads again what failed before ("failed"), what needs OCR ("ocr"), or one kind of failure (its name in the report). What a manifest
said of a file is remembered; a --manifest beside it says more, and wins.`,
		Example: "  pandect ingest laws/\n  pandect ingest --manifest laws.csv --jobs 4 laws/\n  pandect ingest --retry failed",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && manifest == "" && retry == "" {
				return usageError{errors.New("name a file or folder, a --manifest, or what to --retry; see pandect ingest --help")}
			}
			if len(args) > 0 && retry != "" {
				return usageError{errors.New("--retry reads the originals that the library has; leave the files and folders out")}
			}
			lib, engine, err := openToStore(cmd.Context(), cfg, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer lib.Close()
			sources, err := ingestSources(cmd, lib, manifest, retry, args)
			if err != nil {
				return err
			}
			report, err := takeIn(cmd.Context(), lib, engine, sources, &flags, cmd.ErrOrStderr())
			if err == nil || errors.Is(err, context.Canceled) {
				if printErr := report.print(cmd.OutOrStdout(), asJSON); printErr != nil {
					return printErr
				}
			}
			if err == nil && len(report.Failed) > 0 {
				return errPartly
			}
			return err
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&manifest, "manifest", "", "CSV `FILE` with what is known of each file")
	cmd.Flags().StringVar(&retry, "retry", "", "read again: failed, ocr, or a `KIND` of failure")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

// ingestSources lists what the command line names.
func ingestSources(cmd *cobra.Command, lib *library, manifest, retry string, args []string) ([]ingest.Source, error) {
	ctx := cmd.Context()
	var rows []ingest.Row
	if manifest != "" {
		var err error
		if rows, err = readManifest(cmd, manifest); err != nil {
			return nil, err
		}
	}
	if retry != "" {
		sources, err := retrySources(ctx, lib, retry)
		if err != nil {
			return nil, err
		}
		return sources, ingest.Known(sources, rows, filepath.Dir(manifest))
	}
	sources, err := ingest.Sources(args, rows, filepath.Dir(manifest))
	return slices.DeleteFunc(sources, func(s ingest.Source) bool { return manifest != "" && sameFile(s.Name, manifest) }), err
}

// readManifest reads a list of files, and names once the columns that it does not know.
func readManifest(cmd *cobra.Command, name string) ([]ingest.Row, error) {
	f, err := openInput(cmd, name)
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	defer f.Close()
	rows, unknown, err := ingest.ParseManifest(f)
	if err != nil {
		return nil, fmt.Errorf("manifest %s: %w", name, err)
	}
	if len(unknown) > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "manifest %s: columns not known, kept as they are: %s\n", name, strings.Join(unknown, ", "))
	}
	return rows, nil
}

// sameFile says whether two paths name one file: a manifest that stands in the folder it describes is no law.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// report is what one run did.
type report struct {
	TakenIn int              `json:"taken_in"`
	Known   int              `json:"already_known"`
	Warned  []corpus.Attempt `json:"warned,omitempty"`
	Failed  []corpus.Attempt `json:"failed,omitempty"`
	Seconds float64          `json:"seconds"`
}

// takeIn runs the pipeline over sources (engine nil: into the catalogue alone), with a progress bar where stderr is a terminal.
func takeIn(ctx context.Context, lib *library, engine index.Engine, sources []ingest.Source, flags *readerFlags, stderr io.Writer) (*report, error) {
	if len(sources) == 0 {
		return &report{}, nil
	}
	pool, err := flags.pool()
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	var r report
	began := time.Now()
	bar := progress(stderr, len(sources))
	p := ingest.Pipeline{
		Files: lib.files, Catalog: lib.catalog, Index: engine, Schema: index.SchemaVersion, Read: pool.Read, Jobs: flags.workers(),
		OnResult: func(a corpus.Attempt) error {
			r.add(a)
			return bar.Add(1)
		},
	}
	err = p.Run(ctx, sources)
	r.Seconds = time.Since(began).Seconds()
	return &r, errors.Join(err, bar.Finish())
}

// progress is a bar with rate and remaining time on a terminal, silent elsewhere.
func progress(stderr io.Writer, n int) *progressbar.ProgressBar {
	f, ok := stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return progressbar.DefaultSilent(int64(n))
	}
	return progressbar.NewOptions(n, progressbar.OptionSetWriter(stderr), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"),
		progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
}

func (r *report) add(a corpus.Attempt) {
	switch a.State {
	case corpus.StateAccepted:
		r.TakenIn++
		if len(a.Warnings) > 0 {
			r.Warned = append(r.Warned, a)
		}
	case corpus.StateKnown:
		r.Known++
	case corpus.StateFailed:
		r.Failed = append(r.Failed, a)
	}
}

func (r *report) print(w io.Writer, asJSON bool) error {
	if asJSON {
		encode := json.NewEncoder(w)
		encode.SetIndent("", "  ")
		return encode.Encode(r)
	}
	for _, a := range r.Warned {
		fmt.Fprintf(w, "warning  %s  %s\n", a.Name, strings.Join(a.Warnings, "; "))
	}
	for _, a := range r.Failed {
		fmt.Fprintf(w, "failed   %s  %s: %s\n", a.Name, a.Kind, a.Message)
	}
	_, err := fmt.Fprintf(w, "taken in %d · already known %d · failed %d · %.1f s\n", r.TakenIn, r.Known, len(r.Failed), r.Seconds)
	switch {
	case r.TakenIn+len(r.Failed) > 0:
	case r.Known > 0:
		fmt.Fprintln(w, "nothing to do: every file was taken in before")
	default:
		fmt.Fprintln(w, "nothing to do: there is no such file")
	}
	if len(r.Failed) > 0 {
		fmt.Fprintln(w, "read just these again with: pandect ingest --retry failed")
	}
	return err
}
