package api

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// Spoken says the headings of a table and the program's own words in it in the reader's language, for formats that people open. CSV, which programs
// read, keeps the names that the documentation gives; so does every table in English.
func Spoken(f *ui.Speech, format string, rows [][]string) [][]string {
	if format == "csv" || f.Code == "en" || len(rows) == 0 {
		return rows
	}
	names := rows[0]
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = slices.Clone(row)
		for n, cell := range row {
			switch {
			case i == 0:
				out[i][n] = columnIn(f, cell)
			case n < len(names):
				out[i][n] = cellIn(f, names[n], cell)
			}
		}
		if names[0] == "" && i > 0 { // a comparison: its first column names the rows
			out[i][0] = columnIn(f, row[0])
		}
	}
	return out
}

// columnKey is the message of a column, where it is not column.<name>.
var columnKey = map[string]string{
	"country": "field.country", "law": "field.law", "status": "field.status", "language": "field.language", "requirement": "gaps.requirement", "state": "gaps.state",
	"remark": "gaps.remark", "assistance needed": "gaps.needs", "cycle": "checklist.cycle", "answer": "checklist.answer", "legal basis": "checklist.basis",
	"provision": "provision.provision", "definition": "provision.definition", "text": "compare.wording",
}

func columnIn(f *ui.Speech, name string) string {
	if key := cmp.Or(columnKey[name], "column."+name); f.Has(key) {
		return f.T(key)
	}
	if corpus.IsCountry(name) {
		return f.Country(name)
	}
	return f.Word("element", name)
}

func cellIn(f *ui.Speech, column, cell string) string {
	switch column {
	case "state", "answer":
		return f.Word("gap", cell)
	case "force", "status":
		return f.Word(column, cell)
	case "country":
		return f.Country(cell)
	case "answered":
		return f.T("checklist.answered." + cmp.Or(cell, "not"))
	case "by":
		if cell == corpus.ByProgram {
			return f.T("gaps.says.program")
		}
	case "missing":
		if cell == "" {
			return ""
		}
		lacks := strings.Split(cell, ", ")
		for i := range lacks {
			lacks[i] = f.Word("element", lacks[i])
		}
		return strings.Join(lacks, ", ")
	default:
		if corpus.IsCountry(column) { // a matrix: the state, and behind it the best candidate
			state, rest, more := strings.Cut(cell, ": ")
			if word := f.Word("gap", state); word != state && more {
				return word + ": " + rest
			} else if !more {
				return word
			}
		}
	}
	return cell
}
