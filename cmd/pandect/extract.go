package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/worker"
)

func extractCommand() *cobra.Command {
	var flags readerFlags
	var asText, asJSON bool
	cmd := &cobra.Command{
		Use:   "extract [--json|--text] FILE…",
		Short: "Show what would be taken in, storing nothing",
		Long: `Show what would be taken in, storing nothing.

--json prints one interchange record a file, in the order given; a file that cannot be read gives
{"original":{"name":…},"error":{"kind":…,"message":…}} and exit code 3.
--text prints the repaired wording in reading order, pages separated by form feeds.
Without either, an outline is printed.`,
		Example: "  pandect extract act.pdf\n  pandect extract --json laws/*.pdf > laws.jsonl",
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asText && asJSON {
				return usageError{errors.New("--json and --text exclude each other")}
			}
			pool, err := flags.pool()
			if err != nil {
				return err
			}
			defer pool.Close()
			x := extraction{pool: pool, print: printOutline}
			switch {
			case asJSON:
				x.print = printRecord
			case asText:
				x.blocks = true
				x.print = printText
			}
			return x.run(cmd.Context(), args, flags.workers(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "one interchange record a file")
	cmd.Flags().BoolVar(&asText, "text", false, "the wording in reading order")
	return cmd
}

// extraction reads files and prints each in the order given.
type extraction struct {
	pool   *worker.Pool
	blocks bool
	print  func(w io.Writer, e extracted) error
}

// extracted is a file as read: one of text, doc and err.
type extracted struct {
	name string
	text corpus.Text
	doc  *ingest.Document
	err  error
}

func (x *extraction) run(ctx context.Context, names []string, jobs int, stdout, stderr io.Writer) error {
	results := make([]chan extracted, len(names))
	for i := range results {
		results[i] = make(chan extracted, 1)
	}
	next := make(chan int)
	go func() {
		defer close(next)
		for i := range names {
			next <- i
		}
	}()
	for range jobs {
		go func() {
			for i := range next {
				results[i] <- x.read(ctx, names[i])
			}
		}()
	}
	out := bufio.NewWriterSize(stdout, 1<<16)
	failed := 0
	for _, c := range results {
		e := <-c
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if e.err != nil {
			failed++
			fmt.Fprintf(stderr, "%s: %v\n", e.name, e.err)
		}
		if err := x.print(out, e); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	if failed > 0 {
		return errPartly
	}
	return nil
}

func (x *extraction) read(ctx context.Context, name string) (e extracted) {
	e.name = name
	source := ingest.FileSource(name)
	data, err := source.Open()
	if err != nil {
		e.err = err
		return e
	}
	if x.blocks {
		e.doc, e.err = x.pool.Blocks(ctx, data, source.Hint)
		return e
	}
	e.text, e.err = x.pool.Read(ctx, data, source.Hint)
	return e
}

// failure is what a file that could not be read gives in --json.
type failure struct {
	Original struct {
		Name string `json:"name"`
	} `json:"original"`
	Error struct {
		Kind    string `json:"kind"`
		Message string `json:"message"`
	} `json:"error"`
}

func printRecord(w io.Writer, e extracted) error {
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	if e.err == nil {
		return encode.Encode(e.text)
	}
	var f failure
	f.Original.Name, f.Error.Kind, f.Error.Message = e.name, "unreadable", e.err.Error()
	var cause *ingest.Failure
	if errors.As(e.err, &cause) {
		f.Error.Kind, f.Error.Message = cause.Kind, cause.Message
	}
	return encode.Encode(f)
}

// printText writes the blocks of a document, a line each line, pages separated by form feeds.
func printText(w io.Writer, e extracted) error {
	if e.err != nil {
		return nil
	}
	page := 1
	for _, b := range e.doc.Blocks {
		for _, l := range b.Lines {
			for ; page < l.Page; page++ {
				if _, err := io.WriteString(w, "\f"); err != nil {
					return err
				}
			}
			if _, err := fmt.Fprintln(w, strings.TrimSpace(b.Label+" "+l.Text)); err != nil {
				return err
			}
			b.Label = ""
		}
	}
	return nil
}

// doubtful names the fields that a librarian should check first, with the value found and how sure it is: "date 1998-03-02 (30 %)", and those without
// which a law is hard to find.
func doubtful(t *corpus.Text) string {
	values := map[string]string{"title": "title", "number": "number " + t.Number, "type": "type " + t.Type, "date": "date " + t.Date.String(), "year": fmt.Sprint("year ", t.Year),
		"status": "status " + t.Status, "country": "country " + t.Country, "language": "language " + t.Language}
	var out []string
	for _, name := range t.ToCheck() {
		out = append(out, fmt.Sprintf("%s (%.0f %%)", values[name], 100*t.Confidence[name]))
	}
	for _, missing := range []struct{ name, value string }{{"title", t.Title}, {"country", t.Country}, {"language", t.Language}} {
		if missing.value == "" {
			out = append(out, missing.name+" (not found)")
		}
	}
	return strings.Join(out, ", ")
}

func printOutline(w io.Writer, e extracted) error {
	if e.err != nil {
		return nil
	}
	t := &e.text
	fmt.Fprintf(w, "%s\n  %s\n  id %s · language %s · %s %s · %d provisions\n", filepath.Base(e.name), t.Title, t.ID, t.Language, t.Type, t.Date, len(t.Units()))
	if doubts := doubtful(t); doubts != "" {
		fmt.Fprintf(w, "  to check: %s\n", doubts)
	}
	for _, warning := range t.Warnings {
		fmt.Fprintf(w, "  warning: %s\n", warning)
	}
	var outline func(ps []corpus.Provision, depth int)
	outline = func(ps []corpus.Provision, depth int) {
		for i := range ps {
			p := &ps[i]
			if !corpus.IsBasic(p.Kind) && len(p.Children) == 0 && p.Number == "" && p.Heading == "" {
				continue
			}
			fmt.Fprintf(w, "  %s%s %s\n", strings.Repeat("  ", depth), p.Label, p.Heading)
			if !corpus.IsBasic(p.Kind) {
				outline(p.Children, depth+1)
			}
		}
	}
	outline(t.Provisions, 1)
	_, err := fmt.Fprintln(w)
	return err
}
