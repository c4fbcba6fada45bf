package bleve

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

func TestGazetteer(t *testing.T) {
	e := open(t, &indextest.Shelf{}).(*Engine)
	for _, c := range []struct{ language, text, want string }{
		{"en", "firearms in the UK", "GB"},
		{"en", "British bribery law", "GB"},
		{"en", "extradition between France and the Netherlands", "FR NL"},
		{"en", "may the US extradite", "US"},
		{"en", "tell us about bail", ""},
		{"en", "Papua New Guinea and Equatorial Guinea", "PG GQ"},
		{"en", "trafficking in Trinidad and Tobago", "TT"},
		{"en", "Saint Lucia, Myanmar, Burma", "LC MM MM"},
		{"fr", "le droit allemand, l'Irlande", "DE IE"},
		{"fr", "les lois allemandes", "DE"},
		{"es", "el derecho alemán y la ley uruguaya", "DE UY"},
		{"pt", "lei alemã sobre armas no Brasil", "DE BR"},
		{"de", "nach deutschem Recht in der Schweiz", "DE CH"},
		{"ru", "наказание в Германии и Китае", "DE CN"},
		{"ru", "немецкого законодательства", "DE"},
		{"ru", "кроме того", ""},
		{"ar", "عقوبة الرشوة في قطر", "QA"},
		{"ar", "القانون القطري", "QA"},
		{"ar", "غسل الأموال في المملكة العربية السعودية", "SA"},
		{"ar", "الجرائم المالية", ""},
		{"zh", "中国的毒品犯罪", "CN"},
		{"zh", "印度尼西亚和印度", "ID IN"},
		{"ja", "ドイツの武器法", "DE"},
		{"xx", "Kenya", ""},
	} {
		var got []string
		for _, n := range e.gazetteer(c.language).find(c.text) {
			got = append(got, n.code)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q names %v, want %s", c.language, c.text, got, c.want)
		}
	}
}

// speakOfCountries are the concepts whose terms name states by right.
var speakOfCountries = set("lexicon/abroad", "lexicon/domestic-law", "lexicon/dual-criminality", "lexicon/foreign-official", "lexicon/foreign-request", "lexicon/national", "lexicon/own-national", "about-indigenous", "french", "nationality")

// TestGazetteer_LegalWords: no other term of law is taken for a country.
func TestGazetteer_LegalWords(t *testing.T) {
	e := open(t, &indextest.Shelf{}).(*Engine)
	groups, err := topic.LexiconConcepts()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, concept := range append(groups, e.thesaurus.concepts...) {
		if speakOfCountries[concept.ID] {
			continue
		}
		for language, terms := range concept.Terms {
			for _, term := range terms {
				n++
				for _, found := range e.gazetteer(language).find(term) {
					t.Errorf("%s: %q of %s is taken for %s", language, term, concept.ID, found.code)
				}
			}
		}
	}
	if n < 10_000 {
		t.Errorf("%d terms tried", n)
	}
}

func TestOfferYears(t *testing.T) {
	for _, c := range []struct{ text, value, words string }{
		{"firearms act 1925", "1925", "1925"},
		{"laws since 2010 on bribery", "2010..", "since 2010"},
		{"between 2001 and 2015", "2001..2015", "2001 and 2015"},
		{"2001-2015", "2001..2015", "2001-2015"},
		{"avant 1990", "..1990", "avant 1990"},
		{"законы после 2005", "2005..", "после 2005"},
		{"قانون ٢٠١٠", "2010", "٢٠١٠"},
		{"2010年以后的毒品法", "2010..", "2010年以后"},
		{"毒品法2015年", "2015", "2015"},
		{"directive 2014/42", "", ""},
		{"section 5000", "", ""},
		{"fine of 20000", "", ""},
	} {
		s := &search{q: &index.Query{Text: c.text}}
		s.offerYears()
		var got index.Offer
		if len(s.result.Offers) > 0 {
			got = s.result.Offers[0]
		}
		if diff := cmp.Diff(c.value+"|"+c.words, got.Value+"|"+got.Words); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}
