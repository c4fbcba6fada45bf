package corpus

import (
	"context"
	"time"
)

// Upload is an original that a person sent in to be read: it waits, or it has an outcome.
type Upload struct {
	ID      int64
	Batch   string // those sent together; unguessable
	Name    string // of the file, as sent
	SHA256  string // of the original; empty where the file was refused
	Known   Known
	Again   bool   // read it though the same bytes were taken in before
	By      string // who sent it; empty in a library without people
	At      time.Time
	Outcome *Attempt // nil: it waits
}

// Known is what the sender says of a law; it wins over what the program finds. Empty fields say nothing.
type Known struct {
	Country   string `json:"country,omitempty"`  // ISO 3166-1, upper case
	Language  string `json:"language,omitempty"` // ISO 639, lower case
	Title     string `json:"title,omitempty"`
	Type      string `json:"type,omitempty"`
	Date      Date   `json:"date,omitzero"`
	SourceURL string `json:"source_url,omitempty"`
}

// Uploads is the queue of what people sent in. Safe for concurrent use; what a method returned without error survives a power cut, so that
// an upload is read by the next process if this one ends.
type Uploads interface {
	// AddUploads puts all of us into the queue, or none; ErrUnavailable where more than limit would wait then.
	AddUploads(ctx context.Context, limit int, us ...Upload) error
	// Uploads lists those of a batch in the order in which they came; empty for an unknown one.
	Uploads(ctx context.Context, batch string) ([]Upload, error)
	// NextUpload is the one that waits longest; ErrNotFound where none waits.
	NextUpload(ctx context.Context) (Upload, error)
	// EndUpload says what came of an upload.
	EndUpload(ctx context.Context, id int64, outcome Attempt) error
}
