package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/index"
)

// filterFlags are the filters of the query language as flags, for those who prefer them.
type filterFlags struct {
	country, topic, language, types, status, instrument []string
	year, asof                                          string
}

func (f *filterFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.country, "country", nil, "only these countries (ISO 3166: KE,FR)")
	flags.StringSliceVar(&f.topic, "topic", nil, "only these topics")
	flags.StringSliceVar(&f.language, "language", nil, "only these languages")
	flags.StringSliceVar(&f.types, "type", nil, "only these types of law")
	flags.StringSliceVar(&f.status, "status", nil, `only this status ("in force")`)
	flags.StringSliceVar(&f.instrument, "instrument", nil, "only provisions tied to these instruments")
	flags.StringVar(&f.asof, "asof", "", "only laws that applied on this day: 2015-06-30")
	flags.StringVar(&f.year, "year", "", "only this year, or years: 2001..2015")
}

// query is the words and the flags as one query.
func (f *filterFlags) query(args []string) (index.Query, error) {
	words := args
	for _, filter := range []struct {
		name   string
		values []string
	}{{"country", f.country}, {"topic", f.topic}, {"language", f.language}, {"type", f.types}, {"status", f.status}, {"instrument", f.instrument}} {
		for _, v := range filter.values {
			words = append(words, filter.name+`:"`+strings.ReplaceAll(v, `"`, "")+`"`)
		}
	}
	if f.year != "" {
		words = append(words, "year:"+f.year)
	}
	if f.asof != "" {
		words = append(words, "asof:"+f.asof)
	}
	return index.Parse(strings.Join(words, " "))
}
