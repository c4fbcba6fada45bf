package ingest

import (
	"strings"
	"unicode"
)

// scripts in the order in which a letter is looked for.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Arabic", unicode.Arabic}, {"Han", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana},
	{"Devanagari", unicode.Devanagari}, {"Hangul", unicode.Hangul}, {"Thai", unicode.Thai}, {"Greek", unicode.Greek}, {"Hebrew", unicode.Hebrew},
	{"Bengali", unicode.Bengali}, {"Tamil", unicode.Tamil}, {"Telugu", unicode.Telugu}, {"Kannada", unicode.Kannada}, {"Malayalam", unicode.Malayalam},
	{"Gujarati", unicode.Gujarati}, {"Gurmukhi", unicode.Gurmukhi}, {"Oriya", unicode.Oriya}, {"Sinhala", unicode.Sinhala}, {"Lao", unicode.Lao},
	{"Khmer", unicode.Khmer}, {"Myanmar", unicode.Myanmar}, {"Tibetan", unicode.Tibetan}, {"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian},
	{"Ethiopic", unicode.Ethiopic}, {"Thaana", unicode.Thaana}, {"Mongolian", unicode.Mongolian},
}

// scriptLanguage is the language of laws in scripts that have one.
var scriptLanguage = map[string]string{
	"Hangul": "ko", "Thai": "th", "Greek": "el", "Hebrew": "he", "Bengali": "bn", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
	"Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Sinhala": "si", "Lao": "lo", "Khmer": "km", "Myanmar": "my", "Tibetan": "dz",
	"Georgian": "ka", "Armenian": "hy", "Ethiopic": "am", "Thaana": "dv", "Mongolian": "mn",
}

// languages that share a script: their commonest words in laws, and letters that the others of the script do not have. A word may stand
// with several languages; what tells neighbours apart (Indonesian and Malay, Czech and Slovak) is what stands with one alone.
var languages = func() []languageWords {
	list := []struct{ code, script, words, letters string }{
		{"en", "Latin", "the of and to in or for by any be is shall a that this under as which with on may not person section act short title", ""},
		{"fr", "Latin", "de la le les des et à du en par ou est dans un une pour sur au aux que qui ne est l' article présente loi", ""},
		{"es", "Latin", "de la el los las y que en del se por a con una un al o para su ley artículo será no lo", "ñ¿"},
		{"pt", "Latin", "de a o os as e que da do dos das em no na por para com ou um uma não lei artigo ao à se", "ãõ"},
		{"de", "Latin", "der die das und des den dem in zu von mit nach ist oder für auf eine einer nicht wird sind im zur absatz", "ßäö"},
		{"it", "Latin", "di il la e che del della dei le per in i con si non è al alla o un una articolo nel dal comma legge", ""},
		{"nl", "Latin", "de het van een en in is op te dat voor aan met door of bij artikel niet wordt zijn deze tot", ""},
		{"sv", "Latin", "och i att som en av för är till det på den med om eller skall ska ett har lag får", "å"},
		{"da", "Latin", "og i at af en til er for på der det den med som om eller ikke skal kan stk efter loven", "æø"},
		{"nb", "Latin", "og i av til er for på som det den med at en eller ikke skal kan etter loven første ledd", "æø"},
		{"is", "Latin", "og að í á til er um sem skal við eða lögum af því fyrir með það ekki grein", "þð"},
		{"fi", "Latin", "ja on tai sekä jos että ei laki lain mukaan momentin säädetään joka myös sitä sen", ""},
		{"et", "Latin", "ja on või ning ei käesoleva seaduse lõike kui selle mis isik seadus", "õ"},
		{"lv", "Latin", "un ir vai par no ar kas uz šā likuma panta ja kā tā nav", "āēīūģķļņ"},
		{"lt", "Latin", "ir arba kad šio įstatymo straipsnio yra iki dėl su ar jei kai nuo kurie", "ėįųūąę"},
		{"pl", "Latin", "i w z na do o się lub oraz nie jest od przez art ust dla ustawy którym po za może", "łąężśćńź"},
		{"cs", "Latin", "a v se na je o nebo s podle zákona odst za ve který jeho při není byl písm to že bez jsou každý", "ěřů"},
		{"sk", "Latin", "a v sa na je o alebo s podľa zákona ods za vo ktorý jeho pri nie bol písm to že aby bez sú každý", "ľĺŕôä"},
		{"sl", "Latin", "in v na se je za ki z da o ali po ne člena tega zakona so če za odstavka", ""},
		{"hr", "Latin", "i u na se je za ili o od članka ovoga zakona koji da ne stavka su iz te", "đ"},
		{"sq", "Latin", "e të në dhe me për një ose nga që së i është neni ligjit kjo nuk", "ë"},
		{"hu", "Latin", "a az és vagy nem hogy e meg is szerinti kell bekezdés törvény ha egy által", "őű"},
		{"ro", "Latin", "de și în a la cu pentru din se sau care prin este al ale nu lege art alin", "șțăşţ"},
		{"tr", "Latin", "ve bir bu ile için veya olarak olan kanun madde göre da de kanunun edilir", "ğışı"},
		{"az", "Latin", "və bu ilə üçün olan və ya qanun maddə edilir tərəfindən haqqında", "ə"},
		{"uz", "Latin", "va bilan uchun yoki ushbu qonun modda bo'lgan mazkur tomonidan", ""},
		{"tk", "Latin", "we bu bilen üçin ýa da kanun madda bolan", "ýňž"},
		{"id", "Latin", "yang dan dengan dalam untuk pada atau di dari oleh sebagaimana dimaksud ini pasal undang ayat setiap bahwa karena adalah dapat tentang tersebut ketentuan orang", ""},
		{"ms", "Latin", "yang dan dengan dalam untuk pada atau di daripada oleh hendaklah ini mana akta seksyen boleh bagi ialah telah subseksyen kepada tidak bahawa seseorang mereka sesiapa perenggan apa-apa iaitu mempunyai adalah", ""},
		{"tl", "Latin", "ang ng sa mga na at ay o para kung hindi batas ito nito alinsunod", ""},
		{"vi", "Latin", "và của các có trong được theo quy định này người luật điều cho không với hoặc khoản", "ơưđạảấầậắặẹếềệịọộớợụứựỳ"},
		{"sw", "Latin", "ya na wa kwa katika au za la kama hii ni sheria kifungu mtu cha chini yoyote hiyo", ""},
		{"so", "Latin", "iyo ee ka ku oo in waa ama sharciga qodobka uu la si", ""},
		{"rw", "Latin", "na mu ya ku cyangwa ko by'iri itegeko ingingo ba muri iyo uyu", ""},
		{"mg", "Latin", "ny sy ao amin'ny dia na ireo izay lalàna andininy", ""},
		{"ht", "Latin", "ak nan pou yo ki la lwa atik oswa yon sou", ""},
		{"ca", "Latin", "de la i el els les que en a del per amb o una un dels llei article aquesta", ""},
		{"eu", "Latin", "eta da dira edo artikulua legea honen ere izango duen dute", ""},
		{"mt", "Latin", "ta li u fil il tal dan kull jew għandu ma bil artikolu minn għal", "ħġżċ"},
		{"ga", "Latin", "an na agus a ar i le nó go de do faoi alt acht", ""},
		{"af", "Latin", "die van en in 'n is of te wat nie vir om hierdie wet artikel word", ""},
		{"la", "Latin", "et in ad de est ut vel non can qui quae sunt", ""},

		{"ru", "Cyrillic", "и в на или не по с за от о при для настоящего статьи к закона его лица либо", "ыэё"},
		{"uk", "Cyrillic", "і в та на або з у до не за що про цього статті закону від для особи", "їєґ"},
		{"be", "Cyrillic", "і ў на або не з па за да ад што для артыкула закона гэтага", "ў"},
		{"bg", "Cyrillic", "и на в за се от или по да не с чл ал при са закона е което", "ъ"},
		{"sr", "Cyrillic", "и у на се је за или о од овог закона члана који да не става су из", "ђћљњџј"},
		{"mk", "Cyrillic", "и на во се за или од член законот овој ќе со што да не", "ѓќѕљњџј"},
		{"kk", "Cyrillic", "және мен немесе осы заң бойынша үшін бабының болып туралы", "әғқңөұүһі"},
		{"ky", "Cyrillic", "жана менен же ушул мыйзам боюнча үчүн беренеси болуп", "ңөү"},
		{"tg", "Cyrillic", "ва дар аз бо ки ё барои ин қонун моддаи мазкур", "ҷҳқғӯӣ"},
		{"mn", "Cyrillic", "ба энэ хуулийн бол нь эсхүл тухай зүйл заасан", "өү"},
		{"uz", "Cyrillic", "ва билан учун ёки ушбу қонун модда", "ўқғҳ"},

		{"ar", "Arabic", "في من على أو إلى هذا التي أن لا كل عن ما المادة القانون النظام بموجب أي مع هذه", "ةىأإؤ"},
		{"fa", "Arabic", "و در به از که را این با یا است برای ماده قانون شود می", "پچژگی"},
		{"ur", "Arabic", "کے کی میں کا اور سے کو یا ہے جو اس پر دفعہ ہو", "ٹڈڑےںھہ"},
		{"ps", "Arabic", "د په او چې کې له دې ماده قانون یا ته کړي", "ټډړښځڅږېۍګڼ"},
		{"ckb", "Arabic", "لە بۆ و ئەم کە بە یان یاسا ماددەی", "ڕڵۆێە"},
		{"ug", "Arabic", "ۋە بۇ بىلەن ياكى قانۇن ماددا ئۈچۈن", "ۇۋېۈۆە"},

		{"hi", "Devanagari", "के की में का और से को या है इस किसी द्वारा धारा अधिनियम लिए पर", ""},
		{"ne", "Devanagari", "को र मा वा यो गर्ने बमोजिम भएको ऐन दफा हुनेछ सो तथा छ गरी", ""},
		{"mr", "Devanagari", "व आणि या किंवा आहे कलम अधिनियम असेल त्या करण्यात", "ळ"},
	}
	out := make([]languageWords, len(list))
	for i, l := range list {
		out[i] = languageWords{l.code, l.script, strings.Fields(l.words), l.letters}
	}
	return out
}()

type languageWords struct {
	code, script string
	words        []string
	letters      string
}
