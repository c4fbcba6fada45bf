package html

import (
	"regexp"
	"strings"

	"github.com/pandect/pandect/ingest"
)

// What sites have in common, as data. A name alone never takes away the wording: see prune.

// never is what is not wording whatever it holds.
const never = `script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, button, select, input, textarea, dialog,
	head, link, meta, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog],
	[role=alert], [role=menu], [role=menubar], [role=toolbar], [role=complementary], [role=tablist]`

// structural holds furniture unless the law's own heading or most of its wording stands in it.
const structural = "nav, aside, footer, header, form"

// names are words in class and id for what is not the law.
var names = regexp.MustCompile(`(?i)(^|[\s_-])(nav|navbar|navigation|menu|submenu|topbar|top-?bar|breadcrumbs?|crumbs?|pathway|cookies?|consent|gdpr|banner|toolbar|tools?|toolbox|actions|buttons|share|sharing|social|` +
	`sidebar|side-?bar|related|see-?also|print-?only|no-?print|skip|skip-?link|pager|pagination|prev-?next|site-?(head|header|foot|footer)|page-?footer|masthead|sitemap|login|search-?(box|form|bar)|` +
	`advert|ads|newsletter|feedback|rating|comments?-?(form|list)|lang(uage)?-?(switch|select|bar)\w*|popup|modal|tooltip|edit-?section|mw-editsection|catlinks|footer|MsoHeader|MsoFooter)($|[\s_-])`)

// hiddenNames are names for what a reader of the page does not see.
var hiddenNames = regexp.MustCompile(`(?i)(^|[\s])(sr-?only|visually-?hidden|screen-?reader(-text)?|wb-inv(isible)?|invisible|d-none|hide|hidden|is-hidden|offscreen|off-screen|print-?only)($|[\s])`)

var contentsName = regexp.MustCompile(`(?i)(^|[\s_-])(toc|contents|table-?of-?contents|sommaire|indice|índice|inhalt|inhaltsverzeichnis|MsoToc\d?)($|[\s_-])`)

// contentsHeading is how a table of contents begins, in the languages of the corpus and their neighbours.
var contentsHeading = regexp.MustCompile(`(?i)^(table of )?(contents|arrangement of (sections|articles|clauses|regulations|rules|provisions)|sommaire|table des mati[eè]res|índice|indice|sumario|tabla de contenido|sumário|` +
	`inhalt|inhaltsübersicht|inhaltsverzeichnis|оглавление|содержание|зміст|目录|目錄|目次|目　录|المحتويات|فهرس( المحتويات)?|الفهرس|inhoud|indice sistematico|içindekiler|daftar isi|mục lục|สารบัญ)[\s.:]*$`)

// marginName are names for marginal notes.
var marginName = regexp.MustCompile(`(?i)(^|[\s_-])(margin(al)?-?(note|title|heading)s?|side-?notes?|marginalia|randnotiz|marginalie|nota-?marginal|note-?marginale)($|[\s_-])`)

var noteName = regexp.MustCompile(`(?i)(^|[\s_-])(foot-?notes?|end-?notes?|fn|MsoFootnoteText|MsoEndnoteText|fussnoten?|fußnoten?|notes?-de-bas-de-page|references|reflist|сноск[аи])($|[\s_-])`)

// noteTarget is the id or the link of a footnote.
var noteTarget = regexp.MustCompile(`(?i)^#?_?(ftn|fn|edn|foot-?note|end-?note|note|cite_note|nota|fussnote)[-_.:]?\w*$`)

var dateName = regexp.MustCompile(`(?i)(date_?(document|publication|adopt\w*|enact\w*|signed|passed)|dcterms\.(issued|created|date)|dc\.date\w*|legislation.?date|eli:date\w*|citation_date)`)

var (
	menuLine   = regexp.MustCompile(`^[^.|]{1,40}( [|·•] [^.|]{1,40}){2,}$`)
	crumbsLine = regexp.MustCompile(`^[^>»›]{1,60}( ?[>»›→] ?[^>»›]+){1,8}$`)
	closing    = regexp.MustCompile(`(?i)(all rights reserved|copyright|©|best viewed|webmaster|tous droits réservés|todos los derechos reservados|alle rechte vorbehalten|все права защищены|جميع الحقوق محفوظة|版权所有|` +
		`last (updated|modified)|date modified|page \d+ (of|/) \d+$|^[-–—] ?\d+ ?[-–—]$|letzte änderung|dernière mise à jour|última (actualización|modificación)|дата обновления|更新时间|آخر تحديث)`)
	toolLine = regexp.MustCompile(`(?i)^((back to )?(top|home|index|contents)|skip to .*|print( this page)?|download( pdf)?|pdf|share|e-?mail|next( page)?|previous( page)?|haut( de page)?|accueil|imprimer|retour|arriba|inicio|imprimir|volver|descargar|início|voltar|topo|` +
		`nach oben|zum seitenanfang|drucken|startseite|наверх|главная|печать|назад|версия для печати|返回|返回顶部|打印|首页|关闭|关闭窗口|打印本页|طباعة|الرئيسية|أعلى الصفحة|العودة إلى الأعلى)[\s\]\[.»>]*$`)
	notice = regexp.MustCompile(`(?i)\b(error|erreur|fehler|http|ошибка)\W{0,3}(404|403|500|502|503)\b|\b(404|403|500|502|503)\W{0,3}(error|not found|forbidden|bad gateway|internal server)|not found|page (does not exist|introuvable)|access denied|service unavailable|(enable|requires?|turn on) javascript|javascript (is|must be|to be) (disabled|enabled|required)|bad gateway|` +
		`no encontrada|seite nicht gefunden|não encontrada|страница не найдена|الصفحة غير موجودة|页面不存在|找不到|captcha|are you a robot|checking your browser|session (has )?expired`)
)

// named says whether a class or id of an element matches.
func named(re *regexp.Regexp, class, id string) bool {
	return class != "" && re.MatchString(class) || id != "" && re.MatchString(id)
}

// isNumberWord says whether text holds a provision's number and nothing else, with its word or without: "(3)", "a)", "§ 5", "Статья 89", "第三条".
func isNumberWord(text string) bool {
	r := []rune(text)
	if words := len(strings.Fields(text)); len(r) == 0 || len(r) > 28 || words > 5 {
		return false
	} else if words <= 3 && labelled.MatchString(text) {
		return true
	}
	return ingest.IsLabel(text)
}

var labelled = regexp.MustCompile(`(?i)^(` +
	`[(（\[]?\s*(\d{1,4}[a-z]{0,4}([.\-/–]\d{1,3}[a-z]?)*|[a-z]{1,2}(\.\d{1,2})?|[ivxlcdm]{1,7}(\.\d{1,2})?|\p{Cyrillic}|\p{Arabic}|[٠-٩۰-۹]{1,4}|[一二三四五六七八九十百]{1,5})\s*[)）\].:°º、．-]{0,2}` +
	`|(\pL{1,12}\.?|§{1,2})\s*\d{1,4}[a-z]{0,4}([.\-/–º°]\d{0,3}[a-z]?)*\s*(bis|ter|quater)?[.:)]?` +
	`|第[一二三四五六七八九十百千零〇两\d]{1,8}[条條章节節款项項]` +
	`|(المادة|مادة)\s+\S{1,12}(\s\S{1,10})?` +
	`|[•·–—*-]` +
	`)$`)
