package html

import (
	"testing"
	"unicode/utf8"
)

// FuzzDecode holds that the bytes of any page become characters, and not more of them than a byte can be.
func FuzzDecode(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		text := Decode(data)
		if !utf8.ValidString(text) {
			t.Errorf("Decode(%q) = %q", data, text)
		}
		if len(text) > 4*len(data)+4 {
			t.Errorf("%d bytes become %d", len(data), len(text))
		}
	})
}
