package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/png"

	"github.com/pandect/pandect/ingest"
)

// Box is where a word stands on a page, in points from its top left corner.
type Box struct {
	Text           string
	X0, Y0, X1, Y1 float64
}

// Page draws a page (from 1) of a PDF as PNG, at dpi dots an inch (36 to 300; 0: 100). Each call opens data anew.
func (e *Extractor) Page(ctx context.Context, data []byte, page, dpi int) ([]byte, error) {
	if dpi == 0 {
		dpi = 100
	}
	f, err := e.openPage(ctx, data, page)
	if err != nil {
		return nil, err
	}
	defer f.close()
	img := f.renderColour(page-1, float64(min(max(dpi, 36), 300)))
	if img == nil || f.err != nil {
		return nil, &ingest.Failure{Kind: "damaged", Message: fmt.Sprintf("page %d cannot be drawn", page)}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img); err != nil {
		return nil, fmt.Errorf("encode page %d: %w", page, err)
	}
	return out.Bytes(), nil
}

// Words lists the words of a page (from 1) with their boxes, from top to bottom: what a viewer marks hits with.
func (e *Extractor) Words(ctx context.Context, data []byte, page int) ([]Box, error) {
	f, err := e.openPage(ctx, data, page)
	if err != nil {
		return nil, err
	}
	defer f.close()
	p := f.text(page - 1)
	if f.err != nil {
		return nil, failure(f.err)
	}
	var boxes []Box
	for _, r := range rows(p.glyphs) {
		for _, w := range r.words {
			text := lineText([]word{w}, rightToLeft([]word{w}))
			boxes = append(boxes, Box{Text: text, X0: w.x0, Y0: w.y - 0.9*w.size, X1: w.x1, Y1: w.y + 0.25*w.size})
		}
	}
	return boxes, nil
}

func (e *Extractor) openPage(ctx context.Context, data []byte, page int) (*file, error) {
	f, err := e.engine.open(ctx, data)
	if err != nil {
		return nil, failure(err)
	}
	if page < 1 || page > f.pages() {
		defer f.close()
		return nil, &ingest.Failure{Kind: "no-page", Message: fmt.Sprintf("it has no page %d; its last is %d", page, f.pages())}
	}
	return f, nil
}

// Page is Extractor.Page with an Extractor of its own; a caller that draws many pages keeps one.
func Page(ctx context.Context, data []byte, page, dpi int) ([]byte, error) {
	e := New(Options{NoOCR: true})
	defer e.Close()
	return e.Page(ctx, data, page, dpi)
}
