package ingest

import (
	"testing"

	"github.com/pandect/pandect/corpus"
)

// TestLink_OtherLaws has references to sections of this law, which are links, and to those of other laws, which are not.
func TestLink_OtherLaws(t *testing.T) {
	for _, c := range []struct {
		language, kind, text string
		own                  bool
	}{
		{"en", "section", "an offence under section 3 of this Act", true},
		{"en", "section", "an offence under section 3", true},
		{"en", "section", "as defined in section 3 of the Customs Ordinance", false},
		{"en", "section", "as defined in section 3 of the Penal Code", false},
		{"en", "section", "under section 3 of Cap. 63", false},
		{"en", "section", "in section 3 of the Explosives Regulations, 1990", false},
		{"en", "section", "in section 3 of Proclamation No. 909/2015", false},
		{"de", "section", "Taten nach § 3 Abs. 1 Satz 2 sind strafbar", true},
		{"de", "section", "Taten nach § 3 BtMG sind strafbar", false},
		{"de", "section", "Waffen im Sinne des § 3 Abs. 1 Nr. 2 WaffG", false},
		{"de", "section", "nach § 3 des Strafgesetzbuchs", false},
		{"de", "section", "nach § 3 GG", false},
		{"fr", "article", "au sens de l'article 3 de la présente loi", true},
		{"fr", "article", "au sens de l'article 3 de la loi n° 2005-06", false},
		{"fr", "article", "au sens de l'article 3 du traité", false},
		{"it", "article", "ai sensi dell'articolo 3 del codice penale", false},
		{"es", "article", "conforme al artículo 3 de esta ley", true},
		{"es", "article", "conforme al artículo 3 del Reglamento", false},
		{"pt", "article", "nos termos do artigo 3 do Código Penal", false},
		{"ru", "article", "в соответствии со статьей 3 настоящего Кодекса", true},
		{"ru", "article", "в соответствии со статьей 3 Федерального закона", false},
		{"uk", "article", "відповідно до статті 3 цього Закону", true},
		{"uk", "article", "відповідно до статті 3 Закону України про ліси", false},
		{"zh", "article", "依照本法第三条处罚", true},
		{"zh", "article", "依照《森林法》第三条处罚", false},
		{"zh", "article", "依照森林法第三条处罚", false},
		{"ja", "article", "この法律第三条の罪", true},
		{"ja", "article", "森林法第三条の罪", false},
		{"ja", "article", "第三条の罪", true},
		{"ko", "article", "제3조의 죄를 범한 자", true},
		{"ko", "article", "「산림법」 제3조의 죄를 범한 자", false},
		{"ar", "article", "المنصوص عليها في المادة (3) من هذا القانون", true},
		{"ar", "article", "المنصوص عليها في المادة (3) من قانون العقوبات", false},
		{"vi", "article", "quy định tại Điều 3 của Luật này", true},
		{"vi", "article", "quy định tại Điều 3 của Bộ luật Hình sự", false},
		{"id", "article", "sebagaimana dimaksud dalam Pasal 3 Undang-Undang Nomor 5 Tahun 1990", false},
		{"pl", "article", "określonych w art. 3 ustawy z dnia 6 czerwca 1997 r.", false},
		{"nl", "article", "bedoeld in artikel 3 van de Opiumwet", false},
		{"nl", "article", "bedoeld in artikel 3 van deze wet", true},
		{"ro", "article", "prevăzute la art. 3 din Codul penal", false},
		{"ro", "article", "prevăzute la art. 3 din prezenta lege", true},
	} {
		ps := []corpus.Provision{
			{EID: "u_3", Kind: c.kind, Number: "3", Label: "3", Text: "x"},
			{EID: "u_9", Kind: c.kind, Number: "9", Label: "9", Text: c.text},
		}
		link(ps, c.language)
		if got := len(ps[1].Links) > 0; got != c.own {
			t.Errorf("%s: %q: link to this law %v, want %v", c.language, c.text, got, c.own)
		}
	}
}
