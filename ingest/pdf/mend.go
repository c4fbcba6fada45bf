package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mend corrects what OCR is known to misread, by the language of its data. lines are those of one document.
func mend(lines []line, languages string) {
	printed := make([]string, len(lines))
	for i := range lines {
		printed[i] = lines[i].text
	}
	marks(lines, languages)
	if strings.Contains(languages, "deu") {
		sectionSigns(lines)
	}
	if strings.Contains(languages, "ara") {
		arabicCommas(lines)
		for i := range lines {
			if l := &lines[i]; l.conf > 0 && strings.HasPrefix(l.text, "المادة") {
				l.text = ordinals.Replace(l.text)
			}
		}
	}
	if hasAny(languages, "chi_sim", "chi_tra", "jpn") {
		hanFigures(lines)
	}
	figures(lines)
	for i := range lines {
		if l := &lines[i]; l.text != printed[i] {
			l.mended += changed(printed[i], l.text)
		}
	}
}

// changed counts the words of b that do not stand at the same place in a, one at least.
func changed(a, b string) (n int) {
	before, after := strings.Fields(a), strings.Fields(b)
	for i, w := range after {
		if i >= len(before) || before[i] != w {
			n++
		}
		if len(before) != len(after) { // "$11" became "§ 11": what follows has moved, not changed
			return 1
		}
	}
	return max(n, 1)
}

// ordinals are those that tesseract's Arabic misreads in bold print: the three dots of tha as a hamza or two.
var ordinals = strings.NewReplacer("الثالئة", "الثالثة", "الثالثئة", "الثالثة", "الثالتة", "الثالثة", "الثالنة", "الثالثة", "الثلائون", "الثلاثون",
	"الثلاتون", "الثلاثون", "الثلائين", "الثلاثين", "الثاثة", "الثالثة")

var (
	numberedLine = regexp.MustCompile(`^(\d{1,3})(?:\.\d+)?[A-Za-z]?\.(?:\s|$)`)
	lookalike    = regexp.MustCompile(`^([\dSIlOBZ]{1,3})([.,])(\s|$)`)
	asFigures    = strings.NewReplacer("S", "5", "I", "1", "l", "1", "O", "0", "B", "8", "Z", "2")
)

// figures puts right the number that a provision begins with where OCR read letters: "S." between 4. and 6. is 5.
func figures(lines []line) {
	last := 0
	for i := range lines {
		l := &lines[i]
		if m := numberedLine.FindStringSubmatch(l.text); m != nil {
			n, _ := strconv.Atoi(m[1])
			if want := strconv.Itoa(last + 1); l.conf > 0 && last > 0 && n > last+4 && oneOff(m[1], want) && (follows(lines[i+1:], last+2) || follows(lines[i+1:], n+1, last+3)) {
				l.text = want + l.text[len(m[1]):] // "42." between 11. and 13. is 12.
				n = last + 1
			}
			last = n
			continue
		}
		if l.conf == 0 || last == 0 {
			continue
		}
		if l.conf < 0.6 && utf8.RuneCountInString(l.text) <= 4 && due(lines[i+1:], last+1) {
			last++
			l.text = strconv.Itoa(last) + "."
			continue
		}
		m := lookalike.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		if n, err := strconv.Atoi(asFigures.Replace(m[1])); err == nil && n == last+1 {
			l.text = strconv.Itoa(n) + "." + l.text[len(m[1])+len(m[2]):]
			last = n
		}
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
			if want := strconv.Itoa(next); err == nil && l.conf < 0.5 && len(want) == len(digits) && len(want) > 1 && digits[1:] == want[1:] {
				n, digits = next, want // "830" where § 10 is due
			}
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

// due says whether the number n must stand before lines: its first subsection follows, and so does the number after it.
func due(lines []line, n int) bool {
	if len(lines) == 0 || !strings.HasPrefix(lines[0].text, "(1)") {
		return false
	}
	for _, l := range lines[:min(len(lines), 300)] {
		if m := numberedLine.FindStringSubmatch(l.text); m != nil {
			next, _ := strconv.Atoi(m[1])
			return next == n+1 || next == n+2 // the next one may be lost too
		}
	}
	return false
}

// follows says whether the next numbers that lines begin with are those.
func follows(lines []line, numbers ...int) bool {
	for _, l := range lines[:min(len(lines), 300)] {
		m := numberedLine.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		if m[1] != strconv.Itoa(numbers[0]) {
			return false
		}
		if numbers = numbers[1:]; len(numbers) == 0 {
			return true
		}
	}
	return false
}

// oneOff says whether two numbers of several figures differ in one of them.
func oneOff(a, b string) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n == 1
}
