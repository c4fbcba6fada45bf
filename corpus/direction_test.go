package corpus

import "testing"

func TestRightToLeft(t *testing.T) {
	for language, want := range map[string]bool{"ar": true, "ar-EG": true, "prs": true, "ku": true, "ku-Latn": false, "AZ_Arab": true, "nqo": true, "en": false, "": false, "fr-CA": false} {
		if got := RightToLeft(language); got != want {
			t.Errorf("RightToLeft(%q) = %v", language, got)
		}
	}
}
