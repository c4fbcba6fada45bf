package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// TestIdentify_Covers reads how laws begin in the forms of many states, as plain paragraphs without any type to tell a title by: the hardest that a site or
// a scan leaves. The laws are fictional. Wanted: title | type | number | date, or the year where no day is known.
func TestIdentify_Covers(t *testing.T) {
	for _, c := range []struct{ language, cover, want string }{
		{"it", "LEGGE 11 agosto 2003, n. 228\nMisure contro il traffico di boschi. (GU n.195 del 23-8-2003)\nLa Camera dei deputati ed il Senato della Repubblica hanno approvato;\nArt. 1.\n1. Testo.",
			"LEGGE 11 agosto 2003, n. 228 Misure contro il traffico di boschi | act | 228 | 2003-08-11"},
		{"it", "DECRETO LEGISLATIVO 4 marzo 2014, n. 24\nAttuazione della direttiva sui boschi.\nIL PRESIDENTE DELLA REPUBBLICA\nArt. 1.\nTesto.",
			"DECRETO LEGISLATIVO 4 marzo 2014, n. 24 Attuazione della direttiva sui boschi | decree | 24 | 2014-03-04"},
		{"pl", "USTAWA\nz dnia 29 lipca 2005 r.\no przeciwdziałaniu kradzieży lasów\nRozdział 1\nArt. 1. Ustawa określa zasady.",
			"USTAWA z dnia 29 lipca 2005 r. o przeciwdziałaniu kradzieży lasów | act |  | 2005-07-29"},
		{"uk", "ЗАКОН УКРАЇНИ\nПро протидію крадіжкам лісу\n(Відомості Верховної Ради України (ВВР), 2012, № 19-20, ст.173)\nЦей Закон визначає засади.\nСтаття 1. Терміни",
			"ЗАКОН УКРАЇНИ Про протидію крадіжкам лісу | act |  | 0"},
		{"uk", "ЗАКОН УКРАЇНИ\nПро лісових вартових\nВерховна Рада України постановляє:\nСтаття 1. Терміни\n1. Текст.\nПрезидент України\nм. Київ\n20 вересня 2011 року\n№ 3739-VI",
			"ЗАКОН УКРАЇНИ Про лісових вартових | act | 3739-VI | 2011-09-20"},
		{"id", "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 21 TAHUN 2007\nTENTANG\nPEMBERANTASAN PENCURIAN HUTAN\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nMenimbang: a. bahwa hutan;\nPasal 1\nTeks.",
			"UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 21 TAHUN 2007 TENTANG PEMBERANTASAN PENCURIAN HUTAN | act | 21 | 2007"},
		{"ja", "平成三年法律第九十四号\n森林の窃取を防止するための法律\n第一章　総則\n第一条　この法律は、森林を守る。", "森林の窃取を防止するための法律 | act | 94 | 1991"},
		{"ja", "森林窃取防止法\n（令和元年五月三十一日法律第十六号）\n第一条　この法律は、森林を守る。", "森林窃取防止法 | act | 16 | 2019-05-31"},
		{"ko", "산림절도 방지에 관한 법률\n[시행 2023. 1. 1.] [법률 제18096호, 2021. 4. 20., 제정]\n제1조(목적) 이 법은 산림을 보호한다.", "산림절도 방지에 관한 법률 | act | 18096 | 2021-04-20"},
		{"zh", "森林盜竊防制法\n中華民國九十八年一月二十三日總統華總一義字第09800019331號令制定公布\n第一條　為保護森林，特制定本法。", "森林盜竊防制法 | act |  | 2009-01-23"},
		{"th", "พระราชบัญญัติ\nป้องกันและปราบปรามการลักไม้\nพ.ศ. ๒๕๕๑\nมาตรา ๑ พระราชบัญญัตินี้เรียกว่าพระราชบัญญัติป่า", "พระราชบัญญัติ ป้องกันและปราบปรามการลักไม้ พ.ศ. ๒๕๕๑ | act |  | 2008"},
		{"tr", "ORMAN HIRSIZLIĞIYLA MÜCADELE KANUNU\nKanun Numarası : 6458\nKabul Tarihi : 4/4/2013\nYayımlandığı Resmî Gazete : Tarih: 11/4/2013 Sayı : 28615\nMADDE 1 – (1) Amaç.", "ORMAN HIRSIZLIĞIYLA MÜCADELE KANUNU | act | 6458 | 2013-04-04"},
		{"fa", "قانون مبارزه با سرقت جنگل\nمصوب ۱۳۸۳/۴/۲۸\nماده ۱ - متن.", "قانون مبارزه با سرقت جنگل | act |  | 2004-07-18"},
		{"pt", "LEI Nº 12.345, DE 6 DE OUTUBRO DE 2016.\nDispõe sobre a prevenção do furto de florestas.\nO PRESIDENTE DA REPÚBLICA Faço saber que o Congresso Nacional decreta:\nArt. 1º Texto.", "LEI Nº 12.345, DE 6 DE OUTUBRO DE 2016. Dispõe sobre a prevenção do furto de florestas | act | 12.345 | 2016-10-06"},
		{"pt", "Lei n.º 60/2013, de 23 de agosto\nProcede à alteração da lei das florestas\nA Assembleia da República decreta o seguinte:\nArtigo 1.º\nTexto.", "Lei n.º 60/2013, de 23 de agosto Procede à alteração da lei das florestas | act | 60/2013 | 2013-08-23"},
		{"es", "Ley Orgánica 10/1995, de 23 de noviembre, de los Bosques.\nJUAN CARLOS I\nREY DE ESPAÑA\nArtículo 1.\nTexto.", "Ley Orgánica 10/1995, de 23 de noviembre, de los Bosques | act | 10/1995 | 1995-11-23"},
		{"es", "LEY 26.364\nPREVENCION Y SANCION DEL ROBO DE BOSQUES\nSancionada: Abril 9 de 2008\nPromulgada de Hecho: Abril 29 de 2008\nArtículo 1º — Objeto.", "LEY 26.364 PREVENCION Y SANCION DEL ROBO DE BOSQUES | act | 26.364 | 2008-04-09"},
		{"ar", "ظهير شريف رقم 1.16.127 صادر في 21 من ذي القعدة 1437 (25 أغسطس 2016) بتنفيذ القانون رقم 27.14 المتعلق بمكافحة سرقة الغابات\nالمادة 1\nنص.",
			"ظهير شريف رقم 1.16.127 صادر في 21 من ذي القعدة 1437 (25 أغسطس 2016) بتنفيذ القانون رقم 27.14 المتعلق بمكافحة سرقة الغابات | decree | 1.16.127 | 2016-08-25"},
		{"ar", "قانون أساسي عدد 61 لسنة 2016 مؤرخ في 3 أوت 2016 يتعلق بمنع سرقة الغابات\nالفصل 1 - نص.", "قانون أساسي عدد 61 لسنة 2016 مؤرخ في 3 أوت 2016 يتعلق بمنع سرقة الغابات | act | 61 | 2016-08-03"},
		{"ar", "قانون رقم 64 لسنة 2010\nبشأن مكافحة سرقة الغابات\nباسم الشعب\nرئيس الجمهورية\nقرر مجلس الشعب القانون الآتي نصه\nالمادة 1\nنص.", "قانون رقم 64 لسنة 2010 بشأن مكافحة سرقة الغابات | act | 64 | 2010"},
		{"vi", "QUỐC HỘI\nLuật số: 66/2011/QH12\nHà Nội, ngày 29 tháng 3 năm 2011\nLUẬT\nPHÒNG, CHỐNG TRỘM RỪNG\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi", "LUẬT PHÒNG, CHỐNG TRỘM RỪNG | act | 66/2011/QH12 | 2011-03-29"},
		{"ro", "LEGE nr. 678 din 21 noiembrie 2001\nprivind prevenirea furtului de păduri\nParlamentul României adoptă prezenta lege.\nArt. 1. - Text.", "LEGE nr. 678 din 21 noiembrie 2001 privind prevenirea furtului de păduri | act | 678 | 2001-11-21"},
		{"hu", "2012. évi C. törvény\na lopott erdőkről\n1. § Szöveg.", "2012. évi C. törvény a lopott erdőkről | act | C | 2012"},
		{"cs", "40/2009 Sb.\nZÁKON\nze dne 8. ledna 2009\no lesích\nParlament se usnesl:\n§ 1\nText.", "ZÁKON ze dne 8. ledna 2009 o lesích | act | 40/2009 | 2009-01-08"},
		{"sk", "300\nZÁKON\nz 20. mája 2005\no lesoch\nNárodná rada sa uzniesla:\n§ 1\nText.", "ZÁKON z 20. mája 2005 o lesoch | act |  | 2005-05-20"},
		{"el", "ΝΟΜΟΣ ΥΠ’ ΑΡΙΘ. 4251\nΚώδικας Δασών και λοιπές διατάξεις.\nΕκδίδομε τον ακόλουθο νόμο:\nΆρθρο 1\nΚείμενο.", "ΝΟΜΟΣ ΥΠ’ ΑΡΙΘ. 4251 Κώδικας Δασών και λοιπές διατάξεις | act | 4251 | 0"},
		{"sq", "LIGJ\nNr. 7895, datë 27.1.1995\nPËR PYJET\nKUVENDI I REPUBLIKËS SË SHQIPËRISË\nNeni 1\nTekst.", "LIGJ Nr. 7895, datë 27.1.1995 PËR PYJET | act | 7895 | 1995-01-27"},
		{"de", "Kurztitel\nWaldschutzgesetz\nKundmachungsorgan\nBGBl. I Nr. 112/1997\nText\n§ 1. (1) Der Wald wird geschützt.", "Waldschutzgesetz | act | 112/1997 | 1997"},
		{"de", "311.9\nBundesgesetz über den Wald\n(Waldgesetz, WaG)\nvom 4. Oktober 1991 (Stand am 1. Januar 2022)\nDie Bundesversammlung beschliesst:\nArt. 1\nText.", "Bundesgesetz über den Wald (Waldgesetz, WaG) | act |  | 1991-10-04"},
		{"nl", "Boswet\nWet van 12 mei 1928, tot vaststelling van bepalingen betreffende het bos\nArtikel 1\nTekst.", "Boswet | act |  | 1928-05-12"},
		{"sv", "Skogsvårdslag (1979:429)\nUtfärdad: 1979-06-14\n1 § Skogen.", "Skogsvårdslag (1979:429) | act | 1979:429 | 1979-06-14"},
		{"nb", "Lov om skogbruk (skogbrukslova)\nDato LOV-2005-05-27-31\nDepartement Landbruks- og matdepartementet\n§ 1. Formål", "Lov om skogbruk (skogbrukslova) | act | 2005-05-27-31 | 2005-05-27"},
		{"da", "Lov om skove\nLOV nr 453 af 09/06/2004\nVI MARGRETHE DEN ANDEN gør vitterligt:\n§ 1. Loven.", "Lov om skove | act | 453 | 2004-06-09"},
		{"lt", "LIETUVOS RESPUBLIKOS\nMIŠKŲ\nĮSTATYMAS\n1994 m. lapkričio 22 d. Nr. I-671\nVilnius\n1 straipsnis. Paskirtis", "LIETUVOS RESPUBLIKOS MIŠKŲ ĮSTATYMAS | act | I-671 | 1994-11-22"},
		{"hr", "HRVATSKI SABOR\n2490\nNa temelju članka 89. Ustava donosim\nODLUKU\nO PROGLAŠENJU ZAKONA O ŠUMAMA\nZAKON\nO ŠUMAMA\nČlanak 1.\nTekst.", "ZAKON O ŠUMAMA | act |  | 0"},
		{"bg", "ЗАКОН ЗА ГОРИТЕ\nОбн., ДВ, бр. 19 от 8.03.2011 г., в сила от 9.04.2011 г.\nЧл. 1. Текст.", "ЗАКОН ЗА ГОРИТЕ | act |  | 2011-03-08"},
		{"am", "አዋጅ ቁጥር 909/2007\nየደን ልማት አዋጅ\nአንቀጽ 1\nጽሑፍ።", "የደን ልማት አዋጅ | proclamation | 909/2007 | 0"},
		{"hi", "वन संरक्षण अधिनियम, 1980\n(1980 का अधिनियम संख्यांक 69)\n[27 दिसम्बर, 1980]\n1. संक्षिप्त नाम", "वन संरक्षण अधिनियम, 1980 | act | 69 | 1980-12-27"},
		{"bn", "বন সংরক্ষণ আইন, ২০১২\n( ২০১২ সনের ৩ নং আইন )\n[ ২০ ফেব্রুয়ারি, ২০১২ ]\n১। সংক্ষিপ্ত শিরোনাম", "বন সংরক্ষণ আইন, ২০১২ | act | 3 | 2012-02-20"},
		{"ms", "Undang-Undang Malaysia\nAkta 670\nAKTA ANTICURI HUTAN 2007\nTarikh Perkenan Diraja: 18 Julai 2007\n1. Tajuk ringkas", "AKTA ANTICURI HUTAN 2007 | act | 670 | 2007-07-18"},
		{"fr", "LOI N° 2005-06 du 10 mai 2005\nrelative à la lutte contre le vol de forêts\nL'Assemblée nationale a adopté ;\nArticle premier. - Texte.", "LOI N° 2005-06 du 10 mai 2005 relative à la lutte contre le vol de forêts | act | 2005-06 | 2005-05-10"},
		{"en", "THE FOREST THEFT (PREVENTION) ACT, 1956\nACT NO. 104 OF 1956\n[30th December, 1956]\nAn Act to prevent the theft of forests.\n1. Short title", "THE FOREST THEFT (PREVENTION) ACT, 1956 | act | 104 | 1956-12-30"},
		{"en", "[REPUBLIC ACT NO. 9208, May 26, 2003]\nAN ACT TO INSTITUTE POLICIES TO ELIMINATE THEFT OF FORESTS\nBe it enacted:\nSection 1. Title. - This Act shall be known as the \"Anti-Theft of Forests Act of 2003\".", "Anti-Theft of Forests Act of 2003 | act | 9208 | 2003-05-26"},
		{"en", "CHAPTER 94\nFORESTS ACT\nACTS NOS. 19 OF 2008 AND 7 OF 2010\nCommencement: 1 January 2009\n1. This Act may be cited as the Forests Act.", "FORESTS ACT | act | 94 | 2008"},
	} {
		doc := &Document{}
		for line := range strings.SplitSeq(c.cover, "\n") {
			doc.Blocks = append(doc.Blocks, plainBlock(line))
		}
		provisions, _ := Segment(doc, c.language)
		law := Identify(doc, provisions, c.language, Hint{Country: "XX"})
		when := law.Date.String()
		if law.Date.IsZero() {
			when = fmt.Sprint(law.Year)
		}
		if got := strings.Join([]string{law.Title, law.Type, law.Number, when}, " | "); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.language, got, c.want)
		}
	}
}
