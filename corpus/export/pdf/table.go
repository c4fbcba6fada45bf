package pdf

import (
	"fmt"
	"strings"
)

// Cell of a table. Its text may have several lines.
type Cell struct {
	Text        string
	Language    string
	RightToLeft bool
}

// Table writes rows of as many cells each; the first is the header, which is repeated on every page. shares are the widths of the columns, of any sum.
// The first cell of a row says what the row is about.
func (d *Document) Table(shares []float64, rows [][]Cell) {
	if len(rows) == 0 || len(shares) == 0 {
		return
	}
	t := table{d: d, widths: make([]float64, len(shares))}
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	for i, s := range shares {
		t.widths[i] = (d.width - 2*margin) * s / sum
	}
	d.tags.begin("Table", "")
	t.head = t.set(rows[0], true)
	for i, row := range rows {
		t.row(row, i == 0)
	}
	d.endMarked()
	d.marking = nil
	d.tags.end()
}

const (
	cellSize  = 8.5
	cellPad   = 4.0
	cellLine  = cellSize * 1.4
	cellAbove = cellSize * 1.02 // base line of a line below its top
)

type table struct {
	d      *Document
	widths []float64
	head   [][]line // the header's
	cells  []Cell   // the header's
}

// set makes lines of the cells of a row.
func (t *table) set(row []Cell, bold bool) [][]line {
	out := make([][]line, len(t.widths))
	for i := range min(len(row), len(t.widths)) {
		for part := range strings.SplitSeq(row[i].Text, "\n") {
			runes := []rune(part)
			var spans []runeSpan
			if bold {
				spans = []runeSpan{{0, len(runes), true, ""}}
			}
			out[i] = append(out[i], t.d.set.set(runes, spans, row[i].Language, row[i].RightToLeft, (t.widths[i]-2*cellPad)*em/cellSize)...)
		}
	}
	if bold {
		t.cells = row
	}
	return out
}

func most(lists [][]line) int {
	n := 0
	for _, l := range lists {
		n = max(n, len(l))
	}
	return n
}

// row writes a row, over as many pages as it needs.
func (t *table) row(cells []Cell, header bool) {
	d := t.d
	lists := t.head
	if !header {
		lists = t.set(cells, false)
	}
	tr := d.tags.begin("TR", "")
	elements := make([]*element, len(t.widths))
	for i := range elements {
		tag, more := "TD", ""
		switch {
		case header:
			tag, more = "TH", "/A<</O/Table/Scope/Column>>"
		case i == 0:
			tag, more = "TH", "/A<</O/Table/Scope/Row>>"
		}
		if i < len(cells) && cells[i].Language != "" {
			more += "/Lang" + text(cells[i].Language)
		}
		elements[i] = &element{number: d.o.reserve(), tag: tag, parent: tr, more: more}
		fmt.Fprintf(&tr.kids, "%d 0 R ", elements[i].number)
	}
	total := most(lists)
	for done := 0; done == 0 || done < total; {
		s := d.sheet()
		fit := int((s.y - margin - 2*cellPad) / cellLine)
		if fit < min(3, total-done) && s.y < d.height-margin-float64(most(t.head)+2)*cellLine {
			d.turn()
			s = d.sheet()
			if !header {
				t.again()
			}
			fit = int((s.y - margin - 2*cellPad) / cellLine)
		}
		n := max(1, min(fit, total-done))
		t.draw(lists, cells, elements, done, n)
		done += n
	}
	for _, e := range elements {
		d.tags.write(e)
	}
	d.endMarked()
	d.marking = nil
	d.tags.end()
}

// again repeats the header, for the eye alone.
func (t *table) again() {
	t.d.artifact("/Type/Layout", func() { t.draw(t.head, t.cells, nil, 0, most(t.head)) })
}

// draw writes n lines of every cell and the rules around them; as content of elements, where there are any.
func (t *table) draw(lists [][]line, cells []Cell, elements []*element, done, n int) {
	d := t.d
	s := d.sheet()
	top, bottom := s.y, s.y-float64(n)*cellLine-2*cellPad
	rules := func() {
		x := margin
		fmt.Fprintf(&s.body, "0.5 w 0.5 G %s %s m %s %s l S %s %s m %s %s l S\n", points(margin), points(top), points(d.width-margin), points(top), points(margin), points(bottom), points(d.width-margin), points(bottom))
		for i := 0; i <= len(t.widths); i++ {
			fmt.Fprintf(&s.body, "%s %s m %s %s l S\n", points(x), points(top), points(x), points(bottom))
			if i < len(t.widths) {
				x += t.widths[i]
			}
		}
	}
	if elements == nil {
		rules()
	} else {
		d.artifact("/Type/Layout", rules)
	}
	x := margin
	for i, list := range lists {
		for j := done; j < min(done+n, len(list)); j++ {
			l := &list[j]
			left := x + cellPad
			if i < len(cells) && cells[i].RightToLeft {
				left = x + t.widths[i] - cellPad - l.width*cellSize/em
			}
			y := top - cellPad - float64(j-done)*cellLine - cellAbove
			if elements == nil {
				d.draw(l, left, y, cellSize, 0)
			} else {
				d.say(elements[i], l, left, y, cellSize, 0)
			}
		}
		x += t.widths[i]
	}
	s.y = bottom
}
