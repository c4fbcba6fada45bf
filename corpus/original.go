package corpus

import (
	"context"
	"io"
	"time"
)

// Original is a file as received (FRBR manifestation).
type Original struct {
	Name      string `json:"name,omitempty"` // the path as given
	MediaType string `json:"media_type,omitempty"`
	SHA256    string `json:"sha256,omitempty"` // lower-case hex
	Bytes     int64  `json:"bytes,omitempty"`
}

// Files keeps originals byte for byte under their SHA-256. Safe for concurrent use.
type Files interface {
	// Put stores what r gives and returns its SHA-256 and size. When it returns without error the file survives a power cut.
	// Storing the same bytes again changes nothing.
	Put(ctx context.Context, r io.Reader) (sha256 string, size int64, err error)
	// Open gives the file back; ErrNotFound if there is none, ErrInvalid if sha256 is not 64 hex digits.
	Open(ctx context.Context, sha256 string) (io.ReadSeekCloser, error)
	// Each calls fn with the SHA-256 of every file kept, in ascending order.
	Each(ctx context.Context, fn func(sha256 string) error) error
}

// State of an attempt.
const (
	StateAccepted = "accepted" // in the catalogue
	StateKnown    = "known"    // the same bytes were taken in before
	StateFailed   = "failed"
)

// Attempt is one try to take in one original: a row that is never changed.
type Attempt struct {
	ID       int64     `json:"id"`
	Name     string    `json:"name"`             // the path as given
	SHA256   string    `json:"sha256,omitempty"` // empty where the bytes could not be read
	State    string    `json:"state"`
	Step     string    `json:"step,omitempty"` // where it ended: fetch detect extract segment catalogue index
	Kind     string    `json:"kind,omitempty"` // of the failure: empty unsupported encrypted damaged no-text too-large timeout crash …
	Message  string    `json:"message,omitempty"`
	Law      URI       `json:"law,omitempty"`
	Warnings []string  `json:"warnings,omitempty"`
	At       time.Time `json:"at"`
	// Given is what a librarian said of the file, by the columns of a manifest (DESIGN.md §5): it wins over what was found, and does so again when the file is read again.
	Given map[string]string `json:"given,omitempty"`
}

// AttemptFilter chooses attempts; zero fields do not filter.
type AttemptFilter struct {
	State, SHA256 string
	Limit         int
}

// NewestAttempts leaves of attempts, newest first, the newest on each original: those that say no more than that its bytes are known are left out, and
// a file that could not even be read is known by its name.
func NewestAttempts(all []Attempt) []Attempt {
	seen, named := map[string]bool{}, map[string]bool{}
	var out []Attempt
	for _, a := range all {
		if a.SHA256 == "" && !named[a.Name] || a.SHA256 != "" && a.State != StateKnown && !seen[a.SHA256] {
			out = append(out, a)
			seen[a.SHA256] = true
		}
		named[a.Name] = true
	}
	return out
}
