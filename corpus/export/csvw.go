package export

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// TableName is what the table of provisions is called where it needs a name.
const TableName = "provisions.csv"

// datatypes of the columns that are not plain strings (XML Schema, as CSV on the Web names them).
var datatypes = map[string]string{"year": "integer", "page": "integer", "ocr_confidence": "number", "repaired": "number", "language_certainty": "number",
	"library_changed": "dateTime"}

// separators of the columns that hold more than one value.
var separators = map[string]string{"topics": ";", "requirements": ";"}

type csvwTable struct {
	Context string         `json:"@context"`
	URL     string         `json:"url"`
	Title   string         `json:"dc:title"`
	Source  string         `json:"dc:identifier"` // fingerprint of the library
	Changed string         `json:"dc:modified"`
	Dialect map[string]any `json:"dialect"`
	Schema  csvwSchema     `json:"tableSchema"`
}

type csvwSchema struct {
	Columns []csvwColumn `json:"columns"`
}

type csvwColumn struct {
	Name      string `json:"name"`
	Titles    string `json:"titles"`
	Datatype  string `json:"datatype"`
	Separator string `json:"separator,omitempty"`
}

// CSVW writes what the columns of CSV are, as metadata of CSV on the Web (W3C Recommendation, 2015), for a table that stands at url.
func CSVW(w io.Writer, h Header, url string) error { return csvw(w, h, url, columns) }

func csvw(w io.Writer, h Header, url string, names []string) error {
	t := csvwTable{Context: "http://www.w3.org/ns/csvw", URL: url, Title: orElse(oneLine(h.title()), "Pandect"), Source: h.Fingerprint, Changed: h.Changed.UTC().Format(time.RFC3339),
		Dialect: map[string]any{"encoding": "utf-8", "header": true, "lineTerminators": []string{"\r\n", "\n"}}}
	for _, name := range names {
		t.Schema.Columns = append(t.Schema.Columns, csvwColumn{Name: name, Titles: name, Datatype: orElse(datatypes[name], "string"), Separator: separators[name]})
	}
	encode := json.NewEncoder(w)
	encode.SetIndent("", " ")
	encode.SetEscapeHTML(false)
	return encode.Encode(t)
}

// Table writes a ZIP file of the table of provisions and its metadata.
func Table(w io.Writer, h Header, items Items) error {
	z := zip.NewWriter(w)
	for _, part := range []struct {
		name  string
		write func(io.Writer) error
	}{{TableName, func(w io.Writer) error { return CSV(w, h, items) }}, {TableName + "-metadata.json", func(w io.Writer) error { return CSVW(w, h, TableName) }}} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: h.Changed.UTC()})
		if err != nil {
			return err
		}
		if err := part.write(f); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return z.Close()
}
