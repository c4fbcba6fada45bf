package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every form stands for itself, every other form for one, in as many bytes.
func TestHanVariants(t *testing.T) {
	seen := map[rune]bool{}
	for line := range strings.Lines(hanVariants) {
		form, n := utf8.DecodeRuneInString(line)
		if form == '#' {
			continue
		}
		if got := FoldHan(string(form)); got != string(form) {
			t.Errorf("%c is searched as %s", form, got)
		}
		for _, r := range strings.TrimSpace(line[n:]) {
			if seen[r] || utf8.RuneLen(r) != 3 || FoldHan(string(r)) != string(form) {
				t.Errorf("%c stands twice, or is searched as %s, not %c", r, FoldHan(string(r)), form)
			}
			seen[r] = true
		}
	}
	for in, want := range map[string]string{"洗錢防制法 第十四條": "洗钱防制法 第十四条", "證人、裡面、群眾": "证人、里面、群众", "law 法": "law 法", "": ""} {
		if got := FoldHan(in); got != want {
			t.Errorf("FoldHan(%q) = %q, want %q", in, got, want)
		}
	}
}
