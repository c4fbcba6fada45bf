package ingest

import (
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestLinkNear(t *testing.T) {
	tests := []struct{ language, text, span, to string }{
		{"en", "A licence under the preceding section lapses.", "the preceding section", "art_1"},
		{"en", "Nothing in the next following section applies.", "the next following section", "art_3"},
		{"en", "The following sections of the Code apply.", "", ""}, // more than one, elsewhere
		{"en", "In this section—", "", ""},
		{"fr", "Les peines prévues à l’article précédent sont doublées.", "à l’article précédent", "art_1"},
		{"es", "Lo dispuesto en el artículo anterior no rige.", "el artículo anterior", "art_1"},
		{"pt", "O disposto no artigo anterior não se aplica.", "no artigo anterior", "art_1"},
		{"it", "Le pene dell’articolo precedente sono aumentate.", "dell’articolo precedente", "art_1"},
		{"de", "Die Vorschriften des vorigen Paragraphen gelten.", "des vorigen Paragraphen", "art_1"},
		{"nl", "Het bepaalde in het vorige artikel geldt niet.", "in het vorige artikel", "art_1"},
		{"ru", "Деяния, указанные в предыдущей статье, наказываются.", "предыдущей статье", "art_1"},
		{"uk", "Діяння, зазначені в попередній статті, караються.", "попередній статті", "art_1"},
		{"tr", "Önceki madde hükümleri uygulanır.", "Önceki madde", "art_1"},
		{"vi", "Quy định tại Điều trước không áp dụng.", "Điều trước", "art_1"},
		{"ar", "تطبق أحكام المادة السابقة.", "المادة السابقة", "art_1"},
		{"zh", "违反前条规定的，处以罚款。", "前条", "art_1"},
		{"ja", "前条の規定に違反した者", "前条", "art_1"},
	}
	for _, test := range tests {
		ps := []corpus.Provision{{EID: "art_1", Kind: "article", Text: "x"}, {EID: "art_2", Kind: "article", Text: test.text}, {EID: "art_3", Kind: "article", Text: "x"}}
		linkNear(ps, test.language)
		span, to := "", ""
		for _, l := range ps[1].Links {
			span, to = test.text[l.Start:l.End], string(l.To)
		}
		if span != test.span || to != test.to {
			t.Errorf("%s: %q: %q to %s, want %q to %s", test.language, test.text, span, to, test.span, test.to)
		}
	}
}
