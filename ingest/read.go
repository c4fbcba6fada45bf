package ingest

import (
	"context"
	"fmt"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/relation"
)

// Tagger gives each provision of t its topics and requirements, replacing those that the program gave before and leaving
// those of people. It is safe for concurrent use.
type Tagger interface{ Tag(t *corpus.Text) }

// Reader turns the bytes of one file into a Text. Its fields are set once; Read is safe for concurrent use.
type Reader struct {
	PDF, HTML Extractor
	Tagger    Tagger // nil: no tags
}

// Read detects the format, extracts, segments, identifies and tags. It stores nothing. The Text has no ID where the law could not be
// identified; Warnings tell what a librarian should know. Errors are *Failure where the file is to blame.
func (r *Reader) Read(ctx context.Context, data []byte, hint Hint) (corpus.Text, error) {
	doc, err := r.extract(ctx, data, hint)
	if err != nil {
		return corpus.Text{}, err
	}
	language, sure := Language(doc, hint)
	provisions, warnings := Segment(doc, language)
	if len(provisions) == 0 {
		return corpus.Text{}, &Failure{Kind: "no-text", Message: "no wording of a law was found in it; if it is a scan, install tesseract and retry"}
	}
	t := corpus.Text{Law: Identify(doc, provisions, language, hint), Language: language, Provisions: provisions}
	if language != "" {
		t.Confidence["language"] = hundredths(sure)
	}
	judgeLanguage(&t)
	t.Warnings = append(doc.Warnings, warnings...)
	t.Original = &corpus.Original{Name: hint.Name, MediaType: doc.MediaType, Bytes: int64(len(data))}
	relation.Find(&t)
	if r.Tagger != nil {
		r.Tagger.Tag(&t)
	}
	return t, nil
}

// Blocks reads a file only as far as its blocks in reading order, for `pandect extract --text`.
func (r *Reader) Blocks(ctx context.Context, data []byte, hint Hint) (*Document, error) {
	return r.extract(ctx, data, hint)
}

func (r *Reader) extract(ctx context.Context, data []byte, hint Hint) (*Document, error) {
	media, err := Detect(data)
	if err != nil {
		return nil, err
	}
	switch media {
	case "application/pdf":
		return r.PDF.Extract(ctx, data, hint)
	case "text/html", "text/plain":
		return r.HTML.Extract(ctx, data, hint)
	}
	return nil, &Failure{Kind: "unsupported", Message: fmt.Sprintf("it is %s; Pandect reads PDF and HTML: save it as one of these", media)}
}
