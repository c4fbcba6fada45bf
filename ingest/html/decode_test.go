package html

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html/charset"
)

// Sentences of the fictional codes of Varland, as old pages carry them.
func TestDecode_Undeclared(t *testing.T) {
	for _, c := range []struct{ encoding, text string }{
		{"windows-1252", "Artículo 9º. La extradición procederá únicamente según la presente ley de la Nación."},
		{"windows-1252", "L’étranger condamné à l’étranger peut être remis à l’État requérant."},
		{"windows-1252", "§ 5 Die Behörde prüft, ob die Voraussetzungen für die Auslieferung erfüllt sind."},
		{"windows-1252", "A prisão preventiva não será aplicada à pessoa que colabora com a Justiça."},
		{"windows-1251", "Статья 5. Выдача лица не допускается, если имеются основания полагать иное."},
		{"koi8-r", "Статья 5. Выдача лица не допускается, если имеются основания полагать иное."},
		{"ibm866", "Статья 5. Выдача лица не допускается, если имеются основания полагать иное."},
		{"iso-8859-5", "Статья 5. Выдача лица не допускается, если имеются основания полагать иное."},
		{"windows-1256", "المادة الخامسة: لا يجوز تسليم الشخص المطلوب إذا كانت الجريمة سياسية."},
		{"iso-8859-6", "المادة الخامسة: لا يجوز تسليم الشخص المطلوب إذا كانت الجريمة سياسية."},
		{"windows-1253", "Άρθρο 5. Η έκδοση δεν επιτρέπεται αν το έγκλημα είναι πολιτικό."},
		{"windows-1254", "Madde 5. Suçlunun geri verilmesi, suçun siyasî olması hâlinde kabul edilmez; görüş alınır ve açıklanır, ağır şartlar aranır."},
		{"gb18030", "第五条 有下列情形之一的，不予引渡：因政治犯罪而请求引渡的。本法所称的犯罪，是指依照法律应当受刑罚处罚的行为。"},
		{"big5", "第五條 有下列情形之一者，得拒絕引渡：因政治犯罪而請求引渡者。本法所稱之犯罪，指依法律應受刑罰處罰之行為。"},
		{"shift_jis", "第五条 次の各号のいずれかに該当する場合には、逃亡犯罪人を引き渡してはならない。"},
		{"euc-kr", "제5조 다음 각 호의 어느 하나에 해당하는 경우에는 범죄인을 인도하여서는 아니 된다."},
	} {
		enc, _ := charset.Lookup(c.encoding)
		text := strings.Repeat("<p>"+c.text+"</p>\n", 5)
		data, err := enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(c.encoding, err)
		}
		if got := Decode(data); got != text {
			t.Errorf("Decode(%s) = %.90q, want %.90q", c.encoding, got, text)
		}
	}
}

func TestDecode_DeclaredWrongly(t *testing.T) {
	const text = "Artículo 1. La extradición procederá únicamente según la presente ley."
	enc, _ := charset.Lookup("windows-1252")
	for _, declared := range []string{"utf-8", "windows-1251", "shift_jis", "nonsense", ""} {
		page := `<html><meta charset="` + declared + `"><body>` + text
		data, err := enc.NewEncoder().Bytes([]byte(page))
		if err != nil {
			t.Fatal(err)
		}
		if got := Decode(data); got != page {
			t.Errorf("declared %q: %q", declared, got)
		}
	}
}

func TestDecode_Wide(t *testing.T) {
	const text = "<html><body><p>Section 1. The Minister may by order extradite a person.</p>"
	for _, c := range []struct {
		name string
		mark bool
		big  bool
	}{{"little endian with mark", true, false}, {"big endian with mark", true, true}, {"little endian", false, false}, {"big endian", false, true}} {
		units := utf16.Encode([]rune(text))
		if c.mark {
			units = append([]uint16{0xFEFF}, units...)
		}
		var data []byte
		for _, u := range units {
			lo, hi := byte(u), byte(u>>8)
			if c.big {
				lo, hi = hi, lo
			}
			data = append(data, lo, hi)
		}
		if got := strings.TrimPrefix(Decode(data), "\uFEFF"); got != text {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestIsNumberWord(t *testing.T) {
	for _, label := range []string{"(3)", "a)", "§ 5", "Статья 89", "第三条", "6 a §", "12-бап.", "ARTICULO 6º bis —", "제9조의2", "มาตรา ๓", "৬।", "Article premier"} {
		if !isNumberWord(label) {
			t.Errorf("isNumberWord(%q) = false", label)
		}
	}
	for _, text := range []string{"", "Fees and charges", "Article 5 applies to ships", "5 ships and boats"} {
		if isNumberWord(text) {
			t.Errorf("isNumberWord(%q) = true", text)
		}
	}
}
