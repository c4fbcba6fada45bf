package ui

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/pandect/pandect/corpus"
)

// Every code of the grid is a country and stands on it once.
func TestTiles(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range strings.Fields(tilesFile) {
		if code == ".." {
			continue
		}
		r, err := language.ParseRegion(code)
		if err != nil || !r.IsCountry() || seen[code] {
			t.Errorf("tile %q: %v, seen before: %v", code, err, seen[code])
		}
		seen[code] = true
	}
	if len(seen) < 195 {
		t.Errorf("%d countries", len(seen))
	}
}

func TestTilemap(t *testing.T) {
	s, err := readSpeech("en")
	if err != nil {
		t.Fatal(err)
	}
	p := HomePage{Frame: Frame{Speech: s}, Status: corpus.Status{Countries: map[string]int{"KE": 30, "CA": 1, "CA-QC": 4, "XA": 2, "INT": 1, "": 3}}}
	m := p.Tilemap()
	got := map[string]Tile{}
	for _, tile := range m.Held {
		got[tile.Code] = tile
	}
	if ca := got["CA"]; ca.Count != 5 || ca.Level != 2 || ca.Label != "Canada: 5 laws" || ca.Href != "/countries/CA" {
		t.Errorf("Canada with its province: %+v", ca)
	}
	if len(got) != 4 || got["INT"].Y >= got["KE"].Y || got["XA"].Y != got["INT"].Y {
		t.Errorf("what has no place on the grid stands above it: %+v", got)
	}
}
