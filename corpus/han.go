package corpus

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Chinese is written in simplified and traditional characters, and laws of both are tagged, compared and found by the same terms. What is shown keeps the
// characters of the source.

//go:embed han.txt
var hanVariants string

const firstHan, lastHan = 0x3400, 0x9FFF

// hanForms says for every character the form that stands for it; 0 for itself.
var hanForms = sync.OnceValue(func() *[lastHan - firstHan + 1]uint16 {
	var t [lastHan - firstHan + 1]uint16
	for line := range strings.Lines(hanVariants) {
		form, n := utf8.DecodeRuneInString(line)
		if form == '#' {
			continue
		}
		for _, r := range strings.TrimRight(line[n:], "\r\n") {
			t[r-firstHan] = uint16(form)
		}
	}
	return &t
})

// HanForm is the one form of a character that Chinese writes in several ways (條 → 条), of as many bytes; r itself where there is but one.
func HanForm(r rune) rune {
	if r < firstHan || r > lastHan {
		return r
	}
	if form := hanForms()[r-firstHan]; form != 0 {
		return rune(form)
	}
	return r
}

// FoldHan is a text with one form for every Chinese character, of as many bytes.
func FoldHan(s string) string {
	at := strings.IndexFunc(s, func(r rune) bool { return HanForm(r) != r })
	if at < 0 {
		return s
	}
	b := []byte(s)
	for i, r := range s[at:] {
		if form := HanForm(r); form != r {
			utf8.EncodeRune(b[at+i:], form)
		}
	}
	return string(b)
}
