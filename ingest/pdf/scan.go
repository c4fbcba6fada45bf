package pdf

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/ingest"
)

// scans reads the pages that are images, or whose text layer makes no sense, by OCR where that gives better text.
// languages are tesseract's names of those it was read in; "" if nothing was.
func (e *Extractor) scans(ctx context.Context, f *file, sheets []sheet, doc *ingest.Document, hint ingest.Hint) (languages string, err error) {
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
		return "", nil
	}
	var read []int
	if t := e.tesseract(); t != nil {
		o := ocr{tesseract: t, jobs: max(1, hint.Jobs)}
		o.decide(ctx, f, todo[0], hint.Language, wording.String())
		o.pages(ctx, f, todo, func(i int, s scan) {
			if accept(&sheets[i], &s) {
				sheets[i].rows, sheets[i].ocr, sheets[i].trust = s.rows(), true, 1
				read = append(read, sheets[i].number)
			}
		})
		if err := ctx.Err(); err != nil {
			return "", err
		}
		languages = o.languages
	}
	e.report(sheets, todo, read, doc)
	return languages, nil
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
