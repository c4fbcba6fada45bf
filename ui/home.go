package ui

import (
	"cmp"
	"maps"
	"slices"

	"github.com/pandect/pandect/corpus"
)

// HomePage shows what the library holds.
type HomePage struct {
	Frame
	Status   corpus.Status
	Topics   []Entry // with provisions, the most frequent first
	Newest   []LawLine
	Examples []string // questions a newcomer can try, in the query language
}

func (HomePage) template() string { return "home" }

// Entry is a line of a list: a name, how many stand behind it, and where it leads.
type Entry struct {
	Value, Label, Href string
	Count              int
	Depth              int // in a tree; 0 at the root
	Note               string
	Strong             bool // stands above others of its list
}

// LawLine is a law in a list.
type LawLine struct {
	corpus.Text
	Href  string
	Added string // day it was taken in, as a date in full; may be empty
}

// Line makes a LawLine of a text.
func Line(t corpus.Text) LawLine { return LawLine{Text: t, Href: LawPath(t.ID)} }

// Coverage is a table of countries and topics.
type Coverage struct {
	Topics []Entry
	Rows   []CoverageRow
}

// CoverageRow is one country; its cells stand in the order of Coverage.Topics.
type CoverageRow struct {
	Country Entry
	Cells   []CoverageCell
}

// CoverageCell counts the provisions of a country on a topic. Level is 0 (none) to 4 (a lot), for shading beside the number.
type CoverageCell struct {
	Entry
	Level int
}

// maxCoverage columns fit a page without scrolling at 1440 pixels; the rest stands on the page of topics.
const maxCoverage = 12

// Coverage is the table of countries, by name, and the topics that most provisions have.
func (p HomePage) Coverage() Coverage {
	c := Coverage{Topics: p.Topics[:min(maxCoverage, len(p.Topics))]}
	for _, country := range slices.SortedFunc(maps.Keys(p.Status.Countries), p.byName) {
		row := CoverageRow{Country: Entry{Value: country, Label: p.Country(country), Count: p.Status.Countries[country], Href: SearchPath("country", country)}}
		for _, topic := range c.Topics {
			n := p.Status.Coverage[country][topic.Value]
			row.Cells = append(row.Cells, CoverageCell{
				Entry: Entry{Label: topic.Label, Count: n, Href: SearchPath("country", country, "topic", topic.Value)},
				Level: level(n),
			})
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// Empty says that nothing was taken in yet.
func (p HomePage) Empty() bool { return p.Status.Laws == 0 }

func (f Frame) byName(a, b string) int { return cmp.Compare(f.Country(a), f.Country(b)) }

// level shades a count: each step is five times the one before.
func level(n int) int {
	switch {
	case n == 0:
		return 0
	case n < 5:
		return 1
	case n < 25:
		return 2
	case n < 125:
		return 3
	}
	return 4
}

// Bar of a timeline, in units of its drawing.
type Bar struct {
	Year, Count         int
	X, Y, Width, Height int
	Href                string
}

// Timeline is laws by year as bars in a drawing 1000 wide and 120 high.
type Timeline struct {
	Bars        []Bar
	First, Last int
	Unknown     int // laws without a year
}

const timelineHeight = 120

// Timeline draws laws by year; no bars where fewer than two years are known.
func (p HomePage) Timeline() Timeline {
	years := slices.Sorted(maps.Keys(p.Status.Years))
	t := Timeline{Unknown: p.Status.Years[0]}
	if len(years) > 0 && years[0] == 0 {
		years = years[1:]
	}
	if len(years) < 2 {
		return t
	}
	t.First, t.Last = years[0], years[len(years)-1]
	most := 0
	for _, y := range years {
		most = max(most, p.Status.Years[y])
	}
	step := min(1000/(t.Last-t.First+1), 40)
	for _, y := range years {
		n := p.Status.Years[y]
		h := max(timelineHeight*n/most, 3)
		t.Bars = append(t.Bars, Bar{
			Year: y, Count: n, X: (y - t.First) * step, Y: timelineHeight - h, Width: max(step-1, 1), Height: h, Href: SearchPath("year", yearRange(y)),
		})
	}
	return t
}

// Width of the drawing.
func (t Timeline) Width() int {
	if len(t.Bars) == 0 {
		return 0
	}
	last := t.Bars[len(t.Bars)-1]
	return last.X + last.Width
}
