package bleve

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// A bilingual state teaches words that no thesaurus has; a law of its neighbour, which is there in the other language alone, is found by them.
func TestParallels(t *testing.T) {
	made := func(id, country, language, title string, texts ...string) corpus.Text {
		text := corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Country: country, Title: title}, Language: language}
		for i, s := range texts {
			text.Provisions = append(text.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", i+1)), Kind: "section", Number: fmt.Sprint(i + 1), Text: s})
		}
		return text
	}
	english := []string{"The beekeeper shall register every beehive.", "An inspector may open a beehive.", "No beehive is placed beside a road.", "Fees are paid in spring."}
	french := []string{"L'apiculteur inscrit chaque ruche.", "L'inspecteur peut ouvrir une ruche.", "Aucune ruche n'est posée au bord d'une route.", "Les droits sont payés au printemps."}
	for i := range 12 { // provisions on other things, so that the words sought are rare
		english = append(english, fmt.Sprintf("Rule %d is about harbour dues.", i))
		french = append(french, fmt.Sprintf("La règle %d porte sur les taxes du port.", i))
	}
	texts := []corpus.Text{
		made("xa/act/1", "XA", "en", "Bees Act", english...), made("xa/act/1", "XA", "fr", "Loi sur les abeilles", french...),
		made("xb/loi/1", "XB", "fr", "Loi rurale", "Les chemins sont entretenus.", "La ruche vide est détruite."),
	}
	shelf := &indextest.Shelf{}
	shelf.Put(texts...)
	e := open(t, shelf)
	if err := e.Put(t.Context(), texts...); err != nil {
		t.Fatal(err)
	}
	q, err := index.Parse("beehive country:XB")
	if err != nil {
		t.Fatal(err)
	}
	q.Language, q.Expand = "en", true
	r, err := e.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hits) != 1 || r.Hits[0].Ref.EID != "sec_2" {
		t.Errorf("beehive in XB: %v, want sec_2 alone", r.Hits)
	}
	at := slices.IndexFunc(r.Expansions, func(x index.Expansion) bool { return x.Source == "beehive" && slices.Contains(x.Terms, "ruche") })
	if at < 0 {
		t.Fatalf("expansions %v, want ruche for beehive", r.Expansions)
	}
	q.Without = []string{r.Expansions[at].Concept + ":fr"}
	if r, err = e.Search(t.Context(), q); err != nil || len(r.Hits) != 0 || !slices.ContainsFunc(r.Expansions, func(x index.Expansion) bool { return x.Off }) {
		t.Errorf("beehive without ruche: %v %v, %v", r.Hits, r.Expansions, err)
	}
}
