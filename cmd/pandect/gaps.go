package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/api"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

func gapsCommand(cfg *config) *cobra.Command {
	var country, instrument, format, output, language string
	cmd := &cobra.Command{
		Use:   "gaps --instrument I --country A [--format json]",
		Short: "What a convention asks, beside what a country's laws hold",
		Long: `What a convention asks, beside what a country's laws hold: requirement by requirement the candidate provisions, best first, what is missing
in them, and what a person decided. With several countries it is a matrix. Instruments: untoc tip-protocol migrants-protocol firearms-protocol
uncac drugs-1988 cybercrime terrorism-financing, and those in the library's folder "instrument".

Formats: json text ` + strings.Join(export.RowFormats, " "),
		Example: "  pandect gaps --instrument tip-protocol --country XB\n  pandect gaps --instrument untoc --country XA,XB,XC --format xlsx -o untoc.xlsx",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			countries, err := splitCodes(country)
			if err != nil {
				return err
			}
			if len(countries) == 0 || instrument == "" {
				return usageError{errors.New("name an --instrument and a --country")}
			}
			lib, err := openLibrary(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			analyst, err := lib.analyst()
			if err != nil {
				return err
			}
			t := table{}
			if t.speech, err = speechIn(language); err != nil {
				return err
			}
			if len(countries) > 1 {
				m, err := analyst.Matrix(cmd.Context(), instrument, countries)
				if err != nil {
					return unknownIsUsage(err)
				}
				t.value, t.rows = m, m.Rows(lib.requirementTitle(language))
			} else {
				a, err := analyst.Assess(cmd.Context(), countries[0], instrument)
				if err != nil {
					return unknownIsUsage(err)
				}
				t.value, t.rows, t.text = a, a.Rows(language), func(w io.Writer) error { return printAssessment(w, &a, t.speech, language) }
			}
			t.title = lib.titled(t.speech, language, instrument, countries)
			return t.write(cmd.OutOrStdout(), format, output)
		},
	}
	cmd.Flags().StringVar(&country, "country", "", "one country or several: XA,XB")
	cmd.Flags().StringVar(&instrument, "instrument", "", "the convention")
	cmd.Flags().StringVar(&language, "language", "en", "of the requirements' titles, headings and states: "+strings.Join(ui.Codes, ", "))
	cmd.Flags().StringVar(&format, "format", "text", "json, text, "+strings.Join(export.RowFormats, ", "))
	cmd.Flags().StringVarP(&output, "output", "o", "-", "`FILE` to write (- for standard output)")
	return cmd
}

// splitCodes reads codes between commas; a wrong use names the one that is none.
func splitCodes(s string) ([]string, error) {
	var codes []string
	for code := range strings.SplitSeq(s, ",") {
		if code = strings.ToUpper(strings.TrimSpace(code)); code == "" {
			continue
		}
		if !corpus.IsCountry(code) {
			return nil, usageError{fmt.Errorf("country %q is no code such as KE, CA-QC or INT", code)}
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// analyst is the gap analysis over this library, with parties.csv where a person put one.
func (l *library) analyst() (*gap.Analyst, error) {
	lexicon, err := topic.LoadLexicon(nil)
	if err != nil {
		return nil, err
	}
	elements, err := topic.LoadElements(lexicon)
	if err != nil {
		return nil, err
	}
	a := &gap.Analyst{Catalog: l.catalog, Scheme: l.scheme, Elements: elements}
	if l.engine != nil { // a nil engine in the interface would not be nil
		a.Search = l.engine
	}
	f, err := os.Open(filepath.Join(l.dir, "parties.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if a.Parties, err = gap.ReadParties(f); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return a, nil
}

func (l *library) requirementTitle(language string) func(string) string {
	return func(id string) string {
		r, ok := l.scheme.Requirement(id)
		if !ok {
			return id
		}
		return r.Title(language)
	}
}

// speechIn are the words of the site in a language; English in one that it does not speak.
func speechIn(language string) (*ui.Speech, error) {
	pages, err := ui.New()
	if err != nil {
		return nil, err
	}
	return pages.Speech(language), nil
}

// titled names an instrument beside countries.
func (l *library) titled(s *ui.Speech, language, instrument string, countries []string) string {
	names := make([]string, len(countries))
	for i, code := range countries {
		names[i] = s.Country(code)
	}
	in, _ := l.scheme.Instrument(instrument)
	return s.T("gaps.of", "instrument", in.Title(language), "country", strings.Join(names, " · "))
}

// table is a result that leaves as JSON or as rows.
type table struct {
	title  string
	speech *ui.Speech // of the headings and the program's words in rows; nil: as they are
	value  any
	rows   [][]string
	text   func(io.Writer) error // nil: the rows, tab-separated
}

func (t *table) write(stdout io.Writer, format, output string) error {
	rows := t.rows
	if t.speech != nil {
		rows = api.Spoken(t.speech, format, rows)
	}
	write := func(w io.Writer) error {
		switch format {
		case "json":
			encode := json.NewEncoder(w)
			encode.SetEscapeHTML(false)
			return encode.Encode(t.value)
		case "text":
			if t.text != nil {
				return t.text(w)
			}
			return textRows(w, rows)
		}
		return export.Rows(w, format, t.title, rows)
	}
	if output == "-" {
		return write(stdout)
	}
	return writeFile(output, write)
}

// textRows prints rows as lines of tab-separated cells, each on one line.
func textRows(w io.Writer, rows [][]string) error {
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = strings.Join(strings.Fields(c), " ")
		}
		if _, err := fmt.Fprintln(w, strings.Join(cells, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// printAssessment prints a requirement a line, its state first, with the best candidate below it.
func printAssessment(w io.Writer, a *gap.Assessment, s *ui.Speech, language string) error {
	fmt.Fprintf(w, "%s · %s · %s · %s\n\n", a.Country, a.Instrument, s.N("foot.laws", a.Laws), s.N("foot.provisions", a.Provisions))
	word := s.Word
	if s.Code == "en" { // states and elements by their names, as in tables
		word = func(_, name string) string { return name }
	}
	for i := range a.Requirements {
		r := &a.Requirements[i]
		title := r.Titles[language]
		if title == "" {
			title = r.Titles["en"]
		}
		fmt.Fprintf(w, "%-18s %-28s %s (%s)\n", word("gap", r.State), r.ID, title, word("force", r.Force))
		if len(r.Missing) > 0 {
			missing := make([]string, len(r.Missing))
			for i, name := range r.Missing {
				missing[i] = word("element", name)
			}
			fmt.Fprintf(w, "%19s%s %s\n", "", s.T("gaps.missing"), strings.Join(missing, ", "))
		}
		if len(r.Candidates) > 0 && r.Candidates[0].By != "search" {
			c := r.Candidates[0]
			fmt.Fprintf(w, "%19s%s %s · %s · %s\n", "", c.Label, c.Heading, c.Law, c.Provision)
			if c.Snippet != "" {
				fmt.Fprintf(w, "%19s“%s”\n", "", c.Snippet)
			}
		}
	}
	_, err := fmt.Fprintln(w, "\n"+s.T("gaps.notabsent"))
	return err
}
