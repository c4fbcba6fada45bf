package pdf

import (
	"regexp"
	"strings"
)

// What OCR makes of marks that are not letters. Each is put right only in lines that OCR read.
var (
	speck       = regexp.MustCompile(`^[‚_.,·|~^] ?(\(?[\p{L}\p{N}])`)                          // dust before a line
	numberSign  = regexp.MustCompile(`(^|[\s(])N ?[*”“"'°?] ?(\d)`)                             // Nº
	ordinalSign = regexp.MustCompile(`(^|[\s(])(\d{1,2})[*”"] ?([\s.,;:)]|$)`)                  // 9º
	hanFigure   = regexp.MustCompile(`(\p{Han}) (\d)`)                                          // Chinese print has no blanks about figures
	figureHan   = regexp.MustCompile(`(\d) (\p{Han})`)                                          //
	hanMark     = regexp.MustCompile(`([\p{Han}）》”\d]) ?([;:,?!]) ?([\p{Han}（《“]|$)`)           // marks of half width between characters of full width
	gluedRange  = regexp.MustCompile(`^(\d{1,3})(to|and)(\d{1,3}\.)`)                           // "21to30."
	emptyUnit   = regexp.MustCompile(`^(\p{L}+)[.:]? ?(\d{1,3})(?:[.,:] ?|[.,:]? ?\()[0O]\)?$`) // "Artículo 5. ()": an article whose wording is left out
	arabicMark  = regexp.MustCompile(`(\p{Arabic}) ?([,;?])( |$)`)
)

var (
	fullWidth   = strings.NewReplacer(";", "；", ":", "：", ",", "，", "?", "？", "!", "！")
	arabicWidth = strings.NewReplacer(",", "،", ";", "؛", "?", "؟")
)

// marks puts right what OCR makes of specks, number signs and punctuation.
func marks(lines []line, languages string) {
	ordinals := hasAny(languages, "spa", "por", "ita", "cat", "glg")
	for i := range lines {
		l := &lines[i]
		if l.conf == 0 {
			continue
		}
		l.text = speck.ReplaceAllString(l.text, "$1")
		l.text = emptyUnit.ReplaceAllString(l.text, "$1 $2. ()")
		l.text = gluedRange.ReplaceAllString(l.text, "$1 $2 $3")
		switch {
		case ordinals:
			l.text = numberSign.ReplaceAllString(l.text, "${1}Nº ${2}")
			if !strings.ContainsAny(l.text, "“«") { // else it closes a quotation
				l.text = ordinalSign.ReplaceAllString(l.text, "${1}${2}º${3}")
			}
		case hasAny(languages, "chi_sim", "chi_tra"):
			l.text = figureHan.ReplaceAllString(hanFigure.ReplaceAllString(l.text, "$1$2"), "$1$2")
			l.text = replaceMark(hanMark, l.text, fullWidth)
		case hasAny(languages, "ara", "fas", "urd", "pus"):
			l.text = replaceMark(arabicMark, l.text, arabicWidth)
		}
	}
}

// replaceMark gives the mark between the first and the last group of re the form that its script has.
func replaceMark(re *regexp.Regexp, s string, form *strings.Replacer) string {
	for {
		next := re.ReplaceAllStringFunc(s, func(found string) string {
			m := re.FindStringSubmatch(found)
			return m[1] + form.Replace(m[2]) + m[3]
		})
		if next == s {
			return s
		}
		s = next // a match takes the character that begins the next one
	}
}

func hasAny(languages string, names ...string) bool {
	for _, n := range names {
		if strings.Contains(languages, n) {
			return true
		}
	}
	return false
}
