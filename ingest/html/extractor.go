// Package html reads laws out of web pages and plain text: it decodes the bytes, leaves out what is not the law (menus, banners, tool
// links, hidden copies, tables of contents), and gives the blocks in reading order with what the markup says of them.
//
// Nothing here knows a site: what is furniture is told by roles, by names that sites share (hint.go) and by how much of a
// piece is links. Start with Extract: Decode, then prune takes out furniture in the tree, a walker turns the rest into pieces,
// trim looks at what stands at both ends.
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
	shortPage  = 1500     // letters; a longer page is no error notice
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
		readPlain(doc, text)
		return checked(doc, text)
	}
	root, err := xhtml.Parse(strings.NewReader(text))
	if err != nil {
		// More than 512 open elements: old gazettes leave that many <font> open. Without the tags that only style it may well be a tree.
		doc.Warnings = append(doc.Warnings, "the page's markup is broken; its wording was read without bold and italic")
		root, err = xhtml.Parse(strings.NewReader(withoutStyling(text)))
	}
	if err != nil {
		doc.Warnings[0] = "the page's markup is broken; its wording was read without its structure"
		doc.Blocks = flat(text)
		return checked(doc, text)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ingest.Progress(ctx)
	read(doc, root)
	return checked(doc, text)
}

// read fills doc from the tree of a page.
func read(doc *ingest.Document, root *xhtml.Node) {
	page := goquery.NewDocumentFromNode(root)
	doc.Title = squeeze(page.Find("title").First().Text())
	doc.Language, _ = page.Find("html").Attr("lang")
	if doc.Language == "" {
		doc.Language, _ = page.Find("body").Attr("lang")
	}
	doc.Dates = statedDates(page)
	sheet := styleSheet(page)
	struck := prune(page, sheet, &doc.Contents)
	if struck {
		doc.Warnings = append(doc.Warnings, "wording that is struck out on the page was left out")
	}
	w := walker{sheet: sheet, b: newBuilder()}
	for _, n := range mainContent(page).Nodes {
		w.node(n, style{})
	}
	pieces := trim(w.b.done())
	pieces, plainContents := cutContents(pieces)
	if len(doc.Contents) == 0 {
		doc.Contents = plainContents
	}
	doc.Blocks = blocks(placeNotes(pieces))
}

// checked refuses a document without the wording of a law: an error page, a notice that scripts are needed.
func checked(doc *ingest.Document, text string) (*ingest.Document, error) {
	letters := 0
	for i := range doc.Blocks {
		letters += len([]rune(joined(&doc.Blocks[i])))
	}
	switch {
	case letters < shortPage && isNotice(doc):
		return nil, &ingest.Failure{Kind: "not-a-law", Message: "the page is an error page or a notice, not a law; open its address in a browser and save the law itself"}
	case letters < minLetters && strings.Contains(strings.ToLower(text), "<script"):
		return nil, &ingest.Failure{Kind: "no-text", Message: "the page shows its text by script only; save it from a browser as a complete page, or print it to PDF"}
	case letters < minLetters:
		return nil, &ingest.Failure{Kind: "no-text", Message: "the page holds no wording; fetch it again, or give the PDF"}
	}
	return doc, nil
}

func looksLikeMarkup(text string) bool {
	head := strings.ToLower(text[:min(len(text), 4096)])
	for _, tag := range []string{"<html", "<!doctype", "<body", "<head", "<p>", "<p ", "<div", "<table", "<br", "<h1", "<h2", "<pre", "<title", "<meta", "<center", "<font", "<section", "<article"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}

// statedDates are the dates that a page states of the law in its metadata, as found.
func statedDates(page *goquery.Document) (dates []string) {
	page.Find("meta[name], meta[property]").Each(func(_ int, s *goquery.Selection) {
		name := strings.ToLower(s.AttrOr("name", s.AttrOr("property", "")))
		if value := squeeze(s.AttrOr("content", "")); value != "" && dateName.MatchString(name) && len(value) < 40 {
			dates = append(dates, value)
		}
	})
	return dates
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func joined(b *ingest.Block) string {
	parts := make([]string, len(b.Lines))
	for i := range b.Lines {
		parts[i] = b.Lines[i].Text
	}
	return strings.Join(parts, " ")
}
