package pdf

import (
	"regexp"
	"strconv"
	"strings"
)

// mend corrects what OCR is known to misread, by the language of its data. lines are those of one document.
func mend(lines []line, languages string) {
	if strings.Contains(languages, "deu") {
		sectionSigns(lines)
	}
}

// What tesseract's German makes of the section sign: "$ 11", "SS 161, 161a", "8 11 Abs. 1"; and of "§ 1", "§ 2" alone on a line: "Sı", "52".
var (
	signInText = regexp.MustCompile(`(^|[\s(„"])(?:\$|[Ss85] ?)(\$|S)?(\s?)(\d+[a-z]?)(\s+(?:Abs|Nr|Satz|des|der|und|bis|in)\b|[,;)])`)
	dollar     = regexp.MustCompile(`\$(\$?)\s?(\d)`)
	double     = regexp.MustCompile(`(^|\s)SS (\d+[a-z]?)`)
	signAlone  = regexp.MustCompile(`^(\$|§|[Ss]{1,2}|[58])[ .]?([\dıIl]{1,3})\s?([a-z]?)$`)
	signRunIn  = regexp.MustCompile(`^(?:\$|[Ss])\s?(\d{1,3}[a-z]?)(\s+\p{Lu}.*)$`)
)

func sectionSigns(lines []line) {
	next := 1
	for i := range lines {
		l := &lines[i]
		if l.conf == 0 {
			continue
		}
		l.text = dollar.ReplaceAllString(l.text, "§${1} ${2}")
		l.text = strings.ReplaceAll(l.text, "§$", "§§")
		l.text = double.ReplaceAllString(l.text, "${1}§§ ${2}")
		l.text = signInText.ReplaceAllStringFunc(l.text, signed)
		if m := signAlone.FindStringSubmatch(l.text); m != nil {
			digits := strings.NewReplacer("ı", "1", "I", "1", "l", "1").Replace(m[2])
			n, err := strconv.Atoi(digits)
			weak := m[1] == "5" || m[1] == "8" // may be the first figure of a number
			if err == nil && (n == next || !weak && n > next && n < next+6 || m[3] != "" && n == next-1) {
				l.text = strings.TrimSpace("§ " + digits + m[3])
				next = n + 1
			}
		} else if m := signRunIn.FindStringSubmatch(l.text); m != nil {
			if n, err := strconv.Atoi(strings.TrimRight(m[1], "abcdefghijklmnopqrstuvwxyz")); err == nil && n >= next-1 && n < next+6 {
				l.text = "§ " + m[1] + m[2]
				next = n + 1
			}
		}
	}
}

// signed puts the sign into a reference such as "8 11 Abs."; a figure alone before a number is one, a letter too.
func signed(s string) string {
	m := signInText.FindStringSubmatch(s)
	if m[3] == "" && !strings.Contains(s, " "+m[4]) { // "811 Abs" is a number
		return s
	}
	sign := "§"
	if m[2] != "" {
		sign = "§§"
	}
	return m[1] + sign + " " + m[4] + m[5]
}
