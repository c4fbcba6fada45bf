package html

import (
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// flat reads markup that cannot be made a tree, token by token: blocks end at block tags, nothing else is believed.
func flat(text string) []ingest.Block {
	b := newBuilder()
	skip := ""
	tokens := xhtml.NewTokenizer(strings.NewReader(text))
	tokens.SetMaxBuf(maxBytes)
	for {
		kind := tokens.Next()
		if kind == xhtml.ErrorToken {
			return blocks(trim(b.done()))
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
			b.breakLine()
		case blockTags[token.Data] && kind != xhtml.TextToken:
			b.endBlock()
		}
	}
}
