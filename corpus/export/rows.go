package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export/pdf"
)

// RowFormats are the formats of Rows.
var RowFormats = []string{"csv", "xlsx", "docx", "pdf", "html"}

// Rows writes a table that is not one of laws: gaps, a comparison. Its first row is the header. ErrInvalid for a format that is not one of
// RowFormats.
func Rows(w io.Writer, format, title string, rows [][]string) error {
	rtl := startsFromRight(title)
	switch format {
	case "csv":
		return csvRows(w, rows)
	case "xlsx":
		return xlsxRows(w, rows, rtl)
	case "docx":
		return WordDocument(w, title, func(d *Document) error {
			d.Paragraph("Title", title, rtl)
			d.Table(rows, rtl)
			return nil
		})
	case "pdf":
		return pdfRows(w, title, rows)
	case "html":
		return tablePage.Execute(w, map[string]any{"Title": title, "Rows": rows, "FromRight": rtl})
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

func xlsxRows(w io.Writer, rows [][]string, rtl bool) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	if len(rows) == 0 {
		return f.Write(w)
	}
	s := sheets{file: f, name: "Table", header: rows[0], rtl: rtl}
	if err := s.next(); err != nil {
		return err
	}
	for _, r := range rows[1:] {
		if err := s.add(r); err != nil {
			return err
		}
	}
	if err := s.stream.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// pdfRows writes the table on sheets that lie on their side. A column is as wide as its wording asks for, within bounds.
func pdfRows(w io.Writer, title string, rows [][]string) error {
	sum := sha256.New()
	shares := []float64{}
	cells := make([][]pdf.Cell, len(rows))
	for i, row := range rows {
		for j, text := range row {
			fmt.Fprintf(sum, "%d %s", len(text), text)
			if j == len(shares) {
				shares = append(shares, 6)
			}
			shares[j] = max(shares[j], min(math.Sqrt(float64(len(text)))*2, 40), min(longestWord(text)*1.3, 18))
			cells[i] = append(cells[i], pdf.Cell{Text: text, RightToLeft: startsFromRight(text)})
		}
	}
	d := pdf.New(w, pdf.Meta{Title: orElse(title, "Pandect"), Language: "und", ID: hex.EncodeToString(sum.Sum(nil)[:16]), Landscape: true})
	d.Begin(pdf.Running{Text: title, Language: "und", RightToLeft: startsFromRight(title)})
	d.Paragraph(pdf.Paragraph{Style: pdf.Title, Heading: 1, Text: title, Language: "und", RightToLeft: startsFromRight(title)})
	d.Table(shares, cells)
	d.End()
	return d.Close()
}

func longestWord(s string) float64 {
	n := 0
	for w := range strings.FieldsSeq(s) {
		n = max(n, utf8.RuneCountInString(w))
	}
	return float64(n)
}

// startsFromRight says whether the first letter of a text is one of a script that goes from the right.
func startsFromRight(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}

var tablePage = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="mul"{{if .FromRight}} dir="rtl"{{end}}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Title}}</title><style>body{font:1rem/1.5 system-ui,sans-serif;margin:1.5rem}table{border-collapse:collapse}
th,td{border:1px solid #888;padding:.35rem .5rem;vertical-align:top;text-align:start}thead th{background:#eee;position:sticky;top:0}</style></head>
<body><h1>{{.Title}}</h1><table>{{range $i, $r := .Rows}}{{if eq $i 0}}<thead><tr>{{range $r}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>{{else}}<tr>{{range $j, $c := $r}}{{if eq $j 0}}<th scope="row" dir="auto">{{$c}}</th>{{else}}<td dir="auto">{{$c}}</td>{{end}}{{end}}</tr>{{end}}{{end}}</tbody></table></body></html>
`))
