package topic

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed countries.tsv
var countryData string

// CountryName is one way to call a country.
type CountryName struct {
	Code string // ISO 3166-1 alpha-2
	Name string // as written: short names, abbreviations, adjectives in their basic form
}

// Countries are the codes of countries.tsv: the members and observers of the United Nations and territories that make law of their own.
func Countries() []string { return countryTable().codes }

// CountryNames are the names of countries in a language beside those of CLDR; none for most languages. Do not modify.
func CountryNames(language string) []CountryName { return countryTable().names[language] }

type countries struct {
	codes []string
	names map[string][]CountryName // by language
}

// countryTable is countries.tsv; the last line of comment names the columns.
var countryTable = sync.OnceValue(func() countries {
	t := countries{names: map[string][]CountryName{}}
	var columns []string
	for line := range strings.Lines(countryData) {
		line = strings.TrimRight(line, "\n")
		if head, ok := strings.CutPrefix(line, "#"); ok {
			columns = strings.Split(head, "\t")
			continue
		}
		cells := strings.Split(line, "\t")
		t.codes = append(t.codes, cells[0])
		for i, cell := range cells[1:] {
			for name := range strings.SplitSeq(cell, "|") {
				if name != "" && i+1 < len(columns) {
					t.names[columns[i+1]] = append(t.names[columns[i+1]], CountryName{cells[0], name})
				}
			}
		}
	}
	return t
})
