package bleve

import "testing"

// FuzzReadCitations looks for the citation of a provision in a question.
func FuzzReadCitations(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range readCitations(text) {
			if c.number == "" {
				t.Errorf("%q cites no number: %+v", text, c)
			}
		}
	})
}
