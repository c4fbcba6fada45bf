package pdf

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"unicode"

	ledong "github.com/ledongthuc/pdf"
	"github.com/pandect/pandect/ingest"
)

// second reads PDF with ledongthuc/pdf, in pure Go: where pdfium gives up, or is switched off. It knows fewer encodings and no
// images.
type second struct {
	reader *ledong.Reader
	pages  []ledong.Page
}

// maxTree bounds the page tree, which in a hostile file contains itself.
const maxTree = 100_000

// openSecond finds the pages of data. The library panics on much that is broken; that is an error here.
func openSecond(data []byte) (s *second, err error) {
	defer recovered(&err)
	if i := bytes.LastIndex(data, []byte("%%EOF")); i > 0 {
		data = data[:i+5] // it refuses a file with anything behind
	}
	r, err := ledong.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypt") {
			return nil, errPassword
		}
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	s = &second{reader: r}
	nodes := 0
	s.walk(r.Trailer().Key("Root").Key("Pages"), 0, &nodes)
	if len(s.pages) == 0 {
		return nil, errNoContent
	}
	return s, nil
}

func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, r)
	}
}

// walk lists the pages below node, in order. Depth and number are bounded instead of asking for each page by its number, which
// never ends in a tree that contains itself.
func (s *second) walk(node ledong.Value, depth int, nodes *int) {
	if *nodes++; *nodes > maxTree || depth > 40 {
		return
	}
	switch node.Key("Type").Name() {
	case "Page":
		s.pages = append(s.pages, ledong.Page{V: node})
	default:
		kids := node.Key("Kids")
		for i := range min(kids.Len(), maxTree) {
			s.walk(kids.Index(i), depth+1, nodes)
		}
	}
}

// sheets reads the pages.
func (s *second) sheets(ctx context.Context) ([]sheet, error) {
	var sheets []sheet
	fonts := map[string]*font{}
	for i := range s.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := s.text(i, fonts)
		if err != nil {
			p = page{number: i + 1, width: 595, height: 842} // this page is lost, the others may be whole
		}
		sheets = append(sheets, newSheet(&p))
		ingest.Progress(ctx)
	}
	return sheets, nil
}

func (s *second) text(i int, fonts map[string]*font) (p page, err error) {
	defer recovered(&err)
	p = page{number: i + 1, width: 595, height: 842}
	for node, depth := s.pages[i].V, 0; depth < 40 && !node.IsNull(); node, depth = node.Key("Parent"), depth+1 {
		if box := node.Key("MediaBox"); box.Len() == 4 { // inherited from the tree
			p.width, p.height = box.Index(2).Float64()-box.Index(0).Float64(), box.Index(3).Float64()-box.Index(1).Float64()
			break
		}
	}
	for n, t := range s.pages[i].Content().Text {
		if len(p.glyphs) > maxGlyphs {
			break
		}
		if strings.TrimSpace(t.S) == "" {
			if k := len(p.glyphs); k > 0 {
				p.glyphs[k-1].breakAfter = true
			}
			continue
		}
		f := fonts[t.Font]
		if f == nil {
			f = newFont(t.Font, 0, 0)
			fonts[t.Font] = f
		}
		size := math.Max(math.Abs(t.FontSize), 1)
		for _, r := range t.S {
			if unicode.IsControl(r) || !onSheet(t.X, t.W, t.Y, size) {
				continue
			}
			p.glyphs = append(p.glyphs, glyph{r: r, x0: t.X, x1: t.X + math.Max(t.W, 0.1), y: p.height - t.Y, size: size, font: f, run: n})
		}
	}
	return p, nil
}
