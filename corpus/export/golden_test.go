package export

import (
	"bytes"
	"compress/zlib"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "rewrite the golden files of testdata")

// golden compares got with testdata/name; -update rewrites it, a missing file fails.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// Each format has a golden file: the file itself where it is text, what is in it where it is a package.
func TestFormats_Golden(t *testing.T) {
	for _, f := range append(Formats[:len(Formats):len(Formats)], ZipFormat) {
		t.Run(f.Name, func(t *testing.T) {
			got := written(t, f.Name, nil)
			switch f.Name {
			case "xlsx":
				golden(t, "laws.xlsx.txt", cellsOf(t, got))
			case "docx", "zip", "epub", "csvw":
				golden(t, "laws."+f.Name+".txt", partsOf(t, got))
			case "pdf":
				golden(t, "laws.pdf.txt", objectsOf(t, got))
			default:
				golden(t, "laws."+f.Name, got)
			}
		})
	}
}

// objectsOf is a PDF with its streams inflated; fonts and the table of objects are left out.
func objectsOf(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	for i, part := range bytes.Split(b, []byte("stream\n")) {
		if z, err := zlib.NewReader(bytes.NewReader(part)); err == nil && i > 0 {
			body, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			if body[0] != 0 { // no font, no table
				out.Write(body)
			}
			continue
		}
		out.Write(part)
	}
	return out.Bytes()
}

// cellsOf lists the cells of a workbook that hold something.
func cellsOf(t *testing.T, b []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, cell := range row {
				if at, err := excelize.CoordinatesToCellName(x+1, y+1); err == nil && cell != "" {
					fmt.Fprintf(&out, "%s!%s %q\n", sheet, at, cell)
				}
			}
		}
	}
	return out.Bytes()
}

// partsOf lists the files of a package with what they hold.
func partsOf(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, f := range opened(t, b).File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "-- %s --\n%s\n", f.Name, bytes.TrimRight(body, "\n"))
	}
	return out.Bytes()
}
