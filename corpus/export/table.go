package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
)

// columns of the tables of provisions.
var columns = []string{"id", "law", "country", "title", "title_en", "type", "law_number", "year", "date", "status", "language", "eid", "kind", "number", "label", "heading", "path", "text", "page",
	"topics", "requirements", "ocr_confidence", "source_url", "original", "sha256", "repaired", "language_certainty", "export_query", "library_fingerprint", "library_changed", "notes", "applies_from", "collection_note"}

// row is one unit as cells, with its footnotes and what a reader noted. The header stands in three columns of the first row.
func row(item *Item, u *corpus.Unit, notes, noted string, h *Header, first bool) []string {
	t := &item.Text
	r := []string{u.Ref.String(), string(t.ID), t.Country, t.Title, t.Titles["en"], t.Type, t.Number, "", t.Date.String(), t.Status, t.Language, string(u.EID), u.Kind, u.Number, u.Label, u.Heading,
		strings.Join(u.Path, " > "), u.Text, "", tagIDs(u.Topics), tagIDs(u.Needs), share(u.Confidence), t.SourceURL, "", "", share(u.Repaired), share(u.Certainty), "", "", "", notes, t.From.String(), noted}
	if t.Year != 0 {
		r[7] = strconv.Itoa(t.Year)
	}
	if u.Page > 0 {
		r[18] = strconv.Itoa(u.Page)
	}
	if t.Original != nil {
		r[23], r[24] = t.Original.Name, t.Original.SHA256
	}
	if first {
		r[27], r[28], r[29] = h.Query, h.Fingerprint, h.Changed.UTC().Format(time.RFC3339)
	}
	return r
}

// notesOf are the footnotes of the units of a law, one a line.
func notesOf(t *corpus.Text) map[corpus.EID]string {
	notes := map[corpus.EID]string{}
	var visit func(ps []corpus.Provision)
	visit = func(ps []corpus.Provision) {
		for i := range ps {
			p := &ps[i]
			own := p.Notes
			if corpus.IsBasic(p.Kind) || !corpus.HoldsBasic(p.Children) {
				own = nil
				for q := range corpus.All(ps[i : i+1]) {
					own = append(own, q.Notes...)
				}
			} else {
				visit(p.Children)
			}
			if len(own) > 0 {
				notes[p.EID] = strings.Join(own, "\n")
			}
		}
	}
	visit(t.Provisions)
	return notes
}

// share prints a share of one to three places; nothing where it was not measured.
func share(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', 3, 64)
}

func tagIDs(tags []corpus.Tag) string {
	ids := make([]string, len(tags))
	for i, t := range tags {
		ids[i] = t.ID
	}
	return strings.Join(ids, ";")
}

// harmless keeps a cell of CSV from being a formula: one that begins with = + - @, in the wide forms of East Asia too, or with a tab or the end of a line gets an
// apostrophe before it, as OWASP asks (CSV Injection).
func harmless(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// CSV writes a table of provisions (RFC 4180, UTF-8 with a byte order mark, which Excel asks for).
func CSV(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if _, err := out.WriteString("\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(out)
	c.UseCRLF = true
	if err := c.Write(columns); err != nil {
		return err
	}
	first := true
	for item, err := range items {
		if err != nil {
			return err
		}
		notes, noted := notesOf(&item.Text), item.cells()
		for i := range item.Units {
			u := &item.Units[i]
			if err := c.Write(harmlessRow(row(&item, u, notes[u.EID], noted[u.EID], &h, first))); err != nil {
				return err
			}
			first = false
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return out.Flush()
}

// Bounds of Excel: characters of a cell, rows of a sheet. What is longer goes on in the next sheet, or ends with a sign.
const (
	maxCell = 32_767
	maxRows = 1_048_576
)

// XLSX writes a table of provisions, and a sheet that says what was asked of which library. excelize keeps a sheet's rows in a temporary
// file once they pass 16 MB.
func XLSX(w io.Writer, h Header, items Items) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "Pandect", Created: h.Changed.UTC().Format(time.RFC3339), Modified: h.Changed.UTC().Format(time.RFC3339)}); err != nil {
		return err
	}
	s := sheets{file: f, name: "Provisions", header: columns}
	if err := s.next(); err != nil {
		return err
	}
	first := true
	for item, err := range items {
		if err != nil {
			return err
		}
		notes, noted := notesOf(&item.Text), item.cells()
		for i := range item.Units {
			u := &item.Units[i]
			if err := s.add(row(&item, u, notes[u.EID], noted[u.EID], &h, first)); err != nil {
				return err
			}
			first = false
		}
	}
	if err := s.stream.Flush(); err != nil {
		return err
	}
	if err := about(f, h); err != nil {
		return err
	}
	return f.Write(w)
}

// sheets writes rows, a new sheet with the same header when one is full. Cells are strings, which Excel never takes for formulas.
type sheets struct {
	file   *excelize.File
	name   string
	header []string
	rtl    bool
	stream *excelize.StreamWriter
	count  int
	row    int
}

func (s *sheets) next() (err error) {
	name := s.name
	if s.count++; s.count > 1 {
		if err := s.stream.Flush(); err != nil {
			return err
		}
		name = fmt.Sprintf("%s %d", s.name, s.count)
		_, err = s.file.NewSheet(name)
	} else {
		err = s.file.SetSheetName("Sheet1", name)
	}
	if err != nil {
		return err
	}
	if err := s.file.SetSheetDimension(name, ""); err != nil { // a stream does not know its size; readers that trust the size of an empty sheet would stop
		return err
	}
	if err := s.file.SetSheetView(name, 0, &excelize.ViewOptions{RightToLeft: &s.rtl}); err != nil {
		return err
	}
	if s.stream, err = s.file.NewStreamWriter(name); err != nil {
		return err
	}
	s.row = 0
	return s.add(s.header)
}

func (s *sheets) add(cells []string) error {
	if s.row == maxRows {
		if err := s.next(); err != nil {
			return err
		}
	}
	s.row++
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = cutCell(c)
	}
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, values)
}

// cutCell ends a cell that Excel could not hold with a sign. Excel counts in UTF-16, where a string never has more units than it has bytes here.
func cutCell(s string) string {
	if len(s) <= maxCell {
		return s
	}
	units := 0
	end := len(s) // of what still leaves room for the sign
	for i, r := range s {
		if units <= maxCell-1 {
			end = i
		}
		if units += utf16.RuneLen(r); units > maxCell {
			return s[:end] + "…"
		}
	}
	return s
}

func about(f *excelize.File, h Header) error {
	if _, err := f.NewSheet("About"); err != nil {
		return err
	}
	lines := [][2]string{{"Query", h.Query}, {"Laws", strconv.Itoa(h.Laws)}, {"Provisions", strconv.Itoa(h.Provisions)}, {"Library fingerprint", h.Fingerprint}, {"Library changed", h.Changed.UTC().Format(time.RFC3339)}}
	if h.Name != "" {
		lines = append(lines, [2]string{"Collection", h.Name})
	}
	for i, line := range lines {
		for column, value := range line {
			at, err := excelize.CoordinatesToCellName(column+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr("About", at, value); err != nil {
				return err
			}
		}
	}
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
