package corpus

import "time"

// Version is one wording of a law that was taken in, as a list of them shows it.
type Version struct {
	ID         string    `json:"id"` // VersionIDLength hex digits of the SHA-256 of the record: they name this wording for ever
	Language   string    `json:"language,omitempty"`
	From       Date      `json:"from,omitzero"` // it applies from; zero: not known
	Added      time.Time `json:"added"`         // it was taken in
	Superseded bool      `json:"superseded"`    // another wording of the same language and date was taken in later
	Title      string    `json:"title"`
}

// VersionIDLength is how many hex digits name a version.
const VersionIDLength = 16

// VersionOn is the wording that applies on a day, in a language ("" for that of the first of vs): of those not superseded the one that began last, on that day
// or before. A wording without a date applies from the beginning. ok is false where none had begun.
func VersionOn(vs []Version, language string, day Date) (v Version, ok bool) {
	for _, w := range vs {
		if language == "" {
			language = w.Language
		}
		if w.Superseded || w.Language != language || day.Compare(w.From) < 0 {
			continue
		}
		if !ok || v.From.Compare(w.From) < 0 {
			v, ok = w, true
		}
	}
	return v, ok
}
