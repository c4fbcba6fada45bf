package bleve

import (
	"slices"
	"strings"
	"testing"
)

// How lawyers cite: the number of the provision, and the words of the law's name.
func TestReadCitations_Traditions(t *testing.T) {
	for _, c := range []struct{ text, number, words string }{
		{"§ 129 Abs. 1 Satz 2 StGB", "129", "stgb"},
		{"StGB 261", "261", "stgb"},
		{"s. 5(1)(a) Firearms Act 1925", "5", "firearms act 1925"},
		{"section 5 subsection 2 of the Firearms Act, 1925", "5", "firearms act 1925"},
		{"paragraph 5 Firearms Order", "5", "firearms order"},
		{"artículo 34 de la ley 19.574", "34", "ley 19574"},
		{"art. 3 lit. b Ley Nº 19643", "3", "ley 19643"},
		{"article 225-4-1 alinéa 2 du code pénal", "225-4-1", "code penal"},
		{"art. 313 bis del código penal", "313bis", "codigo penal"},
		{"пункт «а» части 2 статьи 127.1 УК РФ", "127-1", "ук рф"},
		{"ч. 2 ст. 210 УК РФ", "210", "ук рф"},
		{"المادة الثانية من نظام مكافحة الرشوة", "2", "نظام مكافحه الرشوه"},
		{"نظام مكافحة الرشوة المادة الثانية والعشرون", "22", "نظام مكافحه الرشوه"},
		{"المادة الخامسة عشرة بعد المائة من النظام الجزائي", "115", "النظام الجزائي"},
		{"الفقرة 1 من المادة ٢ نظام مكافحة الرشوة", "2", "نظام مكافحه الرشوه"},
		{"刑法第二百四十条第一款", "240", "刑法"},
		{"刑法240条", "240", "刑法"},
		{"刑法 240", "240", "刑法"},
		{"刑法第一百二十条之一", "120-1", "刑法"},
		{"형법 제250조의2", "250-2", "형법"},
		{"มาตรา ๕ พระราชบัญญัติอาวุธปืน", "5", "พระราชบัญญัติอาวุธปืน"},
		{"art. 5, par. 1 ustawy o broni", "5", "par 1 ustawy o broni"},
	} {
		got := readCitations(c.text)
		if !slices.ContainsFunc(got, func(g citation) bool { return g.number == c.number && strings.Join(g.words, " ") == c.words }) {
			t.Errorf("%s: read as %+v, want %s of %q", c.text, got, c.number, c.words)
		}
	}
	for _, text := range []string{"trafficking in persons", "2015", "penalty"} {
		if got := readCitations(text); len(got) > 0 {
			t.Errorf("%s: read as %+v", text, got)
		}
	}
}
