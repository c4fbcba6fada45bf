package pdf

import (
	"image"
	"math"
)

// boldInk is how much thicker than the median the strokes of a word must be to count as bold: 1.4 to 1.7 in print, 1.0 ± 0.12 in words that
// are not.
const boldInk = 1.25

// embolden finds the bold words of a scan by the thickness of their strokes, which OCR does not tell: ink divided by the length of its
// edges, against the median of words of the same size. scale is points a pixel.
func embolden(s *scan, img *image.Gray, scale float64) {
	threshold := otsu(img)
	body := bodySize(s.words)
	strokes := make([]float64, len(s.words))
	classes := map[bool][]float64{}
	for i, w := range s.words {
		strokes[i] = strokeWidth(img, w, scale, threshold) / w.size
		if strokes[i] > 0 && w.n >= 3 {
			classes[w.size > 1.2*body] = append(classes[w.size > 1.2*body], strokes[i])
		}
	}
	usual := classes[false]
	if len(usual) < 30 {
		return // too little to compare with
	}
	m := median(usual)
	for i := range s.words {
		s.words[i].bold = strokes[i] > boldInk*m && s.words[i].n >= 2
	}
}

// strokeWidth is the mean thickness, in pixels, of what is darker than threshold in the box of w; 0 for a box without ink.
func strokeWidth(img *image.Gray, w word, scale float64, threshold uint8) float64 {
	x0, x1 := int(w.x0/scale), int(w.x1/scale)
	y0, y1 := int((w.y-0.85*w.size)/scale), int((w.y+0.25*w.size)/scale)
	x0, y0 = max(x0, 1), max(y0, 1)
	x1, y1 = min(x1, img.Rect.Dx()-1), min(y1, img.Rect.Dy()-1)
	ink, edge := 0, 0
	for y := y0; y < y1; y++ {
		line := img.Pix[y*img.Stride:]
		above, below := img.Pix[(y-1)*img.Stride:], img.Pix[(y+1)*img.Stride:]
		for x := x0; x < x1; x++ {
			if line[x] >= threshold {
				continue
			}
			ink++
			if line[x-1] >= threshold || line[x+1] >= threshold || above[x] >= threshold || below[x] >= threshold {
				edge++
			}
		}
	}
	if edge == 0 {
		return 0
	}
	return 2 * float64(ink) / float64(edge)
}

// otsu is the grey level that best parts ink from paper (N. Otsu, A threshold selection method from gray-level histograms, 1979).
func otsu(img *image.Gray) uint8 {
	var histogram [256]int
	for y := 0; y < img.Rect.Dy(); y += 2 {
		for _, p := range img.Pix[y*img.Stride : y*img.Stride+img.Rect.Dx()] {
			histogram[p]++
		}
	}
	total, sum := 0, 0.0
	for level, n := range histogram {
		total += n
		sum += float64(level * n)
	}
	best, at := -1.0, 128
	dark, darkSum := 0, 0.0
	for level, n := range histogram {
		dark += n
		darkSum += float64(level * n)
		if dark == 0 || dark == total {
			continue
		}
		d := darkSum/float64(dark) - (sum-darkSum)/float64(total-dark)
		if between := float64(dark) * float64(total-dark) * d * d; between > best {
			best, at = between, level
		}
	}
	return uint8(math.Min(float64(at)+1, 255))
}
