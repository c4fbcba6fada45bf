package ingest

import (
	"path"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/pandect/pandect/corpus"
)

// How much a mention of a state says. A law names its own state most; one on extradition or a treaty names others too, but not on its
// front. The language's or the script's own state is a guess that any mention outweighs.
const (
	inTitle    = 3.0
	onFront    = 2.0 // once for each place, to three
	formalName = 4.0 // "Republic of Kenya", "中华人民共和国"
	inDomain   = 4.0 // www.parliament.gov.xx
	inPath     = 1.5 // a folder called xx
	inWording  = 0.5 // each mention, to six
	ownScript  = 0.4
	leastSure  = 0.9
)

// findCountry takes the jurisdiction (ISO 3166-1 alpha-2) from the title, the front matter, the wording, the addresses printed in it and the
// path. "" where nothing tells; sure is 0 to 1.
func findCountry(name, title, front string, doc *Document, lang string) (code string, sure float64) {
	wording, low, head := compared(wordingSample(doc)), compared(front), compared(title)
	scores := map[string]float64{}
	for _, c := range formalNames {
		for n := range strings.SplitSeq(corpus.FoldHan(c.names), "|") {
			if mentions(low, n) > 0 {
				scores[c.code] += formalName
			}
			scores[c.code] += inWording * float64(min(3, mentions(wording, n)))
		}
	}
	for _, s := range stateNames(lang) {
		if !strings.Contains(wording, s.name) && !strings.Contains(low, s.name) {
			continue
		}
		if mentions(head, s.name) > 0 {
			scores[s.code] += inTitle
		}
		scores[s.code] += onFront*float64(min(3, mentions(low, s.name))) + inWording*float64(min(6, mentions(wording, s.name)))
	}
	for _, m := range address.FindAllStringSubmatch(low+" "+wording, 5) {
		code := strings.ToUpper(m[1])
		if code == "UK" {
			code = "GB"
		}
		scores[code] += inDomain
	}
	for dir := range strings.SplitSeq(path.Dir(strings.ReplaceAll(name, `\`, "/")), "/") {
		if len(dir) == 2 && isCountry(strings.ToUpper(dir)) && !commonFolder[dir] && (dir != lang || spokenIn(lang, dir)) {
			scores[strings.ToUpper(dir)] += inPath
		}
	}
	if code := soleState[lang]; code != "" {
		scores[code] += ownScript
	}
	return heaviest(scores)
}

// compared is a text as names are looked for in it: lower case, one apostrophe, one form for every Chinese character.
func compared(s string) string { return corpus.FoldHan(apostrophes.Replace(strings.ToLower(s))) }

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʻ", "'", "ʼ", "'", "`", "'")

// certainly is the weight of mentions beyond which more add nothing.
const certainly = 3.0

// heaviest is surer the heavier the state is, and the lighter the next.
func heaviest(scores map[string]float64) (code string, sure float64) {
	codes := make([]string, 0, len(scores))
	for c, s := range scores {
		if s > 0 {
			codes = append(codes, c)
		}
	}
	sort.Slice(codes, func(i, j int) bool {
		if scores[codes[i]] != scores[codes[j]] {
			return scores[codes[i]] > scores[codes[j]]
		}
		return codes[i] < codes[j]
	})
	if len(codes) == 0 || scores[codes[0]] < leastSure && len(codes) > 1 {
		return "", 0 // one mention each of several states
	}
	best, next := scores[codes[0]], 0.0
	if len(codes) > 1 {
		next = scores[codes[1]]
	}
	return codes[0], min(1, best/certainly) * (best - next/2) / best
}

// commonFolder are codes that are words of names of folders: "in", "no".
var commonFolder = map[string]bool{"as": true, "at": true, "be": true, "by": true, "do": true, "id": true, "in": true, "is": true, "it": true, "la": true, "me": true, "my": true, "no": true, "so": true, "to": true, "us": true}

// spokenIn says whether a folder that is called as the language of the file may be a country as well: de, fr, not ar.
func spokenIn(lang, code string) bool {
	tag, err := language.Parse("und-" + strings.ToUpper(code))
	if err != nil {
		return false
	}
	base, _ := tag.Base()
	return base.String() == lang
}

// address is a government's web address: www.documents.gov.xx.
var address = regexp.MustCompile(`\b(?:gov|gob|gouv|gub|govt|go|gc|parliament|parlamento|jus|mj|moj|planalto\.gov)\.([a-z]{2})\b`)

// mentions counts name in text, whole words only where the script has word boundaries.
func mentions(text, name string) (n int) {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return n
		}
		i += from
		from = i + len(name)
		if bounded(text, i, from) {
			n++
		}
	}
}

func bounded(text string, from, to int) bool {
	first := []rune(text[from:min(len(text), from+4)])
	if len(first) == 0 || unicode.In(first[0], unicode.Han, unicode.Thai) {
		return true
	}
	if unicode.Is(unicode.Hangul, first[0]) { // particles are written onto the word, nothing before it: 비인도적 is not India
		before := []rune(text[max(0, from-3):from])
		return (len(before) == 0 || !unicode.IsLetter(before[len(before)-1])) && to-from > 6
	}
	before := []rune(text[max(0, from-4):from])
	after := []rune(text[to:min(len(text), to+4)])
	if n := len(before); n > 0 && strings.ContainsRune("وبلفك", before[n-1]) { // "and", "in", "for" are written onto the word
		before = before[:n-1]
	}
	return (len(before) == 0 || !unicode.IsLetter(before[len(before)-1])) && (len(after) == 0 || !unicode.IsLetter(after[0]))
}

type stateName struct{ name, code string }

// stateNames are the states' names in English and in a language, lower case, those first that hold another ("equatorial guinea", "guinea").
func stateNames(lang string) []stateName {
	var out []stateName
	seen := map[string]bool{}
	for _, l := range []string{"en", lang} {
		tag, err := language.Parse(l)
		if err != nil {
			continue
		}
		namer := display.Regions(tag)
		if namer == nil {
			continue
		}
		for code := range strings.FieldsSeq(stateCodes) {
			region, err := language.ParseRegion(code)
			if err != nil {
				continue
			}
			name := compared(namer.Name(region))
			if len(name) > 3 && !seen[name] && !ambiguous[name] {
				seen[name] = true
				out = append(out, stateName{name, code})
			}
		}
	}
	return out
}

func isCountry(code string) bool { return strings.Contains(" "+stateCodes+" ", " "+code+" ") }

// stateCodes are the members and observers of the United Nations and the territories that make law of their own.
const stateCodes = "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY " +
	"HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA " +
	"RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW"

// ambiguous names are words of other kinds, or parts of other states' names.
var ambiguous = map[string]bool{"georgia": true, "guinea": true, "niger": true, "mali": true, "chad": true, "togo": true, "jordan": true, "dominica": true, "congo": true,
	"مالي": true, "قطر": true, "عمان": true, "عُمان": true, "того": true, "мали": true, "чад": true, "перу": true, "гана": true, "куба": true, "tschad": true, "malí": true}

// soleState is the state that a language of laws belongs to, where it is one.
var soleState = map[string]string{
	"hu": "HU", "pl": "PL", "cs": "CZ", "sk": "SK", "sl": "SI", "bg": "BG", "lt": "LT", "lv": "LV", "et": "EE", "fi": "FI", "is": "IS", "da": "DK", "sv": "SE", "nb": "NO", "uk": "UA", "be": "BY", "mk": "MK",
	"hy": "AM", "ka": "GE", "az": "AZ", "kk": "KZ", "ky": "KG", "tg": "TJ", "mn": "MN", "he": "IL", "ja": "JP", "ko": "KR", "th": "TH", "lo": "LA", "km": "KH", "my": "MM", "vi": "VN", "id": "ID", "ne": "NP", "hi": "IN",
	"si": "LK", "fa": "IR", "ps": "AF", "am": "ET", "so": "SO", "rw": "RW", "mg": "MG", "mt": "MT", "sq": "AL", "dv": "MV", "dz": "BT", "tl": "PH", "tk": "TM", "el": "GR", "bn": "BD", "uz": "UZ", "hr": "HR", "sr": "RS", "ur": "PK", "tr": "TR", "ms": "MY", "gl": "ES", "ca": "ES", "eu": "ES",
}

// formalNames: how states name themselves on the front of their laws beyond the names that everyone calls them by, lower case; cases of
// inflected languages, institutions that only one state has.
var formalNames = []struct{ code, names string }{
	{"AE", "الإمارات العربية المتحدة"}, {"AR", "república argentina|nación argentina|honorable congreso de la nación argentina"}, {"AT", "republik österreich|österreichische|nationalrat hat beschlossen"}, {"AU", "commonwealth of australia"},
	{"BE", "royaume de belgique|koninkrijk belgië|moniteur belge"}, {"BH", "مملكة البحرين"}, {"BO", "estado plurinacional de bolivia"}, {"BR", "república federativa do brasil|congresso nacional decreta|diário oficial da união"},
	{"BY", "республики беларусь|рэспублікі беларусь"}, {"CA", "parliament of canada|statutes of canada|lois du canada|senate and house of commons of canada"}, {"CH", "schweizerische|schweizerischen eidgenossenschaft|confederazione svizzera|bundesversammlung der schweiz|confédération suisse"},
	{"CI", "côte d'ivoire|cote d'ivoire|côte d’ivoire"}, {"CL", "república de chile|h. congreso nacional ha dado su aprobación|santiago de chile"}, {"CN", "中华人民共和国|全国人民代表大会|国务院"}, {"CO", "congreso de colombia|república de colombia"}, {"CD", "république démocratique du congo"}, {"CG", "république du congo"},
	{"DE", "bundesrepublik deutschland|der bundestag|bundesgesetzblatt|bundesministerium"}, {"DZ", "الجمهورية الجزائرية|الجزائر"}, {"EC", "asamblea nacional del ecuador|república del ecuador"}, {"EG", "جمهورية مصر العربية|مصر|قرر مجلس الشعب القانون الآتي نصه|قرر مجلس النواب القانون الآتي نصه"},
	{"ES", "reino de españa|boletín oficial del estado|cortes generales|juan carlos i|felipe vi"}, {"ET", "federal negarit gazeta|federal democratic republic of ethiopia"}, {"FR", "république française|journal officiel de la république|en conseil d'etat|en conseil d'état|conseil d’etat"},
	{"GB", "parliament of the united kingdom|lords spiritual and temporal|her majesty's stationery"}, {"GE", "republic of georgia|parliament of georgia|law of georgia"}, {"IE", "oireachtas|garda síochána|dáil éireann|saorstát"}, {"IN", "republic of india|gazette of india"}, {"IQ", "جمهورية العراق|العراق"}, {"IR", "جمهوری اسلامی ایران|مجلس شورای اسلامی"},
	{"IT", "repubblica italiana|gazzetta ufficiale"}, {"JO", "المملكة الأردنية الهاشمية|الأردن|hashemite kingdom of jordan"}, {"KE", "laws of kenya|kenya gazette"}, {"KG", "кыргызской республики"}, {"KW", "دولة الكويت|الكويت"}, {"KZ", "республики казахстан|қазақстан республикасы"},
	{"LB", "الجمهورية اللبنانية|لبنان"}, {"LK", "democratic socialist republic of sri lanka"}, {"LY", "ليبيا"}, {"MA", "المملكة المغربية|الطابع الشريف|ظهيرنا الشريف|royaume du maroc|dahir"}, {"MD", "republicii moldova|республики молдова"}, {"MX", "estados unidos mexicanos|diario oficial de la federación"}, {"MY", "laws of malaysia|yang di-pertuan agong"},
	{"MZ", "república de moçambique"}, {"NG", "federal republic of nigeria|laws of the federation"}, {"NL", "koninkrijk der nederlanden|staatsblad|staten-generaal"}, {"NZ", "parliament of new zealand"}, {"OM", "سلطنة عمان"}, {"PE", "congreso de la república del perú|diario oficial el peruano"},
	{"PH", "republic of the philippines|batas pambansa|republic act"}, {"PT", "assembleia da república|diário da república"}, {"PY", "nación paraguaya|república del paraguay"}, {"QA", "دولة قطر"}, {"RO", "parlamentul româniei|monitorul oficial"}, {"RU", "российской федерации|рсфср|российская федерация|государственной думой"},
	{"SA", "المملكة العربية السعودية|بمرسوم ملكي|مجلس الوزراء السعودي|السعوديين|السعودية"}, {"SD", "السودان"}, {"SY", "الجمهورية العربية السورية|سورية"}, {"TJ", "республики таджикистан|ҷумҳурии тоҷикистон"}, {"TN", "الجمهورية التونسية|تونس"}, {"TR", "türkiye|resmî gazete|resmi gazete"}, {"TZ", "jamhuri ya muungano wa tanzania"},
	{"UA", "верховна рада|україни"}, {"US", "congress assembled|united states code"}, {"UY", "república oriental del uruguay|oriental del uruguay"}, {"UZ", "республики узбекистан|o'zbekiston respublikasi|o'zbekiston respublikasining|ўзбекистон республикаси"}, {"VE", "república bolivariana de venezuela"},
	{"VN", "cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa"}, {"YE", "الجمهورية اليمنية|اليمن"}, {"ZA", "republic of south africa|government gazette of south africa"}, {"ZM", "laws of zambia"},
	{"INT", "the states parties to this|les états parties à la présente|les états parties au présent|los estados partes en|os estados partes na presente|государства-участники настоящ|الدول الأطراف في هذ|本公约缔约国|本议定书缔约国|high contracting parties|hautes parties contractantes|altas partes contratantes"},
	{"ML", "république du mali|republique du mali"}, {"NE", "république du niger|republique du niger"}, {"TD", "république du tchad|republique du tchad|republic of chad|جمهورية تشاد"}, {"TG", "république togolaise|republique togolaise"},
	{"GN", "république de guinée|republique de guinee|republic of guinea"}, {"DM", "commonwealth of dominica"},
	{"BD", "বাংলাদেশ"}, {"CY", "κυπριακή δημοκρατία|κυπριακής δημοκρατίας"}, {"GR", "εφημερίς της κυβερνήσεως|εφημερίδα της κυβερνήσεως|ελληνικής δημοκρατίας|βουλή των ελλήνων"}, {"HK", "香港特別行政區|香港特别行政区|hong kong special administrative region"},
	{"HR", "hrvatski sabor|narodne novine|republike hrvatske"}, {"IL", "מדינת ישראל|הכנסת"}, {"JP", "日本国|内閣総理大臣"}, {"KR", "대한민국"}, {"KP", "조선민주주의인민공화국"}, {"HK", "香港特別行政區|香港法例"}, {"MO", "澳門特別行政區|região administrativa especial de macau"}, {"PK", "پاکستان|majlis-e-shoora"},
	{"RS", "службени гласник рс|републике србије|republike srbije"}, {"TH", "ราชอาณาจักรไทย|พระบาทสมเด็จพระ"}, {"TW", "中華民國|立法院|民國"}, {"ID", "lembaran negara republik indonesia|presiden republik indonesia"}, {"SN", "république du sénégal|republique du senegal"},
}
