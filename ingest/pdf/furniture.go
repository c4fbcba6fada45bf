package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// sheet is a page as rows of words.
type sheet struct {
	number        int // of the page, from 1
	width, height float64
	rows          []row   // from top to bottom
	letters       int     // of the text layer
	images        int     // that cover a good part of the page
	trust         float64 // how far the text layer looks like language
	failed        bool    // the page could not be loaded
	ocr           bool    // rows were read from the image
}

// edgeRows is how many rows at the top and at the bottom of a page may be furniture.
const edgeRows = 4

// furniture takes running heads and feet, page numbers, banners and line numbers out of sheets: what repeats at the same place
// on several pages, in the same size, with other digits at most.
func furniture(sheets []sheet) {
	for i := range sheets {
		lineNumbers(&sheets[i])
	}
	e := newEvidence(sheets)
	for i := range sheets {
		e.strip(&sheets[i])
	}
}

// evidence counts what stands at the edges of all pages.
type evidence struct {
	pages   int
	keys    map[edgeKey][]float64 // where rows of this wording stand: one y a page
	offsets map[int]int           // printed page number minus page: how often
	bands   map[edgeBand]int      // first or last rows at one height
	sure    map[edgeBand]int      // of those, how many are furniture by their wording
	inner   map[edgeKey]int       // rows between the edges: what repeats there is the law's, an article's label
}

// edgeKey is a row's wording with every number as #, and its size.
type edgeKey struct {
	bottom bool
	text   string
	size   int // in half points; 0 for a scan, where it is not sure
}

func newEdgeKey(s *sheet, r *row, bottom bool) edgeKey {
	k := edgeKey{bottom: bottom, text: pattern(r.text())}
	if !s.ocr {
		k.size = int(math.Round(r.size * 2))
	}
	return k
}

type edgeBand struct {
	bottom bool
	y      int
}

func newEvidence(sheets []sheet) *evidence {
	e := &evidence{pages: len(sheets), keys: map[edgeKey][]float64{}, offsets: map[int]int{}, bands: map[edgeBand]int{}, sure: map[edgeBand]int{}, inner: map[edgeKey]int{}}
	for i := range sheets {
		s := &sheets[i]
		for k := edgeRows; k < len(s.rows)-edgeRows; k++ {
			e.inner[newEdgeKey(s, &s.rows[k], false)]++
		}
	}
	each := func(visit func(s *sheet, r *row, bottom bool, rank int)) {
		for i := range sheets {
			s := &sheets[i]
			for k := range min(edgeRows, len(s.rows)) {
				visit(s, &s.rows[k], false, k)
				visit(s, &s.rows[len(s.rows)-1-k], true, k)
			}
		}
	}
	each(func(s *sheet, r *row, bottom bool, rank int) {
		text := r.text()
		key := newEdgeKey(s, r, bottom)
		e.keys[key] = append(e.keys[key], r.y)
		if n, ok := pageNumber(text); ok && rank < 2 {
			e.offsets[n-s.number]++
		}
	})
	each(func(s *sheet, r *row, bottom bool, rank int) {
		if rank > 0 {
			return
		}
		band := edgeBand{bottom, int(math.Round(r.y / 3))}
		e.bands[band]++
		if e.repeats(s, r, bottom) || e.numbers(s, r) {
			e.sure[band]++
		}
	})
	return e
}

func (r *row) text() string { return lineText(r.words, rightToLeft(r.words)) }

var digits = regexp.MustCompile(`[\p{Nd}]+|\b[ivxlcdm]+\b`)

// pattern is s without what differs from page to page.
func pattern(s string) string {
	return strings.Join(strings.Fields(digits.ReplaceAllString(strings.ToLower(s), "#")), " ")
}

// repeats says whether rows of the same wording stand at the same place on enough other pages.
func (e *evidence) repeats(s *sheet, r *row, bottom bool) bool {
	key := newEdgeKey(s, r, bottom)
	if !strings.ContainsFunc(key.text, unicode.IsLetter) {
		return false
	}
	same := 0
	for _, y := range e.keys[key] {
		if math.Abs(y-r.y) <= 4 || s.ocr && math.Abs(y-r.y) <= 16 { // sheets slip in a scanner
			same++
		}
	}
	if e.isLabel(key) {
		return false
	}
	switch numbered := strings.Contains(key.text, "#"); {
	case numbered && len([]rune(key.text)) < 12:
		return same >= max(3, e.pages*2/5) // "Article 65." may begin a page by chance, a running head begins most
	case numbered:
		return same >= max(2, e.pages/6) // so may "(Amended by Act 12 of 2001)"
	}
	return same >= max(2, min(4, e.pages/5))
}

// isLabel says whether rows like this, with a word and a number, stand between the edges of pages too, at least half as often as there are pages: they
// are labels of the law, and one that begins a page is no running head.
func (e *evidence) isLabel(key edgeKey) bool {
	key.bottom = false
	return strings.Contains(key.text, "#") && strings.ContainsFunc(key.text, unicode.IsLetter) && e.inner[key] >= max(2, e.pages/2)
}

// numbers says whether r is the page's number: its distance from the count of pages is that of others.
func (e *evidence) numbers(s *sheet, r *row) bool {
	n, ok := pageNumber(r.text())
	return ok && !e.isLabel(newEdgeKey(s, r, false)) && (e.offsets[n-s.number] >= max(2, min(5, e.pages/4)) || n == s.number)
}

var (
	numberOnly = regexp.MustCompile(`^(?:\p{L}{1,8}\.? ?)?[-–—_|\[( ]*(\p{Nd}{1,4})[-–—_|\]) ]*(?:(?:/|\p{L}{1,4}) ?\p{Nd}{1,4})?\s*\p{L}?[-–—| ]*$`)
	romanOnly  = regexp.MustCompile(`^[-–—_|\[( ]*([ivxlcdm]{1,7})[-–—_|\]) ]*$`)
)

// pageNumber reads a row that holds nothing but a page number: "12", "— 12 —", "Page 3 of 9", "iv".
func pageNumber(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if m := numberOnly.FindStringSubmatch(s); m != nil {
		n, err := strconv.Atoi(corpus.ASCIIDigits(m[1]))
		return n, err == nil
	}
	if m := romanOnly.FindStringSubmatch(strings.ToLower(s)); m != nil {
		return roman(m[1]), true
	}
	return 0, false
}

func roman(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}
	n, last := 0, 0
	for _, r := range s {
		v := values[r]
		if v > last {
			n -= 2 * last
		}
		n, last = n+v, v
	}
	return n
}

// strip takes furniture from the top and the bottom of s, row by row, until a row is wording.
func (e *evidence) strip(s *sheet) {
	for range edgeRows {
		if len(s.rows) == 0 || !e.isFurniture(s, 0, false) {
			break
		}
		s.rows = s.rows[1:]
	}
	for range edgeRows {
		if len(s.rows) == 0 || !e.isFurniture(s, len(s.rows)-1, true) {
			break
		}
		s.rows = s.rows[:len(s.rows)-1]
	}
}

func (e *evidence) isFurniture(s *sheet, i int, bottom bool) bool {
	r := &s.rows[i]
	if e.repeats(s, r, bottom) || e.numbers(s, r) || browser.MatchString(r.text()) {
		return true
	}
	if e.pages < 3 && loneHead(s, i, bottom) {
		return true
	}
	// Heads whose wording follows the text (the part, the first section of the page) stand where the others stand.
	band := edgeBand{bottom, int(math.Round(r.y / 3))}
	if e.bands[band] < max(4, e.pages/3) || 2*e.sure[band] < e.bands[band] {
		return false
	}
	next := i + 1
	if bottom {
		next = i - 1
	}
	return next < 0 || next >= len(s.rows) || math.Abs(s.rows[next].y-r.y) > 1.4*math.Max(r.size, s.rows[next].size)
}

// browser is what a web browser prints above and below pages: the date and time, the address.
var browser = regexp.MustCompile(`^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?\b|^(?:file|https?)://\S+(?:\s+\d+/\d+)?$`)

// loneHead says whether the first or last row of a document too short for repetition looks like a running head: smaller than what
// follows, apart from it, in two pieces that stand at the two edges.
func loneHead(s *sheet, i int, bottom bool) bool {
	r, next := &s.rows[i], i+1
	if bottom {
		next = i - 1
	}
	if next < 0 || next >= len(s.rows) || r.size > 0.95*s.rows[len(s.rows)/2].size || math.Abs(s.rows[next].y-r.y) < 2*r.size {
		return false
	}
	widest := 0.0
	for k := 1; k < len(r.words); k++ {
		widest = math.Max(widest, r.words[k].x0-r.words[k-1].x1)
	}
	return widest > 0.3*s.width
}

// lineNumbers takes the numbers of printed lines (5, 10, 15 …) out of the margins of s: digits that stand apart at one edge of their
// rows, one below the other, in equal steps.
func lineNumbers(s *sheet) {
	for _, first := range []bool{true, false} {
		var at []int
		var values []int
		for i, r := range s.rows {
			if n, ok := edgeNumber(r.words, first); ok {
				at, values = append(at, i), append(values, n)
			}
		}
		if !inSteps(values) {
			continue
		}
		for _, i := range at {
			if first {
				s.rows[i].words = s.rows[i].words[1:]
			} else {
				s.rows[i].words = s.rows[i].words[:len(s.rows[i].words)-1]
			}
		}
	}
	s.rows = slices.DeleteFunc(s.rows, func(r row) bool { return len(r.words) == 0 })
}

func edgeNumber(words []word, first bool) (int, bool) {
	n := len(words)
	w := words[0]
	if !first {
		w = words[n-1]
	}
	if n > 1 && first && words[1].x0-w.x1 < 0.8*words[1].size || n > 1 && !first && w.x0-words[n-2].x1 < 0.8*words[n-2].size {
		return 0, false
	}
	v, err := strconv.Atoi(corpus.ASCIIDigits(w.text))
	return v, err == nil && v > 0 && v < 1000
}

// inSteps says whether nearly all values grow by the same step, 1 or a multiple of 5.
func inSteps(values []int) bool {
	if len(values) < 4 {
		return false
	}
	steps := map[int]int{}
	for i := 1; i < len(values); i++ {
		steps[values[i]-values[i-1]]++
	}
	for step, n := range steps {
		if (step == 5 || step == 10 || step == 1 && len(values) >= 15) && 10*n >= 8*(len(values)-1) {
			return values[0] <= 2*step
		}
	}
	return false
}
