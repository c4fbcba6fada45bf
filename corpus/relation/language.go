package relation

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

func re(s string) *regexp.Regexp { return regexp.MustCompile(s) }

func small(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// name is how a language writes the names of laws, and where one may begin. Where that is not said, it is looked for in every text that may have one.
type name struct {
	*regexp.Regexp // with starts: anchored
	may            func(text string) bool
	starts         starts
}

// begins is a name that begins at starts alone.
func begins(expression string, at starts) name {
	return name{Regexp: re(`\A(?:` + expression + `)`), starts: at}
}

// has is true of texts with one of the pieces, which every name has.
func has(pieces ...string) func(string) bool {
	return func(text string) bool {
		return slices.ContainsFunc(pieces, func(p string) bool { return strings.Contains(text, p) })
	}
}

var (
	lawWords   = []string{"Act", "Code", "Ordinance", "Law", "Decree", "Proclamation", "Statute", "Regulations", "Rules", "Order"}
	smallWords = small("and", "or", "by", "as", "of", "for", "to", "in", "on", "against", "with", "from")
)

// endsTitle says whether a text ends as what precedes the word for a law in an English title does (enWord): in a capital, a bracket, or small words behind one. Before "this Act"
// and "of the Act" it does not.
func endsTitle(text string) bool {
	last, rest := lastWord(text)
	if last == "the" {
		last, rest = lastWord(rest)
	}
	if smallWords[last] {
		last, _ = lastWord(rest)
	}
	return strings.ContainsFunc(last, func(r rune) bool { return r == ')' || r == ',' || unicode.IsUpper(r) })
}

// lastWord parts a text at its last blank.
func lastWord(text string) (word, rest string) {
	i := strings.LastIndexByte(text, ' ')
	return text[i+1:], text[:max(i, 0)]
}

// enWord is a word of an English title, with what may stand in brackets behind it and the small words before the next.
const enWord = `(?:\p{Lu}[\pL’'&-]*(?:,? \([^()\n]{2,90}\)|,)?(?: (?:and|or|by|as|(?:of|for|to|in|on|against|with|from)(?: the)?))? |(?:Against|Of|For|On|In|To) the )`

// treatyWord is a word of an English title of a treaty.
const treatyWord = `(?:,? (?:\p{Lu}[\pL’'-]*|and|or|by|other|its|all|especially|(?:of|for|to|in|on|against|with|from|concerning|relating)(?: the| to)?))`

// speeches are the languages by code, each made when a text of it is first read: their expressions are megabytes, and a library has a few of them. To add one: the names of laws first, then the verbs, then an example in TestFind.
var speeches = map[string]func() *speech{
	"en": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?P<title>(?:\p{Lu}[\pL’'-]* (?:of (?:the )?)?)*(?:Convention|Covenant|Protocol|Model Law)(?: (?:against|on|for|to|of|in|relating to|concerning|regarding)(?: the)?) \p{Lu}[\pL’'-]*`+treatyWord+`*)`, titlesBefore("Convention", "Covenant", "Protocol", "Model Law")),
				begins(`(?P<title>(?:Code of (?:\p{Lu}\pL+ (?:and )?){1,4}|`+enWord+`)+?(?:`+enWord+`)*(?:Act|Code|Ordinance|Law|Decree|Proclamation|Statute|Regulations|Rules|Order)\b)(?:,?(?: of)? (?P<year>(?:1[5-9]|20)\d\d)\b|,? (?:\(?No\.? ?(?P<number>\d+[A-Z]?)\)?,? of (?P<year>\d{4})))?(?: [\[(](?:Act|Law|Ordinance|Decree|Cap|Chapter|No)\b[^()\[\]\n]{1,40}[)\]])?`, titlesBefore(lawWords...)),
				begins(`(?P<title>(?:Code of|Constitution of(?: the)?)(?: (?:\p{Lu}\pL+|and|of|the))+)(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b| Act,? No\.? ?(?P<number>\d+) of (?P<year>\d{4}))?`, at("Code of", "Constitution of")),
				begins(`(?P<type>Act|Law|Ordinance|Decree|Decree-Law|Proclamation),? No\.? ?(?P<number>\d+[A-Z]?)(?:(?: of |/)(?P<year>\d{4}))?`, at("Act", "Law", "Ordinance", "Decree", "Proclamation")),
			},
			before: []rule{
				{"amends", re(`\b(?:is|are|shall be)(?: hereby)? (?:substituted|inserted|added|deleted)\b[^.;:]{0,90}(?:for|in|after|before|from|to|of) (?:the )?$`)},
				{"amends", re(`^\W*(?:An? )?(?i:act|law|bill|ordinance) (?:further )?to amend (?:the )?$`)},
				{"repeals", re(`^\W*(?:An? )?(?i:act|law|bill|ordinance) to repeal (?:the )?$`)},
				{"implements", re(`(?i)\b(?:gives? effect (?:in \pL+ \pL+ |in \pL+ )?to|giving effect (?:in \pL+ \pL+ |in \pL+ )?to|implementing|implement|implementation of|carry out|carrying out)(?: the| certain)?(?: (?:provisions|obligations|commitments)(?: of \pL+(?: \pL+)?)? (?:of|under|in))? (?:the )?$`)},
				{"based-on", re(`(?i)\bbased (?:up)?on (?:the )?$`)},
			},
			after: []rule{
				{"amends", re(`^` + enAside + ` (?:is|are|shall be)(?: hereby| also| further)* amended\b`)},
				{"repeals", re(`^` + enAside + ` (?:is|are|shall be)(?: hereby| also| further)* (?:repealed|revoked)\b`)},
			},
			lists: []rule{
				{"repeals", re(`(?i)\bfollowing [\pL ]{0,60}(?:are|is|shall be)(?: hereby)? (?:repealed|revoked)$`)},
				{"amends", re(`(?i)\bfollowing [\pL ]{0,60}(?:are|is|shall be)(?: hereby)? amended$`)},
			},
			titles: []rule{
				{"amends", re(`(?i)^(.+?)[ -]*\((?:(?:first|second|third|fourth|fifth|special|miscellaneous|\d+(?:st|nd|rd|th)?)\s+)?amendment[^)]*\),?\s*(act|law|ordinance|bill|code|order|decree|regulations?|rules)?\b`)},
				{"amends", re(`(?i)^(.+?) amendment (act|law|ordinance)\b`)},
				{"repeals", re(`(?i)^(.+?)\s*\(repeal\)\s*(act|law|ordinance|bill|code|order|decree|regulations?|rules)?\b`)},
			},
			ends:   "dD",
			not:    re(`(?:specified|set out|listed|mentioned|referred to|contained) ?in[^.;]{0,80}$`),
			part:   re(`(?:[Ss]ections?|[Aa]rticles?|[Ss]ubsections?|[Pp]aragraphs?|Part|[Ss]chedules?|[Cc]hapter|[Rr]egulations?|[Dd]efinitions?|[Tt]itle|Table|Form|[Ii]tem|[Aa]ppendix|[Aa]nnex|[Cc]lause|Division)\b[^.;:]{0,120} (?:of|to|in) (?:the |that |said )*$`),
			joins:  re(`^(?: \([^()]*(?:\([^()]*\)[^()]*)*\))*,?(?: and| or|,)?(?: in)?(?: the| [Ss]ections?[^.;:]{1,40} of(?: the)?)? $`),
			loose:  small("the", "this", "that", "in", "under", "for", "section", "sections", "if", "where", "subject", "to", "notwithstanding", "no", "any", "an", "a", "each", "of", "and", "or", "by", "when", "as", "on", "from", "with", "against", "however", "every", "schedule", "part", "first", "second", "third", "title", "arrangement", "long", "short", "table", "form", "item", "appendix", "annex", "clause", "division", "chapter", "paragraph", "paragraphs", "definition", "article", "articles", "regulation", "subsection", "said", "principal", "its", "all", "other"),
			alias:  re(`(?i)\b(?:(?:principal|said) (?:act|enactment|law|ordinance|code|regulations)|act of \d{4}|\d{4} act)\b`),
			means:  re(`[“"‘']?(?:the )?((?:Principal|Act|principal|\d{4})[ ](?:Act|Enactment|Law|Ordinance|Code|enactment|of \d{4}))[”"’']?,? means (?:the )?`),
			called: re(`^[^.;“"‘]{0,30}\(?(?:,? which)?[^.;“"‘]{0,60}(?:referred to|called|known)[^.;“"‘]{0,40}[“"‘](?:the )?([Pp]rincipal [\pL]+|Act of \d{4}|said [\pL]+)[”"’]`),
		}
	}),
	"fr": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?i:(?P<type>loi|décret(?:-loi)?|ordonnance|arrêté|dahir)(?:-cadre| organique| constitutionnelle| portant loi)?) n[°ºo]\.? ?(?P<number>\d+(?:[-/.]\d+)*(?:/[A-Z]+)*)(?: du \d{1,2}(?:er)? \pL+ (?P<year>\d{4}))?`, atFold("loi", "décret", "ordonnance", "arrêté", "dahir")),
				begins(`(?P<title>[Cc]ode (?:pénal|civil|électoral|rural|forestier|monétaire et financier|général des impôts|(?:de (?:la |l['’])?|des |du )\pL+(?: (?:pénale|civile|militaire|intérieure|publique|sociale|commerciale|routière))?))`, at("Code ", "code ")),
				begins(`(?P<title>(?i:convention|protocole)(?: (?:des Nations [Uu]nies|internationale?|additionnel|unique))* (?:contre|relatif|relative|visant|sur|pour) [^.;,\n]{8,120})`, atFold("convention", "protocole")),
			},
			before: []rule{
				{"repeals", re(`(?i)\b(?:abrogeant|sont abrogée?s|est abrogée?|abroge|portant abrogation d(?:e|u))\s*:?\s*(?:les dispositions d(?:e|u) )?(?:la |le |les |l['’])?$`)},
				{"amends", re(`(?i)\b(?:modifiant(?: et complétant)?|complétant|portant modification d(?:e|u)|modifie(?:nt)?)\s+(?:certaines dispositions d(?:e|u) )?(?:l['’]article [^.;:]{1,20} d(?:e|u) )?(?:la |le |les |l['’])?$`)},
				{"implements", re(`(?i)\b(?:pris(?:e)? pour l['’]application|portant application|relative? à la mise en œuvre) d(?:e|u) (?:la |l['’])?$`)},
			},
			after: []rule{
				{"repeals", re(`^` + frAside + ` (?:est|sont)(?: et demeure(?:nt)?)? abrogée?s?`)},
				{"amends", re(`^` + frAside + ` (?:est|sont) (?:ainsi )?(?:modifiée?s?|complétée?s?|remplacée?s?)`)},
			},
			lists: []rule{{"repeals", re(`(?i)\b(?:sont|est) abrogée?s?$`)}, {"amends", re(`(?i)\bsont (?:ainsi )?modifiée?s$`)}},
			ends:  "éesÉES",
			part:  re(`(?i)\b(?:articles?|alinéas?|chapitres?|titres?|sections?|paragraphes?)\b[^.;:]{0,90} d(?:e|u) (?:la |le |l['’])?$`),
			joins: re(`^(?:,|,? et|,? ou|;)\s*(?:d(?:e|u) )?(?:la |le |les |l['’])?$`),
			loose: small("la", "le", "les", "de", "du", "des", "et", "ou"),
		}
	}),
	"es": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?i:(?P<type>decretos?[- ]ley(?:es)?|leyes|ley|decretos?|reglamento|resolución)(?: orgánicas?| generale?s?| federale?s?| nacionale?s?)?,?) (?i:n[º°o]s?\.?|nro\.?|núm\.|número|numero) ?(?P<number>\d[\d.]*(?:/\d+)?)(?:,? del? (?:fecha )?\d{1,2}[º°]? de \pL+ del? (?P<year>\d{4}))?`, atFold("decreto", "ley", "reglamento", "resolución")),
				begins(`(?i:n[º°]) ?(?P<number>\d[\d.]{3,}),? de \d{1,2}[º°]? de \pL+ de (?P<year>\d{4})`, atFold("nº", "n°")),
				begins(`(?P<title>(?i:c[oó]digo|constituci[oó]n|ley (?:general|org[aá]nica|federal|nacional))(?: (?i:de|del|la|las|los|el|y|e|contra|para|sobre|en)| \p{Lu}\pL+)+)`, atFold("código", "codigo", "constituci", "ley ")),
				begins(`(?P<title>(?i:convenci[oó]n|protocolo)(?: (?:de las Naciones Unidas|[Ii]nternacional|[Uu]nica|[Úú]nica))* (?:contra|para|sobre|relativ[oa]) [^.;,\n]{8,120})`, atFold("convenci", "protocolo")),
			},
			before: []rule{
				{"repeals", re(`(?i)\b(?:der[oó]ga(?:n)?se|abr[oó]ga(?:n)?se|se deroga[n]?|qued[ae]n? derogad[oa]s?|derogaci[oó]n de)\s*:?\s*(?:la |el |las |los )?$`)},
				{"repeals", re(`(?i)\b(?:der[oó]ga(?:n)?se|se deroga[n]?) (?:los? |el )(?:art[ií]culos?|incisos?|literal(?:es)?|numeral(?:es)?)[^;:\n]{1,90} (?:de la |del )$`)},
				{"amends", re(`(?i)\b(?:modif[ií]ca(?:n)?se|sustit[uú]ye(?:n)?se|ref[oó]rma(?:n)?se|se modifica[n]?|se reforma[n]?|se sustituye[n]?)\b[^;:\n]{0,140}?\b(?:de la|de las|del|a la|al|la|el) $`)},
				{"amends", re(`(?i)\b(?:agr[eé]ga(?:n)?se|incorp[oó]ra(?:n)?se|adici[oó]na(?:n)?se|incl[uú]ye(?:n)?se)(?: [^\s;:\n]+){0,4}? (?:al?|en) (?:el |la |los )?(?:(?:art[ií]culo|literal|numeral|inciso|cap[ií]tulo)[^;:\n]{1,60} (?:de la |del ))?$`)},
				{"amends", re(`(?i)\b(?:modificaci[oó]n(?:es)?|reforma[s]?) (?:del|al|a la|de la) $|\bque (?:modifica|reforma|adiciona)(?: diversas disposiciones)? (?:del|el|al|a la|la|de la) $`)},
				{"implements", re(`(?i)^\W*(?:decreto (?:que )?)?(?:reglamenta(?:ci[oó]n)?|reglamento) (?:la|el|de la|del) $`)},
			},
			after: []rule{{"repeals", re(`^,? (?:queda|quedan|se|es|son) (?:derogad[oa]s?|abrogad[oa]s?)\b`)}, {"amends", re(`^,? (?:queda|quedan|se) (?:modificad[oa]s?|modifica[n]?)\b`)}},
			lists: []rule{{"repeals", re(`(?i)\b(?:der[oó]ga(?:n)?se|se derogan|quedan derogad[oa]s)(?: [\pL ]{0,40})?$`)}},
			part:  re(`(?i)\b(?:art[ií]culos?|incisos?|literal(?:es)?|numeral(?:es)?|cap[ií]tulos?|t[ií]tulos?)\b[^;:\n]{0,120} (?:de la |del |de las )$`),
			joins: re(`^(?:,|,? y| e)\s*(?:la |el |las |los |a la |al )?$`),
			loose: small("la", "el", "los", "las", "de", "del", "y", "e", "en", "para", "sobre", "contra"),
		}
	}),
	"pt": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?i:(?P<type>lei(?: complementar| ordinária| orgânica)?|decreto(?:-lei)?|portaria)s?),? (?i:n[.ºo°]*) ?(?P<number>\d[\d.]*(?:/\d+)?)(?:,? de \d{1,2}[º°]? de \pL+ de (?P<year>\d{4}))?`, atFold("lei", "decreto", "portaria")),
				begins(`(?P<title>(?:Código|Constituição)(?: (?:de|do|da|dos|das|e)| \p{Lu}\pL+)+)`, at("Código", "Constituição")),
			},
			before: []rule{
				{"repeals", re(`(?i)\b(?:revoga(?:m)?-se|ficam? revogad[oa]s?|são revogad[oa]s?|é revogad[oa]|revoga)\s*:?\s*(?:a |o |as |os )?$`)},
				{"amends", re(`(?i)\b(?:altera(?:m)?(?:-se)?|acrescenta|modifica|dá nova redação a)\b[^;:\n]{0,120}?\b(?:da|do|a|o|à|ao) $`)},
			},
			after: []rule{{"repeals", re(`^,? (?:fica|ficam|é|são) revogad[oa]s?\b`)}, {"amends", re(`^,? (?:passa|passam) a vigorar\b`)}},
			lists: []rule{{"repeals", re(`(?i)\b(?:ficam revogad[oa]s|revogam-se|são revogad[oa]s)$`)}},
			ends:  "seSE",
			part:  re(`(?i)\b(?:artigos?|arts?\.|incisos?|§§?|parágrafos?)[^;:\n]{0,120} (?:da |do )$`),
			joins: re(`^(?:,|,? e)\s*(?:a |o |as |os |da |do )?$`),
			loose: small("a", "o", "os", "as", "de", "do", "da", "e"),
		}
	}),
	"de": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?P<title>Gesetz(?:es)? (?:über|zur|zum|gegen|betreffend) [^.;\n(]{4,140}?)(?:,? vom \d{1,2}\. \pL+ (?P<year>\d{4}))`, at("Gesetz")),
				begins(`(?P<title>\p{Lu}\pL{3,}(?:gesetz(?:buch)?|ordnung|verordnung)(?:e?s)?)(?:,? (?:in der Fassung der Bekanntmachung )?vom \d{1,2}\. \pL+ (?P<year>\d{4}))?`, capitalsBefore("gesetz", "ordnung")),
			},
			before: []rule{{"amends", re(`(?i)^(?:\pL+ )?gesetz zur änderung (?:des|der) $`)}, {"repeals", re(`(?i)^(?:\pL+ )?gesetz zur aufhebung (?:des|der) $`)}},
			after: []rule{
				{"amends", re(`^` + deAside + ` (?:wird|werden) wie folgt geändert\b`)},
				{"repeals", re(`^` + deAside + ` (?:(?:wird|werden)(?: hiermit)? aufgehoben|außer Kraft)\b`)},
			},
			lists: []rule{{"repeals", re(`(?i)\b(?:außer kraft treten|treten außer kraft|werden aufgehoben)$`)}},
			ends:  "ntNT",
			not:   re(`(?i)(?:auf ?grund|nach|gemäß)(?: des| der)? ?(?:§§?|artikel)[^.;]{0,60}$`),
			part:  re(`(?:§§?|Artikel|Abschnitt|Absatz|Satz|Anlage)\b?[^;:\n]{0,90} (?:des|der) $`),
			joins: re(`^(?:,|,? und|,? sowie)\s*(?:das |die |der |des )?$`),
			loose: small("das", "die", "der", "des"),
		}
	}),
	"ru": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				begins(`(?P<type>[Фф]едеральн\pL+ (?:конституционн\pL+ )?закон\pL*|[Зз]акон\pL*(?: Российской Федерации| РСФСР| Республики \p{Lu}\pL+)?|[Уу]каз\pL*(?: Президента (?:Российской Федерации|Республики \p{Lu}\pL+))?|[Пп]остановлени\pL+ (?:Правительства|Верховного Совета) (?:Российской Федерации|РСФСР|Республики \p{Lu}\pL+))(?: от \d{1,2}[. ](?:\d{2}|\pL+)[. ](?P<year>\d{4})(?: года?| г\.)?)?,? ?(?:№|N) ?(?P<number>\d+(?:-[\dIVX]+)?(?:-?\p{Cyrillic}{1,4})?)`, at("Федеральн", "федеральн", "Закон", "закон", "Указ", "указ", "Постановлени", "постановлени")),
				begins(`(?:[Фф]едеральн\pL+ (?:конституционн\pL+ )?|)[Зз]акон\pL*(?: Российской Федерации| РСФСР| Республики \p{Lu}\pL+)?(?: от \d{1,2}[. ](?:\d{2}|\pL+)[. ](?P<year>\d{4})(?: года?| г\.)?)? [«"](?P<title>[^«»"\n]{4,200})[»"]`, at("Федеральн", "федеральн", "Закон", "закон")),
				begins(`(?P<title>(?:Уголовн|Гражданск|Трудов|Налогов|Бюджетн|Водн|Лесн|Земельн|Семейн|Жилищн|Таможенн|Арбитражн|Воздушн|Градостроительн)\pL*(?:-\pL+)?(?: процессуальн\pL+)? кодекс\pL*(?: Российской Федерации| РСФСР| Республики \p{Lu}\pL+)?|Кодекс\pL* (?:Российской Федерации|Республики \p{Lu}\pL+) об административных правонарушениях|Конституци\pL+ (?:Российской Федерации|РСФСР|Республики \p{Lu}\pL+))`, at("Уголовн", "Гражданск", "Трудов", "Налогов", "Бюджетн", "Водн", "Лесн", "Земельн", "Семейн", "Жилищн", "Таможенн", "Арбитражн", "Воздушн", "Градостроительн", "Кодекс", "Конституци")),
			},
			before: []rule{
				{"repeals", re(`(?i)(?:признать|призна\pL+) утративш\pL+ силу\s*:?\s*$|(?:^|\. )отменить\s+$|утрачива\pL+ силу\s*:?\s*$`)},
				{"amends", re(`(?i)внес(?:ти|ении)(?: следующие)?(?: изменени\pL+(?: и дополнени\pL+)?)? в\s+(?:(?:част|стать|пункт|глав|раздел)\pL+[^.;:\n]{0,90} )?$`)},
			},
			after: []rule{
				{"repeals", re(`^[^.;:\n]{0,40}?,? (?:признать|признается|признаются|считать) утративш\pL+ силу|^[^.;:\n]{0,40}? утрачива\pL+ силу`)},
				{"amends", re(`^[^.;:\n]{0,40}? (?:внести )?следующие изменения`)},
			},
			lists: []rule{{"repeals", re(`(?i)утративш\pL+ силу$`)}},
			ends:  "уУ",
			part:  re(`(?i)(?:стать|част|пункт|абзац|глав|раздел)\pL+[^.;:\n]{0,90} $`),
			joins: re(`^(?:,|,? и|;)\s*$`),
			loose: small(),
		}
	}),
	"ar": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{
				{Regexp: re(`(?:^|[\s(])(?:[وبل]?)(?P<title>(?:نظام|قانون) [^.،؛\n()]{4,90}?) ?،? (?:ال)?صادر(?:ة)? (?:ب|في)[^.؛\n]{0,60}?(?:رقم|الرقم) ?\(? ?(?P<number>[م\d٠-٩/ ]*[\d٠-٩])\s?\)?`), may: has("صادر")},
				{Regexp: re(`(?:^|[\s(])(?:[وبل]?)(?P<title>(?:ال)?(?:قانون|نظام|مرسوم)(?: [\pL]+){0,5}?) (?:رقم|ذي الرقم) ?\(? ?(?P<number>[\d٠-٩]+)\s?\)? (?:لسنة|لعام) (?P<year>[\d٠-٩]{4})`), may: has("رقم")},
				{Regexp: re(`(?:^|[\s(])(?:[وبل]?)(?P<title>(?:نظام|قانون) (?:مكافحة|منع|حماية|العقوبات|الإجراءات|المرافعات|الأسلحة|غسل|الجزاء)(?: [\pL]+){0,5})`), may: has("نظام", "قانون")},
			},
			before: []rule{
				{"repeals", re(`(?:يحل هذا (?:النظام|القانون) محل|[وف]?ي[ُ]?لغى|[وف]?ت[ُ]?لغى|يلغي هذا (?:النظام|القانون)|[وف]?ي[ُ]?لغي|بإلغاء|إلغاء) (?:العمل ب|أحكام )?$`)},
				{"amends", re(`(?:[وف]?ي[ُ]?عد[ّ]?ل|[وف]?ت[ُ]?عد[ّ]?ل|بتعديل|تعديل) (?:بعض أحكام |المادة [^.؛\n]{0,50} من )?$`)},
			},
			after: nil,
			lists: []rule{{"repeals", re(`(?:يلغى|تلغى|تلغي|يلغي)(?: ما يلي| القوانين الآتية| القوانين التالية)?$`)}},
			part:  re(`(?:المادة|المواد|الفقرة|الباب|الفصل)[^.؛\n]{0,70} من $`),
			joins: re(`^ ?(?:،|و)? ?$`),
			loose: small(),
		}
	}),
	"zh": sync.OnceValue(func() *speech {
		return &speech{
			names: []name{begins(`《(?P<title>[^《》\n]{2,60})》`, at("《"))},
			before: []rule{
				{"amends", re(`(?:关于修改|决定对|修正)$`)}, {"repeals", re(`(?:关于废止|^废止|，废止)$`)},
			},
			after: []rule{
				{"repeals", re(`^` + zhAside + `(?:同时|即行|予以|自行)+废止|^` + zhAside + `自[^，。；]{0,20}(?:起)?废止|^` + zhAside + `废止`)},
				{"amends", re(`^` + zhAside + `(?:作(?:如下|以下|出如下)修改|修正案)`)},
				{"implements", re(`^` + zhAside + `(?:等有关法律(?:、行政法规)?|的(?:有关)?规定|等法律法规)?，(?:结合[^，。]{0,20}，)?特?制定本(?:条例|规定|办法|细则|规则|实施)`)},
			},
			lists: []rule{{"repeals", re(`(?:予以废止|同时废止)$`)}},
			part:  re(`第[一二三四五六七八九十百〇零\d]+条[^。；]{0,10}$`),
			joins: re(`^(?:、|和|以及|及)$`),
			loose: small(),
		}
	}),
}

// speechOf a language; nil for one that is not in the table.
func speechOf(language string) *speech {
	if s := speeches[language]; s != nil {
		return s()
	}
	return nil
}

// What may stand between a name and its verb.
const (
	enAside = `(?: [\[(][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]])*(?:,? which[^,;.]{0,90},|,? as (?:last )?amended[^.;]{0,90}?,|,)?`
	frAside = `(?:,? (?:modifiée?|susvisée?|précitée?|relatif|relative|portant|fixant|sur)[^.;:\n]{0,120}?)?,?`
	deAside = `(?: \([^()]*\))*(?:, (?:das|die|der)[^.;\n]{0,160}?,|, zuletzt geändert[^.;\n]{0,160}?,)?`
	zhAside = `(?:（[^）]*）)?(?:(?:和|、|及|以及)《[^》]*》)*`
)
