package corpus

import (
	"context"
	"errors"
	"fmt"
	"time"
)

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

// ReadsBefore says which of two wordings of one language, that apply from a and from b, is read on a day: those begun before those to come; of those begun the
// last one, of those to come the next. A wording without a date applies from the beginning.
func ReadsBefore(day, a, b Date) bool {
	comesA, comesB := day.Compare(a) < 0, day.Compare(b) < 0
	if comesA != comesB {
		return comesB
	}
	if comesA {
		return a.Compare(b) < 0
	}
	return a.Compare(b) > 0
}

// VersionOn is the wording that applies on a day, in a language ("" for that of the first of vs): of those not superseded the one that began last, on that day
// or before. A wording without a date applies from the beginning. ok is false where none had begun. Whether the law applied on that day, Period.Holds says.
func VersionOn(vs []Version, language string, day Date) (v Version, ok bool) {
	v, ok = VersionRead(vs, language, day)
	if !ok || day.Compare(v.From) < 0 {
		return Version{}, false
	}
	return v, true
}

// VersionRead is the wording that is read on a day, in a language: that of VersionOn, or the next to come where none has begun. ok is false where there is none in the language.
func VersionRead(vs []Version, language string, day Date) (v Version, ok bool) {
	for _, w := range vs {
		if language == "" {
			language = w.Language
		}
		if w.Superseded || w.Language != language {
			continue
		}
		if !ok || ReadsBefore(day, w.From, v.From) {
			v, ok = w, true
		}
	}
	return v, ok
}

// wordings is what TextOn asks of a Catalog.
type wordings interface {
	Text(ctx context.Context, law URI, language string) (Text, error)
	Versions(ctx context.Context, law URI) ([]Version, error)
	Version(ctx context.Context, law URI, id string) (Text, error)
}

// TextOn is the text of a law, in a language ("" for the original one), that applied on a day (zero: that is read today). ErrNotFound where none of that day is held.
func TextOn(ctx context.Context, c wordings, law URI, language string, day Date) (Text, error) {
	if day.IsZero() {
		return c.Text(ctx, law, language)
	}
	vs, err := c.Versions(ctx, law)
	if err != nil {
		return Text{}, err
	}
	v, ok := VersionOn(vs, language, day)
	if !ok {
		return Text{}, fmt.Errorf("no wording of %s that applied on %s is held: %w", law, day, ErrNotFound)
	}
	return c.Version(ctx, law, v.ID)
}

// NearestText is that of TextOn or, where none of that day is held, the one that is read today: what a search as of that day finds of it.
func NearestText(ctx context.Context, c wordings, law URI, language string, day Date) (Text, error) {
	t, err := TextOn(ctx, c, law, language, day)
	if errors.Is(err, ErrNotFound) && !day.IsZero() {
		return c.Text(ctx, law, language)
	}
	return t, err
}

// Today is the day, in UTC: the wording that is read today is the current one of its law and language.
func Today() Date { return DateOf(time.Now()) }
