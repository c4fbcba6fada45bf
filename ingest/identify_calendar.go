package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// buddhistYear is 543 ahead of the civil year (since 1941; before, January to March belonged to the year before).
var buddhistYear = regexp.MustCompile(`(?:พ\.ศ\.|พุทธศักราช|B\.E\.)\s*(2[45]\d\d)`)

// calendars are the forms of dates in other calendars, kept as printed.
var calendars = map[string]*regexp.Regexp{
	"date_hijri":    regexp.MustCompile(`\b1[34]\d\d/\d{1,2}/\d{1,2}\b|\d{1,2}\s*[/\s]\s*(?:\d{1,2}|\p{Arabic}+(?: \p{Arabic}+)?)\s*[/\s]\s*1[34]\d\d\s*(?:هـ|ه\b|هجرية|H\b|AH\b)|(?:\b\d{1,2}\s+)?(?:Muharram|Safar|Rabi\S* \S+|Jumada\S* \S+|Rajab|Sha'?ban|Ramadan|Shawwal|Dhu \S+)\s+1[34]\d\d`),
	"date_nepali":   regexp.MustCompile(`\b20[0-9]{2}\.\d{1,2}\.\d{1,2}\b|\b\d{1,2} (?:Baisakh|Jestha|Asadha|Ashadh|Shrawan|Bhadra|Ashwin|Kartik|Mangsir|Poush|Magh|Falgun|Chaitra),? 20\d\d`),
	"date_buddhist": buddhistYear,
}

func otherCalendars(text, language string) map[string]string {
	found := map[string]string{}
	for name, re := range calendars {
		if name == "date_hijri" && language == "fa" {
			name = "date_persian" // the same numerals, the solar year
		}
		if m := re.FindString(text); m != "" {
			found[name] = strings.Join(strings.Fields(m), " ")
		}
	}
	return found
}

// persianDate is the civil day of a solar date as printed, "1383/4/28". Leap years are those of the 33-year cycle, which is that of the observed calendar
// from 1178 to 1633 (Borkowski, The Persian calendar for 3000 years, 1996).
func persianDate(printed string) corpus.Date {
	parts := strings.Split(printed, "/")
	if len(parts) != 3 {
		return corpus.Date{}
	}
	y, errYear := strconv.Atoi(parts[0])
	m, errMonth := strconv.Atoi(parts[1])
	d, errDay := strconv.Atoi(parts[2])
	if errYear != nil || errMonth != nil || errDay != nil || y < 1250 || y > 1500 || m < 1 || m > 12 || d < 1 || d > 31 {
		return corpus.Date{}
	}
	days := 0 // since 1 Farvardin 1250, 21 March 1871
	for i := 1250; i < y; i++ {
		days += 365
		switch i % 33 {
		case 1, 5, 9, 13, 17, 22, 26, 30:
			days++
		}
	}
	days += 31*min(m-1, 6) + 30*max(0, m-7) + d - 1
	at := time.Date(1871, time.March, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return corpus.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
}

// hijriMonths are the months of the lunar year as laws write them, first words alone: ربيع and جمادى are told apart by the next word.
var hijriMonths = map[string]int{"محرم": 1, "المحرم": 1, "صفر": 2, "ربيع": 3, "جمادى": 5, "جمادي": 5, "رجب": 7, "شعبان": 8, "رمضان": 9, "شوال": 10, "ذو": 11, "ذي": 11}

// hijriYear is the civil year of a lunar date as printed, "1430/7/21", "21/7/1430هـ", "21 رجب 1430"; 0 where it names no month. The day is not told: the tabular
// calendar (Dershowitz and Reingold, Calendrical Calculations) differs from the observed one by a day or two.
func hijriYear(printed string) int {
	var numbers []int
	month := 0
	words := strings.FieldsFunc(printed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		if n, err := strconv.Atoi(strings.TrimRight(w, "هـ")); err == nil {
			numbers = append(numbers, n)
		} else if m := hijriMonths[w]; m != 0 && month == 0 {
			month = m
			if next := strings.Join(words[i+1:min(i+2, len(words))], ""); strings.HasPrefix(next, "الث") || strings.HasPrefix(next, "الآخر") || strings.HasPrefix(next, "الاخر") || strings.HasPrefix(next, "الحج") {
				month++
			}
		}
	}
	if len(numbers) == 3 {
		month = numbers[1]
	}
	for _, y := range numbers {
		if y < 1250 || y > 1500 || month < 1 || month > 12 {
			continue
		}
		days := 354*(y-1) + (3+11*y)/30 + (59*(month-1)+1)/2
		return time.Date(622, time.July, 19, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days+14).Year()
	}
	return 0
}
