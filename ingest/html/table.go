package html

import (
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"

	"github.com/pandect/pandect/ingest"
)

// table reads a table row by row. Most tables of laws are layout: a narrow column of numbers or marginal notes beside the wording. A table whose
// rows have three cells or more, or two short ones, is data.
func (w *walker) table(n *xhtml.Node, st style) {
	rows := tableRows(n)
	data := isData(rows)
	for _, cells := range rows {
		w.b.endBlock()
		if data {
			w.dataRow(cells, st)
			continue
		}
		w.layoutRow(cells, st)
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

func isData(rows [][]*xhtml.Node) bool {
	wide, short, several := 0, 0, 0
	for _, cells := range rows {
		if len(cells) < 2 {
			continue
		}
		several++
		if len(cells) > 2 {
			wide++
		}
		all := true
		for _, c := range cells {
			all = all && len([]rune(squeeze(plain(c)))) < 60
		}
		if all && !isLabel(squeeze(plain(cells[0]))) {
			short++
		}
	}
	return several >= 2 && (2*wide > several || 3*short > 2*several)
}

func (w *walker) dataRow(cells []*xhtml.Node, st style) {
	if len(cells) == 0 {
		return
	}
	block := ingest.Block{Kind: ingest.TableRow}
	for _, c := range cells {
		block.Columns = append(block.Columns, squeeze(plain(c)))
	}
	block.Lines = []ingest.Line{{Text: strings.Join(block.Columns, " | "), Bold: st.bold}}
	w.b.endBlock()
	w.b.blocks = append(w.b.blocks, block)
}

// layoutRow reads one row: a label joins the wording beside it; a short note beside long wording is a marginal note; other cells follow one
// another.
func (w *walker) layoutRow(cells []*xhtml.Node, st style) {
	if len(cells) == 2 {
		first, second := squeeze(plain(cells[0])), squeeze(plain(cells[1]))
		switch {
		case isLabel(first):
			w.children(cells[0], styled(cells[0], st))
			w.b.text(" ", st)
			w.inlineThenBlocks(cells[1], st)
			return
		case isNote(first, second):
			w.note(cells[0], st)
			w.cell(cells[1], st)
			return
		case isNote(second, first):
			w.note(cells[1], st)
			w.cell(cells[0], st)
			return
		}
	}
	for _, c := range cells {
		w.cell(c, st)
	}
}

func (w *walker) cell(c *xhtml.Node, st style) {
	w.b.endBlock()
	w.children(c, styled(c, st))
	w.b.endBlock()
}

func (w *walker) note(c *xhtml.Node, st style) {
	w.b.endBlock()
	st.kind = ingest.Margin
	w.children(c, styled(c, st))
	w.b.endBlock()
}

// inlineThenBlocks reads a cell whose first text goes on in the line that is open.
func (w *walker) inlineThenBlocks(c *xhtml.Node, st style) {
	first := true
	for n := c.FirstChild; n != nil; n = n.NextSibling {
		if first && n.Type == xhtml.ElementNode && (n.Data == "p" || n.Data == "div") {
			w.children(n, styled(n, st)) // its block would part the label from its wording
		} else {
			w.node(n, st)
		}
		first = first && (n.Type != xhtml.ElementNode && squeeze(plain(n)) == "")
	}
	w.b.endBlock()
}

// isLabel says whether a cell holds a number of a provision and nothing else: "(3)", "a)", "§ 5", "Статья 89", "第三条".
func isLabel(s string) bool {
	r := []rune(s)
	if len(r) == 0 || len(r) > 24 || len(strings.Fields(s)) > 3 {
		return false
	}
	if strings.ContainsFunc(s, unicode.IsDigit) {
		return true
	}
	letters := 0
	for _, c := range r {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	last := r[len(r)-1]
	return letters <= 4 && (last == ')' || last == '.' || last == '）') || r[0] == '第' && letters <= 8
}

// isNote says whether short stands beside wording as a marginal note does.
func isNote(short, wording string) bool {
	return len([]rune(short)) <= 200 && len(short)*2 <= len(wording)+80
}
