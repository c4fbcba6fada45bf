package bleve

import (
	"strings"
	"testing"
)

// TestStems: forms of one word have one term, and words that lawyers keep apart have two.
func TestStems(t *testing.T) {
	for _, c := range []struct{ language, one, apart string }{
		{"pl", "przestępstwo przestępstwa przestępstwem", "przestępstwo przedsiębiorstwo"},
		{"hi", "अपराध अपराधों", "अपराध अधिकार"},
		{"hi", "गवाह गवाहों", ""},
		{"hr", "kazneno kaznenog kaznenom", "kazneno kupovno"},
		{"sr", "oružja oružje", ""},
		{"ta", "சட்டம் சட்டங்கள்", ""},
		{"uk", "закон закону законом закони законів", "закон злочин"},
		{"uk", "відмивання відмивання відмиванню відмиванням", "відмивання виховання"},
		{"uk", "зброя зброї зброю зброєю", ""},
		{"uk", "кримінальний кримінального кримінальна кримінальну кримінальних", "кримінальний адміністративний"},
		{"uk", "торгівля торгівлі торгівлю торгівлею", ""},
		{"bg", "законът закона закони законите закон", "закон злато"},
		{"bg", "престъпление престъпления престъплението престъпленията", ""},
		{"cs", "zákon zákona zákonem zákony zákonů zakonu", "zákon zámek"},
		{"cs", "trestný trestného trestným trestne", ""},
		{"sk", "zákon zákona zákonom zákony zákonov", ""},
		{"el", "νόμος νόμου νόμοι νόμων νομος ΝΟΜΟΣ", "νόμος δήμος"},
		{"lt", "įstatymas įstatymo įstatymai įstatymų", ""},
		{"lv", "likums likuma likumi likumu", ""},
		{"fa", "قانون قانون\u200cها قانونهای", ""},
		{"fa", "سلاح سلاح\u200cها سلاح\u200cهای", "مجازات مجازی"},
		{"ur", "قانون قانونوں", "قانون عدالت"},
		{"he", "עבירה העבירה עבירות בעבירה והעבירה", "עבירה ראיה"},
		{"he", "נֶשֶׁק נשק הנשק", ""},
		{"id", "perdagangan memperdagangkan diperdagangkan perdagangannya", "perdagangan penyelundupan"},
		{"id", "pencucian mencuci dicuci", "pencucian pencurian"},
		{"id", "penyelundupan menyelundupkan diselundupkan", ""},
		{"tr", "kaçakçılığı kaçakçılık", ""},
	} {
		ch := newChain(c.language)
		first := ""
		for i, w := range strings.Fields(c.one) {
			term := ch.term(w)
			if i == 0 {
				first = term
			}
			if term != first {
				t.Errorf("%s: %s is %q, %s is %q: want one", c.language, strings.Fields(c.one)[0], first, w, term)
			}
		}
		if f := strings.Fields(c.apart); len(f) == 2 && ch.term(f[0]) == ch.term(f[1]) {
			t.Errorf("%s: %s and %s are both %q", c.language, f[0], f[1], ch.term(f[0]))
		}
	}
}

// TestChain_Digits: numbers are one in all digits.
func TestChain_Digits(t *testing.T) {
	for language, text := range map[string]string{"th": "มาตรา ๑๒", "hi": "धारा १२", "bn": "ধারা ১২", "km": "មាត្រា ១២", "my": "ပုဒ်မ ၁၂", "lo": "ມາດຕາ ໑໒", "fa": "ماده ۱۲", "ja": "第１２条"} {
		found := false
		for _, tok := range newChain(language).tokens(text) {
			found = found || tok.term == "12"
		}
		if !found {
			t.Errorf("%s: %q has no 12", language, text)
		}
	}
}
