package topic

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// An everyday word stands in one line of its language, so that a reader knows where to look, and is no term of that line.
func TestEverydayWords(t *testing.T) {
	all, err := EverydayWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "fr", "es", "ru", "ar", "zh", "de", "pt"} {
		if len(all[language]) < 40 {
			t.Errorf("%s: %d lines", language, len(all[language]))
		}
	}
	for language, lines := range all {
		seen := map[string]bool{}
		for _, e := range lines {
			for _, w := range e.Words {
				if seen[w] {
					t.Errorf("%s: %q stands in two lines", language, w)
				}
				seen[w] = true
				if slices.Contains(e.Terms, w) {
					t.Errorf("%s: %q is its own term", language, w)
				}
			}
		}
	}
}

func TestReadEveryday_NamesFileAndLine(t *testing.T) {
	for name, body := range map[string]string{"no tab": "jail prison", "empty word": "jail |\tprison", "empty term": "jail\tprison |"} {
		_, err := readEveryday(fstest.MapFS{"en.tsv": {Data: []byte("# everyday\n" + body)}}, "*.tsv")
		if err == nil || !strings.HasPrefix(err.Error(), "en.tsv:2:") {
			t.Errorf("%s: error %v does not name file and line", name, err)
		}
	}
}
