package html

import (
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// weight is what an element holds.
type weight struct {
	text   int // letters and digits
	linked int // of them, in links
	inner  int // of them, in links into the page itself
	links  int
	long   int // paragraphs of 120 letters or more that are hardly links
	struck int // letters struck out
}

// weigh measures every element below root, once.
func weigh(root *xhtml.Node) map[*xhtml.Node]weight {
	weights := map[*xhtml.Node]weight{}
	var visit func(n *xhtml.Node) weight
	visit = func(n *xhtml.Node) (w weight) {
		if n.Type == xhtml.TextNode {
			w.text = letters(n.Data)
			return w
		}
		own := 0 // letters that are not in a block below
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			child := visit(c)
			if c.Type == xhtml.TextNode || !blockTags[c.Data] {
				own += child.text
			}
			w.text, w.linked, w.inner, w.links = w.text+child.text, w.linked+child.linked, w.inner+child.inner, w.links+child.links
			w.long, w.struck = w.long+child.long, w.struck+child.struck
		}
		if n.Type != xhtml.ElementNode {
			return w
		}
		if href := attr(n, "href"); n.Data == "a" && href != "" {
			w.links++
			w.linked = w.text
			if strings.HasPrefix(href, "#") {
				w.inner = w.text
			}
		}
		if isStruck(n) {
			w.struck = w.text
		}
		if blockTags[n.Data] && own >= 120 && 2*w.linked < w.text {
			w.long++
		}
		weights[n] = w
		return w
	}
	visit(root)
	return weights
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func isStruck(n *xhtml.Node) bool {
	return n.Data == "del" || n.Data == "s" || n.Data == "strike" || strings.Contains(declarations(attr(n, "style")), "text-decoration:line-through")
}

// prune takes out of a page what is not the law and puts the entries of its table of contents into contents. struck says that wording
// which the page strikes out was left out: it is repealed, unless all of it is.
func prune(page *goquery.Document, css sheet, contents *[]ingest.Entry) (struck bool) {
	page.Find("*").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return s.Nodes[0].Data != "html" && s.Nodes[0].Data != "body" && hides(css.of(s.Nodes[0]))
	}).Remove()
	page.Find(never).Not("html, body").Remove()
	weights := weigh(page.Nodes[0])
	all := weights[page.Nodes[0]]
	if body := page.Find("body"); body.Length() > 0 {
		all = weights[body.Nodes[0]]
	}
	var gone []*xhtml.Node
	var visit func(n *xhtml.Node)
	visit = func(n *xhtml.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != xhtml.ElementNode {
				continue
			}
			w := weights[c]
			switch {
			case isContents(c, w, all):
				*contents = append(*contents, entries(c)...)
				gone = append(gone, c)
			case isFurniture(c, w, all):
				gone = append(gone, c)
			case isStruck(c) && 2*all.struck < all.text:
				struck = struck || w.text > 0
				gone = append(gone, c)
			default:
				visit(c)
			}
		}
	}
	visit(page.Nodes[0])
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
	return struck
}

// isFurniture says whether an element is no part of the law: by its role and name where it holds little, by its links where it holds little else.
func isFurniture(n *xhtml.Node, w, all weight) bool {
	switch n.Data {
	case "html", "body", "main":
		return false
	}
	class, id := attr(n, "class"), attr(n, "id")
	little := 3*w.text < all.text && (w.long <= 3 || 3*w.linked > w.text)
	switch {
	case named(hiddenNames, class, ""):
		return 2*w.text < all.text
	case named(marginName, class, ""):
		return false
	case strings.Contains(" "+strings.ReplaceAll(structural, ",", "")+" ", " "+n.Data+" "):
		return little && !(n.Data == "header" && hasHeading(n))
	case named(names, class, id) && !isHeading(n):
		return little
	}
	return isMenu(n, w, all)
}

func isHeading(n *xhtml.Node) bool { return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] <= '6' }

func hasHeading(n *xhtml.Node) bool {
	for c := range n.Descendants() {
		if c.Type == xhtml.ElementNode && (c.Data == "h1" || c.Data == "h2") {
			return true
		}
	}
	return false
}

// menuTags hold menus. A paragraph or a list item of nothing but links may be the law's: "(as amended by Acts 3, 5 and 8 of 2010)".
var menuTags = map[string]bool{"ul": true, "ol": true, "div": true, "table": true, "tr": true, "td": true, "center": true, "section": true, "dl": true}

// isMenu says whether an element is links and little else: two or more, most of its letters, and not much of the page.
func isMenu(n *xhtml.Node, w, all weight) bool {
	if !menuTags[n.Data] || w.links < 2 || 3*w.text > all.text {
		return false
	}
	most := 3000 // letters of a menu that is not all links
	if w.links < 5 {
		most = 300
	}
	isList := w.links >= 5 && 100*w.linked >= 85*w.text || 10*w.linked >= 7*w.text && w.long == 0 && w.text < most
	return isList && !strings.HasPrefix(strings.TrimSpace(plain(n)), "(")
}

// isContents says whether an element lists links into its own page: by its name, or because nearly all of it is such links.
func isContents(n *xhtml.Node, w, all weight) bool {
	switch n.Data {
	case "nav", "ul", "ol", "div", "table", "section", "dl", "aside", "p", "details":
	default:
		return false
	}
	isNamed := named(contentsName, attr(n, "class"), attr(n, "id"))
	if 2*w.text > all.text {
		return false
	}
	if w.links < 3 || w.inner == 0 {
		return isNamed && (w.links > 0 || n.Data == "nav") && w.long == 0
	}
	return 10*w.inner >= 8*w.text || isNamed && 10*w.linked >= 5*w.text
}

func entries(n *xhtml.Node) (list []ingest.Entry) {
	for c := range n.Descendants() {
		if c.Type == xhtml.ElementNode && c.Data == "a" && attr(c, "href") != "" {
			if text := squeeze(plain(c)); text != "" {
				list = append(list, ingest.Entry{Heading: text})
			}
		}
	}
	return list
}

// mainContent is where the law stands: <main>, a lone <article>, or the body.
func mainContent(page *goquery.Document) *goquery.Selection {
	body := page.Find("body")
	all := letters(body.Text())
	for _, selector := range []string{"main", "[role=main]", "article"} {
		if s := page.Find(selector); s.Length() == 1 && letters(s.Text())*2 > all {
			return s
		}
	}
	return body
}

// isNotice says whether a short page is an error or notice page.
func isNotice(doc *ingest.Document) bool {
	var all strings.Builder
	all.WriteString(doc.Title)
	for i := range doc.Blocks {
		all.WriteString(" " + joined(&doc.Blocks[i]))
	}
	return notice.MatchString(all.String())
}
