package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/index/compare"
)

func compareCommand(cfg *config) *cobra.Command {
	var country, about, define, format, output string
	var each int
	cmd := &cobra.Command{
		Use:   "compare --topic T --country A,B,C",
		Short: "The same topic in several countries, side by side",
		Long: `The same topic, or requirement of a convention, in several countries, side by side: the provisions in their own words, with the place to cite,
aligned by element (act, means, purpose, penalty …), so that what is missing shows as a blank. Instead of a topic, provisions can be named
themselves: pandect compare LAW#EID LAW#EID.

Formats: json text ` + strings.Join(export.RowFormats, " "),
		Example: "  pandect compare --topic trafficking-in-persons --country XA,XB,XD\n  pandect compare --topic tip-protocol/5 --country XA,XB --format docx -o table.docx\n" +
			"  pandect compare 'xa/act/2014/14#sec_3' 'xb/act/2012/2012-07#art_2'\n  pandect compare --define firearm --format csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && define == "" && (about == "" || country == "") {
				return usageError{errors.New("name a --topic and --country, or provisions; see pandect compare --help")}
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
			comparer := compare.Comparer{Catalog: lib.catalog, Find: analyst, Scheme: lib.scheme, Elements: analyst.Elements}
			if define != "" {
				list, err := comparer.Definitions(cmd.Context(), define, nil)
				if err != nil {
					return err
				}
				t := table{title: "definitions " + define, value: list, rows: compare.DefinitionRows(list)}
				return t.write(cmd.OutOrStdout(), format, output)
			}
			countries, err := splitCodes(country)
			if err != nil {
				return err
			}
			var result compare.Table
			if len(args) > 0 {
				refs := make([]corpus.Ref, len(args))
				for i, arg := range args {
					if refs[i], err = corpus.ParseRef(arg); err != nil {
						return usageError{err}
					}
				}
				result, err = comparer.Provisions(cmd.Context(), about, refs)
			} else {
				result, err = comparer.Compare(cmd.Context(), about, countries, each)
			}
			if err != nil {
				return unknownIsUsage(err)
			}
			t := table{title: strings.TrimSpace(about + " " + country), value: result, rows: result.Rows()}
			return t.write(cmd.OutOrStdout(), format, output)
		},
	}
	cmd.Flags().StringVar(&about, "topic", "", "topic, or requirement of a convention (tip-protocol/5/1)")
	cmd.Flags().StringVar(&country, "country", "", "countries: XA,XB,XC")
	cmd.Flags().StringVar(&define, "define", "", "what laws define under a `TERM`: firearm")
	cmd.Flags().IntVar(&each, "each", 1, "provisions a country")
	cmd.Flags().StringVar(&format, "format", "text", "json, text, "+strings.Join(export.RowFormats, ", "))
	cmd.Flags().StringVarP(&output, "output", "o", "-", "`FILE` to write (- for standard output)")
	return cmd
}
