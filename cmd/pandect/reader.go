package main

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/html"
	"github.com/pandect/pandect/ingest/pdf"
	"github.com/pandect/pandect/ingest/tag"
	"github.com/pandect/pandect/ingest/worker"
)

// readerFlags are the flags of every command that reads files.
type readerFlags struct {
	jobs int
	ocr  bool
}

func (f *readerFlags) add(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.jobs, "jobs", 0, "files read at a time (0: one a processor)")
	cmd.Flags().BoolVar(&f.ocr, "ocr", true, "read scans with tesseract, where it is installed")
}

// pool reads files in children of this program.
func (f *readerFlags) pool() (*worker.Pool, error) { return f.poolOf(worker.Limits{}) }

func (f *readerFlags) poolOf(limits worker.Limits) (*worker.Pool, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command := func() *exec.Cmd {
		cmd := exec.Command(self, "read-worker", "--ocr="+strconv.FormatBool(f.ocr)) // #nosec G204 -- this program
		cmd.Env = withoutSettings(os.Environ())
		cmd.Stderr = os.Stderr
		return cmd
	}
	return worker.NewPool(command, f.workers(), limits), nil
}

func (f *readerFlags) workers() int {
	if f.jobs > 0 {
		return f.jobs
	}
	return runtime.NumCPU()
}

// workerCommand is the child's side; it is not for people.
func workerCommand() *cobra.Command {
	var ocr bool
	cmd := &cobra.Command{
		Use: "read-worker", Hidden: true, Short: "read files for another pandect process", Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			debug.SetMemoryLimit(300 << 20) // soft: collect early; the parent's limit is the hard one
			scheme, err := topic.Load()
			if err != nil {
				return err
			}
			tagger, err := tag.New(scheme)
			if err != nil {
				return err
			}
			reader := pdf.New(pdf.Options{NoOCR: !ocr})
			defer reader.Close()
			return worker.Serve(cmd.InOrStdin(), cmd.OutOrStdout(), &ingest.Reader{PDF: reader, HTML: html.New(), Tagger: tagger})
		},
	}
	cmd.Flags().BoolVar(&ocr, "ocr", true, "use tesseract")
	return cmd
}

// withoutSettings is an environment without ours: a child that reads hostile files needs no setting, and some are secrets.
func withoutSettings(all []string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return strings.HasPrefix(s, "PANDECT_") })
}
