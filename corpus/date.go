package corpus

import (
	"fmt"
	"time"
)

// Date is a civil date without zone. The zero value means: not known.
type Date struct {
	Year, Month, Day int
}

// ParseDate reads YYYY-MM-DD. ErrInvalid for anything else and for days that the calendar does not have.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not YYYY-MM-DD: %w", s, ErrInvalid)
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, nil
}

// DateOf is the day of a moment, in UTC.
func DateOf(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return Date{y, int(m), d}
}

// String is YYYY-MM-DD, or "" for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

func (d Date) IsZero() bool { return d == Date{} }

// Compare is negative, zero or positive as d is before, the same as, or after e.
func (d Date) Compare(e Date) int {
	return (d.Year-e.Year)*10000 + (d.Month-e.Month)*100 + d.Day - e.Day
}

// MarshalText and UnmarshalText give the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
