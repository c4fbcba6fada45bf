package ingest

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// Row of a manifest: what a librarian knows of one file. Empty fields say nothing.
type Row struct {
	Path, Country, Language, Title, TitleEn, Type, Number, Status, SourceURL string
	Year                                                                     int
	Date, From                                                               corpus.Date // From: its wording applies from
	Topics                                                                   []string
	Extra                                                                    map[string]string // unknown columns
}

var manifestColumns = []string{"path", "country", "language", "title", "title_en", "year", "date", "from", "type", "number", "status", "source_url", "topics"}

// ParseManifest reads a CSV file in UTF-8 with a header (DESIGN.md §5), with commas, semicolons or tabs, a byte order mark or none. unknown names
// the columns that it does not know, once each, in their order. Errors wrap corpus.ErrInvalid and name the line and the column.
func ParseManifest(r io.Reader) (rows []Row, unknown []string, err error) {
	in := bufio.NewReader(r)
	if b, _ := in.Peek(3); string(b) == "\uFEFF" {
		_, _ = in.Discard(3)
	}
	c := csv.NewReader(in)
	c.FieldsPerRecord = -1
	head, _ := in.Peek(4096)
	c.Comma = separator(string(head))
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("it is empty; its first line must name the columns: %w", corpus.ErrInvalid)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", err, corpus.ErrInvalid)
	}
	for i := range header {
		header[i] = strings.ToLower(strings.TrimSpace(header[i]))
		if header[i] != "" && slices.Contains(header[:i], header[i]) {
			return nil, nil, fmt.Errorf("line 1: column %s stands twice: %w", header[i], corpus.ErrInvalid)
		}
		if header[i] != "" && !slices.Contains(manifestColumns, header[i]) {
			unknown = append(unknown, header[i])
		}
	}
	if i := slices.Index(header, "url"); i >= 0 && !slices.Contains(header, "path") { // of a list to fetch
		header[i] = "path"
		unknown = slices.DeleteFunc(unknown, func(name string) bool { return name == "url" })
	}
	if !slices.Contains(header, "path") {
		return nil, nil, fmt.Errorf("line 1: no column path; known columns: %s: %w", strings.Join(manifestColumns, ","), corpus.ErrInvalid)
	}
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, unknown, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", err, corpus.ErrInvalid)
		}
		line, _ := c.FieldPos(0)
		row, err := parseRow(header, fields)
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %w", line, err)
		}
		rows = append(rows, row)
	}
}

func separator(head string) rune {
	first, _, _ := strings.Cut(head, "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(first, string(c)) > strings.Count(first, string(best)) {
			best = c
		}
	}
	return best
}

func parseRow(header, fields []string) (row Row, err error) {
	for len(fields) > len(header) && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1] // spreadsheets end lines with empty fields
	}
	if len(fields) > len(header) {
		return row, fmt.Errorf("%d fields where the header names %d; quote fields that hold a comma: %w", len(fields), len(header), corpus.ErrInvalid)
	}
	for i, value := range fields {
		if value = strings.TrimSpace(value); value == "" || header[i] == "" {
			continue
		}
		if !utf8.ValidString(value) {
			return row, fmt.Errorf("column %s is not UTF-8; save the file as CSV UTF-8: %w", header[i], corpus.ErrInvalid)
		}
		if after, armed := strings.CutPrefix(value, "'"); armed && after != "" && strings.ContainsAny(after[:1], "=+-@") {
			value = after // which an export put there, so that no spreadsheet takes the cell for a formula
		}
		if err := row.set(header[i], value); err != nil {
			return row, err
		}
	}
	if row.Path == "" {
		return row, fmt.Errorf("column path is empty: %w", corpus.ErrInvalid)
	}
	return row, nil
}

func (r *Row) set(column, value string) (err error) {
	switch column {
	case "path":
		r.Path = value
	case "country":
		if r.Country = strings.ToUpper(value); !corpus.IsCountry(r.Country) {
			return fmt.Errorf("column country: %q is no code such as KE, CA-QC or INT: %w", value, corpus.ErrInvalid)
		}
	case "language":
		r.Language = strings.ToLower(value)
	case "title":
		r.Title = value
	case "title_en":
		r.TitleEn = value
	case "type":
		r.Type = value
	case "number":
		r.Number = value
	case "status":
		r.Status = value
	case "source_url":
		r.SourceURL = value
	case "topics":
		r.Topics = strings.FieldsFunc(value, func(c rune) bool { return c == ';' || c == ',' || c == ' ' || c == '|' })
	case "date":
		if r.Date, err = corpus.ParseDate(value); err != nil {
			return fmt.Errorf("column date: %w", err)
		}
	case "from":
		if r.From, err = corpus.ParseDate(value); err != nil {
			return fmt.Errorf("column from: %w", err)
		}
	case "year":
		if r.Year, err = strconv.Atoi(value); err != nil || r.Year < 1000 || r.Year > 2999 {
			return fmt.Errorf("column year: %q is not a year of four digits: %w", value, corpus.ErrInvalid)
		}
	default:
		if r.Extra == nil {
			r.Extra = map[string]string{}
		}
		r.Extra[column] = value
	}
	return err
}

// Apply puts what the row says over what was found, and makes the law's id anew of it.
func (r *Row) Apply(t *corpus.Text) {
	if t.Confidence == nil {
		t.Confidence = map[string]float64{}
	}
	for _, f := range []struct {
		name string
		to   *string
		from string
	}{{"country", &t.Country, r.Country}, {"language", &t.Language, r.Language}, {"title", &t.Title, r.Title}, {"type", &t.Type, r.Type}, {"number", &t.Number, r.Number}, {"status", &t.Status, r.Status}} {
		if f.from != "" {
			*f.to, t.Confidence[f.name] = f.from, 1
		}
	}
	if r.SourceURL != "" {
		t.SourceURL = r.SourceURL
	}
	if !r.Date.IsZero() {
		t.Date, t.Year = r.Date, r.Date.Year
		t.Confidence["date"], t.Confidence["year"] = 1, 1
	}
	if r.Year != 0 {
		if t.Date.Year != r.Year {
			t.Date = corpus.Date{} // found in the wording, but not the law's own
			delete(t.Confidence, "date")
		}
		t.Year, t.Confidence["year"] = r.Year, 1
	}
	if !r.From.IsZero() {
		t.From = r.From
	}
	if r.TitleEn != "" {
		if t.Titles == nil {
			t.Titles = map[string]string{}
		}
		t.Titles["en"] = r.TitleEn
	}
	for _, id := range r.Topics {
		t.Topics = append(t.Topics, corpus.Tag{ID: id, Weight: 1, By: "manifest"})
	}
	for k, v := range r.Extra {
		if t.Extra == nil {
			t.Extra = map[string]string{}
		}
		t.Extra[k] = v
	}
	t.ID = LawID(&t.Law)
}
