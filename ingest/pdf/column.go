package pdf

import (
	"slices"
	"strings"
)

// column is the band of a page in which lines stand, and which of the page's bands it is.
type column struct {
	x0, x1 float64
	path   string // "" the whole width, "l" and "r" left and right of a gutter, "n" notes; deeper ones longer
	page   int
	lines  int
}

// layout reads sheets into lines in reading order; marginal notes come with their page, marked.
func layout(sheets []sheet, s style) []line {
	prior := margins(sheets, s)
	var lines []line
	for i := range sheets {
		r := reader{style: s, page: sheets[i].number, prior: prior}
		main, notes := smallNotes(sheets[i].rows, s)
		lines = append(lines, r.read(main, "")...)
		lines = append(lines, r.notes(notes, "n")...)
	}
	align(lines)
	center(lines)
	footnotes(lines, s)
	return lines
}

// reader cuts one page.
type reader struct {
	style style
	page  int
	prior []gutter
}

func (r *reader) read(rows []row, path string) []line {
	if len(rows) == 0 {
		return nil
	}
	var prior []gutter
	if path == "" {
		prior = r.prior
	}
	g, ok := findGutter(rows, r.style, prior)
	if !ok || len(path) > 3 {
		return r.plain(rows, path)
	}
	if g.notes != none {
		return r.withNotes(rows, g, path)
	}
	var lines []line
	var lefts, rights, across []row
	first, second := "l", "r"
	if rtlRows(rows) {
		first, second = "r", "l"
	}
	flush := func() {
		sides := map[string][]row{"l": lefts, "r": rights}
		lines = append(lines, r.plain(across, path)...)
		lines = append(lines, r.read(sides[first], path+first)...)
		lines = append(lines, r.read(sides[second], path+second)...)
		lefts, rights, across = nil, nil, nil
	}
	for _, w := range rows {
		a, b, crosses := split(w, g.x)
		if crosses {
			if len(lefts)+len(rights) > 0 {
				flush()
			}
			across = append(across, w)
			continue
		}
		lefts, rights = appendRow(lefts, a), appendRow(rights, b)
	}
	flush()
	return lines
}

func appendRow(rows []row, r row) []row {
	if len(r.words) == 0 {
		return rows
	}
	return append(rows, r)
}

func rtlRows(rows []row) bool {
	rtl := 0
	for _, r := range rows {
		if rightToLeft(r.words) {
			rtl++
		}
	}
	return 2*rtl > len(rows)
}

func (r *reader) plain(rows []row, path string) []line {
	c := &column{path: path, page: r.page}
	lines := make([]line, 0, len(rows))
	for _, w := range rows {
		lines = append(lines, newLine(w.words, r.page, c))
	}
	return lines
}

// align gives every column its edges: those of its lines, and where a page has few, those of the same column on other pages.
func align(lines []line) {
	ends := map[*column][2][]float64{}
	var order []*column
	for i := range lines {
		c := lines[i].column
		e, ok := ends[c]
		if !ok {
			order = append(order, c)
		}
		e[0], e[1] = append(e[0], lines[i].x0), append(e[1], lines[i].x1)
		ends[c] = e
	}
	usual := map[string][2][]float64{}
	for _, c := range order {
		e := ends[c]
		slices.Sort(e[0])
		slices.Sort(e[1])
		n := len(e[0])
		c.x0, c.x1, c.lines = e[0][n/10], e[1][n-1-n/20], n
		if n >= 8 {
			u := usual[c.kind()]
			u[0], u[1] = append(u[0], c.x0), append(u[1], c.x1)
			usual[c.kind()] = u
		}
	}
	for _, c := range order {
		u := usual[c.kind()]
		if len(u[0]) < 2 && c.lines >= 8 || len(u[0]) == 0 {
			continue
		}
		// A page of nothing but sub-paragraphs begins further in than its column does.
		if x0 := median(u[0]); x0 < c.x0 && c.x0-x0 < 0.3*(c.x1-c.x0) {
			c.x0 = x0
		}
		if x1 := median(u[1]); x1 > c.x1 && (c.lines < 8 || x1-c.x1 < 0.1*(c.x1-c.x0)) {
			c.x1 = x1
		}
	}
}

// kind is what columns of the same place on left, or on right pages, share.
func (c *column) kind() string {
	return strings.ReplaceAll(c.path, "m", "") + string(rune('0'+c.page%2))
}

func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	return s[len(s)/2]
}
