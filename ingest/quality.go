package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// repaired is the share of the words of paragraphs that the page shows otherwise: broken by a hyphen at a line end, drawn with spaces between
// their letters, or numbers and signs that OCR misread. Where words are not spaced, a piece between two blanks or punctuation marks counts as one.
func repaired(ps []paragraph) float64 {
	mended, words := 0, 0
	for i := range ps {
		mended += ps[i].mended
		words += len(strings.FieldsFunc(ps[i].text, notWord))
	}
	if mended == 0 || words == 0 {
		return 0
	}
	return thousandths(min(1, float64(mended)/float64(words)))
}

func thousandths(f float64) float64 { return math.Round(1000*f) / 1000 }

// How language certainty is judged. A count of the commonest words says something only where enough of them are due; wording that has a third of what
// is due is plain wording (a list of offences has fewer than a sentence).
const (
	fewestDue     = 6.0
	plainShare    = 1.0 / 3
	leastCommon   = 0.1 // share of commonest words that any language has: a law that is rubbish throughout is no measure for its parts
	fewestLetters = 20
	noDoubt       = 0.95 // and above: stray letters, a name in another script
)

// judgeLanguage sets the language certainty of every unit of t: the share of its letters that are of the language's script, and how near its share of
// the language's commonest words comes to that of the whole law. It reads the wording twice, letters and words.
func judgeLanguage(t *corpus.Text) {
	common, own := commonWords(t.Language), scriptsOf(t.Language)
	if len(own) == 0 {
		return
	}
	units := t.Units()
	counts := make([]wordCount, len(units))
	var all wordCount
	for i := range units {
		counts[i] = countWords(units[i].Text, own, common)
		all.words += counts[i].words
		all.common += counts[i].common
	}
	usual := leastCommon
	if all.words > 0 {
		usual = max(usual, float64(all.common)/float64(all.words))
	}
	at := map[corpus.EID]*corpus.Provision{}
	for p := range corpus.All(t.Provisions) {
		at[p.EID] = p
	}
	for i := range units {
		if p := at[units[i].EID]; p != nil {
			p.Certainty = counts[i].certainty(usual, common != nil)
		}
	}
}

// wordCount is what is counted of a unit.
type wordCount struct {
	letters, own  int // all, and those of the language's script
	words, common int // all, and the language's commonest
}

// certainty is above 0, so that it is told from one that was not measured, which is 0 as is one that leaves no doubt.
func (c wordCount) certainty(usual float64, byWords bool) float64 {
	if c.letters < fewestLetters {
		return 0
	}
	sure := float64(c.own) / float64(c.letters)
	if due := usual * float64(c.words); byWords && due >= fewestDue {
		sure *= min(1, float64(c.common)/(plainShare*due))
	}
	if sure >= noDoubt {
		return 0
	}
	return max(0.001, thousandths(sure))
}

// countWords counts the letters and words of a text.
func countWords(text string, own []*unicode.RangeTable, common map[string]bool) (c wordCount) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			c.letters++
			if unicode.In(r, own...) || unicode.Is(unicode.Common, r) { // ª and º are of every script
				c.own++
			}
		}
	}
	if common == nil {
		return c
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
		c.words++
		if common[w] {
			c.common++
		}
	}
	return c
}

// commonWords are the commonest words of a language in laws, in all its scripts; nil where there is no list.
func commonWords(language string) map[string]bool {
	var set map[string]bool
	for i := range languages {
		l := &languages[i]
		if l.code != language && !(language == "sr" && l.code == "hr") { // Serbian is written in either script
			continue
		}
		if set == nil {
			set = map[string]bool{}
		}
		for _, w := range l.words {
			set[w] = true
		}
	}
	return set
}

// scriptsOf are the letters in which a language is written; nil where that is not known.
func scriptsOf(language string) []*unicode.RangeTable {
	var names []string
	for i := range languages {
		if languages[i].code == language {
			names = append(names, languages[i].script)
		}
	}
	for script, l := range scriptLanguage {
		if l == language {
			names = append(names, script)
		}
	}
	switch language {
	case "sr":
		names = []string{"Cyrillic", "Latin"}
	case "zh":
		names = []string{"Han"}
	case "ja":
		names = []string{"Han", "Kana"}
	case "ko":
		names = []string{"Hangul", "Han"}
	}
	var tables []*unicode.RangeTable
	for i := range scripts {
		if slices.Contains(names, scripts[i].name) {
			tables = append(tables, scripts[i].table)
		}
	}
	return tables
}
