package html

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// walker goes through a page's tree and feeds a builder.
type walker struct {
	b     builder
	sheet sheet
}

var blockTags = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "main": true, "header": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"ul": true, "ol": true, "li": true, "dl": true, "dt": true, "dd": true, "table": true, "tbody": true, "thead": true, "tfoot": true, "tr": true, "td": true, "th": true, "caption": true,
	"blockquote": true, "center": true, "hr": true, "pre": true, "address": true, "fieldset": true, "figure": true, "figcaption": true, "details": true, "summary": true, "body": true, "form": true,
}

func (w *walker) node(n *xhtml.Node, st style) {
	switch n.Type {
	case xhtml.TextNode:
		w.b.text(n.Data, st)
		return
	case xhtml.ElementNode, xhtml.DocumentNode:
	default:
		return
	}
	raised := st.raised
	st = w.styled(n, st)
	switch {
	case n.Data == "br":
		w.b.breakLine()
	case st.raised && !raised && !blockTags[n.Data]:
		w.superscript(n, st)
	case n.Data == "pre" || preserves(n):
		w.b.preformatted(plain(n))
	case n.Data == "table":
		w.b.endBlockUnlessNumber()
		w.table(n, st)
	case n.Data == "ol":
		w.list(n, st)
	case n.Data == "dl":
		w.definitions(n, st)
	case n.Data == "a" && isNoteLink(n):
		w.reference(n, st)
	case blockTags[n.Data]:
		w.b.endBlockUnlessNumber()
		w.children(n, st)
		w.b.endBlock()
	default:
		w.children(n, st)
	}
}

func (w *walker) children(n *xhtml.Node, st style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, st)
	}
}

// fontSizes are the points of <font size=1> to 7, headingSizes those of h1 to h6 (h5 and h6 are smaller in browsers; no heading is).
var (
	fontSizes    = [...]float64{7.5, 10, 12, 13.5, 18, 24, 36}
	headingSizes = [...]float64{24, 18, 14, 13, 12, 12}
)

// styled is st with what n's tag, class and attributes add.
func (w *walker) styled(n *xhtml.Node, st style) style {
	switch n.Data {
	case "b", "strong", "th":
		st.bold = true
	case "i", "em":
		st.italic = true
	case "a":
		st.linked = st.linked || attr(n, "href") != ""
	case "center":
		st.center = true
	case "sup":
		st.raised = true
	case "small":
		st.points = st.size() * 0.8
	case "big":
		st.points = st.size() * 1.2
	case "font":
		st.points = fontSize(attr(n, "size"), st.points)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		st.level, st.bold = int(n.Data[1]-'0'), true
		st.points = headingSizes[st.level-1]
	case "li":
		if st.kind == ingest.Paragraph {
			st.kind = ingest.ListItem
		}
		st.indent += 3
	case "blockquote", "dd":
		st.indent += 3
	}
	switch align := strings.ToLower(attr(n, "align")); align {
	case "":
	case "center", "middle":
		st.center = true
	default:
		st.center = false
	}
	class, id := attr(n, "class"), attr(n, "id")
	switch {
	case class == "" && id == "":
	case named(marginName, class, ""):
		st.kind, st.level = ingest.Margin, 0
	case named(noteName, class, "") || noteTarget.MatchString(id) && blockTags[n.Data]:
		st.kind, st.level = ingest.Footnote, 0
		if id != "" {
			st.note = id
		}
	case strings.HasPrefix(class, "MsoTitle"):
		st.points = 24
	default:
		if m := msoHeading.FindStringSubmatch(class); m != nil {
			st.level, _ = strconv.Atoi(m[1])
		}
	}
	return st.apply(w.sheet.of(n))
}

func (st style) size() float64 {
	if st.points == 0 {
		return 12
	}
	return st.points
}

var msoHeading = regexp.MustCompile(`^MsoHeading(\d)`)

func fontSize(size string, current float64) float64 {
	n, err := strconv.Atoi(strings.TrimPrefix(size, "+"))
	if err != nil {
		return current
	}
	if strings.HasPrefix(size, "+") || strings.HasPrefix(size, "-") {
		n += 3
	}
	return fontSizes[max(0, min(n-1, len(fontSizes)-1))]
}

// preserves says whether an element keeps its line ends as <pre> does.
func preserves(n *xhtml.Node) bool {
	css := declarations(attr(n, "style"))
	return (strings.Contains(css, "white-space:pre;") || strings.HasSuffix(css, "white-space:pre")) && blockTags[n.Data]
}

// superscript keeps a raised number behind the number before it raised: статья 127¹ is not 1271. A raised link to a note is a reference;
// anything else stays where it is.
func (w *walker) superscript(n *xhtml.Node, st style) {
	text := squeeze(plain(n))
	switch {
	case text == "":
	case noteLinkIn(n) != nil:
		w.reference(noteLinkIn(n), st)
	case isNoteSign(text) && !unicode.IsDigit(w.b.last()):
	default:
		w.b.text(raised(text, w.b.last()), st)
	}
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "–", "⁻")

// raised is a superscript as it is written on one line after the letter before.
func raised(text string, before rune) string {
	if unicode.IsDigit(before) && strings.Trim(text, "0123456789-–") == "" && !strings.HasPrefix(text, "-") {
		return superscripts.Replace(text)
	}
	return text
}

// isNoteSign: "*", "[3]", "(3)": no exponent and no number of a provision is raised like that.
func isNoteSign(text string) bool {
	return strings.Trim(text, "*†‡") == "" || text[0] == '[' && strings.Trim(text, "[]0123456789abcdefghijklmnop ") == "" || text[0] == '(' && strings.Trim(text, "()0123456789 ") == ""
}

// isNoteLink says whether a link leads to a footnote of its page: its target is named like one, and it shows a number or a sign.
func isNoteLink(n *xhtml.Node) bool {
	href := attr(n, "href")
	if !strings.HasPrefix(href, "#") || !noteTarget.MatchString(href) {
		return false
	}
	text := squeeze(plain(n))
	return text != "" && len(text) <= 6 && strings.Trim(text, "[]()*†‡0123456789abcivx ") == ""
}

func noteLinkIn(n *xhtml.Node) (found *xhtml.Node) {
	for c := range n.Descendants() {
		if c.Type == xhtml.ElementNode && c.Data == "a" && strings.HasPrefix(attr(c, "href"), "#") && isNoteSign("["+squeeze(plain(c))+"]") {
			return c
		}
	}
	return nil
}

// reference notes that the block refers to a footnote; its sign is no wording. Within the note itself the link leads back.
func (w *walker) reference(n *xhtml.Node, st style) {
	if st.kind == ingest.Footnote {
		w.children(n, st)
		return
	}
	w.b.piece.refs = append(w.b.piece.refs, strings.TrimPrefix(attr(n, "href"), "#"))
}

// list prints the numbers that a browser prints before the items of an ordered list.
func (w *walker) list(n *xhtml.Node, st style) {
	w.b.endBlock()
	kind := listKind(n, w.sheet.of(n))
	number, step := 1, 1
	if start, err := strconv.Atoi(attr(n, "start")); err == nil {
		number = start
	}
	if hasAttr(n, "reversed") {
		step = -1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != xhtml.ElementNode || c.Data != "li" {
			w.node(c, st)
			continue
		}
		if v, err := strconv.Atoi(attr(c, "value")); err == nil {
			number = v
		}
		w.b.endBlock()
		if st.kind != ingest.Footnote && !printsOwn(c, number) && !strings.Contains(w.sheet.of(c), "list-style-type:none") {
			w.b.label = marker(kind, number)
		}
		w.node(c, st)
		w.b.endBlock()
		w.b.label = ""
		number += step
	}
}

// printsOwn says whether an item's wording begins with a number of its own: the list's marker is then not shown by any sensible page.
func printsOwn(li *xhtml.Node, number int) bool {
	word, _, _ := strings.Cut(squeeze(plain(li)), " ")
	return word != "" && (strings.Trim(word, ".)(") == strconv.Itoa(number) || strings.HasPrefix(word, "(") && strings.HasSuffix(word, ")") && len(word) <= 6 || len(word) == 2 && word[1] == ')')
}

// listKind is how the items of a list are numbered: "1", "a", "A", "i", "I", or "" where they are not.
func listKind(n *xhtml.Node, css string) string {
	for _, s := range []struct{ css, kind string }{
		{"list-style-type:none", ""}, {"list-style:none", ""}, {"lower-alpha", "a"}, {"lower-latin", "a"}, {"upper-alpha", "A"}, {"upper-latin", "A"},
		{"lower-roman", "i"}, {"upper-roman", "I"}, {"list-style-type:decimal", "1"},
	} {
		if strings.Contains(css, s.css) {
			return s.kind
		}
	}
	if kind := attr(n, "type"); kind != "" {
		return kind
	}
	return "1"
}

// marker is the printed form of an ordered list's number.
func marker(kind string, n int) string {
	switch kind {
	case "":
		return ""
	case "a", "A":
		if 1 <= n && n <= 26 {
			return string(rune(kind[0])+rune(n-1)) + "."
		}
	case "i", "I":
		if s := roman(n); s != "" {
			if kind == "i" {
				s = strings.ToLower(s)
			}
			return s + "."
		}
	}
	return strconv.Itoa(n) + "."
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

// definitions reads a definition list: a term that is a number stands before its wording on one line, any other on a line of its own.
func (w *walker) definitions(n *xhtml.Node, st style) {
	w.b.endBlock()
	joins := false
	for c := range n.Descendants() {
		if c.Type != xhtml.ElementNode || !within(c, n) {
			continue
		}
		switch {
		case c.Data == "dt":
			w.b.endBlock()
			joins = isNumberWord(squeeze(plain(c)))
			w.children(c, w.styled(c, st))
			if joins {
				w.b.text(" ", st)
			}
		case c.Data == "dd" && joins:
			w.inlineThenBlocks(c, w.styled(c, st))
			joins = false
		case c.Data == "dd":
			w.b.endBlock()
			w.children(c, w.styled(c, st))
			w.b.endBlock()
		}
	}
	w.b.endBlock()
}

// within says whether c belongs to the list n itself: it stands in it, or in a grouping <div> of it.
func within(c, n *xhtml.Node) bool {
	return c.Parent == n || c.Parent != nil && c.Parent.Data == "div" && c.Parent.Parent == n
}
