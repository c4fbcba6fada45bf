// Package html reads laws out of web pages and plain text: it decodes the bytes, leaves out what is not the law (menus, banners, tool
// links, hidden copies, tables of contents), and gives the blocks in reading order with what the markup says of them.
//
// Nothing here knows a site: what is furniture is told by roles, by names that sites share (furniture.go) and by how much of a
// piece is links. Start with Extract.
package html

import (
	"context"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

const (
	maxBytes   = 64 << 20 // of a page; the longest code in one page seen has 5 MB
	minLetters = 40       // fewer are no law
)

// Extractor implements ingest.Extractor for text/html and text/plain. It holds no state.
type Extractor struct{}

// New returns an Extractor.
func New() *Extractor { return &Extractor{} }

// Extract reads a page.
func (*Extractor) Extract(ctx context.Context, data []byte, _ ingest.Hint) (*ingest.Document, error) {
	if len(data) > maxBytes {
		return nil, &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("the page has %d MB, the limit is %d; split it", len(data)>>20, maxBytes>>20)}
	}
	text := Decode(data)
	doc := &ingest.Document{MediaType: "text/html"}
	if !looksLikeMarkup(text) {
		doc.MediaType = "text/plain"
		b := builder{}
		b.preformatted(text)
		doc.Blocks = b.done()
		return checked(doc, text)
	}
	root, err := xhtml.Parse(strings.NewReader(text))
	if err != nil {
		// More than 512 open elements: old gazettes leave that many <font> open.
		doc.Blocks = flat(text)
		doc.Warnings = append(doc.Warnings, "the page's markup is broken; its wording was read without its structure")
		return checked(doc, text)
	}
	read(doc, root)
	return checked(doc, text)
}

// read fills doc from the tree of a page.
func read(doc *ingest.Document, root *xhtml.Node) {
	page := goquery.NewDocumentFromNode(root)
	doc.Title = strings.Join(strings.Fields(page.Find("title").First().Text()), " ")
	doc.Language, _ = page.Find("html").Attr("lang")
	doc.Contents = prune(page)
	w := walker{contents: &doc.Contents}
	for _, n := range mainContent(page).Nodes {
		w.node(n, style{})
	}
	doc.Blocks = trimFurniture(w.b.done())
}

// checked refuses a document without the wording of a law: an error page, a notice that scripts are needed.
func checked(doc *ingest.Document, text string) (*ingest.Document, error) {
	letters, words := 0, 0
	for _, b := range doc.Blocks {
		for _, l := range b.Lines {
			letters += len([]rune(l.Text))
			words += len(strings.Fields(l.Text))
		}
	}
	switch {
	case letters < minLetters && strings.Contains(strings.ToLower(text), "<script"):
		return nil, &ingest.Failure{Kind: "no-text", Message: "the page shows its text by script only; save it from a browser as a complete page, or print it to PDF"}
	case letters < minLetters:
		return nil, &ingest.Failure{Kind: "no-text", Message: "the page holds no wording; fetch it again, or give the PDF"}
	case letters < 1500 && isNotice(doc):
		return nil, &ingest.Failure{Kind: "not-a-law", Message: "the page is an error or notice page, not a law; fetch the law again"}
	}
	return doc, nil
}

func looksLikeMarkup(text string) bool {
	head := strings.ToLower(text[:min(len(text), 4096)])
	for _, tag := range []string{"<html", "<!doctype", "<body", "<head", "<p", "<div", "<table", "<br", "<h1", "<pre", "<title", "<meta"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}
