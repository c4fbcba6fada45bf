package pdf

import (
	"image"
	"math"
)

// maxPixels bounds a page image: A3 at 400 dpi.
const maxPixels = 32_000_000

// render draws page i (from 0) in grey at dpi, or at fewer where the page is very large. Nil if pdfium cannot.
func (f *file) render(i int, dpi float64) (*image.Gray, float64) {
	handle := f.call("FPDF_LoadPage", f.doc, uint64(i))
	if handle == 0 {
		return nil, 0
	}
	f.keep(handle)
	w, h, dpi := f.pixels(handle, dpi)
	const grey = 1
	bitmap := f.draw(handle, w, h, grey)
	if bitmap == 0 {
		return nil, 0
	}
	defer f.call("FPDFBitmap_Destroy", bitmap)
	img := image.NewGray(image.Rect(0, 0, w, h))
	stride := asInt(f.call("FPDFBitmap_GetStride", bitmap))
	b := f.read(f.call("FPDFBitmap_GetBuffer", bitmap), stride*h)
	if b == nil || stride < w {
		return nil, 0
	}
	for y := range h {
		copy(img.Pix[y*img.Stride:], b[y*stride:y*stride+w])
	}
	return img, dpi
}

// renderColour is render in colour.
func (f *file) renderColour(i int, dpi float64) image.Image {
	handle := f.call("FPDF_LoadPage", f.doc, uint64(i))
	if handle == 0 {
		return nil
	}
	f.keep(handle)
	w, h, _ := f.pixels(handle, dpi)
	const bgrx = 3
	bitmap := f.draw(handle, w, h, bgrx)
	if bitmap == 0 {
		return nil
	}
	defer f.call("FPDFBitmap_Destroy", bitmap)
	stride := asInt(f.call("FPDFBitmap_GetStride", bitmap))
	b := f.read(f.call("FPDFBitmap_GetBuffer", bitmap), stride*h)
	if b == nil || stride < 4*w {
		return nil
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from, to := b[y*stride:], img.Pix[y*img.Stride:]
		for x := 0; x < 4*w; x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x+2], from[x+1], from[x], 255
		}
	}
	return img
}

func (f *file) pixels(handle uint64, dpi float64) (w, h int, actual float64) {
	width := asFloat32(f.call("FPDF_GetPageWidthF", handle))
	height := asFloat32(f.call("FPDF_GetPageHeightF", handle))
	scale := dpi / 72
	if area := width * height * scale * scale; area > maxPixels {
		scale *= math.Sqrt(maxPixels / area)
	}
	return max(1, int(width*scale)), max(1, int(height*scale)), scale * 72
}

// draw gives a bitmap of the page, to be destroyed by the caller; 0 if there is no memory for it.
func (f *file) draw(handle uint64, w, h, format int) uint64 {
	bitmap := f.call("FPDFBitmap_CreateEx", uint64(w), uint64(h), uint64(format), 0, 0)
	if bitmap == 0 {
		return 0
	}
	const withNotes = 0x01 // FPDF_ANNOT: stamps and filled forms too
	f.call("FPDFBitmap_FillRect", bitmap, 0, 0, uint64(w), uint64(h), 0xFFFFFFFF)
	f.call("FPDF_RenderPageBitmap", bitmap, handle, 0, 0, uint64(w), uint64(h), 0, withNotes)
	return bitmap
}
