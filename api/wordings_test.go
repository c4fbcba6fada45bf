package api

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// wordings are a law of 2000 in English and French as it is since 2015 and as it was before, in the order in which a catalogue lists them.
func wordings() []corpus.Text {
	var out []corpus.Text
	for _, w := range []struct {
		language, title, text string
		from                  int
	}{
		{"en", "Arms Act", "Whoever keeps a rifle without a licence applies in vain and is imprisoned.", 2015},
		{"en", "Arms Act", "Fines are ten dollars. This applies to whoever keeps a musket.", 2000},
		{"fr", "Loi sur les armes", "Qui garde une carabine sans permis est emprisonné.", 2015},
		{"fr", "Loi sur les armes", "Qui garde un mousquet paie dix dollars.", 2000},
	} {
		out = append(out, corpus.Text{
			Law: corpus.Law{ID: "xa/act/2000/1", Country: "XA", Type: "act", Number: "1", Title: w.title, Date: corpus.Date{Year: 2000, Month: 1, Day: 1},
				Status: "repealed", Extra: map[string]string{"until": "2020-01-01"}},
			Language: w.language, From: corpus.Date{Year: w.from, Month: 1, Day: 1},
			Provisions: []corpus.Provision{
				{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Offence", Text: w.text, Page: 1},
				{EID: "sec_2", Kind: "section", Number: "2", Label: "2.", Text: "In this Act, “rifle” means a long gun."},
			},
			Original: &corpus.Original{Name: w.language + ".pdf", MediaType: "application/pdf", SHA256: strings.Repeat(string(rune('a'+w.from%7)), 62) + w.language, Bytes: 9},
		})
	}
	return out
}

// A law applied from its date until it was repealed: its addresses say so as its search does.
func TestWordings_AsOf(t *testing.T) {
	h := site(t, &shelf{texts: wordings()})
	for _, c := range []struct {
		day, language, want string
		status              int
	}{
		{"1999-12-31", "", "", 404},
		{"2005-01-01", "", "musket", 200},
		{"2005-01-01", "fr", "mousquet", 200},
		{"2015-01-01", "fr", "carabine", 200},
		{"2019-12-31", "", "rifle without", 200},
		{"2020-01-01", "", "", 404},
	} {
		w := ask(h, "/api/v1/laws/xa/act/2000/1?asof="+c.day+"&language="+c.language)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s: %d, %.300s", c.day, c.language, w.Code, w.Body)
		}
	}
}
