package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// page is the page being filled.
type page struct {
	number   int // of its object
	key      int // of the parent tree
	body     bytes.Buffer
	y        float64 // where the next line's top is, points from the bottom
	elements []int   // by marked-content id
	annots   []int
	marked   bool // marked content is open
}

const (
	margin    = 62.0 // points, on every side
	pageGroup = 64   // pages below one node of the page tree
)

// sheet gives the page to write on; the first when there is none.
func (d *Document) sheet() *page {
	if d.page == nil {
		d.page = &page{number: d.o.reserve(), key: d.tags.key(), y: d.height - margin}
		d.count++
	}
	return d.page
}

// turn ends the page, if one is begun.
func (d *Document) turn() {
	p := d.page
	if p == nil {
		return
	}
	d.endMarked()
	d.footer()
	content := d.o.reserve()
	d.o.stream(content, "", p.body.Bytes())
	if len(d.group) == 0 {
		d.groupNumber = d.o.reserve()
	}
	annots := ""
	if len(p.annots) > 0 {
		annots = "/Annots[" + references(p.annots) + "]"
	}
	d.o.write(p.number, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S%s>>",
		d.groupNumber, points(d.width), points(d.height), d.resources, content, p.key, annots))
	d.tags.parents[p.key] = d.o.add("[" + references(p.elements) + "]")
	if d.group = append(d.group, p.number); len(d.group) == pageGroup {
		d.endGroup()
	}
	d.page = nil
}

// endGroup writes a node of the page tree.
func (d *Document) endGroup() {
	if len(d.group) == 0 {
		return
	}
	d.o.write(d.groupNumber, fmt.Sprintf("<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>", d.pages, len(d.group), references(d.group)))
	d.groups = append(d.groups, d.groupNumber)
	d.group = d.group[:0]
}

func references(numbers []int) string {
	var b strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&b, "%d 0 R ", n)
	}
	return b.String()
}

// points prints a measure to a hundredth of a point.
func points(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// beginMarked opens content of an element.
func (d *Document) beginMarked(e *element) {
	p := d.sheet()
	d.endMarked()
	id := len(p.elements)
	p.elements = append(p.elements, e.number)
	switch {
	case e.page == 0:
		e.page = p.number
		e.more += fmt.Sprintf("/Pg %d 0 R", p.number)
		fmt.Fprintf(&e.kids, "%d ", id)
	case e.page == p.number:
		fmt.Fprintf(&e.kids, "%d ", id)
	default:
		fmt.Fprintf(&e.kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", p.number, id)
	}
	fmt.Fprintf(&p.body, "/%s<</MCID %d>>BDC\n", e.tag, id)
	p.marked = true
}

func (d *Document) endMarked() {
	if p := d.page; p != nil && p.marked {
		p.body.WriteString("EMC\n")
		p.marked = false
	}
}

// artifact writes what is no part of the text.
func (d *Document) artifact(kind string, draw func()) {
	d.endMarked()
	fmt.Fprintf(&d.page.body, "/Artifact<<%s>>BDC\n", kind)
	draw()
	d.page.body.WriteString("EMC\n")
}

// footer is the number of the page in the middle, and what the page is of before it.
func (d *Document) footer() {
	y := margin * 0.55
	number := strconv.Itoa(d.count)
	if d.front {
		number = roman(d.count)
	}
	d.artifact("/Type/Pagination/Subtype/Footer", func() {
		for _, l := range d.set.set([]rune(number), nil, "en", false, em*100) {
			d.draw(&l, (d.width-l.width*footSize/em)/2, y, footSize, 0.35)
		}
		if d.running.Text == "" {
			return
		}
		room := (d.width/2 - margin - 24) * em / footSize
		lines := d.set.set([]rune(d.running.Text), nil, d.running.Language, d.running.RightToLeft, room)
		if len(lines) > 1 {
			lines = d.set.set([]rune(strings.TrimSpace(string([]rune(d.running.Text)[:max(1, lines[0].length-2)]))+"…"), nil, d.running.Language, d.running.RightToLeft, room)
		}
		if len(lines) == 0 {
			return
		}
		x := margin
		if d.running.RightToLeft {
			x = d.width - margin - lines[0].width*footSize/em
		}
		d.draw(&lines[0], x, y, footSize, 0.35)
	})
}

const footSize = 8.5

// say draws a line as content of an element, its links as elements below it.
func (d *Document) say(e *element, l *line, x, y, size, gray float64) {
	for i := 0; i < len(l.runs); {
		j := i + 1
		for j < len(l.runs) && l.runs[j].to == l.runs[i].to {
			j++
		}
		part := line{runs: l.runs[i:j], text: l.text}
		if to := l.runs[i].to; to != "" {
			d.link(e, &part, to, x, y, size)
		} else {
			if !d.sheet().marked || d.marking != e {
				d.beginMarked(e)
				d.marking = e
			}
			d.draw(&part, x, y, size, gray)
		}
		i = j
	}
}

// link draws a part of a line that leads to another place: a Link element with its annotation.
func (d *Document) link(parent *element, l *line, to string, x, y, size float64) {
	p := d.sheet()
	e := &element{number: d.o.reserve(), tag: "Link", parent: parent}
	fmt.Fprintf(&parent.kids, "%d 0 R ", e.number)
	d.beginMarked(e)
	d.marking = e
	d.draw(l, x, y, size, 0)
	left, right := l.runs[0].x, 0.0
	for i := range l.runs {
		left, right = min(left, l.runs[i].x), max(right, l.runs[i].x+l.runs[i].width)
	}
	left, right = x+left*size/em, x+right*size/em
	if !d.front { // contents are links throughout
		fmt.Fprintf(&p.body, "0.5 w 0.4 G %s %s m %s %s l S\n", points(left), points(y-1.6), points(right), points(y-1.6))
	}
	d.endMarked()
	action := fmt.Sprintf("/S/URI/URI<%x>", to)
	if name, inside := strings.CutPrefix(to, "#"); inside {
		action = fmt.Sprintf("/S/GoTo/D<%x>", name)
	}
	key := d.tags.key()
	d.tags.parents[key] = e.number
	annot := d.o.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s %s %s %s]/P %d 0 R/StructParent %d/Contents%s/A<<%s>>>>",
		points(left), points(y-0.25*size), points(right), points(y+0.85*size), p.number, key, text(to), action))
	p.annots = append(p.annots, annot)
	fmt.Fprintf(&e.kids, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", p.number, annot)
	d.tags.write(e)
}

// draw writes the runs of a line at the left end of its base line.
func (d *Document) draw(l *line, x, y, size, gray float64) {
	b := &d.sheet().body
	for i := range l.runs {
		r := &l.runs[i]
		fmt.Fprintf(b, "BT %s g /F%d %s Tf 1 0 0 1 %s %s Tm ", points(gray), r.number, points(size), points(x+r.x*size/em), points(y))
		if r.thick {
			fmt.Fprintf(b, "2 Tr %s w %s G ", points(size*0.03), points(gray))
		}
		g := glyphs{b: b, face: r.face, fromRight: r.fromRight}
		for at := 0; at < len(r.glyphs); {
			n := max(1, min(r.glyphs[at].GlyphsCount(), len(r.glyphs)-at))
			g.cluster(r.glyphs[at:at+n], l.text[r.glyphs[at].TextIndex():][:r.glyphs[at].RunesCount()])
			at += n
		}
		g.rest()
		if r.thick {
			b.WriteString("0 Tr ")
		}
		b.WriteString("ET\n")
	}
}

// glyphs writes the glyphs of a run: a string for those that stand as their widths say, a move before any other.
type glyphs struct {
	b         *bytes.Buffer
	face      *face
	fromRight bool
	pen       float64 // where the next glyph is to stand, thousandths of the em
	at        float64 // where a reader would put it
	open      bool    // a string is open
	list      bool    // its array is
}

// cluster writes the glyphs that stand together for characters, as one.
func (g *glyphs) cluster(list []shaping.Glyph, of []rune) {
	advance := 0.0
	for i := range list {
		advance += float64(list[i].Advance) / 64
	}
	if !g.fromRight || len(of) < 2 {
		if id, ok := g.face.one(list, string(of), advance); ok {
			g.glyph(id)
		}
		g.pen += advance
		return
	}
	// Readers turn about what goes from the right, each character by itself: every character gets a glyph, the leftmost draws all.
	share := advance / float64(len(of))
	for i := len(of) - 1; i >= 0; i-- {
		if id, ok := g.face.one(list, string(of[i]), share); ok {
			g.glyph(id)
		}
		list = nil
		g.pen += share
	}
}

func (g *glyphs) glyph(id font.GID) {
	if !g.list {
		g.b.WriteByte('[')
		g.list = true
	}
	if move := g.at - g.pen; move > 0.5 || move < -0.5 {
		if g.open {
			g.b.WriteByte('>')
			g.open = false
		}
		whole := math.Round(move)
		g.b.Write(strconv.AppendInt(g.b.AvailableBuffer(), int64(whole), 10))
		g.at -= whole
	}
	if !g.open {
		g.b.WriteByte('<')
		g.open = true
	}
	const digits = "0123456789ABCDEF"
	g.b.Write([]byte{digits[id>>12&15], digits[id>>8&15], digits[id>>4&15], digits[id&15]})
	g.at += float64(g.face.width(id))
}

// rest ends what is open.
func (g *glyphs) rest() {
	if g.open {
		g.b.WriteByte('>')
	}
	if g.list {
		g.b.WriteString("]TJ ")
	}
	g.open, g.list = false, false
}
