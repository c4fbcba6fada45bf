package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// findType is the type that a title names. In English the last such word is the head ("Penal Code (Amendment) Act"); in other languages of the
// corpus the first is ("Ley … que reforma el Código Penal"); a Chinese or Japanese title ends in it.
func findType(title, language string) string {
	last := language == "en" || language == "zh" || language == "ja" || language == "ko"
	best, at := "law", -1
	for _, t := range types {
		all := t.in.FindAllStringIndex(title, -1)
		if len(all) == 0 {
			continue
		}
		place := all[0][0]
		if last {
			place = all[len(all)-1][0]
		}
		if at < 0 || !last && place < at || last && place > at {
			best, at = t.name, place
		}
	}
	return best
}

// numbers are the forms in which laws carry their number, the surest first. The first group is the number.
var numbers = []*regexp.Regexp{
	regexp.MustCompile(`(?im)^[\[(]?(?:act|law|ordinance|decree|cap\.?|chapter)\s+(?:no\.?\s*)?([A-Z]?\d{1,4}[A-Z]?)[\])]?$`),
	regexp.MustCompile(`(?i)\b(?:act|law|ordinance|decree|proclamation|regulation|order|bill)s?,?\s+(?:no|nr|number)\b[.°º]*\s*(\d+[A-Za-z]?(?:[/-]\d+)?)`),
	regexp.MustCompile(`(?i)\brepublic act\s+(?:no\.?\s*)?(\d+)`),
	regexp.MustCompile(`(?i)\bno\.?\s*(\d+)\s+of\s+(?:the\s+year\s+)?\d{4}`),
	regexp.MustCompile(`(?i)\b(?:chapter|cap\.?)\s+(\d+[A-Z]?(?:[.:]\d+)?)\b`),
	regexp.MustCompile(`(?i)\b(?:s\.?r\.?o?\.?c\.?|r\.?s\.?c\.?|s\.?c\.?)[, ]+(?:\d{4}, )?c(?:h|hapter)?\.?\s*([A-Z]?-?\d+(?:\.\d+)?)`),
	regexp.MustCompile(`(?i)(?:loi|décret|ordonnance|arrêté|dahir|ley|decreto(?:[ -]ley)?|lei(?: complementar)?|legge|decreto-lei|resolución|acuerdo)\s+(?:organique |orgánica |federal |general |nacional |legislativo )?(?:n|no|nro|nr|núm|num|número|numero)?\s*[°º.ᵒo]*\s*(\d[\d./-]*\d|\d)`),
	regexp.MustCompile(`(?:№|\bN)\s*(\d+[-\d]*(?:-?\p{Cyrillic}{1,4}|-[IVX]+)?)`),
	regexp.MustCompile(`(?:رقم|بالرقم)\s*[(\[]?\s*([مأ]/)?([\d]+(?:[/-]\d+)?)`),
	regexp.MustCompile(`第([一二三四五六七八九十百〇零\d]+)[号號]`),
	regexp.MustCompile(`(?i)(?:undang-undang|peraturan)[\pL ]*nomor\s+(\d+)`),
	regexp.MustCompile(`(?i)kanun\s+(?:no|numarası)?\s*[.:]*\s*(\d+)`),
	regexp.MustCompile(`(?i)(?:luật|nghị định)\s+số:?\s*([\d/]+)`),
}

// findNumber looks in the title, then in the front matter. A year is no number.
func findNumber(title, front string) string {
	for _, text := range []string{title, front} {
		for _, re := range numbers {
			for _, m := range re.FindAllStringSubmatch(text, 4) {
				n := strings.TrimRight(strings.Join(m[1:], ""), "-./")
				if year, err := strconv.Atoi(n); n == "" || err == nil && year >= 1800 && year <= 2100 && !strings.Contains(strings.ToLower(m[0]), "n") {
					continue
				}
				return n
			}
		}
	}
	return ""
}

var (
	numberYear = regexp.MustCompile(`(?i)(?:no|nr|nro|n|№|number)?\s*[.°º]*\s*\d+\s*(?:of|/|de|لسنة|-|of the year)\s*(1[89]\d\d|20\d\d)\b`)
	year       = regexp.MustCompile(`\d{4}`)
)

// yearIn is the last year of the civil calendar that a title names, 0 if it names none.
func yearIn(title string) int {
	found := 0
	for _, at := range year.FindAllStringIndex(title, -1) {
		if at[0] > 0 && isNumberByte(title[at[0]-1]) || at[1] < len(title) && isNumberByte(title[at[1]]) {
			continue
		}
		if before := strings.TrimRight(title[:at[0]], " .°º"); strings.HasSuffix(before, "№") || noWord.MatchString(before) {
			continue // "Ley Nº 1970"
		}
		if n, _ := strconv.Atoi(title[at[0]:at[1]]); n >= 1500 && n <= 2040 {
			found = n
		}
	}
	return found
}

var noWord = regexp.MustCompile(`(?i)\b(n|no|nr|nro|núm|num|number)$`)

func isNumberByte(c byte) bool { return '0' <= c && c <= '9' || c == '.' || c == ',' }

// yearOfNumber is the year of "Act No. 8 of 2010", 0 where there is none.
func yearOfNumber(title, front string) int {
	head := front[:min(len(front), 600)]
	for _, text := range []string{title, head} {
		if m := numberYear.FindStringSubmatch(text); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
	}
	return 0
}

// asciiDigits writes the decimal digits of all scripts in ASCII, and non-breaking blanks as blanks.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00A0' || r == '\u202F':
			return ' '
		case r < 0x80 || !unicode.Is(unicode.Nd, r):
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r-zero)%10
	}, s)
}
