package export

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
)

// RowFormats are those that Rows takes.
var RowFormats = []string{"csv", "xlsx", "docx"}

// Rows writes a table that is no list of provisions (a gap analysis, a comparison) in one of RowFormats. The first row is its head; title
// stands above it where a format has room for one. Cells of spreadsheets are made harmless.
func Rows(w io.Writer, format, title string, rows [][]string) error {
	switch format {
	case "csv":
		return rowsCSV(w, rows)
	case "xlsx":
		return rowsXLSX(w, rows)
	case "docx":
		return WordDocument(w, func(d *Document) error {
			d.Paragraph("Title", title, false)
			d.Table(rows, false)
			return nil
		})
	}
	return fmt.Errorf("format %q: there are %v: %w", format, RowFormats, corpus.ErrInvalid)
}

func rowsCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range rows {
		if err := c.Write(harmlessRow(row)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func rowsXLSX(w io.Writer, rows [][]string) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		values := make([]any, len(row))
		for j, cell := range harmlessRow(row) {
			if r := []rune(cell); len(r) > maxCell {
				cell = string(r[:maxCell-1]) + "…"
			}
			values[j] = cell
		}
		if err := f.SetSheetRow("Sheet1", at, &values); err != nil {
			return err
		}
	}
	return f.Write(w)
}

func harmlessRow(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		out[i] = harmless(cell)
	}
	return out
}
