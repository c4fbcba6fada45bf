package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// paintDPI makes an A4 page 1,100 pixels wide: small print can be read, and a page of text takes some 50 KB.
const paintDPI = 133

// Paint implements ingest.Painter.
func (e *Extractor) Paint(ctx context.Context, data []byte, page, scale int) (corpus.PageImage, error) {
	f, err := e.engine.open(ctx, data)
	if err != nil && mendable(err) {
		if whole, ok := repair(data); ok {
			f, err = e.engine.open(ctx, whole)
		}
	}
	if err != nil {
		return corpus.PageImage{}, failure(err)
	}
	defer f.close()
	pages := f.pages()
	if page < 1 || page > pages {
		return corpus.PageImage{}, &ingest.Failure{Kind: "no-page", Message: fmt.Sprintf("it has %d pages, and none of number %d", pages, page)}
	}
	p := f.text(page - 1)
	img := f.renderColour(page-1, paintDPI*float64(scale))
	if f.err != nil {
		return corpus.PageImage{}, failure(f.broken())
	}
	if img == nil || p.failed || p.width <= 0 {
		return corpus.PageImage{}, &ingest.Failure{Kind: "damaged", Message: fmt.Sprintf("page %d cannot be drawn", page)}
	}
	size := img.Bounds()
	out := corpus.PageImage{Width: size.Dx(), Height: size.Dy(), Pages: pages, Words: wordsOf(p.glyphs, float64(size.Dx())/p.width)}
	var b bytes.Buffer
	if p.images > 0 {
		out.MediaType, err = "image/jpeg", jpeg.Encode(&b, img, &jpeg.Options{Quality: 70})
	} else {
		out.MediaType, err = "image/png", png.Encode(&b, grey(img))
	}
	out.Image = b.Bytes()
	return out, err
}

// grey is img without colour where it has none: most pages of laws, which take half the bytes then.
func grey(img image.Image) image.Image {
	in, ok := img.(*image.RGBA)
	if !ok {
		return img
	}
	out := image.NewGray(in.Rect)
	for i := range out.Pix {
		r, g, b := in.Pix[4*i], in.Pix[4*i+1], in.Pix[4*i+2]
		if r != g || g != b {
			return img
		}
		out.Pix[i] = g
	}
	return out
}

// wordsOf joins characters that stand side by side on one line; scale is pixels a point.
func wordsOf(glyphs []glyph, scale float64) []corpus.PageWord {
	var out []corpus.PageWord
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && oneWord(glyphs[j-1], glyphs[j]) {
			j++
		}
		out = append(out, asWord(glyphs[i:j], scale))
		i = j
	}
	return out
}

func oneWord(a, b glyph) bool {
	const blank = 0.22 // of the letters' size
	gap := math.Max(b.x0-a.x1, a.x0-b.x1)
	return !a.breakAfter && math.Abs(a.y-b.y) < 0.3*a.size && gap < blank*a.size && !unicode.Is(unicode.Han, a.r) && !unicode.Is(unicode.Han, b.r)
}

// asWord gives letters from the right to the left, where a file has them in the order of the page, in the order in which they are read.
func asWord(glyphs []glyph, scale float64) corpus.PageWord {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	var b strings.Builder
	for i := range glyphs {
		g := glyphs[i]
		if len(glyphs) > 1 && isRTL(glyphs[0].r) && glyphs[0].x0 < glyphs[len(glyphs)-1].x0 {
			g = glyphs[len(glyphs)-1-i]
		}
		b.WriteRune(g.r)
		left, right = math.Min(left, g.x0), math.Max(right, g.x1)
		top, bottom = math.Min(top, g.y-0.85*g.size), math.Max(bottom, g.y+0.25*g.size)
	}
	pixel := func(points float64) int { return int(math.Round(points * scale)) }
	return corpus.PageWord{Text: norm.NFKC.String(b.String()), X: pixel(left), Y: pixel(top), Width: pixel(right - left), Height: pixel(bottom - top)}
}
