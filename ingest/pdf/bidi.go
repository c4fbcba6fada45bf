package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// isRTL says whether r is a letter of a script written from right to left.
func isRTL(r rune) bool {
	return r >= 0x0590 && r <= 0x08FF && !isArabicDigit(r) && unicode.In(r, unicode.Letter, unicode.Mark) || r >= 0xFB1D && r <= 0xFEFC
}

func isArabicDigit(r rune) bool { return r >= 0x0660 && r <= 0x0669 || r >= 0x06F0 && r <= 0x06F9 }

// class is a much reduced bidirectional class (Unicode Standard Annex 9): enough to undo what a page shows.
type class byte

const (
	neutral class = iota
	left
	right
	number
	between // digits it belongs to the number
)

func classOf(r rune) class {
	switch {
	case isArabicDigit(r) || r >= '0' && r <= '9' || r == '%' || r == '٪':
		return number
	case isRTL(r):
		return right
	case unicode.IsLetter(r):
		return left
	case strings.ContainsRune(".,/:-–٫٬،'", r):
		return between
	}
	return neutral
}

// logical turns the words of a right-to-left line, given from left to right as printed, into reading order: the text of each word.
func logical(words []word) []string {
	type letter struct {
		r     rune
		class class
	}
	var letters []letter
	arabic := false
	for i, w := range words {
		if i > 0 {
			letters = append(letters, letter{' ', neutral})
		}
		for _, r := range w.text {
			letters = append(letters, letter{r, classOf(r)})
			arabic = arabic || unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
		}
	}
	// What stands between two parts of a number or of Latin wording reads from left to right with them.
	for i := range letters {
		l := &letters[i]
		switch {
		case arabic && strings.ContainsRune("-–", l.r): // after Arabic letters the parts of 23-04 are printed from right to left (rules W2, W4, N1)
			l.class = neutral
		case l.class == between && i > 0 && i+1 < len(letters) && letters[i-1].class == number && letters[i+1].class == number:
			l.class = number
		case l.class == between:
			l.class = neutral
		}
	}
	for i := 0; i < len(letters); i++ {
		if letters[i].class != neutral {
			continue
		}
		j := i
		for j < len(letters) && letters[j].class == neutral {
			j++
		}
		if i > 0 && j < len(letters) && isLeft(letters[i-1].class) && isLeft(letters[j].class) && (letters[i-1].class == left || letters[j].class == left) {
			for k := i; k < j; k++ {
				letters[k].class = left
			}
		}
		i = j
	}
	slices.Reverse(letters)
	for i := 0; i < len(letters); {
		j := i
		for j < len(letters) && isLeft(letters[j].class) {
			j++
		}
		slices.Reverse(letters[i:j])
		i = max(j, i+1)
	}
	var b strings.Builder
	for i := 0; i < len(letters); i++ {
		// A mark drawn over its letter comes before it now: put it behind.
		j := i
		for j < len(letters) && unicode.IsMark(letters[j].r) {
			j++
		}
		if j > i && j < len(letters) && letters[j].class == right {
			b.WriteRune(letters[j].r)
			for _, m := range letters[i:j] {
				b.WriteRune(m.r)
			}
			i = j
			continue
		}
		b.WriteRune(letters[i].r)
	}
	return strings.Fields(facing(b.String()))
}

var mirror = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "«", "»", "»", "«", "{", "}", "}", "{")

// facing turns brackets round where they close before they open: some files keep their shape on the page, others their meaning.
func facing(s string) string {
	opens := strings.IndexAny(s, "([«{")
	closes := strings.IndexAny(s, ")]»}")
	lastOpen := strings.LastIndexAny(s, "([«{")
	lastClose := strings.LastIndexAny(s, ")]»}")
	switch {
	case closes >= 0 && opens >= 0 && closes < opens && lastOpen > lastClose,
		closes >= 0 && opens < 0 && strings.HasPrefix(s, ")"),
		opens >= 0 && closes < 0 && strings.HasSuffix(strings.TrimRight(s, ".:،؛"), "("):
		return mirror.Replace(s)
	}
	return s
}

func isLeft(c class) bool { return c == left || c == number }

// rightToLeft says whether most letters of the words are of a right-to-left script.
func rightToLeft(words []word) bool {
	rtl, ltr := 0, 0
	for _, w := range words {
		for _, r := range w.text {
			switch classOf(r) {
			case right:
				rtl++
			case left:
				ltr++
			}
		}
	}
	return rtl > ltr
}

// visual is the printed order, from left to right, of a word of a right-to-left script given in reading order.
func visual(s string) string {
	letters := []rune(s)
	slices.Reverse(letters)
	for i := 0; i < len(letters); {
		j := i
		for j < len(letters) && (isLeft(classOf(letters[j])) || j > i && j+1 < len(letters) && classOf(letters[j]) == between && isLeft(classOf(letters[j+1]))) {
			j++
		}
		slices.Reverse(letters[i:j])
		i = max(j, i+1)
	}
	return string(letters)
}
