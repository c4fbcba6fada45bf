package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
)

func TestCutCell(t *testing.T) {
	for _, c := range []struct {
		name, in string
		whole    bool
	}{
		{"empty", "", true}, {"just fits", strings.Repeat("a", maxCell), true}, {"one too many", strings.Repeat("a", maxCell+1), false},
		{"Arabic, many bytes", strings.Repeat("م", maxCell), true}, {"pairs, just fits", strings.Repeat("𠀀", maxCell/2), true}, {"pairs, too many", strings.Repeat("𠀀", maxCell/2+1), false},
	} {
		got := cutCell(c.in)
		if n := len(utf16.Encode([]rune(got))); n > maxCell || (got == c.in) != c.whole || (!c.whole && !strings.HasSuffix(got, "…")) {
			t.Errorf("%s: %d units, whole %v, want %v", c.name, n, got == c.in, c.whole)
		}
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", "＝1+1": "'＝1+1", "＠x": "'＠x", "": "", "1=1": "1=1", "—": "—"} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTables_Formulas writes a library whose every word is a formula in every format that a spreadsheet opens, and looks at each cell.
func TestTables_Formulas(t *testing.T) {
	const formula = `=HYPERLINK("https://evil.example","x")`
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Country: formula, Type: formula, Number: formula, Title: formula, Titles: map[string]string{"en": formula}, Status: formula, SourceURL: formula}, Language: formula,
		Original:   &corpus.Original{Name: formula, MediaType: formula, SHA256: strings.Repeat("a", 64)},
		Provisions: []corpus.Provision{{EID: "sec_1", Kind: formula, Number: formula, Label: formula, Heading: formula, Text: formula, Topics: []corpus.Tag{{ID: formula, By: formula}}}}}
	h := Header{Query: formula, Fingerprint: formula, Site: formula}
	check := func(name string, r io.Reader) {
		rows, err := csv.NewReader(r).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") {
					t.Errorf("%s: the cell %s", name, cell)
				}
			}
		}
	}
	checkBook := func(name string, b []byte) {
		book, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		cells := 0
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for j, cell := range row {
					at, _ := excelize.CoordinatesToCellName(j+1, i+1)
					inside, err := book.GetCellFormula(sheet, at)
					if cells++; err != nil || inside != "" { // a string that begins with = is none
						t.Errorf("%s %s!%s: %q with formula %q, %v", name, sheet, at, cell, inside, err)
					}
				}
			}
		}
		if cells < 4 {
			t.Errorf("%s has %d cells", name, cells)
		}
	}
	write := func(name string) []byte {
		format, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Write(&b, format, h, func(yield func(Item, error) bool) { yield(Item{Text: law, Units: law.Units()}, nil) }, oneFile{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return b.Bytes()
	}
	check("csv", bytes.NewReader(bytes.TrimPrefix(write("csv"), []byte("\uFEFF"))))
	checkBook("xlsx", write("xlsx"))
	for _, name := range []string{"csvw", "zip"} {
		b := write(name)
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		tables := 0
		for _, f := range z.File {
			if !strings.HasSuffix(f.Name, ".csv") {
				continue
			}
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			all, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			tables++
			check(name+" "+f.Name, bytes.NewReader(bytes.TrimPrefix(all, []byte("\uFEFF"))))
		}
		if tables == 0 {
			t.Errorf("%s holds no table", name)
		}
	}
	rows := [][]string{{formula, formula}, {formula, formula}}
	for _, name := range RowFormats {
		var b bytes.Buffer
		if err := Rows(&b, name, formula, rows); err != nil {
			t.Fatal(err)
		}
		switch name {
		case "csv":
			check("rows", bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\uFEFF"))))
		case "xlsx":
			checkBook("rows", b.Bytes())
		}
	}
}

// oneFile holds one original under every name.
type oneFile struct{ corpus.Files }

func (oneFile) Open(context.Context, string) (io.ReadSeekCloser, error) {
	return struct {
		io.ReadSeeker
		io.Closer
	}{strings.NewReader("%PDF"), io.NopCloser(nil)}, nil
}

// manyItems are n laws of ten sections of 800 bytes, made as they are asked for.
func manyItems(n int) Items {
	wording := strings.Repeat("wording of a section ", 40)
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Country: "XA", Title: "Arms Act"}, Language: "en"}
	for _, number := range strings.Split("1 2 3 4 5 6 7 8 9 10", " ") {
		law.Provisions = append(law.Provisions, corpus.Provision{EID: corpus.EID("sec_" + number), Kind: "section", Number: number, Label: number + ".", Text: wording})
	}
	item := Item{Text: law, Units: law.Units()}
	return func(yield func(Item, error) bool) {
		for range n {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	const laws = 500
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, f, header, manyItems(laws), nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*laws*10)/b.Elapsed().Seconds(), "provisions/s")
		})
	}
}
