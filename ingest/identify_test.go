package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// line is a line of a cover: size relative to the body, bold where b is set.
func heading(text string, size float64, center bool) Block {
	return Block{Kind: Heading, Lines: []Line{{Text: text, Size: size, Bold: true, Center: center}}}
}

func plainBlock(text string) Block { return Block{Lines: []Line{{Text: text, Size: 1}}} }

// Covers of fictional laws, in the forms in which states print them.
func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		name     string
		language string
		stated   string
		blocks   []Block
		want     corpus.Law
	}{
		{
			"reprint with number, title on two blocks, dates of many kinds", "en", "Microsoft Word - final2.doc",
			[]Block{
				heading("LAWS OF VARLAND", 1.8, true), heading("REPRINT", 1, true), heading("Act 350", 1.5, true),
				heading("HARBOUR PORTERS", 1.6, true), heading("(EMPLOYMENT) ACT 1966", 1.6, true),
				plainBlock("As at 1 October 2019"), plainBlock("Date of Royal Assent … … 30 August 1966"), plainBlock("Latest amendment came into operation on 2 May 2018"),
				plainBlock("An Act to regulate the employment of porters."),
			},
			corpus.Law{ID: "xx/act/1966/350", Type: "act", Number: "350", Title: "HARBOUR PORTERS (EMPLOYMENT) ACT 1966", Date: corpus.Date{Year: 1966, Month: 8, Day: 30}, Year: 1966},
		},
		{
			"number within the title; an amending act is no code", "en", "",
			[]Block{heading("PARLIAMENT OF THE REPUBLIC OF VARLAND", 1.6, true), heading("PENAL CODE (AMENDMENT) ACT, No. 25 OF 2021", 1.2, true), plainBlock("[Certified on 26th of October, 2021]")},
			corpus.Law{ID: "xx/act/2021/25", Type: "act", Number: "25", Title: "PENAL CODE (AMENDMENT) ACT, No. 25 OF 2021", Date: corpus.Date{Year: 2021, Month: 10, Day: 26}, Year: 2021},
		},
		{
			"only the law says its own name", "en", "1",
			[]Block{plainBlock("No. 7"), plainBlock("1. This Act may be cited as the Coastal Fisheries Act 1988 and shall come into force on 1 June 1989.")},
			corpus.Law{ID: "xx/act/1988/7", Type: "act", Number: "7", Title: "Coastal Fisheries Act 1988", Year: 1988},
		},
		{
			"French, date in the title", "fr", "",
			[]Block{heading("République de Valombre", 1.4, true), heading("Loi n° 2013-71 du 5 août 2013 relative à la protection des témoins", 1.2, true), plainBlock("L’Assemblée nationale a adopté,")},
			corpus.Law{ID: "xx/act/2013/2013-71", Type: "act", Number: "2013-71", Title: "Loi n° 2013-71 du 5 août 2013 relative à la protection des témoins", Date: corpus.Date{Year: 2013, Month: 8, Day: 5}, Year: 2013},
		},
		{
			"Spanish, number above the title", "es", "",
			[]Block{heading("LEY Nº 19.580", 1, true), heading("LEY DE PROTECCIÓN DE TESTIGOS QUE MODIFICA EL CÓDIGO PENAL", 1, true), plainBlock("Promulgada el 9 de enero de 2018")},
			corpus.Law{ID: "xx/act/2018/19-580", Type: "act", Number: "19.580", Title: "LEY DE PROTECCIÓN DE TESTIGOS QUE MODIFICA EL CÓDIGO PENAL", Date: corpus.Date{Year: 2018, Month: 1, Day: 9}, Year: 2018},
		},
		{
			"a title that goes on in the next block", "es", "",
			[]Block{heading("Ley Nº 574 - LEY INTEGRAL CONTRA EL LAVADO. DEROGACIÓN DE", 1.5, true), heading("ARTÍCULOS DEL DECRETO LEY 294 Y LA LEY 835", 1.5, false), plainBlock("CAPÍTULO I")},
			corpus.Law{ID: "xx/act/574", Type: "act", Number: "574", Title: "Ley Nº 574 - LEY INTEGRAL CONTRA EL LAVADO. DEROGACIÓN DE ARTÍCULOS DEL DECRETO LEY 294 Y LA LEY 835"},
		},
		{
			"German", "de", "",
			[]Block{{Kind: Heading, Level: 1, Lines: []Line{{Text: "Grenzwachgesetz (GWG)", Size: 2, Bold: true}}}, plainBlock("vom 11. Dezember 2001")},
			corpus.Law{ID: "xx/act/2001/grenzwachgesetz-gwg", Type: "act", Title: "Grenzwachgesetz (GWG)", Date: corpus.Date{Year: 2001, Month: 12, Day: 11}, Year: 2001},
		},
		{
			"Russian, repealed, date under the title", "ru", "Complex",
			[]Block{plainBlock("Утратил силу - Закон от 14.11.2012 г. № 137"), {Lines: []Line{{Text: "ЗАКОН О ПОРТАХ ВАРЛАНДИИ", Bold: true, Center: true, Size: 1}, {Text: "2006-06-03", Center: true, Size: 1}}}},
			corpus.Law{ID: "xx/act/2006/закон-о-портах-варландии", Type: "act", Title: "ЗАКОН О ПОРТАХ ВАРЛАНДИИ", Date: corpus.Date{Year: 2006, Month: 6, Day: 3}, Year: 2006, Status: "repealed"},
		},
		{
			"Russian, signed at the end", "ru", "",
			[]Block{heading("Лесной кодекс Варландии", 1, true), plainBlock("Статья 1. Леса принадлежат народу."), plainBlock("Президент А. Варский"), plainBlock("Москва, Кремль"), plainBlock("13 июня 1996 года"), plainBlock("№ 63-ФЗ")},
			corpus.Law{ID: "xx/code/1996/63-фз", Type: "code", Number: "63-ФЗ", Title: "Лесной кодекс Варландии", Date: corpus.Date{Year: 1996, Month: 6, Day: 13}, Year: 1996},
		},
		{
			"Chinese", "zh", "",
			[]Block{heading("瓦兰共和国证人保护法", 1.5, true), plainBlock("（二〇〇七年十二月二十九日国会通过）")},
			corpus.Law{ID: "xx/act/2007/瓦兰共和国证人保护法", Type: "act", Title: "瓦兰共和国证人保护法", Date: corpus.Date{Year: 2007, Month: 12, Day: 29}, Year: 2007},
		},
		{
			"Arabic, Hijri date kept", "ar", "",
			[]Block{heading("نظام حماية الشهود", 1.5, true), plainBlock("صدر بالمرسوم رقم (١٢) وتاريخ ١٤٣٠/٧/٢١ الموافق ١٤ يوليو ٢٠٠٩")},
			corpus.Law{ID: "xx/act/2009/12", Type: "act", Number: "12", Title: "نظام حماية الشهود", Date: corpus.Date{Year: 2009, Month: 7, Day: 14}, Year: 2009, Extra: map[string]string{"date_hijri": "1430/7/21"}},
		},
	} {
		doc := &Document{Title: c.stated, Blocks: c.blocks}
		got := Identify(doc, nil, c.language, Hint{Name: "in/folder/file.pdf", Country: "XX"})
		c.want.Country, got.Confidence = "XX", nil
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestFindCountry(t *testing.T) {
	for _, c := range []struct{ name, path, title, front, language, want string }{
		{"front", "", "Firearms Act", "LAWS OF KENYA\nFirearms Act", "en", "KE"},
		{"a name within a name", "", "Mining Act", "Republic of Nigeria", "en", "NG"},
		{"not the state that it extradites to", "", "Extradition Act", "Republic of Ghana\nAn Act for extradition to Togo", "en", "GH"},
		{"Arabic bank is not Egypt", "", "نظام المصرف", "نظام المصرف المركزي", "ar", ""},
		{"Arabic with a preposition", "", "قانون", "قانون العقوبات بالكويت", "ar", "KW"},
		{"address", "", "Act", "See www.parliament.gov.zm for more", "en", "ZM"},
		{"folder", "laws/uy/19580.html", "Ley Nº 19580", "Ley Nº 19580", "es", "UY"},
		{"language of one state", "", "Törvény", "Törvény", "hu", "HU"},
		{"nothing", "", "Act", "An Act", "en", ""},
		{"a court is no state", "", "Firearms Act", "Appeals lie to the Circuit Court", "en", ""},
		{"folders of common words", "in/no/is/act.html", "Firearms Act", "Firearms Act", "en", ""},
		{"folder of a language", "laws/ar/act.html", "قانون", "قانون", "ar", ""},
		{"folder of a state and its language", "laws/fr/loi.html", "Loi", "Loi", "fr", "FR"},
		{"a name that is a river too, in its formal form", "", "Loi", "REPUBLIQUE DU NIGER\nLoi", "fr", "NE"},
		{"traditional characters", "", "中華人民共和國反洗錢法", "中華人民共和國主席令", "zh", "CN"},
		{"Taiwan", "", "洗錢防制法", "中華民國八十五年十月二十三日", "zh", "TW"},
		{"Hong Kong", "", "有組織及嚴重罪行條例", "香港法例第455章\n有組織及嚴重罪行條例", "zh", "HK"},
		{"an adjective", "", "Loi", "République togolaise", "fr", "TG"},
	} {
		if got, _ := findCountry(c.path, c.title, c.front, &Document{}, c.language); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLawID(t *testing.T) {
	for _, c := range []struct {
		law  corpus.Law
		want corpus.URI
	}{
		{corpus.Law{Country: "KE", Type: "act", Year: 2010, Number: "8"}, "ke/act/2010/8"},
		{corpus.Law{Country: "RU", Type: "code", Year: 1996, Number: "63-ФЗ"}, "ru/code/1996/63-фз"},
		{corpus.Law{Country: "IE", Type: "act", Title: "Firearms Act, 1925", Year: 1925}, "ie/act/1925/firearms-act-1925"},
		{corpus.Law{}, "xx/law/untitled"},
	} {
		if got := LawID(&c.law); got != c.want {
			t.Errorf("LawID(%+v) = %q, want %q", c.law, got, c.want)
		}
		if _, err := corpus.ParseURI(string(LawID(&c.law))); err != nil {
			t.Error(err)
		}
	}
}

func TestFindStatus(t *testing.T) {
	for _, c := range []struct{ title, front, want string }{
		{"Firearms Act [Repealed]", "", "repealed"},
		{"Ley de Bosques", "Ley de Bosques\nDerogada por Ley 20.000", "repealed"},
		{"Ley de Bosques", "VISTO: que la Ley 1.340 fue derogada por la Ley 2.000", ""},
		{"Lei das Florestas", "Fica a Lei anterior revogada", ""},
		{"О лесах", "Утратил силу - Закон от 14.11.2012", "repealed"},
		{"Forests Bill", "", "bill"},
	} {
		if got := findStatus(c.title, c.front); got != c.want {
			t.Errorf("findStatus(%q, %q) = %q, want %q", c.title, c.front, got, c.want)
		}
	}
}

func TestYearIn(t *testing.T) {
	for title, want := range map[string]int{
		"Firearms Act 1925": 1925, "Narcotics (Vienna Convention 1988) Act": 0, "Act on the Convention of 2000, 2003": 2003, "Ley Nº 1970": 0, "2012. évi C. törvény": 2012, "Forests (GwG 2017)": 2017, "Act 1,925": 0,
	} {
		if got := yearIn(title); got != want {
			t.Errorf("yearIn(%q) = %d, want %d", title, got, want)
		}
	}
	if got := yearOfNumber("Loi n° 2010-86 portant lutte contre le vol", "", "fr"); got != 2010 {
		t.Errorf("yearOfNumber = %d, want 2010", got)
	}
}
