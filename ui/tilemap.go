package ui

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// tiles.txt places states on a grid near where they lie, a line a row: one square each, however large the state. The arrangement is this project's own; a
// code of ISO 3166-1 says nothing on the status of a territory.
//
//go:embed tiles.txt
var tilesFile string

const (
	tileStep = 30 // from tile to tile, in units of the drawing
	tileSize = 28
)

// Tile is one country on the map. Count is of laws, of its subdivisions too; Level is that of CoverageCell.
type Tile struct {
	Code, Label, Href string
	X, Y              int
	Count, Level      int
}

// TextX and TextY are where the code stands.
func (t Tile) TextX() int { return t.X + tileSize/2 }
func (t Tile) TextY() int { return t.Y + tileSize/2 + 4 }

// Tilemap is a map of countries by the number of laws that are held. Those without a place on the grid stand above it.
type Tilemap struct {
	Width, Height int
	Held, Rest    []Tile // with laws, without
}

// Tilemap draws the library's countries.
func (p HomePage) Tilemap() Tilemap {
	counts := map[string]int{}
	for code, n := range p.Status.Countries {
		counts[corpus.StateOf(code)] += n
	}
	var m Tilemap
	place := func(code string, column, row int) {
		n := counts[code]
		t := Tile{Code: code, Label: p.N("map.tile", n, "country", p.Country(code)), Href: "/countries/" + code, X: column * tileStep, Y: row * tileStep, Count: n, Level: level(n)}
		m.Width, m.Height = max(m.Width, t.X+tileStep), max(m.Height, t.Y+tileStep)
		if n > 0 {
			m.Held = append(m.Held, t)
		} else {
			m.Rest = append(m.Rest, t)
		}
		delete(counts, code)
	}
	rows := strings.Split(strings.TrimSpace(tilesFile), "\n")
	onGrid := strings.Fields(tilesFile)
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(counts)), func(code string) bool { return code == "" || slices.Contains(onGrid, code) })
	perRow, first := len(strings.Fields(rows[0])), 0
	for i, code := range others {
		place(code, i%perRow, i/perRow)
		first = i/perRow + 2
	}
	for row, line := range rows {
		for column, code := range strings.Fields(line) {
			if code != ".." {
				place(code, column, first+row)
			}
		}
	}
	return m
}

// Steps are the levels of the map and the matrix, for their legend.
func (Frame) Steps() []Entry {
	return []Entry{{Value: "1", Label: "1–4"}, {Value: "2", Label: "5–24"}, {Value: "3", Label: "25–124"}, {Value: "4", Label: "125+"}}
}
