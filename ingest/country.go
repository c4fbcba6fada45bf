package ingest

import (
	"path"
	"strings"
)

// findCountry takes the jurisdiction from the words of the front matter: "Republic of Kenya", "Laws of Malaysia", "Российской Федерации". The path helps
// where a folder is named after a country code. "" where nothing tells.
func findCountry(name, front string) string {
	low := strings.ToLower(front)
	best, at := "", len(low)+1
	for _, c := range countries {
		for n := range strings.SplitSeq(c.names, "|") {
			if i := strings.Index(low, n); i >= 0 && i < at {
				best, at = c.code, i
			}
		}
	}
	if best != "" {
		return best
	}
	for dir := range strings.SplitSeq(path.Dir(strings.ReplaceAll(name, `\`, "/")), "/") {
		if len(dir) == 2 {
			for _, c := range countries {
				if strings.EqualFold(c.code, dir) {
					return c.code
				}
			}
		}
	}
	return ""
}

// countries: how states name themselves on the front of their laws, lower case.
var countries = []struct{ code, names string }{
	{"AE", "united arab emirates|الإمارات العربية المتحدة"}, {"AR", "república argentina|nación argentina"}, {"AT", "republik österreich|österreichische"},
	{"AU", "commonwealth of australia"}, {"BD", "bangladesh"}, {"BE", "royaume de belgique|koninkrijk belgië"}, {"BH", "مملكة البحرين"}, {"BO", "estado plurinacional de bolivia|república de bolivia"},
	{"BR", "república federativa do brasil|presidência da república"}, {"BW", "botswana"}, {"BY", "республики беларусь"}, {"CA", "parliament of canada|statutes of canada|lois du canada"},
	{"CH", "schweizerische eidgenossenschaft|confédération suisse"}, {"CI", "côte d'ivoire|cote d'ivoire"}, {"CL", "república de chile"}, {"CM", "république du cameroun|republic of cameroon"},
	{"CN", "中华人民共和国"}, {"CO", "república de colombia|congreso de colombia"}, {"CR", "república de costa rica"}, {"CU", "república de cuba"}, {"DE", "bundesrepublik deutschland|der bundestag"},
	{"DZ", "الجمهورية الجزائرية|république algérienne"}, {"EC", "república del ecuador"}, {"EG", "جمهورية مصر العربية|مصر"}, {"ES", "reino de españa|boletín oficial del estado"}, {"ET", "ethiopia"},
	{"FJ", "republic of fiji|laws of fiji"}, {"FR", "république française"}, {"GB", "parliament of the united kingdom|lords spiritual and temporal"}, {"GH", "republic of ghana|parliament of ghana"},
	{"HK", "hong kong"}, {"ID", "republik indonesia"}, {"IE", "oireachtas"}, {"IN", "republic of india|parliament in the|india"}, {"IQ", "جمهورية العراق|العراق"}, {"IR", "جمهوری اسلامی ایران"},
	{"IT", "repubblica italiana"}, {"JM", "jamaica"}, {"JO", "المملكة الأردنية الهاشمية|الأردن"}, {"JP", "日本国"}, {"KE", "republic of kenya|laws of kenya|kenya gazette"}, {"KR", "대한민국"},
	{"KW", "دولة الكويت|الكويت"}, {"KZ", "республики казахстан"}, {"LB", "الجمهورية اللبنانية"}, {"LK", "democratic socialist republic of sri lanka|sri lanka"}, {"LY", "ليبيا"},
	{"MA", "المملكة المغربية|royaume du maroc"}, {"MM", "myanmar"}, {"MU", "mauritius"}, {"MW", "malawi"}, {"MX", "estados unidos mexicanos"}, {"MY", "laws of malaysia|malaysia"}, {"MZ", "república de moçambique"},
	{"NA", "republic of namibia"}, {"NG", "federal republic of nigeria|nigeria"}, {"NL", "koninkrijk der nederlanden|staatsblad"}, {"NP", "nepal"}, {"NZ", "parliament of new zealand|new zealand"},
	{"OM", "سلطنة عمان"}, {"PE", "república del perú|congreso de la república del perú"}, {"PH", "republic of the philippines|philippines"}, {"PK", "pakistan"}, {"PL", "rzeczypospolitej polskiej"},
	{"PT", "assembleia da república"}, {"PY", "república del paraguay|nación paraguaya"}, {"QA", "دولة قطر|قطر"}, {"RU", "российской федерации|рсфср|российская федерация"}, {"RW", "republic of rwanda|rwanda"},
	{"SA", "المملكة العربية السعودية|بمرسوم ملكي"}, {"SD", "السودان"}, {"SG", "republic of singapore|singapore"}, {"SN", "république du sénégal"}, {"SY", "الجمهورية العربية السورية"},
	{"TH", "ราชอาณาจักรไทย"}, {"TN", "الجمهورية التونسية|république tunisienne"}, {"TR", "türkiye"}, {"TZ", "tanzania"}, {"UA", "україни"}, {"UG", "republic of uganda|uganda"},
	{"US", "united states of america|congress assembled"}, {"UY", "república oriental del uruguay|senado y la cámara de representantes de la república oriental"}, {"UZ", "республики узбекистан"},
	{"VE", "república bolivariana de venezuela"}, {"VN", "cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa"}, {"YE", "الجمهورية اليمنية"}, {"ZA", "republic of south africa|south africa"},
	{"ZM", "republic of zambia|laws of zambia|zambia"}, {"ZW", "zimbabwe"},
}
