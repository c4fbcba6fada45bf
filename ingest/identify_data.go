package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// types: the first that matches a title names its type.
var types = []struct {
	name string
	in   *regexp.Regexp
}{
	{"constitution", regexp.MustCompile(`(?i)^(the )?constitution|^federal constitution|^constitución|^constituição|^конституция|^دستور|^\S*宪法$|^grundgesetz`)},
	{"code", regexp.MustCompile(`(?i)\bcode\b|código|\pL*gesetzbuch|codice|wetboek|кодекс|مدونة|法典$|kodeks`)},
	{"decree", regexp.MustCompile(`(?i)\bdecree\b|décret|decreto|^указ|مرسوم|nghị định`)},
	{"regulation", regexp.MustCompile(`(?i)regulations?\b|\brules\b|reglamento|règlement|verordnung|лائحة|постановлени|لائحة|条例|规定|办法`)},
	{"order", regexp.MustCompile(`(?i)\border\b|arrêté|portaria|приказ`)},
	{"ordinance", regexp.MustCompile(`(?i)\bordinance\b|ordonnance`)},
	{"act", regexp.MustCompile(`(?i)\bact\b|\blaw\b|\bloi\b|\bley\b|gesetz|\blei\b|\blegge\b|\bwet\b|закон|نظام|قانون|法$|法律|ustawa|kanun|luật|undang-undang`)},
}

func findType(title string) string {
	for _, t := range types {
		if t.in.MatchString(title) {
			return t.name
		}
	}
	return "law"
}

var numbers = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:act|law|ordinance|decree|regulation)s?,?\s+(?:no|nr|number)\.?\s*(\d+[A-Za-z]?)(?:\s+of\s+\d{4})?`),
	regexp.MustCompile(`(?i)\b(?:chapter|cap\.)\s+(\d+[A-Z]?)\b`),
	regexp.MustCompile(`(?i)\bno\.?\s*(\d+)\s+of\s+\d{4}`),
	regexp.MustCompile(`(?i)\bact\s+(\d+)\b`),
	regexp.MustCompile(`(?i)\b(?:loi|décret|ordonnance|ley|decreto(?:[ -]ley)?|lei|legge|decreto-lei)\s+(?:n|no|nr|núm|num)?\s*[°º.ᵒo]*\s*([\d][\d./-]*\d|\d)`),
	regexp.MustCompile(`(?:№|N)\s*(\d+[-\d]*-?\p{Cyrillic}*)`),
	regexp.MustCompile(`رقم\s*\(?\s*([\d٠-٩/]+)`),
	regexp.MustCompile(`第([一二三四五六七八九十百\d]+)号`),
}

func findNumber(text string) string {
	for _, re := range numbers {
		if m := re.FindStringSubmatch(text); m != nil {
			return strings.TrimRight(m[1], "-./")
		}
	}
	return ""
}

// months in the languages of laws; the key is how a month begins, the longest first where two begin alike.
var months = []struct {
	month int
	names string
}{
	{1, "january|janvier|enero|januar|janeiro|gennaio|января|يناير|كانون الثاني"}, {2, "february|février|fevrier|febrero|februar|fevereiro|febbraio|февраля|فبراير|شباط"},
	{3, "march|mars|marzo|märz|março|марта|مارس|آذار"}, {4, "april|avril|abril|aprile|апреля|أبريل|إبريل|نيسان"},
	{5, "may|mai|mayo|maio|maggio|мая|مايو|أيار"}, {6, "june|juin|junio|juni|junho|giugno|июня|يونيو|يونيه|حزيران"},
	{7, "july|juillet|julio|juli|julho|luglio|июля|يوليو|يوليه|تموز"}, {8, "august|août|aout|agosto|августа|أغسطس|آب"},
	{9, "september|septembre|septiembre|setiembre|setembro|settembre|сентября|سبتمبر|أيلول"}, {10, "october|octobre|octubre|oktober|outubro|ottobre|октября|أكتوبر|تشرين الأول"},
	{11, "november|novembre|noviembre|novembro|ноября|نوفمبر|تشرين الثاني"}, {12, "december|décembre|diciembre|dezember|dezembro|dicembre|декабря|ديسمبر|كانون الأول"},
}

var (
	monthOf            = monthNumbers()
	dayFirst, monFirst = dateForms()
	chinese            = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	dotted             = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)
	iso                = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)
	year               = regexp.MustCompile(`\b(1[6-9]\d\d|20\d\d)\b`)
)

func monthNumbers() map[string]int {
	of := map[string]int{}
	for _, m := range months {
		for name := range strings.SplitSeq(m.names, "|") {
			of[name] = m.month
		}
	}
	return of
}

// dateForms match "3 June 2014", "le 1er mars 2003", "a los 5 días", and "June 3, 2014".
func dateForms() (dayFirst, monthFirst *regexp.Regexp) {
	var all []string
	for _, m := range months {
		all = append(all, m.names)
	}
	names := strings.Join(all, "|")
	return regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?:\s+day)?(?:\s+(?:of|de|del))?[\s,]+(` + names + `)[\s,]+(?:de\s+|del\s+)?(\d{4})`),
		regexp.MustCompile(`(?i)(` + names + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)
}

// findDate is the first full date in a text.
func findDate(text string) corpus.Date {
	at, found := len(text)+1, corpus.Date{}
	try := func(m []int, y, mo, d string) {
		month, ok := monthOf[strings.ToLower(mo)]
		if !ok {
			month, _ = strconv.Atoi(mo)
		}
		date, err := corpus.ParseDate(y + "-" + two(strconv.Itoa(month)) + "-" + two(d))
		if err == nil && m[0] < at {
			at, found = m[0], date
		}
	}
	for _, form := range []struct {
		re      *regexp.Regexp
		y, m, d int
	}{{dayFirst, 3, 2, 1}, {monFirst, 3, 1, 2}, {chinese, 1, 2, 3}, {dotted, 3, 2, 1}, {iso, 1, 2, 3}} {
		if i := form.re.FindStringSubmatchIndex(text); i != nil {
			group := func(n int) string { return text[i[2*n]:i[2*n+1]] }
			try(i, group(form.y), group(form.m), group(form.d))
		}
	}
	return found
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// yearIn is the last year that a title names, 0 if it names none.
func yearIn(title string) int {
	all := year.FindAllString(title, -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(all[len(all)-1])
	return n
}

var statuses = []struct {
	status string
	in     *regexp.Regexp
}{
	{"repealed", regexp.MustCompile(`(?i)утратил[аои]? силу|\[?repealed\]?\s*$|abrogée?\b|derogada?\b|außer kraft|已废止|ملغى`)},
}

func findStatus(text string) string {
	head, _, _ := strings.Cut(text, "\n\n")
	for _, s := range statuses {
		if s.in.MatchString(head[:min(len(head), 300)]) {
			return s.status
		}
	}
	return ""
}
