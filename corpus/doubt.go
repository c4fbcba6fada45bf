package corpus

import (
	"cmp"
	"slices"
)

// Doubtful is the Confidence below which a person should look at a field; package ingest says how it was measured.
const Doubtful = 0.6

// identified are the fields of a law that are found in its wording, in the order in which a librarian checks them.
var identified = []string{"title", "number", "type", "date", "year", "status", "country"}

// Identified lists those of the fields that are found in the wording of a law which have a value, by JSON name, in the order in which a librarian
// checks them.
func (l *Law) Identified() []string {
	has := map[string]bool{"title": l.Title != "", "number": l.Number != "", "type": l.Type != "", "date": !l.Date.IsZero(), "year": l.Year != 0, "status": l.Status != "", "country": l.Country != ""}
	return slices.DeleteFunc(slices.Clone(identified), func(name string) bool { return !has[name] })
}

// ToCheck lists the fields of a text that a librarian should look at first: those that are doubtful, the most doubtful first. Fields without a value
// are not among them.
func (t *Text) ToCheck() []string {
	var out []string
	for _, name := range append(t.Identified(), "language") {
		if sure, judged := t.Confidence[name]; judged && sure < Doubtful {
			out = append(out, name)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(t.Confidence[a], t.Confidence[b]) })
	return out
}
