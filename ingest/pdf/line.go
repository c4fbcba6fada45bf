package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// line is a row's words within one column.
type line struct {
	first  word // in reading order
	x0, x1 float64
	y      float64
	size   float64
	page   int
	column *column
	note   bool // it stands in the margin
	foot   bool // it is part of a footnote
	bold   bool
	italic bool
	rtl    bool
	text   string
	lead   int  // bytes of text that are bold, where the rest is not
	middle bool // it stands in the middle of its column
	conf   float64
	mended int // words put right
}

func newLine(words []word, page int, c *column) line {
	l := line{page: page, column: c, x0: math.Inf(1), x1: math.Inf(-1)}
	r := row{words: words}
	r.settle()
	l.y, l.rtl = r.y, rightToLeft(words)
	letters, bold, italic, conf := 0, 0, 0, 0.0
	for _, w := range words {
		n := w.n
		l.x0, l.x1 = math.Min(l.x0, w.x0), math.Max(l.x1, w.x1)
		letters += n
		if !w.raised {
			l.size = math.Max(l.size, w.size)
		}
		conf += w.conf * float64(n)
		if w.mended {
			l.mended++
		}
		if w.bold {
			bold += n
		}
		if w.italic {
			italic += n
		}
	}
	// A heading that runs into its wording is no bold line.
	mixed := words[len(words)-1].bold != words[0].bold
	l.bold, l.italic, l.conf = 10*bold >= 8*letters && !mixed, 10*italic >= 8*letters, conf/float64(max(letters, 1))
	l.text = lineText(words, l.rtl)
	if !l.bold && bold > 0 {
		l.lead = boldStart(words, l.rtl)
	}
	l.first = words[0]
	if l.rtl {
		l.first = words[len(words)-1]
	}
	return l
}

// boldStart is the length in bytes of the bold wording that a line begins with.
func boldStart(words []word, rtl bool) int {
	n := 0
	if rtl {
		for n < len(words) && words[len(words)-1-n].bold {
			n++
		}
		return len(lineText(words[len(words)-n:], rtl))
	}
	for n < len(words) && words[n].bold {
		n++
	}
	return len(lineText(words[:n], rtl))
}

// lineText joins words in reading order, with letters as a reader would type them.
func lineText(words []word, rtl bool) string {
	if rtl {
		return normal(strings.Join(logical(words), " "))
	}
	var b strings.Builder
	letters := 0
	for _, w := range words {
		letters += w.n
	}
	spaced := 5*(len(words)-1) > letters
	for i, w := range words {
		if i > 0 && needsSpace(words[i-1], w, spaced) { // #nosec G602 -- i > 0
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return normal(b.String())
}

// needsSpace is false before a superscript that touches, and between Han characters of a line that is set wide: spaces are rare there.
func needsSpace(a, b word, spaced bool) bool {
	if (a.raised || b.raised) && b.x0-a.x1 < 0.1*math.Max(a.size, b.size) {
		return false
	}
	x, _ := utf8.DecodeLastRuneInString(a.text)
	y, _ := utf8.DecodeRuneInString(b.text)
	if isHan(x) && isHan(y) && spaced {
		return false
	}
	return !(isHan(x) && isPunct(y)) && !(isPunct(x) && isHan(x))
}

func isPunct(r rune) bool { return unicode.IsPunct(r) && isHan(r) }

func isHan(r rune) bool {
	return r >= 0x2E80 && r <= 0xA4CF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}

// normal resolves ligatures and presentation forms (NFKC of those alone: a superscript stays one) and drops what cannot be seen.
func normal(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0x200B || r == 0xFEFF || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r == 0x2060 || r < 0x20 || r == 0x7F:
		case r == 0x2010 || r == 0x2011: // hyphens by another name
			b.WriteByte('-')
		case r == 0xA0 || r == 0x202F || r == 0x2007:
			b.WriteByte(' ')
		case r >= 0xFB00 && r <= 0xFEFC && !(r >= 0xFE00 && r <= 0xFE6F), r >= 0xF900 && r <= 0xFAFF, r >= 0x2F00 && r <= 0x2FD5, r >= 0x2E80 && r <= 0x2EFF:
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}
