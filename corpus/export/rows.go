package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"html/template"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
)

// RowFormats are the formats of Rows.
var RowFormats = []string{"csv", "xlsx", "docx", "html"}

// Rows writes a table that is not one of laws: gaps, a comparison. Its first row is the header. ErrInvalid for a format that is not one of
// RowFormats.
func Rows(w io.Writer, format, title string, rows [][]string) error {
	switch format {
	case "csv":
		return csvRows(w, rows)
	case "xlsx":
		return xlsxRows(w, rows)
	case "docx":
		return WordDocument(w, func(d *Document) error {
			d.Paragraph("Title", title, false)
			d.Table(rows, false)
			return nil
		})
	case "html":
		return tablePage.Execute(w, map[string]any{"Title": title, "Rows": rows})
	}
	return fmt.Errorf("format %q: there are %v: %w", format, RowFormats, corpus.ErrInvalid)
}

func csvRows(w io.Writer, rows [][]string) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString("\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(out)
	c.UseCRLF = true
	for _, r := range rows {
		if err := c.Write(harmlessRow(r)); err != nil {
			return err
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return out.Flush()
}

func harmlessRow(r []string) []string {
	out := make([]string, len(r))
	for i := range r {
		out[i] = harmless(r[i])
	}
	return out
}

func xlsxRows(w io.Writer, rows [][]string) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", "Table"); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter("Table")
	if err != nil {
		return err
	}
	s := sheets{file: f, stream: stream, count: 1}
	for _, r := range rows {
		if err := s.add(harmlessRow(r)); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

var tablePage = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{{.Title}}</title><style>body{font:1rem/1.5 system-ui,sans-serif;margin:1.5rem}table{border-collapse:collapse}
th,td{border:1px solid #888;padding:.35rem .5rem;vertical-align:top;text-align:start}thead th{background:#eee;position:sticky;top:0}</style></head>
<body><h1>{{.Title}}</h1><table>{{range $i, $r := .Rows}}{{if eq $i 0}}<thead><tr>{{range $r}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>{{else}}<tr>{{range $j, $c := $r}}{{if eq $j 0}}<th scope="row">{{$c}}</th>{{else}}<td>{{$c}}</td>{{end}}{{end}}</tr>{{end}}{{end}}</tbody></table></body></html>
`))
