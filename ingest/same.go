package ingest

import (
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// sameLaw says whether two texts of one id are wordings of one law: at least half of the smaller one's basic units stand in
// the other, much as they are. An amending act of the same year and name shares its formulas, not its sections.
func sameLaw(a, b *corpus.Text) bool {
	x, y := fingerprints(a), fingerprints(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return a.Title == b.Title
	}
	common := 0
	for f := range x {
		if y[f] {
			common++
		}
	}
	return 2*common >= len(x)
}

// fingerprints are the 3-word sequences of a text's units, without case and punctuation; characters where words are not spaced.
func fingerprints(t *corpus.Text) map[string]bool {
	set := map[string]bool{}
	for _, u := range t.Units() {
		words := strings.FieldsFunc(strings.ToLower(u.Text), notWord)
		if len(words) > 0 && len(u.Text)/len(words) > 20 { // Chinese, Thai: no spaces
			words = strings.Split(strings.Join(words, ""), "")
		}
		for i := 0; i+3 <= len(words); i++ {
			set[words[i]+" "+words[i+1]+" "+words[i+2]] = true
		}
	}
	return set
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }
