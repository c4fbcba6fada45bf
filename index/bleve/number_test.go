package bleve

import "testing"

func TestNumberKey(t *testing.T) {
	for _, same := range [][]string{
		{"127.1", "127-1", "127¹", "127^1"},
		{"3:15", "3.15", "3-15"},
		{"12bis", "12BIS"},
		{"52¹-1", "52.1-1"},
		{"6क"},
	} {
		for _, n := range same[1:] {
			if got, want := numberKey(n), numberKey(same[0]); got != want {
				t.Errorf("numberKey(%q) = %q, want that of %q, %q", n, got, same[0], want)
			}
		}
	}
	if numberKey("127¹") == numberKey("1271") || numberKey("127¹") == numberKey("127") {
		t.Error("127¹ is taken for 1271 or 127")
	}
}
