package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

func assessCommand(cfg *config) *cobra.Command {
	var country, instrument, cycle, format, language, from, output string
	cmd := &cobra.Command{
		Use:   "assess --country A --instrument I [--format json] [-o FILE] | assess --import FILE",
		Short: "What people answered on a convention: as a questionnaire, to another library and back",
		Long: `What people answered on a convention for a country, requirement by requirement in the order of the review: the answer, its legal basis, remarks and
the assistance that is needed. As json it holds every answer, superseded ones too; --import takes such a file in: nothing is lost, the later answer
counts, and what two libraries decided otherwise without knowing of each other is named.

Formats: json text ` + strings.Join(export.RowFormats, " "),
		Example: "  pandect assess --country XB --instrument tip-protocol --format docx -o answers.docx\n  pandect assess --country XB --instrument untoc --format json -o xb.json\n  pandect assess --import xb.json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if from == "" && (country == "" || instrument == "") {
				return usageError{errors.New("name a --country and an --instrument, or a file to --import")}
			}
			lib, err := openCatalog(cfg, false) // the index, which a server may hold, is not needed
			if err != nil {
				return err
			}
			defer lib.Close()
			if from != "" {
				return lib.importAnswers(cmd, from)
			}
			countries, err := splitCodes(country)
			if err != nil {
				return err
			}
			if len(countries) != 1 {
				return usageError{fmt.Errorf("--country %q: one is needed", country)}
			}
			country = countries[0]
			if _, ok := lib.scheme.Instrument(instrument); !ok {
				return usageError{fmt.Errorf("instrument %q: %w", instrument, corpus.ErrNotFound)}
			}
			if format == "json" {
				answers, err := gap.AnswersOf(cmd.Context(), lib.catalog, country, instrument)
				if err != nil {
					return err
				}
				t := table{value: answers}
				return t.write(cmd.OutOrStdout(), "json", output)
			}
			analyst, err := lib.analyst()
			if err != nil {
				return err
			}
			q, err := analyst.Questionnaire(cmd.Context(), country, instrument, cycle)
			if err != nil {
				return err
			}
			rows := q.Rows(language, func(ref corpus.Ref) string { return ref.String() })
			speech, err := speechIn(language)
			if err != nil {
				return err
			}
			t := table{title: lib.titled(speech, language, instrument, countries), speech: speech, rows: rows}
			return t.write(cmd.OutOrStdout(), format, output)
		},
	}
	cmd.Flags().StringVar(&country, "country", "", "the country")
	cmd.Flags().StringVar(&instrument, "instrument", "", "the convention")
	cmd.Flags().StringVar(&cycle, "cycle", "", "of the review (the newest that was named)")
	cmd.Flags().StringVar(&language, "language", "en", "of the questions and headings: "+strings.Join(ui.Codes, ", "))
	cmd.Flags().StringVar(&format, "format", "text", "json, text, "+strings.Join(export.RowFormats, ", "))
	cmd.Flags().StringVar(&from, "import", "", "`FILE` of answers to take in (- for standard input)")
	cmd.Flags().StringVarP(&output, "output", "o", "-", "`FILE` to write (- for standard output)")
	return cmd
}

// importAnswers merges a file of answers and prints what became of them as JSON; conflicts are named on standard error too.
func (l *library) importAnswers(cmd *cobra.Command, name string) error {
	r, err := openInput(cmd, name)
	if err != nil {
		return err
	}
	defer r.Close()
	answers, err := gap.ReadAnswers(r, l.scheme, time.Now())
	if err != nil {
		return fmt.Errorf("%s: %w; nothing of it was taken in", name, err)
	}
	merged, err := gap.Merge(cmd.Context(), l.catalog, answers)
	if err != nil {
		return err
	}
	for _, c := range merged.Conflicts {
		fmt.Fprintf(cmd.ErrOrStderr(), "conflict on %s: here %s by %s, there %s by %s; the later one counts, both are kept\n", c.Requirement, c.Ours.State, c.Ours.By, c.Theirs.State, c.Theirs.By)
	}
	return json.NewEncoder(cmd.OutOrStdout()).Encode(merged)
}
