package pdf

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

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
	options   Options
	engine    engine
	tesseract func() *tesseract // found when first needed
}

// New gives an Extractor; nothing is started before the first file.
func New(options Options) *Extractor {
	if options.MaxPages == 0 {
		options.MaxPages = 5000
	}
	options.Jobs = max(options.Jobs, 1)
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
	if f.restricted() {
		doc.Warnings = append(doc.Warnings, "the file asks that its text not be copied; it opens without a password and was read")
	}
	sheets, err := e.sheets(ctx, f, doc)
	if err != nil {
		return nil, err
	}
	if err := e.scans(ctx, f, sheets, doc, hint); err != nil {
		return nil, err
	}
	furniture(sheets)
	style := measure(sheets)
	doc.Blocks, doc.Contents = paragraphs(layout(sheets, style), style, doc.Pages)
	return doc, nil
}

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
			return nil, failure(f.err)
		}
		if letters += len(p.glyphs); letters > maxLetters {
			return nil, &ingest.Failure{Kind: "too-large", Message: fmt.Sprintf("it has more than %d million letters; split it", maxLetters/1_000_000)}
		}
		s := sheet{number: p.number, width: p.width, height: p.height, images: p.images, rows: rows(p.glyphs)}
		s.letters, s.trust = len(p.glyphs), plausible(s.words())
		sheets = append(sheets, s)
		ingest.Progress(ctx)
	}
	return sheets, nil
}

// scans reads the pages that are images, or whose text layer makes no sense, by OCR where that gives better text.
func (e *Extractor) scans(ctx context.Context, f *file, sheets []sheet, doc *ingest.Document, hint ingest.Hint) error {
	var todo []int
	var wording strings.Builder
	for i := range sheets {
		s := &sheets[i]
		switch {
		case s.letters < 40 && s.images > 0, s.trust < believable:
			todo = append(todo, i)
		case wording.Len() < 4000:
			for _, r := range s.rows {
				wording.WriteString(r.text() + " ")
			}
		}
	}
	if len(todo) == 0 {
		return nil
	}
	var read []int
	if t := e.tesseract(); t != nil {
		o := ocr{tesseract: t, jobs: e.options.Jobs}
		o.decide(ctx, f, todo[0], hint.Language, wording.String())
		o.pages(ctx, f, todo, func(i int, s scan) {
			if accept(&sheets[i], &s) {
				sheets[i].rows, sheets[i].ocr, sheets[i].trust = s.rows(), true, 1
				read = append(read, sheets[i].number)
			}
		})
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	e.report(sheets, todo, read, doc)
	return nil
}

// accept says whether what OCR read is better than the text layer.
func accept(s *sheet, read *scan) bool {
	letters := 0
	for _, w := range read.words {
		letters += w.n
	}
	return letters > 0 && (s.letters < 40 && letters >= s.letters || read.conf > 0.5)
}

// report names the pages that were read by OCR, and those that stay images. Letters that make no sense are left out.
func (e *Extractor) report(sheets []sheet, todo, read []int, doc *ingest.Document) {
	senseless := 0
	for _, i := range todo {
		s := &sheets[i]
		if s.ocr {
			continue
		}
		if s.letters >= 40 {
			senseless++
			s.rows = nil
		}
		if s.rows == nil || s.images > 0 {
			doc.ImageOnly = append(doc.ImageOnly, s.number)
		}
	}
	if len(read) > 0 {
		doc.Warnings = append(doc.Warnings, numbered(read)+" read by OCR")
	}
	if len(doc.ImageOnly) == 0 {
		return
	}
	warning := "image only: " + numbered(doc.ImageOnly) + " not read"
	if senseless > 0 {
		warning = "no usable text: " + numbered(doc.ImageOnly) + " not read, the characters in the file make no sense"
	}
	if e.tesseract() == nil {
		warning += "; install tesseract and run pandect ingest --retry ocr"
	}
	doc.Warnings = append(doc.Warnings, warning)
}

// numbered is "page 3" or "pages 1–4, 7".
func numbered(pages []int) string {
	pages = slices.Sorted(slices.Values(pages))
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		part := strconv.Itoa(pages[i])
		if j > i {
			part += "–" + strconv.Itoa(pages[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	if len(pages) == 1 {
		return "page " + parts[0]
	}
	return "pages " + strings.Join(parts, ", ")
}

func failure(err error) error {
	switch {
	case errors.Is(err, errPassword), errors.Is(err, errSecurity):
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
