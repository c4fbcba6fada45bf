package html

import (
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// table reads a table row by row. Most tables of laws are layout: a narrow column of numbers or marginal notes beside the wording. A table whose
// rows have three short cells or more, or two short ones, is data.
func (w *walker) table(n *xhtml.Node, st style) {
	st = w.styled(n, st)
	st.center = false // of the table on the page, not of its wording
	rows := tableRows(n)
	data := isData(n, rows)
	left := 0
	if !data {
		left = noteColumn(rows)
	}
	for _, cells := range rows {
		if data && len(cells) > 1 {
			w.b.endBlock()
			w.dataRow(cells, st)
			continue
		}
		w.layoutRow(cells, left, st)
	}
	w.b.endBlock()
}

// tableRows lists the cells of each row that hold anything, nested tables left in their cells.
func tableRows(n *xhtml.Node) (rows [][]*xhtml.Node) {
	var visit func(*xhtml.Node)
	visit = func(n *xhtml.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != xhtml.ElementNode {
				continue
			}
			switch c.Data {
			case "tr":
				rows = append(rows, filledCells(c))
			case "caption":
				rows = append(rows, []*xhtml.Node{c})
			default:
				visit(c)
			}
		}
	}
	visit(n)
	return rows
}

func filledCells(tr *xhtml.Node) (cells []*xhtml.Node) {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == xhtml.ElementNode && (c.Data == "td" || c.Data == "th") && squeeze(plain(c)) != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// isData says whether most rows with several cells have only short ones that are not numbers of provisions, or the table has a head of cells.
func isData(n *xhtml.Node, rows [][]*xhtml.Node) bool {
	wide, short, several, heads := 0, 0, 0, 0
	for i, cells := range rows {
		if len(cells) < 2 {
			continue
		}
		several++
		all, labels := true, 0
		for _, c := range cells {
			text := squeeze(plain(c))
			all = all && len([]rune(text)) < 60
			if isNumberWord(text) {
				labels++
			}
			if i == 0 && c.Data == "th" {
				heads++
			}
		}
		first := squeeze(plain(cells[0]))
		if len(cells) > 2 && (all || labels < len(cells)-1) {
			wide++
		}
		if all && !isNumberWord(first) {
			short++
		}
	}
	return several >= 2 && (2*wide > several || 3*short > 2*several) || heads > 1 && several > 1
}

// noteColumn tells which column holds marginal notes: -1 the first, +1 the second, 0 neither. Rows of two cells decide, all together: short
// text beside long text.
func noteColumn(rows [][]*xhtml.Node) int {
	first, second, n := 0, 0, 0
	for _, cells := range rows {
		if len(cells) != 2 || isNumberWord(squeeze(plain(cells[0]))) {
			continue
		}
		n++
		first += len([]rune(squeeze(plain(cells[0]))))
		second += len([]rune(squeeze(plain(cells[1]))))
	}
	const longest = 200 // letters of a marginal note, in the mean
	switch {
	case n == 0:
		return 0
	case 2*first < second && first < longest*n:
		return -1
	case 2*second < first && second < longest*n:
		return 1
	}
	return 0
}

func (w *walker) dataRow(cells []*xhtml.Node, st style) {
	p := piece{Block: ingest.Block{Kind: ingest.TableRow}}
	bold := st.bold
	for _, c := range cells {
		p.Columns = append(p.Columns, squeeze(plain(c)))
		bold = bold || c.Data == "th"
	}
	text := strings.Join(p.Columns, " | ")
	p.Lines = []ingest.Line{{Text: text, Bold: bold, Size: 12}}
	p.letters = len([]rune(text))
	w.b.pieces = append(w.b.pieces, p)
}

// layoutRow reads one row: labels join the wording beside them; a cell of the column of notes is a marginal note before it; other
// cells follow one another.
func (w *walker) layoutRow(cells []*xhtml.Node, notes int, st style) {
	w.b.endBlockUnlessNumber()
	for len(cells) > 1 && isNumberWord(squeeze(plain(cells[0]))) {
		w.numberCell(cells[0], st)
		cells = cells[1:]
		if len(cells) == 1 {
			w.inlineThenBlocks(cells[0], w.styled(cells[0], st))
			return
		}
		w.b.joinLines()
	}
	if len(cells) == 2 {
		switch notes {
		case -1:
			w.note(cells[0], st)
			cells = cells[1:]
		case 1:
			w.note(cells[1], st)
			cells = cells[:1]
		}
	}
	for _, c := range cells {
		w.b.endBlockUnlessNumber()
		w.children(c, w.styled(c, st))
		w.b.endBlock()
	}
}

// numberCell writes the number of a provision at the start of a line, without the paragraphs that its cell may hold.
func (w *walker) numberCell(c *xhtml.Node, st style) {
	st = w.styled(c, st)
	st.center = false
	for d := range c.Descendants() {
		if d.Type == xhtml.ElementNode && (d.Data == "b" || d.Data == "strong") {
			st.bold = true
		}
	}
	w.b.text(squeeze(plain(c))+" ", st)
}

func (w *walker) note(c *xhtml.Node, st style) {
	w.b.endBlock()
	st = w.styled(c, st)
	st.kind, st.level = ingest.Margin, 0
	w.children(c, st)
	w.b.endBlock()
}

// inlineThenBlocks reads a cell whose first text goes on in the line that is open.
func (w *walker) inlineThenBlocks(c *xhtml.Node, st style) {
	first := true
	w.b.joinLines()
	for n := c.FirstChild; n != nil; n = n.NextSibling {
		empty := squeeze(plain(n)) == ""
		if first && !empty && n.Type == xhtml.ElementNode && (n.Data == "p" || n.Data == "div") {
			w.inlineThenBlocks(n, w.styled(n, st)) // its block would part the label from its wording
		} else if !first || !empty {
			w.node(n, st)
		}
		first = first && empty
	}
	w.b.endBlock()
}
