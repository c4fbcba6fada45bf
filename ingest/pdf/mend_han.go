package pdf

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

var (
	hanLabel   = regexp.MustCompile(`^第([^条條 ]{1,6})([条條])`)
	hanRemnant = regexp.MustCompile(`^[^第条條 ]{0,2}([条條])`)
)

// hanOrder is the place of every Chinese numeral from 1 to 999; hanNumerals is the reverse.
var hanOrder = sync.OnceValue(func() map[string]int {
	order := map[string]int{}
	for n := 1; n < 1000; n++ {
		order[hanNumeral(n)] = n
	}
	return order
})

// hanNumeral writes a number below 1,000 as laws do: 十二, 二十, 一百零五, 一百一十.
func hanNumeral(n int) string {
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	if h := n / 100; h > 0 {
		b.WriteRune(digits[h])
		b.WriteRune('百')
		if n%100 > 0 && n%100 < 10 {
			b.WriteRune('零')
		}
	}
	if t := n / 10 % 10; t > 0 {
		if t > 1 || n >= 100 {
			b.WriteRune(digits[t])
		}
		b.WriteRune('十')
	}
	if u := n % 10; u > 0 {
		b.WriteRune(digits[u])
	}
	return b.String()
}

// hanFigures puts right the numbers of articles in which OCR read one character wrongly, by the numbers before: 第六干四条 behind 第六十三条 is
// 第六十四条. What is left of a label whose number is due, and is followed by the next, is that label: 0条 between 第三条 and 第五条.
func hanFigures(lines []line) {
	last := 0
	for i := range lines {
		l := &lines[i]
		m := hanLabel.FindStringSubmatch(l.text)
		n := 0
		if m != nil {
			n = hanOrder()[m[1]]
		}
		if n == last+1 || l.conf == 0 || last == 0 {
			if n > 0 {
				last = n
			}
			continue
		}
		want := hanNumeral(last + 1)
		switch rest := hanRemnant.FindStringSubmatch(l.text); {
		case m != nil && nearly(m[1], want) && (n == 0 || n != hanNext(lines[i+1:])-1):
			l.text = "第" + want + m[2] + l.text[len(m[0]):]
			last++
		case m == nil && rest != nil && hanNext(lines[i+1:]) == last+2:
			l.text = "第" + want + rest[1] + l.text[len(rest[0]):]
			last++
		case n > 0:
			last = n
		}
	}
}

// hanNext is the number of the next article in lines; 0 if none is near.
func hanNext(lines []line) int {
	for _, l := range lines[:min(len(lines), 300)] {
		if m := hanLabel.FindStringSubmatch(l.text); m != nil {
			return hanOrder()[m[1]]
		}
	}
	return 0
}

// nearly says whether a becomes b when one character is replaced, dropped or added.
func nearly(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || utf8.RuneCountInString(b) == 1 && len(x) != 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i == len(x) || string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}
