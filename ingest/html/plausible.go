package html

import (
	"strings"
	"unicode"
)

// frequent are the letters that make up most of the writing in a script; of Latin, those beyond ASCII.
const frequent = "éáíóúñüöäßàèçãõêâôîışğ" + "оеаинтсрвлкмдпу" + "αοιετσνηυρπκμλ" + "اليمنورتهعبدفة" + "יוהלאתרבמשןםנ" + "านรกเงอมยลวดทสตะ่้"

// printed are the signs beyond ASCII that laws are printed with.
const printed = "“”„‘’«»–—…№§°ºª·•\u00A0، ؛؟₂²³¹½"

// plausible says how much a decoded text looks like writing: the mean over its characters beyond ASCII, about 1 for the right encoding
// and below 0 for a wrong one. Two accented Latin letters in a row, two scripts in one word and a capital after a small letter are rare in writing
// and the rule in bytes that are read in the wrong way. -1 for a text that is all ASCII or empty.
func plausible(text string) float64 {
	score, n := 0.0, 0
	before := ' '
	for _, r := range text {
		if r < 0x80 {
			if isLatin(r) && unicode.IsLetter(before) && !isLatin(before) {
				score -= 2
			}
			before = r
			continue
		}
		n++
		switch {
		case r == unicode.ReplacementChar || unicode.IsControl(r):
			score -= 3
		case r == 'º' || r == 'ª' || !unicode.IsLetter(r) && !unicode.IsMark(r): // Unicode calls ordinal signs letters
			score += signScore(before, r)
		default:
			score += letterScore(before, r)
		}
		before = r
	}
	if n == 0 {
		return -1
	}
	return score / float64(n)
}

func signScore(before, r rune) float64 {
	if (r == 'º' || r == 'ª' || r == '°') && (unicode.IsDigit(before) || before == 'N' || before == 'n') {
		return 1 // "Ley Nº 7", "artículo 9º"
	}
	if strings.ContainsRune(printed, r) {
		return 0.3
	}
	return -1
}

func letterScore(before, r rune) float64 {
	score := 0.3
	if strings.ContainsRune(frequent, unicode.ToLower(r)) {
		score = 1
	}
	switch {
	case unicode.IsDigit(before):
		score--
	case unicode.IsLetter(before) && isLatin(before) != isLatin(r):
		score -= 2
	case isLatin(r) && before >= 0x80 && unicode.IsLetter(before):
		score--
	}
	if unicode.IsUpper(r) && unicode.IsLower(before) {
		score -= 2
	}
	return score
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }
