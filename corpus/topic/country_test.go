package topic

import (
	"slices"
	"strings"
	"testing"
)

// TestCountries: every line has a code and a cell for every language, and no name stands for two countries.
func TestCountries(t *testing.T) {
	for line := range strings.Lines(countryData) {
		if n := strings.Count(line, "\t"); !strings.HasPrefix(line, "#") && n != 8 {
			t.Errorf("%q has %d cells, want 9", line, n+1)
		}
	}
	codes := Countries()
	if len(codes) < 197 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, sorted: %v", len(codes), slices.IsSorted(codes))
	}
	for _, language := range append(slices.Clone(Languages), "pt", "de") {
		names := CountryNames(language)
		if len(names) < 20 {
			t.Errorf("%s: %d names", language, len(names))
		}
		seen := map[string]string{}
		for _, n := range names {
			if other := seen[n.Name]; other != "" && other != n.Code {
				t.Errorf("%s: %s is %s and %s", language, n.Name, other, n.Code)
			}
			seen[n.Name] = n.Code
		}
	}
}
