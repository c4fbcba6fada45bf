package pdf

import (
	"strings"
	"unicode"
)

// plausible says how far words look like language, from 0 to 1, by what no language has: letters of several scripts in one word,
// private and unassigned characters, letters of the far corners of Unicode, marks between letters as legacy font
// encodings leave them (Nepali in Preeti reads "g]kfn ;/sf/"). No dictionary: it judges any language. Few words are believed.
func plausible(words []string) float64 {
	letters, odd := 0, 0
	long, strange := 0, 0
	for _, w := range words {
		var s spelling
		for _, r := range w {
			s.add(r)
		}
		letters += s.letters + s.odd
		odd += s.odd
		if s.letters < 3 {
			continue
		}
		long++
		if s.strange() {
			strange++
		}
	}
	if letters < 60 {
		return 1
	}
	bad := 2 * float64(odd) / float64(letters)
	if long >= 20 {
		bad += 1.5 * float64(strange) / float64(long)
	}
	return max(0, 1-bad)
}

// believable is the least plausibility at which a text layer is taken as it is: the corpus's sound pages have 0.9 and more, those with a
// broken map 0.5 and less.
const believable = 0.72

// spelling is what a word is made of.
type spelling struct {
	letters int
	odd     int // characters that no wording has
	scripts int // how many times the script changes
	inside  int // brackets, slashes and the like between letters
	capital int // capitals after small letters
	last    *unicode.RangeTable
	before  rune
}

var knownScripts = []*unicode.RangeTable{unicode.Latin, unicode.Arabic, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Han,
	unicode.Devanagari, unicode.Bengali, unicode.Thai, unicode.Georgian, unicode.Armenian, unicode.Ethiopic, unicode.Sinhala, unicode.Tamil}

func (s *spelling) add(r rune) {
	defer func() { s.before = r }()
	switch {
	case r == unicode.ReplacementChar || unicode.In(r, unicode.Co, unicode.Cs) || r > 0x7F && !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
		s.odd++
		return
	case !unicode.IsLetter(r):
		if strings.ContainsRune(`[]{}\|<>=^~;/+#@&*%$`, r) && unicode.IsLetter(s.before) {
			s.inside++
		}
		return
	case r >= 0x180 && r <= 0x24F && r != 0x192 && !(r >= 0x218 && r <= 0x21B) && r != 0x1A0 && r != 0x1A1 && r != 0x1AF && r != 0x1B0 && r != 0x18F, // Latin Extended-B, but for Romanian, Vietnamese and Azeri
		r >= 0x250 && r <= 0x2AF && r != 0x259: // phonetic letters
		s.odd++
	}
	s.letters++
	if unicode.IsUpper(r) && unicode.IsLower(s.before) {
		s.capital++
	}
	if s.last != nil && unicode.Is(s.last, r) {
		return
	}
	for _, t := range knownScripts {
		if unicode.Is(t, r) {
			if s.last != nil {
				s.scripts++
			}
			s.last = t
			return
		}
	}
}

// strange says whether no word is spelled so. One change of script occurs (a Latin c in a Cyrillic word), one slash too (and/or).
func (s *spelling) strange() bool {
	return s.odd > 1 || s.scripts > 1 || s.inside > 1 || s.capital > 1
}

// sheetWords lists the words of a sheet.
func (s *sheet) words() []string {
	var words []string
	for _, r := range s.rows {
		for _, w := range r.words {
			words = append(words, w.text)
		}
	}
	return words
}
