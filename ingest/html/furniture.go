package html

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// never is what is not wording whatever it holds.
const never = `script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, form, button, select, input, textarea, dialog,
	head, link, meta, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog],
	[role=alert], [role=menu], [role=menubar], [role=toolbar], [role=complementary], [role=tablist]`

// structural holds furniture unless the law's own heading stands in it.
const structural = "nav, aside, footer, header"

// names are words that sites use in class and id for what is not the law.
var names = regexp.MustCompile(`(?i)(^|[\s_-])(nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|cookies?|cookie-?banner|consent|banner|toolbar|tools|toolbox|share|sharing|social|` +
	`sidebar|side-?bar|related|print-?only|skip|skip-?link|pager|pagination|site-?(head|header|foot|footer)|page-?footer|masthead|sitemap|login|search-?(box|form|bar)|` +
	`advert|ads|newsletter|feedback|rating|lang(uage)?-?(switch|select\w*)|sr-only|visually-?hidden|screen-?reader\w*|popup|modal|tooltip)($|[\s_-])`)

var contentsName = regexp.MustCompile(`(?i)(^|[\s_-])(toc|contents|table-?of-?contents|sommaire|indice|índice|inhalt|inhaltsverzeichnis|оглавление|المحتويات|目录)($|[\s_-])`)

// prune takes out of a page what is not the law and returns the entries of its table of contents, where one was found.
func prune(page *goquery.Document) (contents []ingest.Entry) {
	page.Find("*").Each(func(_ int, s *goquery.Selection) {
		if isContents(s) {
			contents = append(contents, entries(s)...)
			s.Remove()
		}
	})
	page.Find(never).Not("html, body").Remove()
	page.Find("[style]").Each(func(_ int, s *goquery.Selection) {
		css := strings.ReplaceAll(strings.ToLower(s.AttrOr("style", "")), " ", "")
		if (strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden")) && !strings.Contains(css, "mso-") {
			s.Remove()
		}
	})
	page.Find(structural).Each(func(_ int, s *goquery.Selection) {
		if s.Find("h1").Length() == 0 || s.Is("footer, aside, nav") {
			s.Remove()
		}
	})
	page.Find("[class], [id]").Not("html, body, main, article").Each(func(_ int, s *goquery.Selection) {
		if names.MatchString(s.AttrOr("class", "")) || names.MatchString(s.AttrOr("id", "")) {
			if len(s.Text()) < len(page.Text())/2 { // a name alone does not take away most of a page
				s.Remove()
			}
		}
	})
	page.Find("ul, ol, td, p, div, table, center, font").Each(func(_ int, s *goquery.Selection) {
		if isMenu(s) {
			s.Remove()
		}
	})
	return contents
}

// isContents says whether s lists links into its own page: by its name, or because nearly all of it is such links.
func isContents(s *goquery.Selection) bool {
	switch goquery.NodeName(s) {
	case "nav", "ul", "ol", "div", "table", "section", "dl":
	default:
		return false
	}
	links := s.Find(`a[href^="#"]`)
	if links.Length() < 3 {
		return contentsName.MatchString(s.AttrOr("class", "")) && goquery.NodeName(s) == "nav"
	}
	inside := len(links.Text())
	all := len(strings.TrimSpace(s.Text()))
	return inside*10 >= all*8 || (goquery.NodeName(s) == "nav" || contentsName.MatchString(s.AttrOr("class", "")+" "+s.AttrOr("id", ""))) && inside*10 >= all*5
}

func entries(s *goquery.Selection) (list []ingest.Entry) {
	s.Find(`a[href^="#"]`).Each(func(_ int, a *goquery.Selection) {
		if text := squeeze(a.Text()); text != "" {
			list = append(list, ingest.Entry{Heading: text})
		}
	})
	return list
}

// isMenu says whether a piece is links and little else: two links or more, four fifths of its letters, none of it long.
func isMenu(s *goquery.Selection) bool {
	links := s.Find("a[href]")
	if links.Length() < 2 {
		return false
	}
	text := squeeze(s.Text())
	if len(text) > 4000 || strings.Contains(text, ". ") {
		return false
	}
	return len(squeeze(links.Text()))*10 >= len(text)*7
}

// mainContent is where the law stands: <main>, a lone <article>, or the body.
func mainContent(page *goquery.Document) *goquery.Selection {
	all := len(page.Find("body").Text())
	for _, selector := range []string{"main", "[role=main]", "article"} {
		if s := page.Find(selector); s.Length() == 1 && len(s.Text())*2 > all {
			return s
		}
	}
	return page.Find("body")
}

var (
	menuLine  = regexp.MustCompile(`^[^.|]{1,30}( [|·•>»/] [^.|]{1,30}){2,}$`)
	closing   = regexp.MustCompile(`(?i)(all rights reserved|copyright|©|best viewed|webmaster|tous droits réservés|todos los derechos reservados|alle rechte vorbehalten|все права защищены|جميع الحقوق محفوظة|版权所有|last (updated|modified)|date modified)`)
	shortLine = 160 // runes; furniture at the ends of a page is short
)

// trimFurniture takes menus in plain words and closing notices from both ends of a page.
func trimFurniture(blocks []ingest.Block) []ingest.Block {
	furniture := func(b ingest.Block) bool {
		text := squeeze(joined(b))
		return len([]rune(text)) < shortLine && (text == "" || menuLine.MatchString(text) || closing.MatchString(text))
	}
	for len(blocks) > 0 && furniture(blocks[0]) {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && furniture(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

var notice = regexp.MustCompile(`(?i)\b(404|403|500|502|503)\b|not found|page (does not exist|introuvable)|access denied|forbidden|service unavailable|enable javascript|no encontrada|seite nicht gefunden|страница не найдена|الصفحة غير موجودة|页面不存在|找不到`)

// isNotice says whether a short page is an error or notice page.
func isNotice(doc *ingest.Document) bool {
	var all strings.Builder
	all.WriteString(doc.Title)
	for _, b := range doc.Blocks {
		all.WriteString(" " + joined(b))
	}
	return notice.MatchString(all.String())
}

func joined(b ingest.Block) string {
	parts := make([]string, len(b.Lines))
	for i, l := range b.Lines {
		parts[i] = l.Text
	}
	return strings.Join(parts, " ")
}

func squeeze(s string) string { return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ") }

func attr(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
