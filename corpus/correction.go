package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Correction is one thing that a person changed. It is never forgotten: to take it back is a correction too.
type Correction struct {
	ID       int64     `json:"id"`
	At       time.Time `json:"at"` // UTC
	By       string    `json:"by"`
	Law      URI       `json:"law,omitempty"`      // empty for a judgement
	Language string    `json:"language,omitempty"` // of the text; "" for a field: of every text of the law
	From     Date      `json:"from,omitzero"`      // of the text whose structure is corrected
	EID      EID       `json:"eid,omitempty"`      // the provision, as it was called then
	Subject  string    `json:"subject,omitempty"`  // the topic or requirement of a tag; country and requirement of a judgement
	What     string    `json:"what"`               // one of CorrectedFields, a RelationField or Structural, or Withdraw, Restore, Merge, Apart, Looked, TagTopic, TagRequirement, Judged
	Before   string    `json:"before"`             // a field as FieldOf prints it; a tag or judgement as JSON; for Structural see there
	After    string    `json:"after"`
	Note     string    `json:"note,omitempty"`
	Undoes   int64     `json:"undoes,omitempty"`    // the correction that this takes back
	UndoneBy int64     `json:"undone_by,omitempty"` // the correction that took this back; as Corrections say
	Seen     string    `json:"seen,omitempty"`      // State of the provision as its corrector saw it; "": as it is. Not kept
}

// What a correction can do beside changing a field or the structure: take a law out of every list and bring it back, and let it be one with another, whose id is
// After. What people say of tags and requirements is stored by Catalog.SetTag and Catalog.Judge, and is taken back by a correction.
const (
	Withdraw       = "withdraw"
	Restore        = "restore"
	Merge          = "merge"
	Apart          = "apart"  // it is not one with the law whose id is After, though they look alike
	Looked         = "looked" // what the queue says of it, the lines of After, needs no look any more
	TagTopic       = "topic"
	TagRequirement = "requirement"
	Judged         = "judgement"
)

// CorrectedFields are the fields of a law that people correct. The ID stays, whatever they say: it is an address.
var CorrectedFields = []string{"title", "number", "type", "date", "year", "status", "country", "source_url"}

// CorrectionFilter chooses corrections; zero fields do not filter.
type CorrectionFilter struct {
	Law         URI    // or a law that was merged into it, or a judgement that cites it
	By, What    string // What "relation": of every kind of relation
	From, Until Date   // days, UTC, both inclusive
	ID, Below   int64  // Below: those with a lower ID
	Limit       int    // 0: all
}

// CorrectionKinds are what CorrectionFilter.What may be, in the order of a form.
func CorrectionKinds() []string {
	return slices.Concat(CorrectedFields, Structural, []string{TagTopic, TagRequirement, Judged, anyRelation, Merge, Apart, Looked, Withdraw, Restore})
}

const anyRelation = "relation"

// Check is ErrInvalid where there is no such kind.
func (f *CorrectionFilter) Check() error {
	if f.What != "" && !slices.Contains(CorrectionKinds(), f.What) {
		return fmt.Errorf("kind %q is none of %s: %w", f.What, strings.Join(CorrectionKinds(), ", "), ErrInvalid)
	}
	return nil
}

// FieldOf is a field of CorrectedFields as text; "" where it is not known, and for other names.
func (l *Law) FieldOf(name string) string {
	switch name {
	case "date":
		return l.Date.String()
	case "year":
		if l.Year == 0 {
			return ""
		}
		return strconv.Itoa(l.Year)
	}
	if p := l.text(name); p != nil {
		return *p
	}
	return ""
}

// SetField gives a field of CorrectedFields a value as FieldOf prints it, said by a person. ErrInvalid names the field.
func (l *Law) SetField(name, value string) error {
	value = strings.Join(strings.Fields(value), " ")
	switch p := l.text(name); {
	case name == "country" && !country.MatchString(value):
		return fmt.Errorf("country %q is no code such as KE, CA-QC or INT: %w", value, ErrInvalid)
	case p != nil && len(value) > maxField:
		return fmt.Errorf("%s is longer than %d bytes: %w", name, maxField, ErrInvalid)
	case p != nil:
		*p = value
	case name == "date":
		date := Date{}
		if value != "" {
			var err error
			if date, err = ParseDate(value); err != nil {
				return fmt.Errorf("date: %w", err)
			}
		}
		l.Date = date
	case name == "year":
		year, err := strconv.Atoi(value)
		if value != "" && (err != nil || year < 1 || year > 9999) {
			return fmt.Errorf("year %q is not a number from 1 to 9999: %w", value, ErrInvalid)
		}
		l.Year = year
	default:
		return fmt.Errorf("%q is not a field that is corrected (%s): %w", name, strings.Join(CorrectedFields, ", "), ErrInvalid)
	}
	confidence := map[string]float64{name: 1}
	for field, sure := range l.Confidence {
		if field != name {
			confidence[field] = sure
		}
	}
	l.Confidence = confidence
	return nil
}

// country is the form of a code: ISO 3166-1 alpha-2, ISO 3166-2, or INT.
var country = regexp.MustCompile(`^([A-Z]{2}(-[A-Z0-9]{1,3})?|INT)$`)

// IsCountry says whether a code has the form of one.
func IsCountry(code string) bool { return country.MatchString(code) }

const (
	maxField  = 2000     // bytes
	maxLooked = 64 << 10 // bytes
)

func (l *Law) text(name string) *string {
	switch name {
	case "title":
		return &l.Title
	case "number":
		return &l.Number
	case "type":
		return &l.Type
	case "status":
		return &l.Status
	case "country":
		return &l.Country
	case "source_url":
		return &l.SourceURL
	}
	return nil
}

// Holding are the corrections that hold of what was corrected, in order of time: those that were taken back, and what took them back, are left out.
func Holding(all []Correction) []Correction {
	gone := map[int64]bool{}
	for _, c := range all {
		if c.Undoes != 0 {
			gone[c.ID], gone[c.Undoes] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(c Correction) bool { return gone[c.ID] })
}

// Undo is the correction that takes c back.
func (c *Correction) Undo(by string) Correction {
	out := Correction{By: by, Law: c.Law, Language: c.Language, From: c.From, EID: c.EID, Subject: c.Subject, What: c.What, Before: c.After, After: c.Before, Undoes: c.ID}
	switch c.What {
	case Withdraw:
		out.What = Restore
	case Restore:
		out.What = Withdraw
	}
	return out
}

// Check reports what makes c unfit: ErrInvalid.
func (c *Correction) Check() error {
	switch {
	case strings.TrimSpace(c.By) == "" || c.By == ByProgram || len(c.By) > 200:
		return fmt.Errorf("correction of %s by %q: a person's name of at most 200 bytes is needed: %w", c.Law, c.By, ErrInvalid)
	case c.What == Withdraw || c.What == Restore:
		return nil
	case c.IsStructural():
		return c.checkStructure()
	case c.What == Merge || c.What == Apart:
		if _, err := ParseURI(c.After); err != nil && c.Undoes == 0 {
			return err
		}
		if c.After == string(c.Law) {
			return fmt.Errorf("law %s is itself: %w", c.Law, ErrInvalid)
		}
		return nil
	case c.What == Looked:
		if c.Undoes == 0 && (strings.TrimSpace(c.After) == "" || len(c.After) > maxLooked) {
			return fmt.Errorf("what was looked at of %s is missing, or longer than %d bytes: %w", c.Law, maxLooked, ErrInvalid)
		}
		return nil
	case c.What == TagTopic || c.What == TagRequirement || c.What == Judged:
		if c.Undoes == 0 {
			return fmt.Errorf("a %s is given at its own place; here it is taken back: %w", c.What, ErrInvalid)
		}
		return nil
	case c.What == "source_url" && c.After != "" && !strings.HasPrefix(c.After, "https://") && !strings.HasPrefix(c.After, "http://"):
		return fmt.Errorf("source_url %q is not an address of the web: %w", c.After, ErrInvalid)
	case c.What == "title" && strings.TrimSpace(c.After) == "":
		return fmt.Errorf("a law has a title: %w", ErrInvalid)
	}
	if strings.HasPrefix(c.What, relationPrefix) {
		return c.checkRelation()
	}
	var l Law
	return l.SetField(c.What, c.After)
}
