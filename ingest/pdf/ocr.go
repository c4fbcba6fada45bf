package pdf

import (
	"cmp"
	"context"
	"image"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"github.com/pandect/pandect/ingest"
)

// scanDPI is what pages are drawn at for OCR: tesseract's models are made for letters of about 30 pixels.
const scanDPI = 300

// settle drops specks, counts letters and finds the mean confidence.
func (s *scan) settle() {
	s.words = slices.DeleteFunc(s.words, func(w word) bool {
		return w.text == "" || w.x1 <= w.x0 || w.conf < 0.3 && !strings.ContainsFunc(w.text, isWordRune)
	})
	letters, conf := 0, 0.0
	for i := range s.words {
		w := &s.words[i]
		w.n = utf8.RuneCountInString(w.text)
		letters += w.n
		conf += w.conf * float64(w.n)
	}
	s.conf = conf / float64(max(letters, 1))
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (s *scan) text() string {
	var b strings.Builder
	for _, w := range s.words {
		b.WriteString(w.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// rows sets a scanned page upright, by the slope of its lines, and puts its words onto baselines.
func (s *scan) rows() []row {
	words := slices.Clone(s.words)
	body := bodySize(words)
	for i := range words {
		w := &words[i]
		x, y := (w.x0+w.x1)/2, w.y
		half := (w.x1 - w.x0) / 2
		x, y = x+s.slope*y, y-s.slope*x
		w.x0, w.x1, w.y = x-half, x+half, y
		// The height of a line depends on the letters in it: only what is well away from the body's is another size.
		if w.size > 0.78*body && w.size < 1.25*body {
			w.size = body
		}
		if rightToLeft(words[i : i+1]) {
			w.text = visual(w.text)
		}
	}
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.y, b.y) })
	var rows []row
	for _, w := range words {
		if n := len(rows); n > 0 && w.y-rows[n-1].y <= 0.35*math.Min(w.size, rows[n-1].size) {
			rows[n-1].words = append(rows[n-1].words, w)
			rows[n-1].y += (w.y - rows[n-1].y) / float64(len(rows[n-1].words)) // a curved page drifts
			continue
		}
		rows = append(rows, row{words: []word{w}, y: w.y, size: w.size})
	}
	for i := range rows {
		slices.SortStableFunc(rows[i].words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
		rows[i].settle()
	}
	return rows
}

// bodySize is the median over letters of the size of words.
func bodySize(words []word) float64 {
	var sizes []float64
	for _, w := range words {
		for range w.n {
			sizes = append(sizes, w.size)
		}
	}
	if len(sizes) == 0 {
		return 10
	}
	return median(sizes)
}

// ocr reads pages from their images.
type ocr struct {
	*tesseract
	jobs      int
	languages string // for -l; found with the first page where no hint says it
	rotate    int    // degrees by which pages must be turned
}

// pages reads the given pages (indexes), jobs at a time, and calls done with each, in any order but one at a time. What tesseract fails on is
// left out.
func (o *ocr) pages(ctx context.Context, f *file, indexes []int, done func(i int, s scan)) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	slots := make(chan struct{}, o.jobs)
	for _, i := range indexes {
		if ctx.Err() != nil || f.err != nil {
			break
		}
		slots <- struct{}{}
		img, dpi := f.render(i, scanDPI)
		if img == nil {
			<-slots
			continue
		}
		wait.Go(func() {
			defer func() { <-slots }()
			upright := turned(img, o.rotate)
			s, err := o.read(ctx, upright, dpi, o.languages)
			if err != nil {
				return
			}
			o.reread(ctx, upright, &s, 72/dpi)
			embolden(&s, upright, 72/dpi)
			mu.Lock()
			defer mu.Unlock()
			done(i, s)
		})
		ingest.Progress(ctx)
	}
	wait.Wait()
}

// decide finds the languages to read with: those of the hint, of the wording that the document has, or of the script and then the wording
// of its first scanned page.
func (o *ocr) decide(ctx context.Context, f *file, first int, hint, wording string) {
	if l := o.installed(hint); l != "" {
		o.languages = l
		return
	}
	if len(wording) > 400 {
		if l := o.installed(whatlanggo.DetectLang(wording).Iso6391()); l != "" {
			o.languages = l
			return
		}
	}
	img, dpi := f.render(first, scanDPI)
	if img == nil {
		o.languages = "eng"
		return
	}
	script, rotate := o.orientation(ctx, img, dpi)
	o.rotate = rotate
	candidates := o.ofScript(script)
	o.languages = candidates[0]
	if len(candidates) == 1 {
		return
	}
	s, err := o.read(ctx, turned(img, rotate), dpi, candidates[0])
	if err != nil {
		return
	}
	if l := o.installed(whatlanggo.DetectLang(s.text()).Iso6391()); l != "" && slices.Contains(candidates, l) {
		o.languages = l
	}
}

// turned is img turned clockwise by 90, 180 or 270 degrees.
func turned(img *image.Gray, degrees int) *image.Gray {
	if degrees == 0 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if degrees == 90 || degrees == 270 {
		w, h = h, w
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range b.Dy() {
		for x := range b.Dx() {
			p := img.Pix[y*img.Stride+x]
			switch degrees {
			case 90:
				out.Pix[x*out.Stride+w-1-y] = p
			case 180:
				out.Pix[(h-1-y)*out.Stride+w-1-x] = p
			case 270:
				out.Pix[(h-1-x)*out.Stride+y] = p
			}
		}
	}
	return out
}
