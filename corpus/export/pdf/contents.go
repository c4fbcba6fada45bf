package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// listing is an entry of the printed contents.
type listing struct {
	text, language string
	rightToLeft    bool
	level, page    int
	name           string
}

const (
	mostListed   = 1000 // entries; where there are more, the lowest level is left out, down to the highest
	fewestPages  = 4    // of a document with contents
	listedSize   = 10.0 // points
	numberRoom   = 40.0 // points for the number of a page and the dots before it
	listedIndent = 14.0 // points a level
)

// list remembers an entry.
func (d *Document) list(l listing) {
	if l.level > d.deepest {
		return
	}
	d.listed = append(d.listed, l)
	for len(d.listed) > mostListed && d.deepest > 0 {
		d.deepest--
		d.listed = slices.DeleteFunc(d.listed, func(l listing) bool { return l.level > d.deepest })
	}
}

// contents writes the printed contents, whose pages stand before all others under Roman numbers, since what they hold is known when those are written. It gives how
// many pages they are; 0 for a short document.
func (d *Document) contents() int {
	if len(d.listed) < 2 || d.count < fewestPages {
		return 0
	}
	pages, groups, kids := d.count, d.groups, d.tags.top.kids.String()
	d.count, d.groups, d.front = 0, nil, true
	d.tags.top.kids.Reset()
	d.Begin(Running{Text: d.meta.Title, Language: d.meta.Language, RightToLeft: d.meta.FromRight})
	d.Paragraph(Paragraph{Style: Title, Heading: 1, Text: d.meta.Title, Language: d.meta.Language, RightToLeft: d.meta.FromRight})
	d.tags.begin("TOC", "")
	several := slices.ContainsFunc(d.listed, func(l listing) bool { return l.level > 0 })
	for i := range d.listed {
		d.entry(&d.listed[i], several && d.listed[i].level == 0)
	}
	d.endMarked()
	d.tags.end()
	d.End()
	d.turn()
	d.endGroup()
	d.tags.top.kids.WriteString(kids)
	front := d.count
	d.count, d.groups = front+pages, append(d.groups, groups...)
	return front
}

// entry writes one entry: its words lead to the place, dots to the number of its page.
func (d *Document) entry(l *listing, bold bool) {
	words := []rune(l.text)
	indent := listedIndent * float64(min(l.level, maxIndent))
	lines := d.set.set(words, []runeSpan{{0, len(words), bold, "#" + l.name}}, l.language, l.rightToLeft, (d.width-2*margin-indent-numberRoom)*em/listedSize)
	number := d.set.set([]rune(strconv.Itoa(l.page)), nil, "en", false, em*100)
	if d.faces.err != nil || len(lines) == 0 {
		return
	}
	more := ""
	if l.language != "" && l.language != d.running.Language {
		more = "/Lang" + text(l.language)
	}
	d.tags.begin("TOCI", more)
	e := d.tags.begin("Reference", "")
	for i := range lines {
		s := d.sheet()
		if s.y-leading*listedSize < margin {
			d.turn()
			s = d.sheet()
		}
		y := s.y - baseline*listedSize
		left, right := margin+indent, margin+indent+lines[i].width*listedSize/em
		if l.rightToLeft {
			left, right = d.width-right, d.width-left
		}
		d.say(e, &lines[i], left, y, listedSize, 0)
		if i+1 == len(lines) {
			wide := number[0].width * listedSize / em
			at, from, to := d.width-margin-wide, right+6, d.width-margin-wide-6
			if l.rightToLeft {
				at, from, to = margin, margin+wide+6, left-6
			}
			if from < to {
				d.artifact("/Type/Layout", func() {
					fmt.Fprintf(&s.body, "q 0.7 w 0.6 G [0.7 3] 0 d %s %s m %s %s l S Q\n", points(from), points(y), points(to), points(y))
				})
			}
			d.marking = nil
			d.say(e, &number[0], at, y, listedSize, 0)
		}
		s.y -= leading * listedSize
	}
	d.endMarked()
	d.marking = nil
	d.tags.end()
	d.tags.end()
}

// roman is a number in small Roman figures, as pages before the first are counted.
func roman(n int) string {
	var b strings.Builder
	for _, f := range []struct {
		value  int
		figure string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= f.value; n -= f.value {
			b.WriteString(f.figure)
		}
	}
	return b.String()
}
