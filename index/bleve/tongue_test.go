package bleve

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// shortQuestions are of two or three words, some misspelt, in the languages of the thesaurus, and the concept they ask for.
var shortQuestions = []struct{ language, text string }{
	{"pt", "lavagem de dinheiro"}, {"pt", "tráfico de pessoas"}, {"pt", "trafico pessoas"}, {"pt", "corrupção ativa"}, {"pt", "armas de fogo"}, {"pt", "proteção de testemunhas"},
	{"es", "lavado de dinero"}, {"es", "trata de personas"}, {"es", "armas de fuego"}, {"es", "protección de testigos"}, {"es", "cohecho"},
	{"it", "riciclaggio di denaro"}, {"it", "tratta di persone"}, {"it", "armi da fuoco"}, {"it", "corruzione"}, {"it", "estradizione cittadini"},
	{"nl", "mensenhandel"}, {"nl", "witwassen van geld"}, {"nl", "vuurwapens"}, {"nl", "uitlevering"},
	{"de", "geldwäsche"}, {"de", "menschenhandel strafe"}, {"de", "auslieferung"}, {"de", "zeugenschutz"},
	{"fr", "blanchiment d'argent"}, {"fr", "traite des personnes"}, {"fr", "armes à feu"}, {"fr", "extradition des nationaux"},
	{"en", "money laundering"}, {"en", "human trafficing"}, {"en", "mony laundering"}, {"en", "firearms marking"}, {"en", "witness protection"},
	{"pl", "pranie pieniędzy"}, {"pl", "handel ludźmi"}, {"pl", "broń palna"}, {"pl", "ekstradycja"},
	{"tr", "kara para aklama"}, {"tr", "insan ticareti"}, {"tr", "rüşvet"}, {"tr", "ateşli silah"},
	{"ro", "spălarea banilor"}, {"ro", "trafic de persoane"}, {"id", "pencucian uang"}, {"id", "perdagangan orang"}, {"sw", "utakatishaji fedha"}, {"vi", "rửa tiền"}, {"vi", "mua bán người"},
	{"uk", "відмивання грошей"}, {"uk", "торгівля людьми"}, {"uk", "екстрадиція"}, {"ru", "отмывание денег"}, {"ru", "торговля людьми"}, {"ru", "экстрадиция"},
	{"ar", "غسل الأموال"}, {"ar", "الاتجار بالأشخاص"}, {"fa", "پولشویی"}, {"fa", "قاچاق انسان"}, {"zh", "洗钱"}, {"ja", "マネーロンダリング"}, {"ko", "자금세탁"}, {"th", "การฟอกเงิน"}, {"hi", "धन शोधन"},
}

// TestGuess_Short: short questions are taken for their language, or for one that shares their words with theirs as the second, in a library of Spanish and English alone.
func TestGuess_Short(t *testing.T) {
	e := shelf(t, "es", "en")
	v, release, err := e.current()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	for _, c := range shortQuestions {
		s := &search{e: e, v: v, q: &index.Query{Text: c.text}}
		best, others := s.guess()
		if best != c.language && !slices.Contains(others, c.language) {
			t.Errorf("%q is taken for %q or %q, want %s", c.text, best, others, c.language)
		}
		if best != c.language {
			t.Logf("%q is taken for %q first, then %q: %s", c.text, best, others, c.language)
		}
	}
}

// TestShort_FindsAcross: what a short question asks for is found in laws of other languages, whatever it was taken for.
func TestShort_FindsAcross(t *testing.T) {
	e := shelf(t, "es", "en")
	for _, c := range shortQuestions {
		q, err := index.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		q.Expand = true
		r, err := e.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total == 0 && r.Corrected == "" {
			t.Errorf("%s %q: nothing found, taken for %q", c.language, c.text, r.Language)
		}
	}
}

// shelf is a library of one law a language, a section a concept of the thesaurus.
func shelf(t testing.TB, languages ...string) *Engine {
	t.Helper()
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(filepath.Join(t.TempDir(), "index"), &indextest.Shelf{}, scheme)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	for _, language := range languages {
		text := corpus.Text{Law: corpus.Law{ID: corpus.URI("xa/act/" + language), Country: "XA"}, Language: language}
		for _, c := range scheme.Concepts {
			for _, term := range c.Terms[language] {
				text.Provisions = append(text.Provisions, corpus.Provision{EID: corpus.EID("sec_" + c.ID), Kind: "section", Number: c.ID, Text: term})
				break
			}
		}
		if err := e.Put(context.Background(), text); err != nil {
			t.Fatal(err)
		}
	}
	return e
}
