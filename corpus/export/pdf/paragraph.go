package pdf

import "fmt"

// Style is how a paragraph looks and what it is.
type Style int

// The styles. Container is the heading of a part or chapter, Unit that of an article.
const (
	Body Style = iota
	Title
	Container
	Unit
	Note
)

// look of a style, in points.
var looks = [...]struct {
	size, before, after float64
	bold                bool
	gray                float64
}{
	Body:      {10.5, 0, 4, false, 0},
	Title:     {19, 0, 8, true, 0},
	Container: {13.5, 14, 5, true, 0},
	Unit:      {11, 9, 3, true, 0},
	Note:      {9, 0, 6, false, 0.3},
}

const (
	leading  = 1.45 // of a line, in ems
	baseline = 1.05 // of its top, in ems
	step     = 18.0 // points of one indent

	maxIndent = 10 // deeper ones stand at this one: a line must have room
)

// Paragraph is a piece of text, or a heading.
type Paragraph struct {
	Style       Style
	Heading     int    // its level, 1 the highest, none left out; 0: it is no heading
	Text        string // on one line
	Spans       []Span
	Language    string
	RightToLeft bool
	Indent      int
	Name        string // by which links lead here; "" = none
	Bookmark    string // "" = none
	Level       int    // of the bookmark and in the contents; 0 is the highest
	Listed      bool   // in the printed contents, by its Name
}

// Paragraph writes a paragraph, over as many pages as it needs.
func (d *Document) Paragraph(p Paragraph) {
	look := looks[p.Style]
	original := []rune(p.Text)
	spans := runeSpans(p.Text, p.Spans)
	if look.bold {
		spans = []runeSpan{{0, len(original), true, ""}}
	}
	indent := step * float64(min(p.Indent, maxIndent))
	lines := d.set.set(original, spans, p.Language, p.RightToLeft, (d.width-2*margin-indent)*em/look.size)
	if d.faces.err != nil || len(lines) == 0 {
		return
	}
	height := leading * look.size
	s := d.sheet()
	if s.y < d.height-margin {
		s.y -= look.before
	}
	need := min(len(lines), 2)
	room := height * float64(need)
	if p.Heading > 0 { // a heading is not the last of a page
		room = height*float64(len(lines)) + 3*leading*looks[Body].size
	}
	if s.y-room < margin {
		d.turn()
		s = d.sheet()
	}
	place := fmt.Sprintf("[%d 0 R/XYZ null %s null]", s.number, points(s.y))
	if p.Name != "" {
		d.names = append(d.names, name{p.Name, place})
	}
	if p.Bookmark != "" {
		d.marks.add(p.Level, p.Bookmark, place)
	}
	if p.Listed {
		d.list(listing{p.Text, p.Language, p.RightToLeft, p.Level, d.count, p.Name})
	}
	more := ""
	if p.Language != "" && p.Language != d.running.Language {
		more = "/Lang" + text(p.Language)
	}
	tag := "P"
	if p.Heading > 0 {
		tag = fmt.Sprintf("H%d", p.Heading)
	}
	e := d.tags.begin(tag, more)
	for i := range lines {
		left := len(lines) - i
		if s.y-height < margin || left == 2 && s.y-2*height < margin { // the last line does not stand alone on a page
			d.turn()
			s = d.sheet()
		}
		x := margin + indent
		if p.RightToLeft {
			x = d.width - margin - indent - lines[i].width*look.size/em
		}
		d.say(e, &lines[i], x, s.y-baseline*look.size, look.size, look.gray)
		s.y -= height
	}
	d.endMarked()
	d.marking = nil
	d.tags.end()
	s.y -= look.after
}
