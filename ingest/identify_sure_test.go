package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

func TestIdentify_Confidence(t *testing.T) {
	for _, c := range []struct {
		name   string
		stated string
		hint   Hint
		blocks []Block
		want   map[string]float64
	}{
		{
			"the title says all, and the file says the same", "Harbour Porters Act No. 8 of 1966", Hint{Country: "XX"},
			[]Block{heading("Harbour Porters Act No. 8 of 1966", 1.6, true), plainBlock("An Act to regulate the employment of porters.")},
			map[string]float64{"title": 0.95, "number": 0.95, "type": 0.9, "year": 0.9, "country": 1},
		},
		{
			"nothing but a first line", "", Hint{},
			[]Block{plainBlock("On the porters of the harbour"), plainBlock("3 May 1966"), plainBlock("7 June 1967")},
			map[string]float64{"title": 0.2, "type": 0.15, "date": 0.5, "year": 0.5},
		},
		{
			"two days on which it was passed", "Harbour Porters Act", Hint{Country: "XX"},
			[]Block{heading("Harbour Porters Act", 1.6, true), plainBlock("Passed by the Council on 3 May 1966"), plainBlock("Passed by the Senate on 7 June 1966")},
			map[string]float64{"title": 0.95, "type": 0.9, "date": 0.5, "year": 0.5, "country": 1},
		},
	} {
		got := Identify(&Document{Title: c.stated, Blocks: c.blocks}, nil, "en", c.hint)
		if diff := cmp.Diff(c.want, got.Confidence); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestShortTitle(t *testing.T) {
	for _, c := range []struct{ cited, title, want string }{
		{"Ports Act 1988", "PORTS AND HARBOURS (MISCELLANEOUS PROVISIONS AND REPEALS) ACT 1988", "Ports Act 1988"},
		{"Harbour Por- ters Act", "An Ordinance on Labour", "Harbour Porters Act"},
		{"Ports Act 1988", "PORTS ACT 1988", ""},
		{"Ports (Amendment) Act, No", "PORTS (AMENDMENT) ACT, No. 5 OF 2021", ""},
		{"Harbour Por- ters Act", "Harbour Porters Act", ""},
		{"", "Harbour Porters Act", ""},
	} {
		if got := shortTitle(c.cited, c.title); got != c.want {
			t.Errorf("shortTitle(%q, %q) = %q, want %q", c.cited, c.title, got, c.want)
		}
	}
	blocks := []Block{heading("PORTS AND HARBOURS (MISCELLANEOUS PROVISIONS AND REPEALS) ACT 1988", 1.6, true), plainBlock("1. This Act may be cited as the Ports Act 1988.")}
	if got := Identify(&Document{Blocks: blocks}, nil, "en", Hint{Country: "XX"}); got.Extra["short_title"] != "Ports Act 1988" {
		t.Errorf("short title %q of %q", got.Extra["short_title"], got.Title)
	}
}

func TestToCheck(t *testing.T) {
	text := corpus.Text{Language: "en", Law: corpus.Law{Title: "Ports Act", Number: "3", Year: 1988, Country: "XX",
		Confidence: map[string]float64{"title": 0.2, "number": 0.5, "year": 0.95, "date": 0.1, "language": 0.4}}}
	if diff := cmp.Diff([]string{"title", "language", "number"}, text.ToCheck()); diff != "" {
		t.Error(diff)
	}
	row := Row{Title: "Ports Act 1988", Language: "en", Number: "3"}
	row.Apply(&text)
	if got := text.ToCheck(); got != nil {
		t.Errorf("after the manifest: %q", got)
	}
}
