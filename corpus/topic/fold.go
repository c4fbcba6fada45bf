package topic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
)

// Token is a word of a passage, or one character of a script written without spaces. From and To are bytes of the piece it stands in.
type Token struct {
	Piece    int32
	From, To int32
	marks    []int32 // the word patterns it satisfies, ascending
}

// fold maps a letter to the form in which words are compared: lower case, without accents, Arabic letters that are written in several ways
// made one, as are the forms of a Chinese character. 0 means that the rune joins a word without being compared (vowel signs, tatweel, soft hyphen).
func fold(r rune) rune {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r < 0x250:
		return latin[r-0x80]
	case r == 'ё' || r == 'Ё':
		return 'е'
	case 0x0400 <= r && r < 0x0530:
		return unicode.ToLower(r)
	case 0x0600 <= r && r < 0x0700:
		return foldArabic(r)
	case 0x4e00 <= r && r < 0xa000:
		return corpus.HanForm(r)
	case r == 0xad || r == 0x200c || r == 0x200d || r == 0x200e || r == 0x200f || r == 0x2060 || r == 0xfeff:
		return 0
	case unicode.Is(unicode.Mn, r):
		return 0
	case 0xff01 <= r && r <= 0xff5e:
		return fold(r - 0xfee0)
	}
	if s := norm.NFKD.String(string(r)); s != "" {
		f, _ := utf8.DecodeRuneInString(s)
		return unicode.ToLower(f)
	}
	return unicode.ToLower(r)
}

func foldArabic(r rune) rune {
	switch {
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ':
		return 'ا'
	case r == 'ى' || r == 'ئ' || r == 'ی':
		return 'ي'
	case r == 'ؤ':
		return 'و'
	case r == 'ة':
		return 'ه'
	case r == 'ک':
		return 'ك'
	case 0x0660 <= r && r <= 0x0669:
		return '0' + r - 0x0660
	case r == 0x0640 || unicode.Is(unicode.Mn, r):
		return 0
	}
	return r
}

// latin folds U+0080 to U+024F: base letter, lower case; ß as s, so that it is written ss below.
var latin = func() (t [0x1d0]rune) {
	special := map[rune]rune{'ß': 'ß', 'ø': 'o', 'Ø': 'o', 'ł': 'l', 'Ł': 'l', 'đ': 'd', 'Đ': 'd', 'ı': 'i', 'æ': 'æ', 'Æ': 'æ', 'œ': 'œ', 'Œ': 'œ', 0xad: 0}
	for i := range t {
		r := rune(i + 0x80)
		if s, ok := special[r]; ok {
			t[i] = s
			continue
		}
		f, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
		t[i] = unicode.ToLower(f)
	}
	return t
}()

// appendFolded adds the compared form of r to b.
func appendFolded(b []byte, r rune) []byte {
	switch f := fold(r); f {
	case 0:
		return b
	case 'ß':
		return append(b, "ss"...)
	case 'æ':
		return append(b, "ae"...)
	case 'œ':
		return append(b, "oe"...)
	default:
		return utf8.AppendRune(b, f)
	}
}

// single says whether r is a word by itself: scripts that are written without spaces.
func single(r rune) bool {
	return 0x3400 <= r && r < 0xa000 || 0x3040 <= r && r <= 0x30ff || 0xf900 <= r && r < 0xfb00 || 0x0e00 <= r && r < 0x0f00 || 0x20000 <= r && r < 0x30000
}

func inWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	if 0xc0 <= r && r < 0x250 && r != 0xd7 && r != 0xf7 || 0x400 <= r && r < 0x482 { // Latin and Cyrillic letters, most of what is read
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == 0xad || r == 0x200c || r == 0x200d
}

// eachWord calls fn with the folded form and the bytes of every word of s; folded is only valid during the call.
func eachWord(s string, fn func(folded []byte, from, to int)) {
	var store [64]byte
	b, from := store[:0], -1
	end := func(to int) {
		if from >= 0 && len(b) > 0 {
			fn(b, from, to)
		}
		b, from = b[:0], -1
	}
	for i, r := range s {
		switch {
		case single(r):
			end(i)
			b, from = appendFolded(b, r), i
			end(i + utf8.RuneLen(r))
		case inWord(r):
			if from < 0 {
				from = i
			}
			b = appendFolded(b, r)
		default:
			end(i)
		}
	}
	end(len(s))
}

// bare cuts the articles and particles that Arabic writes together with a noun: والمخدرات, بالأشخاص, للجريمة. What is left has three letters at
// least. The same is done to the words of the lexicon, so it need not be right, only the same on both sides.
func bare(w string) string {
	rest := w
	for _, p := range [...]string{"و", "ف"} {
		if r, ok := strings.CutPrefix(rest, p); ok && hasArticle(r) {
			rest = r
			break
		}
	}
	for _, p := range [...]string{"بال", "كال", "لل", "ال"} {
		if r, ok := strings.CutPrefix(rest, p); ok && utf8.RuneCountInString(r) >= 3 {
			return r
		}
	}
	return w
}

func hasArticle(w string) bool {
	for _, p := range [...]string{"بال", "كال", "لل", "ال"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}

// loose cuts one particle of a single letter (و ف ب ل ك); "" if there is none or too little would be left.
func loose(w string) string {
	for _, p := range [...]string{"و", "ف", "ب", "ل", "ك"} {
		if r, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(r) >= 3 {
			return r
		}
	}
	return ""
}

// EachWord calls fn with every word of s as words are compared (lower case, no accents, one character a word in Chinese; in Arabic without
// the article and what is written with it) and its bytes in s.
func EachWord(language, s string, fn func(word string, from, to int)) {
	arabic := language == "ar" || language == "fa" || language == "ur"
	eachWord(s, func(folded []byte, from, to int) {
		w := string(folded)
		if arabic {
			w = bare(w)
		}
		fn(w, from, to)
	})
}
