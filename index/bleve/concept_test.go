package bleve

import (
	"slices"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// A term that a language lacks does not hide the shorter ones in it, and the title of a requirement does not take the place of what it names.
func TestLongest(t *testing.T) {
	scheme := &topic.Scheme{
		Concepts: []topic.Concept{
			{ID: "gang", Terms: map[string][]string{"en": {"organized gang"}, "de": {"Bande"}, "fr": {"bande organisée"}}},
			{ID: "joining", Terms: map[string][]string{"en": {"joining an organized gang"}, "fr": {"adhésion à une bande"}}},
		},
		Topics: []corpus.Topic{{ID: "gangs", Labels: map[string]string{"en": "offence of joining an organized gang", "fr": "infractions en bande", "de": "Bandenkriminalität"}}},
	}
	thesaurus, err := newThesaurus(scheme)
	if err != nil {
		t.Fatal(err)
	}
	thesaurus.concepts = thesaurus.concepts[:thesaurus.strict] // not the lexicon's
	e := &Engine{thesaurus: thesaurus}
	var words []word
	for _, w := range []string{"offence", "joining", "organized", "gang"} {
		words = append(words, word{term: e.chain("en").term(w), surface: w})
	}
	all := e.vocabulary("en").mentions(words)
	for language, want := range map[string][]string{"en": {"joining"}, "fr": {"joining"}, "de": {"gang"}} {
		concepts, titles := thesaurus.longest(all, language)
		var ids []string
		for _, m := range concepts {
			ids = append(ids, thesaurus.concepts[m.concept].ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%s: concepts %v, want %v", language, ids, want)
		}
		if len(titles) != 1 || thesaurus.concepts[titles[0].concept].ID != "topic/gangs" || titles[0].from != 0 || titles[0].to != 4 {
			t.Errorf("%s: titles %v, want the topic's over all four words", language, titles)
		}
	}
}
