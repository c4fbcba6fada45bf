package bleve

import "testing"

func TestMadeUnderLaw(t *testing.T) {
	for title, want := range map[string]bool{
		"中华人民共和国反洗钱法":                false,
		"中华人民共和国刑法(2020修正)":          false,
		"民法典第一千条":                    false,
		"中华人民共和国禁毒法实施条例":             true,
		"政府信息公开条例第三十六条":              true,
		"刑法第一百七十七条之一":                false,
		"最高人民法院关于审理洗钱刑事案件适用法律的解释（二）": true,
		"最高人民法院關於適用民法典的解釋":           true,
		"网络交易监督管理办法（试行）第十条":          true,
		"全国人民代表大会常务委员会关于惩治骗购外汇的决定":   false,
		"中华人民共和国宪法":                  false,
		"":                           false,
	} {
		if got := madeUnderLaw(title); got != want {
			t.Errorf("madeUnderLaw(%q) = %v", title, got)
		}
	}
}
