package pdf

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMend puts right what OCR misreads: characters stay characters, and a line is not made longer than its rules say.
func FuzzMend(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, languages string) {
		if !utf8.ValidString(text) {
			t.Skip("OCR gives characters")
		}
		var lines []line
		for s := range strings.SplitSeq(text, "\n") {
			lines = append(lines, line{text: s, conf: 0.5})
		}
		mend(lines, languages)
		for i, l := range lines {
			if !utf8.ValidString(l.text) || strings.Contains(l.text, "\n") || l.mended < 0 {
				t.Errorf("line %d is %q, mended %d", i, l.text, l.mended)
			}
		}
	})
}

// FuzzHOCR reads what tesseract says of a page that somebody else made.
func FuzzHOCR(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseHOCR(data, 0.24)
		if err != nil {
			return
		}
		for _, w := range s.words {
			if w.conf < 0 || math.IsNaN(w.conf) {
				t.Errorf("word %+v", w)
			}
		}
	})
}
