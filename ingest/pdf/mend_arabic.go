package pdf

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Print sets the Arabic comma close to the word before it, and OCR takes it for a hamza: "فيهاء" is "فيها،". A hamza never follows these letters; after the others it
// stands in few words, or the document shows the word without it.
var (
	falseHamza  = regexp.MustCompile(`([تثجحخذرسشصضطظعغقكلمنهةى])ء$`)
	pronoun     = regexp.MustCompile(`ها?ماء$|هاء$`)
	notPronoun  = regexp.MustCompile(`^(?:انتهاء|اشتهاء|إنهاء|فقهاء|سفهاء|نزهاء|وجهاء|دهاء|بلهاء|كرهاء|ازدهاء|بهاء)$`)
	clitic      = regexp.MustCompile(`^[وف]?(?:ال|لل|بال|كال|[بلك])?`)
	rightHamza  = regexp.MustCompile(`(?:مرء|برء|درء|قرء|طرء|ملء)$`)
	arabicWords = regexp.MustCompile(`[\p{Arabic}\p{M}]+`)
)

// arabicCommas puts back the commas that OCR took for a hamza at the end of a word.
func arabicCommas(lines []line) {
	seen := map[string]bool{}
	for i := range lines {
		for _, w := range arabicWords.FindAllString(lines[i].text, -1) {
			seen[clitic.ReplaceAllString(w, "")] = true
		}
	}
	for i := range lines {
		if l := &lines[i]; l.conf > 0 && strings.Contains(l.text, "ء") {
			l.text = arabicWords.ReplaceAllStringFunc(l.text, func(w string) string { return withComma(w, seen) })
		}
	}
}

// withComma is w, or w with a comma in the place of its last letter. seen holds the words of the document without their clitics.
func withComma(w string, seen map[string]bool) string {
	stem, ok := strings.CutSuffix(w, "ء")
	if !ok {
		return w
	}
	bare := clitic.ReplaceAllString(stem, "")
	pronouned := pronoun.MatchString(w) && !notPronoun.MatchString(bare+"ء") && !notPronoun.MatchString(w)
	accusative := strings.TrimSuffix(bare, "ا")
	switch {
	case falseHamza.MatchString(w) && !rightHamza.MatchString(w),
		pronouned,
		accusative != bare && utf8.RuneCountInString(accusative) >= 5 && (seen[bare] || seen[accusative]):
		return stem + "،"
	}
	return w
}
