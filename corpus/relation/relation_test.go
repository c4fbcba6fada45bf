package relation

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// Each case is a law in its own words; want lists kind, what is meant as its surest key, and the words that say it.
func TestFind(t *testing.T) {
	for _, test := range []struct{ language, title, text, want string }{
		{"en", "Harbours Act 2011", "The Piers and Docks Act 1987 is hereby amended by the insertion of section 4A.", "amends t:piers and docks act 1987|Piers and Docks Act 1987 is hereby amended"},
		{"en", "Harbours Act 2011", "Section 9 of the Piers and Docks Act, No. 12 of 1987, is repealed.", "amends n:12/1987|Piers and Docks Act, No. 12 of 1987, is repealed"},
		{"en", "Harbours Act 2011", "The Piers Act 1987 and the Docks (Safety) Act 1990 are repealed.", "repeals t:piers act 1987|Piers Act 1987 and the Docks (Safety) Act 1990 are repealed; repeals t:docks safety act 1990|Docks (Safety) Act 1990 are repealed"},
		{"en", "Harbours Act 2011", "The Docks Code (Chapter 19) (hereinafter referred to as the “principal enactment”) is hereby amended.\nPart II of the principal enactment is amended.", "amends t:docks code|Docks Code (Chapter 19) (hereinafter referred to as the “principal enactment”) is hereby amended"},
		{"en", "Harbours Act 2011", "“Act of 1987” means the Piers and Docks Act 1987;\nSection 3 of the Act of 1987 is amended.", "amends t:piers and docks act 1987|Act of 1987 is amended"},
		{"en", "Harbours Act 2011", "The following section is substituted for section 9 of the Piers Act of 1964:", "amends t:piers act 1964|is substituted for section 9 of the Piers Act of 1964"},
		{"en", "Code of Docks (Amendment) Act", "Table A of the Code of Docks Act, No. 7 of 1999 is repealed. The Docks Act, No. 7 of 1999 is amended.", "amends n:7/1999|Code of Docks Act, No. 7 of 1999 is repealed"},
		{"en", "Harbours Act 2011", "Each provision specified in Schedule 1 to the Piers Act 1987 is amended in the manner specified there.", ""},
		{"en", "Docks (Amendment) Act 2011", "1. Short title.", "amends t:docks act|Docks (Amendment) Act"},
		{"en", "Docks (Amendment) Act 2011", "The Docks Act, No. 7 of 1999 is amended.", "amends n:7/1999|Docks Act, No. 7 of 1999 is amended"},
		{"en", "Harbours Act 2011", "The following enactments are repealed:\n(a) the Piers Act 1987;\n(b) the Docks Act 1990.", "repeals t:piers act 1987|Piers Act 1987; repeals t:docks act 1990|Docks Act 1990"},
		{"en", "Harbours Act 2011", "This Act gives effect to the Convention on Safe Harbours and Roadsteads.", "implements t:convention on safe harbours and roadsteads|gives effect to the Convention on Safe Harbours and Roadsteads"},
		{"en", "Harbours Act 2011", "The plan may be amended under the Piers Act 1987. An order under the Docks Act 1990 may be revoked.", ""},
		{"en", "Harbours Act 2011", "Section 3 (as amended by section 6 of the Piers Act 1987) applies.", ""},
		{"en", "Harbours Act 2011", "The following is inserted:\n“5A. The Piers Act 1987 is repealed.\nThe Docks Act 1990 is repealed.”", ""},
		{"es", "Ley de puertos", "Derógase la Ley Nº 21.397, de 12 de setiembre de 2001.", "repeals n:21397/2001|Derógase la Ley Nº 21.397, de 12 de setiembre de 2001"},
		{"es", "Ley de puertos", "Deróganse los artículos 3 y 4 de la Ley Nº 21.397, de 12 de setiembre de 2001.", "amends n:21397/2001|Deróganse los artículos 3 y 4 de la Ley Nº 21.397, de 12 de setiembre de 2001"},
		{"es", "Ley de puertos", "Sustitúyese el artículo 9 del Código Portuario por el siguiente:", "amends t:codigo portuario|Sustitúyese el artículo 9 del Código Portuario"},
		{"es", "Ley de puertos", "Agrégase a los cometidos de la Comisión, creada por la Ley Nº 21.574, de 20 de diciembre de 2017, el siguiente:", ""},
		{"fr", "Loi sur les ports", "La loi n° 2004-1204 du 9 mars 2004 est abrogée.", "repeals n:2004-1204/2004|loi n° 2004-1204 du 9 mars 2004 est abrogée"},
		{"fr", "Loi modifiant le code pénal", "Article premier.", "amends t:code penal|modifiant le code pénal"},
		{"fr", "Loi sur les ports", "Sont abrogés :\n1° La loi n° 12 du 3 mai 1990 ;\n2° Le décret n° 45-90 du 4 juin 1990.", "repeals n:12/1990|loi n° 12 du 3 mai 1990; repeals n:decree 45-90/1990|décret n° 45-90 du 4 juin 1990"},
		{"de", "Hafengesetz", "Gleichzeitig tritt das Molengesetz vom 25. August 1969 (BGBl. I S. 1358) außer Kraft.", "repeals t:molengesetz 1969|Molengesetz vom 25. August 1969 (BGBl. I S. 1358) außer Kraft"},
		{"de", "Hafengesetz", "Soweit sie nicht bereits auf Grund des § 39 des Molengesetzes vom 25. August 1969 außer Kraft getreten sind, gelten sie fort.", ""},
		{"de", "Hafengesetz", "§ 5 des Molengesetzes wird aufgehoben.", "amends t:molengesetz|Molengesetzes wird aufgehoben"},
		{"de", "Gesetz zur Änderung der Hafenordnung", "Artikel 1.", "amends t:hafenordnung|Gesetz zur Änderung der Hafenordnung"},
		{"pt", "Lei dos portos", "Fica revogada a Lei nº 11.234, de 5 de maio de 1999.", "repeals n:11234/1999|Fica revogada a Lei nº 11.234, de 5 de maio de 1999"},
		{"ru", "О портах", "Признать утратившим силу Федеральный закон от 28.06.2012 № 216-ФЗ «О причалах».", "repeals n:216-фз/2012|Признать утратившим силу Федеральный закон от 28.06.2012 № 216-ФЗ"},
		{"ru", "О внесении изменений в Водный кодекс Российской Федерации", "Статья 1.", "amends t:водн кодекс российск федерац|внесении изменений в Водный кодекс Российской Федерации"},
		{"ar", "نظام الموانئ", "يحل هذا النظام محل نظام الأرصفة ، الصادر بالمرسوم الملكي ذي الرقم (م/8) ويلغي كل ما يتعارض معه.", "repeals t:نظام الارصفه|يحل هذا النظام محل نظام الأرصفة ، الصادر بالمرسوم الملكي ذي الرقم (م/8)"},
		{"ar", "نظام الموانئ", "تلغى رخصة الأرصفة في الأحوال الآتية.", ""},
		{"zh", "港湾法", "本法自2016年1月1日起施行。《中华人民共和国码头管理条例》同时废止。", "repeals t:码头管理条例|《中华人民共和国码头管理条例》同时废止"},
		{"zh", "港灣法", "本法自公布日施行，《碼頭管理條例》同時廢止。", "repeals t:碼頭管理條例|《碼頭管理條例》同時廢止"},
		{"zh", "港湾条例", "根据《港湾法》，制定本条例。", "implements t:港湾法|《港湾法》，制定本条例"},
		{"xx", "?", "The Piers Act 1987 is repealed.", ""},
	} {
		text := corpus.Text{Law: corpus.Law{ID: "xa/law/1", Title: test.title}, Language: test.language, Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: test.text}}}
		Find(&text)
		if err := text.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, r := range text.Relations {
			key := ""
			if keys := r.Keys(); len(keys) > 0 {
				key = keys[0]
			}
			got = append(got, r.Kind+" "+key+"|"+text.Says(&r))
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%s, %q:\n got %s\nwant %s", test.language, test.text, s, test.want)
		}
	}
}

// What a person says outlives the program's next look.
func TestFind_KeepsPeople(t *testing.T) {
	text := corpus.Text{Law: corpus.Law{ID: "xa/law/1", Title: "Docks (Amendment) Act"}, Language: "en", Relations: []corpus.Relation{
		{Kind: "amends", Mention: corpus.Mention{Words: "gone"}, By: corpus.ByProgram}, {Kind: "repeals", Law: "xa/law/2", By: "Ada"},
	}}
	Find(&text)
	if n := len(text.Relations); n != 2 || text.Relations[0].Words != "Docks Act" || text.Relations[1].By != "Ada" {
		t.Errorf("%+v", text.Relations)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("en", "The Piers Act 1987 is repealed.\n“x")
	f.Add("zh", "《》同时废止")
	f.Add("ar", "يلغى نظام")
	f.Fuzz(func(t *testing.T, language, wording string) {
		text := corpus.Text{Law: corpus.Law{ID: "xa/law/1", Title: wording}, Language: language, Provisions: []corpus.Provision{{EID: "a", Text: wording}}}
		Find(&text)
		if err := text.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// everywhere lists the places of a name as if nothing were said of where it may begin.
func (n *name) everywhere(text string) [][]int {
	expression := strings.TrimPrefix(n.String(), `\A`)
	return regexp.MustCompile(expression).FindAllStringSubmatchIndex(text, -1)
}

// Names are found where they may begin, and no other is there.
func TestName_Starts(t *testing.T) {
	for language, texts := range map[string][]string{
		"en": {
			"under the Piers Act 1987", "the Docks (Safety) Act", "the Prevention of and Combating Trafficking in Persons Act, No. 7 of 2008", "the Code of Criminal Procedure Act", "the Rules of the Supreme Court Act 1981",
			"the Regulation of Interception Act", "the Offences Against the Person Act 1861", "under this Act or by force of the Act", "Law No. 7 of 1999", "the Convention on Harbours", "the Constitution of Utopia",
			"the United Nations Convention against Piracy and the Protocol to the Convention on Docks", "Penal Code and Criminal Procedure Act, 1987 (Act No. 4) and the Piers Act", "Of the Docks,  Piers Act", "eCourts Act\nLaw Act",
			"Docks (a) (b Act) Act", ") Act", "Actx Act", "Section 8F (inserted by Schedule 4 to, the Docks Act 2004) of the Act of 1997", "The Principal Act, Actuaries (Fees, etc.), and the Law",
		},
		"fr": {"la Loi n° 12-3 du 4 mai 1990, l’ARRÊTÉ n° 4", "le code de procédure pénale", "la CONVENTION des Nations Unies contre la piraterie"},
		"es": {"la LEY ORGÁNICA Nº 4.321, de 5 de mayo de 1999", "el Código Penal y la ley general de Puertos", "Decreto-Ley N.º 4/99", "Convención para los Puertos abiertos", "Nº 4.321 de 5 de mayo de 1999"},
		"pt": {"a Lei nº 11.234, de 5 de maio de 1999, e o Código Penal", "Decreto-Lei n.º 4"},
		"de": {"Gesetz über Häfen vom 1. Mai 1999", "des Molengesetzes und der HafenOrdnungsgesetze vom 2. Juni 1969", "die Strafprozessordnung", "Xgesetz"},
		"ru": {"Федеральный закон от 28.06.2012 № 216-ФЗ «О причалах»", "Уголовно-процессуальный кодекс Российской Федерации", "Указ № 4, Постановление Правительства Российской Федерации № 5"},
		"zh": {"根据《港湾法》和《码头管理条例》，《"},
	} {
		for _, text := range texts {
			for i, name := range speechOf(language).names {
				if diff := cmp.Diff(name.everywhere(text), name.find(text)); diff != "" {
					t.Errorf("%s, name %d in %q (-everywhere +where it may begin): %s", language, i, text, diff)
				}
			}
		}
	}
	if got := titlesBefore(lawWords...)("under this Act or by force of the Act"); len(got) != 2 {
		t.Errorf("this Act is taken for a title: %v", got)
	}
}

func FuzzName_Starts(f *testing.F) {
	f.Add("en", "The Piers (Docks) Act, 1987 and Code of Harbours Law No. 5")
	f.Add("de", "des Molengesetzes vom 25. August 1969, HafenOrdnung")
	f.Add("es", "LEY Nº 21.397, Código Penal")
	f.Fuzz(func(t *testing.T, language, text string) {
		s := speechOf(language)
		if s == nil || len(text) > maxName/10 {
			return
		}
		for i, name := range s.names {
			if diff := cmp.Diff(name.everywhere(text), name.find(text)); diff != "" {
				t.Errorf("%s, name %d in %q (-everywhere +where it may begin): %s", language, i, text, diff)
			}
		}
	})
}
