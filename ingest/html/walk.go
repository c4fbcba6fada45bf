package html

import (
	"regexp"
	"strconv"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// walker goes through a page's tree and feeds a builder.
type walker struct {
	b        builder
	contents *[]ingest.Entry
}

var blockTags = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "main": true, "header": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"ul": true, "ol": true, "li": true, "dl": true, "dt": true, "dd": true, "table": true, "tbody": true, "thead": true, "tfoot": true, "tr": true, "td": true, "th": true, "caption": true,
	"blockquote": true, "center": true, "hr": true, "pre": true, "address": true, "fieldset": true, "figure": true, "figcaption": true, "details": true, "summary": true, "body": true,
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
	st = styled(n, st)
	switch n.Data {
	case "br":
		w.b.endLine()
		return
	case "sup":
		w.superscript(n, st)
		return
	case "pre":
		w.b.preformatted(plain(n))
		return
	case "table":
		w.b.endBlock()
		w.table(n, st)
		return
	case "ol":
		w.list(n, st)
		return
	}
	block := blockTags[n.Data]
	if block {
		w.b.endBlock()
	}
	w.children(n, st)
	if block {
		w.b.endBlock()
	}
}

func (w *walker) children(n *xhtml.Node, st style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, st)
	}
}

// styled is st with what n's tag and attributes add.
func styled(n *xhtml.Node, st style) style {
	switch n.Data {
	case "b", "strong", "th":
		st.bold = true
	case "i", "em":
		st.italic = true
	case "center":
		st.center = true
	case "small":
		st.small = true
	case "h1", "h2", "h3", "h4", "h5", "h6":
		st.level, st.bold = int(n.Data[1]-'0'), true
		st.size = []float64{2, 1.5, 1.2, 1.1, 1, 1}[st.level-1]
	case "li":
		st.kind = ingest.ListItem
	}
	if strings.EqualFold(attr(n, "align"), "center") {
		st.center = true
	}
	class := attr(n, "class")
	if strings.HasPrefix(class, "MsoTitle") {
		st.size = 2
	} else if m := msoHeading.FindStringSubmatch(class); m != nil {
		st.level, _ = strconv.Atoi(m[1])
	}
	return withCSS(attr(n, "style"), st)
}

var msoHeading = regexp.MustCompile(`^MsoHeading(\d)`)

func withCSS(css string, st style) style {
	if css == "" {
		return st
	}
	css = strings.ToLower(strings.ReplaceAll(css, " ", ""))
	switch {
	case strings.Contains(css, "text-align:center"):
		st.center = true
	case strings.Contains(css, "text-align:"):
		st.center = false
	}
	if strings.Contains(css, "font-weight:bold") || strings.Contains(css, "font-weight:700") {
		st.bold = true
	}
	if strings.Contains(css, "font-style:italic") {
		st.italic = true
	}
	return st
}

// superscript joins a raised number to the number before it: 127¹ is article 127.1, not 1271. Any other stays as it is.
func (w *walker) superscript(n *xhtml.Node, st style) {
	text := squeeze(plain(n))
	before := w.b.line.String()
	if text != "" && before != "" && isDigit(before[len(before)-1]) && strings.Trim(text, "0123456789-.") == "" {
		w.b.text(".", st)
	}
	w.b.text(text, st)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// list prints the numbers that a browser would print before the items of an ordered list.
func (w *walker) list(n *xhtml.Node, st style) {
	w.b.endBlock()
	number := 1
	if start, err := strconv.Atoi(attr(n, "start")); err == nil {
		number = start
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
		w.b.pending = marker(attr(n, "type"), number)
		w.node(c, st)
		number++
	}
	w.b.endBlock()
	w.b.pending = ""
}

// marker is the printed form of an ordered list's number.
func marker(kind string, n int) string {
	switch kind {
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

// plain is all text below n.
func plain(n *xhtml.Node) string {
	var b strings.Builder
	var visit func(*xhtml.Node)
	visit = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == xhtml.ElementNode && n.Data == "br" {
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return b.String()
}

// flat reads markup that cannot be made a tree, token by token: blocks end at block tags, nothing else is believed.
func flat(text string) []ingest.Block {
	var b builder
	skip := ""
	tokens := xhtml.NewTokenizer(strings.NewReader(text))
	tokens.SetMaxBuf(maxBytes)
	for {
		kind := tokens.Next()
		if kind == xhtml.ErrorToken {
			return trimFurniture(b.done())
		}
		token := tokens.Token()
		switch {
		case kind == xhtml.TextToken && skip == "":
			b.text(token.Data, style{})
		case kind == xhtml.StartTagToken && skip == "" && (token.Data == "script" || token.Data == "style" || token.Data == "title"):
			skip = token.Data
		case kind == xhtml.EndTagToken && token.Data == skip:
			skip = ""
		case token.Data == "br" && skip == "":
			b.endLine()
		case blockTags[token.Data] && kind != xhtml.TextToken:
			b.endBlock()
		}
	}
}
