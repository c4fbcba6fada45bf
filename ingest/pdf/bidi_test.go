package pdf

import (
	"strings"
	"testing"
)

// printed gives the words of a line as they stand on the page, from left to right, one em apart.
func printedWords(words ...string) []word {
	var ws []word
	x := 0.0
	for _, text := range words {
		n := len([]rune(text))
		ws = append(ws, word{text: text, n: n, x0: x, x1: x + 5*float64(n), size: 10})
		x += 5*float64(n) + 3
	}
	return ws
}

func TestLogical(t *testing.T) {
	tests := []struct {
		name string
		in   []string // as printed, from left to right
		want string
	}{
		{"words and letters turn round", []string{"نوناق", "اذه"}, "هذا قانون"},
		{"a number keeps its order", []string{"12", "ةداملا"}, "المادة 12"},
		{"a date keeps its order", []string{"1430/7/21", "خيراتب"}, "بتاريخ 1430/7/21"},
		{"numbers joined by a hyphen turn round", []string{"04-23", "مقر"}, "رقم 23-04"},
		{"but not in Hebrew", []string{"23-04", "רפסמ"}, "מספר 23-04"},
		{"Arabic digits too", []string{"١٢", "ةداملا"}, "المادة ١٢"},
		{"Latin words keep theirs", []string{"Model", "Act", "نوناق"}, "قانون Model Act"},
		{"brackets printed by shape", []string{"(١٢)", "ةداملا"}, "المادة (١٢)"},
		{"a mark stands behind its letter", []string{"\u064Eب"}, "ب\u064E"},
		{"Hebrew", []string{"קוח"}, "חוק"},
	}
	for _, test := range tests {
		if got := strings.Join(logical(printedWords(test.in...)), " "); got != test.want {
			t.Errorf("%s: logical(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestVisual(t *testing.T) {
	for _, word := range []string{"القانون", "(المادة", "12/5", "قانون2001"} {
		got := strings.Join(logical(printedWords(visual(word))), " ")
		if want := word; got != want {
			t.Errorf("logical(visual(%q)) = %q", word, got)
		}
	}
}

func TestNormal(t *testing.T) {
	tests := []struct{ in, want string }{
		{"o\uFB03ce", "office"},
		{"\uFEFB", "لا"},
		{"127\u00B9", "127\u00B9"}, // a superscript is a number of its own
		{"co\u2010operate", "co-operate"},
		{"a\u00A0b", "a b"},
		{"e\u0301", "é"},
		{"\u200Fنص\u200F", "نص"},
	}
	for _, test := range tests {
		if got := normal(test.in); got != test.want {
			t.Errorf("normal(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
