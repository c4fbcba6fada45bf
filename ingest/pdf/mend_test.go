package pdf

import "testing"

func TestSectionSigns(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Sı", "§ 1"},
		{"Wer ($ 11 Abs. 1 Nr. 1 des Gesetzes)", "Wer (§ 11 Abs. 1 Nr. 1 des Gesetzes)"},
		{"52", "§ 2"},
		{"Die SS 161, 161a bleiben unberührt.", "Die §§ 161, 161a bleiben unberührt."},
		{"nach 8 54 der Ordnung", "nach § 54 der Ordnung"},
		{"S 3", "§ 3"},
		{"58", "58"}, // no § 8 after § 3
		{"$ 3a", "§ 3a"},
		{"S 4 Hafenordnung", "§ 4 Hafenordnung"},
		{"binnen 8 Tagen", "binnen 8 Tagen"},
	}
	lines := make([]line, len(tests))
	for i, test := range tests {
		lines[i] = line{text: test.in, conf: 0.9}
	}
	mend(lines, "deu")
	for i, test := range tests {
		if lines[i].text != test.want {
			t.Errorf("%q became %q, want %q", test.in, lines[i].text, test.want)
		}
	}
}

func TestFigures(t *testing.T) {
	lines := []line{{text: "4. A marriage", conf: 0.9}, {text: "S. (1) A divorce", conf: 0.9}, {text: "S. of the list", conf: 0.9}, {text: "6. Notice", conf: 0.9}}
	lines = append(lines, line{text: "11. Fees", conf: 0.9}, line{text: "11.1. Waiver", conf: 0.9}, line{text: "42. Fines", conf: 0.9}, line{text: "43. Repeal", conf: 0.9}, line{text: "14. Schedule", conf: 0.9})
	mend(lines, "eng")
	if lines[5].text != "11.1. Waiver" || lines[6].text != "12. Fines" || lines[7].text != "13. Repeal" {
		t.Errorf("got %q, %q, %q", lines[5].text, lines[6].text, lines[7].text)
	}
	if lines[1].text != "5. (1) A divorce" || lines[2].text != "S. of the list" {
		t.Errorf("got %q, %q", lines[1].text, lines[2].text)
	}
}

func TestFigures_RepealedBetween(t *testing.T) {
	lines := []line{{text: "20. Review", conf: 0.9}, {text: "31. [Repealed]", conf: 0.9}, {text: "32. [Amendments]", conf: 0.9}, {text: "33. Commencement", conf: 0.9}}
	mend(lines, "eng")
	if lines[1].text != "31. [Repealed]" {
		t.Errorf("got %q", lines[1].text)
	}
}

func TestMarks(t *testing.T) {
	tests := []struct{ languages, in, want string }{
		{"spa", "Ley N* 18.494 y artículo 9” de la Ley N” 17.835", "Ley Nº 18.494 y artículo 9º de la Ley Nº 17.835"},
		{"spa", "dice “hasta el artículo 9” y nada más", "dice “hasta el artículo 9” y nada más"},
		{"spa", "Artículo:2, 0", "Artículo 2. ()"},
		{"spa", "Artículo 5.0", "Artículo 5. ()"},
		{"spa", "Artículo 6. (O", "Artículo 6. ()"},
		{"spa", "Artículo 10", "Artículo 10"},
		{"rus", "‚Статья 20.", "Статья 20."},
		{"rus", "_1) по уровню воды", "1) по уровню воды"},
		{"eng", "21to30. [Amendments]", "21 to 30. [Amendments]"},
		{"eng", "... and so on", "... and so on"},
		{"chi_sim", "应当自收到申请之日起 30 日内报告 ; 逾期, 处罚", "应当自收到申请之日起30日内报告；逾期，处罚"},
		{"ara", "يعاقب بالحبس, أو بالغرامة ; ويجوز", "يعاقب بالحبس، أو بالغرامة؛ ويجوز"},
	}
	for _, test := range tests {
		lines := []line{{text: test.in, conf: 0.9}, {text: test.in}}
		marks(lines, test.languages)
		if lines[0].text != test.want {
			t.Errorf("%s: %q became %q, want %q", test.languages, test.in, lines[0].text, test.want)
		}
		if lines[1].text != test.in {
			t.Errorf("%s: %q, which OCR did not read, became %q", test.languages, test.in, lines[1].text)
		}
	}
}

func TestHanFigures(t *testing.T) {
	in := []string{"第一条港口", "第二条船舶", "0条船员", "第四条", "第五条", "本条例所称", "第六条", "第八条", "第九条", "第十条", "第十一条", "第十二条", "第十干条", "第十四条", "第十五条", "第二十条"}
	want := []string{"第一条港口", "第二条船舶", "第三条船员", "第四条", "第五条", "本条例所称", "第六条", "第八条", "第九条", "第十条", "第十一条", "第十二条", "第十三条", "第十四条", "第十五条", "第二十条"}
	lines := make([]line, len(in))
	for i, s := range in {
		lines[i] = line{text: s, conf: 0.9}
	}
	mend(lines, "chi_sim")
	for i := range want {
		if lines[i].text != want[i] {
			t.Errorf("%q became %q, want %q", in[i], lines[i].text, want[i])
		}
	}
}

func TestHanNumeral(t *testing.T) {
	for n, want := range map[int]string{7: "七", 10: "十", 12: "十二", 20: "二十", 99: "九十九", 105: "一百零五", 110: "一百一十", 234: "二百三十四"} {
		if got := hanNumeral(n); got != want {
			t.Errorf("hanNumeral(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestArabicCommas(t *testing.T) {
	tests := []struct{ in, want string }{
		{"أو علم بالشروع فيهاء ولو كان مسؤولا", "أو علم بالشروع فيها، ولو كان مسؤولا"},
		{"مائتي ألف ريال أو العقوبتينء أو", "مائتي ألف ريال أو العقوبتين، أو"},
		{"كان العمل مشروعاء يعد", "كان العمل مشروعا، يعد"},
		{"ألف ريالء أو استيرادهاء ومن ملء النموذج", "ألف ريال، أو استيرادها، ومن ملء النموذج"},
		{"عمل غير مشروع", "عمل غير مشروع"},
		{"الإجراء والقضاء وأعضاء الفقهاء عند انتهاء الجزء", "الإجراء والقضاء وأعضاء الفقهاء عند انتهاء الجزء"},
		{"شيء من الدماء والأسماء على المرء", "شيء من الدماء والأسماء على المرء"},
	}
	lines := make([]line, len(tests))
	for i, test := range tests {
		lines[i] = line{text: test.in, conf: 0.9}
	}
	arabicCommas(lines)
	for i, test := range tests {
		if lines[i].text != test.want {
			t.Errorf("%q became %q, want %q", test.in, lines[i].text, test.want)
		}
	}
}
