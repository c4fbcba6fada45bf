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
