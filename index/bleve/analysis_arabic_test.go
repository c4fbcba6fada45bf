package bleve

import (
	"strings"
	"testing"
)

// A plural that is formed inside the word is one term with its singular, with or without article and vowels.
func TestBrokenPlurals(t *testing.T) {
	c := newChain("ar")
	for line := range strings.Lines(brokenPlurals) {
		plural, singular, ok := strings.Cut(strings.TrimSpace(line), " ")
		for _, prefix := range arabicPrefixes {
			if !ok || c.term(prefix+plural) != c.term(singular) || c.term(prefix+singular) != c.term(singular) {
				t.Errorf("%s%s is %q, %s%s is %q; %s is %q", prefix, plural, c.term(prefix+plural), prefix, singular, c.term(prefix+singular), singular, c.term(singular))
			}
		}
	}
	if c.term("شاهد") == c.term("شرط") {
		t.Error("other words are one")
	}
}

// With and without the article a word is one.
func TestWithoutArticle(t *testing.T) {
	c := newChain("ar")
	for _, words := range []string{"الإجرامية إجرامية والإجرامية بالإجرامية", "المنظمة منظمة للمنظمة", "الجماعة جماعة وبالجماعة", "التسليم تسليم للتسليم", "الأموال أموال"} {
		all := strings.Fields(words)
		for _, w := range all[1:] {
			if c.term(w) != c.term(all[0]) {
				t.Errorf("%s is %q, %s is %q", all[0], c.term(all[0]), w, c.term(w))
			}
		}
	}
}
