package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// DigitValue is the value of a decimal digit of any script, -1 for other runes: the digits of a script stand together, from zero.
func DigitValue(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	if r < 0x660 {
		return -1
	}
	for _, set := range unicode.Nd.R16 { // ten digits a script, from zero; neighbouring scripts share a range
		if uint16(r) <= set.Hi && r <= 0xFFFF {
			if uint16(r) < set.Lo {
				return -1
			}
			return int(uint16(r)-set.Lo) % 10
		}
	}
	return -1
}

// ASCIIDigit is the ASCII digit of a decimal digit of any script, and r itself where it is none.
func ASCIIDigit(r rune) rune {
	if r < 0x80 {
		return r
	}
	if d := DigitValue(r); d >= 0 {
		return '0' + rune(d)
	}
	return r
}

// ASCIIDigits writes the decimal digits of every script as 0 to 9.
func ASCIIDigits(s string) string { return strings.Map(ASCIIDigit, s) }

var (
	hanDigits = map[rune]int{'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	hanPowers = map[rune]int{'十': 10, '百': 100, '千': 1000}
	hanScales = map[rune]int{'万': 1e4, '亿': 1e8}
)

// HanNumber reads the Chinese number that s begins with, by its powers (二百四十, 三万五千, 兩億) or digit by digit (一〇二): its value and its bytes, 0
// where s begins with none. A number above 10¹⁵ is read as far as it stays below.
func HanNumber(s string) (value, size int) {
	total, section, digit, positional, powers, least := 0, 0, 0, 0, false, int(1e15)
	for i, r := range s {
		r = HanForm(r)
		if d, ok := hanDigits[r]; ok {
			digit, positional = d, positional*10+d
		} else if p, ok := hanPowers[r]; ok {
			section, digit, powers = section+max(digit, 1)*p, 0, true
		} else if p, ok := hanScales[r]; ok && i > 0 {
			if section += digit; p < least { // 一亿三千万
				total += section * p
			} else { // 一万亿
				total = (total + section) * p
			}
			section, digit, powers, least = 0, 0, true, p
		} else {
			break
		}
		if max(positional, total+section+digit) > 1e15 {
			break
		}
		value, size = total+section+digit, i+utf8.RuneLen(r)
		if !powers {
			value = positional
		}
	}
	return value, size
}
