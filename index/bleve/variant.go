package bleve

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Chinese is written in simplified and traditional characters, and a reader of one asks of laws in the other: both are one term. What is shown keeps
// the characters of the source.

//go:embed variant/han.txt
var hanVariants string

const firstHan, lastHan = 0x3400, 0x9FFF

// hanForms says for every character the form under which it is searched; 0 for itself.
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

// foldHan is a text with one form for every Chinese character, of as many bytes.
func foldHan(s string) string {
	forms := hanForms()
	at := strings.IndexFunc(s, func(r rune) bool { return firstHan <= r && r <= lastHan && forms[r-firstHan] != 0 })
	if at < 0 {
		return s
	}
	b := []byte(s)
	for i, r := range s[at:] {
		if firstHan <= r && r <= lastHan && forms[r-firstHan] != 0 {
			utf8.EncodeRune(b[at+i:], rune(forms[r-firstHan]))
		}
	}
	return string(b)
}
