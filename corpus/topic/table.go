package topic

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/pandect/pandect/corpus"
)

func readTable(folder fs.FS, name string) (*table, error) {
	b, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return parseTable(name, b)
}

// parseTable reads CSV with a header. Rows whose cells are all empty are left out; a row may be shorter than the header.
func parseTable(name string, b []byte) (*table, error) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	if first, _, _ := bytes.Cut(b, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.Comma = ';'
	}
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no header line: %w", name, corpus.ErrInvalid)
	}
	t := &table{}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", name, err, corpus.ErrInvalid)
		}
		line, _ := r.FieldPos(0)
		row := row{file: name, line: line, cells: map[string]string{}}
		if len(cells) > len(header) {
			return nil, row.errorf("%d cells under a header of %d; put a cell with a comma in quotes", len(cells), len(header))
		}
		if strings.Join(cells, "") == "" {
			continue
		}
		for i, c := range cells {
			row.cells[strings.TrimSpace(header[i])] = c
		}
		t.rows = append(t.rows, row)
	}
}
