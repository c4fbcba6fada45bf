package corpus

import (
	"cmp"
	"fmt"
	"strings"
)

// Period is from when to when a law applies, as far as is known: "2010-07-30..", "2001..2014-01-01" (half open), "" for always. It begins on a day or in a
// year, and ends on a day, or by endedOn.
type Period string

const (
	neverYet = "9999" // when a bill begins
	endedOn  = "?"    // some day that is not known, today at the latest
)

// Period is that of the law in this wording. It begins on the law's date, or in its year, or when its wording does, and ends on the day that the column "until"
// of a manifest says.
func (t *Text) Period() Period {
	from, until := t.Date.String(), t.Extra["until"]
	if _, err := ParseDate(until); err != nil {
		until = ""
	}
	switch {
	case from == "" && t.Year != 0:
		from = fmt.Sprintf("%04d", t.Year)
	case from == "":
		from = t.From.String()
	}
	switch strings.ToLower(t.Status) {
	case "bill", "draft":
		from = neverYet
	case "not yet in force":
		from = cmp.Or(t.From.String(), neverYet)
	case "repealed":
		until = cmp.Or(until, endedOn)
	}
	if from+until == "" {
		return ""
	}
	return Period(from + ".." + until)
}

// Holds says whether the law applied on a day, as far as is known.
func (p Period) Holds(day Date) bool {
	from, until, _ := strings.Cut(string(p), "..")
	if until == endedOn {
		until = Today().String()
	}
	on := day.String()
	return on[:min(len(on), len(from))] >= from && (until == "" || on < until)
}
