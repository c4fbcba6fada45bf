package export

import (
	"strconv"

	"github.com/pandect/pandect/corpus"
)

// LogHeader names the columns of LogRow.
var LogHeader = []string{"id", "at", "by", "what", "law", "language", "from", "eid", "subject", "before", "after", "note", "undoes", "undone_by"}

// LogRow is a correction as a row of a table, for Rows.
func LogRow(c *corpus.Correction) []string {
	id := func(n int64) string {
		if n == 0 {
			return ""
		}
		return strconv.FormatInt(n, 10)
	}
	return []string{id(c.ID), c.At.Format("2006-01-02T15:04:05Z"), c.By, c.What, string(c.Law), c.Language, c.From.String(), string(c.EID), c.Subject, c.Before, c.After, c.Note, id(c.Undoes), id(c.UndoneBy)}
}
