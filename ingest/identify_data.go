package ingest

import (
	"regexp"
	"strings"
)

const repealed = `(?:утратил[аои]? силу|repealed\b|abrogée?\b|derogad[ao]\b|revogad[ao]\b|außer kraft getreten|已废止|ملغى)`

var (
	// actWord: what laws are called, in the languages of the corpus and their neighbours.
	actWord = regexp.MustCompile(`(?i)\b(act|code|law|constitution|ordinance|decree|regulations?|rules|order|bill|statute|proclamation|loi|décret|ordonnance|arrêté|règlement|ley|decreto|código|codigo|reglamento|constitución|` +
		`gesetz|verordnung|lei|portaria|constituição|regulamento|legge|codice|regolamento|costituzione|wet|wetboek|besluit|kanun\pL*|yasa\pL*|yönetmelik|undang-undang|akta|peraturan|perintah|ustawa|kodeks|rozporządzenie|zákon|törvény|lege|codul|` +
		`luật|bộ luật|nghị định|sheria|republic act|ligj|ligji|likums|seadus|laki|zakon|zakona|qonun|qanun|akta)(\b|$)|\pL+(gesetz|gesetzbuch|ordnung|verordnung|lag|loven|lov|wet)\b|` +
		`закон|įstatym|кодекс|конституц|указ|постановлени|положение|устав|нұсқау|заң|нормативни|نظام|قانون|مرسوم|دستور|لائحة|مدونة|ظهير|قرار|قانون|法$|法律|条例|條例|刑法|规定|规则|办法|细则|决定|法（|法\(|法律|政令|省令|규칙|법률|법$|시행령|พระราชบัญญัติ|ประมวลกฎหมาย|พระราชกำหนด|अधिनियम|ऐन|संहिता|संविधान|νόμος|νομος|κώδικας|חוק|আইন|አዋጅ|კანონი|օրենք|хууль|қонун|ច្បាប់|ກົດໝາຍ|ဥပဒေ|පනත|சட்டம்`)
	// notTitle: lines of covers, imprints and long titles.
	notTitle = regexp.MustCompile(`(?i)^(\W*)(an act (to|made|of)\b|a bill to|an ordinance to|be it enacted|enacted by|arrangement of|table of|contents$|published|printed|certified|price|gazette|government gazette|supplement|as at|as amended|amended by|first enacted|revised|reprint|` +
		`online version|this (text|act|law)|date of|royal assent|incorporating|consolidat|version of|made under|in exercise|whereas|preamble|www\.|https?:|page \d|p\. \d|update|unofficial|english translation|translation|warning|note\b|short title|\[|` +
		`preámbulo|exposición de motivos|publicad|promulga|el senado|decretan|diario oficial|boletín oficial|journal officiel|le parlement|l'assemblée|préambule|vu |o presidente|faço saber|diário oficial|texto |eingangsformel|ausfertigungsdatum|vollzitat|stand:|zuletzt geändert|bundesgesetzblatt|` +
		`принят|одобрен|в редакции|\(в ред|утратил|преамбула|подписан|с изменениями|صدر|الجريدة الرسمية|بسم الله|الموضوع|目录|（\d{4}年|\(\d{4}年|根据|公布|序言|` +
		`la camera dei|верховна рада|цей закон|dengan rahmat|menimbang|mengingat|memutuskan|parlament|národná rada|národní rada|εκδίδομε|vi margrethe|căn cứ|kuvendi|juan carlos|felipe vi|باسم الشعب|رئيس الجمهورية|قرر|نحن |` +
		`die bundesversammlung|der bundestag|kurztitel|kundmachungsorgan|utfärdad|på grundlag|na temelju|народното събрание|obn\.|обн\.|hrvatski sabor|a assembleia|o congresso|tarikh|commencement|kanun numaras|kabul tarihi)`)
	// institution: what publishes or enacts; it stands above titles in large letters.
	institution = regexp.MustCompile(`(?i)^(the )?((democratic|federal|islamic|united|socialist|people's|co-operative|federative|cooperative)\s+)*(republic of [\pL ,'-]+|laws of [\pL ,'-]+|parliament of [\pL ,'-]+|kingdom of [\pL ,'-]+|state of [\pL ,'-]+|government of [\pL ,'-]+|` +
		`ministry of [\pL ,'-]+|statutes of [\pL ,'-]+|acts of [\pL ,'-]+|official gazette[\pL ,'-]*|law(s)? (reform )?commission[\pL ,'-]*|attorney.general[\pL ,'’-]*|république [\pL ,'-]+|royaume [\pL ,'-]+|república [\pL ,'-]+|reino [\pL ,'-]+|bundesrepublik [\pL]+|poder legislativo|` +
		`presidência da república.*|congreso [\pL ]+|asamblea [\pL ]+|российская федерация|республика \pL+|المملكة [\pL ]+|جمهورية [\pL ]+|الجمهورية [\pL ]+|دولة \pL+|سلطنة \pL+|undang-undang malaysia|hrvatski sabor|quốc hội|中华人民共和国(主席令|国务院令|全国人民代表大会常务委员会公告).*)\s*$`)
	// numberOnly is a heading that gives the law's number and no name: "Act 333", "LEY Nº 19.580", "Act No. 8 of 2010", "Cap. 63".
	numberOnly = regexp.MustCompile(`(?i)^[\[(]?((act|law|chapter|cap|bill|decree|ordinance|republic act|akta|loi|décret|ley|decreto(-ley)?|lei|gesetz|закон|قانون|luật|አዋጅ)\.?\s*)?(no|nr|number|n|núm|№|رقم|số|ቁጥር)?\s*[.:°ºo]*\s*[\[(]?[A-Z]{0,2}[-\d./٠-٩]+[A-Z]?(-[\pL]{1,3})?(/QH\d+)?[\])]?(\s*(of|de|del|/|for the year|of the year|لسنة|vom|от)\s*[\d٠-٩]{4})?[\])]?\.?$|^[(（]?` + eraYear.String() + `\pL*第\pL+[号號][）)]?$`)
	// bareYear is the end of a title that was set on a line of its own: "ACT 1966".
	bareYear = regexp.MustCompile(`(?i)^\(?(act|law|ordinance|code|regulations|rules|order)?,?\s*((no|nr)\.?\s*\d+\s*of\s*)?\(?(1[5-9]|20)\d\d\)?\)?$|^(พ\.ศ\.|พุทธศักราช)\s*[\d๐-๙]{4}$`)
	// openEnd is the end of a line that cannot be the end of a title.
	openEnd = regexp.MustCompile(`(?i)(\s(de|del|la|el|los|las|y|e|con|por|para|of|the|and|or|for|to|in|on|du|des|le|les|et|ou|à|au|aux|sur|pour|der|die|das|dem|den|und|oder|zur|zum|über|von|da|do|dos|das|о|об|и|в|на|по|di|della|dei|van|het)|[,(–—-])$`)
	// loneWord is a word for laws that has a line of its own above the title proper.
	loneWord = regexp.MustCompile(`(?i)^(loi|ley|lei|legge|lege|legea|ustawa|zákon|törvény|zakon|закон|laki|lag|lov|ligj|νόμος|νομοσ|luật|bộ luật|nghị định|kanun|undang-undang|peraturan pemerintah|قانون|نظام|مرسوم|ظهير شريف|พระราชบัญญัติ|법률)(?-i: \p{Lu}{2,})?$|(?i) tentang$`)
	// stateWord is how a state calls itself in the titles of its laws; formWord what else stands in a title before its subject (unnamed).
	stateWord = regexp.MustCompile(`(?i)(the\s+)?republi\pL*(\s+(of|de|di|da|e)\b)?\s+\pL+|\pL+\s+respublik\pL+|республик\pL*\s+\pL+|україни|российск\pL+ федерац\pL+|(جمهورية|الجمهورية|المملكة|دولة|سلطنة)\s+\pL+`)
	formWord  = wordSet("αριθ αριθμ num núm nro din del the dnia dne évi datë год года году року роки tahun nomor tentang лет عدد رقم لسنة سنة عام صادر مؤرخ بتاريخ date von vom organique orgánica orgânica organica organică general general federal federale federală legislativo legislativ complementar أساسي عضوي اتحادي федеральный федерального")
	// subjectWord says what a law is about and that it is one: Boswet, Skogsvårdslag, a constitution.
	subjectWord = regexp.MustCompile(`(?i)\pL{3,}(gesetz|gesetzbuch|ordnung|lag|loven|lov|wet|wetboek)\b|constitution|constitución|constituição|costituzione|конституц|دستور|anayasa|संविधान|รัฐธรรมนูญ`)
	// aboutWord begins the line that says what a law is about.
	aboutWord = regexp.MustCompile(`(?i)^(relati(f|fs|ve|ves) (à|au|aux)\b|portant|concernant|instituant|fixant|modifiant|privind|pentru|sobre|por (la|el) (que|cual)|que |relativ[ao]|on |to |concerning|relating to|respecting|regarding|o |z dnia|ze dne|про |об? |за |` +
		`بشأن|في شأن|المتعلق|يتعلق|متعلق|المتضمن|يتضمن|بإصدار|hakkında|tentang|über|zum|zur|betreffend|om |për|για|περί)`)
	// ownAbbreviation in brackets under a title belongs to it: (Waldgesetz, WaG).
	ownAbbreviation = regexp.MustCompile(`^[(（]\p{Lu}[\pL\s.,-]{1,40}[)）]$`)
	dateOnly        = regexp.MustCompile(`^\W*(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(st|nd|rd|th|er|\.)?\s+(de\s+)?\pL+\s+(de\s+)?\d{4}|\pL+\s+\d{1,2},\s+\d{4}|\d{4}年\d{1,2}月\d{1,2}日)\W*$`)
	bracketed       = regexp.MustCompile(`^[\[(（].*[\])）]$`)
	abbreviated     = regexp.MustCompile(`^[(（][\pL\d\s.-]{2,24}[)）]$`) // (ZSHG), (GwG 2017): the law's own short name
	// siteName is what follows a title in a page's <title>; afterBar what follows it anywhere.
	siteName = regexp.MustCompile(`\s+([|–—-]|::|»)\s+[^|–—»]*?(?i:legislation|gazette|official|statutes|acts of|laws|government|ministry|parliament|library|portal|database|diario|journal|légifrance|bulletin|boletín|imprensa|normativa|gov|org|com|\.\pL{2,4}|wikisource|федераци\pL* портал|портал|بوابة|网|公报)[^|–—»]*$`)
	afterBar = regexp.MustCompile(`\s+\|[^|]*$`)
	citedAs  = regexp.MustCompile(`(?i)(?:this (?:act|law|code|ordinance|decree|proclamation|regulations?|order|rules)|these (?:regulations|rules))\s+(?:\([^)]*\)\s*)?(?:may|shall|is to) be (?:cited|called|known|referred to)\s*(?:for all purposes)?\s*(?:as)?\s*(?:the)?\s*` +
		`([“"‘]?[\pL][^.;”"]{4,180}?(?:act|law|code|ordinance|decree|proclamation|regulations?|rules|order)[^.;”"]{0,40}?)(?:[.;”"]|\s+and\s+(?:shall|is|comes|will)|\s*,\s*and\b|$)`)
	billWord = regexp.MustCompile(`(?i)\bbill\b|^(draft|projet de loi|proyecto de ley|projeto de lei|entwurf|законопроект|проект|مشروع قانون|مشروع نظام)|草案`)
	// repealedMark is a note that this law is repealed: a line that begins so, or words in brackets. That a law speaks of another that was repealed says nothing.
	repealedMark  = regexp.MustCompile(`(?im)^[^\pL\n]*(?:(?:status|estado|état|etat|situação|stand)\s*:?\s*)?(?:ley |loi |lei |norma )?` + repealed + `|[\[(]\s*` + repealed)
	repealedTitle = regexp.MustCompile(`(?i)[\[(]\s*` + repealed + `|` + repealed + `\W*$`)

	// otherAct begins a note on the acts that amended or repealed this one.
	otherAct = regexp.MustCompile(`(?i)^\W*(в редакции|в ред\.|с изменениями|список изменяющих|утратил|(as )?(last )?amended by|latest amendment|repealed by|modifi(ed|ée|cada)|zuletzt geändert|geändert durch|alterad[ao]|redação dada|vide lei|texto actualizado|根据.{0,60}修正|عدل|المعدل)`)

	// signedAt begins the line in which a law is signed and dated; numberLine is a number standing alone beneath it.
	signedAt   = regexp.MustCompile(`(?im)^(done (at|in)|given (at|under)|fait à|donné à|dad[ao] en|sala de sesiones|palacio|г\. ?\pL+|м\. ?\pL+|\p{Lu}[\pL’'. -]{1,30}(, \pL+)?\n\W*\d{1,2}\.? \pL+ \d{4}( \pL+\.?)?$|` + placeAndDate.String()[1:] + `)`)
	numberLine = regexp.MustCompile(`(?m)^(?:№|N[o°º]?\.?)\s*(\d+[-\d]*(?:-?\p{Cyrillic}{1,4}|-[IVX]+)?)$`)

	containerLine = regexp.MustCompile(`(?i)^\s*((part|chapter|title|book|schedule|division|section|article|titre|chapitre|livre|partie|título|capítulo|capitulo|libro|sección|teil|abschnitt|kapitel|buch|глава|раздел|часть|статья|titolo|capo|sezione|seção|capitulo)(\s+([\divxlcdm]+(er|re|ère|e|º|°|bis)?|first|one|preliminary|prelimina\pL+|premier|première|primero?|erste[rs]?|перв\pL+|special|общая|особенная)\b|-\d)` +
		`|(الباب|الفصل|القسم|المادة)\s|第[一二三四五六七八九十百\d]+[编章节條条])`)
)

// types in the order of preference where words begin at the same place.
var types = []struct {
	name string
	in   *regexp.Regexp
}{
	{"constitution", regexp.MustCompile(`(?i)\bconstitution\b|constitución|constituição|costituzione|конституц|دستور|宪法|憲法|^grundgesetz|anayasa|संविधान|รัฐธรรมนูญ`)},
	{"code", regexp.MustCompile(`(?i)\bcode\b|código|codigo|\pL*gesetzbuch|\bcodice|wetboek|кодекс|مدونة|法典|\bkodeks|\bcodul\b|bộ luật|संहिता|ประมวลกฎหมาย`)},
	{"decree", regexp.MustCompile(`(?i)\bdecree\b|\bdécret|\bdecreto|\bуказ\b|مرسوم|ظهير|nghị định`)},
	{"regulation", regexp.MustCompile(`(?i)\bregulations?\b|\brules\b|reglamento|\brèglement|verordnung|regulamento|regolamento|yönetmelik|لائحة|постановлени|положени|条例|條例|规定|办法|细则|规则|peraturan`)},
	{"order", regexp.MustCompile(`(?i)\border\b|arrêté|portaria|приказ|قرار|perintah`)},
	{"ordinance", regexp.MustCompile(`(?i)\bordinance\b|ordonnance`)},
	{"proclamation", regexp.MustCompile(`(?i)\bproclamation\b|አዋጅ`)},
	{"act", regexp.MustCompile(`(?i)\bact\b|\blaw\b|\bloi\b|\bley\b|gesetz|\blei\b|\blegge\b|\bwet\b|закон|نظام|قانون|法|ustawa|kanun|luật|undang-undang|\bakta\b|\blege\b|zákon|törvény|\bligj|įstatym|likums|seadus|\blaki\b|zakon|νόμος|νομος|חוק|আইন|კანონი|օրենք|хууль|қонун|qonun|qanun|wet\b|lag\b|lov\b|ordnung\b|अधिनियम|ऐन|พระราชบัญญัติ|법`)},
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
