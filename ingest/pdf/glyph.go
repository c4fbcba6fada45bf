package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// glyph is one character as it stands on a page. Coordinates are in points; y grows downwards from the page's top, unlike in PDF.
type glyph struct {
	r          rune
	x0, x1     float64 // from its origin to where the next one would start
	y          float64 // baseline
	size       float64 // of the letters in points
	font       *font
	run        int  // glyphs of one text object share it
	breakAfter bool // a space was drawn after it
	mayBreak   bool // pdfium thinks that a word ends with it
}

// font is what decides about weight and slope.
type font struct {
	name         string
	bold, italic bool
}

// page is a page of characters with its size in points.
type page struct {
	number        int // from 1
	width, height float64
	glyphs        []glyph
	failed        bool
	images        int // that cover a good part of the page; counted where there are few glyphs
}

// maxGlyphs bounds a page: a sheet of small print has 20,000 characters.
const maxGlyphs = 200_000

// text reads the characters of page i (from 0). A page that pdfium cannot load is empty.
func (f *file) text(i int) page {
	p := page{number: i + 1}
	handle := f.call("FPDF_LoadPage", f.doc, uint64(i))
	if handle == 0 {
		p.failed = true
		return p
	}
	f.keep(handle)
	p.width = asFloat32(f.call("FPDF_GetPageWidthF", handle))
	p.height = asFloat32(f.call("FPDF_GetPageHeightF", handle))
	text := f.call("FPDFText_LoadPage", handle)
	if text == 0 {
		return p
	}
	defer f.call("FPDFText_ClosePage", text)
	f.glyphs(&p, text)
	if len(p.glyphs) < 40 {
		p.images = f.images(handle, &p)
	}
	return p
}

// keep closes the page before this one: pdfium forgets a font with the last page that uses it, and reading fonts anew for every page takes
// most of the time.
func (f *file) keep(handle uint64) {
	if f.open != 0 {
		f.call("FPDF_ClosePage", f.open)
	}
	f.open = handle
}

func (f *file) glyphs(p *page, text uint64) {
	n := min(asInt(f.call("FPDFText_CountChars", text)), maxGlyphs)
	p.glyphs = make([]glyph, 0, max(n, 0))
	var last uint64
	var shape glyph // of the text object
	upright := false
	for i := range n {
		index := uint64(i)
		r := rune(f.call("FPDFText_GetUnicode", text, index))
		object := f.call("FPDFText_GetTextObject", text, index)
		if object == 0 || r == '\r' || r == '\n' { // put in by pdfium
			if n := len(p.glyphs); n > 0 && r == ' ' {
				p.glyphs[n-1].mayBreak = true
			}
			continue
		}
		if f.call("FPDFText_GetLooseCharBox", text, index, f.scratch) == 0 {
			continue
		}
		box := f.read(f.scratch, 16) // left, top, right, bottom
		if box == nil {
			return
		}
		g := glyph{r: r, x0: float32At(box), x1: float32At(box[8:])}
		bottom, top := float32At(box[12:]), float32At(box[4:])
		if object != last {
			last = object
			shape, upright = f.shape(text, index, object)
			shape.run = int(object)
			shape.size = max(shape.size, 1)
			if h := top - bottom; shape.size < h/3 {
				shape.size = h * 0.9 // the size is in the text matrix
			}
		}
		if !upright || !onSheet(g.x0, g.x1, p.height-shape.y, shape.size) {
			continue
		}
		g.y, g.size, g.font, g.run = p.height-shape.y, shape.size, shape.font, shape.run
		if unicode.IsSpace(r) || r == 0 {
			if n := len(p.glyphs); n > 0 {
				p.glyphs[n-1].breakAfter = true
			}
			continue
		}
		if r == 2 || r == 0xFFFE { // how pdfium says "hyphen at the end of a line"
			g.r = '-'
		}
		p.glyphs = append(p.glyphs, g)
	}
	p.glyphs = once(p.glyphs)
}

// once drops what pdfium gives twice: where several shapes make one syllable (Lao, Khmer, Burmese), a file states the syllable's letters once for all
// of them, and pdfium gives them for each shape. Such a run has the letters of the run before, and begins above it.
func once(glyphs []glyph) []glyph {
	kept := make([]glyph, 0, len(glyphs))
	var before [3][]glyph // runs; a mark may be drawn behind the next letter
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && glyphs[j].run == glyphs[i].run {
			j++
		}
		run := glyphs[i:j]
		if !slices.ContainsFunc(before[:], func(b []glyph) bool { return sameSyllable(b, run) }) {
			kept = append(kept, run...)
			before[0], before[1], before[2] = run, before[0], before[1]
		}
		i = j
	}
	return kept
}

func sameSyllable(a, b []glyph) bool {
	if len(b) < 2 || len(a) != len(b) || b[0].x0 > a[len(a)-1].x1 || b[0].x0 < a[0].x0 || math.Abs(a[0].y-b[0].y) > 0.6*b[0].size {
		return false
	}
	marked := false
	for i := range b {
		if a[i].r != b[i].r {
			return false
		}
		marked = marked || unicode.IsMark(b[i].r)
	}
	return marked && !isRTL(b[0].r)
}

// onSheet says whether coordinates can be those of print; broken files have any number, and none.
func onSheet(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) < 20_000) { // not a number fails too
			return false
		}
	}
	return true
}

// shape is what the characters of a text object share: size, font, baseline. False where it does not stand upright.
func (f *file) shape(text, index, object uint64) (glyph, bool) {
	var g glyph
	angle := asFloat32(f.call("FPDFText_GetCharAngle", text, index))
	upright := angle < 0.1 || angle > 6.18
	g.size = math.Float64frombits(f.call("FPDFText_GetFontSize", text, index))
	if f.call("FPDFText_GetMatrix", text, index, f.scratch) != 0 {
		if b := f.read(f.scratch, 24); b != nil { // a b c d e f
			if d := math.Abs(float32At(b[12:])); d > 0 {
				g.size *= d
			}
		}
	}
	if f.call("FPDFText_GetCharOrigin", text, index, f.scratch, f.scratch+8) != 0 {
		if b := f.read(f.scratch, 16); b != nil {
			g.y = float64At(b[8:])
		}
	}
	g.font = f.font(f.call("FPDFTextObj_GetFont", object))
	return g, upright
}

func (f *file) font(handle uint64) *font {
	if known, ok := f.fonts[handle]; ok {
		return known
	}
	got := &font{}
	if handle != 0 {
		got = newFont(f.fontName(handle), asInt(f.call("FPDFFont_GetFlags", handle)), asInt(f.call("FPDFFont_GetWeight", handle)))
	}
	f.fonts[handle] = got
	return got
}

// newFont tells weight and slope from a font's name, its flags (ISO 32000-1, table 123; 0: not known) and its weight.
func newFont(name string, flags, weight int) *font {
	const italic, forceBold = 1 << 6, 1 << 18
	lower := strings.ToLower(name)
	return &font{
		name:   name,
		bold:   containsAny(lower, "bold", "black", "heavy", "-bd", ",bd") || flags > 0 && flags&forceBold != 0 || weight >= 700 && !containsAny(lower, "regular", "roman"),
		italic: containsAny(lower, "italic", "oblique", "-it", "kursiv") || flags > 0 && flags&italic != 0,
	}
}

func (f *file) fontName(handle uint64) string {
	n := asInt(f.call("FPDFFont_GetBaseFontName", handle, 0, 0))
	if n <= 1 || n > 512 {
		return ""
	}
	p := f.alloc(n)
	defer f.free(p)
	f.call("FPDFFont_GetBaseFontName", handle, p, uint64(n))
	return string(f.read(p, n-1))
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// images counts the images that cover at least a tenth of the page; a scan may be cut into strips.
func (f *file) images(handle uint64, p *page) int {
	const image, form = 3, 5 // FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM
	count := 0
	for i := range min(asInt(f.call("FPDFPage_CountObjects", handle)), 2000) {
		object := f.call("FPDFPage_GetObject", handle, uint64(i))
		kind := f.call("FPDFPageObj_GetType", object)
		if kind != image && kind != form {
			continue
		}
		s := f.scratch
		if f.call("FPDFPageObj_GetBounds", object, s, s+4, s+8, s+12) == 0 {
			continue
		}
		b := f.read(s, 16)
		w, h := float32At(b[8:])-float32At(b), float32At(b[12:])-float32At(b[4:])
		if w*h > p.width*p.height/50 {
			count++
		}
	}
	return count
}
