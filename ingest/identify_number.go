package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
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
	regexp.MustCompile(`(?im)^[\[(]?(?:act|law|ordinance|decree|cap\.?|chapter|akta)\s+(?:no\.?\s*)?([A-Z]?\d{1,4}[A-Z]?)[\])]?$`),
	regexp.MustCompile(`(?i)\b(?:act|law|ordinance|decree|proclamation|regulation|order|bill)s?,?\s+(?:no|nr|number)\b[.°º]*\s*(\d+[A-Za-z]?(?:[/-]\d+)?)`),
	regexp.MustCompile(`(?i)\brepublic act\s+(?:no\.?\s*)?(\d+)`),
	regexp.MustCompile(`(?i)\bno\.?\s*(\d+)\s+of\s+(?:the\s+year\s+)?\d{4}`),
	regexp.MustCompile(`(?i)\b(?:chapter|cap\.?)\s+(\d+[A-Z]?(?:[.:]\d+)?)\b`),
	regexp.MustCompile(`(?i)\b(?:s\.?r\.?o?\.?c\.?|r\.?s\.?c\.?|s\.?c\.?)[, ]+(?:\d{4}, )?c(?:h|hapter)?\.?\s*([A-Z]?-?\d+(?:\.\d+)?)`),
	regexp.MustCompile(`(?i)(?:legge|decreto|regolamento|d\.\s?lgs\.|d\.\s?l\.)[\pL -]*\s\d{1,2}[°º]?\s+\pL+\s+\d{4},?\s+n\.?\s*(\d+)`), // LEGGE 11 agosto 2003, n. 228
	regexp.MustCompile(`(?i)(?:loi|décret|ordonnance|arrêté|dahir|ley|decreto(?:[ -]ley)?|lei(?: complementar)?|legge|lege|legea|decreto-lei|resolución|acuerdo|ligj|\blov|\blbk)\s+(?:organique |orgánica |organică |federal |general |nacional |legislativo )?` +
		`(?:n|no|nro|nr|núm|num|número|numero)?\s*[°º.ᵒo]*\s*(\d[\d./-]*\d|\d)`),
	regexp.MustCompile(`(?:№|\bN)\s*(\d+[-\d]*(?:-?\p{Cyrillic}{1,4}|-[IVX]+)?)`),
	regexp.MustCompile(`(?:رقم|بالرقم|(?:قانون|أساسي|مرسوم|أمر|قرار)\s+عدد)\s*[(\[]?\s*([مأ]/)?(\d[\d./-]*\d|\d)`),
	regexp.MustCompile(`(?:^|[^字])第([一二三四五六七八九十百〇零\d]+)[号號]`),
	regexp.MustCompile(`(?:법률|령|규칙)\s*제\s*(\d+)\s*호`),
	regexp.MustCompile(`(?i)\bnomor\s*:?\s*(\d+[A-Z]?)\s+tahun\s+\d{4}`),
	regexp.MustCompile(`(?i)(?:undang-undang|peraturan)[\pL ]*nomor\s+(\d+)`),
	regexp.MustCompile(`(?i)kanun\s+(?:no|numarası)?\s*[.:]*\s*(\d+)`),
	regexp.MustCompile(`(?im)(?:(?:luật|nghị định)\s+số|^số)\s*:?\s*(\d+(?:/[\pL\d-]+)*)`),
	regexp.MustCompile(`(?i)\d{4}\. évi ([CDILMVX]+|\d+)\.?\s+(?:törvény|évi)`),
	regexp.MustCompile(`\b(\d+/\d{4})\s*(?:Sb\.|Coll\.|Z\. ?z\.)`),
	regexp.MustCompile(`(?i)(?:υπ\pP?\s*αριθ\pP?μ?\.?|νόμος|νομοσ|νομος|\bν\.)\s*(\d{3,4})`),
	regexp.MustCompile(`[(]?(?:SFS )?\b(\d{4}:\d{1,4})\b`),                               // Swedish
	regexp.MustCompile(`\bLOV-(\d{4}-\d\d-\d\d(?:-\d+)?)`),                               // Norwegian
	regexp.MustCompile(`(?im)(?:^|\d{4}[^\n]{0,24}\s)nr\.?\s*([IVXLC]+-\d+|\d+[\d/-]*)`), // 1994 m. lapkričio 22 d. Nr. I-671
	regexp.MustCompile(`(?:अधिनियम संख्यांक|अधिनियम सं\.)\s*(\d+)|সনের\s*(\d+)\s*নং|አዋጅ ቁጥር\s*(\d+(?:/\d{4})?)`),
}

// gazetteNumber is of the paper that printed a law, not of the law: to the end of the bracket or line. bglNumber is the exception: Austrian laws are cited by it.
var (
	gazetteNumber = regexp.MustCompile(`(?i)(\bgazette|\bgazeta|\bgazzetta|\bG\.?U\.? n|\bBOE\b|bolet[ií]n oficial|diario oficial|diário|journal officiel|\bJ\.?O\.? n|\bdz\.\s?u|monitorul oficial|narodne novine|\bNN \d|гласник|glasnik|` +
		`resm[iî] gazete|الجريدة الرسمية|الرائد الرسمي|відомості|ведомост|собрание законодательства|държавен вестник|\bДВ\b|staatsblad|moniteur|官報|公報|lembaran negara|công báo|ราชกิจจา|\bΦΕΚ|\bfletorja|\bRT I)(?:\([^)\n]*\)|[^)\]\n])*`)
	gazetteBehind = regexp.MustCompile(`\s*[(\[]\s*(?:` + gazetteNumber.String() + `)[)\]]\s*$`)
	bglNumber     = regexp.MustCompile(`\bBGBl\.? (?:I+ )?Nr\. (\d+/\d{4})`)
)

// findNumber looks in the title, then in the front matter. A year is no number, nor the day of a date.
func findNumber(title, front string) string {
	for _, text := range []string{title, gazetteNumber.ReplaceAllString(front, "")} {
		for _, re := range numbers {
			for _, n := range numbersIn(text, re) {
				return n
			}
		}
	}
	if m := bglNumber.FindStringSubmatch(front); m != nil {
		return m[1]
	}
	return ""
}

// numbersIn lists the first numbers of one form in a text.
func numbersIn(text string, re *regexp.Regexp) (out []string) {
	for _, at := range re.FindAllStringSubmatchIndex(text, 8) {
		n := ""
		for g := 2; g < len(at); g += 2 {
			if at[g] >= 0 {
				n += text[at[g]:at[g+1]]
			}
		}
		n = strings.TrimRight(n, "-./")
		if v, size := corpus.HanNumber(n); size > 0 && size == len(n) {
			n = strconv.Itoa(v)
		}
		year, err := strconv.Atoi(n)
		marked := strings.Contains(strings.ToLower(text[at[0]:at[1]]), "n")
		if n == "" || err == nil && year >= 1800 && year <= 2100 && !marked || monthAfter.MatchString(text[at[1]:]) {
			continue
		}
		out = append(out, n)
	}
	return out
}

var (
	numberYear = regexp.MustCompile(`(?i)(?:no|nr|nro|n|№|number)?\s*[.°º]*\s*\d+\s*(?:of|/|de|لسنة|tahun|-|of the year)\s*(1[89]\d\d|20\d\d)\b`)
	yearNumber = regexp.MustCompile(`(?i)(?:\bn|\bno|\bnr|№)[°ºo.]*\s*((?:19|20)\d\d)[-/]\d+`)                                                                                                                                      // Loi n° 2010-86
	treatyYear = regexp.MustCompile(`(?i)(\b(?:convention|protocol|treaty|agreement|convenio|convención|convenção|convenzione)|конвенци\pL*|протокол\pL*|اتفاقية|بروتوكول|公约)[\s,(]*(?:of |de |du |от |لعام |لسنة )?(?:19|20)\d\d`) // (Vienna Convention 1988)
	year       = regexp.MustCompile(`\d{4}`)
	monthAfter = regexp.MustCompile(`(?i)^[°º]?\s+(?:de\s+)?(?:` + strings.Join(months[:], "|") + `)\s`)
)

// yearIn is the last year of the civil calendar that a title names, 0 if it names none.
func yearIn(title string) int {
	title = treatyYear.ReplaceAllString(title, "$1")
	found := 0
	for _, at := range year.FindAllStringIndex(title, -1) {
		if at[0] > 0 && isNumberByte(title[at[0]-1]) || numberGoesOn(title[at[1]:]) {
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

// numberGoesOn says whether digits that s follows are a part of a longer number: "1,234", not "2012. évi".
func numberGoesOn(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), 2)], ".,")
	return s != "" && '0' <= s[0] && s[0] <= '9'
}

func isNumberByte(c byte) bool { return '0' <= c && c <= '9' || c == '.' || c == ',' }

// yearOfNumber is the year of "Act No. 8 of 2010", of 平成三年法律第九十四号, of พ.ศ. 2551 and "2012. évi C. törvény"; 0 where there is none. In Ethiopia the year beside
// the number is of another calendar, and which civil year it is not known.
func yearOfNumber(title, front, language string) int {
	head := strings.ToValidUTF8(front[:min(len(front), 600)], "")
	for _, text := range []string{title, head} {
		if m := numberYear.FindStringSubmatch(text); m != nil && language != "am" && language != "ti" {
			n, _ := strconv.Atoi(m[1])
			return n
		}
		if m := yearNumber.FindStringSubmatch(text); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
		if m := eraYear.FindStringSubmatch(text); m != nil {
			return eras[m[1]] + chineseNumber(m[2])
		}
		if m := buddhistYear.FindStringSubmatch(text); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n - 543
		}
	}
	return 0
}

// asciiDigits writes the decimal digits of all scripts in ASCII, and non-breaking blanks as blanks.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u00A0' || r == '\u202F' {
			return ' '
		}
		return corpus.ASCIIDigit(r)
	}, s)
}
