package pdf

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/pandect/pandect/ingest"
)

// Options of an Extractor; the zero value is the default.
type Options struct {
	MaxPages int  // more are refused; 0: 5,000
	NoOCR    bool // leave scans as they are
	NoPdfium bool // read with the second reader alone
}

// Extractor reads PDF. It is safe for concurrent use; its Close releases pdfium.
type Extractor struct {
	options   Options
	engine    engine
	tesseract func() *tesseract // found when first needed
}

// New gives an Extractor; nothing is started before the first file.
func New(options Options) *Extractor {
	if options.MaxPages == 0 {
		options.MaxPages = 5000
	}
	e := &Extractor{options: options, tesseract: sync.OnceValue(findTesseract)}
	if options.NoOCR {
		e.tesseract = func() *tesseract { return nil }
	}
	return e
}

// Close releases pdfium. No Extract may be under way.
func (e *Extractor) Close() error { return e.engine.close() }

// Extract reads a PDF into blocks in reading order.
func (e *Extractor) Extract(ctx context.Context, data []byte, hint ingest.Hint) (*ingest.Document, error) {
	if len(data) > maxFile {
		return nil, &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("it has %d MB, the limit for PDF is %d; split it", len(data)>>20, maxFile>>20)}
	}
	doc := &ingest.Document{MediaType: "application/pdf", Language: hint.Language}
	sheets, languages, err := e.read(ctx, data, doc, hint)
	if err != nil {
		return nil, err
	}
	e.warn(data, sheets, doc)
	furniture(sheets)
	style := measure(sheets)
	ingest.Progress(ctx)
	lines := layout(sheets, style)
	mend(lines, languages)
	ingest.Progress(ctx)
	doc.Blocks, doc.Contents = paragraphs(lines, style, doc.Pages)
	if len(doc.Blocks) == 0 {
		return nil, empty(doc)
	}
	return doc, nil
}

// read gives the pages of data: by pdfium, by pdfium after a repair, or by the second reader; and the languages that OCR read them in.
func (e *Extractor) read(ctx context.Context, data []byte, doc *ingest.Document, hint ingest.Hint) (sheets []sheet, languages string, err error) {
	first := errDamaged
	if !e.options.NoPdfium {
		sheets, languages, err = e.readFirst(ctx, data, doc, hint)
		if err == nil || ctx.Err() != nil || !mendable(err) {
			return sheets, languages, failure(err)
		}
		first = err
		if whole, ok := repair(data); ok {
			if sheets, languages, err = e.readFirst(ctx, whole, doc, hint); err == nil {
				doc.Warnings = append(doc.Warnings, repaired)
				return sheets, languages, nil
			}
		}
	}
	s, err := openSecond(data)
	if err != nil {
		if e.options.NoPdfium {
			first = err
		}
		return nil, "", failure(first)
	}
	if doc.Pages = len(s.pages); doc.Pages > e.options.MaxPages {
		return nil, "", failure(tooMany(doc.Pages, e.options.MaxPages))
	}
	sheets, err = s.sheets(ctx)
	if err == nil && !e.options.NoPdfium {
		doc.Warnings = append(doc.Warnings, "the file is damaged and was read by the second reader; compare it with the original")
	}
	return sheets, "", failure(err)
}

const repaired = "the file is damaged: its table of contents for readers was rebuilt; pages may be missing, compare it with the original"

// mendable says whether another way of reading may help.
func mendable(err error) bool {
	var f *ingest.Failure
	return !errors.As(err, &f) && !errors.Is(err, errPassword) && !errors.Is(err, errSecurity) && !errors.Is(err, errNoMemory) && !errors.Is(err, errBroken)
}

// readFirst reads with pdfium, and what has no text by OCR.
func (e *Extractor) readFirst(ctx context.Context, data []byte, doc *ingest.Document, hint ingest.Hint) ([]sheet, string, error) {
	f, err := e.engine.open(ctx, data)
	if err != nil {
		return nil, "", err
	}
	defer f.close()
	doc.Pages, doc.Title = f.pages(), f.meta("Title")
	if doc.Pages == 0 {
		return nil, "", errNoContent
	}
	if doc.Pages > e.options.MaxPages {
		return nil, "", tooMany(doc.Pages, e.options.MaxPages)
	}
	if f.restricted() {
		doc.Warnings = append(doc.Warnings, "the file asks that its text not be copied; it opens without a password and was read")
	}
	sheets, err := e.sheets(ctx, f, doc)
	if err != nil {
		return nil, "", err
	}
	languages, err := e.scans(ctx, f, sheets, doc, hint)
	return sheets, languages, err
}

func tooMany(pages, limit int) error {
	return &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("it has %d pages, the limit is %d; split it", pages, limit)}
}

// warn adds what a librarian should know of the file's state.
func (e *Extractor) warn(data []byte, sheets []sheet, doc *ingest.Document) {
	if slices.Contains(doc.Warnings, repaired) {
		return
	}
	if tableLost(data) {
		doc.Warnings = append(doc.Warnings, "the end of the file is missing or wrong; pages may be missing, compare it with the original")
	} else if n := rotten(data); n > 0 {
		doc.Warnings = append(doc.Warnings, fmt.Sprintf("the file is damaged in %d places; wording may be missing, compare it with the original", n))
	}
	var blank []int
	for _, s := range sheets {
		if s.failed {
			blank = append(blank, s.number)
		}
	}
	if len(blank) > 0 {
		doc.Warnings = append(doc.Warnings, numbered(blank)+" could not be read")
	}
}

// empty says why no wording was found.
func empty(doc *ingest.Document) *ingest.Failure {
	if len(doc.ImageOnly) > 0 {
		return &ingest.Failure{Kind: "image-only", Message: "it holds images of pages and no text; install tesseract and run pandect ingest --retry ocr"}
	}
	return &ingest.Failure{Kind: "no-text", Message: fmt.Sprintf("its %d pages hold no text; open it in a viewer, and ask the sender for another copy", doc.Pages)}
}

// maxFile bounds a PDF in bytes: pdfium holds it in memory beside the caller's copy.
const maxFile = 160 << 20

// maxLetters bounds the text of a file: ten times the largest code known.
const maxLetters = 100_000_000

// sheets reads the text layer of every page.
func (e *Extractor) sheets(ctx context.Context, f *file, doc *ingest.Document) ([]sheet, error) {
	sheets := make([]sheet, 0, min(doc.Pages, 1000))
	letters := 0
	for i := range doc.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := f.text(i)
		if f.err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, f.broken())
		}
		if letters += len(p.glyphs); letters > maxLetters {
			return nil, &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("it has more than %d million letters; split it", maxLetters/1_000_000)}
		}
		sheets = append(sheets, newSheet(&p))
		ingest.Progress(ctx)
	}
	return sheets, nil
}

func newSheet(p *page) sheet {
	s := sheet{number: p.number, width: p.width, height: p.height, images: p.images, letters: len(p.glyphs), failed: p.failed, rows: rows(p.glyphs)}
	s.trust = plausible(s.words())
	return s
}

// failure is err in words for a librarian; nil for nil. Context errors stay as they are.
func failure(err error) error {
	var known *ingest.Failure
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errPassword), errors.Is(err, errSecurity):
		return &ingest.Failure{Kind: "encrypted", Message: err.Error() + "; ask the sender for an open copy"}
	case errors.Is(err, errNoMemory):
		return &ingest.Failure{Kind: "memory", Message: err.Error() + "; it is hostile, or too large: split it"}
	case errors.Is(err, errNoContent):
		return &ingest.Failure{Kind: "empty", Message: err.Error() + "; fetch it again"}
	case errors.Is(err, errDamaged):
		return &ingest.Failure{Kind: "damaged", Message: errDamaged.Error() + "; fetch it again"}
	}
	return &ingest.Failure{Kind: "damaged", Message: err.Error() + "; fetch it again, or print it to a new PDF"}
}
