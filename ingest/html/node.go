package html

import (
	"strings"

	xhtml "golang.org/x/net/html"
)

func attr(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *xhtml.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// plain is all text below n; a line ends at <br>, a word at the end of a block.
func plain(n *xhtml.Node) string {
	var b strings.Builder
	write(&b, n)
	return b.String()
}

func write(b *strings.Builder, n *xhtml.Node) {
	switch {
	case n.Type == xhtml.TextNode:
		b.WriteString(n.Data)
	case n.Type == xhtml.ElementNode && n.Data == "br":
		b.WriteByte('\n')
	case n.Type == xhtml.ElementNode && n.Data == "sup":
		var inner strings.Builder
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			write(&inner, c)
		}
		if s := b.String(); s != "" {
			b.WriteString(raised(inner.String(), rune(s[len(s)-1])))
			return
		}
		b.WriteString(inner.String())
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
	if n.Type == xhtml.ElementNode && n.Data != "pre" && blockTags[n.Data] {
		b.WriteByte('\n')
	}
}

// inlineTags only style what they hold: a page that never closes them can be read without them.
var inlineTags = map[string]bool{
	"font": true, "b": true, "i": true, "u": true, "em": true, "strong": true, "span": true, "big": true, "small": true, "a": true, "tt": true, "s": true, "strike": true, "nobr": true, "ins": true,
}

// withoutStyling is markup without the tags that only style.
func withoutStyling(text string) string {
	var b strings.Builder
	tokens := xhtml.NewTokenizer(strings.NewReader(text))
	tokens.SetMaxBuf(maxBytes)
	for {
		kind := tokens.Next()
		if kind == xhtml.ErrorToken {
			return b.String()
		}
		raw := string(tokens.Raw())
		if kind == xhtml.StartTagToken || kind == xhtml.EndTagToken {
			if name, _ := tokens.TagName(); inlineTags[string(name)] {
				continue
			}
		}
		b.WriteString(raw)
	}
}
