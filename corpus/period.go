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
// of a manifest says. What is a bill by its status, or by its type where it has none, is no law yet.
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
	if began := t.From.String(); began != "" && began < from { // a wording that applied shows that the law did
		from = began
	}
	switch status := strings.ToLower(t.Status); {
	case isDraft(status) || status == "" && isDraft(strings.ToLower(t.Type)):
		from = neverYet
	case status == "not yet in force":
		from = cmp.Or(t.From.String(), neverYet)
	case status == "repealed":
		until = cmp.Or(until, endedOn)
	}
	if from+until == "" {
		return ""
	}
	return Period(from + ".." + until)
}

func isDraft(s string) bool { return s == "bill" || s == "draft" }

// Holds says whether the law applied on a day, as far as is known.
func (p Period) Holds(day Date) bool {
	_, until, _ := strings.Cut(string(p), "..")
	if until == endedOn {
		until = Today().String()
	}
	return !p.After(day) && (until == "" || day.String() < until)
}

// After says whether the period begins after a day: the law was a draft then, or not yet in force.
func (p Period) After(day Date) bool {
	from, _, _ := strings.Cut(string(p), "..")
	on := day.String()
	return on[:min(len(on), len(from))] < from
}
