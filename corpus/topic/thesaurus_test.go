package topic

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Every concept has an English term, and each of the six languages of the United Nations, German and Portuguese has words for every concept and topic.
func TestThesaurus_Complete(t *testing.T) {
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Concepts) < 500 {
		t.Errorf("%d concepts", len(s.Concepts))
	}
	said := map[string]int{}
	strict := 0
	for i := range s.Concepts {
		c := &s.Concepts[i]
		if len(c.Terms["en"]) == 0 || len(c.Terms) < 2 {
			t.Errorf("concept %s: English and one other language are needed, it has %d", c.ID, len(c.Terms))
		}
		if !c.Loose() {
			strict++
		}
		for language := range c.Terms {
			said[language]++
		}
	}
	for _, language := range []string{"en", "fr", "es", "ru", "ar", "zh", "de", "pt"} {
		for i := range s.Concepts {
			if c := &s.Concepts[i]; !c.Loose() && len(c.Terms[language]) == 0 {
				t.Errorf("concept %s has no term in %s", c.ID, language)
			}
		}
		for i := range s.Topics {
			if s.Topics[i].Labels[language] == "" {
				t.Errorf("topic %s has no label in %s", s.Topics[i].ID, language)
			}
		}
	}
	t.Logf("%d concepts, %d of them strict; by language: %v", len(s.Concepts), strict, said)
}

func TestReadThesaurus_NamesFileAndLine(t *testing.T) {
	for name, body := range map[string]string{"no tab": "bail fiança", "empty term": "bail\tbail | ", "twice": "bail\tbail\nbail\tsurety", "same term": "bail\tbail | bail"} {
		_, err := readThesaurus(fstest.MapFS{"en.tsv": {Data: []byte(body)}}, "*.tsv")
		if err == nil || !strings.HasPrefix(err.Error(), "en.tsv:") {
			t.Errorf("%s: error %v does not name file and line", name, err)
		}
	}
}

// Every command that searches loads the thesaurus, so it must stay well under what a person notices: 60 ms.
func BenchmarkReadThesaurus(b *testing.B) {
	for b.Loop() {
		if _, err := readThesaurus(thesaurusData, "thesaurus/*.tsv"); err != nil {
			b.Fatal(err)
		}
	}
}
