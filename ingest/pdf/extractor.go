package pdf

import (
	"context"
	"errors"
	"fmt"

	"github.com/pandect/pandect/ingest"
)

// Options of an Extractor; the zero value is the default.
type Options struct {
	MaxPages int  // more are refused; 0: 5,000
	Jobs     int  // pages read by OCR at a time; 0: 1
	NoOCR    bool // leave scans as they are
	NoPdfium bool // read with the second reader alone
}

// Extractor reads PDF. It is safe for concurrent use; its Close releases pdfium.
type Extractor struct {
	options Options
	engine  engine
}

// New gives an Extractor; nothing is started before the first file.
func New(options Options) *Extractor {
	if options.MaxPages == 0 {
		options.MaxPages = 5000
	}
	options.Jobs = max(options.Jobs, 1)
	return &Extractor{options: options}
}

// Close releases pdfium. No Extract may be under way.
func (e *Extractor) Close() error { return e.engine.close() }

// Extract reads a PDF into blocks in reading order.
func (e *Extractor) Extract(ctx context.Context, data []byte, hint ingest.Hint) (*ingest.Document, error) {
	f, err := e.engine.open(ctx, data)
	if err != nil {
		return nil, failure(err)
	}
	defer f.close()
	doc := &ingest.Document{MediaType: "application/pdf", Pages: f.pages(), Title: f.meta("Title"), Language: hint.Language}
	if doc.Pages == 0 {
		return nil, failure(errNoContent)
	}
	if doc.Pages > e.options.MaxPages {
		return nil, &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("it has %d pages, the limit is %d; split it", doc.Pages, e.options.MaxPages)}
	}
	var sheets []sheet
	for i := range doc.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := f.text(i)
		if f.err != nil {
			return nil, failure(f.err)
		}
		if len(p.glyphs) == 0 && p.images > 0 {
			doc.ImageOnly = append(doc.ImageOnly, p.number)
		}
		sheets = append(sheets, sheet{number: p.number, width: p.width, height: p.height, rows: rows(p.glyphs)})
		ingest.Progress(ctx)
	}
	furniture(sheets)
	style := measure(sheets)
	doc.Blocks = paragraphs(layout(sheets, style), style)
	return doc, nil
}

func failure(err error) error {
	switch {
	case errors.Is(err, errPassword):
		return &ingest.Failure{Kind: "encrypted", Message: err.Error() + "; ask the sender for an open copy"}
	case errors.Is(err, errSecurity):
		return &ingest.Failure{Kind: "encrypted", Message: err.Error() + "; ask the sender for an open copy"}
	case errors.Is(err, errNoMemory):
		return &ingest.Failure{Kind: "too-large", Message: err.Error() + "; split it"}
	case errors.Is(err, errDamaged):
		return &ingest.Failure{Kind: "damaged", Message: err.Error() + "; fetch it again"}
	case errors.Is(err, errNoContent):
		return &ingest.Failure{Kind: "empty", Message: err.Error() + "; fetch it again"}
	}
	return &ingest.Failure{Kind: "damaged", Message: "the PDF reader gave up on it (" + err.Error() + "); fetch it again"}
}
