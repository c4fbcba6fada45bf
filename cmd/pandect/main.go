// Command pandect is a legal library in one program: it takes in laws, finds, shows, compares and exports them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
)

// Exit codes, as the help lists them.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
	exitPartly = 3
)

// errPartly ends a command that did its work but for some documents, each of which was named.
var errPartly = errors.New("some documents failed")

// usageError is a wrong use of the command line.
type usageError struct{ error }

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program. Results go to stdout, everything else to stderr.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err != nil && !errors.Is(err, errPartly) {
		fmt.Fprintln(stderr, "pandect:", err)
	}
	return exitCode(err)
}

// exitCode is the table from error to exit code.
func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.As(err, &usage), errors.Is(err, corpus.ErrInvalid): // what the library calls invalid was given to it
		return exitUsage
	default:
		return exitFailed
	}
}

const exitHelp = `
Exit codes: 0 all well · 1 failed · 2 wrong use · 3 done, but some documents failed (each is named, with its reason).`

func newRoot() *cobra.Command {
	var cfg config
	root := &cobra.Command{
		Use:   "pandect",
		Short: "A legal library: takes in laws as PDF and HTML, finds, shows, compares and exports their provisions",
		Long: `Pandect is a legal library. It reads national laws from PDF, scans and HTML, finds their structure, tags each provision by
topic and by the convention article it carries out, and offers search, reading, comparison, gap analysis and export,
on one machine without internet.
` + exitHelp,
		Example:       "  pandect demo\n  pandect ingest laws/\n  pandect search 'trafficking country:KE'\n  pandect serve",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usageError{fmt.Errorf("no command %q; see pandect --help", args[0])}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	textSetting(root.PersistentFlags(), &cfg.library, "library")
	root.PersistentPreRunE = fromEnvironment
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		demoCommand(&cfg), serveCommand(&cfg), ingestCommand(&cfg), extractCommand(), tagCommand(),
		importCommand(&cfg), exportCommand(&cfg), fetchCommand(&cfg), harvestCommand(&cfg), keyCommand(&cfg), peopleCommand(&cfg), logCommand(&cfg), duplicatesCommand(&cfg), packCommand(&cfg), mergeCommand(&cfg), searchCommand(&cfg), statusCommand(&cfg), relationsCommand(&cfg), reindexCommand(&cfg), compareCommand(&cfg), gapsCommand(&cfg), assessCommand(&cfg), checkCommand(&cfg), backupCommand(&cfg), restoreCommand(&cfg), doctorCommand(&cfg), versionCommand(), workerCommand(),
	)
	for _, c := range root.Commands() {
		c.Long += "\n" + exitHelp
		for _, below := range c.Commands() {
			below.Long += "\n" + exitHelp
		}
	}
	return root
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Which Pandect this is", Long: "Which Pandect this is.", Example: "  pandect version", Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "pandect", version())
			return err
		},
	}
}

// arguments makes cobra's check of arguments a wrong use.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%w; see pandect %s --help", err, cmd.Name())}
		}
		return nil
	}
}

// unknownIsUsage makes what is not there a wrong use, where it was named on the command line.
func unknownIsUsage(err error) error {
	if errors.Is(err, corpus.ErrNotFound) {
		return usageError{err}
	}
	return err
}

// openInput opens a file that the command line names; "-" is standard input. One that cannot be opened is a wrong use.
func openInput(cmd *cobra.Command, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(cmd.InOrStdin()), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, usageError{err}
	}
	return f, nil
}
