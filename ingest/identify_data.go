package ingest

import "regexp"

var (
	// actWord: what laws are called, in the languages of the corpus and their neighbours.
	actWord = regexp.MustCompile(`(?i)\b(act|code|law|constitution|ordinance|decree|regulations?|rules|order|bill|statute|proclamation|loi|décret|ordonnance|arrêté|règlement|ley|decreto|código|codigo|reglamento|constitución|` +
		`gesetz|verordnung|lei|portaria|constituição|regulamento|legge|codice|regolamento|costituzione|wet|wetboek|besluit|kanun\pL*|yasa\pL*|yönetmelik|undang-undang|akta|peraturan|perintah|ustawa|kodeks|rozporządzenie|zákon|törvény|lege|codul|` +
		`luật|bộ luật|nghị định|sheria|republic act)(\b|$)|\pL+(gesetz|gesetzbuch|ordnung|verordnung|lag|loven|lov|wet)\b|` +
		`закон|кодекс|конституц|указ|постановлени|положение|устав|нұсқау|заң|нормативни|نظام|قانون|مرسوم|دستور|لائحة|مدونة|ظهير|قرار|قانون|法$|法律|条例|條例|刑法|规定|规则|办法|细则|决定|法（|法\(|法律|政令|省令|규칙|법률|법$|시행령|พระราชบัญญัติ|ประมวลกฎหมาย|พระราชกำหนด|अधिनियम|ऐन|संहिता|संविधान|νόμος|חוק`)
	// notTitle: lines of covers, imprints and long titles.
	notTitle = regexp.MustCompile(`(?i)^(\W*)(an act (to|made|of)\b|a bill to|an ordinance to|be it enacted|enacted by|arrangement of|table of|contents$|published|printed|certified|price|gazette|government gazette|supplement|as at|as amended|amended by|first enacted|revised|reprint|` +
		`online version|this (text|act|law)|date of|royal assent|incorporating|consolidat|version of|made under|in exercise|whereas|preamble|www\.|https?:|page \d|p\. \d|update|unofficial|english translation|translation|warning|note\b|short title|\[|` +
		`preámbulo|exposición de motivos|publicad|promulga|el senado|decretan|diario oficial|boletín oficial|journal officiel|le parlement|l'assemblée|préambule|vu |o presidente|faço saber|diário oficial|texto |eingangsformel|ausfertigungsdatum|vollzitat|stand:|zuletzt geändert|bundesgesetzblatt|` +
		`принят|одобрен|в редакции|\(в ред|утратил|преамбула|подписан|с изменениями|صدر|الجريدة الرسمية|بسم الله|الموضوع|目录|（\d{4}年|\(\d{4}年|根据|公布|序言)`)
	// institution: what publishes or enacts; it stands above titles in large letters.
	institution = regexp.MustCompile(`(?i)^(the )?((democratic|federal|islamic|united|socialist|people's|co-operative|federative|cooperative)\s+)*(republic of [\pL ,'-]+|laws of [\pL ,'-]+|parliament of [\pL ,'-]+|kingdom of [\pL ,'-]+|state of [\pL ,'-]+|government of [\pL ,'-]+|` +
		`ministry of [\pL ,'-]+|statutes of [\pL ,'-]+|acts of [\pL ,'-]+|official gazette[\pL ,'-]*|law(s)? (reform )?commission[\pL ,'-]*|attorney.general[\pL ,'’-]*|république [\pL ,'-]+|royaume [\pL ,'-]+|república [\pL ,'-]+|reino [\pL ,'-]+|bundesrepublik [\pL]+|poder legislativo|` +
		`presidência da república.*|congreso [\pL ]+|asamblea [\pL ]+|российская федерация|республика \pL+|المملكة [\pL ]+|جمهورية [\pL ]+|الجمهورية [\pL ]+|دولة \pL+|سلطنة \pL+|中华人民共和国(主席令|国务院令|全国人民代表大会常务委员会公告).*)\s*$`)
	// numberOnly is a heading that gives the law's number and no name: "Act 333", "LEY Nº 19.580", "Act No. 8 of 2010", "Cap. 63".
	numberOnly = regexp.MustCompile(`(?i)^[\[(]?((act|law|chapter|cap|bill|decree|ordinance|loi|décret|ley|decreto(-ley)?|lei|gesetz|закон|قانون)\.?\s*)?(no|nr|number|n|núm|№|رقم)?\s*[.°ºo]*\s*[\[(]?[A-Z]{0,2}[-\d./٠-٩]+[A-Z]?(-[\pL]{1,3})?[\])]?(\s*(of|de|del|/|for the year|of the year|لسنة|vom|от)\s*[\d٠-٩]{4})?[\])]?\.?$`)
	// bareYear is the end of a title that was set on a line of its own: "ACT 1966".
	bareYear = regexp.MustCompile(`(?i)^\(?(act|law|ordinance|code|regulations|rules|order)?,?\s*((no|nr)\.?\s*\d+\s*of\s*)?\(?(1[5-9]|20)\d\d\)?\)?$`)
	// openEnd is the end of a line that cannot be the end of a title.
	openEnd = regexp.MustCompile(`(?i)(\s(de|del|la|el|los|las|y|e|con|por|para|of|the|and|or|for|to|in|on|du|des|le|les|et|ou|à|au|aux|sur|pour|der|die|das|dem|den|und|oder|zur|zum|über|von|da|do|dos|das|о|об|и|в|на|по|di|della|dei|van|het)|[,(–—-])$`)
	// loneWord is a word for laws that has a line of its own above the title proper.
	loneWord    = regexp.MustCompile(`(?i)^(loi|ley|lei|legge|lege|legea|ustawa|zákon|törvény|zakon|закон|laki|lag|lov|ligj|νόμος|νομοσ|luật|bộ luật|nghị định|kanun|undang-undang|undang-undang republik indonesia|peraturan pemerintah|قانون|نظام|مرسوم|ظهير شريف|พระราชบัญญัติ|법률)(?-i: \p{Lu}{2,})?$|(?i) tentang$`)
	dateOnly    = regexp.MustCompile(`^\W*(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(st|nd|rd|th|er|\.)?\s+(de\s+)?\pL+\s+(de\s+)?\d{4}|\pL+\s+\d{1,2},\s+\d{4}|\d{4}年\d{1,2}月\d{1,2}日)\W*$`)
	bracketed   = regexp.MustCompile(`^[\[(（].*[\])）]$`)
	abbreviated = regexp.MustCompile(`^[(（][\pL\d\s.-]{2,24}[)）]$`) // (ZSHG), (GwG 2017): the law's own short name
	// siteName is what follows a title in a page's <title>; afterBar what follows it anywhere.
	siteName = regexp.MustCompile(`\s+([|–—-]|::|»)\s+[^|–—»]*?(?i:legislation|gazette|official|statutes|acts of|laws|government|ministry|parliament|library|portal|database|diario|journal|légifrance|bulletin|boletín|imprensa|normativa|gov|org|com|\.\pL{2,4}|wikisource|федераци\pL* портал|портал|بوابة|网|公报)[^|–—»]*$`)
	afterBar = regexp.MustCompile(`\s+\|[^|]*$`)
	citedAs  = regexp.MustCompile(`(?i)(?:this (?:act|law|code|ordinance|decree|proclamation|regulations?|order|rules)|these (?:regulations|rules))\s+(?:\([^)]*\)\s*)?(?:may|shall|is to) be (?:cited|called|known|referred to)\s*(?:for all purposes)?\s*(?:as)?\s*(?:the)?\s*` +
		`([“"‘]?[\pL][^.;”"]{4,180}?(?:act|law|code|ordinance|decree|proclamation|regulations?|rules|order)[^.;”"]{0,40}?)(?:[.;”"]|\s+and\s+(?:shall|is|comes|will)|\s*,\s*and\b|$)`)
	billWord     = regexp.MustCompile(`(?i)\bbill\b|^(draft|projet de loi|proyecto de ley|projeto de lei|entwurf|законопроект|проект|مشروع قانون|مشروع نظام)|草案`)
	repealedWord = regexp.MustCompile(`(?i)утратил[аои]? силу|[\[(]repealed|\brepealed\]?\s*$|abrogée?\b|derogada?\b|außer kraft getreten|已废止|ملغى|revogad[ao]\b`)

	// otherAct begins a note on the acts that amended or repealed this one.
	otherAct = regexp.MustCompile(`(?i)^\W*(в редакции|в ред\.|с изменениями|список изменяющих|утратил|(as )?(last )?amended by|latest amendment|repealed by|modifi(ed|ée|cada)|zuletzt geändert|geändert durch|alterad[ao]|redação dada|vide lei|texto actualizado|根据.{0,60}修正|عدل|المعدل)`)

	// signedAt begins the line in which a law is signed and dated; numberLine is a number standing alone beneath it.
	signedAt   = regexp.MustCompile(`(?im)^(done (at|in)|given (at|under)|fait à|donné à|dad[ao] en|sala de sesiones|palacio|brasília|montevideo|lisboa|bonn|berlin|wien|москва|г\. ?\pL+|\pL+, кремль|\pL+, den \d)`)
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
	{"proclamation", regexp.MustCompile(`(?i)\bproclamation\b`)},
	{"act", regexp.MustCompile(`(?i)\bact\b|\blaw\b|\bloi\b|\bley\b|gesetz|\blei\b|\blegge\b|\bwet\b|закон|نظام|قانون|法|ustawa|kanun|luật|undang-undang|\bakta\b|lag\b|lov\b|ordnung\b|अधिनियम|ऐन|พระราชบัญญัติ|법`)},
}
