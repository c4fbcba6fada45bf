package pdf

import (
	"math"
	"slices"
	"unicode"
)

// word is a run of glyphs without a space, as placed on the page: left to right, whatever the script.
type word struct {
	text   string // as printed from left to right, which is backwards for Arabic and Hebrew
	n      int    // letters
	x0, x1 float64
	y      float64 // baseline
	size   float64
	bold   bool
	italic bool
	raised bool    // smaller than its neighbours and above their baseline, or below it: a superscript
	conf   float64 // of OCR, 0..1; 0: not read by OCR
	mended bool    // spaces were drawn between its letters
}

// row is the words that stand on one baseline across the whole page, from left to right.
type row struct {
	words []word
	y     float64
	size  float64
}

// syllable is how many letters a text object has at most where it was begun for the sake of a mark; in a longer one, marks stand among the letters as they
// are read.
const syllable = 6

// maxMarks bounds the work on a page: a page of fully marked Arabic has 2,000.
const maxMarks = 8000

// rows puts the glyphs of a page onto baselines. A superscript goes to the row that it is raised from, a combining mark to
// the letter that it stands over, whatever its own height.
func rows(glyphs []glyph) []row {
	sorted := make([]glyph, 0, len(glyphs))
	var marks []glyph
	marked := map[int]bool{} // text objects that hold marks: the letters in them stand as high as they do (alif with tanween)
	letters := map[int]int{}
	for _, g := range glyphs {
		letters[g.run]++
	}
	for _, g := range glyphs {
		if unicode.IsMark(g.r) && isRTL(g.r) && letters[g.run] <= syllable {
			marked[g.run] = true
		}
	}
	for _, g := range glyphs {
		if marked[g.run] && isRTL(g.r) {
			marks = append(marks, g)
		} else {
			sorted = append(sorted, g)
		}
	}
	slices.SortStableFunc(sorted, func(a, b glyph) int { return compareFloat(a.y, b.y) })
	var lines [][]glyph
	for _, g := range sorted {
		n := len(lines)
		if n > 0 && g.y-lines[n-1][0].y <= 0.25*math.Min(g.size, lines[n-1][0].size) {
			lines[n-1] = append(lines[n-1], g)
			continue
		}
		lines = append(lines, []glyph{g})
	}
	for _, m := range marks[:min(len(marks), maxMarks)] {
		putMark(lines, m)
	}
	result := make([]row, 0, len(lines))
	for _, l := range lines {
		if r := makeRow(l); len(r.words) > 0 {
			result = append(result, r)
		}
	}
	return liftRaised(result)
}

// putMark gives m the place of the nearest letter of a right-to-left script; far from any it is dropped.
func putMark(lines [][]glyph, m glyph) {
	best, line := -1, -1
	distance := 0.9 * m.size
	center := (m.x0 + m.x1) / 2
	for i, l := range lines {
		if math.Abs(l[0].y-m.y) > m.size {
			continue
		}
		for j, g := range l {
			d := math.Max(0, math.Max(g.x0-center, center-g.x1)) + math.Abs(g.y-m.y)*0.5
			if d < distance && isRTL(g.r) {
				best, line, distance = j, i, d
			}
		}
	}
	if best >= 0 {
		base := lines[line][best]
		m.y, m.size = base.y, base.size
		if unicode.IsMark(m.r) {
			m.x0, m.x1 = base.x0, base.x1
		}
		lines[line] = append(lines[line], m)
	}
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func makeRow(glyphs []glyph) row {
	if slices.ContainsFunc(glyphs, func(g glyph) bool { return isRTL(g.r) }) {
		// The letters of a ligature share its box, or its left edge, in reading order.
		slices.Reverse(glyphs)
		slices.SortStableFunc(glyphs, func(a, b glyph) int { return compareFloat(a.x0+a.x1, b.x0+b.x1) })
	} else {
		slices.SortStableFunc(glyphs, func(a, b glyph) int { return compareFloat(a.x0, b.x0) })
	}
	r := row{words: words(glyphs)}
	r.settle()
	return r
}

// settle sets what follows from the words: baseline and size of most of the letters.
func (r *row) settle() {
	n := 0
	for _, w := range r.words {
		if w.n > n {
			n, r.y, r.size = w.n, w.y, w.size
		}
	}
}

// How wide a gap between two letters must be to part words, as a share of the letter size and beyond the spacing that the line's
// letters have anyway. Where a space was drawn the letters may as well touch (an italic f reaches over it), unless the line is
// spaced out: such files draw spaces inside words too (Nepal's Prevention of Corruption Act).
const (
	spaceWidth = 0.17
	drawnSpace = -0.12
	leastSpace = 0.02 // between a small letter and a capital, where pdfium thinks that a word ends: an italic f reaches over the blank
	spacedOut  = 0.045
	touching   = 0.06
)

// words cuts glyphs in visual order at their gaps.
func words(glyphs []glyph) []word {
	var ws []word
	usual := spacing(glyphs)
	rtl := slices.ContainsFunc(glyphs, func(g glyph) bool { return isRTL(g.r) })
	if rtl {
		usual = math.Max(usual, 0) // joined letters overlap
	}
	begin, mended := 0, false
	add := func(end int) {
		w := newWord(glyphs[begin:end])
		w.mended = mended
		ws = append(ws, w)
		begin, mended = end, false
	}
	for i := 1; i < len(glyphs); i++ {
		a, b := glyphs[i-1], glyphs[i]
		least := spaceWidth
		if (a.breakAfter || b.breakAfter && isRTL(b.r)) && usual < spacedOut {
			least = drawnSpace
			if isRTL(a.r) && !b.breakAfter { // a is the last letter of its word where the file is in reading order: b is its neighbour there
				least = touching
			}
		} else if a.mayBreak && usual < spacedOut && !rtl {
			least = 0.5 * spaceWidth
			if unicode.IsLower(a.r) && unicode.IsUpper(b.r) {
				least = leastSpace
			}
		}
		if gap(a, b) > (least+usual)*math.Min(a.size, b.size) {
			add(i)
		} else if a.breakAfter {
			mended = true
		}
	}
	if begin < len(glyphs) {
		add(len(glyphs))
	}
	return ws
}

// gap is the space between neighbours in points. Han characters stand in the middle of squares, however narrow they are drawn.
func gap(a, b glyph) float64 {
	if isHan(a.r) && isHan(b.r) {
		return (b.x0+b.x1-a.x0-a.x1)/2 - math.Max(a.size, b.size)
	}
	return b.x0 - a.x1
}

// spacing is the median distance between letters of a line, as a share of their size: 0 in most, more where letters are spaced apart.
func spacing(glyphs []glyph) float64 {
	if len(glyphs) < 12 {
		return 0
	}
	gaps := make([]float64, 0, len(glyphs))
	for i := 1; i < len(glyphs); i++ {
		if g := gap(glyphs[i-1], glyphs[i]) / glyphs[i].size; g < 0.5 {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) < 8 {
		return 0
	}
	slices.Sort(gaps)
	return math.Min(math.Max(gaps[len(gaps)*45/100], -0.06), 0.25)
}

// newWord makes a word of glyphs that touch.
func newWord(glyphs []glyph) word {
	w := word{x0: glyphs[0].x0, x1: glyphs[0].x1, y: glyphs[0].y}
	var text []rune
	bold, italic := 0, 0
	for i, g := range glyphs {
		if i > 0 && doubled(glyphs[i-1], g) {
			continue
		}
		text = append(text, g.r)
		w.x0, w.x1, w.size = math.Min(w.x0, g.x0), math.Max(w.x1, g.x1), math.Max(w.size, g.size)
		if g.font != nil && g.font.bold {
			bold++
		}
		if g.font != nil && g.font.italic {
			italic++
		}
	}
	w.text, w.n = string(text), len(text)
	w.bold, w.italic = 2*bold > w.n, 2*italic > w.n
	return w
}

// doubled says that b is a printed again with a small shift, the poor man's bold.
func doubled(a, b glyph) bool {
	return a.r == b.r && a.run != b.run && math.Abs(a.x0-b.x0) < 0.15*a.size && math.Abs(a.y-b.y) < 0.1*a.size && !unicode.IsMark(a.r)
}

// liftRaised moves words that are smaller than a neighbour and off its baseline, such as the number in "Article 127¹", into the
// neighbour's row.
func liftRaised(rows []row) []row {
	for i := range rows {
		keep := rows[i].words[:0]
		for _, w := range rows[i].words {
			if j := baseOf(rows, i, w); j >= 0 {
				w.raised = true
				rows[j].insert(w)
				continue
			}
			keep = append(keep, w)
		}
		rows[i].words = keep
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r.words) == 0 })
}

// baseOf is the index of a row from whose letters w is raised (or lowered), -1 if none: w touches a word half again as large.
func baseOf(rows []row, i int, w word) int {
	if w.n > 6 || len(rows[i].words) > 1000 { // a note in the margin; superscripts are "1", "bis", "quater"
		return -1
	}
	for _, j := range []int{i + 1, i - 1, i + 2} {
		if j < 0 || j >= len(rows) || rows[j].size < 1.15*w.size {
			continue
		}
		rise := rows[j].y - w.y
		if rise < -0.35*rows[j].size || rise > 0.7*rows[j].size {
			continue
		}
		for _, base := range rows[j].words {
			gap := math.Max(w.x0-base.x1, base.x0-w.x1)
			if !base.raised && gap < 0.35*base.size && gap > -base.size {
				return j
			}
		}
	}
	return -1
}

func (r *row) insert(w word) {
	at := len(r.words)
	for i := range r.words {
		if w.x0 < r.words[i].x0 {
			at = i
			break
		}
	}
	r.words = slices.Insert(r.words, at, w)
}
