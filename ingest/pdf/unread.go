package pdf

import (
	"context"
	"image"
	"math"
	"slices"
	"unicode"
)

// tesseract reads pages well and lines of one or two characters badly: the number of a section that stands alone on its line is dropped, or
// becomes letters ("5." is "GF"), while the same picture given as one line is read rightly. So what it left, and what it is unsure of, is read again, piece by piece.

const (
	// maxUnread is how many pieces of a page are read again; a page with more of them is dirt or a drawing, not print.
	maxUnread = 24
	// doubtful is the confidence below which a word alone on its line is read again, and that what takes its place must have.
	doubtful = 0.75
	// relied is the confidence of what is put where nothing was read.
	relied = 0.6
)

// reread reads what is printed on img but missing in s, or doubtful there, once more. scale is points a pixel.
func (o *ocr) reread(ctx context.Context, img *image.Gray, s *scan, scale float64) {
	if len(s.words) < 20 {
		return // too little to know the size of its letters
	}
	size := bodySize(s.words) / scale
	pieces := unread(img, s, scale, size)
	if len(pieces) > maxUnread {
		pieces = nil
	}
	for _, p := range pieces {
		words := o.piece(ctx, img, p, scale, size, oneLine)
		s.words = append(s.words, words...)
		if len(words) == 1 && words[0].n == 1 && !s.alone(len(s.words)-1) {
			s.words = s.words[:len(s.words)-1] // "()" behind a sentence looks like 0
		}
	}
	for _, p := range s.misshapen(scale, size) {
		if words := o.piece(ctx, img, p, scale, size, sparse); words != nil {
			s.replace(p, scale, words)
		}
	}
	for i, w := range s.words {
		if w.conf >= doubtful || w.n > 3 || !s.alone(i) {
			continue
		}
		p := image.Rect(int(w.x0/scale), int((w.y-0.8*w.size)/scale), int(w.x1/scale), int((w.y+0.1*w.size)/scale))
		if words := o.piece(ctx, img, p, scale, size, oneLine); len(words) == 1 && words[0].conf >= doubtful {
			words[0].y, words[0].size = w.y, w.size
			s.words[i] = words[0]
		}
	}
	s.settle()
}

// misshapen lists the places, in pixels, of words that tesseract is unsure of and that have too few letters for their box: several lines of a small
// marginal note, read as one. Places that meet are one.
func (s *scan) misshapen(scale, size float64) []image.Rectangle {
	var places []image.Rectangle
	for _, w := range s.words {
		wide, high := (w.x1-w.x0)/scale, w.size/scale
		if w.conf >= 0.5 || high < 1.6*size && wide < 1.2*size*float64(w.n) {
			continue
		}
		p := w.place(scale)
		places = slices.DeleteFunc(places, func(q image.Rectangle) bool {
			if near := q.Inset(-int(size / 3)); !near.Overlaps(p) {
				return false
			}
			p = p.Union(q)
			return true
		})
		places = append(places, p)
	}
	if len(places) > maxUnread {
		return nil
	}
	return places
}

// place is the box of w in pixels.
func (w word) place(scale float64) image.Rectangle {
	return image.Rect(int(w.x0/scale), int((w.y-0.9*w.size)/scale), int(w.x1/scale), int((w.y+0.25*w.size)/scale))
}

// replace puts words in the place of those whose middle lies in p.
func (s *scan) replace(p image.Rectangle, scale float64, words []word) {
	s.words = slices.DeleteFunc(s.words, func(w word) bool {
		box := w.place(scale)
		return box.Min.Add(box.Max).Div(2).In(p)
	})
	s.words = append(s.words, words...)
}

// alone says whether no word stands within one and a half sizes of word i on its line.
func (s *scan) alone(i int) bool {
	w := s.words[i]
	return !slices.ContainsFunc(s.words, func(v word) bool {
		return v != w && math.Abs(v.y-w.y) < 0.5*w.size && v.x0 < w.x1+1.5*w.size && v.x1 > w.x0-1.5*w.size
	})
}

// How tesseract looks at a piece: its page segmentation modes.
const (
	oneLine = "7"
	sparse  = "11"
)

// piece reads a piece of img; nil if that gives nothing to rely on. The words of one line stand on the foot of the piece.
func (o *ocr) piece(ctx context.Context, img *image.Gray, piece image.Rectangle, scale, size float64, mode string) []word {
	out, err := o.run(ctx, framed(img, piece, int(size)), 72/scale, "-l", o.languages, "--psm", mode, "hocr")
	if err != nil {
		return nil
	}
	s, err := parseHOCR(out, scale)
	if err != nil || s.conf < relied || !telling(s.text()) {
		return nil
	}
	s.words = slices.DeleteFunc(s.words, func(w word) bool { return w.conf < relied })
	for i := range s.words {
		w := &s.words[i]
		w.x0 += (float64(piece.Min.X) - size) * scale
		w.x1 += (float64(piece.Min.X) - size) * scale
		w.y += (float64(piece.Min.Y) - size) * scale
		if mode == oneLine {
			w.y, w.size = float64(piece.Max.Y)*scale, size*scale
		}
	}
	return s.words
}

// telling says whether text is more than what dust may look like: a figure, a Han character or two letters.
func telling(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsDigit(r) || isHan(r) {
			return true
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// framed is a piece of img within a white margin.
func framed(img *image.Gray, piece image.Rectangle, margin int) *image.Gray {
	near := piece.Inset(-margin / 6).Intersect(img.Rect)
	out := image.NewGray(image.Rect(0, 0, piece.Dx()+2*margin, piece.Dy()+2*margin))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for y := near.Min.Y; y < near.Max.Y; y++ {
		at := (y-piece.Min.Y+margin)*out.Stride + near.Min.X - piece.Min.X + margin
		copy(out.Pix[at:], img.Pix[y*img.Stride+near.Min.X:y*img.Stride+near.Max.X])
	}
	return out
}

// unread lists the places, in pixels of img, where something as high as a letter is printed but no word of s stands. size is that of the body, in pixels.
func unread(img *image.Gray, s *scan, scale, size float64) []image.Rectangle {
	cell := max(2, int(size/10))
	g := newGrid(img, cell)
	for _, w := range s.words {
		g.clear(w.x0/scale-0.3*size, (w.y-1.1*w.size)/scale, w.x1/scale+0.3*size, (w.y+0.45*w.size)/scale)
	}
	var pieces []image.Rectangle
	page := img.Rect.Inset(int(size)) // what touches the edge is the edge of the paper
	for _, r := range g.islands(int(0.9*size)/cell, 1) {
		high := float64(r.Dy())
		if high < 0.45*size || high > 1.4*size+math.Abs(s.slope)*float64(r.Dx()) || float64(r.Dx()) < 0.2*size || !r.In(page) {
			continue
		}
		pieces = append(pieces, r)
	}
	return pieces
}

// grid is where the ink of a page is, in square cells.
type grid struct {
	cell, w, h int
	ink        []bool
}

func newGrid(img *image.Gray, cell int) *grid {
	threshold := otsu(img)
	g := &grid{cell: cell, w: img.Rect.Dx()/cell + 1, h: img.Rect.Dy()/cell + 1}
	dark := make([]uint8, g.w*g.h)
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+img.Rect.Dx()]
		for x, p := range row {
			if p < threshold {
				dark[y/cell*g.w+x/cell]++
			}
		}
	}
	g.ink = make([]bool, len(dark))
	for i, n := range dark {
		g.ink[i] = n > 2 // one or two dark pixels are dust
	}
	return g
}

// clear takes the ink out of a box, in pixels.
func (g *grid) clear(x0, y0, x1, y1 float64) {
	for y := max(0, int(y0)/g.cell); y <= min(g.h-1, int(y1)/g.cell); y++ {
		for x := max(0, int(x0)/g.cell); x <= min(g.w-1, int(x1)/g.cell); x++ {
			g.ink[y*g.w+x] = false
		}
	}
}

// islands are the boxes, in pixels and from top to bottom, of ink that hangs together across gaps of dx and dy cells.
func (g *grid) islands(dx, dy int) []image.Rectangle {
	var boxes []image.Rectangle
	var todo []int
	for start := range g.ink {
		if !g.ink[start] {
			continue
		}
		box := image.Rectangle{}
		g.ink[start] = false
		todo = append(todo[:0], start)
		for len(todo) > 0 {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			x, y := at%g.w, at/g.w
			box = box.Union(image.Rect(x, y, x+1, y+1))
			for v := max(0, y-dy); v <= min(g.h-1, y+dy); v++ {
				for u := max(0, x-dx); u <= min(g.w-1, x+dx); u++ {
					if i := v*g.w + u; g.ink[i] {
						g.ink[i] = false
						todo = append(todo, i)
					}
				}
			}
		}
		boxes = append(boxes, image.Rectangle{Min: box.Min.Mul(g.cell), Max: box.Max.Mul(g.cell)})
	}
	return boxes
}
