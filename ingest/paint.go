package ingest

import (
	"context"

	"github.com/pandect/pandect/corpus"
)

// Painter is an Extractor that can show a page of what it reads, counted from 1, scale times as large as a screen needs it. Its errors are *Failure: of kind "no-page" where the
// file has no page of that number, of another where the file is to blame; or what ended ctx.
type Painter interface {
	Paint(ctx context.Context, data []byte, page, scale int) (corpus.PageImage, error)
}

// Paint shows a page of a PDF. Other formats have none: *Failure of kind "unsupported".
func (r *Reader) Paint(ctx context.Context, data []byte, page, scale int) (corpus.PageImage, error) {
	media, err := Detect(data)
	if err != nil {
		return corpus.PageImage{}, err
	}
	p, ok := r.PDF.(Painter)
	if media != "application/pdf" || !ok {
		return corpus.PageImage{}, &Failure{Kind: "unsupported", Message: "it is " + media + ", which has no pages"}
	}
	return p.Paint(ctx, data, page, scale)
}
