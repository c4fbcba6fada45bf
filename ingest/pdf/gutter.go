package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// gutter is a vertical strip free of text.
type gutter struct {
	x     float64
	notes side // the side that holds marginal notes
}

type side int

const (
	none side = iota
	leftSide
	rightSide
)

// widestGap is the widest space between two words of r.
func (r *row) widestGap() float64 {
	gap := 0.0
	for i := 1; i < len(r.words); i++ {
		gap = math.Max(gap, r.words[i].x0-r.words[i-1].x1)
	}
	return gap
}

// split cuts a row at x. It crosses if a word, or a gap no wider than between words, stands there.
func split(r row, x float64) (a, b row, crosses bool) {
	i := 0
	for i < len(r.words) && (r.words[i].x0+r.words[i].x1)/2 < x {
		i++
	}
	if i > 0 && r.words[i-1].x1 > x+0.3*r.size || i < len(r.words) && r.words[i].x0 < x-0.3*r.size {
		return a, b, true
	}
	a, b = row{words: r.words[:i:i]}, row{words: r.words[i:]}
	a.settle()
	b.settle()
	if i > 0 && i < len(r.words) {
		strip := r.words[i].x0 - r.words[i-1].x1
		sameSize := math.Abs(a.size-b.size) < 0.07*r.size
		if strip < 0.34*r.size || sameSize && strip < 1.2*r.size && strip <= 1.05*math.Max(a.widestGap(), b.widestGap()) {
			return row{}, row{}, true // the space between two words, like the others of the line
		}
	}
	return a, b, false
}

// findGutter looks for the strip that parts two columns, or the wording from marginal notes. Few rows may cross it (headings over both
// columns); the fewer the better. Places in prior are believed on less evidence.
func findGutter(rows []row, s style, prior []gutter) (gutter, bool) {
	if len(rows) < 2 {
		return gutter{}, false
	}
	cover, x0 := profile(rows)
	for _, share := range []float64{0, 0.05, 0.15, 0.4} {
		limit := int(share * float64(len(rows)))
		if share > 0 && limit == 0 {
			continue
		}
		var best gutter
		score := 0.0
		for _, v := range valleys(cover, limit) {
			width := float64(v[1] - v[0])
			if width < 0.34*s.size || limit > 0 && width < 0.5*s.size {
				continue
			}
			if g, sc := judge(rows, x0+float64(v[0]), x0+float64(v[1]), s); sc > score {
				best, score = g, sc
			}
		}
		if score > 0 {
			return best, true
		}
	}
	for _, g := range prior {
		if g.notes != none && clear(cover, g.x-x0, s.size) {
			if m := sides(rows, g.x); m.small(g.notes, s) {
				return g, true
			}
		}
	}
	return gutter{}, false
}

// profile counts, for each point from x0 on, the rows that have a word there.
func profile(rows []row) (cover []int, x0 float64) {
	x0, x1 := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		x0, x1 = math.Min(x0, r.words[0].x0), math.Max(x1, r.words[len(r.words)-1].x1)
	}
	n := int(math.Min(x1-x0, 5000)) + 2
	diff := make([]int, n+1)
	for _, r := range rows {
		for _, w := range r.words {
			a, b := int(w.x0-x0), int(math.Ceil(w.x1-x0))
			diff[min(max(a, 0), n)]++
			diff[min(max(b, 0), n)]--
		}
	}
	cover = diff[:n]
	for i := 1; i < n; i++ {
		cover[i] += cover[i-1]
	}
	return cover, x0
}

// valleys are the longest stretches where cover is at most limit, without those at the ends.
func valleys(cover []int, limit int) [][2]int {
	var found [][2]int
	begin := -1
	for i, c := range cover {
		switch {
		case c <= limit && begin < 0:
			begin = i
		case c > limit && begin >= 0:
			if begin > 0 {
				found = append(found, [2]int{begin, i})
			}
			begin = -1
		}
	}
	return found
}

func clear(cover []int, x, size float64) bool {
	for i := int(x - 0.1*size); i <= int(x+0.1*size); i++ {
		if i >= 0 && i < len(cover) && cover[i] > 0 {
			return false
		}
	}
	return x > 0 && int(x) < len(cover)
}

// halves is what stands on the two sides of a strip.
type halves struct {
	left, right []row // of the rows that do not cross
	both, cross int
	widest      int // rows of both in which no gap is wider than the strip's
}

func sides(rows []row, x float64) halves {
	var h halves
	for _, r := range rows {
		a, b, crosses := split(r, x)
		if crosses {
			h.cross++
			continue
		}
		if len(a.words) > 0 && len(b.words) > 0 {
			h.both++
			strip := b.words[0].x0 - a.words[len(a.words)-1].x1
			if math.Max(a.widestGap(), b.widestGap()) < strip {
				h.widest++
			}
		}
		h.left, h.right = appendRow(h.left, a), appendRow(h.right, b)
	}
	return h
}

// judge says what the strip from a to b parts, and how well: 0 means nothing.
func judge(rows []row, a, b float64, s style) (gutter, float64) {
	x := (a + b) / 2
	h := sides(rows, x)
	l, r := extent(h.left), extent(h.right)
	whole := r.x1 - l.x0
	if l.n == 0 || r.n == 0 || whole < 10*s.size || l.dotted > 0.2 || r.dotted > 0.2 {
		return gutter{}, 0
	}
	if min(l.n, r.n) >= 4 && h.both >= 3 && l.width() > 0.2*whole && r.width() > 0.2*whole &&
		l.filled >= 0.4 && r.filled >= 0.4 && l.labels < 0.5 && r.letters > 6 && l.letters > 6 && h.columns(l, r, len(rows)) {
		return gutter{x: x}, float64(h.both) * math.Min(l.filled, r.filled)
	}
	// Two short columns, as at the end of a law: the middle lies in the strip, both sides are flush left and stand side by side.
	middle := (l.x0 + r.x1) / 2
	if min(l.n, r.n) >= 4 && l.aligned > 0.8 && r.aligned > 0.8 && l.labels < 0.3 && r.labels < 0.3 && r.letters > 6 && l.letters > 6 &&
		a-0.02*whole < middle && middle < b+0.02*whole && (l.filled > 0.4 || r.filled > 0.4) && 3*h.cross <= len(rows) && h.sideBySide() {
		return gutter{x: math.Min(math.Max(middle, a), b)}, 0.5 * float64(min(l.n, r.n))
	}
	if 16*h.cross <= len(rows) {
		if isMargin(l, r, whole, s) {
			return gutter{x: x, notes: leftSide}, float64(l.n)
		}
		if isMargin(r, l, whole, s) {
			return gutter{x: x, notes: rightSide}, float64(r.n)
		}
	}
	return gutter{}, 0
}

// columns says whether the rows on both sides of a strip are many enough, given those that cross it, and the strip no accident of wide word
// spaces.
func (h halves) columns(l, r band, rows int) bool {
	few, many := min(l.n, r.n), max(l.n, r.n)
	return 2*h.cross <= rows && 10*h.widest >= 7*h.both && (20*h.cross <= rows && 10*few >= many || 2*few >= many && 2*h.both >= few)
}

// sideBySide says whether most rows of one side stand between the first and the last of the other.
func (h halves) sideBySide() bool {
	few, many := h.left, h.right
	if len(few) > len(many) {
		few, many = many, few
	}
	n := 0
	for _, r := range few {
		if r.y >= many[0].y-r.size && r.y <= many[len(many)-1].y+r.size {
			n++
		}
	}
	return 10*n >= 7*len(few) && 10*h.widest >= 7*h.both
}

// isMargin says whether notes looks like notes beside main: narrow, fewer, smaller, in words and one below the other.
func isMargin(notes, main band, whole float64, s style) bool {
	return notes.n >= 2 && main.n >= 5 && notes.width() < 0.33*whole && main.width() > 0.5*whole && main.filled >= 0.4 &&
		notes.labels < 0.3 && notes.letters > 4 && notes.aligned >= 0.6 && 10*notes.n <= 8*main.n &&
		(notes.size < 0.95*main.size || 3*notes.n <= main.n && notes.size <= main.size)
}

func (h halves) small(notes side, s style) bool {
	n := extent(h.right)
	if notes == leftSide {
		n = extent(h.left)
	}
	return n.n > 0 && n.size < 0.95*s.size && n.letters > 2 && h.cross == 0 && n.width() < 18*s.size
}

// band sums up the rows on one side of a strip.
type band struct {
	n       int
	x0, x1  float64
	filled  float64 // share of rows at least two thirds as wide as the band
	labels  float64 // share of rows that are nothing but a label or a number
	letters float64 // a row, in the mean
	dotted  float64 // share of rows that end, or begin, in dots leading to something
	aligned float64 // share of rows that begin, or end, at the same place
	size    float64
}

func (b band) width() float64 { return b.x1 - b.x0 }

var labelOnly = regexp.MustCompile(`^[(\[“"']{0,2}(?:[\p{Nd}.\-–/]+|\p{L}{1,2}|[ivxlcdmIVXLCDM]+)[)\].:°º’"”—–]{0,3}$|^[•·▪○●–—\-*§]+$`)

func extent(rows []row) band {
	b := band{n: len(rows)}
	if b.n == 0 {
		return b
	}
	starts, ends := make([]float64, b.n), make([]float64, b.n)
	for i, r := range rows {
		starts[i], ends[i] = r.words[0].x0, r.words[len(r.words)-1].x1
		if len(r.words) == 1 && labelOnly.MatchString(r.words[0].text) {
			b.labels++
		}
		for _, w := range r.words {
			b.letters += float64(w.n)
		}
		if isDots(r.words[0].text) || isDots(r.words[len(r.words)-1].text) {
			b.dotted++
		}
		b.size += r.size
	}
	b.aligned = math.Max(together(starts), together(ends))
	widths := make([]float64, b.n)
	for i := range starts {
		widths[i] = ends[i] - starts[i]
	}
	slices.Sort(starts)
	slices.Sort(ends)
	b.x0, b.x1 = starts[b.n/20], ends[b.n-1-b.n/20]
	for _, w := range widths {
		if w >= 0.66*(b.x1-b.x0) {
			b.filled++
		}
	}
	n := float64(b.n)
	b.filled, b.labels, b.letters, b.size, b.dotted = b.filled/n, b.labels/n, b.letters/n, b.size/n, b.dotted/n
	return b
}

func isDots(s string) bool {
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || strings.HasPrefix(s, "...")
}

// together is the largest share of values within 2 points of one of them.
func together(values []float64) float64 {
	best := 0
	for _, v := range values[:min(len(values), 40)] {
		n := 0
		for _, w := range values {
			if math.Abs(v-w) <= 2 {
				n++
			}
		}
		best = max(best, n)
	}
	return float64(best) / float64(len(values))
}
